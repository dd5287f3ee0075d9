//! Maximum likelihood of "the next event is bad".

use super::measure::logistic;
use super::minimise::{Lowest, Search, inverse, lowest};
use super::model::{PARAMETERS, Parameter, Part, TrustModel};
use super::ratings::{Rating, Ratings};
use super::walk::Walk;
use crate::error::{Error, Result};

/// Fits the parameters of trust to ratings.
///
/// What is made as large as possible is the probability of what happened: over all ratings of subjects who have an
/// earlier one, the sum of the logarithm of the probability that the model gave to it beforehand, less a ridge: half the
/// squared distance of every parameter from that of the starting model, in logarithms and in units of a spread. With few
/// ratings the starting model speaks, with many the ratings. The gradient comes with the same pass over the ratings in
/// which they are predicted.
///
/// The logarithm of a ρ is that of −ln ρ, so that no fit leaves 0 to 1 and a distance means the same near 1. A ρ that
/// starts at 1 starts at .95 instead, unless order effects are off.
///
/// # Examples
///
/// ```
/// use goodwill::fit::{Fit, Mark, Parameter, Part, Ratings, TrustModel};
///
/// // Two kinds of subjects: those who are always good, and those who are bad every other time.
/// let mut ratings = Ratings::new();
/// for day in 0..40 {
///     for subject in 0..20 {
///         let mark = if subject < 5 && day % 2 == 0 { Mark::Bad } else { Mark::Good };
///         ratings.push(&format!("s{subject}"), f64::from(day) * 86_400.0, mark)?;
///     }
/// }
/// let fitted = Fit::from(TrustModel::cautious()).run(&ratings, ratings.len())?;
/// let shipped = TrustModel::cautious().loss(&ratings, 0..ratings.len());
/// assert!(fitted.model().loss(&ratings, 0..ratings.len()) < shipped);
/// let harm = fitted.of(Parameter::Harm).unwrap();
/// assert!(harm.low < harm.value && harm.value < harm.high);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    start: TrustModel,
    order_effects: bool,
    spread: (f64, f64),
    search: (usize, f64),
}

/// A parameter as it was fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// Which it is.
    pub parameter: Parameter,
    /// Its value; days for half-lives.
    pub value: f64,
    /// The standard error of its logarithm, from the observed information. `None` at the end of its range, and where
    /// the ratings say too little to tell.
    pub log_error: Option<f64>,
    /// The lower end of its 95 % interval, from the standard error; the end of its range without one.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What a fit found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    model: TrustModel,
    estimates: Vec<Estimate>,
    loss: f64,
    rows: usize,
    passes: usize,
    slope: f64,
}

impl Fitted {
    /// The model with the fitted parameters.
    #[must_use]
    pub const fn model(&self) -> &TrustModel {
        &self.model
    }

    /// Every parameter that was moved, with its interval.
    #[must_use]
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// One of them; `None` if it was not moved.
    #[must_use]
    pub fn of(&self, parameter: Parameter) -> Option<Estimate> {
        self.estimates.iter().find(|estimate| estimate.parameter == parameter).copied()
    }

    /// The mean log loss on the ratings that it was fitted to, without the ridge.
    #[must_use]
    pub const fn loss(&self) -> f64 {
        self.loss
    }

    /// How many ratings were predicted.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How often the ratings were gone through.
    #[must_use]
    pub const fn passes(&self) -> usize {
        self.passes
    }

    /// The largest derivative that is left where the search ended, by the logarithm of a parameter.
    #[must_use]
    pub const fn slope(&self) -> f64 {
        self.slope
    }
}

impl From<TrustModel> for Fit {
    /// A fit that starts from that model, moves the parameters of the parts that are on, order effects among them, and
    /// holds a subject's parameters within a spread of 2 and those of page and storm within .5.
    fn from(start: TrustModel) -> Self {
        Self { start, order_effects: true, spread: (2.0, 0.5), search: (400, 1e-6) }
    }
}

impl Fit {
    /// The same fit with other spreads: how far, in logarithms, parameters are expected from those of the starting
    /// model (a standard deviation), for a subject's own and for those of page and storm. An infinite spread is plain
    /// maximum likelihood.
    ///
    /// The defaults come from what fits to four public sets found: a subject's parameters differed up to forty-fold,
    /// those of the page hardly two-fold, and without being held the half-life of a page shrank to minutes.
    ///
    /// # Errors
    ///
    /// Unless both are at least 0.001.
    pub fn spreads(mut self, subject: f64, community: f64) -> Result<Self> {
        for (field, spread) in [("spread.subject", subject), ("spread.community", community)] {
            // A NaN fails here too.
            if !(spread >= 1e-3) {
                return Err(Error::refused(field, spread, "a number of at least 0.001"));
            }
        }
        self.spread = (subject, community);
        Ok(self)
    }

    /// The same fit with all ρ held at 1: states then merge in any order.
    #[must_use]
    pub fn order_free(mut self) -> Self {
        self.order_effects = false;
        self.start = self.start.lacking(Part::OrderEffects);
        self
    }

    /// The same fit with at most that many passes over the ratings.
    #[must_use]
    pub const fn most_passes(mut self, passes: usize) -> Self {
        self.search.0 = passes;
        self
    }

    /// Which parameters it moves.
    fn free(&self) -> Vec<Parameter> {
        Parameter::ALL
            .into_iter()
            .filter(|parameter| match parameter.part() {
                Part::Clocks => true,
                Part::OrderEffects => self.order_effects,
                part => self.start.has(part),
            })
            .collect()
    }

    /// Fits to the first `upto` ratings.
    ///
    /// # Errors
    ///
    /// When none of them is of a subject with an earlier one.
    pub fn run(&self, ratings: &Ratings, upto: usize) -> Result<Fitted> {
        let rows = ratings.rows().get(..upto).unwrap_or(ratings.rows());
        let known = rows.iter().filter(|rating| rating.known).count();
        if known == 0 {
            return Err(Error::new("ratings: no subject has a second one, so there is nothing to predict"));
        }
        let mut model = self.start.clone();
        if model.has(Part::Page) {
            model = model.usual(share_of_bad(rows))?;
        }
        let free = self.free();
        let centre: Vec<f64> = free.iter().map(|parameter| centre(&self.start, *parameter)).collect();
        let sides: Vec<(f64, f64)> = free.iter().map(|parameter| sides(*parameter)).collect();
        let ridge = self.ridge(&free, known);
        let mut trial = model.clone();
        let mut cost = |point: &[f64], slope: &mut [f64]| {
            put(&mut trial, &free, point);
            let mut total = likelihood(&trial, rows, &free, slope);
            for (((x, c), into), ridge) in point.iter().zip(&centre).zip(slope.iter_mut()).zip(&ridge) {
                total += ridge * (x - c) * (x - c);
                *into += 2.0 * ridge * (x - c);
            }
            total
        };
        let (most_passes, flat) = self.search;
        let found = lowest(&mut cost, &centre, &sides, Search { most_passes, flat });
        put(&mut model, &free, &found.point);
        let errors = errors(&model, rows, (&free, &sides, &ridge), &found);
        let estimates = free
            .iter()
            .zip(&found.point)
            .zip(errors)
            .map(|((parameter, x), log_error)| {
                let (low, high) = parameter.range();
                let ends = log_error.map_or((low, high), |error| {
                    let reach = 1.959_963_984_540_054 * error;
                    let (a, b) = (value(*parameter, x - reach), value(*parameter, x + reach));
                    (a.min(b).max(low), a.max(b).min(high))
                });
                Estimate { parameter: *parameter, value: model[*parameter], log_error, low: ends.0, high: ends.1 }
            })
            .collect();
        let mut slope = vec![0.0; free.len()];
        let loss = likelihood(&model, rows, &free, &mut slope);
        Ok(Fitted { model, estimates, loss, rows: known, passes: found.passes, slope: found.slope })
    }

    /// What a distance of one costs in mean log loss.
    #[allow(clippy::cast_precision_loss)]
    fn ridge(&self, free: &[Parameter], known: usize) -> Vec<f64> {
        let (subject, community) = self.spread;
        free.iter()
            .map(|parameter| match parameter.part() {
                Part::Clocks | Part::OrderEffects => subject,
                Part::Page | Part::Storm => community,
            })
            .map(|spread| 0.5 / (spread * spread) / known as f64)
            .collect()
    }
}

/// The standard errors: the inverse of the curvature, which is the difference of gradients on either side. Parameters
/// at the end of their range are left out, as if they were known.
fn errors(
    model: &TrustModel,
    rows: &[Rating],
    (free, sides, ridge): (&[Parameter], &[(f64, f64)], &[f64]),
    found: &Lowest,
) -> Vec<Option<f64>> {
    const STEP: f64 = 1e-4;
    #[allow(clippy::cast_precision_loss)]
    let count = rows.iter().filter(|rating| rating.known).count() as f64;
    let inside: Vec<usize> =
        (0..free.len()).filter(|&i| found.point[i] > sides[i].0 && found.point[i] < sides[i].1).collect();
    let mut trial = model.clone();
    let mut gradient = |point: &[f64]| {
        let mut slope = vec![0.0; free.len()];
        put(&mut trial, free, point);
        likelihood(&trial, rows, free, &mut slope);
        slope
    };
    let mut curvature = vec![vec![0.0; inside.len()]; inside.len()];
    for (row, &i) in inside.iter().enumerate() {
        let mut point = found.point.clone();
        point[i] += STEP;
        let above = gradient(&point);
        point[i] -= 2.0 * STEP;
        let below = gradient(&point);
        for (column, &j) in inside.iter().enumerate() {
            let bend = count * (above[j] - below[j]) / (2.0 * STEP);
            // Both halves of the matrix are measured; their mean is symmetric.
            curvature[row][column] += 0.5 * bend;
            curvature[column][row] += 0.5 * bend;
        }
        curvature[row][row] += 2.0 * ridge[i] * count;
    }
    let mut errors = vec![None; free.len()];
    if let Some(spread) = inverse(&curvature) {
        for (place, &i) in inside.iter().enumerate() {
            errors[i] = Some(spread[place][place].sqrt());
        }
    }
    errors
}

/// The nearest to 1 that a fit takes a ρ; beyond it nothing more changes.
const NEARLY_ONE: f64 = 0.9995;

/// Where a parameter stands on the scale of the search.
fn place(parameter: Parameter, value: f64) -> f64 {
    match parameter.part() {
        Part::OrderEffects => libm::log(-libm::log(value.min(NEARLY_ONE))),
        _ => libm::log(value),
    }
}

/// The value of a parameter that stands there.
fn value(parameter: Parameter, place: f64) -> f64 {
    match parameter.part() {
        Part::OrderEffects => libm::exp(-libm::exp(place)),
        _ => libm::exp(place),
    }
}

fn centre(start: &TrustModel, parameter: Parameter) -> f64 {
    match parameter.part() {
        // At 1 itself no step is felt.
        Part::OrderEffects if start[parameter] >= NEARLY_ONE => place(parameter, 0.95),
        _ => place(parameter, start[parameter]),
    }
}

fn sides(parameter: Parameter) -> (f64, f64) {
    let (low, high) = parameter.range();
    let (a, b) = (place(parameter, low), place(parameter, high));
    (a.min(b), a.max(b))
}

fn put(model: &mut TrustModel, free: &[Parameter], point: &[f64]) {
    for (parameter, x) in free.iter().zip(point) {
        let (low, high) = parameter.range();
        model.put(*parameter, value(*parameter, *x).clamp(low, high));
    }
}

/// The share of bad ratings, half a rating each way beforehand so that it is never 0 or 1.
#[allow(clippy::cast_precision_loss)]
fn share_of_bad(rows: &[Rating]) -> f64 {
    let bad = rows.iter().filter(|rating| rating.bad).count() as f64;
    (bad + 0.5) / (rows.len() as f64 + 1.0)
}

/// The mean of −ln P(what happened) over ratings of known subjects, and its gradient by the logarithms of parameters.
fn likelihood(model: &TrustModel, rows: &[Rating], free: &[Parameter], slope: &mut [f64]) -> f64 {
    let mut total = 0.0;
    let mut count = 0.0_f64;
    let mut sum = [0.0; PARAMETERS];
    Walk::new(model).run(rows, &mut |index, log_odds, by| {
        let rating = rows[index];
        if !rating.known {
            return;
        }
        count += 1.0;
        // −ln P, written so that it neither overflows nor loses what is left of a sure prediction.
        let against = if rating.bad { -log_odds } else { log_odds };
        total += against.max(0.0) + libm::log1p(libm::exp(-against.abs()));
        let push = logistic(log_odds) - f64::from(u8::from(rating.bad));
        for (into, x) in sum.iter_mut().zip(by) {
            *into += push * x;
        }
    });
    let count = count.max(1.0);
    for (into, parameter) in slope.iter_mut().zip(free) {
        // By ln(−ln ρ) where the pass went by ln ρ.
        let stretch =
            if parameter.part() == Part::OrderEffects { libm::log(model[*parameter]) } else { 1.0 };
        *into = stretch * sum[*parameter as usize] / count;
    }
    total / count
}

impl TrustModel {
    /// The probability that each rating is bad, foretold before any of the same instant is learnt.
    #[must_use]
    pub fn foretell(&self, ratings: &Ratings) -> Vec<f64> {
        let mut foretold = vec![0.0; ratings.len()];
        Walk::new(self).run(ratings.rows(), &mut |index, log_odds, _| {
            if let Some(into) = foretold.get_mut(index) {
                *into = logistic(log_odds);
            }
        });
        foretold
    }

    /// The mean log loss on those of the ratings in a range whose subject has an earlier one.
    #[must_use]
    pub fn loss(&self, ratings: &Ratings, range: std::ops::Range<usize>) -> f64 {
        let rows = &ratings.rows()[..range.end.min(ratings.len())];
        let (mut total, mut count) = (0.0, 0.0_f64);
        Walk::new(self).run(rows, &mut |index, log_odds, _| {
            if rows[index].known && index >= range.start {
                total += super::measure::loss(logistic(log_odds), rows[index].bad);
                count += 1.0;
            }
        });
        total / count.max(1.0)
    }
}
