//! The flat format behind JSON Lines and CSV: one row an event, one column a field.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::channel::vocabulary;
use super::{Amount, Id, Rating};
use crate::error::{Error, Result};
use crate::time::Timestamp;

vocabulary! {
    /// A column of the event format.
    pub enum Column called "column" {
        /// Whether a customer was there. `true` or `false`.
        Attended = "attended",
        /// How many files came with the message.
        Attachments = "attachments",
        /// When it happened, RFC 3339.
        At = "at",
        /// How many people could see it.
        Audience = "audience",
        /// Who wrote the response, as the company names its people.
        Author = "author",
        /// Who made a correction.
        By = "by",
        /// Where it was written.
        Channel = "channel",
        /// What it cost the company, in its own currency.
        Cost = "cost",
        /// The customer.
        Customer = "customer",
        /// The name of the event, unique in its thread or, outside threads, in its type.
        Id = "id",
        /// The message that this one answers.
        InReplyTo = "in_reply_to",
        /// What kind of status, outcome, touchpoint or correction it is.
        Kind = "kind",
        /// The language of the text, as a BCP 47 tag.
        Language = "language",
        /// Other pages that the text names, separated by spaces in CSV.
        Mentions = "mentions",
        /// What people call the customer or the touchpoint.
        Name = "name",
        /// The page of the company.
        Page = "page",
        /// The post that a comment stands under.
        Parent = "parent",
        /// Stars of a review, 1 to 5.
        Rating = "rating",
        /// When the company's systems got it, where that differs from `at`.
        ReceivedAt = "received_at",
        /// The role of who answered.
        Role = "role",
        /// `true` where the text is a note of what was said and not the words.
        Summary = "summary",
        /// The message that a correction or a status is about.
        Target = "target",
        /// The words.
        Text = "text",
        /// The thread.
        Thread = "thread",
        /// The thread that this one was merged into.
        ToThread = "to_thread",
        /// What type of event it is.
        Type = "type",
        /// How much: the price of a purchase, the stars of a rating.
        Value = "value",
        /// Who can see it.
        Visibility = "visibility",
    }
}

/// One cell as it came, before anybody said what it should be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    Truth(bool),
    Words(Vec<String>),
    /// An object, or a list that holds one, as JSON.
    Nested(String),
}

impl Cell {
    /// A count as a number; counts beyond 2^53 are rounded, as every JSON reader would.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn count(count: u64) -> Self {
        Self::Number(count as f64)
    }

    /// The cell as JSON.
    fn json(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Number(number) => format!("{number}"),
            Self::Truth(truth) => format!("{truth}"),
            Self::Words(words) => {
                format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(","))
            }
            Self::Nested(json) => json.clone(),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Words(words) => f.write_str(&words.join(" ")),
            Self::Nested(json) => f.write_str(json),
        }
    }
}

/// One event as a flat row: what JSON Lines and CSV hold.
///
/// A row deserialises from any self-describing format; [`Row::set`] fills one from columns of text. It
/// becomes an event, or an error that names the field, through [`super::Event::try_from`]. Columns that the
/// event's type has no place for, and columns that nobody knows, become attributes: nothing is lost.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Event, Row};
///
/// let mut row = Row::default();
/// for (column, text) in [
///     ("type", "interaction"), ("id", "m1"), ("thread", "t1"), ("at", "2024-03-01T10:00:00Z"),
///     ("text", "Is the darkroom open?"), ("branch", "north"), ("rating", ""),
/// ] {
///     row.set(column, text)?;
/// }
/// assert_eq!(row.unknown().collect::<Vec<_>>(), ["branch"]);
/// let event = Event::try_from(row)?;
/// assert_eq!(event.attributes()["branch"], "north");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    cells: BTreeMap<Column, Cell>,
    attributes: BTreeMap<String, String>,
    unknown: BTreeMap<String, String>,
}

impl Row {
    /// Fills one column from text, as CSV does: empty text is absent, `mentions` are separated by spaces.
    ///
    /// # Errors
    ///
    /// When the column is filled already.
    pub fn set(&mut self, column: &str, text: &str) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.fill(column, Cell::Text(text.to_owned()))
    }

    /// Adds an attribute, a named value that goodwill carries and does not read.
    pub fn attribute(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.attributes.insert(name.into(), value.into());
    }

    /// The names of columns that are not of the event format, in order. A strict caller refuses them.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.keys().map(String::as_str)
    }

    fn fill(&mut self, column: &str, cell: Cell) -> Result<()> {
        let before = match column.parse::<Column>() {
            Ok(known) => self.cells.insert(known, cell).is_some(),
            Err(_) => self.unknown.insert(column.to_owned(), cell.to_string()).is_some(),
        };
        if before {
            return Err(Error::new(format!("{column}: given twice")));
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, column: Column, cell: Cell) {
        self.cells.insert(column, cell);
    }

    pub(crate) fn put_text(&mut self, column: Column, text: impl fmt::Display) {
        self.put(column, Cell::Text(text.to_string()));
    }

    pub(crate) fn put_attributes(&mut self, attributes: &BTreeMap<String, String>) {
        self.attributes.clone_from(attributes);
    }

    /// Text of a column; numbers and truth values are taken by their text.
    pub(crate) fn take_text(&mut self, column: Column) -> Option<String> {
        self.cells.remove(&column).map(|cell| match cell {
            Cell::Text(text) => text,
            other => other.to_string(),
        })
    }

    pub(crate) fn take_id(&mut self, column: Column) -> Result<Option<Id>> {
        self.take_text(column)
            .map(|text| {
                let shown = format!("{text:?}");
                Id::new(text).map_err(|_| {
                    Error::refused(column.as_str(), shown, "a name with at least one visible character")
                })
            })
            .transpose()
    }

    pub(crate) fn need_id(&mut self, column: Column, of: &str) -> Result<Id> {
        self.take_id(column)?.ok_or_else(|| Error::missing(column.as_str(), of))
    }

    pub(crate) fn take_at(&mut self, column: Column) -> Result<Option<Timestamp>> {
        self.take_text(column)
            .map(|text| {
                text.parse().map_err(|_| {
                    Error::refused(
                        column.as_str(),
                        format_args!("{text:?}"),
                        "an RFC 3339 instant such as 2017-10-31T21:45:10Z",
                    )
                })
            })
            .transpose()
    }

    pub(crate) fn need_at(&mut self, of: &str) -> Result<Timestamp> {
        self.take_at(Column::At)?.ok_or_else(|| Error::missing("at", of))
    }

    pub(crate) fn take_word<T>(&mut self, column: Column) -> Result<Option<T>>
    where
        T: std::str::FromStr<Err = Error>,
    {
        self.take_text(column).map(|text| text.parse()).transpose()
    }

    pub(crate) fn need_word<T>(&mut self, column: Column, of: &str) -> Result<T>
    where
        T: std::str::FromStr<Err = Error>,
    {
        self.take_word(column)?.ok_or_else(|| Error::missing(column.as_str(), of))
    }

    pub(crate) fn take_number(&mut self, column: Column) -> Result<Option<Amount>> {
        self.take_amount(column, "a finite number")
    }

    /// Stars; the sentence of what is accepted is the same for words, for numbers that are none and for numbers out of range.
    pub(crate) fn take_rating(&mut self, column: Column) -> Result<Option<Rating>> {
        const STARS: &str = "a number of stars from 1 to 5";
        self.take_amount(column, STARS)?
            .map(|stars| Rating::new(stars.get()).map_err(|_| Error::refused(column.as_str(), stars, STARS)))
            .transpose()
    }

    pub(crate) fn take_count(&mut self, column: Column) -> Result<Option<u64>> {
        // Up to 2^53 every whole number has its own f64.
        const WHOLE: &str = "a whole number from 0 to 9007199254740992";
        let Some(number) = self.take_amount(column, WHOLE)? else { return Ok(None) };
        if (0.0..=9_007_199_254_740_992.0).contains(&number.get()) && number.get().fract() == 0.0 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            return Ok(Some(number.get() as u64));
        }
        Err(Error::refused(column.as_str(), number, WHOLE))
    }

    fn take_amount(&mut self, column: Column, accepted: &str) -> Result<Option<Amount>> {
        let Some(cell) = self.cells.remove(&column) else { return Ok(None) };
        let number = match &cell {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => text.trim().parse().ok(),
            Cell::Truth(_) | Cell::Words(_) | Cell::Nested(_) => None,
        };
        number
            .and_then(|number| Amount::new(number).ok())
            .map(Some)
            .ok_or_else(|| Error::refused(column.as_str(), cell, accepted))
    }

    pub(crate) fn take_truth(&mut self, column: Column) -> Result<Option<bool>> {
        let Some(cell) = self.cells.remove(&column) else { return Ok(None) };
        match &cell {
            Cell::Truth(truth) => Ok(Some(*truth)),
            Cell::Text(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Cell::Text(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            _ => Err(Error::refused(column.as_str(), cell, "true or false")),
        }
    }

    pub(crate) fn take_ids(&mut self, column: Column) -> Result<Vec<Id>> {
        let words = match self.cells.remove(&column) {
            None => return Ok(Vec::new()),
            Some(Cell::Words(words)) => words,
            Some(other) => other.to_string().split_whitespace().map(str::to_owned).collect(),
        };
        let named = |word: String| {
            let shown = format!("{word:?}");
            Id::new(word).map_err(|_| {
                Error::refused(column.as_str(), shown, "names with at least one visible character")
            })
        };
        words.into_iter().map(named).collect()
    }

    /// What is left when the event has taken its own: the attributes.
    pub(crate) fn into_attributes(mut self) -> BTreeMap<String, String> {
        let mut attributes = std::mem::take(&mut self.unknown);
        attributes
            .extend(self.cells.iter().map(|(column, cell)| (column.as_str().to_owned(), cell.to_string())));
        attributes.extend(std::mem::take(&mut self.attributes));
        attributes
    }

    /// JSON with sorted keys and no white space: the form in which two versions of one event are compared.
    pub(crate) fn canonical(&self) -> String {
        let mut entries: BTreeMap<&str, String> = BTreeMap::new();
        for (column, cell) in &self.cells {
            entries.insert(column.as_str(), cell.json());
        }
        if !self.attributes.is_empty() {
            entries.insert("attributes", object(&self.attributes));
        }
        let entries: Vec<String> =
            entries.into_iter().map(|(name, value)| format!("{}:{value}", quoted(name))).collect();
        format!("{{{}}}", entries.join(","))
    }
}

fn object(entries: &BTreeMap<String, String>) -> String {
    let entries: Vec<String> =
        entries.iter().map(|(name, value)| format!("{}:{}", quoted(name), quoted(value))).collect();
    format!("{{{}}}", entries.join(","))
}

/// A JSON string (RFC 8259 §7): quotes, backslashes and control characters escaped, all else as it is.
fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{0}'..='\u{1f}' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            other => json.push(other),
        }
    }
    json.push('"');
    json
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let extra = usize::from(!self.attributes.is_empty());
        let mut map = serializer.serialize_map(Some(self.cells.len() + self.unknown.len() + extra))?;
        // The three that a person looks for come first.
        let first = [Column::Type, Column::Id, Column::At];
        let rest = self.cells.keys().filter(|column| !first.contains(column)).copied();
        for column in first.into_iter().chain(rest) {
            match self.cells.get(&column) {
                None => {}
                Some(Cell::Text(text)) => map.serialize_entry(column.as_str(), text)?,
                Some(Cell::Number(number)) => map.serialize_entry(column.as_str(), number)?,
                Some(Cell::Truth(truth)) => map.serialize_entry(column.as_str(), truth)?,
                Some(Cell::Words(words)) => map.serialize_entry(column.as_str(), words)?,
                Some(Cell::Nested(json)) => map.serialize_entry(column.as_str(), json)?,
            }
        }
        if extra == 1 {
            map.serialize_entry("attributes", &self.attributes)?;
        }
        for (name, value) in &self.unknown {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Row;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event: an object with type, id and at")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
                let mut row = Row::default();
                let mut names = BTreeSet::new();
                while let Some(name) = map.next_key::<String>()? {
                    if name == "attributes" {
                        let Attributes(found) = map.next_value()?;
                        row.attributes = found;
                    } else if let Loose(Some(cell)) = map.next_value()? {
                        row.fill(&name, cell).map_err(de::Error::custom)?;
                    }
                    if !names.insert(name.clone()) {
                        return Err(de::Error::custom(format_args!("{name}: given twice")));
                    }
                }
                if let Some(both) = row.unknown.keys().find(|name| row.attributes.contains_key(*name)) {
                    return Err(de::Error::custom(format_args!("{both}: given twice, once in attributes")));
                }
                Ok(row)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// Attributes: an object whose names are given once, or nothing.
struct Attributes(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Attributes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of attributes")
            }

            fn visit_unit<E>(self) -> Result<Attributes, E> {
                Ok(Attributes(BTreeMap::new()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
                let mut found = BTreeMap::new();
                while let Some((name, Loose(value))) = map.next_entry::<String, Loose>()? {
                    let Some(cell) = value else { continue };
                    if found.insert(name.clone(), cell.to_string()).is_some() {
                        return Err(de::Error::custom(format_args!("{name}: given twice in attributes")));
                    }
                }
                Ok(Attributes(found))
            }
        }

        deserializer.deserialize_any(Object)
    }
}

/// Any value of a self-describing format; nested ones are kept as JSON text.
struct Loose(Option<Cell>);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Loose;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Loose, E> {
                Ok(Loose(None))
            }

            fn visit_none<E>(self) -> Result<Loose, E> {
                Ok(Loose(None))
            }

            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Loose, D::Error> {
                Loose::deserialize(inner)
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Loose, E> {
                Ok(Loose(Some(Cell::Truth(truth))))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
                Ok(Loose(Some(whole(number))))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
                Ok(Loose(Some(whole(number))))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
                Ok(Loose(Some(Cell::Number(number))))
            }

            fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
                Ok(Loose(Some(Cell::Text(text.to_owned()))))
            }

            fn visit_string<E>(self, text: String) -> Result<Loose, E> {
                Ok(Loose(Some(Cell::Text(text))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
                let mut cells = Vec::new();
                while let Some(Loose(cell)) = seq.next_element()? {
                    cells.extend(cell);
                }
                let flat = cells.iter().all(|cell| !matches!(cell, Cell::Nested(_) | Cell::Words(_)));
                Ok(Loose(Some(if flat {
                    Cell::Words(cells.iter().map(Cell::to_string).collect())
                } else {
                    let all: Vec<String> = cells.iter().map(Cell::json).collect();
                    Cell::Nested(format!("[{}]", all.join(",")))
                })))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
                // What is inside is JSON already: quoting it again would double its escapes at every level.
                let mut entries = BTreeMap::new();
                while let Some((name, Loose(value))) = map.next_entry::<String, Loose>()? {
                    entries.extend(value.map(|cell| (name, cell.json())));
                }
                let entries: Vec<String> =
                    entries.iter().map(|(name, json)| format!("{}:{json}", quoted(name))).collect();
                Ok(Loose(Some(Cell::Nested(format!("{{{}}}", entries.join(","))))))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

/// A whole number as a cell: as a number while `f64` has room for it, as its digits beyond, so that a
/// long numeric id keeps every digit.
fn whole(number: impl fmt::Display + TryInto<i64> + Copy) -> Cell {
    const EXACT: i64 = 1 << 53;
    match number.try_into() {
        #[allow(clippy::cast_precision_loss)]
        Ok(small) if (-EXACT..=EXACT).contains(&small) => Cell::Number(small as f64),
        _ => Cell::Text(number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_sorted_as_their_words_are_looked_up() {
        for &column in Column::ALL {
            assert_eq!(column.as_str().parse(), Ok(column));
        }
    }

    #[test]
    fn a_numeric_id_keeps_its_digits() {
        let mut row: Row =
            serde_json::from_str(r#"{"id": 18446744073709551615, "thread": 42, "rating": null}"#).unwrap();
        assert_eq!(row.take_text(Column::Id).as_deref(), Some("18446744073709551615"));
        assert_eq!(row.take_text(Column::Thread).as_deref(), Some("42"));
        assert_eq!(row.take_number(Column::Rating), Ok(None));
    }

    #[test]
    fn nested_unknown_values_are_kept_as_text() {
        let row: Row =
            serde_json::from_str(r#"{"geo": {"lat": 1.5, "tags": ["a", "b"], "in": [{"x": true}]}}"#)
                .unwrap();
        assert_eq!(row.into_attributes()["geo"], r#"{"in":[{"x":true}],"lat":1.5,"tags":["a","b"]}"#);
    }

    #[test]
    fn deep_nesting_costs_its_length() {
        let deep = format!("{{\"deep\": {}1{}}}", "{\"a\":".repeat(100), "}".repeat(100));
        let row: Row = serde_json::from_str(&deep).unwrap();
        assert!(row.into_attributes()["deep"].len() < 1_000);
    }

    #[test]
    fn canonical_form_has_sorted_keys_and_escapes() {
        let mut row = Row::default();
        row.put_text(Column::Text, "a\"\\\n");
        row.put(Column::Attended, Cell::Truth(true));
        row.attribute("b", "2");
        row.attribute("a", "1");
        assert_eq!(
            row.canonical(),
            r#"{"attended":true,"attributes":{"a":"1","b":"2"},"text":"a\"\\\u000a"}"#
        );
    }
}
