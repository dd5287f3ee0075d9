//! What the cues of a lexicon mean to a reader, looked up by code once, when the reader is built.

use std::borrow::Cow;

use super::acts::{Act, Signal};
use super::reading::AskKind;
use crate::assessment::Basis;
use crate::text::{Entry, Hit, Lexicon, Side};

/// The cues that say what a turn wants, by code.
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

/// What cues do, as bits; the lowest are those of [`WANTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u32);

impl Roles {
    /// Words of thanks and good cheer: they close a message that answers an answer, or one that says little else. At the
    /// end of a long first message they are manners.
    pub(super) const CLOSES: Self = Self(1 << 9);
    /// Takes the thanks out of a message.
    pub(super) const TAKES_BACK: Self = Self(1 << 10);
    /// Gives what was asked for.
    pub(super) const SUPPLIES: Self = Self(1 << 11);
    /// Serves an ask.
    pub(super) const HELPS: Self = Self(1 << 12);
    /// Is ritual where nothing else stands beside it.
    pub(super) const RITUAL: Self = Self(1 << 13);
    /// Warm words, which rote ones hollow out.
    pub(super) const WARM: Self = Self(1 << 14);
    /// Puts off without a time.
    pub(super) const DEFERS: Self = Self(1 << 15);
    /// Asks the customer for something.
    pub(super) const REQUESTS: Self = Self(1 << 16);
    /// Moves to a private channel.
    pub(super) const SHIFTS: Self = Self(1 << 17);

    const CODES: [(Self, &'static [&'static str]); 9] = [
        (Self::CLOSES, &["G7", "cheer"]),
        (Self::TAKES_BACK, &["contrast", "kept_waiting", "shout"]),
        (Self::SUPPLIES, &["supplies"]),
        (Self::HELPS, &["F4", "F5", "F6", "F7", "F8", "F12", "F15", "engages", "recommends"]),
        (Self::RITUAL, &["D4", "B9", "B6", "F13", "E1", "F2"]),
        (Self::WARM, &["F2", "F9a", "F9b", "F13"]),
        (Self::DEFERS, &["B5"]),
        (Self::REQUESTS, &["B7"]),
        (Self::SHIFTS, &["C1"]),
    ];

    fn of(code: &str) -> Self {
        let wants = WANTS.iter().enumerate().filter(|(_, (_, codes))| codes.contains(&code));
        let wants = wants.fold(Self(0), |roles, (index, _)| roles.and(Self(1 << index)));
        let others = Self::CODES.iter().filter(|(_, codes)| codes.contains(&code));
        others.fold(wants, |roles, (role, _)| roles.and(*role))
    }

    /// These and those.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of those is among these.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// What is wanted first.
    pub(super) fn wants(self) -> Option<AskKind> {
        WANTS.get(self.0.trailing_zeros() as usize).map(|(kind, _)| *kind)
    }
}

/// The axis that a weight moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Help,
    Regard,
    Originality,
}

/// One cue.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) basis: Basis,
    pub(super) act: Option<Act>,
    pub(super) signal: Option<Signal>,
    pub(super) roles: Roles,
    /// How many hits count.
    pub(super) cap: usize,
    /// What one hit of full strength moves where the company wrote it.
    pub(super) weights: Vec<(On, f64)>,
}

/// The cues of a lexicon, in its order.
#[derive(Clone, Debug)]
pub(super) struct Cues(Vec<Cue>);

impl Cues {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        Self(lexicon.entries().iter().map(Cue::of).collect())
    }

    pub(super) fn get(&self, entry: usize) -> Option<&Cue> {
        self.0.get(entry)
    }

    /// What any of those hits does.
    pub(super) fn roles(&self, hits: &[Hit]) -> Roles {
        let roles = hits.iter().filter_map(|hit| self.get(hit.entry())).map(|cue| cue.roles);
        roles.fold(Roles::default(), Roles::and)
    }
}

impl Cue {
    fn of(entry: &Entry) -> Self {
        let code = entry.code();
        // Two cues have names of their own.
        let act: Option<Act> = match code {
            "engages" => Some(Act::Step),
            "recommends" => Some(Act::Option),
            code => code.parse().ok(),
        };
        let weights = entry.weights(Side::Company).filter_map(|(axis, weight)| {
            let on = match axis {
                "help" => On::Help,
                "regard" => On::Regard,
                "originality" => On::Originality,
                _ => return None,
            };
            Some((on, weight))
        });
        Self {
            basis: Basis::Cue(shared(code)),
            act,
            signal: code.parse().ok(),
            roles: Roles::of(code),
            cap: usize::try_from(entry.cap()).unwrap_or(usize::MAX),
            weights: weights.collect(),
        }
    }
}

/// A code that is known here costs nothing to copy.
fn shared(code: &str) -> Cow<'static, str> {
    let acts = Act::ALL.iter().map(|act| act.code());
    let codes = Roles::CODES.iter().flat_map(|(_, codes)| codes.iter().copied());
    acts.chain(codes).find(|known| *known == code).map_or_else(|| code.to_owned().into(), Cow::Borrowed)
}
