//! What a unit is to all patterns at once, worked out when its word is met for the first time.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;
use crate::text::token::Kind;

use super::rules::{Rules, SIDES};

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
                    list.iter().for_each(|bit| set_bit(&mut bits, *bit as usize));
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

/// Of 64 patterns those that a unit has to do with, and that matter for a side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Which 64.
    pub(super) word: u32,
    /// Those that it gives the first, and those that it gives the second, of what they need.
    pub(super) needs: [u64; 2],
    /// Those that may begin with it.
    pub(super) first: u64,
}

/// What the units that were met are to the patterns.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: HashMap<Nature, u32, FixedState>,
    /// For each unit, for each side, from where to where its parts lie; then one bit for each test that it passes.
    rows: Vec<u64>,
    /// None that is empty: most units have to do with few patterns.
    parts: Vec<Part>,
}

impl Profiles {
    /// The row of a unit.
    pub(super) fn of(&mut self, rules: &Rules, nature: Nature) -> u32 {
        if let Some(row) = self.known.get(&nature) {
            return *row;
        }
        let needs = rules.needs.row(nature);
        let (one, two) = needs.split_at(needs.len() / 2);
        let first = rules.first.row(nature);
        let row = narrow(self.rows.len());
        for side in &rules.sides {
            let from = narrow(self.parts.len());
            for (word, (((one, two), first), side)) in (0..).zip(one.iter().zip(two).zip(&first).zip(side)) {
                if (one | two | first) & side != 0 {
                    self.parts.push(Part { word, needs: [one & side, two & side], first: first & side });
                }
            }
            self.rows.push(u64::from(from) << 32 | u64::from(narrow(self.parts.len())));
        }
        self.rows.extend(rules.tests.row(nature));
        self.known.insert(nature, row);
        row
    }

    /// What the unit of a row has to do with patterns that matter for a side.
    pub(super) fn parts(&self, row: u32, side: usize) -> &[Part] {
        let place = self.rows.get(row as usize + side).copied().unwrap_or(0);
        self.parts.get(range(place)).unwrap_or_default()
    }

    /// Whether the unit of a row passes a test.
    pub(super) fn passes(&self, row: u32, test: u32) -> bool {
        let bits = self.rows.get(row as usize + SIDES + test as usize / 64).copied().unwrap_or(0);
        bits >> (test % 64) & 1 == 1
    }
}

/// Two halves as from and to.
const fn range(place: u64) -> Range<usize> {
    (place >> 32) as usize..(place & 0xffff_ffff) as usize
}

pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

pub(super) fn set_bit(bits: &mut [u64], bit: usize) {
    if let Some(bits) = bits.get_mut(bit / 64) {
        *bits |= 1 << (bit % 64);
    }
}
