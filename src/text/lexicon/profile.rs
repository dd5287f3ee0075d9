//! What a unit is to all patterns at once, worked out when its word is met for the first time.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;
use crate::text::scan::narrow;
use crate::text::token::Kind;

use super::rules::{Met, NEEDS, NEVER, NOTHING, Rules, SIDES};
use super::sweep::{BLOCK, Block, Waiting};

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

/// What a unit is wherever it stands, side by side: for most it is all there is to look at.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Face {
    /// The needs that it meets.
    pub(super) gives: Met,
    /// For each side, where the list of the patterns that wait for it begins.
    pub(super) lists: [u32; SIDES],
}

/// The list of nothing.
pub(super) const NONE: u32 = 0;

/// What begins with anything where a sentence begins, among the profiles; it meets no need.
pub(super) const START: u32 = 0;

/// What the units that were met are to the patterns.
///
/// There are no more than a lexicon has words, times a small number.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    known: HashMap<Nature, u32, FixedState>,
    /// One for each unit; the first is [`START`].
    faces: Vec<Face>,
    /// For each unit and each side, the list of what waits for it where a sentence begins.
    openings: Vec<[u32; SIDES]>,
    /// The first needs of what waits for each unit, a list of blocks for each side; the first block is nobody's.
    blocks: Vec<Block>,
    /// What waits, in the places that its needs have there.
    waiting: Vec<Waiting>,
    /// For each unit, one bit for each test that it passes.
    tests: Vec<u64>,
    /// How many numbers of 64 bits these are.
    width: usize,
}

impl Profiles {
    /// The number of a unit.
    pub(super) fn of(&mut self, rules: &Rules, nature: Nature) -> u32 {
        if let Some(known) = self.known.get(&nature) {
            return *known;
        }
        if self.faces.is_empty() {
            self.width = rules.tests.width;
            self.add_block(&[], true);
            let openings = std::array::from_fn(|lane| self.list(rules, &rules.at_start, lane));
            self.add(&vec![0; self.width], &[0; NEEDS], [NONE; SIDES], openings);
        }
        let [anchors, openings] = [&rules.anchors, &rules.openings].map(|index| {
            let held: Vec<u32> = bits(&index.row(nature)).collect();
            std::array::from_fn(|lane| self.list(rules, &held, lane))
        });
        let number = self.add(&rules.tests.row(nature), &rules.needs.row(nature), anchors, openings);
        self.known.insert(nature, number);
        number
    }

    fn add(&mut self, tests: &[u64], gives: &[u64], lists: [u32; SIDES], openings: [u32; SIDES]) -> u32 {
        let number = narrow(self.faces.len());
        let mut gives = Met::try_from(gives).unwrap_or([0; NEEDS]);
        set_bit(&mut gives, usize::from(NOTHING));
        self.faces.push(Face { gives, lists });
        self.openings.push(openings);
        self.tests.extend(tests);
        number
    }

    /// Adds the list of those patterns that matter for a side.
    fn list(&mut self, rules: &Rules, held: &[u32], lane: usize) -> u32 {
        let waiting: Vec<_> = held.iter().filter_map(|rule| rules.waiting(*rule, lane)).collect();
        if waiting.is_empty() {
            return NONE;
        }
        let from = narrow(self.blocks.len());
        let blocks = waiting.chunks(BLOCK);
        let last = blocks.len() - 1;
        for (number, some) in blocks.enumerate() {
            self.add_block(some, number == last);
        }
        from
    }

    fn add_block(&mut self, some: &[(u16, Waiting)], last: bool) {
        let mut block = Block { needs: [NEVER; BLOCK], last };
        block.needs.iter_mut().zip(some).for_each(|(need, (first, _))| *need = *first);
        self.blocks.push(block);
        self.waiting.extend(some.iter().map(|(_, waiting)| *waiting));
        self.waiting.resize(self.blocks.len() * BLOCK, Waiting::default());
    }

    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The list of what waits for a unit where a sentence begins.
    pub(super) fn opening(&self, unit: u32, lane: usize) -> u32 {
        self.openings.get(unit as usize).map_or(NONE, |lists| lists[lane % SIDES])
    }

    /// Some of what waits: the first block of a list, or one after it.
    #[inline]
    pub(super) fn block(&self, number: u32) -> Option<&Block> {
        self.blocks.get(number as usize)
    }

    /// One pattern of a list.
    #[inline]
    pub(super) fn waiting(&self, place: u32) -> Option<&Waiting> {
        self.waiting.get(place as usize)
    }

    /// Whether a unit passes a test.
    #[inline]
    pub(super) fn passes(&self, unit: u32, test: u32) -> bool {
        let bits = self.tests.get(unit as usize * self.width + test as usize / 64).copied().unwrap_or(0);
        bits >> (test % 64) & 1 == 1
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
