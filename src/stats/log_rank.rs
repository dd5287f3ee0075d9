//! Whether groups wait alike: the log-rank test and its weighted kin.

use super::gamma::chi_squared_above;
use super::survival::{SurvivalCurve, SurvivalStep};

/// How much each time weighs in a test between curves.
///
/// All find a difference where there is one hazard ratio; they differ in when they look.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Weighting {
    /// All times alike (Mantel 1966): the log-rank test, best where one group is faster by the same factor throughout.
    #[default]
    LogRank,
    /// By the number still waiting (Gehan 1965; Breslow 1970): early differences.
    Wilcoxon,
    /// By its square root (Tarone & Ware 1977): between the two above.
    TaroneWare,
    /// By Peto & Peto's estimate of the share still waiting (1972): early differences, not swayed by who was watched how long.
    Peto,
    /// By S(t−)^p·(1 − S(t−))^q over all groups (Harrington & Fleming 1982): early differences with p, late ones with q.
    FlemingHarrington {
        /// The exponent of the share still waiting, 0 and up.
        p: f64,
        /// The exponent of the share answered, 0 and up.
        q: f64,
    },
}

/// What a test between curves says.
///
/// # Examples
///
/// ```
/// use goodwill::stats::{LogRank, SurvivalCurve, Wait, Weighting};
///
/// let quick = SurvivalCurve::of((1..=20).map(Wait::Answered));
/// let slow = SurvivalCurve::of((1..=20).map(|time| Wait::Answered(3 * time)));
/// let test = LogRank::between(&[quick, slow], Weighting::LogRank);
/// assert!(test.p_value().is_some_and(|p| p < 0.01));
/// assert_eq!(test.degrees(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LogRank {
    statistic: f64,
    degrees: u32,
    observed: Vec<u64>,
    expected: Vec<f64>,
}

impl LogRank {
    /// Tests whether all the curves could be of one kind of wait.
    ///
    /// At each time with an answer, the answers in each group are held against its share of those waiting (the variance is the
    /// hypergeometric one); the differences, weighted and summed, give a statistic that is chi-squared where there is no
    /// difference, with one degree of freedom less than groups. Groups that had nobody waiting when answers came, or that make
    /// the variance singular otherwise, take their degree of freedom with them.
    ///
    /// # When it misleads
    ///
    /// Curves that cross can differ much and test alike: draw them. And it says *whether*, not how much.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{LogRank, SurvivalCurve, Wait, Weighting};
    ///
    /// // With one group there is nothing to compare.
    /// let alone = LogRank::between(&[SurvivalCurve::of([Wait::Answered(1)])], Weighting::LogRank);
    /// assert_eq!(alone.p_value(), None);
    /// ```
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts above 2^53 need no more than a float's precision here"
    )]
    pub fn between(groups: &[SurvivalCurve], weighting: Weighting) -> Self {
        let k = groups.len();
        let mut rows: Vec<Row<'_>> = groups.iter().map(Row::of).collect();
        let mut observed = vec![0_u64; k];
        let mut expected = vec![0.0; k];
        let mut differences = vec![0.0; k];
        let mut covariance = vec![0.0; k * k];
        let mut shares = vec![0.0; k];
        let mut weigher = Weigher::new(weighting);
        while let Some(time) = rows.iter().filter_map(Row::next).min() {
            let at_risk: f64 = rows.iter().map(|row| row.at_risk as f64).sum();
            let events: u64 = rows.iter().map(|row| row.events_at(time)).sum();
            if events > 0 {
                let answered = events as f64;
                let weight = weigher.weigh(at_risk, answered);
                // With one left to answer there is no chance in who it is.
                let spread = if at_risk > 1.0 {
                    weight * weight * answered * (at_risk - answered) / (at_risk - 1.0)
                } else {
                    0.0
                };
                for (share, row) in shares.iter_mut().zip(&rows) {
                    *share = row.at_risk as f64 / at_risk;
                }
                for (i, row) in rows.iter().enumerate() {
                    let seen = row.events_at(time);
                    observed[i] += seen;
                    expected[i] += answered * shares[i];
                    differences[i] += weight * (seen as f64 - answered * shares[i]);
                    for j in 0..=i {
                        let alike = if i == j { 1.0 - shares[i] } else { -shares[j] };
                        covariance[i * k + j] += spread * shares[i] * alike;
                    }
                }
            }
            for row in &mut rows {
                row.pass(time);
            }
        }
        let (statistic, degrees) = quadratic_form(&differences, &mut covariance);
        Self { statistic, degrees, observed, expected }
    }

    /// The statistic: 0 and up, about as large as [`degrees`](Self::degrees) where there is no difference.
    #[must_use]
    pub const fn statistic(&self) -> f64 {
        self.statistic
    }

    /// The degrees of freedom: groups that can be compared, less one.
    #[must_use]
    pub const fn degrees(&self) -> u32 {
        self.degrees
    }

    /// How probable so large a statistic is where there is no difference, from 0 to 1; `None` where nothing can be compared.
    #[must_use]
    pub fn p_value(&self) -> Option<f64> {
        (self.degrees > 0).then(|| chi_squared_above(self.statistic, self.degrees))
    }

    /// How many answers each group had, in the order of the groups.
    #[must_use]
    pub fn observed(&self) -> &[u64] {
        &self.observed
    }

    /// How many answers each group would have had if all waited alike.
    #[must_use]
    pub fn expected(&self) -> &[f64] {
        &self.expected
    }
}

/// A curve that is walked from left to right.
struct Row<'a> {
    steps: &'a [SurvivalStep],
    at_risk: u64,
}

impl<'a> Row<'a> {
    fn of(curve: &'a SurvivalCurve) -> Self {
        Self { steps: curve.steps(), at_risk: curve.n() }
    }

    fn next(&self) -> Option<u64> {
        self.steps.first().map(|step| step.time)
    }

    fn events_at(&self, time: u64) -> u64 {
        self.steps.first().filter(|step| step.time == time).map_or(0, |step| step.events)
    }

    fn pass(&mut self, time: u64) {
        if let Some((step, rest)) = self.steps.split_first().filter(|(step, _)| step.time == time) {
            self.at_risk -= step.events + step.censored;
            self.steps = rest;
        }
    }
}

/// The weight of each time, from what went before.
struct Weigher {
    weighting: Weighting,
    /// The pooled estimate that the weighting goes by.
    survival: f64,
}

impl Weigher {
    const fn new(weighting: Weighting) -> Self {
        Self { weighting, survival: 1.0 }
    }

    fn weigh(&mut self, at_risk: f64, events: f64) -> f64 {
        match self.weighting {
            Weighting::LogRank => 1.0,
            Weighting::Wilcoxon => at_risk,
            Weighting::TaroneWare => at_risk.sqrt(),
            Weighting::Peto => {
                self.survival *= 1.0 - events / (at_risk + 1.0);
                self.survival
            }
            Weighting::FlemingHarrington { p, q } => {
                let before = self.survival;
                self.survival *= 1.0 - events / at_risk;
                libm::pow(before, p) * libm::pow((1.0 - before).max(0.0), q)
            }
        }
    }
}

/// zᵀV⁻¹z for the lower triangle of V, over as many of its rows as are independent, and their number.
///
/// By Cholesky's factors, the largest pivot first; the rows of a covariance of groups sum to zero, so that one at least is left.
fn quadratic_form(z: &[f64], v: &mut [f64]) -> (f64, u32) {
    /// A pivot this small beside its first value is what rounding has left of zero.
    const NOTHING: f64 = 1e-10;
    let k = z.len();
    let mut z = z.to_vec();
    let at = |i: usize, j: usize| if i >= j { i * k + j } else { j * k + i };
    let first: Vec<f64> = (0..k).map(|i| v[at(i, i)]).collect();
    let mut left: Vec<usize> = (0..k).collect();
    let (mut sum, mut rank) = (0.0, 0);
    while let Some(place) = (0..left.len()).max_by(|&a, &b| {
        let pivot = |place: usize| v[at(left[place], left[place])];
        pivot(a).total_cmp(&pivot(b)).then(b.cmp(&a))
    }) {
        let i = left[place];
        let pivot = v[at(i, i)];
        if pivot.is_nan() || pivot <= NOTHING * first[i] || left.len() == 1 {
            break;
        }
        left.remove(place);
        sum += z[i] * z[i] / pivot;
        rank += 1;
        for (place, &j) in left.iter().enumerate() {
            let factor = v[at(j, i)] / pivot;
            z[j] -= factor * z[i];
            for &other in &left[..=place] {
                v[at(j, other)] -= factor * v[at(other, i)];
            }
        }
    }
    (sum, rank)
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

    /// Freireich and others (1963): weeks of remission with 6-mercaptopurine and with placebo.
    fn remissions() -> [SurvivalCurve; 2] {
        let relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(Wait::Answered);
        let well = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(Wait::Open);
        let placebo =
            [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(Wait::Answered);
        [SurvivalCurve::of(relapsed.into_iter().chain(well)), SurvivalCurve::of(placebo)]
    }

    #[test]
    fn the_remissions_differ() {
        // R survival 3.5.3, survdiff: chi-squared 16.7929409892165; expected 19.25 and 10.75 as in Cox & Oakes (1984).
        let test = LogRank::between(&remissions(), Weighting::LogRank);
        close(test.statistic(), 16.792_940_989_216_5, 1e-13);
        assert_eq!((test.degrees(), test.observed()), (1, &[9, 21][..]));
        assert!((test.expected()[0] - 19.25).abs() < 5e-3 && (test.expected()[1] - 10.75).abs() < 5e-3);
        close(test.p_value().unwrap(), 4.168_809_109_334_5e-5, 1e-12);
        // survdiff with rho = 1.
        let early = LogRank::between(&remissions(), Weighting::FlemingHarrington { p: 1.0, q: 0.0 });
        close(early.statistic(), 14.457_150_818_717_1, 1e-13);
    }

    #[test]
    fn groups_without_anybody_are_left_out() {
        let [drug, placebo] = remissions();
        let two = LogRank::between(&[drug.clone(), placebo.clone()], Weighting::LogRank);
        let three = LogRank::between(&[SurvivalCurve::of([]), drug, placebo], Weighting::LogRank);
        close(three.statistic(), two.statistic(), 1e-13);
        assert_eq!(three.degrees(), 1);
        for nothing in [
            &[][..],
            &[SurvivalCurve::of([])],
            &[SurvivalCurve::of([Wait::Open(1)]), SurvivalCurve::of([Wait::Open(2)])],
        ] {
            let test = LogRank::between(nothing, Weighting::LogRank);
            assert_eq!((test.statistic(), test.degrees(), test.p_value()), (0.0, 0, None));
        }
    }

    proptest! {
        #[test]
        fn the_order_of_groups_does_not_matter(
            waits in proptest::collection::vec((0_u64..30, any::<bool>(), 0_usize..4), 0..80),
            weighting in 0..5,
        ) {
            let weighting = match weighting {
                0 => Weighting::LogRank,
                1 => Weighting::Wilcoxon,
                2 => Weighting::TaroneWare,
                3 => Weighting::Peto,
                _ => Weighting::FlemingHarrington { p: 1.0, q: 0.5 },
            };
            let mut groups: Vec<SurvivalCurve> = (0..4).map(|group| {
                SurvivalCurve::of(waits.iter().filter(|wait| wait.2 == group).map(|&(time, answered, _)| {
                    if answered { Wait::Answered(time) } else { Wait::Open(time) }
                }))
            }).collect();
            let test = LogRank::between(&groups, weighting);
            prop_assert!(test.statistic() >= 0.0 && test.statistic().is_finite());
            let events: u64 = test.observed().iter().sum();
            prop_assert!((test.expected().iter().sum::<f64>() - events as f64).abs() < 1e-9);
            groups.reverse();
            let reversed = LogRank::between(&groups, weighting);
            prop_assert_eq!(test.degrees(), reversed.degrees());
            prop_assert!((test.statistic() - reversed.statistic()).abs() <= 1e-7 * (1.0 + test.statistic()));
        }

        #[test]
        fn the_same_curve_twice_is_no_difference(times in proptest::collection::vec(0_u64..30, 2..40)) {
            let curve = SurvivalCurve::of(times.into_iter().map(Wait::Answered));
            let test = LogRank::between(&[curve.clone(), curve], Weighting::LogRank);
            prop_assert!(test.statistic() < 1e-20);
        }
    }
}
