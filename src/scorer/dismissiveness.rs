//! Dismissiveness: how far the answers leave the ask aside.
//!
//! # What it measures
//!
//! Of every answer to an open ask, one minus the weighted mean of the reading's axes (help, regard, originality; an
//! axis that could not be read is left out and the weights are taken anew). Of many, the mean over read answers with
//! a prior of α and β: D = (α + Σd) / (α + β + n), with the interval of Beta(α + Σd, β + n − Σd). High is bad.
//!
//! Silence is not scored here but in [`crate::scorer::Responsiveness`] and [`crate::scorer::TrustDecay`]; the
//! [shares](DismissivenessState::shares) put it beside.
//!
//! # Parameters
//!
//! | parameter | default | source |
//! |---|---|---|
//! | help, regard, originality | .5, .3, .2 | stated blend, a policy and not an estimate |
//! | threshold | .5 | from here on an answer counts as dismissed; a policy |
//! | prior | ½, ½ | Jeffreys 1946 |
//!
//! # When it misleads
//!
//! Short answers that are right and share no word with the ask read as less helpful than they are. The axes come from
//! the reader; where it abstains, nothing is scored and the share of abstentions says so.

use serde::{Deserialize, Serialize};

use super::prior::Prior;
use super::{Observation, Scorer, View};
use crate::assessment::{Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Scale, Score};
use crate::error::{Error, Result};
use crate::reader::Verdict;
use crate::reader::{Axis, Reading};
use crate::stats::Mass;

/// Scores how far answers leave the ask aside. See the [module](self) for what it measures.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::Dismissiveness;
///
/// let coaching = Dismissiveness::builder().weights(0.4, 0.4, 0.2).threshold(0.6).build()?;
/// let error = Dismissiveness::builder().weights(0.0, 0.0, 0.0).build().unwrap_err();
/// assert_eq!(error.to_string(), "weights: 0 0 0 is not three numbers from 0 to 1e6, one of them greater than 0");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "DismissivenessBuilder", into = "DismissivenessBuilder")]
pub struct Dismissiveness {
    help: f64,
    regard: f64,
    originality: f64,
    threshold: f64,
    prior: Prior,
}

impl Default for Dismissiveness {
    fn default() -> Self {
        Self { help: 0.5, regard: 0.3, originality: 0.2, threshold: 0.5, prior: Prior::JEFFREYS }
    }
}

impl Dismissiveness {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> DismissivenessBuilder {
        DismissivenessBuilder::default()
    }

    /// The same scorer with another prior, such as one that was learnt from peers.
    #[must_use]
    pub const fn with_prior(mut self, prior: Prior) -> Self {
        self.prior = prior;
        self
    }

    /// How far the answers of one reading leave the ask aside. `None` where nothing was asked or nothing could be read.
    ///
    /// Another user's reply has a number too, although it stops no clock and only answers count as evidence.
    #[must_use]
    pub fn of(&self, reading: &Reading) -> Option<Score> {
        let parts = self.parts(reading)?;
        Some(Score::clamped(parts.iter().map(|part| part.dismissed).sum()))
    }

    /// Whether that much dismissiveness counts as dismissed.
    #[must_use]
    pub fn is_dismissed(&self, dismissiveness: Score) -> bool {
        dismissiveness.get() >= self.threshold
    }

    fn parts(&self, reading: &Reading) -> Option<[Part; 3]> {
        if matches!(reading.verdict(), Verdict::Withdrawn | Verdict::NeedsNone) {
            return None;
        }
        let axes = [
            (self.help, reading.help()),
            (self.regard, reading.regard()),
            (self.originality, reading.originality()),
        ];
        let whole: f64 = axes.iter().filter(|(_, axis)| axis.is_some()).map(|(weight, _)| weight).sum();
        (whole > 0.0).then(|| {
            axes.map(|(weight, axis)| {
                let share = axis.map_or(0.0, |_| weight / whole);
                Part { share, dismissed: share * (1.0 - axis.map_or(1.0, |axis: &Axis| axis.score().get())) }
            })
        })
    }
}

/// What one axis takes part with in the blend, and how much of that is dismissed.
struct Part {
    share: f64,
    dismissed: f64,
}

/// Builds a [`Dismissiveness`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DismissivenessBuilder {
    help: f64,
    regard: f64,
    originality: f64,
    threshold: f64,
    prior: Prior,
}

impl Default for DismissivenessBuilder {
    fn default() -> Self {
        Dismissiveness::default().into()
    }
}

impl DismissivenessBuilder {
    /// The weights of the three axes; only their ratios count.
    #[must_use]
    pub const fn weights(mut self, help: f64, regard: f64, originality: f64) -> Self {
        self.help = help;
        self.regard = regard;
        self.originality = originality;
        self
    }

    /// From which dismissiveness on an answer counts as dismissed.
    #[must_use]
    pub const fn threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// What is expected before any evidence.
    #[must_use]
    pub const fn prior(mut self, prior: Prior) -> Self {
        self.prior = prior;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a weight is negative, all weights are 0, or the threshold is not from 0 to 1.
    pub fn build(self) -> Result<Dismissiveness> {
        let Self { help, regard, originality, threshold, prior } = self;
        let weights = [help, regard, originality];
        if !weights.iter().all(|weight| (0.0..=1e6).contains(weight)) || weights.iter().sum::<f64>() <= 0.0 {
            return Err(Error::refused(
                "weights",
                format_args!("{help} {regard} {originality}"),
                "three numbers from 0 to 1e6, one of them greater than 0",
            ));
        }
        if !(0.0..=1.0).contains(&threshold) {
            return Err(Error::refused("threshold", threshold, "a number from 0 to 1"));
        }
        Ok(Dismissiveness { help, regard, originality, threshold, prior })
    }
}

impl TryFrom<DismissivenessBuilder> for Dismissiveness {
    type Error = Error;

    fn try_from(builder: DismissivenessBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<Dismissiveness> for DismissivenessBuilder {
    fn from(scorer: Dismissiveness) -> Self {
        let Dismissiveness { help, regard, originality, threshold, prior } = scorer;
        Self { help, regard, originality, threshold, prior }
    }
}

/// Sums over answers by axis, and what became of the asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DismissivenessState {
    /// For help, regard and originality: with how much it took part, and how much of that was dismissed.
    axes: [(Mass, Mass); 3],
    dismissed: u64,
    served: u64,
    ignored: u64,
    abstained: u64,
}

/// What became of the asks that were answered or ignored: four shares that add to one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AskShares {
    /// Never answered.
    pub ignored: f64,
    /// Answered without being served.
    pub dismissed: f64,
    /// Answered and served.
    pub served: f64,
    /// Answered in a way that could not be read.
    pub abstained: f64,
}

impl DismissivenessState {
    /// How many answers were read.
    #[must_use]
    pub const fn read(&self) -> u64 {
        self.dismissed.saturating_add(self.served)
    }

    /// What became of the asks that were answered or ignored. `None` where there were none.
    #[must_use]
    pub fn shares(&self) -> Option<AskShares> {
        let counts = [self.ignored, self.dismissed, self.served, self.abstained];
        let all = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
        #[allow(clippy::cast_precision_loss)]
        let [ignored, dismissed, served, abstained] = counts.map(|count| count as f64 / all as f64);
        (all > 0).then_some(AskShares { ignored, dismissed, served, abstained })
    }
}

impl Scorer for Dismissiveness {
    type State = DismissivenessState;
    type Output = Assessment;

    fn observe(&self, state: &mut DismissivenessState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let count = match reading.verdict() {
            Verdict::Ignored => &mut state.ignored,
            Verdict::Answered => match self.parts(reading) {
                None => &mut state.abstained,
                Some(parts) => {
                    let mut whole = 0.0;
                    for (sum, part) in state.axes.iter_mut().zip(parts) {
                        sum.0 += Mass::from_f64(part.share);
                        sum.1 += Mass::from_f64(part.dismissed);
                        whole += part.dismissed;
                    }
                    if self.is_dismissed(Score::clamped(whole)) {
                        &mut state.dismissed
                    } else {
                        &mut state.served
                    }
                }
            },
            Verdict::Open | Verdict::Withdrawn | Verdict::NeedsNone => return,
        };
        *count = count.saturating_add(1);
    }

    fn merge(&self, into: &mut DismissivenessState, other: &DismissivenessState) {
        for (sum, more) in into.axes.iter_mut().zip(other.axes) {
            sum.0 += more.0;
            sum.1 += more.1;
        }
        into.dismissed = into.dismissed.saturating_add(other.dismissed);
        into.served = into.served.saturating_add(other.served);
        into.ignored = into.ignored.saturating_add(other.ignored);
        into.abstained = into.abstained.saturating_add(other.abstained);
    }

    fn assess(&self, state: &DismissivenessState, view: &View<'_>) -> Assessment {
        let state = view.complete(self, state);
        let stamped = |assessment: Assessment| {
            assessment.directed(Direction::HighIsBad).stamped(self.fingerprint(), view.as_of())
        };
        if state.read() == 0 {
            return stamped(Assessment::abstaining(Abstention::NoEvidence));
        }
        let sum = |pick: fn(&(Mass, Mass)) -> Mass| {
            state.axes.iter().map(pick).fold(Mass::ZERO, Mass::saturating_add).to_f64()
        };
        let (whole, dismissed) = (sum(|axis| axis.0), sum(|axis| axis.1));
        let all = self.prior.high() + self.prior.low() + whole;
        let mean = self.prior.mean();
        let parts = [Basis::Help, Basis::Regard, Basis::Originality]
            .into_iter()
            .zip(&state.axes)
            .filter(|(_, (share, _))| *share > Mass::ZERO)
            .map(|(basis, (share, dismissed))| {
                Evidence::new(basis, (dismissed.to_f64() - mean * share.to_f64()) / all)
            })
            .collect();
        #[allow(clippy::cast_precision_loss)]
        let read = state.read() as f64;
        let (high, low) = (self.prior.high() + dismissed, self.prior.low() + (whole - dismissed).max(0.0));
        stamped(Assessment::beta(high, low, read).resting_on(Scale::Plain, mean, parts))
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("dismissiveness 1", self)
    }

    fn shape(&self) -> Fingerprint {
        let Self { help, regard, originality, threshold, prior: _ } = self;
        Fingerprint::of("dismissiveness 1", &(help, regard, originality, threshold))
    }
}
