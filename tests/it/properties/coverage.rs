//! The histories reach what the properties are about.

use std::collections::{BTreeMap, BTreeSet};

use goodwill::event::{
    Channel, CorrectionKind, Corrector, Event, Id, OutcomeKind, Response, Role, StatusKind, Visibility,
};
use goodwill::reader::Verdict;
use goodwill::scorer::Observation;
use goodwill::thread::{Conversation, Said};
use proptest::strategy::{Strategy, ValueTree};

use super::world::{
    Change, QUIET, World, changes, copy, length, pending, plain_reader, runner, sealed, worlds,
};

const WORLDS: u64 = 400;
/// What is rarer than one history in forty is as good as never tried.
const FEWEST: u64 = WORLDS / 40;

#[derive(Default)]
struct Tally(BTreeMap<String, u64>);

impl Tally {
    /// Names what one history shows; it counts once a history.
    fn add(&mut self, shown: BTreeSet<String>) {
        for name in shown {
            *self.0.entry(name).or_default() += 1;
        }
    }
}

fn instructions(world: &World, shown: &mut BTreeSet<String>) {
    let mut customers: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
    for event in &world.events {
        match event {
            Event::Interaction(it) => {
                customers.entry(&it.thread).or_default().insert(it.customer());
                shown.insert(format!("channel {}", it.channel));
            }
            Event::Response(it) => {
                shown.insert(format!("role {}", it.role));
                shown.insert(format!("{} reply", it.visibility));
            }
            Event::Status(it) => {
                let target = if it.target.is_some() { "a message" } else { "the thread" };
                shown.insert(format!("{} {target}", it.kind));
            }
            Event::Correction(it) if it.kind == CorrectionKind::Edit => {
                shown.insert("edit".to_owned());
            }
            Event::Outcome(it) => {
                shown.insert(format!("outcome {}", it.kind));
            }
            Event::Touchpoint(it) => {
                shown.insert(format!("touchpoint {:?}", it.attended));
            }
            _ => {
                shown.insert("another event".to_owned());
            }
        }
    }
    if customers.values().any(|customers| customers.len() > 1) {
        shown.insert("several customers".to_owned());
    }
}

fn replies(conversation: &Conversation<'_>, world: &World, shown: &mut BTreeSet<String>) {
    for turn in conversation.turns() {
        let Said::Response(Response { in_reply_to: Some(named), .. }) = turn.said() else { continue };
        let there = conversation.turns().iter().find(|there| there.id() == named);
        let mut elsewhere = world.events.iter().filter(|event| event.id() == named);
        shown.insert(
            match there {
                Some(there) if there.id() == turn.id() => "names itself",
                Some(there) if there.at() > turn.at() => "names a later turn",
                Some(_) => "names an earlier turn",
                None => match elsewhere.next() {
                    Some(event) if event.thread() != Some(conversation.thread()) => "names another thread",
                    Some(event) if event.is_turn() => "names another conversation",
                    Some(_) => "names no turn",
                    None => "names nothing",
                },
            }
            .to_owned(),
        );
    }
}

fn cuts(world: &World, shown: &mut BTreeSet<String>) {
    let all = Conversation::cut(&world.events, length(QUIET));
    for pair in all.windows(2).filter(|pair| pair[0].thread() == pair[1].thread()) {
        shown.insert("several conversations".to_owned());
        if pair[1].first().since(pair[0].last()) == length(QUIET + 1) {
            shown.insert("gap just over quiet".to_owned());
        }
    }
    for conversation in &all {
        replies(conversation, world, shown);
        for pair in conversation.turns().windows(2) {
            let gap = pair[1].at().since(pair[0].at());
            for (name, exact) in
                [("gap of nothing", 0), ("gap just under quiet", QUIET - 1), ("gap of quiet", QUIET)]
            {
                if gap == length(exact) {
                    shown.insert(name.to_owned());
                }
            }
        }
        if conversation.turns().len() > 24 {
            shown.insert("more than 24 turns".to_owned());
        }
        if conversation.unmatched() > 0 {
            shown.insert("unmatched".to_owned());
        }
        for turn in conversation.turns() {
            let whose = if matches!(turn.said(), Said::Interaction(_)) { "an ask" } else { "a reply" };
            match turn.deleted() {
                Some(Corrector::Customer) => shown.insert(format!("{whose} deleted by its customer")),
                Some(_) => shown.insert(format!("{whose} deleted by others")),
                None if turn.is_suppressed() => shown.insert(format!("{whose} hidden")),
                None => false,
            };
        }
        for exchange in conversation.exchanges() {
            let outline = exchange.outline();
            let other_page = |reply: &&goodwill::thread::Turn<'_>| {
                outline.page().zip(reply.page()).is_some_and(|(asked, answering)| asked != answering)
            };
            for (name, holds) in [
                ("another page replies", exchange.replies().any(|reply| other_page(&reply))),
                ("reaction", !outline.reaction().is_empty()),
                ("closed after the ask", outline.closed().is_some()),
                ("run of asks", outline.asks().len() > 1),
                ("several answers", exchange.answers().count() > 1),
                ("reply that answers nothing", outline.replies().iter().any(|reply| !reply.answers)),
                ("reply before the ask", outline.answer().is_some_and(|answer| answer.at < outline.began())),
            ] {
                if holds {
                    shown.insert(name.to_owned());
                }
            }
        }
    }
}

fn readings(world: &World, shown: &mut BTreeSet<String>) {
    let reader = plain_reader();
    let sealed = sealed(world, &reader).into_iter().filter_map(|seen| match seen {
        Observation::Exchange(reading) => Some(reading),
        _ => None,
    });
    for reading in pending(world, &reader).into_iter().chain(sealed) {
        shown.insert(format!("verdict {}", reading.verdict()));
        shown.insert(format!("kind {}", reading.kind()));
        shown.extend(reading.abstained().map(|reason| format!("abstained {}", reason.code())));
        shown.extend(reading.before().iter().map(|found| format!("signal {}", found.what.code())));
        shown.extend(reading.originality().map(|_| "originality".to_owned()));
        if reading.is_abandoned() {
            shown.insert("abandoned".to_owned());
        }
    }
}

#[test]
fn histories_reach_the_interesting_cases() {
    let mut runner = runner(5);
    let mut tally = Tally::default();
    for _ in 0..WORLDS {
        let world = worlds().new_tree(&mut runner).unwrap().current();
        let mut shown = BTreeSet::new();
        instructions(&world, &mut shown);
        cuts(&world, &mut shown);
        readings(&world, &mut shown);
        for (index, change) in changes().new_tree(&mut runner).unwrap().current() {
            let event = index.get(&world.events);
            let copy = copy(event, change);
            shown.insert(match () {
                () if copy == *event => "duplicate".to_owned(),
                () if copy.kind() != event.kind() => "conflict of types".to_owned(),
                () if copy.at() != event.at() => "conflict of dates".to_owned(),
                () => "conflict of contents".to_owned(),
            });
            assert_eq!(copy.identity(), event.identity(), "{change:?}");
            assert!(!matches!(change, Change::Nothing) || copy == *event);
        }
        tally.add(shown);
    }

    let mut wanted: Vec<String> = [
        "several customers",
        "several conversations",
        "more than 24 turns",
        "unmatched",
        "names an earlier turn",
        "names a later turn",
        "names another thread",
        "names another conversation",
        "names nothing",
        "names no turn",
        "names itself",
        "gap of nothing",
        "gap just under quiet",
        "gap of quiet",
        "gap just over quiet",
        "edit",
        "an ask deleted by its customer",
        "an ask deleted by others",
        "a reply deleted by others",
        "an ask hidden",
        "another page replies",
        "reaction",
        "closed after the ask",
        "run of asks",
        "several answers",
        "reply that answers nothing",
        "reply before the ask",
        "touchpoint Some(true)",
        "touchpoint Some(false)",
        "touchpoint None",
        "duplicate",
        "conflict of contents",
        "conflict of dates",
        "conflict of types",
        "originality",
        "abandoned",
        "hidden a message",
        "hidden the thread",
        "abstained no_ask",
        "abstained no_answer",
        "abstained no_words",
        "signal G4",
        "signal G5",
        "signal G6",
        "signal G8",
    ]
    .map(str::to_owned)
    .to_vec();
    wanted.extend(Role::ALL.iter().map(|role| format!("role {role}")));
    wanted.extend(Visibility::ALL.iter().map(|visibility| format!("{visibility} reply")));
    wanted.extend(Channel::ALL.iter().map(|channel| format!("channel {channel}")));
    wanted.extend(OutcomeKind::ALL.iter().map(|kind| format!("outcome {kind}")));
    wanted.extend(StatusKind::ALL.iter().map(|kind| format!("{kind} the thread")));
    wanted.extend(
        [Verdict::Withdrawn, Verdict::NeedsNone, Verdict::Answered, Verdict::Ignored, Verdict::Open]
            .map(|verdict| format!("verdict {verdict}")),
    );
    let rare: Vec<(&String, u64)> = wanted
        .iter()
        .map(|name| (name, tally.0.get(name).copied().unwrap_or(0)))
        .filter(|(_, count)| *count < FEWEST)
        .collect();
    assert!(rare.is_empty(), "of {WORLDS} histories too few show {rare:?}");
}
