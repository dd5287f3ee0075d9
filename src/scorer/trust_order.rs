//! What an event does to the evidence that is already held.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// What events leave of the evidence already held, ρ: 1 is all of it, .9 nine tenths.
///
/// Where all are 1 no event touches what came before, and histories merge in any order. Below 1 order counts: a second
/// failure after an apology weighs more than two failures at once, and recovery from bad to good beats the way from
/// good to bad (Maxham & Netemeyer 2002).
///
/// # Examples
///
/// ```
/// use goodwill::scorer::OrderEffects;
///
/// // A good event leaves nine tenths of the bad evidence, a bad one three quarters of the good.
/// let effects = OrderEffects::new(0.95, 0.9, 0.75, 0.95)?;
/// assert!(!effects.is_none());
/// assert!(OrderEffects::NONE.is_none());
///
/// let error = OrderEffects::new(1.0, 1.1, 1.0, 1.0).unwrap_err();
/// assert_eq!(error.to_string(), "order_effects.negative_after_positive: 1.1 is not a number from 0.01 to 1");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Four", into = "Four")]
pub struct OrderEffects(Four);

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Four {
    negative_after_negative: f64,
    negative_after_positive: f64,
    positive_after_negative: f64,
    positive_after_positive: f64,
}

impl Default for Four {
    fn default() -> Self {
        OrderEffects::NONE.0
    }
}

impl Default for OrderEffects {
    fn default() -> Self {
        Self::NONE
    }
}

impl OrderEffects {
    /// Events leave everything as it is.
    pub const NONE: Self = Self::of(1.0, 1.0, 1.0, 1.0);

    /// What is left of bad evidence after a bad event (ρnn) and after a good one (ρnp), and of good evidence after a bad
    /// event (ρpn) and after a good one (ρpp), each of weight 1; an event of weight x leaves ρ to the power of x.
    ///
    /// # Errors
    ///
    /// Unless all are from 0.01 to 1.
    pub fn new(
        negative_after_negative: f64,
        negative_after_positive: f64,
        positive_after_negative: f64,
        positive_after_positive: f64,
    ) -> Result<Self> {
        Self::try_from(Four {
            negative_after_negative,
            negative_after_positive,
            positive_after_negative,
            positive_after_positive,
        })
    }

    /// Values that are known to be in range.
    pub(super) const fn of(nn: f64, np: f64, pn: f64, pp: f64) -> Self {
        Self(Four {
            negative_after_negative: nn,
            negative_after_positive: np,
            positive_after_negative: pn,
            positive_after_positive: pp,
        })
    }

    /// Whether all are 1.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::NONE
    }

    /// ρnn: what a bad event leaves of bad evidence.
    #[must_use]
    pub const fn negative_after_negative(&self) -> f64 {
        self.0.negative_after_negative
    }

    /// ρnp: what a good event leaves of bad evidence.
    #[must_use]
    pub const fn negative_after_positive(&self) -> f64 {
        self.0.negative_after_positive
    }

    /// ρpn: what a bad event leaves of good evidence.
    #[must_use]
    pub const fn positive_after_negative(&self) -> f64 {
        self.0.positive_after_negative
    }

    /// ρpp: what a good event leaves of good evidence.
    #[must_use]
    pub const fn positive_after_positive(&self) -> f64 {
        self.0.positive_after_positive
    }

    /// How often bad and good evidence are halved by an event of that weight.
    pub(super) fn halvings(&self, bad: bool, weight: f64) -> [f64; 2] {
        let (negative, positive) = if bad {
            (self.0.negative_after_negative, self.0.positive_after_negative)
        } else {
            (self.0.negative_after_positive, self.0.positive_after_positive)
        };
        [negative, positive].map(|left| if left < 1.0 { -weight * libm::log2(left) } else { 0.0 })
    }
}

impl TryFrom<Four> for OrderEffects {
    type Error = Error;

    fn try_from(four: Four) -> Result<Self> {
        for (field, value) in [
            ("negative_after_negative", four.negative_after_negative),
            ("negative_after_positive", four.negative_after_positive),
            ("positive_after_negative", four.positive_after_negative),
            ("positive_after_positive", four.positive_after_positive),
        ] {
            if !(0.01..=1.0).contains(&value) {
                return Err(Error::refused(
                    format!("order_effects.{field}"),
                    value,
                    "a number from 0.01 to 1",
                ));
            }
        }
        Ok(Self(four))
    }
}

impl From<OrderEffects> for Four {
    fn from(effects: OrderEffects) -> Self {
        effects.0
    }
}
