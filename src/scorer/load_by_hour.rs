//! When customers ask, and when they are answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::share::{ratio, share_interval};
use super::{Observation, Scorer, View};
use crate::assessment::{Fingerprint, Interval};
use crate::error::{Error, Result};
use crate::reader::Verdict;
use crate::time::Timestamp;

/// The hours of a week.
const HOURS: u8 = 168;

/// Counts asks and first answers by hour of the week.
///
/// An ask that needs an answer belongs to the hour in which it was sent, its first answer to the hour in which it was given.
/// Hours are those of a clock at a fixed offset from UTC: where clocks change with the season, half of the year
/// is an hour off.
///
/// The state is at most 168 rows of whole numbers: any split, order and tree of merges leaves the same bytes.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Interaction, Response};
/// use goodwill::reader::Reading;
/// use goodwill::scorer::{LoadByHour, Observation, Scorer, View};
/// use goodwill::thread::Conversation;
///
/// // 1 March 2024 was a Friday. At half past eleven in the evening in London it was Saturday in Berlin.
/// let ask = Interaction::new(Id::new("t")?, Id::new("m")?, "2024-03-01T23:30:00Z".parse()?);
/// let reply = Response::new(Id::new("t")?, Id::new("r")?, "2024-03-02T08:10:00Z".parse()?);
/// let berlin = LoadByHour::at_offset(60)?;
/// let mut state = Default::default();
/// for exchange in Conversation::draft(&ask, &reply).exchanges() {
///     berlin.observe(&mut state, &Observation::Exchange(Reading::new(exchange.outline())));
/// }
///
/// let week = berlin.assess(&state, &View::new("2024-03-03T00:00:00Z".parse()?));
/// let saturday = 5 * 24;
/// assert_eq!(week.at(saturday).asks(), 1);
/// assert_eq!(week.at(saturday).answered_share(), Some(1.0));
/// assert_eq!(week.at(saturday + 9).answers, 1);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct LoadByHour {
    offset_minutes: i16,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fields {
    offset_minutes: i16,
}

impl LoadByHour {
    /// By the clock of a place that is that many minutes ahead of UTC; negative behind it. The default is UTC.
    ///
    /// # Errors
    ///
    /// Unless it is less than a day, from −1439 to 1439.
    pub fn at_offset(minutes: i16) -> Result<Self> {
        if !(-1_439..=1_439).contains(&minutes) {
            return Err(Error::refused("offset_minutes", minutes, "a number from -1439 to 1439"));
        }
        Ok(Self { offset_minutes: minutes })
    }

    /// How many minutes its clock is ahead of UTC.
    #[must_use]
    pub const fn offset_minutes(&self) -> i16 {
        self.offset_minutes
    }

    /// The hour of the week of an instant: 0 is Monday from midnight to one, 167 the last of Sunday.
    #[must_use]
    pub fn hour_of(&self, instant: Timestamp) -> u8 {
        let local = instant.as_millisecond() + i64::from(self.offset_minutes) * 60_000;
        // The first of January 1970 was a Thursday.
        let hour = (local.div_euclid(3_600_000) + 3 * 24).rem_euclid(i64::from(HOURS));
        u8::try_from(hour).unwrap_or_default()
    }
}

impl TryFrom<Fields> for LoadByHour {
    type Error = Error;

    fn try_from(fields: Fields) -> Result<Self> {
        Self::at_offset(fields.offset_minutes)
    }
}

impl From<LoadByHour> for Fields {
    fn from(load: LoadByHour) -> Self {
        Self { offset_minutes: load.offset_minutes }
    }
}

/// What fell into one hour of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct HourLoad {
    /// Asks of this hour that were answered, whenever that was.
    pub answered: u64,
    /// Asks of this hour that never were.
    pub ignored: u64,
    /// Asks of this hour that are open.
    pub open: u64,
    /// First answers that were given in this hour.
    pub answers: u64,
}

impl HourLoad {
    /// The asks of this hour.
    #[must_use]
    pub const fn asks(&self) -> u64 {
        self.answered.saturating_add(self.ignored).saturating_add(self.open)
    }

    /// The share of this hour's asks that were answered, from 0 to 1, those left out that are open. `None` where there are
    /// no others.
    #[must_use]
    pub fn answered_share(&self) -> Option<f64> {
        let decided = self.answered.saturating_add(self.ignored);
        (decided > 0).then(|| ratio(self.answered, decided))
    }

    /// The interval of Wilson (1927) of that share, at a level such as 0.95; all of 0 to 1 where there is none.
    #[must_use]
    pub fn interval(&self, level: f64) -> Interval {
        share_interval(self.answered, self.answered.saturating_add(self.ignored), level)
    }

    fn merge(&mut self, other: &Self) {
        self.answered = self.answered.saturating_add(other.answered);
        self.ignored = self.ignored.saturating_add(other.ignored);
        self.open = self.open.saturating_add(other.open);
        self.answers = self.answers.saturating_add(other.answers);
    }
}

/// The load of each hour of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekLoad(BTreeMap<u8, HourLoad>);

impl WeekLoad {
    /// The load of an hour: 0 is Monday from midnight to one, 24 of them to the day. Nothing from 168 on.
    #[must_use]
    pub fn at(&self, hour: u8) -> HourLoad {
        self.0.get(&hour).copied().unwrap_or_default()
    }

    /// All 168 hours, from Monday on.
    pub fn hours(&self) -> impl Iterator<Item = HourLoad> {
        (0..HOURS).map(|hour| self.at(hour))
    }

    /// All hours together.
    #[must_use]
    pub fn total(&self) -> HourLoad {
        let mut total = HourLoad::default();
        self.0.values().for_each(|hour| total.merge(hour));
        total
    }
}

impl Scorer for LoadByHour {
    type State = WeekLoad;
    type Output = WeekLoad;

    fn observe(&self, state: &mut WeekLoad, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let Some(opened) = reading.opened() else { return };
        let mut put = |at, one: HourLoad| state.0.entry(self.hour_of(at)).or_default().merge(&one);
        match reading.verdict() {
            Verdict::Answered => {
                put(opened, HourLoad { answered: 1, ..HourLoad::default() });
                let answered = reading.outline().answered(opened).unwrap_or(opened);
                put(answered, HourLoad { answers: 1, ..HourLoad::default() });
            }
            Verdict::Ignored => put(opened, HourLoad { ignored: 1, ..HourLoad::default() }),
            Verdict::Open => put(opened, HourLoad { open: 1, ..HourLoad::default() }),
            Verdict::Withdrawn | Verdict::NeedsNone => {}
        }
    }

    fn merge(&self, into: &mut WeekLoad, other: &WeekLoad) {
        for (hour, more) in &other.0 {
            into.0.entry(*hour).or_default().merge(more);
        }
    }

    fn assess(&self, state: &WeekLoad, view: &View<'_>) -> WeekLoad {
        view.complete(self, state).into_owned()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("load by hour 1", self)
    }

    fn restore(&self, state: WeekLoad) -> Result<WeekLoad> {
        match state.0.last_key_value() {
            Some((hour, _)) if *hour >= HOURS => {
                Err(Error::refused("state.hour", hour, "an hour of the week from 0 to 167"))
            }
            _ => Ok(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_begin_on_monday_by_the_clock_of_the_place() {
        let hour = |offset, at: &str| LoadByHour::at_offset(offset).unwrap().hour_of(at.parse().unwrap());
        assert_eq!(hour(0, "1970-01-01T00:00:00Z"), 72);
        assert_eq!(hour(0, "2024-03-04T00:00:00Z"), 0);
        assert_eq!(hour(0, "2024-03-03T23:59:59Z"), 167);
        assert_eq!(hour(-1, "2024-03-04T00:00:00Z"), 167);
        assert_eq!(hour(330, "2024-03-03T18:30:00Z"), 0);
        assert_eq!(hour(0, "1969-12-29T00:00:00Z"), 0);
        for edge in [Timestamp::MIN, Timestamp::MAX] {
            assert!(LoadByHour::at_offset(-1_439).unwrap().hour_of(edge) < 168);
        }
    }

    #[test]
    fn offsets_are_checked_on_every_road() {
        assert_eq!(
            LoadByHour::at_offset(1_440).unwrap_err().to_string(),
            "offset_minutes: 1440 is not a number from -1439 to 1439"
        );
        let there = serde_json::from_str::<LoadByHour>(r#"{"offset_minutes":-300}"#).unwrap();
        assert_eq!(there, LoadByHour::at_offset(-300).unwrap());
        assert!(serde_json::from_str::<LoadByHour>(r#"{"offset_minutes":-3000}"#).is_err());
        assert!(serde_json::from_str::<LoadByHour>(r#"{"zone":"UTC"}"#).is_err());
        let beyond = WeekLoad(BTreeMap::from([(168, HourLoad::default())]));
        let error = LoadByHour::default().restore(beyond).unwrap_err();
        assert_eq!(error.to_string(), "state.hour: 168 is not an hour of the week from 0 to 167");
    }
}
