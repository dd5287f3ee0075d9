//! What customers show besides what they ask.

use super::acts::Signal;
use super::cues::{Cues, Roles};
use super::heard::Heard;
use super::reading::Found;
use crate::assessment::Score;

/// The signals among the hits of one message.
pub(super) fn signals<'a>(cues: &'a Cues, heard: &'a Heard<'_>) -> impl Iterator<Item = Found<Signal>> + 'a {
    let hits = if heard.roles.any(Roles::SIGNALS) { heard.gist.hits.as_slice() } else { &[] };
    hits.iter().filter_map(|hit| {
        let signal = cues.get(hit.entry())?.signal?;
        Some(Found::new(signal, Score::clamped(hit.strength()), heard.span(hit.span())))
    })
}
