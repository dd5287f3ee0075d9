//! Selective silence: praise is answered, complaints are not.
//!
//! # What it measures
//!
//! The difference of two shares on one page, or for whatever key it is kept:
//!
//! > answered praise / praise − answered complaints / complaints
//!
//! with the hybrid score interval of Newcombe (1998, [`newcombe`]). Above 0 praise is answered more often; an
//! interval that lies above 0 as a whole is what is called selective ([`AnswerGap::is_selective`], A2).
//!
//! **Praise** is an exchange in which the customer praises and asks for nothing; **complaints** are those that say what went wrong, want
//! it put right or want money back. Questions, suggestions, thanks and what could not be read are on neither side. Praise needs no
//! answer, so its verdict says nothing: on both sides what counts is whether an agent replied where the customer can see it.
//!
//! **Rates, not speeds.** Only exchanges of conversations that are over count. Praise is quicker to answer than a complaint; while
//! both are recent, one is answered and the other is not yet, and counting answers as they come would call that selective. What was
//! taken back, and what was said by phone or in person, is left out: there somebody was there to answer.
//!
//! # Parameters
//!
//! | parameter | default | range | source |
//! |---|---|---|---|
//! | [`least`](SelectiveSilenceBuilder::least) | 10 | 1 to 1e6 | a choice: with ten on each side the interval is still some .6 wide |
//!
//! With fewer than `least` on either side it abstains: [`TooFew`](Abstention::TooFew).
//!
//! # When it misleads
//!
//! A difference is an association. Praise and complaints may come by other channels, at other hours or in other languages; keep one
//! state a channel, or look at one window ([`Windowed`](super::Windowed)), to hold that still. Complaints that were moved to a channel which is not in the
//! export look unanswered only if nobody said so in public.
//!
//! # References
//!
//! Selective replies are described in the literature on webcare: G. van Noort, L. Willemsen, "Online damage control", Journal of
//! Interactive Marketing 26 (2012). The interval: see [`newcombe`].

use serde::{Deserialize, Serialize, Serializer};

use super::share::Share;
use super::{Observation, Scorer, View};
use crate::assessment::{Abstention, Fingerprint, Interval, Score};
use crate::error::{Error, Result};
use crate::reader::{AskKind, Reading};
use crate::stats::{deviate, newcombe};

/// Holds the answer rate of praise against that of complaints. See the [module](self) for what it measures.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::{Scorer, SelectiveSilence, View};
///
/// let scorer = SelectiveSilence::builder().least(20).build()?;
/// let gap = scorer.assess(&Default::default(), &View::new("2024-03-01T10:00:00Z".parse()?));
/// assert_eq!(gap.difference(), None);
/// assert_eq!(gap.abstained().unwrap().code(), "no_evidence");
///
/// let refused = SelectiveSilence::builder().least(0).build();
/// assert_eq!(refused.unwrap_err().to_string(), "selective_silence.least: 0 is not a number from 1 to 1000000");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SelectiveSilenceBuilder", into = "SelectiveSilenceBuilder")]
pub struct SelectiveSilence {
    least: u32,
}

impl Default for SelectiveSilence {
    /// Ten on each side.
    fn default() -> Self {
        Self { least: 10 }
    }
}

impl SelectiveSilence {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> SelectiveSilenceBuilder {
        SelectiveSilenceBuilder::default()
    }
}

/// Builds a [`SelectiveSilence`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SelectiveSilenceBuilder {
    least: u32,
}

impl Default for SelectiveSilenceBuilder {
    fn default() -> Self {
        SelectiveSilence::default().into()
    }
}

impl SelectiveSilenceBuilder {
    /// How many exchanges it takes on each side to say anything.
    #[must_use]
    pub const fn least(mut self, least: u32) -> Self {
        self.least = least;
        self
    }

    /// The scorer.
    ///
    /// # Errors
    ///
    /// Unless `least` is from 1 to 1e6.
    pub fn build(self) -> Result<SelectiveSilence> {
        if !(1..=1_000_000).contains(&self.least) {
            return Err(Error::refused("selective_silence.least", self.least, "a number from 1 to 1000000"));
        }
        Ok(SelectiveSilence { least: self.least })
    }
}

impl TryFrom<SelectiveSilenceBuilder> for SelectiveSilence {
    type Error = Error;

    fn try_from(builder: SelectiveSilenceBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<SelectiveSilence> for SelectiveSilenceBuilder {
    fn from(scorer: SelectiveSilence) -> Self {
        Self { least: scorer.least }
    }
}

/// How many exchanges of each side were answered, and how many met silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectiveSilenceState {
    praise: Side,
    complaints: Side,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    answered: u64,
    silent: u64,
}

impl Side {
    fn add(&mut self, more: Self) {
        self.answered = self.answered.saturating_add(more.answered);
        self.silent = self.silent.saturating_add(more.silent);
    }

    fn share(self) -> Share {
        Share::new(self.answered, self.answered.saturating_add(self.silent))
    }
}

impl SelectiveSilenceState {
    /// The side that an exchange is counted on, if any.
    fn side(&mut self, reading: &Reading) -> Option<&mut Side> {
        match reading.kind() {
            AskKind::Praise => Some(&mut self.praise),
            AskKind::Complaint | AskKind::Repair | AskKind::Refund => Some(&mut self.complaints),
            _ => None,
        }
    }
}

/// How far the answer rate of praise lies above that of complaints.
///
/// It serialises as `{difference, low, high, praise, complaints, abstained}`, the last null or a reason code, the shares as [`Share`] does.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Event, Id, Interaction, Response};
/// use goodwill::reader::LexiconReader;
/// use goodwill::scorer::SelectiveSilence;
/// use goodwill::tracker::{Key, Tracker};
///
/// // Twelve days; on each praise is answered within the hour and a complaint never is.
/// let mut tracker = Tracker::new(LexiconReader::english()?, SelectiveSilence::default());
/// for day in 1..=12 {
///     for (kind, text) in [("praise", "Great shop, lovely people."), ("complaint", "My camera is broken, please repair it.")] {
///         let thread = Id::new(format!("{kind}{day}"))?;
///         let at = |hour: u32| format!("2024-03-{day:02}T{hour}:00:00Z").parse();
///         tracker.push(Event::Interaction(Interaction::new(thread.clone(), Id::new("m")?, at(10)?).on(Channel::Comment).saying(text)));
///         if kind == "praise" {
///             tracker.push(Event::Response(Response::new(thread, Id::new("r")?, at(11)?).saying("Thank you!")));
///         }
///     }
/// }
/// let now = "2024-04-30T00:00:00Z".parse()?;
/// tracker.seal(now);
/// let gap = tracker.assess(&Key::All, now);
/// assert_eq!((gap.praise().count(), gap.complaints().count(), gap.complaints().of()), (12, 0, 12));
/// assert!(gap.is_selective() && gap.difference() == Some(1.0));
/// assert!(gap.interval().unwrap().low > 0.6);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerGap {
    praise: Share,
    complaints: Share,
    least: u32,
}

impl AnswerGap {
    /// How much praise was answered.
    #[must_use]
    pub const fn praise(&self) -> Share {
        self.praise
    }

    /// How many complaints were answered.
    #[must_use]
    pub const fn complaints(&self) -> Share {
        self.complaints
    }

    /// Why there is no difference.
    #[must_use]
    pub fn abstained(&self) -> Option<Abstention> {
        let fewest = self.praise.of().min(self.complaints.of());
        if self.praise.of().max(self.complaints.of()) == 0 {
            Some(Abstention::NoEvidence)
        } else if fewest < u64::from(self.least) {
            Some(Abstention::TooFew)
        } else {
            None
        }
    }

    /// The share of praise that was answered less that of complaints, from -1 to 1. `None` where there is a reason for having none.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        if self.abstained().is_some() {
            return None;
        }
        Some(self.praise.share()?.get() - self.complaints.share()?.get())
    }

    /// Its 95 % interval, within -1..=1, computed when asked for.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.interval_at(Score::clamped(0.95))
    }

    /// Its interval at that level.
    #[must_use]
    pub fn interval_at(&self, level: Score) -> Option<Interval> {
        self.difference()?;
        let (low, high) = newcombe(self.praise.numbers(), self.complaints.numbers(), deviate(level.get()));
        Some(Interval { low, high })
    }

    /// Whether the whole 95 % interval lies above 0: praise is answered more often, and chance is a poor explanation.
    #[must_use]
    pub fn is_selective(&self) -> bool {
        self.interval().is_some_and(|interval| interval.low > 0.0)
    }
}

impl Serialize for AnswerGap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let interval = self.interval();
        let mut fields = serializer.serialize_struct("AnswerGap", 6)?;
        fields.serialize_field("difference", &self.difference())?;
        fields.serialize_field("low", &interval.map(|interval| interval.low))?;
        fields.serialize_field("high", &interval.map(|interval| interval.high))?;
        fields.serialize_field("praise", &self.praise)?;
        fields.serialize_field("complaints", &self.complaints)?;
        fields.serialize_field("abstained", &self.abstained())?;
        fields.end()
    }
}

impl Scorer for SelectiveSilence {
    type State = SelectiveSilenceState;
    type Output = AnswerGap;

    fn observe(&self, state: &mut SelectiveSilenceState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let outline = reading.outline();
        if !outline.is_sealed() || outline.is_withdrawn() || outline.is_spoken() {
            return;
        }
        let Some(side) = state.side(reading) else { return };
        side.add(match outline.answer() {
            Some(_) => Side { answered: 1, silent: 0 },
            None => Side { answered: 0, silent: 1 },
        });
    }

    fn merge(&self, into: &mut SelectiveSilenceState, other: &SelectiveSilenceState) {
        into.praise.add(other.praise);
        into.complaints.add(other.complaints);
    }

    fn assess(&self, state: &SelectiveSilenceState, view: &View<'_>) -> AnswerGap {
        let state = view.complete(self, state);
        AnswerGap { praise: state.praise.share(), complaints: state.complaints.share(), least: self.least }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("selective silence 1", self)
    }

    fn shape(&self) -> Fingerprint {
        Fingerprint::of("selective silence 1", &())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(praise: (u64, u64), complaints: (u64, u64)) -> AnswerGap {
        let share = |(count, of)| Share::new(count, of);
        AnswerGap { praise: share(praise), complaints: share(complaints), least: 10 }
    }

    #[test]
    fn too_few_is_told_from_nothing() {
        assert_eq!(gap((0, 0), (0, 0)).abstained(), Some(Abstention::NoEvidence));
        assert_eq!(gap((0, 0), (9, 90)).abstained(), Some(Abstention::TooFew));
        assert_eq!(gap((9, 9), (1, 90)).abstained(), Some(Abstention::TooFew));
        assert!(gap((9, 9), (1, 90)).interval().is_none() && !gap((9, 9), (1, 90)).is_selective());
        assert_eq!(gap((10, 10), (0, 10)).abstained(), None);
    }

    #[test]
    fn the_difference_has_its_sign_and_its_interval() {
        let praised = gap((56, 70), (48, 80));
        assert!((praised.difference().unwrap() - 0.2).abs() < 1e-15 && praised.is_selective());
        let range = praised.interval().unwrap();
        assert!((range.low - 0.0524).abs() < 5e-5 && (range.high - 0.3339).abs() < 5e-5);
        let complained = gap((48, 80), (56, 70));
        assert!(complained.difference().unwrap() < 0.0 && !complained.is_selective());
        let json = serde_json::to_value(gap((10, 10), (5, 10))).unwrap();
        assert_eq!(json["difference"], 0.5);
        assert_eq!(json["complaints"]["count"], 5);
        assert!(json["abstained"].is_null() && json["low"].is_f64());
        assert_eq!(serde_json::to_value(gap((1, 1), (0, 1))).unwrap()["abstained"], "too_few");
    }

    #[test]
    fn parameters_are_checked_on_every_road() {
        let stored = serde_json::to_string(&SelectiveSilence::default()).unwrap();
        assert_eq!(stored, r#"{"least":10}"#);
        assert_eq!(serde_json::from_str::<SelectiveSilence>(&stored).unwrap(), SelectiveSilence::default());
        assert!(serde_json::from_str::<SelectiveSilence>(r#"{"least":0}"#).is_err());
        assert!(serde_json::from_str::<SelectiveSilence>(r#"{"most":9}"#).is_err());
    }
}
