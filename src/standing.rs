//! How a page, a channel or an agent stands.

use std::time::Duration;

use crate::assessment::{Abstention, Assessment};
use crate::reader::Reading;
use crate::scorer::{
    AnswerGap, AskShares, ResponsivenessState, Scorer, SelectiveSilence, Share, TrustOutlook, VerdictsState,
    View,
};
use crate::stats::SurvivalCurve;
use crate::time::{Timestamp, milliseconds};

/// What the exchanges of a page, a channel or an agent amount to at an instant.
///
/// # Examples
///
/// ```
/// use goodwill::{Goodwill, event::{Channel, Event}};
/// use std::time::Duration;
///
/// let export = r#"
/// {"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","channel":"comment","text":"Where is order 20417?"}
/// {"type":"response","id":"r1","thread":"t1","author":"kim","at":"2024-03-01T10:20:00Z","text":"It left today."}
/// {"type":"interaction","id":"m2","thread":"t2","at":"2024-03-01T11:00:00Z","channel":"comment","text":"Is the darkroom open on Sunday?"}
/// {"type":"interaction","id":"m3","thread":"t3","at":"2024-03-01T12:00:00Z","channel":"comment","text":"Do you develop colour film?"}
/// "#;
/// let mut goodwill = Goodwill::new()?;
/// for line in export.lines().filter(|line| !line.is_empty()) {
///     goodwill.push(serde_json::from_str::<Event>(line).map_err(|error| goodwill::Error::new(error.to_string()))?);
/// }
/// let card = goodwill.scorecard("2024-03-02T10:00:00Z".parse()?);
/// let comments = &card.channels()[&Channel::Comment];
///
/// // Of those that were answered half were answered within twenty minutes. Of all of them fewer than half are answered.
/// assert_eq!(comments.answered_median(), Some(Duration::from_secs(1_200)));
/// assert_eq!(comments.median_wait(), None);
/// let hour = comments.answered_within(Duration::from_secs(3_600));
/// assert_eq!((hour.count(), hour.of()), (1, 3));
/// assert_eq!(card.agents().keys().map(|agent| agent.as_str()).collect::<Vec<_>>(), ["kim"]);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub(crate) verdicts: VerdictsState,
    pub(crate) waits: SurvivalCurve,
    pub(crate) ledger: ResponsivenessState,
    pub(crate) responsiveness: Assessment,
    pub(crate) shrunk: Option<Assessment>,
    pub(crate) within_hour_shrunk: Option<Assessment>,
    pub(crate) dismissiveness: Assessment,
    pub(crate) trust: Assessment,
    pub(crate) shares: Option<AskShares>,
    pub(crate) outlook: Option<TrustOutlook>,
    pub(crate) worst: Vec<Reading>,
    pub(crate) answer_gap: AnswerGap,
    pub(crate) abandoned: Share,
}

impl Default for Standing {
    fn default() -> Self {
        let nothing = || Assessment::abstaining(Abstention::NoEvidence);
        Self {
            verdicts: VerdictsState::default(),
            waits: SurvivalCurve::of([]),
            ledger: ResponsivenessState::default(),
            responsiveness: nothing(),
            shrunk: None,
            within_hour_shrunk: None,
            dismissiveness: nothing(),
            trust: nothing(),
            shares: None,
            outlook: None,
            worst: Vec::new(),
            answer_gap: SelectiveSilence::default()
                .assess(&<SelectiveSilence as Scorer>::State::default(), &View::new(Timestamp::MIN)),
            abandoned: Share::default(),
        }
    }
}

impl Standing {
    /// What became of the exchanges.
    #[must_use]
    pub const fn verdicts(&self) -> VerdictsState {
        self.verdicts
    }

    /// How long customers waited, the unanswered included, by Kaplan and Meier; in milliseconds.
    #[must_use]
    pub const fn waits(&self) -> &SurvivalCurve {
        &self.waits
    }

    /// The median wait of asks that need an answer, by Kaplan and Meier: the unanswered count. `None` where fewer than
    /// half are answered so far.
    #[must_use]
    pub fn median_wait(&self) -> Option<Duration> {
        self.waits.median().map(Duration::from_millis)
    }

    /// The median wait of those that were answered alone, as dashboards show it. `None` where none was.
    ///
    /// It stands here to be compared with [`median_wait`](Self::median_wait): whoever leaves the slow ones
    /// unanswered looks fast by it.
    #[must_use]
    pub fn answered_median(&self) -> Option<Duration> {
        let half = self.waits.events().div_ceil(2);
        let mut answered = 0;
        let middle = self.waits.steps().iter().find(|step| {
            answered += step.events;
            answered >= half && step.events > 0
        })?;
        Some(Duration::from_millis(middle.time))
    }

    /// How many were answered within that time, of those of which it is known: the answered, and the unanswered that
    /// have waited that long.
    #[must_use]
    pub fn answered_within(&self, within: Duration) -> Share {
        let within = milliseconds(within).unsigned_abs();
        let (mut answered, mut known) = (0, self.waits.n());
        for step in self.waits.steps().iter().take_while(|step| step.time <= within) {
            answered += step.events;
            if step.time < within {
                known -= step.censored;
            }
        }
        Share::new(answered, known)
    }

    /// What was earned, lost and left undecided by answering in time or not.
    #[must_use]
    pub const fn ledger(&self) -> &ResponsivenessState {
        &self.ledger
    }

    /// How much is answered in time.
    #[must_use]
    pub const fn responsiveness(&self) -> &Assessment {
        &self.responsiveness
    }

    /// The same with what is usual among its peers as prior ([`Prior::learn`](crate::scorer::Prior::learn)): of few asks little can
    /// be known, so that a page with three is read mostly as one of its kind. `None` where there are too few
    /// peers to learn from, and for channels, which are no peers.
    #[must_use]
    pub const fn shrunk(&self) -> Option<&Assessment> {
        self.shrunk.as_ref()
    }

    /// The share answered within an hour with what is usual among its peers as prior, as [`shrunk`](Self::shrunk) is of
    /// responsiveness.
    #[must_use]
    pub const fn within_hour_shrunk(&self) -> Option<&Assessment> {
        self.within_hour_shrunk.as_ref()
    }

    /// How far the answers leave the ask aside.
    #[must_use]
    pub const fn dismissiveness(&self) -> &Assessment {
        &self.dismissiveness
    }

    /// How much trust is left.
    #[must_use]
    pub const fn trust(&self) -> &Assessment {
        &self.trust
    }

    /// What became of the asks that were answered or ignored.
    #[must_use]
    pub const fn shares(&self) -> Option<AskShares> {
        self.shares
    }

    /// How trust will go on in silence.
    #[must_use]
    pub const fn outlook(&self) -> Option<&TrustOutlook> {
        self.outlook.as_ref()
    }

    /// The ten exchanges that went worst, the worst first.
    #[must_use]
    pub fn worst(&self) -> &[Reading] {
        &self.worst
    }

    /// Whether praise is answered more often than complaints.
    #[must_use]
    pub const fn answer_gap(&self) -> &AnswerGap {
        &self.answer_gap
    }

    /// How often customers who gave what they had been asked for were then met by silence.
    #[must_use]
    pub const fn abandoned(&self) -> Share {
        self.abandoned
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Wait::{self, Answered, Open};

    fn of(waits: &[Wait]) -> Standing {
        Standing { waits: SurvivalCurve::of(waits.iter().copied()), ..Standing::default() }
    }

    #[test]
    fn the_unanswered_count_for_one_median_and_not_for_the_other() {
        let secs = |seconds: u64| Some(Duration::from_secs(seconds));
        let slow =
            of(&[Answered(1_000), Answered(3_000), Answered(5_000), Open(4_000), Open(9_000), Open(9_000)]);
        assert_eq!((slow.answered_median(), slow.median_wait()), (secs(3), secs(5)));
        let picky = of(&[Answered(1_000), Open(9_000), Open(9_000)]);
        assert_eq!((picky.answered_median(), picky.median_wait()), (secs(1), None));
        let even = of(&[Answered(1_000), Answered(2_000), Answered(3_000), Answered(4_000)]);
        assert_eq!((even.answered_median(), even.median_wait()), (secs(2), secs(2)));
        assert_eq!(of(&[Open(1_000)]).answered_median(), None);
        assert_eq!(of(&[]).answered_median(), None);
    }

    #[test]
    fn what_has_not_waited_long_enough_is_not_known_yet() {
        let waits =
            of(&[Answered(1_000), Open(1_500), Open(2_000), Answered(2_000), Answered(9_000), Open(8_000)]);
        let within = |milliseconds| {
            let share = waits.answered_within(Duration::from_millis(milliseconds));
            (share.count(), share.of())
        };
        assert_eq!(within(0), (0, 6));
        assert_eq!(within(1_000), (1, 6));
        assert_eq!(within(1_999), (1, 5));
        assert_eq!(within(2_000), (2, 5));
        assert_eq!(within(9_000), (3, 3));
    }
}
