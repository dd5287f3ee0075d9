//! Rules by which platforms give and take marks of responsiveness.
//!
//! # What it measures
//!
//! A platform's rule is more than a target: of the messages that count, a *share* must be answered *within* a time, over a
//! *window* of days that ends now. [`PlatformRule`] says of a page whether such a rule is met, and by how much.
//!
//! # Which messages count
//!
//! Asks that need an answer, on the rule's channels, each once: an exchange is one ask however many messages it took. Where
//! the rule asks for a *silence*, only the first message after it counts: neither the customer nor the company had written
//! to the other for that long ([`Outline::quiet_since`](crate::thread::Outline::quiet_since)). A conversation that begins is
//! preceded by silence, so a silence longer than the `quiet` that ends conversations counts as that `quiet`.
//!
//! An ask belongs to the day on which it was sent. It is met, missed or undecided as in a [`HitRate`].
//!
//! # Parameters
//!
//! | parameter | `page_badge` | `day_rule` |
//! |---|---|---|
//! | channels | direct message | direct message, chat |
//! | within | 15 min | 24 h |
//! | share | .9 | 1 |
//! | window | 7 d | 28 d |
//! | silence | 24 h | 7 d |
//!
//! `page_badge` is the badge of the largest social network for pages that are "very responsive to messages": 90 % within 15
//! minutes over the last seven days, private messages only, of which the first one counts after neither side has written
//! for 24 hours (its help pages, 2017; it now gives none). `day_rule` is the chat of a search engine's business
//! profile: an answer after 24 hours is none, and what counts is the first message of a new customer or after seven days
//! of silence (its help pages as practitioners quote them, 2022). It asks for every message and names no window: the
//! share of 1 is its wording, the 28 days are ours. Platforms change their rules; every number is a parameter.
//!
//! # What the state holds
//!
//! Three whole numbers a day of UTC, for the days of one window up to the newest ask: at most 366 rows, 7 for the badge.
//! Days that have fallen out of the window of the newest ask go, at every observe and merge; as that window only moves
//! on, what goes is the same for any split, order and tree of merges, and so are the bytes.
//!
//! # When it misleads
//!
//! Platforms count what they see: an export without the messages that were deleted, filtered or marked as spam will
//! differ from theirs. They also may average minutes where the rule here counts answers in time, and end the window at
//! another hour than midnight UTC.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::channel_policy::{LONGEST, Length};
use super::hit_rate::HitRate;
use super::preset::{self, Preset};
use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::event::Channel;
use crate::reader::{Reading, Verdict};
use crate::time::{Timestamp, length, milliseconds, whole};

const DAY: Duration = Duration::from_secs(86_400);
const DAY_MS: i64 = 86_400_000;
/// A share is kept in millionths, so that how many are needed is a matter of whole numbers.
const MILLION: u32 = 1_000_000;

/// Says whether a platform's rule is met. See the [module](self) for what counts.
///
/// In files it is a preset's name, or a table that may begin with a preset.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Id, Interaction, Response};
/// use goodwill::reader::Reading;
/// use goodwill::scorer::{Observation, PlatformRule, Scorer, View};
/// use goodwill::thread::Conversation;
///
/// let badge = PlatformRule::page_badge();
/// let mut state = Default::default();
/// for (day, minutes) in [(1, 5), (2, 14), (3, 16)] {
///     let thread = Id::new(format!("t{day}"))?;
///     let mut ask = Interaction::new(thread.clone(), Id::new("m")?, format!("2024-03-0{day}T10:00:00Z").parse()?);
///     ask.channel = Channel::DirectMessage;
///     let reply = Response::new(thread, Id::new("r")?, format!("2024-03-0{day}T10:{minutes:02}:00Z").parse()?);
///     for exchange in Conversation::draft(&ask, &reply).exchanges() {
///         badge.observe(&mut state, &Observation::Exchange(Reading::new(exchange.outline())));
///     }
/// }
///
/// let standing = badge.assess(&state, &View::new("2024-03-04T12:00:00Z".parse()?));
/// assert_eq!((standing.rate.met, standing.rate.decided(), standing.needed), (2, 3, 3));
/// assert_eq!(standing.is_met(), Some(false));
///
/// // Eight days later nothing of it counts any more.
/// let later = badge.assess(&state, &View::new("2024-03-12T12:00:00Z".parse()?));
/// assert_eq!(later.is_met(), None);
///
/// let strict: PlatformRule = serde_json::from_str(r#"{"preset": "page_badge", "within": "5m"}"#).unwrap();
/// assert_eq!(strict, PlatformRule::builder().within(std::time::Duration::from_secs(300)).build()?);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PlatformRuleBuilder", into = "PlatformRuleBuilder")]
pub struct PlatformRule {
    channels: Vec<Channel>,
    millionths: u32,
    within: Duration,
    window: Duration,
    silence: Duration,
}

impl PlatformRule {
    /// The names of the presets, for [`PlatformRule::preset`] and for files.
    pub const PRESETS: &'static [&'static str] = &["page_badge", "day_rule"];

    /// The preset of that name.
    ///
    /// # Errors
    ///
    /// When there is no such preset.
    pub fn preset(name: &str) -> Result<Self> {
        match name {
            "page_badge" => Ok(Self::page_badge()),
            "day_rule" => Ok(Self::day_rule()),
            _ => Err(Error::refused(
                "rule.preset",
                format_args!("{name:?}"),
                format!("one of {}", Self::PRESETS.join(" ")),
            )),
        }
    }

    /// The badge of the largest social network: 90 % of direct messages answered within 15 minutes over 7 days, the first
    /// after 24 hours of silence.
    #[must_use]
    pub fn page_badge() -> Self {
        Self {
            channels: vec![Channel::DirectMessage],
            millionths: 900_000,
            within: Duration::from_secs(900),
            window: 7 * DAY,
            silence: DAY,
        }
    }

    /// The rule of a search engine's chat: every first message answered within 24 hours, over 28 days.
    #[must_use]
    pub fn day_rule() -> Self {
        Self {
            channels: vec![Channel::DirectMessage, Channel::Chat],
            millionths: MILLION,
            within: DAY,
            window: 28 * DAY,
            silence: 7 * DAY,
        }
    }

    /// The rule of [`PlatformRule::page_badge`], to be changed.
    #[must_use]
    pub fn builder() -> PlatformRuleBuilder {
        Self::page_badge().into()
    }

    /// The channels on which messages count, in the order of [`Channel::ALL`].
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The share that must be answered in time, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from(self.millionths) / f64::from(MILLION)
    }

    /// How soon an answer must come.
    #[must_use]
    pub const fn within(&self) -> Duration {
        self.within
    }

    /// How far back messages count, in whole days.
    #[must_use]
    pub const fn window(&self) -> Duration {
        self.window
    }

    /// How long neither side must have written before a message counts; zero where every ask does.
    #[must_use]
    pub const fn silence(&self) -> Duration {
        self.silence
    }

    /// How many of that many decided asks must be in time.
    #[must_use]
    pub fn needed(&self, decided: u64) -> u64 {
        let needed = (u128::from(decided) * u128::from(self.millionths)).div_ceil(u128::from(MILLION));
        // The share is at most one.
        u64::try_from(needed).unwrap_or(decided)
    }

    /// The instant at which a reading's ask was sent, if the rule counts it.
    fn counts(&self, reading: &Reading) -> Option<Timestamp> {
        let outline = reading.outline();
        if matches!(reading.verdict(), Verdict::Withdrawn | Verdict::NeedsNone)
            || !self.channels.contains(&outline.channel())
        {
            return None;
        }
        let opened = reading.opened()?;
        // Thanks that came before the question, with no answer between them, are words too.
        let earlier = outline.asks().iter().rev().find(|ask| ask.at < opened).map(|ask| ask.at);
        let first = earlier.or(outline.quiet_since()).is_none_or(|since| opened.since(since) >= self.silence);
        first.then_some(opened)
    }

    /// The first day of the window that ends on that day.
    fn first_day(&self, last: i64) -> i64 {
        last - (milliseconds(self.window) / DAY_MS).max(1) + 1
    }

    fn forget(&self, state: &mut PlatformRuleState) {
        let Some(newest) = state.newest else { return };
        let first = self.first_day(day_of(newest));
        if state.days.first_key_value().is_some_and(|(day, _)| *day < first) {
            state.days = state.days.split_off(&first);
        }
    }
}

const fn day_of(instant: Timestamp) -> i64 {
    instant.as_millisecond().div_euclid(DAY_MS)
}

/// Builds a [`PlatformRule`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PlatformRuleBuilder {
    channels: Vec<Channel>,
    share: f64,
    within: Length,
    window: Length,
    silence: Length,
}

impl Default for PlatformRuleBuilder {
    fn default() -> Self {
        PlatformRule::builder()
    }
}

impl PlatformRuleBuilder {
    /// The channels on which messages count.
    #[must_use]
    pub fn channels(mut self, channels: impl IntoIterator<Item = Channel>) -> Self {
        self.channels = channels.into_iter().collect();
        self
    }

    /// The share that must be answered in time, to a millionth.
    #[must_use]
    pub const fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// How soon an answer must come.
    #[must_use]
    pub const fn within(mut self, within: Duration) -> Self {
        self.within = Length(within);
        self
    }

    /// How far back messages count, in whole days: the day of the instant and those before it.
    #[must_use]
    pub const fn window(mut self, window: Duration) -> Self {
        self.window = Length(window);
        self
    }

    /// How long neither side must have written before a message counts; zero for every ask.
    #[must_use]
    pub const fn silence(mut self, silence: Duration) -> Self {
        self.silence = Length(silence);
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When no channel is given, or one that is spoken on; the share is not from a millionth to 1; the window is
    /// not a whole number of days from 1 to 366; an answer is to come within, or a silence to last, more than 366 days.
    pub fn build(self) -> Result<PlatformRule> {
        let Self { mut channels, share, within, window, silence } = self;
        channels.sort_unstable();
        channels.dedup();
        if channels.is_empty() {
            return Err(Error::refused("rule.channels", "an empty list", "one or more channels"));
        }
        if let Some(spoken) =
            channels.iter().find(|channel| matches!(channel, Channel::Phone | Channel::InPerson))
        {
            return Err(Error::refused("rule.channels", spoken, "a channel that is written on"));
        }
        if !(1e-6..=1.0).contains(&share) {
            return Err(Error::refused("rule.share", share, "a number from 0.000001 to 1"));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to a million")]
        let millionths = (share * f64::from(MILLION)).round() as u32;
        let [within, window, silence] = [within, window, silence].map(|length| whole(length.0));
        for (field, value) in [("rule.within", within), ("rule.silence", silence)] {
            if value > LONGEST {
                return Err(Error::refused(field, length::to_text(value), "a length up to 366d"));
            }
        }
        if window < DAY || window > LONGEST || milliseconds(window) % DAY_MS != 0 {
            return Err(Error::refused(
                "rule.window",
                length::to_text(window),
                "a whole number of days from 1d to 366d",
            ));
        }
        Ok(PlatformRule { channels, millionths, within, window, silence })
    }
}

impl TryFrom<PlatformRuleBuilder> for PlatformRule {
    type Error = Error;

    fn try_from(builder: PlatformRuleBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<PlatformRule> for PlatformRuleBuilder {
    fn from(rule: PlatformRule) -> Self {
        Self {
            share: rule.share(),
            channels: rule.channels,
            within: Length(rule.within),
            window: Length(rule.window),
            silence: Length(rule.silence),
        }
    }
}

impl Serialize for PlatformRuleBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for PlatformRuleBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            preset::read(deserializer)
        } else {
            Self::deserialize(deserializer)
        }
    }
}

impl Preset for PlatformRuleBuilder {
    const NAMES: &'static [&'static str] = PlatformRule::PRESETS;
    const TABLE: &'static str = "a rule";
    type Table = Table;

    fn named(name: &str) -> Result<Self> {
        PlatformRule::preset(name).map(Into::into)
    }

    fn over(table: Table) -> Result<Self> {
        let preset =
            table.preset.as_deref().map_or_else(|| Ok(PlatformRule::page_badge()), PlatformRule::preset);
        let rule = Self::from(preset?);
        Ok(Self {
            channels: table.channels.unwrap_or(rule.channels),
            share: table.share.unwrap_or(rule.share),
            within: table.within.unwrap_or(rule.within),
            window: table.window.unwrap_or(rule.window),
            silence: table.silence.unwrap_or(rule.silence),
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    preset: Option<String>,
    channels: Option<Vec<Channel>>,
    share: Option<f64>,
    within: Option<Length>,
    window: Option<Length>,
    silence: Option<Length>,
}

/// What came in on each day of a window, and when the newest of it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformRuleState {
    newest: Option<Timestamp>,
    /// By days since 1970-01-01.
    days: BTreeMap<i64, HitRate>,
}

/// Where a page stands by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleStanding {
    /// The instant that was looked from: the one that was asked for, or the newest sealed ask where that is later.
    pub as_of: Timestamp,
    /// Where the window begins, at midnight UTC.
    pub from: Timestamp,
    /// What counted since then. The share of it and its interval are those of a [`HitRate`].
    pub rate: HitRate,
    /// How many of those that are decided must have been answered in time.
    pub needed: u64,
}

impl RuleStanding {
    /// Whether enough of what is decided was answered in time. `None` where nothing is.
    #[must_use]
    pub const fn is_met(&self) -> Option<bool> {
        if self.rate.decided() == 0 { None } else { Some(self.rate.met >= self.needed) }
    }
}

impl Scorer for PlatformRule {
    type State = PlatformRuleState;
    type Output = RuleStanding;

    fn observe(&self, state: &mut PlatformRuleState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let Some(opened) = self.counts(reading) else { return };
        let before = state.newest.map(day_of);
        let newest = state.newest.map_or(opened, |newest| newest.max(opened));
        state.newest = Some(newest);
        if day_of(opened) < self.first_day(day_of(newest)) {
            return;
        }
        state.days.entry(day_of(opened)).or_default().observe(reading, self.within);
        if before != Some(day_of(newest)) {
            self.forget(state);
        }
    }

    fn merge(&self, into: &mut PlatformRuleState, other: &PlatformRuleState) {
        into.newest = into.newest.max(other.newest);
        for (day, more) in &other.days {
            into.days.entry(*day).or_default().merge(more);
        }
        self.forget(into);
    }

    fn assess(&self, state: &PlatformRuleState, view: &View<'_>) -> RuleStanding {
        let as_of = state.newest.map_or(view.as_of(), |newest| newest.max(view.as_of()));
        let state = view.complete(self, state);
        let last = day_of(as_of);
        let first = self.first_day(last);
        let mut rate = HitRate::default();
        state.days.range(first..=last).for_each(|(_, day)| rate.merge(day));
        let from = Timestamp::from_millisecond(first.saturating_mul(DAY_MS)).unwrap_or(Timestamp::MIN);
        RuleStanding { as_of, from, rate, needed: self.needed(rate.decided()) }
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("platform rule 1", self)
    }

    fn restore(&self, state: PlatformRuleState) -> Result<PlatformRuleState> {
        let sound = match (state.newest, state.days.first_key_value(), state.days.last_key_value()) {
            (None, None, None) => true,
            (Some(newest), Some((first, _)), Some((last, _))) => {
                *last == day_of(newest) && *first >= self.first_day(*last)
            }
            _ => false,
        };
        if sound { Ok(state) } else { Err(Error::new("state: the days are not those of one window")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::thread::Conversation;

    /// The standing of a rule over direct messages of one thread: who, after how many hours and minutes.
    fn standing(rule: &PlatformRule, turns: &[(&str, u64, u64)], as_of_hours: u64) -> RuleStanding {
        let start: Timestamp = "2024-03-01T00:00:00Z".parse().unwrap();
        let at = |hours: u64, minutes: u64| {
            start.saturating_add(Duration::from_secs(hours * 3_600 + minutes * 60))
        };
        let events: Vec<Event> = turns
            .iter()
            .enumerate()
            .map(|(place, (who, hours, minutes))| {
                let kind = if *who == "agent" { "response" } else { "interaction" };
                serde_json::from_str(&format!(
                    r#"{{"type":"{kind}","id":"m{place}","thread":"t","customer":"{who}","channel":"direct_message","at":"{}","text":"When?"}}"#,
                    at(*hours, *minutes)
                ))
                .unwrap()
            })
            .collect();
        let as_of = at(as_of_hours, 0);
        let pending: Vec<Observation> = Conversation::cut(&events, 14 * DAY)
            .iter()
            .flat_map(|one| {
                one.exchanges().map(|exchange| Reading::new(exchange.outline())).collect::<Vec<_>>()
            })
            .map(Observation::Exchange)
            .collect();
        rule.assess(&PlatformRuleState::default(), &View::new(as_of).with_pending(&pending))
    }

    #[test]
    fn only_the_first_message_after_a_silence_of_both_counts() {
        let badge = PlatformRule::page_badge();
        let turns = [
            ("ana", 0, 0),
            ("agent", 0, 10),
            // Twenty hours after the answer: goes on.
            ("ana", 20, 10),
            ("agent", 23, 0),
            // A day after the customer, not after the company: goes on.
            ("ana", 45, 0),
            ("agent", 45, 5),
            // A day after both.
            ("ana", 69, 5),
            ("agent", 69, 30),
        ];
        let seen = standing(&badge, &turns, 70);
        assert_eq!(seen.rate, HitRate { met: 1, missed: 1, undecided: 0 });
        let every = PlatformRule::builder().silence(Duration::ZERO).build().unwrap();
        assert_eq!(standing(&every, &turns, 70).rate, HitRate { met: 2, missed: 2, undecided: 0 });
    }

    #[test]
    fn another_customer_of_the_thread_breaks_no_silence() {
        let badge = PlatformRule::page_badge();
        let turns = [("ana", 0, 0), ("agent", 0, 10), ("ben", 1, 0), ("agent", 1, 10)];
        assert_eq!(standing(&badge, &turns, 2).rate, HitRate { met: 2, missed: 0, undecided: 0 });
    }

    #[test]
    fn open_asks_are_undecided_until_their_time_is_over() {
        let rule = PlatformRule::builder().within(DAY).build().unwrap();
        let turns = [("ana", 0, 0)];
        assert_eq!(standing(&rule, &turns, 24).rate, HitRate { met: 0, missed: 0, undecided: 1 });
        assert_eq!(standing(&rule, &turns, 24).is_met(), None);
        assert_eq!(standing(&rule, &turns, 25).rate, HitRate { met: 0, missed: 1, undecided: 0 });
        assert_eq!(standing(&rule, &turns, 25).is_met(), Some(false));
    }

    #[test]
    fn the_window_is_of_whole_days_and_moves_on() {
        let badge = PlatformRule::page_badge();
        let turns = [("ana", 23, 0), ("agent", 23, 5)];
        let last = standing(&badge, &turns, 6 * 24 + 23);
        assert_eq!((last.rate.met, last.from.to_string().as_str()), (1, "2024-03-01T00:00:00Z"));
        assert_eq!(last.is_met(), Some(true));
        let after = standing(&badge, &turns, 7 * 24);
        assert_eq!((after.rate.asks(), after.from.to_string().as_str()), (0, "2024-03-02T00:00:00Z"));
    }

    #[test]
    fn what_is_needed_is_counted_in_whole_numbers() {
        let badge = PlatformRule::page_badge();
        let needed: Vec<u64> = [0, 1, 9, 10, 11, 70, 1_000].map(|decided| badge.needed(decided)).into();
        assert_eq!(needed, [0, 1, 9, 9, 10, 63, 900]);
        assert_eq!(PlatformRule::day_rule().needed(u64::MAX), u64::MAX);
    }

    #[test]
    fn a_rule_is_checked_on_every_road() {
        let refused = |text: &str| serde_json::from_str::<PlatformRule>(text).unwrap_err().to_string();
        for (text, says) in [
            (r#"{"share":0}"#, "rule.share: 0 is not a number from 0.000001 to 1"),
            (r#"{"share":1.5}"#, "rule.share: 1.5 is not a number from 0.000001 to 1"),
            (r#"{"window":"36h"}"#, "rule.window: 1d 12h is not a whole number of days from 1d to 366d"),
            (r#"{"within":"400d"}"#, "rule.within: 400d is not a length up to 366d"),
            (r#"{"channels":[]}"#, "rule.channels: an empty list is not one or more channels"),
            (r#"{"channels":["phone"]}"#, "rule.channels: phone is not a channel that is written on"),
            (r#"{"preset":"badge"}"#, r#"rule.preset: "badge" is not one of page_badge day_rule"#),
            (r#"{"waits":"1h"}"#, "unknown field `waits`"),
        ] {
            let said = refused(text);
            assert!(said.starts_with(says), "{text}: {said}");
        }
        for name in PlatformRule::PRESETS {
            let preset = PlatformRule::preset(name).unwrap();
            let text = serde_json::to_string(&preset).unwrap();
            assert_eq!(serde_json::from_str::<PlatformRule>(&text).unwrap(), preset);
            assert_eq!(serde_json::from_str::<PlatformRule>(&format!("{name:?}")).unwrap(), preset);
            let bytes = postcard::to_allocvec(&preset).unwrap();
            assert_eq!(postcard::from_bytes::<PlatformRule>(&bytes).unwrap(), preset);
        }
    }

    #[test]
    fn a_state_of_another_window_is_refused() {
        let mut state = PlatformRuleState::default();
        let at = "2024-03-20T00:00:00Z".parse().unwrap();
        state.newest = Some(at);
        state.days.insert(day_of(at), HitRate::default());
        state.days.insert(day_of(at) - 20, HitRate::default());
        assert!(PlatformRule::day_rule().restore(state.clone()).is_ok());
        assert!(PlatformRule::page_badge().restore(state).is_err());
    }
}
