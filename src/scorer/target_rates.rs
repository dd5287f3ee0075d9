//! How much is answered within its target.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::channel_policy::{ChannelPolicy, LONGEST, Length};
use super::hit_rate::HitRate;
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::event::Channel;
use crate::reader::Verdict;
use crate::time::{length, whole};

/// Counts how many asks were answered within their channel's target, and within any other lengths that one asks for.
///
/// Every ask that needs an answer counts: answered in time, missed, or open and undecided (see [`HitRate`]). What is said
/// by phone or in person is answered at once; it stands under its own channel, and among all.
///
/// This is the number that service desks report. It does not see how late the late ones are, or how the target was
/// chosen: [`Responsiveness`](super::Responsiveness) and [`WaitTimes`](super::WaitTimes) do.
///
/// # Parameters
///
/// | parameter | default | source |
/// |---|---|---|
/// | channels | see [`ChannelPolicy`] | starting values, not fitted |
/// | within | none | up to 32 lengths of at most 366 d, the same on every channel |
///
/// The counts are whole numbers: any split, order and tree of merges leaves the same bytes.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Id, Interaction, Response};
/// use goodwill::reader::Reading;
/// use goodwill::scorer::{Observation, Scorer, TargetRates, View};
/// use goodwill::thread::Conversation;
/// use std::time::Duration;
///
/// let hour = Duration::from_secs(3_600);
/// let rates = TargetRates::builder().within(hour).build()?;
///
/// // A review is answered after three hours: within its target of a day, and not within an hour.
/// let mut ask = Interaction::new(Id::new("t")?, Id::new("m")?, "2024-03-01T10:00:00Z".parse()?);
/// ask.channel = Channel::Review;
/// let reply = Response::new(Id::new("t")?, Id::new("r")?, "2024-03-01T13:00:00Z".parse()?);
/// let conversation = Conversation::draft(&ask, &reply);
/// let mut state = Default::default();
/// for exchange in conversation.exchanges() {
///     rates.observe(&mut state, &Observation::Exchange(Reading::new(exchange.outline())));
/// }
///
/// let seen = rates.assess(&state, &View::new("2024-03-02T00:00:00Z".parse()?));
/// assert_eq!(seen.all().share(), Some(1.0));
/// assert_eq!(seen.all_within(hour).unwrap().share(), Some(0.0));
/// assert_eq!(seen.of(Channel::Review).unwrap().met, 1);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TargetRatesBuilder", into = "TargetRatesBuilder")]
pub struct TargetRates(TargetRatesBuilder);

impl TargetRates {
    /// The targets of the default policy and no other lengths, to be changed.
    #[must_use]
    pub fn builder() -> TargetRatesBuilder {
        TargetRatesBuilder::default()
    }

    /// The targets by channel.
    #[must_use]
    pub const fn channels(&self) -> &ChannelPolicy {
        &self.0.channels
    }
}

/// Builds a [`TargetRates`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TargetRatesBuilder {
    channels: ChannelPolicy,
    within: Vec<Length>,
}

impl TargetRatesBuilder {
    /// The targets by channel.
    #[must_use]
    pub fn channels(mut self, channels: ChannelPolicy) -> Self {
        self.channels = channels;
        self
    }

    /// Counts besides how many were answered within that length, whatever their channel.
    #[must_use]
    pub fn within(mut self, length: Duration) -> Self {
        self.within.push(Length(length));
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When there are more than 32 lengths, or one is longer than a year.
    pub fn build(mut self) -> Result<TargetRates> {
        const MOST: usize = 32;
        for Length(within) in &mut self.within {
            *within = whole(*within);
            if *within > LONGEST {
                return Err(Error::refused("within", length::to_text(*within), "a length up to 366d"));
            }
        }
        self.within.sort_unstable();
        self.within.dedup();
        if self.within.len() > MOST {
            return Err(Error::refused(
                "within",
                format_args!("a list of {}", self.within.len()),
                "at most 32 lengths",
            ));
        }
        Ok(TargetRates(self))
    }
}

impl TryFrom<TargetRatesBuilder> for TargetRates {
    type Error = Error;

    fn try_from(builder: TargetRatesBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<TargetRates> for TargetRatesBuilder {
    fn from(rates: TargetRates) -> Self {
        rates.0
    }
}

/// The counts of each channel: first within its target, then within each of the other lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRatesState(BTreeMap<Channel, Vec<HitRate>>);

/// How much was answered within its target, by channel and over all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitRates {
    within: Vec<Length>,
    channels: BTreeMap<Channel, Vec<HitRate>>,
}

impl HitRates {
    /// Over all channels, each within its own target.
    #[must_use]
    pub fn all(&self) -> HitRate {
        self.sum(0)
    }

    /// On one channel within its target; `None` where nothing was asked there.
    #[must_use]
    pub fn of(&self, channel: Channel) -> Option<HitRate> {
        self.channels.get(&channel)?.first().copied()
    }

    /// Over all channels within that length; `None` unless it is one of those that the scorer counts.
    #[must_use]
    pub fn all_within(&self, length: Duration) -> Option<HitRate> {
        self.place(length).map(|place| self.sum(place))
    }

    /// On one channel within that length; `None` where nothing was asked there, and unless the scorer counts it.
    #[must_use]
    pub fn of_within(&self, channel: Channel, length: Duration) -> Option<HitRate> {
        self.channels.get(&channel)?.get(self.place(length)?).copied()
    }

    /// Every channel on which something was asked, within its target.
    pub fn iter(&self) -> impl Iterator<Item = (Channel, HitRate)> {
        self.channels.iter().filter_map(|(channel, rates)| Some((*channel, *rates.first()?)))
    }

    /// The lengths that were counted besides the targets, the shortest first.
    pub fn lengths(&self) -> impl Iterator<Item = Duration> {
        self.within.iter().map(|length| length.0)
    }

    fn place(&self, length: Duration) -> Option<usize> {
        self.within.iter().position(|known| known.0 == length).map(|place| place + 1)
    }

    fn sum(&self, place: usize) -> HitRate {
        let mut sum = HitRate::default();
        self.channels.values().filter_map(|rates| rates.get(place)).for_each(|rate| sum.merge(rate));
        sum
    }
}

impl Scorer for TargetRates {
    type State = TargetRatesState;
    type Output = HitRates;

    fn observe(&self, state: &mut TargetRatesState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        if matches!(reading.verdict(), Verdict::Withdrawn | Verdict::NeedsNone) {
            return;
        }
        let channel = reading.outline().channel();
        let TargetRatesBuilder { channels, within } = &self.0;
        let rates = state.0.entry(channel).or_default();
        rates.resize(within.len() + 1, HitRate::default());
        let own = channels.target(channel).within;
        let lengths = std::iter::once(own).chain(within.iter().map(|length| length.0));
        for (rate, length) in rates.iter_mut().zip(lengths) {
            rate.observe(reading, length);
        }
    }

    fn merge(&self, into: &mut TargetRatesState, other: &TargetRatesState) {
        for (channel, more) in &other.0 {
            let rates = into.0.entry(*channel).or_default();
            rates.resize(self.0.within.len() + 1, HitRate::default());
            for (rate, more) in rates.iter_mut().zip(more) {
                rate.merge(more);
            }
        }
    }

    fn assess(&self, state: &TargetRatesState, view: &View<'_>) -> HitRates {
        let channels = view.complete(self, state).into_owned().0;
        HitRates { within: self.0.within.clone(), channels }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("target rates 1", self)
    }

    fn restore(&self, state: TargetRatesState) -> Result<TargetRatesState> {
        let lengths = self.0.within.len() + 1;
        if state.0.values().any(|rates| rates.len() != lengths) {
            return Err(Error::new("state: it counts other lengths than these"));
        }
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_checked_on_every_road() {
        let rates = TargetRates::builder()
            .within(Duration::from_secs(3_600))
            .within(Duration::from_secs(60))
            .within(Duration::from_secs(60))
            .build()
            .unwrap();
        let text = serde_json::to_string(&rates).unwrap();
        assert!(text.ends_with(r#""within":["1m","1h"]}"#), "{text}");
        assert_eq!(serde_json::from_str::<TargetRates>(&text).unwrap(), rates);
        let error = serde_json::from_str::<TargetRates>(r#"{"within":["367d"]}"#).unwrap_err().to_string();
        assert!(error.starts_with("within: 367d is not a length up to 366d"), "{error}");
        let many = (0..33).fold(TargetRates::builder(), |rates, s| rates.within(Duration::from_secs(s)));
        assert_eq!(many.build().unwrap_err().to_string(), "within: a list of 33 is not at most 32 lengths");
        assert!(serde_json::from_str::<TargetRates>(r#"{"until":[]}"#).is_err());
    }
}
