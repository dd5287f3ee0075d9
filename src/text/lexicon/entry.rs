//! What a lexicon is made of: cues with their weights and conditions, and what is found of them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Weights are kept in thousandths, so that sums do not depend on their order.
const THOUSANDTHS: f64 = 1000.0;

/// Who wrote the text that a cue is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The customer who asked.
    Customer,
    /// The company that answers.
    Company,
    /// Another user who answers.
    Peer,
}

/// How sure a hit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The words alone are enough.
    #[default]
    Certain,
    /// The words alone are not enough: half the strength.
    Possible,
}

/// How far something reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// To the next comma, dash or stop.
    Clause,
    /// To the end of the sentence.
    #[default]
    Sentence,
    /// Over the whole message.
    Turn,
}

/// What a mitigator does to a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Takes the hit away.
    Cancels,
    /// Takes half of its strength.
    Halves,
}

/// A cue that speaks against another.
///
/// [`Lexicon::hits`](super::Lexicon::hits) applies mitigators within one message. Those found in a later message of the same writer
/// are for the caller to apply, which is why they can be read here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mitigator {
    pub(super) code: String,
    pub(super) reach: Reach,
    pub(super) effect: Effect,
}

impl Mitigator {
    /// The code, or the full name, of the cue that mitigates.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// How near it must stand.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// What it does.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    pub(super) fn is_met_by(&self, entry: &Entry) -> bool {
        entry.code() == self.code || entry.name == self.code
    }
}

/// One cue of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) weights: BTreeMap<Side, Vec<(String, i32)>>,
    pub(super) cap: u32,
    pub(super) mode: Mode,
    pub(super) reach: Reach,
    pub(super) only: Only,
    pub(super) unless_negated: bool,
    pub(super) unless_quoted: bool,
    pub(super) mitigators: Vec<Mitigator>,
}

impl Entry {
    /// The code with its variant: `E2.size`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The code: `E2`, or a word such as `praise`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// What the cue stands for, in one sentence.
    #[must_use]
    pub fn meaning(&self) -> &str {
        &self.meaning
    }

    /// Whether the cue is read in what this side writes.
    #[must_use]
    pub fn is_read_for(&self, side: Side) -> bool {
        self.weights.contains_key(&side)
    }

    /// What one hit of full strength adds to an axis when this side wrote it; 0 where nothing is said.
    #[must_use]
    pub fn weight(&self, side: Side, axis: &str) -> f64 {
        self.weights(side).find(|(name, _)| *name == axis).map_or(0.0, |(_, weight)| weight)
    }

    /// All weights of a side, by axis.
    pub fn weights(&self, side: Side) -> impl Iterator<Item = (&str, f64)> {
        weights(&self.weights, side)
    }

    /// Whether it matters where a match stands.
    pub(super) fn is_conditional(&self) -> bool {
        self.only != Only::All || self.unless_negated || self.unless_quoted
    }

    /// How many hits in one message count; a flag has 1.
    #[must_use]
    pub const fn cap(&self) -> u32 {
        self.cap
    }

    /// How sure a hit is.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// What speaks against a hit.
    #[must_use]
    pub fn mitigators(&self) -> &[Mitigator] {
        &self.mitigators
    }
}

/// Something that a reader measures beside the words, with what it weighs: how much of the ask is covered, how many of the
/// sentences ask something. The list only names it; the reader knows how to measure it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) weights: BTreeMap<Side, Vec<(String, i32)>>,
}

impl Measure {
    /// What the reader calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it stands for, in one sentence.
    #[must_use]
    pub fn meaning(&self) -> &str {
        &self.meaning
    }

    /// What one unit of it adds to each axis when this side wrote the text.
    pub fn weights(&self, side: Side) -> impl Iterator<Item = (&str, f64)> {
        weights(&self.weights, side)
    }
}

pub(super) fn weights(
    weights: &BTreeMap<Side, Vec<(String, i32)>>,
    side: Side,
) -> impl Iterator<Item = (&str, f64)> {
    let of_side = weights.get(&side).into_iter().flatten();
    of_side.map(|(axis, weight)| (axis.as_str(), f64::from(*weight) / THOUSANDTHS))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Only {
    #[default]
    All,
    Statements,
    Questions,
}

/// A cue found in a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub(super) entry: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) strength: f64,
}

impl Hit {
    /// One number that sorts as start and end do; texts are shorter than 4 GiB.
    #[inline]
    pub(super) const fn place(&self) -> u64 {
        (self.start as u64) << 32 | self.end as u64
    }

    /// Which entry of [`Lexicon::entries`](super::Lexicon::entries) was found.
    #[must_use]
    pub const fn entry(&self) -> usize {
        self.entry
    }

    /// Where, in bytes of the original text, on character boundaries.
    #[must_use]
    pub const fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// How strongly: 1, halved once for a cue that is only possible and once for each mitigator that halves.
    #[must_use]
    pub const fn strength(&self) -> f64 {
        self.strength
    }
}

/// Which language a message is in, as far as function words and script tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guess<'l> {
    /// The lexicon's own language, by its code.
    Known(&'l str),
    /// Another one: the lexicon cannot read it.
    Other,
    /// Too little to tell; treated as readable.
    Unknown,
}
