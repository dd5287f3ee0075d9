//! What a customer's turn asks for.

use super::axes::Heard;
use super::cues::Roles;
use super::reading::AskKind;
use crate::text::{Kind, Words};

/// A first message with more words than this is not there to say thanks.
const LITTLE_ELSE: usize = 12;

/// What a turn wants, from the cues that were hit in it. `answered` says whether the company has answered this customer
/// before: a lone emoji then takes note, and before that could mean anything.
///
/// What wants something comes first. What then only thanks or praises wants nothing. All else is unknown, and needs an answer:
/// a remark without a cue hides a complaint too often.
pub(super) fn kind(ask: &Heard<'_>, answered: bool) -> AskKind {
    if ask.gist.is_foreign {
        return AskKind::Unknown;
    }
    if let Some(kind) = ask.roles.wants() {
        return kind;
    }
    let words = &ask.words;
    let closes = ask.roles.any(Roles::CLOSES) && !ask.roles.any(Roles::TAKES_BACK);
    let says_little = || words.content().filter(|token| token.kind() == Kind::Word).count() <= LITTLE_ELSE;
    if (closes && (answered || says_little())) || (answered && is_emoji_only(words)) {
        AskKind::Thanks
    } else {
        AskKind::Unknown
    }
}

fn is_emoji_only(words: &Words<'_>) -> bool {
    let mut said = words.content().peekable();
    said.peek().is_some() && said.all(|token| matches!(token.kind(), Kind::Emoji | Kind::Exclamation))
}
