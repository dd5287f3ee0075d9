//! What the cues of a lexicon mean to a reader, looked up by code once, when the reader is built.

use std::borrow::Cow;

use super::acts::{Act, Signal};
use super::asks::Want;
use super::axis::AxisKind;
use super::measures::Measure;
use super::reading::AskKind;
use crate::assessment::Basis;
use crate::error::Result;
use crate::text::{Effect, Entry, Hit, Lexicon, Reach, Side};

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

    /// Heats a thread up.
    pub(super) const HEATS: Self = Self(1 << 18);
    /// Vents in the form of a question.
    pub(super) const VENTS: Self = Self(1 << 19);

    const CODES: [(Self, &'static [&'static str]); 11] = [
        (Self::CLOSES, &["G7", "cheer"]),
        (Self::TAKES_BACK, &["contrast", "kept_waiting", "shout"]),
        (Self::SUPPLIES, &["supplies"]),
        (Self::HELPS, &["F4", "F5", "F6", "F7", "F8", "F12", "F15", "engages", "recommends"]),
        (Self::RITUAL, &["D4", "B9", "B6", "F13", "E1", "F2", "came_back"]),
        (Self::WARM, &["F2", "F9a", "F9b", "F13"]),
        (Self::DEFERS, &["B5"]),
        (Self::REQUESTS, &["B7"]),
        (Self::SHIFTS, &["C1"]),
        (
            Self::HEATS,
            &[
                "anger",
                "G2",
                "G3",
                "G4",
                "kept_waiting",
                "G5",
                "service",
                "addressed",
                "accuses",
                "dismay",
                "no_end",
                "other_ways",
                "gives_orders",
                "shout",
            ],
        ),
        (Self::VENTS, &["rhetorical"]),
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

/// What one unit of something moves, by axis.
pub(super) type Weights = Box<[(AxisKind, f64)]>;

/// One cue.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub(super) basis: Basis,
    pub(super) act: Option<Act>,
    pub(super) signal: Option<Signal>,
    pub(super) roles: Roles,
    /// The kind of thing that it asks for.
    pub(super) wants: Option<Want>,
    /// The kind of thing that it tells.
    pub(super) tells: Option<Want>,
    /// Cues that speak against it wherever they stand in what is said, and what they do to it.
    pub(super) against: Vec<(Vec<usize>, Effect)>,
    /// How many hits count.
    pub(super) cap: usize,
    /// What one hit of full strength moves, by who wrote it.
    weights: [Weights; 3],
}

/// The cues of a lexicon, in its order, and what else it weighs.
#[derive(Clone, Debug)]
pub(super) struct Cues {
    all: Vec<Cue>,
    measures: [Vec<(Measure, Weights)>; 3],
    bases: [[f64; AxisKind::ALL.len()]; 3],
}

const SIDES: [Side; 3] = [Side::Customer, Side::Company, Side::Peer];

impl Cues {
    pub(super) fn of(lexicon: &Lexicon) -> Result<Self> {
        let mut measures: [Vec<_>; 3] = [const { Vec::new() }; 3];
        for measure in lexicon.measures() {
            let named = Measure::named(measure.name())?;
            for (side, measures) in SIDES.iter().zip(&mut measures) {
                let weights = on_axes(measure.weights(*side));
                if !weights.is_empty() {
                    measures.push((named, weights));
                }
            }
        }
        // What rests on another axis comes last.
        for measures in &mut measures {
            measures.sort_by_key(|(measure, _)| *measure == Measure::Warmth);
        }
        let bases = SIDES.map(|side| {
            let mut bases = [0.0; AxisKind::ALL.len()];
            for (axis, base) in on_axes(lexicon.bases(side)) {
                bases[axis as usize] = base;
            }
            bases
        });
        Ok(Self {
            all: lexicon.entries().iter().map(|entry| Cue::of(entry, lexicon)).collect(),
            measures,
            bases,
        })
    }

    pub(super) fn get(&self, entry: usize) -> Option<&Cue> {
        self.all.get(entry)
    }

    /// What is measured of what one side writes, and what it weighs.
    pub(super) fn measures(&self, side: Side) -> &[(Measure, Weights)] {
        &self.measures[side as usize]
    }

    /// Where an axis stands without evidence in what one side writes.
    pub(super) fn base(&self, side: Side, axis: AxisKind) -> f64 {
        self.bases[side as usize][axis as usize]
    }

    /// What any of those hits does.
    pub(super) fn roles(&self, hits: &[Hit]) -> Roles {
        let roles = hits.iter().filter_map(|hit| self.get(hit.entry())).map(|cue| cue.roles);
        roles.fold(Roles::default(), Roles::and)
    }
}

fn on_axes<'a>(weights: impl Iterator<Item = (&'a str, f64)>) -> Weights {
    weights.filter_map(|(axis, weight)| Some((AxisKind::named(axis)?, weight))).collect()
}

impl Cue {
    fn of(entry: &Entry, lexicon: &Lexicon) -> Self {
        let everywhere = entry.mitigators().iter().filter(|mitigator| mitigator.reach() == Reach::Turn);
        let against = everywhere.map(|mitigator| {
            let meets = |other: &Entry| [other.code(), other.name()].contains(&mitigator.code());
            let others = (0..).zip(lexicon.entries()).filter(|(_, other)| meets(other));
            (others.map(|(index, _)| index).collect(), mitigator.effect())
        });
        let code = entry.code();
        // Two cues have names of their own.
        let act: Option<Act> = match code {
            "engages" => Some(Act::Step),
            "recommends" => Some(Act::Option),
            code => code.parse().ok(),
        };
        Self {
            basis: Basis::Cue(shared(code)),
            act,
            signal: code.parse().ok(),
            roles: Roles::of(code),
            against: against.collect(),
            cap: usize::try_from(entry.cap()).unwrap_or(usize::MAX),
            wants: code.strip_prefix("asks_").and_then(Want::named),
            tells: code.strip_prefix("tells_").and_then(Want::named),
            weights: SIDES.map(|side| on_axes(entry.weights(side))),
        }
    }

    pub(super) fn weights(&self, side: Side) -> &[(AxisKind, f64)] {
        &self.weights[side as usize]
    }
}

/// A code that ships costs nothing to copy.
fn shared(code: &str) -> Cow<'static, str> {
    Lexicon::shipped_code(code).map_or_else(|| code.to_owned().into(), Cow::Borrowed)
}
