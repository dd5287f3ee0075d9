//! Which bits stand for what patterns ask of the units of a message.
//!
//! There are fewer bits than sets that are asked for, so that some share one: then what meets one of them seems to meet all. Those
//! share that lose little by it, as the examples of the lexicon tell. It decides how fast patterns are, never what they match.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::phrase::Set;

use super::anchor::Common;
use super::profile::{Numbers, Pairs};

/// Where what is asked for is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// The unit behind the one that a pattern waits for.
    Behind,
    /// The unit before it.
    Before,
    /// All units of its sentence, asked before anything else.
    Around,
    /// All units of its sentence.
    Sentence,
}

impl Where {
    pub(super) const ALL: [Self; 4] = [Self::Behind, Self::Before, Self::Around, Self::Sentence];

    /// The bits for what is asked there.
    const fn bits(self) -> Range<u16> {
        match self {
            Self::Behind => 1..31,
            Self::Before => 31..49,
            Self::Around => 49..64,
            Self::Sentence => 64..BITS,
        }
    }

    /// The same as bits of the first number.
    pub(super) const fn mask(self) -> u64 {
        let Range { start, end } = self.bits();
        u64::MAX >> (64 - (end - start)) << start
    }

    /// About how many units are looked at.
    const fn width(self) -> f64 {
        match self {
            Self::Behind | Self::Before => 1.0,
            Self::Around | Self::Sentence => 13.0,
        }
    }
}

/// The bit that everything meets.
pub(super) const ALWAYS: u16 = 0;

/// How many numbers of 64 bits there are: the first for what decides whether a pattern is looked at, the others for what else it needs.
pub(super) const NUMBERS: usize = 6;
const BITS: u16 = 64 * 6;

/// Sets that are asked for somewhere, with how often.
#[derive(Default)]
pub(super) struct Asked<'s> {
    sets: Vec<(&'s Set, f64)>,
    places: HashMap<&'s Set, usize, FixedState>,
}

impl<'s> Asked<'s> {
    pub(super) fn add(&mut self, set: &'s Set, often: f64) {
        let next = self.sets.len();
        let place = *self.places.entry(set).or_insert(next);
        if place == next {
            self.sets.push((set, 0.0));
        }
        if let Some((_, times)) = self.sets.get_mut(place) {
            *times += often;
        }
    }

    /// Gives every set a bit, and puts that into all that is in the set.
    pub(super) fn share(
        self,
        place: Where,
        common: &Common,
        numbers: &mut Numbers,
        pairs: &mut Pairs,
    ) -> HashMap<&'s Set, u16, FixedState> {
        // How often a bit is met, where units of such a share meet it, and how often that is asked.
        let met = |share: f64| place.width() * share / (1.0 + place.width() * share);
        let cost = |[share, often]: [f64; 2]| met(share) * often;
        let mut sets = self.sets;
        sets.sort_by_cached_key(|(set, often)| {
            let cost = cost([common.share(set), *often]);
            (Reverse(cost.to_bits()), set.keys().first().copied())
        });
        let bits = place.bits();
        let mut buckets = vec![[0.0; 2]; bits.len()];
        // For each word and kind, the buckets that it is in already.
        let mut within: HashMap<u64, Vec<usize>, FixedState> = HashMap::default();
        let mut given = HashMap::default();
        for (set, often) in sets {
            let own = common.share(set);
            let mut added = vec![own; buckets.len()];
            for (part, share) in common.parts(set) {
                for bucket in within.get(&part).into_iter().flatten() {
                    if let Some(added) = added.get_mut(*bucket) {
                        *added -= share;
                    }
                }
            }
            let with = |(bucket, added): (&[f64; 2], &f64)| [bucket[0] + added.max(0.0), bucket[1] + often];
            let loss = |at: (&[f64; 2], &f64)| cost(with(at)) - cost(*at.0);
            let all = buckets.iter().zip(&added).enumerate();
            let best = all.min_by(|(_, left), (_, right)| loss(*left).total_cmp(&loss(*right)));
            let Some((best, at)) = best else { continue };
            let filled = with(at);
            if let Some(bucket) = buckets.get_mut(best) {
                *bucket = filled;
            }
            for (part, _) in common.parts(set) {
                let within = within.entry(part).or_default();
                if !within.contains(&best) {
                    within.push(best);
                }
            }
            let bit = bits.start + u16::try_from(best).unwrap_or_default();
            pairs.enter(set, usize::from(bit), numbers);
            given.insert(set, bit);
        }
        given
    }
}
