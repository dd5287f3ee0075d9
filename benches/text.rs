//! What reading text costs, one thread.
//!
//! Measured: cutting messages into words (`text/tokenise`), cutting them and finding cues (`text/hits`), and the whole
//! reading of one ask and one reply with acts, axes and spans, originality included (`reader/read`). Corpora: the
//! messages of the bundled page (`page`, `examples/data/photo_store.jsonl`); and, where `GOODWILL_DATA` names the
//! folder of real data, those of `data/brand_reactions.jsonl.gz` in it (`brand`). Three sizes, named by the mean
//! bytes of a message: messages as they were sent, 8 joined into one, 64 joined into one. Every loop checks its answer.
//!
//! Not measured: parsing files, learning what a page repeats, loading the lexicon. Rivals and allocations:
//! `benches/peers`.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench that cannot load its corpus has nothing to say"
)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use flate2::read::MultiGzDecoder;
use goodwill::event::{Event, Id, Interaction, Response};
use goodwill::reader::{Axis, LexiconReader, Reader, Reading};
use goodwill::text::{Boilerplate, Lexicon, Words};
use goodwill::thread::Conversation;
use serde_json::Value;

const PAGE: &str = include_str!("../examples/data/photo_store.jsonl");
const JOINED: [usize; 3] = [1, 8, 64];

/// Asks, each with its reply.
type Pairs = Vec<(String, String)>;

/// The replies of the bundled page, each with what was asked last in its thread.
fn page() -> Pairs {
    let mut asked = HashMap::new();
    let mut pairs = Pairs::new();
    for line in PAGE.lines() {
        match serde_json::from_str(line).expect("the bundled page is valid") {
            Event::Interaction(ask) => {
                asked.insert(ask.thread, ask.text);
            }
            Event::Response(reply) => {
                pairs.extend(asked.get(&reply.thread).map(|ask| (ask.clone(), reply.text)));
            }
            _ => {}
        }
    }
    pairs
}

/// Real pairs, where they are at hand.
fn brand() -> Option<Pairs> {
    let file = Path::new(&std::env::var_os("GOODWILL_DATA")?).join("data/brand_reactions.jsonl.gz");
    let file = File::open(file).expect("GOODWILL_DATA has the set");
    let rows = BufReader::new(MultiGzDecoder::new(file)).lines().map(|line| {
        let row: Value = serde_json::from_str(&line.expect("a line of text")).expect("a line of JSON");
        let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        (text("context"), text("reply"))
    });
    Some(rows.collect())
}

/// The same words in fewer, longer messages.
fn joined(pairs: &Pairs, count: usize) -> Pairs {
    let join = |texts: Vec<&str>| texts.join("\n");
    pairs
        .chunks(count)
        .map(|run| {
            let asks = join(run.iter().map(|(ask, _)| ask.as_str()).collect());
            (asks, join(run.iter().map(|(_, reply)| reply.as_str()).collect()))
        })
        .collect()
}

fn drafts(pairs: &Pairs) -> Vec<(Interaction, Response)> {
    let id = |name: &str| Id::new(name).expect("a name");
    let ask = Interaction::new(id("t"), id("m"), "2024-03-01T10:00:00Z".parse().expect("an instant"));
    let reply = Response::new(id("t"), id("r"), "2024-03-01T10:20:00Z".parse().expect("an instant"));
    pairs.iter().map(|(asked, said)| (ask.clone().saying(asked), reply.clone().saying(said))).collect()
}

/// How many places a reading points to.
fn places(reading: &Reading) -> usize {
    let axes = reading.axes().map(|(_, axis)| axis);
    let evidence = axes.flat_map(Axis::evidence).map(|part| part.spans.len());
    reading.acts().len() + reading.before().len() + evidence.sum::<usize>()
}

fn measure(c: &mut Criterion, corpus: &str, pairs: &Pairs) {
    let lexicon = Lexicon::english().expect("the word list that ships loads");
    let learnt = Boilerplate::learn(pairs.iter().map(|(_, reply)| reply));
    let reader = LexiconReader::english().expect("the word list that ships loads").with_boilerplate(learnt);
    for count in JOINED {
        let pairs = joined(pairs, count);
        let texts: Vec<&str> = pairs.iter().flat_map(|(ask, reply)| [ask.as_str(), reply.as_str()]).collect();
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        let throughput = Throughput::Bytes(bytes as u64);
        let name = BenchmarkId::new(corpus, bytes / texts.len());

        let mut group = c.benchmark_group("text/tokenise");
        let tokens = || texts.iter().map(|text| Words::of(text).tokens().len()).sum::<usize>();
        let expected = tokens();
        group.throughput(throughput.clone());
        group.bench_function(name.clone(), |b| b.iter(|| assert_eq!(tokens(), expected)));
        group.finish();

        let mut group = c.benchmark_group("text/hits");
        let hits = || texts.iter().map(|text| lexicon.hits(&Words::of(text)).len()).sum::<usize>();
        let expected = hits();
        group.throughput(throughput.clone());
        group.bench_function(name.clone(), |b| b.iter(|| assert_eq!(hits(), expected)));
        group.finish();

        let mut group = c.benchmark_group("reader/read");
        let drafts = drafts(&pairs);
        let read = || {
            let conversations = drafts.iter().map(|(ask, reply)| Conversation::draft(ask, reply));
            conversations
                .map(|one| one.exchanges().map(|exchange| places(&reader.read(&exchange))).sum::<usize>())
                .sum::<usize>()
        };
        let expected = read();
        assert!(expected > 0, "a reader that finds nothing");
        group.throughput(throughput);
        group.bench_function(name, |b| b.iter(|| assert_eq!(read(), expected)));
        group.finish();
    }
}

fn text(c: &mut Criterion) {
    measure(c, "page", &page());
    match brand() {
        Some(pairs) => measure(c, "brand", &pairs),
        None => println!("skipped: GOODWILL_DATA is not set"),
    }
}

criterion_group!(benches, text);
criterion_main!(benches);
