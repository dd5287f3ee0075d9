//! What the clocks of many exchanges come to, and what they go by.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::event::Event;
use goodwill::reader::{Clock, ClockPolicy, LexiconReader, OnCustomer, Reading, read_all};
use goodwill::scorer::{ClockTimes, Clocks, ClocksState, Observation, Scorer, Verdicts, View, WaitTimes};
use goodwill::thread::{Conversation, Sealing};
use goodwill::tracker::{Key, Tracker};

use super::clocks::{Happens, LOST, WAITS, ask, at, id, reply};

#[test]
fn first_and_next_response_together_are_the_waits() {
    let page = include_str!("../../examples/data/photo_store.jsonl");
    let events: Vec<Event> = page.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let newest = events.iter().map(Event::at).max().unwrap();
    let reader = LexiconReader::english().unwrap();
    let mut tracker = Tracker::new(reader, (Clocks::default(), WaitTimes, Verdicts));
    for event in &events {
        tracker.push(event.clone());
    }
    for seal in [Timestamp::MIN, newest, Timestamp::MAX] {
        tracker.seal(seal);
        let (times, waits, verdicts) = tracker.assess(&Key::All, newest);
        let (first, next) = (times.curve(Clock::FirstResponse), times.curve(Clock::NextResponse));
        assert!(first.n() > 20 && next.n() > 0, "{} and {}", first.n(), next.n());
        assert_eq!((first.n() + next.n(), first.events() + next.events()), (waits.n(), waits.events()));
        assert_eq!(waits.events(), verdicts.answered);
        // A matter is concluded by an answer or by the customer's own word, and hardly ever by its first answer.
        let conclusive = times.curve(Clock::ConclusiveResponse);
        assert!(conclusive.n() >= first.n() && conclusive.events() < first.events() + next.events());
    }
}

#[test]
fn states_merge_in_any_order_and_are_read_back() {
    let scorer = Clocks::default();
    let page = include_str!("../../examples/data/photo_store.jsonl");
    let events: Vec<Event> = page.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let reader = LexiconReader::english().unwrap();
    let conversations = Conversation::cut(&events, Sealing::default().quiet());
    let readings: Vec<Reading> = conversations.iter().flat_map(|one| read_all(&reader, one)).collect();
    let fold = |readings: &mut dyn Iterator<Item = &Reading>| {
        readings.fold(ClocksState::default(), |mut state, reading| {
            scorer.observe(&mut state, &Observation::Exchange(reading.clone()));
            state
        })
    };
    let whole = fold(&mut readings.iter());
    assert_eq!(fold(&mut readings.iter().rev()), whole);
    let mut merged = fold(&mut readings.iter().skip(1).step_by(2));
    scorer.merge(&mut merged, &fold(&mut readings.iter().step_by(2)));
    assert_eq!(merged, whole);
    let text = serde_json::to_string(&whole).unwrap();
    assert_eq!(serde_json::from_str::<ClocksState>(&text).unwrap(), whole);
    let view = View::new(Timestamp::MAX);
    assert_ne!(scorer.assess(&whole, &view), ClockTimes::default());
    assert_eq!(scorer.assess(&ClocksState::default(), &view), ClockTimes::default());
}

#[test]
fn the_longest_silence_is_the_oldest_open_ask_and_a_tie_goes_to_the_smaller_name() {
    let in_thread = |thread: &str, when: &str| {
        let mut asked = ask("m1", when, LOST);
        asked.thread = id(thread);
        asked
    };
    let mut tracker = Tracker::new(LexiconReader::english().unwrap(), Clocks::default());
    for event in [
        in_thread("b", "1 10:00").event(),
        in_thread("c", "1 10:00").event(),
        in_thread("d", "2 10:00").event(),
        in_thread("t", "1 09:00").event(),
        reply("r1", "1 12:00", WAITS).event(),
    ] {
        tracker.push(event);
    }
    let silent = |tracker: &mut Tracker<_, Clocks>, when| {
        let times: ClockTimes = tracker.assess(&Key::All, at(when));
        let silence = times.silence().unwrap();
        (silence.reading().outline().id().to_string(), silence.since(), silence.length())
    };
    assert_eq!(
        silent(&mut tracker, "1 11:00"),
        ("t/m1".to_owned(), at("1 09:00"), Duration::from_secs(7_200))
    );
    assert_eq!(
        silent(&mut tracker, "3 10:00"),
        ("b/m1".to_owned(), at("1 10:00"), Duration::from_secs(172_800))
    );
    // An ask ages no further than its conversation.
    let end = silent(&mut tracker, "31 10:00");
    assert_eq!((end.0.as_str(), end.2), ("b/m1", Duration::from_secs(14 * 86_400)));
}

#[test]
fn a_policy_is_read_as_it_is_written_and_checked_on_the_way() {
    let policy = ClockPolicy::default();
    let text = serde_json::to_string(&policy).unwrap();
    assert_eq!(
        text,
        r#"{"concluding":["F4","F5","F6","F7","F12"],"requesting":["B7","F8","F9c"],"least":0.75,"on_customer":"pauses"}"#
    );
    assert_eq!(serde_json::from_str::<ClockPolicy>(&text).unwrap(), policy);
    let refused = |text: &str| serde_json::from_str::<ClockPolicy>(text).unwrap_err().to_string();
    assert!(refused(r#"{"lest":1}"#).starts_with("unknown field `lest`"));
    assert!(refused(r#"{"least":2}"#).starts_with("score: 2 is not a number from 0 to 1"));
    assert!(
        refused(r#"{"requesting":["F7"]}"#)
            .starts_with("requesting: F7 is not an act that does not conclude")
    );
    let words: Vec<String> = Clock::ALL.iter().map(Clock::to_string).collect();
    assert_eq!(words, ["first response", "next response", "conclusive response", "resolution"]);
    assert_eq!([OnCustomer::Pauses, OnCustomer::Runs].map(|what| what.to_string()), ["pauses", "runs"]);
}
