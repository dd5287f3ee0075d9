//! Short lists put in order without guessing: which of two is the smaller one is never asked in a branch.

use super::unit::Found;

/// Puts what is found in order. Most messages have few matches; those that have many are sorted as any list is.
pub(super) fn sort(found: &mut [Found]) {
    match found.len() {
        0 | 1 => {}
        2..=8 => with_room::<8>(found, few),
        9..=16 => with_room::<16>(found, whole),
        _ => found.sort_unstable(),
    }
}

/// Sorts a list in a row that is filled up with what stands behind everything.
#[inline]
fn with_room<const ROOM: usize>(found: &mut [Found], sort: impl Fn(&mut [Found; ROOM])) {
    let mut row = [Found::LAST; ROOM];
    row.iter_mut().zip(&*found).for_each(|(place, hit)| *place = *hit);
    sort(&mut row);
    found.iter_mut().zip(row).for_each(|(place, hit)| *place = hit);
}

/// Eight in nineteen steps.
fn few(row: &mut [Found; 8]) {
    order(row, [[0, 1], [2, 3], [4, 5], [6, 7]]);
    order(row, [[0, 2], [1, 3], [4, 6], [5, 7]]);
    order(row, [[1, 2], [5, 6], [0, 4], [3, 7]]);
    order(row, [[1, 5], [2, 6]]);
    order(row, [[1, 4], [3, 6]]);
    order(row, [[2, 4], [3, 5]]);
    order(row, [[3, 4]]);
}

/// Sixteen in sixty, by M. W. Green.
fn whole(row: &mut [Found; 16]) {
    order(row, [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9], [10, 11], [12, 13], [14, 15]]);
    order(row, [[0, 2], [1, 3], [4, 6], [5, 7], [8, 10], [9, 11], [12, 14], [13, 15]]);
    order(row, [[0, 4], [1, 5], [2, 6], [3, 7], [8, 12], [9, 13], [10, 14], [11, 15]]);
    order(row, [[0, 8], [1, 9], [2, 10], [3, 11], [4, 12], [5, 13], [6, 14], [7, 15]]);
    order(row, [[5, 10], [6, 9], [3, 12], [13, 14], [4, 8], [7, 11], [1, 2]]);
    order(row, [[1, 4], [7, 13], [2, 8], [11, 14]]);
    order(row, [[2, 4], [5, 6], [9, 10], [11, 13], [3, 8], [7, 12]]);
    order(row, [[6, 8], [10, 12], [3, 5], [7, 9]]);
    order(row, [[3, 4], [5, 6], [7, 8], [9, 10], [11, 12]]);
    order(row, [[6, 7], [8, 9]]);
}

/// Puts the smaller one of each pair first.
#[inline]
fn order<const ROOM: usize, const PAIRS: usize>(row: &mut [Found; ROOM], pairs: [[usize; 2]; PAIRS]) {
    for [left, right] in pairs {
        (row[left], row[right]) = (row[left].min(row[right]), row[left].max(row[right]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What puts every row of two values in order puts every row in order.
    #[test]
    fn every_row_of_two_values_is_put_in_order() {
        for room in 0..=17 {
            for row in 0_u32..1 << room {
                let mut found: Vec<_> = (0..room).map(|bit| Found::of(row >> bit & 1, 0, 1)).collect();
                sort(&mut found);
                assert!(found.is_sorted(), "{row:b}");
            }
        }
    }
}
