//! How good is it on labelled data?
//!
//! Reads rows whose outcome is known, scores each pair of message and reply, and holds the scores against the labels:
//!
//! 1. rows are JSON Lines, packed or not: `{"id", "context", "reply", "label", "label_name", "meta"}`, with `role` of who
//!    answers where it is known; `meta.group` names what belongs together;
//! 2. the label's name says what is told apart: `next_customer_reaction`, `empathy_total_0_6`, `answers_question_0_2`,
//!    `uncivil`, `dismissive`, `condescending`;
//! 3. of each: the area under the curve, macro-F1 at the threshold and at best (chosen on these rows), Brier score and
//!    expected calibration error, with 95 % intervals from resampled groups, beside the reply's length, the words it
//!    shares with the message, and any scores from elsewhere. A reply that could not be read ranks in the middle.
//!
//! Without a file it reads a small sample that comes with it; that shows how, and proves nothing.
//!
//! ```text
//! cargo run --release --example evaluate
//! cargo run --release --example evaluate -- rows.jsonl.gz --column vader=vader.jsonl --by company --rules
//! ```
//!
//! ```text
//! 65 rows of 1 file; 1000 draws of whole groups, seed 1
//! ───────────────────────────────────────────────────────────────────────────────────────────────
//!  what is told apart          rows   read        AUC  F1 at .50    best F1      Brier        ECE
//! ═══════════════════════════════════════════════════════════════════════════════════════════════
//!  next turn not hostile         18  100 %       .935       .400       .886       .322       .425
//!                          61 % good         .83–1.00   .28–.52   .74–1.00    .20–.45    .29–.57
//! ```

#[path = "shared/metrics.rs"]
mod metrics;
mod shared;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent};
use goodwill::assessment::{Basis, Evidence};
use goodwill::event::Role;
use goodwill::reader::{Axis, AxisKind, Reading};
use goodwill::scorer::Dismissiveness;
use goodwill::{Error, Result, Score};
use metrics::{Estimate, Estimates, Ranked, Row};
use serde::Serialize;
use serde_json::{Value, json};
use shared::draft::{self, Drafts};
use shared::{Loaded, line_of};

/// The rows that come with the examples.
const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/labelled.jsonl");

/// So many values of a field are shown, those with most rows.
const VALUES: usize = 20;

/// Adds a line; writing to a string cannot fail.
macro_rules! say {
    ($out:expr, $($words:tt)+) => {{
        let _ = writeln!($out, $($words)+);
    }};
}

/// How good is it on labelled data?
#[derive(Parser)]
#[command(name = "evaluate")]
struct Options {
    /// Labelled rows: JSON Lines, also with .gz; - is standard input. None: a small sample.
    files: Vec<PathBuf>,
    /// Scores from elsewhere to stand beside, high for good: JSON Lines {id, score}. May be given several times.
    #[arg(long, value_name = "NAME=FILE")]
    column: Vec<String>,
    /// Learn from these earlier replies, one a line, what is said to many; without it there is no originality.
    #[arg(long, value_name = "FILE")]
    boilerplate: Option<PathBuf>,
    /// From this score on a row counts as good in F1.
    #[arg(long, default_value_t = 0.5)]
    threshold: f64,
    /// How often the groups are drawn.
    #[arg(long, default_value_t = 1000)]
    draws: u32,
    /// What the draws begin with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also by each value of this field of the row or its meta: the area of its rows, and of all others.
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Also how often each rule fires and how often rightly.
    #[arg(long)]
    rules: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Something told apart on rows with that label.
struct Target {
    label: &'static str,
    name: &'static str,
    /// Whether a row is good; `None` where it is no part of this.
    good: fn(&Value) -> Option<bool>,
    /// High for good.
    score: fn(&Reading) -> Option<f64>,
    /// The axes whose rules it judges.
    axes: &'static [AxisKind],
}

/// The target that the ask-only risk is held against.
const REACTION: usize = 0;
const ASK_ALONE: usize = 2;

const TARGETS: [Target; 12] = [
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
const fn is_mirrored(axis: AxisKind) -> bool {
    matches!(axis, AxisKind::Contempt | AxisKind::Risk)
}

/// A row as one target sees it.
struct Case {
    id: String,
    group: usize,
    good: bool,
    score: Option<f64>,
    length: f64,
    overlap: f64,
    value: Option<String>,
}

/// How often a rule fired, and what came true there.
#[derive(Default)]
struct Fired {
    times: u32,
    /// On rows that are on the side its weight points to.
    right: u32,
    /// On rows that are on the axis's high side.
    high: u32,
    weight: f64,
}

/// The rows of all files, read.
#[derive(Default)]
struct Evaluation {
    rows: u64,
    cases: [Vec<Case>; TARGETS.len()],
    groups: HashMap<String, usize>,
    /// By target, axis and rule.
    fired: BTreeMap<(usize, AxisKind, String), Fired>,
    /// Rows with labels that nothing is told apart by.
    others: BTreeMap<String, u64>,
}

fn main() -> ExitCode {
    match evaluate(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("evaluate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn evaluate(options: &Options) -> Result<()> {
    if !(0.0..=1.0).contains(&options.threshold) {
        return Err(Error::new(format!("--threshold: {} is not a number from 0 to 1", options.threshold)));
    }
    let columns = options.column.iter().map(|column| scores(column)).collect::<Result<Vec<_>>>()?;
    let bundled = [PathBuf::from(BUNDLED)];
    let files = if options.files.is_empty() { &bundled[..] } else { &options.files };
    let mut drafts = Drafts::new(draft::reader(options.boilerplate.as_deref())?)?;
    let mut all = Evaluation::default();
    let mut refused = Loaded::default();
    for file in files {
        read(file, options, &mut drafts, &mut all, &mut refused)?;
    }
    shared::report_refused(&refused);
    for (label, rows) in &all.others {
        eprintln!("{rows} rows with label_name {}: nothing is told apart by it", line_of(label, 40));
    }
    let bar = shared::progress(TARGETS.len() as u64, "drawing");
    let judged: Vec<Judged<'_>> = (0..TARGETS.len())
        .filter_map(|target| {
            bar.inc(1);
            judge(target, &all, &columns, options)
        })
        .collect();
    bar.finish_and_clear();
    if judged.is_empty() {
        return Err(Error::new("no row has a label that something is told apart by"));
    }
    let gain = (!all.cases[REACTION].is_empty()).then(|| {
        let [full, alone] = [REACTION, ASK_ALONE].map(|target| ranked(&all.cases[target], options));
        metrics::area_gain(&full, &alone, options.draws, options.seed)
    });
    let printed = if options.json {
        let all = json!({
            "rows": all.rows,
            "refused": refused.refused.len(),
            "draws": options.draws,
            "seed": options.seed,
            "targets": judged,
            "reply_beyond_message": gain.map(Told::of),
            "rules": if options.rules { Value::from(rules(&all).map(|rule| json!(rule)).collect::<Vec<_>>()) } else { Value::Null },
        });
        format!("{all:#}\n")
    } else {
        tables(&all, &judged, gain, files.len(), options)
    };
    shared::write_to(Path::new("-"), printed.as_bytes())
}

fn read(
    file: &Path,
    options: &Options,
    drafts: &mut Drafts,
    all: &mut Evaluation,
    refused: &mut Loaded,
) -> Result<()> {
    let name = file.display().to_string();
    let wrong = |error: &dyn std::fmt::Display| Error::new(error.to_string()).in_file(&name);
    let mut input = shared::open(file).map_err(|error| wrong(&error))?;
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        let length = input
            .read_until(b'\n', &mut line)
            .map_err(|error| shared::broken_off(&error, number).in_file(&name))?;
        if length == 0 {
            return Ok(());
        }
        number += 1;
        let text = shared::without_mark(&line, number).trim_ascii();
        if text.is_empty() {
            continue;
        }
        refused.lines += 1;
        if let Err(error) = take(text, options, drafts, all) {
            refused.refused.push(shared::harmless(error).at_line(number).in_file(&name));
        }
    }
}

fn take(line: &[u8], options: &Options, drafts: &mut Drafts, all: &mut Evaluation) -> Result<()> {
    let row: Value = serde_json::from_slice(line).map_err(|error| Error::new(format!("row: {error}")))?;
    let text = |field: &str| {
        row[field].as_str().ok_or_else(|| {
            Error::new(format!("{field}: {} is not a string", shared::cut(&row[field].to_string())))
        })
    };
    if !row.is_object() {
        return Err(Error::new(format!("row: {} is not a JSON object", shared::cut(&row.to_string()))));
    }
    let label = text("label_name")?;
    if TARGETS.iter().all(|target| target.label != label) {
        *all.others.entry(label.to_owned()).or_default() += 1;
        return Ok(());
    }
    if !row["label"].is_number() {
        return Err(Error::new(format!(
            "label: {} is not a number",
            shared::cut(&row["label"].to_string())
        )));
    }
    let (context, reply) = (text("context")?, text("reply")?);
    let role = match (row["role"].as_str(), label) {
        (Some(word), _) => draft::answerer_of(word)?,
        (None, "empathy_total_0_6" | "answers_question_0_2" | "uncivil") => Role::Peer,
        (None, _) => Role::Agent,
    };
    let reading = drafts.read(context, reply, role, &[])?;
    all.rows += 1;
    let id = word(&row["id"]).unwrap_or_default();
    // A row of no group is one of its own.
    let group =
        word(&row["meta"]["group"]).unwrap_or_else(|| format!("row {} of all", all.groups.len()));
    let next = all.groups.len();
    let group = *all.groups.entry(format!("{label}/{group}")).or_insert(next);
    let value = options.by.as_ref().and_then(|field| word(&row["meta"][field]).or_else(|| word(&row[field])));
    for (index, target) in TARGETS.iter().enumerate().filter(|(_, target)| target.label == label) {
        let Some(good) = (target.good)(&row) else { continue };
        for &axis in target.axes {
            fire(index, axis, good, &reading, &mut all.fired);
        }
        all.cases[index].push(Case {
            id: id.clone(),
            group,
            good,
            score: (target.score)(&reading),
            length: number(reply.chars().count()),
            overlap: overlap(context, reply),
            value: value.clone(),
        });
    }
    Ok(())
}

/// A scalar as text.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows and words")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The share of the message's distinct words that the reply has, too.
fn overlap(context: &str, reply: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|character: char| !character.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (asked, said) = (words(context), words(reply));
    number(asked.intersection(&said).count()) / number(asked.len().max(1))
}

/// Counts what each rule of an axis did on a row.
fn fire(
    target: usize,
    axis: AxisKind,
    good: bool,
    reading: &Reading,
    fired: &mut BTreeMap<(usize, AxisKind, String), Fired>,
) {
    let Some(parts) = reading.axis(axis) else { return };
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for part in parts.evidence() {
        let rule = match &part.basis {
            Basis::Cue(code) => code.to_string(),
            other => other.to_string(),
        };
        *sums.entry(rule).or_default() += part.contribution;
    }
    let high = good != is_mirrored(axis);
    for (rule, weight) in sums.into_iter().filter(|(_, weight)| *weight != 0.0) {
        let known = fired.entry((target, axis, rule)).or_default();
        known.times += 1;
        known.right += u32::from((weight > 0.0) == high);
        known.high += u32::from(high);
        known.weight += weight;
    }
}

/// Scores from elsewhere, by id.
struct Column {
    name: String,
    scores: HashMap<String, f64>,
}

fn scores(column: &str) -> Result<Column> {
    let Some((name, file)) = column.split_once('=').filter(|(name, _)| !name.is_empty()) else {
        return Err(Error::new(format!("--column: {column:?} is not NAME=FILE")));
    };
    let wrong = |error: &dyn std::fmt::Display| Error::new(error.to_string()).in_file(file);
    let mut scores = HashMap::new();
    for (line, text) in
        shared::open(Path::new(file)).map_err(|error| wrong(&error))?.lines().enumerate()
    {
        let text = text.map_err(|error| wrong(&error))?;
        let row: Value = serde_json::from_str(&text)
            .map_err(|error| Error::new(error.to_string()).at_line(line as u64 + 1).in_file(file))?;
        if let (Some(id), Some(score)) = (word(&row["id"]), row["score"].as_f64()) {
            scores.insert(id, score);
        }
    }
    Ok(Column { name: name.to_owned(), scores })
}

/// Rows with scores; those without one stand in the middle of the others.
fn rows_of<'a>(cases: impl Iterator<Item = (&'a Case, Option<f64>)>) -> Vec<Row> {
    let scored: Vec<(&Case, Option<f64>)> = cases.collect();
    let mut known: Vec<f64> = scored.iter().filter_map(|(_, score)| *score).collect();
    known.sort_by(f64::total_cmp);
    let middle = known.get(known.len() / 2).copied().unwrap_or(0.5);
    let row = |(case, score): (&Case, Option<f64>)| Row {
        score: score.unwrap_or(middle),
        good: case.good,
        group: case.group,
    };
    packed(scored.into_iter().map(row).collect())
}

/// The same rows, with groups counted from 0 on, so that only groups that are there are drawn.
fn packed(mut rows: Vec<Row>) -> Vec<Row> {
    let mut groups = HashMap::new();
    for row in &mut rows {
        let next = groups.len();
        row.group = *groups.entry(row.group).or_insert(next);
    }
    rows
}

fn ranked(cases: &[Case], options: &Options) -> Ranked {
    Ranked::of(rows_of(cases.iter().map(|case| (case, case.score))), options.threshold)
}

/// A number with its interval, as JSON has it: null where the rows do not tell it.
#[derive(Clone, Copy, Serialize)]
struct Told {
    value: f64,
    low: f64,
    high: f64,
}

impl Told {
    const fn of(estimate: Estimate) -> Self {
        Self { value: estimate.value, low: estimate.low, high: estimate.high }
    }

    fn cell(self) -> String {
        if !self.value.is_finite() {
            return "–".to_owned();
        }
        format!("{}\n{}–{}", short(self.value, 3), short(self.low, 2), short(self.high, 2))
    }
}

/// A number without the zero before its point.
fn short(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    match (text.strip_prefix("0."), text.strip_prefix("-0.")) {
        (Some(rest), _) => format!(".{rest}"),
        (_, Some(rest)) => format!("−.{rest}"),
        _ => text,
    }
}

/// What came of one target.
#[derive(Serialize)]
struct Judged<'a> {
    label: &'static str,
    name: &'static str,
    rows: usize,
    groups: usize,
    good: f64,
    answered: f64,
    auc: Told,
    macro_f1: Told,
    best_macro_f1: Told,
    /// Null where it is best to count no row as good.
    best_threshold: f64,
    brier: Told,
    calibration: Told,
    beside: Vec<Beside<'a>>,
    by: Vec<Part>,
}

/// The area of another score on the same rows.
#[derive(Serialize)]
struct Beside<'a> {
    name: &'a str,
    answered: f64,
    auc: Told,
}

/// The area of the rows with one value of a field, and of all others.
#[derive(Serialize)]
struct Part {
    value: String,
    rows: usize,
    auc: Told,
    others: Told,
}

fn judge<'a>(
    target: usize,
    all: &Evaluation,
    columns: &'a [Column],
    options: &Options,
) -> Option<Judged<'a>> {
    let (Target { label, name, .. }, cases) = (&TARGETS[target], &all.cases[target]);
    if cases.is_empty() {
        return None;
    }
    let whole = ranked(cases, options);
    let Estimates { auc, f1, best_f1, best_at, brier, calibration } =
        whole.estimates(options.draws, options.seed);
    let share = |count: usize| number(count) / number(cases.len());
    let area = |score: &dyn Fn(&Case) -> Option<f64>| {
        let rows = rows_of(cases.iter().map(|case| (case, score(case))));
        Told::of(Ranked::of(rows, options.threshold).area(options.draws, options.seed))
    };
    let mut beside = vec![
        Beside { name: "length", answered: 1.0, auc: area(&|case| Some(case.length)) },
        Beside { name: "overlap", answered: 1.0, auc: area(&|case| Some(case.overlap)) },
    ];
    for column in columns {
        let score = |case: &Case| column.scores.get(&case.id).copied();
        let answered = share(cases.iter().filter(|case| score(case).is_some()).count());
        beside.push(Beside { name: &column.name, answered, auc: area(&score) });
    }
    let groups: BTreeSet<usize> = cases.iter().map(|case| case.group).collect();
    Some(Judged {
        label,
        name,
        rows: cases.len(),
        groups: groups.len(),
        good: share(cases.iter().filter(|case| case.good).count()),
        answered: share(cases.iter().filter(|case| case.score.is_some()).count()),
        auc: Told::of(auc),
        macro_f1: Told::of(f1),
        best_macro_f1: Told::of(best_f1),
        best_threshold: best_at,
        brier: Told::of(brier),
        calibration: Told::of(calibration),
        beside,
        by: if options.by.is_some() { parts(cases, options) } else { Vec::new() },
    })
}

fn parts(cases: &[Case], options: &Options) -> Vec<Part> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in cases.iter().filter_map(|case| case.value.as_deref()) {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
    values.sort_by_key(|(value, rows)| (std::cmp::Reverse(*rows), *value));
    // Those that could not be read stand in the middle of all rows, not of their part.
    let mut known: Vec<f64> = cases.iter().filter_map(|case| case.score).collect();
    known.sort_by(f64::total_cmp);
    let middle = known.get(known.len() / 2).copied();
    values
        .into_iter()
        .take(VALUES)
        .map(|(value, rows)| {
            let area = |within: bool| {
                let cases = cases.iter().filter(|case| (case.value.as_deref() == Some(value)) == within);
                let rows = rows_of(cases.map(|case| (case, case.score.or(middle))));
                Told::of(Ranked::of(rows, options.threshold).area(options.draws, options.seed))
            };
            Part { value: value.to_owned(), rows, auc: area(true), others: area(false) }
        })
        .collect()
}

/// What a rule did.
#[derive(Serialize)]
struct Rule<'a> {
    target: &'static str,
    axis: &'static str,
    rule: &'a str,
    fires: u32,
    per_1000: f64,
    /// The share of fires on the side that the weight points to.
    precision: f64,
    /// The mean of what it adds to the axis, in log-odds.
    weight: f64,
    /// How much further up the axis the rows stand on which it fires than all rows, in log-odds.
    log_odds: f64,
}

/// What the rules did, the most frequent of each axis first.
fn rules(all: &Evaluation) -> impl Iterator<Item = Rule<'_>> {
    let mut rules: Vec<_> = all.fired.iter().collect();
    rules.sort_by_key(|((target, axis, _), fired)| (*target, *axis, std::cmp::Reverse(fired.times)));
    rules.into_iter().map(|((target, axis, rule), fired)| {
        let cases = &all.cases[*target];
        let high = cases.iter().filter(|case| case.good != is_mirrored(*axis)).count();
        // Half a row on either side, since a rule that fires once proves little.
        let odds = |of: f64, all: f64| libm::log((of + 0.5) / (all - of + 0.5));
        Rule {
            target: TARGETS[*target].name,
            axis: axis.name(),
            rule,
            fires: fired.times,
            per_1000: f64::from(fired.times) * 1000.0 / number(cases.len()),
            precision: f64::from(fired.right) / f64::from(fired.times),
            weight: fired.weight / f64::from(fired.times),
            log_odds: odds(f64::from(fired.high), f64::from(fired.times))
                - odds(number(high), number(cases.len())),
        }
    })
}

fn table(header: &[String]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(100).set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// A table of rows of one line each, with no lines between them.
fn listing(header: &[String]) -> Table {
    let mut table = table(header);
    table
        .remove_style(TableComponent::HorizontalLines)
        .remove_style(TableComponent::MiddleIntersections)
        .remove_style(TableComponent::LeftBorderIntersections)
        .remove_style(TableComponent::RightBorderIntersections);
    table
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn tables(
    all: &Evaluation,
    judged: &[Judged<'_>],
    gain: Option<Estimate>,
    files: usize,
    options: &Options,
) -> String {
    let mut out = String::new();
    let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    let Options { draws, seed, threshold, .. } = options;
    say!(out, "{} rows of {files}; {draws} draws of whole groups, seed {seed}", all.rows);
    let f1 = format!("F1 at {}", short(*threshold, 2));
    let mut rows =
        table(&header(&["what is told apart", "rows", "read", "AUC", &f1, "best F1", "Brier", "ECE"]));
    for judged in judged {
        rows.add_row([
            judged.name.to_owned(),
            format!("{}\n{} good", judged.rows, percent(judged.good)),
            percent(judged.answered),
            judged.auc.cell(),
            judged.macro_f1.cell(),
            judged.best_macro_f1.cell(),
            judged.brier.cell(),
            judged.calibration.cell(),
        ]);
    }
    say!(out, "{rows}");
    if let Some(gain) = gain.filter(|gain| gain.value.is_finite()) {
        say!(
            out,
            "the reply beyond the message: AUC {:+.3}, 95 % from {:+.3} to {:+.3}",
            gain.value,
            gain.low,
            gain.high
        );
    }
    let mut names = header(&["AUC of other scores on the same rows", "goodwill"]);
    names.extend(judged.iter().take(1).flat_map(|judged| &judged.beside).map(|beside| line_of(beside.name, 16)));
    let mut rows = table(&names);
    for judged in judged {
        let others = judged.beside.iter().map(|beside| beside.auc.cell());
        rows.add_row([judged.name.to_owned(), judged.auc.cell()].into_iter().chain(others));
    }
    say!(out, "\n{rows}");
    if let Some(field) = &options.by {
        for judged in judged.iter().filter(|judged| !judged.by.is_empty()) {
            let name = format!("{} by {}", judged.name, line_of(field, 24));
            let mut rows = listing(&header(&[&name, "rows", "AUC", "all others"]));
            for part in &judged.by {
                rows.add_row([
                    line_of(&part.value, 40),
                    part.rows.to_string(),
                    part.auc.cell().replace('\n', "  "),
                    part.others.cell().replace('\n', "  "),
                ]);
            }
            say!(out, "\n{rows}");
        }
    }
    if options.rules {
        let rules: Vec<Rule<'_>> = rules(all).collect();
        for rules in rules.chunk_by(|a, b| (a.target, a.axis) == (b.target, b.axis)) {
            let name = rules.first().map_or_else(String::new, |rule| format!("{}: {}", rule.target, rule.axis));
            let mut rows = listing(&header(&[&name, "fires", "per 1000", "right", "weight", "log-odds"]));
            for rule in rules {
                rows.add_row([
                    rule.rule.to_owned(),
                    rule.fires.to_string(),
                    format!("{:.1}", rule.per_1000),
                    percent(rule.precision),
                    format!("{:+.2}", rule.weight),
                    format!("{:+.2}", rule.log_odds),
                ]);
            }
            say!(out, "\n{rows}");
        }
    }
    out
}
