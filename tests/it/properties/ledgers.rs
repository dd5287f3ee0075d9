//! The three laws of the ledger, and its bounds.

use goodwill::Score;
use goodwill::event::{Channel, Event, Interaction, Response};
use goodwill::reader::{Reader, Reading, reader_fn};
use goodwill::scorer::{Prior, Responsiveness, ResponsivenessState, View};
use goodwill::tracker::{Key, Tracker};
use proptest::prelude::*;
use proptest::sample::select;

use super::cases;
use super::world::{HOUR, LATENESS, MINUTE, QUIET, START, id, instant, sealing};

/// R and the shares are quotients of sums that are rounded to the nearest float, once for the sum and once for the
/// quotient: where the exact values are equal, the floats may differ by a few 2⁻⁵³ either way.
const ROUNDING: f64 = 1e-12;

/// One thread: a customer's run of asks, and perhaps an answer so long after the first of them.
#[derive(Clone, Debug)]
struct Asked {
    channel: Channel,
    at: i64,
    run: Vec<i64>,
    answered: Option<i64>,
}

impl Asked {
    fn last(&self) -> i64 {
        self.at + self.run.iter().sum::<i64>()
    }

    fn events(&self, name: usize) -> Vec<Event> {
        let thread = id(format!("t{name}"));
        let mut at = self.at;
        let mut events = Vec::new();
        for (number, gap) in std::iter::once(&0).chain(&self.run).enumerate() {
            at += gap;
            let ask =
                Interaction::new(thread.clone(), id(format!("m{number}")), instant(at)).on(self.channel);
            events.push(Event::Interaction(ask));
        }
        if let Some(wait) = self.answered {
            let reply = Response::new(thread, id("r"), instant(self.at + wait));
            events.push(Event::Response(reply));
        }
        events
    }
}

fn waits() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), select(&[15 * MINUTE, HOUR, 8 * HOUR, QUIET][..]), 0..QUIET,]
}

const fn aloud(channel: Channel) -> bool {
    matches!(channel, Channel::Phone | Channel::InPerson)
}

fn asked() -> impl Strategy<Value = Asked> {
    // What is said by phone or in person has a test of its own.
    let written: Vec<Channel> = Channel::ALL.iter().copied().filter(|channel| !aloud(*channel)).collect();
    let channel = select(written);
    (channel, 0..QUIET, prop::collection::vec(0..QUIET / 4, 0..3), prop::option::of(waits()))
        .prop_map(|(channel, at, run, answered)| Asked { channel, at: START + at, run, answered })
}

fn others() -> impl Strategy<Value = Vec<Asked>> {
    prop::collection::vec(asked(), 0..6)
}

/// Every ask needs an answer, and nothing else is read.
fn bare() -> impl Reader + Clone {
    reader_fn("bare", |exchange| Reading::new(exchange.outline()))
}

fn scorer(prior: Prior) -> Responsiveness {
    Responsiveness::default().with_prior(prior)
}

fn tracker<R: Reader>(reader: R, threads: &[Asked], prior: Prior) -> Tracker<R, Responsiveness> {
    let mut tracker = Tracker::new(reader, scorer(prior)).sealing(sealing());
    for (name, thread) in threads.iter().enumerate() {
        for event in thread.events(name) {
            tracker.push(event);
        }
    }
    tracker
}

/// R at an instant, with everything sealed that can be or with nothing sealed. Where nothing is decided yet there may be
/// no score; the formula then gives the prior's mean.
fn score(threads: &[Asked], prior: Prior, as_of: i64, sealed: bool) -> f64 {
    let mut tracker = tracker(bare(), threads, prior);
    if sealed {
        tracker.seal(instant(as_of));
    }
    let assessment = tracker.assess(&Key::All, instant(as_of));
    assessment.score().map_or(prior.mean(), Score::get)
}

fn state(threads: &[Asked], as_of: i64, sealed: bool) -> ResponsivenessState {
    let mut tracker = tracker(bare(), threads, Prior::JEFFREYS);
    if sealed {
        tracker.seal(instant(as_of));
    }
    let scorer = tracker.scorer().clone();
    let tally = tracker.tally(&Key::All).expect("something was asked");
    let pending: Vec<_> = tally.pending().cloned().collect();
    View::new(instant(as_of)).with_pending(&pending).complete(&scorer, tally.state()).into_owned()
}

fn priors() -> impl Strategy<Value = Prior> {
    prop_oneof![
        Just(Prior::JEFFREYS),
        (0.01..50.0_f64, 0.01..50.0_f64).prop_map(|(high, low)| Prior::new(high, low).expect("in range")),
    ]
}

/// Instants after everything has happened.
fn after(threads: &[Asked], later: i64) -> i64 {
    let last = |thread: &Asked| thread.last().max(thread.at + thread.answered.unwrap_or(0));
    threads.iter().map(last).max().unwrap_or(START) + later
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn waiting_longer_never_raises_responsiveness(
        open in asked(),
        mut threads in others(),
        prior in priors(),
        steps in prop::collection::vec(prop_oneof![0..3 * HOUR, 0..2 * QUIET], 1..5),
        sealed in any::<bool>(),
    ) {
        threads.push(Asked { answered: None, ..open });
        let mut as_of = after(&threads, 0);
        let mut before = score(&threads, prior, as_of, sealed);
        for step in steps {
            as_of += step;
            let now = score(&threads, prior, as_of, sealed);
            prop_assert!(now <= before + ROUNDING, "{} after {}", now, before);
            before = now;
        }
    }

    #[test]
    fn answering_never_lowers_responsiveness(
        open in asked(),
        wait in waits(),
        mut threads in others(),
        prior in priors(),
        later in 0..3 * QUIET,
        sealed in any::<bool>(),
    ) {
        let open = Asked { answered: None, ..open };
        // After the run: a reply inside it answers what stands before it and makes another ask of what stands after it,
        // and where the reply was late, one ask more may cost more than the reply earns. Within the conversation: what
        // comes later is about nothing.
        let run = open.last() - open.at;
        let wait = wait.clamp(run, run + QUIET);
        threads.push(Asked { answered: Some(wait), ..open.clone() });
        let as_of = after(&threads, later);
        let answered = score(&threads, prior, as_of, sealed);
        threads.pop();
        threads.push(open);
        let silent = score(&threads, prior, as_of, sealed);
        prop_assert!(answered >= silent - ROUNDING, "{} where silence has {}", answered, silent);
    }

    #[test]
    fn answering_what_was_said_aloud_never_lowers_responsiveness(
        open in asked(),
        channel in select(&[Channel::Phone, Channel::InPerson][..]),
        wait in 0..QUIET,
        prior in priors(),
    ) {
        let open = Asked { channel, answered: None, run: Vec::new(), ..open };
        let as_of = open.at + 2 * QUIET;
        let silent = score(std::slice::from_ref(&open), prior, as_of, false);
        let answered = score(&[Asked { answered: Some(wait), ..open }], prior, as_of, false);
        prop_assert!(answered >= silent - ROUNDING, "{} where silence has {}", answered, silent);
    }

    #[test]
    fn answering_earlier_never_lowers_responsiveness(
        asked in asked(),
        waits in [waits(), waits()],
        mut threads in others(),
        prior in priors(),
        later in 0..3 * QUIET,
        sealed in any::<bool>(),
    ) {
        // A reply inside the run would leave the turns after it open; the law is about one ask.
        let asked = Asked { run: Vec::new(), ..asked };
        let (early, late) = (waits[0].min(waits[1]), waits[0].max(waits[1]));
        threads.push(Asked { answered: Some(late), ..asked.clone() });
        let as_of = after(&threads, later);
        let slow = score(&threads, prior, as_of, sealed);
        threads.pop();
        threads.push(Asked { answered: Some(early), ..asked });
        let fast = score(&threads, prior, as_of, sealed);
        prop_assert!(fast >= slow - ROUNDING, "{} where the slow have {}", fast, slow);
    }

    #[test]
    fn the_final_share_lies_within_the_bounds(
        threads in prop::collection::vec(asked(), 1..7),
        later in 0..2 * QUIET,
        decided in prop::collection::vec(prop::option::of(waits()), 7),
    ) {
        // Only what has happened by then is known then.
        let threads: Vec<Asked> = threads.into_iter().map(|thread| Asked { run: Vec::new(), ..thread }).collect();
        let newest = threads.iter().map(|thread| thread.at).max().unwrap_or(START);
        let as_of = newest + later;
        let known: Vec<Asked> = threads
            .iter()
            .map(|thread| Asked { answered: thread.answered.filter(|wait| thread.at + wait <= as_of), ..thread.clone() })
            .collect();
        let (low, high) = state(&known, as_of, false).bounds().expect("something was asked");
        prop_assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0, "{} {}", low, high);

        let last: Vec<Asked> = known
            .iter()
            .zip(decided)
            .map(|(thread, decided)| {
                let sooner = as_of - thread.at;
                let wait = thread.answered.or(decided.map(|wait| sooner + wait));
                Asked { answered: wait, ..thread.clone() }
            })
            .collect();
        let end = after(&last, 0) + 2 * QUIET + LATENESS + 1;
        let decided = state(&last, end, true);
        prop_assert_eq!(decided.undecided(), 0.0);
        prop_assert_eq!(decided.asks(), last.len() as u64);
        let share = decided.earned() / (decided.earned() + decided.lost());
        prop_assert!(share >= low - ROUNDING && share <= high + ROUNDING, "{} is not in {}..={}", share, low, high);
        let (last_low, last_high) = decided.bounds().expect("something was asked");
        prop_assert!((last_low - share).abs() < ROUNDING && (last_high - share).abs() < ROUNDING);
        prop_assert!((decided.earned() + decided.lost() - f64::from(u32::try_from(decided.asks()).unwrap_or(0))).abs() < 1e-9);
    }
}

#[test]
fn a_quiet_conversation_ages_no_further() {
    let open = Asked { channel: Channel::Chat, at: START, run: Vec::new(), answered: None };
    let at = |later: i64| score(std::slice::from_ref(&open), Prior::JEFFREYS, START + later, false);
    assert!(at(QUIET) < at(0));
    assert_eq!(at(QUIET), at(50 * QUIET));
}
