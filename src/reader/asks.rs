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
    (AskKind::Thanks, &["G7", "acknowledges"]),
];

/// What a turn wants, from the cues that were hit in it. `after_answer` says whether the company has spoken before: a
/// lone emoji then takes note, and before that could mean anything.
pub(super) fn kind(lexicon: &Lexicon, words: &Words<'_>, codes: &[&str], after_answer: bool) -> AskKind {
    if lexicon.guess(words) == Guess::Other {
        return AskKind::Unknown;
    }
    let has = |code: &&str| codes.contains(code);
    let hit = WANTS.iter().find(|(_, cues)| cues.iter().any(has)).map(|(kind, _)| *kind);
    match hit {
        Some(kind) => kind,
        None if after_answer && is_emoji_only(words) => AskKind::Thanks,
        None => AskKind::Unknown,
    }
}

fn is_emoji_only(words: &Words<'_>) -> bool {
    let mut said = words.content().peekable();
    said.peek().is_some() && said.all(|token| matches!(token.kind(), Kind::Emoji | Kind::Exclamation))
}
