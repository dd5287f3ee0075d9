//! Which model to fit: parts are kept only where they help on later ratings.

use super::estimate::{Fit, Fitted};
use super::model::{Part, TrustModel};
use super::ratings::Ratings;
use crate::error::Result;

/// One model that was tried: fitted to the earlier ratings, held against the later.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Trial {
    /// The preset that it started from.
    pub start: &'static str,
    /// Its parts besides the clocks.
    pub parts: Vec<Part>,
    /// The mean log loss on the later ratings; lower is better.
    pub later: f64,
}

/// A model chosen by how well it foretold the later part of the ratings that it may see, then fitted to all of them.
///
/// The first three fifths of the ratings are fitted to, the rest is foretold. First the preset to start from is chosen,
/// then order effects, page and storm are kept where they lower the loss. Ratings after `upto` are never looked at.
///
/// # Examples
///
/// ```
/// use goodwill::fit::{Choice, Mark, Part, Ratings};
///
/// let mut ratings = Ratings::new();
/// for day in 0..60 {
///     for subject in 0..10 {
///         let mark = if (day + subject) % 7 < 2 { Mark::Bad } else { Mark::Good };
///         ratings.push(&format!("s{subject}"), f64::from(day) * 86_400.0, mark)?;
///     }
/// }
/// let choice = Choice::of(&ratings, ratings.len())?;
/// let best = choice.trials().iter().map(|trial| trial.later).fold(f64::INFINITY, f64::min);
/// assert!(choice.trials().iter().any(|trial| trial.parts == choice.parts() && trial.later == best));
/// assert!(!choice.subject_alone().model().has(Part::Page));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    trials: Vec<Trial>,
    best: usize,
    fitted: Fitted,
    subject_alone: Fitted,
}

/// The share of the ratings that trials are fitted to.
const EARLIER: f64 = 0.6;

impl Choice {
    /// Chooses and fits, looking at the first `upto` ratings only.
    ///
    /// # Errors
    ///
    /// When no subject has two ratings in the earlier part.
    pub fn of(ratings: &Ratings, upto: usize) -> Result<Self> {
        let upto = upto.min(ratings.len());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let cut = (upto as f64 * EARLIER).floor() as usize;
        let starts: [(&'static str, TrustModel); 3] = [
            ("company_page", TrustModel::company_page()),
            ("cautious", TrustModel::cautious()),
            ("relationship", TrustModel::relationship().lacking(Part::Page).lacking(Part::Storm)),
        ];
        let mut trials = Vec::new();
        let mut attempt = |start: &'static str, fit: &Fit, parts: Vec<Part>| -> Result<f64> {
            let later = fit.run(ratings, cut)?.model().loss(ratings, cut..upto);
            trials.push(Trial { start, parts, later });
            Ok(later)
        };
        let mut best = (f64::INFINITY, 0);
        for (place, (name, start)) in starts.iter().enumerate() {
            let later = attempt(name, &Fit::from(start.clone()), vec![Part::OrderEffects])?;
            if later < best.0 {
                best = (later, place);
            }
        }
        let (name, start) = &starts[best.1];
        let free_of_order = attempt(name, &Fit::from(start.clone()).order_free(), Vec::new())?;
        let ordered = best.0 < free_of_order;
        let with = |parts: &[Part]| {
            let fit = Fit::from(parts.iter().fold(start.clone(), |model, part| model.having(*part)));
            if ordered { fit } else { fit.order_free() }
        };
        let core: Vec<Part> = if ordered { vec![Part::OrderEffects] } else { Vec::new() };
        let mut kept: &[Part] = &[];
        let mut lowest = best.0.min(free_of_order);
        for parts in [&[Part::Page][..], &[Part::Storm], &[Part::Page, Part::Storm]] {
            let later = attempt(name, &with(parts), [&core, parts].concat())?;
            if later < lowest {
                (lowest, kept) = (later, parts);
            }
        }
        let chosen = [&core, kept].concat();
        let best =
            trials.iter().position(|trial| trial.start == *name && trial.parts == chosen).unwrap_or_default();
        let fitted = with(kept).run(ratings, upto)?;
        let subject_alone = if kept.is_empty() { fitted.clone() } else { with(&[]).run(ratings, upto)? };
        Ok(Self { trials, best, fitted, subject_alone })
    }

    /// What was tried, in the order in which it was tried.
    #[must_use]
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }

    /// The parts that were kept besides the clocks.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        self.trials.get(self.best).map_or(&[], |trial| &trial.parts)
    }

    /// The preset that the chosen model started from.
    #[must_use]
    pub fn start(&self) -> &'static str {
        self.trials.get(self.best).map_or("", |trial| trial.start)
    }

    /// The chosen model.
    #[must_use]
    pub const fn fitted(&self) -> &Fitted {
        &self.fitted
    }

    /// The same without page and storm: what a [`crate::scorer::TrustDecay`] can score, since it sees one key at a time.
    #[must_use]
    pub const fn subject_alone(&self) -> &Fitted {
        &self.subject_alone
    }
}
