//! Tables of who answers how fast: pages, channels, agents, and whose rank moves when the unanswered count.
#![allow(unreachable_pub, reason = "an example includes it")]

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::time::Duration;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent};
use goodwill::scorer::Share;
use goodwill::{Assessment, Scorecard, Standing};
use unicode_width::UnicodeWidthStr;

use super::shared::{spoken, steers};

const HOUR: Duration = Duration::from_secs(3_600);

/// How many rows a table shows at most.
const ROWS: usize = 20;

/// How many asks a page needs to be ranked: of fewer a median says little.
pub const RANKED_FROM: u64 = 10;

/// How many of those that moved most are shown.
const MOVED: usize = 5;

/// One group: its name and how it stands.
pub type Group<'a> = (&'a str, &'a Standing);

/// Adds a line; writing to a string cannot fail.
macro_rules! say {
    ($out:expr, $($words:tt)+) => {{
        let _ = writeln!($out, $($words)+);
    }};
}

/// Everything about speed, page by page, channel by channel, agent by agent.
pub fn print(out: &mut String, card: &Scorecard) {
    let pages: Vec<Group<'_>> =
        card.pages().iter().map(|(name, page)| (name.as_str(), page.standing())).collect();
    let channels: Vec<Group<'_>> =
        card.channels().iter().map(|(channel, one)| (channel.as_str(), one)).collect();
    let agents: Vec<Group<'_>> = card.agents().iter().map(|(name, one)| (name.as_str(), one)).collect();
    if pages.len() > 1 {
        print_groups(out, "page", &pages);
        print_moved(out, &pages);
    }
    if asks_of(card.all().standing()) > 0 {
        print_groups(out, "channel", &channels);
    }
    if !agents.is_empty() {
        print_agents(out, card.all().standing(), &agents);
    }
}

/// How long the answered waited by themselves, and whom silence meets.
pub fn print_silence(out: &mut String, all: &Standing) {
    let hour = all.answered_within(HOUR);
    if let (Some(median), Some(share), Some(range)) = (all.answered_median(), hour.share(), hour.interval()) {
        say!(
            out,
            "half of the answered had theirs after {}; {:.0} % of all had one within an hour (95 %: {:.0} to {:.0} %)",
            spoken(median),
            share.get() * 100.0,
            range.low * 100.0,
            range.high * 100.0
        );
    }
    let gap = all.answer_gap();
    let (praise, complaints) = (gap.praise(), gap.complaints());
    if praise.of() + complaints.of() > 0 {
        say!(
            out,
            "praise was answered {} of {} times, complaints {} of {} times",
            praise.count(),
            praise.of(),
            complaints.count(),
            complaints.of()
        );
        match (gap.difference(), gap.interval()) {
            (Some(difference), Some(range)) => say!(
                out,
                "that is {:.0} points {} for praise (95 %: {:+.0} to {:+.0}), {}",
                difference.abs() * 100.0,
                if difference < 0.0 { "less" } else { "more" },
                range.low * 100.0,
                range.high * 100.0,
                if range.low > 0.0 || range.high < 0.0 {
                    "hardly by chance"
                } else {
                    "which chance may explain"
                }
            ),
            _ => say!(out, "that is too few to compare them"),
        }
    }
    let abandoned = all.abandoned();
    if let Some(range) = abandoned.interval() {
        say!(
            out,
            "details were asked for and given {} times; {} of those met silence (95 %: {:.0} to {:.0} %)",
            abandoned.of(),
            abandoned.count(),
            range.low * 100.0,
            range.high * 100.0
        );
    }
}

fn asks_of(standing: &Standing) -> u64 {
    let verdicts = standing.verdicts();
    verdicts.answered + verdicts.ignored + verdicts.open
}

/// Those with most asks first.
fn largest<'a>(groups: &[Group<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> =
        groups.iter().copied().filter(|(_, standing)| asks_of(standing) > 0).collect();
    groups.sort_by_key(|(name, standing)| (Reverse(asks_of(standing)), *name));
    groups.truncate(ROWS);
    groups
}

/// A table of 100 columns at most: names are cut to what the other cells leave them.
fn table(header: &[&str], rows: Vec<Vec<String>>) -> Table {
    let wide = |cell: &str| cell.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let others: usize = (1..header.len())
        .map(|place| {
            let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| wide(cell));
            2 + cells.max().unwrap_or(0).max(wide(header[place]))
        })
        .sum();
    let name = 99_usize.saturating_sub(others).clamp(8, 24);

    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    // One line a row: there are many.
    table.remove_style(TableComponent::HorizontalLines).remove_style(TableComponent::MiddleIntersections);
    table.remove_style(TableComponent::LeftBorderIntersections);
    table.remove_style(TableComponent::RightBorderIntersections);
    table.set_header(header);
    for mut row in rows {
        if let Some(first) = row.first_mut() {
            *first = name_of(first, name);
        }
        table.add_row(row);
    }
    for place in 0..header.len() {
        if let Some(column) = table.column_mut(place) {
            column.set_padding((1, 0));
            if place > 0 {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table
}

/// A name without what steers a terminal, cut within a word where it must be: most names are one.
fn name_of(name: &str, width: usize) -> String {
    let shown: String = name.chars().filter(|&character| !steers(character)).collect();
    if shown.width() <= width {
        return shown;
    }
    let mut cut = String::new();
    for character in shown.chars() {
        cut.push(character);
        if cut.width() >= width {
            cut.pop();
            break;
        }
    }
    cut + "…"
}

fn wait(wait: Option<Duration>) -> String {
    wait.map_or_else(|| "–".to_owned(), spoken)
}

/// A share in percent with its interval.
fn percent(share: Share) -> String {
    match (share.share(), share.interval()) {
        (Some(share), Some(range)) => {
            format!("{:.0} % ({:.0}–{:.0})", share.get() * 100.0, range.low * 100.0, range.high * 100.0)
        }
        _ => "–".to_owned(),
    }
}

/// A number from 0 to 1 in two digits.
fn digits(number: f64) -> String {
    match format!("{number:.2}").strip_prefix('0') {
        Some(digits) => digits.to_owned(),
        None => "1.0".to_owned(),
    }
}

/// A score with its interval.
fn ranging(assessment: &Assessment) -> String {
    match (assessment.score(), assessment.interval()) {
        (Some(score), Some(range)) => {
            format!("{} ({}–{})", digits(score.get()), digits(range.low), digits(range.high))
        }
        _ => "–".to_owned(),
    }
}

fn number(assessment: Option<&Assessment>) -> String {
    let score = assessment.and_then(Assessment::score);
    score.map_or_else(|| "–".to_owned(), |score| digits(score.get()))
}

/// The same in percent.
fn in_percent(assessment: Option<&Assessment>) -> String {
    let score = assessment.and_then(Assessment::score);
    score.map_or_else(|| "–".to_owned(), |score| format!("{:.0} %", score.get() * 100.0))
}

/// Whether it is known what is usual among them.
fn is_shrunk(groups: &[Group<'_>]) -> bool {
    groups.iter().any(|(_, standing)| standing.shrunk().is_some() || standing.within_hour_shrunk().is_some())
}

fn print_groups(out: &mut String, what: &str, groups: &[Group<'_>]) {
    let shrunk = is_shrunk(groups);
    let mut header = vec![
        what,
        "asks",
        "answ.",
        "ign.",
        "open",
        "median\nansw.",
        "median\nall",
        "within 1 h\n(95 %)",
        "respons.\n(95 %)",
    ];
    if shrunk {
        header.insert(8, "among\npeers");
        header.push("among\npeers");
    }
    let mut rows = Vec::new();
    let shown = largest(groups);
    for (name, standing) in &shown {
        let verdicts = standing.verdicts();
        let mut row = vec![
            (*name).to_owned(),
            asks_of(standing).to_string(),
            verdicts.answered.to_string(),
            verdicts.ignored.to_string(),
            verdicts.open.to_string(),
            wait(standing.answered_median()),
            wait(standing.median_wait()),
            percent(standing.answered_within(HOUR)),
            ranging(standing.responsiveness()),
        ];
        if shrunk {
            row.insert(8, in_percent(standing.within_hour_shrunk()));
            row.push(number(standing.shrunk()));
        }
        rows.push(row);
    }
    let rows = table(&header, rows);
    let title = if shown.len() < groups.len() {
        format!("how fast, by {what} (the {} with most asks of {})", shown.len(), groups.len())
    } else {
        format!("how fast, by {what}")
    };
    say!(out, "\n{title}\n{rows}");
    say!(
        out,
        "median answ.: half of the answered were answered by then; all: half of all, the unanswered counted"
    );
    say!(out, "(–: fewer than half have an answer); within 1 h: of the asks whose first hour is over");
    say!(out, "{RESPONS}");
    if shrunk {
        say!(
            out,
            "among peers: the number before it, drawn towards the other {what}s where there are few asks"
        );
    }
}

const RESPONS: &str = "respons.: what the answers are worth by their wait, from 0 (none) to 1 (all in time)";

fn print_agents(out: &mut String, all: &Standing, agents: &[Group<'_>]) {
    let shrunk = is_shrunk(agents);
    let mut header =
        vec!["agent", "answered", "median", "within 1 h\n(95 %)", "respons.\n(95 %)", "dismiss."];
    if shrunk {
        header.insert(5, "among\npeers");
    }
    let mut rows = Vec::new();
    let shown = largest(agents);
    for (name, standing) in &shown {
        let mut row = vec![
            (*name).to_owned(),
            standing.verdicts().answered.to_string(),
            wait(standing.answered_median()),
            percent(standing.answered_within(HOUR)),
            ranging(standing.responsiveness()),
            number(Some(standing.dismissiveness())),
        ];
        if shrunk {
            row.insert(5, number(standing.shrunk()));
        }
        rows.push(row);
    }
    let rows = table(&header, rows);
    let title = if shown.len() < agents.len() {
        format!("how fast, by who answered first (the {} with most of {})", shown.len(), agents.len())
    } else {
        "how fast, by who answered first".to_owned()
    };
    say!(out, "\n{title}\n{rows}");
    let verdicts = all.verdicts();
    let named: u64 = agents.iter().map(|(_, standing)| standing.verdicts().answered).sum();
    let nameless = match verdicts.answered.saturating_sub(named) {
        0 => String::new(),
        nameless => format!(", {nameless} answered under no name"),
    };
    say!(
        out,
        "{RESPONS}\nwhat nobody answered is no agent's: {} ignored and {} open asks stand in none of these rows{nameless}",
        verdicts.ignored,
        verdicts.open
    );
}

/// A page that is ranked twice: by the waits of the answered, and by the waits of all.
pub struct Moved<'a> {
    name: &'a str,
    standing: &'a Standing,
    before: usize,
    after: usize,
}

/// The pages with enough asks, those first whose rank moves most when the unanswered count; the first rank is the fastest.
pub fn moved<'a>(pages: &[Group<'a>]) -> Vec<Moved<'a>> {
    let ranked: Vec<Group<'a>> =
        pages.iter().copied().filter(|(_, standing)| asks_of(standing) >= RANKED_FROM).collect();
    // Where fewer than half have an answer there is no median: those come last, the least answered at the very end.
    let answered = |standing: &Standing| standing.verdicts().answered * 1_000_000 / asks_of(standing).max(1);
    let with_all = |standing: &Standing| {
        let none = || (true, Duration::ZERO, Reverse(answered(standing)));
        standing.median_wait().map_or_else(none, |median| (false, median, Reverse(0)))
    };
    let alone = |standing: &Standing| standing.answered_median().unwrap_or(Duration::MAX);
    let mut moved: Vec<Moved<'a>> = ranked
        .iter()
        .map(|&(name, standing)| Moved {
            name,
            standing,
            before: 1 + ranked.iter().filter(|(_, other)| alone(other) < alone(standing)).count(),
            after: 1 + ranked.iter().filter(|(_, other)| with_all(other) < with_all(standing)).count(),
        })
        .collect();
    moved.sort_by_key(|page| (Reverse(page.before.abs_diff(page.after)), page.after, page.name));
    moved
}

fn print_moved(out: &mut String, pages: &[Group<'_>]) {
    let all = moved(pages);
    if all.len() < 3 {
        return;
    }
    say!(
        out,
        "\nwhose rank moves most when the unanswered count (of {} pages with {RANKED_FROM} asks or more)",
        all.len()
    );
    let most: Vec<&Moved<'_>> = all.iter().filter(|page| page.before != page.after).take(MOVED).collect();
    if most.is_empty() {
        say!(out, "nobody's");
        return;
    }
    let header = ["page", "asks", "no answer", "median answ.", "rank", "median all", "rank", "moves"];
    let mut rows = Vec::new();
    for page in most {
        let verdicts = page.standing.verdicts();
        let silent = verdicts.ignored + verdicts.open;
        let places = page.before.abs_diff(page.after);
        let arrow = if page.after > page.before { "down" } else { "up" };
        rows.push(vec![
            page.name.to_owned(),
            asks_of(page.standing).to_string(),
            silent.to_string(),
            wait(page.standing.answered_median()),
            page.before.to_string(),
            wait(page.standing.median_wait()),
            page.after.to_string(),
            format!("{arrow} {places}"),
        ]);
    }
    say!(out, "{}", table(&header, rows));
    say!(
        out,
        "the first rank is the fastest; up where others leave more asks unanswered, down where this page does"
    );
}
