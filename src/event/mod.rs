//! What happened, as the outside world reports it.
//!
//! Every event has a type, an [`Id`] and an instant. Seven types are known: what customers wrote
//! ([`Interaction`]), what was answered ([`Response`]), what became of a thread ([`Status`]) or of a message
//! ([`Correction`]), what the company did besides ([`Touchpoint`]), what the customer did in the end
//! ([`Outcome`]), and who they are ([`Customer`]).
//!
//! In JSON Lines and CSV an event is one flat [`Row`]; that is also how [`Event`] serialises in text formats,
//! and what deserialises has been checked.
//!
//! ```
//! use goodwill::event::Event;
//!
//! let line = r#"{"type":"outcome","id":"o1","at":"2024-11-09T10:00:00Z","kind":"purchase","value":349}"#;
//! let event: Event = serde_json::from_str(line)?;
//! assert_eq!(event.id().as_str(), "o1");
//!
//! let missing = r#"{"type":"outcome","id":"o1","at":"2024-11-09T10:00:00Z"}"#;
//! let error = serde_json::from_str::<Event>(missing).unwrap_err();
//! assert!(error.to_string().starts_with("kind: missing, an outcome needs it"));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod amount;
mod channel;
mod correction;
mod customer;
mod id;
mod interaction;
mod outcome;
mod response;
mod row;
mod status;
mod touchpoint;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use amount::{Amount, Rating};
pub use channel::{Channel, Role, Visibility};
pub use correction::{Correction, CorrectionKind, Corrector};
pub use customer::Customer;
pub use id::Id;
pub use interaction::Interaction;
pub use outcome::{Outcome, OutcomeKind};
pub use response::Response;
pub use row::{Column, Row};
pub use status::{Status, StatusKind};
pub use touchpoint::Touchpoint;

use crate::error::{Error, Result};
use crate::time::Timestamp;

/// One thing that happened.
///
/// In text formats it reads and writes as one flat [`Row`] with a `type`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A customer wrote.
    Interaction(Interaction),
    /// Somebody answered.
    Response(Response),
    /// A thread was closed, reopened, merged or hidden.
    Status(Status),
    /// A message was edited or deleted.
    Correction(Correction),
    /// The company did something besides answering.
    Touchpoint(Touchpoint),
    /// A customer bought, rated, cancelled.
    Outcome(Outcome),
    /// What is known of a customer.
    Customer(Customer),
}

/// What makes two events the same one: the thread and the id, or the type and the id outside threads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// An event of a thread.
    InThread {
        /// The thread.
        thread: Id,
        /// The name in the thread.
        id: Id,
    },
    /// An event outside threads.
    OfType {
        /// The word for its type.
        kind: &'static str,
        /// The name in the type.
        id: Id,
    },
}

impl Event {
    /// The word for its type in the event format.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Interaction(_) => "interaction",
            Self::Response(_) => "response",
            Self::Status(_) => "status",
            Self::Correction(_) => "correction",
            Self::Touchpoint(_) => "touchpoint",
            Self::Outcome(_) => "outcome",
            Self::Customer(_) => "customer",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &Id {
        match self {
            Self::Interaction(event) => &event.id,
            Self::Response(event) => &event.id,
            Self::Status(event) => &event.id,
            Self::Correction(event) => &event.id,
            Self::Touchpoint(event) => &event.id,
            Self::Outcome(event) => &event.id,
            Self::Customer(event) => &event.id,
        }
    }

    /// When it happened.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Interaction(event) => event.at,
            Self::Response(event) => event.at,
            Self::Status(event) => event.at,
            Self::Correction(event) => event.at,
            Self::Touchpoint(event) => event.at,
            Self::Outcome(event) => event.at,
            Self::Customer(event) => event.at,
        }
    }

    /// The thread it belongs to, for the four types that have one.
    #[must_use]
    pub const fn thread(&self) -> Option<&Id> {
        match self {
            Self::Interaction(event) => Some(&event.thread),
            Self::Response(event) => Some(&event.thread),
            Self::Status(event) => Some(&event.thread),
            Self::Correction(event) => Some(&event.thread),
            Self::Touchpoint(_) | Self::Outcome(_) | Self::Customer(_) => None,
        }
    }

    /// The page it names.
    #[must_use]
    pub const fn page(&self) -> Option<&Id> {
        match self {
            Self::Interaction(event) => event.page.as_ref(),
            Self::Response(event) => event.page.as_ref(),
            Self::Touchpoint(event) => event.page.as_ref(),
            Self::Outcome(event) => event.page.as_ref(),
            Self::Status(_) | Self::Correction(_) | Self::Customer(_) => None,
        }
    }

    /// What it carries besides its own fields.
    #[must_use]
    pub const fn attributes(&self) -> &BTreeMap<String, String> {
        match self {
            Self::Interaction(event) => &event.attributes,
            Self::Response(event) => &event.attributes,
            Self::Status(event) => &event.attributes,
            Self::Correction(event) => &event.attributes,
            Self::Touchpoint(event) => &event.attributes,
            Self::Outcome(event) => &event.attributes,
            Self::Customer(event) => &event.attributes,
        }
    }

    /// What makes it the same event as another.
    #[must_use]
    pub fn identity(&self) -> Identity {
        match self.thread() {
            Some(thread) => Identity::InThread { thread: thread.clone(), id: self.id().clone() },
            None => Identity::OfType { kind: self.kind(), id: self.id().clone() },
        }
    }

    /// Whether it is a turn of a conversation: an interaction or a response.
    #[must_use]
    pub const fn is_turn(&self) -> bool {
        matches!(self, Self::Interaction(_) | Self::Response(_))
    }

    /// The event as a flat row, with every default written out.
    #[must_use]
    pub fn to_row(&self) -> Row {
        let mut row = match self {
            Self::Interaction(event) => event.to_row(),
            Self::Response(event) => event.to_row(),
            Self::Status(event) => event.to_row(),
            Self::Correction(event) => event.to_row(),
            Self::Touchpoint(event) => event.to_row(),
            Self::Outcome(event) => event.to_row(),
            Self::Customer(event) => event.to_row(),
        };
        row.put_text(Column::Type, self.kind());
        row
    }

    /// Of two versions of one event, whether this one is to be kept: of a customer the newer, otherwise the one
    /// whose canonical form (JSON with sorted keys) is smaller.
    pub(crate) fn outranks(&self, other: &Self) -> bool {
        // The canonical form is dear; what is the same outranks nothing.
        if std::ptr::eq(self, other) || self == other {
            return false;
        }
        if let (Self::Customer(this), Self::Customer(that)) = (self, other) {
            if this.at != that.at {
                return this.at > that.at;
            }
        }
        self.to_row().canonical() < other.to_row().canonical()
    }
}

impl TryFrom<Row> for Event {
    type Error = Error;

    fn try_from(mut row: Row) -> Result<Self> {
        let kind = row.take_text(Column::Type).ok_or_else(|| Error::missing("type", "an event"))?;
        Ok(match kind.as_str() {
            "interaction" => Self::Interaction(Interaction::from_row(row)?),
            "response" => Self::Response(Response::from_row(row)?),
            "status" => Self::Status(Status::from_row(row)?),
            "correction" => Self::Correction(Correction::from_row(row)?),
            "touchpoint" => Self::Touchpoint(Touchpoint::from_row(row)?),
            "outcome" => Self::Outcome(Outcome::from_row(row)?),
            "customer" => Self::Customer(Customer::from_row(row)?),
            _ => {
                return Err(Error::refused(
                    "type",
                    format_args!("{kind:?}"),
                    "one of interaction response status correction touchpoint outcome customer",
                ));
            }
        })
    }
}

/// The same enumeration as formats without field names see it.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Event")]
enum Compact {
    Interaction(Interaction),
    Response(Response),
    Status(Status),
    Correction(Correction),
    Touchpoint(Touchpoint),
    Outcome(Outcome),
    Customer(Customer),
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.to_row().serialize(serializer)
        } else {
            Compact::serialize(self, serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Self::try_from(Row::deserialize(deserializer)?).map_err(serde::de::Error::custom)
        } else {
            Compact::deserialize(deserializer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 7] = [
        r#"{"type":"customer","id":"c1","at":"2015-03-02T00:00:00Z","name":"Ana","attributes":{"plan":"pro"}}"#,
        r#"{"type":"interaction","id":"m1","at":"2017-10-31T21:45:10Z","audience":1200.0,"channel":"post","customer":"c1","page":"acme","text":"My prints are late again","thread":"t1","visibility":"public"}"#,
        r#"{"type":"response","id":"r1","at":"2017-10-31T21:46:24Z","author":"kim","channel":"post","in_reply_to":"m1","page":"acme","role":"agent","text":"Please message us.","thread":"t1","visibility":"public"}"#,
        r#"{"type":"status","id":"s1","at":"2017-11-01T08:00:00Z","kind":"closed","thread":"t1"}"#,
        r#"{"type":"touchpoint","id":"e1","at":"2017-11-04T18:00:00Z","attended":false,"cost":120.0,"customer":"c1","kind":"workshop","name":"Night photography","page":"acme"}"#,
        r#"{"type":"outcome","id":"o1","at":"2017-11-09T10:00:00Z","customer":"c1","kind":"purchase","page":"acme","value":349.0}"#,
        r#"{"type":"correction","id":"x1","at":"2017-11-01T09:00:00Z","by":"customer","kind":"delete","target":"m1","thread":"t1"}"#,
    ];

    #[test]
    fn every_type_writes_what_it_reads() {
        for line in LINES {
            let event: Event = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&event).unwrap(), line);
            let bytes = postcard::to_allocvec(&event).unwrap();
            assert_eq!(postcard::from_bytes::<Event>(&bytes).unwrap(), event);
        }
    }

    #[test]
    fn a_column_of_another_type_becomes_an_attribute() {
        let event: Event =
            serde_json::from_str(r#"{"type":"customer","id":"c1","at":"2015-03-02T00:00:00Z","rating":9}"#)
                .unwrap();
        assert_eq!(event.attributes()["rating"], "9");
    }

    #[test]
    fn the_smaller_canonical_form_wins_and_of_customers_the_newer() {
        let read = |line: &str| serde_json::from_str::<Event>(line).unwrap();
        let a =
            read(r#"{"type":"interaction","id":"m","thread":"t","at":"2024-01-01T00:00:00Z","text":"a"}"#);
        let b =
            read(r#"{"type":"interaction","id":"m","thread":"t","at":"2024-01-01T00:00:00Z","text":"b"}"#);
        assert_eq!(a.identity(), b.identity());
        assert!(a.outranks(&b) && !b.outranks(&a) && !a.outranks(&a));
        let old = read(r#"{"type":"customer","id":"c","at":"2014-01-01T00:00:00Z"}"#);
        let new = read(r#"{"type":"customer","id":"c","at":"2024-01-01T00:00:00Z"}"#);
        assert!(new.outranks(&old) && !old.outranks(&new));
    }
}
