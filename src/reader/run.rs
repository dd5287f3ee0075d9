//! One run of a clock: from its start to its stop, or to where it was last seen running.

use std::time::Duration;

use super::hours::Hours;
use crate::few::Few;
use crate::stats::Wait;
use crate::time::{Timestamp, milliseconds};

/// One run of a [`Clock`](super::Clock): when it started, when it stood still, and when it stopped or was last seen
/// running.
///
/// Made by [`Reading::runs`](super::Reading::runs). It holds instants; how much of the time between them counts is said
/// by the [`Hours`] that measure it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    started: Timestamp,
    /// In order, apart from each other, none after `until`.
    pauses: Few<(Timestamp, Timestamp)>,
    until: Timestamp,
    is_stopped: bool,
}

impl Run {
    pub(super) const fn new(started: Timestamp) -> Self {
        Self { started, pauses: Few::new(), until: started, is_stopped: false }
    }

    /// The same run, which stood still from the one instant to the other, after everything known so far; not at all if the
    /// other is not later.
    pub(super) fn paused(mut self, from: Timestamp, to: Timestamp) -> Self {
        if from < to {
            self.pauses.push((from, to));
        }
        self
    }

    /// The same run, stopped.
    pub(super) const fn stopping(mut self, at: Timestamp) -> Self {
        self.until = at;
        self.is_stopped = true;
        self
    }

    /// The same run, last seen running at that instant.
    pub(super) fn watched(mut self, until: Timestamp) -> Self {
        self.until = until.max(self.started);
        self
    }

    /// When it started.
    #[must_use]
    pub const fn started(&self) -> Timestamp {
        self.started
    }

    /// When it stopped; `None` where it was still running when it was last seen.
    #[must_use]
    pub fn stopped(&self) -> Option<Timestamp> {
        self.is_stopped.then_some(self.until)
    }

    /// When it stopped, or was last seen running.
    #[must_use]
    pub const fn until(&self) -> Timestamp {
        self.until
    }

    /// The stretches in which it stood still, in order.
    #[must_use]
    pub fn pauses(&self) -> &[(Timestamp, Timestamp)] {
        &self.pauses
    }

    /// How much time counts: the hours between start and end, without those of the pauses.
    #[must_use]
    pub fn elapsed(&self, hours: &(impl Hours + ?Sized)) -> Duration {
        let mut from = self.started;
        let mut elapsed = Duration::ZERO;
        for &(pause, resumed) in &*self.pauses {
            elapsed = elapsed.saturating_add(hours.between(from, pause));
            from = resumed;
        }
        elapsed.saturating_add(hours.between(from, self.until))
    }

    /// The same in milliseconds, as the statistics of waits take it: answered where it stopped, else open, which is a
    /// wait of at least that length.
    #[must_use]
    pub fn wait(&self, hours: &(impl Hours + ?Sized)) -> Wait {
        let length = milliseconds(self.elapsed(hours)).unsigned_abs();
        if self.is_stopped { Wait::Answered(length) } else { Wait::Open(length) }
    }
}
