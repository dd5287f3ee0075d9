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
//! With [`OrderEffects`] an event also touches what is held already: before it is added, a bad event of weight x leaves
//! ρnn^x·N and ρpn^x·P, a good one ρnp^x·N and ρpp^x·P.
//!
//! What is an event, and how much, stands in [`TrustPolicy`]: of an answered ask (1 − d)·g counts for trust and the
//! rest against (g the utility of the wait, d the dismissiveness of the answer), times the severity of the ask; silence
//! counts against; so do customers who say that they leave, and outcomes either way. Open asks enter when they are
//! looked at, with 1 − g(age), and are never stored.
//!
//! # Parameters
//!
//! | parameter | `company_page` | `cautious` | `relationship` (experimental) |
//! |---|---|---|---|
//! | n₀, p₀ | 2.625, 4.375 | 1.2, 2.8 | .08, .7 |
//! | κ | 1 | 1 | 2 |
//! | Hn, Hp | 182 d | 365 d | 75 d, 90 d |
//! | ρ nn, np, pn, pp | 1 | .95, .9, .75, .95 | .955, .8, .9, .93 |
//!
//! `company_page` is a review site's published practice: seven prior reviews of 3.5 of 5 stars, half a year, no extra
//! weight for harm until it is fitted. `cautious` holds four events' worth of prior, split at the population's base rate
//! where it is known ([`TrustDecay::cautious_about`]) and .7 good where not, with the order effects that did best over
//! four public sets together. `relationship` is rounded from fits to two marketplaces where people rate people, one kind
//! of community only; do not take it for evidence about another. The feature `fit` finds values for your own history.
//!
//! No universal default exists: between communities fitted values differ forty-fold. The prior matters more than the
//! model where data are few.
//!
//! # Witnesses
//!
//! Customers see what happens to others on the page. With [`TrustDecay::with_witness`] what [`Onlookers`](super::Onlookers)
//! have learnt of it moves the prior: n₀ becomes n₀·e^(c·g), g being how much worse than usual the page was lately, in
//! log-odds. It is off until it is passed in, changes no state, and is a contribution of its own. Trust of a key then
//! depends on what others wrote, and [`TrustDecay::outlook`] takes the page to stay as it is.
//!
//! # Exact bits
//!
//! Without order effects the state holds, per half-life epoch and basis, an integer sum of weight · 2^((t − epoch
//! start)/H). Adding integers knows no order: any split, order and tree of merges leaves the same bytes. Epochs more than
//! 64 behind the newest are worth less than 2^−64 of what they were and go.
//!
//! With order effects ([`Order::Time`]) the state is one segment of time: how much of what was held before it is left
//! at its end, and what has come. Segments that follow one another compose, in any grouping, to rounding; merged any
//! other way they abstain with [`Abstention::OutOfOrder`]. Evidence is then dated at [`Observation::ordered`], so that
//! time never runs backwards: of an exchange, the end of its conversation.
//!
//! # What never happens
//!
//! Without order effects a good event never lowers trust and a bad one never raises it. With them this holds as long as
//! P ≤ x/(1 − ρpp^x) for a good event of weight x, and N ≤ κx/(1 − ρnn^x) for a bad one: past that, what the event wears
//! down of its own kind outweighs what it adds. Events of one weight never get there.
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

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::prior::Prior;
use super::trust_decay_builder::TrustDecayBuilder;
use super::trust_evidence::{For, Piece, Source};
use super::trust_order::OrderEffects;
use super::trust_outlook::{TrustOutlook, days};
use super::trust_policy::TrustPolicy;
use super::trust_state::{Held, Lives, Masses, Segment, TrustState};
use super::trust_witness::Witness;
use super::{Observation, Order, Scorer, View};
use crate::assessment::{Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Scale};
use crate::error::{Error, Result};
use crate::event::{OutcomeKind, Touchpoint};
use crate::reader::{PromiseFate, Reading, Signal, Verdict};
use crate::stats::Side;
use crate::time::{Timestamp, milliseconds};

const DAY: Duration = Duration::from_secs(86_400);

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
///
/// In files it is a preset's name, or a table that may begin with a preset:
///
/// ```
/// use goodwill::scorer::TrustDecay;
///
/// let named: TrustDecay = serde_json::from_str(r#""cautious""#)?;
/// assert_eq!(named, TrustDecay::cautious());
/// let harsher: TrustDecay = serde_json::from_str(r#"{"preset": "cautious", "harm": 2}"#)?;
/// assert_eq!((harsher.harm(), harsher.prior()), (2.0, named.prior()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "TrustDecayBuilder", into = "TrustDecayBuilder")]
pub struct TrustDecay(pub(super) TrustDecayBuilder);

impl Default for TrustDecay {
    fn default() -> Self {
        Self::company_page()
    }
}

impl TrustDecay {
    /// The names of the presets, for [`TrustDecay::preset`] and for files.
    pub const PRESETS: &'static [&'static str] = &["company_page", "cautious", "relationship"];

    /// The preset of that name.
    ///
    /// # Errors
    ///
    /// When there is no such preset.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::scorer::TrustDecay;
    ///
    /// assert_eq!(TrustDecay::preset("cautious")?, TrustDecay::cautious());
    /// let error = TrustDecay::preset("careful").unwrap_err();
    /// assert_eq!(error.to_string(), r#"trust.preset: "careful" is not one of company_page cautious relationship"#);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn preset(name: &str) -> Result<Self> {
        match name {
            "company_page" => Ok(Self::company_page()),
            "cautious" => Ok(Self::cautious()),
            "relationship" => Ok(Self::relationship()),
            _ => Err(Error::refused(
                "trust.preset",
                format_args!("{name:?}"),
                format!("one of {}", Self::PRESETS.join(" ")),
            )),
        }
    }

    /// The preset for a company's page: a review site's practice of seven prior reviews and half a year.
    #[must_use]
    pub fn company_page() -> Self {
        Self(TrustDecayBuilder::default())
    }

    /// The preset for subjects of whom little is known: four events' worth of prior, .7 of it good, a year, and events
    /// that touch what came before.
    #[must_use]
    pub fn cautious() -> Self {
        Self(TrustDecayBuilder {
            prior_negative: 1.2,
            prior_positive: 2.8,
            half_life_negative: 365 * DAY,
            half_life_positive: 365 * DAY,
            order_effects: OrderEffects::of(0.95, 0.9, 0.75, 0.95),
            ..TrustDecayBuilder::default()
        })
    }

    /// The preset [`TrustDecay::cautious`] with its prior split at the base rate of a population.
    ///
    /// # Errors
    ///
    /// Never for a [`Prior`] that exists; its mean lies between 0 and 1.
    pub fn cautious_about(population: &Prior) -> Result<Self> {
        let good = population.mean();
        TrustDecayBuilder::from(Self::cautious()).prior(4.0 * (1.0 - good), 4.0 * good).build()
    }

    /// The preset for people who deal with one another, **experimental**: rounded from fits to two marketplaces of one
    /// kind.
    #[must_use]
    pub fn relationship() -> Self {
        Self(TrustDecayBuilder {
            prior_negative: 0.08,
            prior_positive: 0.7,
            harm: 2.0,
            half_life_negative: 75 * DAY,
            half_life_positive: 90 * DAY,
            order_effects: OrderEffects::of(0.955, 0.8, 0.9, 0.93),
            ..TrustDecayBuilder::default()
        })
    }

    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> TrustDecayBuilder {
        TrustDecayBuilder::default()
    }

    /// The same scorer, which knows what others saw on the page: it moves the prior, c·g in log-odds. Learn it with
    /// [`Onlookers`](super::Onlookers); without one, nothing of other customers counts.
    #[must_use]
    pub const fn with_witness(mut self, witness: Witness) -> Self {
        self.0.witness = Some(witness);
        self
    }

    /// What others saw on the page, where it knows.
    #[must_use]
    pub const fn witness(&self) -> Option<&Witness> {
        self.0.witness.as_ref()
    }

    pub(super) const fn without_witness(mut self) -> Self {
        self.0.witness = None;
        self
    }

    /// What counts as evidence.
    #[must_use]
    pub const fn policy(&self) -> &TrustPolicy {
        &self.0.policy
    }

    /// How trust will go on from the instant of the view if nothing more happens. What a witness saw is taken to stand as it
    /// does at that instant.
    #[must_use]
    pub fn outlook(&self, state: &TrustState, view: &View<'_>) -> TrustOutlook {
        let state = self.completed(state, view);
        let as_of = state.newest().map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let [negative, positive] = self.masses(&state, as_of).map(|sources| sources.iter().sum::<f64>());
        let (prior, _) = self.priors_at(as_of);
        let side = |mass, prior, half_life| Side { mass, prior, half_life: days(half_life) };
        TrustOutlook {
            as_of,
            negative: side(negative, prior[0], self.0.half_life_negative),
            positive: side(positive, prior[1], self.0.half_life_positive),
            effects: self.0.order_effects,
        }
    }

    /// The evidence by side and basis at an instant.
    fn masses(&self, state: &TrustState, as_of: Timestamp) -> Masses {
        match &state.0 {
            Held::AnyOrder(epochs) => epochs.masses(as_of, &self.lives()),
            Held::InOrder(segment) => segment.masses(as_of, &self.lives()),
            Held::OutOfOrder(_) => Masses::default(),
        }
    }

    /// The state with what is pending. In order, an exchange that is still open takes its place now and not when its
    /// conversation would end.
    fn completed<'s>(&self, state: &'s TrustState, view: &View<'_>) -> Cow<'s, TrustState> {
        if self.order() == Order::Any || view.pending().is_empty() {
            return view.complete(self, state);
        }
        let mut seen: Vec<Observation> =
            view.pending().iter().filter_map(|observation| observation.seen_at(view.as_of())).collect();
        seen.sort_by(|a, b| a.place().cmp(&b.place()));
        let mut complete = state.clone();
        for observation in &seen {
            let now = observation.ordered().min(view.as_of());
            let now = complete.newest().map_or(now, |newest| newest.max(now));
            self.take(&mut complete, observation, now);
        }
        Cow::Owned(complete)
    }

    pub(super) fn lives(&self) -> Lives {
        [self.0.half_life_negative, self.0.half_life_positive]
    }

    pub(super) const fn priors(&self) -> [f64; 2] {
        [self.0.prior_negative, self.0.prior_positive]
    }

    /// The prior as the page moves it, and how far it does in log-odds.
    pub(super) fn priors_at(&self, as_of: Timestamp) -> ([f64; 2], f64) {
        match &self.0.witness {
            None => (self.priors(), 0.0),
            Some(witness) => {
                let shift = witness.shift(as_of);
                ([self.0.prior_negative * libm::exp(shift), self.0.prior_positive], shift)
            }
        }
    }

    /// How much heavier a bad event weighs than a good one, κ.
    #[must_use]
    pub const fn harm(&self) -> f64 {
        self.0.harm
    }

    /// What an event does to the evidence that is already held.
    #[must_use]
    pub const fn order_effects(&self) -> &OrderEffects {
        &self.0.order_effects
    }

    /// The prior evidence against and for trust, n₀ and p₀.
    #[must_use]
    pub const fn prior(&self) -> (f64, f64) {
        (self.0.prior_negative, self.0.prior_positive)
    }

    /// How long evidence against and for trust takes to fade to half, Hn and Hp.
    #[must_use]
    pub const fn half_lives(&self) -> (Duration, Duration) {
        (self.0.half_life_negative, self.0.half_life_positive)
    }

    /// The mass of a piece of evidence: bad ones weigh κ times as much.
    pub(super) fn mass(&self, piece: &Piece) -> f64 {
        piece.weight * if piece.side == For::Negative { self.0.harm } else { 1.0 }
    }

    /// Takes an observation in, at `now` where order counts.
    fn take(&self, state: &mut TrustState, seen: &Observation, now: Timestamp) {
        let lives = self.lives();
        if self.order() == Order::Any {
            if let Held::AnyOrder(epochs) = &mut state.0 {
                self.pieces(seen, |piece| {
                    epochs.add(piece.side, piece.source, piece.at, &lives, self.mass(&piece));
                });
            }
            return;
        }
        let mut broken = false;
        self.pieces(seen, |piece| {
            if state.is_empty() {
                state.0 = Held::InOrder(Box::new(Segment::at(now)));
            }
            if let Held::InOrder(segment) = &mut state.0 {
                let amounts = (piece.weight, self.mass(&piece));
                let kind = (piece.side, piece.source);
                broken |= !segment.add(kind, now, amounts, &lives, &self.0.order_effects);
            }
        });
        if broken {
            state.0 = Held::OutOfOrder(state.newest().map_or(now, |newest| newest.max(now)));
        }
    }

    /// The pieces of evidence in an observation, in the order in which they came.
    pub(super) fn pieces(&self, seen: &Observation, mut put: impl FnMut(Piece)) {
        let policy = &self.0.policy;
        let mut put = |side, source, at, weight| {
            if weight > 0.0 {
                put(Piece { side, source, at, weight });
            }
        };
        match seen {
            Observation::Exchange(reading) => {
                self.reading_pieces(reading, self.fate(reading), &mut put);
                self.promise_pieces(reading, &mut put);
            }
            Observation::Outcome(outcome) => match outcome.kind {
                OutcomeKind::Purchase => put(For::Positive, Source::Purchase, outcome.at, policy.purchase()),
                OutcomeKind::Resolved => put(For::Positive, Source::Resolved, outcome.at, policy.resolved()),
                OutcomeKind::Cancelled => {
                    put(For::Negative, Source::Cancelled, outcome.at, policy.cancelled());
                }
                OutcomeKind::Rating => {
                    if let Some(rating) = outcome.rating() {
                        let share = (rating.get() - 1.0) / 4.0;
                        put(For::Positive, Source::Rated, outcome.at, policy.rated() * share);
                        put(For::Negative, Source::Rated, outcome.at, policy.rated() * (1.0 - share));
                    }
                }
                OutcomeKind::Other => {}
            },
            Observation::Touchpoint(Touchpoint { at, attended: Some(true), .. }) => {
                put(For::Positive, Source::Attended, *at, policy.attended());
            }
            Observation::Touchpoint(_) => {}
        }
    }

    /// What became of an ask.
    pub(super) fn fate(&self, reading: &Reading) -> Fate {
        let at = reading.dated();
        match reading.verdict() {
            Verdict::Answered => Fate::Answered {
                at,
                wait: reading.wait().unwrap_or_default(),
                dismissed: self
                    .0
                    .dismissiveness
                    .of(reading)
                    .map_or(self.0.policy.unread(), crate::Score::get),
            },
            Verdict::Ignored => Fate::Ignored { at },
            Verdict::Open => Fate::Open { at, age: reading.open_for() },
            Verdict::Withdrawn | Verdict::NeedsNone => Fate::Nothing,
        }
    }

    /// What became of what the answers promised.
    pub(super) fn promise_pieces(
        &self,
        reading: &Reading,
        put: &mut impl FnMut(For, Source, Timestamp, f64),
    ) {
        for promise in reading.promises() {
            match promise.fate(reading) {
                PromiseFate::Kept(at) => {
                    put(For::Positive, Source::PromiseKept, at, self.0.policy.promise_kept());
                }
                PromiseFate::Broken(at) => {
                    put(For::Negative, Source::PromiseBroken, at, self.0.policy.promise_broken());
                }
                _ => {}
            }
        }
    }

    pub(super) fn reading_pieces(
        &self,
        reading: &Reading,
        fate: Fate,
        put: &mut impl FnMut(For, Source, Timestamp, f64),
    ) {
        let policy = &self.0.policy;
        // What the customer shows is counted in the exchange that it opens, so that every message counts once.
        let began = reading.outline().began();
        let shows = |signal| reading.before().iter().any(|found| found.what == signal);
        if shows(Signal::Resolved) {
            put(For::Positive, Source::Resolved, began, policy.resolved());
        }
        for (signal, source, weight) in [
            (Signal::CallsOut, Source::CalledOut, policy.called_out()),
            (Signal::Leaving, Source::Leaving, policy.leaving()),
            (Signal::AudiencePlea, Source::AudiencePlea, policy.audience_plea()),
        ] {
            if shows(signal) {
                put(For::Negative, source, began, weight);
            }
        }
        let severity = policy.severity(reading.kind());
        let worth = |wait| self.0.channels.utility(reading.outline().channel(), wait).to_f64();
        match fate {
            Fate::Answered { at, wait, dismissed } => {
                let worth = worth(wait);
                put(For::Positive, Source::Answered, at, severity * worth * (1.0 - dismissed));
                put(For::Negative, Source::Dismissed, at, severity * worth * dismissed);
                put(For::Negative, Source::Late, at, severity * (1.0 - worth));
            }
            Fate::Ignored { at } => {
                put(For::Negative, Source::Ignored, at, severity);
                if reading.is_abandoned() {
                    put(For::Negative, Source::Abandoned, at, severity * policy.abandoned());
                }
            }
            Fate::Open { at, age } => {
                put(For::Negative, Source::Waiting, at, severity * (1.0 - worth(age)));
            }
            Fate::Nothing => {}
        }
    }
}

/// What became of an ask, or might have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    Answered { at: Timestamp, wait: Duration, dismissed: f64 },
    Ignored { at: Timestamp },
    Open { at: Timestamp, age: Duration },
    Nothing,
}

impl Scorer for TrustDecay {
    type State = TrustState;
    type Output = Assessment;

    fn observe(&self, state: &mut TrustState, seen: &Observation) {
        self.take(state, seen, seen.ordered());
    }

    fn merge(&self, into: &mut TrustState, other: &TrustState) {
        if other.is_empty() {
            return;
        }
        if into.is_empty() {
            into.clone_from(other);
            return;
        }
        let composed = match (&mut into.0, &other.0) {
            (Held::AnyOrder(into), Held::AnyOrder(other)) => {
                into.merge(other);
                true
            }
            (Held::InOrder(into), Held::InOrder(other)) => into.follow(other, &self.lives()),
            _ => false,
        };
        if !composed {
            let newest = into.newest().max(other.newest());
            into.0 = Held::OutOfOrder(newest.unwrap_or_default());
        }
    }

    fn assess(&self, state: &TrustState, view: &View<'_>) -> Assessment {
        let state = self.completed(state, view);
        let as_of = state.newest().map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let stamped = |assessment: Assessment| {
            assessment.directed(Direction::HighIsGood).stamped(self.fingerprint(), as_of)
        };
        if state.is_empty() {
            return stamped(Assessment::abstaining(Abstention::NoEvidence));
        }
        if matches!(state.0, Held::OutOfOrder(_)) {
            return stamped(Assessment::abstaining(Abstention::OutOfOrder));
        }
        let ([n0, p0], shift) = self.priors_at(as_of);
        let [negative, positive] = self.masses(&state, as_of);
        let (n, p): (f64, f64) = (negative.iter().sum(), positive.iter().sum());
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
        if self.0.witness.is_some() {
            parts.push(Evidence::new(Basis::Witnessed, -shift));
        }
        let base = libm::log(self.0.prior_positive / self.0.prior_negative);
        stamped(Assessment::beta(p + p0, n + n0, n + p).resting_on(Scale::LogOdds, base, parts))
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("trust decay 2", self)
    }

    fn shape(&self) -> Fingerprint {
        let TrustDecayBuilder {
            prior_negative: _,
            prior_positive: _,
            harm,
            half_life_negative,
            half_life_positive,
            order_effects,
            policy,
            channels,
            dismissiveness,
            witness: _,
        } = &self.0;
        let lives = (milliseconds(*half_life_negative), milliseconds(*half_life_positive));
        let what = (harm, lives, order_effects, policy, channels, dismissiveness.shape());
        Fingerprint::of("trust decay 2", &what)
    }

    fn order(&self) -> Order {
        if self.0.order_effects.is_none() { Order::Any } else { Order::Time }
    }

    fn restore(&self, state: TrustState) -> Result<TrustState> {
        let (sound, order) = match &state.0 {
            Held::AnyOrder(epochs) => (epochs.is_sound(), Order::Any),
            Held::InOrder(segment) => (segment.is_sound(), Order::Time),
            Held::OutOfOrder(_) => (true, Order::Time),
        };
        if !sound {
            return Err(Error::new("state: the epochs of trust evidence are out of order"));
        }
        if order != self.order() && !state.is_empty() {
            return Err(Error::new("state: it was written with other order effects"));
        }
        Ok(state)
    }
}

/// The log-odds ln((P + p₀)/(N + n₀)) split exactly: a part w of P adds (w/P)·ln(1 + P/p₀), and so with N.
pub(super) fn part(mass: f64, whole: f64, prior: f64) -> f64 {
    mass / whole * libm::log1p(whole / prior)
}
