//! Windows of time over any scorer.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Observation, Order, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::time::{Timestamp, length, milliseconds, whole};

/// Looks at evidence by its date: keeps one state of another scorer for every day and merges those of a window when asked.
///
/// What it says of a window is what the scorer would say had it observed only what is dated in that window: to the bit, because
/// states of order-free scorers merge exactly. A scorer that depends on order is refused. Three windows are at hand:
/// [`assess`](Scorer::assess) looks at the last [`last`](WindowedBuilder::last) days, [`over`](Self::over) at any days that are still kept apart,
/// [`since_ever`](Self::since_ever) at everything.
///
/// **Which day.** An exchange counts for the day on which it was decided ([`Observation::dated`]): answered, the day of the first answer;
/// ignored, the day on which its conversation ended; taken back or in need of no answer, the day it began. An ask that is still
/// open counts for the day from which it is looked at: it belongs to today, and to a window that ends with today. Outcomes and touchpoints
/// count for their own day. Days are those of UTC.
///
/// **Bounded.** At most [`most`](WindowedBuilder::most) days are kept apart: the newest that have any evidence. What is older is
/// folded into one sum of everything before, which [`since_ever`](Self::since_ever) counts and windows refuse to reach into. Which days
/// those are depends on the dates alone, so that states still merge to the same bits in any order; and a single absurd
/// date takes the place of one day and not of all.
///
/// | parameter | default | range | source |
/// |---|---|---|---|
/// | [`slot`](WindowedBuilder::slot) | 1 d | 1 m to 366 d | a choice: what reports are made of |
/// | [`most`](WindowedBuilder::most) | 400 | 1 to 100,000 | a choice: a year to compare with, and a month |
/// | [`last`](WindowedBuilder::last) | 30 | 1 to `most` | a choice; one social platform's badge looks at 7 |
///
/// # When it misleads
///
/// Scores of few exchanges lean on the prior: a day by itself mostly shows it. Trust keeps fading within a window, but what
/// happened before it is not there at all; use a window or a half-life, not both for one purpose.
///
/// # Examples
///
/// ```
/// use goodwill::Timestamp;
/// use goodwill::event::{Channel, Event, Id, Interaction, Response};
/// use goodwill::reader::LexiconReader;
/// use goodwill::scorer::{Responsiveness, View, Windowed};
/// use goodwill::tracker::{Key, Tracker};
///
/// // One ask a day in March, answered within minutes in the first half and after a day in the second.
/// let weekly = Windowed::builder(Responsiveness::default()).last(7).build()?;
/// let mut tracker = Tracker::new(LexiconReader::english()?, weekly);
/// for day in 1..=30 {
///     let thread = Id::new(format!("t{day}"))?;
///     let asked: Timestamp = format!("2024-03-{day:02}T10:00:00Z").parse()?;
///     let answered = asked.saturating_add(std::time::Duration::from_secs(if day < 16 { 600 } else { 86_400 }));
///     tracker.push(Event::Interaction(Interaction::new(thread.clone(), Id::new("m")?, asked).on(Channel::Comment).saying("Where are my prints?")));
///     tracker.push(Event::Response(Response::new(thread, Id::new("r")?, answered).saying("They left today.")));
/// }
/// let may = "2024-05-01T00:00:00Z".parse()?;
/// tracker.seal(may);
///
/// let tally = tracker.tally(&Key::All).unwrap();
/// let (state, view) = (tally.state().clone(), View::new(may));
/// let day = |text: &str| format!("{text}T00:00:00Z").parse::<Timestamp>();
/// let windows = tracker.scorer();
/// let score = |from: &str, to: &str| -> goodwill::Result<f64> {
///     Ok(windows.over(&state, day(from)?..day(to)?, &view)?.score().map_or(0.0, |score| score.get()))
/// };
/// assert!(score("2024-03-01", "2024-03-16")? > 0.9);
/// assert!(score("2024-03-16", "2024-04-01")? < 0.1);
/// // In the last seven days of April nothing was asked.
/// assert!(tracker.assess(&Key::All, may).score().is_none());
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "WindowedBuilder<S>",
    into = "WindowedBuilder<S>",
    bound(serialize = "S: Clone + Serialize", deserialize = "S: Scorer + Deserialize<'de>")
)]
pub struct Windowed<S> {
    scorer: S,
    slot: Duration,
    most: u32,
    last: u32,
}

const DAY: Duration = Duration::from_secs(86_400);
const MOST: u32 = 400;
const LAST: u32 = 30;

impl<S: Scorer> Windowed<S> {
    /// Windows over that scorer, with defaults to be changed.
    #[must_use]
    pub const fn builder(scorer: S) -> WindowedBuilder<S> {
        WindowedBuilder { scorer, slot: DAY, most: MOST, last: LAST }
    }

    /// The scorer under it.
    #[must_use]
    pub const fn scorer(&self) -> &S {
        &self.scorer
    }

    /// What the scorer says of the evidence that is dated in a window, its end not included; of pending evidence too, as far as the
    /// view holds any.
    ///
    /// # Errors
    ///
    /// Unless both ends are the beginning of a day (of a slot), the first before the second, and nothing of the
    /// window has been folded into the sum of what was before ([`kept_from`](Self::kept_from)).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::scorer::{Responsiveness, View, Windowed};
    ///
    /// let windows = Windowed::builder(Responsiveness::default()).build()?;
    /// let view = View::new("2024-05-01T00:00:00Z".parse()?);
    /// let noon = "2024-03-01T12:00:00Z".parse()?..view.as_of();
    /// assert_eq!(
    ///     windows.over(&Default::default(), noon, &view).unwrap_err().to_string(),
    ///     "window.start: 2024-03-01T12:00:00Z is not the beginning of a slot of 1d, such as 2024-03-01T00:00:00Z"
    /// );
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn over(
        &self,
        state: &WindowedState<S::State>,
        window: Range<Timestamp>,
        view: &View<'_>,
    ) -> Result<S::Output> {
        for (field, end) in [("window.start", window.start), ("window.end", window.end)] {
            let begins = self.begins(self.slot_of(end));
            if begins != end {
                let slot = length::to_text(self.slot);
                return Err(Error::refused(
                    field,
                    end,
                    format!("the beginning of a slot of {slot}, such as {begins}"),
                ));
            }
        }
        if window.end <= window.start {
            return Err(Error::refused("window.end", window.end, format!("later than {}", window.start)));
        }
        if let Some(kept) = self.kept_from(state).filter(|kept| window.start < *kept) {
            return Err(Error::refused(
                "window.start",
                window.start,
                format!("{kept} or later; what is older is one sum"),
            ));
        }
        Ok(self.look(state, self.slot_of(window.start)..self.slot_of(window.end), view))
    }

    /// What the scorer says of everything, what was folded included: the same as without windows.
    pub fn since_ever(&self, state: &WindowedState<S::State>, view: &View<'_>) -> S::Output {
        let mut sum = self.sum(state, i64::MIN..i64::MAX);
        if let Some((_, before)) = &state.folded {
            self.scorer.merge(&mut sum, before);
        }
        self.scorer.assess(&sum, view)
    }

    /// From when on days are kept apart. `None` where they all are.
    #[must_use]
    pub fn kept_from(&self, state: &WindowedState<S::State>) -> Option<Timestamp> {
        state.folded.as_ref().map(|(upto, _)| self.begins(upto + 1))
    }

    /// The slot that an instant lies in, counted from 1970.
    fn slot_of(&self, instant: Timestamp) -> i64 {
        instant.as_millisecond().div_euclid(milliseconds(self.slot).max(1))
    }

    fn begins(&self, slot: i64) -> Timestamp {
        Timestamp::from_millisecond(slot.saturating_mul(milliseconds(self.slot))).unwrap_or(Timestamp::MIN)
    }

    fn sum(&self, state: &WindowedState<S::State>, slots: Range<i64>) -> S::State {
        let mut sum = S::State::default();
        for (_, one) in state.slots.range(slots) {
            self.scorer.merge(&mut sum, one);
        }
        sum
    }

    fn look(&self, state: &WindowedState<S::State>, slots: Range<i64>, view: &View<'_>) -> S::Output {
        let pending: Vec<Observation> = view
            .pending()
            .iter()
            .filter_map(|seen| seen.seen_at(view.as_of()))
            .filter(|seen| slots.contains(&self.slot_of(seen.dated())))
            .collect();
        self.scorer.assess(&self.sum(state, slots), &View::new(view.as_of()).with_pending(&pending))
    }

    /// Folds what is older than the newest slots that may be kept.
    fn fold(&self, state: &mut WindowedState<S::State>) {
        while state.slots.len() > self.most as usize {
            let Some((slot, oldest)) = state.slots.pop_first() else { return };
            self.fold_in(state, slot, &oldest);
        }
    }

    fn fold_in(&self, state: &mut WindowedState<S::State>, slot: i64, oldest: &S::State) {
        match &mut state.folded {
            Some((upto, before)) => {
                *upto = slot.max(*upto);
                self.scorer.merge(before, oldest);
            }
            None => state.folded = Some((slot, oldest.clone())),
        }
    }
}

/// Builds a [`Windowed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowedBuilder<S> {
    scorer: S,
    #[serde(default = "day", with = "length")]
    slot: Duration,
    #[serde(default = "most")]
    most: u32,
    #[serde(default = "last")]
    last: u32,
}

const fn day() -> Duration {
    DAY
}

const fn most() -> u32 {
    MOST
}

const fn last() -> u32 {
    LAST
}

impl<S: Scorer> WindowedBuilder<S> {
    /// How long the stretches are that are kept apart. They are counted from 1970, so that those of a day are the days of UTC.
    #[must_use]
    pub fn slot(mut self, slot: Duration) -> Self {
        self.slot = slot;
        self
    }

    /// How many of them are kept apart at most.
    #[must_use]
    pub fn most(mut self, most: u32) -> Self {
        self.most = most;
        self
    }

    /// How many of them an assessment looks at unless told otherwise, the one of its instant included.
    #[must_use]
    pub fn last(mut self, last: u32) -> Self {
        self.last = last;
        self
    }

    /// The scorer.
    ///
    /// # Errors
    ///
    /// When the scorer under it depends on order, or a number is out of its range.
    pub fn build(self) -> Result<Windowed<S>> {
        let Self { scorer, slot, most, last } = self;
        let slot = whole(slot);
        if scorer.order() != Order::Any {
            let accepted = "Order::Any: days of it cannot be merged";
            return Err(Error::refused("windowed.scorer", "Order::Time", accepted));
        }
        if !(Duration::from_secs(60)..=366 * DAY).contains(&slot) {
            return Err(Error::refused("windowed.slot", length::to_text(slot), "a length from 1m to 366d"));
        }
        if !(1..=100_000).contains(&most) {
            return Err(Error::refused("windowed.most", most, "a number from 1 to 100000"));
        }
        if !(1..=most).contains(&last) {
            return Err(Error::refused(
                "windowed.last",
                last,
                format!("a number from 1 to `most`, which is {most}"),
            ));
        }
        Ok(Windowed { scorer, slot, most, last })
    }
}

impl<S: Scorer> TryFrom<WindowedBuilder<S>> for Windowed<S> {
    type Error = Error;

    fn try_from(builder: WindowedBuilder<S>) -> Result<Self> {
        builder.build()
    }
}

impl<S> From<Windowed<S>> for WindowedBuilder<S> {
    fn from(windows: Windowed<S>) -> Self {
        let Windowed { scorer, slot, most, last } = windows;
        Self { scorer, slot, most, last }
    }
}

/// One state a day, and one of everything before them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowedState<St> {
    slots: BTreeMap<i64, St>,
    /// What was before, with the last slot that went into it.
    folded: Option<(i64, St)>,
}

impl<St> Default for WindowedState<St> {
    fn default() -> Self {
        Self { slots: BTreeMap::new(), folded: None }
    }
}

impl<St> WindowedState<St> {
    /// How many days are kept apart.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.slots.len()
    }
}

impl<S: Scorer> Scorer for Windowed<S> {
    type State = WindowedState<S::State>;
    type Output = S::Output;

    fn observe(&self, state: &mut Self::State, seen: &Observation) {
        let slot = self.slot_of(seen.dated());
        match &mut state.folded {
            Some((upto, before)) if slot <= *upto => self.scorer.observe(before, seen),
            _ => {
                self.scorer.observe(state.slots.entry(slot).or_default(), seen);
                self.fold(state);
            }
        }
    }

    fn merge(&self, into: &mut Self::State, other: &Self::State) {
        if let Some((slot, before)) = &other.folded {
            self.fold_in(into, *slot, before);
        }
        for (slot, more) in &other.slots {
            self.scorer.merge(into.slots.entry(*slot).or_default(), more);
        }
        // What either side had folded lies before the newest slots of both.
        if let Some(upto) = into.folded.as_ref().map(|(upto, _)| *upto) {
            let kept = into.slots.split_off(&(upto + 1));
            for (slot, oldest) in std::mem::replace(&mut into.slots, kept) {
                self.fold_in(into, slot, &oldest);
            }
        }
        self.fold(into);
    }

    /// What the scorer under it says of the last days up to and with that of the instant, or of the newest evidence if that is later.
    fn assess(&self, state: &Self::State, view: &View<'_>) -> S::Output {
        let newest = state.slots.last_key_value().map_or(i64::MIN, |(slot, _)| *slot);
        let today = self.slot_of(view.as_of()).max(newest);
        let as_of = view.as_of().max(self.begins(today));
        let view = View::new(as_of).with_pending(view.pending());
        self.look(state, today + 1 - i64::from(self.last)..today + 1, &view)
    }

    fn fingerprint(&self) -> Fingerprint {
        let kept = (milliseconds(self.slot), self.most, self.last);
        Fingerprint::of("windowed 1", &kept).and(self.scorer.fingerprint())
    }

    fn shape(&self) -> Fingerprint {
        Fingerprint::of("windowed 1", &(milliseconds(self.slot), self.most)).and(self.scorer.shape())
    }

    fn restore(&self, state: Self::State) -> Result<Self::State> {
        let foreign = || Error::new("state: its days are not those that these windows would have kept");
        let WindowedState { slots, folded } = state;
        let full = slots.len() == self.most as usize;
        let ordered =
            folded.as_ref().is_none_or(|(upto, _)| slots.keys().next().is_some_and(|slot| slot > upto));
        let range = self.slot_of(Timestamp::MIN)..=self.slot_of(Timestamp::MAX);
        let dated =
            slots.keys().chain(folded.as_ref().map(|(upto, _)| upto)).all(|slot| range.contains(slot));
        if slots.len() > self.most as usize || folded.is_some() && !full || !ordered || !dated {
            return Err(foreign());
        }
        let slots = slots
            .into_iter()
            .map(|(slot, one)| Ok((slot, self.scorer.restore(one)?)))
            .collect::<Result<_>>()?;
        let folded = match folded {
            Some((upto, before)) => Some((upto, self.scorer.restore(before)?)),
            None => None,
        };
        Ok(WindowedState { slots, folded })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorer::{OrderEffects, Responsiveness, TrustDecay, Verdicts};

    fn sentence<S: Scorer>(builder: WindowedBuilder<S>) -> String {
        builder.build().err().map_or_else(String::new, |error| error.to_string())
    }

    #[test]
    fn parameters_are_checked_on_every_road() {
        let builder = || Windowed::builder(Verdicts);
        assert_eq!(
            sentence(builder().slot(Duration::from_secs(1))),
            "windowed.slot: 1s is not a length from 1m to 366d"
        );
        assert_eq!(sentence(builder().most(0)), "windowed.most: 0 is not a number from 1 to 100000");
        assert_eq!(
            sentence(builder().most(7).last(8)),
            "windowed.last: 8 is not a number from 1 to `most`, which is 7"
        );
        let ordered = TrustDecay::builder().order_effects(OrderEffects::new(0.9, 1.0, 1.0, 1.0).unwrap());
        assert_eq!(
            sentence(Windowed::builder(ordered.build().unwrap())),
            "windowed.scorer: Order::Time is not Order::Any: days of it cannot be merged"
        );

        let windows = Windowed::builder(Responsiveness::default()).slot(DAY / 4).build().unwrap();
        let stored = serde_json::to_string(&windows).unwrap();
        assert!(stored.ends_with(r#""slot":"6h","most":400,"last":30}"#), "{stored}");
        assert_eq!(serde_json::from_str::<Windowed<Responsiveness>>(&stored).unwrap(), windows);
        let daily: Windowed<Responsiveness> = serde_json::from_str(r#"{"scorer":{}}"#).unwrap();
        assert_eq!(daily, Windowed::builder(Responsiveness::default()).build().unwrap());
        for bad in [r#"{"scorer":{},"last":0}"#, r#"{"scorer":{},"days":9}"#, "{}"] {
            assert!(serde_json::from_str::<Windowed<Responsiveness>>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_state_of_other_windows_is_refused() {
        let windows = Windowed::builder(Verdicts).most(2).last(1).build().unwrap();
        let empty = r#"{"answered":0,"ignored":0,"open":0,"withdrawn":0,"needs_none":0}"#;
        let state = |slots: &[i64], folded: Option<i64>| {
            let slots: Vec<String> = slots.iter().map(|slot| format!("\"{slot}\":{empty}")).collect();
            let folded = folded.map_or("null".to_owned(), |upto| format!("[{upto},{empty}]"));
            let text = format!("{{\"slots\":{{{}}},\"folded\":{folded}}}", slots.join(","));
            windows.restore(serde_json::from_str(&text).unwrap())
        };
        assert!(state(&[], None).is_ok() && state(&[1, 2], Some(0)).is_ok() && state(&[-4, 2], None).is_ok());
        for (slots, folded) in
            [(&[1, 2, 3][..], None), (&[1], Some(0)), (&[1, 2], Some(1)), (&[], Some(1)), (&[i64::MAX], None)]
        {
            assert_eq!(
                state(slots, folded).unwrap_err().to_string(),
                "state: its days are not those that these windows would have kept"
            );
        }
    }
}
