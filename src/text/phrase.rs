//! Phrase patterns: how they are written, and what they are made of.
//!
//! A pattern is a row of pieces. It is matched over *units*: the content tokens of a message with
//! contractions taken apart.

use crate::error::{Error, Result};

use super::stem::Fnv;
use super::token::Kind;

/// A pattern may reach over this many units, marks included.
pub(crate) const REACH: usize = 48;

/// The widest gap that may be written.
const WIDEST_GAP: u8 = 15;

/// Parentheses may be nested this deep.
const DEEPEST: usize = 6;

/// The key under which a word is looked up as it is written, apart from every stem.
pub(crate) fn exact_key(folded: &str) -> u64 {
    Fnv::new().bytes(b"=").bytes(folded.as_bytes()).get()
}

/// A piece as written, names not looked up yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Word(String),
    Exact(String),
    Entity(Entity),
    Any,
    Name(String),
    Not(Box<Written>),
    Gap(u8),
    Either(Vec<Vec<Written>>),
    Optional(Box<Written>),
    SentenceStart,
    SentenceEnd,
    TextStart,
    TextEnd,
}

/// What `<…>` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    Kind(Kind),
    Doubled,
}

const ENTITIES: [(&str, Entity); 17] = [
    ("number", Entity::Kind(Kind::Number)),
    ("money", Entity::Kind(Kind::Money)),
    ("percent", Entity::Kind(Kind::Percent)),
    ("time", Entity::Kind(Kind::Time)),
    ("url", Entity::Kind(Kind::Url)),
    ("email", Entity::Kind(Kind::Email)),
    ("phone", Entity::Kind(Kind::Phone)),
    ("mention", Entity::Kind(Kind::Mention)),
    ("hashtag", Entity::Kind(Kind::Hashtag)),
    ("emoji", Entity::Kind(Kind::Emoji)),
    ("id", Entity::Kind(Kind::Id)),
    ("slot", Entity::Kind(Kind::Slot)),
    ("bracket", Entity::Kind(Kind::Bracket)),
    ("question", Entity::Kind(Kind::Question)),
    ("exclamation", Entity::Kind(Kind::Exclamation)),
    ("doubled", Entity::Doubled),
    ("word", Entity::Kind(Kind::Word)),
];

/// Reads one pattern.
pub(crate) fn read(text: &str) -> Result<Vec<Written>> {
    let mut reader = PatternReader { rest: text.trim(), depth: 0 };
    let row = reader.row()?;
    if !reader.rest.is_empty() {
        return Err(refused(reader.rest, "closed by as many ) as were opened by ("));
    }
    if row.is_empty() {
        return Err(refused(text.trim(), "a row of at least one piece"));
    }
    Ok(row)
}

fn refused(token: &str, accepted: &str) -> Error {
    let shown = token.split_whitespace().next().unwrap_or_default();
    Error::refused("pattern", format_args!("{shown:?}"), accepted)
}

struct PatternReader<'t> {
    rest: &'t str,
    depth: usize,
}

impl<'t> PatternReader<'t> {
    /// Pieces up to the end, a `|` or a `)`.
    fn row(&mut self) -> Result<Vec<Written>> {
        let mut row = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(row);
            }
            row.push(self.piece()?);
        }
    }

    fn piece(&mut self) -> Result<Written> {
        if let Some(rest) = self.rest.strip_prefix('!') {
            let written = self.rest;
            self.rest = rest;
            return match self.piece()? {
                piece @ (Written::Word(_) | Written::Exact(_) | Written::Entity(_) | Written::Name(_)) => {
                    Ok(Written::Not(Box::new(piece)))
                }
                Written::Either(rows) if rows.iter().all(|row| row.len() == 1) => {
                    Ok(Written::Not(Box::new(Written::Either(rows))))
                }
                _ => Err(refused(written, "one word, class or choice of single words after !")),
            };
        }
        if let Some(rest) = self.rest.strip_prefix('(') {
            return self.choice(rest);
        }
        let token = self.token();
        let piece = simple(token)?;
        self.optional(piece)
    }

    fn choice(&mut self, inside: &'t str) -> Result<Written> {
        let opened = self.rest;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(refused(opened, "nested six deep at most"));
        }
        self.rest = inside;
        let mut rows = Vec::new();
        loop {
            let row = self.row()?;
            if row.is_empty() {
                return Err(refused(
                    opened,
                    "a choice without an empty side; write ? after it to make it optional",
                ));
            }
            if row.iter().all(|piece| matches!(piece, Written::Optional(_))) {
                return Err(refused(
                    opened,
                    "a choice whose sides are always there; ? makes the word before it optional",
                ));
            }
            rows.push(row);
            if let Some(rest) = self.rest.strip_prefix('|') {
                self.rest = rest;
            } else if let Some(rest) = self.rest.strip_prefix(')') {
                self.rest = rest;
                break;
            } else {
                return Err(refused(opened, "closed by )"));
            }
        }
        self.depth -= 1;
        self.optional(Written::Either(rows))
    }

    fn optional(&mut self, piece: Written) -> Result<Written> {
        let Some(rest) = self.rest.strip_prefix('?') else { return Ok(piece) };
        if !matches!(
            piece,
            Written::Word(_)
                | Written::Exact(_)
                | Written::Entity(_)
                | Written::Name(_)
                | Written::Either(_)
                | Written::Any
        ) {
            return Err(refused(self.rest, "after a word, a class or a choice"));
        }
        self.rest = rest;
        Ok(Written::Optional(Box::new(piece)))
    }

    fn token(&mut self) -> &'t str {
        let quoted = self.rest.strip_prefix('"').and_then(|rest| rest.find('"')).map(|end| end + 2);
        let end = quoted.unwrap_or_else(|| {
            self.rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '?'))
                .map_or(self.rest.len(), |(index, _)| index)
        });
        let (token, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        token
    }
}

fn simple(token: &str) -> Result<Written> {
    Ok(match token {
        "^" => Written::SentenceStart,
        "$" => Written::SentenceEnd,
        "^^" => Written::TextStart,
        "$$" => Written::TextEnd,
        "<any>" => Written::Any,
        _ => {
            if let Some(width) = token.strip_prefix('~') {
                return match width.parse::<u8>() {
                    Ok(width) if (1..=WIDEST_GAP).contains(&width) => Ok(Written::Gap(width)),
                    _ => Err(refused(token, "a gap from ~1 to ~15")),
                };
            }
            if let Some(name) = token.strip_prefix('@') {
                return if is_name(name) {
                    Ok(Written::Name(name.to_owned()))
                } else {
                    Err(refused(token, "the name of a list such as @negator"))
                };
            }
            if let Some(entity) = token.strip_prefix('<') {
                let named = entity
                    .strip_suffix('>')
                    .and_then(|name| ENTITIES.iter().find(|(entity, _)| *entity == name));
                return named.map(|(_, entity)| Written::Entity(*entity)).ok_or_else(|| {
                    let known: Vec<_> = ENTITIES.iter().map(|(name, _)| format!("<{name}>")).collect();
                    refused(token, &format!("one of <any>, {}", known.join(", ")))
                });
            }
            if let Some(literal) = token.strip_prefix('"') {
                return match literal.strip_suffix('"') {
                    Some(literal) if !literal.is_empty() => Ok(Written::Exact(literal.to_owned())),
                    _ => Err(refused(token, "closed by a second \"")),
                };
            }
            if let Some(word) = token.strip_prefix('=') {
                return if is_word(word) {
                    Ok(Written::Exact(word.to_owned()))
                } else {
                    Err(refused(token, "one lower-case word after ="))
                };
            }
            if !is_word(token) {
                return Err(refused(token, "a lower-case word; write other signs in quotes"));
            }
            Written::Word(token.to_owned())
        }
    })
}

/// A word as the tokeniser gives it: letters, digits, inner apostrophes and dots, no capitals.
pub(crate) fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| (c.is_alphanumeric() || matches!(c, '\'' | '_' | '.')) && !c.is_uppercase())
}

pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.'))
}

/// What one unit may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    keys: Vec<u64>,
    kinds: u32,
    doubled: bool,
    any: bool,
}

impl Set {
    pub(crate) fn of_key(key: u64) -> Self {
        Self { keys: vec![key], ..Self::default() }
    }

    pub(crate) fn any() -> Self {
        Self { any: true, ..Self::default() }
    }

    pub(crate) fn of_entity(entity: Entity) -> Self {
        match entity {
            Entity::Kind(kind) => Self { kinds: 1 << kind as u32, ..Self::default() },
            Entity::Doubled => Self { doubled: true, ..Self::default() },
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.keys.extend_from_slice(&other.keys);
        self.keys.sort_unstable();
        self.keys.dedup();
        self.kinds |= other.kinds;
        self.doubled |= other.doubled;
        self.any |= other.any;
    }

    pub(crate) fn insert(&mut self, key: u64) {
        self.keys.push(key);
    }

    pub(crate) fn sort(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
    }

    pub(crate) fn holds_key(&self, key: u64) -> bool {
        self.keys.binary_search(&key).is_ok()
    }

    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The kinds of token that are enough by themselves, as bits.
    pub(crate) fn kinds(&self) -> u32 {
        if self.doubled {
            self.kinds | 1 << Kind::Question as u32 | 1 << Kind::Exclamation as u32
        } else {
            self.kinds
        }
    }

    /// The kinds of token that hold every token of theirs, as bits.
    pub(crate) const fn only_kinds(&self) -> u32 {
        self.kinds
    }

    pub(crate) const fn is_doubled(&self) -> bool {
        self.doubled
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.any
    }
}

/// A piece ready to be matched.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    One(Set),
    Not(Set),
    Gap(u8),
    Either(Vec<Vec<Piece>>),
    Optional(Vec<Piece>),
    SentenceStart,
    SentenceEnd,
    TextStart,
    TextEnd,
}

/// What the first unit of a row may be, and whether the row can be passed without taking one.
pub(crate) fn firsts(row: &[Piece], first: &mut Set) -> bool {
    for piece in row {
        match piece {
            Piece::One(set) => {
                first.join(set);
                return false;
            }
            Piece::Gap(_) => first.join(&Set::any()),
            Piece::Either(rows) => {
                let mut passed = false;
                for row in rows {
                    passed |= firsts(row, first);
                }
                if !passed {
                    return false;
                }
            }
            Piece::Optional(row) => {
                let _ = firsts(row, first);
            }
            Piece::Not(_) | Piece::SentenceStart | Piece::SentenceEnd | Piece::TextStart | Piece::TextEnd => {
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(pattern: &str) -> String {
        read(pattern).unwrap_err().to_string()
    }

    #[test]
    fn sentences_of_what_is_wrong() {
        assert_eq!(message("a (b"), "pattern: \"(b\" is not closed by )");
        assert_eq!(message("a b)"), "pattern: \")\" is not closed by as many ) as were opened by (");
        assert_eq!(message(""), "pattern: \"\" is not a row of at least one piece");
        assert_eq!(message("a ~x"), "pattern: \"~x\" is not a gap from ~1 to ~15");
        assert_eq!(message("a ~99"), "pattern: \"~99\" is not a gap from ~1 to ~15");
        assert_eq!(message("a @Big"), "pattern: \"@Big\" is not the name of a list such as @negator");
        assert_eq!(
            message("(a|)"),
            "pattern: \"(a|)\" is not a choice without an empty side; write ? after it to make it optional"
        );
        assert_eq!(
            message("(a|offers?)"),
            "pattern: \"(a|offers?)\" is not a choice whose sides are always there; ? makes the word before it optional"
        );
        assert_eq!(
            message("Sorry"),
            "pattern: \"Sorry\" is not a lower-case word; write other signs in quotes"
        );
        assert_eq!(message("=Sorry"), "pattern: \"=Sorry\" is not one lower-case word after =");
        assert_eq!(message("\"open"), "pattern: \"\\\"open\" is not closed by a second \"");
        assert_eq!(message("^?"), "pattern: \"?\" is not after a word, a class or a choice");
        assert_eq!(
            message("!~3"),
            "pattern: \"!~3\" is not one word, class or choice of single words after !"
        );
        assert_eq!(message("((((((("), "pattern: \"(\" is not nested six deep at most");
        assert_eq!(
            message("<colour>"),
            "pattern: \"<colour>\" is not one of <any>, <number>, <money>, <percent>, <time>, <url>, <email>, <phone>, <mention>, \
             <hashtag>, <emoji>, <id>, <slot>, <bracket>, <question>, <exclamation>, <doubled>, <word>"
        );
    }

    #[test]
    fn what_is_written_is_what_is_read() -> Result<()> {
        assert_eq!(
            read("^ (a|b c)? =d !@e ~3 <url> $$")?,
            [
                Written::SentenceStart,
                Written::Optional(Box::new(Written::Either(vec![
                    vec![Written::Word("a".into())],
                    vec![Written::Word("b".into()), Written::Word("c".into())],
                ]))),
                Written::Exact("d".into()),
                Written::Not(Box::new(Written::Name("e".into()))),
                Written::Gap(3),
                Written::Entity(Entity::Kind(Kind::Url)),
                Written::TextEnd,
            ]
        );
        Ok(())
    }
}
