//! How long customers wait, by channel, in bounded memory.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::wait_times::wait_of;
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::event::Channel;
use crate::stats::WaitHistogram;

/// The waits of the asks that need an answer, counted in buckets for each channel: for streams without end.
///
/// What [`WaitTimes`](super::WaitTimes) does exactly, this does within the
/// [precision](WaitHistogram#precision) of a [`WaitHistogram`], and its state stops growing: at some 20 kB for a channel that has seen
/// waits of every length, at a few hundred bytes for one that has seen ten.
///
/// # Examples
///
/// ```
/// use goodwill::Timestamp;
/// use goodwill::scorer::{Scorer, View, WaitTimesByChannel};
///
/// let waits = WaitTimesByChannel.assess(&Default::default(), &View::new(Timestamp::MAX));
/// assert_eq!(waits.all().curve().median(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitTimesByChannel;

/// A histogram of waits for each channel that has any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitHistograms(BTreeMap<Channel, WaitHistogram>);

impl WaitHistograms {
    /// The waits of one channel, if there are any.
    #[must_use]
    pub fn of(&self, channel: Channel) -> Option<&WaitHistogram> {
        self.0.get(&channel)
    }

    /// Every channel that has waits, with them.
    pub fn iter(&self) -> impl Iterator<Item = (Channel, &WaitHistogram)> {
        self.0.iter().map(|(channel, waits)| (*channel, waits))
    }

    /// The waits of all channels together.
    #[must_use]
    pub fn all(&self) -> WaitHistogram {
        let mut all = WaitHistogram::default();
        self.0.values().for_each(|waits| all.merge(waits));
        all
    }
}

impl Scorer for WaitTimesByChannel {
    type State = WaitHistograms;
    type Output = WaitHistograms;

    fn observe(&self, state: &mut WaitHistograms, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let Some(wait) = wait_of(reading) else { return };
        state.0.entry(reading.outline().channel()).or_default().observe(wait);
    }

    fn merge(&self, into: &mut WaitHistograms, other: &WaitHistograms) {
        for (channel, waits) in &other.0 {
            into.0.entry(*channel).or_default().merge(waits);
        }
    }

    fn assess(&self, state: &WaitHistograms, view: &View<'_>) -> WaitHistograms {
        view.complete(self, state).into_owned()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("wait times by channel 1", &())
    }
}
