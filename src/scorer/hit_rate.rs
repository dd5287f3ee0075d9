//! How many asks were answered in time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::share::{ratio, share_interval};
use crate::assessment::Interval;
use crate::reader::{Reading, Verdict};

/// How many asks were answered within a target, how many were not, and how many may still be.
///
/// An ask that was never answered is missed, however short its conversation was. So is one that is open for longer than
/// the target: no answer can be in time any more. One that is open for less is undecided and no part of the
/// share.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::HitRate;
///
/// let nothing = HitRate::default();
/// assert_eq!(nothing.share(), None);
/// let whole = nothing.interval(0.95);
/// assert_eq!((whole.low, whole.high), (0.0, 1.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HitRate {
    /// Answered within the target.
    pub met: u64,
    /// Answered later, never answered, or open for longer than the target.
    pub missed: u64,
    /// Open for no longer than the target.
    pub undecided: u64,
}

impl HitRate {
    /// The asks that are decided: those met and those missed.
    #[must_use]
    pub const fn decided(&self) -> u64 {
        self.met.saturating_add(self.missed)
    }

    /// All asks.
    #[must_use]
    pub const fn asks(&self) -> u64 {
        self.decided().saturating_add(self.undecided)
    }

    /// The share of the decided asks that were answered in time, from 0 to 1. `None` while nothing is decided.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.decided() > 0).then(|| ratio(self.met, self.decided()))
    }

    /// The interval of Wilson (1927) of that share, at a level such as 0.95; all of 0 to 1 while nothing is decided.
    #[must_use]
    pub fn interval(&self, level: f64) -> Interval {
        share_interval(self.met, self.decided(), level)
    }

    /// The least and the greatest share of all asks that can be in time once those that are open are decided. `None`
    /// without asks.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let asks = self.asks();
        (asks > 0).then(|| (ratio(self.met, asks), ratio(self.met.saturating_add(self.undecided), asks)))
    }

    /// Counts the ask of a reading, if it needs an answer.
    pub(super) fn observe(&mut self, reading: &Reading, within: Duration) {
        let count = match reading.verdict() {
            Verdict::Answered if reading.wait().unwrap_or_default() <= within => &mut self.met,
            Verdict::Open if reading.open_for() <= within => &mut self.undecided,
            Verdict::Answered | Verdict::Ignored | Verdict::Open => &mut self.missed,
            Verdict::Withdrawn | Verdict::NeedsNone => return,
        };
        *count = count.saturating_add(1);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.met = self.met.saturating_add(other.met);
        self.missed = self.missed.saturating_add(other.missed);
        self.undecided = self.undecided.saturating_add(other.undecided);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        // Newcombe (1998), table I: 81 of 263 by the score method without continuity correction.
        let rate = HitRate { met: 81, missed: 182, undecided: 9 };
        let Interval { low, high } = rate.interval(0.95);
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
        assert_eq!(rate.asks(), 272);
        assert_eq!(rate.bounds(), Some((81.0 / 272.0, 90.0 / 272.0)));
        let all = rate.interval(f64::NAN);
        assert_eq!((all.low, all.high), (0.0, 1.0));
    }
}
