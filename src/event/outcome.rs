//! What a customer did in the end.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::channel::vocabulary;
use super::row::{Cell, Column, Row};
use super::{Amount, Id, Rating};
use crate::error::{Error, Result};
use crate::time::Timestamp;

vocabulary! {
    /// What kind of outcome it is.
    pub enum OutcomeKind called "kind" {
        /// The customer bought something; the value is the price.
        Purchase = "purchase",
        /// The customer gave stars; the value is their number, 1 to 5.
        Rating = "rating",
        /// The customer's matter was settled.
        Resolved = "resolved",
        /// The customer ended something: a membership, an order.
        Cancelled = "cancelled",
        /// Anything else.
        Other = "other",
    }
}

/// A purchase, a rating, a cancellation: what trust is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// Its name among outcomes.
    pub id: Id,
    /// When it happened.
    pub at: Timestamp,
    /// What kind it is.
    pub kind: OutcomeKind,
    /// The page it belongs to.
    pub page: Option<Id>,
    /// Whose it is.
    pub customer: Option<Id>,
    /// How much: the price of a purchase, the stars of a rating.
    pub value: Option<Amount>,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Outcome {
    /// An outcome of that kind, of no named customer and without a value.
    #[must_use]
    pub fn new(id: Id, at: Timestamp, kind: OutcomeKind) -> Self {
        Self { id, at, kind, page: None, customer: None, value: None, attributes: BTreeMap::new() }
    }

    /// The stars, where the outcome is a rating that has them.
    #[must_use]
    pub fn rating(&self) -> Option<Rating> {
        match self.kind {
            OutcomeKind::Rating => self.value.and_then(|value| Rating::new(value.get()).ok()),
            _ => None,
        }
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "an outcome";
        let mut outcome = Self {
            id: row.need_id(Column::Id, OF)?,
            at: row.need_at(OF)?,
            kind: row.need_word(Column::Kind, OF)?,
            page: row.take_id(Column::Page)?,
            customer: row.take_id(Column::Customer)?,
            value: row.take_number(Column::Value)?,
            attributes: BTreeMap::new(),
        };
        if let (OutcomeKind::Rating, Some(value)) = (outcome.kind, outcome.value) {
            Rating::new(value.get()).map_err(|_| {
                Error::refused("value", value, "a number of stars from 1 to 5, as a rating needs")
            })?;
        }
        outcome.attributes = row.into_attributes();
        Ok(outcome)
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Kind, self.kind);
        for (column, id) in [(Column::Page, &self.page), (Column::Customer, &self.customer)] {
            if let Some(id) = id {
                row.put_text(column, id);
            }
        }
        if let Some(value) = self.value {
            row.put(Column::Value, Cell::Number(value.get()));
        }
        row.put_attributes(&self.attributes);
        row
    }
}
