//! What holds for every history, tried on random ones.
//!
//! The seed is fixed, so that every run tries the same cases; `PROPTEST_CASES` raises their number and
//! `PROPTEST_RNG_SEED` tries others.
#![allow(clippy::expect_used, clippy::panic, reason = "functions that only tests call")]

mod clocks;
mod columns;
mod coverage;
mod invariance;
mod ledgers;
mod rates;
mod readings;
mod scores;
mod states;
mod threads;
mod trackers;
mod trust;
mod windows;
mod witness;
mod world;

use proptest::test_runner::{Config, RngSeed};

/// That many cases, or as many as the environment asks for if that is more; no file remembers failures.
fn cases(fewest: u32) -> Config {
    let read = |name: &str| std::env::var(name).ok();
    let asked = read("PROPTEST_CASES").and_then(|number| number.parse().ok()).unwrap_or(0);
    let seed = read("PROPTEST_RNG_SEED").and_then(|number| number.parse().ok()).unwrap_or(17);
    Config {
        cases: fewest.max(asked),
        failure_persistence: None,
        // Some histories hold nothing that a property is about.
        max_global_rejects: 100_000,
        rng_seed: RngSeed::Fixed(seed),
        ..Config::default()
    }
}
