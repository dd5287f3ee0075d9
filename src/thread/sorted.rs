//! Turns by thread.

use crate::stats::radix;

/// Where the lines of each thread are.
pub(super) struct Sorted {
    /// Lines by thread, otherwise in their order; none if they are so already.
    pub(super) order: Option<Vec<u32>>,
    /// The threads in order, each with the end of its lines.
    pub(super) segments: Vec<(u32, u32)>,
}

impl Sorted {
    pub(super) fn of(threads: &[u32]) -> Self {
        let mut segments: Vec<(u32, u32)> = Vec::new();
        let mut close = |thread: u32, end: u32| match segments.last_mut() {
            Some(last) if last.0 == thread => last.1 = end,
            _ => segments.push((thread, end)),
        };
        if threads.is_sorted() {
            (1..).zip(threads).for_each(|(end, &thread)| close(thread, end));
            return Self { order: None, segments };
        }
        let most = threads.iter().copied().max().unwrap_or(0) as usize;
        if most / 4 > threads.len() {
            // Numbers with large gaps, such as parts of hashes.
            let mut keys: Vec<u64> =
                (0..).zip(threads).map(|(line, &thread)| u64::from(thread) << 32 | line).collect();
            radix::sort_from(&mut keys, 32);
            (1..).zip(&keys).for_each(|(end, key)| close(high(*key), end));
            return Self { order: Some(keys.into_iter().map(low).collect()), segments };
        }
        let mut ends = vec![0_u32; most + 1];
        for &thread in threads {
            ends[thread as usize] += 1;
        }
        let mut end = 0;
        for (thread, count) in (0..).zip(&mut ends) {
            let start = end;
            if *count > 0 {
                end += *count;
                segments.push((thread, end));
            }
            *count = start;
        }
        let mut order = vec![0; threads.len()];
        for (line, &thread) in (0..).zip(threads) {
            let place = &mut ends[thread as usize];
            order[*place as usize] = line;
            *place += 1;
        }
        Self { order: Some(order), segments }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the upper half")]
const fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half")]
const fn low(word: u64) -> u32 {
    word as u32
}
