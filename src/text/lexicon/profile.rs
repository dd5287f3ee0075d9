//! What a unit is to all patterns at once, worked out when its word is met for the first time.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;
use crate::text::scan::narrow;
use crate::text::token::Kind;

use super::rules::{Rules, SIDES};
use super::share::{ALWAYS, NUMBERS};
use super::sweep::Waiting;

/// How many kinds of tokens there are.
pub(super) const KINDS: usize = Kind::Exclamation as usize + 1;

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

/// What of that which patterns ask for is met, one bit each, as [`share`](super::share) gives them out.
pub(super) type Met = [u64; NUMBERS];

/// The patterns that wait for a unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    /// What decides whether they are looked at, one bit each; none where nothing waits.
    pub(super) asks: u64,
    /// The place of the first pattern of the lowest of these bits; those of the others follow.
    pub(super) from: u32,
}

/// What a unit is wherever it stands, to one side, in one line of memory: for most it is all there is to look at.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Face {
    /// What of that which is asked for it meets.
    pub(super) gives: Met,
    /// The two parts of the [`List`] of what waits for it, which so leave room for what follows.
    asks: u64,
    from: u32,
    /// The entry of a pattern that is nothing but it, or [`NOTHING`]; if there are more, the others wait.
    pub(super) single: u32,
}

impl Face {
    #[inline]
    pub(super) const fn list(&self) -> List {
        List { asks: self.asks, from: self.from }
    }
}

/// The entry of no pattern.
pub(super) const NOTHING: u32 = u32::MAX;

/// What begins with anything where a sentence begins, among the profiles; it meets nothing that is asked for.
pub(super) const START: u32 = 0;

/// What the units that were met are to the patterns.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: HashMap<Nature, u32, FixedState>,
    /// The numbers of units by all that they are to the patterns: many words are the same to all of them.
    alike: HashMap<Vec<u64>, u32, FixedState>,
    /// The lists of patterns: many units share one.
    lists: HashMap<Vec<u32>, List, FixedState>,
    /// For each side, one for each unit; the first is [`START`].
    faces: [Vec<Face>; SIDES],
    /// For each side and each unit, what waits for it where a sentence begins.
    openings: [Vec<List>; SIDES],
    /// What waits.
    waiting: Vec<Waiting>,
    /// For each test, which of the first units pass it, then which of the next ones, and so on.
    tests: Vec<Passing>,
    /// How many tests there are, or a few more.
    count: usize,
}

/// Which of so many units pass a test, one bit each: a test is asked of one unit after the other, and few words make up most of what
/// is said, so that this is mostly all there is to fetch.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Passing([u64; Self::WORDS]);

impl Passing {
    const WORDS: usize = 8;
    const UNITS: usize = Self::WORDS * 64;
}

impl Profiles {
    /// The number of a unit.
    pub(super) fn of(&mut self, rules: &Rules, nature: Nature) -> u32 {
        if let Some(known) = self.known.get(&nature) {
            return *known;
        }
        if self.known.is_empty() {
            self.count = rules.tests.width * 64;
            self.add(rules, &[], &[0; NUMBERS], [&[], &rules.at_start]);
        }
        let rows =
            [&rules.tests, &rules.asked, &rules.anchors, &rules.openings].map(|index| index.row(nature));
        let alike = rows.concat();
        let number = self.alike.get(&alike).copied().unwrap_or_else(|| {
            let [tests, gives, waiting @ ..] = &rows;
            let waiting = waiting.each_ref().map(|row| bits(row).collect::<Vec<_>>());
            self.add(rules, tests, gives, waiting.each_ref().map(Vec::as_slice))
        });
        self.alike.insert(alike, number);
        self.known.insert(nature, number);
        number
    }

    /// Adds a unit, with the patterns that wait for it anywhere, and where a sentence begins.
    fn add(&mut self, rules: &Rules, tests: &[u64], gives: &[u64], waiting: [&[u32]; 2]) -> u32 {
        let number = narrow(self.faces[0].len());
        let mut gives = Met::try_from(gives).unwrap_or_default();
        set_bit(&mut gives, usize::from(ALWAYS));
        for lane in 0..SIDES {
            let [mut waiting, opening] = waiting.map(|held| {
                held.iter().copied().filter(|rule| rules.waiting(*rule, lane).is_some()).collect::<Vec<_>>()
            });
            let single = waiting.iter().position(|rule| rules.single(*rule).is_some());
            let single = single.and_then(|place| rules.single(waiting.remove(place)));
            let (list, opening) = (self.list(rules, waiting, lane), self.list(rules, opening, lane));
            let single = single.unwrap_or(NOTHING);
            self.faces[lane].push(Face { gives, asks: list.asks, from: list.from, single });
            self.openings[lane].push(opening);
        }
        let (block, own) = (number as usize / Passing::UNITS, number as usize % Passing::UNITS);
        self.tests.resize((block + 1) * self.count, Passing::default());
        for test in bits(tests) {
            if let Some(Passing(units)) = self.tests.get_mut(block * self.count + test as usize) {
                set_bit(units, own);
            }
        }
        number
    }

    /// The list of some patterns: the first of each bit, then all others.
    fn list(&mut self, rules: &Rules, held: Vec<u32>, lane: usize) -> List {
        if let Some(known) = self.lists.get(&held) {
            return *known;
        }
        let mut all: Vec<_> = held.iter().filter_map(|rule| rules.waiting(*rule, lane)).collect();
        all.sort_by_key(|(bit, _)| *bit);
        let mut list = List { asks: 0, from: narrow(self.waiting.len()) };
        let mut others = Vec::new();
        let rest = all.chunk_by(|(left, _), (right, _)| left == right);
        let mut rest_from = list.from + narrow(rest.clone().count());
        for same in rest {
            let Some(((bit, first), more)) = same.split_first() else { continue };
            list.asks |= 1 << bit;
            let (rest, more) = (rest_from, more.iter().map(|(_, waiting)| *waiting));
            rest_from += narrow(more.len());
            self.waiting.push(Waiting { rest, more: narrow(more.len()), ..*first });
            others.extend(more);
        }
        self.waiting.append(&mut others);
        self.lists.insert(held, list);
        list
    }

    /// All units as one side sees them.
    pub(super) fn faces(&self, lane: usize) -> &[Face] {
        &self.faces[lane % SIDES]
    }

    /// The list of what waits for a unit where a sentence begins.
    pub(super) fn opening(&self, unit: u32, lane: usize) -> List {
        self.openings[lane % SIDES].get(unit as usize).copied().unwrap_or_default()
    }

    /// The patterns that wait, as [`List`] has their places.
    pub(super) fn waits(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Whether a unit passes a test.
    #[inline]
    pub(super) fn passes(&self, unit: u32, test: u32) -> bool {
        let (block, own) = (unit as usize / Passing::UNITS, unit as usize % Passing::UNITS);
        let passing = self.tests.get(block * self.count + test as usize);
        passing.is_some_and(|Passing(units)| units[own / 64] >> (own % 64) & 1 == 1)
    }
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
