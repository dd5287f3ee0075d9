//! How good predictions are.

use std::ops::Range;

use super::ratings::Ratings;
use crate::error::{Error, Result};

/// 1/(1 + e^(−x)).
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// How well probabilities foretold what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Measures {
    /// The mean of −ln of the probability given to what happened; lower is better.
    pub log_loss: f64,
    /// The mean squared distance (Brier 1950); lower is better.
    pub brier: f64,
    /// The probability that a bad event got the higher number of a bad and a good one; ties count half.
    pub auc: f64,
    /// The mean distance between foretold and seen share over ten bins of equal size; lower is better.
    pub calibration: f64,
    /// How many were measured.
    pub rows: usize,
}

/// Probabilities are kept that far from 0 and 1, so that one sure error does not outweigh everything.
pub(crate) const CLIP: f64 = 1e-4;

/// −ln of the probability given to what happened.
pub(crate) fn loss(probability: f64, bad: bool) -> f64 {
    let probability = probability.clamp(CLIP, 1.0 - CLIP);
    -libm::log(if bad { probability } else { 1.0 - probability })
}

impl Measures {
    /// Holds foretold probabilities of a bad event against what happened. Probabilities are clipped to 1e-4..=1 − 1e-4.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn of(foretold: &[(f64, bool)]) -> Self {
        let rows = foretold.len();
        let count = (rows as f64).max(1.0);
        let mut sorted = foretold.to_vec();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let log_loss = sorted.iter().map(|(p, bad)| loss(*p, *bad)).sum::<f64>() / count;
        let brier = sorted.iter().map(|(p, bad)| (p - truth(*bad)) * (p - truth(*bad))).sum::<f64>() / count;
        let mut calibration = 0.0;
        for bin in 0..10 {
            let rows = &sorted[rows * bin / 10..rows * (bin + 1) / 10];
            let gap: f64 = rows.iter().map(|(p, bad)| p - truth(*bad)).sum();
            calibration += gap.abs() / count;
        }
        Self { log_loss, brier, auc: auc(&sorted), calibration, rows }
    }
}

fn truth(bad: bool) -> f64 {
    f64::from(u8::from(bad))
}

/// Mann & Whitney's U (1947) over all pairs, from sorted rows.
fn auc(sorted: &[(f64, bool)]) -> f64 {
    let (mut wins, mut good_below, mut bads) = (0.0, 0.0, 0.0);
    for tie in sorted.chunk_by(|a, b| a.0 == b.0) {
        let bad: f64 = tie.iter().map(|row| truth(row.1)).sum();
        let good: f64 = tie.iter().map(|row| truth(!row.1)).sum();
        wins += bad * (good_below + 0.5 * good);
        good_below += good;
        bads += bad;
    }
    if bads > 0.0 && good_below > 0.0 { wins / (bads * good_below) } else { f64::NAN }
}

/// By how much one foretelling is better than another, with an interval from resampled subjects.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lead {
    /// The mean log loss of the other less that of the one; above 0 the one is better.
    pub gain: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Ratings {
    /// The foretold probabilities and what happened, for those ratings of a range whose subject has an earlier one.
    ///
    /// `foretold` has a number for every rating.
    #[must_use]
    pub fn outcomes(&self, foretold: &[f64], range: Range<usize>) -> Vec<(f64, bool)> {
        self.known(range).filter_map(|index| Some((*foretold.get(index)?, self.rows()[index].bad))).collect()
    }

    /// How far one foretelling leads another on a range: the mean difference in log loss, and its 95 % interval from
    /// resampling whole subjects (Efron & Tibshirani 1993), since the ratings of one subject are not independent.
    ///
    /// # Errors
    ///
    /// Unless both have a number for every rating and some rating of the range has an earlier one.
    pub fn lead(&self, one: &[f64], other: &[f64], range: Range<usize>, draws: u32) -> Result<Lead> {
        if one.len() != self.len() || other.len() != self.len() {
            let lengths = format!("{} and {}", one.len(), other.len());
            return Err(Error::refused("foretold", lengths, format!("{} numbers each", self.len())));
        }
        let mut subjects = vec![(0.0, 0.0); self.subjects()];
        for index in self.known(range) {
            let rating = self.rows()[index];
            let gain = loss(other[index], rating.bad) - loss(one[index], rating.bad);
            let subject = &mut subjects[rating.subject as usize];
            *subject = (subject.0 + gain, subject.1 + 1.0);
        }
        subjects.retain(|subject: &(f64, f64)| subject.1 > 0.0);
        if subjects.is_empty() {
            return Err(Error::new("ratings: no subject in the range has an earlier rating"));
        }
        let mean = |sums: (f64, f64)| sums.0 / sums.1;
        let total = subjects.iter().fold((0.0, 0.0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
        let mut dice = Dice::new(1);
        let mut means: Vec<f64> = (0..draws.max(1))
            .map(|_| {
                mean((0..subjects.len()).fold((0.0, 0.0), |sum, _| {
                    let next = subjects[dice.below(subjects.len())];
                    (sum.0 + next.0, sum.1 + next.1)
                }))
            })
            .collect();
        means.sort_by(f64::total_cmp);
        let at = |thousandths: usize| means[(means.len() * thousandths / 1_000).min(means.len() - 1)];
        Ok(Lead { gain: mean(total), low: at(25), high: at(975) })
    }

    fn known(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        (range.start..range.end.min(self.len())).filter(|index| self.rows()[*index].known)
    }
}

/// Numbers that look random and are the same in every run (`SplitMix64`, Steele and others 2014).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `count`, which is above 0.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.roll()) * count as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::ratings::Mark;

    #[test]
    fn measures_by_hand() {
        let measures = Measures::of(&[(0.9, true), (0.2, false), (0.4, true), (0.4, false)]);
        assert_eq!(measures.rows, 4);
        let expected = -(libm::log(0.9) + libm::log(0.8) + libm::log(0.4) + libm::log(0.6)) / 4.0;
        assert!((measures.log_loss - expected).abs() < 1e-15);
        assert!((measures.brier - (0.01 + 0.04 + 0.36 + 0.16) / 4.0).abs() < 1e-15);
        // Of the four pairs three are in order and one is a tie.
        assert_eq!(measures.auc, 3.5 / 4.0);
        // Sure and wrong counts as 1e-4, not as infinity.
        assert!((Measures::of(&[(0.0, true)]).log_loss + libm::log(1e-4)).abs() < 1e-12);
        assert!(Measures::of(&[(0.5, true)]).auc.is_nan());
    }

    #[test]
    fn calibration_is_nil_where_shares_are_met() {
        let rows: Vec<(f64, bool)> = (0..1_000).map(|row| (0.25, row % 4 == 0)).collect();
        assert!(Measures::of(&rows).calibration < 1e-12);
        let off: Vec<(f64, bool)> = rows.iter().map(|(_, bad)| (0.75, *bad)).collect();
        assert!((Measures::of(&off).calibration - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_lead_is_nil_against_itself_and_sure_against_nonsense() {
        let mut ratings = Ratings::new();
        for day in 0..40 {
            for subject in 0..10 {
                let mark = if subject < 3 { Mark::Bad } else { Mark::Good };
                ratings.push(&subject.to_string(), f64::from(day), mark).unwrap();
            }
        }
        let right: Vec<f64> =
            ratings.rows().iter().map(|rating| if rating.bad { 0.9 } else { 0.1 }).collect();
        let nil = ratings.lead(&right, &right, 0..400, 100).unwrap();
        assert_eq!((nil.gain, nil.low, nil.high), (0.0, 0.0, 0.0));
        let lead = ratings.lead(&right, &vec![0.5; 400], 0..400, 100).unwrap();
        assert!(lead.low > 0.5 && lead.low <= lead.gain && lead.gain <= lead.high, "{lead:?}");
        assert!(ratings.lead(&right, &[0.5], 0..400, 100).is_err());
        assert!(ratings.lead(&right, &right, 0..10, 100).is_err(), "nobody has an earlier rating yet");
    }
}
