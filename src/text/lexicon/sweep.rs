//! One way through a message that tells which patterns are worth a try, and where.

use std::ops::Range;

use crate::text::phrase::REACH;
use crate::text::scan::narrow;

use super::profile::{NONE, START};
use super::rules::{Met, NEEDS, SIDES};
use super::unit::{Found, Said};

/// A pattern that waits for a unit, and what it waits for besides the first of its needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting {
    /// Its number, or, where it is nothing but that unit, the number of its entry.
    pub(super) rule: u32,
    /// What must be met in the sentence.
    pub(super) need: u16,
    /// What the unit so far away must meet.
    pub(super) beside: u16,
    pub(super) distance: i8,
    /// How many units before the one waited for a match begins.
    pub(super) offset: u8,
    /// Whether it begins where the sentence does, which then is between `offset` and so many units before.
    pub(super) opens: bool,
    pub(super) most: u8,
    /// Whether it is nothing but the unit that it waits for, which needs no try.
    pub(super) alone: bool,
}

/// The first needs of patterns that wait for one unit, side by side: all of them are looked at, without asking how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// What is not taken is never met.
    pub(super) needs: [u16; BLOCK],
    /// Whether no other block of the list follows.
    pub(super) last: bool,
}

/// How many patterns share a block.
pub(super) const BLOCK: usize = 7;

/// A pattern to be tried, and where.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tried {
    pub(super) rule: u32,
    pub(super) start: u32,
    /// Where the sentence ends.
    pub(super) to: u32,
}

/// How many units of a sentence are gone through at once, so that one without end takes no more room than a long one.
const PIECE: usize = 1_024;

/// What is made of a message on the way, kept from message to message.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// Units that something waits for, and the list of what does.
    worth: Vec<(u32, u32)>,
    /// Of these those whose first need is met: the unit, and the place in the list.
    met: Vec<(u32, u32)>,
    /// Of these those that are told are worth a try; what follows is left from before.
    tried: Vec<Tried>,
}

impl Sweep {
    /// What is to be tried in a message; what needs no try is found at once.
    pub(super) fn over(&mut self, said: &Said<'_>, lane: usize, found: &mut Vec<Found>) -> &[Tried] {
        let lane = lane % SIDES;
        let mut counts = [0; 2];
        let mut from = 0;
        for &end in said.ends {
            let to = end as usize;
            for begin in (from..to).step_by(PIECE) {
                let piece = begin..to.min(begin + PIECE);
                let (mut worth, mut met) = self.gather(said, piece.clone(), lane);
                if piece.len() < to - from {
                    met = around(said, &piece, from..to);
                }
                if begin == from {
                    let first = said.units.get(from).map_or(START, |unit| unit.profile);
                    for opening in [first, START] {
                        worth = self.enter(worth, begin, said.profiles.opening(opening, lane));
                    }
                }
                let count = self.look(said, worth, &met);
                counts = self.offer(said, count, [narrow(from), end], &met, counts, found);
            }
            from = to;
        }
        found.truncate(counts[1]);
        self.tried.get(..counts[0]).unwrap_or_default()
    }

    /// Notes the units of a piece that something waits for, and what is met there.
    fn gather(&mut self, said: &Said<'_>, piece: Range<usize>, lane: usize) -> (usize, Met) {
        let faces = said.profiles.faces();
        let units = said.units.get(piece.clone()).unwrap_or_default();
        self.worth.resize(units.len() + 1, (0, NONE));
        let mut met = [0; NEEDS];
        let mut count = 0;
        // Nobody can guess where something waits: every place is put down, and most are overwritten.
        for (at, unit) in (narrow(piece.start)..).zip(units) {
            let Some(face) = faces.get(unit.profile as usize) else { continue };
            met.iter_mut().zip(&face.gives).for_each(|(met, gives)| *met |= gives);
            if let Some(place) = self.worth.get_mut(count) {
                *place = (at, face.lists[lane]);
            }
            count += usize::from(face.lists[lane] != NONE);
        }
        (count, met)
    }

    /// Notes one more list.
    fn enter(&mut self, count: usize, at: usize, list: u32) -> usize {
        if list == NONE {
            return count;
        }
        self.worth.truncate(count);
        self.worth.push((narrow(at), list));
        count + 1
    }

    /// Goes through the lists of what waits, and notes where the first need is met; how many.
    fn look(&mut self, said: &Said<'_>, worth: usize, met: &Met) -> usize {
        let mut count = 0;
        for &(at, list) in self.worth.get(..worth).unwrap_or_default() {
            let mut list = list;
            while let Some(block) = said.profiles.block(list) {
                // Room for all of a block, so that none of it has to ask.
                if self.met.len() < count + BLOCK {
                    self.met.resize((count + BLOCK) * 2, (0, 0));
                }
                let Some(noted) = self.met.get_mut(count..).and_then(<[_]>::first_chunk_mut::<BLOCK>) else {
                    break;
                };
                let mut some = 0;
                for (place, need) in (list * narrow(BLOCK)..).zip(block.needs) {
                    // No more are noted than were looked at.
                    if let Some(noted) = noted.get_mut(some) {
                        *noted = (at, place);
                    }
                    some += usize::from(is_met(met, need));
                }
                count += some;
                if block.last {
                    break;
                }
                list += 1;
            }
        }
        count
    }

    /// Of the patterns whose first need is met, puts down those that are worth a try, and those that need none; how many of each
    /// there are now.
    fn offer(
        &mut self,
        said: &Said<'_>,
        count: usize,
        [from, to]: [u32; 2],
        met: &Met,
        [mut tries, mut finds]: [usize; 2],
        found: &mut Vec<Found>,
    ) -> [usize; 2] {
        let faces = said.profiles.faces();
        // Nobody can guess which they are: all are put down, and most are overwritten.
        if self.tried.len() < tries + count {
            self.tried.resize((tries + count) * 2, Tried::default());
        }
        if found.len() < finds + count {
            found.resize((finds + count) * 2, Found::of(0, 0, 0));
        }
        for &(at, place) in self.met.get(..count).unwrap_or_default() {
            let Some(waiting) = said.profiles.waiting(place) else { continue };
            let beside = (at as usize).wrapping_add_signed(isize::from(waiting.distance));
            let beside = said.units.get(beside).map_or(START, |unit| unit.profile);
            let Some(beside) = faces.get(beside as usize) else { continue };
            let (before, offset) = (at - from, u32::from(waiting.offset));
            let begins = (before >= offset) & !(waiting.opens & (before > u32::from(waiting.most)));
            let is_worth = is_met(met, waiting.need) & is_met(&beside.gives, waiting.beside) & begins;
            let start = if waiting.opens { from } else { at.wrapping_sub(offset) };
            if let Some((tried, found)) = self.tried.get_mut(tries).zip(found.get_mut(finds)) {
                *tried = Tried { rule: waiting.rule, start, to };
                *found = Found::of(waiting.rule, start, 1);
            }
            let is_found = is_worth & waiting.alone;
            finds += usize::from(is_found);
            tries += usize::from(is_worth) - usize::from(is_found);
        }
        [tries, finds]
    }
}

/// What is met in a piece of a very long sentence and as far around it as a pattern can reach.
#[cold]
fn around(said: &Said<'_>, piece: &Range<usize>, sentence: Range<usize>) -> Met {
    let near = sentence.start.max(piece.start.saturating_sub(REACH))..sentence.end.min(piece.end + REACH);
    let faces = said.units.get(near).unwrap_or_default().iter();
    let faces = faces.filter_map(|unit| said.profiles.faces().get(unit.profile as usize));
    faces.fold([0; NEEDS], |met, face| std::array::from_fn(|word| met[word] | face.gives[word]))
}

/// Whether a need is met.
#[inline]
fn is_met(met: &Met, need: u16) -> bool {
    met[usize::from(need) / 64 % NEEDS] >> (need % 64) & 1 == 1
}
