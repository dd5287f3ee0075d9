//! What is this reply?
//!
//! Reads pairs of a message and a reply from standard input, one JSON object a line, and prints what the reader makes of
//! each, one line for one line, in the same order, as soon as it is read:
//!
//! 1. `{"id", "context", "reply"}`, with `role` of who answers (agent where it is left out; company, peer, bot, auto,
//!    moderator) and `earlier`, the turns before: `[{"role", "text"}]`; other fields are passed over;
//! 2. out come the axes from 0 to 1, or null where an axis could not be read, and what the reply does, with its place in
//!    bytes of the reply. `abstained` says why every number is null.
//!
//! A line that cannot be read is reported on standard error and keeps its place: `abstained` is then `bad_input`.
//!
//! ```text
//! cargo run --release --example read_replies < pairs.jsonl
//! cargo run --release --example read_replies -- --boilerplate sent_last_month.txt < pairs.jsonl
//! ```
//!
//! From `{"id":7,"context":"Where is my order?","reply":"Please send us a direct message."}` comes
//!
//! ```text
//! {"id":7,"abstained":null,"dismissiveness":0.52,"help":0.16,"regard":0.79,"originality":null,"contempt":0.09,
//!  "coverage":0.0,"empathy":{"reaction":0.13,"interpretation":0.09,"exploration":0.03},"reaction_risk":0.1,
//!  "acts":[{"code":"C1","strength":1.0,"start":7,"end":31}]}
//! ```
//!
//! with more digits and on one line.

mod shared;

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use goodwill::event::Role;
use goodwill::reader::{AxisKind, Reading};
use goodwill::scorer::Dismissiveness;
use goodwill::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use shared::draft::{self, Before, Drafts};

/// What is this reply?
///
/// Reads JSON Lines {id, context, reply, role?, earlier?} from standard input, prints one line for each.
#[derive(Parser)]
#[command(name = "read_replies")]
struct Options {
    /// Learn from these earlier replies, one a line, what is said to many; without it there is no originality.
    #[arg(long, value_name = "FILE")]
    boilerplate: Option<PathBuf>,
    /// Stop at the first line that cannot be read.
    #[arg(long)]
    strict: bool,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    context: Cow<'a, str>,
    #[serde(borrow)]
    reply: Cow<'a, str>,
    #[serde(borrow, default)]
    role: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    earlier: Option<Vec<Before<'a>>>,
}

#[derive(Default, Serialize)]
struct Line<'a> {
    id: Option<&'a RawValue>,
    abstained: Option<&'static str>,
    dismissiveness: Option<f64>,
    help: Option<f64>,
    regard: Option<f64>,
    originality: Option<f64>,
    contempt: Option<f64>,
    coverage: Option<f64>,
    empathy: Parts,
    reaction_risk: Option<f64>,
    acts: Vec<Done>,
}

#[derive(Default, Serialize)]
struct Parts {
    reaction: Option<f64>,
    interpretation: Option<f64>,
    exploration: Option<f64>,
}

#[derive(Serialize)]
struct Done {
    code: &'static str,
    strength: f64,
    start: usize,
    end: usize,
}

fn main() -> ExitCode {
    match read_replies(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("read_replies: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read_replies(options: &Options) -> Result<()> {
    let mut drafts = Drafts::new(draft::reader(options.boilerplate.as_deref())?)?;
    let blend = Dismissiveness::default();
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut line = Vec::new();
    let mut number = 0;
    let written = loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break out.flush(),
            Ok(_) => number += 1,
            Err(error) => return Err(Error::new(error.to_string()).at_line(number + 1)),
        }
        let text = shared::without_mark(&line, number).trim_ascii();
        if text.is_empty() {
            continue;
        }
        let printed = match read_line(text, &mut drafts, &blend) {
            Ok(printed) => printed,
            Err(error) => {
                let error = shared::harmless(error).at_line(number);
                if options.strict {
                    let _ = out.flush();
                    return Err(error);
                }
                eprintln!("{error}");
                Line { id: name_of(text), abstained: Some("bad_input"), ..Line::default() }
            }
        };
        let written = serde_json::to_writer(&mut out, &printed).map_err(io::Error::from);
        // Whoever feeds this line by line waits for the answer.
        let waits = !input.buffer().contains(&b'\n');
        let written = written.and_then(|()| out.write_all(b"\n"));
        if let Err(error) = written.and_then(|()| if waits { out.flush() } else { Ok(()) }) {
            break Err(error);
        }
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::new(error.to_string())),
        _ => Ok(()),
    }
}

fn read_line<'a>(line: &'a [u8], drafts: &mut Drafts, blend: &Dismissiveness) -> Result<Line<'a>> {
    let row = parse(line)?;
    let role = row.role.as_deref().map_or(Ok(Role::Agent), draft::answerer_of)?;
    let earlier = draft::roles_of(row.earlier.as_deref().unwrap_or_default())?;
    let reading = drafts.read(&row.context, &row.reply, role, &earlier)?;
    Ok(Line { id: row.id, ..of(&reading, drafts, blend) })
}

fn of(reading: &Reading, drafts: &Drafts, blend: &Dismissiveness) -> Line<'static> {
    let score = |kind| reading.axis(kind).map(|axis| axis.score().get());
    let done = reading.acts().iter().filter(|act| act.span.message == *drafts.reply()).map(|act| Done {
        code: act.what.code(),
        strength: act.strength.get(),
        start: act.span.start,
        end: act.span.end,
    });
    Line {
        id: None,
        abstained: reading.abstained().map(goodwill::assessment::Abstention::code),
        dismissiveness: blend.of(reading).map(f64::from),
        help: score(AxisKind::Help),
        regard: score(AxisKind::Regard),
        originality: score(AxisKind::Originality),
        contempt: score(AxisKind::Contempt),
        coverage: reading.coverage().map(f64::from),
        empathy: Parts {
            reaction: score(AxisKind::Reaction),
            interpretation: score(AxisKind::Interpretation),
            exploration: score(AxisKind::Exploration),
        },
        reaction_risk: score(AxisKind::Risk),
        acts: done.collect(),
    }
}

fn parse(line: &[u8]) -> Result<Row<'_>> {
    let text = std::str::from_utf8(line)
        .map_err(|error| Error::new(format!("line: byte {} of it is not UTF-8", error.valid_up_to() + 1)))?;
    match serde_json::from_str::<Row<'_>>(text) {
        // A list would be read as fields without names.
        Ok(row) if text.starts_with('{') && row.id.is_none_or(is_scalar) => Ok(row),
        Ok(_) => Err(why_not(text, "")),
        Err(error) => Err(why_not(text, error.to_string().split(" at line ").next().unwrap_or_default())),
    }
}

fn is_scalar(id: &RawValue) -> bool {
    !id.get().starts_with(['{', '['])
}

/// The name of a row that cannot be read, if that much of it can.
fn name_of(line: &[u8]) -> Option<&RawValue> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: Option<&'a RawValue>,
    }
    let named: Named<'_> = serde_json::from_slice(line).ok().filter(|_| line.starts_with(b"{"))?;
    named.id.filter(|id| is_scalar(id))
}

/// Why a line is no pair, in words for those who have the file and not the parser.
fn why_not(text: &str, error: &str) -> Error {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Error::new(format!(
            "line: {} is not one JSON object such as {{\"id\": …, \"context\": …, \"reply\": …}}: {error}",
            shared::cut(text)
        ));
    };
    let Value::Object(row) = &value else {
        return Error::new(format!("line: {} is not a JSON object", shared::cut(text)));
    };
    let not = |field: &str, value: &Value, accepted: &str| {
        Error::new(format!("{field}: {} is not {accepted}", shared::cut(&value.to_string())))
    };
    for field in ["context", "reply"] {
        match row.get(field) {
            None => return Error::new(format!("{field}: missing, every line needs it, and as a string")),
            Some(Value::String(_)) => {}
            Some(other) => return not(field, other, "a string"),
        }
    }
    match (row.get("id"), row.get("role"), row.get("earlier")) {
        (Some(id @ (Value::Object(_) | Value::Array(_))), ..) => {
            not("id", id, "a string, a number, true, false or null")
        }
        (_, Some(role), _) if !role.is_string() && !role.is_null() => not("role", role, "a string"),
        (_, _, Some(earlier)) => not("earlier", earlier, "a list of {\"role\": …, \"text\": …}, both strings"),
        _ => Error::new(format!("line: {error}")),
    }
}
