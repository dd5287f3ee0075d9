//! Many threads at once: messages in numbers become exchanges.

use std::cmp::Ordering;
use std::time::Duration;

use super::cutting::{Keep, Naming, Rows, cut};
use super::message::{Line, Message, NONE, Rank};
use super::note::{Act, Note};
use super::outlines::{OutlineRef, Outlines};
use super::roll::Roll;
use crate::event::{CorrectionKind, Event, Id};

/// The messages of any number of threads, in any order, as a database with interned columns has them.
///
/// Where the words are not needed, waits and verdicts of millions of messages are found without an event being made:
/// push the rows, [cut](Threads::cut) them, and go through the [`Outlines`]. They are the exchanges that
/// [`Conversation::cut`](super::Conversation::cut) finds in the same messages, with every rule of cutting.
///
/// # Examples
///
/// Columns of a table, with `u32::MAX` where there is nothing:
///
/// ```
/// use goodwill::Timestamp;
/// use goodwill::stats::{SurvivalCurve, Wait};
/// use goodwill::thread::{Message, Threads};
/// use std::time::Duration;
///
/// let minute = 60_000;
/// let thread = [0, 1, 0, 1];
/// let at = [0, 5, 20, 90].map(|minutes| minutes * minute);
/// let is_reply = [false, false, true, false];
///
/// let mut threads = Threads::with_capacity(4);
/// for (row, ((thread, at), is_reply)) in (0..).zip(thread.into_iter().zip(at).zip(is_reply)) {
///     let at = Timestamp::from_millisecond(at)?;
///     threads.push(if is_reply { Message::reply(thread, row, at) } else { Message::ask(thread, row, at) });
/// }
///
/// let outlines = threads.cut(Duration::from_secs(14 * 86_400));
/// let as_of = Timestamp::from_millisecond(100 * minute)?;
/// let waits: Vec<Wait> = outlines.waits(as_of).collect();
/// assert_eq!(waits, [Wait::Answered(20 * 60_000), Wait::Open(95 * 60_000)]);
/// assert_eq!(SurvivalCurve::of(waits).median(), Some(20 * 60_000));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Threads {
    rows: Rows,
    count: u32,
}

impl Threads {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// None yet, with room for that many messages: 36 bytes each.
    #[must_use]
    pub fn with_capacity(messages: usize) -> Self {
        let mut threads = Self::default();
        threads.reserve(messages);
        threads
    }

    fn reserve(&mut self, messages: usize) {
        self.rows.threads.reserve(messages);
        self.rows.lines.reserve(messages);
    }

    /// Adds a message as the next row.
    ///
    /// Rows beyond the first 2³² − 1 are counted in [`Outlines::overflow`] and change nothing.
    #[inline]
    pub fn push(&mut self, message: Message) {
        if let Some(row) = self.next_row() {
            self.rows.threads.push(message.thread);
            let mut line = message.line;
            line.row = row;
            self.rows.lines.push(line);
        }
    }

    /// Adds a correction or a status as the next row.
    pub fn note(&mut self, note: Note) {
        if let Some(row) = self.next_row() {
            self.rows.notes.push(Note { row, ..note });
        }
    }

    #[inline]
    fn next_row(&mut self) -> Option<u32> {
        if self.count == NONE {
            self.rows.overflow += 1;
            return None;
        }
        let row = self.count;
        self.count += 1;
        Some(row)
    }

    /// How many rows it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether it has no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Cuts the threads into exchanges; a gap longer than `quiet` ends a conversation.
    ///
    /// Of rows with one thread and one message number the smallest is kept, compared by instant first and then by
    /// whatever else they hold.
    #[must_use]
    pub fn cut(self, quiet: Duration) -> Outlines {
        cut(self.rows, &Numbers, quiet, Keep::All, |_| {})
    }

    /// Cuts the threads as [`cut`](Self::cut) does and shows every exchange once, without keeping them: for sums over very
    /// many. Returns outlines that hold nothing but the counts.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::thread::{Message, Threads};
    /// use std::time::Duration;
    ///
    /// let asked = "2024-03-01T10:00:00Z".parse()?;
    /// let threads: Threads = (0..1_000).map(|thread| Message::ask(thread, thread, asked)).collect();
    /// let mut unanswered = 0;
    /// let counts = threads.for_each(Duration::from_secs(14 * 86_400), |outline| {
    ///     unanswered += u32::from(outline.answer().is_none());
    /// });
    /// assert_eq!((unanswered, counts.unmatched()), (1_000, 0));
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn for_each(self, quiet: Duration, mut show: impl FnMut(OutlineRef<'_>)) -> Outlines {
        cut(self.rows, &Numbers, quiet, Keep::Round, |some| some.iter().for_each(&mut show))
    }
}

impl Extend<Message> for Threads {
    fn extend<I: IntoIterator<Item = Message>>(&mut self, messages: I) {
        let messages = messages.into_iter();
        self.reserve(messages.size_hint().0);
        messages.for_each(|message| self.push(message));
    }
}

impl FromIterator<Message> for Threads {
    fn from_iter<I: IntoIterator<Item = Message>>(messages: I) -> Self {
        let mut threads = Self::new();
        threads.extend(messages);
        threads
    }
}

/// Names that are numbers: one number is one name.
struct Numbers;

impl Naming for Numbers {
    fn same(&self, _: u32, _: u32) -> bool {
        true
    }

    fn order(&self, one: (u32, u32), other: (u32, u32)) -> Ordering {
        one.0.cmp(&other.0)
    }

    fn names(&self, _: u32, _: u32) -> bool {
        true
    }

    fn rank(&self, one: (u32, Rank), other: (u32, Rank)) -> Ordering {
        one.1.cmp(&other.1)
    }
}

/// Events whose names are texts. A message goes by a part of its name's hash, which says what may be the same; the texts
/// decide.
struct Texts<'a>(&'a [&'a Event]);

impl Naming for Texts<'_> {
    fn same(&self, one: u32, other: u32) -> bool {
        self.0[one as usize].id() == self.0[other as usize].id()
    }

    fn order(&self, one: (u32, u32), other: (u32, u32)) -> Ordering {
        self.0[one.1 as usize].id().cmp(self.0[other.1 as usize].id())
    }

    fn names(&self, from: u32, to: u32) -> bool {
        let named = match self.0[from as usize] {
            Event::Response(it) => it.in_reply_to.as_ref(),
            Event::Correction(it) => Some(&it.target),
            Event::Status(it) => it.target.as_ref(),
            _ => None,
        };
        named == Some(self.0[to as usize].id())
    }

    fn rank(&self, one: (u32, Rank), other: (u32, Rank)) -> Ordering {
        let (one, other) = (self.0[one.0 as usize], self.0[other.0 as usize]);
        match (one.outranks(other), other.outranks(one)) {
            (true, _) => Ordering::Less,
            (_, true) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }
}

impl Outlines {
    /// The exchanges of any number of events of any number of threads, in any order; events outside threads are passed
    /// over.
    ///
    /// The same that [`Conversation::cut`](super::Conversation::cut) finds, in a fraction of the time and without their
    /// words. Rows are places among the events. Threads, customers and pages are numbered in the order in which
    /// they come.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::event::{Event, Id, Interaction, Response};
    /// use goodwill::thread::Outlines;
    /// use std::time::Duration;
    ///
    /// let thread = Id::new("t1")?;
    /// let events = [
    ///     Event::Response(Response::new(thread.clone(), Id::new("r1")?, "2024-03-01T10:20:00Z".parse()?)),
    ///     Event::Interaction(Interaction::new(thread, Id::new("m1")?, "2024-03-01T10:00:00Z".parse()?)),
    /// ];
    /// let outlines = Outlines::of(&events, Duration::from_secs(14 * 86_400));
    /// let outline = outlines.iter().next().unwrap();
    /// let answer = outline.answer().unwrap();
    /// assert_eq!(events[outline.first_row()].id().as_str(), "m1");
    /// assert_eq!(events[answer.row()].id().as_str(), "r1");
    /// assert_eq!(outline.wait(outline.began()), Some(Duration::from_secs(1_200)));
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>, quiet: Duration) -> Self {
        let events: Vec<&Event> = events.into_iter().collect();
        let mut threads = Threads::with_capacity(events.len());
        let (mut rolls, mut customers, mut pages) = (Roll::default(), Roll::default(), Roll::default());
        for event in &events {
            let Some(thread) = event.thread() else {
                threads.next_row();
                continue;
            };
            let number = rolls.number(thread);
            let name = event.id().short_hash();
            let of = |target: Option<&Id>| target.map_or(NONE, Id::short_hash);
            match event {
                Event::Interaction(it) => {
                    let mut line = Line::asked(name, it.at);
                    line.who = match &it.customer {
                        Some(customer) if customer != thread => customers.number(customer),
                        _ => NONE,
                    };
                    line.page = it.page.as_ref().map_or(NONE, |page| pages.number(page));
                    (line.channel, line.visibility) = (it.channel, it.visibility);
                    threads.push(Message { thread: number, line });
                }
                Event::Response(it) => {
                    let mut line = Line::answered(name, it.at);
                    line.role = it.role;
                    line.who = it.author.as_ref().map_or(NONE, |author| customers.number(author));
                    line.page = it.page.as_ref().map_or(NONE, |page| pages.number(page));
                    line.named = of(it.in_reply_to.as_ref());
                    (line.channel, line.visibility) = (it.channel, it.visibility);
                    threads.push(Message { thread: number, line });
                }
                Event::Correction(it) => {
                    let target = it.target.short_hash();
                    threads.note(match it.kind {
                        CorrectionKind::Edit => Note::edit(number, name, it.at, target),
                        CorrectionKind::Delete => {
                            Note { act: Act::Deleted(it.by), ..Note::deletion(number, name, it.at, target) }
                        }
                    });
                }
                Event::Status(it) => {
                    threads.note(Note::status(number, name, it.at, it.kind).about(of(it.target.as_ref())));
                }
                _ => {
                    threads.next_row();
                }
            }
        }
        cut(threads.rows, &Texts(&events), quiet, Keep::All, |_| {})
    }
}
