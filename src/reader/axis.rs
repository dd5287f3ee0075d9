//! The axes a reply is read on, each a number with what it rests on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::assessment::{Evidence, Score};

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
    evidence: Vec<Evidence>,
    score: Score,
}

/// What an axis is made of; its score follows.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Axis", deny_unknown_fields)]
struct AxisParts {
    base: f64,
    evidence: Vec<Evidence>,
}

impl From<AxisParts> for Axis {
    fn from(parts: AxisParts) -> Self {
        Self::new(parts.base, parts.evidence)
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
        let stands = evidence.iter().fold(base, |sum, part| sum + part.contribution);
        Self::standing(base, evidence, Score::from_log_odds(stands))
    }

    /// The same where it is known where it stands.
    pub(super) const fn standing(base: f64, evidence: Vec<Evidence>, score: Score) -> Self {
        Self { base, evidence, score }
    }

    /// One part of what moved it, to be put right.
    pub(super) fn evidence_mut(&mut self, number: u32) -> Option<&mut Evidence> {
        self.evidence.get_mut(number as usize)
    }

    /// Takes the evidence out of it.
    pub(super) fn take(&mut self) -> Vec<Evidence> {
        std::mem::take(&mut self.evidence)
    }

    /// Forgets what moved it, and says for how many parts there was room.
    pub(super) fn clear(&mut self) -> usize {
        self.evidence.clear();
        self.evidence.capacity()
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
