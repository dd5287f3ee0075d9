//! What moves the axes of an answer, put down in numbers and places before any of it becomes evidence.
//!
//! Sums run along, and every part is known before the first becomes evidence: all of it is then made in one go.

use std::iter;
use std::ops::Range;
use std::slice;

use super::acts::Act;
use super::asks::Cutting;
use super::axis::{AXES, Axis, AxisKind};
use super::cues::{Cues, FIRST, Moves, Roles};
use crate::assessment::{Score, Span};
use crate::text::{Met, Pile, Side, put};

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

/// Messages are fewer than 4 G, and what is read of a text is shorter.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "no message has so many bytes, and no exchange so many messages"
)]
pub(super) const fn narrow(index: usize) -> u32 {
    index as u32
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
    /// Where it shows first.
    pub(super) place: Place,
    /// Where it shows, if not in that one place alone.
    pub(super) places: Run,
    pub(super) whose: Whose,
    /// Whether it shows in one place, has a code that costs nothing to copy, and is about no ask.
    pub(super) is_plain: bool,
    /// Whether it is about the ask in which it shows.
    pub(super) about: bool,
}

/// One part of an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) contribution: f64,
    /// What it rests on, by number.
    pub(super) ground: u32,
    pub(super) axis: AxisKind,
}

impl Part {
    const NONE: Self = Self { contribution: 0.0, ground: 0, axis: AxisKind::Help };
}

/// A part on a ground that is not [plain](Ground::is_plain): its number on its axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odd {
    pub(super) number: usize,
    pub(super) ground: u32,
    pub(super) axis: AxisKind,
}

impl Odd {
    pub(super) const NONE: Self = Self { number: 0, ground: 0, axis: AxisKind::Help };
}

/// Something that the answers do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) act: Act,
    pub(super) strength: Score,
    pub(super) place: Place,
}

impl Shown {
    /// What only fills a place.
    const NONE: Self =
        Self { act: Act::Abandoned, strength: Score::ZERO, place: Place { message: 0, start: 0, end: 0 } };
}

/// Hits of one cue that weigh something, by their numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flock {
    entry: usize,
    from: usize,
    to: usize,
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

/// Which of some tokens of a message are words with a capital inside a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) message: u32,
    /// The first of the tokens, by its number.
    pub(super) from: u32,
    /// One bit for each.
    pub(super) bits: u64,
}

impl Named {
    /// So many tokens are taken together.
    pub(super) const MOST: usize = 64;

    /// The numbers of those tokens.
    pub(super) fn tokens(self) -> impl Iterator<Item = usize> {
        let mut left = self.bits;
        iter::from_fn(move || {
            let next = (left != 0).then(|| self.from as usize + left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            next
        })
    }
}

/// What is put down while one exchange is read. It holds numbers only, and its lists serve one reading after the other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) sums: [f64; AXES],
    pub(super) grounds: Pile<Ground>,
    pub(super) parts: Pile<Part>,
    flocks: Pile<Flock>,
    /// Those that are put right, kept until the next reading.
    pub(super) odd: Pile<Odd>,
    /// Lists that spans of several places leave.
    pub(super) spans: Vec<Vec<Span>>,
    /// Where parts show that do so in several places: each has a run of these.
    pub(super) places: Vec<Place>,
    pub(super) shown: Pile<Shown>,
    pub(super) asked: Pile<Asking>,
    /// Words of the answers with a capital inside a sentence.
    pub(super) named: Pile<Named>,
    pub(super) cuts: Vec<Cutting>,
    /// What cues do in each sentence of an ask.
    pub(super) roles: Vec<Roles>,
    /// Where an answer repeats what many were told.
    pub(super) told: Vec<Range<usize>>,
    /// What may be said again and again in it.
    pub(super) met: Pile<Met>,
}

impl Run {
    /// One place, which need not be among all.
    const ONE: Self = Self { from: 0, to: 1 };

    const fn len(self) -> u32 {
        self.to.saturating_sub(self.from)
    }

    /// The places of the run.
    pub(super) fn among(self, all: &[Place]) -> &[Place] {
        all.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

impl Ground {
    /// What is measured rests on some of all places.
    pub(super) fn measured(code: &'static str, run: Run, all: &[Place], whose: Whose, about: bool) -> Self {
        let place = run.among(all).first().copied().unwrap_or_default();
        let is_plain = run.len() == 1 && !about;
        Self { code: Some(code), entry: 0, place, places: run, whose, is_plain, about }
    }

    /// Where it shows.
    pub(super) fn at<'p>(&'p self, all: &'p [Place]) -> &'p [Place] {
        if self.places.len() == 1 { slice::from_ref(&self.place) } else { self.places.among(all) }
    }
}

impl Ledger {
    /// Begins a reading of axes that stand there.
    pub(super) fn begin(&mut self, bases: &[f64; AXES]) {
        self.sums = *bases;
        self.grounds.clear();
        self.parts.clear();
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

    /// Whether parts show in unusually many places.
    pub(super) fn is_long(&self) -> bool {
        self.places.len() > KEPT
    }

    /// Takes back what the odd parts of an earlier reading left.
    pub(super) fn take_back(&mut self, axes: &mut [Axis], span: &Span) {
        for odd in &*self.odd {
            let own = axes.get_mut(odd.axis as usize);
            self.spans.extend(own.and_then(|own| own.leave(odd.number, span.clone())));
        }
        self.odd.clear();
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

    /// Moves axes, by what is measured.
    pub(super) fn add_measured(&mut self, ground: Ground, value: f64, weights: &[(AxisKind, f64)]) {
        let number = narrow(self.grounds.len());
        self.grounds.push(ground);
        for (axis, weight) in weights {
            let part = Part { contribution: weight * value, ground: number, axis: *axis };
            self.sums[*axis as usize] += part.contribution;
            self.parts.push(part);
        }
    }

    /// Adds up hits, which come entry by entry. `warm` is what is left of the regard that warm words show.
    ///
    /// Which hits are the first of their cue, which weigh anything, and on how many axes, nobody can guess: all is put down, one
    /// over the other.
    #[inline]
    pub(super) fn add_hits<H>(
        &mut self,
        (hits, weighed): (&[H], impl Fn(&H) -> Weighed),
        cues: &Cues,
        (whose, side): (Whose, Side),
        warm: f64,
    ) {
        let all = cues.moves(side);
        let Self { sums, grounds, parts, places, shown, flocks, .. } = self;
        flocks.clear();
        let (flying, mut flown) = (flocks.room(hits.len() + 1, Flock::default()), 0);
        let (shows, mut acts) = (shown.room(hits.len(), Shown::NONE), 0);
        let (mut last, mut from, mut weighs) = (usize::MAX, 0, false);
        for (number, hit) in hits.iter().enumerate() {
            let Weighed { entry, place, strength } = weighed(hit);
            let own = all.get(entry).unwrap_or(&Moves::NONE);
            let is_first = entry != last;
            flown += usize::from(is_first & weighs);
            from = if is_first { number } else { from };
            if let Some(flock) = flying.get_mut(flown) {
                *flock = Flock { entry, from, to: number + 1 };
            }
            let act = own.act.unwrap_or(Shown::NONE.act);
            let strength = Score::clamped(strength);
            put(shows, &mut acts, Shown { act, strength, place }, own.act.is_some());
            (last, weighs) = (entry, own.count != 0);
        }
        flocks.keep(flown + usize::from(weighs));
        shown.keep(acts);

        for Flock { entry, from, to } in flocks.iter().copied() {
            let own = all.get(entry).unwrap_or(&Moves::NONE);
            let to = to.min(from.saturating_add(own.cap as usize));
            let counted = hits.get(from..to).unwrap_or_default();
            let Some(Weighed { place, mut strength, .. }) = counted.first().map(&weighed) else { continue };
            let mut run = Run::ONE;
            if counted.len() > 1 {
                let first = narrow(places.len());
                places.extend(counted.iter().map(|hit| weighed(hit).place));
                run = Run { from: first, to: narrow(places.len()) };
                strength = counted.iter().fold(0.0, |sum, hit| sum + weighed(hit).strength);
            }
            let ground = narrow(grounds.len());
            grounds.push(Ground {
                code: own.code,
                entry: narrow(entry),
                place,
                places: run,
                whose,
                is_plain: (counted.len() == 1) & own.code.is_some(),
                about: false,
            });
            let part = |(axis, weight): (AxisKind, f64)| {
                let is_regard = usize::from(axis == AxisKind::Regard);
                let warmth = [1.0, warm][usize::from(own.is_warm) & is_regard];
                Part { contribution: weight * strength * warmth, ground, axis }
            };
            // What is not there weighs nothing, and few cues have more.
            if let Some(room) = parts.room(FIRST, Part::NONE).first_chunk_mut::<FIRST>() {
                for (place, first) in room.iter_mut().zip(own.axes.into_iter().zip(own.weights)) {
                    *place = part(first);
                    sums[first.0 as usize] += place.contribution;
                }
            }
            parts.keep(usize::from(own.count).min(FIRST));
            if usize::from(own.count) > FIRST {
                for more in cues.more(side, entry).iter().copied().map(part) {
                    sums[more.axis as usize] += more.contribution;
                    parts.push(more);
                }
            }
        }
    }
}
