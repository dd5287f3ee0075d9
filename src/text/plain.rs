//! The short way through a text: plain words and the marks between them, told by bytes.
//!
//! Most of a message is words of ASCII letters with single blanks, full stops and commas between them. They are read here, eight
//! bytes at a time; where something else stands, or something else could follow, the general way takes over, for that
//! piece. Both ways give the same tokens: a property test holds the one against the other.

use super::bounds::{DIGIT, LOWER, UNDERSCORE, UPPER, class};
use super::scan::{CLAUSE, SENTENCE, Scan, case, narrow};
use super::token::{Case, Kind, OWN_PLACE, Token};

/// What stands behind the text in small letters, so that no byte near its end is a special case: no part of any word, and
/// long enough for all that is looked at together, here and where words are looked up.
pub(super) const PADDING: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// How many bytes are looked at together.
const STEP: usize = 8;

/// Anything stands after the byte.
const ANY: u8 = 1;
/// A letter stands there.
const LETTER: u8 = 1 << 1;
/// What is not ASCII.
const OTHER: u8 = 1 << 2;
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
            0x80.. => OTHER,
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
            0x2e | 0x27 => LETTER | OTHER,
            0x3a => LETTER | OTHER | STROKE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// A byte, or one that is no part of a word.
#[inline]
fn byte(lower: &[u8], at: u32) -> u8 {
    lower.get(at as usize).copied().unwrap_or_default()
}

/// So many bytes from one on.
#[inline]
fn bytes<const COUNT: usize>(lower: &[u8], at: u32) -> Option<&[u8; COUNT]> {
    // Positions of 32 bits cannot overflow here, which leaves one comparison.
    lower.get(at as usize..at as usize + COUNT)?.first_chunk()
}

/// The first byte at or after `at` that is no letter.
#[inline]
fn letters(lower: &[u8], mut at: u32) -> u32 {
    const EACH: u64 = u64::MAX / 0xff;
    const HIGH: u64 = EACH << 7;
    while let Some(chunk) = bytes::<STEP>(lower, at) {
        let chunk = u64::from_le_bytes(*chunk);
        // No sum reaches the next byte: the highest bit of each is left out, and looked at apart.
        let low = chunk & !HIGH;
        let from_a = low + (0x80 - u64::from(b'a')) * EACH;
        let past_z = low + (0x7f - u64::from(b'z')) * EACH;
        let others = (!from_a | past_z | chunk) & HIGH;
        if others != 0 {
            return at + others.trailing_zeros() / 8;
        }
        at += 8;
    }
    at
}

/// The end of the word that begins with the letter at `at`, if it is made of letters and apostrophes between them, and if
/// nothing that follows could make it a part of something else; and the two bytes that follow.
#[inline]
fn word(lower: &[u8], at: u32) -> Option<(u32, [u8; 2])> {
    let mut end = at;
    loop {
        end = letters(lower, end);
        let [stop, next] = *bytes(lower, end)?;
        let unclear = ENDS_UNLESS[usize::from(stop)] & FOLLOWS[usize::from(next)];
        if unclear == 0 {
            return Some((end, [stop, next]));
        }
        if stop != b'\'' || unclear != LETTER {
            return None;
        }
        end += 1;
    }
}

/// How a word of ASCII characters is written.
pub(super) fn case_of_ascii(said: &[u8]) -> Case {
    match said {
        [b'a'..=b'z', ..] => Case::Lower,
        [b'A'..=b'Z'] | [b'A'..=b'Z', b'a'..=b'z', ..] => Case::Capital,
        _ => case(said.iter().filter(|byte| byte.is_ascii_alphabetic()), |byte| byte.is_ascii_uppercase()),
    }
}

impl<const PLAIN: bool> Scan<'_, PLAIN> {
    /// Reads as far as everything is plain.
    pub(super) fn plain(&mut self) {
        let lower = self.lower;
        let text = self.text.as_bytes();
        let mut region = self.region();
        let mut at = narrow(self.from);
        while let Some(&[first, next]) = bytes(lower, at) {
            if first.is_ascii_lowercase() {
                let Some((end, [stop, next])) = word(lower, at) else { break };
                if self.begins != 0 {
                    self.begin(at as usize, false);
                }
                let case = match text.get(at as usize) {
                    Some(&written) if written == first => Case::Lower,
                    _ => case_of_ascii(text.get(at as usize..end as usize).unwrap_or_default()),
                };
                self.tokens.push(Token {
                    start: at,
                    end,
                    folded: OWN_PLACE,
                    sentence: self.sentence,
                    clause: self.clause,
                    kind: Kind::Word,
                    region,
                    case,
                    doubled: false,
                });
                at = end + u32::from(stop == b' ' && next < 0x80);
                continue;
            }
            // What is not ASCII may hold on to the mark before it.
            if next >= 0x80 {
                break;
            }
            let end = match first {
                b' ' | b'/' | b'\\' | b'&' | b'^' | b'`' | b']' | b'}' | b'\'' => Some(at + 1),
                b',' | b'(' | b')' => {
                    self.begins |= CLAUSE;
                    Some(at + 1)
                }
                b'-' | b'*' | b'|' | b'~' if matches!(next, b' '..=b'~') => {
                    if next == b' ' {
                        self.begins |= CLAUSE;
                    }
                    Some(at + 1)
                }
                b';' | b':'
                    if matches!(next, b' ' | b'\n') || (first == b';' && next.is_ascii_lowercase()) =>
                {
                    self.begins |= CLAUSE;
                    Some(at + 1)
                }
                // Half an emoticon, an amount, a telephone number is none.
                b'=' if !matches!(next, b'(' | b')') => Some(at + 1),
                b'>' if next != b':' => Some(at + 1),
                b'<' if next != b'3' => Some(at + 1),
                b'%' | b'$' | b'+' if next == b' ' => Some(at + 1),
                b'.' => self.plain_stop(at, next),
                b'?' | b'!' => self.plain_question(at),
                b'1'..=b'9' => self.plain_number(at),
                b'@' => self.plain_mention(at),
                b'#' => self.plain_topic(at),
                b'\n' => self.plain_break(at, next),
                b'"' => {
                    self.quote(at as usize, '"');
                    Some(at + 1)
                }
                _ => None,
            };
            let Some(end) = end else { break };
            // Quotations begin and end with marks and lines.
            region = self.region();
            at = end;
        }
        self.from = at as usize;
    }

    /// Whether the full stop at `at` could belong to a short form: `e.g.`, `J. Smith`.
    fn may_be_short(&self, at: u32) -> bool {
        self.tokens.last().is_some_and(|token| {
            token.end == at
                && token.kind == Kind::Word
                && (token.start + 1 >= token.end
                    || token.folded != OWN_PLACE
                    || self.lower.get(token.span()).is_none_or(|word| word.contains(&b'.')))
        })
    }

    /// One full stop or several.
    fn plain_stop(&mut self, at: u32, next: u8) -> Option<u32> {
        if at as usize + 1 == self.text.len() || (matches!(next, b' ' | b'\n') && !self.may_be_short(at)) {
            self.begins |= SENTENCE;
            return Some(at + 1);
        }
        if next != b'.' {
            return None;
        }
        let mut end = at + 1;
        while byte(self.lower, end) == b'.' {
            end += 1;
        }
        let mut follows = end;
        while matches!(byte(self.lower, follows), b' ' | b'\n') {
            follows += 1;
        }
        match byte(self.text.as_bytes(), follows) {
            b'a'..=b'z' => self.begins |= CLAUSE,
            b'!'..=b'~' => self.begins |= CLAUSE | SENTENCE,
            _ => return None,
        }
        Some(end)
    }

    /// The end of a line.
    fn plain_break(&mut self, at: u32, next: u8) -> Option<u32> {
        if !matches!(next, b'!'..=b'=' | b'?'..=b'~' | b'\n') {
            return None;
        }
        self.end_line();
        if next == b'\n' {
            self.drop_quotation();
        }
        self.begins |= CLAUSE;
        if !byte(self.text.as_bytes(), at + 1).is_ascii_lowercase() {
            self.begins |= SENTENCE;
        }
        self.from = at as usize + 1;
        self.begin_line();
        Some(at + 1)
    }

    fn plain_question(&mut self, at: u32) -> Option<u32> {
        let mut end = at;
        let mut question = false;
        while let next @ (b'?' | b'!') = byte(self.lower, end) {
            question |= next == b'?';
            end += 1;
        }
        if byte(self.lower, end) >= 0x80 {
            return None;
        }
        self.push_classed(
            at as usize,
            end as usize,
            if question { Kind::Question } else { Kind::Exclamation },
            0,
        );
        self.begins |= SENTENCE;
        Some(end)
    }

    /// A few digits that are no part of a date, an amount, a telephone number.
    fn plain_number(&mut self, at: u32) -> Option<u32> {
        let mut end = at;
        while byte(self.lower, end).is_ascii_digit() {
            end += 1;
        }
        let before = at.checked_sub(1).map_or(b' ', |before| byte(self.lower, before));
        let ends = match byte(self.lower, end) {
            b' ' => true,
            b',' | b'.' | b'!' | b'?' | b')' => byte(self.lower, end + 1) == b' ',
            _ => false,
        };
        if !ends || end - at >= 6 || before == b'+' {
            return None;
        }
        self.push_classed(at as usize, end as usize, Kind::Number, DIGIT);
        Some(end)
    }

    fn plain_mention(&mut self, at: u32) -> Option<u32> {
        let before = at.checked_sub(1).map_or(b' ', |before| byte(self.lower, before));
        if !matches!(before, b' ' | b'\n') {
            return None;
        }
        let (end, classes) = self.plain_name(at + 1)?;
        self.push_classed(at as usize, end as usize, Kind::Mention, classes);
        Some(end)
    }

    fn plain_topic(&mut self, at: u32) -> Option<u32> {
        let (end, classes) = self.plain_name(at + 1).filter(|(_, classes)| classes & DIGIT == 0)?;
        self.push_classed(at as usize, end as usize, Kind::Hashtag, classes);
        Some(end)
    }

    /// The end and the classes of a name that stops where nothing can be a part of it.
    fn plain_name(&self, at: u32) -> Option<(u32, u16)> {
        let mut end = at;
        let mut classes = 0;
        // The text itself is asked, for its capitals.
        while let letter @ (LOWER | UPPER | DIGIT | UNDERSCORE) = class(byte(self.text.as_bytes(), end)) {
            classes |= letter;
            end += 1;
        }
        let ends = match byte(self.lower, end) {
            b' ' => true,
            b',' | b'.' | b'!' | b'?' | b':' | b')' => byte(self.lower, end + 1) == b' ',
            _ => false,
        };
        (ends && classes != 0).then_some((end, classes))
    }
}
