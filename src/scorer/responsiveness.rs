//! Responsiveness: how much of what was asked is answered in time, the unanswered included.
//!
//! # What it measures
//!
//! A ledger. Every ask that needs an answer is worth one. Answered after a wait w it earns g(w), the utility of that
//! wait on its channel ([`ChannelPolicy`]), and loses 1 − g(w). Ignored, it loses one. Open at age a it has lost
//! 1 − g(a) so far and the rest is undecided. With a prior of α and β
//!
//! > R = (α + earned) / (α + β + earned + lost)
//!
//! with the equal-tailed interval of Beta(α + earned, β + lost). Whatever the undecided asks come to, the share
//! earned ends between [`ResponsivenessState::bounds`].
//!
//! Three laws hold: waiting longer never raises R, answering never lowers it, answering earlier never lowers it.
//!
//! # Parameters
//!
//! | parameter | default | source |
//! |---|---|---|
//! | channels | see [`ChannelPolicy`] | starting values, not fitted |
//! | prior | ½, ½ | Jeffreys 1946 |
//!
//! # When it misleads
//!
//! It does not know what the answers say: a page that answers everything within a minute with nothing scores 1 here
//! and badly in [`crate::scorer::Dismissiveness`]. Where most asks are recent it leans towards the prior, because little is
//! decided. An average over answered asks alone is wrong by a factor of two to four where many are not answered;
//! that is why the ledger and not the average is the headline.
//!
//! # References
//!
//! H. Jeffreys, "An invariant form for the prior probability in estimation problems", Proc. R. Soc. A 186 (1946).

use serde::{Deserialize, Serialize};

use super::channel_policy::ChannelPolicy;
use super::prior::Prior;
use super::{Observation, Scorer, View};
use crate::assessment::{Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Scale};
use crate::error::Result;
use crate::reader::Verdict;
use crate::stats::Mass;

/// Scores how much of what was asked is answered in time. See the [module](self) for what it measures.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::{Prior, Responsiveness};
///
/// let strict = Responsiveness::builder().prior(Prior::new(1.0, 1.0)?).build()?;
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Responsiveness {
    channels: ChannelPolicy,
    prior: Prior,
}

impl Responsiveness {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> ResponsivenessBuilder {
        ResponsivenessBuilder(Self::default())
    }

    /// The same scorer with another prior, such as one that was learnt from peers.
    #[must_use]
    pub const fn with_prior(mut self, prior: Prior) -> Self {
        self.prior = prior;
        self
    }

    /// How long a wait is acceptable.
    #[must_use]
    pub const fn channels(&self) -> &ChannelPolicy {
        &self.channels
    }

    /// What is expected before any evidence.
    #[must_use]
    pub const fn prior(&self) -> Prior {
        self.prior
    }
}

/// Builds a [`Responsiveness`].
#[derive(Clone, Debug, Default)]
pub struct ResponsivenessBuilder(Responsiveness);

impl ResponsivenessBuilder {
    /// How long a wait is acceptable.
    #[must_use]
    pub fn channels(mut self, channels: ChannelPolicy) -> Self {
        self.0.channels = channels;
        self
    }

    /// What is expected before any evidence.
    #[must_use]
    pub const fn prior(mut self, prior: Prior) -> Self {
        self.0.prior = prior;
        self
    }

    /// The scorer.
    ///
    /// # Errors
    ///
    /// None at present: every part has been checked where it was made.
    pub fn build(self) -> Result<Responsiveness> {
        Ok(self.0)
    }
}

/// The ledger: what was earned, lost and left undecided, in exact sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsivenessState {
    asks: u64,
    in_time: Mass,
    late_earned: Mass,
    late_lost: Mass,
    ignored: Mass,
    waiting: Mass,
    undecided: Mass,
}

impl ResponsivenessState {
    /// How many asks it has seen that need an answer.
    #[must_use]
    pub const fn asks(&self) -> u64 {
        self.asks
    }

    /// What was earned, in asks.
    #[must_use]
    pub fn earned(&self) -> f64 {
        self.earned_mass().to_f64()
    }

    /// What was lost, in asks.
    #[must_use]
    pub fn lost(&self) -> f64 {
        self.lost_mass().to_f64()
    }

    /// What may still be earned, in asks.
    #[must_use]
    pub fn undecided(&self) -> f64 {
        self.undecided.to_f64()
    }

    /// The least and the greatest share that can have been earned when everything open is decided. `None` without asks.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let earned = self.earned_mass();
        let all = earned.saturating_add(self.lost_mass()).saturating_add(self.undecided).to_f64();
        (all > 0.0).then(|| (earned.to_f64() / all, earned.saturating_add(self.undecided).to_f64() / all))
    }

    fn earned_mass(&self) -> Mass {
        self.in_time.saturating_add(self.late_earned)
    }

    fn lost_mass(&self) -> Mass {
        self.late_lost.saturating_add(self.ignored).saturating_add(self.waiting)
    }
}

impl Scorer for Responsiveness {
    type State = ResponsivenessState;
    type Output = Assessment;

    fn observe(&self, state: &mut ResponsivenessState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let channel = reading.outline().channel();
        match reading.verdict() {
            Verdict::Answered => {
                let worth = self.channels.utility(channel, reading.wait().unwrap_or_default());
                if worth == Mass::ONE {
                    state.in_time += worth;
                } else {
                    state.late_earned += worth;
                    state.late_lost += Mass::ONE.saturating_sub(worth);
                }
            }
            Verdict::Ignored => state.ignored += Mass::ONE,
            Verdict::Open => {
                let left = self.channels.utility(channel, reading.open_for());
                state.undecided += left;
                state.waiting += Mass::ONE.saturating_sub(left);
            }
            Verdict::Withdrawn | Verdict::NeedsNone => return,
        }
        state.asks = state.asks.saturating_add(1);
    }

    fn merge(&self, into: &mut ResponsivenessState, other: &ResponsivenessState) {
        into.asks = into.asks.saturating_add(other.asks);
        into.in_time += other.in_time;
        into.late_earned += other.late_earned;
        into.late_lost += other.late_lost;
        into.ignored += other.ignored;
        into.waiting += other.waiting;
        into.undecided += other.undecided;
    }

    fn assess(&self, state: &ResponsivenessState, view: &View<'_>) -> Assessment {
        let state = view.complete(self, state);
        let stamped = |assessment: Assessment| {
            assessment.directed(Direction::HighIsGood).stamped(self.fingerprint(), view.as_of())
        };
        let (earned, lost) = (state.earned(), state.lost());
        let mass = state.earned_mass().saturating_add(state.lost_mass()).to_f64();
        if mass == 0.0 {
            return stamped(Assessment::abstaining(Abstention::NoEvidence));
        }
        let all = self.prior.high() + self.prior.low() + mass;
        let mean = self.prior.mean();
        // Measured from the prior's mean m, a part that earned e and lost l adds (e − m(e + l)) / all.
        let part = |basis: Basis, earned: Mass, lost: Mass| {
            let whole = earned.saturating_add(lost).to_f64();
            (whole > 0.0).then(|| Evidence::new(basis, (earned.to_f64() - mean * whole) / all))
        };
        let parts = [
            part(Basis::AnsweredInTime, state.in_time, Mass::ZERO),
            part(Basis::AnsweredLate, state.late_earned, state.late_lost),
            part(Basis::Ignored, Mass::ZERO, state.ignored),
            part(Basis::Waiting, Mass::ZERO, state.waiting),
        ];
        stamped(Assessment::beta(self.prior.high() + earned, self.prior.low() + lost, mass).resting_on(
            Scale::Plain,
            mean,
            parts.into_iter().flatten().collect(),
        ))
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("responsiveness 1", self)
    }

    fn shape(&self) -> Fingerprint {
        Fingerprint::of("responsiveness 1", &self.channels)
    }
}
