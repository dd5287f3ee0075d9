//! The shingles of a page that never change any more, made to be looked up.

use serde::{Serialize, Serializer};

/// Where so many hashes share a bucket, they are searched by halves: hashes that were chosen to meet cost no more.
const MANY: usize = 8;

/// A set of hashes: sorted, with a directory of where those begin that share their highest bits.
///
/// A hash is as good as random, so that a bucket holds one or none. It is written as the sorted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rote {
    hashes: Vec<u64>,
    /// Where every bucket begins, and last where the last one ends. Empty where there are no hashes.
    begins: Vec<u32>,
    /// So many highest bits are zero in all hashes.
    zeros: u32,
    /// So many bits are left when those that name the bucket have been taken from the front.
    rest: u32,
}

impl Rote {
    /// The set of sorted hashes, of which the given number of highest bits are zero.
    pub(super) fn new(hashes: Vec<u64>, zeros: u32) -> Self {
        let mut rote = Self { hashes, begins: Vec::new(), zeros, rest: 63 };
        let buckets = rote.hashes.len().saturating_mul(2).next_power_of_two();
        if rote.hashes.is_empty() || u32::try_from(rote.hashes.len()).is_err() {
            // Too many to be numbered: searched by halves.
            return rote;
        }
        rote.rest = 64 - buckets.trailing_zeros();
        let mut begins = Vec::with_capacity(buckets + 1);
        for (index, hash) in (0..).zip(&rote.hashes) {
            begins.resize(begins.len().max(rote.bucket(*hash) + 1), index);
        }
        begins.resize(buckets + 1, u32::try_from(rote.hashes.len()).unwrap_or(u32::MAX));
        rote.begins = begins;
        rote
    }

    fn bucket(&self, hash: u64) -> usize {
        usize::try_from(hash << self.zeros >> self.rest).unwrap_or(usize::MAX)
    }

    pub(super) fn contains(&self, hash: u64) -> bool {
        let bucket = self.bucket(hash);
        let among = match (self.begins.get(bucket), self.begins.get(bucket + 1)) {
            (Some(&from), Some(&to)) => self.hashes.get(from as usize..to as usize).unwrap_or_default(),
            _ => &self.hashes,
        };
        if among.len() < MANY { among.contains(&hash) } else { among.binary_search(&hash).is_ok() }
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

    proptest! {
        #[test]
        fn it_holds_what_a_set_holds(
            spread in prop::collection::btree_set(any::<u64>(), 0..200),
            close in prop::collection::btree_set(0_u64..64, 0..40),
            asked in prop::collection::vec(any::<u64>(), 0..40),
            zeros in 0_u32..64,
        ) {
            let set: BTreeSet<u64> = spread.iter().map(|hash| hash >> zeros).chain(close.iter().map(|hash| hash << 58 >> zeros)).collect();
            let rote = Rote::new(set.iter().copied().collect(), zeros);
            prop_assert!(rote.iter().eq(set.iter().copied()));
            for hash in set.iter().copied().chain(asked).chain([0, 1, u64::MAX]) {
                prop_assert_eq!(rote.contains(hash), set.contains(&hash));
            }
        }
    }
}
