//! The live front: events go in as they come, assessments come out at any instant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::event::{Channel, Customer, Event, Id};
use crate::reader::{self, Reader, Reading};
use crate::scorer::{Observation, Scorer, Slot, Tally};
use crate::thread::{Arrival, Book, Conversation, Sealing};
use crate::time::Timestamp;

/// Whom an observation is counted for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Key {
    /// Everything together.
    All,
    /// A page of the company.
    Page(Id),
    /// A customer.
    Customer(Id),
    /// Somebody of the company, by who answered first.
    Agent(Id),
    /// Any other grouping: a segment, a theme, a branch.
    Group(Id),
    /// Where the ask was written.
    Channel(Channel),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Page(id) => write!(f, "page {id}"),
            Self::Customer(id) => write!(f, "customer {id}"),
            Self::Agent(id) => write!(f, "agent {id}"),
            Self::Group(id) => write!(f, "group {id}"),
            Self::Channel(channel) => write!(f, "channel {channel}"),
        }
    }
}

impl Key {
    /// The keys that an observation counts for unless told otherwise: everything, its page, its customer, its agent.
    #[must_use]
    pub fn usual(seen: &Observation) -> Vec<Self> {
        let agent = match seen {
            Observation::Exchange(reading) => reading.agent(),
            _ => None,
        };
        [
            Some(Self::All),
            seen.page().cloned().map(Self::Page),
            seen.customer().cloned().map(Self::Customer),
            agent.cloned().map(Self::Agent),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// How many events came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counts {
    /// Distinct events taken in.
    pub events: u64,
    /// Events that were there already, to the letter.
    pub duplicates: u64,
    /// Events with a known identity and other content.
    pub conflicts: u64,
    /// Events older than the watermark allows; they changed nothing.
    pub late: u64,
    /// Events beyond what one thread may hold; they changed nothing.
    pub overflow: u64,
}

/// Puts observations under keys.
type Grouping = Arc<dyn Fn(&Observation) -> Vec<Key> + Send + Sync>;

/// Takes events as they come and keeps a tally per key.
///
/// Events may come late, twice and out of order. Nothing is decided by their own dates: the caller moves the watermark
/// with [`Tracker::seal`], and conversations that ended long enough before it are read for the last time and enter the
/// states. The others are read anew when they have changed and somebody asks.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Event, Id, Interaction};
/// use goodwill::reader::LexiconReader;
/// use goodwill::scorer::Responsiveness;
/// use goodwill::tracker::{Key, Tracker};
///
/// let mut tracker = Tracker::new(LexiconReader::english()?, Responsiveness::default());
/// let ask = Interaction::new(Id::new("t1")?, Id::new("m1")?, "2024-03-01T10:00:00Z".parse()?)
///     .on(Channel::Comment)
///     .saying("Where are my prints?");
/// tracker.push(Event::Interaction(ask));
///
/// let soon = tracker.assess(&Key::All, "2024-03-01T12:30:00Z".parse()?);
/// let later = tracker.assess(&Key::All, "2024-03-03T10:30:00Z".parse()?);
/// assert!(later.score() < soon.score());
///
/// // A snapshot holds everything that a restart needs.
/// let bytes = tracker.snapshot()?;
/// let mut again = Tracker::new(LexiconReader::english()?, Responsiveness::default()).restore(&bytes)?;
/// assert_eq!(again.assess(&Key::All, "2024-03-03T10:30:00Z".parse()?), later);
/// # Ok::<(), goodwill::Error>(())
/// ```
pub struct Tracker<R, S: Scorer> {
    reader: R,
    scorer: S,
    sealing: Sealing,
    grouping: Grouping,
    held: Held,
    tallies: BTreeMap<Key, Tally<S::State>>,
    /// Slots that have changed since they were last read.
    changed: BTreeSet<Slot>,
    /// The keys under which each slot is pending, and how many of its replies name nobody.
    pending: BTreeMap<Slot, (BTreeSet<Key>, Unmatched)>,
}

/// How many replies and corrections named a message which is not there, by the page of their conversation.
type Unmatched = BTreeMap<Option<Id>, u64>;

/// What a tracker holds besides tallies.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Held {
    books: BTreeMap<Id, Book>,
    /// When each book may first be sealed, in order.
    due: BTreeSet<(Timestamp, Id)>,
    /// Outcomes and touchpoints that are not sealed.
    others: BTreeMap<Slot, Arc<Event>>,
    customers: BTreeMap<Id, Customer>,
    watermark: Option<Timestamp>,
    counts: Counts,
    unmatched: Unmatched,
}

impl<R: Reader, S: Scorer> Tracker<R, S> {
    /// A tracker that has seen nothing, with default [`Sealing`] and [`Key::usual`] keys.
    #[must_use]
    pub fn new(reader: R, scorer: S) -> Self {
        Self {
            reader,
            scorer,
            sealing: Sealing::default(),
            grouping: Arc::new(Key::usual),
            held: Held::default(),
            tallies: BTreeMap::new(),
            changed: BTreeSet::new(),
            pending: BTreeMap::new(),
        }
    }

    /// The same tracker with that sealing. Call it before the first event.
    #[must_use]
    pub const fn sealing(mut self, sealing: Sealing) -> Self {
        self.sealing = sealing;
        self
    }

    /// The same tracker counting every observation for the keys that `grouping` gives. Call it before the first event.
    #[must_use]
    pub fn group_by(mut self, grouping: impl Fn(&Observation) -> Vec<Key> + Send + Sync + 'static) -> Self {
        self.grouping = Arc::new(grouping);
        self
    }

    /// The scorer.
    #[must_use]
    pub const fn scorer(&self) -> &S {
        &self.scorer
    }

    /// The instant up to which the caller has said that everything has arrived.
    #[must_use]
    pub const fn watermark(&self) -> Option<Timestamp> {
        self.held.watermark
    }

    /// How many events came to what.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.held.counts
    }

    /// The record of a customer.
    #[must_use]
    pub fn customer(&self, id: &Id) -> Option<&Customer> {
        self.held.customers.get(id)
    }

    /// Takes one event in and says what became of it.
    pub fn push(&mut self, event: impl Into<Arc<Event>>) -> Arrival {
        let event = event.into();
        let arrival = self.take(event);
        let counts = &mut self.held.counts;
        let count = match arrival {
            Arrival::New => &mut counts.events,
            Arrival::Duplicate => &mut counts.duplicates,
            Arrival::Conflict => &mut counts.conflicts,
            Arrival::Late => &mut counts.late,
            Arrival::Overflow => &mut counts.overflow,
        };
        *count += 1;
        arrival
    }

    fn take(&mut self, event: Arc<Event>) -> Arrival {
        if let Event::Customer(customer) = &*event {
            return match self.held.customers.get_mut(&customer.id) {
                None => {
                    self.held.customers.insert(customer.id.clone(), customer.clone());
                    Arrival::New
                }
                Some(known) if known == customer => Arrival::Duplicate,
                Some(known) => {
                    if event.outranks(&Event::Customer(known.clone())) {
                        *known = customer.clone();
                    }
                    Arrival::Conflict
                }
            };
        }
        if self.held.watermark.is_some_and(|mark| event.at() < mark.saturating_sub(self.sealing.lateness())) {
            return Arrival::Late;
        }
        match event.thread().cloned() {
            Some(thread) => self.take_turn(thread, event),
            None => self.take_other(event),
        }
    }

    /// Takes in what belongs to a thread.
    fn take_turn(&mut self, thread: Id, event: Arc<Event>) -> Arrival {
        let book = self.held.books.entry(thread.clone()).or_default();
        let before = book.due();
        let arrival = book.take(event, &self.sealing);
        let after = book.due();
        if before != after {
            if let Some(before) = before {
                self.held.due.remove(&(before, thread.clone()));
            }
            if let Some(after) = after {
                self.held.due.insert((after, thread.clone()));
            }
        }
        if matches!(arrival, Arrival::New | Arrival::Conflict) {
            self.changed.insert(Slot::Thread(thread));
        }
        arrival
    }

    /// Takes in an outcome or a touchpoint.
    fn take_other(&mut self, event: Arc<Event>) -> Arrival {
        let slot = match &*event {
            Event::Touchpoint(it) => Slot::Touchpoint(it.id.clone()),
            other => Slot::Outcome(other.id().clone()),
        };
        let arrival = match self.held.others.get_mut(&slot) {
            None => {
                self.held.others.insert(slot.clone(), event);
                Arrival::New
            }
            Some(known) if **known == *event => Arrival::Duplicate,
            Some(known) => {
                if event.outranks(known) {
                    *known = event;
                }
                Arrival::Conflict
            }
        };
        if arrival != Arrival::Duplicate {
            self.changed.insert(slot);
        }
        arrival
    }

    /// Says that everything up to `upto` has arrived, but for what is at most [`Sealing::lateness`] late. What ended
    /// long enough before is sealed; a watermark never moves back.
    pub fn seal(&mut self, upto: Timestamp) {
        let mark = self.held.watermark.map_or(upto, |before| before.max(upto));
        self.held.watermark = Some(mark);
        let mut sealed: Vec<Observation> = Vec::new();

        while let Some((due, thread)) = self.held.due.first().cloned() {
            if due >= mark {
                break;
            }
            self.held.due.pop_first();
            let Some(book) = self.held.books.get_mut(&thread) else { continue };
            let (reader, unmatched) = (&self.reader, &mut self.held.unmatched);
            book.seal(&thread, mark, &self.sealing, |over, adrift| {
                add_unmatched(unmatched, over, adrift);
                sealed.extend(over.iter().flat_map(|conversation| read_all(reader, conversation)));
            });
            match book.due() {
                Some(next) => {
                    self.held.due.insert((next, thread.clone()));
                }
                None => {
                    self.held.books.remove(&thread);
                }
            }
            self.changed.insert(Slot::Thread(thread));
        }

        let over: Vec<Slot> = self
            .held
            .others
            .iter()
            .filter(|(_, event)| event.at().saturating_add(self.sealing.lateness()) < mark)
            .map(|(slot, _)| slot.clone())
            .collect();
        for slot in over {
            if let Some(event) = self.held.others.remove(&slot) {
                sealed.extend(observation(&event));
            }
            self.changed.insert(slot);
        }

        sealed.sort_by(|a, b| a.place().cmp(&b.place()));
        for seen in &sealed {
            for key in (self.grouping)(seen) {
                self.tallies.entry(key).or_default().seal(&self.scorer, seen);
            }
        }
    }

    /// Reads everything that has changed since it was last read.
    fn refresh(&mut self) {
        for slot in std::mem::take(&mut self.changed) {
            let (revision, observations, unmatched) = match &slot {
                Slot::Thread(thread) => match self.held.books.get(thread) {
                    None => (u64::MAX, Vec::new(), Unmatched::new()),
                    Some(book) => book.conversations(thread, &self.sealing, |all, adrift| {
                        let read = all.iter().flat_map(|one| read_all(&self.reader, one)).collect();
                        let mut unmatched = Unmatched::new();
                        add_unmatched(&mut unmatched, all, adrift);
                        (book.revision(), read, unmatched)
                    }),
                },
                Slot::Outcome(_) | Slot::Touchpoint(_) => {
                    let event = self.held.others.get(&slot);
                    (0, event.and_then(|event| observation(event)).into_iter().collect(), Unmatched::new())
                }
            };
            let mut by_key: BTreeMap<Key, Vec<Observation>> = BTreeMap::new();
            for seen in observations {
                for key in (self.grouping)(&seen) {
                    by_key.entry(key).or_default().push(seen.clone());
                }
            }
            // What was pending goes first: a thread that was sealed and goes on counts its revisions from one again.
            let (before, _) = self.pending.remove(&slot).unwrap_or_default();
            for key in &before {
                if let Some(tally) = self.tallies.get_mut(key) {
                    tally.hold(&slot, u64::MAX, Vec::new());
                }
            }
            let keys: BTreeSet<Key> = by_key.keys().cloned().collect();
            for (key, observations) in by_key {
                self.tallies.entry(key).or_default().hold(&slot, revision, observations);
            }
            if !keys.is_empty() || !unmatched.is_empty() {
                self.pending.insert(slot, (keys, unmatched));
            }
        }
    }

    /// What a key's evidence amounts to at `as_of`, open asks included, or at the date of the newest sealed evidence if
    /// that is later. Of a key that nothing is known of, what the scorer says of nothing.
    pub fn assess(&mut self, key: &Key, as_of: Timestamp) -> S::Output {
        self.refresh();
        match self.tallies.get(key) {
            Some(tally) => tally.assess(&self.scorer, as_of),
            None => Tally::default().assess(&self.scorer, as_of),
        }
    }

    /// The keys that anything is known of, in order.
    pub fn keys(&mut self) -> impl Iterator<Item = &Key> {
        self.refresh();
        self.tallies.iter().filter(|(_, tally)| !tally.is_empty()).map(|(key, _)| key)
    }

    /// The tally of a key.
    pub fn tally(&mut self, key: &Key) -> Option<&Tally<S::State>> {
        self.refresh();
        self.tallies.get(key)
    }

    /// The readings of exchanges that are not sealed, once each, in order of threads.
    pub fn pending(&mut self) -> Vec<Reading> {
        self.refresh();
        let mut readings: BTreeMap<_, Reading> = BTreeMap::new();
        for seen in self.tallies.values().flat_map(Tally::pending) {
            if let Observation::Exchange(reading) = seen {
                readings.entry(reading.outline().id().clone()).or_insert_with(|| reading.clone());
            }
        }
        readings.into_values().collect()
    }

    /// How many replies and corrections name a message which is not there, by the page of their conversation: in sealed
    /// conversations and, as they stand, in the others.
    pub fn unmatched_by_page(&mut self) -> BTreeMap<Option<Id>, u64> {
        self.refresh();
        let mut all = self.held.unmatched.clone();
        for (page, count) in self.pending.values().flat_map(|(_, unmatched)| unmatched) {
            *all.entry(page.clone()).or_default() += count;
        }
        all
    }

    /// Everything that a restart needs, as bytes. They hold the text of what is not sealed, and no other.
    ///
    /// # Errors
    ///
    /// When a state of the scorer cannot be written.
    pub fn snapshot(&self) -> Result<Vec<u8>> {
        let tallies: BTreeMap<&Key, &S::State> =
            self.tallies.iter().map(|(key, tally)| (key, tally.state())).collect();
        let newest: BTreeMap<&Key, Timestamp> =
            self.tallies.iter().map(|(key, tally)| (key, tally.newest())).collect();
        let body = postcard::to_allocvec(&(&self.held, tallies, newest))
            .map_err(|_| Error::new("snapshot: a state of the scorer cannot be written"))?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.origin().get().to_le_bytes());
        bytes.extend(Fingerprint::of("snapshot", &body).get().to_le_bytes());
        bytes.extend(body);
        Ok(bytes)
    }

    /// This tracker as it was when the snapshot was taken. Reader, scorer, sealing and grouping come from this one.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged, or were written with another reader, another shape of scorer or another sealing.
    pub fn restore(mut self, snapshot: &[u8]) -> Result<Self> {
        let damaged = || Error::new("snapshot: the bytes are damaged or no snapshot");
        let rest = snapshot.strip_prefix(MAGIC).ok_or_else(damaged)?;
        let (origin, rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        let (check, body) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
        if u64::from_le_bytes(*check) != Fingerprint::of("snapshot", body).get() {
            return Err(damaged());
        }
        if u64::from_le_bytes(*origin) != self.origin().get() {
            return Err(Error::new("snapshot: written with another reader, scorer or sealing"));
        }
        let (held, states, newest): Stored<S::State> = postcard::from_bytes(body).map_err(|_| damaged())?;
        self.held = held;
        self.tallies = BTreeMap::new();
        for (key, state) in states {
            let newest = newest.get(&key).copied().unwrap_or(Timestamp::MIN);
            self.tallies.insert(key, Tally::of(self.scorer.restore(state)?, newest));
        }
        self.pending.clear();
        self.changed = self.held.books.keys().cloned().map(Slot::Thread).collect();
        self.changed.extend(self.held.others.keys().cloned());
        Ok(self)
    }

    /// What a snapshot depends on.
    fn origin(&self) -> Fingerprint {
        Fingerprint::of("tracker 1", &self.sealing).and(self.reader.fingerprint()).and(self.scorer.shape())
    }
}

/// What a snapshot holds after its head.
type Stored<St> = (Held, BTreeMap<Key, St>, BTreeMap<Key, Timestamp>);

const MAGIC: &[u8] = b"goodwill tracker\x01";

impl<R: fmt::Debug, S: Scorer + fmt::Debug> fmt::Debug for Tracker<R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tracker")
            .field("reader", &self.reader)
            .field("scorer", &self.scorer)
            .field("sealing", &self.sealing)
            .field("watermark", &self.held.watermark)
            .field("counts", &self.held.counts)
            .finish_non_exhaustive()
    }
}

fn add_unmatched(unmatched: &mut Unmatched, conversations: &[Conversation<'_>], adrift: u64) {
    if adrift > 0 {
        *unmatched.entry(None).or_default() += adrift;
    }
    for conversation in conversations.iter().filter(|conversation| conversation.unmatched() > 0) {
        *unmatched.entry(conversation.page().cloned()).or_default() += conversation.unmatched();
    }
}

fn read_all<R: Reader>(reader: &R, conversation: &Conversation<'_>) -> Vec<Observation> {
    reader::read_all(reader, conversation).into_iter().map(Observation::Exchange).collect()
}

fn observation(event: &Event) -> Option<Observation> {
    match event {
        Event::Outcome(outcome) => Some(Observation::Outcome(outcome.clone())),
        Event::Touchpoint(touchpoint) => Some(Observation::Touchpoint(touchpoint.clone())),
        _ => None,
    }
}
