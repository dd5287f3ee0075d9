//! A message in numbers.

use super::dealing::Dealt;
use crate::event::{Channel, Corrector, Role, Visibility};
use crate::time::Timestamp;

/// The number that names nobody and nothing.
pub(super) const NONE: u32 = u32::MAX;

/// One customer turn or reply whose names are numbers, without its words: what a database with interned columns has.
///
/// Threads, messages, customers with authors, and pages are numbered apart from each other, in any way.
/// [`u32::MAX`] stands for none, so that columns with that sentinel can be handed in as they are. Turns of one kind at
/// one instant sort by the number of the message.
///
/// # Examples
///
/// ```
/// use goodwill::event::Role;
/// use goodwill::thread::Message;
///
/// let ask = Message::ask(0, 1, "2024-03-01T10:00:00Z".parse()?).by(7).at_page(3);
/// let reply = Message::reply(0, 2, "2024-03-01T10:20:00Z".parse()?).to(1).in_role(Role::Bot);
/// assert_ne!(ask, reply);
/// assert_eq!(ask, ask.to(u32::MAX));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message {
    pub(super) thread: u32,
    pub(super) line: Line,
}

impl Message {
    /// A customer's public turn, by the one customer of the thread, on [`Channel::Other`].
    #[must_use]
    pub const fn ask(thread: u32, message: u32, at: Timestamp) -> Self {
        Self { thread, line: Line::asked(message, at) }
    }

    /// A public reply by an agent, on [`Channel::Other`].
    #[must_use]
    pub const fn reply(thread: u32, message: u32, at: Timestamp) -> Self {
        Self { thread, line: Line::answered(message, at) }
    }

    /// The same message by that customer or author.
    #[must_use]
    pub const fn by(mut self, who: u32) -> Self {
        self.line.who = who;
        self
    }

    /// The same message on that page.
    #[must_use]
    pub const fn at_page(mut self, page: u32) -> Self {
        self.line.page = page;
        self
    }

    /// The same message on that channel.
    #[must_use]
    pub const fn on(mut self, channel: Channel) -> Self {
        self.line.channel = channel;
        self
    }

    /// The same message with that visibility.
    #[must_use]
    pub const fn seen_as(mut self, visibility: Visibility) -> Self {
        self.line.visibility = visibility;
        self
    }

    /// The same reply in that role; a customer's turn stays one.
    #[must_use]
    pub const fn in_role(mut self, role: Role) -> Self {
        if self.line.is_reply() {
            self.line.role = role;
        }
        self
    }

    /// The same reply to that message of the thread; a customer's turn names none.
    #[must_use]
    pub const fn to(mut self, message: u32) -> Self {
        if self.line.is_reply() {
            self.line.named = message;
        }
        self
    }
}

/// What is kept of a turn: half a line of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) at: Timestamp,
    /// Where it stood in what was handed in.
    pub(super) row: u32,
    pub(super) message: u32,
    /// The message that it answers.
    pub(super) named: u32,
    /// The customer, or the author of a reply.
    pub(super) who: u32,
    pub(super) page: u32,
    pub(super) role: Role,
    pub(super) channel: Channel,
    pub(super) visibility: Visibility,
    pub(super) marks: Marks,
}

/// What is true of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    const NO: Self = Self(0);
    const REPLY: Self = Self(1);
    const HIDDEN: Self = Self(1 << 1);
    const ANSWERS: Self = Self(1 << 2);
    const DELETED: Self = Self(1 << 3);
    const BY_ITS_AUTHOR: Self = Self(1 << 4);

    const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    const fn with(self, mark: Self) -> Self {
        Self(self.0 | mark.0)
    }

    const fn without(self, mark: Self) -> Self {
        Self(self.0 & !mark.0)
    }

    /// Whether it is a customer's turn that its customer has not taken back.
    pub(super) const fn is_ask(self) -> bool {
        !self.has(Self::REPLY.with(Self::BY_ITS_AUTHOR))
    }

    /// Whether it was hidden, or deleted by anybody but its author.
    pub(super) const fn is_suppressed(self) -> bool {
        self.has(Self::HIDDEN) || self.has(Self::DELETED) && !self.has(Self::BY_ITS_AUTHOR)
    }

    /// Whether it was found to stop the clock of its exchange.
    pub(super) const fn stops(self) -> bool {
        self.has(Self::ANSWERS)
    }
}

impl Line {
    pub(super) const fn asked(message: u32, at: Timestamp) -> Self {
        Self::new(message, at, Role::Customer, Marks::NO)
    }

    pub(super) const fn answered(message: u32, at: Timestamp) -> Self {
        Self::new(message, at, Role::Agent, Marks::REPLY)
    }

    const fn new(message: u32, at: Timestamp, role: Role, marks: Marks) -> Self {
        Self {
            at,
            row: NONE,
            message,
            named: NONE,
            who: NONE,
            page: NONE,
            role,
            channel: Channel::Other,
            visibility: Visibility::Public,
            marks,
        }
    }

    #[inline]
    pub(super) const fn is_reply(&self) -> bool {
        self.marks.has(Marks::REPLY)
    }

    pub(super) const fn set_stop(&mut self, stops: bool) {
        self.marks = if stops { self.marks.with(Marks::ANSWERS) } else { self.marks.without(Marks::ANSWERS) };
    }

    pub(super) const fn hide(&mut self) {
        self.marks = self.marks.with(Marks::HIDDEN);
    }

    /// The first deletion holds.
    pub(super) fn delete(&mut self, by: Option<Corrector>) {
        if !self.marks.has(Marks::DELETED) {
            let author = if self.is_reply() { Corrector::Company } else { Corrector::Customer };
            self.marks = self.marks.with(Marks::DELETED);
            if by.is_none_or(|by| by == author) {
                self.marks = self.marks.with(Marks::BY_ITS_AUTHOR);
            }
        }
    }

    /// Whether it stops the clock of an exchange on that page: see `conversation::answers`.
    #[inline]
    pub(super) fn answers_on(&self, page: u32) -> bool {
        self.is_reply()
            && !self.marks.has(Marks::HIDDEN.with(Marks::DELETED))
            && matches!(self.role, Role::Agent)
            && !matches!(self.visibility, Visibility::Internal)
            && (self.page == page || self.page == NONE || page == NONE)
    }

    /// Customers before others at one instant.
    #[inline]
    pub(super) const fn order(&self) -> (i64, bool) {
        (self.at.as_millisecond(), self.is_reply())
    }

    /// Of two with one name, the smaller is kept.
    pub(super) const fn rank(&self) -> Rank {
        Rank(
            self.at,
            self.is_reply() as u8,
            [self.who, self.page, self.named],
            [self.role as u8, self.channel as u8, self.visibility as u8],
        )
    }
}

impl Dealt for Line {
    type Customer = u32;

    fn customer(&self) -> Option<u32> {
        (!self.is_reply()).then_some(self.who)
    }

    fn answers(&self, opening: &Self) -> bool {
        self.answers_on(opening.page)
    }
}

/// What is compared where two rows have one name: everything they hold, the instant first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank(pub(super) Timestamp, pub(super) u8, pub(super) [u32; 3], pub(super) [u8; 3]);
