//! What customers show besides what they ask.

use super::acts::Signal;
use super::axes::Heard;
use super::cues::Cues;
use super::reading::Found;
use crate::assessment::Score;

/// The signals among the hits of one message.
pub(super) fn signals<'a>(cues: &'a Cues, heard: &'a Heard<'_>) -> impl Iterator<Item = Found<Signal>> + 'a {
    heard.gist.hits.iter().filter_map(|hit| {
        let signal = cues.get(hit.entry())?.signal?;
        Some(Found::new(signal, Score::clamped(hit.strength()), heard.span(hit.span())))
    })
}
