//! Random histories: threads with their corrections and statuses, and what lies beside them.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use goodwill::Timestamp;
use goodwill::assessment::{Abstention, Basis, Evidence, Score, Span};
use goodwill::event::{
    Amount, Channel, Correction, CorrectionKind, Corrector, Customer, Event, Id, Interaction, Outcome,
    OutcomeKind, Response, Role, Status, StatusKind, Touchpoint, Visibility,
};
use goodwill::reader::{Act, AskKind, Axis, Found, LexiconReader, Reader, Reading, Signal, reader_fn};
use goodwill::scorer::{Observation, Verdicts};
use goodwill::text::Boilerplate;
use goodwill::thread::{Sealing, Turn};
use goodwill::tracker::{Key, Tracker};
use proptest::prelude::*;
use proptest::sample::select;

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
/// The longest gap in a conversation of these histories: short, so that gaps on either side of it are common.
pub(super) const QUIET: i64 = 10 * HOUR;
pub(super) const LATENESS: i64 = 3 * HOUR;
/// 2024-03-01T00:00:00Z, where every history begins.
pub(super) const START: i64 = 1_709_251_200_000;

pub(super) fn id(text: impl Into<String>) -> Id {
    Id::new(text.into()).expect("a name that is not blank")
}

pub(super) fn instant(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(millisecond).expect("an instant of the calendar")
}

pub(super) const fn length(millisecond: i64) -> Duration {
    Duration::from_millis(millisecond.unsigned_abs())
}

pub(super) fn sealing() -> Sealing {
    Sealing::builder().quiet(length(QUIET)).lateness(length(LATENESS)).build().expect("lengths in range")
}

/// Events in the order in which they were dreamt up. Shows itself as the lines of the event format.
#[derive(Clone)]
pub(super) struct World {
    pub(super) events: Vec<Event>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "World [")?;
        for event in &self.events {
            writeln!(f, "  {}", serde_json::to_string(event).expect("events can be written"))?;
        }
        write!(f, "]")
    }
}

impl World {
    pub(super) fn newest(&self) -> i64 {
        self.events.iter().map(|event| event.at().as_millisecond()).max().unwrap_or(START)
    }

    /// An instant at which everything can be sealed.
    pub(super) fn far(&self) -> Timestamp {
        instant(self.newest() + QUIET + LATENESS + 1)
    }
}

/// What an instruction names: a message of its own thread, of another one, or of none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Names {
    Known(usize),
    Elsewhere(usize),
    Unknown,
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Ask {
        customer: usize,
        page: usize,
        channel: Channel,
        said: String,
        files: u64,
        summary: bool,
    },
    Reply {
        role: Role,
        visibility: Visibility,
        page: usize,
        names: Option<Names>,
        author: usize,
        said: String,
        summary: bool,
    },
    Edit {
        target: Names,
        said: String,
        shift: i64,
    },
    Delete {
        target: Names,
        by: Option<Corrector>,
        shift: i64,
    },
    Status {
        kind: StatusKind,
        target: Option<Names>,
    },
}

#[derive(Clone, Debug)]
pub(super) enum Beside {
    Outcome { kind: OutcomeKind, page: usize, customer: usize, value: f64 },
    Touchpoint { page: usize, customer: usize, attended: Option<bool> },
    Record { customer: usize },
}

pub(super) const ASKS: [&str; 20] = [
    "Is the darkroom open on Sunday?",
    "Where are my prints? I ordered them in March and nobody answers.",
    "Thank you so much!",
    "Great shop, lovely people.",
    "I want a refund for order 20417.",
    "The scanner is broken again, please fix it.",
    "You should open on Mondays.",
    "My order number is 20417.",
    "Still no answer. I am done with you and will go elsewhere.",
    "That solved it, thanks.",
    "Everyone should know how they treat people here!",
    "This is a joke. You just copy and paste.",
    "\u{1f44d}",
    "",
    "Wo bleiben meine Abzüge? Ich warte seit drei Wochen auf eine Antwort von Ihnen.",
    "How much is a roll of Tri-X, and can you develop it by Friday at 5pm?",
    "this is the THIRD time I ask!!! ???",
    "e\u{301}t\u{e9} \u{202e}abc\u{202c} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} why?",
    "ok",
    "I have sent the form twice, here it is again: AB-1234.",
];

pub(super) const REPLIES: [&str; 20] = [
    "It is open from ten to four on Sunday.",
    "Please send us a direct message with your order number.",
    "We are sorry for any inconvenience this may have caused.",
    "Thank you for your feedback, we will pass it on to the team.",
    "I have refunded order 20417, 35.90 will reach you by Friday.",
    "Sorry if you feel that way.",
    "You should have read the terms.",
    "See https://example.com/help",
    "We are looking into it.",
    "Nobody else has complained about this.",
    "I am sorry, that was our mistake: the lamp failed on Monday. I have replaced it and reprinted your pictures.",
    "Hi [NAME], thanks for reaching out to us!",
    "Bitte schreiben Sie uns eine Nachricht, wir kümmern uns dann so bald wie möglich darum.",
    "",
    "\u{1f64f}",
    "Could you tell us more about what happened?",
    "Per our policy we cannot help with that.",
    "Please contact the head office at 555-0100.",
    "A roll is 9.50 and we can have it ready by Thursday at 3pm. Did that help?",
    "Hello \u{202e}dlrow\u{202c} cafe\u{301} \u{1f469}\u{200d}\u{1f4bb} 100% naïve…",
];

/// Pieces of text that programs trip over.
pub(super) const NASTY: [&str; 26] = [
    "\0",
    "\u{202e}",
    "\u{2066}",
    "\u{301}",
    "\u{0}\u{301}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{fffd}",
    "\u{feff}",
    "\u{fffe}",
    "????????????????????????????????????????????????????????????????",
    "?!",
    "\u{37e}",
    "İI\u{307}ıſß",
    "ﷺ",
    "\r\n\r\n",
    "\u{2028}",
    "\u{ad}",
    "^KB",
    "[NAME] {{first}}",
    "@ana #x https://a.b/?q=1&r=%F0%9F",
    "'’`\"“”",
    "$1,000,000.00€ 99% 5pm AB-12",
];

pub(super) fn arbitrary_text() -> BoxedStrategy<String> {
    let piece = prop_oneof![
        4 => select(&NASTY[..]).prop_map(str::to_owned),
        2 => select(&ASKS[..]).prop_map(str::to_owned),
        2 => select(&REPLIES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => (any::<char>(), 1_usize..400).prop_map(|(one, times)| one.to_string().repeat(times)),
        1 => Just(" ".to_owned()),
    ];
    prop_oneof![any::<String>(), prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()),]
        .boxed()
}

fn ask_text() -> BoxedStrategy<String> {
    select(&ASKS[..]).prop_map(str::to_owned).boxed()
}

fn reply_text() -> BoxedStrategy<String> {
    select(&REPLIES[..]).prop_map(str::to_owned).boxed()
}

fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![4 => select(&[Channel::Comment, Channel::Chat, Channel::Review][..]), 1 => select(Channel::ALL)]
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![5 => Just(Role::Agent), 2 => select(Role::ALL)]
}

fn visibility() -> impl Strategy<Value = Visibility> {
    prop_oneof![5 => Just(Visibility::Public), 2 => select(Visibility::ALL)]
}

fn names() -> impl Strategy<Value = Names> {
    prop_oneof![
        8 => (0_usize..60).prop_map(Names::Known),
        1 => (0_usize..12).prop_map(Names::Elsewhere),
        1 => Just(Names::Unknown),
    ]
}

fn page() -> impl Strategy<Value = usize> {
    prop_oneof![2 => Just(0_usize), 3 => Just(1_usize), 1 => Just(2_usize)]
}

fn shift() -> impl Strategy<Value = i64> {
    prop_oneof![5 => Just(0), 1 => Just(-HOUR), 1 => Just(-QUIET), 1 => Just(-QUIET - 1), 1 => Just(QUIET)]
}

/// How long after the event before: at once, soon, and on either side of everything that decides something.
fn gap() -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => Just(0),
        1 => Just(1),
        8 => (1..240_i64).prop_map(|minutes| minutes * MINUTE),
        1 => Just(QUIET - 1),
        1 => Just(QUIET),
        1 => Just(QUIET + 1),
        1 => select(&[QUIET + LATENESS, QUIET + LATENESS + 1, 2 * QUIET + 2 * LATENESS, 30 * QUIET][..]),
    ]
}

fn step(asked: BoxedStrategy<String>, answered: BoxedStrategy<String>) -> impl Strategy<Value = Step> {
    let by = prop_oneof![
        2 => Just(Some(Corrector::Customer)),
        2 => select(Corrector::ALL).prop_map(Some),
        1 => Just(None),
    ];
    let files = prop_oneof![5 => Just(0_u64), 1 => Just(2_u64)];
    let edited = prop_oneof![asked.clone(), answered.clone()];
    prop_oneof![
        6 => (0_usize..4, page(), channel(), asked, files, prop::bool::weighted(0.05)).prop_map(
            |(customer, page, channel, said, files, summary)| {
                Step::Ask { customer, page, channel, said, files, summary }
            },
        ),
        6 => (
            role(),
            visibility(),
            page(),
            prop::option::of(names()),
            0_usize..3,
            answered,
            prop::bool::weighted(0.05),
        )
            .prop_map(|(role, visibility, page, names, author, said, summary)| Step::Reply {
                role,
                visibility,
                page,
                names,
                author,
                said,
                summary,
            }),
        1 => (names(), edited, shift()).prop_map(|(target, said, shift)| Step::Edit { target, said, shift }),
        2 => (names(), by, shift()).prop_map(|(target, by, shift)| Step::Delete { target, by, shift }),
        1 => (select(StatusKind::ALL), prop::option::of(names()))
            .prop_map(|(kind, target)| Step::Status { kind, target }),
    ]
}

fn beside() -> impl Strategy<Value = Beside> {
    prop_oneof![
        3 => (select(OutcomeKind::ALL), page(), 0_usize..4, 1.0..5.0_f64).prop_map(
            |(kind, page, customer, value)| Beside::Outcome { kind, page, customer, value }
        ),
        2 => (page(), 0_usize..4, any::<Option<bool>>())
            .prop_map(|(page, customer, attended)| Beside::Touchpoint { page, customer, attended }),
        1 => (0_usize..4).prop_map(|customer| Beside::Record { customer }),
    ]
}

/// Histories in the sentences of [`ASKS`] and [`REPLIES`].
pub(super) fn worlds() -> BoxedStrategy<World> {
    worlds_in(ask_text(), reply_text())
}

/// Histories in which people write anything that is Unicode.
pub(super) fn strange_worlds() -> BoxedStrategy<World> {
    let mixed = |plain: BoxedStrategy<String>| prop_oneof![1 => plain, 2 => arbitrary_text()].boxed();
    worlds_in(mixed(ask_text()), mixed(reply_text()))
}

fn worlds_in(asked: BoxedStrategy<String>, answered: BoxedStrategy<String>) -> BoxedStrategy<World> {
    let step = step(asked, answered).boxed();
    // From 24 turns on lists become tables; most histories are shorter.
    let close = prop_oneof![Just(0), (1..90_i64).prop_map(|minutes| minutes * MINUTE)];
    let thread = prop_oneof![
        14 => prop::collection::vec((gap(), step.clone()), 1..11),
        1 => prop::collection::vec((close, step), 32..48),
    ];
    let beside = prop::collection::vec((0..60 * HOUR, beside()), 0..5);
    (prop::collection::vec(thread, 1..4), beside)
        .prop_map(|(threads, beside)| build(&threads, &beside))
        .boxed()
}

fn customer_name(number: usize) -> Option<Id> {
    (number > 0).then(|| id(format!("customer{number}")))
}

fn page_name(number: usize) -> Option<Id> {
    (number > 0).then(|| id(format!("page{number}")))
}

pub(super) fn build(threads: &[Vec<(i64, Step)>], beside: &[(i64, Beside)]) -> World {
    let mut events = Vec::new();
    for (place, steps) in threads.iter().enumerate() {
        let letter = |place: usize| char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
        let thread = id(format!("thread-{}", letter(place)));
        let message = |number: usize| id(format!("{}{number}", letter(place)));
        let named = |names: Names| match names {
            Names::Known(number) => message(number % steps.len()),
            Names::Elsewhere(number) => id(format!("{}{number}", letter(place + 1))),
            Names::Unknown => id("nowhere"),
        };
        let mut clock = START;
        for (number, (gap, step)) in steps.iter().enumerate() {
            clock += gap;
            let (name, at) = (message(number), instant(clock));
            events.push(match step {
                Step::Ask { customer, page, channel, said, files, summary } => {
                    let mut ask =
                        Interaction::new(thread.clone(), name, at).on(*channel).saying(said.clone());
                    ask.customer = customer_name(*customer);
                    ask.page = page_name(*page);
                    ask.attachments = *files;
                    ask.summary = *summary;
                    Event::Interaction(ask)
                }
                Step::Reply { role, visibility, page, names, author, said, summary } => {
                    let mut reply =
                        Response::new(thread.clone(), name, at).in_role(*role).saying(said.clone());
                    reply.visibility = *visibility;
                    reply.page = page_name(*page);
                    reply.in_reply_to = names.map(named);
                    reply.author = (*author > 0).then(|| id(format!("agent{author}")));
                    reply.summary = *summary;
                    Event::Response(reply)
                }
                Step::Edit { target, said, shift } => {
                    let at = instant(clock + shift);
                    let mut edit =
                        Correction::new(thread.clone(), name, at, named(*target), CorrectionKind::Edit);
                    edit.text.clone_from(said);
                    Event::Correction(edit)
                }
                Step::Delete { target, by, shift } => {
                    let at = instant(clock + shift);
                    let mut delete =
                        Correction::new(thread.clone(), name, at, named(*target), CorrectionKind::Delete);
                    delete.by = *by;
                    Event::Correction(delete)
                }
                Step::Status { kind, target } => {
                    let mut status = Status::new(thread.clone(), name, at, *kind);
                    status.target = target.map(named);
                    Event::Status(status)
                }
            });
        }
    }
    for (number, (offset, what)) in beside.iter().enumerate() {
        let at = instant(START + offset);
        events.push(match what {
            Beside::Outcome { kind, page, customer, value } => {
                let mut outcome = Outcome::new(id(format!("x{number}")), at, *kind);
                outcome.page = page_name(*page);
                outcome.customer = customer_name(*customer);
                outcome.value = Amount::new((value * 2.0).round() / 2.0).ok();
                Event::Outcome(outcome)
            }
            Beside::Touchpoint { page, customer, attended } => {
                let mut touchpoint = Touchpoint::new(id(format!("x{number}")), at, "workshop")
                    .expect("a kind that is not blank");
                touchpoint.page = page_name(*page);
                touchpoint.customer = customer_name(*customer);
                touchpoint.attended = *attended;
                Event::Touchpoint(touchpoint)
            }
            Beside::Record { customer } => {
                Event::Customer(Customer::new(id(format!("customer{customer}")), at))
            }
        });
    }
    World { events }
}

/// How a copy of an event differs from it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Nothing,
    Words,
    Page,
    /// Another instant, for turns; others stay where they are. Two versions are never further apart than a conversation
    /// may be quiet: of those that are, one may be sealed and forgotten before the other one comes.
    Moved(i64),
    /// Another type: a turn becomes another turn, a correction a status.
    Type,
}

pub(super) fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Change)>> {
    let change = prop_oneof![
        3 => Just(Change::Nothing),
        1 => Just(Change::Words),
        1 => Just(Change::Page),
        1 => select(&[-1, 1, -HOUR, HOUR, -QUIET / 2, QUIET / 2][..]).prop_map(Change::Moved),
        1 => Just(Change::Type),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), change), 0..8)
}

/// A copy of an event with that difference; of one that cannot differ so, an exact copy.
pub(super) fn copy(event: &Event, change: Change) -> Event {
    let mut copy = event.clone();
    match (change, &mut copy) {
        (Change::Words, Event::Interaction(it)) => it.text.push_str(" (2)"),
        (Change::Words, Event::Response(it)) => it.text.insert_str(0, "A: "),
        (Change::Words, Event::Correction(it)) => it.text.push('!'),
        (Change::Words, Event::Status(it)) => it.kind = StatusKind::Merged,
        (Change::Words, Event::Outcome(it)) => it.kind = OutcomeKind::Cancelled,
        (Change::Words, Event::Touchpoint(it)) => it.attended = Some(true),
        (Change::Words, Event::Customer(it)) => it.name = Some("Ana".to_owned()),
        (Change::Page, Event::Interaction(it)) => it.page = page_name(2),
        (Change::Page, Event::Response(it)) => it.page = page_name(2),
        (Change::Page, Event::Outcome(it)) => it.page = page_name(2),
        (Change::Page, Event::Touchpoint(it)) => it.page = None,
        (Change::Moved(by), Event::Interaction(it)) => it.at = instant(it.at.as_millisecond() + by),
        (Change::Moved(by), Event::Response(it)) => it.at = instant(it.at.as_millisecond() + by),
        (Change::Type, Event::Interaction(it)) => {
            return Event::Response(
                Response::new(it.thread.clone(), it.id.clone(), it.at).saying(it.text.clone()),
            );
        }
        (Change::Type, Event::Response(it)) => {
            return Event::Interaction(
                Interaction::new(it.thread.clone(), it.id.clone(), it.at).saying(it.text.clone()),
            );
        }
        (Change::Type, Event::Correction(it)) => {
            return Event::Status(Status::new(it.thread.clone(), it.id.clone(), it.at, StatusKind::Closed));
        }
        _ => {}
    }
    copy
}

/// The events of a world with copies of some of them.
pub(super) fn with_copies(world: &World, copies: &[(prop::sample::Index, Change)]) -> Vec<Event> {
    let mut events = world.events.clone();
    events.extend(copies.iter().map(|(index, change)| copy(index.get(&world.events), *change)));
    events
}

/// A small generator of its own, for choices that need not shrink.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64` (Steele, Lea & Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        usize::try_from(self.next() % (sides as u64)).expect("less than a usize")
    }

    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % (high - low + 1).unsigned_abs()).expect("less than the range")
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.roll(place + 1));
        }
    }
}

/// A reader that is cheap and reaches every kind, every signal, every axis and abstentions.
pub(super) fn plain_reader() -> impl Reader + Clone {
    reader_fn("plain 1", |exchange| {
        let mut reading = Reading::new(exchange.outline());
        for (index, ask) in exchange.asks().enumerate() {
            reading = reading.asking(index, kind_of(ask.text()));
        }
        let before = exchange.asks().flat_map(signals_of).collect();
        let after = exchange.reaction().flat_map(signals_of).collect();
        reading = reading.signalling(before, after);
        if exchange.asks().any(|ask| ask.attachments() > 0) {
            reading = reading.after_request();
        }
        if reading.opened().is_none() {
            return reading.abstaining(Abstention::NoAsk);
        }
        let Some(answer) = exchange.answers().next() else {
            return reading.abstaining(Abstention::NoAnswer);
        };
        let bytes = answer.text().len();
        if bytes == 0 {
            return reading.abstaining(Abstention::NoWords);
        }
        let span = Span::new(answer.id().clone(), 0, bytes);
        let axis = |base: f64, step: u32| {
            let contribution = f64::from(u32::try_from(bytes).unwrap_or(0) % step) / 4.0 - 1.0;
            Axis::new(
                base,
                vec![Evidence::new(Basis::Cue("length".into()), contribution).at(vec![span.clone()])],
            )
        };
        reading
            .covering(Score::clamped(1.0 / (1.0 + axis(0.0, 13).score().get())))
            .acting(vec![Found::new(Act::ALL[bytes % Act::ALL.len()], Score::ONE, span.clone())])
            .weighing(Some(axis(-0.7, 17)), Some(axis(1.3, 11)), (bytes % 2 == 0).then(|| axis(0.8, 7)))
    })
}

fn kind_of(text: &str) -> AskKind {
    [
        ("efund", AskKind::Refund),
        ("fix", AskKind::Repair),
        ("?", AskKind::Question),
        ("done", AskKind::Complaint),
        ("should", AskKind::Suggestion),
        ("number", AskKind::Information),
        ("reat", AskKind::Praise),
        ("olved", AskKind::Settled),
        ("hank", AskKind::Thanks),
    ]
    .into_iter()
    .find(|(cue, _)| text.contains(cue))
    .map_or(AskKind::Unknown, |(_, kind)| kind)
}

fn signals_of(turn: &Turn<'_>) -> Vec<Found<Signal>> {
    let text = turn.text();
    [
        ("elsewhere", Signal::Leaving),
        ("solved", Signal::Resolved),
        ("copy", Signal::CallsOut),
        ("Everyone", Signal::AudiencePlea),
        ("THIRD", Signal::Anger),
    ]
    .into_iter()
    .filter_map(|(cue, signal)| {
        let start = text.find(cue)?;
        Some(Found::new(signal, Score::ONE, Span::new(turn.id().clone(), start, start + cue.len())))
    })
    .collect()
}

/// The reader that ships, which has learnt stock phrases so that it reads originality too.
pub(super) fn shipped_reader() -> LexiconReader {
    let replies = REPLIES.iter().chain(&REPLIES[..6]).chain(&REPLIES[..6]).chain(&REPLIES[..6]);
    LexiconReader::english().expect("the word list that ships").with_boilerplate(Boilerplate::learn(replies))
}

/// Everything of a world as it is sealed, in the order in which scorers see it.
pub(super) fn sealed(world: &World, reader: &impl Reader) -> Vec<Observation> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&seen);
    let mut tracker = Tracker::new(reader, Verdicts).sealing(sealing()).group_by(move |observation| {
        ear.lock().expect("nobody panics while they hold it").push(observation.clone());
        vec![Key::All]
    });
    for event in &world.events {
        tracker.push(event.clone());
    }
    tracker.seal(world.far());
    drop(tracker);
    Arc::into_inner(seen).expect("the tracker is gone").into_inner().expect("nobody panicked")
}

/// Everything of a world as it stands when nothing is sealed, in order of threads.
pub(super) fn pending(world: &World, reader: &impl Reader) -> Vec<Reading> {
    let mut tracker = Tracker::new(reader, Verdicts).sealing(sealing());
    for event in &world.events {
        tracker.push(event.clone());
    }
    tracker.pending()
}

/// One world, the same for the same seed.
pub(super) fn sample(seed: u64) -> World {
    use proptest::strategy::ValueTree;
    let mut runner = runner(seed);
    worlds().new_tree(&mut runner).expect("worlds can always be made").current()
}

pub(super) fn runner(seed: u64) -> proptest::test_runner::TestRunner {
    proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        rng_seed: proptest::test_runner::RngSeed::Fixed(seed),
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })
}
