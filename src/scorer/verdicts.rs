//! What became of the exchanges, counted.

use serde::{Deserialize, Serialize};

use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::reader::Verdict;

/// Counts exchanges by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts;

/// How many exchanges there were, and what became of them. The five counts sum to [`VerdictsState::exchanges`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct VerdictsState {
    /// Answered by an agent where the customer can see it.
    pub answered: u64,
    /// Never answered.
    pub ignored: u64,
    /// Not answered so far.
    pub open: u64,
    /// Taken back by the customer, or merged into another thread.
    pub withdrawn: u64,
    /// Nothing in them needed an answer.
    pub needs_none: u64,
}

impl VerdictsState {
    /// All exchanges.
    #[must_use]
    pub fn exchanges(&self) -> u64 {
        [self.answered, self.ignored, self.open, self.withdrawn, self.needs_none]
            .into_iter()
            .fold(0, u64::saturating_add)
    }
}

impl Scorer for Verdicts {
    type State = VerdictsState;
    type Output = VerdictsState;

    fn observe(&self, state: &mut VerdictsState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let count = match reading.verdict() {
            Verdict::Answered => &mut state.answered,
            Verdict::Ignored => &mut state.ignored,
            Verdict::Open => &mut state.open,
            Verdict::Withdrawn => &mut state.withdrawn,
            Verdict::NeedsNone => &mut state.needs_none,
        };
        *count = count.saturating_add(1);
    }

    fn merge(&self, into: &mut VerdictsState, other: &VerdictsState) {
        into.answered = into.answered.saturating_add(other.answered);
        into.ignored = into.ignored.saturating_add(other.ignored);
        into.open = into.open.saturating_add(other.open);
        into.withdrawn = into.withdrawn.saturating_add(other.withdrawn);
        into.needs_none = into.needs_none.saturating_add(other.needs_none);
    }

    fn assess(&self, state: &VerdictsState, view: &View<'_>) -> VerdictsState {
        view.complete(self, state).into_owned()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("verdicts 1", &())
    }
}
