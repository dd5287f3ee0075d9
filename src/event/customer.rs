//! A customer record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Id;
use super::row::{Column, Row};
use crate::error::Result;
use crate::time::Timestamp;

/// What the company knows of a customer besides what they wrote.
///
/// Of several records of one customer the newest counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Customer {
    /// The customer, as interactions name them.
    pub id: Id,
    /// When the record was made.
    pub at: Timestamp,
    /// What people call them.
    pub name: Option<String>,
    /// Anything else, by name: plan, segment, since when.
    pub attributes: BTreeMap<String, String>,
}

impl Customer {
    /// A record with no name and no attributes.
    #[must_use]
    pub fn new(id: Id, at: Timestamp) -> Self {
        Self { id, at, name: None, attributes: BTreeMap::new() }
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        Ok(Self {
            id: row.need_id(Column::Id, "a customer")?,
            at: row.need_at("a customer")?,
            name: row.take_text(Column::Name),
            attributes: row.into_attributes(),
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        if let Some(name) = &self.name {
            row.put_text(Column::Name, name);
        }
        row.put_attributes(&self.attributes);
        row
    }
}
