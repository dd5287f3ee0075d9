//! The clocks that a customer's ask starts.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::clock_policy::{ClockPolicy, OnCustomer};
use super::course::{Step, What};
use super::reading::Reading;
use super::run::Run;
use super::verdict::Verdict;
use crate::few::Few;
use crate::time::Timestamp;

/// The four clocks of a customer who waits.
///
/// | clock | starts | stops | runs |
/// |---|---|---|---|
/// | first response | at the first ask of the customer's first exchange that needs an answer | at the first reply of an agent that the customer can see | one of each customer and conversation, at most |
/// | next response | at the first ask of a later exchange that needs an answer | likewise | one of each later exchange, at most |
/// | conclusive response | at the first ask that needs an answer and that nothing conclusive has followed yet | at the first such reply that does a [concluding](ClockPolicy::concludes) act, or at the customer's word that it is settled (G6) | any number: what is asked after a conclusion starts anew |
/// | resolution | at the customer's first ask that needs an answer | when the thread is closed and nothing in it waits for an answer, or at the customer's word that it is settled | one of each customer and conversation: what is asked later, or a thread that is reopened, sets the same clock going again, as if it had never stopped |
///
/// **What starts none.** What the company begins; thanks and praise; what the customer took back.
///
/// **What stops none.** Bots, receipts and everything automatic, other customers, moderators, internal notes, replies that
/// were deleted or hidden, another page. Closing answers nothing: a thread that is closed over an open ask is not resolved
/// until that is answered. A hand-off from a bot does not start the clock anew. All this is said by the roles of the events
/// and by the cutting of [`Conversation`](crate::thread::Conversation), and is no parameter here: a bot whose answers are
/// to count is an `agent`.
///
/// **What a first response is.** The first to this customer in this conversation: an exchange lasts until it is answered, so
/// whoever has a [later one](crate::thread::Outline::follows) was answered before, be it on praise. A conversation ends when it has been quiet
/// for long enough; whoever comes back after months waits for a first response again, from then on.
///
/// **What stands still.** While the company has asked for something and the customer has not written anything that needs
/// an answer, the conclusive and the resolution clock pause ([`OnCustomer`]); first and next response never do. A
/// conclusive reply ends the pause too.
///
/// **What is cut off.** A clock that is running when one looks, or when the conversation ends, is a wait of at least that
/// length, never one to be left out. Where an answer was given that the reader could not read, nobody knows whether it was
/// conclusive: the conclusive clock is cut off there, and what is asked later starts it anew. A thread that is merged into another cuts off both
/// of the later clocks, or takes back what nobody had answered, as it does for the verdict.
///
/// **What is not looked at.** An outcome of kind `resolved` names a customer and no thread, so that nobody can say which of
/// their matters it settles: where a system knows, let it close the thread. `received_at` moves nothing: the customer waits
/// from when they sent it.
///
/// The conclusive and the resolution clock run through all exchanges of a customer in a conversation and are told by the reading
/// of the first one, if the conversation was [read as a whole](super::read_all); read alone, it loses sight of them where the
/// customer writes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Until somebody of the company answers this customer for the first time.
    FirstResponse,
    /// Until somebody of the company answers again.
    NextResponse,
    /// Until an answer serves the ask.
    ConclusiveResponse,
    /// Until the matter is settled.
    Resolution,
}

impl Clock {
    /// Every clock, in the order in which they usually stop.
    pub const ALL: &'static [Self] =
        &[Self::FirstResponse, Self::NextResponse, Self::ConclusiveResponse, Self::Resolution];
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::FirstResponse => "first response",
            Self::NextResponse => "next response",
            Self::ConclusiveResponse => "conclusive response",
            Self::Resolution => "resolution",
        })
    }
}

impl Reading {
    /// The runs of a clock that this exchange tells of, in order: none where it starts none, or where an earlier exchange
    /// of the customer tells of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::event::{Event, Id, Interaction, Response};
    /// use goodwill::reader::{Clock, ClockPolicy, LexiconReader, WallTime, read_all};
    /// use goodwill::stats::Wait;
    /// use goodwill::thread::Conversation;
    /// use std::time::Duration;
    ///
    /// let (thread, hour) = (Id::new("t1")?, 3_600_000);
    /// let ask = |id, at: &str, text| -> goodwill::Result<Event> {
    ///     Ok(Event::Interaction(Interaction::new(thread.clone(), Id::new(id)?, at.parse()?).saying(text)))
    /// };
    /// let reply = |id, at: &str, text| -> goodwill::Result<Event> {
    ///     Ok(Event::Response(Response::new(thread.clone(), Id::new(id)?, at.parse()?).saying(text)))
    /// };
    /// let events = [
    ///     ask("m1", "2024-03-01T10:00:00Z", "Where are my prints? I ordered them in January.")?,
    ///     reply("r1", "2024-03-01T11:00:00Z", "Could you send us your order number?")?,
    ///     ask("m2", "2024-03-03T11:00:00Z", "My order number is 20417.")?,
    ///     reply("r2", "2024-03-03T13:00:00Z", "I have refunded order 20417.")?,
    /// ];
    /// let conversations = Conversation::cut(&events, Duration::from_secs(14 * 86_400));
    /// let readings = read_all(&LexiconReader::english()?, &conversations[0]);
    ///
    /// let policy = ClockPolicy::default();
    /// let waits = |index: usize, clock| -> Vec<Wait> {
    ///     readings[index].runs(clock, &policy).map(|run| run.wait(&WallTime)).collect()
    /// };
    /// assert_eq!(waits(0, Clock::FirstResponse), [Wait::Answered(hour)]);
    /// assert_eq!(waits(1, Clock::NextResponse), [Wait::Answered(2 * hour)]);
    /// // The two days in which the customer looked for the number are not the company's.
    /// assert_eq!(waits(0, Clock::ConclusiveResponse), [Wait::Answered(3 * hour)]);
    /// // Nobody closed the thread, and the customer has not said that it is settled.
    /// assert!(matches!(waits(0, Clock::Resolution)[..], [Wait::Open(_)]));
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn runs(&self, clock: Clock, policy: &ClockPolicy) -> impl Iterator<Item = Run> + use<> {
        let runs: Few<Run> = match clock {
            Clock::FirstResponse if !self.outline().follows() => self.response().into_iter().collect(),
            Clock::NextResponse if self.outline().follows() => self.response().into_iter().collect(),
            Clock::FirstResponse | Clock::NextResponse => Few::new(),
            Clock::ConclusiveResponse | Clock::Resolution => {
                let course = self.course();
                let until = course.last().map_or(Timestamp::MIN, |last| last.at).max(self.watched());
                match clock {
                    Clock::Resolution => resolutions(&course, policy, until),
                    _ => conclusions(&course, policy, until),
                }
            }
        };
        runs.into_iter()
    }

    /// The run from the ask to the first answer.
    fn response(&self) -> Option<Run> {
        let opened = self.opened()?;
        match self.verdict() {
            Verdict::Answered => {
                Some(Run::new(opened).stopping(self.outline().answered(opened).unwrap_or(opened)))
            }
            Verdict::Ignored | Verdict::Open => Some(Run::new(opened).watched(self.watched())),
            Verdict::Withdrawn | Verdict::NeedsNone => None,
        }
    }
}

/// A run that has not come to its end.
struct Going {
    started: Timestamp,
    pauses: Few<(Timestamp, Timestamp)>,
    paused: Option<Timestamp>,
    /// Whether anybody has answered since it started.
    is_answered: bool,
}

impl Going {
    const fn new(started: Timestamp) -> Self {
        Self { started, pauses: Few::new(), paused: None, is_answered: false }
    }

    fn resume(&mut self, at: Timestamp) {
        if let Some(from) = self.paused.take() {
            self.pauses.push((from, at));
        }
    }

    /// The run up to that instant: what stood still later does not matter.
    fn up_to(mut self, at: Timestamp) -> Run {
        self.resume(at);
        self.pauses.iter().fold(Run::new(self.started), |run, (from, to)| run.paused(*from, at.min(*to)))
    }

    fn stopped(self, at: Timestamp) -> Run {
        self.up_to(at).stopping(at)
    }

    fn watched(self, until: Timestamp) -> Run {
        self.up_to(until).watched(until)
    }
}

/// What a reply does to a clock.
enum Effect {
    Concludes,
    Requests,
    None,
}

impl ClockPolicy {
    fn effect(&self, what: &What) -> Effect {
        let What::Replied(acts) = what else { return Effect::None };
        let sure = || acts.iter().filter(|(_, strength)| *strength >= self.least()).map(|(act, _)| *act);
        if sure().any(|act| self.concludes(act)) {
            Effect::Concludes
        } else if self.on_customer() == OnCustomer::Pauses && sure().any(|act| self.requests(act)) {
            Effect::Requests
        } else {
            Effect::None
        }
    }
}

fn conclusions(course: &[Step], policy: &ClockPolicy, until: Timestamp) -> Few<Run> {
    let mut runs = Few::new();
    let mut open: Option<Going> = None;
    for Step { at, what } in course {
        let at = *at;
        if matches!(what, What::Asked) {
            open.get_or_insert_with(|| Going::new(at)).resume(at);
            continue;
        }
        let Some(mut going) = open.take() else { continue };
        match what {
            What::Settled(strength) if *strength >= policy.least() => runs.push(going.stopped(at)),
            What::Replied(_) => {
                going.is_answered = true;
                match policy.effect(what) {
                    Effect::Concludes => {
                        runs.push(going.stopped(at));
                        continue;
                    }
                    Effect::Requests => {
                        going.paused.get_or_insert(at);
                    }
                    Effect::None => {}
                }
                open = Some(going);
            }
            What::Merged if !going.is_answered => {}
            What::Unread | What::Merged | What::Lost => runs.push(going.watched(at)),
            What::Asked | What::Settled(_) | What::Closed | What::Reopened => open = Some(going),
        }
    }
    runs.extend(open.map(|going| going.watched(until)));
    runs
}

fn resolutions(course: &[Step], policy: &ClockPolicy, until: Timestamp) -> Few<Run> {
    let mut runs = Few::new();
    let mut open: Option<Going> = None;
    // Whether the customer waits for an answer, whether the thread is closed, and since when nothing has been left to do.
    let (mut is_awaited, mut is_closed, mut done) = (false, false, None);
    for Step { at, what } in course {
        let at = *at;
        if matches!(what, What::Asked) {
            open.get_or_insert_with(|| Going::new(at)).resume(at);
            (is_awaited, is_closed, done) = (true, false, None);
            continue;
        }
        let Some(going) = &mut open else { continue };
        match what {
            What::Settled(strength) if *strength >= policy.least() => {
                going.resume(at);
                is_awaited = false;
                done = done.or(Some(at));
            }
            What::Replied(_) | What::Unread => {
                going.is_answered = true;
                is_awaited = false;
                match policy.effect(what) {
                    Effect::Concludes => going.resume(at),
                    Effect::Requests => {
                        going.paused.get_or_insert(at);
                    }
                    Effect::None => {}
                }
                done = done.or(is_closed.then_some(at));
            }
            What::Closed => {
                is_closed = true;
                done = done.or((!is_awaited).then_some(at));
            }
            What::Reopened => (is_closed, done) = (false, None),
            What::Merged | What::Lost => {
                let was_answered = going.is_answered;
                if let Some(going) = open.take() {
                    match done.take() {
                        Some(done) => runs.push(going.stopped(done)),
                        None if was_answered || matches!(what, What::Lost) => runs.push(going.watched(at)),
                        None => {}
                    }
                }
            }
            What::Asked | What::Settled(_) => {}
        }
    }
    runs.extend(open.map(|going| match done {
        Some(done) => going.stopped(done),
        None => going.watched(until),
    }));
    runs
}
