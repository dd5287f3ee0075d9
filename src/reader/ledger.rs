//! What moves the axes of an answer, put down in numbers and places before any of it becomes evidence.
//!
//! Sums run along, so that each axis has its score before its evidence is made; and as every part is known by then, the evidence
//! of an axis gets the room that it needs and no more.

use std::ops::Range;

use super::acts::Act;
use super::asks::Cutting;
use super::axis::AxisKind;
use super::cues::{Bases, Cues, Roles, Weighs};
use super::measures::Measure;
use crate::assessment::Score;
use crate::text::Side;

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
    pub(super) entry: usize,
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
    /// The parts of each axis.
    pub(super) parts: [Vec<Part>; AXES],
    /// Where parts show: each has a run of these.
    pub(super) places: Vec<Place>,
    pub(super) shown: Vec<Shown>,
    pub(super) asked: Vec<Asking>,
    /// Words of the answers with a capital inside a sentence.
    pub(super) named: Vec<Place>,
    pub(super) cuts: Vec<Cutting>,
    /// What cues do in each sentence of an ask.
    pub(super) roles: Vec<Roles>,
    /// Where an answer repeats what many were told.
    pub(super) told: Vec<Range<usize>>,
}

impl Ledger {
    /// Begins a reading of axes that stand there.
    pub(super) fn begin(&mut self, bases: &Bases) {
        self.sums = bases.log_odds;
        self.parts.iter_mut().for_each(Vec::clear);
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
            .max(self.told.capacity());
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

    /// Moves an axis.
    #[inline]
    pub(super) fn add(
        &mut self,
        axis: AxisKind,
        contribution: f64,
        source: Source,
        whose: Whose,
        places: Run,
    ) {
        self.sums[axis as usize] += contribution;
        self.parts[axis as usize].push(Part { contribution, source, places, whose });
    }

    /// Adds up hits that come entry by entry. `warm` is what is left of the regard that warm words show.
    pub(super) fn add_hits(
        &mut self,
        hits: impl Iterator<Item = Weighed>,
        cues: &Cues,
        (whose, side): (Whose, Side),
        warm: f64,
    ) {
        let mut group = Group::default();
        for hit in hits {
            if hit.entry != group.entry {
                self.close(&group, whose);
                let own = cues.weighs(side, hit.entry);
                let warm = if cues.of_entry(hit.entry).any(Roles::WARM) { warm } else { 1.0 };
                group =
                    Group { entry: hit.entry, own, warm, left: own.cap, strength: 0.0, mark: self.mark() };
            }
            if let Some(act) = group.own.act {
                let strength = Score::clamped(hit.strength);
                self.shown.push(Shown { act, strength, place: hit.place });
            }
            if group.left > 0 && !group.own.weights.is_empty() {
                group.left -= 1;
                group.strength += hit.strength;
                self.places.push(hit.place);
            }
        }
        self.close(&group, whose);
    }

    /// Adds up the hits of one entry.
    #[inline]
    fn close(&mut self, group: &Group<'_>, whose: Whose) {
        let places = self.since(group.mark);
        for &(axis, weight) in group.own.weights {
            let warmth = if axis == AxisKind::Regard { group.warm } else { 1.0 };
            let contribution = weight * group.strength * warmth;
            self.add(axis, contribution, Source::Cue(narrow(group.entry)), whose, places);
        }
    }
}

/// Hits of one entry while they are added up.
struct Group<'c> {
    entry: usize,
    own: Weighs<'c>,
    /// What is left of the regard that they show.
    warm: f64,
    /// How many more count.
    left: u32,
    strength: f64,
    /// Where their places begin.
    mark: u32,
}

impl Default for Group<'_> {
    /// Of no entry.
    fn default() -> Self {
        Self { entry: usize::MAX, own: Weighs::default(), warm: 1.0, left: 0, strength: 0.0, mark: 0 }
    }
}
