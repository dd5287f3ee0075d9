//! One pattern at one place.
//!
//! All positions a pattern can be in are kept as the bits of one number, so that alternatives,
//! gaps and optional pieces never go back: a pattern costs the same on any text.

use crate::text::phrase::REACH;
use crate::text::token::Kind;

use super::unit::{Said, Unit};

/// A piece of a pattern. Rows of pieces lie flat, one after the other: what holds others is followed by them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A unit that passes a test.
    One(u32),
    /// No unit that passes a test.
    Not(u32),
    /// As `One`, but the unit is not taken: said before a choice, to save trying its rows.
    Ahead(u32),
    /// As `One`, or nothing.
    Maybe(u32),
    Gap(u8),
    /// So many steps, which are rows.
    Either(u32),
    /// Of a choice: the test that its first unit must pass, if there is one, and how many steps come after.
    Row(Option<u32>, u32),
    /// So many steps, or none of them.
    Optional(u32),
    SentenceStart,
    SentenceEnd,
    TextStart,
    TextEnd,
}

/// Some positions and up to so many after each: twice as far with every step, and as many steps for any width.
#[inline]
fn spread(mut at: u64, width: u8) -> u64 {
    let (mut reached, mut left) = (1, u32::from(width).min(u64::BITS - 1));
    for _ in 0..u64::BITS.ilog2() {
        let further = left.min(reached);
        at |= at << further;
        reached += further;
        left -= further;
    }
    at
}

/// Whether a token may stand behind the end of what is said.
pub(super) const fn may_close(kind: Kind) -> bool {
    matches!(kind, Kind::Exclamation | Kind::Emoji | Kind::Url | Kind::Question)
}

/// A place where patterns are tried.
pub(super) struct Place<'m> {
    said: &'m Said<'m>,
    /// The units from `start` on.
    units: &'m [Unit],
    start: usize,
    /// One bit for each position at which a unit may be taken.
    within: u64,
    /// One bit for each position before the stop.
    before: u64,
}

impl<'m> Place<'m> {
    /// Units from `start` up to, not including, `stop`.
    pub(super) fn new(said: &'m Said<'m>, start: usize, stop: usize) -> Self {
        let width = stop.saturating_sub(start);
        let units = said.units.get(start..).unwrap_or_default();
        let within = (1 << width.min(REACH)) - 1;
        Self { said, units, start, within, before: (1 << width.min(63)) - 1 }
    }

    /// Where the shortest match ends that begins here and has done its way up to `at`.
    pub(super) fn find(&self, steps: &[Step], at: u64) -> Option<usize> {
        let ends = self.walk(steps, at) & !1;
        (ends != 0).then(|| self.start + ends.trailing_zeros() as usize)
    }

    fn walk(&self, mut steps: &[Step], mut at: u64) -> u64 {
        while let Some((step, rest)) = steps.split_first() {
            steps = rest;
            at = match *step {
                // Which of these it is cannot be guessed.
                Step::One(test) | Step::Ahead(test) | Step::Maybe(test) => {
                    let taken = u32::from(!matches!(step, Step::Ahead(_)));
                    let left = u64::from(matches!(step, Step::Maybe(_))).wrapping_neg();
                    self.passing(test, at & self.within) << taken | at & left
                }
                Step::Gap(width) => spread(at, width) & (self.within << 1 | 1),
                Step::Either(len) => {
                    let (rows, after) = rest.split_at_checked(len as usize).unwrap_or_default();
                    steps = after;
                    self.either(rows, at)
                }
                Step::Optional(len) => {
                    let (row, after) = rest.split_at_checked(len as usize).unwrap_or_default();
                    steps = after;
                    at | self.walk(row, at)
                }
                step => self.stay(step, at),
            };
            if at == 0 {
                return 0;
            }
        }
        at
    }

    fn either(&self, mut rows: &[Step], at: u64) -> u64 {
        let mut next = 0;
        while let Some((Step::Row(first, len), rest)) = rows.split_first() {
            let (row, after) = rest.split_at_checked(*len as usize).unwrap_or_default();
            rows = after;
            let begun = first.map_or(at, |test| self.passing(test, at & self.within) << 1);
            if begun != 0 {
                next |= if row.is_empty() { begun } else { self.walk(row, begun) };
            }
        }
        next
    }

    /// Those of some positions at which a step holds that takes nothing.
    #[inline(never)]
    fn stay(&self, step: Step, at: u64) -> u64 {
        match step {
            Step::Not(test) => at & !self.passing(test, at & self.before),
            Step::SentenceStart => self.keep(at, |index| self.parts_sentences(index)),
            Step::SentenceEnd => self.keep(at, |index| {
                let kind = self.said.kind(index);
                self.parts_sentences(index) || matches!(kind, Some(Kind::Question | Kind::Exclamation))
            }),
            Step::TextStart => self.keep(at, |index| index == 0),
            Step::TextEnd => self.keep(at, |index| {
                let mut kinds = (index..).take(REACH).map_while(|index| self.said.kind(index));
                kinds.all(may_close)
            }),
            _ => 0,
        }
    }

    /// Those of some positions whose unit passes a test.
    fn passing(&self, test: u32, mut at: u64) -> u64 {
        let mut passing = 0;
        while at != 0 {
            let rest = at & (at - 1);
            let unit = self.units.get(at.trailing_zeros() as usize);
            let passes = unit.is_some_and(|unit| self.said.profiles.passes(unit.profile, test));
            passing |= (at ^ rest) & u64::from(passes).wrapping_neg();
            at = rest;
        }
        passing
    }

    fn keep(&self, mut at: u64, holds: impl Fn(usize) -> bool) -> u64 {
        let mut kept = 0;
        while at != 0 {
            let rest = at & (at - 1);
            if holds(self.start + at.trailing_zeros() as usize) {
                kept |= at ^ rest;
            }
            at = rest;
        }
        kept
    }

    /// Whether a sentence begins or ends before a unit.
    fn parts_sentences(&self, index: usize) -> bool {
        let sentence = |index: usize| self.said.token(index).map(|token| token.sentence);
        index.checked_sub(1).and_then(sentence) != sentence(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_reach_as_far_as_they_are_wide() {
        for at in [0, 1, 0b1001, 1 << 47, 0b11 << 20, u64::MAX >> 3] {
            for width in 0..=u8::MAX {
                let plainly = (0..width).fold(at, |next, _| next | next << 1);
                assert_eq!(spread(at, width), plainly, "{at:b} {width}");
            }
        }
    }
}
