//! What is expected before any evidence.

use serde::{Deserialize, Serialize};

use super::empirical_bayes::{EmpiricalBayes, Peer};
use crate::error::{Error, Result};

/// Evidence for a high and for a low score that is assumed before anything has been seen: the two parameters of a
/// beta distribution, in the unit of the scorer's own evidence.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::Prior;
///
/// // Ten exchanges' worth of "seven of ten".
/// let prior = Prior::new(7.0, 3.0)?;
/// assert_eq!(prior.mean(), 0.7);
/// assert!(Prior::new(0.0, 3.0).is_err());
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Pair", into = "Pair")]
pub struct Prior {
    high: f64,
    low: f64,
}

impl Prior {
    /// Half an exchange each way (Jeffreys 1946): what is used where there are no peers to learn from.
    pub const JEFFREYS: Self = Self { high: 0.5, low: 0.5 };

    /// That much evidence for a high and for a low score.
    ///
    /// # Errors
    ///
    /// Unless both are greater than 0 and at most 1e9.
    pub fn new(high: f64, low: f64) -> Result<Self> {
        for (field, value) in [("prior.high", high), ("prior.low", low)] {
            if !(value > 0.0 && value <= 1e9) {
                return Err(Error::refused(field, value, "a number greater than 0 and at most 1e9"));
            }
        }
        Ok(Self { high, low })
    }

    /// What peers teach, by the defaults of [`EmpiricalBayes`]: their records as pairs of evidence, or their states.
    ///
    /// [`JEFFREYS`](Self::JEFFREYS) where fewer than ten peers have any evidence. Pass it on with
    /// [`Responsiveness::with_prior`](super::Responsiveness::with_prior).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::scorer::{Prior, Responsiveness, ResponsivenessState};
    ///
    /// // One state a company, as a tracker or a batch has made them.
    /// let states: Vec<ResponsivenessState> = Vec::new();
    /// let scorer = Responsiveness::default().with_prior(Prior::learn(&states));
    /// assert_eq!(scorer.prior(), Prior::JEFFREYS);
    /// ```
    #[must_use]
    pub fn learn<P: Into<Peer>>(peers: impl IntoIterator<Item = P>) -> Self {
        EmpiricalBayes::default().learn(peers)
    }

    /// Evidence for a high score.
    #[must_use]
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// Evidence for a low score.
    #[must_use]
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The score where there is no evidence.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.high / (self.high + self.low)
    }
}

impl Default for Prior {
    fn default() -> Self {
        Self::JEFFREYS
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    high: f64,
    low: f64,
}

impl TryFrom<Pair> for Prior {
    type Error = Error;

    fn try_from(pair: Pair) -> Result<Self> {
        Self::new(pair.high, pair.low)
    }
}

impl From<Prior> for Pair {
    fn from(prior: Prior) -> Self {
        Self { high: prior.high, low: prior.low }
    }
}
