//! States: any split and any tree of merges leaves the same bytes, and what is written is read back.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use goodwill::assessment::Assessment;
use goodwill::event::{Channel, Event};
use goodwill::reader::Reading;
use goodwill::scorer::{
    Abandoned, BoxScorer, BoxState, ChannelPolicy, Clocks, Dismissiveness, Observation, Order, Prior,
    Responsiveness, Scorer, SelectiveSilence, Target, TrustDecay, Verdicts, View, WaitTimes,
    WaitTimesByChannel, Windowed, Worst,
};
use goodwill::thread::{Conversation, Sealing};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::cases;
use super::world::{
    Dice, HOUR, QUIET, START, World, instant, length, plain_reader, sealed, shipped_reader, strange_worlds,
    worlds,
};

/// What scorers may be shown: what is sealed, and some of it as it stood earlier, so that open asks are among it.
pub(super) fn observations(world: &World, dice: &mut Dice) -> Vec<Observation> {
    let span = world.newest() - START + QUIET;
    sealed(world, &plain_reader())
        .into_iter()
        .map(|seen| {
            let earlier = instant(START + dice.between(0, span));
            if dice.roll(3) == 0 { seen.seen_at(earlier).unwrap_or(seen) } else { seen }
        })
        .collect()
}

pub(super) fn bytes<T: Serialize>(state: &T) -> String {
    serde_json::to_string(state).expect("states can be written")
}

pub(super) fn fold<'a, S: Scorer>(scorer: &S, seen: impl IntoIterator<Item = &'a Observation>) -> S::State {
    let mut state = S::State::default();
    for observation in seen {
        scorer.observe(&mut state, observation);
    }
    state
}

fn merged<S: Scorer>(scorer: &S, one: &S::State, two: &S::State) -> S::State {
    let mut both = one.clone();
    scorer.merge(&mut both, two);
    both
}

/// Splits at random, folds each part in random order, merges along a random tree.
fn in_parts<S: Scorer>(scorer: &S, seen: &[Observation], parts: usize, dice: &mut Dice) -> S::State {
    let mut split: Vec<Vec<&Observation>> = vec![Vec::new(); parts];
    for observation in seen {
        split[dice.roll(parts)].push(observation);
    }
    let mut states: Vec<S::State> = split
        .into_iter()
        .map(|mut part| {
            dice.shuffle(&mut part);
            fold(scorer, part)
        })
        .collect();
    while states.len() > 1 {
        let one = states.swap_remove(dice.roll(states.len()));
        let place = dice.roll(states.len());
        states[place] = if dice.roll(2) == 0 {
            merged(scorer, &states[place], &one)
        } else {
            merged(scorer, &one, &states[place])
        };
    }
    states.pop().unwrap_or_default()
}

pub(super) fn check_merges<S: Scorer>(
    scorer: &S,
    seen: &[Observation],
    parts: usize,
    dice: &mut Dice,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(scorer.order(), Order::Any);
    let whole = bytes(&fold(scorer, seen));
    prop_assert_eq!(&bytes(&in_parts(scorer, seen, parts, dice)), &whole);
    let thirds: Vec<S::State> =
        (0..3).map(|third| fold(scorer, seen.iter().skip(third).step_by(3))).collect();
    let left = merged(scorer, &merged(scorer, &thirds[0], &thirds[1]), &thirds[2]);
    let right = merged(scorer, &thirds[0], &merged(scorer, &thirds[1], &thirds[2]));
    prop_assert_eq!(bytes(&left), bytes(&right));
    prop_assert_eq!(
        bytes(&merged(scorer, &thirds[0], &thirds[1])),
        bytes(&merged(scorer, &thirds[1], &thirds[0]))
    );
    let nothing = S::State::default();
    let whole_state = fold(scorer, seen);
    prop_assert_eq!(&bytes(&merged(scorer, &whole_state, &nothing)), &whole);
    prop_assert_eq!(&bytes(&merged(scorer, &nothing, &whole_state)), &whole);
    Ok(())
}

/// A trust that forgets within the histories of these tests, unlike on its two sides.
fn hasty() -> TrustDecay {
    TrustDecay::builder()
        .half_lives(Duration::from_secs(3_600), Duration::from_secs(5_000))
        .harm(2.5)
        .build()
        .expect("in range")
}

/// Slots so short and so few that histories outlast them.
fn windowed<S: Scorer>(scorer: S) -> Windowed<S> {
    Windowed::builder(scorer).slot(length(5 * HOUR)).most(3).last(2).build().expect("in range")
}

type Every = (Verdicts, Responsiveness, Dismissiveness, TrustDecay, TrustDecay, WaitTimes, Worst, Worst);

fn every() -> Every {
    (
        Verdicts,
        Responsiveness::default(),
        Dismissiveness::default(),
        TrustDecay::default(),
        hasty(),
        WaitTimes,
        Worst::default(),
        Worst::new(2).expect("in range"),
    )
}

fn boxed() -> (BoxScorer, BoxScorer, BoxScorer, BoxScorer) {
    (
        Responsiveness::default().boxed(),
        Dismissiveness::default().boxed(),
        TrustDecay::default().boxed(),
        hasty().boxed(),
    )
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn any_split_and_tree_of_merges_leaves_the_same_bytes(
        world in worlds(),
        more in worlds(),
        parts in 1_usize..6,
        seed in any::<u64>(),
    ) {
        let mut dice = Dice::new(seed);
        // A second history far from the first, whose threads have other names: evidence that has faded.
        let mut seen = observations(&world, &mut dice);
        let apart = World { events: more.events.into_iter().map(|event| moved(event, 1_000 * HOUR)).collect() };
        seen.extend(observations(&apart, &mut dice));
        let (verdicts, responsiveness, dismissiveness, trust, hasty, waits, worst, worst_two) = every();
        check_merges(&verdicts, &seen, parts, &mut dice)?;
        check_merges(&responsiveness, &seen, parts, &mut dice)?;
        check_merges(&dismissiveness, &seen, parts, &mut dice)?;
        check_merges(&trust, &seen, parts, &mut dice)?;
        check_merges(&hasty, &seen, parts, &mut dice)?;
        check_merges(&waits, &seen, parts, &mut dice)?;
        check_merges(&WaitTimesByChannel, &seen, parts, &mut dice)?;
        check_merges(&Clocks::default(), &seen, parts, &mut dice)?;
        check_merges(&worst, &seen, parts, &mut dice)?;
        check_merges(&worst_two, &seen, parts, &mut dice)?;
        check_merges(&SelectiveSilence::default(), &seen, parts, &mut dice)?;
        check_merges(&Abandoned, &seen, parts, &mut dice)?;
        check_merges(&windowed(responsiveness), &seen, parts, &mut dice)?;
        check_merges(&windowed(hasty), &seen, parts, &mut dice)?;
        check_merges(&windowed(every()), &seen, parts, &mut dice)?;
        check_merges(&every(), &seen, parts, &mut dice)?;
    }

    #[test]
    fn boxed_scorers_merge_like_plain_ones(world in worlds(), parts in 1_usize..6, seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let seen = observations(&world, &mut dice);
        prop_assume!(!seen.is_empty());
        let (one, two, three, four) = boxed();
        let whole = (fold(&one, &seen), fold(&two, &seen), fold(&three, &seen), fold(&four, &seen));
        let split = in_parts(&boxed(), &seen, parts, &mut dice);
        prop_assert_eq!(bytes(&split), bytes(&whole));
        for scorer in [one, two, three, four] {
            let whole = fold(&scorer, &seen);
            prop_assert_eq!(bytes(&in_parts(&scorer, &seen, parts, &mut dice)), bytes(&whole));
            prop_assert_eq!(bytes(&merged(&scorer, &whole, &BoxState::default())), bytes(&whole));
            prop_assert_eq!(bytes(&merged(&scorer, &BoxState::default(), &whole)), bytes(&whole));
        }
    }

    #[test]
    fn boxed_tuple_and_plain_scorers_agree(world in worlds(), open in any::<prop::sample::Index>(), later in 0..9 * QUIET) {
        let seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        // Some of it is in the state, the rest is pending.
        let (settled, pending) = seen.split_at(open.index(seen.len()));
        let view = View::new(instant(world.newest() + later)).with_pending(pending);
        let plain = (Responsiveness::default(), Dismissiveness::default(), TrustDecay::default());
        let expected = plain.assess(&fold(&plain, settled), &view);
        prop_assert_eq!(&assessed(&plain.0, settled, &view), &expected.0);
        prop_assert_eq!(&assessed(&plain.1, settled, &view), &expected.1);
        prop_assert_eq!(&assessed(&plain.2, settled, &view), &expected.2);
        check_pointers(&plain.0, plain.0.clone(), settled, &view, &expected.0)?;
        check_pointers(&plain.1, plain.1.clone(), settled, &view, &expected.1)?;
        check_pointers(&plain.2, plain.2.clone(), settled, &view, &expected.2)?;
        let all = (plain.0.clone().boxed(), plain.1.clone().boxed(), plain.2.clone().boxed());
        prop_assert_eq!(all.assess(&fold(&all, settled), &view), expected);
        prop_assert_eq!(all.fingerprint(), plain.fingerprint());
        prop_assert_eq!(all.shape(), plain.shape());
        prop_assert_eq!(all.order(), plain.order());
    }

    #[test]
    fn states_are_read_back(world in worlds(), seed in any::<u64>()) {
        let seen = observations(&world, &mut Dice::new(seed));
        let (verdicts, responsiveness, dismissiveness, trust, hasty, waits, worst, _) = every();
        check_state(&verdicts, &seen)?;
        check_state(&responsiveness, &seen)?;
        check_state(&dismissiveness, &seen)?;
        check_state(&trust, &seen)?;
        check_state(&hasty, &seen)?;
        check_state(&waits, &seen)?;
        check_state(&worst, &seen)?;
        check_state(&every(), &seen)?;
        check_state(&SelectiveSilence::default(), &seen)?;
        check_state(&Abandoned, &seen)?;
        check_state(&windowed(every()), &seen)?;
        check_state(&windowed(hasty), &seen)?;
        let (one, two, three, four) = boxed();
        for scorer in [&one, &two, &three, &four] {
            check_state(scorer, &seen)?;
            // Unread bytes assess, merge and are written as what they hold.
            let state = fold(scorer, &seen);
            let stored: BoxState = serde_json::from_str(&bytes(&state)).expect("a state reads back");
            let view = View::new(world.far());
            prop_assert_eq!(scorer.assess(&stored, &view), scorer.assess(&state, &view));
            prop_assert_eq!(bytes(&stored), bytes(&state));
            prop_assert_eq!(bytes(&merged(scorer, &stored, &stored)), bytes(&merged(scorer, &state, &state)));
        }
    }
}

fn assessed<S: Scorer<Output = Assessment>>(
    scorer: &S,
    settled: &[Observation],
    view: &View<'_>,
) -> Assessment {
    scorer.assess(&fold(scorer, settled), view)
}

/// References, boxes, shared pointers and the scorer chosen at run time say what the scorer says.
fn check_pointers<S>(
    scorer: &S,
    same: S,
    settled: &[Observation],
    view: &View<'_>,
    expected: &Assessment,
) -> Result<(), TestCaseError>
where
    S: Scorer<Output = Assessment> + Clone + 'static,
{
    fn names<S: Scorer>(
        scorer: &S,
    ) -> (goodwill::assessment::Fingerprint, goodwill::assessment::Fingerprint, Order) {
        (scorer.fingerprint(), scorer.shape(), scorer.order())
    }
    let (by_reference, in_box, shared, chosen) =
        (scorer, Box::new(scorer.clone()), Arc::new(scorer.clone()), same.boxed());
    let known = names(scorer);
    prop_assert_eq!(names(&by_reference), known);
    prop_assert_eq!(names(&in_box), known);
    prop_assert_eq!(names(&shared), known);
    prop_assert_eq!(names(&chosen), known);
    prop_assert_eq!(names(&&chosen), known);
    prop_assert_eq!(&assessed(&by_reference, settled, view), expected);
    prop_assert_eq!(&assessed(&in_box, settled, view), expected);
    prop_assert_eq!(&assessed(&shared, settled, view), expected);
    prop_assert_eq!(&assessed(&chosen, settled, view), expected);
    prop_assert_eq!(&assessed(&Arc::new(chosen), settled, view), expected);
    let (one, two) = settled.split_at(settled.len() / 2);
    let halves = merged(&in_box, &fold(&in_box, one), &fold(&in_box, two));
    prop_assert_eq!(bytes(&halves), bytes(&fold(scorer, settled)));
    Ok(())
}

/// Written and restored, through text and through bytes, a state is the same to the byte.
pub(super) fn check_state<S: Scorer>(scorer: &S, seen: &[Observation]) -> Result<(), TestCaseError> {
    let state = fold(scorer, seen);
    let value = serde_json::to_value(&state).expect("states can be written");
    let through_json: S::State = serde_json::from_value(value).expect("a state reads back");
    let through_json = scorer.restore(through_json).expect("a state of its own");
    prop_assert_eq!(bytes(&through_json), bytes(&state));
    let compact = postcard::to_allocvec(&state).expect("states can be written");
    let through_bytes: S::State = postcard::from_bytes(&compact).expect("a state reads back");
    let through_bytes = scorer.restore(through_bytes).expect("a state of its own");
    prop_assert_eq!(bytes(&through_bytes), bytes(&state));
    Ok(())
}

/// The same event that much later, in a thread and under a name of its own.
pub(super) fn moved(mut event: Event, later: i64) -> Event {
    let rename = |name: &mut goodwill::event::Id| *name = super::world::id(format!("{name}-again"));
    let put_off = |at: &mut goodwill::Timestamp| *at = instant(at.as_millisecond() + later);
    match &mut event {
        Event::Interaction(it) => {
            rename(&mut it.thread);
            put_off(&mut it.at);
        }
        Event::Response(it) => {
            rename(&mut it.thread);
            put_off(&mut it.at);
        }
        Event::Status(it) => {
            rename(&mut it.thread);
            put_off(&mut it.at);
        }
        Event::Correction(it) => {
            rename(&mut it.thread);
            put_off(&mut it.at);
        }
        Event::Outcome(it) => {
            rename(&mut it.id);
            put_off(&mut it.at);
        }
        Event::Touchpoint(it) => {
            rename(&mut it.id);
            put_off(&mut it.at);
        }
        _ => {}
    }
    event
}

#[test]
fn nothing_merged_with_nothing_is_nothing_in_a_box_too() {
    let scorer = Responsiveness::default().boxed();
    let nothing = BoxState::default();
    assert_eq!(bytes(&merged(&scorer, &nothing, &nothing)), bytes(&nothing));
}

pub(super) fn check_text<T>(what: &T) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = serde_json::to_string(what).expect("it can be written");
    let back: T =
        serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    prop_assert_eq!(&back, what);
    let compact = postcard::to_allocvec(what).expect("it can be written");
    prop_assert_eq!(&postcard::from_bytes::<T>(&compact).expect("it reads back"), what);
    Ok(())
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn events_are_read_back(world in strange_worlds()) {
        for event in &world.events {
            check_text(event)?;
        }
    }

    #[test]
    fn readings_are_read_back(world in worlds()) {
        let shipped = shipped_reader();
        let readings = Conversation::cut(&world.events, length(QUIET))
            .iter()
            .flat_map(|conversation| {
                use goodwill::reader::Reader;
                conversation.exchanges().map(|exchange| shipped.read(&exchange)).collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        for reading in readings {
            for reading in [Some(reading.clone()), reading.seen_at(world.far())].into_iter().flatten() {
                // Through a tree of values and not through text: a JSON parser may read a float one unit of the last
                // place beside what was written.
                let value = serde_json::to_value(&reading).expect("readings can be written");
                prop_assert_eq!(&serde_json::from_value::<Reading>(value).expect("it reads back"), &reading);
                let compact = postcard::to_allocvec(&reading).expect("readings can be written");
                prop_assert_eq!(&postcard::from_bytes::<Reading>(&compact).expect("it reads back"), &reading);
                let text = serde_json::to_string(&reading).expect("readings can be written");
                let again: Reading = serde_json::from_str(&text).expect("it reads back");
                prop_assert_eq!(again.outline(), reading.outline());
                prop_assert_eq!((again.kinds(), again.before(), again.verdict()), (reading.kinds(), reading.before(), reading.verdict()));
            }
        }
    }

    #[test]
    fn parameters_are_read_back(
        numbers in prop::collection::vec(1_u32..1_000, 8),
        seconds in prop::collection::vec(3_600_000_u64..10_000_000_000, 4),
        channel in prop::sample::select(Channel::ALL),
        k in 1_usize..10_000,
    ) {
        // Three digits after the point, which every parser reads exactly.
        let thousandths = |place: usize| f64::from(numbers[place]) / 1_000.0;
        let length = |place: usize| Duration::from_millis(seconds[place]);
        let target = Target { within: length(0), half_life: length(1) };
        let channels = ChannelPolicy::builder().target(channel, target).build().expect("in range");
        let prior = Prior::new(thousandths(0), thousandths(1)).expect("in range");
        let responsiveness =
            Responsiveness::builder().channels(channels.clone()).prior(prior).build().expect("in range");
        let dismissiveness = Dismissiveness::builder()
            .weights(thousandths(2), thousandths(3), thousandths(4))
            .threshold(thousandths(5))
            .prior(prior)
            .build()
            .expect("in range");
        let trust = TrustDecay::builder()
            .prior(thousandths(6), thousandths(7))
            .harm(f64::from(numbers[1]) / 10.0)
            .half_lives(length(2), length(3))
            .channels(channels.clone())
            .dismissiveness(dismissiveness.clone())
            .build()
            .expect("in range");
        let worst = Worst::new(k).expect("in range").weighing(
            channels.clone(),
            dismissiveness.clone(),
            trust.policy().clone(),
        );
        let sealing =
            Sealing::builder().quiet(length(0)).lateness(length(1)).most_turns(k).build().expect("in range");
        check_text(&channels)?;
        check_text(&prior)?;
        check_text(&responsiveness)?;
        check_text(&dismissiveness)?;
        check_text(&trust)?;
        check_text(trust.policy())?;
        check_text(&worst)?;
        check_text(&sealing)?;
        check_names(&responsiveness)?;
        check_names(&dismissiveness)?;
        check_names(&trust)?;
        check_names(&worst)?;
    }
}

/// Parameters that were read back have the fingerprint of those that were written.
pub(super) fn check_names<S: Scorer + Serialize + DeserializeOwned>(scorer: &S) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(scorer).expect("parameters can be written");
    let back: S = serde_json::from_str(&text).expect("parameters read back");
    prop_assert_eq!(back.fingerprint(), scorer.fingerprint());
    prop_assert_eq!(back.shape(), scorer.shape());
    Ok(())
}

#[test]
fn parts_of_a_millisecond_are_read_back_or_refused() {
    let built = Sealing::builder().quiet(Duration::from_micros(1_500)).build();
    if let Ok(sealing) = built {
        check_text(&sealing).unwrap();
    }
}
