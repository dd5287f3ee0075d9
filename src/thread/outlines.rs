//! The exchanges of many threads, without their words.

use std::time::Duration;

use super::message::{Line, Marks, NONE};
use crate::event::{Channel, Role, Visibility};
use crate::stats::Wait;
use crate::time::{Timestamp, milliseconds};

/// The exchanges of many threads, in order of the numbers of threads, and in each in the order in which they began.
///
/// Made by [`Threads::cut`](super::Threads::cut) from numbers and by [`Outlines::of`] from events.
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    /// Turns by thread and conversation, and then by exchange: its run of asks, its replies.
    pub(super) turns: Vec<Spoken>,
    pub(super) spans: Vec<Span>,
    pub(super) episodes: Vec<Episode>,
    pub(super) marks: Vec<Mark>,
    /// Conversations that were shown and not kept.
    pub(super) shown: usize,
    pub(super) unmatched: u64,
    pub(super) repeated: u64,
    pub(super) overflow: u64,
}

/// What stays of a turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    at: Timestamp,
    row: u32,
    who: u32,
    page: u32,
    role: Role,
    channel: Channel,
    visibility: Visibility,
    marks: Marks,
}

impl Spoken {
    #[inline]
    pub(super) const fn of(line: &Line) -> Self {
        Self {
            at: line.at,
            row: line.row,
            who: line.who,
            page: line.page,
            role: line.role,
            channel: line.channel,
            visibility: line.visibility,
            marks: line.marks,
        }
    }
}

/// One exchange as places in the list of turns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: u32,
    /// Where its replies begin.
    pub(super) replies: u32,
    pub(super) end: u32,
    /// The first reply that stops its clock.
    pub(super) answer: u32,
    pub(super) episode: u32,
    pub(super) previous: u32,
    pub(super) next: u32,
}

/// A conversation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Episode {
    pub(super) closes: Timestamp,
    pub(super) thread: u32,
    /// Distinct rows that made it.
    pub(super) revision: u32,
    /// Where the marks on it begin and end.
    pub(super) marks: (u32, u32),
}

/// When a thread was merged or closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: Timestamp,
    pub(super) merged: bool,
}

impl Outlines {
    /// Empties what one round of threads filled; counts go on.
    pub(super) fn forget(&mut self) {
        self.shown += self.episodes.len();
        self.turns.clear();
        self.spans.clear();
        self.episodes.clear();
        self.marks.clear();
    }

    /// How many exchanges there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no exchange.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The exchanges.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = OutlineRef<'_>> + DoubleEndedIterator {
        (0..self.spans.len()).map(|index| OutlineRef { all: self, index })
    }

    /// How long customers waited for the first answer, or have waited at `as_of`: of every exchange that had begun by then
    /// and was not withdrawn, as if every ask needed an answer. Which do is for a reader of the words to say.
    pub fn waits(&self, as_of: Timestamp) -> impl Iterator<Item = Wait> + '_ {
        self.iter().filter_map(move |outline| outline.wait_at(as_of))
    }

    /// How many conversations there are.
    #[must_use]
    pub fn conversations(&self) -> usize {
        self.shown + self.episodes.len()
    }

    /// How many replies, corrections and statuses name a message that is not there.
    #[must_use]
    pub const fn unmatched(&self) -> u64 {
        self.unmatched
    }

    /// How many rows have the thread and the name of a row that was kept.
    #[must_use]
    pub const fn repeated(&self) -> u64 {
        self.repeated
    }

    /// How many rows were beyond what can be numbered.
    #[must_use]
    pub const fn overflow(&self) -> u64 {
        self.overflow
    }
}

/// One exchange of many: its clocks, and where its turns stood in what was handed in.
///
/// It says what [`Outline`](super::Outline) says, in numbers.
#[derive(Clone, Copy, Debug)]
pub struct OutlineRef<'a> {
    all: &'a Outlines,
    index: usize,
}

impl<'a> OutlineRef<'a> {
    fn span(&self) -> &'a Span {
        &self.all.spans[self.index]
    }

    fn episode(&self) -> &'a Episode {
        &self.all.episodes[self.span().episode as usize]
    }

    fn opening(&self) -> &'a Spoken {
        &self.all.turns[self.span().start as usize]
    }

    fn turns(&self, from: u32, to: u32) -> impl DoubleEndedIterator<Item = TurnRef<'a>> + use<'a> {
        self.all.turns[from as usize..to as usize].iter().map(TurnRef)
    }

    fn at(&self, index: u32) -> Option<Self> {
        (index != NONE).then_some(Self { all: self.all, index: index as usize })
    }

    /// The number of its thread.
    #[must_use]
    pub fn thread(&self) -> u32 {
        self.episode().thread
    }

    /// The row of its first customer turn, whether or not that turn still stands: with the thread, its name.
    #[must_use]
    pub fn first_row(&self) -> usize {
        self.opening().row as usize
    }

    /// How many distinct rows its conversation had.
    #[must_use]
    pub fn revision(&self) -> u64 {
        u64::from(self.episode().revision)
    }

    /// The number of the page it happened on.
    #[must_use]
    pub fn page(&self) -> Option<u32> {
        some(self.opening().page)
    }

    /// The number of who asked; `None` where the thread has one customer and they have no other name.
    #[must_use]
    pub fn customer(&self) -> Option<u32> {
        some(self.opening().who)
    }

    /// Where the ask was written.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.opening().channel
    }

    /// Who can see the ask.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        self.opening().visibility
    }

    /// When its first customer turn was sent, whether or not that turn still stands.
    #[must_use]
    pub fn began(&self) -> Timestamp {
        self.opening().at
    }

    /// The customer's turns that stand.
    #[must_use]
    pub fn asks(&self) -> impl DoubleEndedIterator<Item = TurnRef<'a>> + use<'a> {
        let span = self.span();
        self.turns(span.start, span.replies).filter(|turn| turn.0.marks.is_ask())
    }

    /// Everything that was answered to it, by anybody.
    #[must_use]
    pub fn replies(&self) -> impl DoubleEndedIterator<Item = TurnRef<'a>> + use<'a> {
        let span = self.span();
        self.turns(span.replies, span.end)
    }

    /// The first reply that stops the clock.
    #[must_use]
    pub fn answer(&self) -> Option<TurnRef<'a>> {
        let answer = self.span().answer;
        (answer != NONE).then(|| TurnRef(&self.all.turns[answer as usize]))
    }

    /// The customer's next turns after the answer. They are also the asks of their next exchange.
    pub fn reaction(&self) -> impl Iterator<Item = TurnRef<'a>> + use<'a> {
        self.next().into_iter().flat_map(|next| next.asks())
    }

    /// This customer's exchange before, in the same conversation.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.at(self.span().previous)
    }

    /// This customer's exchange after, in the same conversation.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        self.at(self.span().next)
    }

    fn marked(&self, merged: bool) -> Option<Timestamp> {
        let (from, to) = self.episode().marks;
        if from == to {
            return None;
        }
        let began = self.began();
        let marks = &self.all.marks[from as usize..to as usize];
        marks.iter().filter(|mark| mark.merged == merged && mark.at >= began).map(|mark| mark.at).min()
    }

    /// When the thread was first closed after the ask.
    #[must_use]
    pub fn closed(&self) -> Option<Timestamp> {
        self.marked(false)
    }

    /// When its conversation has been quiet for long enough: the ask ages no further.
    #[must_use]
    pub fn closes(&self) -> Timestamp {
        self.episode().closes
    }

    /// Whether the customer took it back, or its thread was merged into another while it was open. A turn after the
    /// merger is asked in this thread and stays.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.is_withdrawn_by(Timestamp::MAX)
    }

    /// Of turns and mergers up to that instant.
    fn is_withdrawn_by(&self, instant: Timestamp) -> bool {
        if self.asks().next().is_none() {
            return true;
        }
        !self.is_spoken()
            && self.marked(true).is_some_and(|merged| {
                merged <= instant
                    && self.answer_by(instant).is_none_or(|answer| answer.at() > merged)
                    && self.asks().all(|ask| ask.at() <= merged || ask.at() > instant)
            })
    }

    fn answer_by(&self, instant: Timestamp) -> Option<TurnRef<'a>> {
        match self.answer() {
            // What was found first is seldom dated later than the next.
            Some(first) if first.at() > instant => {
                self.replies().find(|reply| reply.answers() && reply.at() <= instant)
            }
            first => first,
        }
    }

    /// When an ask that was sent at `opened` was first answered; never before it was sent. What is said by phone or
    /// in person is answered at once.
    #[must_use]
    pub fn answered(&self, opened: Timestamp) -> Option<Timestamp> {
        if self.is_spoken() {
            return Some(opened);
        }
        self.answer().map(|answer| answer.at().max(opened))
    }

    /// Whether it was said and not written: somebody was there to answer.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        matches!(self.channel(), Channel::Phone | Channel::InPerson)
    }

    /// How long an ask that was sent at `opened` waited for the first answer.
    #[must_use]
    pub fn wait(&self, opened: Timestamp) -> Option<Duration> {
        self.answered(opened).map(|answered| answered.since(opened))
    }

    /// How long its customer waited for the first answer, or had waited at `as_of`, where nothing later is known; `None`
    /// if it was withdrawn or had not begun.
    #[must_use]
    pub fn wait_at(&self, as_of: Timestamp) -> Option<Wait> {
        if self.began() > as_of || self.is_withdrawn_by(as_of) {
            return None;
        }
        let opened = self.asks().next()?.at();
        if opened > as_of {
            return None;
        }
        let since = |instant: Timestamp| milliseconds(instant.since(opened)).unsigned_abs();
        if self.is_spoken() {
            return Some(Wait::Answered(0));
        }
        Some(match self.answer_by(as_of) {
            Some(answer) => Wait::Answered(since(answer.at())),
            None => Wait::Open(since(as_of.min(self.closes()))),
        })
    }
}

/// One turn of many.
#[derive(Clone, Copy, Debug)]
pub struct TurnRef<'a>(&'a Spoken);

impl TurnRef<'_> {
    /// Where it stood in what was handed in: its place among the rows, or among the events.
    #[must_use]
    pub const fn row(&self) -> usize {
        self.0.row as usize
    }

    /// When it was sent.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.0.at
    }

    /// The role of who wrote it.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.0.role
    }

    /// The number of who wrote it.
    #[must_use]
    pub const fn author(&self) -> Option<u32> {
        some(self.0.who)
    }

    /// Whether it is a reply that stops the clock of its exchange.
    #[must_use]
    pub const fn answers(&self) -> bool {
        self.0.marks.stops()
    }

    /// Whether somebody other than its author deleted or hid it.
    #[must_use]
    pub const fn is_suppressed(&self) -> bool {
        self.0.marks.is_suppressed()
    }
}

const fn some(number: u32) -> Option<u32> {
    if number == NONE { None } else { Some(number) }
}
