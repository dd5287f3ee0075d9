//! Exchanges: an ask, its replies, the reaction.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::conversation::{Conversation, Said, Turn, answers};
use super::dealing::Cut;
use super::outline::{Ask, Outline, Reply};
use crate::event::{Id, Role, Visibility};
use crate::few::Few;
use crate::time::Timestamp;

/// The name of an exchange: its thread and its first customer turn.
///
/// It stays the same when that turn is deleted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExchangeId {
    /// The thread.
    pub thread: Id,
    /// The first customer turn.
    pub first: Id,
}

impl fmt::Display for ExchangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.thread, self.first)
    }
}

/// The unit that everything is scored by: a cursor into a conversation at one ask and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'a> {
    conversation: &'a Conversation<'a>,
    index: usize,
}

impl<'a> Exchange<'a> {
    pub(super) const fn new(conversation: &'a Conversation<'a>, index: usize) -> Self {
        Self { conversation, index }
    }

    fn cut(&self) -> &'a Cut {
        &self.conversation.cuts[self.index]
    }

    fn turn(&self, index: usize) -> &'a Turn<'a> {
        &self.conversation.turns()[index]
    }

    /// The ask and the reply of an exchange that is nothing but these two, with no other of its customer before or after:
    /// every draft, and most of what is cut from threads.
    pub(crate) fn pair(&self) -> Option<(&'a Turn<'a>, &'a Turn<'a>)> {
        let cut = self.cut();
        let (Few::One([ask]), Few::One([reply])) = (&cut.run, &cut.replies) else { return None };
        let (ask, reply) = (self.turn(*ask), self.turn(*reply));
        (cut.previous.is_none() && cut.next.is_none() && ask.is_ask()).then_some((ask, reply))
    }

    /// The conversation it is part of.
    #[must_use]
    pub const fn conversation(&self) -> &'a Conversation<'a> {
        self.conversation
    }

    /// The customer's run of turns, without those they took back.
    pub fn asks(&self) -> impl Iterator<Item = &'a Turn<'a>> + use<'a> {
        let this = *self;
        this.cut().run.iter().map(move |&index| this.turn(index)).filter(|turn| turn.is_ask())
    }

    /// Everything that was answered to it, by anybody, in order; deleted replies and internal notes included.
    pub fn replies(&self) -> impl Iterator<Item = &'a Turn<'a>> + use<'a> {
        let this = *self;
        this.cut().replies.iter().map(move |&index| this.turn(index))
    }

    /// The replies that stop clocks: by agents of its page, visible to the customer, not deleted.
    pub fn answers(&self) -> impl Iterator<Item = &'a Turn<'a>> + use<'a> {
        let page = self.page();
        self.replies().filter(move |turn| answers(turn, page))
    }

    /// The replies by other users and moderators that can be seen: they stop no clock.
    pub fn peers(&self) -> impl Iterator<Item = &'a Turn<'a>> + use<'a> {
        self.replies().filter(|turn| is_peer(turn))
    }

    /// The customer's next turns after the answer.
    pub fn reaction(&self) -> impl Iterator<Item = &'a Turn<'a>> + use<'a> {
        let conversation = self.conversation;
        self.cut().next.into_iter().flat_map(move |next| Exchange::new(conversation, next).asks())
    }

    /// The turns of the conversation before the ask, in order.
    #[must_use]
    pub fn earlier(&self) -> &'a [Turn<'a>] {
        let first = self.cut().run.first().copied().unwrap_or(0);
        &self.conversation.turns()[..first]
    }

    /// This customer's exchange before, in the same conversation.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.cut().previous.map(|index| Self::new(self.conversation, index))
    }

    /// When its customer last wrote, or was last answered, up to `instant`.
    fn last_word(&self, instant: Timestamp) -> Option<Timestamp> {
        let page = self.page();
        let by = |list: &'a [usize], counts: &dyn Fn(&Turn<'_>) -> bool| {
            list.iter()
                .rev()
                .map(|&index| self.turn(index))
                .find(|turn| turn.at() <= instant && counts(turn))
                .map(Turn::at)
        };
        let cut = self.cut();
        by(&cut.run, &|_| true).max(by(&cut.replies, &|turn| answers(turn, page)))
    }

    fn opening(&self) -> Option<&'a Turn<'a>> {
        self.cut().run.first().map(|&index| self.turn(index))
    }

    /// The page it happened on: that of its first customer turn.
    #[must_use]
    pub fn page(&self) -> Option<&'a Id> {
        self.opening().and_then(Turn::page)
    }

    /// Its clocks and names without its words: what every reading starts from.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let conversation = self.conversation;
        let opening = self.opening();
        let (customer, channel, visibility, audience) = match opening.map(Turn::said) {
            Some(Said::Interaction(it)) => (it.customer(), it.channel, it.visibility, it.audience),
            _ => (conversation.thread(), crate::event::Channel::default(), Visibility::default(), None),
        };
        let began = opening.map_or(conversation.first(), Turn::at);
        let page = opening.and_then(Turn::page);
        let (asks, replies, reaction) = match self.pair() {
            Some((one, other)) => (Few::one(ask(one)), Few::one(reply(other, page)), Few::new()),
            None => self.run(page),
        };
        Outline {
            id: ExchangeId {
                thread: conversation.thread().clone(),
                first: opening.map_or(conversation.thread(), |turn| turn.id()).clone(),
            },
            revision: conversation.revision,
            page: page.cloned(),
            customer: customer.clone(),
            channel,
            visibility,
            audience,
            quiet_since: self.previous().and_then(|previous| previous.last_word(began)),
            began,
            asks,
            replies,
            reaction,
            merged: conversation.merged.iter().copied().filter(|&at| at >= began).min(),
            status_changes: conversation.status_changes.clone(),
            follows: self.cut().previous.is_some(),
            closes: conversation.closes(),
            sealed: conversation.sealed,
        }
    }

    /// Any number of asks, replies and turns of the reaction.
    #[inline(never)]
    fn run(&self, page: Option<&Id>) -> (Few<Ask>, Few<Reply>, Few<Ask>) {
        let replies = self.replies().map(|turn| reply(turn, page));
        (self.asks().map(ask).collect(), replies.collect(), self.reaction().map(ask).collect())
    }
}

/// Whether another user or a moderator wrote it, and it can be seen.
pub(crate) fn is_peer(turn: &Turn<'_>) -> bool {
    matches!(turn.role(), Role::Peer | Role::Moderator) && turn.is_visible()
}

fn reply(turn: &Turn<'_>, page: Option<&Id>) -> Reply {
    let author = match turn.said() {
        Said::Response(it) => it.author.clone(),
        Said::Interaction(_) => None,
    };
    Reply {
        message: turn.id().clone(),
        at: turn.at(),
        role: turn.role(),
        author,
        visible: turn.is_visible(),
        answers: answers(turn, page),
    }
}

fn ask(turn: &Turn<'_>) -> Ask {
    Ask { message: turn.id().clone(), at: turn.at(), suppressed: turn.is_suppressed() }
}
