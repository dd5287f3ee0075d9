//! What happened to a thread.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Id;
use super::channel::vocabulary;
use super::row::{Column, Row};
use crate::error::{Error, Result};
use crate::time::Timestamp;

vocabulary! {
    /// What happened to the thread.
    pub enum StatusKind called "kind" {
        /// The company closed it. Closing answers nothing.
        Closed = "closed",
        /// It was opened again.
        Reopened = "reopened",
        /// It went on in another thread: asks that were open here are withdrawn here.
        Merged = "merged",
        /// A message, or the whole thread, was hidden. Its asks stay.
        Hidden = "hidden",
    }
}

/// A change in the standing of a thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Status {
    /// The thread.
    pub thread: Id,
    /// Its name in the thread.
    pub id: Id,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: StatusKind,
    /// The message it is about; absent where it is about the thread.
    pub target: Option<Id>,
    /// The thread that this one was merged into.
    pub to_thread: Option<Id>,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Status {
    /// A status of a whole thread.
    #[must_use]
    pub fn new(thread: Id, id: Id, at: Timestamp, kind: StatusKind) -> Self {
        Self { thread, id, at, kind, target: None, to_thread: None, attributes: BTreeMap::new() }
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "a status";
        Ok(Self {
            id: row.need_id(Column::Id, OF)?,
            at: row.need_at(OF)?,
            thread: row.need_id(Column::Thread, OF)?,
            kind: row.need_word(Column::Kind, OF)?,
            target: row.take_id(Column::Target)?,
            to_thread: row.take_id(Column::ToThread)?,
            attributes: row.into_attributes(),
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Thread, &self.thread);
        row.put_text(Column::Kind, self.kind);
        for (column, id) in [(Column::Target, &self.target), (Column::ToThread, &self.to_thread)] {
            if let Some(id) = id {
                row.put_text(column, id);
            }
        }
        row.put_attributes(&self.attributes);
        row
    }
}
