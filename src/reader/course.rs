//! What happened in all exchanges of one customer in a conversation, as far as clocks go by it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Reader;
use super::acts::{Act, Signal};
use super::reading::{AskKind, Found, Reading};
use crate::assessment::Score;
use crate::event::{Id, StatusKind};
use crate::few::Few;
use crate::thread::Conversation;
use crate::time::Timestamp;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) what: What,
}

/// What happened. The order is that of one instant: asks come before replies, and those before what is said of the thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum What {
    /// The customer wrote something that needs an answer.
    Asked,
    /// The customer said, so surely, that it is settled.
    Settled(Score),
    /// The company answered, doing this.
    Replied(Few<(Act, Score)>),
    /// The company answered, and nobody knows what.
    Unread,
    /// The thread was closed.
    Closed,
    /// The thread was opened again.
    Reopened,
    /// The thread was merged into another.
    Merged,
    /// The customer goes on where this reading does not see it.
    Lost,
}

impl What {
    const fn place(&self) -> u8 {
        match self {
            Self::Asked | Self::Settled(_) => 0,
            Self::Replied(_) | Self::Unread => 1,
            Self::Closed | Self::Reopened => 2,
            Self::Merged | Self::Lost => 3,
        }
    }
}

/// Reads every exchange of a conversation, in order, and tells the first reading of each customer how their matter went
/// on in the later ones, which is what its [`Clock`](super::Clock)s go by.
///
/// Trackers read conversations in this way. See [`Reading::runs`] for an example.
#[must_use]
pub fn read_all(reader: &(impl Reader + ?Sized), conversation: &Conversation<'_>) -> Vec<Reading> {
    let mut readings: Vec<Reading> =
        conversation.exchanges().map(|exchange| reader.read(&exchange)).collect();
    if !readings.iter().any(|reading| reading.outline().follows()) {
        return readings;
    }
    let mut firsts: HashMap<&Id, usize, foldhash::fast::FixedState> = HashMap::default();
    let mut followed: Vec<(usize, usize)> = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        let first = *firsts.entry(reading.outline().customer()).or_insert(index);
        if first != index {
            followed.push((first, index));
        }
    }
    for (first, index) in followed {
        let mut steps = Vec::new();
        readings[index].add_steps(&mut steps);
        readings[first].later.get_or_insert_default().extend(steps);
    }
    readings
}

impl Reading {
    /// The instant up to which it was watched for what did not come.
    pub(super) fn watched(&self) -> Timestamp {
        let closes = self.outline().closes();
        if self.outline().is_sealed() { closes } else { closes.min(self.seen.unwrap_or(Timestamp::MIN)) }
    }

    /// Everything that happened in the customer's matter, in order; nothing where an earlier reading tells it.
    pub(super) fn course(&self) -> Vec<Step> {
        let outline = self.outline();
        if outline.follows() {
            return Vec::new();
        }
        let mut steps = Vec::new();
        self.add_steps(&mut steps);
        match &self.later {
            Some(later) => steps.extend_from_slice(later),
            None => {
                for ask in outline.reaction() {
                    let settled = settled(&self.after, &ask.message);
                    let what = settled.map_or(What::Lost, What::Settled);
                    let is_lost = what == What::Lost;
                    steps.push(Step { at: ask.at, what });
                    if is_lost {
                        break;
                    }
                }
            }
        }
        steps.extend(outline.status_changes().iter().map(|change| {
            let what = if change.kind == StatusKind::Closed { What::Closed } else { What::Reopened };
            Step { at: change.at, what }
        }));
        steps.sort_by_key(|step| (step.at, step.what.place()));
        steps
    }

    /// Adds what happened in this exchange.
    fn add_steps(&self, steps: &mut Vec<Step>) {
        let outline = self.outline();
        // What is still asked here goes on here: by the verdict, who writes on after a merger has taken nothing back.
        let merged = outline
            .merged()
            .filter(|&at| outline.is_withdrawn() || outline.answer().is_some_and(|answer| answer.at <= at));
        steps.extend(merged.map(|at| Step { at, what: What::Merged }));
        if outline.asks().is_empty() {
            return;
        }
        // Where not even an axis or an act was found, the words were not read.
        let is_read = !self.axes.is_empty() || !self.acts.is_empty();
        let may_settle = self.before.iter().any(|found| found.what == Signal::Resolved);
        let said = |acts| if is_read { What::Replied(acts) } else { What::Unread };
        for (ask, kind) in outline.asks().iter().zip(&*self.kinds) {
            if kind.needs_answer() {
                steps.push(Step { at: ask.at, what: What::Asked });
                if outline.is_spoken() {
                    steps.push(Step { at: ask.at, what: said(Few::new()) });
                }
                continue;
            }
            let certain = (*kind == AskKind::Settled).then_some(Score::ONE);
            let heard = || if may_settle { settled(&self.before, &ask.message) } else { None };
            let settled = certain.or_else(heard);
            steps.extend(settled.map(|strength| Step { at: ask.at, what: What::Settled(strength) }));
        }
        let opened = self.opened().unwrap_or(outline.began());
        let mut done: HashMap<&Id, Few<(Act, Score)>, foldhash::fast::FixedState> = HashMap::default();
        for act in &*self.acts {
            let acts = done.entry(&act.span.message).or_default();
            match acts.iter_mut().find(|(known, _)| *known == act.what) {
                Some((_, strength)) if *strength < act.strength => *strength = act.strength,
                Some(_) => {}
                None => acts.push((act.what, act.strength)),
            }
        }
        for reply in outline.replies().iter().filter(|reply| reply.answers) {
            let acts = done.get(&reply.message).cloned().unwrap_or_default();
            // Dated before the ask it names, a reply counts as given at once.
            steps.push(Step { at: reply.at.max(opened), what: said(acts) });
        }
    }
}

/// How surely the customer says in that message that it is settled.
fn settled(signals: &[Found<Signal>], message: &Id) -> Option<Score> {
    let found =
        signals.iter().filter(|found| found.what == Signal::Resolved && found.span.message == *message);
    found.map(|found| found.strength).fold(None, |most: Option<Score>, one| match most {
        Some(most) if most >= one => Some(most),
        _ => Some(one),
    })
}
