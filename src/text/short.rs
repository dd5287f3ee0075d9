//! Short words as numbers.

/// The length of words that two numbers hold: nearly all.
const LONGEST: usize = 16;

/// The bytes that a short word has, by its length less one.
const MASKS: [[u64; 2]; LONGEST] = {
    let mut masks = [[u64::MAX; 2]; LONGEST];
    let mut len = 1;
    while len < LONGEST {
        masks[len - 1] =
            if len < 8 { [(1 << (8 * len)) - 1, 0] } else { [u64::MAX, (1 << (8 * (len - 8))) - 1] };
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
    /// The first so many of some bytes; none if they are too many, or none.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a length of 16 at most")]
    pub(super) fn of(bytes: &[u8], len: usize) -> Option<Self> {
        let mask = MASKS.get(len.wrapping_sub(1))?;
        let (low, high) = match bytes.first_chunk::<LONGEST>().and_then(|bytes| bytes.split_first_chunk()) {
            Some((low, high)) => (*low, high.first_chunk().map_or([0; 8], |high| *high)),
            None => padded(bytes),
        };
        Some(Self {
            low: u64::from_le_bytes(low) & mask[0],
            high: u64::from_le_bytes(high) & mask[1],
            len: len as u32,
        })
    }
}

/// Where a text ends there may be fewer bytes than the numbers have.
#[cold]
fn padded(bytes: &[u8]) -> ([u8; 8], [u8; 8]) {
    let (mut low, mut high) = ([0; 8], [0; 8]);
    low.iter_mut().chain(&mut high).zip(bytes).for_each(|(all, byte)| *all = *byte);
    (low, high)
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
