//! Sorting many whole numbers.

/// Eleven bits a pass: the counts of a pass stay in the first-level cache.
const BITS: u32 = 11;
const DIGITS: usize = 1 << BITS;

/// Below this many numbers, comparing them is as fast.
const WORTH_IT: usize = 1 << 13;

/// Sorts by digits, from the lowest to the highest (Hollerith 1889), where there are many numbers.
///
/// Only bits in which the numbers differ are looked at, so that waits of up to a month in milliseconds take three passes.
pub(super) fn sort(numbers: &mut Vec<u64>) {
    sort_from(numbers, 0);
}

/// The same for numbers that are sorted already as far as their lowest bits tell them apart.
pub(crate) fn sort_from(numbers: &mut Vec<u64>, lowest: u32) {
    if numbers.len() < WORTH_IT {
        numbers.sort_unstable();
        return;
    }
    let mut differing = 0;
    let mut sorted = true;
    let mut last = numbers[0];
    for &number in &*numbers {
        sorted &= last <= number;
        differing |= last ^ number;
        last = number;
    }
    if sorted {
        return;
    }
    let end = u64::BITS - differing.leading_zeros();
    let shifts: Vec<u32> = (differing.trailing_zeros().max(lowest)..end).step_by(BITS as usize).collect();
    let mut counts = vec![[0_u32; DIGITS]; shifts.len()];
    if u32::try_from(numbers.len()).is_err() {
        // More than the counts can hold.
        numbers.sort_unstable();
        return;
    }
    for &number in &*numbers {
        for (&shift, counts) in shifts.iter().zip(&mut counts) {
            counts[digit(number, shift)] += 1;
        }
    }
    let mut into = vec![0; numbers.len()];
    for (&shift, counts) in shifts.iter().zip(&mut counts) {
        let mut place = 0;
        for count in &mut *counts {
            place += std::mem::replace(count, place);
        }
        for &number in &*numbers {
            let place = &mut counts[digit(number, shift)];
            into[*place as usize] = number;
            *place += 1;
        }
        std::mem::swap(numbers, &mut into);
    }
}

#[allow(clippy::cast_possible_truncation, reason = "eleven bits fit")]
const fn digit(number: u64, shift: u32) -> usize {
    (number >> shift) as usize & (DIGITS - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn many_numbers_are_sorted_as_by_comparison() {
        // Knuth's multiplier spreads them over all 64 bits; shifts take digits away again.
        for shift in [0, 7, 30, 52, 63] {
            for n in [0, 1, WORTH_IT as u64 - 1, WORTH_IT as u64, 3 * WORTH_IT as u64] {
                let mut numbers: Vec<u64> =
                    (0..n).map(|i| i.wrapping_mul(6_364_136_223_846_793_005) >> shift).collect();
                let mut expected = numbers.clone();
                expected.sort_unstable();
                sort(&mut numbers);
                assert_eq!(numbers, expected, "{n} numbers, shifted by {shift}");
                sort(&mut numbers);
                assert_eq!(numbers, expected);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn any_numbers_are_sorted(mut numbers in proptest::collection::vec(any::<u64>(), 9_000..10_000)) {
            let mut expected = numbers.clone();
            expected.sort_unstable();
            sort(&mut numbers);
            prop_assert_eq!(numbers, expected);
        }
    }
}
