//! How long until an answer, when some are still open: the product-limit curve of Kaplan & Meier (1958).

use crate::error::{Error, Result};

use super::interval::deviate;
use super::{radix, rounded};

/// One wait for an answer, in milliseconds.
///
/// # Examples
///
/// ```
/// use goodwill::stats::Wait;
///
/// assert_eq!(Wait::Answered(900_000).time(), 900_000);
/// assert!(!Wait::Open(900_000).is_answered());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wait {
    /// The answer came after this long.
    Answered(u64),
    /// No answer had come after this long, when looking ended: a right-censored wait.
    Open(u64),
}

impl Wait {
    /// How long the wait was, or has been so far, in milliseconds.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goodwill::stats::Wait::Open(7).time(), 7);
    /// ```
    #[must_use]
    pub const fn time(self) -> u64 {
        match self {
            Self::Answered(time) | Self::Open(time) => time,
        }
    }

    /// Whether the wait ended with an answer.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(goodwill::stats::Wait::Answered(7).is_answered());
    /// ```
    #[must_use]
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Answered(_))
    }
}

/// What happened at one time of a [`SurvivalCurve`].
///
/// # Examples
///
/// ```
/// use goodwill::stats::{SurvivalCurve, Wait};
///
/// let curve = SurvivalCurve::of([Wait::Answered(10), Wait::Open(10), Wait::Open(30), Wait::Open(40)]);
/// let step = curve.steps()[0];
/// assert_eq!((step.time, step.at_risk, step.events, step.censored), (10, 4, 1, 1));
/// assert_eq!(step.survival, 0.75);
/// assert!((step.variance - 0.75 * 0.75 / 12.0).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SurvivalStep {
    /// The time, in milliseconds.
    pub time: u64,
    /// How many waits were open just before this time.
    pub at_risk: u64,
    /// How many of them were answered at this time.
    pub events: u64,
    /// How many were last seen open at this time; they still count as at risk for its answers.
    pub censored: u64,
    /// The estimated share of waits still open after this time, from 0 to 1.
    pub survival: f64,
    /// The variance of `survival` by Greenwood's formula (1926).
    ///
    /// Zero where `survival` is 0: the formula has no value there.
    pub variance: f64,
}

impl SurvivalStep {
    /// The log–log interval of `survival`, `deviate` normal deviates to each side.
    fn interval(&self, deviate: f64) -> (f64, f64) {
        if self.survival <= 0.0 || self.survival >= 1.0 {
            return (self.survival, self.survival);
        }
        let ln_survival = libm::log(self.survival);
        // The standard error of ln(−ln S) is √(variance)/(S·|ln S|).
        let reach = deviate * self.variance.sqrt() / (self.survival * -ln_survival);
        let bound = |reach: f64| libm::exp(ln_survival * libm::exp(reach));
        (bound(reach), bound(-reach))
    }
}

/// The share of waits still open as time goes by, estimated fairly from answered and open ones together.
///
/// Leaving open waits out makes an answering company look fast because it leaves the hard ones; counting
/// them as answered now is as wrong. The product-limit estimate (Kaplan & Meier 1958) lets every
/// wait count for as long as it was watched:
///
/// ```text
/// S(t) = Π (1 − dᵢ/nᵢ)                 over the times tᵢ ≤ t, dᵢ answers among nᵢ still waiting
/// Var S(t) = S(t)²·Σ dᵢ/(nᵢ(nᵢ − dᵢ))   (Greenwood 1926)
/// S(t)^exp(±z·√Var / (S·ln S))          log–log interval (Kalbfleisch & Prentice 1980)
/// ```
///
/// Where a wait is answered at the time another was last seen open, the answer comes first.
///
/// # When it misleads
///
/// Open waits must be like the others but for being watched less long. Below some 50 waits the interval
/// covers less than its level says. And an answer that comes earlier can lower a score read off the curve, since
/// those still open then weigh differently: use it beside a score that cannot do that, not in its place.
///
/// # Examples
///
/// Remission times in weeks of 21 children with leukaemia given 6-mercaptopurine (Freireich and others 1963;
/// the worked example of Cox & Oakes 1984); nine had relapsed, twelve were still well:
///
/// ```
/// use goodwill::stats::{SurvivalCurve, Wait};
///
/// let relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(Wait::Answered);
/// let well = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(Wait::Open);
/// let curve = SurvivalCurve::of(relapsed.into_iter().chain(well));
///
/// assert_eq!((curve.n(), curve.events()), (21, 9));
/// assert!((curve.survival_at(10) - 0.7529).abs() < 1e-4);
/// assert_eq!(curve.median(), Some(23));
/// // The upper end is not known yet.
/// assert_eq!(curve.quantile_interval(0.5, 0.95), (Some(13), None));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurvivalCurve {
    n: u64,
    events: u64,
    steps: Vec<SurvivalStep>,
}

impl SurvivalCurve {
    /// The curve of some waits, in any order.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([Wait::Open(5), Wait::Answered(3)]);
    /// assert_eq!(curve.survival_at(2), 1.0);
    /// assert_eq!(curve.survival_at(3), 0.5);
    ///
    /// // Of nothing, nothing is known.
    /// assert_eq!(SurvivalCurve::of([]).median(), None);
    /// ```
    #[must_use]
    pub fn of(waits: impl IntoIterator<Item = Wait>) -> Self {
        let waits = waits.into_iter();
        let (mut answered, mut open) = (Vec::with_capacity(waits.size_hint().0), Vec::new());
        for wait in waits {
            match wait {
                Wait::Answered(time) => answered.push(time),
                Wait::Open(time) => open.push(time),
            }
        }
        radix::sort(&mut answered);
        radix::sort(&mut open);
        let n = answered.len() as u64 + open.len() as u64;
        let mut builder = Builder::new(n);
        let (mut answered, mut open) = (answered.as_slice(), open.as_slice());
        while let Some(&time) = answered.first().into_iter().chain(open.first()).min() {
            builder.push(time, take(&mut answered, time), take(&mut open, time));
        }
        builder.curve
    }

    /// The curve of waits that are counted already: rows of time, events and censored, by rising time.
    ///
    /// Rows that count nothing are skipped.
    ///
    /// # Errors
    ///
    /// If a time is not later than the one before it, or there are more than `u64::MAX` waits.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let counted = SurvivalCurve::from_counts([(3, 2, 0), (5, 0, 1)])?;
    /// let waits = SurvivalCurve::of([Wait::Answered(3), Wait::Answered(3), Wait::Open(5)]);
    /// assert_eq!(counted, waits);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    ///
    /// Times must rise:
    ///
    /// ```
    /// use goodwill::stats::SurvivalCurve;
    ///
    /// let error = SurvivalCurve::from_counts([(5, 1, 0), (3, 1, 0)]).unwrap_err();
    /// assert_eq!(error.to_string(), "time: 3 is not later than the row before, at 5");
    /// ```
    pub fn from_counts(rows: impl IntoIterator<Item = (u64, u64, u64)>) -> Result<Self> {
        let rows: Vec<_> = rows.into_iter().collect();
        let mut n = 0_u64;
        let mut last = None;
        for &(time, events, censored) in &rows {
            if let Some(before) = last.filter(|&before| time <= before) {
                return Err(Error::refused("time", time, format!("later than the row before, at {before}")));
            }
            last = Some(time);
            n = n.checked_add(events).and_then(|n| n.checked_add(censored)).ok_or_else(|| {
                Error::refused("waits", format!("their number up to time {time}"), "at most 2^64 - 1")
            })?;
        }
        let mut builder = Builder::new(n);
        for (time, events, censored) in rows {
            builder.push(time, events, censored);
        }
        Ok(builder.curve)
    }

    /// How many waits there are, answered and open.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// assert_eq!(SurvivalCurve::of([Wait::Answered(7), Wait::Open(9)]).n(), 2);
    /// ```
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// How many of them were answered.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// assert_eq!(SurvivalCurve::of([Wait::Answered(7), Wait::Open(9)]).events(), 1);
    /// ```
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// Every time at which a wait was answered or last seen open, ascending.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([Wait::Answered(7), Wait::Answered(7), Wait::Open(9)]);
    /// let times: Vec<_> = curve.steps().iter().map(|step| (step.time, step.at_risk)).collect();
    /// assert_eq!(times, [(7, 3), (9, 1)]);
    /// ```
    #[must_use]
    pub fn steps(&self) -> &[SurvivalStep] {
        &self.steps
    }

    /// The share of waits still open after a time in milliseconds, from 0 to 1.
    ///
    /// The share answered within the time is one less this. One before the first answer; after the last
    /// wait, the curve stays where it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([Wait::Answered(10), Wait::Answered(20)]);
    /// assert_eq!(curve.survival_at(9), 1.0);
    /// assert_eq!(curve.survival_at(10), 0.5);
    /// assert_eq!(curve.survival_at(99), 0.0);
    /// ```
    #[must_use]
    pub fn survival_at(&self, time: u64) -> f64 {
        self.step_at(time).map_or(1.0, |step| step.survival)
    }

    /// The lower and the upper bound of [`survival_at`](Self::survival_at), at a level such as 0.95.
    ///
    /// The log–log interval of Kalbfleisch & Prentice, which stays within 0..=1. Where the estimate is 1 or 0,
    /// before the first answer or after the last of all waits, both bounds are the estimate: there the formula
    /// knows no uncertainty. A level outside 0..=1 counts as the nearer end, NaN as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of((1..=100).map(Wait::Answered));
    /// let (low, high) = curve.interval_at(25, 0.95);
    /// assert!((low - 0.6529).abs() < 1e-4 && (high - 0.8236).abs() < 1e-4);
    /// ```
    #[must_use]
    pub fn interval_at(&self, time: u64, level: f64) -> (f64, f64) {
        self.step_at(time).map_or((1.0, 1.0), |step| step.interval(deviate(level)))
    }

    /// The time by which half of the waits are answered; see [`quantile`](Self::quantile).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([4, 1, 3, 2].map(Wait::Answered));
    /// assert_eq!(curve.median(), Some(2));
    /// ```
    #[must_use]
    pub fn median(&self) -> Option<u64> {
        self.quantile(0.5)
    }

    /// The time by which a share `p` of the waits is answered, in milliseconds: the first one with S(t) ≤ 1 − p.
    ///
    /// `None` if the curve does not come down that far, or `p` is NaN. Zero or a negative `p` gives the first
    /// time of the curve.
    ///
    /// A curve that comes to rest on 1 − p, as that of an even number of answered waits does on one half, has
    /// reached it: the median of four is the second. Equal means to within 1e-12, so that rounding does not decide.
    /// R's survival package takes the middle of the stretch that lies on 1 − p instead; Python's lifelines means
    /// the same time as this crate, but compares without a margin and so at times names the next one.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of([Wait::Answered(10), Wait::Answered(20), Wait::Open(30)]);
    /// assert_eq!(curve.quantile(0.3), Some(10));
    /// assert_eq!(curve.quantile(0.6), Some(20));
    /// assert_eq!(curve.quantile(0.9), None);
    /// ```
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<u64> {
        self.first(|step| step.survival, 1.0 - p)
    }

    /// The first time at which a share `left` of the waits, or less, is still open, ties decided as Python's lifelines decides them.
    ///
    /// The same as [`quantile`](Self::quantile) of `1 - left` but where the curve comes to rest on `left` exactly. There this
    /// takes the estimate in the floats of S(t) = exp(Σ ln(nᵢ − dᵢ) − ln nᵢ) with no margin, as lifelines computes it: whether
    /// the tie is reached is left to rounding. For results that are held against that package; `None` if it is not reached.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// // Half of six are answered at once, exactly; in logarithms a little less than half are.
    /// let curve = SurvivalCurve::of([1, 1, 1, 2, 2, 5].map(Wait::Answered));
    /// assert_eq!(curve.quantile(0.5), Some(1));
    /// assert_eq!(curve.fallen_to(0.5), Some(2));
    /// ```
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts above 2^53 need no more than a float's precision here"
    )]
    pub fn fallen_to(&self, left: f64) -> Option<u64> {
        let near = self.steps.iter().position(|step| step.survival <= left + TIE)?;
        if self.steps[near].survival < left - TIE {
            return Some(self.steps[near].time);
        }
        let mut ln_survival = 0.0;
        let (mut last, mut ln_last) = (0, 0.0);
        for (index, step) in self.steps.iter().enumerate() {
            let remaining = step.at_risk - step.events;
            if remaining == 0 || step.survival < left - TIE {
                return Some(step.time);
            }
            if step.events > 0 {
                // Between two answers the number waiting is often the same.
                let before = if step.at_risk == last { ln_last } else { rounded::ln(step.at_risk as f64) };
                (last, ln_last) = (remaining, rounded::ln(remaining as f64));
                ln_survival += ln_last - before;
            }
            if index >= near && rounded::exp(ln_survival) <= left {
                return Some(step.time);
            }
        }
        None
    }

    /// The bounds of [`quantile`](Self::quantile), at a level such as 0.95; `None` for one that is not reached.
    ///
    /// The first times at which the lower and at which the upper bound of
    /// [`interval_at`](Self::interval_at) is at most 1 − p, as in Brookmeyer & Crowley (1982), with log–log
    /// bounds. Once every wait is answered both bounds of the curve are 0, so that the upper end is never later than the
    /// last answer; R's survival package leaves it open in this case.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::stats::{SurvivalCurve, Wait};
    ///
    /// let curve = SurvivalCurve::of((1..=101).map(Wait::Answered));
    /// assert_eq!(curve.quantile_interval(0.5, 0.95), (Some(41), Some(60)));
    /// ```
    #[must_use]
    pub fn quantile_interval(&self, p: f64, level: f64) -> (Option<u64>, Option<u64>) {
        let deviate = deviate(level);
        (
            self.first(|step| step.interval(deviate).0, 1.0 - p),
            self.first(|step| step.interval(deviate).1, 1.0 - p),
        )
    }

    fn step_at(&self, time: u64) -> Option<&SurvivalStep> {
        let after = self.steps.partition_point(|step| step.time <= time);
        self.steps[..after].last()
    }

    /// The first time at which something that is read off a step is at most a limit.
    fn first(&self, read: impl Fn(&SurvivalStep) -> f64, limit: f64) -> Option<u64> {
        // Bounds need not fall all the way, so this is a walk and not a search.
        self.steps.iter().find(|step| read(step) <= limit + TIE).map(|step| step.time)
    }
}

/// How far above a limit still counts as on it: far more than rounding makes, far less than one wait in 2^32.
const TIE: f64 = 1e-12;

/// Takes all that equal a time off the front of a sorted slice and counts them.
fn take(sorted: &mut &[u64], time: u64) -> u64 {
    let count = sorted.iter().take_while(|&&next| next == time).count();
    *sorted = &sorted[count..];
    count as u64
}

/// Builds a curve from left to right.
struct Builder {
    curve: SurvivalCurve,
    at_risk: u64,
    /// The estimate after the last time a wait was censored, and how many were at risk from then on.
    ///
    /// Between censorings the factors of the product cancel each other; leaving them out keeps a curve without
    /// open waits exact.
    base: (f64, u64),
    /// Greenwood's sum.
    relative_variance: f64,
}

impl Builder {
    fn new(n: u64) -> Self {
        Self {
            curve: SurvivalCurve { n, events: 0, steps: Vec::new() },
            at_risk: n,
            base: (1.0, n),
            relative_variance: 0.0,
        }
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "counts above 2^53 need no more than a float's precision here"
    )]
    fn push(&mut self, time: u64, events: u64, censored: u64) {
        if events == 0 && censored == 0 {
            return;
        }
        let at_risk = self.at_risk;
        let remaining = at_risk - events;
        let (base, base_at_risk) = self.base;
        let survival = base * (remaining as f64 / base_at_risk as f64);
        if remaining > 0 {
            self.relative_variance += events as f64 / (at_risk as f64 * remaining as f64);
        }
        self.at_risk = remaining - censored;
        if censored > 0 {
            self.base = (survival, self.at_risk);
        }
        self.curve.events += events;
        self.curve.steps.push(SurvivalStep {
            time,
            at_risk,
            events,
            censored,
            survival,
            variance: survival * survival * self.relative_variance,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::stats::measure::{close, survival_fixtures};

    #[test]
    fn the_mercaptopurine_arm() {
        // Freireich and others (1963); survival and standard errors as in Cox & Oakes (1984), to
        // the digits of R's survfit.
        let relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(Wait::Answered);
        let well = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(Wait::Open);
        let curve = SurvivalCurve::of(well.into_iter().chain(relapsed));
        for (time, at_risk, events, survival, error) in [
            (6, 21, 3, 0.857, 0.0764),
            (7, 17, 1, 0.807, 0.0869),
            (10, 15, 1, 0.753, 0.0963),
            (13, 12, 1, 0.690, 0.1068),
            (16, 11, 1, 0.627, 0.1141),
            (22, 7, 1, 0.538, 0.1282),
            (23, 6, 1, 0.448, 0.1346),
        ] {
            let step = *curve.steps().iter().find(|step| step.time == time).unwrap();
            assert_eq!((step.at_risk, step.events), (at_risk, events));
            assert!((step.survival - survival).abs() < 6e-4, "{step:?}");
            assert!((step.variance.sqrt() - error).abs() < 6e-5, "{step:?}");
        }
        assert_eq!(curve.median(), Some(23));
        assert_eq!(curve.quantile_interval(0.5, 0.95), (Some(13), None));
    }

    #[test]
    fn curves_at_their_ends() {
        let empty = SurvivalCurve::of([]);
        assert_eq!((empty.n(), empty.events(), empty.steps().len()), (0, 0, 0));
        assert_eq!((empty.median(), empty.quantile_interval(0.5, 0.95)), (None, (None, None)));
        close(empty.survival_at(7), 1.0, 0.0);

        let open = SurvivalCurve::of([Wait::Open(1), Wait::Open(2)]);
        assert_eq!(open.quantile(0.01), None);
        assert_eq!(open.interval_at(2, 0.95), (1.0, 1.0));

        let answered = SurvivalCurve::of([Wait::Answered(0), Wait::Answered(u64::MAX)]);
        assert_eq!(answered.quantile(1.0), Some(u64::MAX));
        assert_eq!(answered.quantile(0.0), Some(0));
        assert_eq!(answered.quantile(f64::NAN), None);
        assert_eq!(answered.interval_at(u64::MAX, 0.95), (0.0, 0.0));
        assert_eq!(answered.interval_at(5, 1.0), (0.0, 1.0));
        assert_eq!(answered.interval_at(5, f64::NAN), (0.0, 1.0));
        let (low, high) = answered.interval_at(5, 0.0);
        close(low, 0.5, 1e-15);
        close(high, 0.5, 1e-15);
    }

    #[test]
    fn counts_that_cannot_be_are_refused() {
        let twice = SurvivalCurve::from_counts([(5, 1, 0), (5, 1, 0)]).unwrap_err();
        assert_eq!(twice.to_string(), "time: 5 is not later than the row before, at 5");
        let many = SurvivalCurve::from_counts([(5, u64::MAX, 0), (6, 0, 1)]).unwrap_err();
        assert_eq!(many.to_string(), "waits: their number up to time 6 is not at most 2^64 - 1");
        let skipped = SurvivalCurve::from_counts([(4, 0, 0), (5, 1, 0)]).unwrap();
        assert_eq!(skipped, SurvivalCurve::of([Wait::Answered(5)]));
    }

    /// The largest relative differences from the reference, by what was compared.
    #[derive(Debug, Default)]
    struct Largest {
        curves: usize,
        survival: f64,
        variance: f64,
        bounds: f64,
        quantiles: usize,
        ties: usize,
    }

    fn floats(value: &Value) -> Vec<f64> {
        // An absent variance stands for the one Greenwood's formula does not have.
        value.as_array().unwrap().iter().map(|item| item.as_f64().unwrap_or(0.0)).collect()
    }

    /// Times of the reference are fractions; the bits of a float that is not negative are in its order.
    fn as_time(value: &Value) -> Option<u64> {
        value.as_f64().map(f64::to_bits)
    }

    fn compare(reference: &Value, largest: &mut Largest) {
        let times = floats(&reference["durations"]);
        let answered = floats(&reference["events"]);
        let curve = SurvivalCurve::of(times.iter().zip(&answered).map(|(time, &answered)| {
            if answered > 0.0 { Wait::Answered(time.to_bits()) } else { Wait::Open(time.to_bits()) }
        }));
        assert_eq!(curve.n(), reference["n"].as_u64().unwrap());

        let table = &reference["event_table"];
        let km = &reference["km"];
        let mut steps = curve.steps().iter();
        for (row, time) in floats(&table["time"]).into_iter().enumerate() {
            let count = |name: &str| table[name][row].as_u64().unwrap();
            if count("observed") + count("censored") == 0 {
                continue;
            }
            let step = steps.next().unwrap();
            assert_eq!(step.time, time.to_bits());
            assert_eq!(
                (step.at_risk, step.events, step.censored),
                (count("at_risk"), count("observed"), count("censored"))
            );
            let at_time = floats(&km["time"]).iter().position(|&at| at.to_bits() == step.time).unwrap();
            let expected = |name: &str| floats(&km[name])[at_time];
            let difference = |actual: f64, expected: f64| {
                if actual.to_bits() == expected.to_bits() {
                    0.0
                } else {
                    (actual - expected).abs() / expected
                }
            };
            let (low, high) = curve.interval_at(step.time, 0.95);
            largest.survival = largest.survival.max(difference(step.survival, expected("survival")));
            largest.variance =
                largest.variance.max(difference(step.variance, expected("greenwood_var_formula")));
            largest.bounds = largest.bounds.max(difference(low, expected("ci95_loglog_lower")));
            largest.bounds = largest.bounds.max(difference(high, expected("ci95_loglog_upper")));
        }
        assert!(steps.next().is_none());

        let asked = &reference["survival_at"];
        for (time, expected) in floats(&asked["t"]).into_iter().zip(floats(&asked["S"])) {
            let survival = curve.survival_at(time.to_bits());
            assert!((survival - expected).abs() <= 1e-13 * expected, "{survival} for {expected} at {time}");
        }

        for (rest, expected) in reference["quantiles_S_le_q"].as_object().unwrap() {
            let p = match rest.as_str() {
                "0.9" => 0.1,
                "0.75" => 0.25,
                "0.5" => 0.5,
                "0.25" => 0.75,
                "0.1" => 0.9,
                other => panic!("no quantile {other}"),
            };
            let quantile = curve.quantile(p);
            largest.quantiles += 1;
            if quantile != as_time(expected) {
                // The curve lies on the asked share exactly, and the reference is one rounding error above it.
                let time = quantile.unwrap();
                close(curve.survival_at(time), 1.0 - p, 1e-15);
                let next = curve.steps().iter().find(|step| step.time > time && step.events > 0).unwrap();
                assert_eq!(Some(next.time), as_time(expected), "the time with {rest} left");
                largest.ties += 1;
            }
        }
        assert_eq!(curve.median(), curve.quantile(0.5));
        let bounds = &reference["median_ci95"];
        assert_eq!(curve.quantile_interval(0.5, 0.95), (as_time(&bounds[0]), as_time(&bounds[1])));
        largest.curves += 1;
    }

    #[test]
    fn matches_the_reference_curves() {
        // Computed with lifelines 0.30.3 and checked against R survival 3.5.3.
        let Some(folder) = survival_fixtures() else { return };
        let mut largest = Largest::default();
        for name in [
            "edge",
            "gbsg2_hormone",
            "larynx_stage",
            "leukemia_rx",
            "lymph_node",
            "psychiatric_sex",
            "rossi_fin",
            "waltons",
        ] {
            let text = std::fs::read_to_string(folder.join(format!("km_{name}.json"))).unwrap();
            let file: Value = serde_json::from_str(&text).unwrap();
            if name == "edge" {
                file.as_object().unwrap().values().for_each(|case| compare(case, &mut largest));
            } else {
                compare(&file["all"], &mut largest);
                let groups = file["groups"].as_array().into_iter().flatten();
                groups.for_each(|group| compare(group, &mut largest));
            }
        }
        println!("{largest:?}");
        assert_eq!(largest.ties, 3, "two of the edge cases, and larynx at 0.9 left");
        assert!(
            largest.survival < 1e-13 && largest.variance < 1e-12 && largest.bounds < 1e-12,
            "{largest:?}"
        );
    }

    fn waits() -> impl Strategy<Value = Vec<Wait>> {
        let wait = (0_u64..40, any::<bool>())
            .prop_map(|(time, answered)| if answered { Wait::Answered(time) } else { Wait::Open(time) });
        proptest::collection::vec(wait, 0..60)
    }

    proptest! {
        #[test]
        fn the_curve_falls_from_one_and_its_interval_holds_it(waits in waits(), level in 0.0..1.0_f64) {
            let curve = SurvivalCurve::of(waits.iter().copied());
            prop_assert_eq!(curve.n(), waits.len() as u64);
            prop_assert_eq!(curve.events(), waits.iter().filter(|wait| wait.is_answered()).count() as u64);
            let mut last = 1.0;
            for step in curve.steps() {
                prop_assert!((0.0..=last).contains(&step.survival));
                prop_assert!(step.variance >= 0.0 && step.variance.is_finite());
                let (low, high) = curve.interval_at(step.time, level);
                prop_assert!(0.0 <= low && low <= step.survival + 1e-15);
                prop_assert!(step.survival <= high + 1e-15 && high <= 1.0);
                last = step.survival;
            }
        }

        #[test]
        fn counting_first_changes_nothing(waits in waits()) {
            let counts = |time: u64| {
                let count = |wait: Wait| waits.iter().filter(|&&other| other == wait).count() as u64;
                (time, count(Wait::Answered(time)), count(Wait::Open(time)))
            };
            let counted = SurvivalCurve::from_counts((0..40).map(counts)).unwrap();
            prop_assert_eq!(counted, SurvivalCurve::of(waits.iter().copied()));
        }

        #[test]
        fn a_quantile_is_the_first_time_that_low(waits in waits(), p in 0.01..0.99_f64) {
            let curve = SurvivalCurve::of(waits);
            match curve.quantile(p) {
                Some(time) => {
                    prop_assert!(curve.survival_at(time) <= 1.0 - p + TIE);
                    prop_assert!(time == 0 || curve.survival_at(time - 1) > 1.0 - p);
                }
                None => prop_assert!(curve.survival_at(u64::MAX) > 1.0 - p),
            }
        }

        #[test]
        fn without_open_waits_it_is_the_plain_share(times in proptest::collection::vec(0_u64..40, 1..60)) {
            let curve = SurvivalCurve::of(times.iter().copied().map(Wait::Answered));
            for asked in 0..40 {
                let later = times.iter().filter(|&&time| time > asked).count() as u64;
                let share = f64::from(u32::try_from(later).unwrap()) / f64::from(u32::try_from(times.len()).unwrap());
                prop_assert_eq!(curve.survival_at(asked).to_bits(), share.to_bits());
            }
            let mut sorted = times;
            sorted.sort_unstable();
            prop_assert_eq!(curve.median(), Some(sorted[(sorted.len() - 1) / 2]));
        }
    }
}
