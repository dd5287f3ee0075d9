//! The axes a reply is read on, each a number with what it rests on.

use std::borrow::Cow;
use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::assessment::{Basis, Evidence, Score, Span};
use crate::error::Error;
use crate::text::Pile;

/// How many axes there are.
pub(super) const AXES: usize = AxisKind::ALL.len();

/// What an axis measures.
///
/// Keep them apart: a polite reply may help nobody, and a helpful one may be rude. The one number that blends help, regard
/// and originality is [`crate::scorer::Dismissiveness`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AxisKind {
    /// Whether the ask is served. High is good.
    Help,
    /// Whether the customer is respected. High is good.
    Regard,
    /// Whether the answer is written for this customer. High is good.
    Originality,
    /// Whether the writer looks down on the other. High is bad.
    Contempt,
    /// Empathy, first part: feels with the other. High is good.
    Reaction,
    /// Empathy, second part: shows that the other is understood. High is good.
    Interpretation,
    /// Empathy, third part: wants to know more. High is good.
    Exploration,
    /// How probably the customer's next message is hostile. High is bad.
    Risk,
}

impl AxisKind {
    /// Every member, in the order of the declaration.
    pub const ALL: [Self; 8] = [
        Self::Help,
        Self::Regard,
        Self::Originality,
        Self::Contempt,
        Self::Reaction,
        Self::Interpretation,
        Self::Exploration,
        Self::Risk,
    ];

    /// What lexicons and machines call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Regard => "regard",
            Self::Originality => "originality",
            Self::Contempt => "contempt",
            Self::Reaction => "reaction",
            Self::Interpretation => "interpretation",
            Self::Exploration => "exploration",
            Self::Risk => "risk",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for AxisKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One side of an answer as a number: its score is logistic in `base` plus the contributions of the evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "AxisParts", into = "AxisParts")]
pub struct Axis {
    base: f64,
    evidence: Pile<Evidence>,
    score: Score,
}

/// What an axis is made of; its score follows.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Axis", deny_unknown_fields)]
struct AxisParts {
    base: f64,
    evidence: Pile<Evidence>,
}

impl From<AxisParts> for Axis {
    fn from(parts: AxisParts) -> Self {
        Self::resting(parts.base, parts.evidence)
    }
}

impl From<Axis> for AxisParts {
    fn from(axis: Axis) -> Self {
        Self { base: axis.base, evidence: axis.evidence }
    }
}

impl Axis {
    /// The axis that starts at `base` and rests on that evidence, all in log-odds.
    #[must_use]
    pub fn new(base: f64, evidence: Vec<Evidence>) -> Self {
        Self::resting(base, evidence.into())
    }

    fn resting(base: f64, evidence: Pile<Evidence>) -> Self {
        let stands = evidence.iter().fold(base, |sum, part| sum + part.contribution);
        Self { base, evidence, score: Score::from_log_odds(stands) }
    }

    /// Lets it start at `base` again, by nothing, with room for so many parts.
    pub(super) fn begin(&mut self, base: f64, parts: usize) {
        self.base = base;
        self.evidence.clear();
        self.evidence.reserve(parts);
    }

    /// Adds a part of what moves it, and says how many there were before.
    #[inline]
    pub(super) fn add(&mut self, code: &'static str, contribution: f64, span: Span) -> usize {
        let number = self.evidence.len();
        self.evidence.push_with(
            (Basis::Cue(Cow::Borrowed(code)), span),
            |part, (basis, span)| part.renew(basis, contribution, span),
            |(basis, span)| Evidence::new(basis, contribution).at(span),
        );
        number
    }

    /// One part of what moved it, to be put right.
    pub(super) fn evidence_mut(&mut self, number: usize) -> Option<&mut Evidence> {
        self.evidence.get_mut(number)
    }

    /// The list of places of a part that an earlier reading left, emptied, if it has one; that part has the given place then.
    pub(super) fn leave(&mut self, number: usize, span: Span) -> Option<Vec<Span>> {
        self.evidence.place_mut(number)?.spans.leave(span)
    }

    /// Says where all that moved it left it.
    pub(super) const fn end(&mut self, score: Score) {
        self.score = score;
    }

    /// Where it stands.
    #[must_use]
    pub const fn score(&self) -> Score {
        self.score
    }

    /// Where it would stand without evidence, in log-odds.
    #[must_use]
    pub const fn base(&self) -> f64 {
        self.base
    }

    /// What moved it, in log-odds.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// Every axis of a reading, and which of them could be read.
///
/// Those that could not are there too, so that each has its place, and what they leave serves the next reading. What an earlier reading
/// left stands behind what this one has until it is written over; it is never shown, cloned or stored.
#[derive(Clone, Default)]
pub(super) struct Axes {
    /// In the order of their kinds; all, or none.
    all: Vec<Axis>,
    /// One bit for each that could be read.
    known: u8,
    /// Whether they show in so many places that they leave nothing.
    is_long: bool,
}

impl Axes {
    /// All axes, to be begun again. Those that are `known` can be read; long ones leave nothing to the next reading.
    pub(super) fn begin(&mut self, known: [bool; AXES], is_long: bool) -> &mut [Axis] {
        self.is_long = is_long;
        self.known = known.iter().rev().fold(0, |bits, known| bits << 1 | u8::from(*known));
        self.places()
    }

    fn places(&mut self) -> &mut [Axis] {
        if self.all.is_empty() {
            self.all.resize_with(AXES, || Axis::resting(0.0, Pile::new()));
        }
        &mut self.all
    }

    const fn has(&self, kind: AxisKind) -> bool {
        self.known >> kind as u8 & 1 == 1
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (AxisKind, &Axis)> {
        AxisKind::ALL.into_iter().zip(&self.all).filter(|(kind, _)| self.has(*kind))
    }

    pub(super) fn get(&self, kind: AxisKind) -> Option<&Axis> {
        self.all.get(kind as usize).filter(|_| self.has(kind))
    }

    /// Puts an axis in its place; `None` is one that could not be read.
    pub(super) fn set(&mut self, kind: AxisKind, axis: Option<Axis>) {
        self.known &= !(1 << kind as u8);
        if let Some(axis) = axis {
            self.places()[kind as usize] = axis;
            self.known |= 1 << kind as u8;
        }
    }

    /// Forgets which could be read.
    pub(super) const fn clear(&mut self) {
        self.known = 0;
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.known == 0
    }

    pub(super) const fn is_long(&self) -> bool {
        self.is_long
    }

    /// For how many parts there is room.
    pub(super) fn capacity(&self) -> usize {
        self.all.iter().map(|axis| axis.evidence.capacity()).sum()
    }
}

impl fmt::Debug for Axes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for Axes {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// Written and read as the list of those that could be read.
impl Serialize for Axes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.known.count_ones() as usize))?;
        self.iter().try_for_each(|axis| list.serialize_element(&axis))?;
        list.end()
    }
}

impl<'de> Deserialize<'de> for Axes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut axes = Self::default();
        for (kind, axis) in Vec::<(AxisKind, Axis)>::deserialize(deserializer)? {
            if axes.has(kind) {
                return Err(de::Error::custom(Error::refused("axis", kind, "one that is there once")));
            }
            axes.set(kind, Some(axis));
        }
        Ok(axes)
    }
}

/// Empathy in its three parts (Sharma et al. 2020), each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Empathy {
    /// Feels with the other.
    pub reaction: Score,
    /// Shows that the other is understood.
    pub interpretation: Score,
    /// Wants to know more.
    pub exploration: Score,
}

impl Empathy {
    /// Any of the three, as their noisy-or: 1 − (1 − a)(1 − b)(1 − c).
    #[must_use]
    pub fn any(&self) -> Score {
        let parts = [self.reaction, self.interpretation, self.exploration];
        Score::clamped(1.0 - parts.iter().map(|part| 1.0 - part.get()).product::<f64>())
    }
}
