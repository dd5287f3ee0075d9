//! How long do customers wait?
//!
//! Averages over answered messages leave out those who are still waiting, and so flatter a company that leaves the hard ones.
//! Here an unanswered message counts as a wait of at least its age:
//!
//! 1. waits come in as JSON Lines, `{"wait_seconds": 90.5, "answered": true}`: seconds from 0 up, fractions allowed; `answered`
//!    false where nobody had answered after that long (1 and 0 do as well); other fields are passed over;
//! 2. out come the curve of Kaplan and Meier with its 95 % band, the median, the ninetieth percentile and the mean up to a
//!    horizon; `--group FIELD` compares, by the log-rank test, those that differ in a field;
//! 3. `--json` prints all of it for machines: `{n, answered, median, median_ci, p90, curve: [[t, S, variance], …], rmst: [{tau,
//!    value, se}]}`, times in seconds, null where a curve does not come down that far and where Greenwood's variance has no value;
//!    with `--group` also `log_rank: {statistic, df, p}` and `groups: {NAME: {the same}}`.
//!
//! ```text
//! cargo run --release --example wait_times < waits.jsonl
//! cargo run --release --example wait_times -- --group channel --tau 3600 --tau 86400 waits.jsonl.gz
//! ```
//!
//! Where the curve comes to rest on one half exactly, the median is read as Python's lifelines reads it, ties left to rounding; R
//! takes the middle of the stretch. The standard error of a restricted mean is Greenwood's, as in R. Without `--tau` the horizon is
//! the longest wait; the shortest of the longest where groups are compared.
//!
//! A line that cannot be read is reported with its number, counted and passed over; `--strict` refuses the input instead.

mod shared;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets};
use goodwill::stats::{LogRank, SurvivalCurve, Wait, Weighting};
use goodwill::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use shared::Loaded;

/// Ninety-six waits of a made-up shop, on three channels.
const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/waits.jsonl");
const LEVEL: f64 = 0.95;
/// More groups than this are hardly groups: the field names customers, or instants.
const MOST_GROUPS: usize = 100;

/// How long do customers wait, those who are still waiting included?
///
/// Reads JSON Lines `{wait_seconds, answered}` from files or standard input.
#[derive(Parser)]
#[command(name = "wait_times")]
struct Options {
    /// Files of waits, `.gz` too; `-` is standard input, which is read where no file is named.
    files: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Up to here, in seconds, waits are averaged; may be given several times.
    #[arg(long, value_name = "SECONDS", value_parser = horizon)]
    tau: Vec<f64>,
    /// Compare the waits that differ in this field.
    #[arg(long, value_name = "FIELD")]
    group: Option<String>,
    /// Refuse the input at the first line that cannot be read.
    #[arg(long)]
    strict: bool,
}

fn horizon(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds >= 0.0 && seconds.is_finite() => Ok(seconds),
        _ => Err("not a finite number of seconds from 0 up".to_owned()),
    }
}

fn main() -> ExitCode {
    match wait_times(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wait_times: {error}");
            ExitCode::FAILURE
        }
    }
}

fn wait_times(options: &Options) -> Result<()> {
    let mut files = options.files.clone();
    if files.is_empty() {
        files.push(if io::stdin().is_terminal() {
            eprintln!("Nothing comes in: these are the waits that come with the example. For your own:");
            eprintln!(
                "  wait_times [--json] [--tau SECONDS]… [--group FIELD] [--strict] [FILES] < waits.jsonl"
            );
            eprintln!("  one a line: {{\"wait_seconds\": 90.5, \"answered\": true}}; more with --help\n");
            PathBuf::from(BUNDLED)
        } else {
            PathBuf::from("-")
        });
    }
    let mut waits = Waits::default();
    let mut passed_over = Loaded::default();
    for file in &files {
        let several = files.len() > 1;
        waits
            .read(file, options, &mut passed_over)
            .map_err(|error| if several { error.in_file(file.display().to_string()) } else { error })?;
    }
    shared::report_refused(&passed_over);
    if waits.groups.len() > MOST_GROUPS {
        let field = options.group.as_deref().unwrap_or_default();
        return Err(Error::new(format!(
            "--group {field}: {} values; up to {MOST_GROUPS} are compared",
            waits.groups.len()
        )));
    }
    let findings = Findings::of(waits, options);
    let printed = if options.json { as_json(&findings)? } else { as_text(&findings, options) };
    shared::write_to(Path::new("-"), printed.as_bytes())
}

/// A wait whose time is the bits of its seconds: they are in the order of time, and nothing is rounded.
fn exactly(seconds: f64, answered: bool) -> Wait {
    // Zero has two forms, of which the negative one is out of order.
    let bits = (seconds + 0.0).to_bits();
    if answered { Wait::Answered(bits) } else { Wait::Open(bits) }
}

#[derive(Default)]
struct Waits {
    all: Vec<Wait>,
    groups: BTreeMap<String, Vec<Wait>>,
}

/// What most lines are.
#[derive(Deserialize)]
struct Row {
    wait_seconds: f64,
    #[serde(deserialize_with = "yes_or_no")]
    answered: bool,
}

fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Word {
        Said(bool),
        Counted(f64),
    }
    match Word::deserialize(deserializer)? {
        Word::Said(answered) => Ok(answered),
        Word::Counted(1.0) => Ok(true),
        Word::Counted(0.0) => Ok(false),
        Word::Counted(_) => Err(serde::de::Error::custom("neither true nor false")),
    }
}

impl Waits {
    fn read(&mut self, file: &Path, options: &Options, passed_over: &mut Loaded) -> Result<()> {
        let wrong = |error: &io::Error, number| shared::broken_off(error, number);
        let mut input = shared::open(file).map_err(|error| Error::new(error.to_string()))?;
        let mut line = Vec::new();
        let mut number = 0;
        loop {
            line.clear();
            if input.read_until(b'\n', &mut line).map_err(|error| wrong(&error, number))? == 0 {
                return Ok(());
            }
            number += 1;
            let text = shared::without_mark(&line, number).trim_ascii();
            if text.is_empty() {
                continue;
            }
            passed_over.lines += 1;
            if let Err(error) = self.take(text, options.group.as_deref()) {
                let error = shared::harmless(error).at_line(number);
                if options.strict {
                    return Err(error);
                }
                let named = options.files.len() > 1;
                passed_over.refused.push(if named {
                    error.in_file(file.display().to_string())
                } else {
                    error
                });
            }
        }
    }

    fn take(&mut self, line: &[u8], group: Option<&str>) -> Result<()> {
        let Some(field) = group else {
            let row = match serde_json::from_slice::<Row>(line) {
                Ok(row) if row.wait_seconds >= 0.0 => exactly(row.wait_seconds, row.answered),
                // Again, slower, for what is wrong with it.
                _ => parse(&object(line)?)?,
            };
            self.all.push(row);
            return Ok(());
        };
        let row = object(line)?;
        let wait = parse(&row)?;
        let name = match row.get(field) {
            Some(Value::String(name)) => shared::line_of(name, 60),
            Some(Value::Null) | None => {
                return Err(Error::new(format!("{field}: missing, a wait in a group needs it")));
            }
            Some(Value::Array(_) | Value::Object(_)) => {
                return Err(Error::new(format!("{field}: a list or an object is not the name of a group")));
            }
            Some(other) => other.to_string(),
        };
        self.groups.entry(name).or_default().push(wait);
        self.all.push(wait);
        Ok(())
    }
}

fn object(line: &[u8]) -> Result<Map<String, Value>> {
    serde_json::from_slice(line).map_err(|_| {
        let shown = String::from_utf8_lossy(line);
        let shown = shared::cut(&shown);
        Error::new(format!(
            "wait: {shown} is not a JSON object such as {{\"wait_seconds\": 90.5, \"answered\": true}}"
        ))
    })
}

fn parse(row: &Map<String, Value>) -> Result<Wait> {
    let field =
        |name: &str| row.get(name).ok_or_else(|| Error::new(format!("{name}: missing, a wait needs it")));
    let shown = |value: &Value| shared::cut(&value.to_string());
    let seconds = field("wait_seconds")?;
    let answered = field("answered")?;
    let seconds = seconds.as_f64().filter(|seconds| *seconds >= 0.0).ok_or_else(|| {
        Error::new(format!("wait_seconds: {} is not a number of seconds, 0 or more", shown(seconds)))
    })?;
    let answered = match (answered, answered.as_f64()) {
        (Value::Bool(answered), _) => *answered,
        (_, Some(1.0)) => true,
        (_, Some(0.0)) => false,
        _ => return Err(Error::new(format!("answered: {} is not true or false", shown(answered)))),
    };
    Ok(exactly(seconds, answered))
}

/// What is known of some waits, times in seconds.
#[derive(Serialize)]
struct Card {
    n: u64,
    answered: u64,
    median: Option<f64>,
    median_ci: [Option<f64>; 2],
    p90: Option<f64>,
    curve: Vec<(f64, f64, Option<f64>)>,
    rmst: Vec<Mean>,
}

#[derive(Serialize)]
struct Mean {
    tau: f64,
    value: f64,
    se: f64,
}

#[derive(Serialize)]
struct Test {
    statistic: f64,
    df: u32,
    p: Option<f64>,
}

/// A curve in exact seconds, with its means up to the horizons.
struct Finding {
    curve: SurvivalCurve,
    horizons: Vec<f64>,
}

struct Findings {
    all: Finding,
    groups: Option<(Vec<(String, Finding)>, LogRank)>,
}

impl Findings {
    fn of(waits: Waits, options: &Options) -> Self {
        let last = |curve: &SurvivalCurve| curve.steps().last().map(|step| f64::from_bits(step.time));
        let all = SurvivalCurve::of(waits.all);
        let groups: Vec<(String, SurvivalCurve)> =
            waits.groups.into_iter().map(|(name, waits)| (name, SurvivalCurve::of(waits))).collect();
        // Past its last wait a curve tells nothing, so that the groups are compared up to where all were watched.
        let common = groups.iter().filter_map(|(_, curve)| last(curve)).reduce(f64::min);
        let horizons = if options.tau.is_empty() {
            common.or_else(|| last(&all)).into_iter().collect()
        } else {
            options.tau.clone()
        };
        let finding = |curve| Finding { curve, horizons: horizons.clone() };
        let test = options.group.as_ref().map(|_| {
            let curves: Vec<SurvivalCurve> = groups.iter().map(|(_, curve)| curve.clone()).collect();
            LogRank::between(&curves, Weighting::LogRank)
        });
        let groups =
            test.map(|test| (groups.into_iter().map(|(name, curve)| (name, finding(curve))).collect(), test));
        Self { all: finding(all), groups }
    }
}

impl Finding {
    fn median(&self) -> Option<f64> {
        self.curve.fallen_to(0.5).map(f64::from_bits)
    }

    fn p90(&self) -> Option<f64> {
        self.curve.fallen_to(0.1).map(f64::from_bits)
    }

    /// The bounds of the time at which a share `p` is answered.
    fn bounds(&self, p: f64) -> [Option<f64>; 2] {
        let (low, high) = self.curve.quantile_interval(p, LEVEL);
        [low.map(f64::from_bits), high.map(f64::from_bits)]
    }

    fn means(&self) -> impl Iterator<Item = Mean> {
        let horizons = self.horizons.iter().filter(|_| self.curve.n() > 0);
        horizons.map(|&tau| {
            let mean = self.curve.restricted_mean_by(tau, f64::from_bits);
            Mean { tau, value: mean.value, se: mean.standard_error }
        })
    }

    fn card(&self) -> Card {
        let steps = self.curve.steps();
        let begins = steps.first().is_some_and(|step| step.time > 0).then_some((0.0, 1.0, Some(0.0)));
        let points = steps.iter().map(|step| {
            let known = step.at_risk > step.events;
            (f64::from_bits(step.time), step.survival, known.then_some(step.variance))
        });
        Card {
            n: self.curve.n(),
            answered: self.curve.events(),
            median: self.median(),
            median_ci: self.bounds(0.5),
            p90: self.p90(),
            curve: begins.into_iter().chain(points).collect(),
            rmst: self.means().collect(),
        }
    }
}

fn as_json(findings: &Findings) -> Result<String> {
    #[derive(Serialize)]
    struct Printed {
        #[serde(flatten)]
        all: Card,
        #[serde(skip_serializing_if = "Option::is_none")]
        log_rank: Option<Test>,
        #[serde(skip_serializing_if = "Option::is_none")]
        groups: Option<BTreeMap<String, Card>>,
    }
    let log_rank = findings.groups.as_ref().map(|(_, test)| Test {
        statistic: test.statistic(),
        df: test.degrees(),
        p: test.p_value(),
    });
    let groups = findings
        .groups
        .as_ref()
        .map(|(groups, _)| groups.iter().map(|(name, finding)| (name.clone(), finding.card())).collect());
    let printed = Printed { all: findings.all.card(), log_rank, groups };
    serde_json::to_string(&printed).map(|line| line + "\n").map_err(|error| Error::new(error.to_string()))
}

fn as_text(findings: &Findings, options: &Options) -> String {
    let all = &findings.all;
    let (n, answered) = (all.curve.n(), all.curve.events());
    if n == 0 {
        return "No waits.\n".to_owned();
    }
    let mut text = format!("{n} waits, {answered} answered, {} still open when last seen.\n\n", n - answered);
    match &findings.groups {
        Some((groups, _)) if groups.len() > 1 => {
            let marked: Vec<(char, &SurvivalCurve)> =
                ('A'..='Z').zip(groups.iter().map(|(_, finding)| &finding.curve)).collect();
            text += &plot(&marked, false);
        }
        _ => text += &plot(&[('█', &all.curve)], true),
    }
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(100);
    let mut header =
        vec![options.group.clone().map_or_else(String::new, |field| shared::line_of(&field, 20))];
    header.extend(["waits", "answered", "median (95 %)", "90 % answered (95 %)"].map(str::to_owned));
    header.extend(all.horizons.iter().map(|&tau| format!("mean up to {}", spoken(tau))));
    table.set_header(header);
    if let Some((groups, _)) = &findings.groups {
        let marks = ('A'..='Z').map(Some).chain(std::iter::repeat(None));
        for ((name, finding), mark) in groups.iter().zip(marks) {
            let mark = mark.filter(|_| groups.len() > 1).map_or_else(String::new, |mark| format!("{mark} "));
            table.add_row(row(format!("{mark}{}", shared::line_of(name, 20)), finding));
        }
    }
    table.add_row(row("all".to_owned(), all));
    let _ = writeln!(text, "\n{table}");
    if let Some((_, test)) = &findings.groups {
        let verdict = match test.p_value() {
            Some(p) => format!(
                "\nLog-rank test: {:.2} with {} degrees of freedom, p = {}: {}.\n",
                test.statistic(),
                test.degrees(),
                if p < 1e-4 { format!("{p:.1e}") } else { format!("{p:.4}") },
                if p < 0.05 { "they do not wait alike" } else { "no difference that chance could not make" }
            ),
            None => "\nThere is nothing to compare: fewer than two groups had anybody waiting when answers came.\n".to_owned(),
        };
        text.push_str(&verdict);
    }
    text
}

fn row(name: String, finding: &Finding) -> Vec<String> {
    let (n, answered) = (finding.curve.n(), finding.curve.events());
    let with_bounds = |time: Option<f64>, [low, high]: [Option<f64>; 2]| {
        let shown = |time: Option<f64>| time.map_or_else(|| "?".to_owned(), spoken);
        match time {
            Some(time) => format!("{} ({} to {})", spoken(time), shown(low), shown(high)),
            None => "not reached".to_owned(),
        }
    };
    let mut cells = vec![
        name,
        n.to_string(),
        answered.to_string(),
        with_bounds(finding.median(), finding.bounds(0.5)),
        with_bounds(finding.p90(), finding.bounds(0.9)),
    ];
    cells.extend(finding.means().map(|mean| format!("{} ± {}", spoken(mean.value), spoken(mean.se))));
    cells
}

/// A length of time as people say it, to three digits or so.
fn spoken(seconds: f64) -> String {
    let (amount, unit) = match seconds {
        ..120.0 => (seconds, "s"),
        ..7_200.0 => (seconds / 60.0, "min"),
        ..172_800.0 => (seconds / 3_600.0, "h"),
        _ => (seconds / 86_400.0, "d"),
    };
    if amount >= 1e6 {
        format!("{amount:.1e} {unit}")
    } else if amount >= 100.0 || amount.fract() == 0.0 {
        format!("{amount:.0} {unit}")
    } else if amount >= 1.0 || amount == 0.0 {
        format!("{amount:.1} {unit}")
    } else {
        format!("{amount:.2} {unit}")
    }
}

/// The share still waiting over time, drawn 90 columns wide: each curve by its mark, with its band where it stands alone.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places on a page"
)]
fn plot(curves: &[(char, &SurvivalCurve)], band: bool) -> String {
    const WIDTH: usize = 90;
    const HEIGHT: usize = 16;
    let times: Vec<f64> =
        curves.iter().flat_map(|(_, curve)| curve.steps()).map(|step| f64::from_bits(step.time)).collect();
    let last = times.iter().copied().fold(0.0, f64::max);
    let first = times.iter().copied().filter(|&time| time > 0.0).fold(f64::INFINITY, f64::min);
    // Waits from seconds to days need steps that widen.
    let widening = first.is_finite() && last / first > 50.0;
    let at = |column: usize| {
        let share = (column + 1) as f64 / WIDTH as f64;
        if widening { first * libm::pow(last / first, share) } else { last * share }
    };
    let line = |share: f64| ((1.0 - share) * (HEIGHT - 1) as f64).round() as usize;
    let mut page = vec![vec![' '; WIDTH]; HEIGHT];
    for column in 0..WIDTH {
        // The last time is met exactly.
        let time = if column + 1 == WIDTH { last } else { at(column) }.to_bits();
        if band {
            for (_, curve) in curves {
                let (low, high) = curve.interval_at(time, LEVEL);
                page[line(high)..=line(low)].iter_mut().for_each(|line| line[column] = '░');
            }
        }
        for (mark, curve) in curves {
            page[line(curve.survival_at(time))][column] = *mark;
        }
    }
    let mut text =
        format!("still waiting{}\n", if widening { ", over steps of time that widen" } else { "" });
    for (index, line) in page.iter().enumerate() {
        let share = 100 - index * 100 / (HEIGHT - 1);
        let label = if index % 3 == 0 { format!("{share:>3} %") } else { "     ".to_owned() };
        let _ = writeln!(text, "{label} ┤{}", line.iter().collect::<String>().trim_end());
    }
    let _ = write!(text, "      └{}\n       ", "─".repeat(WIDTH));
    // A time under every fifteenth column, as far as it has room.
    for column in (14..WIDTH).step_by(15) {
        let label = spoken(at(column));
        let _ = write!(text, "{label:>15}");
    }
    text + "\n"
}
