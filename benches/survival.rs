//! What the statistics of waits cost, one thread.
//!
//! Measured: the exact curve of Kaplan and Meier with its median, from waits in any order; the same from a histogram, counting
//! included; the restricted mean and the log-rank test on curves that are there. Corpus: waits of whole seconds, log-normal with
//! the logarithm's mean 7 and deviation 2, watched evenly up to 40 days, from a fixed seed: those of the script that times
//! Python's lifelines. Not measured: reading files. Every loop checks its answer.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a bench"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use goodwill::stats::{LogRank, SurvivalCurve, Wait, WaitHistogram, Weighting, normal_quantile};

fn waits(n: usize) -> Vec<Wait> {
    let mut seed = 7_u64;
    // Vigna's SplitMix64 (2015).
    let mut share = || {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = seed;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0 + 1e-17
    };
    (0..n)
        .map(|_| {
            let wait = libm::exp(7.0 + 2.0 * normal_quantile(share())).ceil();
            let watched = (share() * 40.0 * 86_400.0).ceil();
            if wait <= watched {
                Wait::Answered(wait as u64 * 1_000)
            } else {
                Wait::Open(watched as u64 * 1_000)
            }
        })
        .collect()
}

fn survival(c: &mut Criterion) {
    let mut group = c.benchmark_group("survival");
    for n in [10_000, 100_000, 1_000_000] {
        let waits = waits(n);
        group.throughput(Throughput::Elements(n as u64));
        group.sample_size(if n > 100_000 { 20 } else { 50 });
        group.bench_function(BenchmarkId::new("exact", n), |b| {
            b.iter(|| {
                let curve = SurvivalCurve::of(waits.iter().copied());
                let median = curve.median();
                assert!(median.is_some_and(|median| (900_000..1_300_000).contains(&median)), "{median:?}");
            });
        });
        group.bench_function(BenchmarkId::new("histogram", n), |b| {
            b.iter(|| {
                let histogram: WaitHistogram = waits.iter().copied().collect();
                let median = histogram.curve().median();
                assert!(median.is_some_and(|median| (900_000..1_300_000).contains(&median)), "{median:?}");
            });
        });
        let curve = SurvivalCurve::of(waits.iter().copied());
        group.bench_function(BenchmarkId::new("restricted_mean", n), |b| {
            b.iter(|| {
                let mean = curve.restricted_mean(86_400_000);
                assert!(mean.value > 1e6 && mean.standard_error > 0.0);
            });
        });
        let halves = [0, 1].map(|odd| SurvivalCurve::of(waits.iter().copied().skip(odd).step_by(2)));
        group.bench_function(BenchmarkId::new("log_rank", n), |b| {
            b.iter(|| assert_eq!(LogRank::between(&halves, Weighting::LogRank).degrees(), 1));
        });
    }
    group.finish();
}

criterion_group!(benches, survival);
criterion_main!(benches);
