//! What patterns are matched over: the units of a message.

use crate::text::token::{Kind, Token, Words};

use super::profile::Profiles;

/// One thing to match over: a word, or a part of a contraction, or a token of another kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The row of its profile, by [`Profiles`].
    pub(super) profile: u32,
    /// The number of its token.
    pub(super) token: u32,
}

/// A match before mitigators, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) entry: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Found {
    /// One number that sorts as entry, start and end do.
    #[inline]
    pub(super) const fn key(&self) -> u128 {
        (self.entry as u128) << 64 | (self.start as u128) << 32 | self.end as u128
    }
}

/// A message in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'m> {
    pub(super) units: &'m [Unit],
    /// Where each sentence ends, in units.
    pub(super) ends: &'m [u32],
    pub(super) words: &'m Words<'m>,
    pub(super) profiles: &'m Profiles,
}

impl<'m> Said<'m> {
    /// The token of a unit.
    pub(super) fn token(&self, unit: usize) -> Option<&'m Token> {
        self.words.tokens().get(self.units.get(unit)?.token as usize)
    }

    pub(super) fn kind(&self, unit: usize) -> Option<Kind> {
        self.token(unit).map(Token::kind)
    }

    /// Whether a unit passes one of the tests of the lexicon.
    pub(super) fn passes(&self, unit: usize, test: u32) -> bool {
        self.units.get(unit).is_some_and(|unit| self.profiles.passes(unit.profile, test))
    }
}
