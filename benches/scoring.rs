//! What scoring costs, one thread.
//!
//! Measured: cutting the events of the bundled page into conversations and exchanges; observing one reading by all
//! scorers; assessing a page with contributions, without and with the interval; both for trust alone, where order does not
//! count, where it does, and with a witness. Corpus: `examples/data/photo_store.jsonl`,
//! 380 events. Not measured: reading text, parsing files. Every loop checks its answer.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench that cannot load its corpus has nothing to say"
)]

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use goodwill::event::Event;
use goodwill::reader::{LexiconReader, Reader};
use goodwill::scorer::{
    Dismissiveness, Observation, Onlookers, Responsiveness, Scorer, TrustDecay, TrustState, Verdicts, View,
};
use goodwill::thread::Conversation;

const PAGE: &str = include_str!("../examples/data/photo_store.jsonl");
const QUIET: Duration = Duration::from_secs(14 * 86_400);

fn events() -> Vec<Event> {
    PAGE.lines().map(|line| serde_json::from_str(line).expect("the bundled page is valid")).collect()
}

fn scoring(c: &mut Criterion) {
    let events = events();
    let mut group = c.benchmark_group("threads");
    group.throughput(Throughput::Elements(events.len() as u64));
    group.bench_function("cut/380", |b| {
        b.iter(|| {
            let exchanges: usize =
                Conversation::cut(&events, QUIET).iter().map(|one| one.exchanges().len()).sum();
            assert_eq!(exchanges, 140);
        });
    });
    group.finish();

    let reader = LexiconReader::english().expect("the word list that ships loads");
    let seen: Vec<Observation> = Conversation::cut(&events, QUIET)
        .iter()
        .flat_map(|one| {
            one.exchanges().map(|exchange| Observation::Exchange(reader.read(&exchange))).collect::<Vec<_>>()
        })
        .collect();
    let scorers = (Verdicts, Responsiveness::default(), Dismissiveness::default(), TrustDecay::default());
    let mut group = c.benchmark_group("score");
    group.throughput(Throughput::Elements(seen.len() as u64));
    group.bench_function("observe/140", |b| {
        b.iter(|| {
            let mut state = Default::default();
            for one in &seen {
                scorers.observe(&mut state, one);
            }
            assert_eq!(state.0.exchanges(), 140);
        });
    });
    let mut state = Default::default();
    for one in &seen {
        scorers.observe(&mut state, one);
    }
    let view = View::new("2025-06-30T18:00:53Z".parse().expect("an instant"));
    group.throughput(Throughput::Elements(1));
    group.bench_function("assess/page", |b| {
        b.iter(|| {
            let (_, responsiveness, _, trust) = scorers.assess(&state, &view);
            assert!(responsiveness.score().is_some() && trust.contributions().len() > 3);
        });
    });
    group.bench_function("assess/page with interval", |b| {
        b.iter(|| {
            let (_, responsiveness, _, trust) = scorers.assess(&state, &view);
            assert!(responsiveness.interval().is_some() && trust.interval().is_some());
        });
    });
    group.finish();

    let mut ordered = seen.clone();
    ordered.sort_by_key(Observation::ordered);
    let witness = Onlookers::default().learn(&ordered, view.as_of());
    let mut group = c.benchmark_group("trust");
    for (name, trust) in [
        ("any order", TrustDecay::company_page()),
        ("in order", TrustDecay::cautious()),
        ("with a witness", TrustDecay::company_page().with_witness(witness)),
    ] {
        group.throughput(Throughput::Elements(ordered.len() as u64));
        let mut state = TrustState::default();
        group.bench_function(format!("observe/140 {name}"), |b| {
            b.iter(|| {
                state = TrustState::default();
                for one in &ordered {
                    trust.observe(&mut state, one);
                }
                assert!(state.newest().is_some());
            });
        });
        group.throughput(Throughput::Elements(1));
        group.bench_function(format!("assess/page {name}"), |b| {
            b.iter(|| assert!(trust.assess(&state, &view).contributions().len() > 3));
        });
    }
    group.finish();
}

criterion_group!(benches, scoring);
criterion_main!(benches);
