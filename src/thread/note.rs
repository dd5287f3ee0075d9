//! A correction or a status in numbers.

use super::message::{NONE, Rank};
use crate::event::{Corrector, StatusKind};
use crate::time::Timestamp;

/// What is said of a turn or of a thread, its names in numbers: an edit, a deletion, a status.
///
/// Numbers are those of [`Message`](super::Message). A note has a name among the messages of its thread.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Corrector, StatusKind};
/// use goodwill::thread::{Message, Note, Threads};
/// use std::time::Duration;
///
/// let mut threads = Threads::new();
/// threads.push(Message::ask(0, 1, "2024-03-01T10:00:00Z".parse()?));
/// threads.push(Message::reply(0, 2, "2024-03-01T10:20:00Z".parse()?));
/// threads.note(Note::deletion(0, 3, "2024-03-01T10:30:00Z".parse()?, 2).by(Corrector::Moderator));
/// threads.note(Note::status(0, 4, "2024-03-01T11:00:00Z".parse()?, StatusKind::Closed));
///
/// // The reply is gone, and closing answers nothing.
/// let outlines = threads.cut(Duration::from_secs(14 * 86_400));
/// let outline = outlines.iter().next().unwrap();
/// assert!(outline.answer().is_none() && outline.closed().is_some());
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub(super) at: Timestamp,
    pub(super) thread: u32,
    pub(super) row: u32,
    /// Its own name.
    pub(super) message: u32,
    /// The message that it is about.
    pub(super) target: u32,
    pub(super) act: Act,
}

/// What a note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Edited,
    Deleted(Option<Corrector>),
    Stands(StatusKind),
}

impl Note {
    /// The words of `target` were replaced: no wait changes, but the conversation is another one.
    #[must_use]
    pub const fn edit(thread: u32, message: u32, at: Timestamp, target: u32) -> Self {
        Self { at, thread, row: NONE, message, target, act: Act::Edited }
    }

    /// `target` was taken away, by its author unless told otherwise.
    #[must_use]
    pub const fn deletion(thread: u32, message: u32, at: Timestamp, target: u32) -> Self {
        Self { at, thread, row: NONE, message, target, act: Act::Deleted(None) }
    }

    /// The thread was closed, reopened, merged into another, or hidden.
    #[must_use]
    pub const fn status(thread: u32, message: u32, at: Timestamp, kind: StatusKind) -> Self {
        Self { at, thread, row: NONE, message, target: NONE, act: Act::Stands(kind) }
    }

    /// The same deletion by somebody; other notes stay as they are.
    #[must_use]
    pub const fn by(mut self, corrector: Corrector) -> Self {
        if let Act::Deleted(_) = self.act {
            self.act = Act::Deleted(Some(corrector));
        }
        self
    }

    /// The same note about that message.
    #[must_use]
    pub const fn about(mut self, target: u32) -> Self {
        self.target = target;
        self
    }

    pub(super) const fn is_correction(&self) -> bool {
        !matches!(self.act, Act::Stands(_))
    }

    pub(super) const fn rank(&self) -> Rank {
        let (kind, detail) = match self.act {
            Act::Edited => (2, 0),
            Act::Deleted(None) => (3, 0),
            Act::Deleted(Some(by)) => (3, 1 + by as u8),
            Act::Stands(kind) => (4, kind as u8),
        };
        Rank(self.at, kind, [self.target, NONE, NONE], [detail, 0, 0])
    }
}
