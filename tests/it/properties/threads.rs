//! Conversations do not depend on how their events came; deletions take away what they should and no more.

use goodwill::event::{Channel, Correction, CorrectionKind, Corrector, Event, Id};
use goodwill::reader::Verdict;
use goodwill::reader::{LexiconReader, Reader, Reading};
use goodwill::scorer::{Responsiveness, TrustDecay, Verdicts, Worst};
use goodwill::thread::{Conversation, Outline, Said};
use goodwill::tracker::Tracker;
use proptest::prelude::*;

use super::cases;
use super::world::{
    Dice, QUIET, World, changes, id, instant, length, plain_reader, sealing, with_copies, worlds,
};

/// What a cut comes to: every thread with its turns as they stand and its exchanges.
type Summary = Vec<(Id, Vec<(Id, String, Option<Corrector>, bool)>, Vec<Outline>, u64)>;

fn cut(events: &[Event]) -> Summary {
    Conversation::cut(events, length(QUIET))
        .iter()
        .map(|conversation| {
            let turns = conversation
                .turns()
                .iter()
                .map(|turn| (turn.id().clone(), turn.text().to_owned(), turn.deleted(), turn.is_suppressed()))
                .collect();
            let outlines = conversation.exchanges().map(|exchange| exchange.outline()).collect();
            (conversation.thread().clone(), turns, outlines, conversation.unmatched())
        })
        .collect()
}

fn shuffled(events: &[Event], seed: u64) -> Vec<Event> {
    let mut events = events.to_vec();
    Dice::new(seed).shuffle(&mut events);
    events
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn any_order_and_duplication_gives_the_same_conversations(
        world in worlds(),
        copies in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        seed in any::<u64>(),
    ) {
        let mut events = world.events.clone();
        events.extend(copies.iter().map(|index| index.get(&world.events).clone()));
        prop_assert_eq!(cut(&shuffled(&events, seed)), cut(&world.events));
    }

    #[test]
    fn conflicting_copies_give_the_same_conversations_in_any_order(
        world in worlds(),
        copies in changes(),
        seeds in any::<[u64; 2]>(),
    ) {
        let events = with_copies(&world, &copies);
        prop_assert_eq!(cut(&shuffled(&events, seeds[0])), cut(&shuffled(&events, seeds[1])));
    }

    #[test]
    fn any_order_duplication_and_conflict_gives_the_same_assessments(
        world in worlds(),
        copies in changes(),
        seeds in any::<[u64; 2]>(),
        later in 0..3 * QUIET,
        settled in any::<bool>(),
    ) {
        let events = with_copies(&world, &copies);
        let reader = plain_reader();
        let as_of = instant(world.newest() + QUIET + later);
        let mut trackers = seeds.map(|seed| {
            let scorer = (Verdicts, Responsiveness::default(), TrustDecay::default(), Worst::default());
            let mut tracker = Tracker::new(&reader, scorer).sealing(sealing());
            for event in shuffled(&events, seed) {
                tracker.push(event);
            }
            if settled {
                tracker.seal(as_of);
            }
            tracker
        });
        let [one, two] = &mut trackers;
        let keys: Vec<_> = one.keys().cloned().collect();
        prop_assert_eq!(&keys, &two.keys().cloned().collect::<Vec<_>>());
        for key in keys {
            prop_assert_eq!(one.assess(&key, as_of), two.assess(&key, as_of), "{}", key);
        }
        prop_assert_eq!(one.unmatched_by_page(), two.unmatched_by_page());
        prop_assert_eq!(one.counts().events, two.counts().events);
    }

    #[test]
    fn turns_belong_to_one_exchange_each_and_stand_in_order(world in worlds()) {
        for conversation in Conversation::cut(&world.events, length(QUIET)) {
            let place = |turn: &Id| conversation.turns().iter().position(|there| there.id() == turn);
            let gaps = conversation.turns().windows(2).map(|pair| pair[1].at().since(pair[0].at()));
            prop_assert!(gaps.max().is_none_or(|gap| gap <= length(QUIET)));
            let mut placed: Vec<usize> = Vec::new();
            for exchange in conversation.exchanges() {
                let outline = exchange.outline();
                for asks in outline.asks().windows(2) {
                    prop_assert!(asks[0].at <= asks[1].at);
                }
                for turn in exchange.asks().chain(exchange.replies()) {
                    placed.extend(place(turn.id()));
                }
                prop_assert!(exchange.asks().all(|turn| matches!(turn.said(), Said::Interaction(_))));
                prop_assert!(exchange.answers().count() <= exchange.replies().count());
            }
            let all = placed.len();
            placed.sort_unstable();
            placed.dedup();
            prop_assert_eq!(placed.len(), all, "a turn is in two exchanges");
            // Only what was taken back, and what the company wrote before any customer, is in none.
            for (index, turn) in conversation.turns().iter().enumerate() {
                let left_out = matches!(turn.said(), Said::Interaction(_)) && turn.is_ask();
                prop_assert!(!left_out || placed.binary_search(&index).is_ok(), "{} is in no exchange", turn.id());
            }
        }
    }
}

fn deletion(world: &World, target: &Event, by: Corrector) -> Event {
    let thread = target.thread().expect("a turn has a thread").clone();
    let mut delete =
        Correction::new(thread, id("deletion"), target.at(), target.id().clone(), CorrectionKind::Delete);
    delete.by = Some(by);
    // First by order of corrections of one instant or not: an earlier deletion would hold instead of this one.
    let known = world.events.iter().any(
        |event| matches!(event, Event::Correction(it) if it.target == delete.target && it.thread == delete.thread && it.kind == CorrectionKind::Delete),
    );
    if known {
        delete.at = instant(target.at().as_millisecond() - 1);
    }
    Event::Correction(delete)
}

/// Every exchange with its asks, its answers and its name.
fn exchanges(events: &[Event]) -> Vec<(String, Vec<Id>, Vec<Id>)> {
    Conversation::cut(events, length(QUIET))
        .iter()
        .flat_map(|conversation| {
            conversation
                .exchanges()
                .map(|exchange| {
                    let ids = |turns: Vec<&goodwill::thread::Turn<'_>>| {
                        turns.into_iter().map(|turn| turn.id().clone()).collect()
                    };
                    let name = exchange.outline().id().to_string();
                    (name, ids(exchange.asks().collect()), ids(exchange.answers().collect()))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The events without the deletions that name this one, so that nothing but the deletion added decides.
fn without_deletions_of(events: &[Event], target: &Event) -> Vec<Event> {
    let other = |event: &&Event| {
        !matches!(event, Event::Correction(it)
            if it.kind == CorrectionKind::Delete && Some(&it.thread) == target.thread() && it.target == *target.id())
    };
    events.iter().filter(other).cloned().collect()
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_deleted_customer_turn_is_an_ask_only_if_others_deleted_it(
        world in worlds(),
        pick in any::<prop::sample::Index>(),
        by in prop::sample::select(Corrector::ALL),
    ) {
        let asks: Vec<&Event> =
            world.events.iter().filter(|event| matches!(event, Event::Interaction(_))).collect();
        prop_assume!(!asks.is_empty());
        let target = *pick.get(&asks);
        let mut events = without_deletions_of(&world.events, target);
        let before = exchanges(&events);
        events.push(deletion(&World { events: events.clone() }, target, by));
        let after = exchanges(&events);

        let names = |all: &[(String, Vec<Id>, Vec<Id>)]| {
            all.iter().map(|(name, _, answers)| (name.clone(), answers.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(names(&before), names(&after), "a deletion moved or renamed an exchange");
        let thread = target.thread().expect("a turn has a thread");
        let asked = after.iter().any(|(name, asks, _)| {
            name.starts_with(&format!("{thread}/")) && asks.contains(target.id())
        });
        prop_assert_eq!(asked, by != Corrector::Customer);

        for conversation in Conversation::cut(&events, length(QUIET)) {
            for turn in conversation.turns() {
                if conversation.thread() == thread && turn.id() == target.id() {
                    prop_assert_eq!(turn.deleted(), Some(by));
                    prop_assert_eq!(turn.is_suppressed(), by != Corrector::Customer || turn_hidden(&events, target));
                }
            }
            for exchange in conversation.exchanges() {
                prop_assert!(exchange.asks().all(|turn| turn.deleted() != Some(Corrector::Customer)));
                prop_assert!(exchange.answers().all(|turn| turn.deleted().is_none()));
            }
        }
    }

    #[test]
    fn a_deleted_reply_reopens_its_ask(
        world in worlds(),
        pick in any::<prop::sample::Index>(),
        by in prop::option::of(prop::sample::select(Corrector::ALL)),
    ) {
        let all = Conversation::cut(&world.events, length(QUIET));
        let answered: Vec<(String, Id, Id)> = all
            .iter()
            .flat_map(Conversation::exchanges)
            .filter(|exchange| exchange.answers().count() == 1 && exchange.asks().next().is_some())
            .filter_map(|exchange| {
                let answer = exchange.answers().next()?;
                let thread = exchange.conversation().thread().clone();
                Some((exchange.outline().id().to_string(), thread, answer.id().clone()))
            })
            .collect();
        prop_assume!(!answered.is_empty());
        let (name, thread, reply) = pick.get(&answered);
        let target = world
            .events
            .iter()
            .find(|event| event.thread() == Some(thread) && event.id() == reply)
            .expect("the reply is among the events");
        let mut delete = Correction::new(thread.clone(), id("deletion"), target.at(), reply.clone(), CorrectionKind::Delete);
        delete.by = by;
        let mut events = world.events.clone();
        events.push(Event::Correction(delete));

        let cut = Conversation::cut(&events, length(QUIET));
        let reopened = cut
            .iter()
            .flat_map(Conversation::exchanges)
            .find(|exchange| exchange.outline().id().to_string() == *name);
        let reopened = reopened.expect("the exchange keeps its name");
        prop_assert!(reopened.replies().any(|turn| turn.id() == reply), "the reply has moved");
        prop_assert!(reopened.answers().all(|turn| turn.id() != reply));
        // Another reply may answer it now: one that stood in an exchange that has joined this one.
        let elsewhere = |answer: &Id| {
            all.iter().flat_map(Conversation::exchanges).any(|exchange| {
                exchange.conversation().thread() == thread
                    && exchange.outline().id().to_string() != *name
                    && exchange.replies().any(|turn| turn.id() == answer)
            })
        };
        let outline = reopened.outline();
        if let Some(answer) = outline.answer() {
            prop_assert!(elsewhere(&answer.message), "{} answers", answer.message);
        } else {
            prop_assert!(outline.reaction().is_empty());
            let phone = matches!(outline.channel(), Channel::Phone | Channel::InPerson);
            let verdict = Reading::new(outline).verdict();
            prop_assert!(phone || matches!(verdict, Verdict::Open | Verdict::Withdrawn), "{}", verdict);
        }
    }
}

fn turn_hidden(events: &[Event], target: &Event) -> bool {
    // Whether a status hides it is asked of the same events without any deletion of it.
    Conversation::cut(&without_deletions_of(events, target), length(QUIET))
        .iter()
        .filter(|conversation| Some(conversation.thread()) == target.thread())
        .flat_map(|conversation| conversation.turns().to_vec())
        .any(|turn| turn.id() == target.id() && turn.is_suppressed())
}

#[test]
fn readers_agree_on_what_is_answered() {
    // The outline decides, not the reader: two readers give one exchange the same wait and the same names.
    let world = super::world::sample(7);
    let english = LexiconReader::english().unwrap();
    let plain = plain_reader();
    for conversation in Conversation::cut(&world.events, length(QUIET)) {
        for exchange in conversation.exchanges() {
            assert_eq!(english.read(&exchange).outline(), plain.read(&exchange).outline());
        }
    }
}
