//! Readings, outcomes and touchpoints become scores.
//!
//! A [`Scorer`] folds observations into a state, merges states and assesses them. That is all a streaming or a
//! distributed engine asks for. Start with the scorers that ship:
//!
//! | scorer | question | output |
//! |---|---|---|
//! | [`Responsiveness`] | how much of what was asked is answered in time? | [`Assessment`] |
//! | [`Dismissiveness`] | how far do the answers leave the ask aside? | [`Assessment`] |
//! | [`TrustDecay`] | how much trust is left, and how will it go on? | [`Assessment`] |
//! | [`Clocks`] | how long until a first, a next and a conclusive answer, how long until it is settled, who waits longest now? | [`ClockTimes`] |
//! | [`Onlookers`] | what have others seen on the page? | [`Witness`] |
//! | [`Verdicts`] | what became of the exchanges? | [`VerdictsState`] |
//! | [`WaitTimes`] | how long do customers wait, the unanswered included? | [`crate::stats::SurvivalCurve`] |
//! | [`WaitTimesByChannel`] | the same of a stream, in bounded memory | [`WaitHistograms`] |
//! | [`TargetRates`] | how much is answered within its target, or within any other time? | [`HitRates`] |
//! | [`PlatformRule`] | is a platform's rule met: 90 % within 15 min over 7 days, say? | [`RuleStanding`] |
//! | [`WhoAnswers`] | who answers, how much, how soon? | [`WhoAnswersState`] |
//! | [`LoadByHour`] | in which hours of the week do customers ask, and in which are they answered? | [`WeekLoad`] |
//! | [`Worst`] | which exchanges went worst? | readings |
//! | [`SelectiveSilence`] | is praise answered and are complaints not? | [`AnswerGap`] |
//! | [`Abandoned`] | how often does silence follow details that were asked for? | [`Share`] |
//! | [`Windowed`] | what does any of these say of the last days alone? | what that one says |
//!
//! Tuples of up to eight scorers are scorers: one pass, several outputs. [`Scorer::boxed`] makes one that is chosen at
//! run time. A scorer of your own is two small functions and a state; the example `custom_scorer` shows one.

mod abandoned;
mod channel_policy;
mod clocks;
mod compose;
pub mod dismissiveness;
mod empirical_bayes;
mod hit_rate;
mod load_by_hour;
pub mod platform_rule;
mod preset;
mod prior;
pub mod responsiveness;
pub mod selective_silence;
mod share;
mod tally;
mod target_rates;
pub mod trust_decay;
mod trust_decay_builder;
mod trust_evidence;
mod trust_order;
mod trust_outlook;
mod trust_policy;
mod trust_state;
mod trust_story;
mod trust_witness;
mod verdicts;
mod wait_times;
mod wait_times_by_channel;
mod who_answers;
mod windowed;
mod worst;

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use abandoned::{Abandoned, AbandonedState};
pub use channel_policy::{ChannelPolicy, ChannelPolicyBuilder, Target};
pub use clocks::{ClockTimes, Clocks, ClocksState, Silence};
pub use compose::{BoxScorer, BoxState};
pub use dismissiveness::{AskShares, Dismissiveness, DismissivenessBuilder, DismissivenessState};
pub use empirical_bayes::{EmpiricalBayes, EmpiricalBayesBuilder, Peer};
pub use hit_rate::HitRate;
pub use load_by_hour::{HourLoad, LoadByHour, WeekLoad};
pub use platform_rule::{PlatformRule, PlatformRuleBuilder, PlatformRuleState, RuleStanding};
pub use prior::Prior;
pub use responsiveness::{Responsiveness, ResponsivenessBuilder, ResponsivenessState};
pub use selective_silence::{AnswerGap, SelectiveSilence, SelectiveSilenceBuilder, SelectiveSilenceState};
pub use share::Share;
pub use tally::{Slot, Tally};
pub use target_rates::{HitRates, TargetRates, TargetRatesBuilder, TargetRatesState};
pub use trust_decay::TrustDecay;
pub use trust_decay_builder::TrustDecayBuilder;
pub use trust_order::OrderEffects;
pub use trust_outlook::{Opinion, TrustOutlook};
pub use trust_policy::TrustPolicy;
pub use trust_state::TrustState;
pub use trust_story::{TrustStep, TrustStory, WhatIf};
pub use trust_witness::{Onlookers, OnlookersBuilder, Witness};
pub use verdicts::{Verdicts, VerdictsState};
pub use wait_times::{WaitTimes, WaitTimesState};
pub use wait_times_by_channel::{WaitHistograms, WaitTimesByChannel};
pub use who_answers::{Answers, WhoAnswers, WhoAnswersState};
pub use windowed::{Windowed, WindowedBuilder, WindowedState};
pub use worst::{Worst, WorstState};

use crate::assessment::{Assessment, Fingerprint};
use crate::error::Result;
use crate::event::{Id, Outcome, Touchpoint};
use crate::reader::Reading;
use crate::time::Timestamp;

/// One thing that a scorer may learn from.
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all of them are exchanges; a box would cost each an allocation"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Observation {
    /// An exchange, as it was read.
    Exchange(Reading),
    /// What a customer did in the end.
    Outcome(Outcome),
    /// What the company did besides answering.
    Touchpoint(Touchpoint),
}

impl Observation {
    /// The instant that its evidence bears.
    #[must_use]
    pub fn dated(&self) -> Timestamp {
        match self {
            Self::Exchange(reading) => reading.dated(),
            Self::Outcome(outcome) => outcome.at,
            Self::Touchpoint(touchpoint) => touchpoint.at,
        }
    }

    /// The instant at which it takes its place for scorers that depend on order: of an exchange, the end of its
    /// conversation. Seals never hand out an earlier one after a later one.
    #[must_use]
    pub fn ordered(&self) -> Timestamp {
        match self {
            Self::Exchange(reading) => reading.outline().closes(),
            Self::Outcome(outcome) => outcome.at,
            Self::Touchpoint(touchpoint) => touchpoint.at,
        }
    }

    /// The page it belongs to.
    #[must_use]
    pub fn page(&self) -> Option<&Id> {
        match self {
            Self::Exchange(reading) => reading.outline().page(),
            Self::Outcome(outcome) => outcome.page.as_ref(),
            Self::Touchpoint(touchpoint) => touchpoint.page.as_ref(),
        }
    }

    /// The customer it belongs to.
    #[must_use]
    pub fn customer(&self) -> Option<&Id> {
        match self {
            Self::Exchange(reading) => Some(reading.outline().customer()),
            Self::Outcome(outcome) => outcome.customer.as_ref(),
            Self::Touchpoint(touchpoint) => touchpoint.customer.as_ref(),
        }
    }

    /// The observation as it stood at `instant`; `None` before it.
    #[must_use]
    pub fn seen_at(&self, instant: Timestamp) -> Option<Self> {
        match self {
            Self::Exchange(reading) => reading.seen_at(instant).map(Self::Exchange),
            Self::Outcome(outcome) => (outcome.at <= instant).then(|| self.clone()),
            Self::Touchpoint(touchpoint) => (touchpoint.at <= instant).then(|| self.clone()),
        }
    }

    /// Orders observations so that every run folds them in the same way.
    pub(crate) fn place(&self) -> (Timestamp, u8, &Id, Option<&Id>) {
        match self {
            Self::Exchange(reading) => {
                let id = reading.outline().id();
                (self.ordered(), 0, &id.thread, Some(&id.first))
            }
            Self::Outcome(outcome) => (outcome.at, 1, &outcome.id, None),
            Self::Touchpoint(touchpoint) => (touchpoint.at, 2, &touchpoint.id, None),
        }
    }
}

/// Whether a scorer depends on the order of its observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// Any order, any split, any tree of merges gives the same bits.
    Any,
    /// Observations come in order of [`Observation::ordered`]; states that overlap in time cannot be merged, and
    /// abstain.
    Time,
}

/// What an assessment looks at besides the state: the instant, and the observations that are not sealed yet.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    as_of: Timestamp,
    pending: &'a [Observation],
}

impl<'a> View<'a> {
    /// A view at that instant, with nothing pending.
    #[must_use]
    pub const fn new(as_of: Timestamp) -> Self {
        Self { as_of, pending: &[] }
    }

    /// The same view with those pending observations.
    #[must_use]
    pub const fn with_pending(self, pending: &'a [Observation]) -> Self {
        Self { as_of: self.as_of, pending }
    }

    /// The instant.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The observations that are not sealed yet, as they are known now.
    #[must_use]
    pub const fn pending(&self) -> &'a [Observation] {
        self.pending
    }

    /// The state as it would be if everything pending were sealed as it stands at the instant: open asks enter with
    /// their age. Nothing of it is kept.
    #[must_use]
    pub fn complete<'s, S: Scorer + ?Sized>(&self, scorer: &S, state: &'s S::State) -> Cow<'s, S::State> {
        if self.pending.is_empty() {
            return Cow::Borrowed(state);
        }
        let mut seen: Vec<Observation> =
            self.pending.iter().filter_map(|observation| observation.seen_at(self.as_of)).collect();
        seen.sort_by(|a, b| a.place().cmp(&b.place()));
        let mut complete = state.clone();
        for observation in &seen {
            scorer.observe(&mut complete, observation);
        }
        Cow::Owned(complete)
    }
}

/// Folds observations into a state, merges states, assesses them.
///
/// `merge` is associative; for scorers of [`Order::Any`] it is commutative too, and observing then merging gives the
/// same bits as observing everything in one state. Scorers never fail and never panic.
///
/// An observation of an exchange may still be open: [`View::complete`] hands such ones in with their age
/// ([`Reading::open_for`]); sealed states never see them.
pub trait Scorer: Send + Sync {
    /// What it remembers: small, and the same for the same evidence.
    type State: Default + Clone + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What it says: [`Assessment`] for scorers that give a score.
    type Output;

    /// Takes one observation in.
    fn observe(&self, state: &mut Self::State, seen: &Observation);

    /// Takes everything in that `other` has seen.
    fn merge(&self, into: &mut Self::State, other: &Self::State);

    /// Says what the state and the pending observations amount to at an instant.
    fn assess(&self, state: &Self::State, view: &View<'_>) -> Self::Output;

    /// What its results depend on besides observations.
    fn fingerprint(&self) -> Fingerprint;

    /// What its states depend on: `observe` and `merge`, not `assess`. States of another shape cannot be restored.
    fn shape(&self) -> Fingerprint {
        self.fingerprint()
    }

    /// Whether it depends on order.
    fn order(&self) -> Order {
        Order::Any
    }

    /// Checks a state that came from outside, and puts it into the form that `observe` keeps.
    ///
    /// # Errors
    ///
    /// When no sequence of observations could have left that state.
    fn restore(&self, state: Self::State) -> Result<Self::State> {
        Ok(state)
    }

    /// The same scorer behind a pointer, to be chosen at run time.
    fn boxed(self) -> BoxScorer
    where
        Self: Sized + Scorer<Output = Assessment> + 'static,
    {
        BoxScorer::new(self)
    }
}
