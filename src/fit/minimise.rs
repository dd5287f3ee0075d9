//! Finds the lowest point of a smooth function inside a box.

/// A function with its gradient: returns the value and writes the gradient.
pub(crate) type Smooth<'a> = dyn FnMut(&[f64], &mut [f64]) -> f64 + 'a;

/// Where the search ended.
#[derive(Clone, Debug)]
pub(crate) struct Lowest {
    /// The point.
    pub(crate) point: Vec<f64>,
    /// The largest step that the gradient still asks for, after what the box forbids.
    pub(crate) slope: f64,
    /// How often the function was looked at.
    pub(crate) passes: usize,
    /// The value there.
    pub(crate) value: f64,
    /// The gradient there, whatever the box forbids.
    pub(crate) gradient: Vec<f64>,
}

/// A step, and by how much it changed the gradient.
pub(crate) type Felt = (Vec<f64>, Vec<f64>);

/// When to stop, and how much to remember.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    pub(crate) most_passes: usize,
    pub(crate) flat: f64,
}

/// Pairs of steps and changes of the gradient that are remembered.
const MEMORY: usize = 12;
/// The share of the expected gain that a step must bring (Armijo 1966).
const SUFFICIENT: f64 = 1e-4;

/// Limited-memory BFGS (Nocedal 1980) on the coordinates that the box leaves free, with a line search along the path
/// that is bent at the sides of the box (Bertsekas 1982).
///
/// Own code, because what is needed is small and the well-kept crate lacks it: its quasi-Newton methods know no box,
/// and it brings a clock and random numbers into a crate that promises neither.
pub(crate) fn lowest(
    function: &mut Smooth<'_>,
    start: &[f64],
    sides: &[(f64, f64)],
    search: Search,
) -> Lowest {
    lowest_knowing(function, start, sides, search, Vec::new())
}

/// The same, knowing beforehand how some steps change the gradient. Where these are conjugate, one to a free coordinate,
/// and the function is a bowl, the first step ends at its lowest point.
pub(crate) fn lowest_knowing(
    function: &mut Smooth<'_>,
    start: &[f64],
    sides: &[(f64, f64)],
    search: Search,
    mut memory: Vec<Felt>,
) -> Lowest {
    let most = memory.len() + MEMORY;
    let inside = |point: &mut Vec<f64>| {
        for (x, (low, high)) in point.iter_mut().zip(sides) {
            *x = x.clamp(*low, *high);
        }
    };
    let mut point = start.to_vec();
    inside(&mut point);
    let mut slope = vec![0.0; point.len()];
    let mut value = function(&point, &mut slope);
    let mut passes = 1;
    let mut held: Option<Vec<bool>> = None;
    loop {
        let now: Vec<bool> = (0..point.len())
            .map(|i| (point[i] <= sides[i].0 && slope[i] > 0.0) || (point[i] >= sides[i].1 && slope[i] < 0.0))
            .collect();
        if held.as_ref().is_some_and(|held| *held != now) {
            // What was learnt of the curvature mixes coordinates that are no longer free together.
            memory.clear();
        }
        let held = &*held.insert(now);
        let steepest = (0..point.len()).filter(|i| !held[*i]).map(|i| slope[i].abs()).fold(0.0, f64::max);
        if steepest <= search.flat || passes >= search.most_passes || !value.is_finite() {
            return Lowest { point, slope: steepest, passes, value, gradient: slope };
        }
        let mut way = direction(&slope, held, &memory);
        let mut descent = dot(&way, &slope);
        if descent >= 0.0 {
            memory.clear();
            way = direction(&slope, held, &memory);
            descent = dot(&way, &slope);
        }
        // In logarithms a first step of one half is long; later ones know their length.
        let longest = way.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let mut stride = if memory.is_empty() { (0.5 / longest).min(1.0) } else { (2.0 / longest).min(1.0) };
        let mut next = point.clone();
        let mut next_slope = vec![0.0; point.len()];
        let found = loop {
            for i in 0..point.len() {
                next[i] = stride.mul_add(way[i], point[i]);
            }
            inside(&mut next);
            let next_value = function(&next, &mut next_slope);
            passes += 1;
            let gain: f64 = (0..point.len()).map(|i| (next[i] - point[i]) * slope[i]).sum();
            if next_value.is_finite() && next_value <= SUFFICIENT.mul_add(gain, value) && gain < 0.0 {
                break Some(next_value);
            }
            stride *= if stride * descent.abs() > 1e3 { 0.1 } else { 0.4 };
            if stride < 1e-12 || passes >= search.most_passes {
                break None;
            }
        };
        let Some(next_value) = found else {
            if memory.is_empty() || passes >= search.most_passes {
                return Lowest { point, slope: steepest, passes, value, gradient: slope };
            }
            memory.clear();
            continue;
        };
        let step: Vec<f64> = (0..point.len()).map(|i| next[i] - point[i]).collect();
        let change: Vec<f64> = (0..point.len()).map(|i| next_slope[i] - slope[i]).collect();
        let curved = dot(&step, &change);
        if curved > 1e-12 * dot(&change, &change) {
            if memory.len() == most {
                memory.remove(0);
            }
            memory.push((step, change));
        }
        point = next;
        value = next_value;
        slope = next_slope;
    }
}

/// Downhill as far as the remembered curvature tells, along free coordinates only.
fn direction(slope: &[f64], held: &[bool], memory: &[Felt]) -> Vec<f64> {
    let free = |i: usize| if held[i] { 0.0 } else { 1.0 };
    let mut way: Vec<f64> = slope.iter().enumerate().map(|(i, x)| -x * free(i)).collect();
    let masked = |v: &[f64]| v.iter().enumerate().map(|(i, x)| x * free(i)).collect::<Vec<f64>>();
    let pairs: Vec<(Vec<f64>, Vec<f64>, f64)> = memory
        .iter()
        .map(|(step, change)| (masked(step), masked(change)))
        .map(|(step, change)| {
            let curved = dot(&step, &change);
            (step, change, curved)
        })
        .filter(|(_, _, curved)| *curved > 0.0)
        .collect();
    let mut shares = vec![0.0; pairs.len()];
    for (share, (step, change, curved)) in shares.iter_mut().zip(&pairs).rev() {
        *share = dot(step, &way) / curved;
        add(&mut way, -*share, change);
    }
    if let Some((_, change, curved)) = pairs.last() {
        let scale = curved / dot(change, change);
        for x in &mut way {
            *x *= scale;
        }
    }
    for (share, (step, change, curved)) in shares.iter().zip(&pairs) {
        let back = dot(change, &way) / curved;
        add(&mut way, share - back, step);
    }
    way
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(into: &mut [f64], factor: f64, what: &[f64]) {
    for (x, y) in into.iter_mut().zip(what) {
        *x += factor * y;
    }
}

/// The lower triangle whose product with its own transpose is a symmetric matrix (Cholesky); `None` unless that is positive
/// definite.
fn triangle(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    let mut lower = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let rest = matrix[i][j] - (0..j).map(|k| lower[i][k] * lower[j][k]).sum::<f64>();
            if i == j {
                if rest.is_nan() || rest <= 0.0 {
                    return None;
                }
                lower[i][i] = rest.sqrt();
            } else {
                lower[i][j] = rest / lower[j][j];
            }
        }
    }
    Some(lower)
}

/// What the transpose of a lower triangle takes to `x`, written over it.
fn back(lower: &[Vec<f64>], x: &mut [f64]) {
    let n = x.len();
    for i in (0..n).rev() {
        x[i] = (x[i] - (i + 1..n).map(|k| lower[k][i] * x[k]).sum::<f64>()) / lower[i][i];
    }
}

fn unit(n: usize, place: usize) -> Vec<f64> {
    (0..n).map(|i| if i == place { 1.0 } else { 0.0 }).collect()
}

/// The inverse of a symmetric matrix, row by row; `None` unless it is positive definite.
pub(crate) fn inverse(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    let lower = triangle(matrix)?;
    let mut inverse = vec![vec![0.0; n]; n];
    for column in 0..n {
        let mut x = unit(n, column);
        for i in 0..n {
            x[i] = (x[i] - (0..i).map(|k| lower[i][k] * x[k]).sum::<f64>()) / lower[i][i];
        }
        back(&lower, &mut x);
        for (row, x) in inverse.iter_mut().zip(x) {
            row[column] = x;
        }
    }
    Some(inverse)
}

/// Steps that are conjugate in a bowl of that curvature, one to a coordinate, with what they change of its gradient; `None`
/// unless it is positive definite.
pub(crate) fn conjugate(curvature: &[Vec<f64>]) -> Option<Vec<Felt>> {
    let n = curvature.len();
    let lower = triangle(curvature)?;
    Some(
        (0..n)
            .map(|place| {
                let mut step = unit(n, place);
                back(&lower, &mut step);
                (step, lower.iter().map(|row| row[place]).collect())
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEARCH: Search = Search { most_passes: 2_000, flat: 1e-9 };

    /// Rosenbrock's valley in `n` dimensions, lowest at 1 everywhere.
    fn valley(x: &[f64], slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let mut value = 0.0;
        for i in 0..x.len() - 1 {
            let (a, b) = (x[i + 1] - x[i] * x[i], 1.0 - x[i]);
            value += 100.0 * a * a + b * b;
            slope[i] += -400.0 * a * x[i] - 2.0 * b;
            slope[i + 1] += 200.0 * a;
        }
        value
    }

    #[test]
    fn the_valley_ends_where_rosenbrock_put_it() {
        for n in [2, 5, 10] {
            let found = lowest(&mut valley, &vec![-1.2; n], &vec![(-10.0, 10.0); n], SEARCH);
            // Above three dimensions the valley has a second end, near −1 in the first coordinate.
            assert!(found.slope < 1e-8, "{found:?}");
            assert!(found.point[1..].iter().all(|x| (x - 1.0).abs() < 1e-6), "{found:?}");
            assert!(found.passes < 500, "{found:?}");
        }
    }

    #[test]
    fn a_side_of_the_box_holds() {
        // The lowest point of the plane is at (3, −1); the box ends at 2.
        let mut bowl = |x: &[f64], slope: &mut [f64]| {
            let (a, b) = (x[0] - 3.0, x[1] + 1.0);
            slope[0] = 2.0 * a + 0.5 * b;
            slope[1] = 8.0 * b + 0.5 * a;
            a * a + 4.0 * b * b + 0.5 * a * b
        };
        let found = lowest(&mut bowl, &[0.0, 0.0], &[(-5.0, 2.0), (-5.0, 5.0)], SEARCH);
        assert_eq!(found.point[0], 2.0);
        assert!((found.point[1] - (-1.0 + 0.5 / 8.0)).abs() < 1e-8, "{found:?}");
    }

    #[test]
    fn who_knows_the_bowl_is_there_at_once() {
        let curvature = [vec![4.0, 1.0, 0.5], vec![1.0, 3.0, -0.2], vec![0.5, -0.2, 2.0]];
        let mut bowl = |x: &[f64], slope: &mut [f64]| {
            for (into, row) in slope.iter_mut().zip(&curvature) {
                *into = row.iter().zip(x).map(|(entry, x)| entry * (x - 0.7)).sum();
            }
            0.5 * slope.iter().zip(x).map(|(slope, x)| slope * (x - 0.7)).sum::<f64>()
        };
        let known = conjugate(&curvature).unwrap();
        let found = lowest_knowing(&mut bowl, &[0.0; 3], &[(-9.0, 9.0); 3], SEARCH, known);
        assert_eq!(found.passes, 2, "{found:?}");
        assert!(found.point.iter().all(|x| (x - 0.7).abs() < 1e-12), "{found:?}");
        assert!(found.value.abs() < 1e-12 && found.gradient.iter().all(|x| x.abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn what_has_no_number_is_not_stepped_into() {
        // The logarithm ends at 0 although the box goes on.
        let mut log = |x: &[f64], slope: &mut [f64]| {
            slope[0] = 1.0 - 1.0 / x[0];
            x[0] - libm::log(x[0])
        };
        let found = lowest(&mut log, &[50.0], &[(-100.0, 100.0)], SEARCH);
        assert!((found.point[0] - 1.0).abs() < 1e-7, "{found:?}");
    }

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = vec![vec![4.0, 1.0, 0.5], vec![1.0, 3.0, -0.2], vec![0.5, -0.2, 2.0]];
        let inverse = inverse(&matrix).unwrap();
        for (i, row) in matrix.iter().enumerate() {
            for j in 0..row.len() {
                let product: f64 = row.iter().zip(&inverse).map(|(entry, column)| entry * column[j]).sum();
                assert!((product - f64::from(u8::from(i == j))).abs() < 1e-14);
            }
        }
        assert!(super::inverse(&[vec![1.0, 2.0], vec![2.0, 1.0]]).is_none());
    }
}
