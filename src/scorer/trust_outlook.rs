//! How trust goes on if nothing more happens.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::trust_order::OrderEffects;
use crate::assessment::Score;
use crate::error::{Error, Result};
use crate::stats::{Side, TwoClocks};
use crate::time::Timestamp;

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
    pub(super) as_of: Timestamp,
    pub(super) negative: Side,
    pub(super) positive: Side,
    pub(super) effects: OrderEffects,
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

    /// How many good events of weight 1 would bring trust to a threshold now; 0 where it is there, `None` where no
    /// number does.
    ///
    /// With order effects every good event leaves a part of what is held: bad evidence shrinks, and good evidence
    /// cannot pass 1/(1 − ρpp).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::event::{Id, Outcome, OutcomeKind};
    /// use goodwill::scorer::{Observation, OrderEffects, Scorer, TrustDecay, View};
    ///
    /// let at = "2024-03-01T10:00:00Z".parse()?;
    /// let needed = |effects, threshold| -> goodwill::Result<Option<f64>> {
    ///     let trust = TrustDecay::builder().prior(1.0, 1.0).order_effects(effects).build()?;
    ///     let mut state = Default::default();
    ///     for n in 0..3 {
    ///         let left = Outcome::new(Id::new(format!("o{n}"))?, at, OutcomeKind::Cancelled);
    ///         trust.observe(&mut state, &Observation::Outcome(left));
    ///     }
    ///     Ok(trust.outlook(&state, &View::new(at)).good_needed(threshold))
    /// };
    /// assert!((needed(OrderEffects::NONE, 0.75)?.unwrap() - 11.0).abs() < 1e-6);
    /// // Where good events wipe out bad ones, fewer do.
    /// let forgiving = OrderEffects::new(1.0, 0.8, 1.0, 1.0)?;
    /// assert!(needed(forgiving, 0.75)?.unwrap() < 6.0);
    /// // Where they wear each other out, some levels are out of reach.
    /// let worn = OrderEffects::new(1.0, 1.0, 1.0, 0.5)?;
    /// assert_eq!(needed(worn, 0.75)?, None);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn good_needed(&self, threshold: f64) -> Option<f64> {
        let without = self.clocks().ok()?.good_needed(threshold)?;
        if without <= 0.0 || self.effects.is_none() {
            return Some(without);
        }
        // Odds rise with every good event as long as good evidence is below where it comes to rest, and then stand.
        let target = threshold / (1.0 - threshold);
        let reached = |events: f64| self.odds_after(events) >= target;
        let mut high = 1.0;
        while !reached(high) {
            high *= 2.0;
            if high > 1e9 {
                return None;
            }
        }
        let mut low = high / 2.0;
        if high <= 1.0 {
            low = 0.0;
        }
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if reached(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The odds of trust after that many good events of weight 1, all now.
    fn odds_after(&self, events: f64) -> f64 {
        let kept = self.effects.positive_after_positive();
        let share = libm::pow(kept, events);
        let came = if kept < 1.0 { (1.0 - share) / (1.0 - kept) } else { events };
        let positive = share * self.positive.mass + came;
        let negative = libm::pow(self.effects.negative_after_positive(), events) * self.negative.mass;
        (positive + self.positive.prior) / (negative + self.negative.prior)
    }

    /// The evidence now as belief, disbelief and uncertainty.
    #[must_use]
    pub fn opinion(&self) -> Opinion {
        let prior = self.negative.prior + self.positive.prior;
        let whole = prior + self.negative.mass + self.positive.mass;
        Opinion {
            belief: self.positive.mass / whole,
            disbelief: self.negative.mass / whole,
            uncertainty: prior / whole,
            base_rate: self.positive.prior / prior,
        }
    }
}

/// Trust as an opinion of subjective logic (Jøsang 2016): what is believed, disbelieved and not known.
///
/// The three add up to 1, and `belief + base_rate · uncertainty` is the trust. Silence turns belief and disbelief into
/// uncertainty.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Outcome, OutcomeKind};
/// use goodwill::scorer::{Observation, Scorer, TrustDecay, View};
///
/// let trust = TrustDecay::builder().prior(1.0, 3.0).build()?;
/// let at = "2024-03-01T10:00:00Z".parse()?;
/// let mut state = Default::default();
/// let left = Outcome::new(Id::new("o1")?, at, OutcomeKind::Cancelled);
/// trust.observe(&mut state, &Observation::Outcome(left));
/// let opinion = trust.outlook(&state, &View::new(at)).opinion();
/// assert!(opinion.belief == 0.0 && (opinion.disbelief - 0.2).abs() < 1e-9 && (opinion.uncertainty - 0.8).abs() < 1e-9);
/// assert!((opinion.belief + opinion.base_rate * opinion.uncertainty - 0.6).abs() < 1e-9);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Opinion {
    /// P/(W + N + P), with W the prior mass.
    pub belief: f64,
    /// N/(W + N + P).
    pub disbelief: f64,
    /// W/(W + N + P).
    pub uncertainty: f64,
    /// p₀/W: trust where nothing is known.
    pub base_rate: f64,
}

pub(super) fn days(length: Duration) -> f64 {
    length.as_secs_f64() / 86_400.0
}
