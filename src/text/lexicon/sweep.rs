//! One way through a message that tells which patterns are worth a try, and where.

use std::ops::Range;

use crate::text::phrase::REACH;
use crate::text::scan::narrow;

use super::profile::{Face, List, NOTHING, START};
use super::share::{ALWAYS, NUMBERS, Where};
use super::unit::{Found, Said};

/// A pattern that waits for a unit, and what it waits for besides what decides whether it is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting {
    pub(super) rule: u32,
    /// How many others of the list are decided by the same, and where they stand.
    pub(super) more: u32,
    pub(super) rest: u32,
    /// What must be met in the sentence.
    pub(super) needs: [u16; 2],
    /// How many units before the one waited for a match begins, at least.
    pub(super) offset: u8,
    /// So many units of the sentence stand before these, at most.
    pub(super) most: u32,
    /// Whether it begins where the sentence does.
    pub(super) opens: bool,
    /// Whether it begins where the message does.
    pub(super) leads: bool,
}

/// A unit, and what waits there.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    at: u32,
    /// The place of the first pattern of its list.
    from: u32,
    /// What its list asks for, and what of that is met.
    asks: u64,
    met: u64,
}

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

/// So many patterns that are decided by the same are put down without asking how many there are.
const FEW: usize = 4;

/// What is made of a message on the way, kept from message to message.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// The patterns that are nothing but one unit, where that is; what follows is left from before, as in the other lists.
    singles: Vec<Found>,
    /// Units where something is to be looked at.
    noted: Vec<Noted>,
    /// What is looked at: the unit in the upper half, the place of the pattern in the lower.
    looked: Vec<u64>,
    /// Of these those that are told are worth a try.
    tried: Vec<Tried>,
}

impl Sweep {
    /// What is nothing but one unit of a message, found at once, and what is to be tried.
    pub(super) fn over(&mut self, said: &Said<'_>, lane: usize) -> (&[Found], &[Tried]) {
        let faces = said.profiles.faces(lane);
        let (mut tries, mut finds, mut from) = (0, 0, 0);
        for &end in said.ends {
            let to = end as usize;
            for begin in (from..to).step_by(PIECE) {
                let piece = begin..to.min(begin + PIECE);
                // What stands far away does not matter, but only in a very long sentence is anything far away.
                let near = from.max(begin.saturating_sub(REACH))..to.min(piece.end + REACH);
                let met = gather(said, faces, near);
                let openings = if begin == from { said.openings(begin, lane) } else { [List::default(); 2] };
                let noted;
                (noted, finds) = self.note(said, faces, piece, openings, met[0], finds);
                let looked = self.look(said, noted);
                tries = self.offer(said, looked, [narrow(from), end], &met, tries);
            }
            from = to;
        }
        (self.singles.get(..finds).unwrap_or_default(), self.tried.get(..tries).unwrap_or_default())
    }

    /// Notes the units of a piece of which something that waits for them is to be looked at, and finds the patterns that are nothing
    /// but one of them; how many of the ones, and of the others so far.
    fn note(
        &mut self,
        said: &Said<'_>,
        faces: &[Face],
        piece: Range<usize>,
        openings: [List; 2],
        around: u64,
        mut finds: usize,
    ) -> (usize, usize) {
        let Range { start, end } = piece;
        if self.noted.len() < end - start + 2 {
            self.noted.resize(end - start + 2, Noted::default());
        }
        if self.singles.len() < finds + end - start {
            self.singles.resize((finds + end - start) * 2, Found::LAST);
        }
        let face = |unit: Option<usize>| {
            let unit = unit.and_then(|unit| said.units.get(unit));
            faces.get(unit.map_or(START, |unit| unit.profile) as usize)
        };
        let (Some(before), Some(mut here)) = (face(start.checked_sub(1)), face(Some(start))) else {
            return (0, finds);
        };
        let around = around & Where::Around.mask() | 1 << ALWAYS;
        let mut before = before.gives[0];
        let mut count = 0;
        // Nobody can guess where something waits: every place is put down, and most are overwritten.
        let mut note = |at: u32, list: List, met: u64| {
            let met = met & list.asks;
            if let Some(place) = self.noted.get_mut(count) {
                *place = Noted { at, from: list.from, asks: list.asks, met };
            }
            count += usize::from(met != 0);
        };
        let first = narrow(start);
        for (at, behind) in (first..).zip(said.behind.get(start..end).unwrap_or_default()) {
            let Some(behind) = faces.get(behind.profile as usize) else { break };
            let beside = before & Where::Before.mask() | behind.gives[0] & Where::Behind.mask();
            note(at, here.list(), beside | around);
            if let Some(place) = self.singles.get_mut(finds) {
                *place = Found::of(here.single, at, 1);
            }
            finds += usize::from(here.single != NOTHING);
            if at == first {
                for list in openings {
                    note(at, list, beside | around);
                }
            }
            (before, here) = (here.gives[0], behind);
        }
        (count, finds)
    }

    /// Notes which patterns are looked at; how many.
    fn look(&mut self, said: &Said<'_>, noted: usize) -> usize {
        let noted = self.noted.get_mut(..noted).unwrap_or_default();
        let waits = said.profiles.waits();
        let (mut count, mut next) = (0, 0);
        // Nobody can guess how many bits a list has: they are gone through as if all stood in one.
        while let Some(Noted { at, from, asks, met }) = noted.get_mut(next) {
            let place = *from + (*asks & ((*met & met.wrapping_neg()) - 1)).count_ones();
            let Some(waiting) = waits.get(place as usize) else { break };
            let more = waiting.more as usize;
            let Some((few, others)) =
                self.looked.get_mut(count..).and_then(<[_]>::split_first_chunk_mut::<FEW>)
            else {
                self.looked.resize((count + FEW) * 2, 0);
                continue;
            };
            let at = u64::from(*at) << 32;
            let rest = at + u64::from(waiting.rest);
            *few = [at + u64::from(place), rest, rest + 1, rest + 2];
            if more >= FEW {
                if others.len() < more {
                    self.looked.resize((count + FEW + more) * 2, 0);
                    continue;
                }
                for (looked, place) in others.iter_mut().zip(rest + 3..rest + u64::from(waiting.more)) {
                    *looked = place;
                }
            }
            count += 1 + more;
            *met &= *met - 1;
            next += usize::from(*met == 0);
        }
        count
    }

    /// Of the patterns that are looked at, puts down those that are worth a try; how many there are now.
    fn offer(
        &mut self,
        said: &Said<'_>,
        count: usize,
        [from, to]: [u32; 2],
        met: &Gathered,
        mut tries: usize,
    ) -> usize {
        let is_met = |bit: u16| met[usize::from(bit) / 64 % met.len()] >> (bit % 64) & 1 == 1;
        // Nobody can guess which they are: all are put down, and most are overwritten.
        if self.tried.len() < tries + count {
            self.tried.resize((tries + count) * 2, Tried::default());
        }
        let (waits, room, is_later) = (said.profiles.waits(), self.tried.as_mut_slice(), from != 0);
        for &looked in self.looked.get(..count).unwrap_or_default() {
            let Some(waiting) = waits.get((looked & 0xffff_ffff) as usize) else { continue };
            let begins_at = narrow((looked >> 32) as usize).wrapping_sub(u32::from(waiting.offset));
            let begins = begins_at.wrapping_sub(from) <= waiting.most;
            let is_elsewhere = waiting.leads & is_later;
            let [first, second] = waiting.needs;
            let (is_met, stands) = (is_met(first) & is_met(second), !is_elsewhere);
            if let Some(place) = room.get_mut(tries) {
                let start = if waiting.opens { from } else { begins_at };
                *place = Tried { rule: waiting.rule, start, to };
            }
            tries += usize::from(is_met & begins & stands);
        }
        tries
    }
}

/// What some units meet. There is room for more bits than there are, so that none has to be asked whether it is one.
type Gathered = [u64; NUMBERS.next_power_of_two()];

/// What is met by some units.
fn gather(said: &Said<'_>, faces: &[Face], units: Range<usize>) -> Gathered {
    let mut met = Gathered::default();
    let units = said.units.get(units).unwrap_or_default().iter();
    for face in units.map_while(|unit| faces.get(unit.profile as usize)) {
        met.iter_mut().zip(&face.gives).for_each(|(met, gives)| *met |= gives);
    }
    met
}
