//! What a unit is to all patterns at once, worked out when its word is met for the first time.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;
use crate::text::scan::narrow;
use crate::text::token::Kind;

use super::rules::{Met, NEEDS, Rules, SIDES, START, Waits, are_met};
use super::unit::{Found, Unit};

const KINDS: usize = Kind::Exclamation as usize + 1;

/// Numbers given to words in the order in which they are met, from 1.
#[derive(Default)]
pub(super) struct Numbers(pub(super) HashMap<u64, u32, FixedState>);

impl Numbers {
    pub(super) fn of(&mut self, key: u64) -> u32 {
        let next = narrow(self.0.len() + 1);
        *self.0.entry(key).or_insert(next)
    }
}

/// Which sets a word, and which a kind of token, is in: what an [`Index`] is made of.
#[derive(Default)]
pub(super) struct Pairs {
    by_key: Vec<(u32, u32)>,
    by_kind: Vec<(u32, u32)>,
}

impl Pairs {
    /// Puts a number into the sets of everything that is held.
    pub(super) fn enter(&mut self, held: &Set, number: usize, numbers: &mut Numbers) {
        let number = narrow(number);
        self.by_key.extend(held.keys().iter().map(|&key| (numbers.of(key), number)));
        let of_kind = |kind: usize| match kind {
            KINDS => held.is_doubled(),
            _ => held.is_any() || held.only_kinds() >> kind & 1 == 1,
        };
        self.by_kind.extend((0..=KINDS).filter(|kind| of_kind(*kind)).map(|kind| (narrow(kind), number)));
    }
}

/// Sets of small numbers by the number of a word and by the kind of a token: what [`Profiles`] are made of.
///
/// A small set is a list, a large one a row of bits, so that no set takes more room than its list would, twice over.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    by_key: Vec<Listed>,
    /// One for each kind; last, one for doubled marks.
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
    /// `keys` words have numbers; sets have numbers of less than `width * 64`.
    pub(super) fn of(pairs: Pairs, keys: usize, width: usize) -> Self {
        let mut index = Self { width, ..Self::default() };
        index.by_key = index.gather(pairs.by_key, keys + 1);
        index.by_kind = index.gather(pairs.by_kind, KINDS + 1);
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

    /// The sets that a unit is in, one bit each.
    fn row(&self, nature: Nature) -> Vec<u64> {
        let mut bits = vec![0; self.width];
        let of_key = |key: u32| self.by_key.get(key as usize);
        let of_kind = |kind: usize| self.by_kind.get(kind);
        let doubled = if nature.doubled { of_kind(KINDS) } else { None };
        let listed = [of_key(nature.stem), of_key(nature.exact), of_kind(nature.kind as usize), doubled];
        for listed in listed.into_iter().flatten() {
            match *listed {
                Listed::Nowhere => {}
                Listed::List(from, to) => {
                    let list = self.lists.get(from as usize..to as usize).unwrap_or_default();
                    for bit in list {
                        set_bit(&mut bits, *bit as usize);
                    }
                }
                Listed::Row(from) => {
                    let row = self.rows.get(from as usize..).unwrap_or_default();
                    bits.iter_mut().zip(row).for_each(|(bits, row)| *bits |= row);
                }
            }
        }
        bits
    }
}

/// What a unit is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Nature {
    /// The number of its stem among the words of the patterns; 0 if it is none.
    pub(super) stem: u32,
    /// The number of the word as written.
    pub(super) exact: u32,
    pub(super) kind: Kind,
    pub(super) doubled: bool,
}

/// Patterns that a unit is a piece of and that wait for one of 64 tests to be passed by another one.
#[derive(Clone, Copy, Debug)]
struct Gate {
    /// The tests, or the needs.
    mask: u64,
    /// Which 64.
    word: u32,
    /// Where in `Profiles::starts` the patterns of the first test have theirs.
    starts: u32,
}

/// A pattern behind a gate, with what it needs besides.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    rule: u32,
    needs: [u16; 2],
}

/// What a unit is wherever it stands, side by side: for most it is all there is to look at.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Face {
    /// The needs that it meets.
    gives: Met,
    /// Where among its tests there are any that it passes, by [`among`]; and [`ALWAYS`].
    passes: u64,
    /// For each side, where the tests are that the unit after it must pass if anything is to be tried, or [`ALWAYS`].
    asks: [u64; SIDES],
    /// The head of each side; that of nothing is the first.
    heads: [u32; SIDES],
}

/// What is to be tried where a unit stands, as far as one side goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    /// Where its gates lie: those that the unit after it may open, those that the unit before it may, and those that any unit
    /// from it on may.
    gates: [u32; 4],
    /// Where its lists lie: entries of which the unit is a match by itself, patterns that wait for nothing.
    lists: [u32; 3],
    /// The head of what is tried only where a sentence begins.
    opening: u32,
}

/// One bit for 64 tests, which they may share with others; the last is [`ALWAYS`] as well.
const fn among(word: u32) -> u64 {
    1 << (word % 64)
}

/// How many units of a sentence are gone through at once.
const PIECE: usize = 1_024;

/// What is always passed.
const ALWAYS: u64 = 1 << 63;

/// What is made of a sentence on the way, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// For each unit of a piece, the needs that are met from there on.
    met: Vec<Met>,
    /// Units where something is to be tried, and their faces.
    worth: Vec<(u32, u32)>,
    /// Patterns to be tried, and where.
    pub(super) tried: Vec<(u32, u32)>,
}

/// The head of nothing.
const NONE: u32 = 0;

/// What the units that were met are to the patterns.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: HashMap<Nature, u32, FixedState>,
    /// One for each unit; the first stands for the place where a sentence begins.
    faces: Vec<Face>,
    heads: Vec<Head>,
    gates: Vec<Gate>,
    lists: Vec<u32>,
    /// For each unit, one bit for each test that it passes.
    tests: Vec<u64>,
    /// How many numbers of 64 bits these are.
    width: usize,
    /// Where the patterns behind each test of a gate begin in `waiting`, and after the last, where they end.
    starts: Vec<u32>,
    waiting: Vec<Waiting>,
}

impl Profiles {
    /// The number of a unit.
    pub(super) fn of(&mut self, rules: &Rules, nature: Nature) -> u32 {
        if let Some(known) = self.known.get(&nature) {
            return *known;
        }
        if self.faces.is_empty() {
            self.width = rules.tests.width;
            self.heads.push(Head::default());
            self.add(rules, &rules.at_start, &vec![0; self.width], &[0; NEEDS]);
        }
        let held: Vec<u32> = bits(&rules.anchors.row(nature)).collect();
        let number = self.add(rules, &held, &rules.tests.row(nature), &rules.needs.row(nature));
        self.known.insert(nature, number);
        number
    }

    /// Adds a unit that some patterns are tried at.
    fn add(&mut self, rules: &Rules, held: &[u32], tests: &[u64], gives: &[u64]) -> u32 {
        let number = narrow(self.faces.len());
        let mut asks = [0; SIDES];
        let mut lane = 0;
        let heads = asks.each_mut().map(|asks| {
            let waits = |rule: &u32| (*rule, rules.waits(*rule, lane));
            let (opening, anywhere): (Vec<_>, Vec<_>) =
                held.iter().map(waits).partition(|(rule, _)| rules.is_opening(*rule));
            let opening = self.head(rules, &opening, NONE);
            lane += 1;
            *asks = anywhere.iter().fold(0, |asks, (_, waits)| match waits {
                Waits::Never => asks,
                Waits::Next(test) => asks | among(test / 64),
                _ => asks | ALWAYS,
            });
            self.head(rules, &anywhere, opening)
        });
        let some = (0..).zip(tests).filter(|(_, bits)| **bits != 0);
        let passes = some.fold(ALWAYS, |all, (word, _)| all | among(word));
        self.tests.extend(tests);
        self.faces.push(Face { gives: Met::try_from(gives).unwrap_or_default(), passes, asks, heads });
        number
    }

    fn head(&mut self, rules: &Rules, all: &[(u32, Waits)], opening: u32) -> u32 {
        let (mut after, mut before, mut met) = (Vec::new(), Vec::new(), Vec::new());
        let (mut open, mut alone) = (Vec::new(), Vec::new());
        for &(rule, waits) in all {
            match waits {
                Waits::Never => {}
                Waits::Alone(entry) => alone.push(entry),
                Waits::Next(test) => after.push((test, rule)),
                Waits::Before(test) => before.push((test, rule)),
                Waits::Met(need) => met.push((u32::from(need), rule)),
                Waits::Open => open.push(rule),
            }
        }
        if opening == NONE && after.len() + alone.len() + before.len() + met.len() + open.len() == 0 {
            return NONE;
        }
        let from = narrow(self.gates.len());
        let [after, before, met] = [after, before, met].map(|waiting| {
            self.enter(rules, waiting);
            narrow(self.gates.len())
        });
        let first = narrow(self.lists.len());
        let [alone, open] = [alone, open].map(|list| {
            self.lists.extend(list);
            narrow(self.lists.len())
        });
        let (gates, lists) = ([from, after, before, met], [first, alone, open]);
        self.heads.push(Head { gates, lists, opening });
        narrow(self.heads.len() - 1)
    }

    /// Puts patterns behind the tests that they wait for.
    fn enter(&mut self, rules: &Rules, mut waiting: Vec<(u32, u32)>) {
        waiting.sort_unstable();
        for word in waiting.chunk_by(|(left, _), (right, _)| left / 64 == right / 64) {
            let mut gate = Gate { mask: 0, word: 0, starts: narrow(self.starts.len()) };
            for of_test in word.chunk_by(|(left, _), (right, _)| left == right) {
                let Some((test, _)) = of_test.first() else { continue };
                gate.word = test / 64;
                gate.mask |= 1 << (test % 64);
                self.starts.push(narrow(self.waiting.len()));
                let of_test = of_test.iter();
                self.waiting
                    .extend(of_test.map(|(_, rule)| Waiting { rule: *rule, needs: rules.needs_of(*rule) }));
            }
            self.starts.push(narrow(self.waiting.len()));
            self.gates.push(gate);
        }
    }

    /// Goes through a sentence from its end, and notes what is to be tried there, and what is found without that. `from` is where
    /// the sentence begins, `after` the unit that follows it.
    pub(super) fn sweep(
        &self,
        units: &[Unit],
        after: Option<&Unit>,
        from: u32,
        lane: usize,
        sweep: &mut Sweep,
        found: &mut Vec<Found>,
    ) {
        let Sweep { met: mets, worth, tried } = sweep;
        tried.clear();
        let faces = self.faces.as_slice();
        let mut met = [0; NEEDS];
        met[0] = 1;
        let mut passed =
            after.and_then(|unit| faces.get(unit.profile as usize)).map_or(ALWAYS, |face| face.passes);
        // Piece by piece, so that a sentence without end takes no more room than a long one.
        for (number, piece) in units.chunks(PIECE).enumerate().rev() {
            mets.resize(piece.len(), [0; NEEDS]);
            worth.resize(piece.len(), (0, 0));
            let mut count = 0;
            // Nobody can guess where something is to be tried: every place is put down, and most are overwritten.
            for ((at, unit), here) in (0..narrow(piece.len())).zip(piece).zip(&mut *mets).rev() {
                let Some(face) = faces.get(unit.profile as usize) else { continue };
                met = std::array::from_fn(|word| met[word] | face.gives[word]);
                *here = met;
                if let Some(place) = worth.get_mut(count) {
                    *place = (at, face.heads[lane % SIDES]);
                }
                count += usize::from(face.asks[lane % SIDES] & passed != 0);
                passed = face.passes;
            }
            for &(at, head) in worth.get(..count).unwrap_or_default() {
                let (Some(head), Some(met)) = (self.heads.get(head as usize), mets.get(at as usize)) else {
                    continue;
                };
                let at = number * PIECE + at as usize;
                let before = at.checked_sub(1).and_then(|before| units.get(before));
                let next = units.get(at + 1).or(after);
                self.offer(head, from + narrow(at), [before, next], met, tried, found);
            }
        }
        let Some(first) = units.first() else { return };
        for face in [first.profile, START] {
            let opening =
                faces.get(face as usize).and_then(|face| self.heads.get(face.heads[lane % SIDES] as usize));
            let opening = opening.filter(|head| head.opening != NONE);
            if let Some(head) = opening.and_then(|head| self.heads.get(head.opening as usize)) {
                self.offer(head, from, [None, units.get(1).or(after)], &met, tried, found);
            }
        }
    }

    /// Notes what is to be tried at a unit, by the units beside it and the needs that are met from there on.
    fn offer(
        &self,
        head: &Head,
        at: u32,
        [before, next]: [Option<&Unit>; 2],
        met: &Met,
        tried: &mut Vec<(u32, u32)>,
        found: &mut Vec<Found>,
    ) {
        let Head { gates: [first, second, third, end], lists, .. } = *head;
        let (gates, tests) = (self.gates.as_slice(), self.tests.as_slice());
        // What a unit passes lies far away: it is looked at only where some of it may be of use.
        let (place, passes) = self.place(next);
        for gate in slice(gates, [first, second]) {
            if passes & among(gate.word) == 0 {
                continue;
            }
            let open = gate.mask & tests.get(place + gate.word as usize).copied().unwrap_or(0);
            if open != 0 {
                self.hand_out(gate, open, met, at, tried);
            }
        }
        if second != third {
            let (place, passes) = self.place(before);
            for gate in slice(gates, [second, third]) {
                if passes & among(gate.word) == 0 {
                    continue;
                }
                let open = gate.mask & tests.get(place + gate.word as usize).copied().unwrap_or(0);
                if open != 0 {
                    self.hand_out(gate, open, met, at.saturating_sub(1), tried);
                }
            }
        }
        if third != end {
            for gate in slice(gates, [third, end]) {
                let open = gate.mask & met[gate.word as usize % NEEDS];
                if open != 0 {
                    self.hand_out(gate, open, met, at, tried);
                }
            }
        }
        if lists[0] != lists[2] {
            let alone = slice(&self.lists, [lists[0], lists[1]]);
            found.extend(alone.iter().map(|entry| Found::of(*entry, at, 1)));
            tried.extend(slice(&self.lists, [lists[1], lists[2]]).iter().map(|rule| (*rule, at)));
        }
    }

    /// Where the tests of a unit lie, and among which there are any that it passes; where there is no unit, those of one that
    /// passes none.
    #[inline]
    fn place(&self, unit: Option<&Unit>) -> (usize, u64) {
        let face = unit.map_or(START, |unit| unit.profile) as usize;
        (face * self.width, self.faces.get(face).map_or(0, |face| face.passes))
    }

    /// Notes the patterns behind the tests of a gate that are passed, if what they need besides is met.
    #[inline(never)]
    fn hand_out(&self, gate: &Gate, mut open: u64, met: &Met, at: u32, tried: &mut Vec<(u32, u32)>) {
        while open != 0 {
            let rest = open & (open - 1);
            let before = gate.mask & ((open ^ rest) - 1);
            let before = if before == 0 { 0 } else { before.count_ones() };
            let place = gate.starts as usize + before as usize;
            open = rest;
            if let Some([from, to]) = self.starts.get(place..place + 2) {
                for waiting in slice(&self.waiting, [*from, *to]) {
                    if are_met(met, waiting.needs) {
                        tried.push((waiting.rule, at));
                    }
                }
            }
        }
    }

    /// Whether a unit passes a test.
    #[inline]
    pub(super) fn passes(&self, unit: u32, test: u32) -> bool {
        let bits = self.tests.get(unit as usize * self.width + test as usize / 64).copied().unwrap_or(0);
        bits >> (test % 64) & 1 == 1
    }
}

#[inline]
fn slice<T>(all: &[T], [from, to]: [u32; 2]) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

/// The numbers of the bits that are set.
fn bits(row: &[u64]) -> impl Iterator<Item = u32> {
    (0..).zip(row).flat_map(|(word, bits)| {
        (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
    })
}

pub(super) fn set_bit(bits: &mut [u64], bit: usize) {
    if let Some(bits) = bits.get_mut(bit / 64) {
        *bits |= 1 << (bit % 64);
    }
}
