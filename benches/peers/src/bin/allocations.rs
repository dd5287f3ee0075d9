//! How often, and how much, memory is asked for per message.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml --bin allocations -- CORPUS.txt`
//!
//! The same work as in the bench of the peers, over the first 20,000 lines, after one pass that fills whatever is
//! kept. Prints `name allocations/message bytes/message`; for `reader`, a message is one of the two that are read.
//! Reallocations count as allocations. Not measured: time, and the most that is held at one time.

use std::alloc::System;
use std::hint::black_box;

use goodwill::text::{Lexicon, Words};
use goodwill_peers::{Drafts, Figures, Result, answer, load};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const LINES: usize = 20_000;

#[expect(clippy::cast_precision_loss, reason = "a mean to two decimals")]
fn count(name: &str, lines: &[&str], mut run: impl FnMut(&[&str]) -> u64) {
    let expected = run(lines);
    let region = Region::new(COUNTED);
    let answer = run(lines);
    let change = region.change();
    assert_eq!(answer, expected, "{name} answers differently");
    let per = |number: usize| number as f64 / lines.len() as f64;
    println!(
        "{name} {:.2} {:.0}",
        per(change.allocations + change.reallocations),
        per(change.bytes_allocated)
    );
}

fn main() -> Result<()> {
    let path = std::env::args().nth(1).ok_or("usage: allocations CORPUS.txt")?;
    let text = load(&path)?;
    let lines: Vec<&str> = text.lines().take(LINES).collect();
    let (pairs, odd) = lines.as_chunks::<2>();
    let lines = &lines[..lines.len() - odd.len()];
    if lines.is_empty() {
        return Err("a corpus of two lines is needed at least".into());
    }
    eprintln!("corpus: {}", Figures::of(lines.iter().copied()));

    count("tokenise", lines, |lines| {
        lines.iter().map(|line| black_box(Words::of(line)).tokens().len() as u64).sum()
    });
    let lexicon = Lexicon::english()?;
    count("hits", lines, |lines| {
        lines.iter().map(|line| black_box(lexicon.hits(&Words::of(line))).len() as u64).sum()
    });
    let mut drafts = Drafts::new(lines)?;
    count("reader", lines, |_| {
        let readings = pairs.iter().filter_map(|[ask, reply]| drafts.read(ask, reply));
        readings.fold(0, |sum, reading| answer(&black_box(reading)).wrapping_add(sum))
    });
    let parity = vader_parity::SentimentIntensityAnalyzer::new();
    count("vader-parity", lines, |lines| {
        lines.iter().fold(0, |sum, line| parity.polarity_scores(line).compound.to_bits().wrapping_add(sum))
    });
    let sentimental = vader_sentimental::SentimentIntensityAnalyzer::new();
    count("vader-sentimental", lines, |lines| {
        lines
            .iter()
            .fold(0, |sum, line| sentimental.polarity_scores(line).compound.to_bits().wrapping_add(sum))
    });
    let sentiment = vader_sentiment::SentimentIntensityAnalyzer::new();
    count("vader_sentiment", lines, |lines| {
        lines
            .iter()
            .fold(0, |sum, line| sentiment.polarity_scores(line)["compound"].to_bits().wrapping_add(sum))
    });
    Ok(())
}
