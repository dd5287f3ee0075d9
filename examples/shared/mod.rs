//! What the examples share: reading event files, and printing text that strangers wrote.
#![allow(dead_code, unreachable_pub, reason = "every example includes it and uses a part of it")]

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use goodwill::event::{Event, Row};
use goodwill::{Error, Result, Timestamp};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The page that comes with the examples.
pub const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/photo_store.jsonl");

/// What is done with a line that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLines {
    /// It is reported, counted and passed over.
    Skip,
    /// The file is refused; so is one with fields that nobody knows.
    Refuse,
}

/// What came of reading files.
#[derive(Debug, Default)]
pub struct Loaded {
    pub events: Vec<Event>,
    /// Lines that held an event or should have.
    pub lines: u64,
    /// Why lines were passed over, in order.
    pub refused: Vec<Error>,
}

/// Reads event files: JSON Lines, or CSV where the name says so, either with `.gz`; `-` is standard input.
pub fn load(files: &[PathBuf], bad: BadLines) -> Result<Loaded> {
    let mut loaded = Loaded::default();
    for file in files {
        let name = file.display().to_string();
        let input = open(file).map_err(|error| Error::new(error.to_string()).in_file(&name))?;
        let packed = has_extension(file, "gz");
        let is_csv =
            if packed { has_extension(&file.with_extension(""), "csv") } else { has_extension(file, "csv") };
        let read =
            if is_csv { read_csv(input, bad, &mut loaded) } else { read_lines(input, bad, &mut loaded) };
        read.map_err(|error| error.in_file(&name))?;
    }
    Ok(loaded)
}

fn has_extension(file: &Path, wanted: &str) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file)?;
    let bar = progress(opened.metadata()?.len(), "reading");
    let counted = bar.wrap_read(opened);
    if has_extension(file, "gz") {
        Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(counted))))
    } else {
        Ok(Box::new(BufReader::with_capacity(1 << 16, counted)))
    }
}

/// A progress bar on standard error, if that is a terminal; it shows itself after a second.
pub fn progress(length: u64, what: &'static str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(4));
    if let Ok(style) = ProgressStyle::with_template("{msg:>10} [{bar:40}] {percent:>3} % {eta} left") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

/// One JSON object a line; blank lines are passed over.
pub fn read_lines(mut input: impl BufRead, bad: BadLines, into: &mut Loaded) -> Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line).map_err(|error| Error::new(error.to_string()))?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        let text = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&line).trim_ascii();
        if !text.is_empty() {
            take(parse_line(text, bad).map_err(|error| error.at_line(number)), bad, into)?;
        }
    }
}

/// One event from one line of JSON.
pub fn parse_line(line: &[u8], bad: BadLines) -> Result<Event> {
    let row: Row = serde_json::from_slice(line).map_err(|error| {
        // The parser counts lines of its own; what helps is the column.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&place).unwrap_or(&message);
        Error::new(format!("not an event: {message}, column {}", error.column()))
    })?;
    finish(row, bad)
}

/// A header of columns, then one event a row. Empty is absent; `attributes` is a JSON object.
pub fn read_csv(input: impl Read, bad: BadLines, into: &mut Loaded) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let columns: Vec<String> =
        reader.headers().map_err(|error| csv_error(&error))?.iter().map(str::to_owned).collect();
    for needed in ["type", "id", "at"] {
        if !columns.iter().any(|column| column == needed) {
            return Err(Error::new(format!("column {needed}: missing, every event needs it")).at_line(1));
        }
    }
    for record in reader.records() {
        let event = record.map_err(|error| csv_error(&error)).and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            parse_record(&columns, &record, bad).map_err(|error| error.at_line(line))
        });
        take(event, bad, into)?;
    }
    Ok(())
}

fn parse_record(columns: &[String], record: &csv::StringRecord, bad: BadLines) -> Result<Event> {
    if record.len() != columns.len() {
        return Err(Error::new(format!(
            "row: {} cells where the header has {}",
            record.len(),
            columns.len()
        )));
    }
    let mut row = Row::default();
    for (column, cell) in columns.iter().zip(record) {
        if column == "attributes" && !cell.is_empty() {
            let attributes: std::collections::BTreeMap<String, String> = serde_json::from_str(cell)
                .map_err(|_| Error::new(format!("attributes: {cell:?} is not a JSON object of texts")))?;
            for (name, value) in attributes {
                row.attribute(name, value);
            }
        } else {
            row.set(column, cell)?;
        }
    }
    finish(row, bad)
}

fn finish(row: Row, bad: BadLines) -> Result<Event> {
    if bad == BadLines::Refuse {
        if let Some(field) = row.unknown().next() {
            return Err(Error::new(format!("{field}: not a field of the event format")));
        }
    }
    Event::try_from(row)
}

fn take(event: Result<Event>, bad: BadLines, into: &mut Loaded) -> Result<()> {
    into.lines += 1;
    match event {
        Ok(event) => into.events.push(event),
        Err(error) if bad == BadLines::Refuse => return Err(error),
        Err(error) => into.refused.push(error),
    }
    Ok(())
}

fn csv_error(error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => format!("row: not UTF-8 in cell {}", err.field() + 1),
        _ => error.to_string(),
    };
    Error::new(message).at_line(line)
}

/// Says on standard error which lines were passed over: the first twenty, and how many there were.
pub fn report_refused(loaded: &Loaded) {
    for error in loaded.refused.iter().take(20) {
        eprintln!("{error}");
    }
    if loaded.refused.len() > 20 {
        eprintln!("and {} more", loaded.refused.len() - 20);
    }
    if !loaded.refused.is_empty() {
        eprintln!("{} of {} lines were passed over", loaded.refused.len(), loaded.lines);
    }
}

/// Writes to a file, or to standard output where it is `-`.
pub fn write_to(file: &Path, content: &[u8]) -> Result<()> {
    let written =
        if file == Path::new("-") { io::stdout().write_all(content) } else { std::fs::write(file, content) };
    written.map_err(|error| Error::new(error.to_string()).in_file(file.display().to_string()))
}

/// Text on one line, without characters that steer a terminal, cut to a width.
pub fn line_of(text: &str, width: usize) -> String {
    let steers = |character: char| {
        character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let mut line = String::new();
    let mut taken = 0;
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|&character| !steers(character)).collect();
        let wide = unicode_width::UnicodeWidthStr::width(word.as_str());
        if taken + wide + 1 > width {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
            taken += 1;
        }
        line.push_str(&word);
        taken += wide;
    }
    line
}

/// A length of time as people say it.
pub fn spoken(length: Duration) -> String {
    let seconds = length.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{}.{} h", seconds / 3_600, seconds % 3_600 / 360),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// The day of an instant.
pub fn day(instant: Timestamp) -> String {
    instant.to_string().chars().take(10).collect()
}
