//! One key's state with what is not sealed yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Observation, Scorer, View};
use crate::event::Id;
use crate::time::Timestamp;

/// Where something pending comes from: what is pending of one slot is replaced as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// A thread, with all its exchanges that are not sealed.
    Thread(Id),
    /// An outcome.
    Outcome(Id),
    /// A touchpoint.
    Touchpoint(Id),
}

/// A scorer's state together with the pending observations, by thread.
///
/// Pending observations of a thread replace each other as the thread grows: those with the highest revision (the
/// count of the thread's distinct events) stand. Trackers and distributed engines both keep tallies; every thread
/// belongs to one shard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally<St> {
    state: St,
    pending: BTreeMap<Slot, Pending>,
    newest: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Pending {
    revision: u64,
    observations: Vec<Observation>,
}

impl<St: Default> Default for Tally<St> {
    fn default() -> Self {
        Self { state: St::default(), pending: BTreeMap::new(), newest: Timestamp::MIN }
    }
}

impl<St: Default> Tally<St> {
    /// The sealed state.
    pub const fn state(&self) -> &St {
        &self.state
    }

    /// The date of the newest sealed evidence; assessments are never made as of an earlier instant.
    pub const fn newest(&self) -> Timestamp {
        self.newest
    }

    /// Whether it has seen nothing.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty() && self.newest == Timestamp::MIN
    }

    /// The pending observations, in order of slots.
    pub fn pending(&self) -> impl Iterator<Item = &Observation> {
        self.pending.values().flat_map(|pending| &pending.observations)
    }

    /// Takes a sealed observation into the state.
    pub fn seal<S: Scorer<State = St>>(&mut self, scorer: &S, seen: &Observation) {
        scorer.observe(&mut self.state, seen);
        self.newest = self.newest.max(seen.dated());
    }

    /// Replaces what is pending of a slot, unless a higher revision of it is there. Nothing left to wait for takes
    /// the slot out.
    ///
    /// Revisions count within a conversation. When one has been sealed, empty its slot with the highest revision there
    /// is (`u64::MAX`) before the thread's next conversation is held.
    pub fn hold(&mut self, slot: &Slot, revision: u64, observations: Vec<Observation>) {
        if self.pending.get(slot).is_some_and(|there| there.revision > revision) {
            return;
        }
        if observations.is_empty() {
            self.pending.remove(slot);
        } else {
            self.pending.insert(slot.clone(), Pending { revision, observations });
        }
    }

    /// Takes everything in that `other` holds.
    pub fn merge<S: Scorer<State = St>>(&mut self, scorer: &S, other: &Self) {
        scorer.merge(&mut self.state, &other.state);
        self.newest = self.newest.max(other.newest);
        for (slot, pending) in &other.pending {
            self.hold(slot, pending.revision, pending.observations.clone());
        }
    }

    /// What it amounts to at `as_of`, or at the date of the newest sealed evidence if that is later.
    pub fn assess<S: Scorer<State = St>>(&self, scorer: &S, as_of: Timestamp) -> S::Output {
        let pending: Vec<Observation> = self.pending().cloned().collect();
        let view = View::new(as_of.max(self.newest)).with_pending(&pending);
        scorer.assess(&self.state, &view)
    }

    /// A tally with nothing pending.
    pub(crate) const fn of(state: St, newest: Timestamp) -> Self {
        Self { state, pending: BTreeMap::new(), newest }
    }
}
