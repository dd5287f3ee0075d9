//! Trust that fades on two clocks, in closed form.

use crate::error::{Error, Result};

/// What is left of a mass after a while: `mass` · 2^(−`elapsed`/`half_life`).
///
/// Both times are in the same unit, whichever it is. Time that has not passed (a negative or NaN `elapsed`)
/// takes nothing away; an infinite half-life never does, and a half-life of zero, below or NaN takes all at once
/// after any time at all.
///
/// # Examples
///
/// ```
/// use goodwill::stats::decayed;
///
/// assert_eq!(decayed(8.0, 180.0, 60.0), 1.0);
/// assert_eq!(decayed(8.0, -5.0, 60.0), 8.0);
/// assert_eq!(decayed(8.0, 1e9, 60.0), 0.0);
/// ```
#[must_use]
pub fn decayed(mass: f64, elapsed: f64, half_life: f64) -> f64 {
    // `max` takes the number where the other is NaN.
    let elapsed = elapsed.max(0.0);
    let half_life = half_life.max(0.0);
    if elapsed <= 0.0 || half_life.is_infinite() {
        mass
    } else if half_life <= 0.0 {
        0.0
    } else {
        mass * libm::exp2(-elapsed / half_life)
    }
}

/// One side of the evidence, good or bad: what has been seen, what is assumed, and how fast the seen part fades.
///
/// # Examples
///
/// ```
/// use goodwill::stats::Side;
///
/// let bad = Side { mass: 4.0, prior: 0.2, half_life: 60.0 };
/// assert_eq!(bad.mass + bad.prior, 4.2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// The weight of what has been seen, as of now: from 0 to 1e15.
    pub mass: f64,
    /// The weight that is assumed beforehand and does not fade: from 1e-15 to 1e15.
    pub prior: f64,
    /// The time after which half of the mass is left, in the caller's unit: from 1e-15 to 1e15.
    pub half_life: f64,
}

impl Side {
    fn check(self, side: &str) -> Result<()> {
        const POSITIVE: &str = "a number from 1e-15 to 1e15";
        let check = |name: &str, value: f64, lowest: f64, accepted: &str| {
            if (lowest..=1e15).contains(&value) {
                Ok(())
            } else {
                Err(Error::refused(format!("{side}.{name}"), value, accepted))
            }
        };
        check("mass", self.mass, 0.0, "a number from 0 to 1e15")?;
        check("prior", self.prior, 1e-15, POSITIVE)?;
        check("half_life", self.half_life, 1e-15, POSITIVE)
    }

    fn at(self, delta: f64) -> f64 {
        decayed(self.mass, delta, self.half_life) + self.prior
    }
}

/// Trust from bad and good evidence, each fading with a half-life of its own.
///
/// With masses N and P, priors n₀ and p₀ and half-lives `H_n` and `H_p`, trust after a silence δ is
///
/// ```text
/// P·2^(−δ/H_p) + p₀
/// ─────────────────────────────────────
/// P·2^(−δ/H_p) + p₀ + N·2^(−δ/H_n) + n₀
/// ```
///
/// the mean of Beta(P + p₀, N + n₀) with faded masses, as in the beta reputation of Jøsang & Ismail (2002),
/// whose single forgetting factor becomes two. In silence it drifts to p₀/(p₀ + n₀), and not always
/// straight: bad evidence that fades faster than good lets trust rise at first and fall later.
///
/// # Examples
///
/// ```
/// use goodwill::stats::{Side, TwoClocks};
///
/// // In days: three times as much bad as good, the bad fading six times as fast.
/// let trust = TwoClocks::new(
///     Side { mass: 9.0, prior: 0.5, half_life: 30.0 },
///     Side { mass: 3.0, prior: 0.5, half_life: 180.0 },
/// )?;
/// assert!((trust.trust_at(0.0) - 0.269).abs() < 1e-3);
///
/// // In silence it climbs past 0.6 after 84 days and is back below after 645.
/// let days = trust.crossings(0.6);
/// assert_eq!(days.iter().map(|day| day.round()).collect::<Vec<_>>(), [84.0, 645.0]);
///
/// // Or it takes 10.75 good events today.
/// assert_eq!(trust.good_needed(0.6), Some(10.75));
/// # Ok::<(), goodwill::Error>(())
/// ```
///
/// A value outside its range is refused:
///
/// ```
/// use goodwill::stats::{Side, TwoClocks};
///
/// let side = Side { mass: 1.0, prior: 0.5, half_life: 30.0 };
/// let error = TwoClocks::new(Side { half_life: 0.0, ..side }, side).unwrap_err();
/// assert_eq!(error.to_string(), "negative.half_life: 0 is not a number from 1e-15 to 1e15");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoClocks {
    negative: Side,
    positive: Side,
}

impl TwoClocks {
    /// Trust from the bad and the good side of the evidence; both half-lives are in the same unit.
    ///
    /// # Errors
    ///
    /// If a mass is not in 0..=1e15, or a prior or a half-life is not in 1e-15..=1e15.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let nothing_yet = Side { mass: 0.0, prior: 1.0, half_life: 90.0 };
    /// assert_eq!(TwoClocks::new(nothing_yet, nothing_yet)?.trust_at(0.0), 0.5);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn new(negative: Side, positive: Side) -> Result<Self> {
        negative.check("negative")?;
        positive.check("positive")?;
        Ok(Self { negative, positive })
    }

    /// The bad side.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let bad = Side { mass: 2.0, prior: 0.2, half_life: 30.0 };
    /// let good = Side { mass: 6.0, prior: 0.8, half_life: 90.0 };
    /// let trust = TwoClocks::new(bad, good)?;
    /// assert_eq!((trust.negative(), trust.positive()), (bad, good));
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub const fn negative(&self) -> Side {
        self.negative
    }

    /// The good side.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let side = Side { mass: 2.0, prior: 0.5, half_life: 30.0 };
    /// assert_eq!(TwoClocks::new(side, side)?.positive().mass, 2.0);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub const fn positive(&self) -> Side {
        self.positive
    }

    /// Trust, above 0 and below 1, after `delta` more time in which nothing happens.
    ///
    /// A negative or NaN `delta` counts as none.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let trust = TwoClocks::new(
    ///     Side { mass: 0.0, prior: 1.0, half_life: 90.0 },
    ///     Side { mass: 6.0, prior: 1.0, half_life: 90.0 },
    /// )?;
    /// assert_eq!(trust.trust_at(0.0), 7.0 / 8.0);
    /// assert_eq!(trust.trust_at(90.0), 4.0 / 5.0);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn trust_at(&self, delta: f64) -> f64 {
        let (bad, good) = (self.negative.at(delta), self.positive.at(delta));
        good / (good + bad)
    }

    /// The times from now at which trust crosses a threshold if nothing happens, ascending; at most two.
    ///
    /// In the unit of the half-lives, to about ten digits. A touch without a crossing is left out, as is
    /// a start exactly on the threshold; so is trust that only comes to rest on it, where "exactly" means to
    /// the rounding of a float. A threshold outside 0..1 is never crossed.
    ///
    /// With equal half-lives there is at most one, `−H·log₂((θn₀ − (1−θ)p₀)/((1−θ)P − θN))`. With unequal
    /// ones the distance has at most one extremum, at `ln((1−θ)P·λ_p/(θN·λ_n))/(λ_p − λ_n)` with `λ = ln 2/H`;
    /// each side of it is bracketed and bisected.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let trust = TwoClocks::new(
    ///     Side { mass: 0.0, prior: 1.0, half_life: 90.0 },
    ///     Side { mass: 6.0, prior: 1.0, half_life: 90.0 },
    /// )?;
    /// // From 0.875 down to 0.6 on the way to 0.5: 2^(−δ/90) = 1/12.
    /// let days = trust.crossings(0.6);
    /// assert_eq!(days.len(), 1);
    /// assert!((days[0] - 322.646_625).abs() < 1e-6);
    /// assert!(trust.crossings(0.4).is_empty());
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn crossings(&self, threshold: f64) -> Vec<f64> {
        if !(threshold > 0.0 && threshold < 1.0) {
            return Vec::new();
        }
        let gap = Gap::new(self, threshold);
        if gap.good_half_life.to_bits() == gap.bad_half_life.to_bits() {
            return gap.single_clock().into_iter().collect();
        }
        match gap.extremum() {
            Some(turn) => [gap.within(0.0, turn), gap.beyond(turn)].into_iter().flatten().collect(),
            None => gap.beyond(0.0).into_iter().collect(),
        }
    }

    /// How much good evidence, all of it now, would lift trust to a threshold: θ(N + n₀)/(1 − θ) − (P + p₀).
    ///
    /// In units of mass: an event of weight one counts one. Zero if trust is there already, `None` for a threshold
    /// of one and above, which no evidence reaches, and for NaN.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{Side, TwoClocks};
    ///
    /// let trust = TwoClocks::new(
    ///     Side { mass: 3.0, prior: 1.0, half_life: 90.0 },
    ///     Side { mass: 1.0, prior: 1.0, half_life: 90.0 },
    /// )?;
    /// assert_eq!(trust.good_needed(0.75), Some(10.0));
    /// assert_eq!(trust.good_needed(0.25), Some(0.0));
    /// assert_eq!(trust.good_needed(1.0), None);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn good_needed(&self, threshold: f64) -> Option<f64> {
        if threshold.is_nan() || threshold >= 1.0 {
            return None;
        }
        let (bad, good) = (self.negative.at(0.0), self.positive.at(0.0));
        Some((threshold * bad / (1.0 - threshold) - good).max(0.0))
    }
}

/// Where trust stands against a threshold θ, multiplied out: (1−θ)·good − θ·bad, which has the sign of
/// trust − θ.
///
/// As a function of time: `good·2^(−δ/H_p) − bad·2^(−δ/H_n) + rest`.
struct Gap {
    good: f64,
    bad: f64,
    rest: f64,
    good_half_life: f64,
    bad_half_life: f64,
    /// Gaps up to this size are rounding errors of zero.
    noise: f64,
}

impl Gap {
    fn new(trust: &TwoClocks, threshold: f64) -> Self {
        let (positive, negative) = (trust.positive, trust.negative);
        let (good, bad) = ((1.0 - threshold) * positive.mass, threshold * negative.mass);
        let (rest_good, rest_bad) = ((1.0 - threshold) * positive.prior, threshold * negative.prior);
        // Each product carries up to two roundings, and so does the sum.
        let rest_noise = 4.0 * f64::EPSILON * (rest_good + rest_bad);
        let rest = rest_good - rest_bad;
        Self {
            good,
            bad,
            rest: if rest.abs() <= rest_noise { 0.0 } else { rest },
            good_half_life: positive.half_life,
            bad_half_life: negative.half_life,
            noise: rest_noise + 4.0 * f64::EPSILON * (good + bad),
        }
    }

    fn at(&self, delta: f64) -> f64 {
        decayed(self.good, delta, self.good_half_life) - decayed(self.bad, delta, self.bad_half_life)
            + self.rest
    }

    /// −1, 0 or 1.
    fn sign(&self, delta: f64) -> i8 {
        let gap = self.at(delta);
        if gap.abs() <= self.noise { 0 } else { sign(gap) }
    }

    /// The closed form for equal half-lives.
    fn single_clock(&self) -> Option<f64> {
        if self.sign(0.0) * sign(self.rest) >= 0 {
            return None;
        }
        Some(-self.good_half_life * libm::log2(-self.rest / (self.good - self.bad)))
    }

    /// The one time above 0 at which the gap turns, if there is any.
    fn extremum(&self) -> Option<f64> {
        if self.good <= 0.0 || self.bad <= 0.0 {
            return None;
        }
        let (good_rate, bad_rate) = (1.0 / self.good_half_life, 1.0 / self.bad_half_life);
        let turn = libm::log2(self.good / self.bad * (self.bad_half_life / self.good_half_life))
            / (good_rate - bad_rate);
        (turn > 0.0 && turn.is_finite()).then_some(turn)
    }

    /// The crossing between two times between which the gap only rises or only falls.
    fn within(&self, from: f64, to: f64) -> Option<f64> {
        let (before, after) = (self.sign(from), self.sign(to));
        (before * after < 0).then(|| self.bisect(before, from, to))
    }

    /// The crossing after a time from which on the gap only rises or only falls, towards `rest`.
    fn beyond(&self, from: f64) -> Option<f64> {
        let (before, after) = (self.sign(from), sign(self.rest));
        if before * after >= 0 {
            return None;
        }
        // After 2,200 half-lives of the slower side nothing of the masses is left, so the loop ends.
        let mut step = self.good_half_life.min(self.bad_half_life);
        let mut near = from;
        while sign(self.at(near + step)) == before {
            near += step;
            step *= 2.0;
        }
        Some(self.bisect(before, near, near + step))
    }

    /// The crossing between two times, the gap having the sign `before` at the first and not at the second.
    fn bisect(&self, before: i8, mut low: f64, mut high: f64) -> f64 {
        // 53 halvings settle the bits of a root as large as the bracket, the others those of a small one.
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if sign(self.at(middle)) == before {
                low = middle;
            } else {
                high = middle;
            }
            if high - low <= 2.0 * f64::EPSILON * high {
                break;
            }
        }
        0.5 * (low + high)
    }
}

fn sign(x: f64) -> i8 {
    i8::from(x > 0.0) - i8::from(x < 0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::measure::close;

    fn side(mass: f64, prior: f64, half_life: f64) -> Side {
        Side { mass, prior, half_life }
    }

    #[test]
    fn matches_the_reference_crossings() {
        #[derive(serde::Deserialize)]
        #[allow(non_snake_case, reason = "the names of the formulas")]
        struct Row {
            N: f64,
            P: f64,
            n0: f64,
            p0: f64,
            half_life_negative_days: f64,
            half_life_positive_days: f64,
            threshold: f64,
            trust_now: f64,
            crossings_days: Vec<f64>,
        }
        let text = include_str!("../../tests/fixtures/trust_crossings.json");
        let rows: Vec<Row> = serde_json::from_str(text).unwrap();
        assert_eq!(rows.len(), 12);
        let mut largest: f64 = 0.0;
        for row in rows {
            let trust = TwoClocks::new(
                side(row.N, row.n0, row.half_life_negative_days),
                side(row.P, row.p0, row.half_life_positive_days),
            )
            .unwrap();
            close(trust.trust_at(0.0), row.trust_now, 1e-15);
            let days = trust.crossings(row.threshold);
            assert_eq!(days.len(), row.crossings_days.len(), "{days:?} for {:?}", row.crossings_days);
            for (&day, &expected) in days.iter().zip(&row.crossings_days) {
                largest = largest.max((day / expected - 1.0).abs());
                close(day, expected, 1e-10);
                close(trust.trust_at(day), row.threshold, 1e-13);
            }
        }
        println!("largest relative difference {largest:e}");
    }

    #[test]
    fn decay_at_its_ends() {
        for (elapsed, half_life, expected) in [
            (0.0, 0.0, 3.0),
            (0.0, f64::NAN, 3.0),
            (f64::NAN, 1.0, 3.0),
            (-1.0, 1.0, 3.0),
            (1.0, 0.0, 0.0),
            (1.0, f64::NAN, 0.0),
            (1.0, f64::INFINITY, 3.0),
            (f64::INFINITY, f64::INFINITY, 3.0),
            (f64::INFINITY, 1.0, 0.0),
            (2.0, 1.0, 0.75),
        ] {
            let left = decayed(3.0, elapsed, half_life);
            assert!((left - expected).abs() < 1e-15, "{left} after {elapsed} of {half_life}");
        }
    }

    #[test]
    fn every_field_is_checked() {
        let fine = side(1.0, 1.0, 1.0);
        assert!(TwoClocks::new(fine, fine).is_ok());
        for (bad, sentence) in [
            (side(-1.0, 1.0, 1.0), "mass: -1 is not a number from 0 to 1e15"),
            (side(f64::NAN, 1.0, 1.0), "mass: NaN is not a number from 0 to 1e15"),
            (side(1.0, 0.0, 1.0), "prior: 0 is not a number from 1e-15 to 1e15"),
            (side(1.0, f64::INFINITY, 1.0), "prior: inf is not a number from 1e-15 to 1e15"),
            (side(1.0, 1.0, -2.0), "half_life: -2 is not a number from 1e-15 to 1e15"),
        ] {
            assert_eq!(TwoClocks::new(bad, fine).unwrap_err().to_string(), format!("negative.{sentence}"));
            assert_eq!(TwoClocks::new(fine, bad).unwrap_err().to_string(), format!("positive.{sentence}"));
        }
    }

    #[test]
    fn no_threshold_no_crossing() {
        let trust = TwoClocks::new(side(1.0, 1.0, 10.0), side(9.0, 1.0, 30.0)).unwrap();
        for threshold in [f64::NAN, -1.0, 0.0, 1.0, 2.0] {
            assert!(trust.crossings(threshold).is_empty());
        }
        assert_eq!(trust.good_needed(f64::NAN), None);
        assert_eq!(trust.good_needed(-1.0), Some(0.0));
    }

    #[test]
    fn starting_on_the_threshold_is_no_crossing() {
        // Trust is 0.7 now and falls to 0.5, by one clock and by two.
        for half_life in [90.0, 91.0] {
            let trust = TwoClocks::new(side(2.0, 1.0, 90.0), side(6.0, 1.0, half_life)).unwrap();
            assert!(trust.crossings(0.7).is_empty(), "{:?}", trust.crossings(0.7));
        }
    }

    proptest! {
        #[test]
        fn trust_is_on_the_other_side_after_each_crossing(
            masses in (0.0..50.0_f64, 0.0..50.0_f64),
            priors in (0.01..10.0_f64, 0.01..10.0_f64),
            half_lives in (0.1..1_000.0_f64, 0.1..1_000.0_f64),
            threshold in 0.01..0.99_f64,
        ) {
            let trust = TwoClocks::new(
                side(masses.0, priors.0, half_lives.0),
                side(masses.1, priors.1, half_lives.1),
            ).unwrap();
            let above = |delta: f64| trust.trust_at(delta) > threshold;
            let days = trust.crossings(threshold);
            prop_assert!(days.len() <= 2 && days.iter().all(|&day| day > 0.0) && days.is_sorted());
            // Between crossings, before the first and after the last, trust stays on one side.
            let mut side = above(0.0);
            let mut from = 0.0;
            for &day in days.iter().chain(&[1e7]) {
                // Both ends are left out: there trust is on the threshold.
                for share in 1..20 {
                    let delta = from + (day - from) * f64::from(share) / 20.0;
                    let near = (trust.trust_at(delta) - threshold).abs() < 1e-12;
                    prop_assert!(near || above(delta) == side, "{delta} in {days:?}");
                }
                side = !side;
                from = day;
            }
        }

        #[test]
        fn the_good_that_is_needed_is_enough(
            bad in 0.0..50.0_f64, good in 0.0..50.0_f64, threshold in 0.01..0.99_f64,
        ) {
            let negative = side(bad, 1.0, 30.0);
            let trust = TwoClocks::new(negative, side(good, 1.0, 30.0)).unwrap();
            let needed = trust.good_needed(threshold).unwrap();
            let after = TwoClocks::new(negative, side(good + needed, 1.0, 30.0)).unwrap().trust_at(0.0);
            prop_assert!(after >= threshold - 1e-12);
            prop_assert!(needed <= 0.0 || after <= threshold + 1e-12);
        }

        #[test]
        fn nearly_equal_clocks_agree_with_one(
            bad in 0.0..50.0_f64, good in 0.0..50.0_f64, threshold in 0.05..0.95_f64,
        ) {
            let one = TwoClocks::new(side(bad, 1.0, 90.0), side(good, 2.0, 90.0)).unwrap().crossings(threshold);
            let two = TwoClocks::new(side(bad, 1.0, 90.0), side(good, 2.0, 90.000_000_001)).unwrap().crossings(threshold);
            if let (&[one], &[two]) = (one.as_slice(), two.as_slice()) {
                prop_assert!((one - two).abs() < 1e-5 * (1.0 + one), "{one} {two}");
            }
        }
    }
}
