//! How fast goodwill reads replies, beside what else reads text.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml -- CORPUS.txt [--rounds N] [--cpu]`
//!
//! The corpus has one message a line; the binary `corpus` builds it. Standard output has one line `name MB/s` per
//! contender (1 MB = 1,000,000 bytes of text, line ends not counted; the median of the rounds) and last
//! `ratio reader/fastest-vader X`. Standard error has the figures of the corpus and the slowest and fastest rounds.
//! Time is what the clock on the wall says, or with `--cpu` what the thread had of the processor, for when others keep
//! it busy.
//!
//! | name | what it does with the text |
//! |---|---|
//! | `memcpy` | copies every message into one buffer: the floor |
//! | `tokenise` | [`Words::of`]: tokens, kinds, regions, sentences, spans |
//! | `naive` | lower case, `unicode_words`, a stem per word, a `HashMap` of stems, phrases by `aho-corasick`; the words and phrases are those of our English list |
//! | `vader-parity`, `vader_sentiment`, `vader-sentimental` | `polarity_scores`: four numbers, no places |
//! | `reader` | the whole reading of a reply: a draft of two lines in a row, ask and reply, through [`Conversation::draft`] and [`LexiconReader`], with acts, signals, axes, evidence and spans; both texts count |
//!
//! Same corpus in memory, one thread, one analyzer made beforehand per contender, a warm-up, then rounds in which all
//! take turns. Every round's answer, a sum over all results, is compared with the warm-up's. The reader has learnt what
//! is repeated from the first 10,000 lines, so that originality is read too; learning is not measured, nor are
//! building analyzers and word lists, parsing files, and memory (see the binary `allocations`). Copying the
//! lines into the two events is. Contenders do different work: this compares cost per byte, not quality.
//!
//! The corpus of 64 MB repeats eight times what is distinct, which flatters whoever remembers words: pass the distinct
//! file, too. All three VADER crates build and run on stable Rust (`vader-sentimental` without its command line).
//! `vader_sentiment` and `vader-sentimental` go through idioms in the order of a randomly keyed table, so their answers
//! differ in the last bits from process to process; within one they stay.
//!
//! [`Words::of`]: goodwill::text::Words::of
//! [`Conversation::draft`]: goodwill::thread::Conversation::draft
//! [`LexiconReader`]: goodwill::reader::LexiconReader

#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use cpu_time::ThreadTime;
use goodwill::text::Words;
use goodwill_peers::{Drafts, Figures, Result, answer, load};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

const ENGLISH: &str = include_str!("../../../src/text/lexicon/en.lex");
const ROUNDS: usize = 5;
const USAGE: &str = "usage: peers CORPUS.txt [--rounds N] [--cpu]";

/// Whose time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    Wall,
    Thread,
}

impl Clock {
    /// What the work returns and how long it took.
    fn time<T>(self, work: impl FnOnce() -> T) -> (T, Duration) {
        let (wall, thread) = (Instant::now(), ThreadTime::now());
        let done = black_box(work());
        (done, if self == Self::Wall { wall.elapsed() } else { thread.elapsed() })
    }
}

/// All the work over the corpus, and the sum of its results.
type Run<'c> = Box<dyn FnMut(&[&str]) -> u64 + 'c>;

/// One contender: what it is called, what it makes of the corpus, how long each round took.
struct Contender<'c> {
    name: &'static str,
    run: Run<'c>,
    expected: u64,
    took: Vec<Duration>,
}

impl<'c> Contender<'c> {
    fn new(name: &'static str, run: impl FnMut(&[&str]) -> u64 + 'c) -> Self {
        Self { name, run: Box::new(run), expected: 0, took: Vec::new() }
    }

    fn median(&self) -> Duration {
        let mut took = self.took.clone();
        took.sort_unstable();
        took[took.len() / 2]
    }
}

/// A contender that takes one message at a time.
fn each<'c>(name: &'static str, mut read: impl FnMut(&str) -> u64 + 'c) -> Contender<'c> {
    Contender::new(name, move |lines| {
        lines.iter().fold(0_u64, |sum, line| sum.wrapping_add(read(black_box(line))))
    })
}

fn memcpy() -> Contender<'static> {
    let mut buffer = String::with_capacity(1 << 16);
    each("memcpy", move |line| {
        line.clone_into(&mut buffer);
        black_box(&mut buffer).len() as u64
    })
}

fn tokenise() -> Contender<'static> {
    each("tokenise", |line| {
        let words = Words::of(line);
        words.tokens().iter().fold(0, |sum, token| {
            let span = token.span();
            sum + span.start as u64 + 3 * span.end as u64 + token.kind() as u64
        })
    })
}

/// What somebody would write in an afternoon, with the words and the fixed phrases of our list.
fn naive() -> Result<Contender<'static>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut stems: HashMap<String, u64> = HashMap::new();
    let mut phrases: BTreeSet<&str> = BTreeSet::new();
    for line in ENGLISH.lines().filter(|line| !line.starts_with('#')) {
        for word in line.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() > 2) {
            let weight = stems.len() as u64 + 1;
            stems.entry(stemmer.stem(word).into_owned()).or_insert(weight);
        }
        // Rows of plain words between whatever else a pattern has.
        let pattern = line.trim().strip_prefix("+ ").unwrap_or_default();
        let rows = pattern.split(|c: char| !c.is_ascii_lowercase() && c != ' ').map(str::trim);
        phrases.extend(rows.filter(|row| row.contains(' ')));
    }
    eprintln!("naive: {} stems, {} phrases", stems.len(), phrases.len());
    let phrases = AhoCorasick::new(phrases)?;
    Ok(each("naive", move |line| {
        let lower = line.to_lowercase();
        let words: u64 =
            lower.unicode_words().filter_map(|word| stems.get(stemmer.stem(word).as_ref())).sum();
        words + phrases.find_iter(&lower).map(|found| found.end() as u64).sum::<u64>()
    }))
}

fn vaders() -> [Contender<'static>; 3] {
    let parity = vader_parity::SentimentIntensityAnalyzer::new();
    let sentiment = vader_sentiment::SentimentIntensityAnalyzer::new();
    let sentimental = vader_sentimental::SentimentIntensityAnalyzer::new();
    [
        each("vader-parity", move |line| {
            let scores = parity.polarity_scores(line);
            [scores.compound, scores.pos, scores.neu, scores.neg].map(f64::to_bits).into_iter().fold(0, mix)
        }),
        each("vader_sentiment", move |line| {
            let scores = sentiment.polarity_scores(line);
            ["compound", "pos", "neu", "neg"].map(|name| scores[name].to_bits()).into_iter().fold(0, mix)
        }),
        each("vader-sentimental", move |line| {
            let scores = sentimental.polarity_scores(line);
            [scores.compound, scores.pos, scores.neu, scores.neg].map(f64::to_bits).into_iter().fold(0, mix)
        }),
    ]
}

fn mix(sum: u64, bits: u64) -> u64 {
    sum.rotate_left(5).wrapping_add(bits)
}

fn reader(mut drafts: Drafts) -> Contender<'static> {
    Contender::new("reader", move |lines| {
        let (pairs, _) = lines.as_chunks::<2>();
        pairs.iter().fold(0_u64, |sum, [ask, reply]| {
            let reading = drafts.read(black_box(ask), black_box(reply));
            sum.wrapping_add(reading.as_ref().map_or(0, answer))
        })
    })
}

#[expect(clippy::cast_precision_loss, reason = "a rate to one decimal")]
fn rate(bytes: usize, took: Duration) -> f64 {
    bytes as f64 / 1e6 / took.as_secs_f64()
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (mut path, mut rounds, mut clock) = (None, ROUNDS, Clock::Wall);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => rounds = arguments.next().ok_or(USAGE)?.parse()?,
            "--cpu" => clock = Clock::Thread,
            _ if path.is_none() && !argument.starts_with('-') => path = Some(argument),
            _ => return Err(USAGE.into()),
        }
    }
    let path = &path.ok_or(USAGE)?;
    let text = load(path)?;
    let mut lines: Vec<&str> = text.lines().collect();
    eprintln!("corpus: {}", Figures::of(lines.iter().copied()));
    // Ask and reply come in pairs, and everybody reads the same.
    lines.truncate(lines.len() / 2 * 2);
    if lines.is_empty() || rounds == 0 {
        return Err("a corpus of two lines and one round are needed at least".into());
    }
    let bytes = lines.iter().map(|line| line.len()).sum();

    let mut contenders = vec![memcpy(), tokenise(), naive()?];
    contenders.extend(vaders());
    contenders.push(reader(Drafts::new(&lines)?));

    for one in &mut contenders {
        one.expected = (one.run)(&lines);
    }
    for _ in 0..rounds {
        for one in &mut contenders {
            let (answer, took) = clock.time(|| (one.run)(&lines));
            one.took.push(took);
            assert_eq!(answer, one.expected, "{} answers differently", one.name);
        }
    }

    let (mut ours, mut fastest) = (0.0, 0.0_f64);
    for one in &contenders {
        let median = rate(bytes, one.median());
        let rates = one.took.iter().map(|took| rate(bytes, *took));
        let (low, high) =
            rates.fold((f64::MAX, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
        eprintln!(
            "{}: {low:.1} to {high:.1} MB/s in {rounds} rounds, answer {:016x}",
            one.name, one.expected
        );
        println!("{} {median:.1}", one.name);
        match one.name {
            "reader" => ours = median,
            name if name.starts_with("vader") => fastest = fastest.max(median),
            _ => {}
        }
    }
    println!("ratio reader/fastest-vader {:.2}", ours / fastest);
    Ok(())
}
