//! What the cues of a lexicon mean to a reader, looked up by code once, when the reader is built.

use std::borrow::Cow;

use super::acts::{Act, Signal};
use super::asks::{Want, Wants};
use super::axis::{AXES, AxisKind};
use super::measures::{Measure, Measures};
use super::reading::AskKind;
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

/// What cues do, as bits; the lowest are those of [`WANTS`]. The fifth byte is what they ask for, the sixth what they tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles(u64);

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
    /// Is an act of the company.
    pub(super) const ACTS: Self = Self(1 << 20);
    /// Is a signal of the customer.
    pub(super) const SIGNALS: Self = Self(1 << 21);

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
        let roles = others.fold(wants, |roles, (role, _)| roles.and(*role));
        let bits = |prefix: &str| {
            let want = code.strip_prefix(prefix).and_then(Want::named);
            want.map_or(0, |want| Wants::of(want).bits())
        };
        roles.and(Self(u64::from_le_bytes([0, 0, 0, 0, bits("asks_"), bits("tells_"), 0, 0])))
    }

    /// The kinds of thing that are asked for.
    pub(super) const fn asks(self) -> Wants {
        Wants::from_bits(self.0.to_le_bytes()[4])
    }

    /// The kinds of thing that are told.
    pub(super) const fn tells(self) -> Wants {
        Wants::from_bits(self.0.to_le_bytes()[5])
    }

    /// These and those.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These, if that is so.
    pub(super) const fn only_if(self, is_so: bool) -> Self {
        Self(self.0 & (is_so as u64).wrapping_neg())
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

/// So many weights of a cue stand beside what else every hit is asked for. Few cues have more.
pub(super) const FIRST: usize = 2;

/// One cue.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    code: Cow<'static, str>,
    act: Option<Act>,
    pub(super) signal: Option<Signal>,
    /// Cues that speak against it wherever they stand in what is said, and what they do to it.
    pub(super) against: Vec<(Vec<usize>, Effect)>,
    /// What one hit of full strength moves besides what stands in [`Moves`], by who wrote it.
    more: [Vec<(AxisKind, f64)>; 3],
}

impl Cue {
    /// What evidence of it is called.
    #[cold]
    pub(super) fn code(&self) -> Cow<'static, str> {
        self.code.clone()
    }
}

/// What hits of one cue move when one side wrote them, and what they are: all that every hit is asked for, close together.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Moves {
    /// What evidence of it is called, where that costs nothing to copy.
    pub(super) code: Option<&'static str>,
    /// What one hit of full strength moves.
    pub(super) weights: [f64; FIRST],
    pub(super) axes: [AxisKind; FIRST],
    /// How many weights there are in all.
    pub(super) count: u8,
    /// How many hits count; none, where nothing is weighed.
    pub(super) cap: u32,
    /// What the company does by it.
    pub(super) act: Option<Act>,
    /// Whether it is warm words, which rote ones hollow out.
    pub(super) is_warm: bool,
}

impl Moves {
    /// Nothing.
    pub(super) const NONE: Self = Self {
        code: None,
        weights: [0.0; FIRST],
        axes: [AxisKind::Help; FIRST],
        count: 0,
        cap: 0,
        act: None,
        is_warm: false,
    };

    fn of(cue: &Cue, roles: Roles, weights: &[(AxisKind, f64)], cap: u32, side: Side) -> Self {
        let code = match cue.code {
            Cow::Borrowed(code) => Some(code),
            Cow::Owned(_) => None,
        };
        let mut moves = Self {
            code,
            count: u8::try_from(weights.len()).unwrap_or(u8::MAX),
            cap: if weights.is_empty() { 0 } else { cap },
            act: cue.act.filter(|_| side != Side::Customer),
            is_warm: roles.any(Roles::WARM),
            ..Self::NONE
        };
        for ((place, axis), (kind, weight)) in moves.weights.iter_mut().zip(&mut moves.axes).zip(weights) {
            (*place, *axis) = (*weight, *kind);
        }
        moves
    }
}

/// One thing measured, and what it weighs.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) measure: Measure,
    /// What evidence of it is called.
    pub(super) code: &'static str,
    pub(super) weights: Weights,
}

/// What is measured of what one side writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighing {
    all: Vec<Measured>,
    /// The place of each measure in that list.
    ranks: [u8; 32],
    weighed: Measures,
}

impl Weighing {
    fn of(all: Vec<(Measure, Weights)>) -> Self {
        let all =
            all.into_iter().map(|(measure, weights)| Measured { measure, code: measure.code(), weights });
        let mut weighing = Self { all: all.collect(), ..Self::default() };
        for (rank, weighed) in (0..).zip(&weighing.all) {
            weighing.ranks[weighed.measure as usize] = rank;
            weighing.weighed.enter(weighed.measure, true);
        }
        weighing
    }

    /// Those of some measures that are weighed, in the order of the lexicon.
    #[inline]
    pub(super) fn among(&self, possible: Measures) -> impl Iterator<Item = &Measured> {
        let measures = possible.and(self.weighed).numbers();
        let ranks = measures.fold(0_u32, |ranks, number| ranks | 1 << (self.ranks[number % 32] % 32));
        Measures::from_bits(ranks).numbers().filter_map(|rank| self.all.get(rank))
    }
}

/// The cues of a lexicon, in its order, and what else it weighs.
///
/// What every hit is asked for lies close together, apart from what few are asked for.
#[derive(Clone, Debug)]
pub(super) struct Cues {
    roles: Vec<Roles>,
    all: Vec<Cue>,
    moves: [Vec<Moves>; 3],
    measures: [Weighing; 3],
    bases: [[f64; AXES]; 3],
}

const SIDES: [Side; 3] = [Side::Customer, Side::Company, Side::Peer];

impl Cues {
    pub(super) fn of(lexicon: &Lexicon) -> Result<Self> {
        let mut measures: [Vec<_>; 3] = [const { Vec::new() }; 3];
        for measure in lexicon.measures() {
            let named = Measure::named(measure.name())?;
            for (side, measures) in SIDES.iter().zip(&mut measures) {
                let weights: Weights = on_axes(measure.weights(*side)).collect();
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
            let mut log_odds = [0.0; AXES];
            for (axis, base) in on_axes(lexicon.bases(side)) {
                log_odds[axis as usize] = base;
            }
            log_odds
        });
        let entries = lexicon.entries();
        let mut all: Vec<Cue> = entries.iter().map(|entry| cue(entry, lexicon)).collect();
        let roles: Vec<Roles> =
            entries.iter().zip(&all).map(|(entry, cue)| roles(entry.code(), cue)).collect();
        let moves = SIDES.map(|side| {
            let moves = entries.iter().zip(all.iter_mut().zip(&roles)).map(|(entry, (cue, roles))| {
                let weights: Vec<_> = on_axes(entry.weights(side)).collect();
                cue.more[side as usize] = weights.get(FIRST..).unwrap_or_default().to_vec();
                Moves::of(cue, *roles, &weights, entry.cap(), side)
            });
            moves.collect()
        });
        Ok(Self { roles, all, moves, measures: measures.map(Weighing::of), bases })
    }

    pub(super) fn get(&self, entry: usize) -> Option<&Cue> {
        self.all.get(entry)
    }

    /// What a hit of that cue does.
    #[inline]
    pub(super) fn does(&self, hit: &Hit) -> Roles {
        self.of_entry(hit.entry())
    }

    /// What hits of that entry do.
    #[inline]
    pub(super) fn of_entry(&self, entry: usize) -> Roles {
        self.roles.get(entry).copied().unwrap_or_default()
    }

    /// What hits of every entry move when that side wrote them.
    #[inline]
    pub(super) fn moves(&self, side: Side) -> &[Moves] {
        &self.moves[side as usize]
    }

    /// What hits of an entry move besides.
    pub(super) fn more(&self, side: Side, entry: usize) -> &[(AxisKind, f64)] {
        self.all.get(entry).map_or(&[], |cue| &cue.more[side as usize])
    }

    /// What is measured of what one side writes, and what it weighs.
    pub(super) fn measures(&self, side: Side) -> &Weighing {
        &self.measures[side as usize]
    }

    /// Where axes stand without evidence in what one side writes, in log-odds.
    pub(super) fn bases(&self, side: Side) -> &[f64; AXES] {
        &self.bases[side as usize]
    }

    /// What any of those hits does.
    pub(super) fn roles(&self, hits: &[Hit]) -> Roles {
        hits.iter().fold(Roles::default(), |roles, hit| roles.and(self.does(hit)))
    }
}

fn on_axes<'a>(weights: impl Iterator<Item = (&'a str, f64)>) -> impl Iterator<Item = (AxisKind, f64)> {
    weights.filter_map(|(axis, weight)| Some((AxisKind::named(axis)?, weight)))
}

fn cue(entry: &Entry, lexicon: &Lexicon) -> Cue {
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
    Cue {
        code: shared(code),
        act,
        signal: code.parse().ok(),
        against: against.collect(),
        more: Default::default(),
    }
}

fn roles(code: &str, cue: &Cue) -> Roles {
    let of = |is_there: bool, role| if is_there { role } else { Roles::default() };
    let acts = of(cue.act.is_some(), Roles::ACTS);
    Roles::of(code).and(acts).and(of(cue.signal.is_some(), Roles::SIGNALS))
}

/// A code that ships costs nothing to copy.
fn shared(code: &str) -> Cow<'static, str> {
    Lexicon::shipped_code(code).map_or_else(|| code.to_owned().into(), Cow::Borrowed)
}
