//! A number that was estimated, and how far it may be off.

use super::interval::deviate;

/// An estimate with its standard error.
///
/// # Examples
///
/// ```
/// use goodwill::stats::Estimate;
///
/// let mean = Estimate { value: 10.0, standard_error: 2.0 };
/// let (low, high) = mean.interval(0.95);
/// assert!((low - 6.08).abs() < 1e-3 && (high - 13.92).abs() < 1e-3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What was estimated, in the unit of the quantity.
    pub value: f64,
    /// The square root of the estimated variance of `value`, in the same unit.
    pub standard_error: f64,
}

impl Estimate {
    /// The normal interval at a level such as 0.95: the value and as many standard errors to each side.
    ///
    /// A level outside 0..=1 counts as the nearer end, NaN as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::Estimate;
    ///
    /// let sure = Estimate { value: 3.0, standard_error: 0.0 };
    /// assert_eq!(sure.interval(0.95), (3.0, 3.0));
    /// ```
    #[must_use]
    pub fn interval(&self, level: f64) -> (f64, f64) {
        if self.standard_error == 0.0 {
            return (self.value, self.value);
        }
        let reach = deviate(level) * self.standard_error;
        (self.value - reach, self.value + reach)
    }

    /// The interval of a share, from 0 to 1: normal on the log-odds, so that it never leaves 0..=1.
    ///
    /// At 0 and at 1 there is no standard error to go by, and both bounds are the value. A level outside 0..=1 counts as the
    /// nearer end, NaN as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::Estimate;
    ///
    /// let share = Estimate { value: 0.9, standard_error: 0.09 };
    /// assert!(share.interval(0.95).1 > 1.0);
    /// let (low, high) = share.share_interval(0.95);
    /// assert!((low - 0.5590).abs() < 1e-4 && (high - 0.9846).abs() < 1e-4);
    /// ```
    #[must_use]
    pub fn share_interval(&self, level: f64) -> (f64, f64) {
        let Self { value, standard_error } = *self;
        let spread = value * (1.0 - value);
        if standard_error == 0.0 || spread <= 0.0 {
            return (value, value);
        }
        let odds = value / (1.0 - value);
        let factor = libm::exp(deviate(level) * standard_error / spread);
        let (low, high) = (odds / factor, odds * factor);
        (low / (1.0 + low), if high.is_finite() { high / (1.0 + high) } else { 1.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_stays_a_share() {
        let share = |value, standard_error| Estimate { value, standard_error };
        assert_eq!(share(0.0, 0.1).share_interval(0.95), (0.0, 0.0));
        assert_eq!(share(1.0, 0.1).share_interval(0.95), (1.0, 1.0));
        assert_eq!(share(0.5, 0.1).share_interval(1.0), (0.0, 1.0));
        assert_eq!(share(0.5, 0.1).share_interval(f64::NAN), (0.0, 1.0));
        let (low, high) = share(0.5, 0.1).share_interval(0.95);
        assert!((low + high - 1.0).abs() < 1e-15 && low > 0.3 && high < 0.7);
    }
}
