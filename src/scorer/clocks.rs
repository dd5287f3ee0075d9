//! How long the four clocks of a customer run, and who waits longest now.

use std::cmp::Reverse;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::wait_times::WaitTimesState;
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::reader::{Clock, ClockPolicy, Hours, Reading, Verdict, WallTime};
use crate::stats::SurvivalCurve;
use crate::time::Timestamp;

/// The distributions of the time to a first, to a next and to a conclusive response and to resolution, and the longest
/// current silence.
///
/// What starts, stops, pauses and cuts off each clock stands at [`Clock`]; what they go by is a [`ClockPolicy`]; how much
/// of the time counts is said by [`Hours`], which is all of it unless told otherwise. A clock that is still running is a
/// wait of at least that length (censored there, Kaplan & Meier 1958) and never left out: the first and the next response together are
/// the waits of [`WaitTimes`](super::WaitTimes).
///
/// # When it misleads
///
/// A conclusive response takes a reader that finds acts; of a reading without words the clock is cut off at the first
/// answer. And it takes an act of the list: a plain fact that answers a plain question ("from ten to four") carries none of
/// them, so on pages where most asks are questions the curve stays too high. A resolution takes statuses, or customers
/// who say that it is settled; where there are neither, the clock runs to the end of each conversation and the curve stays
/// at 1.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Event, Id, Interaction, Response};
/// use goodwill::reader::{Clock, LexiconReader};
/// use goodwill::scorer::Clocks;
/// use goodwill::tracker::{Key, Tracker};
/// use std::time::Duration;
///
/// let mut tracker = Tracker::new(LexiconReader::english()?, Clocks::default());
/// for (thread, at) in [("t1", "2024-03-01T10:00:00Z"), ("t2", "2024-03-01T12:00:00Z")] {
///     let ask = Interaction::new(Id::new(thread)?, Id::new("m1")?, at.parse()?).saying("The scanner is broken again.");
///     tracker.push(Event::Interaction(ask));
/// }
/// for (id, at, text) in [
///     ("r1", "2024-03-01T10:30:00Z", "We are looking into it."),
///     ("r2", "2024-03-01T14:00:00Z", "I have replaced the lamp."),
/// ] {
///     let reply = Response::new(Id::new("t1")?, Id::new(id)?, at.parse()?).saying(text);
///     tracker.push(Event::Response(reply));
/// }
///
/// let times = tracker.assess(&Key::All, "2024-03-02T12:00:00Z".parse()?);
/// assert_eq!(times.curve(Clock::FirstResponse).quantile(0.5), Some(30 * 60_000));
/// assert_eq!(times.curve(Clock::ConclusiveResponse).quantile(0.5), Some(4 * 3_600_000));
/// assert_eq!((times.stopped(Clock::Resolution), times.running(Clock::Resolution)), (0, 2));
///
/// let silence = times.silence().unwrap();
/// assert_eq!(silence.reading().outline().id().to_string(), "t2/m1");
/// assert_eq!(silence.length(), Duration::from_secs(24 * 3_600));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Clocks<H = WallTime> {
    policy: ClockPolicy,
    hours: H,
}

impl Default for Clocks {
    /// Every default, in wall time.
    fn default() -> Self {
        Self::new(ClockPolicy::default())
    }
}

impl Clocks {
    /// Clocks that go by that policy, in wall time.
    #[must_use]
    pub const fn new(policy: ClockPolicy) -> Self {
        Self { policy, hours: WallTime }
    }
}

impl<H: Hours> Clocks<H> {
    /// The same clocks counting those hours.
    #[must_use]
    pub fn in_hours<N: Hours>(self, hours: N) -> Clocks<N> {
        Clocks { policy: self.policy, hours }
    }

    /// What they go by.
    #[must_use]
    pub const fn policy(&self) -> &ClockPolicy {
        &self.policy
    }

    /// Who waits longest for an answer at that instant.
    fn silence(&self, view: &View<'_>) -> Option<Silence> {
        let open = view.pending().iter().filter_map(|seen| match seen {
            Observation::Exchange(reading) => reading.seen_at(view.as_of()),
            _ => None,
        });
        let open = open.filter(|reading| reading.verdict() == Verdict::Open);
        let oldest = |reading: &Reading| Reverse((reading.opened(), reading.outline().id().clone()));
        open.max_by_key(oldest).map(|reading| {
            let since = reading.opened().unwrap_or(view.as_of());
            let until = view.as_of().min(reading.outline().closes());
            Silence { length: self.hours.between(since, until), since, reading }
        })
    }
}

const CLOCKS: usize = Clock::ALL.len();

/// How many runs of each length each clock has made, and how many were still running.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClocksState([WaitTimesState; CLOCKS]);

/// What the clocks of a key's exchanges say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClockTimes {
    curves: [SurvivalCurve; CLOCKS],
    silence: Option<Silence>,
}

impl ClockTimes {
    /// The share of a clock's runs that are not over after a time, running ones included; its times are milliseconds.
    #[must_use]
    pub const fn curve(&self, clock: Clock) -> &SurvivalCurve {
        &self.curves[clock as usize]
    }

    /// How many of a clock's runs have stopped.
    #[must_use]
    pub const fn stopped(&self, clock: Clock) -> u64 {
        self.curve(clock).events()
    }

    /// How many of a clock's runs had not stopped when they were last seen.
    #[must_use]
    pub const fn running(&self, clock: Clock) -> u64 {
        self.curve(clock).n() - self.curve(clock).events()
    }

    /// The longest current silence: the oldest ask that is open at the instant, of conversations that are not sealed.
    #[must_use]
    pub const fn silence(&self) -> Option<&Silence> {
        self.silence.as_ref()
    }
}

/// An ask that has been waiting for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    reading: Reading,
    since: Timestamp,
    length: Duration,
}

impl Silence {
    /// The exchange, as it stands at the instant: its name, its page, whose it is, what it is about.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// When the clock started.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        self.since
    }

    /// How much of the time since then counts; an ask ages no further than its conversation.
    #[must_use]
    pub const fn length(&self) -> Duration {
        self.length
    }
}

impl<H: Hours> Scorer for Clocks<H> {
    type State = ClocksState;
    type Output = ClockTimes;

    fn observe(&self, state: &mut ClocksState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        for (clock, waits) in Clock::ALL.iter().zip(&mut state.0) {
            reading.runs(*clock, &self.policy).for_each(|run| waits.take(run.wait(&self.hours)));
        }
    }

    fn merge(&self, into: &mut ClocksState, other: &ClocksState) {
        for (into, other) in into.0.iter_mut().zip(&other.0) {
            into.merge(other);
        }
    }

    fn assess(&self, state: &ClocksState, view: &View<'_>) -> ClockTimes {
        let state = view.complete(self, state);
        ClockTimes { curves: state.0.each_ref().map(WaitTimesState::curve), silence: self.silence(view) }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("clocks 1", &self.policy).and(self.hours.fingerprint())
    }
}
