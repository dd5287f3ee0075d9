//! Events into exchanges, and the curve of waits, beside what analysts use today.
//!
//! `GOODWILL_DATA=FOLDER cargo run --release --manifest-path benches/peers/Cargo.toml --bin analysts -- [--events N] [--growth N] [--rounds N]`
//!
//! The folder holds `peers/pandas_vader.py` and `peers/lifelines_km.py`; the environment variable PYTHON names an
//! interpreter that has pandas, vaderSentiment and lifelines (default `python3`). Whatever is not there is skipped with a
//! line that says so. Medians of the rounds, one thread: rates and growth by the time that the thread had of the
//! processor, ratios by the clock on the wall, which is all that the rivals tell. They run in the same minutes on the same
//! machine, and may use more threads than one.
//!
//! From a few million rows on most of the time is the kernel's, which hands out memory in small pages: with the C library's
//! `GLIBC_TUNABLES=glibc.malloc.hugetlb=1` it asks for large ones, where the machine has them.
//!
//! | name | what is timed |
//! |---|---|
//! | `pandas` | the time that the script calls `threads`: rows parsed and sorted, threads as strings; grouping, runs, waits |
//! | `conversations` | [`Conversation::cut`] of the parsed events, an outline of every exchange, all waits |
//! | `events` | [`Outlines::of`] the parsed events: names interned, threads sorted and cut; all waits |
//! | `rows, kept` | rows with interned names pushed, [`Threads::cut`], all waits |
//! | `rows, shown` | rows with interned names pushed, [`Threads::for_each`] with the wait of every exchange |
//! | `cut, kept`, `cut, shown` | the same without the pushing: the rows are in a [`Threads`] already |
//! | `lifelines` | `KaplanMeierFitter().fit` of 1e6 waits in the script, whole seconds, in any order |
//! | `curve` | [`SurvivalCurve::of`] as many waits from the same distributions, and its median |
//!
//! Dropping what was made is timed. Not timed: making traffic, parsing, writing the file. Traffic is [`traffic`]'s: `plain`, where the
//! script's notion of a run of turns and the rules of cutting mean the same, so that both must count the same asks and
//! answers on every page; and `whole`, where they do not, and the difference is printed. The asks of the script are runs
//! of customer turns between replies of any kind by anybody; it knows no gaps, roles, visibility, several customers or
//! corrections.
//!
//! [`Conversation::cut`]: goodwill::thread::Conversation::cut
//! [`Outlines::of`]: goodwill::thread::Outlines::of
//! [`Threads`]: goodwill::thread::Threads
//! [`Threads::cut`]: goodwill::thread::Threads::cut
//! [`Threads::for_each`]: goodwill::thread::Threads::for_each
//! [`SurvivalCurve::of`]: goodwill::stats::SurvivalCurve::of
//! [`traffic`]: goodwill_peers::traffic

#![allow(clippy::disallowed_methods, reason = "a bench reads the clock, and makes numbers up")]
#![allow(clippy::cast_precision_loss, reason = "rates to a few digits")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use goodwill::Timestamp;
use goodwill::event::Event;
use goodwill::stats::{SurvivalCurve, Wait, normal_quantile};
use goodwill::thread::{Conversation, Outlines, Threads};
use goodwill_peers::Result;
use goodwill_peers::traffic::{Dice, Kind, Post, posts};

const QUIET: Duration = Duration::from_secs(14 * 86_400);
const WAITS: usize = 1_000_000;
const USAGE: &str = "usage: analysts [--events N] [--growth N] [--rounds N]";

/// What a cut comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    asks: u64,
    answered: u64,
    /// Milliseconds of all answered waits.
    waited: u64,
}

impl Sum {
    fn add(&mut self, wait: Option<Wait>) {
        let Some(wait) = wait else { return };
        self.asks += 1;
        if wait.is_answered() {
            self.answered += 1;
            self.waited += wait.time();
        }
    }

    fn of(waits: impl Iterator<Item = Wait>) -> Self {
        let mut sum = Self::default();
        waits.for_each(|wait| sum.add(Some(wait)));
        sum
    }
}

/// How long something took by the clock on the wall, and how much of that the thread had of the processor.
#[derive(Clone, Copy, Debug)]
struct Took {
    wall: Duration,
    thread: Duration,
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}

fn median_of_both(took: &[Took]) -> Took {
    Took {
        wall: median(took.iter().map(|one| one.wall).collect()),
        thread: median(took.iter().map(|one| one.thread).collect()),
    }
}

/// What the work returns, the same every time, and the median of how long it took.
fn time<I, T: PartialEq>(
    rounds: usize,
    mut before: impl FnMut() -> I,
    mut work: impl FnMut(I) -> T,
) -> (T, Took) {
    let mut took = Vec::new();
    let expected = work(before());
    for _ in 0..rounds {
        let input = before();
        let (wall, thread) = (Instant::now(), ThreadTime::now());
        let answer = black_box(work(input));
        took.push(Took { wall: wall.elapsed(), thread: thread.elapsed() });
        assert!(answer == expected, "another answer in another round");
    }
    (expected, median_of_both(&took))
}

fn pushed(posts: &[Post]) -> Result<Threads> {
    let mut threads = Threads::with_capacity(posts.len());
    for post in posts {
        post.push(&mut threads)?;
    }
    Ok(threads)
}

fn shown(threads: Threads) -> Sum {
    let mut sum = Sum::default();
    threads.for_each(QUIET, |outline| sum.add(outline.wait_at(Timestamp::MAX)));
    sum
}

fn kept(threads: Threads) -> Sum {
    Sum::of(threads.cut(QUIET).waits(Timestamp::MAX))
}

fn conversations(events: &[Event]) -> Sum {
    let mut sum = Sum::default();
    for conversation in Conversation::cut(events, QUIET) {
        for exchange in conversation.exchanges() {
            let outline = exchange.outline();
            if outline.is_withdrawn() {
                continue;
            }
            let Some(opened) = outline.asks().first().map(|ask| ask.at) else { continue };
            let length = |wait: Duration| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            sum.add(Some(match outline.wait(opened) {
                Some(wait) => Wait::Answered(length(wait)),
                None => Wait::Open(length(outline.closes().since(opened))),
            }));
        }
    }
    sum
}

fn events(posts: &[Post]) -> Result<Vec<Event>> {
    posts.iter().map(Post::event).collect()
}

/// Rates by the processor's time, ratios by the wall's.
fn print(name: &str, count: usize, took: Took, pandas: Option<Duration>) {
    let ns = |took: Duration| took.as_secs_f64() * 1e9 / count as f64;
    let rate = 1e3 / ns(took.thread);
    let ratio = pandas.map_or(String::new(), |other| {
        format!(" {:>8.1} x pandas", other.as_secs_f64() / took.wall.as_secs_f64())
    });
    println!(
        "{name:<16} {rate:>8.2} M/s {:>8.1} ns, {:>8.1} ns on the wall{ratio}",
        ns(took.thread),
        ns(took.wall)
    );
}

/// What `pandas_vader.py` says of a file: of every page its asks, answers and median wait in seconds.
struct Table {
    took: Duration,
    pages: BTreeMap<String, (u64, u64, Option<f64>)>,
}

fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// The script in the folder of data, if that is there.
fn script(name: &str) -> Option<PathBuf> {
    let folder = std::env::var("GOODWILL_DATA").ok()?;
    let path = Path::new(&folder).join("peers").join(name);
    path.exists().then_some(path)
}

/// Runs a script; its standard output and error, or why there is none.
fn run(name: &str, arguments: &[&str]) -> std::result::Result<(String, String), String> {
    let path = script(name).ok_or_else(|| format!("{name} is not there: set GOODWILL_DATA"))?;
    let output = Command::new(python())
        .arg(path)
        .args(arguments)
        .output()
        .map_err(|error| format!("{name}: {}: {error}", python()))?;
    let said = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let (out, err) = (said(output.stdout), said(output.stderr));
    if output.status.success() {
        Ok((out, err))
    } else {
        Err(format!("{name}: {}", err.lines().last().unwrap_or("failed without a word")))
    }
}

/// The number after a word, up to its unit.
fn seconds(text: &str, word: &str) -> Option<Duration> {
    let mut words = text.split_whitespace().skip_while(|one| *one != word);
    let number = words.nth(1)?.trim_end_matches('s').parse().ok()?;
    Some(Duration::from_secs_f64(number))
}

fn pandas(file: &Path) -> std::result::Result<Table, String> {
    let file = file.to_str().ok_or("the temporary folder has a strange name")?;
    let (out, err) = run("pandas_vader.py", &[file, "--no-sentiment"])?;
    let took = seconds(&err, "threads").ok_or_else(|| format!("pandas_vader.py: no time in {err:?}"))?;
    let rows = out.lines().filter_map(|line| {
        let mut cells = line.split_whitespace();
        let page = cells.next()?.to_owned();
        Some((page, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok())))
    });
    Ok(Table { took, pages: rows.collect() })
}

/// The same table by the rules of cutting.
fn pages(events: &[Event]) -> BTreeMap<String, (u64, u64, Option<f64>)> {
    let outlines = Outlines::of(events, QUIET);
    let mut waits: BTreeMap<String, (u64, Vec<u64>)> = BTreeMap::new();
    for outline in outlines.iter() {
        let Some(wait) = outline.wait_at(Timestamp::MAX) else { continue };
        let Some(page) = events[outline.first_row()].page() else { continue };
        let entry = waits.entry(page.to_string()).or_default();
        entry.0 += 1;
        if wait.is_answered() {
            entry.1.push(wait.time());
        }
    }
    let middle = |waits: &mut Vec<u64>| {
        waits.sort_unstable();
        let half = waits.len() / 2;
        let upper = waits.get(half).copied()?;
        let lower = if waits.len() % 2 == 0 { waits[half - 1] } else { upper };
        Some((lower + upper) as f64 / 2_000.0)
    };
    waits
        .into_iter()
        .map(|(page, (asks, mut waits))| (page, (asks, waits.len() as u64, middle(&mut waits))))
        .collect()
}

fn totals(pages: &BTreeMap<String, (u64, u64, Option<f64>)>) -> (u64, u64) {
    pages.values().fold((0, 0), |sum, page| (sum.0 + page.0, sum.1 + page.1))
}

/// Compares the tables. In plain traffic they must be equal.
fn compare(kind: Kind, theirs: &Table, events: &[Event]) {
    let ours = pages(events);
    let ((asks, answered), (their_asks, their_answered)) = (totals(&ours), totals(&theirs.pages));
    println!("asks {asks} and pandas {their_asks}, answered {answered} and pandas {their_answered}");
    let near = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 0.01 + one.abs() * 1e-5,
        (one, other) => one.is_none() && other.is_none_or(f64::is_nan),
    };
    let same = ours
        .iter()
        .filter(|(page, row)| {
            theirs
                .pages
                .get(*page)
                .is_some_and(|other| (row.0, row.1) == (other.0, other.1) && near(row.2, other.2))
        })
        .count();
    println!("of {} pages, {same} have the same asks, answers and median wait", ours.len());
    if kind == Kind::Plain {
        assert_eq!((same, ours.len()), (ours.len(), theirs.pages.len()), "plain traffic is counted alike");
    }
}

fn beside_pandas(kind: Kind, count: usize, rounds: usize, folder: &Path) -> Result<()> {
    let posts = posts(count, kind, 7);
    let all = events(&posts)?;
    println!(
        "\n{kind:?} traffic, {} events of which {} are turns",
        all.len(),
        all.iter().filter(|it| it.is_turn()).count()
    );
    let file = folder.join("events.jsonl");
    let mut writer = BufWriter::new(File::create(&file)?);
    for event in &all {
        serde_json::to_writer(&mut writer, event)?;
        writer.write_all(b"\n")?;
    }
    writer.into_inner()?.sync_all()?;

    // In turns with ours, so that whoever else uses the machine disturbs all alike.
    let mut theirs: Vec<Duration> = Vec::new();
    let mut table = None;
    let [mut by_conversations, mut by_events, mut by_kept, mut by_shown, mut cut_kept, mut cut_shown] =
        [const { Vec::new() }; 6];
    let mut sums = Vec::new();
    for round in 0..rounds.div_ceil(3) {
        match pandas(&file) {
            Ok(found) => {
                theirs.push(found.took);
                table = Some(found);
            }
            Err(why) if round == 0 => println!("skipped: {why}"),
            Err(_) => {}
        }
        let mut note = |(sum, took): (Sum, Took), list: &mut Vec<Took>| {
            sums.push(sum);
            list.push(took);
        };
        note(time(1, || (), |()| conversations(&all)), &mut by_conversations);
        note(time(3, || (), |()| Sum::of(Outlines::of(&all, QUIET).waits(Timestamp::MAX))), &mut by_events);
        note(time(3, || (), |()| pushed(&posts).map(kept).unwrap_or_default()), &mut by_kept);
        note(time(3, || (), |()| pushed(&posts).map(shown).unwrap_or_default()), &mut by_shown);
        let rows = pushed(&posts)?;
        note(time(3, || rows.clone(), kept), &mut cut_kept);
        note(time(3, || rows.clone(), shown), &mut cut_shown);
    }
    if let Some(table) = &table {
        compare(kind, table, &all);
    }
    println!("{:?}", sums[0]);
    assert_eq!(sums.first(), sums.get(1), "events in bulk and conversations differ");
    if sums.iter().any(|sum| *sum != sums[0]) {
        // Where one name comes twice with other content, rows have no canonical form to choose by.
        println!("rows: {:?}", sums[2]);
    }
    let beside = (!theirs.is_empty()).then(|| median(theirs));
    if let Some(took) = beside {
        println!("pandas {:.1} ns on the wall", took.as_secs_f64() * 1e9 / count as f64);
    }
    for (name, took) in [
        ("conversations", by_conversations),
        ("events", by_events),
        ("rows, kept", by_kept),
        ("rows, shown", by_shown),
        ("cut, kept", cut_kept),
        ("cut, shown", cut_shown),
    ] {
        print(name, count, median_of_both(&took), beside);
    }
    Ok(())
}

/// Waits of whole seconds as in `lifelines_km.py`: log-normal, watched evenly up to forty days.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of some weeks")]
fn waits() -> Vec<Wait> {
    let mut dice = Dice::new(7);
    (0..WAITS)
        .map(|_| {
            let wait = (7.0 + 2.0 * normal_quantile(dice.share() + 1e-17)).exp().ceil();
            let watched = (dice.share() * 40.0 * 86_400.0).ceil();
            if wait <= watched {
                Wait::Answered(wait as u64 * 1_000)
            } else {
                Wait::Open(watched as u64 * 1_000)
            }
        })
        .collect()
}

fn beside_lifelines(rounds: usize) {
    println!("\n{WAITS} waits");
    let waits = waits();
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        match run("lifelines_km.py", &[&WAITS.to_string()]) {
            Ok((out, err)) => {
                theirs.extend(seconds(&err, "fit"));
                if round == 0 {
                    println!("median by lifelines {} s", out.trim());
                }
            }
            Err(why) if round == 0 => println!("skipped: {why}"),
            Err(_) => {}
        }
        let (median, took) = time(3, || (), |()| SurvivalCurve::of(waits.iter().copied()).median());
        if round == 0 {
            println!("median by curve {:.0} s", median.unwrap_or(0) as f64 / 1e3);
        }
        ours.push(took.wall);
    }
    let took = median(ours);
    println!("curve {:.1} ms", took.as_secs_f64() * 1e3);
    if !theirs.is_empty() {
        let theirs = median(theirs);
        println!("lifelines {:.1} ms", theirs.as_secs_f64() * 1e3);
        println!("ratio lifelines/curve {:.1}", theirs.as_secs_f64() / took.as_secs_f64());
    }
}

/// Nanoseconds per event as traffic grows tenfold and tenfold again; the sizes take turns.
fn growth(most: usize, rounds: usize) -> Result<()> {
    println!("\ngrowth, ns of the processor per event");
    println!(
        "{:>10} {:>12} {:>12} {:>12} {:>20}",
        "events", "rows, kept", "cut, kept", "cut, shown", "cut, shown, spread"
    );
    let mut sizes = vec![most / 100, most / 10, most];
    sizes.retain(|size| *size > 0);
    for size in sizes {
        let posts = posts(size, Kind::Whole, 7);
        // As many events at every size.
        let rounds = if size == most { rounds.min(3) } else { rounds * 3 };
        let each = |took: Took| took.thread.as_secs_f64() * 1e9 / size as f64;
        let both = each(time(rounds, || (), |()| pushed(&posts).map(kept).unwrap_or_default()).1);
        let rows = pushed(&posts)?;
        let one = each(time(rounds, || rows.clone(), kept).1);
        let two = each(time(rounds, || rows.clone(), shown).1);
        drop(rows);
        // Numbers of threads without order, as parts of hashes are.
        let scattered: Vec<Post> = posts
            .into_iter()
            .map(|post| Post { thread: post.thread.wrapping_mul(2_654_435_761), ..post })
            .collect();
        let rows = pushed(&scattered)?;
        drop(scattered);
        let three = each(time(rounds, || rows.clone(), shown).1);
        println!("{size:>10} {both:>12.1} {one:>12.1} {two:>12.1} {three:>20.1}");
    }
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn main() -> Result<()> {
    let (mut count, mut most, mut rounds) = (1_000_000, 10_000_000, 9);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let number = arguments.next().ok_or(USAGE)?.parse()?;
        match argument.as_str() {
            "--events" => count = number,
            "--growth" => most = number,
            "--rounds" => rounds = number.max(1),
            _ => return Err(USAGE.into()),
        }
    }
    let folder = std::env::temp_dir().join(format!("goodwill-analysts-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = beside_pandas(Kind::Plain, count, rounds, &folder)
        .and_then(|()| beside_pandas(Kind::Whole, count, rounds.min(3), &folder));
    fs::remove_dir_all(&folder)?;
    done?;
    beside_lifelines(rounds.div_ceil(3));
    growth(most, rounds)
}
