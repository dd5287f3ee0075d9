//! The exchanges that went worst.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::channel_policy::ChannelPolicy;
use super::dismissiveness::Dismissiveness;
use super::trust_policy::TrustPolicy;
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::reader::Reading;
use crate::reader::Verdict;
use crate::stats::Mass;

/// Keeps the readings of the k exchanges that went worst.
///
/// How badly an exchange went is what it takes from trust ([`TrustPolicy`]): silence wholly, a late or a dismissive
/// answer in part, a complaint more than a suggestion. Ties go to the smaller exchange id, so that a bounded list
/// merges exactly.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::Worst;
///
/// assert_eq!(Worst::new(0).unwrap_err().to_string(), "k: 0 is not a number from 1 to 10000");
/// let ten = Worst::new(10)?;
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worst {
    k: usize,
    channels: ChannelPolicy,
    dismissiveness: Dismissiveness,
    policy: TrustPolicy,
}

impl Default for Worst {
    /// The worst ten, weighed by every default.
    fn default() -> Self {
        Self {
            k: 10,
            channels: ChannelPolicy::default(),
            dismissiveness: Dismissiveness::default(),
            policy: TrustPolicy::default(),
        }
    }
}

impl Worst {
    /// The worst `k`.
    ///
    /// # Errors
    ///
    /// Unless `k` is from 1 to 10,000.
    pub fn new(k: usize) -> Result<Self> {
        if !(1..=10_000).contains(&k) {
            return Err(Error::refused("k", k, "a number from 1 to 10000"));
        }
        Ok(Self { k, ..Self::default() })
    }

    /// The same scorer weighing as these do.
    #[must_use]
    pub fn weighing(
        mut self,
        channels: ChannelPolicy,
        dismissiveness: Dismissiveness,
        policy: TrustPolicy,
    ) -> Self {
        self.channels = channels;
        self.dismissiveness = dismissiveness;
        self.policy = policy;
        self
    }

    /// What an exchange takes from trust.
    #[must_use]
    pub fn badness(&self, reading: &Reading) -> Mass {
        let worth = |wait| self.channels.utility(reading.outline().channel(), wait).to_f64();
        let share = match reading.verdict() {
            Verdict::Answered => {
                let worth = worth(reading.wait().unwrap_or_default());
                // An answer that nobody could read is no reason to put an exchange on the list.
                let dismissed = self.dismissiveness.of(reading).map_or(0.0, crate::Score::get);
                (1.0 - worth) + worth * dismissed
            }
            Verdict::Ignored => 1.0 + if reading.is_abandoned() { self.policy.abandoned() } else { 0.0 },
            Verdict::Open => 1.0 - worth(reading.open_for()),
            Verdict::Withdrawn | Verdict::NeedsNone => 0.0,
        };
        Mass::from_f64(share * self.policy.severity(reading.kind()))
    }
}

/// The worst readings so far, the worst first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorstState(Vec<(Mass, Reading)>);

fn order(a: &(Mass, Reading), b: &(Mass, Reading)) -> Ordering {
    b.0.cmp(&a.0).then_with(|| a.1.outline().id().cmp(b.1.outline().id()))
}

impl WorstState {
    fn take(&mut self, entry: (Mass, Reading), k: usize) {
        let place = self.0.partition_point(|there| order(there, &entry) == Ordering::Less);
        let there = self.0.get(place).is_some_and(|there| order(there, &entry) == Ordering::Equal);
        if place < k && !there {
            self.0.insert(place, entry);
            self.0.truncate(k);
        }
    }
}

impl Scorer for Worst {
    type State = WorstState;
    type Output = Vec<Reading>;

    fn observe(&self, state: &mut WorstState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let badness = self.badness(reading);
        let lowest = state.0.last().map_or(Mass::ZERO, |last| last.0);
        if badness > Mass::ZERO && (state.0.len() < self.k || badness >= lowest) {
            state.take((badness, reading.clone()), self.k);
        }
    }

    fn merge(&self, into: &mut WorstState, other: &WorstState) {
        for entry in &other.0 {
            into.take(entry.clone(), self.k);
        }
    }

    fn assess(&self, state: &WorstState, view: &View<'_>) -> Vec<Reading> {
        view.complete(self, state).0.iter().map(|(_, reading)| reading.clone()).collect()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("worst 2", self)
    }

    fn restore(&self, mut state: WorstState) -> Result<WorstState> {
        state.0.sort_by(order);
        state.0.truncate(self.k);
        Ok(state)
    }
}
