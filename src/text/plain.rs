//! Plain words: ASCII letters, eight bytes at a time.
//!
//! All of it reads a text in small letters with [`PADDING`] behind it, so that no byte near the end is a special case.

/// What stands behind the text: bytes that are no part of a word.
pub(super) const PADDING: &str = "\0\0\0\0\0\0\0\0";

/// How many bytes are looked at together.
const STEP: usize = PADDING.len();

/// Anything stands after the byte.
const ANY: u8 = 1;
/// A letter.
const LETTER: u8 = 1 << 1;
/// What is not ASCII.
const WIDE: u8 = 1 << 2;
/// A stroke: `http:/`.
const STROKE: u8 = 1 << 3;

/// What each byte is when it stands after the byte that ends a word.
const FOLLOWS: [u8; 256] = {
    let mut classes = [ANY; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] |= match byte {
            0x61..=0x7a => LETTER,
            0x2f => STROKE,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// What must not follow each byte if a word is to end before that byte without another look.
const ENDS_UNLESS: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte {
            0x30..=0x39 | 0x5f | 0x40 | 0x80.. => ANY,
            0x2e | 0x27 => LETTER | WIDE,
            0x3a => LETTER | WIDE | STROKE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// A byte, or one that is no part of a word.
#[inline]
pub(super) fn byte(lower: &[u8], at: usize) -> u8 {
    lower.get(at).copied().unwrap_or_default()
}

/// The first byte at or after `at` that is no letter.
#[inline]
fn letters(lower: &[u8], mut at: usize) -> usize {
    const EACH: u64 = u64::MAX / 0xff;
    const HIGH: u64 = EACH << 7;
    while let Some(chunk) = lower.get(at..).and_then(<[u8]>::first_chunk::<STEP>) {
        let chunk = u64::from_le_bytes(*chunk);
        // No sum reaches the next byte: the highest bit of each is left out, and looked at apart.
        let low = chunk & !HIGH;
        let from_a = low + (0x80 - u64::from(b'a')) * EACH;
        let past_z = low + (0x7f - u64::from(b'z')) * EACH;
        let others = (!from_a | past_z | chunk) & HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += STEP;
    }
    at
}

/// The end of the word that begins with the letter at `at`, if it is made of letters and apostrophes between them, and if
/// nothing that follows could make it a part of something else.
#[inline]
pub(super) fn word(lower: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        end = letters(lower, end);
        let (stop, next) = (byte(lower, end), byte(lower, end + 1));
        let unclear = ENDS_UNLESS[usize::from(stop)] & FOLLOWS[usize::from(next)];
        if unclear == 0 {
            return Some(end);
        }
        if stop != b'\'' || unclear != LETTER {
            return None;
        }
        end += 1;
    }
}
