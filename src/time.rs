//! Instants and lengths of time. The library never reads a clock: every instant comes from the caller.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// An instant: milliseconds since 1970-01-01T00:00:00Z, from year −9999 to year 9999.
///
/// In text it is RFC 3339; whatever offset the text carries, the instant is kept in UTC. Parts of a
/// millisecond are dropped.
///
/// # Examples
///
/// ```
/// use goodwill::Timestamp;
///
/// let sent: Timestamp = "2017-10-31T21:45:10Z".parse()?;
/// let same: Timestamp = "2017-10-31T23:45:10+02:00".parse()?;
/// assert_eq!(sent, same);
/// assert_eq!(sent.to_string(), "2017-10-31T21:45:10Z");
/// assert_eq!(sent.as_millisecond(), 1_509_486_310_000);
/// # Ok::<(), goodwill::Error>(())
/// ```
///
/// # Examples: what is refused
///
/// ```
/// use goodwill::Timestamp;
///
/// // A date is not an instant, and a clock without an offset could be anywhere.
/// assert!("2017-10-31".parse::<Timestamp>().is_err());
/// assert!("2017-10-31T21:45:10".parse::<Timestamp>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The earliest instant, in the year −9999.
    pub const MIN: Self = Self(-377_705_023_201_000);
    /// The latest instant, in the year 9999.
    pub const MAX: Self = Self(253_402_207_200_000);

    /// The instant that many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// Outside the years −9999 to 9999.
    pub fn from_millisecond(millisecond: i64) -> Result<Self> {
        if (Self::MIN.0..=Self::MAX.0).contains(&millisecond) {
            Ok(Self(millisecond))
        } else {
            Err(Error::refused("at", millisecond, "an instant from year -9999 to year 9999"))
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    #[must_use]
    pub const fn as_millisecond(self) -> i64 {
        self.0
    }

    /// This instant moved later by `length`, at most to [`Timestamp::MAX`].
    #[must_use]
    pub fn saturating_add(self, length: Duration) -> Self {
        Self(self.0.saturating_add(milliseconds(length)).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// This instant moved earlier by `length`, at least to [`Timestamp::MIN`].
    #[must_use]
    pub fn saturating_sub(self, length: Duration) -> Self {
        Self(self.0.saturating_sub(milliseconds(length)).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// How long after `earlier` this instant is; zero if it is not after.
    ///
    /// ```
    /// use goodwill::Timestamp;
    /// use std::time::Duration;
    ///
    /// let asked: Timestamp = "2024-03-01T10:00:00Z".parse()?;
    /// let answered: Timestamp = "2024-03-01T10:30:00Z".parse()?;
    /// assert_eq!(answered.since(asked), Duration::from_secs(1_800));
    /// assert_eq!(asked.since(answered), Duration::ZERO);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0).max(0).unsigned_abs())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(instant) => write!(f, "{instant}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = || {
            Error::refused("at", format_args!("{text:?}"), "an RFC 3339 instant such as 2017-10-31T21:45:10Z")
        };
        let instant: jiff::Timestamp = text.parse().map_err(|_| refused())?;
        let whole = instant.as_nanosecond().div_euclid(1_000_000);
        i64::try_from(whole).map_err(|_| refused()).and_then(Self::from_millisecond)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = Error;

    fn try_from(time: SystemTime) -> Result<Self> {
        let signed = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).ok(),
            Err(before) => i64::try_from(before.duration().as_millis()).ok().map(|ms| -ms),
        };
        Self::from_millisecond(signed.unwrap_or(i64::MAX))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = if deserializer.is_human_readable() {
            std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse()
        } else {
            Self::from_millisecond(i64::deserialize(deserializer)?)
        };
        read.map_err(serde::de::Error::custom)
    }
}

/// Whole milliseconds of a length, saturating.
pub(crate) fn milliseconds(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

/// A length in whole milliseconds, which is all that parameters keep.
pub(crate) fn whole(length: Duration) -> Duration {
    Duration::from_millis(milliseconds(length).unsigned_abs())
}

/// Reads and writes a length as `14d`, `1h 30m`, `45s`, `250ms` in text formats.
pub(crate) mod length {
    use std::borrow::Cow;
    use std::fmt::Write as _;
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::milliseconds;
    use crate::error::{Error, Result};

    const UNITS: [(&str, u64); 5] =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    pub(crate) fn to_text(length: Duration) -> String {
        let mut rest = milliseconds(length).unsigned_abs();
        let mut text = String::new();
        for (unit, worth) in UNITS {
            if rest >= worth {
                let gap = if text.is_empty() { "" } else { " " };
                let _ = write!(text, "{gap}{}{unit}", rest / worth);
                rest %= worth;
            }
        }
        if text.is_empty() { "0s".to_owned() } else { text }
    }

    pub(crate) fn from_text(text: &str) -> Result<Duration> {
        let refused = || Error::refused("length", format_args!("{text:?}"), "a length such as 14d or 1h 30m");
        let mut total = 0_u64;
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(refused());
        }
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = rest.split_at(digits);
            let letters = after.bytes().take_while(u8::is_ascii_lowercase).count();
            let (unit, after) = after.split_at(letters);
            let worth = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(refused)?.1;
            let number: u64 = number.parse().map_err(|_| refused())?;
            total = number.checked_mul(worth).and_then(|part| total.checked_add(part)).ok_or_else(refused)?;
            rest = after.trim_start();
        }
        Ok(Duration::from_millis(total))
    }

    pub(crate) fn serialize<S: Serializer>(length: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&to_text(*length))
        } else {
            serializer.serialize_i64(milliseconds(*length))
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        if deserializer.is_human_readable() {
            from_text(&Cow::<'de, str>::deserialize(deserializer)?).map_err(serde::de::Error::custom)
        } else {
            i64::deserialize(deserializer).map(|ms| Duration::from_millis(ms.max(0).unsigned_abs()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_the_calendar() {
        assert_eq!(Timestamp::MIN.0 / 1_000, jiff::Timestamp::MIN.as_second());
        assert_eq!(Timestamp::MAX.0 / 1_000, jiff::Timestamp::MAX.as_second());
        assert!(Timestamp::from_millisecond(Timestamp::MAX.0 + 1).is_err());
        for edge in [Timestamp::MIN, Timestamp::MAX, Timestamp(-1), Timestamp(0)] {
            assert_eq!(edge.to_string().parse(), Ok(edge));
        }
    }

    #[test]
    fn parts_of_a_millisecond_are_dropped_downwards() {
        let before: Timestamp = "1969-12-31T23:59:59.9999Z".parse().unwrap();
        assert_eq!(before.as_millisecond(), -1);
    }

    #[test]
    fn lengths_read_what_they_write() {
        for ms in [0, 1, 999, 60_000, 5_400_000, 1_209_600_000, 86_400_001] {
            let one = Duration::from_millis(ms);
            assert_eq!(length::from_text(&length::to_text(one)), Ok(one));
        }
        assert_eq!(length::to_text(Duration::from_secs(5_400)), "1h 30m");
        for bad in ["", "d", "3", "3 d", "3w", "-1d", "99999999999999999999d"] {
            assert!(length::from_text(bad).is_err(), "{bad}");
        }
    }
}
