//! What patterns are matched over: the units of a message.

use crate::text::token::{Kind, Token, Words};

use super::profile::{List, Profiles, START};

/// One thing to match over: a word, or a part of a contraction, or a token of another kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The row of its profile, by [`Profiles`].
    pub(super) profile: u32,
    /// The number of its token.
    pub(super) token: u32,
}

impl Unit {
    /// Where there is no unit.
    pub(super) const NONE: Self = Self { profile: START, token: u32::MAX };
}

/// A match before mitigators, in units: one number, which sorts by entry, then by start, then by end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found(u64);

/// So many entries can be told apart in a [`Found`].
pub(super) const MOST_ENTRIES: usize = 1 << 24;

#[expect(clippy::cast_possible_truncation, reason = "parts of one number, each taken out by its bits")]
impl Found {
    /// What stands behind every match.
    pub(super) const LAST: Self = Self(u64::MAX);

    /// A match of an entry, and how many units it has.
    #[inline]
    pub(super) const fn of(entry: u32, start: u32, length: u32) -> Self {
        Self((entry as u64) << 40 | (start as u64) << 8 | length as u64)
    }

    #[inline]
    pub(super) const fn entry(self) -> u32 {
        (self.0 >> 40) as u32
    }

    #[inline]
    pub(super) const fn start(self) -> u32 {
        (self.0 >> 8) as u32
    }

    #[inline]
    pub(super) const fn end(self) -> u32 {
        self.start() + (self.0 & 0xff) as u32
    }
}

/// A message in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'m> {
    pub(super) units: &'m [Unit],
    /// The unit behind each of these, which behind the last one is [`Unit::NONE`].
    pub(super) behind: &'m [Unit],
    /// Where each sentence ends, in units.
    pub(super) ends: &'m [u32],
    pub(super) words: &'m Words<'m>,
    pub(super) profiles: &'m Profiles,
}

impl<'m> Said<'m> {
    /// A message of units that end with [`Unit::NONE`].
    pub(super) fn of(
        units: &'m [Unit],
        ends: &'m [u32],
        words: &'m Words<'m>,
        profiles: &'m Profiles,
    ) -> Self {
        let said = units.split_last().map_or(units, |(_, said)| said);
        Self { units: said, behind: units.get(1..).unwrap_or_default(), ends, words, profiles }
    }

    /// The token of a unit.
    pub(super) fn token(&self, unit: usize) -> Option<&'m Token> {
        self.words.tokens().get(self.units.get(unit)?.token as usize)
    }

    /// What waits where a sentence begins with a unit, for that and for anything.
    pub(super) fn openings(&self, unit: usize, lane: usize) -> [List; 2] {
        let profile = self.units.get(unit).map_or(START, |unit| unit.profile);
        [profile, START].map(|profile| self.profiles.opening(profile, lane))
    }

    pub(super) fn kind(&self, unit: usize) -> Option<Kind> {
        self.token(unit).map(Token::kind)
    }

    /// Whether a unit passes one of the tests of the lexicon.
    pub(super) fn passes(&self, unit: usize, test: u32) -> bool {
        self.units.get(unit).is_some_and(|unit| self.profiles.passes(unit.profile, test))
    }
}
