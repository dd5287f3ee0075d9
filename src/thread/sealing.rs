//! When a conversation is over, and what is kept of it until then.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::conversation::{Conversation, cut_thread};
use crate::error::{Error, Result};
use crate::event::{Event, Id};
use crate::time::{Timestamp, length, whole};

const DAY: Duration = Duration::from_secs(86_400);
/// Lengths beyond this are taken for mistakes: no platform reports ten years late.
const LONGEST: Duration = Duration::from_secs(3_650 * 86_400);

/// When conversations end and how late events may come.
///
/// A conversation is *sealed* once its last turn plus [`Sealing::quiet`] plus [`Sealing::lateness`] is strictly
/// earlier than the watermark, the instant up to which the caller says that everything has arrived. Sealed
/// exchanges enter the states of scorers, once; before that they are pending.
///
/// # Examples
///
/// ```
/// use goodwill::thread::Sealing;
/// use std::time::Duration;
///
/// let sealing = Sealing::builder().quiet(Duration::from_secs(7 * 86_400)).build()?;
/// assert_eq!(sealing.lateness(), Duration::from_secs(2 * 86_400));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SealingBuilder", into = "SealingBuilder")]
pub struct Sealing {
    quiet: Duration,
    lateness: Duration,
    most_turns: usize,
}

impl Default for Sealing {
    fn default() -> Self {
        Self { quiet: 14 * DAY, lateness: 2 * DAY, most_turns: 10_000 }
    }
}

impl Sealing {
    /// The defaults, to be changed: quiet 14 days, lateness 2 days, 10,000 turns.
    #[must_use]
    pub fn builder() -> SealingBuilder {
        SealingBuilder::default()
    }

    /// The longest gap inside a conversation; a longer one begins another. An ask ages no longer than this beyond
    /// the last turn.
    #[must_use]
    pub const fn quiet(&self) -> Duration {
        self.quiet
    }

    /// How long after its own date an event may arrive and still count.
    #[must_use]
    pub const fn lateness(&self) -> Duration {
        self.lateness
    }

    /// How many events of one thread, turns and others, are held until it is sealed; further ones are counted and
    /// dropped.
    #[must_use]
    pub const fn most_turns(&self) -> usize {
        self.most_turns
    }

    /// The first instant at which a watermark seals something that ended at `last`.
    pub(crate) fn due(&self, last: Timestamp) -> Timestamp {
        last.saturating_add(self.quiet).saturating_add(self.lateness)
    }
}

/// Builds a [`Sealing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SealingBuilder {
    #[serde(with = "length")]
    quiet: Duration,
    #[serde(with = "length")]
    lateness: Duration,
    most_turns: usize,
}

impl Default for SealingBuilder {
    fn default() -> Self {
        Sealing::default().into()
    }
}

impl SealingBuilder {
    /// The longest gap inside a conversation. Default 14 days.
    #[must_use]
    pub const fn quiet(mut self, length: Duration) -> Self {
        self.quiet = length;
        self
    }

    /// How late events may arrive. Default 2 days.
    #[must_use]
    pub const fn lateness(mut self, length: Duration) -> Self {
        self.lateness = length;
        self
    }

    /// How many events of one thread may be pending. Default 10,000.
    #[must_use]
    pub const fn most_turns(mut self, turns: usize) -> Self {
        self.most_turns = turns;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When `quiet` is not between 1 ms and ten years, `lateness` is longer than ten years, or no turn may be held.
    pub fn build(self) -> Result<Sealing> {
        let Self { quiet, lateness, most_turns } = self;
        let (quiet, lateness) = (whole(quiet), whole(lateness));
        if quiet < Duration::from_millis(1) || quiet > LONGEST {
            return Err(Error::refused("quiet", length::to_text(quiet), "a length from 1ms to 3650d"));
        }
        if lateness > LONGEST {
            return Err(Error::refused("lateness", length::to_text(lateness), "a length up to 3650d"));
        }
        if most_turns == 0 {
            return Err(Error::refused("most_turns", most_turns, "at least 1"));
        }
        Ok(Sealing { quiet, lateness, most_turns })
    }
}

impl TryFrom<SealingBuilder> for Sealing {
    type Error = Error;

    fn try_from(builder: SealingBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<Sealing> for SealingBuilder {
    fn from(sealing: Sealing) -> Self {
        Self { quiet: sealing.quiet, lateness: sealing.lateness, most_turns: sealing.most_turns }
    }
}

/// What became of an event that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Arrival {
    /// It is new.
    New,
    /// It was there already, to the letter.
    Duplicate,
    /// One with its identity and other content was there; the smaller canonical form is kept.
    Conflict,
    /// It is older than the watermark allows, and changes nothing.
    Late,
    /// Its thread holds as many turns as it may, and it changes nothing.
    Overflow,
}

impl fmt::Display for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::New => "new",
            Self::Duplicate => "there already",
            Self::Conflict => "same identity, other content",
            Self::Late => "too late to count",
            Self::Overflow => "beyond the turns that one thread may hold",
        })
    }
}

/// The events of one thread that are not sealed yet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Book {
    events: Vec<Arc<Event>>,
    /// Distinct events ever taken in; grows with every one and never falls.
    revision: u64,
    /// The earliest watermark that may seal something in here.
    due: Option<Timestamp>,
    #[serde(skip)]
    places: HashMap<Id, usize, foldhash::fast::FixedState>,
}

/// From this many events on a book keeps a table of ids.
const TABLE: usize = 24;

impl Book {
    pub(crate) fn take(&mut self, event: Arc<Event>, sealing: &Sealing) -> Arrival {
        if self.events.len() >= TABLE && self.places.len() != self.events.len() {
            self.places = self.events.iter().enumerate().map(|(i, e)| (e.id().clone(), i)).collect();
        }
        let place = if self.events.len() >= TABLE {
            self.places.get(event.id()).copied()
        } else {
            self.events.iter().position(|held| held.id() == event.id())
        };
        if let Some(place) = place {
            let held = &mut self.events[place];
            if **held == *event {
                return Arrival::Duplicate;
            }
            if event.outranks(held) {
                let due = sealing.due(event.at());
                *held = event;
                self.due = self.due.map(|before| before.min(due));
            }
            return Arrival::Conflict;
        }
        if self.events.len() >= sealing.most_turns {
            return Arrival::Overflow;
        }
        if self.events.len() >= TABLE {
            self.places.insert(event.id().clone(), self.events.len());
        }
        let due = sealing.due(event.at());
        self.due = Some(self.due.map_or(due, |before| before.min(due)));
        self.events.push(event);
        self.revision += 1;
        Arrival::New
    }

    /// How many distinct events of the thread were ever taken in.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// The earliest watermark that may seal something in here; `None` when it is empty.
    pub(crate) const fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// Shows the conversations as they stand, none of them sealed; `adrift` counts what is about none of them.
    pub(crate) fn conversations<T>(
        &self,
        thread: &Id,
        sealing: &Sealing,
        show: impl FnOnce(&[Conversation<'_>], u64) -> T,
    ) -> T {
        let events: Vec<&Event> = self.events.iter().map(AsRef::as_ref).collect();
        let (conversations, adrift) = cut_thread(thread, &events, sealing.quiet);
        show(&conversations, unmatched(&events, &adrift))
    }

    /// Shows the conversations that the watermark seals, and forgets their events.
    pub(crate) fn seal<T>(
        &mut self,
        thread: &Id,
        watermark: Timestamp,
        sealing: &Sealing,
        show: impl FnOnce(&[Conversation<'_>], u64) -> T,
    ) -> T {
        let held = std::mem::take(&mut self.events);
        self.places.clear();
        let events: Vec<&Event> = held.iter().map(AsRef::as_ref).collect();
        let (conversations, adrift) = cut_thread(thread, &events, sealing.quiet);
        let (mut over, open): (Vec<_>, Vec<_>) =
            conversations.into_iter().partition(|open| sealing.due(open.last()) < watermark);
        for conversation in &mut over {
            conversation.sealed = true;
        }
        // What is about no conversation may still be about one that arrives, or about one that is not over.
        let (gone, waiting): (Vec<usize>, Vec<usize>) = adrift.into_iter().partition(|&index| {
            let at = events[index].at();
            sealing.due(at) < watermark
                && !open.iter().any(|conversation| {
                    at >= conversation.first().saturating_sub(sealing.quiet) && at <= conversation.closes()
                })
        });
        let waiting_due: Vec<Timestamp> =
            waiting.iter().map(|&index| sealing.due(events[index].at()).max(watermark)).collect();
        let shown = show(&over, unmatched(&events, &gone));
        let mut keep: Vec<usize> = open
            .iter()
            .flat_map(|conversation| conversation.members.iter().copied())
            .chain(waiting)
            .collect();
        keep.sort_unstable();
        self.due = open.iter().map(|conversation| sealing.due(conversation.last())).chain(waiting_due).min();
        self.events = keep.into_iter().map(|index| Arc::clone(&held[index])).collect();
        shown
    }
}

/// How many of these name a turn that was not found. A status of a whole thread names none.
fn unmatched(events: &[&Event], adrift: &[usize]) -> u64 {
    adrift
        .iter()
        .filter(|&&index| match events[index] {
            Event::Correction(_) => true,
            Event::Status(status) => status.target.is_some(),
            _ => false,
        })
        .count() as u64
}
