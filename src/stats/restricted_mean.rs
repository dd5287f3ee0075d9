//! Means over a survival curve: of the time up to a horizon, and of what each answer is worth.

use super::estimate::Estimate;
use super::survival::{SurvivalCurve, SurvivalStep};

impl SurvivalCurve {
    /// The mean of the waits, each counted up to `horizon` milliseconds at most, with its standard error.
    ///
    /// The mean of all waits cannot be known while some are open; this one can, as it needs the curve up to the horizon only
    /// (Irwin 1949; Karrison 1987):
    ///
    /// ```text
    /// μ(τ) = ∫₀^τ S(t) dt
    /// Var μ(τ) = Σ dᵢ/(nᵢ(nᵢ − dᵢ)) · (∫_tᵢ^τ S(t) dt)²       over the times tᵢ ≤ τ
    /// ```
    ///
    /// The variance is the one of the *estimate*, by Greenwood's terms, as in R's survival package. It is not the variance of the
    /// waits themselves, which does not shrink as waits come in and which Python's lifelines returns in its place.
    /// Past its last time the curve is taken to stay where it is, so choose a horizon that was watched.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([Wait::Answered(10), Wait::Answered(20), Wait::Open(40)]);
    /// let mean = curve.restricted_mean(30);
    /// // All wait 10, two thirds another 10, one third 10 more.
    /// assert!((mean.value - 20.0).abs() < 1e-12);
    /// assert!((mean.standard_error - (200.0_f64 / 9.0).sqrt()).abs() < 1e-12);
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "above 2^53 ms the nearest float is meant")]
    pub fn restricted_mean(&self, horizon: u64) -> Estimate {
        self.restricted_mean_by(horizon as f64, |time| time as f64)
    }

    /// The same where the times of the curve stand for others: in the unit that `time` gives them.
    ///
    /// A curve takes any whole numbers that rise with time. The bits of floats that are not negative do, so that waits in fractions
    /// of seconds need not be rounded: give `f64::to_bits` of each to the curve and `f64::from_bits` here. `time` must not fall
    /// as its argument rises.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([0.25, 0.75].map(|seconds: f64| Wait::Answered(seconds.to_bits())));
    /// assert_eq!(curve.restricted_mean_by(1.0, f64::from_bits).value, 0.5);
    /// ```
    #[must_use]
    pub fn restricted_mean_by(&self, horizon: f64, time: impl Fn(u64) -> f64) -> Estimate {
        let watched = self.steps().partition_point(|step| time(step.time) <= horizon);
        let (mut area, mut variance) = (0.0, 0.0);
        let mut end = horizon;
        // From the right, so that the area behind a step is at hand where its variance is due.
        for step in self.steps()[..watched].iter().rev() {
            let begin = time(step.time);
            if step.survival > 0.0 {
                area += step.survival * (end - begin);
            }
            variance += greenwood(step) * area * area;
            end = begin;
        }
        Estimate { value: area + end.max(0.0), standard_error: variance.sqrt() }
    }

    /// What the answers are worth on average where an answer after a time is worth `worth(time)` and none is worth nothing, with
    /// its standard error.
    ///
    /// ```text
    /// R = Σ g(tᵢ)·(S(tᵢ₋₁) − S(tᵢ))
    /// Var R = Σ dᵢ/(nᵢ(nᵢ − dᵢ)) · (Σ_{j>i} g(tⱼ)·(S(tⱼ₋₁) − S(tⱼ)) − g(tᵢ)·S(tᵢ))²
    /// ```
    ///
    /// The variance is by Greenwood's terms and the delta method. Waits still open after the last time of the curve count as
    /// never answered. For a `worth` from 0 to 1, [`Estimate::share_interval`] is the interval to take.
    ///
    /// # When it misleads
    ///
    /// As the curve itself does: an answer that comes earlier can lower it, and below some 50 waits its interval is too narrow.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// // Worth one in time, by 15 minutes, and half of it later.
    /// let worth = |time| if time <= 900_000 { 1.0 } else { 0.5 };
    /// let minutes = [5, 10, 20, 30].map(|minutes| Wait::Answered(minutes * 60_000));
    /// assert_eq!(SurvivalCurve::of(minutes).mean_worth(worth).value, 0.75);
    ///
    /// // Nothing is known of nothing.
    /// assert_eq!(SurvivalCurve::of([]).mean_worth(worth).value, 0.0);
    /// ```
    #[must_use]
    pub fn mean_worth(&self, worth: impl Fn(u64) -> f64) -> Estimate {
        let (mut later, mut variance) = (0.0, 0.0);
        for (index, step) in self.steps().iter().enumerate().rev() {
            if step.events == 0 {
                continue;
            }
            let before = index.checked_sub(1).map_or(1.0, |index| self.steps()[index].survival);
            let worth = worth(step.time);
            let turn = later - worth * step.survival;
            variance += greenwood(step) * turn * turn;
            later += worth * (before - step.survival);
        }
        Estimate { value: later, standard_error: variance.sqrt() }
    }
}

/// d/(n(n − d)), or zero where nobody is left and what it is multiplied with is zero too.
#[allow(clippy::cast_precision_loss, reason = "counts above 2^53 need no more than a float's precision here")]
fn greenwood(step: &SurvivalStep) -> f64 {
    let left = step.at_risk - step.events;
    if left == 0 { 0.0 } else { step.events as f64 / (step.at_risk as f64 * left as f64) }
}

#[cfg(test)]
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers of tests"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::Wait;
    use crate::stats::measure::close;

    #[test]
    fn ends_of_the_restricted_mean() {
        let empty = SurvivalCurve::of([]);
        assert_eq!(empty.restricted_mean(7), Estimate { value: 7.0, standard_error: 0.0 });
        let open = SurvivalCurve::of([Wait::Open(5)]);
        assert_eq!(open.restricted_mean(7), Estimate { value: 7.0, standard_error: 0.0 });
        let at_once = SurvivalCurve::of([Wait::Answered(0), Wait::Answered(0)]);
        assert_eq!(at_once.restricted_mean(7), Estimate { value: 0.0, standard_error: 0.0 });
        let one = SurvivalCurve::of([Wait::Answered(5)]);
        assert_eq!(one.restricted_mean(5).value, 5.0);
        assert_eq!(one.restricted_mean(4).value, 4.0);
        assert_eq!(one.restricted_mean(9), Estimate { value: 5.0, standard_error: 0.0 });
        assert_eq!(one.restricted_mean(0).value, 0.0);
    }

    #[test]
    fn all_answered_it_is_the_plain_mean() {
        let times = [1_u64, 3, 3, 8, 20];
        let curve = SurvivalCurve::of(times.map(Wait::Answered));
        let mean = curve.restricted_mean(1_000);
        close(mean.value, 7.0, 1e-14);
        // Greenwood's terms then add up to the variance of the mean with n in place of n − 1: 226/5/5… of
        // squares around 7: 36 + 16 + 16 + 1 + 169 = 238.
        close(mean.standard_error, (238.0_f64 / 25.0).sqrt(), 1e-14);
        let worth = curve.mean_worth(|time| time as f64);
        close(worth.value, 7.0, 1e-14);
        close(worth.standard_error, (238.0_f64 / 25.0).sqrt(), 1e-14);
    }

    proptest! {
        #[test]
        fn the_worth_of_being_by_a_time_is_one_less_the_curve(
            waits in proptest::collection::vec((0_u64..40, any::<bool>()), 1..60),
            by in 0_u64..40,
        ) {
            let curve = SurvivalCurve::of(waits.into_iter().map(|(time, answered)| {
                if answered { Wait::Answered(time) } else { Wait::Open(time) }
            }));
            let worth = curve.mean_worth(|time| if time <= by { 1.0 } else { 0.0 });
            prop_assert!((worth.value - (1.0 - curve.survival_at(by))).abs() < 1e-12);
            let variance = curve.steps().iter().take_while(|step| step.time <= by).last().map_or(0.0, |step| step.variance);
            prop_assert!((worth.standard_error - variance.sqrt()).abs() < 1e-7);
            let mean = curve.restricted_mean(by);
            prop_assert!(0.0 <= mean.value && mean.value <= by as f64 + 1e-9);
        }
    }
}
