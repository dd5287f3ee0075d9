//! How hard answers press on those still waiting: the cumulative hazard of Nelson (1969) and Aalen (1978).

use super::estimate::Estimate;
use super::gamma::harmonic_range;
use super::interval::deviate;
use super::survival::SurvivalCurve;

/// How answers at the same time are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ties {
    /// All at once, d of n: the hazard grows by d/n, as Nelson and Aalen have it.
    #[default]
    Together,
    /// One by one, in no time: it grows by 1/n + 1/(n − 1) + … , as Fleming & Harrington (1984) have it.
    ///
    /// Right where times are rounded and the answers only seem to come together.
    OneByOne,
}

/// What had been hazarded up to one time.
///
/// # Examples
///
/// ```
/// use goodwill::stats::{SurvivalCurve, Ties, Wait};
///
/// let curve = SurvivalCurve::of([Wait::Answered(10), Wait::Answered(20), Wait::Open(30)]);
/// let steps = curve.cumulative_hazard(Ties::Together);
/// assert_eq!((steps[1].time, steps[1].hazard), (20, 1.0 / 3.0 + 1.0 / 2.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct HazardStep {
    /// The time, as in the curve.
    pub time: u64,
    /// The cumulative hazard after this time: 0 and up, no unit. About −ln of the share still open.
    pub hazard: f64,
    /// The estimated variance of `hazard`.
    pub variance: f64,
}

impl HazardStep {
    /// The interval of `hazard` at a level such as 0.95: normal on its logarithm, so that it stays above 0.
    ///
    /// A level outside 0..=1 counts as the nearer end, NaN as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Ties, Wait};
    ///
    /// let curve = SurvivalCurve::of([1, 2, 3, 4].map(Wait::Answered));
    /// let (low, high) = curve.cumulative_hazard(Ties::Together)[1].interval(0.95);
    /// assert!((low - 0.1813).abs() < 1e-4 && (high - 1.8767).abs() < 1e-4);
    /// ```
    #[must_use]
    pub fn interval(&self, level: f64) -> (f64, f64) {
        if self.hazard <= 0.0 || self.variance <= 0.0 {
            return (self.hazard, self.hazard);
        }
        let factor = libm::exp(deviate(level) * self.variance.sqrt() / self.hazard);
        (self.hazard / factor, self.hazard * factor)
    }

    /// The hazard as an estimate with its standard error.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        Estimate { value: self.hazard, standard_error: self.variance.sqrt() }
    }
}

impl SurvivalCurve {
    /// The cumulative hazard at every time of the curve.
    ///
    /// ```text
    /// together     H(t) = Σ dᵢ/nᵢ                      Var H(t) = Σ dᵢ(nᵢ − dᵢ)/nᵢ³
    /// one by one   H(t) = Σ 1/nᵢ + … + 1/(nᵢ − dᵢ + 1)  Var H(t) = Σ 1/nᵢ² + … + 1/(nᵢ − dᵢ + 1)²
    /// ```
    ///
    /// Its slope says how fast answers come to those who have waited that long: a curve that flattens is a company that
    /// forgets. The first variance is the binomial one (Klein 1991), which Python's lifelines takes too.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Ties, Wait};
    ///
    /// let curve = SurvivalCurve::of([7, 7].map(Wait::Answered));
    /// assert_eq!(curve.cumulative_hazard(Ties::Together)[0].hazard, 1.0);
    /// assert_eq!(curve.cumulative_hazard(Ties::OneByOne)[0].hazard, 1.5);
    /// ```
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts above 2^53 need no more than a float's precision here"
    )]
    pub fn cumulative_hazard(&self, ties: Ties) -> Vec<HazardStep> {
        let (mut hazard, mut variance) = (0.0, 0.0);
        let grown = self.steps().iter().map(|step| {
            let (at_risk, events) = (step.at_risk as f64, step.events as f64);
            match ties {
                Ties::Together => {
                    hazard += events / at_risk;
                    variance +=
                        events * ((step.at_risk - step.events) as f64) / (at_risk * at_risk * at_risk);
                }
                Ties::OneByOne => {
                    let (sum, squares) = harmonic_range(step.at_risk - step.events, step.at_risk);
                    hazard += sum;
                    variance += squares;
                }
            }
            HazardStep { time: step.time, hazard, variance }
        });
        grown.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Wait;
    use crate::stats::measure::close;

    #[test]
    fn one_by_one_is_together_where_there_are_no_ties() {
        let curve = SurvivalCurve::of([Wait::Answered(1), Wait::Open(2), Wait::Answered(3), Wait::Open(3)]);
        let (together, apart) =
            (curve.cumulative_hazard(Ties::Together), curve.cumulative_hazard(Ties::OneByOne));
        assert_eq!(together.len(), curve.steps().len());
        for (one, other) in together.iter().zip(&apart) {
            close(one.hazard, other.hazard, 1e-15);
        }
        assert!(SurvivalCurve::of([]).cumulative_hazard(Ties::Together).is_empty());
        let open = SurvivalCurve::of([Wait::Open(2)]).cumulative_hazard(Ties::OneByOne);
        assert_eq!((open[0].hazard, open[0].interval(0.95)), (0.0, (0.0, 0.0)));
        assert_eq!(open[0].estimate().value, 0.0);
    }
}
