//! Conversations: the turns of one thread without a long gap, cut into exchanges.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use super::dealing::{Cut, Dealt, SMALL, deal};
use super::exchange::Exchange;
use super::outline::StatusChange;
use crate::event::{
    Correction, CorrectionKind, Corrector, Event, Id, Interaction, Response, Role, Status, StatusKind,
    Visibility,
};
use crate::few::Few;
use crate::time::Timestamp;

/// The words of one turn and who said them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Said<'a> {
    /// A customer.
    Interaction(&'a Interaction),
    /// Somebody else.
    Response(&'a Response),
}

/// One turn of a conversation, as it stands after edits and deletions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn<'a> {
    said: Said<'a>,
    text: &'a str,
    deleted: Option<Corrector>,
    hidden: bool,
}

impl<'a> Turn<'a> {
    fn new(event: &'a Event) -> Option<Self> {
        let (said, text) = match event {
            Event::Interaction(it) => (Said::Interaction(it), it.text.as_str()),
            Event::Response(it) => (Said::Response(it), it.text.as_str()),
            _ => return None,
        };
        Some(Self { said, text, deleted: None, hidden: false })
    }

    /// The event behind the turn, as it was sent.
    #[must_use]
    pub const fn said(&self) -> Said<'a> {
        self.said
    }

    /// Its name in the thread.
    #[must_use]
    pub const fn id(&self) -> &'a Id {
        match self.said {
            Said::Interaction(it) => &it.id,
            Said::Response(it) => &it.id,
        }
    }

    /// When it was sent.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self.said {
            Said::Interaction(it) => it.at,
            Said::Response(it) => it.at,
        }
    }

    /// The words, after the last edit.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Who speaks.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self.said {
            Said::Interaction(_) => Role::Customer,
            Said::Response(it) => it.role,
        }
    }

    /// The page it was written on or for.
    #[must_use]
    pub const fn page(&self) -> Option<&'a Id> {
        match self.said {
            Said::Interaction(it) => it.page.as_ref(),
            Said::Response(it) => it.page.as_ref(),
        }
    }

    /// How many files came with it.
    #[must_use]
    pub const fn attachments(&self) -> u64 {
        match self.said {
            Said::Interaction(it) => it.attachments,
            Said::Response(it) => it.attachments,
        }
    }

    /// Who deleted it, if it was deleted.
    #[must_use]
    pub const fn deleted(&self) -> Option<Corrector> {
        self.deleted
    }

    /// Whether it was hidden, or deleted by anybody but its author.
    #[must_use]
    pub fn is_suppressed(&self) -> bool {
        self.hidden || self.deleted.is_some_and(|by| by != self.author())
    }

    /// Whether it is a customer's turn that its customer has not taken back.
    #[must_use]
    pub fn is_ask(&self) -> bool {
        matches!(self.said, Said::Interaction(_)) && self.deleted != Some(Corrector::Customer)
    }

    /// Whether the customer can see it: not internal, not deleted, not hidden.
    #[must_use]
    pub const fn is_visible(&self) -> bool {
        let internal = match self.said {
            Said::Interaction(said) => matches!(said.visibility, Visibility::Internal),
            Said::Response(said) => matches!(said.visibility, Visibility::Internal),
        };
        !internal && self.deleted.is_none() && !self.hidden
    }

    const fn author(&self) -> Corrector {
        match self.said {
            Said::Interaction(_) => Corrector::Customer,
            Said::Response(_) => Corrector::Company,
        }
    }

    /// Customers before others at one instant, then by name.
    fn order(&self) -> (Timestamp, bool, &'a Id) {
        (self.at(), matches!(self.said, Said::Response(_)), self.id())
    }
}

/// An episode of one thread: its turns in order, without a gap longer than `quiet`, cut into exchanges.
///
/// **Order.** Turns sort by instant, customers first, then by id, whatever the order in which they arrived.
///
/// **Corrections** count when they are dated inside the episode or within `quiet` of it. The last edit holds. A
/// turn that its customer deleted is not an ask any more but stays where it was, so that nothing else moves;
/// one that others deleted or hid still is an ask. A reply that was deleted or hidden answers nothing.
///
/// **Exchanges.** A customer's turns until the next visible reply by an agent to them are one run of asks,
/// whoever writes between. A reply belongs to the exchange that holds the turn it names; with none named, or one
/// that is not in this conversation (counted in [`Conversation::unmatched`]), to the exchange of the customer
/// who wrote last. A reply dated before the turn it names counts as given at once. Whatever the company writes
/// before any customer belongs to no exchange, and neither do replies that name it.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Event, Interaction, Response};
/// use goodwill::thread::Conversation;
/// use std::time::Duration;
///
/// let thread = Id::new("t1")?;
/// let ask = Interaction::new(thread.clone(), Id::new("m1")?, "2024-03-01T10:00:00Z".parse()?)
///     .saying("Is the darkroom open on Sunday?");
/// let reply = Response::new(thread, Id::new("r1")?, "2024-03-01T10:20:00Z".parse()?)
///     .saying("It is, from ten to four.");
/// let events = [Event::Response(reply), Event::Interaction(ask)];
///
/// let conversations = Conversation::cut(&events, Duration::from_secs(14 * 86_400));
/// let exchange = conversations[0].exchanges().next().unwrap();
/// assert_eq!(exchange.asks().count(), 1);
/// assert_eq!(exchange.answers().next().unwrap().id().as_str(), "r1");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Conversation<'a> {
    thread: &'a Id,
    turns: Turns<'a>,
    pub(super) cuts: Few<Cut>,
    pub(super) merged: Vec<Timestamp>,
    /// Closings and reopenings in order, shared with the outlines of all exchanges.
    pub(super) status_changes: Option<Arc<Vec<StatusChange>>>,
    pub(super) quiet: Duration,
    pub(super) sealed: bool,
    unmatched: u64,
    /// Indices of the events that made it, in the list it was cut from.
    pub(super) members: Vec<usize>,
    /// How many events made it.
    pub(super) revision: u64,
}

/// Turns in order; the two of a draft in place.
#[derive(Clone, Debug)]
enum Turns<'a> {
    Two([Turn<'a>; 2]),
    All(Vec<Turn<'a>>),
}

impl<'a> Deref for Turns<'a> {
    type Target = [Turn<'a>];

    fn deref(&self) -> &[Turn<'a>] {
        match self {
            Self::Two(turns) => turns,
            Self::All(turns) => turns,
        }
    }
}

impl DerefMut for Turns<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Two(turns) => turns,
            Self::All(turns) => turns,
        }
    }
}

impl<'a> Conversation<'a> {
    /// Cuts any number of events of any number of threads, in any order; events outside threads are passed over.
    ///
    /// Of events with one identity the one with the smallest canonical form is kept. Conversations come sorted by
    /// thread and time.
    #[must_use]
    pub fn cut(events: impl IntoIterator<Item = &'a Event>, quiet: Duration) -> Vec<Self> {
        let mut places: HashMap<&Id, usize, foldhash::fast::FixedState> = HashMap::default();
        let mut threads: Vec<(&Id, Vec<&'a Event>)> = Vec::new();
        for event in events {
            let Some(thread) = event.thread() else { continue };
            let place = *places.entry(thread).or_insert_with(|| {
                threads.push((thread, Vec::new()));
                threads.len() - 1
            });
            threads[place].1.push(event);
        }
        threads.sort_unstable_by_key(|(thread, _)| *thread);
        let mut all = Vec::new();
        for (thread, mut events) in threads {
            distinct(&mut events);
            all.extend(cut_thread(thread, &events, quiet).0);
        }
        all
    }

    /// A conversation of one ask and one reply, for reading a draft before it is posted or a pair out of context.
    ///
    /// The reply belongs to the ask, whatever it names. It answers it if its role, visibility and page allow.
    #[must_use]
    pub fn draft(ask: &'a Interaction, reply: &'a Response) -> Self {
        let turns = [
            Turn { said: Said::Interaction(ask), text: &ask.text, deleted: None, hidden: false },
            Turn { said: Said::Response(reply), text: &reply.text, deleted: None, hidden: false },
        ];
        Self {
            thread: &ask.thread,
            turns: Turns::Two(turns),
            cuts: Few::one(Cut::draft()),
            merged: Vec::new(),
            status_changes: None,
            quiet: Duration::ZERO,
            sealed: false,
            unmatched: 0,
            members: Vec::new(),
            revision: 2,
        }
    }

    /// The thread it is an episode of.
    #[must_use]
    pub const fn thread(&self) -> &'a Id {
        self.thread
    }

    /// Its turns in order.
    #[must_use]
    pub fn turns(&self) -> &[Turn<'a>] {
        &self.turns
    }

    /// Its exchanges, in the order in which they began.
    #[must_use]
    pub fn exchanges(&self) -> impl ExactSizeIterator<Item = Exchange<'_>> {
        (0..self.cuts.len()).map(|index| Exchange::new(self, index))
    }

    /// The first page that one of its turns names.
    #[must_use]
    pub fn page(&self) -> Option<&'a Id> {
        self.turns.iter().find_map(Turn::page)
    }

    /// When its first turn was sent.
    #[must_use]
    pub fn first(&self) -> Timestamp {
        self.turns.first().map_or(Timestamp::MIN, Turn::at)
    }

    /// When its last turn was sent.
    #[must_use]
    pub fn last(&self) -> Timestamp {
        self.turns.last().map_or(Timestamp::MIN, Turn::at)
    }

    /// When it has been quiet for long enough that a further turn would begin another one: no ask ages beyond.
    #[must_use]
    pub fn closes(&self) -> Timestamp {
        self.last().saturating_add(self.quiet)
    }

    /// How many replies and corrections named a turn that is not in it.
    #[must_use]
    pub const fn unmatched(&self) -> u64 {
        self.unmatched
    }
}

/// Sorts events by id and keeps, of those with one id, the one that outranks the others.
fn distinct(events: &mut Vec<&Event>) {
    events.sort_by(|a, b| {
        a.id().cmp(b.id()).then_with(|| match (a.outranks(b), b.outranks(a)) {
            (true, _) => std::cmp::Ordering::Less,
            (_, true) => std::cmp::Ordering::Greater,
            _ => std::cmp::Ordering::Equal,
        })
    });
    events.dedup_by(|later, kept| later.id() == kept.id());
}

/// Cuts the distinct events of one thread. Returns its conversations in order, and the indices of corrections and
/// statuses that none of them covers.
pub(super) fn cut_thread<'a>(
    thread: &'a Id,
    events: &[&'a Event],
    quiet: Duration,
) -> (Vec<Conversation<'a>>, Vec<usize>) {
    let mut turns: Vec<(Turn<'a>, usize)> = Vec::with_capacity(events.len());
    let mut loose: Vec<usize> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        match Turn::new(event) {
            Some(turn) => turns.push((turn, index)),
            None => loose.push(index),
        }
    }
    turns.sort_unstable_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    loose.sort_unstable_by_key(|&index| (events[index].at(), events[index].id()));

    let mut conversations: Vec<Conversation<'a>> = Vec::new();
    for (turn, index) in turns {
        let follows = conversations.last().is_some_and(|open| turn.at() <= open.closes());
        if !follows {
            conversations.push(Conversation {
                thread,
                turns: Turns::All(Vec::new()),
                cuts: Few::new(),
                merged: Vec::new(),
                status_changes: None,
                quiet,
                sealed: false,
                unmatched: 0,
                members: Vec::new(),
                revision: 0,
            });
        }
        if let Some(open) = conversations.last_mut() {
            if let Turns::All(turns) = &mut open.turns {
                turns.push(turn);
            }
            open.members.push(index);
        }
    }

    let mut adrift = Vec::new();
    for index in loose {
        let taken = match events[index] {
            Event::Correction(correction) => {
                conversations.iter_mut().find_map(|open| open.correct(correction).then_some(open))
            }
            Event::Status(status) => {
                conversations.iter_mut().rev().find_map(|open| open.mark(status).then_some(open))
            }
            _ => None,
        };
        match taken {
            Some(open) => open.members.push(index),
            None => adrift.push(index),
        }
    }
    for open in &mut conversations {
        open.revision = open.members.len() as u64;
        open.assign();
    }
    (conversations, adrift)
}

impl<'a> Conversation<'a> {
    /// Whether something dated `at` is near enough to be about this episode.
    fn covers(&self, at: Timestamp) -> bool {
        at >= self.first().saturating_sub(self.quiet) && at <= self.closes()
    }

    fn turn_mut(&mut self, id: &Id) -> Option<&mut Turn<'a>> {
        self.turns.iter_mut().find(|turn| turn.id() == id)
    }

    /// Takes a correction in; they come in order of time. False if it is about no turn of this episode.
    fn correct(&mut self, correction: &'a Correction) -> bool {
        if !self.covers(correction.at) {
            return false;
        }
        let Some(turn) = self.turn_mut(&correction.target) else { return false };
        match correction.kind {
            CorrectionKind::Edit => turn.text = &correction.text,
            CorrectionKind::Delete => {
                let by = correction.by.unwrap_or(turn.author());
                turn.deleted.get_or_insert(by);
            }
        }
        true
    }

    /// Takes a status in. False if it is about another episode, or names a turn that is not here.
    fn mark(&mut self, status: &'a Status) -> bool {
        if !self.covers(status.at) || status.at < self.first() {
            return false;
        }
        match (status.kind, &status.target) {
            (StatusKind::Merged, _) => self.merged.push(status.at),
            (StatusKind::Closed | StatusKind::Reopened, _) => {
                let change = StatusChange { at: status.at, kind: status.kind };
                Arc::make_mut(self.status_changes.get_or_insert_default()).push(change);
            }
            (StatusKind::Hidden, Some(target)) => match self.turn_mut(target) {
                Some(turn) => turn.hidden = true,
                None => return false,
            },
            (StatusKind::Hidden, None) => {
                for turn in self.turns.iter_mut().filter(|turn| turn.at() <= status.at) {
                    turn.hidden |= matches!(turn.said, Said::Interaction(_));
                }
            }
        }
        true
    }

    /// Deals the turns out to exchanges.
    fn assign(&mut self) {
        let targets = self.targets();
        self.cuts = deal(&self.turns, &targets).into();
    }

    /// For every reply, the turn it names, if that is in the conversation; the others are counted.
    fn targets(&mut self) -> Vec<Option<usize>> {
        let table: Option<HashMap<&Id, usize, foldhash::fast::FixedState>> = (self.turns.len() > SMALL)
            .then(|| self.turns.iter().enumerate().map(|(index, turn)| (turn.id(), index)).collect());
        let mut unmatched = 0;
        let targets = self
            .turns
            .iter()
            .enumerate()
            .map(|(index, turn)| {
                let Said::Response(Response { in_reply_to: Some(named), .. }) = turn.said else {
                    return None;
                };
                let found = match &table {
                    Some(table) => table.get(named).copied(),
                    None => self.turns.iter().position(|turn| turn.id() == named),
                };
                // A reply that names itself names nobody.
                let found = found.filter(|&found| found != index);
                unmatched += u64::from(found.is_none());
                found
            })
            .collect();
        self.unmatched = unmatched;
        targets
    }
}

/// Whether a turn stops the clock of an exchange on that page: a reply by an agent, which the customer can see,
/// which was neither deleted nor hidden, and which another page did not write.
pub(crate) fn answers(turn: &Turn<'_>, page: Option<&Id>) -> bool {
    let Said::Response(said) = turn.said else { return false };
    said.role == Role::Agent
        && turn.is_visible()
        && match (page, &said.page) {
            (Some(asked), Some(answering)) => asked == answering,
            _ => true,
        }
}

impl<'a> Dealt for Turn<'a> {
    type Customer = &'a Id;

    fn customer(&self) -> Option<&'a Id> {
        match self.said {
            Said::Interaction(said) => Some(said.customer()),
            Said::Response(_) => None,
        }
    }

    fn answers(&self, opening: &Self) -> bool {
        answers(self, opening.page())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Reading, Verdict};

    const QUIET: Duration = Duration::from_secs(14 * 86_400);

    fn verdicts(lines: &[&str]) -> Vec<Verdict> {
        let events: Vec<Event> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        Conversation::cut(&events, QUIET)
            .iter()
            .flat_map(|one| {
                one.exchanges().map(|exchange| Reading::new(exchange.outline()).verdict()).collect::<Vec<_>>()
            })
            .collect()
    }

    const ASK: &str = r#"{"type":"interaction","id":"m1","thread":"t","at":"2024-01-01T10:00:00Z"}"#;
    const REPLY: &str = r#"{"type":"response","id":"r1","thread":"t","at":"2024-01-01T11:00:00Z"}"#;

    #[test]
    fn a_reply_that_the_customer_cannot_see_answers_nothing() {
        assert_eq!(verdicts(&[ASK, REPLY]), [Verdict::Answered]);
        let hidden = r#"{"type":"status","id":"s","thread":"t","at":"2024-01-01T12:00:00Z","kind":"hidden","target":"r1"}"#;
        assert_eq!(verdicts(&[ASK, REPLY, hidden]), [Verdict::Open]);
        let internal = REPLY.replace(r#""thread""#, r#""visibility":"internal","thread""#);
        assert_eq!(verdicts(&[ASK, &internal]), [Verdict::Open]);
        let bot = REPLY.replace(r#""thread""#, r#""role":"bot","thread""#);
        assert_eq!(verdicts(&[ASK, &bot]), [Verdict::Open]);
    }

    #[test]
    fn a_merger_withdraws_what_is_open_and_not_what_is_asked_later() {
        let merged = r#"{"type":"status","id":"s","thread":"t","at":"2024-01-01T10:30:00Z","kind":"merged","to_thread":"u"}"#;
        let later = r#"{"type":"interaction","id":"m2","thread":"t","at":"2024-01-01T12:00:00Z"}"#;
        assert_eq!(verdicts(&[ASK, merged]), [Verdict::Withdrawn]);
        assert_eq!(verdicts(&[ASK, merged, later]), [Verdict::Open]);
        let before = merged.replace("10:30", "11:30");
        assert_eq!(verdicts(&[ASK, REPLY, &before]), [Verdict::Answered]);
    }

    #[test]
    fn a_gap_longer_than_quiet_begins_another_conversation() {
        let at_quiet = r#"{"type":"interaction","id":"m2","thread":"t","at":"2024-01-15T10:00:00Z"}"#;
        let over = r#"{"type":"interaction","id":"m2","thread":"t","at":"2024-01-15T10:00:00.001Z"}"#;
        assert_eq!(verdicts(&[ASK, at_quiet]).len(), 1);
        assert_eq!(verdicts(&[ASK, over]).len(), 2);
    }
}
