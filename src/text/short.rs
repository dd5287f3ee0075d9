//! Short words as numbers.

/// The length of words that two numbers hold: nearly all.
pub(super) const LONGEST: usize = 16;

/// The bytes that a short word has, by its length; none if it is too long.
const MASKS: [[u64; 2]; LONGEST + 2] = {
    let mut masks = [[0; 2]; LONGEST + 2];
    let mut len = 0;
    while len < LONGEST {
        masks[len] = if len < 8 { [(1 << (8 * len)) - 1, 0] } else { [u64::MAX, (1 << (8 * (len - 8))) - 1] };
        len += 1;
    }
    masks[LONGEST] = [u64::MAX; 2];
    masks
};

/// A word of 1 to 16 bytes as numbers, which are compared faster than texts. No word has a byte 0, so that its bytes tell how
/// long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Short {
    /// Its first eight bytes, the first one lowest; 0 where there is none.
    pub(super) low: u64,
    /// The bytes after those.
    pub(super) high: u64,
}

impl Short {
    /// What is no short word.
    pub(super) const NONE: Self = Self { low: 0, high: 0 };

    /// The first so many of some bytes; none if they are too many.
    #[inline]
    pub(super) fn of(bytes: &[u8], len: usize) -> Self {
        match bytes.first_chunk() {
            Some(chunk) => Self::of_chunk(chunk, len),
            None => Self::of_chunk(&padded(bytes), len),
        }
    }

    /// The first so many of as many bytes as there can be.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "halves of a number")]
    pub(super) fn of_chunk(bytes: &[u8; LONGEST], len: usize) -> Self {
        let mask = MASKS[len.min(LONGEST + 1)];
        let both = u128::from_le_bytes(*bytes);
        Self { low: both as u64 & mask[0], high: (both >> 64) as u64 & mask[1] }
    }

    /// Equality without a branch for each number.
    #[inline]
    pub(super) const fn is(self, other: Self) -> bool {
        (self.low ^ other.low) | (self.high ^ other.high) == 0
    }
}

/// Where a text ends there may be fewer bytes than the numbers have.
fn padded(bytes: &[u8]) -> [u8; LONGEST] {
    let mut chunk = [0; LONGEST];
    chunk.iter_mut().zip(bytes).for_each(|(all, byte)| *all = *byte);
    chunk
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_told_apart() {
        let short = |text: &str| Short::of(text.as_bytes(), text.len());
        assert_eq!(Short::of(b"parcel, where are you", 6), short("parcel"));
        assert_eq!(Short::of(b"sixteen letters, or so", 16), short("sixteen letters,"));
        assert_ne!(short("parcels"), short("parcel"));
        assert_ne!(short("parcelsparcels"), short("parcelsparcelz"));
        assert_eq!(short("seventeen letters"), Short::NONE);
        assert_eq!(short(""), Short::NONE);
        assert!(short("parcel").is(short("parcel")) && !short("parcel").is(short("parcels")));
        assert!(!short("parcelsparcels").is(short("parcelsparcelz")));
    }
}
