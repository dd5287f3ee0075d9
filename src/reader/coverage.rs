//! How much of what was asked is said in the answers too.

use crate::text::Stem;

/// Up to so many stems are compared one by one, of both sides together; more are sorted first.
const FEW: usize = 128;

/// Hands out every stem that is asked where it is asked first, in order, and whether the answers say it too.
pub(super) fn taken_up<P>(
    asked: impl Iterator<Item = (Stem, P)> + Clone,
    answered: impl Iterator<Item = Stem> + Clone,
    count: usize,
    each: impl FnMut(P, bool),
) {
    if count <= FEW { of_few(&asked, &answered, each) } else { of_many(asked, answered, each) }
}

fn of_few<P>(
    asked: &(impl Iterator<Item = (Stem, P)> + Clone),
    answered: &(impl Iterator<Item = Stem> + Clone),
    mut each: impl FnMut(P, bool),
) {
    // Most stems are told apart by a few bits of their hash.
    let bit = |stem: Stem| 1_u64 << (stem.get() & 63);
    let said = answered.clone().fold(0, |said, stem| said | bit(stem));
    let mut met = 0;
    for (index, (stem, place)) in asked.clone().enumerate() {
        let is_again = met & bit(stem) != 0 && asked.clone().take(index).any(|(other, _)| other == stem);
        met |= bit(stem);
        if is_again {
            continue;
        }
        each(place, said & bit(stem) != 0 && answered.clone().any(|other| other == stem));
    }
}

fn of_many<P>(
    asked: impl Iterator<Item = (Stem, P)>,
    answered: impl Iterator<Item = Stem>,
    mut each: impl FnMut(P, bool),
) {
    let mut answered: Vec<Stem> = answered.collect();
    answered.sort_unstable();
    let mut asked: Vec<(Stem, usize, P)> =
        asked.enumerate().map(|(index, (stem, place))| (stem, index, place)).collect();
    asked.sort_unstable_by_key(|(stem, index, _)| (*stem, *index));
    asked.dedup_by_key(|(stem, ..)| *stem);
    asked.sort_unstable_by_key(|(_, index, _)| *index);
    for (stem, _, place) in asked {
        each(place, answered.binary_search(&stem).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_and_many_are_counted_alike(
            asked in prop::collection::vec((0_u64..90, any::<u8>()), 0..40),
            answered in prop::collection::vec(0_u64..90, 0..40),
        ) {
            let asked = asked.iter().map(|(stem, place)| (Stem::from_hash(*stem), *place));
            let answered = answered.iter().map(|stem| Stem::from_hash(*stem));
            let (mut few, mut many) = (Vec::new(), Vec::new());
            of_few(&asked, &answered, |place, taken| few.push((place, taken)));
            of_many(asked, answered, |place, taken| many.push((place, taken)));
            prop_assert_eq!(few, many);
        }
    }
}
