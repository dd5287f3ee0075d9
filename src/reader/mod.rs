//! An exchange becomes a reading: words in, numbers and places out.
//!
//! [`LexiconReader`] is the reader that ships. Anything else that can turn an [`Exchange`] into a [`Reading`] can take
//! its place: implement [`Reader`], or wrap a closure in [`reader_fn`].

mod acts;
mod asks;
mod axes;
mod axis;
mod clock;
mod clock_policy;
mod course;
mod coverage;
mod cues;
mod desk;
mod heard;
mod hours;
mod ledger;
mod lexicon_reader;
mod measures;
mod parts;
mod policy;
mod promise;
mod reading;
mod run;
mod signals;
mod verdict;

use std::fmt;
use std::sync::Arc;

pub use acts::{Act, Signal};
pub use asks::{Asked, Want};
pub use axis::{Axis, AxisKind, Empathy};
pub use clock::Clock;
pub use clock_policy::{ClockPolicy, ClockPolicyBuilder, OnCustomer};
pub use course::read_all;
pub use hours::{Hours, WallTime};
pub use lexicon_reader::{LexiconReader, LexiconReaderBuilder};
pub use policy::ReaderPolicy;
pub use promise::{Promise, PromiseFate};
pub use reading::{AskKind, Found, Reading};
pub use run::Run;
pub use verdict::Verdict;

use crate::assessment::Fingerprint;
use crate::thread::Exchange;

/// Turns the words of an exchange into numbers.
///
/// Readers never fail: what cannot be read is abstained from, with the reason. They see one exchange and the
/// conversation around it, nothing of other customers; what depends on others is learnt first and passed in.
///
/// # Examples
///
/// A reader that knows nothing but question marks:
///
/// ```
/// use goodwill::assessment::Fingerprint;
/// use goodwill::reader::{AskKind, Reader, Reading};
/// use goodwill::thread::Exchange;
///
/// struct QuestionMarks;
///
/// impl Reader for QuestionMarks {
///     fn read(&self, exchange: &Exchange<'_>) -> Reading {
///         exchange.asks().enumerate().fold(Reading::new(exchange.outline()), |reading, (index, ask)| {
///             let kind = if ask.text().contains('?') { AskKind::Question } else { AskKind::Unknown };
///             reading.asking(index, kind)
///         })
///     }
///
///     fn fingerprint(&self) -> Fingerprint {
///         Fingerprint::of("question marks", &1)
///     }
/// }
/// ```
pub trait Reader: Send + Sync {
    /// Reads one exchange. Start from [`Reading::new`] with [`Exchange::outline`].
    fn read(&self, exchange: &Exchange<'_>) -> Reading;

    /// What its readings depend on besides the exchange.
    fn fingerprint(&self) -> Fingerprint;
}

macro_rules! forward_reader {
    ($($pointer:ty),+) => {$(
        impl<R: Reader + ?Sized> Reader for $pointer {
            fn read(&self, exchange: &Exchange<'_>) -> Reading {
                (**self).read(exchange)
            }

            fn fingerprint(&self) -> Fingerprint {
                (**self).fingerprint()
            }
        }
    )+};
}

forward_reader!(&R, Box<R>, Arc<R>);

/// A reader made of a closure; `name` is its fingerprint, so change it when the closure changes.
///
/// # Examples
///
/// ```
/// use goodwill::reader::{AskKind, Reading, reader_fn};
///
/// let reader = reader_fn("everything is praise, 1", |exchange| {
///     Reading::new(exchange.outline()).asking(0, AskKind::Praise)
/// });
/// # let _: &dyn goodwill::reader::Reader = &reader;
/// ```
pub fn reader_fn<F>(name: &str, read: F) -> ReaderFn<F>
where
    F: Fn(&Exchange<'_>) -> Reading + Send + Sync,
{
    ReaderFn { fingerprint: Fingerprint::of("reader_fn", name), read }
}

/// A reader made by [`reader_fn`].
#[derive(Clone, Copy)]
pub struct ReaderFn<F> {
    fingerprint: Fingerprint,
    read: F,
}

impl<F> fmt::Debug for ReaderFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderFn").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

impl<F> Reader for ReaderFn<F>
where
    F: Fn(&Exchange<'_>) -> Reading + Send + Sync,
{
    fn read(&self, exchange: &Exchange<'_>) -> Reading {
        (self.read)(exchange)
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
