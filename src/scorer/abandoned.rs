//! Abandoned after a request: the company asks for details, gets them, and falls silent.

use serde::{Deserialize, Serialize};

use super::share::Share;
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::reader::Verdict;

/// Counts how often customers who gave what the company had asked them for were then met by silence (A4).
///
/// Its output is the [`Share`] of the abandoned among the exchanges in which the last answer before had asked for details and the
/// customer supplied them ([`Reading::is_after_request`](crate::reader::Reading::is_after_request)), with Wilson's interval on demand. It weighs more than plain silence
/// because work was asked for and given: 60 % of first answers to complaints ask for information, which by itself appeases nobody
/// (Einwiller & Steilen 2015).
///
/// Only exchanges of conversations that are over count. While one goes on, an answer that came is known and one that will come is
/// not, so that counting either would flatter. Exchanges that were withdrawn or needed no answer are left out. There are no
/// parameters.
///
/// # When it misleads
///
/// Where the matter went on in a channel that is not in the export, such as direct messages, it looks abandoned. What a request and
/// a supply look like is the reader's to say.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Event, Id, Interaction, Response};
/// use goodwill::reader::LexiconReader;
/// use goodwill::scorer::Abandoned;
/// use goodwill::tracker::{Key, Tracker};
///
/// let (thread, name) = (Id::new("t")?, |name: &str| Id::new(name));
/// let (first, second, third) = ("2024-03-01T10:00:00Z", "2024-03-01T10:10:00Z", "2024-03-01T10:20:00Z");
/// let ask = Interaction::new(thread.clone(), name("m1")?, first.parse()?).saying("My kettle is broken.");
/// let request = Response::new(thread.clone(), name("r1")?, second.parse()?).saying("Could you send us your order number?");
/// let details = Interaction::new(thread, name("m2")?, third.parse()?).saying("It is 112-4482931.");
///
/// let mut tracker = Tracker::new(LexiconReader::english()?, Abandoned);
/// for event in [Event::Interaction(ask), Event::Response(request), Event::Interaction(details)] {
///     tracker.push(event);
/// }
///
/// // It may still be answered; when the conversation is over, it was not.
/// assert_eq!(tracker.assess(&Key::All, "2024-03-02T10:00:00Z".parse()?).of(), 0);
/// tracker.seal("2024-04-01T00:00:00Z".parse()?);
/// let abandoned = tracker.assess(&Key::All, "2024-04-01T00:00:00Z".parse()?);
/// assert_eq!((abandoned.count(), abandoned.of()), (1, 1));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abandoned;

/// How many exchanges after a request were answered, and how many met silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbandonedState {
    answered: u64,
    abandoned: u64,
}

impl Scorer for Abandoned {
    type State = AbandonedState;
    type Output = Share;

    fn observe(&self, state: &mut AbandonedState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        if !reading.is_after_request() || !reading.outline().is_sealed() {
            return;
        }
        let count = match reading.verdict() {
            Verdict::Answered => &mut state.answered,
            Verdict::Ignored => &mut state.abandoned,
            Verdict::Open | Verdict::Withdrawn | Verdict::NeedsNone => return,
        };
        *count = count.saturating_add(1);
    }

    fn merge(&self, into: &mut AbandonedState, other: &AbandonedState) {
        into.answered = into.answered.saturating_add(other.answered);
        into.abandoned = into.abandoned.saturating_add(other.abandoned);
    }

    fn assess(&self, state: &AbandonedState, view: &View<'_>) -> Share {
        let state = view.complete(self, state);
        Share::new(state.abandoned, state.answered.saturating_add(state.abandoned))
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("abandoned 1", &())
    }
}
