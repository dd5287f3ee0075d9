//! Clocks: what holds of every run of every history.

use std::time::Duration;

use goodwill::reader::{Clock, ClockPolicy, OnCustomer, Reading, Run, Verdict, WallTime};
use goodwill::scorer::Observation;
use goodwill::stats::Wait;
use proptest::prelude::*;

use super::cases;
use super::world::{QUIET, START, instant, pending, plain_reader, sealed, worlds};

fn runs(reading: &Reading, clock: Clock, policy: &ClockPolicy) -> Vec<Run> {
    reading.runs(clock, policy).collect()
}

fn check(reading: &Reading, seen: Option<goodwill::Timestamp>) -> Result<(), TestCaseError> {
    let usual = ClockPolicy::default();
    let on = ClockPolicy::builder().on_customer(OnCustomer::Runs).build().expect("in range");
    for &clock in Clock::ALL {
        let (halting, running) = (runs(reading, clock, &usual), runs(reading, clock, &on));
        prop_assert_eq!(halting.len(), running.len());
        for (one, other) in halting.iter().zip(&running) {
            // Pauses change how much counts and nothing else.
            prop_assert_eq!(
                (one.started(), one.stopped(), one.until()),
                (other.started(), other.stopped(), other.until())
            );
            prop_assert!(other.pauses().is_empty() && one.elapsed(&WallTime) <= other.elapsed(&WallTime));
            prop_assert_eq!(other.elapsed(&WallTime), one.until().since(one.started()));
            let still: Duration = one.pauses().iter().map(|(from, to)| to.since(*from)).sum();
            prop_assert_eq!(one.elapsed(&WallTime) + still, other.elapsed(&WallTime));
            prop_assert!(one.started() >= reading.outline().began() && one.until() >= one.started());
            let mut last = one.started();
            for &(from, to) in one.pauses() {
                prop_assert!(last <= from && from < to && to <= one.until());
                last = to;
            }
            if let Some(seen) = seen {
                prop_assert!(
                    one.until() <= seen,
                    "{} runs to {} where it is seen at {}",
                    clock,
                    one.until(),
                    seen
                );
            }
        }
        // Of one clock, one run ends before the next begins.
        prop_assert!(halting.windows(2).all(|pair| pair[0].until() <= pair[1].started()));
        if matches!(clock, Clock::ConclusiveResponse | Clock::Resolution) {
            prop_assert!(halting.is_empty() || !reading.outline().follows());
        }
    }

    // First and next response are the wait that the verdict speaks of, once.
    let (first, next) =
        (runs(reading, Clock::FirstResponse, &usual), runs(reading, Clock::NextResponse, &usual));
    prop_assert!(first.is_empty() || next.is_empty());
    let none = if reading.outline().follows() { &first } else { &next };
    prop_assert!(none.is_empty());
    let both: Vec<Wait> = first.iter().chain(&next).map(|run| run.wait(&WallTime)).collect();
    let milliseconds = |length: Duration| u64::try_from(length.as_millis()).expect("a short length");
    let expected = match reading.verdict() {
        Verdict::Answered => reading.wait().map(|wait| Wait::Answered(milliseconds(wait))),
        Verdict::Ignored => reading.age(reading.outline().closes()).map(|age| Wait::Open(milliseconds(age))),
        Verdict::Open => Some(Wait::Open(milliseconds(reading.open_for()))),
        Verdict::Withdrawn | Verdict::NeedsNone => None,
    };
    prop_assert_eq!(both, Vec::from_iter(expected));
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_run_begins_pauses_and_ends_within_what_is_seen(world in worlds(), at in 0..30 * QUIET) {
        for seen in sealed(&world, &plain_reader()) {
            let Observation::Exchange(reading) = seen else { continue };
            check(&reading, Some(reading.outline().closes()))?;
        }
        let at = instant(START + at);
        for reading in pending(&world, &plain_reader()) {
            check(&reading, None)?;
            if let Some(then) = reading.seen_at(at) {
                check(&then, Some(at))?;
            }
        }
    }

    /// No customer who asks is left out: whoever has a first response has a resolution as well, answered or not.
    #[test]
    fn nobody_who_waits_is_left_out(world in worlds()) {
        for seen in sealed(&world, &plain_reader()) {
            let Observation::Exchange(reading) = seen else { continue };
            let policy = ClockPolicy::default();
            let waits = !runs(&reading, Clock::FirstResponse, &policy).is_empty();
            for clock in [Clock::ConclusiveResponse, Clock::Resolution] {
                prop_assert!(!waits || !runs(&reading, clock, &policy).is_empty(), "{}", clock);
            }
        }
    }
}
