//! How well a score tells good rows from others, with intervals from resampled groups.
#![allow(unreachable_pub, reason = "an example and a test include it")]

/// Rows of equal width in which scores are held against what came true.
const BINS: usize = 10;

/// One labelled row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// High speaks for good; from 0 to 1 where it is a probability.
    pub score: f64,
    pub good: bool,
    /// Rows of one group are drawn together.
    pub group: usize,
}

/// What is measured of one score. A number that the rows do not tell is not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// The chance that a good row stands above another one; ties count half (Mann & Whitney 1947).
    pub auc: f64,
    /// The mean of F1 for good and for not good, at the threshold that was asked for.
    pub f1: f64,
    /// The highest there is, with the threshold that reaches it: chosen on these rows, and so too high for others. It is
    /// infinite where it is best to count no row as good.
    pub best_f1: f64,
    pub best_at: f64,
    /// The mean squared distance of the score from what came true (Brier 1950).
    pub brier: f64,
    /// The mean distance of score and share of good rows, over ten bins of equal width, each by its rows (Naeini et al. 2015).
    pub calibration: f64,
}

impl Metrics {
    /// The numbers that get intervals.
    fn numbers(&self) -> [f64; 5] {
        [self.auc, self.f1, self.best_f1, self.brier, self.calibration]
    }
}

/// A number with the range that holds 95 % of its draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// Metrics with their intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimates {
    pub auc: Estimate,
    pub f1: Estimate,
    pub best_f1: Estimate,
    pub best_at: f64,
    pub brier: Estimate,
    pub calibration: Estimate,
}

/// Rows in the order of their scores, so that every draw is one pass over them.
#[derive(Clone, Debug)]
pub struct Ranked {
    rows: Vec<Row>,
    groups: usize,
    threshold: f64,
}

impl Ranked {
    /// The rows ranked, to be told apart at that threshold.
    pub fn of(mut rows: Vec<Row>, threshold: f64) -> Self {
        rows.sort_by(|a, b| a.score.total_cmp(&b.score));
        let groups = rows.iter().map(|row| row.group + 1).max().unwrap_or(0);
        Self { rows, groups, threshold }
    }

    /// Each row counted once.
    pub fn metrics(&self) -> Metrics {
        self.weighted(&vec![1.0; self.groups])
    }

    /// Each row counted as often as its group was drawn.
    fn weighted(&self, drawn: &[f64]) -> Metrics {
        let weight = |row: &Row| drawn.get(row.group).copied().unwrap_or(0.0);
        let (mut good, mut bad, mut brier) = (0.0, 0.0, 0.0);
        // Of the rows below the threshold.
        let (mut low_good, mut low_bad) = (0.0, 0.0);
        let mut bins = [(0.0, 0.0); BINS];
        for row in &self.rows {
            let times = weight(row);
            let truth = f64::from(u8::from(row.good));
            *if row.good { &mut good } else { &mut bad } += times;
            if row.score < self.threshold {
                *if row.good { &mut low_good } else { &mut low_bad } += times;
            }
            brier += times * (row.score - truth) * (row.score - truth);
            let bin = &mut bins[bin(row.score)];
            bin.0 += times * row.score;
            bin.1 += times * truth;
        }
        let all = good + bad;
        let f1 = |low_good: f64, low_bad: f64| {
            // Good rows above, good rows below; others below, others above.
            let (hit, missed, left, taken) = (good - low_good, low_good, low_bad, bad - low_bad);
            let one = |hit: f64, wrong: f64| if hit == 0.0 { 0.0 } else { 2.0 * hit / (2.0 * hit + wrong) };
            f64::midpoint(one(hit, missed + taken), one(left, missed + taken))
        };
        let (mut below_good, mut below_bad, mut above) = (0.0, 0.0, 0.0);
        let (mut best_f1, mut best_at) = (f1(0.0, 0.0), self.rows.first().map_or(f64::NAN, |row| row.score));
        for tied in self.rows.chunk_by(|a, b| a.score == b.score) {
            let (mut here_good, mut here_bad) = (0.0, 0.0);
            for row in tied {
                *if row.good { &mut here_good } else { &mut here_bad } += weight(row);
            }
            let reached = f1(below_good, below_bad);
            if reached > best_f1 {
                (best_f1, best_at) = (reached, tied[0].score);
            }
            above += here_good * (below_bad + here_bad / 2.0);
            below_good += here_good;
            below_bad += here_bad;
        }
        let reached = f1(below_good, below_bad);
        if reached > best_f1 {
            (best_f1, best_at) = (reached, f64::INFINITY);
        }
        let off: f64 = bins.iter().map(|(scores, truths)| (scores - truths).abs()).sum();
        let both = good > 0.0 && bad > 0.0;
        let told = |number: f64| if both { number } else { f64::NAN };
        Metrics {
            auc: told(above / (good * bad)),
            f1: told(f1(low_good, low_bad)),
            best_f1: told(best_f1),
            best_at,
            brier: brier / all,
            calibration: off / all,
        }
    }

    /// The metrics, with intervals from that many draws of whole groups.
    pub fn estimates(&self, draws: u32, seed: u64) -> Estimates {
        let whole = self.metrics();
        let mut lots = Lots::new(self.groups, seed);
        let mut lists: [Vec<f64>; 5] = Default::default();
        for _ in 0..draws {
            let metrics = self.weighted(lots.next());
            lists.iter_mut().zip(metrics.numbers()).for_each(|(list, number)| list.push(number));
        }
        let [auc, f1, best_f1, brier, calibration] = lists;
        Estimates {
            auc: between(whole.auc, auc),
            f1: between(whole.f1, f1),
            best_f1: between(whole.best_f1, best_f1),
            best_at: whole.best_at,
            brier: between(whole.brier, brier),
            calibration: between(whole.calibration, calibration),
        }
    }

    /// The area alone, with its interval.
    pub fn area(&self, draws: u32, seed: u64) -> Estimate {
        let mut lots = Lots::new(self.groups, seed);
        let areas = (0..draws).map(|_| self.auc(lots.next())).collect();
        between(self.auc(&vec![1.0; self.groups]), areas)
    }

    fn auc(&self, drawn: &[f64]) -> f64 {
        let (mut good, mut bad, mut above) = (0.0, 0.0, 0.0);
        for tied in self.rows.chunk_by(|a, b| a.score == b.score) {
            let (mut here_good, mut here_bad) = (0.0, 0.0);
            for row in tied {
                let times = drawn.get(row.group).copied().unwrap_or(0.0);
                *if row.good { &mut here_good } else { &mut here_bad } += times;
            }
            above += here_good * (bad + here_bad / 2.0);
            good += here_good;
            bad += here_bad;
        }
        above / (good * bad)
    }
}

/// By how much the area of one score exceeds that of another on the same rows, drawn together.
pub fn area_gain(one: &Ranked, other: &Ranked, draws: u32, seed: u64) -> Estimate {
    let mut lots = Lots::new(one.groups.max(other.groups), seed);
    let ones = vec![1.0; one.groups.max(other.groups)];
    let gains = (0..draws)
        .map(|_| {
            let times = lots.next();
            one.auc(times) - other.auc(times)
        })
        .collect();
    between(one.auc(&ones) - other.auc(&ones), gains)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 9")]
fn bin(score: f64) -> usize {
    #[expect(clippy::cast_precision_loss, reason = "ten")]
    let place = (score.clamp(0.0, 1.0) * BINS as f64) as usize;
    place.min(BINS - 1)
}

/// The middle 95 % of the draws that tell something.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places in a list"
)]
fn between(value: f64, mut draws: Vec<f64>) -> Estimate {
    draws.retain(|number| number.is_finite());
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * draws.len().saturating_sub(1) as f64;
        draws.get(place.round() as usize).copied().unwrap_or(f64::NAN)
    };
    Estimate { value, low: at(0.025), high: at(0.975) }
}

/// Lots as many groups as there are, with replacement (Efron 1979), by splitmix64 (Steele, Lea & Flood 2014).
struct Lots {
    state: u64,
    times: Vec<f64>,
}

impl Lots {
    fn new(groups: usize, seed: u64) -> Self {
        Self { state: seed, times: vec![0.0; groups] }
    }

    fn next(&mut self) -> &[f64] {
        let groups = self.times.len();
        self.times.fill(0.0);
        for _ in 0..groups {
            self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            // The high half of a product is a number below the number of groups.
            let place = (u128::from(mixed) * groups as u128) >> 64;
            if let Some(times) = usize::try_from(place).ok().and_then(|place| self.times.get_mut(place)) {
                *times += 1.0;
            }
        }
        &self.times
    }
}
