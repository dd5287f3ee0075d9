//! How do I add a scorer of my own?
//!
//! A scorer is a state and three small functions: take one observation in, merge two states, say what they amount to.
//! This one asks how many customers are answered within a day, and runs beside the built-in scorers in one pass over the
//! bundled page, plainly and in a box.
//!
//! ```text
//! cargo run --example custom_scorer
//! ```

mod shared;

use std::path::PathBuf;

use goodwill::assessment::{Abstention, Basis, Evidence, Fingerprint, Scale};
use goodwill::reader::LexiconReader;
use goodwill::reader::Verdict;
use goodwill::scorer::{Dismissiveness, Observation, Responsiveness, Scorer, TrustDecay, View};
use goodwill::tracker::{Key, Tracker};
use goodwill::{Assessment, Result};
use serde::{Deserialize, Serialize};

/// The share of asks that are answered within a day.
#[derive(Clone, Copy)]
struct WithinADay;

/// Asks answered within a day, and the others: whole numbers, so that merging is exact.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Counts {
    within_a_day: u32,
    others: u32,
}

impl Scorer for WithinADay {
    type State = Counts;
    type Output = Assessment;

    fn observe(&self, state: &mut Counts, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let in_time = reading.wait().is_some_and(|wait| wait.as_secs() < 86_400);
        match reading.verdict() {
            Verdict::Answered if in_time => state.within_a_day += 1,
            Verdict::Answered | Verdict::Ignored => state.others += 1,
            // Still open: lost for this purpose once a day has passed.
            Verdict::Open if reading.open_for().as_secs() >= 86_400 => state.others += 1,
            _ => {}
        }
    }

    fn merge(&self, into: &mut Counts, other: &Counts) {
        into.within_a_day += other.within_a_day;
        into.others += other.others;
    }

    fn assess(&self, state: &Counts, view: &View<'_>) -> Assessment {
        let state = view.complete(self, state);
        let (good, bad) = (f64::from(state.within_a_day), f64::from(state.others));
        if good + bad == 0.0 {
            return Assessment::abstaining(Abstention::NoEvidence).stamped(self.fingerprint(), view.as_of());
        }
        // One ask each way is assumed before any evidence; what is seen moves the score from one half.
        let all = good + bad + 2.0;
        let parts = vec![
            Evidence::new(Basis::Other("answered within a day".into()), 0.5 * good / all),
            Evidence::new(Basis::Other("answered later or never".into()), -0.5 * bad / all),
        ];
        Assessment::beta(good + 1.0, bad + 1.0, good + bad)
            .resting_on(Scale::Plain, 0.5, parts)
            .stamped(self.fingerprint(), view.as_of())
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("within a day 1", &())
    }
}

fn main() -> Result<()> {
    let loaded = shared::load(&[PathBuf::from(shared::BUNDLED)], shared::BadLines::Refuse)?;
    let as_of = "2025-06-30T18:00:53Z".parse()?;

    // A tuple of scorers is a scorer: one pass, several outputs.
    let scorers = (
        WithinADay,
        Responsiveness::default(),
        Dismissiveness::default(),
        TrustDecay::default(),
        WithinADay.boxed(),
    );
    let mut tracker = Tracker::new(LexiconReader::english()?, scorers);
    for event in loaded.events {
        tracker.push(event);
    }
    tracker.seal(as_of);
    let (within_a_day, responsiveness, dismissiveness, trust, boxed) = tracker.assess(&Key::All, as_of);
    assert_eq!(within_a_day, boxed);

    for (name, score) in [
        ("within a day", &within_a_day),
        ("responsiveness", &responsiveness),
        ("dismissiveness", &dismissiveness),
        ("trust", &trust),
    ] {
        let (Some(value), Some(range)) = (score.score(), score.interval()) else { continue };
        println!("{name:<15} {:.2}  ({:.2} to {:.2})", value.get(), range.low, range.high);
    }
    for part in within_a_day.contributions() {
        println!("{:+.3} {}", part.contribution, part.basis);
    }
    Ok(())
}
