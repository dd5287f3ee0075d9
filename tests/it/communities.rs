//! Fits to communities of every shape: none fails, and none foretells worse than the share of bad ratings does.
//!
//! `cargo test --release --test it communities -- --nocapture` prints the table.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]

use super::dice::Dice;
use goodwill::fit::{Baseline, Choice, Fit, Mark, Measures, Parameter, Part, Ratings, TrustModel};

/// (subject, seconds, bad).
type Row = (usize, f64, bool);

const LINES: usize = 1_500;
const DAY: f64 = 86_400.0;

/// Ratings of `subjects`, some hours apart, each bad with the probability that `bad` gives to it.
fn drawn(dice: &mut Dice, lines: usize, subjects: usize, bad: impl Fn(usize, usize) -> f64) -> Vec<Row> {
    let mut at = 0.0;
    (0..lines)
        .map(|line| {
            at += (dice.share() * 0.5 * DAY).floor();
            let subject = dice.below(subjects);
            (subject, at, dice.share() < bad(line, subject))
        })
        .collect()
}

/// Seconds count: batches within one second, and storms of some minutes by one writer on many subjects.
fn stormy(dice: &mut Dice, lines: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0.0;
    while rows.len() < lines {
        at += (-libm::log(1.0 - dice.share()) * 0.3 * DAY).floor();
        if dice.share() < 0.03 {
            for _ in 0..4 + dice.below(12) {
                at += dice.below(40) as f64;
                rows.push((dice.below(60), at, dice.share() < 0.9));
            }
        } else {
            for _ in 0..=dice.below(3) {
                rows.push((dice.below(60), at, dice.share() < 0.08));
            }
        }
    }
    rows
}

fn shapes(seed: u64) -> Vec<(&'static str, Vec<Row>)> {
    let dice = &mut Dice(seed);
    let moods: Vec<f64> = (0..200).map(|_| dice.share() * dice.share()).collect();
    let zipf: Vec<usize> = (0..LINES).map(|_| libm::exp(dice.share() * 6.0) as usize).collect();
    let mut all = vec![
        ("none", Vec::new()),
        ("10 lines", drawn(dice, 10, 3, |_, _| 0.3)),
        ("30 lines", drawn(dice, 30, 4, |_, subject| moods[subject])),
        ("100 lines", drawn(dice, 100, 10, |_, subject| moods[subject])),
        ("few subjects, many ratings", drawn(dice, LINES, 5, |_, subject| moods[subject])),
        ("one subject", drawn(dice, LINES, 1, |_, _| 0.2)),
        ("many subjects, few ratings", drawn(dice, LINES, 900, |_, subject| moods[subject % 200])),
        ("all good", drawn(dice, LINES, 60, |_, _| 0.0)),
        ("all bad", drawn(dice, LINES, 60, |_, _| 1.0)),
        ("1 % bad", drawn(dice, LINES, 60, |_, _| 0.01)),
        ("50 % bad, by chance alone", drawn(dice, LINES, 60, |_, _| 0.5)),
        ("10 % bad, by chance alone", drawn(dice, LINES, 60, |_, _| 0.1)),
        ("50 % bad, by chance, few each", drawn(dice, LINES, 600, |_, _| 0.5)),
        (
            "good and bad subjects",
            drawn(dice, LINES, 60, |_, subject| if subject < 20 { 0.95 } else { 0.02 }),
        ),
        (
            "every subject changes",
            drawn(dice, LINES, 20, |line, subject| if (line / 300 + subject) % 2 == 0 { 0.6 } else { 0.05 }),
        ),
        ("bad only later", drawn(dice, LINES, 60, |line, _| if line < 1_000 { 0.0 } else { 0.3 })),
        ("bad only at first", drawn(dice, LINES, 60, |line, _| if line < 700 { 0.4 } else { 0.02 })),
        ("turns at the cut", drawn(dice, LINES, 60, |line, _| if line < 900 { 0.05 } else { 0.4 })),
        ("by turns", (0..LINES).map(|line| (line % 7, line as f64 * 5_000.0, (line / 7) % 2 == 0)).collect()),
        (
            "few are rated often",
            (0..LINES)
                .map(|line| {
                    (zipf[line], (line as f64 * 3_000.0).floor(), dice.share() < moods[zipf[line] % 200])
                })
                .collect(),
        ),
        ("all at one time", (0..LINES).map(|line| (line % 50, 1e9, line % 9 == 0)).collect()),
        ("seconds, batches and storms", stormy(dice, LINES)),
    ];
    let days = |rows: &[Row]| rows.iter().map(|(s, at, bad)| (*s, (at / DAY).floor() * DAY, *bad)).collect();
    let twice = |rows: &[Row]| rows.iter().flat_map(|row| [*row, *row]).collect();
    let mixed = drawn(dice, LINES, 60, |_, subject| moods[subject]);
    all.push(("the same in days", days(&all[all.len() - 1].1)));
    all.push(("every line twice", twice(&mixed)));
    all.push(("every line twice, in days", twice(&days(&mixed))));
    all
}

fn pushed(rows: &[Row]) -> Ratings {
    let mut ratings = Ratings::new();
    for (subject, at, bad) in rows {
        ratings.push(&subject.to_string(), *at, if *bad { Mark::Bad } else { Mark::Good }).unwrap();
    }
    ratings
}

#[test]
fn no_shape_of_community_is_foretold_worse_than_by_its_share() {
    println!("log loss on later lines (worst of the seeds by its lead over the share of bad ratings)");
    println!("{:<32} {:>6} {:>8} {:>8} {:>8}  parts", "community", "rows", "fitted", "share", "worse");
    let seeds = std::env::var("SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(2);
    let names: Vec<&str> = shapes(0).iter().map(|shape| shape.0).collect();
    let mut failures = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let mut told_of: Option<(f64, usize, String)> = None;
        for seed in 0..seeds {
            let ratings = pushed(&shapes(seed)[place].1);
            let cut = ratings.share(0.6);
            let choice = match Choice::of(&ratings, cut) {
                Ok(choice) => choice,
                Err(error) => {
                    assert!(error.to_string().contains("nothing to predict"), "{name}: {error}");
                    continue;
                }
            };
            let of = |foretold: &[f64]| Measures::of(&ratings.outcomes(foretold, cut..ratings.len()));
            let foretold = choice.fitted().model().foretell(&ratings);
            assert!(foretold.iter().all(|p| *p >= 0.0 && *p <= 1.0), "{name}");
            for estimate in choice.fitted().estimates() {
                assert!(
                    estimate.low <= estimate.value && estimate.value <= estimate.high,
                    "{name}: {estimate:?}"
                );
            }
            let (fitted, share) = (of(&foretold), of(&Baseline::GlobalMean.foretell(&ratings, cut)));
            let worse = fitted.log_loss - share.log_loss;
            let parts: Vec<&str> = choice.parts().iter().map(|part| part.name()).collect();
            let told = format!(
                "{name:<32} {:>6} {:>8.4} {:>8.4} {worse:>+8.4}  {}",
                fitted.rows,
                fitted.log_loss,
                share.log_loss,
                parts.join(", ")
            );
            if told_of.as_ref().is_none_or(|there| worse > there.0) {
                told_of = Some((worse, fitted.rows, told));
            }
        }
        match told_of {
            None => println!("{name:<32} nothing to predict"),
            Some((worse, rows, told)) => {
                println!("{told}");
                // Chance alone is worth some .002, and a few dozen ratings are no measure of it.
                if worse > if rows < 50 { 0.02 } else { 0.005 } {
                    failures.push(told);
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// With real seconds the storm pays and stays where it is, and no line of an instant is foretold by another of it.
#[test]
fn storms_in_seconds() {
    for seed in 0..3 {
        let rows = stormy(&mut Dice(90 + seed), 3_000);
        let ratings = pushed(&rows);
        let cut = ratings.share(0.6);
        let start = || TrustModel::relationship().lacking(Part::Page);
        let with = Fit::from(start()).run(&ratings, cut).unwrap();
        let without = Fit::from(start().lacking(Part::Storm)).run(&ratings, cut).unwrap();
        let later = |fitted: &goodwill::fit::Fitted| fitted.model().loss(&ratings, cut..ratings.len());
        println!("storm in seconds: {:.4} with it, {:.4} without", later(&with), later(&without));
        assert!(later(&with) < later(&without) - 0.02, "{} {}", later(&with), later(&without));
        assert!(with.slope() < 1e-3, "{}", with.slope());
        for parameter in [Parameter::StormWeight, Parameter::StormHalfLife, Parameter::StormPrior] {
            let found = with.of(parameter).unwrap();
            let (low, high) = parameter.range();
            assert!(found.value > low && found.value < high, "{found:?}");
        }
        // Whatever is said within an instant, what is foretold of it stays.
        let model = with.model();
        let foretold = model.foretell(&ratings);
        let mut first = 0;
        let mut batches = 0;
        for batch in rows.chunk_by(|a, b| a.1 == b.1) {
            let range = first..first + batch.len();
            first += batch.len();
            if batch.len() < 3 || batches >= 20 {
                continue;
            }
            batches += 1;
            let mut other = rows[..range.end].to_vec();
            for row in &mut other[range.clone()] {
                row.2 = !row.2;
            }
            let again = model.foretell(&pushed(&other));
            assert_eq!(again[range.clone()], foretold[range.clone()]);
            other[range.clone()].reverse();
            let mut turned = model.foretell(&pushed(&other))[range.clone()].to_vec();
            turned.reverse();
            assert_eq!(turned, foretold[range]);
        }
        assert!(batches > 3, "{batches}");
    }
}
