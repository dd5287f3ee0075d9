//! Intervals from the likelihood itself: how far a parameter can go before the ratings speak against it.

use super::minimise::{Felt, Lowest, Search, Smooth, conjugate, lowest_knowing};

/// What the square root of the likelihood ratio reaches at the ends of a 95 % interval: that of the 95 % quantile of χ² with
/// one degree of freedom (Wilks 1938).
pub(crate) const REACH: f64 = 1.959_963_984_540_054;

/// How near to [`REACH`] an end must come.
const NEAR: f64 = 0.01;

/// So often an end is guessed at most.
const GUESSES: usize = 15;

/// The curvature of a cost around its lowest point, over the coordinates that are not held at a side of their box.
pub(crate) struct Bowl<'a> {
    pub(crate) inside: &'a [usize],
    /// In units of the whole cost and not of its mean.
    pub(crate) curvature: &'a [Vec<f64>],
    pub(crate) inverse: Option<&'a [Vec<f64>]>,
}

/// A cost that is a mean over so many ratings, its lowest point and its box.
pub(crate) struct Valley<'a, 'c> {
    pub(crate) cost: &'a mut Smooth<'c>,
    pub(crate) count: f64,
    pub(crate) found: &'a Lowest,
    pub(crate) sides: &'a [(f64, f64)],
    pub(crate) bowl: Bowl<'a>,
    pub(crate) passes: usize,
}

impl Valley<'_, '_> {
    /// The ends of the interval of one coordinate: where the cost, lowest over all others, has risen by half the square of
    /// [`REACH`]. A side of the box where it does not rise so far.
    pub(crate) fn ends(&mut self, coordinate: usize) -> (f64, f64) {
        (self.end(coordinate, -1.0), self.end(coordinate, 1.0))
    }

    fn end(&mut self, coordinate: usize, sign: f64) -> f64 {
        let start = self.found.point[coordinate];
        let (low, high) = self.sides[coordinate];
        let side = if sign < 0.0 { low } else { high };
        if (side - start) * sign <= 0.0 {
            return side;
        }
        let (error, tilt) = self.along(coordinate);
        let felt = self.felt(coordinate);
        let (mut near, mut far) = (start, f64::NAN);
        let mut at = start + sign * (REACH * error);
        let mut point = self.found.point.clone();
        for _ in 0..GUESSES {
            at = if sign < 0.0 { at.max(side) } else { at.min(side) };
            // The others go along as far as the curvature tells.
            let moved = at - point[coordinate];
            for (x, tilt) in point.iter_mut().zip(&tilt) {
                *x += moved * tilt;
            }
            point[coordinate] = at;
            let mut sides = self.sides.to_vec();
            sides[coordinate] = (at, at);
            let search = Search { most_passes: 60, flat: 0.03 / self.count };
            let best = lowest_knowing(self.cost, &point, &sides, search, felt.clone());
            self.passes += best.passes;
            if !best.value.is_finite() {
                far = at;
                at = f64::midpoint(near, at);
                continue;
            }
            let risen = (2.0 * self.count * (best.value - self.found.value)).max(0.0).sqrt();
            if (risen - REACH).abs() < NEAR || (at == side && risen < REACH) {
                return at;
            }
            if risen < REACH {
                near = at;
            } else {
                far = at;
            }
            point = best.point;
            // Newton's step on the root of the ratio, which is nearly a straight line, kept between what is known.
            let rise = sign * self.count * best.gradient[coordinate] / risen;
            let newton = (REACH - risen) / rise;
            let most = 3.0 * (at - start).abs().max(error);
            let next = at + sign * if rise > 0.0 { newton.clamp(-most, most) } else { most };
            at = if far.is_nan() {
                if (next - near) * sign > 0.0 { next } else { near + sign * most }
            } else if (next - near) * sign > 0.0 && (far - next) * sign > 0.0 {
                next
            } else {
                f64::midpoint(near, far)
            };
        }
        at
    }

    /// How far a coordinate reaches by the curvature, and how the others go along with it.
    fn along(&self, coordinate: usize) -> (f64, Vec<f64>) {
        let mut tilt = vec![0.0; self.found.point.len()];
        let place = self.bowl.inside.iter().position(|inside| *inside == coordinate);
        if let (Some(inverse), Some(place)) = (self.bowl.inverse, place) {
            let whole = inverse[place][place];
            for (other, inside) in self.bowl.inside.iter().enumerate() {
                tilt[*inside] = inverse[other][place] / whole;
            }
            // Where the ratings say next to nothing the curvature may promise any reach; a box of logarithms is not so wide.
            return (whole.sqrt().min(3.0), tilt);
        }
        (0.3, tilt)
    }

    /// How the gradient of the mean changes along the other coordinates.
    fn felt(&self, coordinate: usize) -> Vec<Felt> {
        let others: Vec<usize> =
            (0..self.bowl.inside.len()).filter(|place| self.bowl.inside[*place] != coordinate).collect();
        let block: Vec<Vec<f64>> = others
            .iter()
            .map(|row| others.iter().map(|column| self.bowl.curvature[*row][*column]).collect())
            .collect();
        let widen = |felt: Vec<f64>, unit: f64| {
            let mut wide = vec![0.0; self.found.point.len()];
            for (x, place) in felt.into_iter().zip(&others) {
                wide[self.bowl.inside[*place]] = x * unit;
            }
            wide
        };
        conjugate(&block)
            .unwrap_or_default()
            .into_iter()
            .map(|(step, change)| (widen(step, 1.0), widen(change, 1.0 / self.count)))
            .collect()
    }
}
