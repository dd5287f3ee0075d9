//! Maximum likelihood of "the next event is bad".

use super::measure::logistic;
use super::minimise::{Lowest, Search, inverse, lowest};
use super::model::{PARAMETERS, Parameter, Part, TrustModel};
use super::profile::{Bowl, REACH, Valley};
use super::ratings::{Rating, Ratings};
use super::walk::Walk;
use crate::assessment::Interval;
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
    profiled: bool,
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
    /// The 95 % interval from the likelihood itself, where [`Fit::profiled`] asks for it.
    pub profile: Option<Interval>,
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
        Self { start, order_effects: true, spread: (2.0, 0.5), search: (400, 1e-6), profiled: false }
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
            if spread.is_nan() || spread < 1e-3 {
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

    /// The same fit with a second interval for every parameter: all values that the ratings do not speak against, whatever
    /// the other parameters are (the profile of the likelihood ratio, ridge included).
    ///
    /// Standard errors take the likelihood for a bowl. This follows its shape, so that an interval may reach further to one
    /// side, and to the end of the range where nothing holds it. It takes some hundred more passes over the ratings.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::fit::{Fit, Mark, Parameter, Ratings, TrustModel};
    ///
    /// let mut ratings = Ratings::new();
    /// for day in 0..40 {
    ///     for subject in 0..20 {
    ///         let mark = if subject < 5 && day % 2 == 0 { Mark::Bad } else { Mark::Good };
    ///         ratings.push(&format!("s{subject}"), f64::from(day) * 86_400.0, mark)?;
    ///     }
    /// }
    /// let fit = Fit::from(TrustModel::cautious()).order_free().profiled();
    /// let harm = fit.run(&ratings, ratings.len())?.of(Parameter::Harm).unwrap();
    /// let profile = harm.profile.unwrap();
    /// assert!(profile.low < harm.value && harm.value < profile.high);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub const fn profiled(mut self) -> Self {
        self.profiled = true;
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
        let bend = Bend::at(&model, rows, (&free, &sides, &ridge), &found);
        let mut passes = found.passes;
        let mut profiles = vec![None; free.len()];
        if self.profiled {
            #[allow(clippy::cast_precision_loss)]
            let count = known as f64;
            let bowl =
                Bowl { inside: &bend.inside, curvature: &bend.curvature, inverse: bend.inverse.as_deref() };
            let mut valley = Valley { cost: &mut cost, count, found: &found, sides: &sides, bowl, passes: 0 };
            for (coordinate, profile) in profiles.iter_mut().enumerate() {
                let ends = valley.ends(coordinate);
                let (a, b) = (value(free[coordinate], ends.0), value(free[coordinate], ends.1));
                let (low, high) = free[coordinate].range();
                // The side of the box where a ρ is nearly 1 stands for 1 itself.
                let snapped = |x: f64| if high == 1.0 && x >= NEARLY_ONE { 1.0 } else { x.clamp(low, high) };
                *profile = Some(Interval { low: snapped(a.min(b)), high: snapped(a.max(b)) });
            }
            passes += valley.passes;
        }
        let estimates = free
            .iter()
            .zip(&found.point)
            .zip(bend.errors(free.len()))
            .zip(profiles)
            .map(|(((parameter, x), log_error), profile)| {
                let (low, high) = parameter.range();
                let ends = log_error.map_or((low, high), |error| {
                    let reach = REACH * error;
                    let (a, b) = (value(*parameter, x - reach), value(*parameter, x + reach));
                    (a.min(b).max(low), a.max(b).min(high))
                });
                Estimate {
                    parameter: *parameter,
                    value: model[*parameter],
                    log_error,
                    low: ends.0,
                    high: ends.1,
                    profile,
                }
            })
            .collect();
        let mut slope = vec![0.0; free.len()];
        let loss = likelihood(&model, rows, &free, &mut slope);
        Ok(Fitted { model, estimates, loss, rows: known, passes, slope: found.slope })
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

/// The curvature of the whole cost at its lowest point, ridge included, and its inverse. Parameters at the end of their
/// range are left out, as if they were known.
struct Bend {
    inside: Vec<usize>,
    curvature: Vec<Vec<f64>>,
    inverse: Option<Vec<Vec<f64>>>,
}

impl Bend {
    /// The curvature is the difference of gradients on either side.
    fn at(
        model: &TrustModel,
        rows: &[Rating],
        (free, sides, ridge): (&[Parameter], &[(f64, f64)], &[f64]),
        found: &Lowest,
    ) -> Self {
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
        let inverse = inverse(&curvature);
        Self { inside, curvature, inverse }
    }

    /// The standard errors, of so many parameters.
    fn errors(&self, count: usize) -> Vec<Option<f64>> {
        let mut errors = vec![None; count];
        if let Some(spread) = &self.inverse {
            for (place, &i) in self.inside.iter().enumerate() {
                errors[i] = Some(spread[place][place].sqrt());
            }
        }
        errors
    }
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
        let small = libm::exp(-against.abs());
        total += against.max(0.0) + libm::log1p(small);
        let missed = if against > 0.0 { 1.0 } else { small } / (1.0 + small);
        let push = if rating.bad { -missed } else { missed };
        for (into, x) in sum.iter_mut().zip(by) {
            *into += push * x;
        }
    });
    let count = count.max(1.0);
    for (into, parameter) in slope.iter_mut().zip(free) {
        // By ln(−ln ρ) where the pass went by ln ρ.
        let stretch = if parameter.part() == Part::OrderEffects { libm::log(model[*parameter]) } else { 1.0 };
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
        let losses = self.losses(ratings, range);
        #[allow(clippy::cast_precision_loss)]
        let count = losses.len() as f64;
        losses.into_iter().sum::<f64>() / count.max(1.0)
    }

    /// The log loss of each of them.
    pub(super) fn losses(&self, ratings: &Ratings, range: std::ops::Range<usize>) -> Vec<f64> {
        let rows = &ratings.rows()[..range.end.min(ratings.len())];
        let mut losses = Vec::new();
        Walk::new(self).run(rows, &mut |index, log_odds, _| {
            if rows[index].known && index >= range.start {
                losses.push(super::measure::loss(logistic(log_odds), rows[index].bad));
            }
        });
        losses
    }

    /// The share of bad ratings among the first as a prior of so many events.
    pub(super) fn steady(ratings: &Ratings, upto: usize, events: f64) -> Result<Self> {
        let rows = ratings.rows().get(..upto).unwrap_or(ratings.rows());
        let share = share_of_bad(rows);
        Self::cautious()
            .with(Parameter::PriorNegative, (events * share).max(1e-4))?
            .with(Parameter::PriorPositive, (events * (1.0 - share)).max(1e-4))?
            .usual(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::measure::Dice;
    use crate::fit::ratings::Mark;

    fn unit(dice: &mut Dice) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let number = (dice.roll() >> 11) as f64;
        (number + 0.5) / 9_007_199_254_740_992.0
    }

    /// Ratings drawn from the model itself: subjects come back after waits around `pace` days.
    fn drawn(model: &TrustModel, subjects: u32, events: usize, seed: u64) -> Ratings {
        let mut dice = Dice::new(seed);
        let mut due: Vec<(f64, u32)> =
            (0..subjects).map(|subject| (400.0 * unit(&mut dice), subject)).collect();
        due.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut queue: std::collections::BTreeMap<u64, u32> = std::collections::BTreeMap::new();
        let key = |day: f64, queue: &std::collections::BTreeMap<u64, u32>| {
            // Instants are positive, so their bits are in their order; no two are the same.
            let mut bits = day.to_bits();
            while queue.contains_key(&bits) {
                bits += 1;
            }
            bits
        };
        for (day, subject) in due {
            let place = key(day, &queue);
            queue.insert(place, subject);
        }
        let mut states = vec![(0.0_f64, 0.0_f64, 0.0_f64); subjects as usize];
        let mut ratings = Ratings::new();
        while ratings.len() < events {
            let Some((bits, subject)) = queue.pop_first() else { break };
            let day = f64::from_bits(bits);
            let state = &mut states[subject as usize];
            let left = |life: Parameter| libm::exp2(-(day - state.2) / model[life]);
            let (n, p) =
                (state.0 * left(Parameter::HalfLifeNegative), state.1 * left(Parameter::HalfLifePositive));
            let (bad, good) = (n + model[Parameter::PriorNegative], p + model[Parameter::PriorPositive]);
            let is_bad = unit(&mut dice) < bad / (bad + good);
            *state = if is_bad {
                let keep = (model[Parameter::NegativeAfterNegative], model[Parameter::PositiveAfterNegative]);
                (n * keep.0 + model[Parameter::Harm], p * keep.1, day)
            } else {
                let keep = (model[Parameter::NegativeAfterPositive], model[Parameter::PositiveAfterPositive]);
                (n * keep.0, p * keep.1 + 1.0, day)
            };
            let mark = if is_bad { Mark::Bad } else { Mark::Good };
            ratings.push(&subject.to_string(), day * 86_400.0, mark).unwrap();
            let next = day - 30.0 * libm::log(unit(&mut dice));
            let place = key(next, &queue);
            queue.insert(place, subject);
        }
        ratings
    }

    /// A community with storms, ties and a page that drifts.
    fn stormy(seed: u64) -> Ratings {
        let mut dice = Dice::new(seed);
        let mut ratings = Ratings::new();
        let mut at = 0.0;
        for event in 0..600 {
            at += match dice.below(4) {
                0 => 0.0,
                1 => 30.0,
                _ => 40_000.0 * unit(&mut dice),
            };
            let storm = event % 90 < 12;
            let subject = dice.below(25);
            let bad = unit(&mut dice)
                < if storm { 0.8 } else { 0.1 + 0.01 * f64::from(u8::try_from(subject).unwrap()) };
            ratings.push(&subject.to_string(), at, if bad { Mark::Bad } else { Mark::Good }).unwrap();
        }
        ratings
    }

    #[test]
    fn the_gradient_is_that_of_the_likelihood() {
        let ratings = stormy(3);
        for model in [
            TrustModel::cautious(),
            TrustModel::relationship().usual(0.2).unwrap(),
            TrustModel::relationship().lacking(Part::Page),
            TrustModel::relationship().lacking(Part::Storm).usual(0.3).unwrap(),
        ] {
            let free: Vec<Parameter> = Parameter::ALL
                .into_iter()
                .filter(|p| p.part() == Part::OrderEffects || model.has(p.part()))
                .collect();
            let point: Vec<f64> = free.iter().map(|p| place(*p, model[*p])).collect();
            let mut slope = vec![0.0; free.len()];
            likelihood(&model, ratings.rows(), &free, &mut slope);
            for i in 0..free.len() {
                let at = |step: f64| {
                    let (mut model, mut point) = (model.clone(), point.clone());
                    point[i] += step;
                    put(&mut model, &free, &point);
                    likelihood(&model, ratings.rows(), &free, &mut vec![0.0; free.len()])
                };
                let difference = (at(1e-5) - at(-1e-5)) / 2e-5;
                assert!(
                    (difference - slope[i]).abs() < 1e-8 + 1e-6 * difference.abs(),
                    "{:?}: {} for {difference}",
                    free[i],
                    slope[i]
                );
            }
        }
    }

    #[test]
    fn ratings_of_one_instant_are_foretold_before_any_is_learnt() {
        let mut ratings = Ratings::new();
        for (subject, at) in [("a", 0.0), ("b", 0.0), ("a", 50.0), ("b", 50.0), ("a", 50.0)] {
            ratings.push(subject, at, Mark::Bad).unwrap();
        }
        let foretold = TrustModel::relationship().foretell(&ratings);
        assert_eq!(foretold[0], foretold[1]);
        assert_eq!(foretold[2], foretold[4]);
        assert_eq!(foretold[2], foretold[3]);
        assert!(foretold[2] > foretold[0]);
    }

    #[test]
    fn few_ratings_leave_the_starting_model_nearly_as_it_is() {
        let mut ratings = Ratings::new();
        for at in [0.0, 1e6, 2e6] {
            ratings.push("a", at, Mark::Good).unwrap();
        }
        let fitted = Fit::from(TrustModel::cautious()).run(&ratings, 3).unwrap();
        for estimate in fitted.estimates() {
            let start = TrustModel::cautious()[estimate.parameter];
            let far = place(estimate.parameter, estimate.value) - place(estimate.parameter, start);
            assert!(far.abs() < 1.5, "{estimate:?} from {start}");
            assert!(estimate.low <= estimate.value && estimate.value <= estimate.high, "{estimate:?}");
        }
        assert!(Fit::from(TrustModel::cautious()).run(&ratings, 1).is_err());
    }

    #[test]
    fn order_free_fits_keep_every_rho_at_one() {
        let ratings = drawn(&TrustModel::cautious(), 50, 1_500, 9);
        let fitted = Fit::from(TrustModel::cautious()).order_free().run(&ratings, 1_500).unwrap();
        assert!(!fitted.model().has(Part::OrderEffects));
        assert_eq!(fitted.estimates().len(), 5);
    }

    #[test]
    fn what_is_refused() {
        let fit = Fit::from(TrustModel::cautious());
        assert_eq!(
            fit.clone().spreads(0.0, 1.0).unwrap_err().to_string(),
            "spread.subject: 0 is not a number of at least 0.001"
        );
        assert!(fit.clone().spreads(1.0, f64::NAN).is_err());
        assert!(fit.spreads(f64::INFINITY, f64::INFINITY).is_ok());
        assert_eq!(
            TrustModel::cautious().usual(1.0).unwrap_err().to_string(),
            "bad_share: 1 is not a number greater than 0 and less than 1"
        );
    }

    /// The truth that simulated sets are drawn from; fits start elsewhere.
    fn truth() -> TrustModel {
        [
            (Parameter::PriorNegative, 0.4),
            (Parameter::PriorPositive, 1.5),
            (Parameter::Harm, 1.5),
            (Parameter::HalfLifeNegative, 60.0),
            (Parameter::HalfLifePositive, 120.0),
            (Parameter::NegativeAfterNegative, 0.9),
            (Parameter::NegativeAfterPositive, 0.8),
            (Parameter::PositiveAfterNegative, 0.75),
            (Parameter::PositiveAfterPositive, 0.9),
        ]
        .into_iter()
        .fold(TrustModel::cautious(), |model, (parameter, value)| model.with(parameter, value).unwrap())
    }

    /// What simulated sets say of one parameter.
    #[derive(Default)]
    struct Found {
        /// On the scale of the search.
        errors: Vec<f64>,
        by_error: f64,
        by_profile: f64,
    }

    impl Found {
        /// The mean error, its spread, and how often the intervals hold the truth.
        fn told(&self) -> [f64; 4] {
            #[allow(clippy::cast_precision_loss)]
            let count = self.errors.len() as f64;
            let mean = self.errors.iter().sum::<f64>() / count;
            let spread = self.errors.iter().map(|error| (error - mean) * (error - mean)).sum::<f64>() / count;
            [mean, spread.sqrt(), self.by_error / count, self.by_profile / count]
        }
    }

    /// Fits simulated sets.
    fn simulate(fit: &Fit, events: usize, sets: u32) -> std::collections::BTreeMap<Parameter, Found> {
        let truth = truth();
        let mut found: std::collections::BTreeMap<Parameter, Found> = std::collections::BTreeMap::new();
        for set in 0..sets {
            let subjects = u32::try_from(events / 25).unwrap();
            let ratings = drawn(&truth, subjects, events, 1_000 + u64::from(set));
            for estimate in fit.run(&ratings, events).unwrap().estimates() {
                let known = truth[estimate.parameter];
                let held = |low: f64, high: f64| f64::from(u8::from(low <= known && known <= high));
                let found = found.entry(estimate.parameter).or_default();
                found
                    .errors
                    .push(place(estimate.parameter, estimate.value) - place(estimate.parameter, known));
                found.by_error += held(estimate.low, estimate.high);
                found.by_profile += estimate.profile.map_or(0.0, |profile| held(profile.low, profile.high));
            }
        }
        found
    }

    #[test]
    fn simulated_parameters_are_found_again() {
        for (parameter, found) in simulate(&Fit::from(TrustModel::cautious()).profiled(), 2_000, 12) {
            let [bias, spread, by_error, by_profile] = found.told();
            assert!(by_error >= 0.75, "{parameter:?}: {by_error} of the intervals hold it");
            assert!(by_profile >= 0.75, "{parameter:?}: {by_profile} of the profiles hold it");
            assert!(bias.abs() < 1.0 + spread, "{parameter:?}: off by {bias} ± {spread}");
        }
    }

    /// At the ends of a profile the whole cost, lowest over all other parameters, is up by half of χ²'s 95 % quantile.
    #[test]
    fn a_profile_ends_where_the_likelihood_ratio_says() {
        let ratings = drawn(&truth(), 60, 1_500, 5);
        let fit = Fit::from(TrustModel::cautious()).profiled();
        let free = fit.free();
        let centre: Vec<f64> = free.iter().map(|parameter| centre(&fit.start, *parameter)).collect();
        let fitted = fit.run(&ratings, 1_500).unwrap();
        #[allow(clippy::cast_precision_loss)]
        let count = fitted.rows() as f64;
        let mut trial = fit.start.clone();
        let mut whole = |point: &[f64], slope: &mut [f64]| {
            put(&mut trial, &free, point);
            let mut total = count * likelihood(&trial, ratings.rows(), &free, slope);
            for ((x, centre), slope) in point.iter().zip(&centre).zip(slope) {
                total += (x - centre) * (x - centre) / 8.0;
                *slope = slope.mul_add(count, (x - centre) / 4.0);
            }
            total
        };
        let best: Vec<f64> =
            free.iter().map(|parameter| place(*parameter, fitted.model()[*parameter])).collect();
        let lowest_of_all = whole(&best, &mut vec![0.0; free.len()]);
        let mut ends = 0;
        for (coordinate, estimate) in fitted.estimates().iter().enumerate() {
            let profile = estimate.profile.unwrap();
            assert!(profile.low <= estimate.value && estimate.value <= profile.high, "{estimate:?}");
            let (low, high) = estimate.parameter.range();
            for end in [profile.low, profile.high] {
                if end <= low || end >= high {
                    continue;
                }
                let mut sides: Vec<(f64, f64)> = free.iter().map(|parameter| sides(*parameter)).collect();
                let end = place(estimate.parameter, end);
                sides[coordinate] = (end, end);
                let search = Search { most_passes: 2_000, flat: 1e-3 };
                let risen = lowest(&mut whole, &best, &sides, search).value - lowest_of_all;
                assert!((2.0 * risen - REACH * REACH).abs() < 0.06, "{estimate:?}: {risen} at {end}");
                ends += 1;
            }
        }
        assert!(ends > 10, "{ends} ends inside their ranges");
    }

    /// Prints bias and coverage: `cargo test --release --features fit bias_and_coverage -- --ignored --nocapture`, with the
    /// environment's `SETS` and `EVENTS` where they are given.
    #[test]
    #[ignore = "takes minutes; prints a table"]
    fn bias_and_coverage() {
        let number = |name| std::env::var(name).ok().and_then(|number| number.parse().ok());
        let held = Fit::from(TrustModel::cautious()).profiled();
        let free = held.clone().spreads(f64::INFINITY, f64::INFINITY).unwrap();
        let sets = number("SETS").unwrap_or(200);
        let sizes = number("EVENTS").map_or(vec![1_000, 10_000], |events| vec![events as usize]);
        for events in sizes {
            for (name, fit) in [("as shipped", &held), ("no ridge", &free)] {
                if events > 50_000 && name == "no ridge" {
                    continue;
                }
                println!("{events} events, {sets} sets, {name}");
                for (parameter, found) in simulate(fit, events, sets) {
                    let [bias, spread, by_error, by_profile] = found.told();
                    println!(
                        "  {:<26} bias {bias:+.3}  spread {spread:.3}  held by standard error {:.1} %  by profile {:.1} %",
                        parameter.name(),
                        100.0 * by_error,
                        100.0 * by_profile
                    );
                }
            }
        }
    }
}
