//! How much of what was asked is said in the answers too.

use super::heard::Heard;
use super::ledger::{Asking, Place};
use crate::text::{Pile, Placed, Stem, put};

/// Up to so many stems are compared one by one, of both sides together; more are sorted first.
const FEW: usize = 128;

/// Some stems, roughly: what is not among these bits is not among the stems.
#[derive(Default)]
struct Rough([u64; 4]);

impl Rough {
    #[inline]
    fn enter(&mut self, stem: Stem) {
        self.0[(stem.get() >> 6) as usize % 4] |= 1 << (stem.get() % 64);
    }

    #[inline]
    fn may_have(&self, stem: Stem) -> bool {
        self.0[(stem.get() >> 6) as usize % 4] >> (stem.get() % 64) & 1 == 1
    }
}

/// What some messages say, to be asked for stem by stem: few as they stand, many in order.
pub(super) struct Stems<'s> {
    messages: &'s [Heard<'s>],
    many: Vec<Stem>,
}

impl<'s> Stems<'s> {
    pub(super) fn of(messages: &'s [Heard<'s>]) -> Self {
        let mut many = Vec::new();
        if messages.iter().map(|heard| heard.gist.stems.len()).sum::<usize>() > FEW {
            many.extend(messages.iter().flat_map(|heard| &*heard.gist.stems).map(|placed| placed.stem));
            many.sort_unstable();
        }
        Self { messages, many }
    }

    pub(super) fn has(&self, stem: Stem) -> bool {
        if self.many.is_empty() {
            self.messages.iter().flat_map(|heard| &*heard.gist.stems).any(|placed| placed.stem == stem)
        } else {
            self.many.binary_search(&stem).is_ok()
        }
    }
}

/// Whether stems are compared one by one.
pub(super) const fn is_few(asked: &[Placed], answered: &[Placed]) -> bool {
    asked.len() + answered.len() <= FEW
}

/// The lowest bits of a stem, which say where to look for it.
#[inline]
const fn bits(stem: Stem) -> usize {
    stem.get().to_le_bytes()[0] as usize
}

/// Puts down every stem that one message asks where it is asked first, in order, with whether the one answer says it too, and
/// says how many it does. There must be [few](is_few).
pub(super) fn of_pair(asked: &[Placed], answered: &[Placed], all: &mut Pile<Asking>) -> usize {
    // One more than the number of the last stem with those bits, and the same of the one before each: those of the answer are
    // numbered first.
    let (mut last, mut before) = ([0_u8; 256], [0_u8; FEW]);
    let own = narrow(answered.len());
    for (number, placed) in (0..).zip(answered) {
        let place = &mut last[bits(placed.stem)];
        before[usize::from(number) % FEW] = *place;
        *place = number + 1;
    }
    let (room, mut there, mut shared) = (all.room(asked.len(), Asking::default()), 0, 0);
    for (number, placed) in (own..).zip(asked) {
        let place = &mut last[bits(placed.stem)];
        let (mut taken_up, mut is_first) = (false, true);
        let mut at = *place;
        while let Some(there) = at.checked_sub(1) {
            let (stems, index) = if there < own { (answered, there) } else { (asked, there - own) };
            let is_same = stems.get(usize::from(index)).is_some_and(|other| other.stem == placed.stem);
            taken_up |= is_same && there < own;
            is_first &= !(is_same && there >= own);
            at = before[usize::from(there) % FEW];
        }
        before[usize::from(number) % FEW] = *place;
        *place = number + 1;
        shared += usize::from(taken_up & is_first);
        let place = Place { message: 0, start: placed.start, end: placed.end };
        put(room, &mut there, Asking { place, taken_up }, is_first);
    }
    all.keep(there);
    shared
}

/// Few stems are fewer than a byte counts.
fn narrow(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Hands out every stem that is asked where it is asked first, in order, with the number of its message, and whether the
/// answers say it too.
pub(super) fn taken_up<'s>(
    asked: impl Iterator<Item = &'s [Placed]> + Clone,
    answered: impl Iterator<Item = &'s [Placed]> + Clone,
    each: impl FnMut(u32, Placed, bool),
) {
    let count = asked.clone().chain(answered.clone()).map(<[_]>::len).sum::<usize>();
    if count <= FEW { of_few(&asked, &answered, each) } else { of_many(asked, answered, each) }
}

fn of_few<'s>(
    asked: &(impl Iterator<Item = &'s [Placed]> + Clone),
    answered: &(impl Iterator<Item = &'s [Placed]> + Clone),
    mut each: impl FnMut(u32, Placed, bool),
) {
    let (mut said, mut met) = (Rough::default(), Rough::default());
    for stems in answered.clone() {
        for placed in stems {
            said.enter(placed.stem);
        }
    }
    let mut count = 0;
    for (message, stems) in (0..).zip(asked.clone()) {
        for placed in stems {
            let is_same = |other: &Placed| other.stem == placed.stem;
            let is_again = met.may_have(placed.stem) && asked.clone().flatten().take(count).any(is_same);
            count += 1;
            if is_again {
                continue;
            }
            met.enter(placed.stem);
            each(message, *placed, said.may_have(placed.stem) && answered.clone().flatten().any(is_same));
        }
    }
}

fn of_many<'s>(
    asked: impl Iterator<Item = &'s [Placed]>,
    answered: impl Iterator<Item = &'s [Placed]>,
    mut each: impl FnMut(u32, Placed, bool),
) {
    let mut answered: Vec<Stem> = answered.flatten().map(|placed| placed.stem).collect();
    answered.sort_unstable();
    let asked =
        (0..).zip(asked).flat_map(|(message, stems)| stems.iter().map(move |placed| (message, *placed)));
    let mut asked: Vec<(Stem, usize, (u32, Placed))> =
        asked.enumerate().map(|(index, place)| (place.1.stem, index, place)).collect();
    asked.sort_unstable_by_key(|(stem, index, _)| (*stem, *index));
    asked.dedup_by_key(|(stem, ..)| *stem);
    asked.sort_unstable_by_key(|(_, index, _)| *index);
    for (stem, _, (message, placed)) in asked {
        each(message, placed, answered.binary_search(&stem).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn messages() -> impl Strategy<Value = Vec<Vec<Placed>>> {
        let placed = (0_u64..90, 0_u64..3, any::<u32>());
        // Some stems share all the bits that are looked at first.
        let placed = placed.prop_map(|(low, high, start)| Placed {
            stem: Stem::from_hash(low | high << 32),
            start,
            end: start,
        });
        prop::collection::vec(prop::collection::vec(placed, 0..40), 0..3)
    }

    proptest! {
        #[test]
        fn few_and_many_are_counted_alike(asked in messages(), answered in messages()) {
            let asked = asked.iter().map(Vec::as_slice);
            let answered = answered.iter().map(Vec::as_slice);
            let (mut few, mut many) = (Vec::new(), Vec::new());
            of_few(&asked, &answered, |message, placed, taken| few.push((message, placed, taken)));
            of_many(asked, answered, |message, placed, taken| many.push((message, placed, taken)));
            prop_assert_eq!(few, many);
        }

        #[test]
        fn a_pair_is_counted_like_any(asked in messages(), answered in messages()) {
            let (asked, answered) = (asked.into_iter().next(), answered.into_iter().next());
            let (asked, answered) = (asked.unwrap_or_default(), answered.unwrap_or_default());
            prop_assert!(is_few(&asked, &answered));
            let (mut pair, mut many) = (Pile::default(), Vec::new());
            let shared = of_pair(&asked, &answered, &mut pair);
            let pair: Vec<_> = pair.iter().map(|asking| (asking.place.start, asking.taken_up)).collect();
            let (asked, answered) = ([asked.as_slice()], [answered.as_slice()]);
            of_many(asked.into_iter(), answered.into_iter(), |_, placed, taken| many.push((placed.start, taken)));
            prop_assert_eq!(shared, many.iter().filter(|(_, taken)| *taken).count());
            prop_assert_eq!(pair, many);
        }
    }
}
