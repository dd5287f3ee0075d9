//! Short words as numbers.

/// The length of words that two numbers hold: nearly all.
pub(super) const LONGEST: usize = 16;

/// The length of what is no short word: no word has it, and no place without a word.
pub(super) const NO_LENGTH: u32 = 0x1f;

/// The bytes that a short word has, by its length.
const MASKS: [[u64; 2]; LONGEST + 1] = {
    let mut masks = [[u64::MAX; 2]; LONGEST + 1];
    let mut len = 0;
    while len < LONGEST {
        masks[len] = if len < 8 { [(1 << (8 * len)) - 1, 0] } else { [u64::MAX, (1 << (8 * (len - 8))) - 1] };
        len += 1;
    }
    masks
};

/// A word of 1 to 16 bytes as numbers, which are compared faster than texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Short {
    /// Its first eight bytes, the first one lowest; 0 where there is none.
    pub(super) low: u64,
    /// The bytes after those.
    pub(super) high: u64,
    pub(super) len: u32,
}

impl Short {
    /// The first so many of as many bytes as there can be, all of them if they are more; without a length if they are more, or if
    /// they do not count.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "halves of a number")]
    pub(super) fn or_none(bytes: &[u8; LONGEST], len: u32, counts: bool) -> Self {
        let [low, high] = MASKS.get(len as usize).copied().unwrap_or_default();
        let both = u128::from_le_bytes(*bytes);
        let len = if counts && len as usize <= LONGEST { len } else { NO_LENGTH };
        Self { low: both as u64 & low, high: (both >> 64) as u64 & high, len }
    }

    /// The first so many of some bytes; none if they are too many, or none.
    #[inline]
    pub(super) fn of(bytes: &[u8], len: usize) -> Option<Self> {
        match bytes.first_chunk() {
            Some(chunk) => Self::of_chunk(chunk, len),
            None => Self::of_chunk(&padded(bytes), len),
        }
    }

    /// The first so many of as many bytes as there can be.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a length of 16 at most, and halves of a number")]
    pub(super) fn of_chunk(bytes: &[u8; LONGEST], len: usize) -> Option<Self> {
        let mask = MASKS.get(len).filter(|_| len > 0)?;
        let both = u128::from_le_bytes(*bytes);
        Some(Self { low: both as u64 & mask[0], high: (both >> 64) as u64 & mask[1], len: len as u32 })
    }
}

/// Where a text ends there may be fewer bytes than the numbers have.
#[cold]
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
        assert_ne!(short("a"), short("a\0"));
        assert_ne!(short("parcels"), short("parcel"));
        assert_ne!(short("parcelsparcels"), short("parcelsparcelz"));
        assert_eq!(short("seventeen letters"), None);
        assert_eq!(short(""), None);
    }
}
