//! How shares differ among peers: the beta distribution that most probably made them.

use super::gamma::{digamma, trigamma};

/// A peer's evidence for and against: what was earned and what was lost, in events or fractions of them.
pub(crate) type Counts = (f64, f64);

/// The limits within which a maximum is sought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Neither parameter is less than this.
    pub(crate) least: f64,
    /// The sum of both is not more than this.
    pub(crate) most: f64,
}

/// The parameters of the beta-binomial distribution (Skellam 1948) under which the peers are most probable.
///
/// The likelihood of a sum s = α + β and a mean m = α/s is concave in m for each s, so that the best m is found safely; what is
/// left is a function of s alone, whose slope is followed to zero by false position on ln s. Where the slope does not
/// change within the limits, peers differ more, or less, than the limits allow, and the nearer limit is returned.
///
/// Peers are sorted first: their order does not change a bit. `None` without any evidence.
pub(crate) fn most_probable(peers: &[Counts], limits: Limits) -> Option<(f64, f64)> {
    let mut peers: Vec<Counts> = peers.iter().copied().filter(|(high, low)| high + low > 0.0).collect();
    peers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    if peers.is_empty() {
        return None;
    }
    let likelihood = Likelihood { peers: compressed(&peers), limits };
    let slope = |ln_sum: f64| {
        let sum = libm::exp(ln_sum);
        likelihood.slope(sum, likelihood.best_mean(sum))
    };
    let ends = (libm::log(2.0 * limits.least), libm::log(limits.most));
    let sum = libm::exp(falling_zero(slope, ends));
    let mean = likelihood.best_mean(sum);
    Some(((mean * sum).max(limits.least), ((1.0 - mean) * sum).max(limits.least)))
}

/// Equal peers once, with their number.
fn compressed(sorted: &[Counts]) -> Vec<(f64, f64, f64)> {
    let mut peers: Vec<(f64, f64, f64)> = Vec::new();
    for &(high, low) in sorted {
        match peers.last_mut() {
            Some(last) if last.0 == high && last.1 == low => last.2 += 1.0,
            _ => peers.push((high, low, 1.0)),
        }
    }
    peers
}

struct Likelihood {
    /// High, low, and how many peers have just these.
    peers: Vec<(f64, f64, f64)>,
    limits: Limits,
}

impl Likelihood {
    /// The most probable mean for a given sum of the parameters.
    fn best_mean(&self, sum: f64) -> f64 {
        let least = (self.limits.least / sum).min(0.5);
        let (mut low, mut high) = (least, 1.0 - least);
        let (mut earned, mut all) = (0.0, 0.0);
        for &(peer_high, peer_low, times) in &self.peers {
            earned += times * peer_high;
            all += times * (peer_high + peer_low);
        }
        let mut mean = (earned / all).clamp(low, high);
        // Newton's steps, and halving where one leaves the bracket; the slope falls all the way.
        for _ in 0..200 {
            let (a, b) = (mean * sum, (1.0 - mean) * sum);
            let (mut slope, mut bend) = (0.0, 0.0);
            for &(peer_high, peer_low, times) in &self.peers {
                slope += times * (rise(a, peer_high) - rise(b, peer_low));
                bend += times * (fall(a, peer_high) + fall(b, peer_low));
            }
            if slope > 0.0 {
                low = mean;
            } else {
                high = mean;
            }
            let newton = mean + slope / (bend * sum);
            let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
            if (next - mean).abs() <= 1e-15 * mean || high - low <= 1e-15 * low {
                return next;
            }
            mean = next;
        }
        mean
    }

    /// The derivative of the log-likelihood by ln s, at the mean that is best for s.
    fn slope(&self, sum: f64, mean: f64) -> f64 {
        let (a, b) = (mean * sum, (1.0 - mean) * sum);
        let mut slope = 0.0;
        for &(high, low, times) in &self.peers {
            slope += times * (a * rise(a, high) + b * rise(b, low) - sum * rise(sum, high + low));
        }
        slope
    }
}

/// ψ(x + k) − ψ(x).
fn rise(x: f64, k: f64) -> f64 {
    if k == 0.0 { 0.0 } else { digamma(x + k) - digamma(x) }
}

/// ψ′(x) − ψ′(x + k).
fn fall(x: f64, k: f64) -> f64 {
    if k == 0.0 { 0.0 } else { trigamma(x) - trigamma(x + k) }
}

/// Where a function that is positive on the left of its zero and negative on its right crosses, or the end it would cross beyond.
///
/// False position, in which an end that stays twice counts half (Dowell & Jarratt 1971: the Illinois method).
fn falling_zero(value: impl Fn(f64) -> f64, (mut low, mut high): (f64, f64)) -> f64 {
    let (mut at_low, mut at_high) = (value(low), value(high));
    if at_high >= 0.0 {
        return high;
    }
    if at_low <= 0.0 {
        return low;
    }
    let mut last_rose = None;
    let mut last = low;
    for _ in 0..200 {
        let position = low + (high - low) * at_low / (at_low - at_high);
        let at_position = value(position);
        let rises = at_position > 0.0;
        if rises {
            (low, at_low) = (position, at_position);
            if last_rose == Some(true) {
                at_high *= 0.5;
            }
        } else {
            (high, at_high) = (position, at_position);
            if last_rose == Some(false) {
                at_low *= 0.5;
            }
        }
        if at_position == 0.0 || (position - last).abs() <= 1e-12 {
            return position;
        }
        last_rose = Some(rises);
        last = position;
    }
    last
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::stats::measure::{close, survival_fixtures};

    const WIDE: Limits = Limits { least: 1e-3, most: 1e6 };

    /// The log-likelihood, but for what does not depend on the parameters.
    fn likelihood(peers: &[Counts], a: f64, b: f64) -> f64 {
        let ln_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
        peers.iter().map(|&(high, low)| ln_beta(a + high, b + low) - ln_beta(a, b)).sum()
    }

    #[test]
    fn the_maxima_of_the_reference() {
        // Found with scipy 1.17.1; good to some 3e-7.
        let Some(folder) = survival_fixtures() else { return };
        let text = std::fs::read_to_string(folder.join("betabinomial_eb.json")).unwrap();
        let cases: Value = serde_json::from_str(&text).unwrap();
        for case in cases.as_array().unwrap() {
            let numbers =
                |name: &str| case[name].as_array().unwrap().iter().map(|item| item.as_f64().unwrap());
            let peers: Vec<Counts> = numbers("k").zip(numbers("n")).map(|(k, n)| (k, n - k)).collect();
            let (a, b) = most_probable(&peers, WIDE).unwrap();
            let expected = |name: &str| case["mle"][name].as_f64().unwrap();
            println!("{a} for {}, {b} for {}", expected("alpha"), expected("beta"));
            close(a, expected("alpha"), 1e-6);
            close(b, expected("beta"), 1e-6);
            assert!(
                likelihood(&peers, a, b) >= likelihood(&peers, expected("alpha"), expected("beta")) - 1e-10
            );
        }
    }

    #[test]
    fn no_step_aside_is_more_probable() {
        // Shares of 12 peers, with fractions as a ledger has them.
        let peers: Vec<Counts> =
            (0..12).map(|i| (f64::from(i * i % 7) + 0.25, f64::from(i * 5 % 11) + 0.5)).collect();
        let (a, b) = most_probable(&peers, WIDE).unwrap();
        let best = likelihood(&peers, a, b);
        for (da, db) in
            [(1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999), (1.001, 1.001), (0.999, 0.999)]
        {
            assert!(likelihood(&peers, a * da, b * db) < best);
        }
        let mut turned = peers.clone();
        turned.reverse();
        turned.push((0.0, 0.0));
        assert_eq!(most_probable(&turned, WIDE), Some((a, b)));
        let mirrored: Vec<Counts> = peers.iter().map(|&(high, low)| (low, high)).collect();
        let (c, d) = most_probable(&mirrored, WIDE).unwrap();
        close(c, b, 1e-9);
        close(d, a, 1e-9);
    }

    #[test]
    fn peers_that_are_alike_or_extreme_stay_within_the_limits() {
        let limits = Limits { least: 0.01, most: 100.0 };
        let alike = most_probable(&[(30.0, 10.0); 9], limits).unwrap();
        // As sure as is allowed; the middle is a little nearer to a half than the peers are.
        close(alike.0 + alike.1, 100.0, 1e-9);
        close(alike.0, 75.0, 5e-3);
        let apart = most_probable(&[(1e6, 0.0), (0.0, 1e6)], limits).unwrap();
        assert!(apart.0 >= 0.01 && apart.1 >= 0.01 && apart.0 < 0.2, "{apart:?}");
        for extreme in [[(5.0, 0.0); 4], [(0.0, 5.0); 4], [(1e15, 0.0); 4], [(1e-300, 0.0); 4]] {
            let (a, b) = most_probable(&extreme, limits).unwrap();
            assert!(a >= 0.01 && b >= 0.01 && a + b <= 100.0 * (1.0 + 1e-9), "{a}, {b} for {extreme:?}");
        }
        assert_eq!(most_probable(&[], limits), None);
        assert_eq!(most_probable(&[(0.0, 0.0)], limits), None);
    }
}
