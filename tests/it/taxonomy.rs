//! What each code is for, and what it must not be taken for: pairs that differ in one thing.
//!
//! Texts that a code is read in are held to the lexicon by its own examples; here stand the pairs that only an exchange, its clock
//! or its roles tell apart.

use goodwill::Timestamp;
use goodwill::event::{Event, Id, Interaction, Response, Role};
use goodwill::reader::{Act, AskKind, LexiconReader, Reader, Reading, Signal, Verdict};
use goodwill::scorer::{Abandoned, AnswerGap, Scorer, SelectiveSilence, Share};
use goodwill::thread::Conversation;
use goodwill::tracker::{Key, Tracker};
use std::time::Duration;

const QUIET: Duration = Duration::from_secs(14 * 86_400);

enum Who {
    Customer,
    By(Role),
}

use Who::{By, Customer};

/// Readings of one thread, exchange by exchange; each turn comes so many seconds after the first.
fn readings(turns: &[(Who, u64, &str)]) -> Vec<Reading> {
    let start: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
    let events: Vec<Event> = turns
        .iter()
        .enumerate()
        .map(|(index, (who, after, text))| {
            let (thread, id) = (Id::new("t").unwrap(), Id::new(format!("m{index}")).unwrap());
            let at = start.saturating_add(Duration::from_secs(*after));
            match who {
                Customer => Event::Interaction(Interaction::new(thread, id, at).saying(*text)),
                By(role) => {
                    let mut response = Response::new(thread, id, at).saying(*text);
                    response.role = *role;
                    Event::Response(response)
                }
            }
        })
        .collect();
    let reader = LexiconReader::english().unwrap();
    let cut = Conversation::cut(&events, QUIET);
    cut.iter()
        .flat_map(|conversation| conversation.exchanges().map(|it| reader.read(&it)).collect::<Vec<_>>())
        .collect()
}

fn pair(ask: &str, reply: &str) -> Reading {
    readings(&[(Customer, 0, ask), (By(Role::Agent), 600, reply)]).remove(0)
}

fn does(reading: &Reading, act: Act) -> bool {
    reading.acts().iter().any(|found| found.what == act)
}

#[track_caller]
fn differs(act: Act, with: &Reading, without: &Reading) {
    assert!(does(with, act), "{act:?} is not in {:?}", with.acts());
    assert!(!does(without, act), "{act:?} is in {:?}", without.acts());
}

#[test]
fn an_answer_is_not_a_lack_of_information() {
    let ask = "Do you have the kettle in green?";
    let shrug = pair(ask, "We don't have any information on that.");
    differs(
        Act::NoInformation,
        &shrug,
        &pair(ask, "We don't have that colour, but the blue one ships today."),
    );
}

#[test]
fn sympathy_is_not_a_hollow_apology() {
    let ask = "My bag is lost.";
    let hollow = pair(ask, "Sorry if you found the wait long.");
    let sympathy = pair(ask, "Sorry to hear that your bag is lost; it is on the 18:05 flight.");
    differs(Act::HollowApology, &hollow, &sympathy);
    assert!(does(&sympathy, Act::Sympathy));
}

#[test]
fn a_promise_is_not_blame() {
    let ask = "Where is my code?";
    let blame = pair(ask, "You should have read the label.");
    let promise = pair(ask, "You should have an email within the hour.");
    differs(Act::Blame, &blame, &promise);
    differs(Act::TimedPromise, &promise, &blame);
}

#[test]
fn a_release_is_not_made_small() {
    let ask = "The app crashes.";
    let small = pair(ask, "It is just a small delay.");
    differs(Act::Minimising, &small, &pair(ask, "We just released 2.1, which fixes this."));
}

#[test]
fn a_shift_that_says_what_comes_of_it_helps_more() {
    let ask = "I was charged twice for order 5521.";
    let only = pair(ask, "DM us.");
    let serves = pair(ask, "Please send your order number by private message, I'll refund it today.");
    assert!(does(&only, Act::PrivateShift) && does(&serves, Act::PrivateShift));
    differs(Act::TimedPromise, &serves, &only);
    let help = |reading: &Reading| reading.help().unwrap().score().get();
    assert!(help(&serves) > help(&only) + 0.3, "{} {}", help(&serves), help(&only));
}

#[test]
fn thanks_for_an_idea_serve_a_suggestion_and_no_refund() {
    let reply = "Thanks for the idea, we have logged it as request 88.";
    let idea = pair("You should add a dark theme.", reply);
    let refund = pair("I want my money back for order 5521.", reply);
    assert_eq!((idea.kind(), refund.kind()), (AskKind::Suggestion, AskKind::Refund));
    let help = |reading: &Reading| reading.help().unwrap().score().get();
    assert!(help(&idea) >= help(&refund), "{} {}", help(&idea), help(&refund));
}

#[test]
fn quoted_rudeness_is_not_the_writers() {
    let ask = "Your driver told me to calm down.";
    let said = pair(ask, "Calm down.");
    differs(
        Act::EmotionPolicing,
        &said,
        &pair(ask, "He should not have said “calm down” to you, I am sorry."),
    );
}

#[test]
fn crashes_are_not_contacts() {
    let signals = |text: &str| -> Vec<Signal> {
        pair(text, "We are on it.").before().iter().map(|found| found.what).collect()
    };
    assert!(!signals("5 times it crashed").contains(&Signal::RepeatContact));
    let both = signals("5 emails, no answer");
    assert!(both.contains(&Signal::RepeatContact) && both.contains(&Signal::SaysIgnored), "{both:?}");
    assert!(!signals("they cancelled my train").contains(&Signal::Leaving));
    assert!(signals("I'm cancelling my plan").contains(&Signal::Leaving));
}

#[test]
fn a_bot_does_not_stop_the_clock() {
    let bot = (By(Role::Bot), 5, "Thanks, we got your message.");
    let human = (By(Role::Agent), 3 * 86_400, "Your parcel arrives on Monday.");
    let read = readings(&[(Customer, 0, "Where is my parcel?"), bot, human]);
    assert_eq!(read[0].wait(), Some(Duration::from_secs(3 * 86_400)));
    let read = readings(&[(Customer, 0, "Where is my parcel?"), (By(Role::Agent), 5, "On Monday.")]);
    assert_eq!(read[0].wait(), Some(Duration::from_secs(5)));
}

#[test]
fn a_double_post_is_not_a_repetition() {
    let answer = "Please send us your order number and we will look into it.";
    let twice = readings(&[
        (Customer, 0, "Where is my chair?"),
        (By(Role::Agent), 600, answer),
        (By(Role::Agent), 630, answer),
    ]);
    assert!(twice.iter().all(|reading| !does(reading, Act::Repeated)));
    let again = readings(&[
        (Customer, 0, "Where is my chair?"),
        (By(Role::Agent), 600, answer),
        (Customer, 900, "I did, nothing happened. Where is it?"),
        (By(Role::Agent), 1500, answer),
    ]);
    assert!(does(&again[1], Act::Repeated), "{:?}", again[1].acts());
}

#[test]
fn silence_after_a_request_weighs_more_than_silence() {
    let plain = readings(&[(Customer, 0, "My kettle is broken.")]);
    let asked = readings(&[
        (Customer, 0, "My kettle is broken."),
        (By(Role::Agent), 600, "Could you send us your order number?"),
        (Customer, 900, "It is 112-4482931."),
    ]);
    assert!(!plain[0].is_abandoned());
    assert!(asked[1].is_abandoned() && asked[1].verdict() == Verdict::Open);
}

/// What a scorer says of pairs of threads, one a day: praise, and a complaint of the same day. Where there is an answer, it
/// comes after so many hours.
fn said_of_pairs<S: Scorer>(
    scorer: S,
    days: u64,
    praise: Option<u64>,
    complaint: Option<u64>,
    later: u64,
) -> S::Output {
    let start: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
    let hours = |hours: u64| Duration::from_secs(hours * 3_600);
    let mut tracker = Tracker::new(LexiconReader::english().unwrap(), scorer);
    for day in 0..days {
        for (kind, text, answer) in [
            ("praise", "Great shop, lovely people.", praise),
            ("complaint", "My kettle arrived broken, please send me a new one.", complaint),
        ] {
            let at = start.saturating_add(hours(24 * day));
            let (thread, id) = (Id::new(format!("{kind}{day}")).unwrap(), |id: &str| Id::new(id).unwrap());
            tracker.push(Event::Interaction(Interaction::new(thread.clone(), id("m"), at).saying(text)));
            if let Some(after) = answer {
                let at = at.saturating_add(hours(after));
                let answer = Response::new(thread, id("r"), at).saying("Thank you for writing to us.");
                tracker.push(Event::Response(answer));
            }
        }
    }
    let as_of = start.saturating_add(hours(24 * (days - 1 + later)));
    tracker.seal(as_of);
    tracker.assess(&Key::All, as_of)
}

#[test]
fn answered_praise_and_complaints_without_an_answer_are_selective() {
    let gap = |days, praise, complaint, later| -> AnswerGap {
        said_of_pairs(SelectiveSilence::default(), days, praise, complaint, later)
    };
    // Praise answered at once, the complaint of the same day not for as long as it could be.
    let selective = gap(12, Some(0), None, 30);
    assert_eq!((selective.difference(), selective.is_selective()), (Some(1.0), true));
    assert_eq!((selective.praise().of(), selective.complaints().of()), (12, 12));
    // Open for ten days it is not decided: that is a wait, and may still be answered.
    assert_eq!(gap(1, Some(0), None, 10).complaints().of(), 0);
    // Slower is not silent; neither is silence to everybody selective, nor the other way round.
    for (praise, complaint) in [(Some(0), Some(240)), (None, None), (None, Some(0))] {
        let gap = gap(12, praise, complaint, 40);
        assert!(gap.difference().unwrap() <= 0.0 && !gap.is_selective(), "{gap:?}");
    }
    // Three pairs are an anecdote.
    let few = gap(3, Some(0), None, 30);
    assert_eq!((few.difference(), few.abstained().unwrap().code()), (None, "too_few"));
}

#[test]
fn silence_after_a_request_is_counted_when_nothing_can_come_any_more() {
    let thread = |name: &str, answered: bool, supplied: &str| {
        let start: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
        let at = |minutes: u64| start.saturating_add(Duration::from_secs(60 * minutes));
        let id = |id: &str| Id::new(id).unwrap();
        let mut events = vec![
            Event::Interaction(Interaction::new(id(name), id("m1"), at(0)).saying("My kettle is broken.")),
            Event::Response(
                Response::new(id(name), id("r1"), at(10)).saying("Could you send us your order number?"),
            ),
            Event::Interaction(Interaction::new(id(name), id("m2"), at(20)).saying(supplied)),
        ];
        if answered {
            events
                .push(Event::Response(Response::new(id(name), id("r2"), at(30)).saying("It is on its way.")));
        }
        events
    };
    let told = |events: Vec<Event>, as_of: &str| -> Share {
        let mut tracker = Tracker::new(LexiconReader::english().unwrap(), Abandoned);
        for event in events {
            tracker.push(event);
        }
        let as_of = as_of.parse().unwrap();
        tracker.seal(as_of);
        tracker.assess(&Key::All, as_of)
    };
    let all = [
        thread("t1", false, "It is 112-4482931."),
        thread("t2", true, "It is 112-4482932."),
        thread("t3", true, "It is 112-4482933."),
        // Nothing was given: silence, but nothing that was worked for.
        thread("t4", false, "Why do you need it?"),
    ]
    .concat();
    assert_eq!(told(all.clone(), "2024-04-01T00:00:00Z"), Share::new(1, 3));
    assert_eq!(told(all, "2024-03-05T00:00:00Z"), Share::default());
}

#[test]
fn what_cannot_be_read_is_abstained_from() {
    for reply in [
        "Wir melden uns so bald wie möglich bei Ihnen, danke für die Geduld.",
        "ご連絡ありがとうございます。",
        "…",
        "👍",
    ] {
        let reading = pair("Where is my order?", reply);
        assert!(reading.abstained().is_some() && reading.axes().next().is_none(), "{reply}");
    }
    assert!(pair("Where is my order?", "It ships today.").abstained().is_none());
}

#[test]
fn another_users_answer_is_read_and_stops_no_clock() {
    let read = readings(&[
        (Customer, 0, "Where can I park?"),
        (By(Role::Peer), 60, "Behind the library, it is free."),
    ]);
    assert_eq!(read[0].verdict(), Verdict::Open);
    assert!(read[0].help().is_some());
    // An agent's answer is the one that counts, whoever was first.
    let read = readings(&[
        (Customer, 0, "Where can I park?"),
        (By(Role::Peer), 60, "You idiot, learn to read a map."),
        (By(Role::Agent), 900, "Behind the library, it is free."),
    ]);
    assert!(read[0].contempt().unwrap().score().get() < 0.3);
}

#[test]
fn asks_are_cut_and_what_is_left_out_comes_first() {
    let reading = pair(
        "When does the darkroom open on Sunday? And how much is a roll of film?",
        "The darkroom opens at 10:00 on Sunday.",
    );
    let asked = reading.asked();
    assert_eq!(asked.len(), 2, "{asked:?}");
    let left =
        asked[0].span.of("When does the darkroom open on Sunday? And how much is a roll of film?").unwrap();
    assert!(left.contains("how much"), "{left}");
    assert!(asked[0].coverage < asked[1].coverage);
    assert!(does(&reading, Act::Partial), "{:?}", reading.acts());
}
