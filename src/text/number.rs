//! Numbers of all kinds: dates, times, telephone and order numbers, amounts, the marks of parts.

use super::scan::Scan;
use super::signs::{group_kind, is_currency, is_digits, number_kind};
use super::token::{Kind, Region};

impl<'t, const PLAIN: bool> Scan<'t, PLAIN> {
    /// A piece that begins with a digit, with what is glued to it.
    pub(super) fn number(&mut self, start: usize, end: usize, piece: &'t str) {
        self.advance();
        // Groups of digits glued with one and the same sign: dates, times, telephone and order numbers.
        if is_digits(piece) {
            let sign = self.piece(0);
            if matches!(sign, ":" | "/" | "-" | ".") && is_digits(self.piece(1)) {
                let mut lengths = [piece.len(), 0, 0, 0, 0, 0, 0, 0];
                let mut count = 1;
                let mut stop = end;
                while self.piece(0) == sign && is_digits(self.piece(1)) {
                    let Some(length) = lengths.get_mut(count) else { break };
                    *length = self.piece(1).len();
                    count += 1;
                    stop = self.bounds(1).map_or(stop, |group| group.end);
                    self.skip_to(stop);
                }
                let groups = lengths.get(..count).unwrap_or_default();
                let kind = group_kind(sign, groups);
                self.push(start, stop, kind);
                if sign == "/" && count == 2 {
                    self.part(start, stop);
                }
                return;
            }
            if let Some(stop) = self.phone(start) {
                self.push(start, stop, Kind::Phone);
                self.skip_to(stop);
                return;
            }
        }
        match self.after(end) {
            Some('%') => {
                self.advance();
                self.push(start, end + 1, Kind::Percent);
            }
            Some(sign) if is_currency(sign) => {
                self.advance();
                self.push(start, end + sign.len_utf8(), Kind::Money);
            }
            _ => self.push(start, end, number_kind(piece)),
        }
    }

    /// `1/2` at the edge of a line counts parts, it says nothing.
    fn part(&mut self, start: usize, stop: usize) {
        let digits = self.text.get(start..stop).unwrap_or_default();
        let Some((this, all)) = digits.split_once('/') else { return };
        let (Ok(this), Ok(all)) = (this.parse::<u8>(), all.parse::<u8>()) else { return };
        let opens = self.tokens.iter().skip(self.line).rev().skip(1).all(|token| token.kind == Kind::Mention);
        let tail = self.rest(stop).trim_start_matches([')', ']', ' ', '.']);
        let closes = tail.is_empty() || tail.starts_with(['\n', '\r', '^']) || tail.starts_with("http");
        if (1..=9).contains(&this) && (this..=9).contains(&all) && all > 1 && (opens || closes) {
            self.aside = true;
            if let Some(token) = self.tokens.last_mut() {
                token.region = Region::Part;
            }
        }
    }

    /// Where the spaced telephone number that begins with the digits at `start` ends, if one does.
    pub(super) fn phone(&self, start: usize) -> Option<usize> {
        let rest = self.rest(start);
        let dialled = rest.starts_with('0') || self.before(start) == Some('+');
        if !dialled {
            return None;
        }
        let mut digits = 0;
        let mut stop = 0;
        let mut gap = false;
        for (offset, byte) in rest.bytes().enumerate().take(24) {
            if byte.is_ascii_digit() {
                digits += 1;
                stop = offset + 1;
                gap = false;
            } else if matches!(byte, b' ' | b'-' | b'(' | b')') && !(gap && byte == b' ') {
                gap = byte == b' ';
            } else {
                break;
            }
        }
        (9..=15).contains(&digits).then_some(start + stop)
    }
}
