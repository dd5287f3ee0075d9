//! The short way through a text: plain words and the marks between them, told by bytes.
//!
//! Most of a message is words of ASCII letters with single blanks, full stops and commas between them. They are read here. Which
//! bytes are letters is found first, for the whole text; a word and what parts it from the next one are then one step
//! without a turn, since nobody can guess how long a word is, least of all a processor. Where something else stands,
//! or something else could follow, the general way takes over, for that piece. Both ways give the same tokens: a property
//! test holds the one against the other.

use super::bounds::{DIGIT, LOWER, UNDERSCORE, UPPER, class};
use super::scan::{CLAUSE, SENTENCE, Scan, case, narrow, slot};
use super::signs::{is_id, number_kind};
use super::token::{Case, Kind, OWN_PLACE, Token};

/// How many bytes are looked at together, at most: those of a short word, and what follows it.
const SEEN: usize = 24;

/// What is done to the whole text is done to so many bytes at a time.
const STRIDE: usize = 32;

/// What stands behind the text in small letters, so that no byte near its end is a special case: no part of any word, and
/// long enough for all that is looked at together, here and where words are looked up.
pub(super) const PADDING: &str = match std::str::from_utf8(&[0; SEEN + STRIDE]) {
    Ok(zeros) => zeros,
    Err(_) => "",
};

/// How much of a text and its padding counts: so much that nothing is left over.
pub(super) const fn padded(text: usize) -> usize {
    text + SEEN + STRIDE - (text + SEEN) % STRIDE
}

/// What small letters have and capitals have not.
const SMALL: u8 = 0x20;

/// After a byte stands a blank or the end of a line, as after the full stop of a sentence.
const AFTER_STOP: u32 = 1;
/// A blank stands there.
const BLANK: u32 = 1 << 1;
/// A small letter.
const LETTER: u32 = 1 << 2;
/// What is not ASCII.
const OTHER: u32 = 1 << 3;
/// A stroke: `http:/`.
const STROKE: u32 = 1 << 4;
/// A blank or the end of a line.
const SPACE: u32 = 1 << 5;
/// What is ASCII.
const ASCII: u32 = 1 << 6;
/// A sign, a letter or a digit.
const SIGN: u32 = 1 << 7;
/// Anything.
const ANY: u32 = ASCII | OTHER;

/// From here on stands what must follow a byte if nothing is to be done but to go on behind it. Below stands what must not
/// follow it if a word is to end before it without another look.
const PASSES: u32 = 8;
/// What of both bytes says that nothing is to be done.
const PASS: u32 = 0xff << PASSES;
/// The same between two words of one sentence.
const GOES_ON: u32 = PASS & !(AFTER_STOP << PASSES);
/// From here on stands what then begins: in two bits if no blank follows, in the next two if one does.
const BEGINS: u32 = 16;

/// What each byte is when it stands after another: twice, for both questions.
const FOLLOWS: [u32; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = match byte {
            0x20 => ASCII | BLANK | SPACE | AFTER_STOP,
            0x0a => ASCII | SPACE | AFTER_STOP,
            0x61..=0x7a => ASCII | SIGN | LETTER,
            0x2f => ASCII | SIGN | STROKE,
            0x21..=0x7e => ASCII | SIGN,
            0x80.. => OTHER,
            _ => ASCII,
        };
        classes[byte] = class | class << PASSES;
        byte += 1;
    }
    classes
};

/// What each byte is where a word may end.
const STOPS: [u32; 256] = {
    const fn both(begins: u8) -> u32 {
        (begins as u32) << BEGINS | blank(begins)
    }
    const fn blank(begins: u8) -> u32 {
        (begins as u32) << BEGINS << BLANK
    }
    let mut stops = [0; 256];
    let mut byte = 0_u8;
    loop {
        let (unless, passes, begins) = match byte {
            b' ' | b'/' | b'\\' | b'&' | b'^' | b'`' | b']' | b'}' => (0, ASCII, 0),
            b',' | b'(' | b')' => (0, ASCII, both(CLAUSE)),
            b'-' | b'*' | b'|' | b'~' => (0, SIGN | BLANK, blank(CLAUSE)),
            b';' => (0, SPACE | LETTER, both(CLAUSE)),
            b'%' | b'$' | b'+' => (0, BLANK, 0),
            b'\'' => (LETTER | OTHER, ASCII, 0),
            b':' => (LETTER | OTHER | STROKE, SPACE, both(CLAUSE)),
            b'.' => (LETTER | OTHER, AFTER_STOP, both(SENTENCE)),
            b'0'..=b'9' | b'a'..=b'z' | b'_' | b'@' | 0x80.. => (ANY, 0, 0),
            _ => (0, 0, 0),
        };
        stops[byte as usize] = unless | passes << PASSES | begins;
        if byte == u8::MAX {
            break stops;
        }
        byte += 1;
    }
};

/// What a byte and the next one are, taken together: what is to be looked at before a word ends there.
const UNCLEAR: u32 = 0xff;

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

/// Which of eight bytes are small letters, the first one lowest.
#[inline]
fn letters_of(eight: [u8; 8]) -> u8 {
    const EACH: u64 = u64::MAX / 0xff;
    const HIGH: u64 = EACH << 7;
    // Brings the highest bits of all bytes together in the last one: no two products meet in one bit.
    const GATHER: u64 = 0x0002_0408_1020_4081;
    let eight = u64::from_le_bytes(eight);
    // The highest bit of each byte that is a small letter and no wide one: without their own highest bits, no sum reaches the
    // next byte.
    let ascii = eight & !HIGH;
    let from_a = ascii + EACH * (0x80 - 0x61);
    let past_z = ascii + EACH * (0x80 - 0x7b);
    let [.., letters] = ((from_a & !past_z & !eight & HIGH).wrapping_mul(GATHER)).to_le_bytes();
    letters
}

/// Puts down which bytes of a text are small letters, a bit each, with some more that are none.
pub(super) fn find_letters(lower: &str, letters: &mut Vec<u8>) {
    letters.clear();
    let eights = lower.as_bytes().chunks_exact(8);
    letters.extend(eights.map(|eight| letters_of(eight.first_chunk().copied().unwrap_or_default())));
    letters.extend([0; 8]);
}

/// Which of the bytes from one on are small letters: of 57 at least.
#[inline]
fn window(letters: &[u8], at: u32) -> Option<u64> {
    bytes(letters, at / 8).map(|window| u64::from_le_bytes(*window) >> (at % 8))
}

/// The end of the word that begins with the letter at `at`, if it is made of letters and apostrophes between them, and if
/// nothing that follows could make it a part of something else.
#[inline]
fn word(lower: &[u8], letters: &[u8], at: u32) -> Option<u32> {
    let mut end = at;
    loop {
        end += window(letters, end)?.trailing_ones();
        let [stop, next] = *bytes(lower, end)?;
        let unclear = STOPS[usize::from(stop)] & FOLLOWS[usize::from(next)] & UNCLEAR;
        if unclear == 0 {
            return Some(end);
        }
        match stop {
            b'a'..=b'z' => {}
            b'\'' if unclear == LETTER => end += 1,
            _ => return None,
        }
    }
}

/// Whether letters, digits and underscores end before these two bytes: neither holds on to them, nor is there an address.
fn ends(stop: u8, next: u8) -> bool {
    const WORD: u16 = LOWER | DIGIT | UNDERSCORE;
    match stop {
        b'.' | b',' | b';' | b':' | b'\'' => next < 0x80 && class(next) & WORD == 0,
        b'@' | 0x80.. => false,
        _ => class(stop) & WORD == 0,
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

/// Whether a small letter stands there.
#[inline]
fn is_letter(lower: &[u8], at: u32) -> bool {
    byte(lower, at).is_ascii_lowercase()
}

impl<const PLAIN: bool> Scan<'_, PLAIN> {
    /// Reads as far as everything is plain.
    #[inline(never)]
    pub(super) fn plain(&mut self) {
        let mut at = narrow(self.from);
        let mut lone = true;
        let mut is_word = is_letter(self.lower, at);
        self.from = loop {
            if is_word {
                self.begin(at);
                (at, lone) = match self.plain_words(at) {
                    (end, Some(lone)) => (end, lone),
                    (start, None) => match self.plain_join(start) {
                        Some(end) => (end, true),
                        None => break start,
                    },
                };
            }
            let Some(behind) = self.plain_sign(at, lone) else { break at };
            (at, lone) = (behind, true);
            is_word = is_letter(self.lower, at);
        } as usize;
    }

    /// Reads words as long as nothing stands between two of them that asks for more than a look. Says where it goes on behind the
    /// last one, and whether that is a letter alone; or where a word begins that is not plain.
    #[inline]
    fn plain_words(&mut self, mut at: u32) -> (u32, Option<bool>) {
        let (text, lower, letters) = (self.text.as_bytes(), self.lower, self.letters);
        let (sentence, region) = (self.sentence, self.region());
        let (mut clause, mut begins) = (self.clause, 0);
        let read = loop {
            let (Some(window), Some(written)) = (window(letters, at), bytes::<2>(text, at)) else {
                break (at, None);
            };
            let count = window.trailing_ones();
            let end = at + count;
            let Some(&[stop, next]) = bytes(lower, end) else { break (at, None) };
            let (stops, follows) = (STOPS[usize::from(stop)], FOLLOWS[usize::from(next)]);
            let met = stops & follows;
            if met & UNCLEAR != 0 {
                break (at, None);
            }
            // Letters are small ones if they have this bit. Where the second byte is none, a few signs have it not either.
            let [first, second] = written.map(|byte| byte & SMALL);
            let case = if second == 0 {
                case_of_ascii(text.get(at as usize..end as usize).unwrap_or_default())
            } else if first == 0 {
                Case::Capital
            } else {
                Case::Lower
            };
            clause += begins;
            self.tokens.push(Token {
                start: at,
                end,
                folded: OWN_PLACE,
                sentence,
                clause,
                kind: Kind::Word,
                region,
                case,
                doubled: false,
            });
            // From here to the next letter.
            let gap = window.wrapping_shr(count).trailing_zeros();
            let blank = follows & BLANK;
            begins = stops >> BEGINS >> blank & u32::from(CLAUSE);
            if met & GOES_ON == 0 || gap != 1 + blank / BLANK {
                begins = 0;
                // A blank is nothing, but what is not ASCII may hold on to it.
                let is_blank = stop == b' ' && next < 0x80;
                break (end + u32::from(is_blank), Some(is_blank || count == 1));
            }
            at = end + gap;
        };
        self.clause = clause;
        if begins != 0 {
            self.begins = CLAUSE;
        }
        read
    }

    /// Reads a sign, and the blank after it; a full stop after a letter alone is looked at.
    #[inline]
    fn plain_sign(&mut self, at: u32, lone: bool) -> Option<u32> {
        let &[stop, next, third] = bytes(self.lower, at)?;
        let (stops, follows) = (STOPS[usize::from(stop)], FOLLOWS[usize::from(next)]);
        // A letter alone may be a short form.
        let passes = if lone { PASS & !(AFTER_STOP << PASSES) } else { PASS };
        if stops & follows & passes == 0 {
            return self.plain_mark(at, stop, next);
        }
        let blank = follows & BLANK;
        let [begins, ..] = (stops >> BEGINS >> blank).to_le_bytes();
        self.begins |= begins & (CLAUSE | SENTENCE);
        // What is not ASCII may hold on to the blank before it.
        Some(at + 1 + u32::from(blank != 0 && third < 0x80))
    }

    /// Reads a word that is long, or has apostrophes, digits or underscores.
    #[inline(never)]
    fn plain_join(&mut self, at: u32) -> Option<u32> {
        if let Some(end) = word(self.lower, self.letters, at) {
            let said = self.text.as_bytes().get(at as usize..end as usize).unwrap_or_default();
            self.push_token(at, end, Kind::Word, case_of_ascii(said), OWN_PLACE);
            return Some(end);
        }
        if let Some(end) = self.plain_address(at) {
            return Some(end);
        }
        let (end, classes) =
            self.plain_name(at).filter(|(_, classes)| classes & (DIGIT | UNDERSCORE) != 0)?;
        let said = self.text.get(at as usize..end as usize).unwrap_or_default();
        let kind = if is_id(said) { Kind::Id } else { Kind::Word };
        self.push_classed(at as usize, end as usize, kind, classes);
        Some(end)
    }

    /// Reads a web address that is followed by a blank, or by nothing.
    fn plain_address(&mut self, at: u32) -> Option<u32> {
        let rest = self.lower.get(at as usize..)?;
        let scheme = ["http", "https"].into_iter().find(|scheme| {
            rest.strip_prefix(scheme.as_bytes()).is_some_and(|rest| rest.starts_with(b"://"))
        })?;
        let end = self.address(at as usize, scheme.len());
        if end < self.text.len()
            && !matches!(self.text.as_bytes().get(end - 1..=end), Some([b'!'..=b'~', b' ']))
        {
            return None;
        }
        self.push(at as usize, end, Kind::Url);
        Some(narrow(end))
    }

    /// Goes on behind a mark that asks for more than a look at the next byte.
    fn plain_mark(&mut self, at: u32, first: u8, next: u8) -> Option<u32> {
        // What is not ASCII may hold on to the mark before it.
        if next >= 0x80 {
            return None;
        }
        let is_wordlike = class(next) & (LOWER | DIGIT | UNDERSCORE) != 0;
        match first {
            // Half an emoticon, an amount, a telephone number is none.
            b':' if !matches!(next, b'-' | b')' | b'(' | b'd' | b'/' | b'p' | b'\'' | b'*' | b'|' | b']') => {
                self.begins |= CLAUSE;
                Some(at + 1)
            }
            b';' if !matches!(next, b'-' | b')') => {
                self.begins |= CLAUSE;
                Some(at + 1)
            }
            b'=' if !matches!(next, b'(' | b')') => Some(at + 1),
            b'>' if next != b':' => Some(at + 1),
            b'<' if next != b'3' => Some(at + 1),
            b'%' | b'$' | b'+' | b'@' | b'#' if !is_wordlike => Some(at + 1),
            b'.' => self.plain_stop(at, next),
            b'?' | b'!' => self.plain_question(at),
            b'0'..=b'9' => self.plain_number(at),
            b'@' => self.plain_mention(at),
            b'#' => self.plain_topic(at),
            b'\n' => self.plain_break(at, next),
            b'[' if slot(self.rest(at as usize), '[', ']').is_none() => Some(at + 1),
            b'{' if slot(self.rest(at as usize), '{', '}').is_none() => Some(at + 1),
            b'"' => {
                self.quote(at as usize, '"');
                Some(at + 1)
            }
            _ => None,
        }
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
            if next.is_ascii_whitespace() || next < b' ' || self.may_be_short(at) {
                return None;
            }
            self.begins |= match byte(self.text.as_bytes(), at + 1) {
                b'A'..=b'Z' | b'"' | b')' | b'\'' | b'^' | b'/' | b'-' => SENTENCE,
                _ => CLAUSE,
            };
            return Some(at + 1);
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
            _ if follows as usize == self.text.len() => self.begins |= CLAUSE | SENTENCE,
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

    /// A number that is no part of a date, an amount, a telephone number: `20`, `1,299.50`, `2nd`.
    fn plain_number(&mut self, at: u32) -> Option<u32> {
        let mut end = at;
        let mut is_grouped = false;
        loop {
            while byte(self.lower, end).is_ascii_digit() {
                end += 1;
            }
            if !matches!(byte(self.lower, end), b'.' | b',') || !byte(self.lower, end + 1).is_ascii_digit() {
                break;
            }
            is_grouped = true;
            end += 1;
        }
        let mut classes = DIGIT;
        if !is_grouped && is_letter(self.lower, end) {
            (end, classes) = self.plain_name(at)?;
        }
        let before = at.checked_sub(1).map_or(b' ', |before| byte(self.lower, before));
        let (stop, next) = (byte(self.lower, end), byte(self.lower, end + 1));
        let glues = matches!(stop, b'%' | b'$') || (matches!(stop, b'/' | b'-') && next.is_ascii_digit());
        let may_be_phone = byte(self.lower, at) == b'0' && self.phone(at as usize).is_some();
        if !ends(stop, next) || glues || before == b'+' || may_be_phone {
            return None;
        }
        let kind = number_kind(self.text.get(at as usize..end as usize)?);
        self.push_classed(at as usize, end as usize, kind, classes);
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
        let ends = ends(byte(self.lower, end), byte(self.lower, end + 1));
        (ends && classes != 0).then_some((end, classes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_what_stands_beside_them() {
        for byte in 0..=u8::MAX {
            for beside in [0, b'`', b'a', b'z', b'{', 0x7f, 0x80, 0xff] {
                for place in 0..8 {
                    let mut eight = [beside; 8];
                    eight[place] = byte;
                    let letters = (0..8).filter(|at| eight[*at].is_ascii_lowercase());
                    let expected = letters.fold(0, |all, at| all | 1 << at);
                    assert_eq!(letters_of(eight), expected, "{eight:?}");
                }
            }
        }
    }
}
