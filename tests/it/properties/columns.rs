//! Many threads cut in numbers are the conversations cut in events.

use std::collections::{BTreeMap, BTreeSet};

use goodwill::Timestamp;
use goodwill::event::{Channel, CorrectionKind, Event, Id, Role, Visibility};
use goodwill::reader::{Reading, Verdict};
use goodwill::stats::Wait;
use goodwill::thread::{Conversation, Message, Note, OutlineRef, Outlines, Threads, TurnRef};
use goodwill::tracker::Tracker;
use proptest::prelude::*;

use super::cases;
use super::world::{
    Dice, HOUR, QUIET, START, World, build, changes, instant, length, plain_reader, sealing, with_copies,
    worlds,
};

/// An exchange as either road tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    thread: Id,
    first: Id,
    began: Timestamp,
    revision: u64,
    page: Option<Id>,
    customer: Id,
    channel: Channel,
    visibility: Visibility,
    asks: Vec<(Id, Timestamp, bool)>,
    replies: Vec<(Id, Timestamp, Role, Option<Id>, bool)>,
    reaction: Vec<(Id, Timestamp, bool)>,
    previous: Option<Id>,
    closed: Option<Timestamp>,
    closes: Timestamp,
    withdrawn: bool,
    /// The first wait, and how it stood at some instants.
    wait: Option<std::time::Duration>,
    waits: Vec<Option<(bool, u64)>>,
}

fn instants(events: &[Event]) -> Vec<Timestamp> {
    let mut all: Vec<i64> = events.iter().map(|event| event.at().as_millisecond()).collect();
    all.sort_unstable();
    let newest = all.last().copied().unwrap_or(START);
    let middle = all.get(all.len() / 2).copied().unwrap_or(START);
    [START - 1, middle, middle + HOUR, newest, newest + QUIET / 2, newest + 2 * QUIET].map(instant).to_vec()
}

fn told_by_conversations(events: &[Event], instants: &[Timestamp]) -> (Vec<Told>, usize) {
    let conversations = Conversation::cut(events, length(QUIET));
    let mut all: Vec<Told> = conversations
        .iter()
        .flat_map(Conversation::exchanges)
        .map(|exchange| {
            let outline = exchange.outline();
            let asks = |asks: &[goodwill::thread::Ask]| {
                asks.iter().map(|ask| (ask.message.clone(), ask.at, ask.suppressed)).collect()
            };
            let wait_at = |instant: Timestamp| {
                let then = Reading::new(outline.seen_at(instant)?);
                let length = |wait: std::time::Duration| u64::try_from(wait.as_millis()).unwrap();
                match then.verdict() {
                    Verdict::Withdrawn | Verdict::NeedsNone => None,
                    Verdict::Answered => Some((true, length(then.wait()?))),
                    _ => Some((false, length(then.age(instant)?))),
                }
            };
            Told {
                thread: outline.id().thread.clone(),
                first: outline.id().first.clone(),
                began: outline.began(),
                revision: outline.revision(),
                page: outline.page().cloned(),
                customer: outline.customer().clone(),
                channel: outline.channel(),
                visibility: outline.visibility(),
                asks: asks(outline.asks()),
                replies: outline
                    .replies()
                    .iter()
                    .map(|it| (it.message.clone(), it.at, it.role, it.author.clone(), it.answers))
                    .collect(),
                reaction: asks(outline.reaction()),
                previous: exchange.previous().map(|before| before.outline().id().first.clone()),
                closed: outline.closed(),
                closes: outline.closes(),
                withdrawn: outline.is_withdrawn(),
                wait: outline.wait(outline.began()),
                waits: instants.iter().map(|instant| wait_at(*instant)).collect(),
            }
        })
        .collect();
    all.sort_unstable();
    (all, conversations.len())
}

fn told_by_outlines(outlines: &Outlines, events: &[Event], instants: &[Timestamp]) -> Vec<Told> {
    let name = |row: usize| events[row].id().clone();
    let asks = |turns: &mut dyn Iterator<Item = TurnRef<'_>>| {
        turns.map(|turn| (name(turn.row()), turn.at(), turn.is_suppressed())).collect()
    };
    let first = |outline: &OutlineRef<'_>| match &events[outline.first_row()] {
        Event::Interaction(it) => it,
        other => panic!("an exchange begins with {other:?}"),
    };
    let mut all: Vec<Told> = outlines
        .iter()
        .map(|outline| Told {
            thread: first(&outline).thread.clone(),
            first: first(&outline).id.clone(),
            began: outline.began(),
            revision: outline.revision(),
            page: first(&outline).page.clone(),
            customer: first(&outline).customer().clone(),
            channel: outline.channel(),
            visibility: outline.visibility(),
            asks: asks(&mut outline.asks()),
            replies: outline
                .replies()
                .map(|turn| {
                    let Event::Response(it) = &events[turn.row()] else { panic!("a reply is no response") };
                    (it.id.clone(), turn.at(), turn.role(), it.author.clone(), turn.answers())
                })
                .collect(),
            reaction: asks(&mut outline.reaction()),
            previous: outline.previous().map(|before| name(before.first_row())),
            closed: outline.closed(),
            closes: outline.closes(),
            withdrawn: outline.is_withdrawn(),
            wait: outline.wait(outline.began()),
            waits: instants
                .iter()
                .map(|instant| outline.wait_at(*instant).map(|wait: Wait| (wait.is_answered(), wait.time())))
                .collect(),
        })
        .collect();
    all.sort_unstable();
    all
}

/// Numbers are equal where names are, and only there.
fn check_numbers(outlines: &Outlines, events: &[Event]) {
    let mut threads: BTreeMap<u32, &Id> = BTreeMap::new();
    let mut pages: BTreeMap<Option<u32>, Option<&Id>> = BTreeMap::new();
    let mut customers: BTreeMap<(Option<u32>, Option<u32>), &Id> = BTreeMap::new();
    for outline in outlines.iter() {
        let Event::Interaction(it) = &events[outline.first_row()] else { panic!("no interaction") };
        assert_eq!(*threads.entry(outline.thread()).or_insert(&it.thread), &it.thread);
        assert_eq!(*pages.entry(outline.page()).or_insert(it.page.as_ref()), it.page.as_ref());
        let own = outline.customer().is_none().then_some(outline.thread());
        assert_eq!(*customers.entry((outline.customer(), own)).or_insert(it.customer()), it.customer());
    }
    assert_eq!(threads.values().collect::<BTreeSet<_>>().len(), threads.len());
    assert_eq!(pages.values().collect::<BTreeSet<_>>().len(), pages.len());
    assert_eq!(customers.values().collect::<BTreeSet<_>>().len(), customers.len());
}

/// What a tracker counts that has been told everything.
fn unmatched(events: &[Event]) -> u64 {
    let mut tracker = Tracker::new(plain_reader(), goodwill::scorer::WaitTimes).sealing(sealing());
    for event in events {
        tracker.push(event.clone());
    }
    tracker.unmatched_by_page().values().sum()
}

/// The events as rows of numbers; names are numbered in their order.
fn threads(events: &[Event], spread: u32) -> Threads {
    let mut names: BTreeSet<&Id> = BTreeSet::new();
    for event in events {
        names.extend([event.thread(), Some(event.id()), event.page()].into_iter().flatten());
        names.extend(
            match event {
                Event::Interaction(it) => [it.customer.as_ref(), None],
                Event::Response(it) => [it.author.as_ref(), it.in_reply_to.as_ref()],
                Event::Correction(it) => [Some(&it.target), None],
                Event::Status(it) => [it.target.as_ref(), None],
                _ => [None, None],
            }
            .into_iter()
            .flatten(),
        );
    }
    let numbers: BTreeMap<&Id, u32> =
        names.into_iter().zip((0..).map(|number: u32| number * spread)).collect();
    let of = |name: Option<&Id>| name.map_or(u32::MAX, |name| numbers[name]);
    let mut threads = Threads::new();
    for event in events {
        let Some(thread) = event.thread().map(|thread| numbers[thread]) else { continue };
        let (name, at) = (numbers[event.id()], event.at());
        match event {
            Event::Interaction(it) => {
                let ask = Message::ask(thread, name, at).by(of(it.customer.as_ref()));
                threads.push(ask.at_page(of(it.page.as_ref())).on(it.channel).seen_as(it.visibility));
            }
            Event::Response(it) => {
                let reply = Message::reply(thread, name, at).by(of(it.author.as_ref())).in_role(it.role);
                let reply = reply.to(of(it.in_reply_to.as_ref())).at_page(of(it.page.as_ref()));
                threads.push(reply.on(it.channel).seen_as(it.visibility));
            }
            Event::Correction(it) if it.kind == CorrectionKind::Edit => {
                threads.note(Note::edit(thread, name, at, numbers[&it.target]));
            }
            Event::Correction(it) => {
                let deletion = Note::deletion(thread, name, at, numbers[&it.target]);
                threads.note(it.by.map_or(deletion, |by| deletion.by(by)));
            }
            Event::Status(it) => {
                threads.note(Note::status(thread, name, at, it.kind).about(of(it.target.as_ref())));
            }
            _ => {}
        }
    }
    threads
}

/// Several worlds as one, their threads told apart.
fn many(worlds: &[World]) -> Vec<Event> {
    let mut events = Vec::new();
    for (number, world) in worlds.iter().enumerate() {
        for event in &world.events {
            let mut row = event.clone();
            let other = |thread: &Id| Id::new(format!("{number}/{thread}")).expect("a name");
            match &mut row {
                Event::Interaction(it) => it.thread = other(&it.thread),
                Event::Response(it) => it.thread = other(&it.thread),
                Event::Correction(it) => it.thread = other(&it.thread),
                Event::Status(it) => it.thread = other(&it.thread),
                _ => {}
            }
            events.push(row);
        }
    }
    events
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn events_in_bulk_give_the_exchanges_of_conversations(
        several in prop::collection::vec(worlds(), 1..4),
        copies in changes(),
        seed in any::<u64>(),
    ) {
        let mut events = with_copies(&World { events: many(&several) }, &copies);
        Dice::new(seed).shuffle(&mut events);
        let instants = instants(&events);
        let outlines = Outlines::of(&events, length(QUIET));
        let (expected, conversations) = told_by_conversations(&events, &instants);
        let told = told_by_outlines(&outlines, &events, &instants);
        for (one, other) in told.iter().zip(&expected) {
            prop_assert_eq!(one, other);
        }
        prop_assert_eq!(told.len(), expected.len());
        prop_assert_eq!(outlines.conversations(), conversations);
        prop_assert_eq!(outlines.unmatched(), unmatched(&events));
        check_numbers(&outlines, &events);
    }

    #[test]
    fn numbers_give_the_exchanges_of_conversations(
        several in prop::collection::vec(worlds(), 1..4),
        copies in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        spread in prop::sample::select(&[1_u32, 1_000_003][..]),
        seed in any::<u64>(),
    ) {
        let mut events = many(&several);
        events.retain(|event| event.thread().is_some());
        let originals = events.clone();
        events.extend(copies.iter().filter(|_| !originals.is_empty()).map(|index| index.get(&originals).clone()));
        Dice::new(seed).shuffle(&mut events);
        let instants = instants(&events);
        let rows = threads(&events, spread);
        prop_assert_eq!(rows.len(), events.len());
        let mut shown = Vec::new();
        let about = |outline: OutlineRef<'_>| {
            let turns = |turns: &mut dyn Iterator<Item = TurnRef<'_>>| turns.map(|turn| turn.row()).collect::<Vec<_>>();
            (turns(&mut outline.asks()), turns(&mut outline.replies()), outline.answer().map(|turn| turn.row()))
        };
        let counts = rows.clone().for_each(length(QUIET), |outline| shown.push(about(outline)));
        let outlines = rows.cut(length(QUIET));
        prop_assert_eq!(shown, outlines.iter().map(about).collect::<Vec<_>>());
        prop_assert_eq!(counts.conversations(), outlines.conversations());
        prop_assert_eq!((counts.unmatched(), counts.repeated(), counts.len()), (outlines.unmatched(), outlines.repeated(), 0));
        let (expected, conversations) = told_by_conversations(&events, &instants);
        prop_assert_eq!(told_by_outlines(&outlines, &events, &instants), expected);
        prop_assert_eq!(outlines.conversations(), conversations);
        prop_assert_eq!(outlines.unmatched(), unmatched(&events));
        let copied = if originals.is_empty() { 0 } else { copies.len() as u64 };
        prop_assert_eq!(outlines.repeated(), copied);
        prop_assert_eq!(outlines.overflow(), 0);
    }
}

#[test]
fn threads_without_turns_have_no_exchanges() {
    let none = build(&[], &[]);
    let outlines = Outlines::of(&none.events, length(QUIET));
    assert!(outlines.is_empty() && outlines.iter().next().is_none());
    let mut rows = Threads::new();
    assert!(rows.is_empty());
    rows.note(Note::deletion(4, 1, instant(START), 9));
    rows.note(Note::deletion(4, 1, instant(START), 9));
    let outlines = rows.cut(length(QUIET));
    assert_eq!((outlines.len(), outlines.unmatched(), outlines.repeated()), (0, 1, 1));
}
