//! What single signs and pieces look like: digits, order numbers, currencies, emoji.

use super::token::Kind;

pub(super) fn is_digits(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// Capitals and digits mixed, six signs or more, three digits or more.
pub(super) fn is_id(piece: &str) -> bool {
    if piece.len() < 6 || piece.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b'A'..=b'Z')) {
        return false;
    }
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && digits < piece.len()
}

pub(super) fn is_question_mark(piece: &str) -> bool {
    matches!(piece, "?" | "？" | "؟" | "⁉" | "❓")
}

pub(super) const fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '£' | '€' | '¥' | '₹' | '₩' | '₽' | '₺' | '₦' | '₱' | '฿' | '₫' | '₴')
}

pub(super) const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{2190}'..='\u{21ff}')
}

/// What a number is that is no group of others: a piece that begins with a digit, and is followed by no sign of its own.
pub(super) fn number_kind(piece: &str) -> Kind {
    let letters =
        piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').to_lowercase();
    match letters.as_str() {
        "" if is_digits(piece) && piece.len() >= 6 => Kind::Id,
        "" => Kind::Number,
        "am" | "pm" | "a.m" | "p.m" | "h" | "hr" | "hrs" | "min" | "mins" => Kind::Time,
        _ if is_id(piece) => Kind::Id,
        _ => Kind::Word,
    }
}

pub(super) fn group_kind(sign: &str, groups: &[usize]) -> Kind {
    let digits: usize = groups.iter().sum();
    match (sign, groups) {
        (":", [1..=2, 2] | [1..=2, 2, 2]) | ("/" | "-" | ".", [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]) => {
            Kind::Time
        }
        ("-" | ".", [.., 4]) if digits >= 7 && groups.iter().all(|group| *group <= 4) => Kind::Phone,
        ("-" | "/" | ".", _) if digits >= 6 => Kind::Id,
        _ => Kind::Number,
    }
}
