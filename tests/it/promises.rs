//! Promises with a time: what is read of them, and what they do to trust.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::assessment::Basis;
use goodwill::event::Event;
use goodwill::reader::{LexiconReader, PromiseFate, Reader, Reading};
use goodwill::scorer::{Observation, Scorer, TrustDecay, TrustState, View};
use goodwill::thread::Conversation;

const PROMISE: &str = "Sorry about that! We will send the new prints by Wednesday.";

/// The first exchange of a thread whose turns are (day of March, agent?, text).
fn first(turns: &[(u8, bool, &str)]) -> Reading {
    let events: Vec<Event> = turns
        .iter()
        .enumerate()
        .map(|(number, (day, agent, text))| {
            let kind = if *agent { "response" } else { "interaction" };
            let turn = serde_json::json!({
                "type": kind, "id": format!("m{number}"), "thread": "t", "at": format!("2024-03-{day:02}T10:00:00Z"),
                "text": text
            });
            serde_json::from_value(turn).unwrap()
        })
        .collect();
    let conversations = Conversation::cut(&events, Duration::from_secs(20 * 86_400));
    LexiconReader::english().unwrap().read(&conversations[0].exchanges().next().unwrap())
}

fn march(day: u8) -> Timestamp {
    format!("2024-03-{day:02}T10:00:00Z").parse().unwrap()
}

#[test]
fn what_became_of_promises() {
    // The fourth is a Monday; Wednesday is over everywhere at noon of the seventh.
    let asked = (4, false, "My prints are late again.");
    let promised = (4, true, PROMISE);
    let done = "We've just replaced the prints, your parcel is on its way.";
    let nothing = "Still nothing. Nobody answers me.";
    for (turns, fate) in [
        (vec![asked, promised], PromiseFate::Unknown),
        (vec![asked, promised, (6, true, done)], PromiseFate::Kept(march(6))),
        (
            vec![asked, promised, (6, false, "They arrived, all sorted now, thank you!")],
            PromiseFate::Kept(march(6)),
        ),
        // What is told after the time was up shows neither.
        (vec![asked, promised, (9, true, done)], PromiseFate::Unknown),
        (vec![asked, promised, (9, false, nothing)], PromiseFate::Broken(march(9))),
        // Complaining before the time is up is no sign.
        (vec![asked, promised, (5, false, nothing)], PromiseFate::Unknown),
        (vec![asked, promised, (5, false, nothing), (8, false, nothing)], PromiseFate::Broken(march(8))),
        (vec![asked, promised, (6, true, done), (9, false, nothing)], PromiseFate::Kept(march(6))),
    ] {
        let reading = first(&turns);
        let [promise] = reading.promises() else { panic!("{turns:?}: {:?}", reading.acts()) };
        assert_eq!(promise.by, "2024-03-07T12:00:00Z".parse().unwrap());
        assert_eq!(promise.fate(&reading), fate, "{turns:?} {:?} {:?}", reading.acts(), reading.after());
        assert_eq!(promise.span.of(PROMISE), Some("will send the new prints by Wednesday"));
    }
    assert!(first(&[asked, (4, true, "We will be in touch soon.")]).promises().is_empty());
    assert!(first(&[asked]).promises().is_empty());
}

#[test]
fn promises_move_trust_and_are_named() {
    let trust = TrustDecay::company_page();
    let asked = (4, false, "My prints are late again.");
    let said = |last: (u8, bool, &str), trust: &TrustDecay| {
        let mut state = TrustState::default();
        trust.observe(&mut state, &Observation::Exchange(first(&[asked, (4, true, PROMISE), last])));
        trust.assess(&state, &View::new(march(28)))
    };
    let kept = (6, true, "We've just replaced the prints, your parcel is on its way.");
    let broken = (9, false, "Still nothing. Nobody answers me.");
    let none: goodwill::scorer::TrustPolicy =
        serde_json::from_str(r#"{"promise_kept": 0, "promise_broken": 0}"#).unwrap();
    let deaf = TrustDecay::builder().policy(none).build().unwrap();
    for (last, basis, up) in [(kept, Basis::PromiseKept, true), (broken, Basis::PromiseBroken, false)] {
        let (heard, unheard) = (said(last, &trust), said(last, &deaf));
        let part = heard.contributions().iter().find(|part| part.basis == basis).unwrap();
        assert_eq!(part.contribution > 0.0, up, "{part:?}");
        assert_eq!(heard.score() > unheard.score(), up);
        assert!(unheard.contributions().iter().all(|part| part.basis != basis));
    }
    assert_ne!(trust.shape(), deaf.shape());
}

#[test]
fn a_promise_is_seen_as_it_stood() {
    let asked = (4, false, "My prints are late again.");
    let reading = first(&[asked, (5, true, PROMISE), (9, false, "Still nothing. Nobody answers me.")]);
    assert!(reading.seen_at(march(4)).unwrap().promises().is_empty());
    let then = reading.seen_at(march(8)).unwrap();
    assert_eq!(then.promises()[0].fate(&then), PromiseFate::Unknown);
    let now = reading.seen_at(march(9)).unwrap();
    assert_eq!(now.promises()[0].fate(&now), PromiseFate::Broken(march(9)));
    let text = serde_json::to_string(&now).unwrap();
    assert_eq!(serde_json::from_str::<Reading>(&text).unwrap(), now);
}
