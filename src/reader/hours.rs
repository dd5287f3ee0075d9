//! Which part of the time counts.

use std::sync::Arc;
use std::time::Duration;

use crate::assessment::Fingerprint;
use crate::time::Timestamp;

/// Says how much of the time between two instants counts: all of it ([`WallTime`]), or the hours in which somebody works.
///
/// This is the seam at which a working calendar is plugged in; the clocks themselves know of instants only. Three things
/// must hold: of a stretch that ends when or before it begins nothing counts; never more counts than passes; and what
/// counts of two stretches that meet is what counts of both together.
///
/// # Examples
///
/// A calendar of which only the days from Monday to Friday count, by UTC:
///
/// ```
/// use goodwill::Timestamp;
/// use goodwill::assessment::Fingerprint;
/// use goodwill::reader::Hours;
/// use std::time::Duration;
///
/// const DAY: i64 = 86_400_000;
///
/// struct Weekdays;
///
/// impl Hours for Weekdays {
///     fn between(&self, from: Timestamp, to: Timestamp) -> Duration {
///         // Weekday milliseconds since a Monday long ago; 1970 began on a Thursday.
///         let counted = |at: Timestamp| {
///             let since_monday = at.as_millisecond() + 3 * DAY;
///             let (week, rest) = (since_monday.div_euclid(7 * DAY), since_monday.rem_euclid(7 * DAY));
///             week * 5 * DAY + rest.min(5 * DAY)
///         };
///         Duration::from_millis((counted(to) - counted(from)).max(0).unsigned_abs())
///     }
///
///     fn fingerprint(&self) -> Fingerprint {
///         Fingerprint::of("weekdays", &())
///     }
/// }
///
/// // From Friday noon to Monday noon: half of Friday and half of Monday.
/// let (friday, monday) = ("2024-03-01T12:00:00Z".parse()?, "2024-03-04T12:00:00Z".parse()?);
/// assert_eq!(Weekdays.between(friday, monday), Duration::from_secs(86_400));
/// # Ok::<(), goodwill::Error>(())
/// ```
pub trait Hours: Send + Sync {
    /// How much of the time from `from` to `to` counts.
    fn between(&self, from: Timestamp, to: Timestamp) -> Duration;

    /// What the measure depends on.
    fn fingerprint(&self) -> Fingerprint;
}

macro_rules! forward_hours {
    ($($pointer:ty),+) => {$(
        impl<H: Hours + ?Sized> Hours for $pointer {
            fn between(&self, from: Timestamp, to: Timestamp) -> Duration {
                (**self).between(from, to)
            }

            fn fingerprint(&self) -> Fingerprint {
                (**self).fingerprint()
            }
        }
    )+};
}

forward_hours!(&H, Box<H>, Arc<H>);

/// All time counts: nights, Sundays and holidays too. A customer waits through them.
///
/// # Examples
///
/// ```
/// use goodwill::reader::{Hours, WallTime};
///
/// let (friday, monday) = ("2024-03-01T12:00:00Z".parse()?, "2024-03-04T12:00:00Z".parse()?);
/// assert_eq!(WallTime.between(friday, monday).as_secs(), 3 * 86_400);
/// assert_eq!(WallTime.between(monday, friday).as_secs(), 0);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WallTime;

impl Hours for WallTime {
    fn between(&self, from: Timestamp, to: Timestamp) -> Duration {
        to.since(from)
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("wall time 1", &())
    }
}
