//! What everybody who looks at a page has seen of it: part of what a customer expects before their own evidence.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::trust_decay::TrustDecay;
use super::trust_evidence::{For, Piece};
use super::trust_state::{Held, Lives, TrustState, halvings};
use super::{Observation, Order, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::event::{Id, Visibility};
use crate::time::{Timestamp, length, whole};

const DAY: Duration = Duration::from_secs(86_400);

/// Folds what happens on a page into what its onlookers know of it: a [`Witness`], to be passed to
/// [`TrustDecay::with_witness`].
///
/// Gn and Gp are bad and good events of the page, each fading with the half-life H, without κ. They move the prior of every
/// key of the page:
///
/// > n₀' = n₀·e^(c·g), g = ln(Gn + W·m) − ln(Gp + W·(1 − m)) − logit m
///
/// with m the share of bad events that is usual. A page that is worse than usual lowers trust, a better one raises it, and
/// after a long silence it says nothing.
///
/// | parameter | default | where it comes from |
/// |---|---|---|
/// | weight c | .8 | rounded from fits to two marketplaces (.78, .82; four public sets .53 to .82) |
/// | half-life H | 30 d | the same (23 to 169 d) |
/// | prior W | 15 events | the same (15 to 20, but 1.6 on reviews of airlines) |
/// | usual m | n₀/(n₀ + p₀) | what the scorer's own prior says |
/// | audience: exponent, usual audience | .5, 1,000 | social impact grows with a power below 1 of the number of people (Latané 1981); the values are nobody's measurement |
/// | unseen | 0 | what the public cannot see: private conversations, outcomes, touchpoints |
///
/// Two ways lead to a witness. As a [`Scorer`], keyed by page, it counts every event once: any order and split, the same
/// bits. [`Onlookers::learn`] goes through the observations in time and counts of each only what the customer's own
/// record did not already explain, so that one notorious case does not drag everybody down. On public ratings this was
/// the better of the two (log loss .2239 against .2249 on one marketplace, .2368 against .2389 on another).
///
/// # When it misleads
///
/// With a witness the trust of one customer depends on what others wrote. It pays where customers see one another; where
/// they do not, leave it out. An event by the same customer is in both.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Event, Id, Outcome, OutcomeKind};
/// use goodwill::reader::{LexiconReader, Reader};
/// use goodwill::scorer::{Observation, Onlookers, Scorer, TrustDecay, View};
/// use goodwill::thread::Conversation;
/// use goodwill::Error;
///
/// let event = |line| serde_json::from_str(line).map_err(|error| Error::new(error.to_string()));
/// let Event::Interaction(ask) = event(
///     r#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","audience":4000,"text":"My prints are late again."}"#,
/// )? else { panic!("an interaction") };
/// let Event::Response(reply) = event(
///     r#"{"type":"response","id":"r1","thread":"t1","at":"2024-03-03T10:00:00Z","text":"Please message us."}"#,
/// )? else { panic!("a response") };
/// let draft = Conversation::draft(&ask, &reply);
/// let reading = LexiconReader::english()?.read(&draft.exchanges().next().unwrap());
///
/// // What others saw on the page …
/// let trust = TrustDecay::company_page();
/// let onlookers = Onlookers::of(trust.clone()).build()?;
/// let mut page = Default::default();
/// onlookers.observe(&mut page, &Observation::Exchange(reading));
/// let march = "2024-03-04T10:00:00Z".parse()?;
/// let witness = onlookers.assess(&page, &View::new(march));
/// assert!(witness.shift(march) > 0.0);
///
/// // … lowers the trust of somebody else.
/// let mut state = Default::default();
/// let bought = Outcome::new(Id::new("o1")?, march, OutcomeKind::Purchase);
/// trust.observe(&mut state, &Observation::Outcome(bought));
/// let alone = trust.assess(&state, &View::new(march)).score();
/// let among_others = trust.with_witness(witness).assess(&state, &View::new(march)).score();
/// assert!(among_others < alone);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "OnlookersBuilder", into = "OnlookersBuilder")]
pub struct Onlookers(OnlookersBuilder);

/// Builds [`Onlookers`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OnlookersBuilder {
    evidence: TrustDecay,
    weight: f64,
    #[serde(with = "length")]
    half_life: Duration,
    prior: f64,
    usual: Option<f64>,
    audience_exponent: f64,
    usual_audience: f64,
    unseen: f64,
}

impl Default for OnlookersBuilder {
    fn default() -> Self {
        Self {
            evidence: TrustDecay::default(),
            weight: 0.8,
            half_life: 30 * DAY,
            prior: 15.0,
            usual: None,
            audience_exponent: 0.5,
            usual_audience: 1_000.0,
            unseen: 0.0,
        }
    }
}

impl Onlookers {
    /// Onlookers who see what counts as evidence for that scorer, to be built.
    #[must_use]
    pub fn of(evidence: TrustDecay) -> OnlookersBuilder {
        OnlookersBuilder { evidence: evidence.without_witness(), ..OnlookersBuilder::default() }
    }

    /// The witness of a page's observations, in which each counts only as far as the customer's own record did not explain it:
    /// a bad event n₀'/(N + n₀'), a good one p₀/(P + p₀), with N and P as they stood before any event of the same instant.
    ///
    /// Open asks count as they stand at `as_of`, later observations not at all.
    #[must_use]
    pub fn learn<'a>(
        &self,
        observations: impl IntoIterator<Item = &'a Observation>,
        as_of: Timestamp,
    ) -> Witness {
        let trust = &self.0.evidence;
        let mut seen: Vec<Observation> =
            observations.into_iter().filter_map(|observation| observation.seen_at(as_of)).collect();
        seen.sort_by(|a, b| a.place().cmp(&b.place()));
        let mut happened: Vec<(Piece, Option<&Id>, f64)> = Vec::new();
        for observation in &seen {
            let loudness = self.loudness(observation);
            trust.pieces(observation, |mut piece| {
                if trust.order() == Order::Time {
                    piece.at = observation.ordered().min(as_of);
                }
                happened.push((piece, observation.customer(), loudness));
            });
        }
        happened.sort_by_key(|(piece, _, _)| piece.at);

        let (lives, [n0, p0]) = (trust.lives(), trust.priors());
        let mut keys: BTreeMap<Option<&Id>, ([f64; 2], Timestamp)> = BTreeMap::new();
        let mut witness = self.witness(Timestamp::MIN, [0.0; 2]);
        for instant in happened.chunk_by(|a, b| a.0.at == b.0.at) {
            let Some(now) = instant.first().map(|(piece, _, _)| piece.at) else { continue };
            witness = self.witness(now, witness.seen(now));
            let prior = [n0 * libm::exp(witness.shift(now)), p0];
            for (piece, key, loudness) in instant {
                let (held, since) = keys.get(key).copied().unwrap_or(([0.0; 2], now));
                let side = piece.side as usize;
                let held = held[side] * libm::exp2(-halvings(since, now, lives[side]));
                witness.masses[side] += loudness * piece.weight * prior[side] / (held + prior[side]);
            }
            for (piece, key, _) in instant {
                let (held, since) = keys.entry(*key).or_insert(([0.0; 2], now));
                let taken = trust.order_effects().halvings(piece.side == For::Negative, piece.weight);
                for side in 0..2 {
                    held[side] *= libm::exp2(-halvings(*since, now, lives[side]) - taken[side]);
                }
                held[piece.side as usize] += trust.mass(piece);
                *since = now;
            }
        }
        self.witness(as_of, witness.seen(as_of))
    }

    /// How much louder than usual it is: nothing where the public sees nothing.
    fn loudness(&self, seen: &Observation) -> f64 {
        match seen {
            Observation::Exchange(reading) if reading.outline().visibility() == Visibility::Public =>
            {
                #[allow(clippy::cast_precision_loss)]
                reading.outline().audience().map_or(1.0, |audience| {
                    libm::pow(audience as f64 / self.0.usual_audience, self.0.audience_exponent)
                })
            }
            _ => self.0.unseen,
        }
    }

    const fn lives(&self) -> Lives {
        [self.0.half_life; 2]
    }

    fn witness(&self, at: Timestamp, masses: [f64; 2]) -> Witness {
        let [n0, p0] = self.0.evidence.priors();
        Witness {
            at,
            masses,
            weight: self.0.weight,
            half_life: self.0.half_life,
            prior: self.0.prior,
            usual: self.0.usual.unwrap_or(n0 / (n0 + p0)),
        }
    }
}

impl Scorer for Onlookers {
    type State = TrustState;
    type Output = Witness;

    fn observe(&self, state: &mut TrustState, seen: &Observation) {
        let (lives, loudness) = (self.lives(), self.loudness(seen));
        if let (Held::AnyOrder(epochs), true) = (&mut state.0, loudness > 0.0) {
            self.0.evidence.pieces(seen, |piece| {
                epochs.add(piece.side, piece.source, piece.at, &lives, loudness * piece.weight);
            });
        }
    }

    fn merge(&self, into: &mut TrustState, other: &TrustState) {
        if let (Held::AnyOrder(into), Held::AnyOrder(other)) = (&mut into.0, &other.0) {
            into.merge(other);
        }
    }

    fn assess(&self, state: &TrustState, view: &View<'_>) -> Witness {
        let state = view.complete(self, state);
        let as_of = state.newest().map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let masses = match &state.0 {
            Held::AnyOrder(epochs) => epochs.masses(as_of, &self.lives()).map(|side| side.iter().sum()),
            Held::InOrder(_) | Held::OutOfOrder(_) => [0.0; 2],
        };
        self.witness(as_of, masses)
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("onlookers 1", self)
    }

    fn shape(&self) -> Fingerprint {
        let OnlookersBuilder { evidence, half_life, audience_exponent, usual_audience, unseen, .. } = &self.0;
        let counted = (half_life.as_secs_f64(), audience_exponent, usual_audience, unseen);
        Fingerprint::of("onlookers 1", &counted).and(evidence.shape())
    }

    fn restore(&self, state: TrustState) -> Result<TrustState> {
        match &state.0 {
            Held::AnyOrder(epochs) if epochs.is_sound() => Ok(state),
            _ => Err(Error::new("state: the epochs of what onlookers saw are out of order")),
        }
    }
}

impl OnlookersBuilder {
    /// How far the page moves the prior of its keys, c; 0 is not at all.
    #[must_use]
    pub const fn weight(mut self, weight: f64) -> Self {
        self.weight = weight;
        self
    }

    /// How long what onlookers saw takes to fade to half, H.
    #[must_use]
    pub const fn half_life(mut self, half_life: Duration) -> Self {
        self.half_life = half_life;
        self
    }

    /// How many events' worth of the usual is assumed beforehand, W.
    #[must_use]
    pub const fn prior(mut self, events: f64) -> Self {
        self.prior = events;
        self
    }

    /// The share of bad events that is usual, m.
    #[must_use]
    pub const fn usual(mut self, bad_share: f64) -> Self {
        self.usual = Some(bad_share);
        self
    }

    /// How the weight of a public event grows with the number of people who could see it: (audience/usual) to the power
    /// of `exponent`. Where the audience is not known the weight is 1.
    #[must_use]
    pub const fn audience(mut self, exponent: f64, usual: f64) -> Self {
        self.audience_exponent = exponent;
        self.usual_audience = usual;
        self
    }

    /// The weight of what the public cannot see: private conversations, outcomes and touchpoints.
    #[must_use]
    pub const fn unseen(mut self, weight: f64) -> Self {
        self.unseen = weight;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When the weight is not from 0 to 10, the half-life not from an hour to a hundred years, the prior not greater than 0
    /// and at most 1e6, the usual share not between 0 and 1, the exponent not from 0 to 1, the usual audience not from 1 to
    /// 1e12, or the weight of the unseen not from 0 to 1.
    pub fn build(mut self) -> Result<Onlookers> {
        self.half_life = whole(self.half_life);
        self.evidence = self.evidence.without_witness();
        check(self.weight, self.half_life, self.prior, self.usual.unwrap_or(0.5))?;
        for (field, value, low, high) in [
            ("onlookers.audience_exponent", self.audience_exponent, 0.0, 1.0),
            ("onlookers.usual_audience", self.usual_audience, 1.0, 1e12),
            ("onlookers.unseen", self.unseen, 0.0, 1.0),
        ] {
            if !(low..=high).contains(&value) {
                return Err(Error::refused(field, value, format!("a number from {low} to {high}")));
            }
        }
        Ok(Onlookers(self))
    }
}

impl TryFrom<OnlookersBuilder> for Onlookers {
    type Error = Error;

    fn try_from(builder: OnlookersBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<Onlookers> for OnlookersBuilder {
    fn from(onlookers: Onlookers) -> Self {
        onlookers.0
    }
}

fn check(weight: f64, half_life: Duration, prior: f64, usual: f64) -> Result<()> {
    if !(0.0..=10.0).contains(&weight) {
        return Err(Error::refused("witness.weight", weight, "a number from 0 to 10"));
    }
    if half_life < Duration::from_secs(3_600) || half_life > 36_525 * DAY {
        let length = length::to_text(half_life);
        return Err(Error::refused("witness.half_life", length, "a length from 1h to 36525d"));
    }
    if !(prior > 0.0 && prior <= 1e6) {
        return Err(Error::refused("witness.prior", prior, "a number greater than 0 and at most 1e6"));
    }
    if !(usual > 0.0 && usual < 1.0) {
        return Err(Error::refused("witness.usual", usual, "a number greater than 0 and less than 1"));
    }
    Ok(())
}

/// What onlookers of a page had seen of it at an instant: learnt first by [`Onlookers`], then passed to
/// [`TrustDecay::with_witness`] as a parameter. It holds no text and no names.
///
/// Looked at later it fades; looked at earlier it stands as it was learnt, so pass in one that was learnt no later than
/// what it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WitnessFields", into = "WitnessFields")]
pub struct Witness {
    at: Timestamp,
    masses: [f64; 2],
    weight: f64,
    half_life: Duration,
    prior: f64,
    usual: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WitnessFields {
    at: Timestamp,
    negative: f64,
    positive: f64,
    weight: f64,
    #[serde(with = "length")]
    half_life: Duration,
    prior: f64,
    usual: f64,
}

impl Witness {
    /// When it was learnt.
    #[must_use]
    pub const fn learnt_at(&self) -> Timestamp {
        self.at
    }

    /// Bad and good events as they count at an instant, Gn and Gp.
    #[must_use]
    pub fn seen(&self, at: Timestamp) -> [f64; 2] {
        let left = libm::exp2(-halvings(self.at, at, self.half_life));
        self.masses.map(|mass| mass * left)
    }

    /// c·g: how far it moves the log-odds of the prior against trust at an instant. Above 0 the page was worse than
    /// usual, below 0 better.
    #[must_use]
    pub fn shift(&self, at: Timestamp) -> f64 {
        let [negative, positive] = self.seen(at);
        let (bad, good) = (self.prior * self.usual, self.prior * (1.0 - self.usual));
        // ln(G + W·m) − ln(W·m), exact where G is small.
        self.weight * (libm::log1p(negative / bad) - libm::log1p(positive / good))
    }

    /// What its shifts depend on.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("witness 1", self)
    }
}

impl TryFrom<WitnessFields> for Witness {
    type Error = Error;

    fn try_from(fields: WitnessFields) -> Result<Self> {
        check(fields.weight, fields.half_life, fields.prior, fields.usual)?;
        for (field, mass) in [("witness.negative", fields.negative), ("witness.positive", fields.positive)] {
            if !(0.0..=1e15).contains(&mass) {
                return Err(Error::refused(field, mass, "a number from 0 to 1e15"));
            }
        }
        Ok(Self {
            at: fields.at,
            masses: [fields.negative, fields.positive],
            weight: fields.weight,
            half_life: fields.half_life,
            prior: fields.prior,
            usual: fields.usual,
        })
    }
}

impl From<Witness> for WitnessFields {
    fn from(witness: Witness) -> Self {
        Self {
            at: witness.at,
            negative: witness.masses[0],
            positive: witness.masses[1],
            weight: witness.weight,
            half_life: witness.half_life,
            prior: witness.prior,
            usual: witness.usual,
        }
    }
}
