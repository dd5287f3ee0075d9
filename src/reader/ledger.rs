//! What moves the axes of an answer, put down in numbers and places before any of it becomes evidence.
//!
//! Sums run along, so that each axis has its score before its evidence is made; and as every part is known by then, the evidence
//! of an axis gets the room that it needs and no more.

use std::ops::Range;

use super::acts::Act;
use super::asks::Cutting;
use super::axis::AxisKind;
use super::cues::{Bases, Cues, FIRST, Moves, Roles};
use crate::assessment::Score;
use crate::text::{Met, Pile, Side};

/// How many axes there are.
pub(super) const AXES: usize = AxisKind::ALL.len();

/// Lists that grew longer than this are given back after a reading.
const KEPT: usize = 1 << 12;

/// Some bytes of one of the messages that are read together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) message: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    pub(super) fn of(message: usize, range: &Range<usize>) -> Self {
        Self { message: narrow(message), start: narrow(range.start), end: narrow(range.end) }
    }

    pub(super) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Messages, and texts, are fewer and shorter than 4 G.
#[inline]
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Whose messages places are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Asks,
    Answers,
}

/// A run of places, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// What parts rest on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    /// What evidence is called; `None` where that is written nowhere but with the cue of that entry.
    pub(super) code: Option<&'static str>,
    pub(super) entry: u32,
    pub(super) places: Run,
    pub(super) whose: Whose,
    /// Whether it is about the ask in which it shows.
    pub(super) about: bool,
}

/// One part of an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) contribution: f64,
    /// What it rests on, by number.
    pub(super) ground: u32,
}

/// A part on a ground that is not [plain](Ground::is_plain): its axis, and its number there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Odd {
    pub(super) axis: u32,
    pub(super) number: u32,
    pub(super) ground: u32,
}

/// Something that the answers do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) act: Act,
    pub(super) strength: Score,
    pub(super) place: Place,
}

/// A hit with what it counts for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) entry: usize,
    pub(super) place: Place,
    pub(super) strength: f64,
}

/// A stem of an ask where it stands first, and whether the answers have it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asking {
    pub(super) place: Place,
    pub(super) taken_up: bool,
}

/// What is put down while one exchange is read. It holds numbers only, and its lists serve one reading after the other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) sums: [f64; AXES],
    pub(super) grounds: Vec<Ground>,
    /// The parts of each axis.
    pub(super) parts: [Vec<Part>; AXES],
    pub(super) odd: Pile<Odd>,
    /// Where parts show: each has a run of these.
    pub(super) places: Vec<Place>,
    pub(super) shown: Vec<Shown>,
    pub(super) asked: Pile<Asking>,
    /// Words of the answers with a capital inside a sentence.
    pub(super) named: Pile<Place>,
    pub(super) cuts: Vec<Cutting>,
    /// What cues do in each sentence of an ask.
    pub(super) roles: Vec<Roles>,
    /// Where an answer repeats what many were told.
    pub(super) told: Vec<Range<usize>>,
    /// What may be said again and again in it.
    pub(super) met: Pile<Met>,
}

impl Ground {
    /// Whether parts that rest on it show in one place, by a code that costs nothing to copy, and are about no ask.
    #[inline]
    pub(super) const fn is_plain(&self) -> bool {
        self.places.to.wrapping_sub(self.places.from) == 1 && !self.about && self.code.is_some()
    }
}

impl Ledger {
    /// Begins a reading of axes that stand there.
    pub(super) fn begin(&mut self, bases: &Bases) {
        self.sums = bases.log_odds;
        self.grounds.clear();
        self.parts.iter_mut().for_each(Vec::clear);
        self.odd.clear();
        self.places.clear();
        self.shown.clear();
        self.asked.clear();
        self.named.clear();
    }

    /// Gives back what an unusually long reading took.
    pub(super) fn end(&mut self) {
        // Parts are no more than the lexicon has cues.
        let parts = self.places.capacity().max(self.shown.capacity());
        let words = self
            .asked
            .capacity()
            .max(self.named.capacity())
            .max(self.roles.capacity())
            .max(self.told.capacity())
            .max(self.met.capacity());
        if parts.max(words) > KEPT {
            *self = Self::default();
        }
    }

    /// Puts a place down.
    pub(super) fn put(&mut self, message: usize, range: &Range<usize>) {
        self.places.push(Place::of(message, range));
    }

    /// Where the next place will stand.
    pub(super) fn mark(&self) -> u32 {
        narrow(self.places.len())
    }

    /// The places that were put down since.
    pub(super) fn since(&self, mark: u32) -> Run {
        Run { from: mark, to: self.mark() }
    }

    /// The places of a run.
    #[inline]
    pub(super) fn at(&self, run: Run) -> &[Place] {
        self.places.get(run.from as usize..run.to as usize).unwrap_or_default()
    }

    /// Puts down what the next parts rest on.
    #[inline]
    pub(super) fn ground(&mut self, ground: Ground) {
        self.grounds.push(ground);
    }

    /// Moves an axis, by what was put down last.
    #[inline]
    pub(super) fn add(&mut self, axis: AxisKind, contribution: f64) {
        let ground = narrow(self.grounds.len()).wrapping_sub(1);
        self.sums[axis as usize] += contribution;
        self.parts[axis as usize].push(Part { contribution, ground });
    }

    /// Adds up hits, which come entry by entry. `warm` is what is left of the regard that warm words show.
    #[inline]
    pub(super) fn add_hits<H>(
        &mut self,
        (hits, weighed): (&[H], impl Fn(&H) -> Weighed),
        cues: &Cues,
        (whose, side): (Whose, Side),
        warm: f64,
    ) {
        let all = cues.moves(side);
        for hits in hits.chunk_by(|one, other| weighed(one).entry == weighed(other).entry) {
            let Some(Weighed { entry, place, mut strength }) = hits.first().map(&weighed) else { continue };
            let own = all.get(entry).unwrap_or(&Moves::NONE);
            if let Some(act) = own.act {
                for hit in hits.iter().map(&weighed) {
                    let strength = Score::clamped(hit.strength);
                    self.shown.push(Shown { act, strength, place: hit.place });
                }
            }
            if own.count == 0 {
                continue;
            }
            let mark = self.mark();
            let counted = hits.len().min(own.cap as usize);
            if counted == 1 {
                self.places.push(place);
            } else {
                strength = 0.0;
                for hit in hits.iter().take(counted).map(&weighed) {
                    strength += hit.strength;
                    self.places.push(hit.place);
                }
            }
            let places = self.since(mark);
            self.ground(Ground { code: own.code, entry: narrow(entry), places, whose, about: false });
            let warm = if own.is_warm { warm } else { 1.0 };
            let mut add = |axis: AxisKind, weight: f64| {
                let warmth = if axis == AxisKind::Regard { warm } else { 1.0 };
                self.add(axis, weight * strength * warmth);
            };
            // Every cue that moves anything has a first one, and few have more than two.
            add(own.axes[0], own.weights[0]);
            if own.count > 1 {
                add(own.axes[1], own.weights[1]);
                if usize::from(own.count) > FIRST {
                    cues.more(side, entry).iter().for_each(|(axis, weight)| add(*axis, *weight));
                }
            }
        }
    }
}
