//! Which model to fit: parts are kept only where they help on later ratings.

use super::estimate::{Fit, Fitted};
use super::model::{Part, TrustModel};
use super::ratings::Ratings;
use crate::error::{Error, Result};

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
/// The first three fifths of the ratings are fitted to, the rest is foretold. First comes where to start from: a *steady*
/// prior, in which every subject is as good as all are together and has to show the contrary by many events, or one of the
/// presets. A preset, and then order effects, page and storm, are kept where they lower the loss by more than its standard
/// error (the rule of Breiman and others 1984): what helps by luck on the later ratings would hurt on those after them.
///
/// With fewer than thirty later ratings there is nothing to choose by, and the choice is the *share* of bad ratings: a prior so
/// heavy that hardly anything moves it. [`Choice::subject_alone`] is then fitted from the steady prior.
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
/// assert!(choice.trials().iter().any(|trial| trial.parts == choice.parts() && trial.start == choice.start()));
/// assert!(!choice.subject_alone().model().has(Part::Page));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    trials: Vec<Trial>,
    best: usize,
    fit: Fit,
    fitted: Fitted,
    subject_alone: Fitted,
}

/// The share of the ratings that trials are fitted to.
const EARLIER: f64 = 0.6;

/// By how many standard errors a part must lower the loss to be kept.
const SHOWN: f64 = 1.0;

/// So many events' worth of prior is steady: to halve a doubt takes as many good ones.
const STEADY: f64 = 100.0;

/// So many are as good as certain.
const CERTAIN: f64 = 1e4;

/// With fewer later ratings nothing can be shown.
const FEWEST: usize = 30;

/// What a trial lost, rating by rating.
#[derive(Clone, Debug)]
struct Tried {
    trial: usize,
    losses: Vec<f64>,
}

impl Tried {
    #[allow(clippy::cast_precision_loss)]
    fn mean(&self) -> f64 {
        self.losses.iter().sum::<f64>() / (self.losses.len() as f64).max(1.0)
    }

    /// Whether it loses less than another by more than so many standard errors of the difference.
    #[allow(clippy::cast_precision_loss)]
    fn beats(&self, other: &Self, errors: f64) -> bool {
        if self.losses.len() < FEWEST {
            return false;
        }
        let gains: Vec<f64> = other.losses.iter().zip(&self.losses).map(|(other, own)| other - own).collect();
        let count = gains.len() as f64;
        let gain = gains.iter().sum::<f64>() / count.max(1.0);
        let spread = gains.iter().map(|x| (x - gain) * (x - gain)).sum::<f64>() / (count - 1.0).max(1.0);
        gain > errors * (spread / count.max(1.0)).sqrt()
    }
}

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
        let mut trials = Vec::new();
        let mut attempt = |start: &'static str, model: &TrustModel, parts: Vec<Part>| {
            let losses = model.losses(ratings, cut..upto);
            let tried = Tried { trial: trials.len(), losses };
            trials.push(Trial { start, parts, later: tried.mean() });
            tried
        };
        let starts: [(&'static str, TrustModel); 4] = [
            ("steady", TrustModel::steady(ratings, cut, STEADY)?),
            ("company_page", TrustModel::company_page()),
            ("cautious", TrustModel::cautious()),
            ("relationship", TrustModel::relationship().lacking(Part::Page).lacking(Part::Storm)),
        ];
        let mut tried = Vec::with_capacity(starts.len());
        for (name, start) in starts {
            let fitted = Fit::from(start.clone()).run(ratings, cut)?;
            tried.push((attempt(name, fitted.model(), vec![Part::OrderEffects]), name, start));
        }
        let steady = tried.first().map(|first| first.0.clone());
        let shown = tried.into_iter().filter(|(tried, name, _)| {
            *name == "steady" || steady.as_ref().is_some_and(|steady| tried.beats(steady, SHOWN))
        });
        let Some((in_order, name, start)) = shown.min_by(|a, b| a.0.mean().total_cmp(&b.0.mean())) else {
            return Err(Error::new("ratings: there is no model to start from"));
        };
        let fitted = Fit::from(start.clone()).order_free().run(ratings, cut)?;
        let free_of_order = attempt(name, fitted.model(), Vec::new());
        let ordered = in_order.beats(&free_of_order, SHOWN);
        let with = |parts: &[Part]| {
            let fit = Fit::from(parts.iter().fold(start.clone(), |model, part| model.having(*part)));
            if ordered { fit } else { fit.order_free() }
        };
        let core: &[Part] = if ordered { &[Part::OrderEffects] } else { &[] };
        let mut kept: &[Part] = &[];
        let mut best = if ordered { in_order } else { free_of_order };
        for parts in [&[Part::Page][..], &[Part::Storm], &[Part::Page, Part::Storm]] {
            let fitted = with(parts).run(ratings, cut)?;
            let tried = attempt(name, fitted.model(), [core, parts].concat());
            if tried.beats(&best, SHOWN) {
                (best, kept) = (tried, parts);
            }
        }
        let share = |upto| -> Result<Fit> {
            Fit::from(TrustModel::steady(ratings, upto, CERTAIN)?).order_free().spreads(0.05, 0.05)
        };
        let known = attempt("share", share(cut)?.run(ratings, cut)?.model(), Vec::new());
        let shown = best.losses.len() >= FEWEST;
        let subject_alone = with(&[]).run(ratings, upto)?;
        let fit = if shown { with(kept) } else { share(upto)? };
        let fitted = if shown && kept.is_empty() { subject_alone.clone() } else { fit.run(ratings, upto)? };
        if !shown {
            best = known;
        }
        Ok(Self { trials, best: best.trial, fit, fitted, subject_alone })
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

    /// The preset that the chosen model started from, `steady` or `share`.
    #[must_use]
    pub fn start(&self) -> &'static str {
        self.trials.get(self.best).map_or("", |trial| trial.start)
    }

    /// The fit that was chosen, to be run again: on other ratings, or for more than it was run for.
    #[must_use]
    pub const fn fit(&self) -> &Fit {
        &self.fit
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
