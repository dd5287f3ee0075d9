//! The exponential and the logarithm rounded to the nearest float, where a last digit decides.
//!
//! `libm` may be off by one in the last place, which is enough nearly everywhere and faster.

/// A number as the sum of two floats, the second below the precision of the first (Dekker 1971).
#[derive(Clone, Copy)]
struct Double(f64, f64);

impl Double {
    const ONE: Self = Self(1.0, 0.0);

    /// The exact sum of two floats (Knuth 1969).
    fn sum(a: f64, b: f64) -> Self {
        let sum = a + b;
        let of_b = sum - a;
        Self(sum, (a - (sum - of_b)) + (b - of_b))
    }

    /// The exact product of two floats.
    fn product(a: f64, b: f64) -> Self {
        let product = a * b;
        Self(product, a.mul_add(b, -product))
    }

    fn plus(self, other: Self) -> Self {
        let Self(high, low) = Self::sum(self.0, other.0);
        Self::sum(high, low + self.1 + other.1)
    }

    fn times(self, other: Self) -> Self {
        let Self(high, low) = Self::product(self.0, other.0);
        Self::sum(high, low + self.0 * other.1 + self.1 * other.0)
    }

    fn over(self, whole: f64) -> Self {
        let high = self.0 / whole;
        let rest = (-high).mul_add(whole, self.0) + self.1;
        Self::sum(high, rest / whole)
    }
}

/// e^x for x from −700 to 700: Taylor's series of a 64th of what is left of x over whole powers of two.
fn exp_of(x: f64) -> Double {
    // ln 2 in two parts, the first of 33 bits so that small multiples of it are exact.
    const LN_2: (f64, f64) = (6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10);
    let twos = (x / std::f64::consts::LN_2).round();
    let Double(high, low) = Double::product(-twos, LN_2.1);
    let rest = Double::sum(x, -twos * LN_2.0).plus(Double(high, low));
    let rest = Double(rest.0 / 64.0, rest.1 / 64.0);
    let mut power = Double::ONE;
    for i in (1..=10_u8).rev() {
        power = Double::ONE.plus(rest.times(power).over(f64::from(i)));
    }
    for _ in 0..6 {
        power = power.times(power);
    }
    #[allow(clippy::cast_possible_truncation, reason = "a thousand or so")]
    let twos = twos as i32;
    Double(libm::scalbn(power.0, twos), libm::scalbn(power.1, twos))
}

/// e^x to the nearest float, for x from −700 to 700.
pub(super) fn exp(x: f64) -> f64 {
    let Double(high, low) = exp_of(x);
    high + low
}

/// The natural logarithm to the nearest float, for x from 1e-300 to 1e300.
pub(super) fn ln(x: f64) -> f64 {
    let near = libm::log(x);
    // What x·e^−near is over one, the logarithm is over its first guess.
    let inverse = exp_of(-near);
    let Double(high, low) = Double::product(x, inverse.0);
    near + ((high - 1.0) + (low + x * inverse.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_to_the_last_digit() {
        // From 40 digits of each.
        assert_eq!(exp(1.0).to_bits(), std::f64::consts::E.to_bits());
        assert_eq!(exp(0.0).to_bits(), 1.0_f64.to_bits());
        assert_eq!(ln(2.0).to_bits(), std::f64::consts::LN_2.to_bits());
        assert_eq!(ln(10.0).to_bits(), std::f64::consts::LN_10.to_bits());
        assert_eq!(ln(1.0).to_bits(), 0.0_f64.to_bits());
        assert_eq!(ln(3.0), 1.098_612_288_668_109_8);
        // Half of six in logarithms: one in the last place more than a half.
        assert_eq!(exp(ln(3.0) - ln(6.0)), 0.500_000_000_000_000_1);
    }

    #[test]
    fn never_far_from_the_quick_ones() {
        for i in 1..20_000_u32 {
            let x = f64::from(i) * 0.37;
            assert!((ln(x) - libm::log(x)).abs() <= 4e-16 * libm::log(x).abs().max(1e-3), "{x}");
            let x = f64::from(i) / 40.0 - 300.0;
            assert!((exp(x) / libm::exp(x) - 1.0).abs() <= 4e-16, "{x}");
        }
    }
}
