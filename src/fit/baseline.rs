//! What a model of trust must beat.

use super::measure::{CLIP, logistic};
use super::minimise::{Search, lowest};
use super::ratings::{Rating, Ratings};

/// A simple way to foretell the next rating, for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Baseline {
    /// The share of bad ratings among those that were fitted to.
    GlobalMean,
    /// The share of bad ratings of the subject so far, with one rating's worth of the global mean.
    RunningMean,
    /// An exponentially weighted mean of the subject's ratings, its weight fitted.
    MovingMean,
    /// A beta distribution without fading, its prior fitted.
    Beta,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GlobalMean, Self::RunningMean, Self::MovingMean, Self::Beta];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GlobalMean => "global mean",
            Self::RunningMean => "running mean",
            Self::MovingMean => "exponentially weighted mean",
            Self::Beta => "beta without fading",
        }
    }

    /// The probability that each rating is bad, foretold before any of the same subject and instant is learnt; what has to
    /// be fitted is fitted to the first `upto` ratings.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn foretell(self, ratings: &Ratings, upto: usize) -> Vec<f64> {
        let rows = ratings.rows();
        let fitted_to = rows.get(..upto).unwrap_or(rows);
        let bad = fitted_to.iter().filter(|rating| rating.bad).count() as f64;
        let mean = (bad + 0.5) / (fitted_to.len() as f64 + 1.0);
        match self {
            Self::GlobalMean => vec![mean; rows.len()],
            Self::RunningMean => counted(rows, mean, 1.0 - mean),
            Self::MovingMean => {
                let loss = |weight: f64| {
                    let foretold = moving(fitted_to, mean, weight);
                    fitted_to
                        .iter()
                        .zip(foretold)
                        .filter(|(rating, _)| rating.known)
                        .map(|(rating, p)| super::measure::loss(p, rating.bad))
                        .sum::<f64>()
                };
                let weights = (1..50).map(|step| f64::from(step) / 50.0);
                let best = weights.map(|weight| (loss(weight), weight)).min_by(|a, b| a.0.total_cmp(&b.0));
                moving(rows, mean, best.map_or(0.5, |best| best.1))
            }
            Self::Beta => {
                let counts = counts(fitted_to);
                let known = fitted_to.iter().filter(|rating| rating.known).count().max(1) as f64;
                let mut cost = |point: &[f64], slope: &mut [f64]| {
                    let (a, b) = (libm::exp(point[0]), libm::exp(point[1]));
                    let mut total = 0.0;
                    slope.fill(0.0);
                    for (rating, (n, p)) in fitted_to.iter().zip(&counts).filter(|(rating, _)| rating.known) {
                        let log_odds = libm::log(n + a) - libm::log(p + b);
                        let bad = logistic(log_odds);
                        total -= libm::log(if rating.bad { bad } else { 1.0 - bad }.max(CLIP * CLIP));
                        let push = bad - f64::from(u8::from(rating.bad));
                        slope[0] += push * a / (n + a);
                        slope[1] -= push * b / (p + b);
                    }
                    for x in slope.iter_mut() {
                        *x /= known;
                    }
                    total / known
                };
                let search = Search { most_passes: 200, flat: 1e-7 };
                let found = lowest(&mut cost, &[-1.0, 0.0], &[(-9.0, 9.0); 2], search);
                counted(rows, libm::exp(found.point[0]), libm::exp(found.point[1]))
            }
        }
    }
}

/// Runs over the ratings with one number or pair a subject; those of one instant are read before any is learnt.
fn over<S: Clone, T>(
    rows: &[Rating],
    start: &S,
    read: impl Fn(&S) -> T,
    mut learn: impl FnMut(&mut S, bool),
) -> Vec<T> {
    let mut subjects: Vec<S> = Vec::new();
    let mut told = Vec::with_capacity(rows.len());
    for group in rows.chunk_by(|a, b| a.day == b.day) {
        for rating in group {
            let place = rating.subject as usize;
            if place >= subjects.len() {
                subjects.resize(place + 1, start.clone());
            }
            told.push(read(&subjects[place]));
        }
        for rating in group {
            learn(&mut subjects[rating.subject as usize], rating.bad);
        }
    }
    told
}

/// Bad and good ratings of the subject before each.
fn counts(rows: &[Rating]) -> Vec<(f64, f64)> {
    over(
        rows,
        &(0.0, 0.0),
        |counts| *counts,
        |(bad, good), is_bad| {
            if is_bad { *bad += 1.0 } else { *good += 1.0 }
        },
    )
}

fn counted(rows: &[Rating], bad: f64, good: f64) -> Vec<f64> {
    counts(rows).into_iter().map(|(n, p)| (n + bad) / (n + bad + p + good)).collect()
}

fn moving(rows: &[Rating], mean: f64, weight: f64) -> Vec<f64> {
    over(
        rows,
        &mean,
        |level| *level,
        |level, bad| {
            *level += weight * (f64::from(u8::from(bad)) - *level);
        },
    )
}
