//! How are we doing, what did it cost us, where, and what first?
//!
//! Reads events, scores every page, shows how trust went month by month, how fast pages, channels and agents answer and
//! whose rank moves when the unanswered count, the ten exchanges that went worst with the words that made them so, and
//! who is waiting. Without a file it reads the page of a photo shop that comes with it.
//!
//! ```text
//! cargo run --release --example audit
//! cargo run --release --example audit -- events.jsonl.gz --json -
//! cargo run --release --example audit -- export.csv --as-of 2024-12-31T00:00:00Z --csv pages.csv
//! ```

#[path = "shared/policy.rs"]
mod policy;
mod shared;
#[path = "shared/standings.rs"]
mod standings;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use goodwill::assessment::{Basis, Direction};
use goodwill::event::{Event, Id, OutcomeKind};
use goodwill::reader::Reading;
use goodwill::reader::Verdict;
use goodwill::{Assessment, Error, Goodwill, PageCard, Result, Scorecard, Timestamp};
use policy::Policy;
use shared::{BadLines, day, line_of, spoken};

const WIDTH: usize = 100;

/// Adds a line; writing to a string cannot fail.
macro_rules! say {
    ($out:expr, $($words:tt)+) => {{
        let _ = writeln!($out, $($words)+);
    }};
}

/// How are we doing, what did it cost us, where, and what first?
#[derive(Parser)]
#[command(name = "audit")]
struct Options {
    /// Event files: JSON Lines, or CSV where the name ends in .csv, either with .gz; - is standard input. None: the
    /// page of a photo shop.
    files: Vec<PathBuf>,
    /// Write the scorecard as JSON there; - is standard output and silences the tables.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write one row a page as CSV there; - is standard output and silences the tables.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Look from this instant, RFC 3339. Default: the newest in the input.
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<Timestamp>,
    /// Parameters, as TOML where the name ends in .toml, else as JSON: channels, sealing, responsiveness, dismissiveness,
    /// trust. See examples/data/policy.toml.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Refuse a file with a bad line or an unknown field, instead of passing over it.
    #[arg(long)]
    strict: bool,
}

fn main() -> ExitCode {
    match audit(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("audit: {error}");
            ExitCode::FAILURE
        }
    }
}

fn audit(options: &Options) -> Result<()> {
    let bundled = [PathBuf::from(shared::BUNDLED)];
    let files = if options.files.is_empty() { &bundled[..] } else { &options.files };
    let bad = if options.strict { BadLines::Refuse } else { BadLines::Skip };
    let loaded = shared::load(files, bad)?;
    shared::report_refused(&loaded);

    let policy = match &options.policy {
        None => Policy::default(),
        Some(file) => Policy::read(file)?,
    };
    let refused = loaded.refused.len();
    let mut goodwill = Goodwill::new()?.sealing(policy.sealing).scorers(
        policy.responsiveness,
        policy.dismissiveness,
        policy.trust,
    );
    let doings = doings(&loaded.events, options.as_of);
    goodwill.extend(loaded.events);
    let as_of = options
        .as_of
        .or(goodwill.newest())
        .ok_or_else(|| Error::new("there are no events, and no --as-of to look from"))?;

    let silent = [&options.json, &options.csv].into_iter().flatten().any(|file| file.as_os_str() == "-");
    let months = if silent { Vec::new() } else { month_ends(&goodwill, as_of) };
    let mut cards = goodwill.replay(&[months.as_slice(), &[as_of]].concat());
    let Some(card) = cards.last() else { return Ok(()) };

    if let Some(file) = &options.json {
        let json = serde_json::to_string_pretty(card).map_err(|error| Error::new(error.to_string()))?;
        shared::write_to(file, format!("{json}\n").as_bytes())?;
    }
    if let Some(file) = &options.csv {
        shared::write_to(file, &csv_of(card)?)?;
    }
    if !silent {
        let mut out = String::new();
        say!(out, "goodwill audit as of {as_of}");
        print_scores(&mut out, card, refused);
        cards.dedup_by_key(|card| card.as_of());
        print_months(&mut out, &cards, &doings);
        if let Some(card) = cards.last() {
            print_pages(&mut out, card);
            standings::print(&mut out, card);
            print_worst(&mut out, &goodwill, card);
            print_waiting(&mut out, &goodwill, card);
        }
        shared::write_to(Path::new("-"), out.as_bytes())?;
    }
    Ok(())
}

/// The ends of the months between the first turn and the instant: at most the last 24.
fn month_ends(goodwill: &Goodwill, as_of: Timestamp) -> Vec<Timestamp> {
    let Some(oldest) = goodwill.oldest() else { return Vec::new() };
    let month_of = |instant: Timestamp| {
        let text = instant.to_string();
        let (year, rest) = text.split_once('-').unwrap_or((&text, ""));
        let year: i32 = year.parse().ok()?;
        let month: i32 = rest.get(..2)?.parse().ok()?;
        Some(year * 12 + month - 1)
    };
    let (Some(first), Some(last)) = (month_of(oldest), month_of(as_of)) else { return Vec::new() };
    (first.max(last - 23)..last)
        .filter_map(|month| {
            let next = month + 1;
            format!("{:04}-{:02}-01T00:00:00Z", next.div_euclid(12), next.rem_euclid(12) + 1).parse().ok()
        })
        .filter(|end| *end < as_of)
        .collect()
}

fn table(header: &[&str], right: &[usize]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(WIDTH).unwrap_or(u16::MAX)).set_header(header);
    for &column in right {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn number(assessment: &Assessment) -> String {
    assessment.score().map_or_else(|| "–".to_owned(), |score| format!("{:.2}", score.get()))
}

fn print_scores(out: &mut String, card: &Scorecard, refused: usize) {
    let all = card.all();
    let verdicts = all.verdicts();
    let counts = card.counts();
    say!(
        out,
        "{} events in {} threads; {} later, {} doubled, {} in conflict, {} lines passed over",
        all.events(),
        all.threads(),
        all.later(),
        counts.duplicates,
        counts.conflicts,
        refused
    );
    if all.unmatched() > 0 {
        say!(out, "{} replies or corrections name a message that is not there", all.unmatched());
    }
    say!(
        out,
        "{} exchanges: {} answered, {} ignored, {} open, {} withdrawn, {} that need no answer",
        verdicts.exchanges(),
        verdicts.answered,
        verdicts.ignored,
        verdicts.open,
        verdicts.withdrawn,
        verdicts.needs_none
    );
    say!(
        out,
        "half of those who need an answer have one after {} (the unanswered count)",
        all.median_wait().map_or("… not yet".to_owned(), spoken)
    );
    let mut rows = table(&["", "score", "95 %", "evidence", "what moved it most"], &[1, 2, 3]);
    for (name, assessment) in [
        ("responsiveness", all.responsiveness()),
        ("dismissiveness", all.dismissiveness()),
        ("trust", all.trust()),
    ] {
        let range = assessment
            .interval()
            .map_or_else(|| "–".to_owned(), |range| format!("{:.2} – {:.2}", range.low, range.high));
        let why = match assessment.abstained() {
            Some(reason) => reason.to_string(),
            None => movers(assessment),
        };
        let better = match assessment.direction() {
            Direction::HighIsGood => "high is good",
            Direction::HighIsBad => "high is bad",
        };
        rows.add_row([
            format!("{name}\n({better})"),
            number(assessment),
            range,
            format!("{:.1}", assessment.mass()),
            why,
        ]);
    }
    say!(out, "{rows}");
    if let Some(shares) = all.shares() {
        say!(
            out,
            "of the asks that were decided {:.0} % were ignored, {:.0} % dismissed, {:.0} % served; {:.0} % could not be read",
            shares.ignored * 100.0,
            shares.dismissed * 100.0,
            shares.served * 100.0,
            shares.abstained * 100.0
        );
    }
    standings::print_silence(out, all.standing());
}

/// The three parts that moved a score most, with their sign.
fn movers(assessment: &Assessment) -> String {
    let mut parts: Vec<_> =
        assessment.contributions().iter().filter(|part| part.contribution != 0.0).collect();
    parts.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    let named: Vec<String> =
        parts.iter().take(3).map(|part| format!("{:+.2} {}", part.contribution, part.basis)).collect();
    named.join("\n")
}

/// What the company held for everyone and what was bought, by month: every event once, none after `upto`.
fn doings(events: &[Event], upto: Option<Timestamp>) -> BTreeMap<String, (u32, u32)> {
    let mut doings: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for event in events.iter().filter(|event| upto.is_none_or(|upto| event.at() <= upto)) {
        let month = match event {
            Event::Touchpoint(_) | Event::Outcome(_) if seen.insert(event.identity()) => {
                doings.entry(month(event.at())).or_default()
            }
            _ => continue,
        };
        match event {
            Event::Touchpoint(held) if held.customer.is_none() => month.0 += 1,
            Event::Outcome(outcome) if outcome.kind == OutcomeKind::Purchase => month.1 += 1,
            _ => {}
        }
    }
    doings
}

/// The month of an instant.
fn month(instant: Timestamp) -> String {
    day(instant).chars().take(7).collect()
}

/// The month that a card closes: one made at the turn of a month shows the month that has just ended.
fn month_of(card: &Scorecard) -> String {
    month(card.as_of().saturating_sub(Duration::from_secs(1)))
}

fn print_months(out: &mut String, cards: &[Scorecard], doings: &BTreeMap<String, (u32, u32)>) {
    if cards.len() < 2 {
        return;
    }
    say!(
        out,
        "\ntrust at the end of each month (█; ▒ its 95 % interval), what was held for everyone, what was bought"
    );
    for card in cards {
        let trust = card.all().trust();
        let Some((score, range)) = trust.score().zip(trust.interval()) else { continue };
        let (held, bought) = doings.get(&month_of(card)).copied().unwrap_or_default();
        say!(
            out,
            "{}  {:.2}  0 {} 1  held {held:>2}  bought {bought:>3}",
            month_of(card),
            score.get(),
            bar(score.get(), range.low, range.high)
        );
    }
    let scored: Vec<(&Scorecard, f64)> =
        cards.iter().filter_map(|card| card.all().trust().score().map(|score| (card, score.get()))).collect();
    let lowest = scored.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let (Some(lowest), Some(last)) = (lowest, scored.last()) else { return };
    let before =
        scored.iter().filter(|(card, _)| card.as_of() < lowest.0.as_of()).max_by(|a, b| a.1.total_cmp(&b.1));
    match before {
        Some(before) => say!(
            out,
            "trust fell from {:.2} in {} to {:.2} in {} and stands at {:.2} now",
            before.1,
            month_of(before.0),
            lowest.1,
            month_of(lowest.0),
            last.1
        ),
        None => say!(out, "trust rose from {:.2} in {} to {:.2} now", lowest.1, month_of(lowest.0), last.1),
    }
    if let Some(outlook) = last.0.all().outlook() {
        let after =
            |days: u64| outlook.trust_at(outlook.as_of().saturating_add(Duration::from_secs(days * 86_400)));
        say!(
            out,
            "if nothing more happens it will be {:.2} in 90 days and {:.2} in a year",
            after(90).get(),
            after(365).get()
        );
        let back = before.and_then(|before| Some((before.1, outlook.good_needed(before.1)?)));
        if let Some((level, good)) = back.filter(|(_, good)| *good >= 1.0) {
            say!(
                out,
                "about {good:.0} complaints answered in time and served would bring it back to {level:.2} at once"
            );
        }
    }
}

/// A bar of 40 cells from 0 to 1.
fn bar(score: f64, low: f64, high: f64) -> String {
    let place = |number: f64| (0..40).find(|&cell| f64::from(cell + 1) / 40.0 > number).unwrap_or(39);
    (0..40)
        .map(|cell| match cell {
            cell if cell == place(score) => '█',
            cell if (place(low)..=place(high)).contains(&cell) => '▒',
            _ => '·',
        })
        .collect()
}

fn print_pages(out: &mut String, card: &Scorecard) {
    if card.pages().len() < 2 {
        return;
    }
    let mut pages: Vec<(&Id, &PageCard)> = card.pages().iter().collect();
    pages.sort_by_key(|(name, page)| (std::cmp::Reverse(page.verdicts().exchanges()), *name));
    let header = ["page", "asks", "answered", "ignored", "open", "median", "respons.", "dismiss.", "trust"];
    let mut rows = table(&header, &[1, 2, 3, 4, 5, 6, 7, 8]);
    for (name, page) in pages.iter().take(20) {
        let verdicts = page.verdicts();
        rows.add_row([
            line_of(name.as_str(), 24),
            (verdicts.answered + verdicts.ignored + verdicts.open).to_string(),
            verdicts.answered.to_string(),
            verdicts.ignored.to_string(),
            verdicts.open.to_string(),
            page.median_wait().map_or("–".to_owned(), spoken),
            number(page.responsiveness()),
            number(page.dismissiveness()),
            number(page.trust()),
        ]);
    }
    say!(out, "\nwhere (the {} pages with most exchanges)\n{rows}", pages.len().min(20));
}

fn print_worst(out: &mut String, goodwill: &Goodwill, card: &Scorecard) {
    if card.all().worst().is_empty() {
        return;
    }
    say!(out, "\nthe exchanges that went worst");
    for (rank, reading) in card.all().worst().iter().enumerate() {
        let outline = reading.outline();
        let what = match reading.verdict() {
            Verdict::Answered => format!("answered after {}", spoken(reading.wait().unwrap_or_default())),
            Verdict::Open => format!("open for {}", spoken(reading.open_for())),
            Verdict::Ignored if reading.is_abandoned() => {
                "asked for details, got them, fell silent".to_owned()
            }
            other => other.to_string(),
        };
        say!(
            out,
            "{:>2}. {} {} by {} ({}): {what}",
            rank + 1,
            day(outline.began()),
            line_of(&outline.id().to_string(), 24),
            line_of(outline.customer().as_str(), 14),
            reading.kind()
        );
        for ask in outline.asks().iter().take(2) {
            let text = goodwill.text(&outline.id().thread, &ask.message, card.as_of()).unwrap_or_default();
            say!(out, "      they: {}", line_of(&text, WIDTH - 14));
        }
        // What only other users wrote was read as well, and is no reason for what the company left undone.
        if reading.verdict() != Verdict::Answered {
            continue;
        }
        for (basis, words) in reasons(goodwill, reading, card.as_of()) {
            say!(
                out,
                "      made so by: {}",
                line_of(&format!("{} {basis}", line_of(&words, 30)), WIDTH - 20)
            );
        }
    }
}

/// The words that moved the axes of a reading down most: at most three.
fn reasons(goodwill: &Goodwill, reading: &Reading, as_of: Timestamp) -> Vec<(String, String)> {
    let axes = [reading.help(), reading.regard(), reading.originality()];
    let mut parts: Vec<_> = axes
        .into_iter()
        .flatten()
        .flat_map(goodwill::reader::Axis::evidence)
        .filter(|part| part.contribution < 0.0 && !part.spans.is_empty())
        .collect();
    parts.sort_by(|a, b| a.contribution.total_cmp(&b.contribution));
    let sentence = |basis: &Basis| match basis {
        Basis::Cue(code) => {
            let act = code.split('.').next().and_then(|code| code.parse::<goodwill::reader::Act>().ok());
            act.map_or_else(|| basis.to_string(), |act| act.to_string())
        }
        other => other.to_string(),
    };
    let mut named: Vec<(String, String)> = Vec::new();
    for part in parts {
        let words = part
            .spans
            .iter()
            .find_map(|span| goodwill.quote(&reading.outline().id().thread, span, as_of))
            .unwrap_or_default();
        let sentence = sentence(&part.basis);
        if named.len() < 3 && named.iter().all(|(there, _)| *there != sentence) {
            named.push((sentence, format!("“{words}”")));
        }
    }
    named
}

fn print_waiting(out: &mut String, goodwill: &Goodwill, card: &Scorecard) {
    let waiting = card.waiting();
    say!(out, "\nwho is waiting: {}", waiting.len());
    let mut rows = table(&["since", "for", "who", "what", "their words"], &[1]);
    for reading in waiting.iter().take(10) {
        let outline = reading.outline();
        let text = outline
            .asks()
            .first()
            .and_then(|ask| goodwill.text(&outline.id().thread, &ask.message, card.as_of()))
            .unwrap_or_default();
        rows.add_row([
            day(reading.opened().unwrap_or(outline.began())),
            spoken(reading.open_for()),
            line_of(outline.customer().as_str(), 14),
            reading.kind().to_string(),
            line_of(&text, 48),
        ]);
    }
    if !waiting.is_empty() {
        say!(out, "{rows}");
    }
}

fn csv_of(card: &Scorecard) -> Result<Vec<u8>> {
    let wrong = |error: csv::Error| Error::new(error.to_string());
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "page",
        "events",
        "threads",
        "exchanges",
        "answered",
        "ignored",
        "open",
        "withdrawn",
        "needs_none",
        "median_wait_s",
        "responsiveness",
        "dismissiveness",
        "trust",
    ])
    .map_err(wrong)?;
    let score =
        |assessment: &Assessment| assessment.score().map_or_else(String::new, |score| score.to_string());
    for (name, page) in card.pages() {
        let verdicts = page.verdicts();
        rows.write_record([
            name.to_string(),
            page.events().to_string(),
            page.threads().to_string(),
            verdicts.exchanges().to_string(),
            verdicts.answered.to_string(),
            verdicts.ignored.to_string(),
            verdicts.open.to_string(),
            verdicts.withdrawn.to_string(),
            verdicts.needs_none.to_string(),
            page.median_wait().map_or_else(String::new, |wait| wait.as_secs_f64().to_string()),
            score(page.responsiveness()),
            score(page.dismissiveness()),
            score(page.trust()),
        ])
        .map_err(wrong)?;
    }
    rows.into_inner().map_err(|error| Error::new(error.to_string()))
}
