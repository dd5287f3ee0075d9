//! The shingles of a page that never change any more, made to be looked up.

use serde::{Serialize, Serializer};

/// A hash stands at most so far behind its place; where hashes were chosen to crowd, there is no table.
const FARTHEST: usize = 64;

/// What stands in a place of the table where no hash is.
const FREE: u64 = u64::MAX;

/// So many bits stand for one place: a power of two.
const FINER: usize = 4;

/// A set of hashes: sorted, and in a table with gaps, where each has a place by its highest bits.
///
/// A hash that finds its place taken stands in the next free one; as they are placed in order, the table is in order
/// too. The set is written as the sorted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rote {
    hashes: Vec<u64>,
    table: Vec<u64>,
    /// One bit for every place of the table and some between: most of what is asked for is not there, and this small
    /// row says so where the table is far away.
    maybe: Vec<u64>,
    /// So many highest bits are zero in all hashes.
    zeros: u32,
    /// So many bits are left when those that name a place have been taken from the front.
    rest: u32,
}

impl Rote {
    /// The set of sorted hashes, of which the given number of highest bits are zero.
    pub(super) fn new(hashes: Vec<u64>, zeros: u32) -> Self {
        let mut rote = Self { hashes, table: Vec::new(), maybe: Vec::new(), zeros, rest: 63 };
        if let Some(places) = rote.hashes.len().checked_mul(2).and_then(usize::checked_next_power_of_two) {
            rote.rest = 64 - places.trailing_zeros().clamp(1, 63);
            rote.table = rote.tabled(places.max(2)).unwrap_or_default();
            rote.maybe = vec![0; (places.max(2) * FINER).div_ceil(64)];
            for at in 0..rote.hashes.len() {
                let bit = rote.hashes.get(at).map_or(0, |hash| rote.bit(*hash));
                if let Some(bits) = rote.maybe.get_mut(bit / 64) {
                    *bits |= 1 << (bit % 64);
                }
            }
        }
        rote
    }

    /// The table; `None` where hashes crowd.
    fn tabled(&self, places: usize) -> Option<Vec<u64>> {
        let mut table = vec![FREE; places + FARTHEST];
        let mut next = 0;
        for &hash in &self.hashes {
            let own = self.place(hash);
            let at = next.max(own);
            if at - own >= FARTHEST {
                return None;
            }
            *table.get_mut(at)? = hash;
            next = at + 1;
        }
        Some(table)
    }

    #[inline]
    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash << self.zeros >> self.rest).unwrap_or(usize::MAX)
    }

    #[inline]
    fn bit(&self, hash: u64) -> usize {
        usize::try_from(hash << self.zeros >> self.rest.saturating_sub(FINER.trailing_zeros()))
            .unwrap_or(usize::MAX)
    }

    /// Whether it may be there; what is not there mostly may not.
    #[inline]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        let bit = self.bit(hash);
        self.maybe.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    pub(super) fn contains(&self, hash: u64) -> bool {
        self.may_have(hash) && self.finds(hash)
    }

    /// Whether it is there, of one that may be.
    pub(super) fn finds(&self, hash: u64) -> bool {
        match self.table.get(self.place(hash)..) {
            Some(table @ [_, _, _, last, ..]) if hash != FREE => {
                // It mostly stands so near that it is cheaper to look at four than to stop in time.
                let near = table.iter().take(4).fold(0, |count, there| count + u32::from(*there == hash));
                near > 0 || *last < hash && table.iter().find(|there| **there >= hash) == Some(&hash)
            }
            _ => self.hashes.binary_search(&hash).is_ok(),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.hashes.iter().copied()
    }
}

impl Serialize for Rote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.hashes.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hashes_that_crowd_are_searched_by_halves() {
        let crowd: Vec<u64> = (7..107).collect();
        let rote = Rote::new(crowd.clone(), 0);
        assert!(rote.table.is_empty());
        assert!((0..200).all(|hash| rote.contains(hash) == crowd.contains(&hash)));
        assert!(!Rote::new(crowd[..50].to_vec(), 0).table.is_empty());
    }

    proptest! {
        #[test]
        fn it_holds_what_a_set_holds(
            spread in prop::collection::btree_set(any::<u64>(), 0..200),
            close in prop::collection::btree_set(0_u64..128, 0..100),
            asked in prop::collection::vec(any::<u64>(), 0..40),
            zeros in 0_u32..64,
        ) {
            let set: BTreeSet<u64> = spread.iter().map(|hash| hash >> zeros).chain(close.iter().map(|hash| hash << 40 >> zeros)).collect();
            let rote = Rote::new(set.iter().copied().collect(), zeros);
            prop_assert!(rote.iter().eq(set.iter().copied()));
            for hash in set.iter().copied().chain(asked).chain([0, 1, u64::MAX]) {
                prop_assert_eq!(rote.contains(hash), set.contains(&hash));
            }
        }
    }
}
