//! What the examples share: reading event files, and printing text that strangers wrote.
#![allow(dead_code, unreachable_pub, reason = "every example includes it and uses a part of it")]

pub mod draft;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use goodwill::event::{Event, Row};
use goodwill::{Error, Result, Timestamp};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

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
///
/// What is reported of a line names its file where there are several.
pub fn load(files: &[PathBuf], bad: BadLines) -> Result<Loaded> {
    let mut loaded = Loaded::default();
    for file in files {
        let name = file.display().to_string();
        let input = open(file).map_err(|error| Error::new(error.to_string()).in_file(&name))?;
        let packed = has_extension(file, "gz");
        let is_csv =
            if packed { has_extension(&file.with_extension(""), "csv") } else { has_extension(file, "csv") };
        let before = loaded.refused.len();
        let read =
            if is_csv { read_csv(input, bad, &mut loaded) } else { read_lines(input, bad, &mut loaded) };
        read.map_err(|error| error.in_file(&name))?;
        if files.len() > 1 {
            let named: Vec<Error> =
                loaded.refused.drain(before..).map(|error| error.in_file(&name)).collect();
            loaded.refused.extend(named);
        }
    }
    Ok(loaded)
}

fn has_extension(file: &Path, wanted: &str) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

/// A file, unpacked where its name ends in `.gz`; `-` is standard input.
pub fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
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
        if input.read_until(b'\n', &mut line).map_err(|error| broken_off(&error, number))? == 0 {
            return Ok(());
        }
        number += 1;
        let text = without_mark(&line, number).trim_ascii_end();
        if !text.is_empty() {
            take(parse_line(text, bad), number, bad, into)?;
        }
    }
}

/// One event from one line of JSON.
pub fn parse_line(line: &[u8], bad: BadLines) -> Result<Event> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let good = String::from_utf8_lossy(&line[..error.valid_up_to()]);
        not_utf8(field_at(&good).0, line, error, "line")
    })?;
    finish(serde_json::from_str(text).map_err(|error| not_an_event(text, &error))?, bad)
}

/// Why a line of JSON is no event, in words for those who have the file and not the parser.
fn not_an_event(line: &str, error: &serde_json::Error) -> Error {
    if !line.trim_start().starts_with('{') {
        return Error::new(format!("event: {} is not a JSON object such as {{\"type\": …}}", cut(line)));
    }
    // The parser counts lines of its own, and bytes.
    let mut end = error.column().min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let (field, begins) = field_at(&line[..end]);
    let column = line[..end].chars().count();
    let value = line[begins..].trim_start();
    let value = cut(value.split([',', '}', ' ']).next().unwrap_or(value));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    Error::new(match message {
        _ if error.is_eof() => format!(
            "{field}: the line is cut off here, column {column}; an event is one whole JSON object on one line"
        ),
        "trailing characters" => {
            let last = line[..end].char_indices().next_back().map_or(end, |(last, _)| last);
            let rest = cut(&line[last..]);
            format!(
                "event: `{rest}` comes after it, column {column}; a line is one JSON object and nothing else"
            )
        }
        "expected value" | "expected ident" | "invalid number" => format!(
            "{field}: {value} is not a JSON value: text in double quotes, a finite number, true, false or null"
        ),
        "number out of range" => format!("{field}: {value} is not a number from -1.8e308 to 1.8e308"),
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => format!(
            "{field}: the escape before column {column} is half a character; both halves are needed, as in \\ud83d\\ude00"
        ),
        "invalid escape" => {
            format!(
                "{field}: the escape at column {column} is not one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
            )
        }
        "expected `,` or `}`" => {
            format!("{field}: no comma or }} at column {column}; a double quote inside text is written \\\"")
        }
        "recursion limit exceeded" => format!("{field}: lists in lists are not read deeper than 127"),
        _ if message.starts_with("control character") => {
            format!(
                "{field}: a bare control character at column {column}; in text it is written \\n, \\t or \\u001b"
            )
        }
        _ if message.starts_with("invalid type") => format!("{field}: {value} is not a JSON object"),
        "key must be a string" => {
            format!(
                "{field}: no name in double quotes at column {column}; fields are written \"name\": value"
            )
        }
        // What the library says names the field itself.
        _ if error.is_data() => format!("{message}, column {column}; an event has each field once"),
        _ => format!("{field}: {message}, column {column}"),
    })
}

/// The field that a beginning of a JSON object ends in, and where its value begins.
fn field_at(beginning: &str) -> (&str, usize) {
    let (mut depth, mut quote, mut escaped, mut text) = (0, None, false, "");
    let mut found = ("event", 0);
    for (place, byte) in beginning.bytes().enumerate() {
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(from), b'"') => (text, quote) = (&beginning[from..place], None),
            (None, b'"') => quote = Some(place + 1),
            (None, b'{' | b'[') => depth += 1,
            (None, b'}' | b']') => depth -= 1,
            (None, b':') if depth == 1 => found = (text, place + 1),
            (None, b',') if depth == 1 => found = ("event", place + 1),
            _ => {}
        }
    }
    found
}

/// A header of columns, then one event a row. Empty is absent; `attributes` is a JSON object.
pub fn read_csv(mut input: impl BufRead, bad: BadLines, into: &mut Loaded) -> Result<()> {
    let mut columns = None;
    let mut row = Vec::new();
    let mut lines = 0;
    loop {
        row.clear();
        let number = lines + 1;
        let closed = read_row(&mut input, &mut row, &mut lines).map_err(|error| broken_off(&error, lines))?;
        if row.is_empty() {
            // An empty file has no columns either.
            return columns
                .map_or_else(|| header(b"").map(drop).map_err(|error| error.at_line(1)), |_| Ok(()));
        }
        let text = without_mark(&row, number);
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        match &columns {
            _ if text.trim_ascii().is_empty() => {}
            None => columns = Some(header(text).map_err(|error| error.at_line(number))?),
            Some(columns) if closed => take(parse_record(columns, text, bad), number, bad, into)?,
            Some(_) => {
                let open = Error::new("row: a quoted cell is not closed; it takes in the rest of the file");
                take(Err(open), number, bad, into)?;
            }
        }
    }
}

/// Reads one row, which is several lines where a quoted cell holds line ends, and says whether its quotes are closed.
///
/// Rows are told apart here because the line numbers of the `csv` crate count from the last row's end: with CRLF, or
/// after blank lines, they name another line.
fn read_row(input: &mut impl BufRead, row: &mut Vec<u8>, lines: &mut u64) -> io::Result<bool> {
    enum At {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let mut at = At::Start;
    loop {
        let from = row.len();
        if input.read_until(b'\n', row)? == 0 {
            return Ok(!matches!(at, At::Quoted));
        }
        *lines += 1;
        for byte in &row[from..] {
            at = match (at, byte) {
                (At::Quoted, b'"') => At::Closed,
                (At::Quoted, _) | (At::Start | At::Closed, b'"') => At::Quoted,
                (_, b',') => At::Start,
                _ => At::Plain,
            };
        }
        if !matches!(at, At::Quoted) {
            return Ok(true);
        }
    }
}

fn cells(row: &[u8]) -> Result<csv::ByteRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(row.len() + 1)
        .from_reader(row);
    let mut record = csv::ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(|error| Error::new(format!("row: {error}")))?;
    Ok(record)
}

fn header(row: &[u8]) -> Result<Vec<String>> {
    let cells = cells(row)?;
    let columns: Vec<String> = cells
        .iter()
        .map(|cell| match std::str::from_utf8(cell) {
            Ok(column) => Ok(column.to_owned()),
            Err(error) => Err(not_utf8("header", cell, error, "cell")),
        })
        .collect::<Result<_>>()?;
    for needed in ["type", "id", "at"] {
        if !columns.iter().any(|column| column == needed) {
            return Err(Error::new(format!("column {needed}: missing, every event needs it")));
        }
    }
    Ok(columns)
}

fn parse_record(columns: &[String], row: &[u8], bad: BadLines) -> Result<Event> {
    let cells = cells(row)?;
    if cells.len() != columns.len() {
        return Err(Error::new(format!("row: {} cells where the header has {}", cells.len(), columns.len())));
    }
    let mut row = Row::default();
    let mut texts = Vec::new();
    for (column, cell) in columns.iter().zip(&cells) {
        let text = std::str::from_utf8(cell).map_err(|error| not_utf8(column, cell, error, "cell"))?;
        if column == "attributes" && !text.is_empty() {
            row = with_attributes(text)?;
        } else {
            texts.push((column, text));
        }
    }
    for (column, text) in texts {
        row.set(column, text)?;
    }
    finish(row, bad)
}

/// An empty row with the attributes of a cell, which are read as in JSON Lines.
fn with_attributes(cell: &str) -> Result<Row> {
    let refused = |_| Error::new(format!("attributes: {} is not a JSON object", cut(cell)));
    // First by itself, so that what stands in a cell stays in it.
    serde_json::from_str::<BTreeMap<String, Value>>(cell).map_err(refused)?;
    serde_json::from_str(&format!("{{\"attributes\":{cell}}}")).map_err(refused)
}

fn finish(row: Row, bad: BadLines) -> Result<Event> {
    if bad == BadLines::Refuse {
        if let Some(field) = row.unknown().next() {
            return Err(Error::new(format!("{field}: not a field of the event format")));
        }
    }
    Event::try_from(row)
}

fn take(event: Result<Event>, line: u64, bad: BadLines, into: &mut Loaded) -> Result<()> {
    into.lines += 1;
    match event.map_err(|error| harmless(error).at_line(line)) {
        Ok(event) => into.events.push(event),
        Err(error) if bad == BadLines::Refuse => return Err(error),
        Err(error) => into.refused.push(error),
    }
    Ok(())
}

/// The line without the byte order mark that may begin a file.
pub fn without_mark(line: &[u8], number: u64) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(line)
}

/// Input that ends before its end.
pub fn broken_off(error: &io::Error, lines: u64) -> Error {
    Error::new(match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the compressed file is cut off after line {lines}"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("not a sound .gz file after line {lines}: {error}")
        }
        _ => error.to_string(),
    })
}

fn not_utf8(field: &str, bytes: &[u8], error: std::str::Utf8Error, of: &str) -> Error {
    let (good, rest) = bytes.split_at(error.valid_up_to());
    let place = String::from_utf8_lossy(good).chars().count() + 1;
    let byte = rest.first().unwrap_or(&0);
    Error::new(format!("{field}: byte {byte:#04x} at character {place} of the {of} is not UTF-8"))
}

/// The first 40 characters of what somebody wrote.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "nothing".to_owned(),
        None => text.to_owned(),
    }
}

/// The same error with escapes for what would steer a terminal: it may quote what strangers wrote.
pub fn harmless(error: Error) -> Error {
    let message = error.to_string();
    if !message.chars().any(steers) {
        return error;
    }
    let shown = |character: char| {
        if steers(character) { character.escape_unicode().to_string() } else { character.to_string() }
    };
    Error::new(message.chars().map(shown).collect::<String>())
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

/// Writes to a file, or to standard output where it is `-`. A reader that has seen enough and closes the pipe is no error.
pub fn write_to(file: &Path, content: &[u8]) -> Result<()> {
    let written = if file == Path::new("-") {
        let mut out = io::stdout().lock();
        match out.write_all(content).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    } else {
        std::fs::write(file, content)
    };
    written.map_err(|error| Error::new(error.to_string()).in_file(file.display().to_string()))
}

/// Whether a character steers a terminal, or the direction of its text, instead of showing.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// Text on one line, without characters that steer a terminal, cut to a width.
pub fn line_of(text: &str, width: usize) -> String {
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
