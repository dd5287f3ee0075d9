//! What customers show besides what they ask.

use super::acts::Signal;
use super::cues::{Cues, Roles};
use super::heard::Heard;
use super::reading::Found;
use crate::assessment::Score;
use crate::few::Few;

/// Adds the signals among the hits of one message, by place.
pub(super) fn add_signals(cues: &Cues, heard: &Heard<'_>, signals: &mut Few<Found<Signal>>) {
    if !heard.roles.any(Roles::SIGNALS) {
        return;
    }
    let before = signals.len();
    for hit in &heard.gist.hits {
        if let Some(signal) = cues.get(hit.entry()).and_then(|cue| cue.signal) {
            signals.push(Found::new(signal, Score::clamped(hit.strength()), heard.span(hit.span())));
        }
    }
    if let Some(added) = signals.get_mut(before..) {
        added.sort_by_key(|found| (found.span.start, found.span.end));
    }
}
