//! What a reader made of an exchange: numbers and places, no words.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::acts::{Act, Signal};
use super::asks::Asked;
use super::axis::{Axes, Axis, AxisKind, Empathy};
use super::course::Step;
use super::desk::leave;
use super::promise::Promise;
use super::verdict::Verdict;
use crate::assessment::{Abstention, Fingerprint, Score, Span};
use crate::event::Id;
use crate::few::Few;
use crate::text::Pile;
use crate::thread::Outline;
use crate::time::Timestamp;

/// What a customer's message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AskKind {
    /// It wants to know something.
    Question,
    /// It wants something put right.
    Repair,
    /// It wants money back.
    Refund,
    /// It says what went wrong and asks for nothing.
    Complaint,
    /// It proposes something.
    Suggestion,
    /// It gives what the company asked for.
    Information,
    /// It praises.
    Praise,
    /// It thanks, agrees or says goodbye.
    Thanks,
    /// It says that the matter is settled.
    Settled,
    /// The reader could not tell.
    Unknown,
}

impl AskKind {
    /// Whether somebody who wrote this expects an answer. What could not be read does.
    #[must_use]
    pub const fn needs_answer(self) -> bool {
        !matches!(self, Self::Praise | Self::Thanks | Self::Settled)
    }
}

impl fmt::Display for AskKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Question => "question",
            Self::Repair => "repair",
            Self::Refund => "refund",
            Self::Complaint => "complaint",
            Self::Suggestion => "suggestion",
            Self::Information => "information",
            Self::Praise => "praise",
            Self::Thanks => "thanks",
            Self::Settled => "settled",
            Self::Unknown => "unknown",
        })
    }
}

/// Something found in a text: what, how surely, where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Found<T> {
    /// What it is.
    pub what: T,
    /// How sure the rule is: 1 for a rule that may be relied on, less for one that marks a possibility.
    pub strength: Score,
    /// Where the words are.
    pub span: Span,
}

impl<T> Found<T> {
    /// That thing at that place.
    #[must_use]
    pub const fn new(what: T, strength: Score, span: Span) -> Self {
        Self { what, strength, span }
    }
}

/// What a reader made of one exchange.
///
/// It starts from the exchange's [`Outline`], so waits and names cannot be invented, and it holds no text: an
/// embedder may store readings and drop messages. Spans point back by message id.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Interaction, Response};
/// use goodwill::reader::{AskKind, Reading};
/// use goodwill::thread::Conversation;
/// use goodwill::reader::Verdict;
///
/// let ask = Interaction::new(Id::new("t")?, Id::new("m")?, "2024-03-01T10:00:00Z".parse()?);
/// let reply = Response::new(Id::new("t")?, Id::new("r")?, "2024-03-01T10:20:00Z".parse()?);
/// let conversation = Conversation::draft(&ask, &reply);
/// let exchange = conversation.exchanges().next().unwrap();
///
/// let reading = Reading::new(exchange.outline());
/// assert_eq!(reading.verdict(), Verdict::Answered);
/// assert_eq!(reading.wait().unwrap().as_secs(), 1_200);
///
/// let thanks = Reading::new(exchange.outline()).asking(0, AskKind::Thanks);
/// assert_eq!(thanks.verdict(), Verdict::NeedsNone);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Reading {
    outline: Outline,
    pub(super) kinds: Few<AskKind>,
    pub(super) asked: Few<Asked>,
    pub(super) coverage: Option<Score>,
    pub(super) acts: Pile<Found<Act>>,
    pub(super) before: Few<Found<Signal>>,
    pub(super) after: Few<Found<Signal>>,
    pub(super) axes: Axes,
    pub(super) abstained: Option<Abstention>,
    pub(super) abandoned: bool,
    pub(super) reader: Fingerprint,
    /// What came in this customer's later exchanges; `None` where the conversation was not read as a whole.
    pub(super) later: Option<Vec<Step>>,
    pub(super) seen: Option<Timestamp>,
    #[serde(default)]
    pub(super) promises: Vec<Promise>,
}

/// The lists of a reading that is no more serve the next one of the same thread.
impl Drop for Reading {
    fn drop(&mut self) {
        leave(&mut self.axes, &mut self.acts);
    }
}

impl Reading {
    /// A reading of that exchange in which nothing has been read: every ask needs an answer, no axis has a score.
    #[must_use]
    pub fn new(outline: Outline) -> Self {
        let kinds = match outline.asks() {
            [_] => Few::one(AskKind::Unknown),
            asks => asks.iter().map(|_| AskKind::Unknown).collect(),
        };
        Self {
            outline,
            kinds,
            asked: Few::new(),
            coverage: None,
            acts: Pile::new(),
            before: Few::new(),
            after: Few::new(),
            axes: Axes::default(),
            abstained: None,
            abandoned: false,
            reader: Fingerprint::default(),
            later: None,
            seen: None,
            promises: Vec::new(),
        }
    }

    /// The same reading by the reader with that fingerprint.
    #[must_use]
    pub const fn read_by(mut self, reader: Fingerprint) -> Self {
        self.reader = reader;
        self
    }

    /// The same reading, in which the ask with that index wants that. An index that is not there changes nothing.
    #[must_use]
    pub fn asking(mut self, index: usize, kind: AskKind) -> Self {
        if let Some(slot) = self.kinds.get_mut(index) {
            *slot = kind;
        }
        self
    }

    /// The same reading, in which that share of what was asked is covered by the answers.
    #[must_use]
    pub const fn covering(mut self, share: Score) -> Self {
        self.coverage = Some(share);
        self
    }

    /// The same reading with what the answers do.
    #[must_use]
    pub fn acting(mut self, acts: Vec<Found<Act>>) -> Self {
        self.acts = acts.into();
        self
    }

    /// The same reading with what the customer shows before and after the answer.
    #[must_use]
    pub fn signalling(mut self, before: Vec<Found<Signal>>, after: Vec<Found<Signal>>) -> Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    /// The same reading with what the answers promise by a time.
    #[must_use]
    pub fn promising(mut self, promises: Vec<Promise>) -> Self {
        self.promises = promises;
        self
    }

    /// The same reading with what was asked, one by one, and how far the answers cover it.
    #[must_use]
    pub fn cutting(mut self, asked: Vec<Asked>) -> Self {
        self.asked = asked.into();
        self
    }

    /// The same reading with the axes that dismissiveness is blended of; `None` is an axis that could not be read.
    #[must_use]
    pub fn weighing(self, help: Option<Axis>, regard: Option<Axis>, originality: Option<Axis>) -> Self {
        self.measuring(AxisKind::Help, help)
            .measuring(AxisKind::Regard, regard)
            .measuring(AxisKind::Originality, originality)
    }

    /// The same reading with that axis; `None` is an axis that could not be read.
    #[must_use]
    pub fn measuring(mut self, kind: AxisKind, axis: Option<Axis>) -> Self {
        self.axes.set(kind, axis);
        self
    }

    /// The same reading without axes, for that reason.
    #[must_use]
    pub fn abstaining(mut self, reason: Abstention) -> Self {
        self.abstained = Some(reason);
        self.axes.clear();
        self
    }

    /// The same reading, in which the company had asked for what the customer gives here, and `Ignored` is therefore
    /// worse.
    #[must_use]
    pub const fn after_request(mut self) -> Self {
        self.abandoned = true;
        self
    }

    /// The clocks and names.
    #[must_use]
    pub const fn outline(&self) -> &Outline {
        &self.outline
    }

    /// What each ask of [`Outline::asks`] wants.
    #[must_use]
    pub fn kinds(&self) -> &[AskKind] {
        &self.kinds
    }

    /// What the exchange is about: the weightiest of what its asks want.
    #[must_use]
    pub fn kind(&self) -> AskKind {
        let weight = |kind: &AskKind| match kind {
            AskKind::Refund => 9,
            AskKind::Repair => 8,
            AskKind::Complaint => 7,
            AskKind::Question => 6,
            AskKind::Information => 5,
            AskKind::Suggestion => 4,
            AskKind::Unknown => 3,
            AskKind::Settled => 2,
            AskKind::Praise => 1,
            AskKind::Thanks => 0,
        };
        self.kinds.iter().copied().max_by_key(weight).unwrap_or(AskKind::Unknown)
    }

    /// How much of what was asked the answers cover, where that was read.
    #[must_use]
    pub const fn coverage(&self) -> Option<Score> {
        self.coverage
    }

    /// What the answers do.
    #[must_use]
    pub fn acts(&self) -> &[Found<Act>] {
        &self.acts
    }

    /// What the customer shows in the asks.
    #[must_use]
    pub fn before(&self) -> &[Found<Signal>] {
        &self.before
    }

    /// What the customer shows in the reaction.
    #[must_use]
    pub fn after(&self) -> &[Found<Signal>] {
        &self.after
    }

    /// What the answers promise by a time; [`Promise::fate`] says whether it was kept.
    #[must_use]
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// What was asked, one by one, with how far the answers cover it: what is covered least comes first. Empty where
    /// nothing could be read.
    #[must_use]
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// An axis, where it could be read.
    #[must_use]
    pub fn axis(&self, kind: AxisKind) -> Option<&Axis> {
        self.axes.get(kind)
    }

    /// Every axis that could be read.
    pub fn axes(&self) -> impl Iterator<Item = (AxisKind, &Axis)> {
        self.axes.iter()
    }

    /// Whether the ask is served.
    #[must_use]
    pub fn help(&self) -> Option<&Axis> {
        self.axis(AxisKind::Help)
    }

    /// Whether the customer is respected.
    #[must_use]
    pub fn regard(&self) -> Option<&Axis> {
        self.axis(AxisKind::Regard)
    }

    /// Whether the answer is written for this customer.
    #[must_use]
    pub fn originality(&self) -> Option<&Axis> {
        self.axis(AxisKind::Originality)
    }

    /// Whether the writer looks down on the customer.
    #[must_use]
    pub fn contempt(&self) -> Option<&Axis> {
        self.axis(AxisKind::Contempt)
    }

    /// How probably the customer's next message is hostile: of the ask, of what went before it, and of the answers.
    #[must_use]
    pub fn reaction_risk(&self) -> Option<&Axis> {
        self.axis(AxisKind::Risk)
    }

    /// Empathy in its three parts, where all of them could be read.
    #[must_use]
    pub fn empathy(&self) -> Option<Empathy> {
        let score = |kind| self.axis(kind).map(Axis::score);
        Some(Empathy {
            reaction: score(AxisKind::Reaction)?,
            interpretation: score(AxisKind::Interpretation)?,
            exploration: score(AxisKind::Exploration)?,
        })
    }

    /// Why no axis has a score.
    #[must_use]
    pub const fn abstained(&self) -> Option<Abstention> {
        self.abstained
    }

    /// Whether the company had asked for what the customer gives here, answered or not.
    #[must_use]
    pub const fn is_after_request(&self) -> bool {
        self.abandoned
    }

    /// Whether it is unanswered although the company had asked for what it gives.
    #[must_use]
    pub fn is_abandoned(&self) -> bool {
        self.abandoned && matches!(self.verdict(), Verdict::Ignored | Verdict::Open)
    }

    /// The reader that made it.
    #[must_use]
    pub const fn reader(&self) -> Fingerprint {
        self.reader
    }

    /// When the clock started: at the first ask that needs an answer. `None` where none does.
    #[must_use]
    pub fn opened(&self) -> Option<Timestamp> {
        let needs = self.kinds.iter().position(|kind| kind.needs_answer())?;
        self.outline.asks().get(needs).map(|ask| ask.at)
    }

    /// What became of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.outline.is_withdrawn() {
            return Verdict::Withdrawn;
        }
        match self.opened() {
            None => Verdict::NeedsNone,
            Some(opened) if self.outline.answered(opened).is_some() => Verdict::Answered,
            Some(_) if self.outline.is_sealed() => Verdict::Ignored,
            Some(_) => Verdict::Open,
        }
    }

    /// How long the customer waited for the first answer. `None` without an answer or a need for one.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.outline.wait(self.opened()?)
    }

    /// How long the customer has waited at `instant` without an answer, or had waited when the conversation ended.
    #[must_use]
    pub fn age(&self, instant: Timestamp) -> Option<Duration> {
        Some(instant.min(self.outline.closes()).since(self.opened()?))
    }

    /// The age of an open ask at the instant at which the reading is seen.
    #[must_use]
    pub fn open_for(&self) -> Duration {
        self.age(self.seen.unwrap_or(Timestamp::MIN)).unwrap_or(Duration::ZERO)
    }

    /// The instant that its evidence bears: of an answer, when it was given; of silence, when the conversation ended
    /// or, before that, when it is looked at; otherwise when it began.
    #[must_use]
    pub fn dated(&self) -> Timestamp {
        match self.verdict() {
            Verdict::Answered => {
                let opened = self.opened().unwrap_or(self.outline.began());
                self.outline.answered(opened).unwrap_or(opened)
            }
            Verdict::Ignored => self.outline.closes(),
            Verdict::Open => self.outline.closes().min(self.seen.unwrap_or(self.outline.began())),
            Verdict::Withdrawn | Verdict::NeedsNone => self.outline.began(),
        }
    }

    /// Who answered first.
    #[must_use]
    pub fn agent(&self) -> Option<&Id> {
        self.outline.answer().and_then(|answer| answer.author.as_ref())
    }

    /// The reading as it stood at `instant`: later answers hidden, open waits aged. `None` before it began.
    ///
    /// Axes are read from all answers together; they stay as they are while at least one answer is visible and go
    /// with the last one.
    #[must_use]
    pub fn seen_at(&self, instant: Timestamp) -> Option<Self> {
        let outline = self.outline.seen_at(instant)?;
        let mut then = self.clone();
        // Asks are in order of time, so that those that are left are the first ones.
        then.kinds.truncate(outline.asks().len());
        let visible = |message: &Id| outline.replies().iter().any(|reply| reply.message == *message);
        let acts = self.acts.iter().filter(|act| visible(&act.span.message));
        then.acts = acts.cloned().collect::<Vec<_>>().into();
        then.promises.retain(|promise| visible(&promise.span.message));
        let asked = |message: &Id| outline.asks().iter().any(|ask| ask.message == *message);
        then.before.retain(|signal| asked(&signal.span.message));
        then.asked.retain(|ask| asked(&ask.span.message));
        if outline.answer().is_none() && self.outline.answer().is_some() {
            then = then.abstaining(Abstention::NoAnswer);
            then.coverage = None;
            then.asked = Few::new();
        }
        let reacted = |message: &Id| outline.reaction().iter().any(|ask| ask.message == *message);
        then.after.retain(|signal| reacted(&signal.span.message));
        if let Some(later) = &mut then.later {
            later.retain(|step| step.at <= instant);
        }
        then.outline = outline;
        then.seen = Some(instant);
        Some(then)
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reading = Self::deserialize(deserializer)?;
        if reading.kinds.len() == reading.outline.asks().len() {
            Ok(reading)
        } else {
            Err(serde::de::Error::custom("kinds: a reading has one for every ask"))
        }
    }
}
