//! How do I embed it in a help desk that runs all day?
//!
//! Events arrive as they come: late, twice, out of order. A tracker takes them in, the host moves the watermark once an
//! hour, asks for scores whenever somebody looks, and writes a snapshot that a restart goes on from. Here the bundled
//! page is played back as if it were live, with a restart in the middle.
//!
//! ```text
//! cargo run --example embed_live
//! ```

mod shared;

use std::path::PathBuf;
use std::time::Duration;

use goodwill::event::{Event, Id};
use goodwill::reader::LexiconReader;
use goodwill::reader::Verdict;
use goodwill::scorer::{Responsiveness, TrustDecay};
use goodwill::thread::Arrival;
use goodwill::tracker::{Key, Tracker};
use goodwill::{Result, Timestamp};

type Live = Tracker<LexiconReader, (Responsiveness, TrustDecay)>;

fn tracker() -> Result<Live> {
    Ok(Tracker::new(LexiconReader::english()?, (Responsiveness::default(), TrustDecay::company_page())))
}

/// Events in the order in which a host gets them: every fifth a few hours late, every ninth twice.
fn as_they_arrive(events: Vec<Event>) -> Vec<(Timestamp, Event)> {
    let mut arriving = Vec::new();
    for (count, event) in events.into_iter().enumerate() {
        let late = Duration::from_secs(if count % 5 == 0 { 5 * 3_600 } else { 0 });
        arriving.push((event.at().saturating_add(late), event.clone()));
        if count % 9 == 0 {
            arriving.push((event.at().saturating_add(Duration::from_secs(60)), event));
        }
    }
    arriving.sort_by_key(|(arrival, _)| *arrival);
    arriving
}

fn main() -> Result<()> {
    let loaded = shared::load(&[PathBuf::from(shared::BUNDLED)], shared::BadLines::Refuse)?;
    let arriving = as_they_arrive(loaded.events);
    let restart = arriving.len() / 2;

    let mut live = tracker()?;
    let mut next_seal = Timestamp::MIN;
    for (count, (now, event)) in arriving.into_iter().enumerate() {
        let leaving = matches!(&event, Event::Outcome(outcome) if outcome.kind.as_str() == "cancelled");
        let customer = match &event {
            Event::Outcome(outcome) => outcome.customer.clone(),
            _ => None,
        };
        let arrival = live.push(event);

        // A customer cancels: how did we stand with them?
        if let (true, Arrival::New, Some(customer)) = (leaving, arrival, customer) {
            report(&mut live, &customer, now);
        }
        if now >= next_seal {
            live.seal(now);
            next_seal = now.saturating_add(Duration::from_secs(3_600));
        }
        if count == restart {
            let snapshot = live.snapshot()?;
            live = tracker()?.restore(&snapshot)?;
            println!("{}: restarted from {} bytes", shared::day(now), snapshot.len());
        }
    }

    let now = "2025-06-30T18:00:53Z".parse()?;
    println!("{:?}", live.counts());
    for reading in live.pending().iter().filter_map(|reading| reading.seen_at(now)) {
        if reading.verdict() == Verdict::Open {
            println!(
                "{} has waited for {}",
                reading.outline().customer(),
                shared::spoken(reading.open_for())
            );
        }
    }
    Ok(())
}

fn report(live: &mut Live, customer: &Id, now: Timestamp) {
    let (responsiveness, trust) = live.assess(&Key::Customer(customer.clone()), now);
    let name = live.customer(customer).and_then(|record| record.name.clone()).unwrap_or(customer.to_string());
    print!("{}: {name} cancels;", shared::day(now));
    for (what, score) in [("answered in time", responsiveness), ("trust", trust)] {
        match (score.score(), score.abstained()) {
            (Some(score), _) => print!(" {what} {:.2}", score.get()),
            (None, Some(reason)) => print!(" {what}: {reason}"),
            (None, None) => {}
        }
    }
    println!();
}
