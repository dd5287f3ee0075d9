//! A message as a reader hears it: its words, and what was found in them.

use std::ops::Range;

use super::cues::Roles;
use crate::assessment::Span;
use crate::event::Id;
use crate::text::{Gist, Kind, Words};

/// One message with what was found in it.
pub(super) struct Heard<'a> {
    pub(super) message: &'a Id,
    pub(super) words: Words<'a>,
    pub(super) gist: Gist,
    /// What its cues do.
    pub(super) roles: Roles,
}

impl Heard<'_> {
    #[inline]
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.message.clone(), range.start, range.end)
    }

    /// Whether it says anything: marks, emoji and names of users alone do not.
    pub(super) fn says(&self) -> bool {
        let is_sign = |kind| matches!(kind, Kind::Emoji | Kind::Question | Kind::Exclamation | Kind::Mention);
        self.words.content().any(|token| !is_sign(token.kind()))
    }

    /// The first to the last word that is said, in bytes.
    pub(super) fn whole(&self) -> Option<Range<usize>> {
        let first = self.words.content().next()?.span().start;
        let last = self.words.tokens().iter().rfind(|token| token.is_content())?.span().end;
        Some(first..last)
    }
}
