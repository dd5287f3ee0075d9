//! Dice for simulations: the same throws for the same seed.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]

/// Vigna's `SplitMix64` (2015).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// Evenly from 0 to 1, neither included.
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0 + f64::EPSILON / 4.0
    }

    /// Evenly from 0 to `count`, `count` not included.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }
}
