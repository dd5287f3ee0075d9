//! A lexicon file as written: read line by line, kept so that another can extend it.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use crate::error::{Error, Result};
use crate::text::phrase::{self, Written};
use crate::text::stem::{Fnv, Stemmer};

use super::entry::{Effect, Measure, Mitigator, Mode, Only, Reach, Side};

/// How far left a negation is looked for when the file does not say.
pub(super) const NEGATION: u8 = 3;

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: Arc<str>,
    pub(super) line: u64,
}

impl Spot {
    pub(super) fn name(&self, error: Error) -> Error {
        error.at_line(self.line).in_file(&*self.file)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Example {
    Yes,
    No,
}

/// A file as written, kept so that another can extend it.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) language: String,
    pub(super) revision: String,
    pub(super) extends: bool,
    pub(super) axes: Vec<String>,
    pub(super) negation: Option<u8>,
    pub(super) lists: BTreeMap<String, List>,
    pub(super) expansions: BTreeMap<String, Vec<String>>,
    pub(super) entries: Vec<Draft>,
    pub(super) bases: BTreeMap<Side, Vec<(String, i32)>>,
    pub(super) measures: Vec<Measure>,
    pub(super) removed: Vec<(String, Spot)>,
}

/// A list of words or of patterns.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub(super) words: Vec<String>,
    pub(super) forms: Vec<String>,
    /// Regular expressions for whole tokens, checked.
    pub(super) shapes: Vec<String>,
    pub(super) rows: Vec<(Vec<Written>, String, Spot)>,
}

/// The expression of a shape, held to a whole token and to a size that no line of a file should need.
pub(super) fn shape(written: &str) -> Result<Regex> {
    RegexBuilder::new(&format!("^(?:{written})$")).size_limit(1 << 18).build().map_err(|_| {
        Error::refused("shape", format_args!("{written:?}"), "a regular expression of modest size")
    })
}

/// An entry as written.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) spot: Spot,
    pub(super) meaning: Option<String>,
    pub(super) weights: BTreeMap<Side, Vec<(String, i32)>>,
    pub(super) cap: Option<u32>,
    pub(super) mode: Option<Mode>,
    pub(super) reach: Option<Reach>,
    pub(super) only: Option<Only>,
    pub(super) unless_negated: bool,
    pub(super) unless_quoted: bool,
    pub(super) mitigators: Vec<(Mitigator, Spot)>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) examples: Vec<(Example, String, Spot)>,
}

#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) veto: bool,
    pub(super) row: Vec<Written>,
    pub(super) text: String,
    pub(super) spot: Spot,
}

enum Section {
    None,
    Words(String),
    Forms(String),
    Shapes(String),
    Phrase(String),
    Expand,
    Entry,
    Measure,
}

impl Source {
    pub(super) fn read(name: &str, text: &str) -> Result<Self> {
        let file: Arc<str> = name.into();
        let mut source = Self::default();
        let mut section = Section::None;
        let mut begun = false;
        for (line_number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let spot = Spot { file: file.clone(), line: line_number };
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let read = if !begun {
                begun = true;
                if trimmed == "goodwill-lexicon 1" {
                    Ok(())
                } else {
                    Err(Error::refused("first line", format_args!("{trimmed:?}"), "\"goodwill-lexicon 1\""))
                }
            } else if line.starts_with([' ', '\t']) {
                source.inside(&section, trimmed, &spot)
            } else {
                source.margin(trimmed, &spot).map(|opened| section = opened)
            };
            read.map_err(|error| spot.name(error))?;
        }
        let whole = |field: &str| Error::missing(field, "a lexicon").in_file(name);
        if !begun {
            return Err(whole("first line"));
        }
        if source.language.is_empty() {
            return Err(whole("language"));
        }
        if source.revision.is_empty() {
            return Err(whole("revision"));
        }
        Ok(source)
    }

    fn margin(&mut self, line: &str, spot: &Spot) -> Result<Section> {
        let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let named = |field: &str| {
            if phrase::is_name(rest) {
                Ok(rest.to_owned())
            } else {
                Err(Error::refused(
                    field,
                    format_args!("{rest:?}"),
                    "a name of small letters, digits, _ and .",
                ))
            }
        };
        match keyword {
            "language" => {
                Stemmer::of(rest)?.language().clone_into(&mut self.language);
                Ok(Section::None)
            }
            "revision" => {
                if rest.is_empty() || rest.contains(char::is_whitespace) {
                    return Err(Error::refused("revision", format_args!("{rest:?}"), "one word"));
                }
                rest.clone_into(&mut self.revision);
                Ok(Section::None)
            }
            "axes" => {
                for axis in rest.split_whitespace() {
                    if !phrase::is_name(axis) {
                        return Err(Error::refused(
                            "axis",
                            format_args!("{axis:?}"),
                            "a name of small letters, digits and _",
                        ));
                    }
                    if !self.axes.iter().any(|known| known == axis) {
                        self.axes.push(axis.to_owned());
                    }
                }
                Ok(Section::None)
            }
            "negation" => {
                let width = rest.parse::<u8>().ok().filter(|width| *width <= 10);
                self.negation = Some(width.ok_or_else(|| {
                    Error::refused("negation", format_args!("{rest:?}"), "a whole number from 0 to 10")
                })?);
                Ok(Section::None)
            }
            "extends" if rest.is_empty() => {
                self.extends = true;
                Ok(Section::None)
            }
            "words" => named("words").map(Section::Words),
            "forms" => named("forms").map(Section::Forms),
            "shapes" => named("shapes").map(Section::Shapes),
            "phrase" => named("phrase").map(Section::Phrase),
            "expand" if rest.is_empty() => Ok(Section::Expand),
            "entry" => {
                if !is_code(rest) {
                    return Err(Error::refused(
                        "entry",
                        format_args!("{rest:?}"),
                        "a code such as B5, F7.strict or praise",
                    ));
                }
                if let Some(first) = self.entries.iter().find(|entry| entry.name == rest) {
                    let accepted = format!("a new name; line {} has it", first.spot.line);
                    return Err(Error::refused("entry", format_args!("{rest:?}"), accepted));
                }
                self.entries.push(Draft::new(rest, spot));
                Ok(Section::Entry)
            }
            "base" => self.base(rest).map(|()| Section::None),
            "measure" => {
                let name = named("measure")?;
                if self.measures.iter().any(|measure| measure.name == name) {
                    return Err(Error::refused("measure", format_args!("{name:?}"), "a new name"));
                }
                self.measures.push(Measure { name, meaning: String::new(), weights: BTreeMap::new() });
                Ok(Section::Measure)
            }
            "remove" => {
                if !is_code(rest) {
                    return Err(Error::refused(
                        "remove",
                        format_args!("{rest:?}"),
                        "a code such as B5, F7.strict or praise",
                    ));
                }
                self.removed.push((rest.to_owned(), spot.clone()));
                Ok(Section::None)
            }
            _ => Err(Error::refused(
                "line",
                format_args!("{line:?}"),
                "one of language, revision, axes, negation, extends, words, forms, shapes, phrase, expand, base, measure, entry, remove",
            )),
        }
    }

    /// Where axes stand without evidence: `peer help -1.5, regard +1.3`.
    fn base(&mut self, written: &str) -> Result<()> {
        let (side, weights) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
        let side = self::side(side).ok_or_else(|| {
            Error::refused("base", format_args!("{side:?}"), "one of customer, company and peer")
        })?;
        let axes = (!self.extends).then_some(self.axes.as_slice());
        put(self.bases.entry(side).or_default(), &self::weights(weights, axes)?);
        Ok(())
    }

    fn inside(&mut self, section: &Section, line: &str, spot: &Spot) -> Result<()> {
        match section {
            Section::None => Err(Error::refused(
                "line",
                format_args!("{line:?}"),
                "inside a section; only those are indented",
            )),
            Section::Words(name) | Section::Forms(name) => {
                let exact = matches!(section, Section::Forms(_));
                let list = self.lists.entry(name.clone()).or_default();
                for word in line.split_whitespace() {
                    if !phrase::is_word(word) {
                        return Err(Error::refused("word", format_args!("{word:?}"), "one lower-case word"));
                    }
                    if exact { &mut list.forms } else { &mut list.words }.push(word.to_owned());
                }
                Ok(())
            }
            Section::Shapes(name) => {
                shape(line)?;
                self.lists.entry(name.clone()).or_default().shapes.push(line.to_owned());
                Ok(())
            }
            Section::Phrase(name) => {
                let row = phrase::read(line)?;
                self.lists.entry(name.clone()).or_default().rows.push((row, squeezed(line), spot.clone()));
                Ok(())
            }
            Section::Expand => {
                let shape = || {
                    Error::refused(
                        "expand",
                        format_args!("{line:?}"),
                        "a line such as can't = can not, or *n't = * not",
                    )
                };
                let (from, to) = line.split_once('=').ok_or_else(shape)?;
                let (from, to) = (from.trim(), to.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
                let suffix = from.strip_prefix('*');
                let fits = suffix.map_or_else(
                    || phrase::is_word(from),
                    |suffix| suffix.contains('\'') && !suffix.contains(char::is_whitespace),
                );
                let words = to.iter().all(|word| phrase::is_word(word) || (suffix.is_some() && word == "*"));
                if !fits || !words || to.is_empty() || to.len() > 4 {
                    return Err(shape());
                }
                self.expansions.insert(from.to_owned(), to);
                Ok(())
            }
            Section::Measure => {
                let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
                let axes = (!self.extends).then_some(self.axes.as_slice());
                let Some(measure) = self.measures.last_mut() else { return Ok(()) };
                match (keyword, side(keyword)) {
                    ("meaning", _) => rest.trim().clone_into(&mut measure.meaning),
                    (_, Some(side)) => {
                        measure.weights.insert(side, weights(rest, axes)?);
                    }
                    _ => {
                        let accepted = "one of meaning, customer, company and peer";
                        return Err(Error::refused(
                            "line of a measure",
                            format_args!("{keyword:?}"),
                            accepted,
                        ));
                    }
                }
                Ok(())
            }
            Section::Entry => {
                let axes = (!self.extends).then_some(self.axes.as_slice());
                match self.entries.last_mut() {
                    Some(entry) => entry.line(line, axes, spot),
                    None => Ok(()),
                }
            }
        }
    }

    /// With another one's additions, known by the revisions of both.
    pub(super) fn extended(&self, other: &Self) -> Result<Self> {
        let mut source = self.joined(other)?;
        source.revision = format!("{}+{}", self.revision, other.revision);
        Ok(source)
    }

    /// With another one's additions, known by the revision of this one: parts of one list.
    pub(super) fn joined(&self, other: &Self) -> Result<Self> {
        if self.language != other.language {
            let accepted = format!("{:?}, the language of the lexicon it extends", self.language);
            return Err(Error::refused("language", format_args!("{:?}", other.language), accepted));
        }
        let mut source = self.clone();
        source.negation = other.negation.or(self.negation);
        for axis in &other.axes {
            if !source.axes.contains(axis) {
                source.axes.push(axis.clone());
            }
        }
        for (name, spot) in &other.removed {
            let before = source.entries.len();
            source.entries.retain(|entry| entry.name != *name && code(&entry.name) != name);
            if source.entries.len() == before {
                return Err(spot.name(Error::refused(
                    "remove",
                    format_args!("{name:?}"),
                    "the code of an entry",
                )));
            }
        }
        for (name, list) in &other.lists {
            let own = source.lists.entry(name.clone()).or_default();
            own.words.extend_from_slice(&list.words);
            own.forms.extend_from_slice(&list.forms);
            own.shapes.extend_from_slice(&list.shapes);
            own.rows.extend_from_slice(&list.rows);
        }
        source.expansions.extend(other.expansions.clone());
        for (side, weights) in &other.bases {
            put(source.bases.entry(*side).or_default(), weights);
        }
        for measure in &other.measures {
            match source.measures.iter_mut().find(|own| own.name == measure.name) {
                Some(own) => own.weights.extend(measure.weights.clone()),
                None => source.measures.push(measure.clone()),
            }
        }
        for entry in &other.entries {
            match source.entries.iter_mut().find(|own| own.name == entry.name) {
                Some(own) => own.take(entry),
                None => source.entries.push(entry.clone()),
            }
        }
        Ok(source)
    }

    /// Hashes what can change a hit; comments, meanings and examples cannot.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hash = Fnv::new().field("goodwill-lexicon 1").field(&self.language).field(&self.revision);
        hash = hash.number(u64::from(self.negation.unwrap_or(NEGATION)));
        for (name, list) in &self.lists {
            let sorted = |words: &[String]| {
                let mut words = words.to_vec();
                words.sort();
                words.dedup();
                words
            };
            hash = hash.field("list").field(name);
            hash = sorted(&list.words).iter().fold(hash, |hash, word| hash.field(word));
            hash = sorted(&list.shapes).iter().fold(hash.field("shapes"), |hash, shape| hash.field(shape));
            hash = sorted(&list.forms).iter().fold(hash.field("forms"), |hash, word| hash.field(word));
            hash = list.rows.iter().fold(hash.field("rows"), |hash, (_, text, _)| hash.field(text));
        }
        for (from, to) in &self.expansions {
            hash = to.iter().fold(hash.field("expand").field(from), |hash, word| hash.field(word));
        }
        for (side, weights) in &self.bases {
            hash = hash_weights(hash.field("base"), *side, weights);
        }
        for measure in &self.measures {
            hash = hash.field("measure").field(&measure.name);
            hash =
                measure.weights.iter().fold(hash, |hash, (side, weights)| hash_weights(hash, *side, weights));
        }
        self.entries.iter().fold(hash, |hash, entry| entry.hashed(hash)).get()
    }
}

fn hash_weights(hash: Fnv, side: Side, weights: &[(String, i32)]) -> Fnv {
    let hash = hash.number(side as u64);
    weights.iter().fold(hash, |hash, (axis, weight)| hash.field(axis).bytes(&weight.to_le_bytes()))
}

impl Draft {
    fn new(name: &str, spot: &Spot) -> Self {
        Self {
            name: name.to_owned(),
            spot: spot.clone(),
            meaning: None,
            weights: BTreeMap::new(),
            cap: None,
            mode: None,
            reach: None,
            only: None,
            unless_negated: false,
            unless_quoted: false,
            mitigators: Vec::new(),
            patterns: Vec::new(),
            examples: Vec::new(),
        }
    }

    fn line(&mut self, line: &str, axes: Option<&[String]>, spot: &Spot) -> Result<()> {
        let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let word = |accepted: &str| Error::refused(keyword, format_args!("{rest:?}"), accepted);
        match keyword {
            "meaning" => self.meaning = Some(rest.to_owned()),
            "customer" | "company" | "peer" => {
                if let Some(side) = side(keyword) {
                    self.weights.insert(side, weights(rest, axes)?);
                }
            }
            "cap" => {
                let cap = rest.parse::<u32>().ok().filter(|cap| (1..=1000).contains(cap));
                self.cap = Some(cap.ok_or_else(|| word("a whole number from 1 to 1000"))?);
            }
            "mode" => {
                self.mode = Some(match rest {
                    "certain" => Mode::Certain,
                    "possible" => Mode::Possible,
                    _ => return Err(word("certain or possible")),
                });
            }
            "scope" => self.reach = Some(reach(rest).ok_or_else(|| word("clause, sentence or turn"))?),
            "only" => {
                self.only = Some(match rest {
                    "all" => Only::All,
                    "statements" => Only::Statements,
                    "questions" => Only::Questions,
                    _ => return Err(word("statements, questions or all")),
                });
            }
            "unless" if rest == "negated" => self.unless_negated = true,
            "unless" if rest == "quoted" => self.unless_quoted = true,
            "unless" => self.mitigator(rest, Effect::Cancels, spot)?,
            "halved" => self.mitigator(rest, Effect::Halves, spot)?,
            "yes" => self.examples.push((Example::Yes, rest.to_owned(), spot.clone())),
            "no" => self.examples.push((Example::No, rest.to_owned(), spot.clone())),
            "+" | "-" => {
                let row = phrase::read(rest)?;
                self.patterns.push(Pattern {
                    veto: keyword == "-",
                    row,
                    text: squeezed(rest),
                    spot: spot.clone(),
                });
            }
            _ => {
                let accepted = "one of meaning, customer, company, peer, cap, mode, scope, only, unless, halved, yes, no, + and -";
                return Err(Error::refused("line of an entry", format_args!("{keyword:?}"), accepted));
            }
        }
        Ok(())
    }

    fn mitigator(&mut self, rest: &str, effect: Effect, spot: &Spot) -> Result<()> {
        let (code, place) = rest.split_once(" in ").unwrap_or((rest, "turn"));
        let refused = || {
            Error::refused(
                "condition",
                format_args!("{rest:?}"),
                "negated, quoted, or a code such as F5, perhaps with in clause, in sentence or in turn",
            )
        };
        let reach = reach(place.trim()).ok_or_else(refused)?;
        if !is_code(code.trim()) {
            return Err(refused());
        }
        self.mitigators.push((Mitigator { code: code.trim().to_owned(), reach, effect }, spot.clone()));
        Ok(())
    }

    fn take(&mut self, other: &Self) {
        if other.meaning.is_some() {
            self.meaning.clone_from(&other.meaning);
        }
        self.weights.extend(other.weights.clone());
        self.cap = other.cap.or(self.cap);
        self.mode = other.mode.or(self.mode);
        self.reach = other.reach.or(self.reach);
        self.only = other.only.or(self.only);
        self.unless_negated |= other.unless_negated;
        self.unless_quoted |= other.unless_quoted;
        self.mitigators.extend_from_slice(&other.mitigators);
        self.patterns.extend_from_slice(&other.patterns);
        self.examples.extend_from_slice(&other.examples);
    }

    fn hashed(&self, hash: Fnv) -> Fnv {
        let mut hash = hash.field("entry").field(&self.name);
        for (side, weights) in &self.weights {
            hash = hash_weights(hash, *side, weights);
        }
        hash = hash
            .number(u64::from(self.cap.unwrap_or(CAP)))
            .number(self.mode.unwrap_or_default() as u64)
            .number(self.reach.unwrap_or_default() as u64)
            .number(self.only.unwrap_or_default() as u64)
            .number(u64::from(self.unless_negated) + 2 * u64::from(self.unless_quoted));
        for (mitigator, _) in &self.mitigators {
            hash = hash.field(&mitigator.code).number(mitigator.reach as u64).number(mitigator.effect as u64);
        }
        self.patterns
            .iter()
            .fold(hash, |hash, pattern| hash.number(u64::from(pattern.veto)).field(&pattern.text))
    }
}

/// How many hits count when the file does not say.
pub(super) const CAP: u32 = 3;

fn reach(word: &str) -> Option<Reach> {
    match word {
        "clause" => Some(Reach::Clause),
        "sentence" => Some(Reach::Sentence),
        "turn" => Some(Reach::Turn),
        _ => None,
    }
}

fn side(word: &str) -> Option<Side> {
    match word {
        "customer" => Some(Side::Customer),
        "company" => Some(Side::Company),
        "peer" => Some(Side::Peer),
        _ => None,
    }
}

/// Weights such as `help +0.7, risk -0.1`.
fn weights(written: &str, declared: Option<&[String]>) -> Result<Vec<(String, i32)>> {
    let mut weights: Vec<(String, i32)> = Vec::new();
    for part in written.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (axis, number) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        if let Some(known) = declared.filter(|known| !known.iter().any(|known| known == axis)) {
            let accepted = format!("one of {}", known.join(", "));
            return Err(Error::refused("axis", format_args!("{axis:?}"), accepted));
        }
        let written = number.trim();
        let weight = thousandths(written).ok_or_else(|| {
            Error::refused(
                "weight",
                format_args!("{written:?}"),
                "a number from -10 to +10 with a sign and at most three decimals",
            )
        })?;
        weights.push((axis.to_owned(), weight));
    }
    Ok(weights)
}

/// Puts weights in place of those of the same axes.
fn put(into: &mut Vec<(String, i32)>, weights: &[(String, i32)]) {
    for (axis, weight) in weights {
        match into.iter_mut().find(|(known, _)| known == axis) {
            Some((_, known)) => *known = *weight,
            None => into.push((axis.clone(), *weight)),
        }
    }
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

fn is_code(text: &str) -> bool {
    let mut parts = text.split('.');
    let named = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    parts.next().is_some_and(named) && parts.next().is_none_or(named) && parts.next().is_none()
}

/// `+0.25` as 250.
fn thousandths(number: &str) -> Option<i32> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number.strip_prefix('+')?),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let fits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !fits(whole, 2) || !fits(part, 3) {
        return None;
    }
    let padded = format!("{part:0<3}");
    let value = whole.parse::<i32>().ok()? * 1000 + padded.parse::<i32>().ok()?;
    (value <= 10_000).then_some(sign * value)
}
