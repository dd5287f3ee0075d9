//! An interval for the difference of two shares.

use super::interval::wilson;

/// Newcombe's interval for the difference of two independent shares, each as `(successes, n)`: the first less the second, `z`
/// normal deviates to each side.
///
/// Returns the lower and the upper bound, which lie in -1..=1 and hold the difference itself. For 95 % take 1.96, or
/// [`normal_quantile`](super::normal_quantile) of 0.975. Where either `n` is nothing, or anything is NaN, it is the whole of
/// -1..=1; `successes` outside `0..=n` count as the nearer end; the sign of `z` does not matter.
///
/// The hybrid score interval, method 10 of Newcombe (1998), without continuity correction:
///
/// ```text
/// d − √((p₁ − l₁)² + (u₂ − p₂)²)  to  d + √((u₁ − p₁)² + (p₂ − l₂)²)      d = p₁ − p₂
/// ```
///
/// where l and u are the bounds of Wilson's interval for each share by itself. It was chosen before the interval of Agresti & Caffo
/// (2000), which adds a success and a failure to each side and takes the normal interval of what results: that one is as good on
/// average, but may reach beyond 1, and its middle is not the difference that was seen. This one is made of the very intervals that
/// stand beside the two shares, so that a reader can follow it.
///
/// R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods",
/// Statistics in Medicine 17 (1998), 873–890. A. Agresti, B. Caffo, "Simple and effective confidence intervals for proportions and
/// differences of proportions result from adding two successes and two failures", The American Statistician 54 (2000), 280–288.
///
/// # Examples
///
/// ```
/// use goodwill::stats::newcombe;
///
/// // 56 of 70 against 48 of 80: the first case of Newcombe's table.
/// let (low, high) = newcombe((56.0, 70.0), (48.0, 80.0), 1.96);
/// assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5);
/// assert_eq!(newcombe((0.0, 0.0), (48.0, 80.0), 1.96), (-1.0, 1.0));
/// ```
#[must_use]
pub fn newcombe(first: (f64, f64), second: (f64, f64), z: f64) -> (f64, f64) {
    let known = |(successes, n): (f64, f64)| n > 0.0 && n.is_finite() && !successes.is_nan();
    if !known(first) || !known(second) || !z.is_finite() {
        return (-1.0, 1.0);
    }
    let share = |(successes, n): (f64, f64)| successes.clamp(0.0, n) / n;
    let (one, two) = (share(first), share(second));
    let (one_low, one_high) = wilson(first.0, first.1, z);
    let (two_low, two_high) = wilson(second.0, second.1, z);
    let length = |a: f64, b: f64| (a * a + b * b).sqrt();
    let difference = one - two;
    let low = difference - length(one - one_low, two_high - two);
    let high = difference + length(one_high - one, two - two_low);
    (low.max(-1.0), high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::normal_quantile;
    use proptest::prelude::*;

    #[test]
    fn intervals_match_newcombes_table() {
        // Newcombe (1998), table II, method 10, 95 %: the eight contrasts (a) to (h).
        #[rustfmt::skip]
        let table = [
            ((56.0, 70.0), (48.0, 80.0), (0.0524, 0.3339)),
            (( 9.0, 10.0), ( 3.0, 10.0), (0.1705, 0.8090)),
            (( 6.0,  7.0), ( 2.0,  7.0), (0.0582, 0.8062)),
            (( 5.0, 56.0), ( 0.0, 29.0), (-0.0381, 0.1926)),
            (( 0.0, 10.0), ( 0.0, 20.0), (-0.1611, 0.2775)),
            (( 0.0, 10.0), ( 0.0, 10.0), (-0.2775, 0.2775)),
            ((10.0, 10.0), ( 0.0, 20.0), (0.6791, 1.0)),
            ((10.0, 10.0), ( 0.0, 10.0), (0.6075, 1.0)),
        ];
        for (first, second, expected) in table {
            let (low, high) = newcombe(first, second, normal_quantile(0.975));
            assert!(
                (low - expected.0).abs() < 5.1e-5 && (high - expected.1).abs() < 5.1e-5,
                "{first:?} {second:?}: {low} {high}"
            );
        }
    }

    #[test]
    fn what_is_out_of_range_is_answered_too() {
        for (first, second, z) in [
            ((1.0, 0.0), (1.0, 2.0), 1.96),
            ((1.0, 2.0), (1.0, -2.0), 1.96),
            ((f64::NAN, 2.0), (1.0, 2.0), 1.96),
            ((1.0, 2.0), (1.0, f64::INFINITY), 1.96),
            ((1.0, 2.0), (1.0, 2.0), f64::NAN),
        ] {
            assert_eq!(newcombe(first, second, z), (-1.0, 1.0));
        }
        assert_eq!(newcombe((9.0, 5.0), (-1.0, 5.0), -1.96), newcombe((5.0, 5.0), (0.0, 5.0), 1.96));
    }

    proptest! {
        #[test]
        fn it_holds_the_difference_and_turns_round_with_it(
            n in 1_u32..5_000, m in 1_u32..5_000, one in 0.0..=1.0_f64, two in 0.0..=1.0_f64, z in 0.0..5.0_f64,
        ) {
            let (n, m) = (f64::from(n), f64::from(m));
            let (first, second) = ((one * n, n), (two * m, m));
            let (low, high) = newcombe(first, second, z);
            let difference = one - two;
            prop_assert!(-1.0 <= low && low <= difference + 1e-12 && difference - 1e-12 <= high && high <= 1.0);
            let (other_low, other_high) = newcombe(second, first, z);
            prop_assert!((low + other_high).abs() < 1e-12 && (high + other_low).abs() < 1e-12);
        }
    }
}
