//! The exponential function in one go.

/// From here on, powers are too large or too small for one multiplication.
const FAR: f64 = 700.0;
/// Up to here, the first two terms are all.
const NEAR: u32 = 0x3e30_0000;
/// Half of ln 2, in the upper half of its bits: from there on, a power of two is split off.
const HALF_LN_2: u32 = 0x3fd6_2e42;
/// ln 2 in two parts: a multiple of the first is exact.
const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
/// The polynomial of fdlibm (Sun Microsystems 1993), from the highest power on.
const TERMS: [f64; 5] = [
    4.138_136_797_057_238_5e-8,
    -1.653_390_220_546_525_2e-6,
    6.613_756_321_437_934e-5,
    -2.777_777_777_701_559_3e-3,
    1.666_666_666_666_660_2e-1,
];

/// The same as `libm::exp`, bit by bit, by the same formula; but where that one asks how large a number is, which nobody can
/// foresee, this one takes one way.
#[inline]
pub(crate) fn exp(x: f64) -> f64 {
    if x.abs() < FAR { of_near(x) } else { libm::exp(x) }
}

#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is between -1011 and 1011"
)]
fn of_near(x: f64) -> f64 {
    let high = (x.abs().to_bits() >> 32) as u32;
    let is_split = f64::from(u8::from(high > HALF_LN_2));
    let twos = ((std::f64::consts::LOG2_E * x + 0.5_f64.copysign(x)) * is_split) as i32;
    let split = f64::from(twos);
    let (upper, lower) = (x - split * LN_2[0], split * LN_2[1]);
    let rest = upper - lower;
    let square = rest * rest;
    let sum = TERMS.iter().fold(0.0, |sum, term| term + square * sum);
    let change = rest - square * sum;
    let power = 1.0 + (rest * change / (2.0 - change) - lower + upper);
    let power = if high > NEAR { power } else { 1.0 + x };
    power * f64::from_bits(((1023 + twos) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn alike(x: f64) {
        for x in [x, -x] {
            assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "{x:e}");
        }
    }

    #[test]
    fn it_is_that_of_the_library_where_ways_part() {
        let half = std::f64::consts::LN_2 / 2.0;
        let words = [0x3e30_0000_u64, 0x3fd6_2e42, 0x3ff0_a2b2, 0x4086_232b].map(|high| high << 32);
        let near =
            [0.0, half, 2.0 * half, 3.0 * half, 0.5, 1.0, 700.0, 709.78, 745.2, f64::MAX, f64::INFINITY];
        for bits in near.map(f64::to_bits).into_iter().chain(words).chain(words.map(|word| word + (1 << 32)))
        {
            for step in 0..2_000 {
                alike(f64::from_bits(bits.saturating_add(step)));
                alike(f64::from_bits(bits.saturating_sub(step)));
            }
        }
        for number in 0..200_000 {
            alike(f64::from(number) / 5_000.0);
        }
    }

    proptest! {
        #[test]
        fn it_is_that_of_the_library(near in -8.0..8.0_f64, far in -800.0..800.0_f64, any in any::<f64>()) {
            for x in [near, far, any] {
                prop_assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "{:e}", x);
            }
        }
    }
}
