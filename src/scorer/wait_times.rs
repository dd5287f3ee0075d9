//! How long customers wait, the unanswered included.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::reader::{Reading, Verdict};
use crate::stats::{SurvivalCurve, Wait};
use crate::time::milliseconds;

/// The distribution of waits over the asks that need an answer, by Kaplan and Meier (1958): an unanswered ask is a wait
/// of at least its age (censored there), not one to be left out.
///
/// It keeps every distinct wait, so that the curve is exact; its times are milliseconds. For streams without end there is
/// [`WaitTimesByChannel`](super::WaitTimesByChannel), which keeps buckets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitTimes;

/// How many waits of each length ended in an answer, and how many were broken off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitTimesState(BTreeMap<u64, (u64, u64)>);

impl WaitTimesState {
    pub(super) fn take(&mut self, wait: Wait) {
        let counts = self.0.entry(wait.time()).or_default();
        let count = if wait.is_answered() { &mut counts.0 } else { &mut counts.1 };
        *count = count.saturating_add(1);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (wait, more) in &other.0 {
            let counts = self.0.entry(*wait).or_default();
            counts.0 = counts.0.saturating_add(more.0);
            counts.1 = counts.1.saturating_add(more.1);
        }
    }

    pub(super) fn curve(&self) -> SurvivalCurve {
        let rows = self.0.iter().map(|(wait, (answered, censored))| (*wait, *answered, *censored));
        // The rows of a map are sorted and distinct, which is all that can be wrong with them.
        SurvivalCurve::from_counts(rows).unwrap_or_else(|_| SurvivalCurve::of([]))
    }
}

/// How long the customer of an exchange waited for the first answer, in milliseconds; `None` where none was needed.
pub(super) fn wait_of(reading: &Reading) -> Option<Wait> {
    let length = |wait| milliseconds(wait).unsigned_abs();
    match reading.verdict() {
        Verdict::Answered => Some(Wait::Answered(length(reading.wait().unwrap_or_default()))),
        Verdict::Ignored => {
            Some(Wait::Open(length(reading.age(reading.outline().closes()).unwrap_or_default())))
        }
        Verdict::Open => Some(Wait::Open(length(reading.open_for()))),
        Verdict::Withdrawn | Verdict::NeedsNone => None,
    }
}

impl Scorer for WaitTimes {
    type State = WaitTimesState;
    type Output = SurvivalCurve;

    fn observe(&self, state: &mut WaitTimesState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        if let Some(wait) = wait_of(reading) {
            state.take(wait);
        }
    }

    fn merge(&self, into: &mut WaitTimesState, other: &WaitTimesState) {
        into.merge(other);
    }

    fn assess(&self, state: &WaitTimesState, view: &View<'_>) -> SurvivalCurve {
        view.complete(self, state).curve()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("wait times 1", &())
    }
}
