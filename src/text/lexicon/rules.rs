//! Patterns ready to be run: which of them can match in a sentence at all, and where those that can do.
//!
//! Every word that stands in a pattern has a small number; a unit of a message carries the numbers of its stem and of its
//! form, 0 for a word that stands in none. Before a sentence is matched, its words are asked which patterns have all
//! they need: a pattern waits for the two rarest of the pieces that it cannot do without. What is left is tried where its first
//! piece stands. All positions a pattern can be in are kept as the bits of one number, so that alternatives,
//! gaps and optional pieces never go back: a pattern costs the same on any text.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::phrase::{Piece, REACH, Set, firsts};
use crate::text::token::Kind;

use super::entry::{Entry, Reach, Side};

const KINDS: usize = Kind::Exclamation as usize + 1;

/// One thing to match over: a word or a token of another kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The number of its stem among the words of the patterns; 0 if it is none.
    pub(super) stem: u32,
    /// The number of the word as written.
    pub(super) exact: u32,
    pub(super) sentence: u32,
    pub(super) clause: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where the row of its profile begins, by [`Profiles`].
    pub(super) profile: u32,
    pub(super) kind: Kind,
    pub(super) doubled: bool,
    pub(super) quoted: bool,
}

/// A match before mitigators, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) entry: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A pattern of an entry before words have numbers.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry: usize,
    pub(super) veto: bool,
    pub(super) pieces: Vec<Piece>,
}

/// What one unit may be.
#[derive(Clone, Debug)]
pub(super) struct Test {
    kinds: u32,
    doubled: bool,
    /// One bit for each number, modulo 64: most words are told to be none of the keys without a search.
    mask: u64,
    /// Sorted.
    keys: Box<[u32]>,
}

impl Test {
    pub(super) fn holds(&self, unit: &Unit) -> bool {
        self.kinds >> (unit.kind as u32) & 1 == 1
            || self.has(unit.stem)
            || self.has(unit.exact)
            || (self.doubled && unit.doubled)
    }

    fn has(&self, key: u32) -> bool {
        self.mask >> (key & 63) & 1 == 1 && self.keys.binary_search(&key).is_ok()
    }
}

/// A piece with the numbers of its words.
#[derive(Clone, Debug)]
enum Step {
    One(Test),
    Not(Test),
    Gap(u8),
    /// Rows, and what the first unit of any of them may be, where each has one.
    Either(Option<Test>, Box<[Box<[Step]>]>),
    Optional(Box<[Step]>),
    SentenceStart,
    SentenceEnd,
    TextStart,
    TextEnd,
}

#[derive(Clone, Debug)]
struct Rule {
    entry: usize,
    veto: bool,
    reach: Reach,
    /// What the unit after the first must be, if it can be told.
    second: Option<Test>,
    /// How many of its steps are done when the first unit and the second are known to fit.
    done: usize,
    steps: Box<[Step]>,
}

/// Sets of small numbers by the number of a word and by the kind of a token: what [`Profiles`] are made of.
///
/// A small set is a list, a large one a row of bits, so that no set takes more room than its list would, twice over.
#[derive(Clone, Debug, Default)]
struct Index {
    by_key: Vec<Listed>,
    by_kind: Vec<Listed>,
    lists: Vec<u32>,
    rows: Vec<u64>,
    /// How many numbers of 64 bits make a row.
    width: usize,
}

/// Where a set lies.
#[derive(Clone, Copy, Debug, Default)]
enum Listed {
    #[default]
    Nowhere,
    /// From and to in `Index::lists`.
    List(u32, u32),
    /// From in `Index::rows`.
    Row(u32),
}

impl Index {
    /// Of pairs of a word, or of a kind, and a number of its set.
    fn of(by_key: Vec<(u32, u32)>, by_kind: Vec<(u32, u32)>, keys: usize, width: usize) -> Self {
        let mut index = Self { width, ..Self::default() };
        index.by_key = index.gather(by_key, keys + 1);
        index.by_kind = index.gather(by_kind, KINDS);
        index
    }

    fn gather(&mut self, mut pairs: Vec<(u32, u32)>, sets: usize) -> Vec<Listed> {
        pairs.sort_unstable();
        pairs.dedup();
        let mut all = vec![Listed::Nowhere; sets];
        for set in pairs.chunk_by(|(left, _), (right, _)| left == right) {
            let Some(listed) = set.first().and_then(|(name, _)| all.get_mut(*name as usize)) else {
                continue;
            };
            if set.len() * 2 < self.width {
                let from = narrow(self.lists.len());
                self.lists.extend(set.iter().map(|(_, number)| *number));
                *listed = Listed::List(from, narrow(self.lists.len()));
            } else {
                let from = self.rows.len();
                self.rows.resize(from + self.width, 0);
                let row = self.rows.get_mut(from..).unwrap_or_default();
                for (_, number) in set {
                    set_bit(row, *number as usize);
                }
                *listed = Listed::Row(narrow(from));
            }
        }
        all
    }

    /// Adds every set that a unit is in to a row of bits.
    fn add_to(&self, bits: &mut [u64], stem: u32, exact: u32, kind: Kind) {
        let of_key = |key: u32| self.by_key.get(key as usize).copied().unwrap_or_default();
        let by_kind = self.by_kind.get(kind as usize).copied().unwrap_or_default();
        for listed in [of_key(stem), of_key(exact), by_kind] {
            match listed {
                Listed::Nowhere => {}
                Listed::List(from, to) => {
                    self.list(from, to).iter().for_each(|bit| set_bit(bits, *bit as usize));
                }
                Listed::Row(from) => bits.iter_mut().zip(self.row(from)).for_each(|(bits, row)| *bits |= row),
            }
        }
    }

    fn list(&self, from: u32, to: u32) -> &[u32] {
        self.lists.get(from as usize..to as usize).unwrap_or_default()
    }

    fn row(&self, from: u32) -> &[u64] {
        let from = from as usize;
        self.rows.get(from..from + self.width).unwrap_or_default()
    }
}

/// The rows of bits of the units that were met: which patterns such a unit makes possible, by the first and by the second need,
/// and which may begin with it.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    /// Where the row of a stem, a word as written and a kind begins.
    known: HashMap<(u32, u32, Kind), u32, FixedState>,
    /// Of each 64 patterns three numbers: the first need, the second, the beginning.
    rows: Vec<u64>,
}

/// How many numbers a profile has for every 64 patterns.
const LANES: usize = 3;

impl Profiles {
    /// The profile of a unit; 0 if it neither begins a pattern nor makes one possible.
    pub(super) fn of(&mut self, rules: &Rules, stem: u32, exact: u32, kind: Kind) -> u32 {
        let Self { known, rows } = self;
        *known.entry((stem, exact, kind)).or_insert_with(|| {
            let mut needs = vec![0; rules.words * 2];
            rules.needs.add_to(&mut needs, stem, exact, kind);
            let mut first = vec![0; rules.words];
            rules.first.add_to(&mut first, stem, exact, kind);
            if needs.iter().chain(&first).all(|bits| *bits == 0) {
                return 0;
            }
            if rows.is_empty() {
                rows.resize(rules.words * LANES, 0);
            }
            let from = narrow(rows.len());
            let (one, two) = needs.split_at(rules.words);
            rows.extend(one.iter().zip(two).zip(first).flat_map(|((one, two), first)| [*one, *two, first]));
            from
        })
    }

    /// Some of the row of a profile.
    fn row(&self, profile: u32, part: &Range<usize>) -> &[u64] {
        let from = profile as usize;
        self.rows.get(from + part.start..from + part.end).unwrap_or_default()
    }
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// All patterns of a lexicon.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    keys: HashMap<u64, u32, FixedState>,
    all: Vec<Rule>,
    first: Index,
    /// The patterns that may begin with anything, tried where a sentence begins.
    at_start: Vec<usize>,
    /// Bits of the patterns that a word makes possible: those of the first need, then, from `words * 64` on, of the second.
    needs: Index,
    /// Bits, as in a profile, for what needs nothing.
    free: Vec<u64>,
    /// The patterns that matter for what each side writes, one bit each; last, all.
    sides: [Mattering; 4],
    /// How many numbers of 64 bits the patterns take.
    words: usize,
    negators: Test,
}

/// The patterns that matter for what a side writes.
#[derive(Clone, Debug)]
struct Mattering {
    bits: Vec<u64>,
    /// Outside of these numbers of 64 bits there are none.
    part: Range<usize>,
}

/// What matching needs besides: kept from message to message, so that matching does not allocate.
#[derive(Debug, Default)]
pub(super) struct Bench {
    possible: Vec<u64>,
    pub(super) found: Vec<Found>,
    pub(super) vetoed: Vec<Found>,
}

impl Rules {
    /// `common` says how often a word is met, next to one that is not listed there.
    pub(super) fn of(
        rows: &[Row],
        entries: &[Entry],
        negators: &Set,
        common: &HashMap<u64, u32, FixedState>,
    ) -> Self {
        let mut keys = Numbers::default();
        // Patterns that matter for the same sides stand together, so that there is less to look through.
        let mut rows: Vec<&Row> = rows.iter().collect();
        rows.sort_by_key(|row| {
            let read = |side| entries.get(row.entry).is_some_and(|entry| entry.is_read_for(side));
            match (read(Side::Customer), read(Side::Company)) {
                (true, false) => 0,
                (true, true) => 1,
                (false, _) => 2,
            }
        });
        let words = rows.len().div_ceil(64);
        let mut free = vec![0; words * LANES];
        let (mut first_keys, mut first_kinds) = (Vec::new(), Vec::new());
        let (mut need_keys, mut need_kinds) = (Vec::new(), Vec::new());
        let mut at_start = Vec::new();
        let mut all = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            let reach = entries.get(row.entry).map_or_else(Reach::default, |entry| entry.reach);
            all.push(Rule {
                entry: row.entry,
                veto: row.veto,
                reach,
                done: done(&row.pieces),
                second: second(&row.pieces).map(|set| test(&set, &mut keys)),
                steps: row.pieces.iter().map(|piece| step(piece, &mut keys)).collect(),
            });
            let mut first = Set::default();
            let _ = firsts(&row.pieces, &mut first);
            if first.is_any() {
                at_start.push(number);
            } else {
                enter(&first, number, &mut keys, &mut first_keys, &mut first_kinds);
            }
            // A pattern that reaches over the whole message may find what it needs in another sentence.
            let mut needs = if reach == Reach::Turn { Vec::new() } else { needs(&row.pieces) };
            needs.sort_by_key(|need| rarity(need, common));
            let mut needs = needs.iter().filter(|need| rarity(need, common) < COMMON);
            for half in 0..2 {
                let bit = words * 64 * half + number;
                match needs.next() {
                    Some(need) => enter(need, bit, &mut keys, &mut need_keys, &mut need_kinds),
                    None => set_bit(&mut free, (number / 64 * LANES + half) * 64 + number % 64),
                }
            }
        }
        let negators = test(negators, &mut keys);
        let count = keys.0.len();
        Self {
            all,
            first: Index::of(first_keys, first_kinds, count, words),
            at_start,
            needs: Index::of(need_keys, need_kinds, count, words * 2),
            free,
            sides: [Some(Side::Customer), Some(Side::Company), Some(Side::Peer), None]
                .map(|side| mattering(side, &rows, entries)),
            words,
            negators,
            keys: keys.0,
        }
    }

    /// The number of a word; 0 for one that stands in no pattern.
    pub(super) fn number(&self, key: u64) -> u32 {
        self.keys.get(&key).copied().unwrap_or(0)
    }

    pub(super) fn is_negator(&self, unit: &Unit) -> bool {
        self.negators.holds(unit)
    }

    /// All matches that `holds` agrees to, and all vetoes.
    pub(super) fn find(
        &self,
        side: Option<Side>,
        units: &[Unit],
        profiles: &Profiles,
        bench: &mut Bench,
        holds: impl Fn(Found, &Unit) -> bool,
    ) {
        let [customer, company, peer, all] = &self.sides;
        let side = match side {
            Some(Side::Customer) => customer,
            Some(Side::Company) => company,
            Some(Side::Peer) => peer,
            None => all,
        };
        let Mattering { bits: side, part } = side;
        let lanes = part.start * LANES..part.end * LANES;
        let side = side.get(part.clone()).unwrap_or_default();
        let free = self.free.get(lanes.clone()).unwrap_or_default();
        let Bench { possible, found, vetoed } = bench;
        found.clear();
        vetoed.clear();
        let mut from = 0;
        for sentence in units.chunk_by(|left, right| left.sentence == right.sentence) {
            let to = from + sentence.len();
            possible.clear();
            possible.extend_from_slice(free);
            for unit in sentence.iter().filter(|unit| unit.profile != 0) {
                let row = profiles.row(unit.profile, &lanes);
                possible.iter_mut().zip(row).for_each(|(bits, row)| *bits |= row);
            }
            // What is possible comes to stand where the first need stood.
            for (bits, side) in possible.chunks_exact_mut(LANES).zip(side) {
                if let [one, two, _] = bits {
                    *one &= *two & side;
                }
            }
            for (start, unit) in (from..to).zip(sentence) {
                let mut attempt = |candidate: usize| {
                    let Some(rule) = self.all.get(candidate) else { return };
                    let next = units.get(start + 1);
                    if rule.second.as_ref().is_some_and(|test| !next.is_some_and(|unit| test.holds(unit))) {
                        return;
                    }
                    let stop = match rule.reach {
                        Reach::Clause => clause_end(units, start, to),
                        Reach::Sentence => to,
                        Reach::Turn => units.len(),
                    };
                    let Some(rest) = rule.steps.get(rule.done..).filter(|_| start + rule.done <= stop) else {
                        return;
                    };
                    let place = Place { units, start, stop };
                    let Some(end) = place.find(rest, 1 << rule.done) else { return };
                    let hit = Found { entry: rule.entry, start, end };
                    if rule.veto {
                        vetoed.push(hit);
                    } else if holds(hit, unit) {
                        found.push(hit);
                    }
                };
                if unit.profile != 0 {
                    let row = profiles.row(unit.profile, &lanes).chunks_exact(LANES);
                    for (word, pair) in possible.chunks_exact(LANES).zip(row).enumerate() {
                        let ([bits, ..], [.., first]) = pair else { continue };
                        let mut both = bits & first;
                        while both != 0 {
                            attempt((part.start + word) * 64 + both.trailing_zeros() as usize);
                            both &= both - 1;
                        }
                    }
                }
                if start == from {
                    for &rule in &self.at_start {
                        let bits =
                            (rule / 64).checked_sub(part.start).and_then(|word| possible.get(word * LANES));
                        if bits.is_some_and(|bits| bits >> (rule % 64) & 1 == 1) {
                            attempt(rule);
                        }
                    }
                }
            }
            from = to;
        }
    }
}

fn set_bit(bits: &mut [u64], bit: usize) {
    if let Some(bits) = bits.get_mut(bit / 64) {
        *bits |= 1 << (bit % 64);
    }
}

/// Where the clause of a unit ends, as far as a pattern can see.
fn clause_end(units: &[Unit], start: usize, to: usize) -> usize {
    let seen = units.get(start..to.min(start + REACH + 1)).unwrap_or_default();
    let Some(first) = seen.first() else { return to };
    start + seen.iter().take_while(|unit| unit.clause == first.clause).count()
}

/// Numbers given to words in the order in which they are met, from 1.
#[derive(Default)]
struct Numbers(HashMap<u64, u32, FixedState>);

impl Numbers {
    fn of(&mut self, key: u64) -> u32 {
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }
}

fn test(set: &Set, numbers: &mut Numbers) -> Test {
    let mut keys: Box<[u32]> = set.keys().iter().map(|&key| numbers.of(key)).collect();
    keys.sort_unstable();
    Test {
        kinds: if set.is_any() { u32::MAX } else { set.only_kinds() },
        doubled: set.is_doubled(),
        mask: keys.iter().fold(0, |mask, key| mask | 1 << (key & 63)),
        keys,
    }
}

fn step(piece: &Piece, numbers: &mut Numbers) -> Step {
    match piece {
        Piece::One(set) => Step::One(test(set, numbers)),
        Piece::Not(set) => Step::Not(test(set, numbers)),
        Piece::Gap(width) => Step::Gap(*width),
        Piece::Either(rows) => {
            let mut first = Set::default();
            let told = !firsts(std::slice::from_ref(piece), &mut first) && !first.is_any();
            Step::Either(
                told.then(|| test(&first, numbers)),
                rows.iter().map(|row| row.iter().map(|piece| step(piece, numbers)).collect()).collect(),
            )
        }
        Piece::Optional(row) => Step::Optional(row.iter().map(|piece| step(piece, numbers)).collect()),
        Piece::SentenceStart => Step::SentenceStart,
        Piece::SentenceEnd => Step::SentenceEnd,
        Piece::TextStart => Step::TextStart,
        Piece::TextEnd => Step::TextEnd,
    }
}

/// Puts a number into the sets of everything that is held.
fn enter(
    held: &Set,
    number: usize,
    numbers: &mut Numbers,
    by_key: &mut Vec<(u32, u32)>,
    by_kind: &mut Vec<(u32, u32)>,
) {
    let number = narrow(number);
    by_key.extend(held.keys().iter().map(|&key| (numbers.of(key), number)));
    let kinds = (0..KINDS).filter(|kind| held.kinds() >> kind & 1 == 1);
    by_kind.extend(kinds.map(|kind| (narrow(kind), number)));
}

/// How many steps a row has done when its first unit and its second, where that is told, are known to fit.
fn done(row: &[Piece]) -> usize {
    // A pattern is tried at every mark for the sake of doubled ones.
    let is_known = |set: &Set| !set.is_any() && !set.is_doubled();
    match row {
        [Piece::One(first), Piece::One(second), ..] if is_known(first) && !second.is_any() => 2,
        [Piece::One(first), ..] if is_known(first) => 1,
        _ => 0,
    }
}

/// What the second unit of a match may be, if every match has one and it cannot be anything.
fn second(row: &[Piece]) -> Option<Set> {
    let mut set = Set::default();
    (!seconds(row, &mut set) && !set.is_any()).then_some(set)
}

/// Collects what the second unit of a row may be; true if the row may end before it, or if it is not told.
fn seconds(row: &[Piece], second: &mut Set) -> bool {
    let Some((piece, rest)) = row.split_first() else { return true };
    let mut after = |side: &[Piece]| seconds(&[side, rest].concat(), second);
    match piece {
        Piece::One(_) => firsts(rest, second),
        Piece::Gap(_) => true,
        Piece::Either(rows) => {
            let mut open = false;
            for row in rows {
                open |= after(row);
            }
            open
        }
        Piece::Optional(row) => after(row) || seconds(rest, second),
        _ => seconds(rest, second),
    }
}

/// The sets of which a match must hold a unit each; not the first, which is there where a pattern is tried.
fn needs(row: &[Piece]) -> Vec<Set> {
    let begins =
        row.iter().position(|piece| matches!(piece, Piece::One(_) | Piece::Either(_) | Piece::Gap(_)));
    let rest = match begins.and_then(|at| row.get(at).map(|piece| (at, piece))) {
        // With something optional before it, the first may be absent where the pattern is tried.
        Some((at, Piece::One(_)))
            if row.iter().take(at).all(|piece| !matches!(piece, Piece::Optional(_))) =>
        {
            row.get(at + 1..).unwrap_or_default()
        }
        _ => row,
    };
    rest.iter().filter_map(need).collect()
}

fn need(piece: &Piece) -> Option<Set> {
    match piece {
        Piece::One(set) if !set.is_any() => Some(set.clone()),
        Piece::Either(rows) => {
            let mut whole = Set::default();
            for row in rows {
                whole.join(row.iter().find_map(need).as_ref()?);
            }
            Some(whole)
        }
        _ => None,
    }
}

/// A need that is met in every other sentence is none.
const COMMON: u32 = 2_000;

/// How often a set is met, roughly: what matters is the order.
fn rarity(set: &Set, common: &HashMap<u64, u32, FixedState>) -> u32 {
    let keys =
        set.keys().iter().fold(0_u32, |sum, key| sum.saturating_add(common.get(key).copied().unwrap_or(1)));
    let kinds = set.kinds();
    let by_kind = if kinds >> Kind::Word as u32 & 1 == 1 { COMMON } else { kinds.count_ones() * 50 };
    keys.saturating_add(by_kind)
}

/// One bit for every pattern whose entry is read for a side, or speaks against one that is.
fn mattering(side: Option<Side>, rows: &[&Row], entries: &[Entry]) -> Mattering {
    let mut bits = vec![0; rows.len().div_ceil(64)];
    let is_read = |entry: &Entry| side.is_none_or(|side| entry.is_read_for(side));
    for (number, row) in rows.iter().enumerate() {
        let matters = entries.get(row.entry).is_some_and(|entry| {
            is_read(entry)
                || entries
                    .iter()
                    .filter(|other| is_read(other))
                    .any(|other| other.mitigators.iter().any(|mitigator| mitigator.is_met_by(entry)))
        });
        if matters {
            set_bit(&mut bits, number);
        }
    }
    let from = bits.iter().position(|bits| *bits != 0).unwrap_or(0);
    let to = bits.iter().rposition(|bits| *bits != 0).map_or(from, |last| last + 1);
    Mattering { bits, part: from..to }
}

/// A place where patterns are tried: units from `start` up to, not including, `stop`.
struct Place<'u> {
    units: &'u [Unit],
    start: usize,
    stop: usize,
}

impl Place<'_> {
    /// Where the shortest match ends that begins here and has done its way up to `at`.
    fn find(&self, row: &[Step], at: u64) -> Option<usize> {
        let ends = self.walk(row, at) & !1;
        (ends != 0).then(|| self.start + ends.trailing_zeros() as usize)
    }

    fn width(&self) -> usize {
        (self.stop - self.start).min(REACH)
    }

    fn walk(&self, row: &[Step], mut at: u64) -> u64 {
        for step in row {
            if at == 0 {
                return 0;
            }
            at = match step {
                Step::One(test) => {
                    let mut next = 0;
                    for bit in bits(at) {
                        if bit < self.width()
                            && self.units.get(self.start + bit).is_some_and(|unit| test.holds(unit))
                        {
                            next |= 1 << (bit + 1);
                        }
                    }
                    next
                }
                Step::Gap(width) => {
                    let mut next = at;
                    for _ in 0..*width {
                        next |= next << 1;
                    }
                    next & ((1 << (self.width() + 1)) - 1)
                }
                Step::Either(first, rows) => {
                    let begun = match first {
                        Some(test) => {
                            self.keep(at, |index| self.units.get(index).is_some_and(|unit| test.holds(unit)))
                        }
                        None => at,
                    };
                    if begun == 0 {
                        return 0;
                    }
                    rows.iter().fold(0, |next, row| next | self.walk(row, begun))
                }
                Step::Optional(row) => at | self.walk(row, at),
                Step::Not(test) => self.keep(at, |index| {
                    self.units.get(index).is_none_or(|unit| index >= self.stop || !test.holds(unit))
                }),
                Step::SentenceStart => self.keep(at, |index| self.parts_sentences(index)),
                Step::SentenceEnd => self.keep(at, |index| {
                    self.parts_sentences(index)
                        || self
                            .units
                            .get(index)
                            .is_some_and(|unit| matches!(unit.kind, Kind::Question | Kind::Exclamation))
                }),
                Step::TextStart => self.keep(at, |index| index == 0),
                Step::TextEnd => self.keep(at, |index| {
                    self.units.iter().skip(index).take(REACH).all(|unit| {
                        matches!(unit.kind, Kind::Exclamation | Kind::Emoji | Kind::Url | Kind::Question)
                    })
                }),
            };
        }
        at
    }

    fn keep(&self, at: u64, holds: impl Fn(usize) -> bool) -> u64 {
        bits(at).filter(|bit| holds(self.start + bit)).fold(0, |next, bit| next | 1 << bit)
    }

    /// Whether a sentence begins or ends before a unit.
    fn parts_sentences(&self, index: usize) -> bool {
        let sentence = |index: usize| self.units.get(index).map(|unit| unit.sentence);
        index.checked_sub(1).and_then(sentence) != sentence(index)
    }
}

/// The positions of the bits that are set, from the lowest.
fn bits(mut at: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if at == 0 {
            return None;
        }
        let bit = at.trailing_zeros() as usize;
        at &= at - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::lexicon::Lexicon;
    use crate::text::lexicon::gist::units_of;
    use crate::text::token::Words;

    /// Every pattern, tried everywhere.
    fn plainly(rules: &Rules, units: &[Unit]) -> Vec<Found> {
        let mut found = Vec::new();
        for start in 0..units.len() {
            let sentence = units[start..].iter().take_while(|unit| unit.sentence == units[start].sentence);
            let to = start + sentence.count();
            for rule in &rules.all {
                let stop = match rule.reach {
                    Reach::Clause => clause_end(units, start, to),
                    Reach::Sentence => to,
                    Reach::Turn => units.len(),
                };
                if let Some(end) = (Place { units, start, stop }).find(&rule.steps, 1) {
                    found.push(Found { entry: rule.entry, start, end });
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    proptest! {
        #[test]
        fn what_is_not_tried_does_not_match(
            said in "((we|you|i|they|our|the|a|is|are|not|never|sorry|please|will|fix|send|dm|us|team|today|by|thank|refund|know|if|have|to|for|soon|5|www.a.com/b) |[,.?!] |\\. ){0,40}"
        ) {
            let lexicon = Lexicon::english().unwrap();
            let (units, profiles) = units_of(lexicon, &Words::of(&said));
            let mut bench = Bench::default();
            lexicon.rules.find(None, &units, &profiles, &mut bench, |_, _| true);
            let mut found = bench.found;
            found.append(&mut bench.vetoed);
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(found, plainly(&lexicon.rules, &units));
        }
    }
}
