//! Scores, and what they rest on.

use std::borrow::Cow;
use std::fmt;
use std::mem;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::event::Id;
use crate::few::Few;
use crate::stats;
use crate::time::Timestamp;

/// A number from 0 to 1.
///
/// ```
/// use goodwill::Score;
///
/// assert_eq!(Score::new(0.25)?.get(), 0.25);
/// assert_eq!(Score::new(f64::NAN).unwrap_err().to_string(), "score: NaN is not a number from 0 to 1");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Score(f64);

impl Score {
    /// The lowest score.
    pub const ZERO: Self = Self(0.0);
    /// The highest score.
    pub const ONE: Self = Self(1.0);

    /// That score.
    ///
    /// # Errors
    ///
    /// Outside 0 to 1.
    pub fn new(number: f64) -> Result<Self> {
        if (0.0..=1.0).contains(&number) {
            Ok(Self(number + 0.0))
        } else {
            Err(Error::refused("score", number, "a number from 0 to 1"))
        }
    }

    /// The nearest score: what is below 0 or is no number becomes 0, what is above 1 becomes 1.
    #[must_use]
    pub fn clamped(number: f64) -> Self {
        if number > 0.0 { Self(number.min(1.0)) } else { Self::ZERO }
    }

    /// The score that stands at `log_odds` on the logistic scale.
    #[must_use]
    pub fn from_log_odds(log_odds: f64) -> Self {
        Self::clamped(1.0 / (1.0 + libm::exp(-log_odds)))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Score {
    type Error = Error;

    fn try_from(number: f64) -> Result<Self> {
        Self::new(number)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A range that holds the true value with a stated probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Some bytes of a message: from `start` up to and without `end`, both on character boundaries.
///
/// It names the message and holds none of its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Span {
    /// The message.
    pub message: Id,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end` of a message.
    #[must_use]
    pub const fn new(message: Id, start: usize, end: usize) -> Self {
        Self { message, start, end }
    }

    /// The words it names in the text of its message; `None` if they are not there.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(self.start..self.end)
    }
}

/// The places that a part of a score rests on: a list of spans, which it reads as.
///
/// # Examples
///
/// ```
/// use goodwill::assessment::{Span, Spans};
/// use goodwill::event::Id;
///
/// let span = Span::new(Id::new("r1")?, 0, 4);
/// let spans: Spans = std::iter::once(span.clone()).collect();
/// assert_eq!(*spans, [span.clone()]);
/// assert_eq!(spans, Spans::from(vec![span]));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Spans(Few<Span>);

impl Spans {
    /// No places.
    #[must_use]
    pub const fn new() -> Self {
        Self(Few::new())
    }

    /// Puts one place over them, and hands out the list of several, emptied.
    pub(crate) fn leave(&mut self, span: Span) -> Option<Vec<Span>> {
        let mut list = mem::replace(&mut self.0, Few::one(span)).into_list()?;
        list.clear();
        // None is empty for want of places.
        (list.capacity() > 0).then_some(list)
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        &self.0
    }
}

impl From<Span> for Spans {
    #[inline]
    fn from(span: Span) -> Self {
        Self(Few::one(span))
    }
}

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        Self(spans.into())
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        Self(spans.into_iter().collect())
    }
}

impl Extend<Span> for Spans {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        self.0.extend(spans);
    }
}

impl<'a> IntoIterator for &'a Spans {
    type Item = &'a Span;
    type IntoIter = std::slice::Iter<'a, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What a part of a score rests on. Machines read the name, people the sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// What is expected before any evidence.
    Prior,
    /// Answered, and as far as the ask was served.
    Served,
    /// Answered within the time that the channel allows.
    AnsweredInTime,
    /// Answered, but later than the channel allows.
    AnsweredLate,
    /// Never answered.
    Ignored,
    /// Not answered so far.
    Waiting,
    /// Answered without serving the ask.
    Dismissed,
    /// The company asked for something, got it and fell silent.
    Abandoned,
    /// The axis *help*: whether the ask is served.
    Help,
    /// The axis *regard*: whether the customer is respected.
    Regard,
    /// The axis *originality*: whether the answer is written for this customer.
    Originality,
    /// The customer says that it is settled.
    Resolved,
    /// The customer says that the answer is none.
    CalledOut,
    /// The customer says that they leave.
    Leaving,
    /// The customer calls on the public.
    AudiencePlea,
    /// The customer bought something.
    Purchase,
    /// The customer gave stars.
    Rated,
    /// The customer ended something.
    Cancelled,
    /// The customer came to something that the company held.
    Attended,
    /// What others saw on the page.
    Witnessed,
    /// The company did by a time what it had promised by then.
    PromiseKept,
    /// The company had promised something by a time, and the customer says after it that nothing came.
    PromiseBroken,
    /// A cue found in the text, by its code in the lexicon.
    Cue(Cow<'static, str>),
    /// Something that a scorer outside this crate counts, by the name it gives.
    Other(Cow<'static, str>),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Prior => "expected before any evidence",
            Self::Served => "answered and served",
            Self::AnsweredInTime => "answered in time",
            Self::AnsweredLate => "answered late",
            Self::Ignored => "never answered",
            Self::Waiting => "still waiting",
            Self::Dismissed => "answered without serving the ask",
            Self::Abandoned => "asked for details, got them, fell silent",
            Self::Help => "how far the ask was served",
            Self::Regard => "how the customer was spoken to",
            Self::Originality => "whether it was written for this customer",
            Self::Resolved => "the customer says it is settled",
            Self::CalledOut => "the customer says the answer is none",
            Self::Leaving => "the customer says they leave",
            Self::AudiencePlea => "the customer calls on the public",
            Self::Purchase => "the customer bought",
            Self::Rated => "the customer gave stars",
            Self::Cancelled => "the customer cancelled",
            Self::Attended => "the customer came",
            Self::Witnessed => "what others saw on the page",
            Self::PromiseKept => "a promise was kept in time",
            Self::PromiseBroken => "a promise was broken",
            Self::Cue(code) => return write!(f, "cue {code}"),
            Self::Other(name) => name,
        })
    }
}

/// One part of a score: on what it rests, how much it adds, and where the words are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// What it rests on.
    pub basis: Basis,
    /// What it adds to the score, on the scale that the assessment or the axis declares.
    pub contribution: f64,
    /// The words, where it rests on words.
    pub spans: Spans,
    /// The customer's message that it is about, where it is about one.
    pub ask: Option<Id>,
}

impl Evidence {
    /// A part of a score that rests on no words.
    #[must_use]
    pub const fn new(basis: Basis, contribution: f64) -> Self {
        Self { basis, contribution, spans: Spans::new(), ask: None }
    }

    /// Makes another part of it where it stands, that rests on the words of one place.
    #[inline]
    pub(crate) fn renew(&mut self, basis: Basis, contribution: f64, span: Span) {
        self.basis = basis;
        self.contribution = contribution;
        self.spans = span.into();
        self.ask = None;
    }

    /// The same part resting on those words.
    #[inline]
    #[must_use]
    pub fn at(mut self, spans: impl Into<Spans>) -> Self {
        self.spans = spans.into();
        self
    }

    /// The same part, about that message.
    #[must_use]
    pub fn about(mut self, ask: Id) -> Self {
        self.ask = Some(ask);
        self
    }
}

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Abstention {
    /// Nothing has been observed that bears on it.
    NoEvidence,
    /// Nothing was asked, so nothing can be answered badly.
    NoAsk,
    /// There is no answer to read.
    NoAnswer,
    /// The text has no words.
    NoWords,
    /// The text is in a language or script that the lexicon does not cover.
    OtherLanguage,
    /// The text is a note about a conversation and not its words.
    Summary,
    /// Evidence came out of order, and this scorer depends on order.
    OutOfOrder,
    /// The stored state cannot be read by this scorer.
    Unreadable,
    /// Something has been observed, but less than it takes to say anything.
    TooFew,
}

impl Abstention {
    /// Its code, as machines read it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoEvidence => "no_evidence",
            Self::NoAsk => "no_ask",
            Self::NoAnswer => "no_answer",
            Self::NoWords => "no_words",
            Self::OtherLanguage => "other_language",
            Self::Summary => "summary",
            Self::OutOfOrder => "out_of_order",
            Self::Unreadable => "unreadable",
            Self::TooFew => "too_few",
        }
    }
}

impl fmt::Display for Abstention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoEvidence => "nothing has been observed that bears on it",
            Self::NoAsk => "nothing was asked",
            Self::NoAnswer => "there is no answer to read",
            Self::NoWords => "the text has no words",
            Self::OtherLanguage => "the text is in a language that the lexicon does not cover",
            Self::Summary => "the text is a note about the conversation, not its words",
            Self::OutOfOrder => "evidence came out of order",
            Self::Unreadable => "the stored state cannot be read",
            Self::TooFew => "less has been observed than it takes to tell",
        })
    }
}

/// The scale on which contributions add up to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// They add up to the score itself.
    Plain,
    /// They add up to the logarithm of its odds.
    LogOdds,
}

/// What a high score means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The higher the better: responsiveness, trust.
    HighIsGood,
    /// The higher the worse: dismissiveness.
    HighIsBad,
}

/// A stable hash of everything a number depends on besides its input: parameters and word lists.
///
/// Two results with one fingerprint were made in the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of a name and of parameters that serialise.
    ///
    /// FNV-1a (Fowler, Noll & Vo 1991) over the name and the parameters' compact bytes: the same on every machine.
    #[must_use]
    pub fn of<P: Serialize + ?Sized>(name: &str, parameters: &P) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325).with(name.as_bytes());
        match postcard::to_allocvec(parameters) {
            Ok(bytes) => hash = hash.with(&bytes),
            // Parameters that cannot be written are told apart by nothing but their name.
            Err(_) => hash = hash.with(b"?"),
        }
        hash
    }

    /// This fingerprint with another one mixed in; order counts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.with(&other.0.to_le_bytes())
    }

    fn with(self, bytes: &[u8]) -> Self {
        Self(
            bytes
                .iter()
                .fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)),
        )
    }

    /// The number behind it.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A score with what it rests on, or the reason why there is none.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::{Responsiveness, Scorer, View};
///
/// let scorer = Responsiveness::default();
/// let now = "2024-03-01T10:00:00Z".parse()?;
/// let nothing = scorer.assess(&Default::default(), &View::new(now));
/// assert_eq!(nothing.score(), None);
/// assert_eq!(nothing.abstained().unwrap().code(), "no_evidence");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    outcome: std::result::Result<Score, Abstention>,
    scale: Scale,
    direction: Direction,
    /// Evidence for and against, prior included: the parameters of a beta distribution.
    beta: (f64, f64),
    mass: f64,
    base: f64,
    contributions: Vec<Evidence>,
    fingerprint: Fingerprint,
    as_of: Timestamp,
}

impl Assessment {
    /// A score that is the mean of a beta distribution: `good` and `bad` are the evidence for a high and for a low
    /// score with the prior included, `mass` the evidence without it.
    ///
    /// Scorers outside this crate make their results with it.
    #[must_use]
    pub fn beta(good: f64, bad: f64, mass: f64) -> Self {
        let (good, bad) = (good.max(f64::MIN_POSITIVE), bad.max(f64::MIN_POSITIVE));
        Self {
            outcome: Ok(Score::clamped(good / (good + bad))),
            scale: Scale::Plain,
            direction: Direction::HighIsGood,
            beta: (good, bad),
            mass,
            base: 0.0,
            contributions: Vec::new(),
            fingerprint: Fingerprint::default(),
            as_of: Timestamp::default(),
        }
    }

    /// No score, for that reason.
    #[must_use]
    pub fn abstaining(reason: Abstention) -> Self {
        Self { outcome: Err(reason), ..Self::beta(1.0, 1.0, 0.0) }
    }

    /// The same result with its parts: `base` and the contributions add up to the score on `scale`.
    #[must_use]
    pub fn resting_on(mut self, scale: Scale, base: f64, contributions: Vec<Evidence>) -> Self {
        self.scale = scale;
        self.base = base;
        self.contributions = contributions;
        self
    }

    /// The same result with what a high score means.
    #[must_use]
    pub const fn directed(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    /// The same result, made by the scorer with that fingerprint, as of that instant.
    #[must_use]
    pub const fn stamped(mut self, fingerprint: Fingerprint, as_of: Timestamp) -> Self {
        self.fingerprint = fingerprint;
        self.as_of = as_of;
        self
    }

    /// The score, unless there is a reason for having none.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        self.outcome.ok()
    }

    /// Why there is no score.
    #[must_use]
    pub fn abstained(&self) -> Option<Abstention> {
        self.outcome.err()
    }

    /// On which scale the contributions add up.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// What a high score means.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// How much evidence there is, the prior left out. The scorer says in which unit.
    #[must_use]
    pub const fn mass(&self) -> f64 {
        self.mass
    }

    /// Where the score would stand without contributions, on [`Assessment::scale`].
    #[must_use]
    pub const fn base(&self) -> f64 {
        self.base
    }

    /// What the score rests on. With [`Assessment::base`] the contributions add up to it.
    #[must_use]
    pub fn contributions(&self) -> &[Evidence] {
        &self.contributions
    }

    /// What the number depends on besides its input.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The instant used.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// The equal-tailed 95 % interval, computed when asked for: quantiles of the beta distribution of the evidence.
    /// `None` where there is no score.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.interval_at(Score(0.95))
    }

    /// The equal-tailed interval that holds the true value with probability `level`.
    #[must_use]
    pub fn interval_at(&self, level: Score) -> Option<Interval> {
        self.score()?;
        let tail = (1.0 - level.get()) / 2.0;
        let (good, bad) = self.beta;
        Some(Interval {
            low: stats::beta_quantile(good, bad, tail),
            high: stats::beta_quantile(good, bad, 1.0 - tail),
        })
    }
}

impl Serialize for Assessment {
    /// `{score, low, high, mass, abstained}`: what the audit's JSON holds of every score.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let interval = self.interval();
        let mut fields = serializer.serialize_struct("Assessment", 5)?;
        fields.serialize_field("score", &self.score())?;
        fields.serialize_field("low", &interval.map(|interval| interval.low))?;
        fields.serialize_field("high", &interval.map(|interval| interval.high))?;
        fields.serialize_field("mass", &self.mass)?;
        fields.serialize_field("abstained", &self.abstained())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_codes() {
        for reason in [
            Abstention::NoEvidence,
            Abstention::NoAsk,
            Abstention::NoAnswer,
            Abstention::NoWords,
            Abstention::OtherLanguage,
            Abstention::Summary,
            Abstention::OutOfOrder,
            Abstention::Unreadable,
            Abstention::TooFew,
        ] {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
            assert!(!reason.to_string().ends_with('.'));
        }
        assert_eq!(Abstention::NoAsk.to_string(), "nothing was asked");
        assert_eq!(Abstention::NoEvidence.to_string(), "nothing has been observed that bears on it");
        assert_eq!(Abstention::NoAnswer.to_string(), "there is no answer to read");
        assert_eq!(Abstention::NoWords.to_string(), "the text has no words");
        assert_eq!(
            Abstention::OtherLanguage.to_string(),
            "the text is in a language that the lexicon does not cover"
        );
        assert_eq!(
            Abstention::Summary.to_string(),
            "the text is a note about the conversation, not its words"
        );
        assert_eq!(Abstention::OutOfOrder.to_string(), "evidence came out of order");
        assert_eq!(Abstention::Unreadable.to_string(), "the stored state cannot be read");
        assert_eq!(Abstention::TooFew.to_string(), "less has been observed than it takes to tell");
        let sentences = [
            (Basis::Prior, "expected before any evidence"),
            (Basis::Served, "answered and served"),
            (Basis::AnsweredInTime, "answered in time"),
            (Basis::AnsweredLate, "answered late"),
            (Basis::Ignored, "never answered"),
            (Basis::Waiting, "still waiting"),
            (Basis::Dismissed, "answered without serving the ask"),
            (Basis::Abandoned, "asked for details, got them, fell silent"),
            (Basis::Help, "how far the ask was served"),
            (Basis::Regard, "how the customer was spoken to"),
            (Basis::Originality, "whether it was written for this customer"),
            (Basis::Resolved, "the customer says it is settled"),
            (Basis::CalledOut, "the customer says the answer is none"),
            (Basis::Leaving, "the customer says they leave"),
            (Basis::AudiencePlea, "the customer calls on the public"),
            (Basis::Purchase, "the customer bought"),
            (Basis::Rated, "the customer gave stars"),
            (Basis::Cancelled, "the customer cancelled"),
            (Basis::Attended, "the customer came"),
            (Basis::Witnessed, "what others saw on the page"),
            (Basis::PromiseKept, "a promise was kept in time"),
            (Basis::PromiseBroken, "a promise was broken"),
            (Basis::Cue("F7".into()), "cue F7"),
            (Basis::Other("mentions".into()), "mentions"),
        ];
        for (basis, sentence) in sentences {
            assert_eq!(basis.to_string(), sentence);
        }
    }

    #[test]
    fn fingerprints_tell_names_parameters_and_order_apart() {
        let one = Fingerprint::of("a", &1_u8);
        assert_eq!(one, Fingerprint::of("a", &1_u8));
        assert_ne!(one, Fingerprint::of("b", &1_u8));
        assert_ne!(one, Fingerprint::of("a", &2_u8));
        assert_ne!(one.and(Fingerprint(7)), Fingerprint(7).and(one));
    }

    #[test]
    fn scores_are_clamped_or_refused() {
        assert_eq!(Score::clamped(f64::NAN), Score::ZERO);
        assert_eq!(Score::clamped(7.0), Score::ONE);
        assert_eq!(Score::from_log_odds(0.0).get(), 0.5);
        assert_eq!(Score::from_log_odds(-1e9), Score::ZERO);
        assert!(serde_json::from_str::<Score>("1.5").is_err());
    }
}
