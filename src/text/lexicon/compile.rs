//! From what is written to what is matched: names are looked up, contractions taken apart, first words indexed.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use foldhash::fast::FixedState;

use crate::error::{Error, Result};
use crate::text::phrase::{self, Piece, Set, Written, firsts};
use crate::text::scan::narrow;
use crate::text::stem::{Fnv, Stemmer};
use crate::text::token::{Kind, Words};

use super::anchor::Common;
use super::entry::{Entry, Mitigator, Mode};
use super::rules::{Row, Rules};
use super::source::{self, CAP, Draft, Source};
use super::unit::MOST_ENTRIES;
use super::vocabulary::Spelled;
use super::{Against, Form, Lexicon, Load, SERIAL, mark};

/// What a word of an example counts for, next to one of which nothing is known.
const SEEN: u32 = 4;

/// Looks names up and turns what is written into what is matched.
pub(super) struct Compiler {
    source: Source,
    stemmer: Stemmer,
    expansions: HashMap<String, Vec<Form>, FixedState>,
    suffixes: Vec<(String, Vec<Option<Form>>)>,
}

impl Compiler {
    pub(super) fn new(source: Source) -> Result<Self> {
        let stemmer = Stemmer::of(&source.language)?;
        let form = |word: &String| Form { stem: stemmer.stem(word).get(), exact: phrase::exact_key(word) };
        let mut expansions = HashMap::with_hasher(FixedState::default());
        for (from, to) in source.expansions.iter().filter(|(from, _)| !from.starts_with('*')) {
            expansions.insert(from.clone(), to.iter().map(form).collect());
        }
        let mut compiler = Self { source, stemmer, expansions, suffixes: Vec::new() };
        compiler.suffixes = compiler.suffixes();
        Ok(compiler)
    }

    fn form(&self, word: &str) -> Form {
        Form { stem: self.stemmer.stem(word).get(), exact: phrase::exact_key(word) }
    }

    fn suffixes(&self) -> Vec<(String, Vec<Option<Form>>)> {
        let mut suffixes: Vec<_> = self
            .source
            .expansions
            .iter()
            .filter_map(|(from, to)| {
                let forms = to.iter().map(|word| (word != "*").then(|| self.form(word))).collect();
                Some((from.strip_prefix('*')?.to_owned(), forms))
            })
            .collect();
        // The longest ending wins.
        suffixes.sort_by(|a: &(String, _), b: &(String, _)| {
            b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0))
        });
        suffixes
    }

    pub(super) fn compile(self) -> Result<Lexicon> {
        let mut rows = Vec::new();
        let mut entries = Vec::new();
        for draft in &self.source.entries {
            let entry = entries.len();
            entries.push(self.entry(draft)?);
            for pattern in &draft.patterns {
                let row =
                    self.row(&pattern.row, &mut Vec::new()).map_err(|error| pattern.spot.name(error))?;
                let mut first = Set::default();
                if phrase::firsts(&row, &mut first) {
                    let refused = Error::refused(
                        "pattern",
                        format_args!("{:?}", pattern.text),
                        "a row with a piece that is always there",
                    );
                    return Err(pattern.spot.name(refused));
                }
                let begins = matches!(row.first(), Some(Piece::SentenceStart | Piece::TextStart));
                if first.is_any() && !begins {
                    let refused = Error::refused(
                        "pattern",
                        format_args!("{:?}", pattern.text),
                        "one that begins with a word, a class, ^ or ^^",
                    );
                    return Err(pattern.spot.name(refused));
                }
                // Of a veto the shortest match counts, which only the pattern as a whole can tell.
                let spread = if pattern.veto { vec![row] } else { spread(row) };
                rows.extend(spread.into_iter().map(|pieces| Row { entry, veto: pattern.veto, pieces }));
            }
        }
        if entries.len() > MOST_ENTRIES {
            let accepted = format!("at most {MOST_ENTRIES} entries");
            return Err(Error::refused("entries", entries.len(), accepted));
        }
        self.known_codes(&entries)?;
        let mut shapes = Vec::new();
        for (name, list) in &self.source.lists {
            for written in &list.shapes {
                shapes.push((shape_key(name), source::shape(written)?));
            }
        }
        let mut idle = self.list("function");
        idle.join(&self.list("courtesy"));
        idle.join(&self.list("negator"));
        let others = self
            .source
            .lists
            .keys()
            .filter(|name| name.starts_with("function."))
            .map(|name| self.list(name))
            .collect();
        let loads = entries.iter().enumerate().map(|(index, entry)| load(index, entry, &entries)).collect();
        let own = self.list("function");
        Ok(Lexicon {
            own,
            stemmer: self.stemmer,
            rules: Rules::of(&rows, &entries, &self.list("negator"), &self.common()),
            spelled: self.spelled(),
            entries,
            loads,
            suffixes: self.suffixes,
            shapes,
            idle,
            others,
            fingerprint: self.source.fingerprint(),
            expansions: self.expansions,
            source: self.source,
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
        })
    }

    /// How often words are met: in the examples of the lexicon, and by its lists of words that every other message has.
    fn common(&self) -> Common {
        let mut common = Common::default();
        for (name, times) in [("courtesy", 2), ("negator", 4), ("function", 8)] {
            let lists = self.source.lists.get(name).into_iter();
            for word in lists.flat_map(|list| list.words.iter().chain(&list.forms)) {
                common.add_word(self.stemmer.stem(word).get(), times);
                common.add_word(phrase::exact_key(word), times);
            }
        }
        let mut forms = Vec::new();
        for (_, example, _) in self.source.entries.iter().flat_map(|entry| &entry.examples) {
            let words = Words::of(example);
            for token in words.content() {
                let folded = words.folded(token);
                common.add_kind(token.kind(), SEEN);
                if token.kind() == Kind::Word {
                    self.forms(folded, &mut forms);
                } else {
                    forms.push(self.form(folded));
                }
                for form in forms.drain(..) {
                    common.add_word(form.stem, SEEN);
                    common.add_word(form.exact, SEEN);
                }
            }
        }
        common
    }

    /// What stands in patterns as it is written.
    fn spelled(&self) -> Spelled {
        let lists = self.source.lists.values();
        let rows = lists.clone().flat_map(|list| list.rows.iter().map(|(row, ..)| row));
        let patterns = self.source.entries.iter().flat_map(|draft| &draft.patterns);
        let mut texts = Vec::new();
        rows.chain(patterns.map(|pattern| &pattern.row)).flatten().for_each(|piece| exact(piece, &mut texts));
        Spelled::of(texts.into_iter().chain(lists.flat_map(|list| list.forms.iter().map(String::as_str))))
    }

    fn known_codes(&self, entries: &[Entry]) -> Result<()> {
        if self.source.extends {
            return Ok(());
        }
        for draft in &self.source.entries {
            for (mitigator, spot) in &draft.mitigators {
                if !entries.iter().any(|entry| mitigator.is_met_by(entry)) {
                    let refused = Error::refused(
                        "condition",
                        format_args!("{:?}", mitigator.code),
                        "the code of an entry of the lexicon",
                    );
                    return Err(spot.name(refused));
                }
            }
        }
        Ok(())
    }

    fn entry(&self, draft: &Draft) -> Result<Entry> {
        if !self.source.extends {
            if draft.weights.is_empty() {
                return Err(draft
                    .spot
                    .name(Error::missing("customer, company or peer", format!("entry {}", draft.name))));
            }
            if !draft.patterns.iter().any(|pattern| !pattern.veto) {
                return Err(draft.spot.name(Error::missing("a pattern", format!("entry {}", draft.name))));
            }
            for (axis, _) in draft.weights.values().flatten() {
                if !self.source.axes.contains(axis) {
                    let accepted = format!("one of {}", self.source.axes.join(", "));
                    return Err(draft.spot.name(Error::refused("axis", format_args!("{axis:?}"), accepted)));
                }
            }
        }
        Ok(Entry {
            name: draft.name.clone(),
            meaning: draft.meaning.clone().unwrap_or_default(),
            weights: draft.weights.clone(),
            cap: draft.cap.unwrap_or(CAP),
            mode: draft.mode.unwrap_or_default(),
            reach: draft.reach.unwrap_or_default(),
            only: draft.only.unwrap_or_default(),
            unless_negated: draft.unless_negated,
            unless_quoted: draft.unless_quoted,
            mitigators: draft.mitigators.iter().map(|(mitigator, _)| mitigator.clone()).collect(),
        })
    }

    /// The words of a list as one set; empty if there is no such list.
    fn list(&self, name: &str) -> Set {
        let mut set = Set::default();
        if let Some(list) = self.source.lists.get(name) {
            let keys = list
                .words
                .iter()
                .map(|word| self.stemmer.stem(word).get())
                .chain(list.forms.iter().map(|form| phrase::exact_key(form)));
            keys.for_each(|key| set.insert(key));
            if !list.shapes.is_empty() {
                set.insert(shape_key(name));
            }
            set.sort();
        }
        set
    }

    fn row(&self, written: &[Written], names: &mut Vec<String>) -> Result<Vec<Piece>> {
        let mut row = Vec::with_capacity(written.len());
        for piece in written {
            self.piece(piece, names, &mut row)?;
        }
        Ok(row)
    }

    fn piece(&self, written: &Written, names: &mut Vec<String>, row: &mut Vec<Piece>) -> Result<()> {
        row.push(match written {
            Written::Word(word) => {
                // A contraction in a pattern is taken apart like one in a message.
                let mut forms = Vec::new();
                self.forms(word, &mut forms);
                row.extend(forms.into_iter().map(|form| Piece::One(Set::of_key(form.stem))));
                return Ok(());
            }
            Written::Exact(word) => Piece::One(Set::of_key(phrase::exact_key(word))),
            Written::Entity(entity) => Piece::One(Set::of_entity(*entity)),
            Written::Any => Piece::One(Set::any()),
            Written::Gap(width) => Piece::Gap(*width),
            Written::SentenceStart => Piece::SentenceStart,
            Written::SentenceEnd => Piece::SentenceEnd,
            Written::TextStart => Piece::TextStart,
            Written::TextEnd => Piece::TextEnd,
            Written::Name(name) => self.name(name, names)?,
            Written::Not(piece) => {
                let mut inner = Vec::new();
                self.piece(piece, names, &mut inner)?;
                Piece::Not(Self::single(&inner).ok_or_else(|| {
                    Error::refused("pattern", "\"!\"", "before a word, a class or a list of single words")
                })?)
            }
            Written::Optional(piece) => {
                let mut inner = Vec::new();
                self.piece(piece, names, &mut inner)?;
                Piece::Optional(inner)
            }
            Written::Either(rows) => {
                let rows = rows.iter().map(|row| self.row(row, names)).collect::<Result<Vec<_>>>()?;
                joined(rows)
            }
        });
        Ok(())
    }

    fn forms(&self, word: &str, forms: &mut Vec<Form>) {
        if let Some(known) = self.expansions.get(word) {
            forms.extend_from_slice(known);
            return;
        }
        for (suffix, ending) in &self.suffixes {
            if let Some(base) = word.strip_suffix(suffix.as_str()).filter(|base| !base.is_empty()) {
                forms.extend(ending.iter().copied().map(|form| form.unwrap_or_else(|| self.form(base))));
                return;
            }
        }
        forms.push(self.form(word));
    }

    fn name(&self, name: &str, names: &mut Vec<String>) -> Result<Piece> {
        let Some(list) = self.source.lists.get(name) else {
            if self.source.extends {
                // The lexicon it extends may have it; `extended` asks again.
                return Ok(Piece::One(Set::default()));
            }
            return Err(Error::refused(
                "pattern",
                format_args!("\"@{name}\""),
                "the name of a list of the lexicon",
            ));
        };
        if names.iter().any(|open| open == name) {
            return Err(Error::refused("phrase", format_args!("{name:?}"), "free of itself"));
        }
        names.push(name.to_owned());
        let mut rows = Vec::new();
        let words = self.list(name);
        if !words.keys().is_empty() {
            rows.push(vec![Piece::One(words)]);
        }
        for (row, _, spot) in &list.rows {
            rows.push(self.row(row, names).map_err(|error| spot.name(error))?);
        }
        names.pop();
        Ok(joined(rows))
    }

    /// A row that is one set, or a choice of such.
    fn single(row: &[Piece]) -> Option<Set> {
        match row {
            [Piece::One(set)] => Some(set.clone()),
            [Piece::Either(rows)] => {
                let mut whole = Set::default();
                for row in rows {
                    whole.join(&Self::single(row)?);
                }
                Some(whole)
            }
            _ => None,
        }
    }
}

/// Collects what a piece wants as it is written.
fn exact<'w>(piece: &'w Written, texts: &mut Vec<&'w str>) {
    match piece {
        Written::Exact(text) => texts.push(text),
        Written::Not(piece) | Written::Optional(piece) => exact(piece, texts),
        Written::Either(rows) => rows.iter().flatten().for_each(|piece| exact(piece, texts)),
        _ => {}
    }
}

fn load(index: usize, entry: &Entry, entries: &[Entry]) -> Load {
    let met_by = |mitigator: &Mitigator| {
        let others = entries.iter().enumerate().filter(|(other, _)| *other != index);
        others.filter(|(_, other)| mitigator.is_met_by(other)).map(|(other, _)| narrow(other)).collect()
    };
    let against = entry.mitigators.iter().map(|mitigator| {
        let entries: Box<[u32]> = met_by(mitigator);
        let marks = entries.iter().fold(0, |marks, entry| marks | mark(*entry));
        Against { entries, marks, reach: mitigator.reach, effect: mitigator.effect }
    });
    Load {
        sides: entry.weights.keys().fold(0, |sides, side| sides | 1 << *side as u8),
        strength: if entry.mode == Mode::Possible { 0.5 } else { 1.0 },
        against: against.collect(),
    }
}

/// How many patterns one is spread into at most.
const SPREAD: usize = 48;

/// A pattern that begins with a choice, or with something optional, as one pattern for each side: each then waits for its own
/// first word and for what it needs itself. What is found stays the same, since of matches that begin together the shortest is
/// kept.
fn spread(row: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut open = vec![row.clone()];
    let mut done = Vec::new();
    while let Some(side) = open.pop() {
        if open.len() + done.len() >= SPREAD {
            return vec![row];
        }
        let is_mark =
            |piece: &Piece| matches!(piece, Piece::SentenceStart | Piece::TextStart | Piece::Not(_));
        let at = side.iter().take_while(|piece| is_mark(piece)).count();
        let (marks, rest) = side.split_at(at);
        match rest.split_first() {
            Some((Piece::Either(rows), rest)) => {
                open.extend(rows.iter().map(|row| [marks, row, rest].concat()));
            }
            Some((Piece::Optional(inner), rest)) if !firsts(rest, &mut Set::default()) => {
                open.push([marks, inner, rest].concat());
                open.push([marks, rest].concat());
            }
            _ => done.push(side),
        }
    }
    done
}

/// The key of a token that has one of the shapes of a list.
fn shape_key(list: &str) -> u64 {
    Fnv::new().bytes(b"shape ").bytes(list.as_bytes()).get()
}

/// Sides of one unit each become one set; the others stay a choice.
fn joined(rows: Vec<Vec<Piece>>) -> Piece {
    let mut set: Option<Set> = None;
    let mut others = Vec::new();
    for row in rows {
        match <[Piece; 1]>::try_from(row) {
            Ok([Piece::One(one)]) => set.get_or_insert_with(Set::default).join(&one),
            Ok([piece]) => others.push(vec![piece]),
            Err(row) => others.push(row),
        }
    }
    match (set, others.is_empty()) {
        (Some(set), true) => Piece::One(set),
        (Some(set), false) => {
            others.push(vec![Piece::One(set)]);
            Piece::Either(others)
        }
        (None, _) => Piece::Either(others),
    }
}
