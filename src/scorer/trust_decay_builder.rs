//! The parameters of trust: their defaults, their ranges, how they are written in files.

use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::channel_policy::{ChannelPolicy, Length};
use super::dismissiveness::Dismissiveness;
use super::preset::{self, Preset};
use super::trust_decay::TrustDecay;
use super::trust_order::OrderEffects;
use super::trust_policy::TrustPolicy;
use super::trust_witness::Witness;
use crate::error::{Error, Result};
use crate::time::{length, whole};

const DAY: Duration = Duration::from_secs(86_400);

/// Builds a [`TrustDecay`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TrustDecayBuilder {
    pub(super) prior_negative: f64,
    pub(super) prior_positive: f64,
    pub(super) harm: f64,
    #[serde(with = "length")]
    pub(super) half_life_negative: Duration,
    #[serde(with = "length")]
    pub(super) half_life_positive: Duration,
    pub(super) order_effects: OrderEffects,
    pub(super) policy: TrustPolicy,
    pub(super) channels: ChannelPolicy,
    pub(super) dismissiveness: Dismissiveness,
    pub(super) witness: Option<Witness>,
}

impl Default for TrustDecayBuilder {
    fn default() -> Self {
        Self {
            prior_negative: 2.625,
            prior_positive: 4.375,
            harm: 1.0,
            half_life_negative: 182 * DAY,
            half_life_positive: 182 * DAY,
            order_effects: OrderEffects::NONE,
            policy: TrustPolicy::default(),
            channels: ChannelPolicy::default(),
            dismissiveness: Dismissiveness::default(),
            witness: None,
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

    /// What an event does to the evidence that is already held, ρ. With any below 1 order counts.
    #[must_use]
    pub const fn order_effects(mut self, effects: OrderEffects) -> Self {
        self.order_effects = effects;
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

    /// What others saw on the page; see [`TrustDecay::with_witness`].
    #[must_use]
    pub const fn witness(mut self, witness: Witness) -> Self {
        self.witness = Some(witness);
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

impl Serialize for TrustDecayBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for TrustDecayBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            preset::read(deserializer)
        } else {
            Self::deserialize(deserializer)
        }
    }
}

impl Preset for TrustDecayBuilder {
    const NAMES: &'static [&'static str] = TrustDecay::PRESETS;
    const TABLE: &'static str = "parameters";
    type Table = Table;

    fn named(name: &str) -> Result<Self> {
        TrustDecay::preset(name).map(Into::into)
    }

    fn over(table: Table) -> Result<Self> {
        let preset = table.preset.as_deref().map_or_else(|| Ok(TrustDecay::default()), TrustDecay::preset);
        let TrustDecay(base) = preset?;
        Ok(Self {
            prior_negative: table.prior_negative.unwrap_or(base.prior_negative),
            prior_positive: table.prior_positive.unwrap_or(base.prior_positive),
            harm: table.harm.unwrap_or(base.harm),
            half_life_negative: table.half_life_negative.map_or(base.half_life_negative, |length| length.0),
            half_life_positive: table.half_life_positive.map_or(base.half_life_positive, |length| length.0),
            order_effects: table.order_effects.unwrap_or(base.order_effects),
            policy: table.policy.unwrap_or(base.policy),
            channels: table.channels.unwrap_or(base.channels),
            dismissiveness: table.dismissiveness.unwrap_or(base.dismissiveness),
            witness: table.witness.or(base.witness),
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    preset: Option<String>,
    prior_negative: Option<f64>,
    prior_positive: Option<f64>,
    harm: Option<f64>,
    half_life_negative: Option<Length>,
    half_life_positive: Option<Length>,
    order_effects: Option<OrderEffects>,
    policy: Option<TrustPolicy>,
    channels: Option<ChannelPolicy>,
    dismissiveness: Option<Dismissiveness>,
    witness: Option<Witness>,
}
