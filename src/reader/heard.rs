//! A message as a reader hears it: its words, and what was found in them.

use std::iter;
use std::ops::Range;

use super::cues::Roles;
use super::parts::Seam;
use crate::assessment::Span;
use crate::event::Id;
use crate::text::{Gist, Kind, Words};

/// One message with what was found in it, or several that are one reply.
pub(super) struct Heard<'a> {
    /// The first of them.
    pub(super) message: &'a Id,
    /// Where the words of the others begin; mostly, there are none.
    pub(super) seams: &'a [Seam<'a>],
    pub(super) words: Words<'a>,
    pub(super) gist: Box<Gist>,
    /// What its cues do.
    pub(super) roles: Roles,
}

impl Heard<'_> {
    /// The span of some of its bytes, where they are not those of several messages.
    #[inline]
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.message.clone(), range.start, range.end)
    }

    /// The spans of some of its bytes, one in each of its messages that has any.
    pub(super) fn spans(&self, range: Range<usize>) -> impl Iterator<Item = Span> {
        let first = (0, self.message, 0);
        let begins =
            iter::once(first).chain(self.seams.iter().map(|seam| (seam.at, seam.message, seam.start)));
        // Between the words of two messages stands a blank.
        let ends = self.seams.iter().map(|next| next.at - 1).chain([usize::MAX]);
        begins.zip(ends).filter_map(move |((at, message, start), end)| {
            let (from, to) = (range.start.max(at), range.end.min(end));
            (from < to).then(|| Span::new(message.clone(), from - at + start, to - at + start))
        })
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
