//! Who was rated when, and how: what a fit learns from.

use std::collections::HashMap;

use crate::error::{Error, Result};

/// One rating: of whom, when, good or bad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rating {
    pub(crate) subject: u32,
    /// Days since the first rating of the set.
    pub(crate) day: f64,
    pub(crate) bad: bool,
    /// Whether the subject has a strictly earlier rating.
    pub(crate) known: bool,
}

/// Ratings in order of time, good or bad, each of a subject.
///
/// # Examples
///
/// ```
/// use goodwill::fit::{Mark, Ratings};
///
/// let mut ratings = Ratings::new();
/// ratings.push("kim", 0.0, Mark::Good)?;
/// ratings.push("kim", 86_400.0, Mark::Bad)?;
/// assert_eq!((ratings.len(), ratings.subjects()), (2, 1));
///
/// // Time does not run backwards.
/// let error = ratings.push("kim", 3_600.0, Mark::Good).unwrap_err();
/// assert_eq!(error.to_string(), "at: 3600 is not a number of seconds, at least that of the rating before");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    rows: Vec<Rating>,
    names: HashMap<String, u32, foldhash::fast::FixedState>,
    /// By subject, the day of the first rating.
    first: Vec<f64>,
    start: f64,
    latest: f64,
}

/// Whether a rating is good or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// For trust.
    Good,
    /// Against trust.
    Bad,
}

impl Ratings {
    /// No ratings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next rating, `at` seconds on any clock that all of them share.
    ///
    /// # Errors
    ///
    /// When `at` is not finite or earlier than that of the rating before.
    pub fn push(&mut self, subject: &str, at: f64, mark: Mark) -> Result<()> {
        if !at.is_finite() || (!self.rows.is_empty() && at < self.latest) {
            let accepted = "a number of seconds, at least that of the rating before";
            return Err(Error::refused("at", at, accepted));
        }
        if self.rows.is_empty() {
            self.start = at;
        }
        self.latest = at;
        let day = (at - self.start) / 86_400.0;
        let subject = if let Some(known) = self.names.get(subject) {
            *known
        } else {
            let next = u32::try_from(self.first.len())
                .map_err(|_| Error::new("subjects: more than 4294967295 of them"))?;
            self.names.insert(subject.to_owned(), next);
            self.first.push(day);
            next
        };
        let known = self.first.get(subject as usize).is_some_and(|first| *first < day);
        self.rows.push(Rating { subject, day, bad: mark == Mark::Bad, known });
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many subjects there are.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.first.len()
    }

    /// How many of the first ratings make up a share of all, rounded down.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    pub fn share(&self, share: f64) -> usize {
        ((share.clamp(0.0, 1.0) * self.len() as f64).floor() as usize).min(self.len())
    }

    pub(crate) fn rows(&self) -> &[Rating] {
        &self.rows
    }
}
