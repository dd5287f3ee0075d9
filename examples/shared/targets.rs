//! What labelled rows tell apart, and which number of a reading is held against it.
#![allow(unreachable_pub, reason = "an example includes it")]

use goodwill::Score;
use goodwill::assessment::{Basis, Evidence};
use goodwill::reader::{Axis, AxisKind, Reading};
use goodwill::scorer::Dismissiveness;
use serde_json::Value;

/// Something told apart on rows with that label.
pub struct Target {
    pub label: &'static str,
    pub name: &'static str,
    /// Whether a row is good; `None` where it is no part of this.
    pub good: fn(&Value) -> Option<bool>,
    /// High for good.
    pub score: fn(&Reading) -> Option<f64>,
    /// The axes whose rules it judges.
    pub axes: &'static [AxisKind],
}

/// The target that the ask-only risk is held against.
pub const REACTION: usize = 0;
pub const ASK_ALONE: usize = 2;

pub const TARGETS: [Target; 12] = [
    Target {
        label: "next_customer_reaction",
        name: "next turn not hostile",
        good: not_hostile,
        score: |reading| not(reading, AxisKind::Risk),
        axes: &[AxisKind::Risk],
    },
    Target {
        label: "next_customer_reaction",
        name: "… customer calm so far",
        good: |row| not_hostile(row).filter(|_| row["meta"]["prev_neg"] == 0),
        score: |reading| not(reading, AxisKind::Risk),
        axes: &[],
    },
    Target {
        label: "next_customer_reaction",
        name: "… by the message alone",
        good: not_hostile,
        score: |reading| Some(1.0 - of_the_ask(reading, reading.reaction_risk()?).get()),
        axes: &[],
    },
    Target {
        label: "empathy_total_0_6",
        name: "any empathy",
        good: |row| Some(["ER", "IP", "EX"].iter().any(|part| above_zero(row, part) == Some(true))),
        score: |reading| {
            let empathy = reading.empathy()?;
            Some(empathy.reaction.get().max(empathy.interpretation.get()).max(empathy.exploration.get()))
        },
        axes: &[],
    },
    Target {
        label: "empathy_total_0_6",
        name: "emotional reaction",
        good: |row| above_zero(row, "ER"),
        score: |reading| of(reading, AxisKind::Reaction),
        axes: &[AxisKind::Reaction],
    },
    Target {
        label: "empathy_total_0_6",
        name: "interpretation",
        good: |row| above_zero(row, "IP"),
        score: |reading| of(reading, AxisKind::Interpretation),
        axes: &[AxisKind::Interpretation],
    },
    Target {
        label: "empathy_total_0_6",
        name: "exploration",
        good: |row| above_zero(row, "EX"),
        score: |reading| of(reading, AxisKind::Exploration),
        axes: &[AxisKind::Exploration],
    },
    Target {
        label: "answers_question_0_2",
        name: "good answer, by help",
        good: |row| Some(row["label"].as_f64()? >= 2.0),
        score: |reading| of(reading, AxisKind::Help),
        axes: &[AxisKind::Help, AxisKind::Regard, AxisKind::Originality],
    },
    Target {
        label: "answers_question_0_2",
        name: "good answer, by 1 − dismissiveness",
        good: |row| Some(row["label"].as_f64()? >= 2.0),
        score: |reading| Some(1.0 - Dismissiveness::default().of(reading)?.get()),
        axes: &[],
    },
    Target {
        label: "uncivil",
        name: "comment civil",
        good: is_zero,
        score: |reading| not(reading, AxisKind::Contempt),
        axes: &[AxisKind::Contempt],
    },
    Target {
        label: "dismissive",
        name: "not dismissive",
        good: is_zero,
        score: |reading| not(reading, AxisKind::Contempt),
        axes: &[AxisKind::Contempt],
    },
    Target {
        label: "condescending",
        name: "not condescending",
        good: is_zero,
        score: |reading| not(reading, AxisKind::Contempt),
        axes: &[AxisKind::Contempt],
    },
];

fn not_hostile(row: &Value) -> Option<bool> {
    Some(row["label"].as_f64()? >= 0.0)
}

fn is_zero(row: &Value) -> Option<bool> {
    Some(row["label"].as_f64()? == 0.0)
}

fn above_zero(row: &Value, part: &str) -> Option<bool> {
    Some(row["meta"][part].as_f64()? > 0.0)
}

fn of(reading: &Reading, kind: AxisKind) -> Option<f64> {
    reading.axis(kind).map(|axis| axis.score().get())
}

fn not(reading: &Reading, kind: AxisKind) -> Option<f64> {
    of(reading, kind).map(|score| 1.0 - score)
}

/// Where an axis would stand if only the customer's own words counted.
fn of_the_ask(reading: &Reading, axis: &Axis) -> Score {
    let asked = |part: &Evidence| {
        let asks = reading.outline().asks();
        let within = part.spans.iter().all(|span| asks.iter().any(|ask| ask.message == span.message));
        // What is about a message says how the reply takes it up.
        matches!(&part.basis, Basis::Cue(code) if code == "heat")
            || (within && !part.spans.is_empty() && part.ask.is_none())
    };
    let own = axis.evidence().iter().filter(|part| asked(part));
    Score::from_log_odds(own.fold(axis.base(), |sum, part| sum + part.contribution))
}

/// Whether a high score is bad.
pub const fn is_mirrored(axis: AxisKind) -> bool {
    matches!(axis, AxisKind::Contempt | AxisKind::Risk)
}
