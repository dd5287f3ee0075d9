//! What a unit is to all patterns at once, worked out when its word is met for the first time.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;
use crate::text::scan::narrow;
use crate::text::token::Kind;

use super::rules::{Met, NEEDS, Rules, SIDES, START, Waits, are_met};
use super::unit::Unit;

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

/// Patterns that begin with a unit and wait for one of 64 tests to be passed by another one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    /// The tests.
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

impl Gate {
    /// Which of its tests are among the needs that are met.
    #[inline]
    pub(super) fn among(&self, met: &Met) -> u64 {
        self.mask & met[self.word as usize % NEEDS]
    }
}

/// What begins with a unit, as far as one side goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// What the next unit may open.
    pub(super) next: Box<[Gate]>,
    /// Whether there is anything else.
    pub(super) has_more: bool,
    /// What any unit of the sentence may open, from the unit itself on.
    pub(super) met: Box<[Gate]>,
    /// The entries that the unit is a match of by itself.
    pub(super) alone: Box<[u32]>,
    /// The patterns that wait for nothing.
    pub(super) open: Box<[u32]>,
}

/// What the units that were met are to the patterns.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: HashMap<Nature, u32, FixedState>,
    /// What begins with each unit; the first stands for the place where a sentence begins.
    heads: Vec<[Head; SIDES]>,
    /// For each unit, one bit for each test that it passes.
    tests: Vec<u64>,
    /// How many numbers of 64 bits these are.
    width: usize,
    /// The needs that each unit meets.
    gives: Vec<Met>,
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
        if self.heads.is_empty() {
            self.width = rules.tests.width;
            self.tests = vec![0; self.width];
            self.add(rules, &rules.at_start, [0; NEEDS]);
        }
        let first = rules.first.row(nature);
        let first: Vec<u32> = bits(&first).collect();
        self.tests.extend(rules.tests.row(nature));
        let gives = Met::try_from(rules.needs.row(nature)).unwrap_or_default();
        let number = self.add(rules, &first, gives);
        self.known.insert(nature, number);
        number
    }

    /// Adds a unit that some patterns begin with.
    fn add(&mut self, rules: &Rules, first: &[u32], gives: Met) -> u32 {
        let number = narrow(self.heads.len());
        self.gives.push(gives);
        let heads = [0, 1, 2, 3].map(|lane| self.begin(rules, first, lane));
        self.heads.push(heads);
        number
    }

    fn begin(&mut self, rules: &Rules, first: &[u32], lane: usize) -> Head {
        let (mut next, mut met, mut open, mut alone) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for &rule in first {
            match rules.waits(rule, lane) {
                Waits::Never => {}
                Waits::Alone(entry) => alone.push(entry),
                Waits::Next(test) => next.push((test, rule)),
                Waits::Met(need) => met.push((u32::from(need), rule)),
                Waits::Open => open.push(rule),
            }
        }
        Head {
            has_more: !(met.is_empty() && alone.is_empty() && open.is_empty()),
            next: self.gates(rules, next),
            met: self.gates(rules, met),
            alone: alone.into(),
            open: open.into(),
        }
    }

    /// Puts patterns behind the tests that they wait for.
    fn gates(&mut self, rules: &Rules, mut waiting: Vec<(u32, u32)>) -> Box<[Gate]> {
        let mut gates = Vec::new();
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
            gates.push(gate);
        }
        gates.into()
    }

    /// What begins with a unit.
    #[inline]
    pub(super) fn head(&self, unit: u32, lane: usize) -> Option<&Head> {
        self.heads.get(unit as usize)?.get(lane)
    }

    /// The needs that a unit meets.
    #[inline]
    pub(super) fn gives(&self, unit: u32) -> &Met {
        self.gives.get(unit as usize).unwrap_or(&[0; NEEDS])
    }

    /// Where the tests of a unit lie; where there is none, those of one that passes none.
    #[inline]
    pub(super) fn place(&self, unit: Option<&Unit>) -> usize {
        unit.map_or(START, |unit| unit.profile) as usize * self.width
    }

    /// Which tests of a gate are passed by the unit whose tests lie there.
    #[inline]
    pub(super) fn tested(&self, place: usize, gate: &Gate) -> u64 {
        gate.mask & self.tests.get(place + gate.word as usize).copied().unwrap_or(0)
    }

    /// Hands out the patterns behind the tests of a gate that are passed, if what they need besides is met.
    #[inline]
    pub(super) fn opened(&self, gate: &Gate, open: u64, met: &Met, each: impl FnMut(u32)) {
        if open != 0 {
            self.hand_out(gate, open, met, each);
        }
    }

    fn hand_out(&self, gate: &Gate, mut open: u64, met: &Met, mut each: impl FnMut(u32)) {
        while open != 0 {
            let rest = open & (open - 1);
            let before = gate.mask & ((open ^ rest) - 1);
            let at = gate.starts as usize + before.count_ones() as usize;
            open = rest;
            if let Some([from, to]) = self.starts.get(at..at + 2) {
                let waiting = slice(&self.waiting, [*from, *to]).iter();
                waiting.filter(|rule| are_met(met, rule.needs)).for_each(|rule| each(rule.rule));
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
