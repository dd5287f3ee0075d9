//! What moves the axes of an answer, put down in numbers and places before any of it becomes evidence.
//!
//! Sums run along, so that each axis has its score before its evidence is made; and as every part is known by then, the evidence
//! of an axis gets the room that it needs and no more.

use std::ops::Range;

use super::acts::Act;
use super::asks::Cutting;
use super::axis::AxisKind;
use super::cues::Bases;
use super::measures::Measure;
use crate::assessment::Score;

/// How many axes there are.
pub(super) const AXES: usize = AxisKind::ALL.len();

/// Lists that grew longer than this are given back after a reading.
const KEPT: usize = 1 << 12;

/// Some bytes of one of the messages that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// What a part rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The cue of that entry.
    Cue(u32),
    Measure(Measure),
}

/// A run of places, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// One part of an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) contribution: f64,
    pub(super) source: Source,
    pub(super) places: Run,
    pub(super) axis: AxisKind,
    pub(super) whose: Whose,
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
    pub(super) place: Place,
    pub(super) strength: f64,
}

/// A stem of an ask where it stands first, and whether the answers have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asking {
    pub(super) place: Place,
    pub(super) taken_up: bool,
}

/// What is put down while one exchange is read. It holds numbers only, and its lists serve one reading after the other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) sums: [f64; AXES],
    /// How many parts each axis has.
    pub(super) counts: [usize; AXES],
    pub(super) parts: Vec<Part>,
    /// Where parts show: each has a run of these.
    pub(super) places: Vec<Place>,
    pub(super) shown: Vec<Shown>,
    pub(super) asked: Vec<Asking>,
    pub(super) cuts: Vec<Cutting>,
    pub(super) told: Vec<Range<usize>>,
    weighed: Vec<Weighed>,
    /// The entries of those, each with its number in the lower half.
    order: Vec<u64>,
}

impl Ledger {
    /// Begins a reading of axes that stand there.
    pub(super) fn begin(&mut self, bases: &Bases) {
        self.sums = bases.log_odds;
        self.counts = [0; AXES];
        self.parts.clear();
        self.places.clear();
        self.shown.clear();
        self.asked.clear();
    }

    /// Gives back what an unusually long reading took.
    pub(super) fn end(&mut self) {
        let most = self.weighed.capacity().max(self.places.capacity()).max(self.parts.capacity());
        if most.max(self.asked.capacity()).max(self.told.capacity()).max(self.shown.capacity()) > KEPT {
            *self = Self::default();
        }
    }

    /// Puts a place down and returns the run that begins with it, or with others after the mark.
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

    /// Moves an axis.
    #[inline]
    pub(super) fn add(&mut self, axis: AxisKind, contribution: f64, source: Source, whose: Whose, places: Run) {
        self.sums[axis as usize] += contribution;
        self.counts[axis as usize] += 1;
        self.parts.push(Part { contribution, source, places, axis, whose });
    }

    /// Notes a hit that weighs something.
    #[inline]
    pub(super) fn weigh(&mut self, entry: usize, place: Place, strength: f64) {
        self.order.push((entry as u64) << 32 | self.weighed.len() as u64);
        self.weighed.push(Weighed { place, strength });
    }

    /// Goes through the hits noted since the last time, entry by entry: `moves` tells what an entry moves and how many of its
    /// hits count.
    pub(super) fn settle<'c>(
        &mut self,
        whose: Whose,
        mut moves: impl FnMut(usize) -> (&'c [(AxisKind, f64)], usize),
        mut factor: impl FnMut(AxisKind, usize) -> f64,
    ) {
        let mut order = std::mem::take(&mut self.order);
        order.sort_unstable();
        let mut rest = order.as_slice();
        while let Some(first) = rest.first() {
            let entry = (first >> 32) as usize;
            let (weights, cap) = moves(entry);
            let mark = self.mark();
            let (mut strength, mut count) = (0.0, 0);
            for key in rest {
                if key >> 32 != first >> 32 {
                    break;
                }
                if count < cap {
                    if let Some(weighed) = self.weighed.get((key & u64::from(u32::MAX)) as usize) {
                        strength += weighed.strength;
                        self.places.push(weighed.place);
                    }
                }
                count += 1;
            }
            rest = rest.get(count..).unwrap_or_default();
            let places = self.since(mark);
            for &(axis, weight) in weights {
                let contribution = weight * strength * factor(axis, entry);
                self.add(axis, contribution, Source::Cue(first_half(*first)), whose, places);
            }
        }
        order.clear();
        self.order = order;
        self.weighed.clear();
    }
}

#[expect(clippy::cast_possible_truncation, reason = "half of it")]
const fn first_half(key: u64) -> u32 {
    (key >> 32) as u32
}
