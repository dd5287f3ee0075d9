//! Live equals batch: whatever arrives late, twice and between restarts comes to the same.

use goodwill::event::{Event, Interaction};
use goodwill::reader::Reader;
use goodwill::scorer::{Clocks, Dismissiveness, Responsiveness, TrustDecay, Verdicts, WaitTimes, Worst};
use goodwill::thread::Arrival;
use goodwill::tracker::{Key, Tracker};
use proptest::prelude::*;
use serde::Serialize;

use super::cases;
use super::world::{
    Change, Dice, HOUR, LATENESS, QUIET, START, World, changes, copy, id, instant, plain_reader, sealing,
    shipped_reader, worlds,
};

/// The last of them depends on the order of events.
type Every = (Verdicts, Responsiveness, Dismissiveness, TrustDecay, WaitTimes, Worst, Clocks, TrustDecay);

fn every() -> Every {
    (
        Verdicts,
        Responsiveness::default(),
        Dismissiveness::default(),
        TrustDecay::default(),
        WaitTimes,
        Worst::default(),
        Clocks::default(),
        TrustDecay::cautious(),
    )
}

/// What arrives when: every event at least once within `lateness`, some of them again, some of those changed.
fn deliveries(world: &World, copies: &[(prop::sample::Index, Change)], dice: &mut Dice) -> Vec<(i64, Event)> {
    let lag = |dice: &mut Dice| match dice.roll(4) {
        0 => 0,
        1 => LATENESS,
        _ => dice.between(0, LATENESS),
    };
    let mut all: Vec<(i64, usize, Event)> = world
        .events
        .iter()
        .cloned()
        .chain(copies.iter().map(|(index, change)| copy(index.get(&world.events), *change)))
        .map(|event| (event.at().as_millisecond() + lag(dice), dice.roll(1_000), event))
        .collect();
    all.sort_by_key(|(arrival, tie, _)| (*arrival, *tie));
    all.into_iter().map(|(arrival, _, event)| (arrival, event)).collect()
}

/// What the caller does between arrivals.
#[derive(Clone, Copy, Debug)]
struct Habits {
    seals: bool,
    restarts: bool,
    looks: bool,
}

fn habits() -> impl Strategy<Value = Habits> {
    let mostly = || prop::bool::weighted(0.8);
    (mostly(), prop::bool::ANY, mostly()).prop_map(|(seals, restarts, looks)| Habits {
        seals,
        restarts,
        looks,
    })
}

fn live<'r, R: Reader>(
    reader: &'r R,
    arrivals: &[(i64, Event)],
    habits: Habits,
    dice: &mut Dice,
) -> Tracker<&'r R, Every> {
    let mut tracker = Tracker::new(reader, every()).sealing(sealing());
    for (clock, event) in arrivals {
        if habits.seals && dice.roll(2) == 0 {
            let behind = if dice.roll(3) > 0 { 0 } else { dice.between(0, QUIET) };
            tracker.seal(instant(clock - behind));
        }
        if habits.restarts && dice.roll(6) == 0 {
            let bytes = tracker.snapshot().expect("states can be written");
            tracker = Tracker::new(reader, every())
                .sealing(sealing())
                .restore(&bytes)
                .expect("a snapshot of its own");
        }
        if habits.looks && dice.roll(3) == 0 {
            match dice.roll(4) {
                0 => drop(tracker.unmatched_by_page()),
                1 => drop(tracker.pending()),
                2 => assert!(tracker.keys().count() < 100),
                _ => drop(tracker.assess(&Key::All, instant(clock + dice.between(-QUIET, QUIET)))),
            }
        }
        let arrival = tracker.push(event.clone());
        assert!(
            matches!(arrival, Arrival::New | Arrival::Duplicate | Arrival::Conflict),
            "{event:?} is {arrival} at {clock}"
        );
    }
    tracker
}

fn batch<'r, R: Reader>(reader: &'r R, arrivals: &[(i64, Event)]) -> Tracker<&'r R, Every> {
    let mut tracker = Tracker::new(reader, every()).sealing(sealing());
    for (_, event) in arrivals {
        tracker.push(event.clone());
    }
    tracker
}

fn bytes<T: Serialize>(what: &T) -> String {
    serde_json::to_string(what).expect("states can be written")
}

fn same<R: Reader>(
    live: &mut Tracker<&R, Every>,
    batch: &mut Tracker<&R, Every>,
    as_of: i64,
) -> Result<(), TestCaseError> {
    let keys: Vec<Key> = batch.keys().cloned().collect();
    prop_assert_eq!(&live.keys().cloned().collect::<Vec<_>>(), &keys);
    for key in &keys {
        for later in [0, HOUR, 40 * QUIET] {
            let (one, two) =
                (live.assess(key, instant(as_of + later)), batch.assess(key, instant(as_of + later)));
            prop_assert_eq!(&one.0, &two.0, "verdicts of {}", key);
            prop_assert_eq!(&one.1, &two.1, "responsiveness of {}", key);
            prop_assert_eq!(&one.2, &two.2, "dismissiveness of {}", key);
            prop_assert_eq!(&one.3, &two.3, "trust of {}", key);
            prop_assert_eq!(&one.4, &two.4, "waits of {}", key);
            prop_assert_eq!(bytes(&one.5), bytes(&two.5), "the worst of {}", key);
            prop_assert_eq!(&one.5, &two.5, "the worst of {}", key);
            prop_assert_eq!(&one.6, &two.6, "clocks of {}", key);
        }
        let states = (live.tally(key).expect("a known key"), batch.tally(key).expect("a known key"));
        let states_as_bytes = [states.0, states.1].map(|tally| bytes(tally.state()));
        prop_assert_eq!(&states_as_bytes[0], &states_as_bytes[1], "state of {}", key);
        prop_assert_eq!(states.0.newest(), states.1.newest());
    }
    prop_assert_eq!(live.unmatched_by_page(), batch.unmatched_by_page());
    prop_assert_eq!(bytes(&live.pending()), bytes(&batch.pending()));
    Ok(())
}

fn check<R: Reader>(
    reader: &R,
    world: &World,
    copies: &[(prop::sample::Index, Change)],
    habits: Habits,
    later: i64,
    seed: u64,
) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(seed);
    let arrivals = deliveries(world, copies, &mut dice);
    let last = arrivals.last().map_or(START, |(arrival, _)| *arrival);
    let as_of = last + later;
    let mut live = live(reader, &arrivals, habits, &mut dice);
    let mut batch = batch(reader, &arrivals);
    live.seal(instant(as_of));
    batch.seal(instant(as_of));
    same(&mut live, &mut batch, as_of)
}

/// How long after the last arrival everything is looked at: with nothing, something or everything sealed.
fn later() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(0),
        0..QUIET + LATENESS,
        Just(QUIET),
        Just(QUIET + LATENESS),
        Just(QUIET + LATENESS + 1),
        Just(100 * QUIET),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    /// To the byte, whatever the caller does between arrivals.
    #[test]
    fn live_equals_batch_to_the_byte(
        world in worlds(),
        copies in changes(),
        habits in habits(),
        later in later(),
        seed in any::<u64>(),
    ) {
        check(&plain_reader(), &world, &copies, habits, later, seed)?;
    }

    /// With nobody looking before the end.
    #[test]
    fn live_equals_batch(
        world in worlds(),
        copies in changes(),
        habits in habits(),
        later in later(),
        seed in any::<u64>(),
    ) {
        let habits = Habits { looks: false, ..habits };
        check(&plain_reader(), &world, &copies, habits, later, seed)?;
    }

    /// Looks change nothing where nothing is sealed between them.
    #[test]
    fn looking_changes_nothing(
        world in worlds(),
        copies in changes(),
        restarts in any::<bool>(),
        later in later(),
        seed in any::<u64>(),
    ) {
        let habits = Habits { seals: false, restarts, looks: true };
        check(&plain_reader(), &world, &copies, habits, later, seed)?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn live_equals_batch_with_the_reader_that_ships(
        world in worlds(),
        copies in changes(),
        habits in habits(),
        later in later(),
        seed in any::<u64>(),
    ) {
        check(&shipped_reader(), &world, &copies, habits, later, seed)?;
    }
}

#[test]
fn a_thread_that_goes_on_after_it_was_sealed_is_looked_at_anew() {
    let reader = plain_reader();
    let ask = |name: &str, at: i64| {
        Interaction::new(id("t"), id(name), instant(START + at)).saying("Is the darkroom open on Sunday?")
    };
    let later = 3 * QUIET;
    let mut tracker = Tracker::new(&reader, Verdicts).sealing(sealing());
    tracker.push(Event::Interaction(ask("m1", 0)));
    tracker.push(Event::Interaction(ask("m2", 1)));
    assert_eq!(tracker.assess(&Key::All, instant(START + 1)).exchanges(), 1);
    tracker.seal(instant(START + later));
    tracker.push(Event::Interaction(ask("m3", later)));
    let verdicts = tracker.assess(&Key::All, instant(START + later));
    assert_eq!((verdicts.ignored, verdicts.open), (1, 1));
    let pending: Vec<_> =
        tracker.pending().iter().map(|reading| reading.outline().id().first.clone()).collect();
    assert_eq!(pending, [id("m3")]);
}
