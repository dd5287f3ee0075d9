//! Something the company did for its customers besides answering.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::row::{Cell, Column, Row};
use super::{Amount, Id};
use crate::error::{Error, Result};
use crate::time::Timestamp;

/// A workshop, an evening with guests, a newsletter: held for everyone, or one customer's part in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Touchpoint {
    /// Its name among touchpoints.
    pub id: Id,
    /// When it took place.
    pub at: Timestamp,
    /// What kind it is, in the company's own words.
    pub kind: String,
    /// The page it belongs to.
    pub page: Option<Id>,
    /// What people call it.
    pub name: Option<String>,
    /// The customer it reached; absent where it reached everyone.
    pub customer: Option<Id>,
    /// Whether that customer was there, where it is known.
    pub attended: Option<bool>,
    /// What it cost, in the company's currency.
    pub cost: Option<Amount>,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Touchpoint {
    /// A touchpoint of that kind that reached everyone.
    ///
    /// # Errors
    ///
    /// When the kind is blank.
    pub fn new(id: Id, at: Timestamp, kind: impl Into<String>) -> Result<Self> {
        let kind = kind.into();
        if kind.trim().is_empty() {
            return Err(Error::refused(
                "kind",
                format_args!("{kind:?}"),
                "a word with at least one visible character",
            ));
        }
        Ok(Self {
            id,
            at,
            kind,
            page: None,
            name: None,
            customer: None,
            attended: None,
            cost: None,
            attributes: BTreeMap::new(),
        })
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "a touchpoint";
        let id = row.need_id(Column::Id, OF)?;
        let at = row.need_at(OF)?;
        let kind = row.take_text(Column::Kind).ok_or_else(|| Error::missing("kind", OF))?;
        Ok(Self {
            page: row.take_id(Column::Page)?,
            name: row.take_text(Column::Name),
            customer: row.take_id(Column::Customer)?,
            attended: row.take_truth(Column::Attended)?,
            cost: row.take_number(Column::Cost)?,
            attributes: row.into_attributes(),
            ..Self::new(id, at, kind)?
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Kind, &self.kind);
        for (column, id) in [(Column::Page, &self.page), (Column::Customer, &self.customer)] {
            if let Some(id) = id {
                row.put_text(column, id);
            }
        }
        if let Some(name) = &self.name {
            row.put_text(Column::Name, name);
        }
        if let Some(attended) = self.attended {
            row.put(Column::Attended, Cell::Truth(attended));
        }
        if let Some(cost) = self.cost {
            row.put(Column::Cost, Cell::Number(cost.get()));
        }
        row.put_attributes(&self.attributes);
        row
    }
}
