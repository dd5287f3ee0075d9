//! Learning from peers what to expect of a company that little is known of.

use serde::{Deserialize, Serialize};

use super::prior::Prior;
use super::responsiveness::ResponsivenessState;
use crate::error::{Error, Result};
use crate::stats::{Limits, most_probable};

/// One company's record, as evidence for a high and for a low score.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::Peer;
///
/// assert_eq!(Peer::of_shares(31.0, 38.0)?, Peer::new(31.0, 7.0)?);
/// assert!(Peer::of_shares(39.0, 38.0).is_err());
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Peer {
    high: f64,
    low: f64,
}

impl Peer {
    /// That much evidence each way, in asks or whatever else is counted; fractions are welcome.
    ///
    /// # Errors
    ///
    /// Unless both are from 0 to 1e15.
    pub fn new(high: f64, low: f64) -> Result<Self> {
        for (field, value) in [("peer.high", high), ("peer.low", low)] {
            if !(0.0..=1e15).contains(&value) {
                return Err(Error::refused(field, value, "a number from 0 to 1e15"));
            }
        }
        Ok(Self { high, low })
    }

    /// So many successes in `n`.
    ///
    /// # Errors
    ///
    /// Unless `n` is from 0 to 1e15 and the successes are from 0 to `n`.
    pub fn of_shares(successes: f64, n: f64) -> Result<Self> {
        if !(0.0..=1e15).contains(&n) {
            return Err(Error::refused("peer.n", n, "a number from 0 to 1e15"));
        }
        if !(0.0..=n).contains(&successes) {
            return Err(Error::refused(
                "peer.successes",
                successes,
                format!("a number from 0 to n, which is {n}"),
            ));
        }
        Self::new(successes, n - successes)
    }
}

impl From<&ResponsivenessState> for Peer {
    /// What the peer has earned and lost; what is still undecided is evidence of neither.
    fn from(state: &ResponsivenessState) -> Self {
        Self { high: state.earned(), low: state.lost() }
    }
}

/// Learns a [`Prior`] from peers: the beta distribution of which their records are most probably drawn (Robbins 1956; the
/// beta-binomial distribution of Skellam 1948, by maximum likelihood).
///
/// A company with three asks is then read as one of its kind until its own record says otherwise, and how fast that happens is
/// learnt as well: peers that are much alike make a prior that weighs much. In the fixtures' two sets of 50 peers the parameters
/// agree with scipy's to 1e-6.
///
/// | parameter | default | range | why |
/// |---|---|---|---|
/// | [`peers`](EmpiricalBayesBuilder::peers) | 10 | 2 and up | below, how far peers differ is mostly chance and [`Prior::JEFFREYS`] is used |
/// | [`least`](EmpiricalBayesBuilder::least) | .01 | 1e-3 to 1 | no side of the prior is impossible, even if every peer agrees |
/// | [`most`](EmpiricalBayesBuilder::most) | 100 | 2 to 1e6 | peers that differ by chance only would make a prior of any weight; no company should need more than that many asks to be seen for itself |
///
/// All three are choices and not findings.
///
/// # When it misleads
///
/// Peers must be peers: of one trade, on the same channels, scored by the same policy. A company's own record should not be among
/// those its prior is learnt from where they are few.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::{EmpiricalBayes, Peer, Prior};
///
/// // Twelve companies that answer some three in four.
/// let peers = [31, 28, 30, 25, 33, 29, 35, 22, 30, 27, 31, 26].map(|answered| Peer::of_shares(answered.into(), 40.0));
/// let peers: Vec<Peer> = peers.into_iter().collect::<Result<_, _>>()?;
/// let prior = Prior::learn(peers.iter().copied());
/// assert!((0.70..0.75).contains(&prior.mean()));
///
/// // Of three nothing is learnt by default.
/// assert_eq!(Prior::learn(peers[..3].iter().copied()), Prior::JEFFREYS);
/// let bold = EmpiricalBayes::builder().peers(3).build()?;
/// assert_ne!(bold.learn(peers[..3].iter().copied()), Prior::JEFFREYS);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct EmpiricalBayes(Parts);

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parts {
    peers: u32,
    least: f64,
    most: f64,
}

impl Default for Parts {
    fn default() -> Self {
        Self { peers: 10, least: 0.01, most: 100.0 }
    }
}

impl EmpiricalBayes {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> EmpiricalBayesBuilder {
        EmpiricalBayesBuilder(Parts::default())
    }

    /// The prior of which the peers are most probably drawn; [`Prior::JEFFREYS`] where too few of them have any evidence.
    ///
    /// Their order does not change a bit of it.
    #[must_use]
    pub fn learn<P: Into<Peer>>(&self, peers: impl IntoIterator<Item = P>) -> Prior {
        let counts: Vec<(f64, f64)> = peers
            .into_iter()
            .map(Into::into)
            .filter(|peer: &Peer| peer.high + peer.low > 0.0)
            .map(|peer| (peer.high, peer.low))
            .collect();
        if counts.len() < usize::try_from(self.0.peers).unwrap_or(usize::MAX) {
            return Prior::JEFFREYS;
        }
        let limits = Limits { least: self.0.least, most: self.0.most };
        most_probable(&counts, limits)
            .and_then(|(high, low)| Prior::new(high, low).ok())
            .unwrap_or(Prior::JEFFREYS)
    }
}

/// Builds an [`EmpiricalBayes`].
#[derive(Clone, Copy, Debug)]
pub struct EmpiricalBayesBuilder(Parts);

impl EmpiricalBayesBuilder {
    /// How many peers with any evidence it takes to learn from them.
    #[must_use]
    pub const fn peers(mut self, peers: u32) -> Self {
        self.0.peers = peers;
        self
    }

    /// The least evidence that the prior holds for either side.
    #[must_use]
    pub const fn least(mut self, least: f64) -> Self {
        self.0.least = least;
        self
    }

    /// The most evidence that the prior holds for both sides together.
    #[must_use]
    pub const fn most(mut self, most: f64) -> Self {
        self.0.most = most;
        self
    }

    /// The learner.
    ///
    /// # Errors
    ///
    /// If there are fewer than 2 peers, or a limit is out of its range.
    pub fn build(self) -> Result<EmpiricalBayes> {
        EmpiricalBayes::try_from(self.0)
    }
}

impl TryFrom<Parts> for EmpiricalBayes {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let Parts { peers, least, most } = parts;
        if peers < 2 {
            return Err(Error::refused("empirical_bayes.peers", peers, "2 or more"));
        }
        if !(1e-3..=1.0).contains(&least) {
            return Err(Error::refused("empirical_bayes.least", least, "a number from 0.001 to 1"));
        }
        if !(2.0..=1e6).contains(&most) {
            return Err(Error::refused("empirical_bayes.most", most, "a number from 2 to 1e6"));
        }
        Ok(Self(parts))
    }
}

impl From<EmpiricalBayes> for Parts {
    fn from(learner: EmpiricalBayes) -> Self {
        learner.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_out_of_range_are_refused() {
        let builder = EmpiricalBayes::builder;
        for (refused, sentence) in [
            (builder().peers(1), "empirical_bayes.peers: 1 is not 2 or more"),
            (builder().least(0.0), "empirical_bayes.least: 0 is not a number from 0.001 to 1"),
            (builder().most(f64::NAN), "empirical_bayes.most: NaN is not a number from 2 to 1e6"),
        ] {
            assert_eq!(refused.build().unwrap_err().to_string(), sentence);
        }
        let stored = serde_json::to_string(&EmpiricalBayes::default()).unwrap();
        assert_eq!(stored, r#"{"peers":10,"least":0.01,"most":100.0}"#);
        assert_eq!(serde_json::from_str::<EmpiricalBayes>(&stored).unwrap(), EmpiricalBayes::default());
        assert!(serde_json::from_str::<EmpiricalBayes>(r#"{"peers":1}"#).is_err());
        assert!(serde_json::from_str::<EmpiricalBayes>(r#"{"pears":9}"#).is_err());
        assert_eq!(
            Peer::new(-1.0, 1.0).unwrap_err().to_string(),
            "peer.high: -1 is not a number from 0 to 1e15"
        );
        assert_eq!(
            Peer::of_shares(3.0, 2.0).unwrap_err().to_string(),
            "peer.successes: 3 is not a number from 0 to n, which is 2"
        );
        assert!(Peer::of_shares(0.0, f64::NAN).is_err());
    }

    #[test]
    fn peers_without_evidence_do_not_count() {
        let silent = ResponsivenessState::default();
        assert_eq!(Prior::learn(vec![&silent; 99]), Prior::JEFFREYS);
        let with = |n: usize| {
            let peers = (0..n).map(|i| Peer::new(if i % 2 == 0 { 9.0 } else { 1.0 }, 3.0));
            let empty = std::iter::repeat_n(Peer::default(), 30);
            Prior::learn(peers.map(Result::unwrap).chain(empty))
        };
        assert_eq!(with(9), Prior::JEFFREYS);
        assert_ne!(with(10), Prior::JEFFREYS);
    }

    #[test]
    fn a_learnt_prior_is_bounded() {
        let alike = vec![Peer::new(300.0, 100.0).unwrap(); 20];
        let prior = Prior::learn(alike);
        // At the largest sum that is allowed the most probable mean lies a little below the share itself: .74751.
        assert!((prior.high() + prior.low() - 100.0).abs() < 1e-9 && (prior.mean() - 0.747_51).abs() < 1e-4);
        let faultless = vec![Peer::new(50.0, 0.0).unwrap(); 20];
        let prior = Prior::learn(faultless);
        assert!(prior.low() >= 0.01 && prior.high() + prior.low() <= 100.0 + 1e-9);
    }
}
