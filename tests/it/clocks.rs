//! The clocks of an exchange: the twenty cases that systems get wrong somewhere, and what holds beside them.
//!
//! Times are "day hour:minute" of March 2024, in UTC; waits are minutes of wall time unless said otherwise.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::assessment::Fingerprint;
use goodwill::event::{
    Channel, Correction, CorrectionKind, Corrector, Event, Id, Interaction, Response, Role, Status,
    StatusKind, Visibility,
};
use goodwill::reader::{
    Act, Clock, ClockPolicy, Hours, LexiconReader, OnCustomer, Reader, Reading, WallTime, read_all, reader_fn,
};
use goodwill::scorer::{Clocks, Scorer, Verdicts};
use goodwill::stats::Wait;
use goodwill::thread::{Conversation, Sealing};
use goodwill::tracker::{Key, Tracker};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60;
const DAY: u64 = 24 * HOUR;

pub(super) const LOST: &str = "Where are my prints? I ordered them in January.";
pub(super) const WAITS: &str = "We are looking into it.";
const REQUEST: &str = "Could you send us your order number?";
const NUMBER: &str = "My order number is 20417.";
const DONE: &str = "I have refunded order 20417.";
const SETTLED: &str = "It works now, thank you!";

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// "1 10:30" is half past ten on the first.
pub(super) fn at(text: &str) -> Timestamp {
    let (day, time) = text.split_once(' ').unwrap();
    format!("2024-03-{day:0>2}T{time}:00Z").parse().unwrap()
}

pub(super) fn ask(name: &str, when: &str, text: &str) -> Interaction {
    Interaction::new(id("t"), id(name), at(when)).by(id("ana")).saying(text)
}

pub(super) fn reply(name: &str, when: &str, text: &str) -> Response {
    Response::new(id("t"), id(name), at(when)).saying(text)
}

fn status(name: &str, when: &str, kind: StatusKind) -> Event {
    Event::Status(Status::new(id("t"), id(name), at(when), kind))
}

fn deletion(name: &str, when: &str, target: &str, by: Corrector) -> Event {
    let mut deletion = Correction::new(id("t"), id(name), at(when), id(target), CorrectionKind::Delete);
    deletion.by = Some(by);
    Event::Correction(deletion)
}

/// What can be put on a list of events as it is.
pub(super) trait Happens {
    fn event(self) -> Event;
}

impl Happens for Interaction {
    fn event(self) -> Event {
        Event::Interaction(self)
    }
}

impl Happens for Response {
    fn event(self) -> Event {
        Event::Response(self)
    }
}

impl Happens for Event {
    fn event(self) -> Event {
        self
    }
}

macro_rules! events {
    ($($event:expr),* $(,)?) => { vec![$( Happens::event($event) ),*] };
}

/// It stopped after so many minutes.
const fn after(minutes: u64) -> Wait {
    Wait::Answered(minutes * MINUTE)
}

/// It was still running after so many minutes.
const fn open(minutes: u64) -> Wait {
    Wait::Open(minutes * MINUTE)
}

/// The runs of every clock.
#[derive(Debug, PartialEq)]
struct Told {
    first: Vec<Wait>,
    next: Vec<Wait>,
    conclusive: Vec<Wait>,
    resolution: Vec<Wait>,
}

impl Told {
    fn by(readings: &[Reading], policy: &ClockPolicy, hours: &impl Hours) -> Self {
        let waits = |clock| {
            readings
                .iter()
                .flat_map(|reading| reading.runs(clock, policy))
                .map(|run| run.wait(hours))
                .collect()
        };
        Self {
            first: waits(Clock::FirstResponse),
            next: waits(Clock::NextResponse),
            conclusive: waits(Clock::ConclusiveResponse),
            resolution: waits(Clock::Resolution),
        }
    }
}

/// What a tracker holds of those events at that instant, nothing of it sealed.
fn readings_of(reader: impl Reader, events: &[Event], as_of: &str) -> Vec<Reading> {
    let mut tracker = Tracker::new(reader, Verdicts);
    for event in events {
        tracker.push(event.clone());
    }
    tracker.pending().iter().filter_map(|reading| reading.seen_at(at(as_of))).collect()
}

fn english(events: &[Event], as_of: &str) -> Vec<Reading> {
    readings_of(LexiconReader::english().unwrap(), events, as_of)
}

/// A reader that reads no words.
fn structural() -> impl Reader {
    reader_fn("structural", |exchange| Reading::new(exchange.outline()))
}

/// By the English reader and every default.
fn told(events: &[Event], as_of: &str) -> Told {
    Told::by(&english(events, as_of), &ClockPolicy::default(), &WallTime)
}

/// The same where nobody reads the words.
fn told_by_structure(events: &[Event], as_of: &str) -> Told {
    Told::by(&readings_of(structural(), events, as_of), &ClockPolicy::default(), &WallTime)
}

#[test]
fn case_01_a_burst_starts_at_the_first_message_that_needs_an_answer() {
    let burst = events![
        ask("m0", "1 09:50", "Great shop, lovely people."),
        ask("m1", "1 10:00", LOST),
        ask("m2", "1 10:05", "Hello?"),
        ask("m3", "1 10:20", "Please answer."),
        reply("r1", "1 11:00", DONE),
    ];
    let expected = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![after(60)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&burst, "1 12:00"), expected);
}

#[test]
fn case_02_what_is_automatic_stops_no_clock() {
    let events = |text| {
        events![
            ask("m1", "1 10:00", LOST),
            reply("r1", "1 10:01", "Thanks, we have got your message.").in_role(Role::Auto),
            reply("r2", "1 10:02", "I have refunded order 20417.").in_role(Role::Bot),
            reply("r3", "1 10:30", "How do you like our new range?").in_role(Role::Auto),
            reply("r4", "1 13:00", text),
            ask("m2", "1 13:05", "\u{1f44d}"),
        ]
    };
    let expected = Told {
        first: vec![after(180)],
        next: vec![],
        conclusive: vec![after(180)],
        resolution: vec![open(240)],
    };
    assert_eq!(told(&events(DONE), "1 14:00"), expected);
    // The reaction to an answer is no ask, and it is no word that the matter is settled.
    let expected = Told { conclusive: vec![open(240)], ..expected };
    assert_eq!(told(&events(WAITS), "1 14:00"), expected);
}

#[test]
fn case_03_a_hand_off_from_a_bot_counts_from_the_first_message() {
    let events = |role| {
        events![
            ask("m1", "1 10:00", LOST),
            reply("r1", "1 10:01", REQUEST).in_role(role),
            ask("m2", "1 10:02", NUMBER),
            reply("r2", "1 10:03", "Handing over to my colleague.").in_role(role),
            reply("r3", "1 10:30", DONE),
        ]
    };
    // Nor does what the bot asks for pause anything.
    let expected = Told {
        first: vec![after(30)],
        next: vec![],
        conclusive: vec![after(30)],
        resolution: vec![open(60)],
    };
    assert_eq!(told(&events(Role::Bot), "1 11:00"), expected);
    // Whose bot is to count calls it an agent: the role is the policy.
    let expected = Told {
        first: vec![after(1)],
        next: vec![after(1)],
        conclusive: vec![after(29)],
        resolution: vec![open(59)],
    };
    assert_eq!(told(&events(Role::Agent), "1 11:00"), expected);
}

#[test]
fn case_04_an_internal_note_stops_no_clock() {
    let mut note = reply("r1", "1 10:10", DONE);
    note.visibility = Visibility::Internal;
    let events = events![ask("m1", "1 10:00", LOST), note];
    let expected = Told {
        first: vec![open(120)],
        next: vec![],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
}

#[test]
fn case_05_another_customer_answers_nothing_for_the_company() {
    let mut events = events![
        ask("m1", "1 10:00", LOST),
        reply("p1", "1 10:10", "I have refunded order 20417.").in_role(Role::Peer),
        Interaction::new(id("t"), id("n1"), at("1 10:20")).by(id("ben")).saying("Mine took a week."),
    ];
    // Ben waits as well: a remark that could not be read needs an answer.
    let both = |ana: u64, ben: u64| vec![open(ana), open(ben)];
    let expected =
        Told { first: both(120, 100), next: vec![], conclusive: both(120, 100), resolution: both(120, 100) };
    assert_eq!(told(&events, "1 12:00"), expected);
    // It was another customer's help, but if Ana says that it is settled, it is. The company still owes its answer.
    events.push(ask("m2", "1 11:00", SETTLED).event());
    let expected = Told {
        first: both(120, 100),
        next: vec![],
        conclusive: vec![after(60), open(100)],
        resolution: vec![after(60), open(100)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
}

#[test]
fn case_06_all_accounts_of_a_page_answer_for_it_and_no_other_page_does() {
    let from = |name: &str, when: &str, page: &str, author: &str| {
        let mut from = reply(name, when, DONE).by(id(author));
        from.page = Some(id(page));
        from
    };
    let mut asked = ask("m1", "1 10:00", LOST);
    asked.page = Some(id("acme"));
    let mut events = events![asked, from("r1", "1 10:20", "rival", "rob")];
    let expected =
        Told { first: vec![open(60)], next: vec![], conclusive: vec![open(60)], resolution: vec![open(60)] };
    assert_eq!(told(&events, "1 11:00"), expected);
    // The second account of the page joins in: one wait, not two.
    events.extend(events![from("r2", "1 10:40", "acme", "kim"), from("r3", "1 10:50", "acme", "acme_help")]);
    let expected = Told {
        first: vec![after(40)],
        next: vec![],
        conclusive: vec![after(40)],
        resolution: vec![open(60)],
    };
    assert_eq!(told(&events, "1 11:00"), expected);
}

#[test]
fn case_07_what_the_company_begins_starts_no_clock() {
    let post = reply("post", "1 08:00", "Our spring sale begins!");
    let nothing = Told { first: vec![], next: vec![], conclusive: vec![], resolution: vec![] };
    assert_eq!(told(&[post.clone().event(), reply("more", "1 09:00", DONE).event()], "1 12:00"), nothing);
    let events = events![post, ask("m1", "1 10:00", LOST), reply("r1", "1 10:45", DONE)];
    let expected = Told {
        first: vec![after(45)],
        next: vec![],
        conclusive: vec![after(45)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
}

#[test]
fn case_08_closing_thanks_open_nothing() {
    let events =
        |last| events![ask("m1", "1 10:00", LOST), reply("r1", "1 10:30", DONE), ask("m2", "1 10:40", last)];
    let expected = Told {
        first: vec![after(30)],
        next: vec![],
        conclusive: vec![after(30)],
        resolution: vec![open(DAY)],
    };
    assert_eq!(told(&events("Thank you so much!"), "2 10:00"), expected);
    // Thanks say nothing of the matter; that it is settled says all.
    let settled = Told { resolution: vec![after(40)], ..expected };
    assert_eq!(told(&events(SETTLED), "2 10:00"), settled);
    // A reader without words takes the thanks for an ask: what could not be read needs an answer.
    assert_eq!(told_by_structure(&events("Thank you so much!"), "2 10:00").next, [open(DAY - 40)]);
}

#[test]
fn case_09_closing_without_a_reply_answers_nothing() {
    let mut events = events![ask("m1", "1 10:00", LOST), status("s1", "1 11:00", StatusKind::Closed)];
    let expected = Told {
        first: vec![open(120)],
        next: vec![],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
    // The answer that comes after the closing resolves what is closed already.
    events.push(reply("r1", "1 11:30", DONE).event());
    let expected = Told {
        first: vec![after(90)],
        next: vec![],
        conclusive: vec![after(90)],
        resolution: vec![after(90)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
    // And so it does where nobody reads the words, which cuts the conclusive clock off at the answer.
    let expected = Told { conclusive: vec![open(90)], ..expected };
    assert_eq!(told_by_structure(&events, "1 12:00"), expected);
}

#[test]
fn case_10_a_thread_that_is_reopened_runs_on_and_one_that_is_reopened_after_months_begins_anew() {
    let mut events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 10:30", DONE),
        status("s1", "1 11:00", StatusKind::Closed),
        status("s2", "1 12:00", StatusKind::Reopened),
    ];
    let answered = |resolution| Told {
        first: vec![after(30)],
        next: vec![],
        conclusive: vec![after(30)],
        resolution: vec![resolution],
    };
    assert_eq!(told(&events[..3], "1 18:00"), answered(after(60)));
    assert_eq!(told(&events, "1 11:30"), answered(after(60)), "before anybody reopened it");
    assert_eq!(told(&events, "1 18:00"), answered(open(480)));
    events.push(status("s3", "1 14:00", StatusKind::Closed));
    assert_eq!(told(&events, "1 18:00"), answered(after(240)));

    // A customer who writes again reopens it as well, whatever the status says.
    events.extend(events![ask("m2", "2 10:00", "It is still not here."), reply("r2", "2 10:20", DONE)]);
    let again = Told {
        first: vec![after(30)],
        next: vec![after(20)],
        conclusive: vec![after(30), after(20)],
        resolution: vec![open(DAY + 60)],
    };
    assert_eq!(told(&events, "2 11:00"), again);

    // Three weeks later it is another conversation: one system logged such a wait as 985,492 s.
    events.extend(events![
        status("s4", "25 10:00", StatusKind::Reopened),
        ask("m9", "25 10:00", LOST),
        reply("r9", "25 10:15", DONE),
        status("s5", "25 11:00", StatusKind::Closed),
    ]);
    let anew = Told {
        first: vec![after(30), after(15)],
        next: vec![after(20)],
        conclusive: vec![after(30), after(20), after(15)],
        // The earlier conversation ended a fortnight after its last turn, with the clock running.
        resolution: vec![open(15 * DAY + 20), after(60)],
    };
    assert_eq!(told(&events, "25 18:00"), anew);
}

#[test]
fn case_11_edits_and_deletions_of_either_side_move_the_clocks() {
    let mut events = events![
        ask("m1", "1 10:00", LOST),
        ask("m2", "1 10:20", "Where is order 20417?"),
        reply("r1", "1 11:00", WAITS)
    ];
    let expected = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
    // What the customer takes back was never asked; what others delete was.
    let taken_back = [&events[..], &[deletion("x1", "1 10:30", "m1", Corrector::Customer)]].concat();
    let shorter = Told {
        first: vec![after(40)],
        next: vec![],
        conclusive: vec![open(100)],
        resolution: vec![open(100)],
    };
    assert_eq!(told(&taken_back, "1 12:00"), shorter);
    let suppressed = [&events[..], &[deletion("x1", "1 10:30", "m1", Corrector::Company)]].concat();
    assert_eq!(told(&suppressed, "1 12:00"), expected);
    let all_gone = [&taken_back[..], &[deletion("x2", "1 10:31", "m2", Corrector::Customer)]].concat();
    let nothing = Told { first: vec![], next: vec![], conclusive: vec![], resolution: vec![] };
    assert_eq!(told(&all_gone, "1 12:00"), nothing);
    // A reply that is deleted has answered nothing.
    let withdrawn = [&events[..], &[deletion("x1", "1 11:30", "r1", Corrector::Company)]].concat();
    let open_again = Told {
        first: vec![open(120)],
        next: vec![],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&withdrawn, "1 12:00"), open_again);
    // A reply that is edited says what it says now, since when it was given.
    let mut edit = Correction::new(id("t"), id("x1"), at("1 11:30"), id("r1"), CorrectionKind::Edit);
    edit.text = DONE.to_owned();
    events.push(Event::Correction(edit));
    assert_eq!(told(&events, "1 12:00"), Told { conclusive: vec![after(60)], ..expected });
}

#[test]
fn case_12_what_comes_twice_counts_once() {
    let once = events![ask("m1", "1 10:00", LOST), reply("r1", "1 11:00", DONE)];
    let expected = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![after(60)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&once, "1 12:00"), expected);
    assert_eq!(told(&[&once[..], &once].concat(), "1 12:00"), expected);
    // One identity with two contents is one event, the same one in either order.
    let other = events![reply("r1", "1 11:30", DONE)];
    let both = told(&[&once[..], &other].concat(), "1 12:00");
    assert_eq!(told(&[&other[..], &once].concat(), "1 12:00"), both);
    assert_eq!((both.first.len(), both.conclusive.len()), (1, 1));
}

#[test]
fn case_13_the_order_of_arrival_changes_nothing() {
    let mut events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 10:30", REQUEST),
        ask("m2", "1 11:00", NUMBER),
        reply("r2", "1 11:20", DONE),
        status("s1", "1 12:00", StatusKind::Closed),
    ];
    let expected = Told {
        first: vec![after(30)],
        next: vec![after(20)],
        conclusive: vec![after(50)],
        resolution: vec![after(90)],
    };
    for _ in 0..events.len() {
        assert_eq!(told(&events, "1 18:00"), expected);
        events.rotate_left(1);
    }
    events.reverse();
    assert_eq!(told(&events, "1 18:00"), expected);
}

#[test]
fn case_14_a_wait_of_nothing_is_an_answer_and_none_is_negative() {
    let expected =
        Told { first: vec![after(0)], next: vec![], conclusive: vec![after(0)], resolution: vec![open(60)] };
    let at_once = events![ask("m1", "1 10:00", LOST), reply("r1", "1 10:00", DONE)];
    assert_eq!(told(&at_once, "1 11:00"), expected);
    let clocks_apart = events![ask("m1", "1 10:00", LOST), reply("r1", "1 09:58", DONE).to(id("m1"))];
    assert_eq!(told(&clocks_apart, "1 11:00"), expected);
    // What is said on the phone is answered at once; what was said there, nobody read.
    let call = events![ask("m1", "1 10:00", LOST).on(Channel::Phone)];
    assert_eq!(told(&call, "1 11:00"), Told { conclusive: vec![open(0)], ..expected });
}

#[test]
fn case_15_the_customer_waits_from_sending_whenever_it_was_received() {
    let (mut asked, mut replied) = (ask("m1", "1 10:00", LOST), reply("r1", "1 11:00", DONE));
    asked.received_at = Some(at("1 10:50"));
    replied.received_at = Some(at("1 13:00"));
    let expected = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![after(60)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&[asked.event(), replied.event()], "1 12:00"), expected);
}

#[test]
fn case_16_an_answer_on_another_channel_counts_where_the_thread_is_the_same() {
    let asked = ask("m1", "1 10:00", LOST).on(Channel::Comment);
    let mut elsewhere = reply("r1", "1 10:30", DONE).to(id("m1"));
    elsewhere.channel = Channel::DirectMessage;
    elsewhere.visibility = Visibility::Private;
    let expected = Told {
        first: vec![after(30)],
        next: vec![],
        conclusive: vec![after(30)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&[asked.clone().event(), elsewhere.clone().event()], "1 12:00"), expected);
    // In another thread nobody can tell what it answers.
    elsewhere.thread = id("other");
    let unseen = Told {
        first: vec![open(120)],
        next: vec![],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&[asked.event(), elsewhere.event()], "1 12:00"), unseen);
}

/// Counts the days from Monday to Friday.
#[derive(Clone, Debug)]
struct Weekdays;

impl Hours for Weekdays {
    fn between(&self, from: Timestamp, to: Timestamp) -> Duration {
        const DAY: i64 = 86_400_000;
        // Of the weeks since a Monday (1970 began on a Thursday), five days each.
        let counted = |at: Timestamp| {
            let since = at.as_millisecond() + 3 * DAY;
            since.div_euclid(7 * DAY) * 5 * DAY + since.rem_euclid(7 * DAY).min(5 * DAY)
        };
        Duration::from_millis((counted(to) - counted(from)).max(0).unsigned_abs())
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("weekdays", &())
    }
}

/// A week in which nobody works.
struct Holidays;

impl Hours for Holidays {
    fn between(&self, _: Timestamp, _: Timestamp) -> Duration {
        Duration::ZERO
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("holidays", &())
    }
}

#[test]
fn case_17_the_hours_that_count_are_measured_by_a_calendar_that_can_be_exchanged() {
    // The first of March 2024 is a Friday.
    let events = events![
        ask("m1", "1 16:00", LOST),
        reply("r1", "4 10:00", REQUEST),
        ask("m2", "8 12:00", NUMBER),
        reply("r2", "11 12:00", DONE),
        status("s1", "11 13:00", StatusKind::Closed),
    ];
    let policy = ClockPolicy::default();
    let readings = english(&events, "15 00:00");
    let wall = Told {
        first: vec![after(66 * HOUR)],
        next: vec![after(3 * DAY)],
        conclusive: vec![after(66 * HOUR + 3 * DAY)],
        resolution: vec![after(66 * HOUR + 3 * DAY + HOUR)],
    };
    assert_eq!(Told::by(&readings, &policy, &WallTime), wall);
    let weekdays = Told {
        first: vec![after(18 * HOUR)],
        next: vec![after(DAY)],
        conclusive: vec![after(18 * HOUR + DAY)],
        resolution: vec![after(18 * HOUR + DAY + HOUR)],
    };
    assert_eq!(Told::by(&readings, &policy, &Weekdays), weekdays);
    assert_eq!(Told::by(&readings, &policy, &(&Weekdays as &dyn Hours)), weekdays, "chosen at run time");
    // Closed all week: answered, after no time that counts.
    let none = Told {
        first: vec![after(0)],
        next: vec![after(0)],
        conclusive: vec![after(0)],
        resolution: vec![after(0)],
    };
    assert_eq!(Told::by(&readings, &policy, &Holidays), none);

    // The scorer measures by the same seam, silence included, and its states do not mix with those of other hours.
    let mut tracker = Tracker::new(LexiconReader::english().unwrap(), Clocks::default().in_hours(Weekdays));
    tracker.push(events[0].clone());
    let times = tracker.assess(&Key::All, at("4 12:00"));
    assert_eq!(times.curve(Clock::FirstResponse).steps()[0].time, 20 * HOUR * MINUTE);
    assert_eq!(times.silence().unwrap().length(), Duration::from_secs(20 * 3_600));
    assert_ne!(Clocks::default().in_hours(Weekdays).shape(), Clocks::default().shape());
}

#[test]
fn case_18_a_merger_takes_back_what_is_open_and_cuts_off_what_was_answered() {
    let merger = |when| {
        let mut merger = Status::new(id("t"), id("s1"), at(when), StatusKind::Merged);
        merger.to_thread = Some(id("u"));
        Event::Status(merger)
    };
    let there = |name: &str, when: &str| {
        let mut there = ask(name, when, LOST);
        there.thread = id("u");
        there
    };
    let mut events = events![ask("m1", "1 10:00", LOST), there("n1", "1 10:10"), merger("1 10:30")];
    let expected = Told {
        first: vec![open(110)],
        next: vec![],
        conclusive: vec![open(110)],
        resolution: vec![open(110)],
    };
    assert_eq!(told(&events, "1 12:00"), expected, "only the thread that is left waits");
    // Who writes on where nobody had answered has taken nothing back.
    let on = [&events[..], &[ask("m2", "1 11:00", "And now?").event()]].concat();
    let both = || vec![open(120), open(110)];
    let expected = Told { first: both(), next: vec![], conclusive: both(), resolution: both() };
    assert_eq!(told(&on, "1 12:00"), expected);
    // Before the merger both did.
    assert_eq!(told(&events, "1 10:20").first, [open(20), open(10)]);

    // Had somebody answered before, that stands; what was not settled goes on out of sight.
    events.push(reply("r1", "1 10:20", WAITS).event());
    let answered = Told {
        first: vec![after(20), open(110)],
        next: vec![],
        conclusive: vec![open(30), open(110)],
        resolution: vec![open(30), open(110)],
    };
    assert_eq!(told(&events, "1 12:00"), answered);
    // Who writes on in the merged thread asks there.
    events.push(ask("m2", "1 11:00", "And now?").event());
    let more = Told {
        first: vec![after(20), open(110)],
        next: vec![open(60)],
        conclusive: vec![open(30), open(60), open(110)],
        resolution: vec![open(30), open(60), open(110)],
    };
    assert_eq!(told(&events, "1 12:00"), more);
}

#[test]
fn case_19_what_is_unanswered_so_far_is_cut_off_and_not_left_out() {
    let events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 10:30", WAITS),
        ask("m2", "1 11:00", "Where is order 20417?"),
    ];
    let expected = Told {
        first: vec![after(30)],
        next: vec![open(60)],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
    // At an earlier edge less had happened.
    let earlier =
        Told { first: vec![open(10)], next: vec![], conclusive: vec![open(10)], resolution: vec![open(10)] };
    assert_eq!(told(&events, "1 10:10"), earlier);

    // Sealed, it is a wait of at least its age when the conversation ended, and nobody's current silence.
    let mut tracker = Tracker::new(LexiconReader::english().unwrap(), Clocks::default());
    for event in &events {
        tracker.push(event.clone());
    }
    tracker.seal(at("31 00:00"));
    let times = tracker.assess(&Key::All, at("31 00:00"));
    let last = |clock| {
        times.curve(clock).steps().last().map(|step| (step.time / MINUTE, step.events, step.censored))
    };
    assert_eq!(last(Clock::FirstResponse), Some((30, 1, 0)));
    assert_eq!(last(Clock::NextResponse), Some((14 * DAY, 0, 1)));
    assert_eq!(last(Clock::ConclusiveResponse), Some((14 * DAY + 60, 0, 1)));
    assert_eq!(last(Clock::Resolution), Some((14 * DAY + 60, 0, 1)));
    assert_eq!((times.stopped(Clock::NextResponse), times.running(Clock::NextResponse)), (0, 1));
    assert_eq!(times.silence(), None);
}

#[test]
fn case_20_waiting_for_the_customer_pauses_the_clocks_of_the_matter() {
    let events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 11:00", REQUEST),
        ask("m2", "3 11:00", NUMBER),
        reply("r2", "3 13:00", DONE),
        status("s1", "3 14:00", StatusKind::Closed),
    ];
    let expected = Told {
        first: vec![after(60)],
        next: vec![after(120)],
        conclusive: vec![after(180)],
        resolution: vec![after(240)],
    };
    assert_eq!(told(&events, "4 10:00"), expected);
    // While the customer has the word the clocks stand still, and run again when they have spoken.
    let standing = Told { next: vec![], conclusive: vec![open(60)], resolution: vec![open(60)], ..expected };
    assert_eq!(told(&events, "1 20:00"), standing);
    let standing = Told { first: vec![after(60)], ..standing };
    assert_eq!(told(&events, "2 20:00"), standing);
    let running =
        Told { next: vec![open(90)], conclusive: vec![open(150)], resolution: vec![open(150)], ..standing };
    assert_eq!(told(&events, "3 12:30"), running);

    // Thanks give the company nothing to go on with, and neither does its own chatter.
    let mut chatter = events.clone();
    chatter.extend(events![ask("m1b", "1 12:00", "Thanks, will check."), reply("r1b", "2 09:00", WAITS)]);
    assert_eq!(told(&chatter, "4 10:00").conclusive, [after(180)]);
    // A conclusive reply that needs no answer any more ends the pause.
    let without = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 11:00", REQUEST),
        reply("r2", "1 13:00", DONE),
        status("s1", "1 14:00", StatusKind::Closed),
    ];
    let unasked = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![after(60)],
        resolution: vec![after(120)],
    };
    assert_eq!(told(&without, "1 20:00"), unasked);

    // The switch: the customer waits all the same.
    let runs = ClockPolicy::builder().on_customer(OnCustomer::Runs).build().unwrap();
    let expected = Told {
        first: vec![after(60)],
        next: vec![after(120)],
        conclusive: vec![after(2 * DAY + 180)],
        resolution: vec![after(2 * DAY + 240)],
    };
    assert_eq!(Told::by(&english(&events, "4 10:00"), &runs, &WallTime), expected);
    // Sending somebody to a private channel does not stop the clock, unless one says so.
    let shift =
        events![ask("m1", "1 10:00", LOST), reply("r1", "1 11:00", "Please send us a direct message.")];
    assert_eq!(told(&shift, "2 10:00").conclusive, [open(DAY)]);
    let shifts = ClockPolicy::builder().requesting([Act::PrivateShift]).build().unwrap();
    assert_eq!(Told::by(&english(&shift, "2 10:00"), &shifts, &WallTime).conclusive, [open(60)]);
}

#[test]
fn a_conclusion_is_followed_by_another_matter_and_a_resolution_by_the_same_one() {
    let events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 11:00", DONE),
        ask("m2", "1 12:00", SETTLED),
        ask("m3", "2 10:00", "The scanner is broken, please fix it."),
        reply("r2", "2 10:30", WAITS),
        reply("r3", "2 11:00", "We have fixed it."),
    ];
    let expected = Told {
        first: vec![after(60)],
        next: vec![after(30)],
        conclusive: vec![after(60), after(60)],
        resolution: vec![open(DAY + 120)],
    };
    assert_eq!(told(&events, "2 12:00"), expected);
    assert_eq!(told(&events, "1 18:00").resolution, [after(120)]);
}

#[test]
fn a_reply_in_another_language_cuts_the_conclusive_clock_off() {
    let foreign = "Bitte schreiben Sie uns eine Nachricht, wir kümmern uns dann so bald wie möglich darum.";
    let events = events![ask("m1", "1 10:00", LOST), reply("r1", "1 11:00", foreign)];
    let expected = Told {
        first: vec![after(60)],
        next: vec![],
        conclusive: vec![open(60)],
        resolution: vec![open(120)],
    };
    assert_eq!(told(&events, "1 12:00"), expected);
}

#[test]
fn an_exchange_that_is_read_alone_loses_sight_of_the_customer_who_writes_again() {
    let events = events![
        ask("m1", "1 10:00", LOST),
        reply("r1", "1 11:00", WAITS),
        ask("m2", "1 12:00", "Where is it?"),
        reply("r2", "1 13:00", DONE),
    ];
    let conversations = Conversation::cut(&events, Sealing::default().quiet());
    let reader = LexiconReader::english().unwrap();
    let alone: Vec<Reading> = conversations[0].exchanges().map(|exchange| reader.read(&exchange)).collect();
    let policy = ClockPolicy::default();
    let expected = Told {
        first: vec![after(60)],
        next: vec![after(60)],
        conclusive: vec![open(120)],
        resolution: vec![open(120)],
    };
    assert_eq!(Told::by(&alone, &policy, &WallTime), expected);
    let whole = read_all(&reader, &conversations[0]);
    assert_eq!(Told::by(&whole, &policy, &WallTime).conclusive, [after(180)]);
    // What was read as a whole is written and read back as a whole.
    let text = serde_json::to_string(&whole).unwrap();
    let again: Vec<Reading> = serde_json::from_str(&text).unwrap();
    assert_eq!(again, whole);
    // The run says where it began, stood still and stopped.
    let run = whole[0].runs(Clock::ConclusiveResponse, &policy).next().unwrap();
    assert_eq!((run.started(), run.stopped(), run.pauses()), (at("1 10:00"), Some(at("1 13:00")), &[][..]));
}
