//! What a customer's turn asks for.

use super::reading::AskKind;
use crate::text::{Guess, Kind, Lexicon, Words};

/// The cues of the lexicon that say what a turn wants, by code.
///
/// The first group that is hit decides: what wants something comes before what wants nothing, so that a thank-you
/// with a question in it is a question.
const WANTS: [(AskKind, &[&str]); 9] = [
    (AskKind::Refund, &["refund"]),
    (AskKind::Repair, &["repair"]),
    (AskKind::Question, &["question"]),
    (AskKind::Complaint, &["G2", "G3", "G4", "G5", "G8", "anger", "sarcasm", "rhetorical", "addressed"]),
    (AskKind::Suggestion, &["suggestion"]),
    (AskKind::Information, &["supplies"]),
    (AskKind::Settled, &["G6"]),
    (AskKind::Praise, &["praise"]),
    (AskKind::Thanks, &["acknowledges"]),
];

/// Words of thanks and good cheer: they close a message that answers an answer, or one that says little else. At the end of a
/// long first message they are manners.
const CLOSES: [&str; 2] = ["G7", "cheer"];

/// A first message with more words than this is not there to say thanks.
const LITTLE_ELSE: usize = 12;

/// Cues that take the thanks out of a message.
const TAKES_BACK: [&str; 3] = ["contrast", "kept_waiting", "shout"];

/// What a turn wants, from the cues that were hit in it. `answered` says whether the company has answered this customer
/// before: a lone emoji then takes note, and before that could mean anything.
///
/// What wants something comes first. What then only thanks or praises wants nothing. All else is unknown, and needs an answer:
/// a remark without a cue hides a complaint too often.
pub(super) fn kind(lexicon: &Lexicon, words: &Words<'_>, codes: &[&str], answered: bool) -> AskKind {
    if lexicon.guess(words) == Guess::Other {
        return AskKind::Unknown;
    }
    let has = |code: &&str| codes.contains(code);
    if let Some((kind, _)) = WANTS.iter().find(|(_, cues)| cues.iter().any(has)) {
        return *kind;
    }
    let closes = CLOSES.iter().any(has) && !TAKES_BACK.iter().any(has);
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
