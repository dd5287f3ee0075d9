//! The clocks and names of an exchange, without its words.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::exchange::ExchangeId;
use crate::event::{Channel, Id, Role, StatusKind, Visibility};
use crate::few::Few;
use crate::time::Timestamp;

/// One customer turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ask {
    /// The message.
    pub message: Id,
    /// When it was sent.
    pub at: Timestamp,
    /// Whether somebody other than the customer deleted or hid it.
    pub suppressed: bool,
}

/// One reply of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reply {
    /// The message.
    pub message: Id,
    /// When it was sent.
    pub at: Timestamp,
    /// The role of who wrote it.
    pub role: Role,
    /// Who wrote it.
    pub author: Option<Id>,
    /// Whether the customer could see it.
    pub visible: bool,
    /// Whether it stops the clock.
    pub answers: bool,
}

/// When a thread was closed or opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatusChange {
    /// When it happened.
    pub at: Timestamp,
    /// [`StatusKind::Closed`] or [`StatusKind::Reopened`].
    pub kind: StatusKind,
}

/// The clocks and names of an exchange: made by [`super::Exchange::outline`], so that nobody can invent a wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub(super) id: ExchangeId,
    pub(super) revision: u64,
    pub(super) page: Option<Id>,
    pub(super) customer: Id,
    pub(super) channel: Channel,
    pub(super) visibility: Visibility,
    pub(super) audience: Option<u64>,
    pub(super) quiet_since: Option<Timestamp>,
    pub(super) began: Timestamp,
    pub(super) asks: Few<Ask>,
    pub(super) replies: Few<Reply>,
    pub(super) reaction: Few<Ask>,
    pub(super) merged: Option<Timestamp>,
    /// Those of the whole conversation.
    pub(super) status_changes: Option<Arc<Vec<StatusChange>>>,
    pub(super) follows: bool,
    pub(super) closes: Timestamp,
    pub(super) sealed: bool,
}

impl Outline {
    /// The name of the exchange.
    #[must_use]
    pub const fn id(&self) -> &ExchangeId {
        &self.id
    }

    /// How many distinct events its conversation had when it was cut.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The page it happened on.
    #[must_use]
    pub const fn page(&self) -> Option<&Id> {
        self.page.as_ref()
    }

    /// Who asked.
    #[must_use]
    pub const fn customer(&self) -> &Id {
        &self.customer
    }

    /// Where the ask was written.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Who can see the ask.
    #[must_use]
    pub const fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// How many people could see the ask.
    #[must_use]
    pub const fn audience(&self) -> Option<u64> {
        self.audience
    }

    /// When this customer last wrote to the company before it, or was last answered, in the same conversation. `None`
    /// where the conversation begins with it.
    #[must_use]
    pub const fn quiet_since(&self) -> Option<Timestamp> {
        self.quiet_since
    }

    /// When its first customer turn was sent, whether or not that turn still stands.
    #[must_use]
    pub const fn began(&self) -> Timestamp {
        self.began
    }

    /// The customer's turns that stand.
    #[must_use]
    pub fn asks(&self) -> &[Ask] {
        &self.asks
    }

    /// Everything that was answered to it, by anybody.
    #[must_use]
    pub fn replies(&self) -> &[Reply] {
        &self.replies
    }

    /// The first reply that stops the clock.
    #[must_use]
    pub fn answer(&self) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.answers)
    }

    /// The customer's next turns after the answer. They are also the asks of their next exchange.
    #[must_use]
    pub fn reaction(&self) -> &[Ask] {
        &self.reaction
    }

    /// When the thread was first closed after the ask.
    #[must_use]
    pub fn closed(&self) -> Option<Timestamp> {
        self.status_changes()
            .iter()
            .find(|change| change.kind == StatusKind::Closed)
            .map(|closing| closing.at)
    }

    /// The closings and reopenings of its thread since it began, in order.
    #[must_use]
    pub fn status_changes(&self) -> &[StatusChange] {
        let all = self.status_changes.as_ref().map_or(&[][..], |all| all.as_slice());
        &all[all.partition_point(|change| change.at < self.began)..]
    }

    /// When its thread was first merged into another since it began.
    #[must_use]
    pub const fn merged(&self) -> Option<Timestamp> {
        self.merged
    }

    /// Whether the same customer had an exchange before in the same conversation, which was answered: a customer's
    /// turns until an answer are one exchange.
    #[must_use]
    pub const fn follows(&self) -> bool {
        self.follows
    }

    /// When its conversation has been quiet for long enough: the ask ages no further.
    #[must_use]
    pub const fn closes(&self) -> Timestamp {
        self.closes
    }

    /// Whether its conversation is sealed, so that nothing can change it any more.
    #[must_use]
    pub const fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// Whether the customer took it back, or its thread was merged into another while it was open. A turn after the
    /// merger is asked in this thread and stays.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.asks.is_empty()
            || !self.is_spoken()
                && self.merged.is_some_and(|merged| {
                    self.answer().is_none_or(|answer| answer.at > merged)
                        && self.asks.iter().all(|ask| ask.at <= merged)
                })
    }

    /// When an ask that was sent at `opened` was first answered; never before it was sent. What is said by phone or
    /// in person is answered at once.
    #[must_use]
    pub fn answered(&self, opened: Timestamp) -> Option<Timestamp> {
        if self.is_spoken() {
            return Some(opened);
        }
        self.answer().map(|answer| answer.at.max(opened))
    }

    /// Whether it was said and not written: somebody was there to answer.
    #[must_use]
    pub const fn is_spoken(&self) -> bool {
        matches!(self.channel, Channel::Phone | Channel::InPerson)
    }

    /// How long an ask that was sent at `opened` waited for the first answer.
    #[must_use]
    pub fn wait(&self, opened: Timestamp) -> Option<Duration> {
        self.answered(opened).map(|answered| answered.since(opened))
    }

    /// The outline as it stood at `instant`: later turns are not there yet, later mergers and closings have not
    /// happened. `None` before the exchange began.
    ///
    /// Edits and deletions are not undone: they hold from the beginning.
    #[must_use]
    pub fn seen_at(&self, instant: Timestamp) -> Option<Self> {
        if self.began > instant {
            return None;
        }
        let mut then = self.clone();
        let withdrawn = then.asks.is_empty();
        then.asks.retain(|ask| ask.at <= instant);
        if then.asks.is_empty() && !withdrawn {
            return None;
        }
        then.replies.retain(|reply| reply.at <= instant);
        then.reaction.retain(|ask| ask.at <= instant);
        then.merged = then.merged.filter(|&at| at <= instant);
        then.status_changes = then.status_changes.and_then(|mut all| {
            let before = all.partition_point(|change| change.at <= instant);
            if before < all.len() {
                Arc::make_mut(&mut all).truncate(before);
            }
            (before > 0).then_some(all)
        });
        then.sealed &= then.closes < instant;
        Some(then)
    }
}
