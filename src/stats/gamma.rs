//! The functions around the gamma function: digamma, trigamma, sums of reciprocals, the chi-squared distribution.

/// From where on the asymptotic series hold to the precision of a float.
const FAR: f64 = 10.0;

/// The derivative of ln Γ at a positive number.
///
/// Recurrence up to where the asymptotic series 6.3.18 of Abramowitz & Stegun (1964) holds.
pub(super) fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < FAR {
        below += 1.0 / x;
        x += 1.0;
    }
    libm::log(x) - 0.5 / x - digamma_tail(1.0 / (x * x)) - below
}

/// Σ B₂ₖ/(2k)·yᵏ with y = x⁻².
fn digamma_tail(y: f64) -> f64 {
    y * (1.0 / 12.0
        - y * (1.0 / 120.0
            - y * (1.0 / 252.0 - y * (1.0 / 240.0 - y * (1.0 / 132.0 - y * (691.0 / 32_760.0 - y / 12.0))))))
}

/// The second derivative of ln Γ at a positive number.
///
/// Recurrence up to where the asymptotic series 6.4.12 of Abramowitz & Stegun (1964) holds.
pub(super) fn trigamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < FAR {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = y
        * (1.0 / 6.0
            - y * (1.0 / 30.0
                - y * (1.0 / 42.0
                    - y * (1.0 / 30.0 - y * (5.0 / 66.0 - y * (691.0 / 2_730.0 - y * 7.0 / 6.0))))));
    below + (1.0 + 0.5 / x + series) / x
}

/// Σ 1/i and Σ 1/i² over the whole numbers above `low` up to `high`.
#[allow(clippy::cast_precision_loss, reason = "what is rounded is far below the precision of the sum")]
pub(super) fn harmonic_range(low: u64, high: u64) -> (f64, f64) {
    const FEW: u64 = 64;
    let end = high.min(low.saturating_add(FEW));
    // The smallest first.
    let (mut sum, mut squares) = (0.0, 0.0);
    if high > end {
        // ψ(high + 1) − ψ(end + 1): both are past where the series holds, and the logarithm of the ratio loses nothing.
        let (a, b) = (end as f64 + 1.0, high as f64 + 1.0);
        sum = libm::log1p((b - a) / a) + 0.5 / a - 0.5 / b + digamma_tail(1.0 / (a * a))
            - digamma_tail(1.0 / (b * b));
        squares = trigamma(a) - trigamma(b);
    }
    for i in (low + 1..=end).rev() {
        let part = 1.0 / i as f64;
        sum += part;
        squares += part * part;
    }
    (sum, squares)
}

/// The share of a chi-squared distribution that lies above `x`: the p-value of a statistic `x` with `degrees` of freedom.
///
/// One for `x <= 0`; NaN where `x` is NaN or there are no degrees of freedom. The relative error is below 1e-13 for up to 100
/// degrees.
///
/// Closed forms for one and two degrees (Abramowitz & Stegun 1964, 26.4.4 and 26.4.5), and two more with each further term.
///
/// # Examples
///
/// ```
/// use goodwill::stats::chi_squared_above;
///
/// // The five per cent point with one degree of freedom is the square of 1.96.
/// assert!((chi_squared_above(3.841_458_820_694_124, 1) - 0.05).abs() < 1e-15);
/// assert_eq!(chi_squared_above(0.0, 4), 1.0);
/// ```
#[must_use]
pub fn chi_squared_above(x: f64, degrees: u32) -> f64 {
    if x.is_nan() || degrees == 0 {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 1.0;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    let half = 0.5 * x;
    let odd = degrees % 2 == 1;
    let mut share = if odd { libm::erfc(half.sqrt()) } else { libm::exp(-half) };
    // Terms (x/2)^a·e^(−x/2)/Γ(a + 1); in logarithms, since one factor overflows where the other vanishes.
    let mut a = if odd { 0.5 } else { 1.0 };
    let ln_half = libm::log(half);
    while a < 0.5 * f64::from(degrees) {
        share += libm::exp(a * ln_half - half - libm::lgamma(a + 1.0));
        a += 1.0;
    }
    share.min(1.0)
}

#[cfg(test)]
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers of tests"
)]
mod tests {
    use super::*;
    use crate::stats::measure::close;

    #[test]
    fn digamma_and_trigamma_where_they_are_known() {
        let euler = 0.577_215_664_901_532_9;
        close(digamma(1.0), -euler, 1e-14);
        close(digamma(0.5), -euler - 2.0 * std::f64::consts::LN_2, 1e-14);
        close(digamma(1e-3), -1_000.575_571_931_810_3, 1e-14);
        // ψ(100) = H₉₉ − γ.
        close(digamma(100.0), (1..100).map(|i| 1.0 / f64::from(i)).sum::<f64>() - euler, 1e-14);
        let sixth = std::f64::consts::PI * std::f64::consts::PI / 6.0;
        close(trigamma(1.0), sixth, 1e-14);
        close(trigamma(0.5), 3.0 * sixth, 1e-14);
        close(trigamma(20.0), sixth - (1..20).map(|i| 1.0 / f64::from(i * i)).sum::<f64>(), 1e-13);
    }

    #[test]
    fn sums_of_reciprocals_are_the_same_long_and_short() {
        for (low, high) in
            [(0, 0), (0, 5), (0, 1_000), (7, 70), (50, 4_000), (999, 1_100), (1_000_000, 1_000_100)]
        {
            let (sum, squares) = harmonic_range(low, high);
            let parts = (low + 1..=high).rev().map(|i| 1.0 / i as f64);
            close(sum, parts.clone().sum(), 1e-13);
            close(squares, parts.map(|part| part * part).sum(), 1e-10);
        }
    }

    #[test]
    fn chi_squared_at_points_of_the_table() {
        // Abramowitz & Stegun (1964), table 26.8, to its digits; and far out, from the asymptotic form.
        for (x, degrees, share) in [
            (6.634_90, 1, 0.01),
            (5.991_46, 2, 0.05),
            (7.814_73, 3, 0.05),
            (18.307_0, 10, 0.05),
            (124.342, 100, 0.05),
            (70.064_9, 100, 0.99),
        ] {
            assert!((chi_squared_above(x, degrees) - share).abs() < 2e-6, "{x} with {degrees}");
        }
        assert!(chi_squared_above(f64::NAN, 1).is_nan() && chi_squared_above(1.0, 0).is_nan());
        assert_eq!((chi_squared_above(-1.0, 3), chi_squared_above(f64::INFINITY, 3)), (1.0, 0.0));
        assert!(chi_squared_above(1_000.0, 4) > 0.0);
        // Each more degree of freedom leaves more above.
        for degrees in 1..60 {
            assert!(chi_squared_above(12.0, degrees) < chi_squared_above(12.0, degrees + 1));
        }
    }
}
