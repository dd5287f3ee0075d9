//! What the clocks of a customer's matter go by.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::acts::Act;
use crate::assessment::Score;
use crate::error::{Error, Result};

/// What the conclusive and the resolution clock do while the company waits for the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnCustomer {
    /// They stand still: nobody is slow while nobody can go on.
    #[default]
    Pauses,
    /// They run: a company that asks for what it could have known makes the customer wait all the same.
    Runs,
}

impl fmt::Display for OnCustomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pauses => "pauses",
            Self::Runs => "runs",
        })
    }
}

/// What the conclusive and the resolution clock go by. The first and the next response go by no words and have no
/// parameters.
///
/// | parameter | default | where it comes from |
/// |---|---|---|
/// | `concluding` | F4, F5, F6, F7, F12 | acts that serve the ask: a reason, a thing done, redress, a time, somebody who takes over. To ask for information, as most first answers do, appeases nobody (Einwiller & Steilen 2015) |
/// | `requesting` | B7, F8, F9c | acts that leave the next word to the customer. Not C1: who sends a customer to a private channel would stop the clock by it |
/// | `least` | .75, from 0 to 1 | set by hand: rules that only mark a possibility find at .5, those that may be relied on at 1 |
/// | `on_customer` | pauses | the practice of help desks; an assumption about whose time it is, so it can be switched |
///
/// # Examples
///
/// ```
/// use goodwill::reader::{Act, ClockPolicy, OnCustomer};
///
/// let strict = ClockPolicy::builder()
///     .concluding([Act::ActionDone, Act::Redress])
///     .on_customer(OnCustomer::Runs)
///     .build()?;
/// assert!(!strict.concludes(Act::TimedPromise));
/// # Ok::<(), goodwill::Error>(())
/// ```
///
/// # Examples: what is refused
///
/// ```
/// use goodwill::reader::{Act, ClockPolicy};
///
/// let error = ClockPolicy::builder().requesting([Act::Redress]).build().unwrap_err();
/// assert_eq!(error.to_string(), "requesting: F6 is not an act that does not conclude");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ClockPolicyBuilder", into = "ClockPolicyBuilder")]
pub struct ClockPolicy {
    concluding: BTreeSet<Act>,
    requesting: BTreeSet<Act>,
    least: Score,
    on_customer: OnCustomer,
}

impl Default for ClockPolicy {
    fn default() -> Self {
        Self {
            concluding: [Act::Account, Act::ActionDone, Act::Redress, Act::TimedPromise, Act::WarmTransfer]
                .into(),
            requesting: [Act::InformationRequest, Act::LoopClosing, Act::Exploration].into(),
            least: Score::clamped(0.75),
            on_customer: OnCustomer::default(),
        }
    }
}

impl ClockPolicy {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> ClockPolicyBuilder {
        ClockPolicyBuilder::default()
    }

    /// Whether a reply that does this is conclusive.
    #[must_use]
    pub fn concludes(&self, act: Act) -> bool {
        self.concluding.contains(&act)
    }

    /// Whether after a reply that does this, and that is not conclusive, the company waits for the customer.
    #[must_use]
    pub fn requests(&self, act: Act) -> bool {
        self.requesting.contains(&act)
    }

    /// How sure an act must be to count.
    #[must_use]
    pub const fn least(&self) -> Score {
        self.least
    }

    /// What the clocks do while the company waits for the customer.
    #[must_use]
    pub const fn on_customer(&self) -> OnCustomer {
        self.on_customer
    }
}

/// Builds a [`ClockPolicy`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClockPolicyBuilder {
    concluding: BTreeSet<Act>,
    requesting: BTreeSet<Act>,
    least: Score,
    on_customer: OnCustomer,
}

impl Default for ClockPolicyBuilder {
    fn default() -> Self {
        ClockPolicy::default().into()
    }
}

impl ClockPolicyBuilder {
    /// The acts that make a reply conclusive. Default F4, F5, F6, F7 and F12; with none of them only the customer's own
    /// word concludes.
    #[must_use]
    pub fn concluding(mut self, acts: impl IntoIterator<Item = Act>) -> Self {
        self.concluding = acts.into_iter().collect();
        self
    }

    /// The acts after which the company waits for the customer. Default B7, F8 and F9c.
    #[must_use]
    pub fn requesting(mut self, acts: impl IntoIterator<Item = Act>) -> Self {
        self.requesting = acts.into_iter().collect();
        self
    }

    /// How sure an act must be to count. Default .75.
    #[must_use]
    pub const fn least(mut self, strength: Score) -> Self {
        self.least = strength;
        self
    }

    /// What the clocks do while the company waits for the customer. Default [`OnCustomer::Pauses`].
    #[must_use]
    pub const fn on_customer(mut self, what: OnCustomer) -> Self {
        self.on_customer = what;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When an act is to conclude and to ask the customer for something.
    pub fn build(self) -> Result<ClockPolicy> {
        let Self { concluding, requesting, least, on_customer } = self;
        if let Some(both) = requesting.intersection(&concluding).next() {
            return Err(Error::refused("requesting", both.code(), "an act that does not conclude"));
        }
        Ok(ClockPolicy { concluding, requesting, least, on_customer })
    }
}

impl TryFrom<ClockPolicyBuilder> for ClockPolicy {
    type Error = Error;

    fn try_from(builder: ClockPolicyBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<ClockPolicy> for ClockPolicyBuilder {
    fn from(policy: ClockPolicy) -> Self {
        let ClockPolicy { concluding, requesting, least, on_customer } = policy;
        Self { concluding, requesting, least, on_customer }
    }
}
