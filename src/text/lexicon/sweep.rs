//! One way through a message that tells which patterns are worth a try, and where.

use std::ops::Range;

use crate::text::phrase::REACH;
use crate::text::scan::narrow;

use super::profile::{Face, List, Met, START};
use super::rules::SIDES;
use super::share::{ALWAYS, NUMBERS, Where};
use super::unit::{Found, Said};

/// A pattern that waits for a unit, and what it waits for besides what decides whether it is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting {
    /// Its number, or, where it is nothing but that unit, the number of its entry.
    pub(super) rule: u32,
    /// How many others of the list are decided by the same, and where they stand.
    pub(super) more: u32,
    pub(super) rest: u32,
    /// What must be met in the sentence.
    pub(super) needs: [u16; 2],
    /// How many units before the one waited for a match begins.
    pub(super) offset: u8,
    /// Whether it begins where the sentence does, which then is between `offset` and so many units before.
    pub(super) opens: bool,
    pub(super) most: u8,
    /// Whether it is nothing but the unit that it waits for, which needs no try.
    pub(super) alone: bool,
}

/// A unit that something waits for.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    at: u32,
    list: List,
    /// What of that which its list asks for is met.
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
    /// Units that something waits for.
    noted: Vec<Noted>,
    /// What waits there and is looked at: the unit, and the place of the pattern.
    looked: Vec<(u32, u32)>,
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
                let (noted, mut met) = self.gather(said, piece.clone(), begin == from, lane);
                if piece.len() < to - from {
                    met = around(said, &piece, from..to, lane);
                }
                let looked = self.look(said, noted, met[0] & Where::Around.mask());
                counts = self.offer(said, looked, [narrow(from), end], &met, counts, found);
            }
            from = to;
        }
        found.truncate(counts[1]);
        self.tried.get(..counts[0]).unwrap_or_default()
    }

    /// Notes the units of a piece that something waits for, with what is met beside them; how many, and what is met in the piece.
    fn gather(&mut self, said: &Said<'_>, piece: Range<usize>, opens: bool, lane: usize) -> (usize, Met) {
        let faces = said.profiles.faces(lane);
        let profile = |unit: Option<usize>| {
            unit.and_then(|unit| said.units.get(unit)).map_or(START, |unit| unit.profile)
        };
        let face = |unit: Option<usize>| faces.get(profile(unit) as usize);
        let mut met = [0; NUMBERS];
        let mut count = 0;
        let begin = piece.start;
        if self.noted.len() < piece.len() + 2 {
            self.noted.resize(piece.len() + 2, Noted::default());
        }
        let (Some(before), Some(mut here)) = (face(begin.checked_sub(1)), face(Some(begin))) else {
            return (0, met);
        };
        let mut before = before.gives[0];
        let openings = [profile(Some(begin)), START].map(|unit| said.profiles.opening(unit, lane));
        // Nobody can guess where something waits: every place is put down, and most are overwritten.
        for at in piece {
            let Some(behind) = face(Some(at + 1)) else { break };
            met.iter_mut().zip(&here.gives).for_each(|(met, gives)| *met |= gives);
            let beside = before & Where::Before.mask() | behind.gives[0] & Where::Behind.mask() | 1 << ALWAYS;
            let mut note = |list: List| {
                if let Some(place) = self.noted.get_mut(count) {
                    *place = Noted { at: narrow(at), list, met: beside & list.asks };
                }
                count += usize::from(list.asks != 0);
            };
            note(here.list);
            if at == begin && opens {
                openings.into_iter().for_each(note);
            }
            (before, here) = (here.gives[0], behind);
        }
        (count, met)
    }

    /// Goes through the lists of what waits, and notes what is looked at; how many.
    fn look(&mut self, said: &Said<'_>, noted: usize, around: u64) -> usize {
        let noted = self.noted.get_mut(..noted).unwrap_or_default();
        let mut some = 0;
        for at in 0..noted.len() {
            let Some(mut note) = noted.get(at).copied() else { break };
            note.met |= around & note.list.asks;
            if let Some(place) = noted.get_mut(some) {
                *place = note;
            }
            some += usize::from(note.met != 0);
        }
        let noted = noted.get(..some).unwrap_or_default();
        // Nobody can guess how many bits a list has: they are gone through as if all stood in one.
        let (mut count, mut next, mut left) = (0, 0, noted.first().map_or(0, |note| note.met));
        while let Some(note) = noted.get(next) {
            let lower = (left & left.wrapping_neg()) - 1;
            let place = note.list.from + (note.list.asks & lower).count_ones();
            let Some(Waiting { more, rest, .. }) = said.profiles.waiting(place) else { break };
            let more = *more as usize;
            if self.looked.len() < count + FEW + more {
                self.looked.resize((count + FEW + more) * 2, (0, 0));
            }
            let Some((few, others)) =
                self.looked.get_mut(count..).and_then(<[_]>::split_first_chunk_mut::<FEW>)
            else {
                break;
            };
            *few = [place, *rest, *rest + 1, *rest + 2].map(|place| (note.at, place));
            if more >= FEW {
                for (looked, place) in others.iter_mut().zip(rest + 3..rest + narrow(more)) {
                    *looked = (note.at, place);
                }
            }
            count += 1 + more;
            left &= left - 1;
            let is_last = left == 0;
            next += usize::from(is_last);
            let other = noted.get(next).map_or(0, |note| note.met);
            left |= other & u64::from(is_last).wrapping_neg();
        }
        count
    }

    /// Of the patterns that are looked at, puts down those that are worth a try, and those that need none; how many of each
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
        let mut bits = [0; 8];
        bits.iter_mut().zip(met).for_each(|(bits, met)| *bits = *met);
        let is_met = |bit: u16| bits[usize::from(bit) / 64 % 8] >> (bit % 64) & 1 == 1;
        // Nobody can guess which they are: all are put down, and most are overwritten.
        if self.tried.len() < tries + count {
            self.tried.resize((tries + count) * 2, Tried::default());
        }
        if found.len() < finds + count {
            found.resize((finds + count) * 2, Found::of(0, 0, 0));
        }
        for &(at, place) in self.looked.get(..count).unwrap_or_default() {
            let Some(waiting) = said.profiles.waiting(place) else { continue };
            let (before, offset) = (at - from, u32::from(waiting.offset));
            let begins = (before >= offset) & !(waiting.opens & (before > u32::from(waiting.most)));
            let [first, second] = waiting.needs.map(is_met);
            let is_worth = first & second & begins;
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
fn around(said: &Said<'_>, piece: &Range<usize>, sentence: Range<usize>, lane: usize) -> Met {
    let near = sentence.start.max(piece.start.saturating_sub(REACH))..sentence.end.min(piece.end + REACH);
    let units = said.units.get(near).unwrap_or_default().iter();
    let faces = units.filter_map(|unit| said.profiles.faces(lane).get(unit.profile as usize));
    faces.fold([0; NUMBERS], |met, face: &Face| std::array::from_fn(|word| met[word] | face.gives[word]))
}
