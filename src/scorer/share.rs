//! So many of so many, and how sure that is.

use serde::{Serialize, Serializer};

use super::empirical_bayes::Peer;
use super::prior::Prior;
use crate::assessment::{Abstention, Assessment, Interval, Score};
use crate::stats::{deviate, wilson};

/// A share as it was counted: so many of so many.
///
/// It serialises as `{count, of, share, low, high}`, the last three null where nothing was counted.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::Share;
///
/// let answered = Share::new(9, 10);
/// assert_eq!(answered.share().unwrap().get(), 0.9);
/// let range = answered.interval().unwrap();
/// assert!((range.low - 0.5958).abs() < 1e-4 && (range.high - 0.9821).abs() < 1e-4);
/// assert_eq!(Share::default().share(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Share {
    count: u64,
    of: u64,
}

impl Share {
    /// `count` of `of`. A count beyond it counts as all of it.
    #[must_use]
    pub fn new(count: u64, of: u64) -> Self {
        Self { count: count.min(of), of }
    }

    /// How many.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Of how many.
    #[must_use]
    pub const fn of(&self) -> u64 {
        self.of
    }

    /// The share, from 0 to 1. `None` of nothing.
    #[must_use]
    pub fn share(&self) -> Option<Score> {
        (self.of > 0).then(|| Score::clamped(ratio(self.count, self.of)))
    }

    /// The 95 % interval of Wilson (1927), computed when asked for. `None` of nothing.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.interval_at(Score::clamped(0.95))
    }

    /// The interval of Wilson (1927) at that level.
    #[must_use]
    pub fn interval_at(&self, level: Score) -> Option<Interval> {
        (self.of > 0).then(|| share_interval(self.count, self.of, level.get()))
    }

    /// The share with what is expected before any evidence counted in; an abstention where nothing was counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::scorer::{Prior, Share};
    ///
    /// // One of one, where seven of ten are usual.
    /// let one = Share::new(1, 1).assessed(Prior::new(7.0, 3.0)?);
    /// assert!((one.score().unwrap().get() - 8.0 / 11.0).abs() < 1e-15);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn assessed(&self, prior: Prior) -> Assessment {
        if self.of == 0 {
            return Assessment::abstaining(Abstention::NoEvidence);
        }
        let (count, of) = self.numbers();
        Assessment::beta(prior.high() + count, prior.low() + of - count, of)
    }

    /// Count and whole as floating-point numbers.
    #[allow(clippy::cast_precision_loss, reason = "a share needs no more digits than a float has")]
    pub(super) fn numbers(&self) -> (f64, f64) {
        (self.count as f64, self.of as f64)
    }
}

/// A part of a whole that is not empty, from 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "nobody counts 2^53 asks")]
pub(super) fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

/// Wilson's interval at a level; a level outside 0 to 1 counts as the nearer end, NaN as 1.
#[allow(clippy::cast_precision_loss, reason = "nobody counts 2^53 asks")]
pub(super) fn share_interval(part: u64, whole: u64, level: f64) -> Interval {
    let (low, high) = wilson(part as f64, whole as f64, deviate(level));
    Interval { low, high }
}

impl From<Share> for Peer {
    fn from(share: Share) -> Self {
        let (count, of) = share.numbers();
        // No count that a machine can make is out of range.
        Self::of_shares(count, of).unwrap_or_default()
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let interval = self.interval();
        let mut fields = serializer.serialize_struct("Share", 5)?;
        fields.serialize_field("count", &self.count)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("share", &self.share())?;
        fields.serialize_field("low", &interval.map(|interval| interval.low))?;
        fields.serialize_field("high", &interval.map(|interval| interval.high))?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_share() {
        let nothing = serde_json::to_string(&Share::default()).unwrap();
        assert_eq!(nothing, r#"{"count":0,"of":0,"share":null,"low":null,"high":null}"#);
        assert_eq!(Share::new(7, 5), Share::new(5, 5));
        assert_eq!(Share::new(0, 3).interval().unwrap().low, 0.0);
        assert!(Share::default().interval().is_none());
    }
}
