//! May I post this?
//!
//! Reads a customer's message and the draft of a reply, and says before it is posted
//!
//! 1. what is missing: what was asked and is not taken up, with the kind of answer that is wanted;
//! 2. what to take out: the words that count against the reply, underlined, with why and how much;
//! 3. where that leaves it, against a threshold.
//!
//! The exit code is 1 when the draft is over the threshold, 0 when it is not, 2 when it was called wrongly.
//!
//! ```text
//! cargo run --release --example lint_reply -- --message 'Where is order 20417?' --reply @draft.txt
//! printf 'Where is order 20417?\n---\nPlease send us a direct message.' | cargo run --release --example lint_reply
//! ```
//!
//! ```text
//! what is missing
//!   not taken up (0 %), wants a place: “Where is order 20417?”
//!   nothing that helps: no reason, nothing done, no time, no step, nothing offered
//!
//! what to take out
//!   Please send us a direct message.
//!          ^^^^^^^^^^^^^^^^^^^^^^^^
//!          moves the matter to a private channel (C1): help −0.60
//! ```

mod shared;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use goodwill::assessment::{Basis, Evidence, Span};
use goodwill::event::Role;
use goodwill::reader::{Act, Axis, AxisKind, Reading, Want};
use goodwill::scorer::Dismissiveness;
use goodwill::{Error, Result, Score};
use serde_json::{Value, json};
use shared::draft::{self, Before, Drafts};
use shared::{line_of, steers};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const WIDTH: usize = 100;
/// What the words of the draft stand in by.
const INDENT: usize = 2;
/// What is covered less than this is missing.
const COVERED: f64 = 0.5;
/// What moves an axis less than this, in log-odds, and cannot be pointed at, is not worth a line.
const WORTH_SAYING: f64 = 0.1;
/// So many things that were asked are named.
const ASKS: usize = 8;

/// Adds a line; writing to a string cannot fail.
macro_rules! say {
    ($out:expr, $($words:tt)+) => {{
        let _ = writeln!($out, $($words)+);
    }};
}

/// May I post this?
///
/// Without --message and --reply, both come from standard input, parted by a line of ---.
#[derive(Parser)]
#[command(name = "lint_reply")]
struct Options {
    /// What the customer wrote; @FILE reads it from a file.
    #[arg(long, value_name = "TEXT|@FILE", requires = "reply")]
    message: Option<String>,
    /// The draft; @FILE reads it from a file.
    #[arg(long, value_name = "TEXT|@FILE", requires = "message")]
    reply: Option<String>,
    /// From this dismissiveness on the draft is over the threshold.
    #[arg(long, default_value_t = 0.5)]
    threshold: f64,
    /// Who answers: agent, company, peer, moderator.
    #[arg(long, default_value = "agent")]
    role: String,
    /// The turns before, JSON Lines {role, text}.
    #[arg(long, value_name = "FILE")]
    earlier: Option<PathBuf>,
    /// Learn from these earlier replies, one a line, what is said to many; without it there is no originality.
    #[arg(long, value_name = "FILE")]
    boilerplate: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    match lint(&Options::parse()) {
        Ok(over) => ExitCode::from(u8::from(over)),
        Err(error) => {
            eprintln!("lint_reply: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the draft is over the threshold.
fn lint(options: &Options) -> Result<bool> {
    let blend = Dismissiveness::builder().threshold(options.threshold).build()?;
    let role = draft::answerer_of(&options.role)?;
    let (message, reply) = texts(options)?;
    let lines = options.earlier.as_deref().map(content).transpose()?.unwrap_or_default();
    let before = turns(&lines)?;
    let earlier = draft::roles_of(&before)?;
    let mut drafts = Drafts::new(draft::reader(options.boilerplate.as_deref())?)?;
    let reading = drafts.read(&message, &reply, role, &earlier)?;
    let text_of = |span: &Span| {
        let turn = (0..earlier.len()).find(|&turn| Drafts::earlier(turn).is_ok_and(|id| id == span.message));
        let text = turn.map_or(message.as_str(), |turn| earlier[turn].1);
        span.of(text).unwrap_or_default().to_owned()
    };
    let dismissiveness = blend.of(&reading);
    let found = Findings {
        missing: missing(&reading, role, &text_of),
        marks: marks(&reading, &drafts),
        whole: whole(&reading),
        over: dismissiveness.is_some_and(|score| blend.is_dismissed(score)),
        dismissiveness,
    };
    let printed = if options.json {
        format!("{:#}\n", found.json(&reading, options.threshold))
    } else {
        found.text(&reading, &reply, options.threshold)
    };
    shared::write_to(Path::new("-"), printed.as_bytes())?;
    Ok(found.over)
}

fn content(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|error| Error::new(error.to_string()).in_file(file.display().to_string()))
}

fn texts(options: &Options) -> Result<(String, String)> {
    let text = |given: &str| match given.strip_prefix('@') {
        Some(file) => content(Path::new(file)),
        None => Ok(given.to_owned()),
    };
    if let (Some(message), Some(reply)) = (&options.message, &options.reply) {
        return Ok((text(message)?, text(reply)?));
    }
    let mut both = String::new();
    io::stdin().lock().read_to_string(&mut both).map_err(|error| Error::new(error.to_string()))?;
    let mut begins = 0;
    for line in both.split_inclusive('\n') {
        let ends = begins + line.len();
        if line.trim_end() == "---" {
            return Ok((both[..begins].trim_end().to_owned(), both[ends..].trim_end().to_owned()));
        }
        begins = ends;
    }
    Err(Error::new("standard input: no line of --- between the message and the draft"))
}

fn turns(lines: &str) -> Result<Vec<Before<'_>>> {
    let turns = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    turns
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| {
                Error::new(format!("earlier: not {{\"role\": …, \"text\": …}}: {error}"))
                    .at_line(number as u64 + 1)
            })
        })
        .collect()
}

/// Something the draft lacks.
enum Missing {
    /// It was asked and is not taken up.
    Uncovered { quote: String, covered: f64, wants: Option<&'static str> },
    /// It puts the customer off without a time.
    Time,
    /// It does nothing that helps.
    Help,
}

/// Words that count against the draft.
struct Mark {
    /// In bytes of the draft.
    place: Range<usize>,
    code: String,
    sentence: String,
    /// What it adds to each axis, in log-odds, for the worse.
    weights: BTreeMap<AxisKind, f64>,
}

struct Findings {
    missing: Vec<Missing>,
    marks: Vec<Mark>,
    /// What counts against the draft as a whole and not for any of its words.
    whole: Vec<(String, AxisKind, f64)>,
    dismissiveness: Option<Score>,
    over: bool,
}

fn missing(reading: &Reading, role: Role, text_of: &dyn Fn(&Span) -> String) -> Vec<Missing> {
    if reading.abstained().is_some() || reading.help().is_none() {
        return Vec::new();
    }
    let uncovered = reading.asked().iter().filter_map(|ask| {
        let covered = ask.coverage?.get();
        let wants = ask.wants.map(kind_of);
        (covered < COVERED).then(|| Missing::Uncovered { quote: text_of(&ask.span), covered, wants })
    });
    let mut missing: Vec<Missing> = uncovered.take(ASKS).collect();
    let does = |acts: &[Act]| reading.acts().iter().any(|found| acts.contains(&found.what));
    if does(&[Act::VagueDeferral]) && !does(&[Act::TimedPromise]) {
        missing.push(Missing::Time);
    }
    let helps = [
        Act::Account,
        Act::ActionDone,
        Act::Redress,
        Act::TimedPromise,
        Act::WarmTransfer,
        Act::Access,
        Act::Step,
        Act::Option,
        Act::Effort,
        Act::Concreteness,
    ];
    if role == Role::Agent && !does(&helps) {
        missing.push(Missing::Help);
    }
    missing
}

/// A kind of answer in words.
const fn kind_of(want: Want) -> &'static str {
    match want {
        Want::Place => "a place",
        Want::Person => "a person or a contact",
        Want::Time => "a time",
        Want::Amount => "an amount",
        Want::Polarity => "a yes or a no",
        Want::Procedure => "a way to do it",
        Want::Cause => "a reason",
        Want::Thing => "a name",
        _ => "an answer of its kind",
    }
}

/// The axes that judge the words of a draft, with whether high is bad. A likely angry answer is none: an apology goes
/// with it, and is no fault.
const JUDGING: [(AxisKind, bool); 4] = [
    (AxisKind::Help, false),
    (AxisKind::Regard, false),
    (AxisKind::Originality, false),
    (AxisKind::Contempt, true),
];

/// What counts against the draft, by axis.
fn against(reading: &Reading) -> impl Iterator<Item = (AxisKind, &Evidence)> {
    JUDGING.into_iter().flat_map(move |(kind, is_bad)| {
        let parts = reading.axis(kind).map(Axis::evidence).unwrap_or_default();
        parts.iter().filter(move |part| (part.contribution > 0.0) == is_bad && part.contribution != 0.0).map(move |part| (kind, part))
    })
}

/// The code of a rule, and the sentence of the act that it finds or of what it measures.
fn named(basis: &Basis) -> (String, String) {
    let Basis::Cue(code) = basis else { return (basis.to_string(), basis.to_string()) };
    let (family, how) = code.split_once('.').unwrap_or((code, ""));
    let sentence = match (family.parse::<Act>(), how, family) {
        (Ok(act), "only", _) => format!("{act}, and nothing else"),
        (Ok(act), "again", _) => format!("{act}, once more"),
        (Ok(act), ..) => act.to_string(),
        (.., "questions") => "asks rather than answers".to_owned(),
        (.., "brief" | "terse") => "is very short".to_owned(),
        (.., "long") => "is long".to_owned(),
        (.., "warmth") => "has little warmth".to_owned(),
        (.., other) => other.replace('_', " "),
    };
    (code.to_string(), sentence)
}

fn marks(reading: &Reading, drafts: &Drafts) -> Vec<Mark> {
    let mut marks: BTreeMap<(usize, usize, String), Mark> = BTreeMap::new();
    for (kind, part) in against(reading) {
        let places: Vec<_> = part.spans.iter().filter(|span| span.message == *drafts.reply()).collect();
        for span in &places {
            let (code, sentence) = named(&part.basis);
            let mark = marks.entry((span.start, span.end, code.clone())).or_insert_with(|| Mark {
                place: span.start..span.end,
                code,
                sentence,
                weights: BTreeMap::new(),
            });
            #[expect(clippy::cast_precision_loss, reason = "a handful of places")]
            let weight = part.contribution / places.len() as f64;
            *mark.weights.entry(kind).or_default() += weight;
        }
    }
    marks.into_values().collect()
}

fn whole(reading: &Reading) -> Vec<(String, AxisKind, f64)> {
    against(reading)
        .filter(|(_, part)| part.spans.is_empty() && part.contribution.abs() >= WORTH_SAYING)
        .map(|(kind, part)| (named(&part.basis).1, kind, part.contribution))
        .collect()
}

impl Findings {
    fn text(&self, reading: &Reading, reply: &str, threshold: f64) -> String {
        let mut out = String::new();
        if !self.missing.is_empty() {
            say!(out, "what is missing");
            for missing in &self.missing {
                say!(out, "  {}", missing.line());
            }
            say!(out, "");
        }
        if !self.marks.is_empty() || !self.whole.is_empty() {
            say!(out, "what to take out");
            underlined(&mut out, reply, &self.marks);
            for (sentence, kind, weight) in &self.whole {
                say!(out, "  as a whole: {}: {kind} {}", line_of(sentence, 60), signed(*weight));
            }
            say!(out, "");
        }
        for (kind, axis) in reading.axes() {
            let score = axis.score().get();
            let bad = matches!(kind, AxisKind::Contempt | AxisKind::Risk);
            let better = if bad { "high is bad" } else { "high is good" };
            say!(out, "{:<15}{score:.2}  {}  {better}", kind.to_string(), bar(score, None));
        }
        match (self.dismissiveness, reading.abstained()) {
            (Some(score), _) => {
                let bar = bar(score.get(), Some(threshold));
                let verdict = if self.over { "over" } else { "under" };
                say!(
                    out,
                    "{:<15}{:.2}  {bar}  {verdict} the threshold of {threshold:.2}",
                    "dismissiveness",
                    score.get()
                );
            }
            (None, Some(reason)) => say!(out, "dismissiveness  –  {reason}"),
            (None, None) => say!(out, "dismissiveness  –  nothing was asked that needs an answer"),
        }
        out
    }

    fn json(&self, reading: &Reading, threshold: f64) -> Value {
        let missing: Vec<Value> = self.missing.iter().map(Missing::json).collect();
        let weights = |mark: &Mark| -> BTreeMap<&str, f64> {
            mark.weights.iter().map(|(kind, weight)| (kind.name(), *weight)).collect()
        };
        let marks = self.marks.iter().map(|mark| {
            json!({
                "code": mark.code,
                "sentence": mark.sentence,
                "start": mark.place.start,
                "end": mark.place.end,
                "weights": weights(mark),
            })
        });
        let whole = self
            .whole
            .iter()
            .map(|(sentence, kind, weight)| json!({"sentence": sentence, "weights": {kind.name(): weight}}));
        let axes: BTreeMap<&str, f64> =
            reading.axes().map(|(kind, axis)| (kind.name(), axis.score().get())).collect();
        json!({
            "dismissiveness": self.dismissiveness,
            "threshold": threshold,
            "over": self.over,
            "abstained": reading.abstained().map(goodwill::assessment::Abstention::code),
            "axes": axes,
            "missing": missing,
            "take_out": marks.chain(whole).collect::<Vec<_>>(),
        })
    }
}

impl Missing {
    fn line(&self) -> String {
        match self {
            Self::Uncovered { quote, covered, wants } => {
                let wants = wants.map(|wants| format!(", wants {wants}")).unwrap_or_default();
                let before = format!("not taken up ({:.0} %){wants}: ", covered * 100.0);
                let room = WIDTH - INDENT - before.width() - 2;
                format!("{before}“{}”", line_of(quote, room))
            }
            Self::Time => "a time: it puts off, and does not say until when".to_owned(),
            Self::Help => {
                "anything that helps: no reason, nothing done, no time, no step, nothing offered".to_owned()
            }
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Uncovered { quote, covered, wants } => {
                json!({"what": "uncovered", "quote": quote, "coverage": covered, "wants": wants})
            }
            Self::Time => json!({"what": "time"}),
            Self::Help => json!({"what": "help"}),
        }
    }
}

fn signed(weight: f64) -> String {
    if weight < 0.0 { format!("−{:.2}", -weight) } else { format!("+{weight:.2}") }
}

/// A bar of 20 cells from 0 to 1, with a threshold.
fn bar(score: f64, threshold: Option<f64>) -> String {
    let place = |number: f64| (0..20).find(|&cell| f64::from(cell + 1) / 20.0 > number).unwrap_or(19);
    let filled = (0..20).filter(|&cell| f64::from(cell) / 20.0 + 0.025 <= score).count();
    (0..20)
        .zip(0_usize..)
        .map(|(cell, index)| match threshold {
            Some(threshold) if cell == place(threshold) => '│',
            _ if index < filled => '█',
            _ => '·',
        })
        .collect()
}

/// Writes the lines of the draft that hold marked words, each with the words underlined and what is wrong with them.
fn underlined(out: &mut String, reply: &str, marks: &[Mark]) {
    for line in wrapped(reply, WIDTH - INDENT) {
        let mut here: Vec<&Mark> =
            marks.iter().filter(|mark| mark.place.start < line.end && line.start < mark.place.end).collect();
        if here.is_empty() {
            continue;
        }
        say!(out, "  {}", shown(&reply[line.clone()]));
        // Words that overlap are underlined one below the other.
        while !here.is_empty() {
            let (mut row, mut said, mut rest, mut end) = (String::new(), Vec::new(), Vec::new(), line.start);
            for mark in here {
                let place = mark.place.start.max(line.start)..mark.place.end.min(line.end);
                if place.start < end {
                    rest.push(mark);
                    continue;
                }
                let before = shown(&reply[line.start..place.start]).width();
                let wide = shown(reply[place.clone()].trim_end()).width().max(1);
                row.push_str(&" ".repeat(before.saturating_sub(row.len())));
                row.push_str(&"^".repeat(wide));
                end = place.end;
                // Of words on two lines the first says why.
                if mark.place.start >= line.start {
                    said.push((before, mark));
                }
            }
            say!(out, "  {row}");
            for (before, mark) in said {
                let weights: Vec<String> = mark
                    .weights
                    .iter()
                    .map(|(kind, weight)| format!("{kind} {}", signed(*weight)))
                    .collect();
                let why = format!("{} ({}): {}", mark.sentence, mark.code, weights.join(", "));
                let before = before.min((WIDTH - INDENT).saturating_sub(why.width()));
                say!(out, "  {:before$}{why}", "");
            }
            here = rest;
        }
    }
}

/// A text without what steers a terminal; what would break a line is a space.
fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|character| match character {
        '\t' | '\n' | '\r' => Some(' '),
        character => (!steers(character)).then_some(character),
    });
    Cow::Owned(kept.collect())
}

/// The lines of a text, cut at spaces so that none is wider than that.
fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut begin, mut taken, mut space) = (0, 0, None);
    for (place, character) in text.char_indices() {
        let next = place + character.len_utf8();
        if character == '\n' {
            lines.push(begin..place);
            (begin, taken, space) = (next, 0, None);
            continue;
        }
        taken += match character {
            '\t' | '\r' => 1,
            character if steers(character) => 0,
            // It may make what stands before it wide.
            '\u{fe0f}' => 1,
            character => character.width().unwrap_or(0),
        };
        if taken > width && !character.is_whitespace() {
            let cut = space.filter(|&space| space > begin).unwrap_or(place);
            lines.push(begin..cut);
            begin = cut;
            taken = shown(&text[begin..next]).width();
            space = None;
        }
        if character.is_whitespace() {
            space = Some(next);
        }
    }
    lines.push(begin..text.len());
    lines.into_iter().map(|line| line.start..line.start + text[line].trim_end().len()).collect()
}
