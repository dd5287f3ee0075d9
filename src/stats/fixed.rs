//! Integer powers of two and sums, for states whose bits must not depend on order or platform.
//!
//! Numbers are in Q32: an unsigned integer that counts 2⁻³²nds, so that one is `1 << 32`.

use std::iter::Sum;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// One in Q32.
const ONE: u64 = 1 << 32;

/// 2^32 as a float, exactly.
const SCALE: f64 = 4_294_967_296.0;

/// 2^(i/256) in Q63 for i in 0..=256, each rounded down; the last one, two, is 2⁻⁶³ short to fit.
static POWERS: [u64; 257] = powers();

/// Fills the table by halving: 2^(i/256) is the geometric mean of its neighbours at equal distance.
///
/// Every square root is rounded down, and errors are averaged on the way rather than added up: no entry
/// is above the true value and none is more than four units of 2⁻⁶³ below it.
const fn powers() -> [u64; 257] {
    let mut table = [0_u128; 257];
    table[0] = 1 << 63;
    table[256] = 1 << 64;
    let mut step = 128;
    while step > 0 {
        let mut i = step;
        while i < 256 {
            table[i] = (table[i - step] * table[i + step]).isqrt();
            i += 2 * step;
        }
        step /= 2;
    }
    let mut narrow = [u64::MAX; 257];
    let mut i = 0;
    while i < 256 {
        narrow[i] = low_half(table[i]);
        i += 1;
    }
    narrow
}

/// (ln 2 / 256)^k / k! in Q64 for k in 1..=5, rounded down: the Taylor series of 2^(u/256) − 1.
///
/// The first term left out is below 10 units of 2⁻⁶⁴.
const TAYLOR: [u64; 5] = [49_946_518_145_322_873, 67_617_750_451_595, 61_027_412_866, 41_309_549, 22_369];

#[allow(clippy::cast_possible_truncation, reason = "callers pass what fits, or want the low half")]
const fn low_half(wide: u128) -> u64 {
    wide as u64
}

/// The upper 64 bits of a product: two Q64 factors give a Q64 product, rounded down.
const fn high_product(a: u64, b: u64) -> u64 {
    low_half((a as u128 * b as u128) >> 64)
}

/// 2^(fraction/2⁶⁴) in Q63: from one, `1 << 63`, to just below two.
///
/// Every step rounds down, so the result never passes the true value, nor two; it is at most 25 units
/// of 2⁻⁶³ below. Each step also keeps order, and the last `min` carries it from one table cell into the
/// next: a larger fraction never gives a smaller power.
fn exp2_wide(fraction: u64) -> u64 {
    let cell = usize::from((fraction >> 56) as u8);
    let rest = fraction << 8;
    let mut series = 0;
    for coefficient in TAYLOR.iter().rev() {
        series = high_product(rest, coefficient + series);
    }
    let base = POWERS[cell];
    (base + high_product(base, series)).min(POWERS[cell + 1])
}

/// `part / whole` in Q64, rounded down, for `part < whole`.
fn ratio(part: u64, whole: u64) -> u64 {
    if u32::try_from(whole).is_ok() {
        // Long division in two digits of 32 bits: several times faster than dividing 128 bits.
        let high = (part << 32) / whole;
        let rest = (part << 32) % whole;
        (high << 32) | ((rest << 32) / whole)
    } else {
        low_half((u128::from(part) << 64) / u128::from(whole))
    }
}

/// Two to the power of a fraction: 2^(`fraction`/2³²), in Q32.
///
/// The result is in `1 << 32..1 << 33` and never falls as the fraction rises. It is the true value rounded
/// to the nearest 2⁻³², but for at most about one fraction in 10⁸ so close to a tie that it falls to the
/// other side: by the bounds of its steps the error is below 0.500 000 02 · 2⁻³². Measured over all 2³² fractions
/// against a float, which tells a millionth of that unit, none was off by more than 0.500 001.
///
/// The method is Tang's (1989): a table of 2^(i/256), and a short series for the rest.
///
/// # Examples
///
/// ```
/// use goodwill::stats::exp2_fraction;
///
/// assert_eq!(exp2_fraction(0), 1 << 32);
/// // The square root of two, 1.414 213 562 37…, times 2³².
/// assert_eq!(exp2_fraction(1 << 31), 6_074_001_000);
/// assert_eq!(exp2_fraction(u32::MAX), (1 << 33) - 1);
/// ```
#[must_use]
pub fn exp2_fraction(fraction: u32) -> u64 {
    // The largest value is 1.39 · 2³¹ below 2⁶⁴, so rounding up does not overflow.
    (exp2_wide(u64::from(fraction) << 32) + (1 << 30)) >> 31
}

/// What is left of one after a while: 2^(−`elapsed_ms`/`half_life_ms`), in Q32.
///
/// Exactly `1 << 32` at once, half of it after one half-life, zero from 33 half-lives on; never rising
/// as time passes. Rounded to the nearest 2⁻³² as in [`exp2_fraction`]. Both times are in the same unit,
/// milliseconds throughout this crate.
///
/// With a half-life of zero everything is gone after any time at all.
///
/// # Examples
///
/// ```
/// use goodwill::stats::halving;
///
/// let day = 86_400_000;
/// assert_eq!(halving(0, 90 * day), 1 << 32);
/// assert_eq!(halving(180 * day, 90 * day), 1 << 30);
/// assert_eq!(halving(3_000 * day, 90 * day), 0);
/// assert_eq!(halving(1, 0), 0);
/// ```
#[must_use]
pub fn halving(elapsed_ms: u64, half_life_ms: u64) -> u64 {
    if elapsed_ms == 0 {
        return ONE;
    }
    if half_life_ms == 0 {
        return 0;
    }
    let whole = elapsed_ms / half_life_ms;
    if whole >= 33 {
        return 0;
    }
    let rest = elapsed_ms % half_life_ms;
    if rest == 0 {
        return ONE >> whole;
    }
    // 2^(−whole − rest/h) = 2^((h − rest)/h) · 2^(−whole − 1), and from Q63 to Q32 is another 31 bits.
    let power = exp2_wide(ratio(half_life_ms - rest, half_life_ms));
    ((power >> (31 + whole)) + 1) >> 1
}

/// How much more something weighs that happened later in an epoch: 2^(`offset_ms`/`half_life_ms`), in Q32.
///
/// Meant for offsets below one half-life, where the result is in `1 << 32..1 << 33`; from one half-life
/// on it stays at `(1 << 33) - 1`. Rounded to the nearest 2⁻³² as in [`exp2_fraction`].
///
/// A sum that decays can stay a sum of integers: weigh each event by its growth since the start of its
/// epoch, add, and halve the epoch's total by its age on reading (forward decay, Cormode and others, 2009).
///
/// # Examples
///
/// ```
/// use goodwill::stats::{Mass, growth, halving};
///
/// let day = 86_400_000;
/// let half_life = 30 * day;
/// let sum = Mass::ONE.scaled(growth(10 * day, half_life)).saturating_add(Mass::ONE);
///
/// // On day 30 the event of day 10 is 20 days old, that of day 0 is 30 days old.
/// let now = sum.scaled(halving(30 * day, half_life));
/// let expected = 0.629_960_524_947 + 0.5;
/// assert!((now.to_f64() - expected).abs() < 1e-9);
/// ```
#[must_use]
pub fn growth(offset_ms: u64, half_life_ms: u64) -> u64 {
    if offset_ms == 0 {
        return ONE;
    }
    if offset_ms >= half_life_ms {
        return 2 * ONE - 1;
    }
    let power = exp2_wide(ratio(offset_ms, half_life_ms));
    (((power >> 30) + 1) >> 1).min(2 * ONE - 1)
}

/// An amount of evidence that is never negative, in steps of 2⁻³², up to just below 2³².
///
/// Adding stops at the top instead of wrapping around. Nothing is negative, so sums are the same in
/// whatever order and grouping they are added: two halves of a history, summed apart and merged,
/// have the bits of the whole.
///
/// Serialised as the plain integer that [`bits`](Self::bits) returns.
///
/// # Examples
///
/// ```
/// use goodwill::stats::Mass;
///
/// let mut sum = Mass::from_f64(0.1);
/// sum += Mass::from_f64(0.2);
/// sum += Mass::from_f64(0.3);
/// let other = Mass::from_f64(0.3).saturating_add(Mass::from_f64(0.2)).saturating_add(Mass::from_f64(0.1));
/// assert_eq!(sum, other);
///
/// // Floating-point sums do not have this.
/// assert_ne!(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mass(u64);

impl Mass {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// One.
    pub const ONE: Self = Self(ONE);

    /// The largest amount, 2⁻³² below 2³²; sums that would pass it stay here.
    pub const MAX: Self = Self(u64::MAX);

    /// The amount that counts `bits` 2⁻³²nds.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Mass, halving};
    ///
    /// assert_eq!(Mass::from_bits(halving(0, 1_000)), Mass::ONE);
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The amount as a count of 2⁻³²nds.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goodwill::stats::Mass::ONE.bits(), 1 << 32);
    /// ```
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The amount nearest to a number.
    ///
    /// Negative numbers and NaN become zero, numbers above the largest amount become [`MAX`](Self::MAX).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::Mass;
    ///
    /// assert_eq!(Mass::from_f64(1.0), Mass::ONE);
    /// assert_eq!(Mass::from_f64(-3.0), Mass::ZERO);
    /// assert_eq!(Mass::from_f64(f64::NAN), Mass::ZERO);
    /// assert_eq!(Mass::from_f64(f64::INFINITY), Mass::MAX);
    /// ```
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast clamps to the range of u64 and turns NaN into zero, which is what is documented"
    )]
    pub fn from_f64(amount: f64) -> Self {
        Self(libm::round(amount * SCALE) as u64)
    }

    /// The amount as a float, exact up to 2²¹ and rounded to the nearest beyond.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goodwill::stats::Mass::from_f64(2.75).to_f64(), 2.75);
    /// ```
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "rounding to the nearest float is what is documented")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / SCALE
    }

    /// The sum, or [`MAX`](Self::MAX) where it would be larger.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::Mass;
    ///
    /// assert_eq!(Mass::ONE.saturating_add(Mass::ONE).to_f64(), 2.0);
    /// assert_eq!(Mass::MAX.saturating_add(Mass::ONE), Mass::MAX);
    /// ```
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or zero where it would be negative.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::Mass;
    ///
    /// // The complement of a utility g in 0..=1 is what was lost.
    /// let lost = Mass::ONE.saturating_sub(Mass::from_f64(0.25));
    /// assert_eq!(lost.to_f64(), 0.75);
    /// assert_eq!(Mass::ZERO.saturating_sub(Mass::ONE), Mass::ZERO);
    /// ```
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The amount times a factor in Q32, rounded to the nearest (a tie upwards), at most [`MAX`](Self::MAX).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Mass, halving};
    ///
    /// let mass = Mass::from_f64(12.0);
    /// assert_eq!(mass.scaled(halving(60, 60)).to_f64(), 6.0);
    /// assert_eq!(Mass::MAX.scaled(u64::MAX), Mass::MAX);
    /// ```
    #[must_use]
    pub const fn scaled(self, factor: u64) -> Self {
        let product = (self.0 as u128 * factor as u128 + (1 << 31)) >> 32;
        if product > u64::MAX as u128 { Self::MAX } else { Self(low_half(product)) }
    }
}

/// Adds as [`Mass::saturating_add`] does.
impl AddAssign for Mass {
    fn add_assign(&mut self, other: Self) {
        *self = self.saturating_add(other);
    }
}

/// Sums as [`Mass::saturating_add`] does.
impl Sum for Mass {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::saturating_add)
    }
}

#[cfg(test)]
#[allow(
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "tests compare exact values, and references only need a float's precision"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The distance of a Q32 result from 2^exponent, in units of 2⁻³².
    fn off(result: u64, exponent: f64) -> f64 {
        (result as f64 - libm::exp2(exponent) * SCALE).abs()
    }

    #[test]
    fn the_table_holds_powers_of_two_to_a_few_units() {
        // 2^(i/256) · 2⁶³ rounded down, computed with 40 decimal digits.
        for (i, expected) in [
            (0, 1 << 63),
            (1, 9_248_379_135_337_035_440_u64),
            (2, 9_273_454_034_941_487_980),
            (77, 11_361_453_758_298_432_169),
            (128, 13_043_817_825_332_782_212),
            (191, 15_469_857_924_863_206_141),
            (255, 18_396_865_112_328_554_661),
            (256, u64::MAX),
        ] {
            assert!(expected - POWERS[i] <= 4, "entry {i}: {} for {expected}", POWERS[i]);
        }
        for (i, &power) in POWERS.iter().enumerate() {
            let expected = libm::exp2(i as f64 / 256.0);
            assert!((power as f64 / (SCALE * SCALE / 2.0) - expected).abs() < 1e-15, "entry {i}");
        }
        assert!(POWERS.is_sorted());
    }

    #[test]
    fn the_series_is_that_of_the_exponential() {
        let base = std::f64::consts::LN_2 / 256.0;
        let mut term = 1.0;
        for (k, &coefficient) in (1_u32..).zip(&TAYLOR) {
            term *= base / f64::from(k);
            assert!((coefficient as f64 - term * SCALE * SCALE).abs() <= 1.0 + 1e-15 * coefficient as f64);
        }
    }

    #[test]
    fn a_power_is_rounded_to_the_nearest() {
        let mut largest: f64 = 0.0;
        let mut last = 0;
        for fraction in (0..=u32::MAX).step_by(4_099) {
            let power = exp2_fraction(fraction);
            assert!(power >= last, "at {fraction}");
            last = power;
            largest = largest.max(off(power, f64::from(fraction) / SCALE));
        }
        // The reference itself is good to 2⁻⁵², about a millionth of the unit.
        assert!(largest < 0.500_002, "{largest}");
        // Neighbours keep their order where two table cells meet.
        for cell in 1..256_u32 {
            let start = cell << 24;
            assert!(exp2_fraction(start - 1) <= exp2_fraction(start));
        }
    }

    #[test]
    fn the_wide_power_keeps_order_across_cells_and_stays_below_two() {
        for cell in 1..256_u64 {
            let start = cell << 56;
            assert!(exp2_wide(start - 1) <= exp2_wide(start), "cell {cell}");
        }
        assert_eq!(exp2_wide(0), 1 << 63);
        assert!(exp2_wide(u64::MAX) > u64::MAX - 32);
    }

    #[test]
    fn halving_at_its_ends() {
        assert_eq!(halving(0, 0), ONE);
        assert_eq!(halving(1, 0), 0);
        assert_eq!(halving(u64::MAX, 1), 0);
        assert_eq!(halving(32, 1), 1);
        assert_eq!(halving(33, 1), 0);
        assert_eq!(halving(u64::MAX, u64::MAX), ONE / 2);
        assert_eq!(halving(1, u64::MAX), ONE);
        // Close to 33 half-lives the true value is just above half a unit.
        assert_eq!(halving(32_999, 1_000), 1);
    }

    #[test]
    fn growth_at_its_ends() {
        assert_eq!(growth(0, 0), ONE);
        assert_eq!(growth(0, 7), ONE);
        assert_eq!(growth(7, 7), 2 * ONE - 1);
        assert_eq!(growth(u64::MAX, 0), 2 * ONE - 1);
        assert_eq!(growth(u64::MAX - 1, u64::MAX), 2 * ONE - 1);
        assert_eq!(growth(1, 2), exp2_fraction(1 << 31));
    }

    #[test]
    fn both_ways_of_dividing_agree() {
        let whole = u64::from(u32::MAX);
        for part in [1, 2, 77_777, whole / 2, whole - 1] {
            let wide = (u128::from(part) << 64) / u128::from(whole);
            assert_eq!(u128::from(ratio(part, whole)), wide);
        }
    }

    #[test]
    fn serialised_as_a_plain_integer() {
        let mass = Mass::from_f64(1.5);
        let json = serde_json::to_string(&mass).unwrap();
        assert_eq!(json, "6442450944");
        assert_eq!(serde_json::from_str::<Mass>(&json).unwrap(), mass);
    }

    #[test]
    fn scaling_rounds_and_stops_at_the_top() {
        assert_eq!(Mass(3).scaled(ONE / 2), Mass(2));
        assert_eq!(Mass(1).scaled(ONE / 2 - 1), Mass(0));
        assert_eq!(Mass::MAX.scaled(ONE), Mass::MAX);
        assert_eq!(Mass::MAX.scaled(ONE + 1), Mass::MAX);
        assert_eq!(Mass::MAX.scaled(0), Mass::ZERO);
    }

    proptest! {
        #[test]
        fn halving_never_rises(half_life in any::<u64>(), shift in 0_u32..64, elapsed in any::<u64>(), more in any::<u64>()) {
            let half_life = half_life >> shift;
            let elapsed = elapsed >> (shift / 2);
            prop_assert!(halving(elapsed, half_life) >= halving(elapsed.saturating_add(more), half_life));
            prop_assert!(halving(elapsed, half_life) >= halving(elapsed.saturating_add(1), half_life));
        }

        #[test]
        fn halving_and_growth_are_right_to_half_a_unit(half_life in 1_u64..1 << 45, share in 0.0..40.0_f64) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a draw in range")]
            let elapsed = (share * half_life as f64) as u64;
            let turns = elapsed as f64 / half_life as f64;
            prop_assert!(off(halving(elapsed, half_life), -turns) < 0.500_01);
            if elapsed < half_life {
                let grown = growth(elapsed, half_life);
                prop_assert!((ONE..2 * ONE).contains(&grown));
                prop_assert!(off(grown, turns) < 0.500_01 || grown == 2 * ONE - 1);
            }
        }

        #[test]
        fn growth_never_falls(half_life in 1_u64.., offset in any::<u64>(), more in 0_u64..1_000) {
            let offset = offset % half_life;
            prop_assert!(growth(offset, half_life) <= growth(offset.saturating_add(more), half_life));
        }

        #[test]
        fn sums_do_not_depend_on_order_or_grouping(a in any::<u64>(), b in any::<u64>(), c in any::<u64>(), shift in 0_u32..64) {
            let (a, b, c) = (Mass(a >> shift), Mass(b >> shift), Mass(c >> shift));
            prop_assert_eq!(a.saturating_add(b), b.saturating_add(a));
            prop_assert_eq!(a.saturating_add(b).saturating_add(c), a.saturating_add(b.saturating_add(c)));
            prop_assert_eq!([a, b, c].into_iter().sum::<Mass>(), [c, a, b].into_iter().sum::<Mass>());
            prop_assert_eq!(a.saturating_add(Mass::ZERO), a);
        }

        #[test]
        fn floats_come_back(amount in 0.0..2_097_152.0_f64) {
            let mass = Mass::from_f64(amount);
            prop_assert!((mass.to_f64() - amount).abs() <= 0.5 / SCALE);
            prop_assert_eq!(Mass::from_f64(mass.to_f64()), mass);
        }
    }
}
