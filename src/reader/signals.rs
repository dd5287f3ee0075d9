//! What customers show besides what they ask.

use super::acts::Signal;
use super::reading::Found;
use crate::assessment::{Score, Span};
use crate::event::Id;
use crate::text::{Hit, Lexicon};

/// The signals among the hits of one message.
pub(super) fn signals<'a>(
    lexicon: &'a Lexicon,
    message: &'a Id,
    hits: &'a [Hit],
) -> impl Iterator<Item = Found<Signal>> + 'a {
    hits.iter().filter_map(|hit| {
        let signal: Signal = lexicon.entry(hit).code().parse().ok()?;
        let span = Span::new(message.clone(), hit.span().start, hit.span().end);
        Some(Found::new(signal, Score::clamped(hit.strength()), span))
    })
}
