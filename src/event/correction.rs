//! A message that was changed or taken away after it was sent.

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
    /// What was done to the message.
    pub enum CorrectionKind called "kind" {
        /// Its words were replaced.
        Edit = "edit",
        /// It was taken away.
        Delete = "delete",
    }
}

vocabulary! {
    /// Who corrected a message.
    pub enum Corrector called "by" {
        /// The customer.
        Customer = "customer",
        /// The company.
        Company = "company",
        /// A moderator.
        Moderator = "moderator",
        /// The platform.
        Platform = "platform",
    }
}

/// An edit or a deletion of an earlier message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Correction {
    /// The thread of the message.
    pub thread: Id,
    /// The correction's own name in the thread.
    pub id: Id,
    /// When it was made.
    pub at: Timestamp,
    /// The message it changes.
    pub target: Id,
    /// What was done.
    pub kind: CorrectionKind,
    /// Who did it; where nobody says, whoever wrote the message is taken to have done it.
    pub by: Option<Corrector>,
    /// The words after an edit.
    pub text: String,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Correction {
    /// A correction of that kind with no words, by nobody named.
    #[must_use]
    pub fn new(thread: Id, id: Id, at: Timestamp, target: Id, kind: CorrectionKind) -> Self {
        Self { thread, id, at, target, kind, by: None, text: String::new(), attributes: BTreeMap::new() }
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "a correction";
        Ok(Self {
            id: row.need_id(Column::Id, OF)?,
            at: row.need_at(OF)?,
            thread: row.need_id(Column::Thread, OF)?,
            target: row.need_id(Column::Target, OF)?,
            kind: row.need_word(Column::Kind, OF)?,
            by: row.take_word(Column::By)?,
            text: row.take_text(Column::Text).unwrap_or_default(),
            attributes: row.into_attributes(),
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Thread, &self.thread);
        row.put_text(Column::Target, &self.target);
        row.put_text(Column::Kind, self.kind);
        if let Some(by) = self.by {
            row.put_text(Column::By, by);
        }
        if !self.text.is_empty() {
            row.put_text(Column::Text, &self.text);
        }
        row.put_attributes(&self.attributes);
        row
    }
}
