//! Trust: evidence for and against it, each fading with a half-life of its own.
//!
//! # What it measures
//!
//! Per key a mass of evidence against trust, N, and one for it, P. In silence of length δ they fade to `N·2^(−δ/Hn)` and
//! `P·2^(−δ/Hp)`. A bad event of weight x adds κ·x to N, a good one x to P. Then
//!
//! > trust = (P + p₀) / (P + p₀ + N + n₀)
//!
//! with the interval of Beta(P + p₀, N + n₀): silence moves trust towards p₀/(p₀ + n₀) and widens the interval.
//!
//! What is an event, and how much, stands in [`TrustPolicy`]: of an answered ask (1 − d)·g counts for trust and the
//! rest against (g the utility of the wait, d the dismissiveness of the answer), times the severity of the ask; silence
//! counts against; so do customers who say that they leave, and outcomes either way. Open asks enter when they are
//! looked at, with 1 − g(age), and are never stored.
//!
//! # Parameters
//!
//! | parameter | `company_page` | source |
//! |---|---|---|
//! | n₀, p₀ | 2.625, 4.375 | seven prior reviews of 3.5 of 5 stars, a review site's published practice |
//! | Hn, Hp | 182 d | the same |
//! | κ | 1 | no extra weight for harm until it is fitted |
//!
//! No universal default exists: between communities fitted values differ forty-fold. The prior matters more than the
//! model where data are few.
//!
//! # Exact bits
//!
//! The state holds, per half-life epoch and basis, an integer sum of weight · 2^((t − epoch start)/H). Adding integers
//! knows no order: any split, order and tree of merges leaves the same bytes. Epochs more than 64 behind the newest are
//! worth less than 2^−64 of what they were and go.
//!
//! # When it misleads
//!
//! It describes; it does not say that a reply caused what followed. On a page with few events it says mostly what the
//! prior says, and its interval shows that.
//!
//! # References
//!
//! A. Jøsang & R. Ismail, "The beta reputation system", 15th Bled Conference (2002), for the beta view of evidence and
//! its fading.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::channel_policy::ChannelPolicy;
use super::dismissiveness::Dismissiveness;
use super::trust_policy::TrustPolicy;
use super::{Observation, Scorer, View};
use crate::assessment::{Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Scale, Score};
use crate::error::{Error, Result};
use crate::event::{OutcomeKind, Touchpoint};
use crate::reader::Verdict;
use crate::reader::{Reading, Signal};
use crate::stats::{Mass, Side, TwoClocks, growth};
use crate::time::{Timestamp, length, milliseconds, whole};

const DAY: Duration = Duration::from_secs(86_400);
/// Epochs further behind the newest are dropped.
const LIVE_EPOCHS: i64 = 64;

/// Scores trust and how it fades. See the [module](self) for what it measures.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::TrustDecay;
/// use std::time::Duration;
///
/// let page = TrustDecay::company_page();
/// let slow = TrustDecay::builder().half_lives(Duration::from_secs(365 * 86_400), Duration::from_secs(365 * 86_400));
/// assert_ne!(page, slow.build()?);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "TrustDecayBuilder", into = "TrustDecayBuilder")]
pub struct TrustDecay(TrustDecayBuilder);

/// Builds a [`TrustDecay`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrustDecayBuilder {
    prior_negative: f64,
    prior_positive: f64,
    harm: f64,
    #[serde(with = "length")]
    half_life_negative: Duration,
    #[serde(with = "length")]
    half_life_positive: Duration,
    policy: TrustPolicy,
    channels: ChannelPolicy,
    dismissiveness: Dismissiveness,
}

impl Default for TrustDecayBuilder {
    fn default() -> Self {
        Self {
            prior_negative: 2.625,
            prior_positive: 4.375,
            harm: 1.0,
            half_life_negative: 182 * DAY,
            half_life_positive: 182 * DAY,
            policy: TrustPolicy::default(),
            channels: ChannelPolicy::default(),
            dismissiveness: Dismissiveness::default(),
        }
    }
}

impl Default for TrustDecay {
    fn default() -> Self {
        Self::company_page()
    }
}

impl TrustDecay {
    /// The preset for a company's page: a review site's practice of seven prior reviews and half a year.
    #[must_use]
    pub fn company_page() -> Self {
        Self(TrustDecayBuilder::default())
    }

    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> TrustDecayBuilder {
        TrustDecayBuilder::default()
    }

    /// What counts as evidence.
    #[must_use]
    pub const fn policy(&self) -> &TrustPolicy {
        &self.0.policy
    }

    /// How trust will go on from the instant of the view if nothing more happens.
    #[must_use]
    pub fn outlook(&self, state: &TrustState, view: &View<'_>) -> TrustOutlook {
        let state = view.complete(self, state);
        let as_of = state.newest.map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let side = |mass, prior, half_life| Side { mass, prior, half_life: days(half_life) };
        TrustOutlook {
            as_of,
            negative: side(
                Self::mass(&state.negative, as_of, self.0.half_life_negative),
                self.0.prior_negative,
                self.0.half_life_negative,
            ),
            positive: side(
                Self::mass(&state.positive, as_of, self.0.half_life_positive),
                self.0.prior_positive,
                self.0.half_life_positive,
            ),
        }
    }

    /// The evidence of one side at an instant.
    fn mass(epochs: &Epochs, as_of: Timestamp, half_life: Duration) -> f64 {
        Self::masses(epochs, as_of, half_life).iter().sum()
    }

    /// The same by basis, in the order of [`Source::ALL`].
    fn masses(epochs: &Epochs, as_of: Timestamp, half_life: Duration) -> [f64; Source::ALL.len()] {
        let life = milliseconds(half_life);
        let mut masses = [0.0; Source::ALL.len()];
        for cell in &epochs.cells {
            #[allow(clippy::cast_precision_loss)]
            let halvings = (as_of.as_millisecond() as f64 - cell.epoch as f64 * life as f64) / life as f64;
            if let Some(mass) = masses.get_mut(cell.source as usize) {
                *mass += cell.mass.to_f64() * libm::exp2(-halvings);
            }
        }
        masses
    }

    fn good(&self, state: &mut TrustState, source: Source, at: Timestamp, weight: f64) {
        if weight > 0.0 {
            state.positive.add(source, at, self.0.half_life_positive, weight);
            state.newest = state.newest.max(Some(at));
        }
    }

    fn bad(&self, state: &mut TrustState, source: Source, at: Timestamp, weight: f64) {
        if weight > 0.0 {
            state.negative.add(source, at, self.0.half_life_negative, weight * self.0.harm);
            state.newest = state.newest.max(Some(at));
        }
    }

    fn observe_reading(&self, state: &mut TrustState, reading: &Reading) {
        let policy = &self.0.policy;
        let severity = policy.severity(reading.kind());
        let worth = |wait| self.0.channels.utility(reading.outline().channel(), wait).to_f64();
        let at = reading.dated();
        match reading.verdict() {
            Verdict::Answered => {
                let worth = worth(reading.wait().unwrap_or_default());
                let dismissed = self.0.dismissiveness.of(reading).map_or(policy.unread(), crate::Score::get);
                self.good(state, Source::Answered, at, severity * worth * (1.0 - dismissed));
                self.bad(state, Source::Dismissed, at, severity * worth * dismissed);
                self.bad(state, Source::Late, at, severity * (1.0 - worth));
            }
            Verdict::Ignored => {
                self.bad(state, Source::Ignored, at, severity);
                if reading.is_abandoned() {
                    self.bad(state, Source::Abandoned, at, severity * policy.abandoned());
                }
            }
            Verdict::Open => {
                self.bad(state, Source::Waiting, at, severity * (1.0 - worth(reading.open_for())));
            }
            Verdict::Withdrawn | Verdict::NeedsNone => {}
        }
        // What the customer shows is counted in the exchange that it opens, so that every message counts once.
        let began = reading.outline().began();
        let shows = |signal| reading.before().iter().any(|found| found.what == signal);
        if shows(Signal::Resolved) {
            self.good(state, Source::Resolved, began, policy.resolved());
        }
        for (signal, source, weight) in [
            (Signal::CallsOut, Source::CalledOut, policy.called_out()),
            (Signal::Leaving, Source::Leaving, policy.leaving()),
            (Signal::AudiencePlea, Source::AudiencePlea, policy.audience_plea()),
        ] {
            if shows(signal) {
                self.bad(state, source, began, weight);
            }
        }
    }
}

impl TrustDecayBuilder {
    /// The prior evidence against and for trust, n₀ and p₀.
    #[must_use]
    pub const fn prior(mut self, negative: f64, positive: f64) -> Self {
        self.prior_negative = negative;
        self.prior_positive = positive;
        self
    }

    /// How much heavier a bad event weighs than a good one, κ.
    #[must_use]
    pub const fn harm(mut self, weight: f64) -> Self {
        self.harm = weight;
        self
    }

    /// How long evidence against and for trust takes to fade to half, Hn and Hp.
    #[must_use]
    pub const fn half_lives(mut self, negative: Duration, positive: Duration) -> Self {
        self.half_life_negative = negative;
        self.half_life_positive = positive;
        self
    }

    /// What counts as evidence.
    #[must_use]
    pub fn policy(mut self, policy: TrustPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// How long a wait is acceptable.
    #[must_use]
    pub fn channels(mut self, channels: ChannelPolicy) -> Self {
        self.channels = channels;
        self
    }

    /// How the axes of a reading blend.
    #[must_use]
    pub fn dismissiveness(mut self, dismissiveness: Dismissiveness) -> Self {
        self.dismissiveness = dismissiveness;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a prior is not greater than 0 and at most 1e6, κ is not from 0 to 100, or a half-life is not from an hour to
    /// a hundred years.
    pub fn build(mut self) -> Result<TrustDecay> {
        self.half_life_negative = whole(self.half_life_negative);
        self.half_life_positive = whole(self.half_life_positive);
        for (field, value) in
            [("prior_negative", self.prior_negative), ("prior_positive", self.prior_positive)]
        {
            if !(value > 0.0 && value <= 1e6) {
                return Err(Error::refused(field, value, "a number greater than 0 and at most 1e6"));
            }
        }
        if !(0.0..=100.0).contains(&self.harm) {
            return Err(Error::refused("harm", self.harm, "a number from 0 to 100"));
        }
        for (field, value) in
            [("half_life_negative", self.half_life_negative), ("half_life_positive", self.half_life_positive)]
        {
            if value < Duration::from_secs(3_600) || value > 36_525 * DAY {
                return Err(Error::refused(field, length::to_text(value), "a length from 1h to 36525d"));
            }
        }
        Ok(TrustDecay(self))
    }
}

impl TryFrom<TrustDecayBuilder> for TrustDecay {
    type Error = Error;

    fn try_from(builder: TrustDecayBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<TrustDecay> for TrustDecayBuilder {
    fn from(scorer: TrustDecay) -> Self {
        scorer.0
    }
}

/// Where evidence comes from. Kept small, because states hold many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
enum Source {
    Answered,
    Late,
    Dismissed,
    Ignored,
    Abandoned,
    Waiting,
    Resolved,
    CalledOut,
    Leaving,
    AudiencePlea,
    Purchase,
    Rated,
    Cancelled,
    Attended,
}

impl Source {
    const ALL: [Self; 14] = [
        Self::Answered,
        Self::Late,
        Self::Dismissed,
        Self::Ignored,
        Self::Abandoned,
        Self::Waiting,
        Self::Resolved,
        Self::CalledOut,
        Self::Leaving,
        Self::AudiencePlea,
        Self::Purchase,
        Self::Rated,
        Self::Cancelled,
        Self::Attended,
    ];

    const fn basis(self) -> Basis {
        match self {
            Self::Answered => Basis::Served,
            Self::Late => Basis::AnsweredLate,
            Self::Dismissed => Basis::Dismissed,
            Self::Ignored => Basis::Ignored,
            Self::Abandoned => Basis::Abandoned,
            Self::Waiting => Basis::Waiting,
            Self::Resolved => Basis::Resolved,
            Self::CalledOut => Basis::CalledOut,
            Self::Leaving => Basis::Leaving,
            Self::AudiencePlea => Basis::AudiencePlea,
            Self::Purchase => Basis::Purchase,
            Self::Rated => Basis::Rated,
            Self::Cancelled => Basis::Cancelled,
            Self::Attended => Basis::Attended,
        }
    }
}

/// The evidence of one side, in epochs of one half-life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Epochs {
    /// Sorted by epoch and source, each pair once, none worth nothing.
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cell {
    epoch: i64,
    source: Source,
    mass: Mass,
}

impl Epochs {
    fn add(&mut self, source: Source, at: Timestamp, half_life: Duration, weight: f64) {
        let weight = Mass::from_f64(weight);
        let life = milliseconds(half_life).max(1);
        let epoch = at.as_millisecond().div_euclid(life);
        let offset = at.as_millisecond().rem_euclid(life);
        self.put(epoch, source, weight.scaled(growth(offset.unsigned_abs(), life.unsigned_abs())));
        self.prune();
    }

    fn put(&mut self, epoch: i64, source: Source, mass: Mass) {
        if mass == Mass::ZERO {
            return;
        }
        match self.cells.binary_search_by_key(&(epoch, source), |cell| (cell.epoch, cell.source)) {
            Ok(place) => {
                if let Some(cell) = self.cells.get_mut(place) {
                    cell.mass += mass;
                }
            }
            Err(place) => self.cells.insert(place, Cell { epoch, source, mass }),
        }
    }

    fn prune(&mut self) {
        let Some(newest) = self.cells.last().map(|cell| cell.epoch) else { return };
        if self.cells.first().is_some_and(|cell| cell.epoch < newest.saturating_sub(LIVE_EPOCHS)) {
            self.cells.retain(|cell| cell.epoch >= newest.saturating_sub(LIVE_EPOCHS));
        }
    }

    fn merge(&mut self, other: &Self) {
        for cell in &other.cells {
            self.put(cell.epoch, cell.source, cell.mass);
        }
        self.prune();
    }

    fn is_sound(&self) -> bool {
        let key = |cell: &Cell| (cell.epoch, cell.source);
        self.cells.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]))
            && self.cells.iter().all(|cell| cell.mass > Mass::ZERO)
    }
}

/// Evidence for and against trust by epoch and basis, in exact sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustState {
    negative: Epochs,
    positive: Epochs,
    newest: Option<Timestamp>,
}

impl TrustState {
    /// The date of the newest evidence.
    #[must_use]
    pub const fn newest(&self) -> Option<Timestamp> {
        self.newest
    }
}

/// How trust goes on if nothing more happens.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Event, Id, Outcome, OutcomeKind};
/// use goodwill::scorer::{Observation, Scorer, TrustDecay, View};
/// use std::time::Duration;
///
/// let trust = TrustDecay::company_page();
/// let at = "2024-03-01T10:00:00Z".parse()?;
/// let mut state = Default::default();
/// for n in 0..4 {
///     let left = Outcome::new(Id::new(format!("o{n}"))?, at, OutcomeKind::Cancelled);
///     trust.observe(&mut state, &Observation::Outcome(left));
/// }
/// let outlook = trust.outlook(&state, &View::new(at));
/// let now = outlook.trust_at(at).get();
/// let later = outlook.trust_at(at.saturating_add(Duration::from_secs(182 * 86_400))).get();
/// assert!((now - 4.375 / 11.0).abs() < 1e-9);
/// assert!((later - 4.375 / 9.0).abs() < 1e-9);
/// // On its way back to the prior it crosses one half after 217 days.
/// let crossing = outlook.crossings(0.5)?[0].since(at).as_secs() / 86_400;
/// assert_eq!(crossing, 217);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrustOutlook {
    as_of: Timestamp,
    negative: Side,
    positive: Side,
}

impl TrustOutlook {
    /// The instant that it starts from.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    fn clocks(&self) -> Result<TwoClocks> {
        TwoClocks::new(self.negative, self.positive)
    }

    /// Trust at a later instant; an earlier one counts as the start.
    #[must_use]
    pub fn trust_at(&self, instant: Timestamp) -> Score {
        let elapsed = days(instant.since(self.as_of));
        self.clocks().map_or(Score::ZERO, |clocks| Score::clamped(clocks.trust_at(elapsed)))
    }

    /// When trust crosses a threshold in silence: never, once, or, with unlike half-lives, twice.
    ///
    /// # Errors
    ///
    /// Unless the threshold is greater than 0 and less than 1.
    pub fn crossings(&self, threshold: f64) -> Result<Vec<Timestamp>> {
        if !(threshold > 0.0 && threshold < 1.0) {
            return Err(Error::refused("threshold", threshold, "a number greater than 0 and less than 1"));
        }
        Ok(self
            .clocks()?
            .crossings(threshold)
            .into_iter()
            .map(|after| {
                self.as_of
                    .saturating_add(Duration::try_from_secs_f64(after * 86_400.0).unwrap_or(Duration::MAX))
            })
            .collect())
    }

    /// How much good evidence would bring trust to a threshold now; 0 where it is there.
    #[must_use]
    pub fn good_needed(&self, threshold: f64) -> Option<f64> {
        self.clocks().ok()?.good_needed(threshold)
    }
}

fn days(length: Duration) -> f64 {
    length.as_secs_f64() / 86_400.0
}

impl Scorer for TrustDecay {
    type State = TrustState;
    type Output = Assessment;

    fn observe(&self, state: &mut TrustState, seen: &Observation) {
        let policy = &self.0.policy;
        match seen {
            Observation::Exchange(reading) => self.observe_reading(state, reading),
            Observation::Outcome(outcome) => match outcome.kind {
                OutcomeKind::Purchase => self.good(state, Source::Purchase, outcome.at, policy.purchase()),
                OutcomeKind::Resolved => self.good(state, Source::Resolved, outcome.at, policy.resolved()),
                OutcomeKind::Cancelled => self.bad(state, Source::Cancelled, outcome.at, policy.cancelled()),
                OutcomeKind::Rating => {
                    if let Some(rating) = outcome.rating() {
                        let share = (rating.get() - 1.0) / 4.0;
                        self.good(state, Source::Rated, outcome.at, policy.rated() * share);
                        self.bad(state, Source::Rated, outcome.at, policy.rated() * (1.0 - share));
                    }
                }
                OutcomeKind::Other => {}
            },
            Observation::Touchpoint(Touchpoint { at, attended: Some(true), .. }) => {
                self.good(state, Source::Attended, *at, policy.attended());
            }
            Observation::Touchpoint(_) => {}
        }
    }

    fn merge(&self, into: &mut TrustState, other: &TrustState) {
        into.negative.merge(&other.negative);
        into.positive.merge(&other.positive);
        into.newest = into.newest.max(other.newest);
    }

    fn assess(&self, state: &TrustState, view: &View<'_>) -> Assessment {
        let state = view.complete(self, state);
        let as_of = state.newest.map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let stamped = |assessment: Assessment| {
            assessment.directed(Direction::HighIsGood).stamped(self.fingerprint(), as_of)
        };
        if state.newest.is_none() {
            return stamped(Assessment::abstaining(Abstention::NoEvidence));
        }
        let (n0, p0) = (self.0.prior_negative, self.0.prior_positive);
        let negative = Self::masses(&state.negative, as_of, self.0.half_life_negative);
        let positive = Self::masses(&state.positive, as_of, self.0.half_life_positive);
        let (n, p): (f64, f64) = (negative.iter().sum(), positive.iter().sum());
        // The log-odds ln((P + p₀)/(N + n₀)) split exactly: a part w of P adds (w/P)·ln(1 + P/p₀), and so with N.
        let part = |mass: f64, whole: f64, prior: f64| mass / whole * libm::log1p(whole / prior);
        let mut parts = Vec::new();
        for (index, source) in Source::ALL.into_iter().enumerate() {
            let mut contribution = 0.0;
            if positive[index] > 0.0 {
                contribution += part(positive[index], p, p0);
            }
            if negative[index] > 0.0 {
                contribution -= part(negative[index], n, n0);
            }
            if positive[index] > 0.0 || negative[index] > 0.0 {
                parts.push(Evidence::new(source.basis(), contribution));
            }
        }
        stamped(Assessment::beta(p + p0, n + n0, n + p).resting_on(Scale::LogOdds, libm::log(p0 / n0), parts))
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("trust decay 1", self)
    }

    fn shape(&self) -> Fingerprint {
        let TrustDecayBuilder {
            prior_negative: _,
            prior_positive: _,
            harm,
            half_life_negative,
            half_life_positive,
            policy,
            channels,
            dismissiveness,
        } = &self.0;
        let lives = (milliseconds(*half_life_negative), milliseconds(*half_life_positive));
        Fingerprint::of("trust decay 1", &(harm, lives, policy, channels, dismissiveness.shape()))
    }

    fn restore(&self, state: TrustState) -> Result<TrustState> {
        if state.negative.is_sound() && state.positive.is_sound() {
            Ok(state)
        } else {
            Err(Error::new("state: the epochs of trust evidence are out of order"))
        }
    }
}
