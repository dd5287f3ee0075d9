//! Readings: their places, their numbers, and how they stood earlier. Any text is text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use goodwill::Timestamp;
use goodwill::event::{Channel, Event, Id, Interaction, Response};
use goodwill::reader::Verdict;
use goodwill::reader::{Axis, Reader, Reading};
use goodwill::scorer::{
    Dismissiveness, Observation, Responsiveness, Scorer, TrustDecay, Verdicts, View, WaitTimes, Worst,
};
use goodwill::thread::Conversation;
use goodwill::tracker::{Key, Tracker};
use proptest::prelude::*;

use super::cases;
use super::world::{
    QUIET, START, World, arbitrary_text, id, instant, length, pending, plain_reader, sealed, sealing,
    shipped_reader, strange_worlds, worlds,
};

fn axes(reading: &Reading) -> impl Iterator<Item = &Axis> {
    reading.axes().map(|(_, axis)| axis)
}

/// Every span of a reading.
fn spans(reading: &Reading) -> impl Iterator<Item = &goodwill::assessment::Span> {
    let acts = reading.acts().iter().map(|found| &found.span);
    let signals = reading.before().iter().chain(reading.after()).map(|found| &found.span);
    let evidence = axes(reading).flat_map(Axis::evidence).flat_map(|part| &part.spans);
    let asked = reading.asked().iter().map(|ask| &ask.span);
    acts.chain(signals).chain(evidence).chain(asked)
}

fn check_spans(conversation: &Conversation<'_>, reading: &Reading) -> Result<(), TestCaseError> {
    for span in spans(reading) {
        let turn = conversation.turns().iter().find(|turn| *turn.id() == span.message);
        let Some(turn) = turn else {
            return Err(TestCaseError::fail(format!("{span:?} names no turn")));
        };
        let words = span.of(turn.text());
        prop_assert!(words.is_some_and(|words| !words.is_empty()), "{:?} in {:?}", span, turn.text());
    }
    for part in axes(reading).flat_map(Axis::evidence) {
        if let Some(ask) = &part.ask {
            prop_assert!(reading.outline().asks().iter().any(|there| there.message == *ask));
        }
    }
    Ok(())
}

/// The score of an axis is logistic in the sum of its parts.
///
/// Taking the logarithm of the odds back loses digits as the score nears 0 or 1, by 2⁻⁵³ over the distance: beyond
/// ±12 the scores are compared instead.
fn check_axes(reading: &Reading) -> Result<(), TestCaseError> {
    for axis in axes(reading) {
        let sum = axis.base() + axis.evidence().iter().map(|part| part.contribution).sum::<f64>();
        let score = axis.score().get();
        prop_assert!(sum.is_finite() && (0.0..=1.0).contains(&score));
        if sum.abs() < 12.0 {
            prop_assert!((libm::log(score / (1.0 - score)) - sum).abs() < 1e-9, "{} at {}", sum, score);
        } else {
            prop_assert!((score - 1.0 / (1.0 + libm::exp(-sum))).abs() < 1e-12, "{} at {}", sum, score);
        }
    }
    prop_assert_eq!(reading.abstained().is_some(), axes(reading).next().is_none());
    prop_assert_eq!(reading.kinds().len(), reading.outline().asks().len());
    let strengths = reading.acts().iter().map(|found| found.strength);
    prop_assert!(strengths.chain(reading.coverage()).all(|score| (0.0..=1.0).contains(&score.get())));
    Ok(())
}

/// Reads, scores and looks back at everything; returns how many readings there were.
fn exercise(world: &World, reader: &impl Reader) -> Result<usize, TestCaseError> {
    let scorer = (
        Verdicts,
        Responsiveness::default(),
        Dismissiveness::default(),
        TrustDecay::default(),
        WaitTimes,
        Worst::default(),
    );
    let mut readings = 0;
    for conversation in Conversation::cut(&world.events, length(QUIET)) {
        for exchange in conversation.exchanges() {
            let reading = reader.read(&exchange);
            readings += 1;
            check_spans(&conversation, &reading)?;
            check_axes(&reading)?;
            let seen = [Observation::Exchange(reading.clone())];
            for at in [Timestamp::MIN, instant(0), instant(START + QUIET / 2), world.far(), Timestamp::MAX] {
                let earlier = reading.seen_at(at);
                prop_assert_eq!(earlier.is_some(), seen[0].seen_at(at).is_some());
                let view = View::new(at).with_pending(&seen);
                let (verdicts, one, two, three, _, _) = scorer.assess(&<_>::default(), &view);
                prop_assert_eq!(verdicts.exchanges(), u64::from(earlier.is_some()));
                for assessment in [one, two, three] {
                    prop_assert!(assessment.score().is_none_or(|score| score.get().is_finite()));
                }
            }
        }
    }
    Ok(readings)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn spans_lie_on_character_boundaries_and_axes_add_up(world in strange_worlds()) {
        exercise(&world, &shipped_reader())?;
    }

    #[test]
    fn no_text_is_an_error(ask in arbitrary_text(), reply in arbitrary_text()) {
        let asked = Interaction::new(id("t"), id("m"), instant(START)).saying(ask);
        let replied = Response::new(id("t"), id("r"), instant(START + 1)).saying(reply);
        let conversation = Conversation::draft(&asked, &replied);
        let reader = shipped_reader();
        for exchange in conversation.exchanges() {
            let reading = reader.read(&exchange);
            check_spans(&conversation, &reading)?;
            check_axes(&reading)?;
        }
    }
}

#[test]
fn long_texts_are_read() {
    let reader = shipped_reader();
    let pieces = [
        "a",
        "?",
        "\0",
        "\u{301}",
        "\u{1f468}\u{200d}",
        "\u{202e}",
        "sorry ",
        "https://a.b/",
        "1,",
        "\n",
        "İ",
    ];
    for piece in pieces {
        let long = piece.repeat(20_000 / piece.len());
        let asked = Interaction::new(id("t"), id("m"), instant(START)).saying(long.clone());
        let replied = Response::new(id("t"), id("r"), instant(START + 1)).saying(long);
        let conversation = Conversation::draft(&asked, &replied);
        for exchange in conversation.exchanges() {
            let reading = reader.read(&exchange);
            check_spans(&conversation, &reading).unwrap();
            check_axes(&reading).unwrap();
        }
    }
}

/// What is long on both sides, or in many messages, takes time by its length: were any of these held piece by piece against the others,
/// this test would take minutes.
#[test]
fn long_exchanges_are_read() {
    let reader = shipped_reader();
    let mut distinct = String::new();
    for number in 0..400_000 {
        let _ = write!(distinct, "{number:x}q ");
    }
    let asked = |text: String| vec![Interaction::new(id("t"), id("m"), instant(START)).saying(text)];
    let replied = |texts: Vec<String>| -> Vec<Response> {
        let each = (1..).zip(texts).map(|(number, text)| {
            Response::new(id("t"), id(format!("r{number}")), instant(START + number)).saying(text)
        });
        each.collect()
    };
    let sorry = "sorry if you feel so. ".repeat(100_000);
    for (asks, replies, acts) in [
        // Names that the ask has at its very end.
        (asked(distinct + "Zed"), replied(vec!["the ".to_owned() + &"Zed ".repeat(400_000)]), 0),
        // Cues that a cue of another message could mend.
        (asked("Where is it?".to_owned()), replied(vec![sorry.clone(), sorry]), 200_000),
        // Promises, one in each message.
        (
            asked("Where is it?".to_owned()),
            replied(vec!["It will be with you by Friday.".to_owned(); 40_000]),
            40_000,
        ),
    ] {
        let events = asks.into_iter().map(Event::Interaction).chain(replies.into_iter().map(Event::Response));
        let events: Vec<Event> = events.collect();
        let conversations = Conversation::cut(&events, Duration::from_secs(86_400));
        let reading = reader.read(&conversations[0].exchanges().next().unwrap());
        check_axes(&reading).unwrap();
        assert!(reading.acts().len() >= acts, "{} acts", reading.acts().len());
    }
}

/// Instants on and around everything that happens in a world; of very many, some.
fn instants(world: &World) -> Vec<Timestamp> {
    let mut all: BTreeSet<i64> = BTreeSet::new();
    for event in &world.events {
        let at = event.at().as_millisecond();
        all.extend([at - 1, at, at + 1, at + QUIET, at + QUIET + 1]);
    }
    let few = 1 + all.len() / 80;
    let mut all: Vec<Timestamp> = all.into_iter().step_by(few).map(instant).collect();
    all.insert(0, Timestamp::MIN);
    all.push(Timestamp::MAX);
    all
}

fn check_seen_at(reading: &Reading, instants: &[Timestamp]) -> Result<(), TestCaseError> {
    let mut shown_before = false;
    for &at in instants {
        let Some(then) = reading.seen_at(at) else {
            prop_assert!(!shown_before, "it was there and is gone at {}", at);
            continue;
        };
        shown_before = true;
        prop_assert!(reading.outline().began() <= at);
        prop_assert_eq!(then.outline().id(), reading.outline().id());
        prop_assert!(then.outline().asks().iter().all(|ask| ask.at <= at));
        prop_assert!(then.outline().replies().iter().all(|reply| reply.at <= at));
        prop_assert!(then.outline().reaction().iter().all(|reaction| reaction.at <= at));
        prop_assert_eq!(then.kinds(), &reading.kinds()[..then.outline().asks().len()]);
        let acted = |message: &Id| then.outline().replies().iter().any(|reply| reply.message == *message);
        prop_assert!(then.acts().iter().all(|act| acted(&act.span.message)));
        if then.outline().answer().is_none() {
            prop_assert!(axes(&then).next().is_none() && then.coverage().is_none());
            let aloud = matches!(reading.outline().channel(), Channel::Phone | Channel::InPerson);
            prop_assert!(aloud || then.verdict() != Verdict::Answered);
        }
        if let Some(age) = then.age(at) {
            prop_assert!(age <= at.since(reading.outline().began()));
            prop_assert!(then.verdict() != Verdict::Open || then.open_for() == age);
        }
        prop_assert!(then.dated() >= reading.outline().began());
        // Whether it is pending or sealed, evidence is never dated after the instant at which it is seen.
        prop_assert!(then.dated() <= at, "{} is dated {} at {}", then.verdict(), then.dated(), at);
        for &again in instants.iter().step_by(1 + instants.len() / 9) {
            let (one, two) = (then.seen_at(again), reading.seen_at(at.min(again)));
            match (one, two) {
                (Some(one), Some(two)) => {
                    prop_assert_eq!(one.outline(), two.outline());
                    prop_assert_eq!(one.verdict(), two.verdict());
                    prop_assert_eq!(one.acts(), two.acts());
                    prop_assert_eq!(axes(&one).count(), axes(&two).count());
                    prop_assert!(again > at || one == two);
                }
                (one, two) => prop_assert_eq!(one.is_some(), two.is_some()),
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn seen_at_hides_what_came_later(world in worlds()) {
        let reader = plain_reader();
        let instants = instants(&world);
        for reading in pending(&world, &reader) {
            check_seen_at(&reading, &instants)?;
        }
        for observation in sealed(&world, &reader) {
            if let Observation::Exchange(reading) = observation {
                prop_assert_eq!(reading.seen_at(Timestamp::MAX).map(|then| then.verdict()), Some(reading.verdict()));
                check_seen_at(&reading, &instants)?;
            }
        }
    }

    #[test]
    fn seen_at_hides_signals_that_came_later(world in worlds()) {
        let instants = instants(&world);
        for conversation in Conversation::cut(&world.events, length(QUIET)) {
            let sent = |message: &Id| {
                conversation.turns().iter().find(|turn| turn.id() == message).map(goodwill::thread::Turn::at)
            };
            for exchange in conversation.exchanges() {
                let reading = plain_reader().read(&exchange);
                for &at in &instants {
                    let Some(then) = reading.seen_at(at) else { continue };
                    for found in then.before().iter().chain(then.after()) {
                        prop_assert!(sent(&found.span.message) <= Some(at), "{:?} at {}", found, at);
                    }
                }
            }
        }
    }

    #[test]
    fn seen_at_gives_a_reason_where_no_axis_is_left(world in worlds()) {
        for reading in pending(&world, &plain_reader()) {
            for at in instants(&world) {
                if let Some(then) = reading.seen_at(at) {
                    prop_assert_eq!(then.abstained().is_some(), axes(&then).next().is_none());
                }
            }
        }
    }

    #[test]
    fn verdicts_sum_to_the_exchanges_that_have_begun(world in worlds()) {
        let reader = plain_reader();
        let mut tracker = Tracker::new(&reader, Verdicts).sealing(sealing());
        for event in &world.events {
            tracker.push(event.clone());
        }
        let readings = tracker.pending();
        for at in instants(&world) {
            let begun: Vec<Reading> = readings.iter().filter_map(|reading| reading.seen_at(at)).collect();
            let state = tracker.assess(&Key::All, at);
            let count = |verdict: Verdict| begun.iter().filter(|reading| reading.verdict() == verdict).count() as u64;
            prop_assert_eq!(state.exchanges(), begun.len() as u64);
            prop_assert_eq!(state.answered, count(Verdict::Answered));
            prop_assert_eq!(state.withdrawn, count(Verdict::Withdrawn));
            prop_assert_eq!(state.needs_none, count(Verdict::NeedsNone));
            prop_assert_eq!(state.open, count(Verdict::Open));
            prop_assert_eq!(state.ignored, 0);
        }
        let exchanges = readings.len() as u64;
        tracker.seal(world.far());
        let state = tracker.assess(&Key::All, world.far());
        prop_assert_eq!(state.exchanges(), exchanges);
        prop_assert_eq!(state.open, 0);
    }
}
