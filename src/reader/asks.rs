//! What a customer's turns ask for, cut into asks.

use serde::{Deserialize, Serialize};

use super::cues::{Cues, Roles};
use super::heard::Heard;
use super::reading::AskKind;
use crate::assessment::{Score, Span};
use crate::text::{Kind, Words};

/// A first message with more words than this is not there to say thanks.
const LITTLE_ELSE: usize = 12;

/// In up to so many sentences all hits are looked at for each.
const SHORT: usize = 4;

/// So many asks of one exchange are told apart; what comes after them is read with the last.
const MOST: usize = 64;

/// The kind of thing that an ask asks for, and that an answer can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Want {
    /// A place.
    Place,
    /// A person or a contact.
    Person,
    /// A time.
    Time,
    /// An amount.
    Amount,
    /// Yes or no.
    Polarity,
    /// A way to do something.
    Procedure,
    /// A cause.
    Cause,
    /// A thing by its name.
    Thing,
}

impl Want {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Place, "place"),
        (Self::Person, "person"),
        (Self::Time, "time"),
        (Self::Amount, "amount"),
        (Self::Polarity, "polarity"),
        (Self::Procedure, "procedure"),
        (Self::Cause, "cause"),
        (Self::Thing, "thing"),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(want, _)| *want)
    }
}

/// Kinds of thing, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wants(u8);

impl Wants {
    /// What a bare name may be.
    pub(super) const NAMED: Self =
        Self(1 << Want::Place as u8 | 1 << Want::Person as u8 | 1 << Want::Thing as u8);

    pub(super) const fn of(want: Want) -> Self {
        Self(1 << want as u8)
    }

    pub(super) const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How many there are.
    pub(super) const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Those that are among the others, too.
    pub(super) const fn among(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn first(self) -> Option<Want> {
        Want::ALL.get(self.0.trailing_zeros() as usize).map(|(want, _)| *want)
    }
}

/// One thing that was asked, with how far it is covered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Asked {
    /// What it asks for.
    pub kind: AskKind,
    /// The kind of thing that would answer it, where its words tell.
    pub wants: Option<Want>,
    /// Where it stands.
    pub span: Span,
    /// How much of it the answers cover: shared stems of content, and a thing of the kind that is wanted. `None` where it
    /// has neither.
    pub coverage: Option<Score>,
}

/// One ask before it is held against answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cutting {
    /// Which of the messages it stands in.
    pub(super) message: usize,
    pub(super) kind: AskKind,
    pub(super) wants: Wants,
    /// In bytes of the message.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Cutting {
    /// The ask with how far it is covered.
    pub(super) fn covered(&self, asks: &[Heard<'_>], coverage: Option<f64>) -> Option<Asked> {
        let span = asks.get(self.message)?.span(self.start..self.end);
        let coverage = coverage.map(Score::clamped);
        Some(Asked { kind: self.kind, wants: self.wants.first(), span, coverage })
    }
}

/// Puts down the asks in a run of turns: sentences that ask something or say what is wrong; of a turn without such a
/// sentence, all of it. Questions that only vent, and turns that want nothing, are none.
pub(super) fn cut(
    cues: &Cues,
    asks: &[Heard<'_>],
    kinds: &[AskKind],
    told: &mut Vec<Roles>,
    all: &mut Vec<Cutting>,
) {
    all.clear();
    for (message, (ask, kind)) in asks.iter().zip(kinds).enumerate() {
        if !kind.needs_answer() {
            continue;
        }
        let before = all.len();
        // Where no cue asks for anything, no sentence does.
        let sentences = if ask.roles.wants().is_some() { ask.words.sentences() } else { &[] };
        if sentences.len() > SHORT {
            tell_all(cues, ask, told);
        }
        let mut from = 0;
        for (number, sentence) in sentences.iter().enumerate() {
            let span = sentence.span();
            // What its cues do.
            let roles = if sentences.len() > SHORT {
                told.get(number).copied().unwrap_or_default()
            } else {
                ask.gist.hits.iter().fold(Roles::default(), |roles, hit| {
                    let start = hit.span().start;
                    roles.and(cues.does(hit).only_if(start >= from && start < span.end))
                })
            };
            from = span.end;
            let Some(kind) = roles.wants().filter(|kind| is_asking(*kind)) else { continue };
            if kind == AskKind::Question && roles.any(Roles::VENTS) {
                continue;
            }
            if all.len() < MOST {
                let wants = roles.asks();
                all.push(Cutting { message, kind, wants, start: span.start, end: span.end });
            } else if let Some(last) = all.last_mut().filter(|last| last.message == message) {
                last.end = span.end;
            }
        }
        if all.len() == before && all.len() < MOST {
            if let Some(whole) = ask.whole() {
                let wants = ask.roles.asks();
                all.push(Cutting { message, kind: *kind, wants, start: whole.start, end: whole.end });
            }
        }
    }
}

/// Puts down what the cues of an ask do in each of its sentences, where they are many.
#[inline(never)]
fn tell_all(cues: &Cues, ask: &Heard<'_>, told: &mut Vec<Roles>) {
    let sentences = ask.words.sentences();
    told.clear();
    told.resize(sentences.len(), Roles::default());
    for hit in &ask.gist.hits {
        let start = hit.span().start;
        let at = sentences.partition_point(|sentence| sentence.span().end <= start);
        if let Some(roles) = told.get_mut(at) {
            *roles = roles.and(cues.does(hit));
        }
    }
}

const fn is_asking(kind: AskKind) -> bool {
    matches!(
        kind,
        AskKind::Refund | AskKind::Repair | AskKind::Question | AskKind::Complaint | AskKind::Suggestion
    )
}

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
