//! A message as tokens: words, numbers, addresses, with their places in the original text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Text past this many bytes is not read: no message is this long, and spans fit 32 bits.
const LONGEST_TEXT: usize = 64 << 20;

/// A placeholder such as `{name}` or `[customer name]` is looked for within this many bytes.
const LONGEST_SLOT: usize = 32;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A word, *2nd* and *mp3* included.
    Word,
    /// A number such as `12` or `1,299.50`.
    Number,
    /// A number with a currency sign: `$5`, `20€`.
    Money,
    /// A share: `20%`.
    Percent,
    /// A time of day, a date or a short duration: `18:05`, `5pm`, `24h`, `31/10/2017`.
    Time,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// `@someone`.
    Mention,
    /// `#topic`.
    Hashtag,
    /// An emoji or an emoticon such as `:)`.
    Emoji,
    /// A number that names a thing: an order, a case, a booking.
    Id,
    /// A placeholder that was never filled in: `{name}`, `%s`.
    Slot,
    /// Up to three words in square brackets, as one token: `[customer name]`.
    Bracket,
    /// One or more `?`, perhaps with `!`.
    Question,
    /// One or more `!`.
    Exclamation,
}

/// Which part of the message a token stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Region {
    /// The message itself.
    Body,
    /// Inside double quotation marks: still the message, but perhaps not the writer's own words.
    Quoted,
    /// Mentions that open a line: whom it is addressed to.
    Address,
    /// A signature that closes a line: `^AB`, `/AB`, `- Ana`.
    Signature,
    /// A line that begins with `> `: somebody else's words.
    Cited,
    /// A part mark such as `1/2` or `(2/2)` at the edge of a line.
    Part,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// Begins with a small letter, or has no letters.
    Lower,
    /// Begins with a capital.
    Capital,
    /// Two letters or more, all capitals.
    Upper,
}

/// One token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// Where the folded form lies in `Words::folded`, if it differs from the original.
    folded: Option<(u32, u32)>,
    sentence: u32,
    clause: u32,
    kind: Kind,
    region: Region,
    case: Case,
    doubled: bool,
}

impl Token {
    /// Where the token stands in the original text, in bytes, on character boundaries.
    #[must_use]
    pub const fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What the token is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Which part of the message it stands in.
    #[must_use]
    pub const fn region(&self) -> Region {
        self.region
    }

    /// How it is written.
    #[must_use]
    pub const fn case(&self) -> Case {
        self.case
    }

    /// The number of its sentence, counted from 0.
    #[must_use]
    pub const fn sentence(&self) -> usize {
        self.sentence as usize
    }

    /// The number of its clause, counted from 0 over the whole text: commas and dashes part clauses.
    #[must_use]
    pub const fn clause(&self) -> usize {
        self.clause as usize
    }

    /// Whether the mark is doubled: `??`, `?!`, `!!`.
    #[must_use]
    pub const fn is_doubled(&self) -> bool {
        self.doubled
    }

    /// Whether the token is part of what is said: not an address, a signature, a cited line or a part mark.
    #[must_use]
    pub const fn is_content(&self) -> bool {
        matches!(self.region, Region::Body | Region::Quoted)
    }
}

/// One sentence and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    span: Range<usize>,
    tokens: Range<usize>,
    question: bool,
    exclamation: bool,
    content: bool,
}

impl Sentence {
    /// Where the sentence stands in the original text, in bytes, without outer punctuation other than `?` and `!`.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Its tokens, as a range into [`Words::tokens`].
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.tokens.clone()
    }

    /// Whether any of it is said: a signature alone, or a cited line, is no sentence of the writer's.
    #[must_use]
    pub const fn is_content(&self) -> bool {
        self.content
    }

    /// Whether it has a question mark.
    #[must_use]
    pub const fn is_question(&self) -> bool {
        self.question
    }

    /// Whether it has an exclamation mark and no question mark.
    #[must_use]
    pub const fn is_exclamation(&self) -> bool {
        self.exclamation && !self.question
    }
}

/// A message cut into tokens and sentences.
///
/// Words are those of the Unicode word bounds; addresses, amounts, dates, order numbers and the like are
/// put together into one token each. Spans always point into the text as it was given. Time and memory
/// grow linearly with the text.
///
/// The form in which words are compared is *folded*: lower case, curly apostrophes made straight, invisible
/// characters left out. Letters with accents are compared as they are written; text in another
/// normal form than the word list's (NFC) is not put right here.
///
/// # Examples
///
/// ```
/// use goodwill::text::{Kind, Words};
///
/// let text = "@help My order 112-4482931 isn’t here. It cost $20 — any idea when? ^KB";
/// let words = Words::of(text);
/// let kinds: Vec<_> = words.content().filter(|token| token.kind() != Kind::Word).map(|token| (token.kind(), &text[token.span()])).collect();
/// assert_eq!(kinds, [(Kind::Id, "112-4482931"), (Kind::Money, "$20"), (Kind::Question, "?")]);
/// assert_eq!(words.sentences().iter().filter(|sentence| sentence.is_content()).count(), 2);
/// assert!(words.sentences()[1].is_question());
/// let folded: Vec<_> = words.content().take(5).map(|token| words.folded(token)).collect();
/// assert_eq!(folded, ["my", "order", "112-4482931", "isn't", "here"]);
/// ```
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    folded: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl<'t> Words<'t> {
    /// Cuts a text into tokens.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut end = text.len().min(LONGEST_TEXT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let read = text.get(..end).unwrap_or_default();
        let mut scan = Scan::new(read);
        scan.run();
        let Scan { folded, tokens, .. } = scan;
        let sentences = sentences(&tokens);
        Self { text, folded, tokens, sentences }
    }

    /// The text as it was given.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens that are part of what is said.
    pub fn content(&self) -> impl Iterator<Item = &Token> + Clone {
        self.tokens.iter().filter(|token| token.is_content())
    }

    /// All sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The folded form of a token of this text.
    #[must_use]
    pub fn folded(&self, token: &Token) -> &str {
        match token.folded {
            Some((start, end)) => self.folded.get(start as usize..end as usize).unwrap_or_default(),
            None => self.text.get(token.span()).unwrap_or_default(),
        }
    }

    /// Whether nothing is said: no token is content.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.content().next().is_none()
    }
}

fn sentences(tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut current = None;
    for (index, token) in tokens.iter().enumerate() {
        if current != Some(token.sentence) {
            current = Some(token.sentence);
            sentences.push(Sentence {
                span: token.span(),
                tokens: index..index,
                question: false,
                exclamation: false,
                content: false,
            });
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.span.end = token.end as usize;
            sentence.tokens.end = index + 1;
            sentence.content |= token.is_content();
            sentence.question |= token.kind == Kind::Question;
            sentence.exclamation |= token.kind == Kind::Exclamation;
        }
    }
    sentences
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// One pass over the word bounds of a text.
struct Scan<'t> {
    text: &'t str,
    pieces: Vec<(u32, u32)>,
    at: usize,
    folded: String,
    tokens: Vec<Token>,
    sentence: u32,
    clause: u32,
    ends_sentence: bool,
    ends_clause: bool,
    /// First token of the current line.
    line: usize,
    cited: bool,
    /// Token at which an open quotation began.
    quotation: Option<usize>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        let pieces = text
            .split_word_bound_indices()
            .map(|(start, piece)| (narrow(start), narrow(start + piece.len())))
            .collect();
        Self {
            text,
            pieces,
            at: 0,
            folded: String::new(),
            tokens: Vec::new(),
            sentence: 0,
            clause: 0,
            ends_sentence: false,
            ends_clause: false,
            line: 0,
            cited: false,
            quotation: None,
        }
    }

    fn bounds(&self, index: usize) -> Option<(usize, usize)> {
        self.pieces.get(index).map(|&(start, end)| (start as usize, end as usize))
    }

    fn piece(&self, index: usize) -> &'t str {
        self.bounds(index).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|text| text.chars().next_back())
    }

    fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn run(&mut self) {
        self.begin_line();
        while let Some((start, end)) = self.bounds(self.at) {
            let piece = self.piece(self.at);
            let Some(first) = piece.chars().next() else {
                self.at += 1;
                continue;
            };
            if first.is_whitespace() {
                self.blank(piece, end);
            } else if first.is_alphanumeric() || first == '_' {
                self.word(start, end, piece);
            } else {
                self.mark(start, end, first);
            }
        }
        self.end_line();
        self.drop_quotation();
    }

    /// Goes on with the first piece at or after a byte.
    fn skip_to(&mut self, byte: usize) {
        while self.bounds(self.at).is_some_and(|(start, _)| start < byte) {
            self.at += 1;
        }
    }

    fn blank(&mut self, piece: &str, end: usize) {
        self.at += 1;
        if !piece.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
            return;
        }
        self.end_line();
        let next = self.rest(end);
        let paragraph = next.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        if paragraph {
            self.drop_quotation();
        }
        // A line that goes on in lower case was broken by its writer's mail program, not by its writer.
        if paragraph || !next.trim_start_matches([' ', '\t']).starts_with(char::is_lowercase) {
            self.ends_sentence = true;
        }
        self.ends_clause = true;
        self.begin_line();
    }

    fn begin_line(&mut self) {
        self.line = self.tokens.len();
        let mut rest = self.rest(self.bounds(self.at).map_or(self.text.len(), |(start, _)| start));
        rest = rest.trim_start_matches([' ', '\t']);
        let unmarked = rest.trim_start_matches('>');
        self.cited = unmarked.len() < rest.len() && unmarked.starts_with([' ', '\n', '\r']);
        if self.cited {
            self.ends_sentence = true;
        }
    }

    /// Tells addresses, signatures and part marks of the line that has just been read from what it says.
    fn end_line(&mut self) {
        let from = self.line;
        if self.cited {
            for token in self.tokens.iter_mut().skip(from) {
                token.region = Region::Cited;
            }
            self.ends_sentence = true;
            return;
        }
        for token in self.tokens.iter_mut().skip(from) {
            match token.kind {
                Kind::Mention => token.region = Region::Address,
                _ => break,
            }
        }
        let mut last = self.tokens.len();
        while last > from {
            let Some(token) = self.tokens.get(last - 1) else { break };
            if matches!(token.kind, Kind::Url | Kind::Emoji) || token.region == Region::Part {
                last -= 1;
            } else {
                break;
            }
        }
        if let Some(first) = self.signature(from, last) {
            for token in self.tokens.iter_mut().take(last).skip(first) {
                token.region = Region::Signature;
            }
        }
    }

    /// The first token of the signature that ends before token `last`, if there is one.
    fn signature(&self, from: usize, last: usize) -> Option<usize> {
        let end = self.tokens.get(last.checked_sub(1)?)?;
        let tail = self.rest(end.end as usize).trim_start_matches(['.', ' ', '*', ')', '…']);
        let ends = tail.is_empty()
            || tail.starts_with(['\n', '\r', '('])
            || self.tokens.get(last).is_some_and(|next| next.start as usize + tail.len() >= self.text.len());
        if !ends && !tail.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // One word first, then two: `^AB`, `- Ana`, `^Ana B`.
        for count in 1..=2 {
            let first = last.checked_sub(count)?;
            if first < from {
                return None;
            }
            let token = self.tokens.get(first)?;
            let name = self.text.get(token.span())?;
            if token.kind != Kind::Word || name.len() > 15 || !name.chars().all(char::is_alphabetic) {
                return None;
            }
            let before = self.text.get(..token.start as usize)?;
            let tight = before.trim_end_matches(' ');
            let Some(sign) = tight.chars().next_back() else { continue };
            let lead = tight.strip_suffix(sign)?;
            let lead_ends = !lead.ends_with(char::is_alphanumeric);
            let spaced = tight.len() < before.len();
            let signed = match sign {
                '^' => true,
                '*' | '/' | '~' => !spaced && lead_ends && name.starts_with(char::is_uppercase),
                '-' | '–' | '—' => {
                    first > from
                        && lead_ends
                        && name.starts_with(char::is_uppercase)
                        && (count == 1 || !spaced)
                }
                _ => false,
            };
            if signed {
                return Some(first);
            }
        }
        None
    }

    /// A quotation that is never closed was an inch mark or a slip: its words are the writer's own.
    fn drop_quotation(&mut self) {
        if let Some(first) = self.quotation.take() {
            for token in self.tokens.iter_mut().skip(first) {
                if token.region == Region::Quoted {
                    token.region = Region::Body;
                }
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let said = self.text.get(start..end).unwrap_or_default();
        let is_mark = matches!(kind, Kind::Question | Kind::Exclamation);
        // A mark closes the sentence before it, even after `...`.
        if self.ends_sentence && !self.tokens.is_empty() && !is_mark {
            self.sentence += 1;
            self.clause += 1;
        } else if self.ends_clause && !self.tokens.is_empty() && !is_mark {
            self.clause += 1;
        }
        self.ends_sentence = false;
        self.ends_clause = false;
        let folded = self.fold(said);
        let mut letters = said.chars().filter(|c| c.is_alphabetic());
        let case = match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut rest = letters.peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) {
                    Case::Upper
                } else {
                    Case::Capital
                }
            }
            _ => Case::Lower,
        };
        let region = if self.quotation.is_some() { Region::Quoted } else { Region::Body };
        let doubled = is_mark && said.chars().nth(1).is_some();
        self.tokens.push(Token {
            start: narrow(start),
            end: narrow(end),
            folded,
            sentence: self.sentence,
            clause: self.clause,
            kind,
            region,
            case,
            doubled,
        });
    }

    fn fold(&mut self, said: &str) -> Option<(u32, u32)> {
        if said.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return None;
        }
        let start = self.folded.len();
        for c in said.chars() {
            match c {
                '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{ff07}' => {
                    self.folded.push('\'');
                }
                '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fe0f}' => {}
                _ => self.folded.extend(c.to_lowercase()),
            }
        }
        Some((narrow(start), narrow(self.folded.len())))
    }

    fn word(&mut self, start: usize, end: usize, piece: &'t str) {
        if let Some(stop) = self.url(start, piece) {
            self.push(start, stop, Kind::Url);
            self.skip_to(stop);
            return;
        }
        if self.piece(self.at + 1) == "@" {
            let host = self.piece(self.at + 2);
            if host.contains('.') && host.starts_with(char::is_alphanumeric) {
                let stop = self.bounds(self.at + 2).map_or(end, |(_, stop)| stop);
                self.push(start, stop, Kind::Email);
                self.at += 3;
                return;
            }
        }
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            self.number(start, end, piece);
            return;
        }
        self.at += 1;
        if is_id(piece) {
            self.push(start, end, Kind::Id);
            return;
        }
        // `soon.Thanks` and `here:Thanks` are one word to Unicode and two to their writer.
        let mut from = start;
        let mut last = ' ';
        for (offset, c) in piece.char_indices() {
            let next = piece.get(offset + c.len_utf8()..).and_then(|rest| rest.chars().next());
            let splits = match c {
                ':' => true,
                '.' => {
                    last.is_lowercase() && start + offset > from + 1 && next.is_some_and(char::is_uppercase)
                }
                _ => false,
            };
            if splits {
                self.push(from, start + offset, Kind::Word);
                from = start + offset + c.len_utf8();
                if c == '.' {
                    self.ends_sentence = true;
                } else {
                    self.ends_clause = true;
                }
            }
            last = c;
        }
        if from < end {
            self.push(from, end, Kind::Word);
        }
    }

    /// Where the web address that begins at `start` ends, if one does.
    fn url(&self, start: usize, piece: &str) -> Option<usize> {
        let rest = self.rest(start);
        let scheme = piece.eq_ignore_ascii_case("http") || piece.eq_ignore_ascii_case("https");
        let is_url = (scheme && rest.get(piece.len()..).is_some_and(|rest| rest.starts_with("://")))
            || piece.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."))
            || piece.rsplit_once('.').is_some_and(|(host, top)| {
                (2..=6).contains(&top.len())
                    && top.bytes().all(|byte| byte.is_ascii_lowercase())
                    && host.bytes().any(|byte| byte.is_ascii_alphabetic())
                    && (matches!(top, "com" | "net" | "org" | "io")
                        || rest.get(piece.len()..).is_some_and(|rest| rest.starts_with('/')))
                    && self.piece(self.at + 1) != "@"
            });
        if !is_url {
            return None;
        }
        let stop = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'))
            .unwrap_or(rest.len());
        let address = rest
            .get(..stop)?
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '…', '’', '*']);
        Some(start + address.len().max(piece.len()))
    }

    /// A piece that begins with a digit, with what is glued to it.
    fn number(&mut self, start: usize, end: usize, piece: &'t str) {
        self.at += 1;
        // Groups of digits glued with one and the same sign: dates, times, telephone and order numbers.
        if is_digits(piece) {
            let sign = self.piece(self.at);
            if matches!(sign, ":" | "/" | "-" | ".") && is_digits(self.piece(self.at + 1)) {
                let mut groups = vec![piece.len()];
                let mut stop = end;
                while groups.len() < 8 && self.piece(self.at) == sign && is_digits(self.piece(self.at + 1)) {
                    groups.push(self.piece(self.at + 1).len());
                    stop = self.bounds(self.at + 1).map_or(stop, |(_, stop)| stop);
                    self.at += 2;
                }
                let kind = group_kind(sign, &groups);
                self.push(start, stop, kind);
                if sign == "/" && groups.len() == 2 {
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
                self.at += 1;
                self.push(start, end + 1, Kind::Percent);
            }
            Some(sign) if is_currency(sign) => {
                self.at += 1;
                self.push(start, end + sign.len_utf8(), Kind::Money);
            }
            _ => {
                let letters = piece
                    .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
                    .to_lowercase();
                let kind = match letters.as_str() {
                    "" if is_digits(piece) && piece.len() >= 6 => Kind::Id,
                    "" => Kind::Number,
                    "am" | "pm" | "a.m" | "p.m" | "h" | "hr" | "hrs" | "min" | "mins" => Kind::Time,
                    _ if is_id(piece) => Kind::Id,
                    _ => Kind::Word,
                };
                self.push(start, end, kind);
            }
        }
    }

    /// `1/2` at the edge of a line counts parts, it says nothing.
    fn part(&mut self, start: usize, stop: usize) {
        let digits = self.text.get(start..stop).unwrap_or_default();
        let Some((this, all)) = digits.split_once('/') else { return };
        let (Ok(this), Ok(all)) = (this.parse::<u8>(), all.parse::<u8>()) else { return };
        let opens = self.tokens.iter().skip(self.line).rev().skip(1).all(|token| token.kind == Kind::Mention);
        let tail = self.rest(stop).trim_start_matches([')', ']', ' ', '.']);
        let closes = tail.is_empty() || tail.starts_with(['\n', '\r']) || tail.starts_with("http");
        if (1..=9).contains(&this) && (this..=9).contains(&all) && all > 1 && (opens || closes) {
            if let Some(token) = self.tokens.last_mut() {
                token.region = Region::Part;
            }
        }
    }

    /// Where the spaced telephone number that begins with the digits at `start` ends, if one does.
    fn phone(&self, start: usize) -> Option<usize> {
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

    fn mark(&mut self, start: usize, end: usize, first: char) {
        if let Some(stop) = self.joined(start, end, first) {
            self.skip_to(stop.max(end));
            return;
        }
        self.at += 1;
        match first {
            '?' | '!' | '？' | '！' | '؟' | '‼' | '⁉' | '❗' | '❓' => self.asked(start, end),
            '.' | '。' | '…' => self.stop(start, end, first),
            ',' | ';' | ':' | '(' | ')' | '–' | '—' | '،' | '、' | '，' => self.ends_clause = true,
            '-' | '*' | '•' | '|' | '~' if self.after(end).is_none_or(char::is_whitespace) => {
                self.ends_clause = true;
            }
            '"' | '“' | '”' | '„' | '«' | '»' => self.quote(start, first),
            _ if is_emoji(first) => self.push(start, end, Kind::Emoji),
            _ => {}
        }
    }

    /// Tokens that begin with a sign: mentions, hashtags, amounts, placeholders, emoticons.
    fn joined(&mut self, start: usize, end: usize, first: char) -> Option<usize> {
        let next = self.piece(self.at + 1);
        let next_end = self.bounds(self.at + 1).map_or(end, |(_, stop)| stop);
        let wordlike = next.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let begins = !self.before(start).is_some_and(char::is_alphanumeric);
        match first {
            '@' if wordlike && begins => {
                self.push(start, next_end, Kind::Mention);
                Some(next_end)
            }
            '#' | '＃' if wordlike => {
                let kind = match (is_digits(next), next.len()) {
                    (false, _) => Kind::Hashtag,
                    (true, ..=3) => Kind::Number,
                    (true, _) => Kind::Id,
                };
                self.push(start, next_end, kind);
                Some(next_end)
            }
            _ if is_currency(first) && next.starts_with(|c: char| c.is_ascii_digit()) => {
                self.push(start, next_end, Kind::Money);
                Some(next_end)
            }
            '+' if is_digits(next) => {
                let at = self.bounds(self.at + 1)?.0;
                let stop = self.phone(at)?;
                self.push(start, stop, Kind::Phone);
                Some(stop)
            }
            '{' => {
                let stop = start + slot(self.rest(start), '{', '}')?;
                self.push(start, stop, Kind::Slot);
                Some(stop)
            }
            '[' => {
                let stop = start + slot(self.rest(start), '[', ']')?;
                self.push(start, stop, Kind::Bracket);
                Some(stop)
            }
            '%' if begins && matches!(next, "s" | "d" | "name") => {
                self.push(start, next_end, Kind::Slot);
                Some(next_end)
            }
            ':' | ';' | '=' | '<' | '\'' | '>' => {
                let rest = self.rest(start);
                let face = EMOTICONS.iter().find(|face| rest.starts_with(**face))?;
                let ends = !rest.get(face.len()..)?.starts_with(|c: char| c.is_alphanumeric());
                // `:D` needs a blank before it, or `12:Done` would smile.
                let apart =
                    self.before(start).is_none_or(|c| !c.is_alphanumeric() || face.ends_with([')', '(']));
                (ends && apart).then(|| {
                    self.push(start, start + face.len(), Kind::Emoji);
                    start + face.len()
                })
            }
            _ => None,
        }
    }

    fn asked(&mut self, start: usize, end: usize) {
        let mut question = is_question_mark(self.piece(self.at - 1));
        let mut stop = end;
        while let Some((_, next)) = self.bounds(self.at) {
            let piece = self.piece(self.at);
            if !is_question_mark(piece) && !matches!(piece, "!" | "！" | "‼" | "❗") {
                break;
            }
            question |= is_question_mark(piece);
            stop = next;
            self.at += 1;
        }
        self.push(start, stop, if question { Kind::Question } else { Kind::Exclamation });
        self.ends_sentence = true;
    }

    fn stop(&mut self, start: usize, end: usize, first: char) {
        let mut stop = end;
        let mut dots = 1;
        while self.piece(self.at).starts_with(['.', '…', '。']) {
            stop = self.bounds(self.at).map_or(stop, |(_, stop)| stop);
            dots += 1;
            self.at += 1;
        }
        let next = self.after(stop);
        let follows = self.rest(stop).trim_start().chars().next();
        if dots > 1 || first == '…' {
            self.ends_clause = true;
            self.ends_sentence |= !follows.is_some_and(char::is_lowercase);
            return;
        }
        let short = self.tokens.last().is_some_and(|token| {
            let word = self.text.get(token.span()).unwrap_or_default();
            token.end as usize == start
                && token.kind == Kind::Word
                && (word.contains('.') || (word.chars().nth(1).is_none() && !matches!(word, "u" | "y" | "k")))
        });
        if short && follows.is_some() {
            return;
        }
        if next.is_none_or(|c| {
            c.is_whitespace()
                || c.is_uppercase()
                || matches!(c, '"' | '”' | ')' | '\'' | '’' | '^' | '/' | '-')
        }) || next.is_some_and(is_emoji)
        {
            self.ends_sentence = true;
        } else {
            self.ends_clause = true;
        }
    }

    fn quote(&mut self, start: usize, sign: char) {
        let inch = sign == '"' && self.before(start).is_some_and(|c| c.is_ascii_digit());
        match (sign, self.quotation) {
            ('"', None) if inch => {}
            ('"' | '“' | '„' | '«', None) => self.quotation = Some(self.tokens.len()),
            ('"' | '”' | '»' | '“', Some(_)) => {
                self.quotation = None;
                // What is said after the quotation is another clause, but may be the same sentence.
                self.ends_clause = true;
            }
            _ => {}
        }
    }
}

const EMOTICONS: [&str; 20] = [
    ":-)", ":)", ":-(", ":(", ";-)", ";)", ":-D", ":D", ":-/", ":/", ":-P", ":P", ":'(", "=)", "=(", "<3",
    ":*", ":|", ":]", ">:(",
];

/// The length of a placeholder at the beginning of `rest`, signs included.
fn slot(rest: &str, open: char, close: char) -> Option<usize> {
    // Two at most: `{{name}}`. More are somebody's drawing.
    let opens = rest.chars().take(2).take_while(|c| *c == open).count();
    for (inside, (offset, c)) in rest.char_indices().skip(opens).take(LONGEST_SLOT).enumerate() {
        if c == close {
            let stop = offset + rest.get(offset..)?.chars().take(opens).take_while(|c| *c == close).count();
            let words = rest.get(opens..offset)?.split_whitespace().count();
            return (inside > 0 && (1..=3).contains(&words)).then_some(stop);
        }
        if !(c.is_alphabetic() || matches!(c, ' ' | '_' | '.' | '-' | '\'')) {
            return None;
        }
    }
    None
}

fn is_digits(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// Capitals and digits mixed, six signs or more, three digits or more.
fn is_id(piece: &str) -> bool {
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    let capitals = piece.bytes().filter(u8::is_ascii_uppercase).count();
    piece.len() >= 6 && digits >= 3 && capitals >= 1 && digits + capitals == piece.len()
}

fn is_question_mark(piece: &str) -> bool {
    matches!(piece, "?" | "？" | "؟" | "⁉" | "❓")
}

const fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '£' | '€' | '¥' | '₹' | '₩' | '₽' | '₺' | '₦' | '₱' | '฿' | '₫' | '₴')
}

const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{2190}'..='\u{21ff}')
}

fn group_kind(sign: &str, groups: &[usize]) -> Kind {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        Words::of(text).tokens().iter().map(|token| (token.kind(), &text[token.span()])).collect()
    }

    fn said(text: &str) -> Vec<&str> {
        Words::of(text).content().map(|token| &text[token.span()]).collect()
    }

    #[test]
    fn one_token_each() {
        for (text, kind) in [
            ("https://t.co/a1?x=2", Kind::Url),
            ("www.example.com/help", Kind::Url),
            ("example.com", Kind::Url),
            ("ana.b@example.com", Kind::Email),
            ("@Ask_Us", Kind::Mention),
            ("#shame", Kind::Hashtag),
            ("#88120", Kind::Id),
            ("112-4482931-22", Kind::Id),
            ("B07XYZ123", Kind::Id),
            ("20171031", Kind::Id),
            ("1-800-555-0199", Kind::Phone),
            ("+44 20 7946 0000", Kind::Phone),
            ("0800 123 4567", Kind::Phone),
            ("$5.99", Kind::Money),
            ("20€", Kind::Money),
            ("20%", Kind::Percent),
            ("18:05", Kind::Time),
            ("5pm", Kind::Time),
            ("31/10/2017", Kind::Time),
            ("2017-10-31", Kind::Time),
            ("1,299.50", Kind::Number),
            ("2nd", Kind::Word),
            ("isn’t", Kind::Word),
            ("{name}", Kind::Slot),
            ("{{first_name}}", Kind::Slot),
            ("%s", Kind::Slot),
            ("[customer name]", Kind::Bracket),
            ("😡", Kind::Emoji),
            (":)", Kind::Emoji),
            ("?!", Kind::Question),
            ("!!", Kind::Exclamation),
        ] {
            assert_eq!(kinds(text), [(kind, text)], "{text}");
        }
    }

    #[test]
    fn what_is_not_said() {
        assert_eq!(said("@a @b hello @c ^AB"), ["hello", "@c"]);
        assert_eq!(said("Please message us. -Floi"), ["Please", "message", "us"]);
        assert_eq!(said("All done. - Ed"), ["All", "done"]);
        assert_eq!(said("All done. /KB https://t.co/x"), ["All", "done", "https://t.co/x"]);
        assert_eq!(said("All done *RF (2/2)"), ["All", "done"]);
        assert_eq!(said("1/2 All done"), ["All", "done"]);
        assert_eq!(said("All done ^Ana B"), ["All", "done"]);
        assert_eq!(said("> you said\nwe say"), ["we", "say"]);
        assert_eq!(said("one ^AB\ntwo ^CD"), ["one", "two"]);
    }

    #[test]
    fn what_looks_like_a_signature_and_is_none() {
        assert_eq!(said("Turn the wi-Fi off"), ["Turn", "the", "wi", "Fi", "off"]);
        assert_eq!(said("and/OR"), ["and", "OR"]);
        assert_eq!(said("- Yes"), ["Yes"]);
        assert_eq!(said("It is 2 - 3 days"), ["It", "is", "2", "3", "days"]);
    }

    #[test]
    fn sentences_end_where_readers_stop() {
        let ends = |text: &str| {
            Words::of(text).sentences().iter().map(|s| text[s.span()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ends("One. Two! Three? Four"), ["One", "Two!", "Three?", "Four"]);
        assert_eq!(ends("soon.Thanks"), ["soon", "Thanks"]);
        assert_eq!(ends("well... maybe"), ["well... maybe"]);
        assert_eq!(ends("Version 2.1 is out, e.g. today"), ["Version 2.1 is out, e.g. today"]);
        assert_eq!(ends("a broken\nline\n\nA paragraph"), ["a broken\nline", "A paragraph"]);
    }

    #[test]
    fn quotations_are_marked_and_must_close() {
        let text = "You wrote “calm down, mate” and left";
        let quoted: Vec<_> = Words::of(text)
            .tokens()
            .iter()
            .filter(|token| token.region() == Region::Quoted)
            .map(|token| &text[token.span()])
            .collect();
        assert_eq!(quoted, ["calm", "down", "mate"]);
        assert!(
            Words::of("a 5\" screen and \"more").tokens().iter().all(|token| token.region() == Region::Body)
        );
    }

    #[test]
    fn five_megabytes_of_anything() {
        for unit in ["a", "? ", "@", "{", "\"x ", "> \n", "1-", "\0", "\u{202e}", "http://", "a.", "0 "] {
            let text = unit.repeat((5 << 20) / unit.len());
            let words = Words::of(&text);
            assert!(words.tokens().len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_boundaries(text in "\\PC*|[ -~\\n\"“”>@#{}\\[\\]$%0-9.:/?!^*-]*") {
            let words = Words::of(&text);
            let mut last = 0;
            for token in words.tokens() {
                let span = token.span();
                prop_assert!(span.start >= last && span.end > span.start, "{:?}", span);
                prop_assert!(text.get(span.clone()).is_some());
                last = span.end;
                let _ = words.folded(token);
            }
            let counted: usize = words.sentences().iter().map(|sentence| sentence.tokens().len()).sum();
            prop_assert_eq!(counted, words.tokens().len());
        }
    }
}
