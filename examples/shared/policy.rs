//! Policy files: the parameters of the scorers, as TOML where the name ends in `.toml`, else as JSON.
//!
//! What a file leaves out keeps its default, and unknown fields are refused. What is wrong is said with its file, line, field, value
//! and what would have been accepted.
#![allow(dead_code, unreachable_pub, reason = "examples include it and use a part of it")]

use std::ops::Range;
use std::path::Path;

use goodwill::scorer::{ChannelPolicy, Dismissiveness, Responsiveness, TrustDecay, TrustDecayBuilder};
use goodwill::thread::Sealing;
use goodwill::{Error, Result};
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

/// The parameters that a policy file may set.
#[derive(Default)]
pub struct Policy {
    pub sealing: Sealing,
    pub responsiveness: Responsiveness,
    pub dismissiveness: Dismissiveness,
    pub trust: TrustDecay,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fields {
    /// For responsiveness and trust, where these do not say otherwise.
    channels: Option<ChannelPolicy>,
    sealing: Sealing,
    responsiveness: Responsiveness,
    dismissiveness: Dismissiveness,
    trust: TrustDecay,
}

impl Policy {
    /// The policy in a file.
    pub fn read(file: &Path) -> Result<Self> {
        let name = file.display().to_string();
        let text =
            std::fs::read_to_string(file).map_err(|error| Error::new(error.to_string()).in_file(&name))?;
        let is_toml = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let read = if is_toml { Self::from_toml(text) } else { Self::from_json(text) };
        read.map_err(|error| error.in_file(name))
    }

    fn from_toml(text: &str) -> Result<Self> {
        let wrong = |places: &Places<'_>, error: &toml::de::Error| {
            places.explain(error.message(), error.span().map_or(0, |span| span.start))
        };
        let table = DeTable::parse(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start).min(text.len());
            Places::none(text).at(&field_at(text, offset), &error.message().replace('\n', "; "), offset)
        })?;
        let places = Places::of_toml(text, table.get_ref());
        let fields = toml::from_str(text).map_err(|error| wrong(&places, &error))?;
        Self::of(fields, &places)
    }

    fn from_json(text: &str) -> Result<Self> {
        let places = match serde_json::from_str::<serde::de::IgnoredAny>(text) {
            Ok(_) => Places::of_json(text),
            Err(_) => Places::none(text),
        };
        if text.trim_start().starts_with('[') {
            return Err(Error::new("policy: a list is not a table of parameters"));
        }
        let fields = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
            // It names the last byte that it took in.
            let offset = lines.map(str::len).sum::<usize>() + error.column();
            places.explain(message, offset.saturating_sub(1).min(text.len()))
        })?;
        Self::of(fields, &places)
    }

    fn of(fields: Fields, places: &Places<'_>) -> Result<Self> {
        let Fields { channels, sealing, mut responsiveness, dismissiveness, mut trust } = fields;
        if let Some(channels) = channels {
            if !places.has("responsiveness.channels") {
                let prior = responsiveness.prior();
                responsiveness = Responsiveness::builder().channels(channels.clone()).prior(prior).build()?;
            }
            if !places.has("trust.channels") {
                trust = TrustDecayBuilder::from(trust).channels(channels).build()?;
            }
        }
        Ok(Self { sealing, responsiveness, dismissiveness, trust })
    }
}

/// Where the fields of a file stand, so that whoever wrote it finds what is wrong.
struct Places<'a> {
    text: &'a str,
    found: Vec<Place>,
}

struct Place {
    path: String,
    key: Range<usize>,
    value: Range<usize>,
    is_table: bool,
}

impl<'a> Places<'a> {
    const fn none(text: &'a str) -> Self {
        Self { text, found: Vec::new() }
    }

    fn of_toml(text: &'a str, table: &DeTable<'_>) -> Self {
        let mut places = Self::none(text);
        places.walk(table, "");
        places
    }

    fn walk(&mut self, table: &DeTable<'_>, above: &str) {
        for (key, value) in table {
            let path = joined(above, key.get_ref());
            let is_table = matches!(value.get_ref(), DeValue::Table(_));
            self.found.push(Place { path: path.clone(), key: key.span(), value: value.span(), is_table });
            if let DeValue::Table(inner) = value.get_ref() {
                self.walk(inner, &path);
            }
        }
    }

    /// Of JSON that is known to be sound.
    fn of_json(text: &'a str) -> Self {
        let mut places = Self::none(text);
        // The objects and lists that are open, each with the place that it is the value of.
        let mut open: Vec<(u8, Option<usize>)> = Vec::new();
        let mut place = None;
        let mut string: Option<usize> = None;
        let mut last = 0..0;
        let mut escaped = false;
        for (at, byte) in text.bytes().enumerate() {
            if let Some(from) = string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => (last, string) = (from..at + 1, None),
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => string = Some(at),
                b':' => {
                    let above = open.last().and_then(|(_, place)| *place);
                    let above = above.map_or("", |place: usize| places.found[place].path.as_str());
                    let path = joined(above, text[last.clone()].trim_matches('"'));
                    places.found.push(Place {
                        path,
                        key: last.clone(),
                        value: at + 1..text.len(),
                        is_table: false,
                    });
                    place = Some(places.found.len() - 1);
                }
                b'{' | b'[' => {
                    if let Some(place) = place.filter(|_| byte == b'{') {
                        places.found[place].is_table = true;
                    }
                    open.push((byte, place));
                    place = place.filter(|_| byte == b'[');
                }
                b',' | b'}' | b']' => {
                    let within_list = byte == b',' && open.last().is_some_and(|(kind, _)| *kind == b'[');
                    if let Some(place) = place.filter(|_| !within_list) {
                        places.found[place].value.end = at;
                    }
                    if !within_list {
                        place = None;
                    }
                    if byte != b',' {
                        place = open.pop().and_then(|(_, place)| place);
                    }
                }
                _ => {}
            }
        }
        places
    }

    fn has(&self, path: &str) -> bool {
        self.found.iter().any(|place| place.path == path)
    }

    /// The error with its line and its field, of what a parser said of an offset.
    fn explain(&self, message: &str, offset: usize) -> Error {
        let within = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        let of_key = self.found.iter().find(|place| within(&place.key));
        let of_value = self
            .found
            .iter()
            .filter(|place| within(&place.value))
            .min_by_key(|place| (place.value.len(), std::cmp::Reverse(place.path.len())));
        let (path, is_table) = match (of_key, of_value) {
            // A field that nobody knows is a matter of what holds it.
            (Some(place), _) if message.starts_with("unknown field") => {
                (place.path.rsplit_once('.').map_or("", |(above, _)| above), true)
            }
            (_, Some(place)) | (Some(place), None) => (place.path.as_str(), place.is_table),
            (None, None) => ("", true),
        };
        let (field, said) = in_words(message, path, is_table);
        self.at(&field, &said, offset)
    }

    fn at(&self, field: &str, said: &str, offset: usize) -> Error {
        let offset =
            self.found.iter().find(|place| place.path == field).map_or(offset, |place| place.key.start);
        let line = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
        let field = if field.is_empty() { "policy" } else { field };
        // Keys and values are shown as they stand in the file, but for what would steer a terminal.
        let shown: String = format!("{field}: {said}")
            .chars()
            .map(|c| if c.is_control() { c.escape_unicode().to_string() } else { c.to_string() })
            .collect();
        Error::new(shown).at_line(u64::try_from(line).unwrap_or(u64::MAX))
    }
}

/// The field that a line of TOML sets which cannot be read: its key, in the table that was begun last.
fn field_at(text: &str, offset: usize) -> String {
    let from = text.bytes().take(offset).rposition(|byte| byte == b'\n').map_or(0, |end| end + 1);
    let (before, line) = text.split_at(from);
    let key = line.lines().next().and_then(|line| line.split_once('=')).map_or("", |(key, _)| key.trim());
    let header = before.lines().rev().map(str::trim).find(|line| line.starts_with('['));
    let header = header.and_then(|line| line.split(['[', ']']).find(|name| !name.is_empty()));
    match header {
        Some(header) if !key.is_empty() => joined(header, key),
        _ => key.to_owned(),
    }
}

fn joined(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// The field, and what is wrong with it: what a parser says of a value at a path, in words for those who wrote the file.
fn in_words(message: &str, path: &str, is_table: bool) -> (String, String) {
    let name = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
    if let Some((_, expected)) =
        message.split_once(", expected ").filter(|_| message.starts_with("unknown field"))
    {
        let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        return (joined(path, &name(message)), format!("not a field; it is one of {}", known.join(" ")));
    }
    if message.starts_with("missing field") {
        return (joined(path, &name(message)), "missing".to_owned());
    }
    if let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "))
    {
        let found = match found.split_once(' ') {
            _ if found == "map" => "a table",
            _ if found == "sequence" => "a list",
            Some(("string", text)) => text,
            Some((_, _)) if found.contains('`') => found.split('`').nth(1).unwrap_or(found),
            _ => found,
        };
        let expected = match expected {
            "f64" => "a number",
            "u64" | "usize" | "u32" | "i16" => "a whole number",
            "a string" => "a text in double quotes",
            _ if expected.starts_with("struct ") => "a table",
            _ => expected,
        };
        return (path.to_owned(), format!("{found} is not {expected}"));
    }
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || b"_.".contains(&byte));
    match message.split_once(": ").filter(|(name, _)| is_name(name)) {
        // The library names the field as it knows it: by itself, or with the table that it is in.
        Some((name, said)) if is_table => {
            let (first, rest) = name.split_once('.').unwrap_or((name, ""));
            let inner = if path.rsplit('.').next() == Some(first) { rest } else { name };
            (if inner.is_empty() { path.to_owned() } else { joined(path, inner) }, said.to_owned())
        }
        Some((_, said)) => (path.to_owned(), said.to_owned()),
        None => (path.to_owned(), message.replace('\n', "; ")),
    }
}
