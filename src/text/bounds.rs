//! Where words begin and end: the Unicode word bounds (UAX #29), found one after the other.
//!
//! Bounds between ASCII characters, and beside the punctuation that typographers put between them, are told by a table of byte
//! classes; wherever another character could have a say, the general algorithm is asked, for that one bound. Both
//! give the same bounds: a property test holds the one against the other.

use unicode_segmentation::UnicodeSegmentation;

/// A small letter.
pub(super) const LOWER: u16 = 1;
/// A capital.
pub(super) const UPPER: u16 = 1 << 1;
pub(super) const DIGIT: u16 = 1 << 2;
pub(super) const UNDERSCORE: u16 = 1 << 3;
pub(super) const DOT: u16 = 1 << 4;
const APOSTROPHE: u16 = 1 << 5;
pub(super) const COLON: u16 = 1 << 6;
/// A comma or a semicolon.
const COMMA: u16 = 1 << 7;
/// What is not ASCII.
pub(super) const WIDE: u16 = 1 << 8;

pub(super) const LETTER: u16 = LOWER | UPPER;
const WORD: u16 = LETTER | DIGIT | UNDERSCORE;

/// The class of each byte.
const CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte {
            0x61..=0x7a => LOWER,
            0x41..=0x5a => UPPER,
            0x30..=0x39 => DIGIT,
            0x5f => UNDERSCORE,
            0x2e => DOT,
            0x27 => APOSTROPHE,
            0x3a => COLON,
            0x2c | 0x3b => COMMA,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The class of a byte.
pub(super) fn class(byte: u8) -> u16 {
    CLASSES[usize::from(byte)]
}

/// A piece of text between two bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The classes of its bytes; of pieces that are not wide.
    pub(super) classes: u16,
}

/// The piece that begins at a bound; `None` at the end of the text.
pub(super) fn piece_at(text: &str, start: usize) -> Option<Piece> {
    let bytes = text.as_bytes();
    let first = *bytes.get(start)?;
    let found = match class(first) {
        class if class & WORD != 0 => word(bytes, start),
        WIDE => wide_mark(bytes, start).map(|len| (start + len, WIDE)),
        class => mark(bytes, start, first).map(|end| (end, class)),
    };
    match found {
        Some((end, classes)) => Some(Piece { start, end, classes }),
        None => piece_by_unicode(text, start),
    }
}

/// The same by the general algorithm, for any text.
pub(super) fn piece_by_unicode(text: &str, start: usize) -> Option<Piece> {
    let len = text.get(start..)?.split_word_bounds().next()?.len();
    Some(Piece { start, end: start + len, classes: WIDE })
}

/// The end and the classes of a piece that begins with an ASCII letter, a digit or `_`, if bytes tell.
#[inline]
fn word(bytes: &[u8], start: usize) -> Option<(usize, u16)> {
    let (mut at, mut classes) = (start, 0);
    loop {
        let mut last = 0;
        let mut next = None;
        while let Some(&byte) = bytes.get(at) {
            let class = class(byte);
            if class & WORD == 0 {
                next = Some(byte);
                break;
            }
            last = class;
            classes |= class;
            at += 1;
        }
        let Some(next) = next else { return Some((at, classes)) };
        let (joins, width) = match class(next) {
            DOT | APOSTROPHE => (LETTER | DIGIT, 1),
            COLON => (LETTER, 1),
            COMMA => (DIGIT, 1),
            WIDE => match bytes.get(at..at + 3) {
                Some([0xe2, 0x80, 0x98 | 0x99]) => (LETTER | DIGIT, 3),
                _ => return wide_mark_parts(bytes, at).then_some((at, classes)),
            },
            _ => return Some((at, classes)),
        };
        // What stands between two letters, or between two digits, holds them together.
        let side = if last & LETTER != 0 { LETTER } else { last };
        if side & joins == 0 {
            return Some((at, classes));
        }
        match bytes.get(at + width).map(|&byte| class(byte)) {
            Some(WIDE) => return None,
            Some(after) if after & side != 0 => {
                classes |= class(next);
                at += width;
            }
            _ => return Some((at, classes)),
        }
    }
}

/// The end of a piece that begins with another ASCII character, if bytes tell.
fn mark(bytes: &[u8], start: usize, first: u8) -> Option<usize> {
    let mut end = start + 1;
    match first {
        b'\n' | 0x0b | 0x0c => return Some(end),
        b'\r' => return Some(end + usize::from(bytes.get(end) == Some(&b'\n'))),
        b' ' => {
            while bytes.get(end) == Some(&b' ') {
                end += 1;
            }
        }
        _ => {}
    }
    let told = bytes.get(end).is_none_or(|&byte| byte < 0x80) || wide_mark_parts(bytes, end);
    told.then_some(end)
}

/// Whether a dash, a quotation mark or an ellipsis of Unicode begins here: a bound stands before them, except for apostrophes
/// inside words.
fn wide_mark_parts(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6]))
}

/// The length of a dash, a quotation mark or an ellipsis of Unicode that is a piece by itself, if bytes tell.
fn wide_mark(bytes: &[u8], start: usize) -> Option<usize> {
    let told = wide_mark_parts(bytes, start)
        && (bytes.get(start + 3).is_none_or(|&byte| byte < 0x80) || wide_mark_parts(bytes, start + 3));
    told.then_some(3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn same_bounds(text: &str) {
        let mut at = 0;
        for (start, general) in text.split_word_bound_indices() {
            let piece = piece_at(text, at).unwrap();
            assert_eq!((piece.start, piece.end), (start, start + general.len()), "{text:?}");
            if piece.classes & WIDE == 0 {
                let classes = general.bytes().fold(0, |classes, byte| classes | class(byte));
                assert_eq!(piece.classes, classes, "{text:?}");
            }
            at = piece.end;
        }
        assert_eq!(piece_at(text, at), None);
    }

    #[test]
    fn every_two_and_three_characters() {
        let some = "aZ0_.':,; \n\r\t\"-\u{2019}\u{201c}\u{2026}\u{301}\u{200d}é\u{fe0f}";
        for a in some.chars() {
            for b in some.chars() {
                for c in some.chars() {
                    for d in some.chars() {
                        same_bounds(&String::from_iter([a, b, c, d]));
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn ascii(text in "[\\x00-\\x7f]*") {
            same_bounds(&text);
        }

        #[test]
        fn words_and_what_joins_them(text in "[a-cA0-1_.,:;'’‘ \"\\n]*") {
            same_bounds(&text);
        }

        #[test]
        fn anything(text in "([ -~]|’|“|…|—|\\PC|[\u{300}-\u{303}\u{200d}\u{fe0f}\u{ad}\u{1f1e6}-\u{1f1e9}])*") {
            same_bounds(&text);
        }
    }
}
