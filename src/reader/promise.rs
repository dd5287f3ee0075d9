//! Promises with a time: by when, and whether they were kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span as Length, ToSpan};
use serde::{Deserialize, Serialize};

use super::acts::{Act, Signal};
use super::reading::{Found, Reading};
use crate::assessment::Span;
use crate::event::Id;
use crate::thread::{Exchange, Turn};
use crate::time::Timestamp;

/// A reply says by when something will happen.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Event, Id};
/// use goodwill::reader::{LexiconReader, PromiseFate, Reader};
/// use goodwill::thread::Conversation;
/// use std::time::Duration;
///
/// let lines = [
///     r#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-04T10:00:00Z","text":"My prints are late."}"#,
///     r#"{"type":"response","id":"r1","thread":"t1","at":"2024-03-04T10:20:00Z","text":"Sorry! We will call you by Wednesday."}"#,
///     r#"{"type":"interaction","id":"m2","thread":"t1","at":"2024-03-09T10:00:00Z","text":"Nobody answers. Still no reply from you."}"#,
/// ];
/// let events: Vec<Event> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
/// let conversations = Conversation::cut(&events, Duration::from_secs(14 * 86_400));
/// let reading = LexiconReader::english()?.read(&conversations[0].exchanges().next().unwrap());
///
/// let [promise] = reading.promises() else { panic!("one promise") };
/// // Wednesday ends last twelve hours west of Greenwich.
/// assert_eq!(promise.by, "2024-03-07T12:00:00Z".parse()?);
/// assert_eq!(promise.fate(&reading), PromiseFate::Broken("2024-03-09T10:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Promise {
    /// The latest instant that its words can mean: days end twelve hours after they do in UTC, since nobody knows the
    /// writer's zone.
    pub by: Timestamp,
    /// The words.
    pub span: Span,
}

/// What became of a promise, as far as its exchange shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PromiseFate {
    /// Before its time was up the company said what it did, or the customer that it is settled.
    Kept(Timestamp),
    /// After its time was up the customer says that they ask again, that nobody answers, that the answer is none, that they
    /// leave, or calls on the public; and nothing before shows that it was kept.
    Broken(Timestamp),
    /// Nothing tells. Silence after a promise is no evidence: who got what was promised seldom writes.
    Unknown,
}

impl Promise {
    /// What became of it, as far as the reading shows: by the company's later replies in the same exchange, and the
    /// customer's next turns.
    #[must_use]
    pub fn fate(&self, reading: &Reading) -> PromiseFate {
        let outline = reading.outline();
        let Some(said) = outline.replies().iter().find(|reply| reply.message == self.span.message) else {
            return PromiseFate::Unknown;
        };
        let showing = |signals: &[Signal]| -> BTreeSet<&Id> {
            let after = reading.after().iter().filter(|found| signals.contains(&found.what));
            after.map(|found| &found.span.message).collect()
        };
        let acts = reading.acts().iter().filter(|act| matches!(act.what, Act::ActionDone | Act::Redress));
        let doing: BTreeSet<&Id> = acts.map(|act| &act.span.message).collect();
        let done = outline.replies().iter().filter(|reply| reply.answers && doing.contains(&reply.message));
        let settles = showing(&[Signal::Resolved]);
        let settled = outline.reaction().iter().filter(|turn| settles.contains(&turn.message));
        let kept = done.map(|reply| reply.at).chain(settled.map(|turn| turn.at));
        if let Some(at) = kept.filter(|at| *at > said.at && *at <= self.by).min() {
            return PromiseFate::Kept(at);
        }
        let unserved = [
            Signal::RepeatContact,
            Signal::SaysIgnored,
            Signal::CallsOut,
            Signal::Leaving,
            Signal::AudiencePlea,
        ];
        let in_vain = showing(&unserved);
        let complaints = outline.reaction().iter().filter(|turn| in_vain.contains(&turn.message));
        let broken = complaints.map(|turn| turn.at).filter(|at| *at > said.at && *at > self.by).min();
        broken.map_or(PromiseFate::Unknown, PromiseFate::Broken)
    }
}

/// The promises of the answers: of each at most one, the one that leaves most time. What says no time that can be told
/// is none.
pub(super) fn told(exchange: &Exchange<'_>, acts: &[Found<Act>]) -> Vec<Promise> {
    let mut promises: Vec<Promise> = Vec::new();
    let mut acts = acts.iter().filter(|act| act.what == Act::TimedPromise).peekable();
    if acts.peek().is_none() {
        return promises;
    }
    // By message, as an exchange may have very many.
    let answers: BTreeMap<&Id, &Turn<'_>> = exchange.answers().map(|turn| (turn.id(), turn)).collect();
    let mut numbers: BTreeMap<&Id, usize> = BTreeMap::new();
    for act in acts {
        let message = &act.span.message;
        let Some(turn) = answers.get(message) else { continue };
        let Some(by) = act.span.of(turn.text()).and_then(|words| deadline(words, turn.at())) else {
            continue;
        };
        let number = *numbers.entry(message).or_insert(promises.len());
        match promises.get_mut(number) {
            Some(there) if there.by >= by => {}
            Some(there) => *there = Promise { by, span: act.span.clone() },
            None => promises.push(Promise { by, span: act.span.clone() }),
        }
    }
    promises
}

/// More words than a promise ever has; what comes after them is not looked at.
const MOST_WORDS: usize = 60;

/// The latest instant that English words about a time to come can mean, said at that instant. A date goes before all else;
/// `None` where there is no time in them or one that cannot be told.
#[inline(never)]
fn deadline(words: &str, said: Timestamp) -> Option<Timestamp> {
    let lower = words.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(MOST_WORDS).collect();
    let today = jiff::Timestamp::from_millisecond(said.as_millisecond()).ok()?.to_zoned(TimeZone::UTC).date();
    let word = |place: usize| words.get(place).copied().unwrap_or_default();
    // "End of day", "close of business", "the end of the week".
    let ends = |place: usize| {
        let mut before = words[..place].iter().rev().filter(|word| !["the", "of", "this"].contains(*word));
        before.next().is_some_and(|word| ["end", "close"].contains(word))
    };
    let (mut date, mut latest) = (None, None);
    for place in 0..words.len() {
        let before = if place > 0 { word(place - 1) } else { "" };
        let next = word(place + 1);
        date = date.max(dated(place, &words, today));
        let found = match word(place) {
            "today" | "tonight" | "eod" | "cob" => end_of(today),
            "morning" | "afternoon" | "evening" if before == "this" => end_of(today),
            "day" | "business" if ends(place) => end_of(today),
            "tomorrow" => end_of(today.tomorrow().ok()?),
            "week" | "weekend" if before == "this" => end_of(sunday(today, 0)?),
            "week" if ends(place) => end_of(sunday(today, 0)?),
            "week" | "weekend" if before == "next" => end_of(sunday(today, 1)?),
            "month" if before == "this" => end_of(today.last_of_month()),
            "month" if before == "the" && place > 2 && word(place - 3) == "end" => {
                end_of(today.last_of_month())
            }
            "month" if before == "next" => end_of(today.checked_add(1.month()).ok()?.last_of_month()),
            "fortnight" => end_of(today.checked_add(14.days()).ok()?),
            day if weekday(day).is_some() => {
                // On a Friday, "Friday" may be the next one; "next Friday" may be the one after.
                let named = today.nth_weekday(1, weekday(day)?).ok()?;
                end_of(if before == "next" { named.checked_add(7.days()).ok()? } else { named })
            }
            _ => {
                // "Within the hour" is a length, "by the end of the week" is none.
                let Some(count) = count(word(place)).filter(|_| word(place) != "the" || next == "hour")
                else {
                    continue;
                };
                let working = ["working", "business", "full"].contains(&next);
                let (unit, after) =
                    if working { (word(place + 2), word(place + 3)) } else { (next, word(place + 2)) };
                let Some(length) = length(count, unit, working) else { continue };
                let apart =
                    ["for", "after", "every", "each", "last", "past", "least", "over", "than", "minimum"];
                if apart.contains(&before) || ["ago", "old", "late", "long"].contains(&after) {
                    return None;
                }
                match length {
                    Reach::Minutes(minutes) => {
                        Some(said.saturating_add(std::time::Duration::from_secs(60 * minutes)))
                    }
                    Reach::Days(length) => end_of(today.checked_add(length).ok()?),
                }
            }
        };
        latest = latest.max(found);
    }
    date.or(latest)
}

enum Reach {
    Minutes(u64),
    Days(Length),
}

fn length(count: u32, unit: &str, working: bool) -> Option<Reach> {
    let days = i64::from(count);
    Some(match unit {
        "minute" | "minutes" | "min" | "mins" => Reach::Minutes(u64::from(count)),
        "hour" | "hours" | "hr" | "hrs" => Reach::Minutes(60 * u64::from(count)),
        // Five working days take a week, and the first may wait for a weekend to pass.
        "day" | "days" if working => Reach::Days((days + 2 * (days / 5 + 1)).days()),
        "day" | "days" => Reach::Days(days.days()),
        "week" | "weeks" => Reach::Days((7 * days).days()),
        "month" | "months" => Reach::Days(days.months()),
        _ => return None,
    })
}

fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" | "the" => Some(1),
        "couple" => Some(2),
        _ => match WORDS.iter().zip(1..).find(|(known, _)| **known == word) {
            Some((_, count)) => Some(count),
            None if word.len() <= 3 => word.parse().ok().filter(|count| *count > 0),
            None => None,
        },
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named = |month: &&str| {
        *month == word
            || (word.len() == 3 && month.starts_with(word))
            || (word == "sept" && month.starts_with(word))
    };
    MONTHS.iter().zip(1..).find(|(month, _)| named(month)).map(|(_, number)| number)
}

/// A day and a month that begin at that word, in either order: the next such date, unless it is most of a year ahead and
/// therefore rather gone by. Dates in numbers alone are read in two ways and therefore not at all.
fn dated(place: usize, words: &[&str], today: Date) -> Option<Timestamp> {
    let word = |place: usize| words.get(place).copied().unwrap_or_default();
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        (["", "st", "nd", "rd", "th"].contains(&ending) && digits.len() <= 2)
            .then(|| digits.parse::<i8>().ok())?
    };
    let (day, month) = match (day(word(place)), month(word(place))) {
        (Some(number), _) if word(place + 1) == "of" => (number, month(word(place + 2))?),
        (Some(number), _) => (number, month(word(place + 1))?),
        (_, Some(month)) => (day(word(place + 1))?, month),
        _ => return None,
    };
    let next = (0..=1)
        .find_map(|years| Date::new(today.year() + years, month, day).ok().filter(|date| *date >= today))?;
    let away = today.until(next).ok()?.get_days();
    if away <= 270 { end_of(next) } else { None }
}

/// The Sunday that ends the week, or one so many weeks later.
fn sunday(today: Date, weeks: i64) -> Option<Date> {
    let left = i64::from(7 - today.weekday().to_monday_one_offset());
    today.checked_add((left + 7 * weeks).days()).ok()
}

/// When a day has ended everywhere.
fn end_of(date: Date) -> Option<Timestamp> {
    let midnight = date.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    Timestamp::from_millisecond(midnight + 12 * 3_600_000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines() {
        // A Monday.
        let said: Timestamp = "2024-03-04T10:20:00Z".parse().unwrap();
        for (words, by) in [
            ("will call you by Friday", Some("2024-03-09T12:00:00Z")),
            ("will call you by Monday", Some("2024-03-12T12:00:00Z")),
            ("will be ready next Friday", Some("2024-03-16T12:00:00Z")),
            ("should have an email within the hour", Some("2024-03-04T11:20:00Z")),
            ("will be back in 24-48 hours", Some("2024-03-06T10:20:00Z")),
            ("I'll refund it today", Some("2024-03-05T12:00:00Z")),
            ("will do it by the end of the day", Some("2024-03-05T12:00:00Z")),
            ("will be there tomorrow", Some("2024-03-06T12:00:00Z")),
            ("will be there within two days", Some("2024-03-07T12:00:00Z")),
            ("expect it between 3 and 5 business days", Some("2024-03-14T12:00:00Z")),
            ("it takes 2 weeks", Some("2024-03-19T12:00:00Z")),
            ("it will take a couple of weeks", None),
            ("will arrive this week", Some("2024-03-11T12:00:00Z")),
            ("will arrive by the end of the week", Some("2024-03-11T12:00:00Z")),
            ("will arrive next week", Some("2024-03-18T12:00:00Z")),
            ("will arrive next month", Some("2024-05-01T12:00:00Z")),
            ("will be ready on 3 May", Some("2024-05-04T12:00:00Z")),
            ("will be ready on Friday, May 3rd", Some("2024-05-04T12:00:00Z")),
            ("ready on the 3rd of may at noon", Some("2024-05-04T12:00:00Z")),
            ("will be back in January", None),
            ("will be back on 2 January", None),
            ("will be back on 31 February", None),
            ("will be back on 03/05", None),
            ("will be kept for 3 days", None),
            ("it may take longer", None),
            ("will look", None),
            ("", None),
        ] {
            assert_eq!(deadline(words, said), by.map(|by| by.parse().unwrap()), "{words}");
        }
        // Nothing overflows at the ends of time.
        for at in [Timestamp::MIN, Timestamp::MAX] {
            for words in ["999 months", "999 minutes", "by friday", "31 december", "next month", "tomorrow"] {
                let _ = deadline(words, at);
            }
        }
    }
}
