//! One pass over a text: pieces between word bounds become tokens.

use super::bounds::{COLON, DIGIT, DOT, LETTER, Piece, UPPER, WIDE, class, piece_at, piece_by_unicode};
use super::plain::{PADDING, case_of_ascii, find_letters, padded};
use super::signs::{is_currency, is_digits, is_emoji, is_id, is_question_mark};
use super::token::{Case, Kind, OWN_PLACE, Region, Sentence, Token};

/// A placeholder such as `{name}` or `[customer name]` is looked for within this many bytes.
const LONGEST_SLOT: usize = 32;

/// How many pieces are looked at together, the one that is read included.
const AHEAD: usize = 3;

/// Room is reserved for a text of so many bytes; what is longer grows as it goes.
const MOST_RESERVED: usize = 1 << 12;

/// The next token begins a clause.
pub(super) const CLAUSE: u8 = 1;
/// The next token begins a sentence.
pub(super) const SENTENCE: u8 = 1 << 1;

/// A place in a text or a table, none of which are longer.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// What a text is cut into.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    pub(super) sentences: Vec<Sentence>,
    /// The text in small ASCII letters, then the forms of those tokens that are folded in other ways.
    pub(super) folded: String,
    /// Where each of those forms lies.
    pub(super) others: Vec<(u32, u32)>,
    /// Which bytes of the text are letters of ASCII, a bit each.
    pub(super) letters: Vec<u8>,
}

/// One pass over the word bounds of a text.
///
/// What is plain is read on a short way, everything else on the general one. A scan that is not `PLAIN` knows the general
/// way only: tests hold the one against the other.
pub(super) struct Scan<'t, const PLAIN: bool> {
    pub(super) text: &'t str,
    /// The text in small ASCII letters, and some padding.
    pub(super) lower: &'t [u8],
    /// Which of its bytes are small letters, a bit each.
    pub(super) letters: &'t [u8],
    /// The piece that is read, and those after it that were already asked for.
    pieces: [Piece; AHEAD],
    /// How many of them there are.
    known: usize,
    /// Where the piece that is read begins.
    pub(super) from: usize,
    /// The folded forms that are not those of `lower`, and where they will lie behind it.
    folded: String,
    others: &'t mut Vec<(u32, u32)>,
    pub(super) tokens: &'t mut Vec<Token>,
    sentences: &'t mut Vec<Sentence>,
    pub(super) sentence: u32,
    pub(super) clause: u32,
    /// What the next token begins.
    pub(super) begins: u8,
    /// First token of the current line.
    pub(super) line: usize,
    cited: bool,
    /// Whether any token is not part of what is said.
    pub(super) aside: bool,
    /// Token at which an open quotation began.
    quotation: Option<usize>,
}

impl<'t, const PLAIN: bool> Scan<'t, PLAIN> {
    /// Cuts a text, in the room of what was cut before.
    pub(super) fn read(text: &str, cut: &mut Cut) {
        let Cut { tokens, sentences, folded: lower, others, letters } = cut;
        lower.clear();
        lower.reserve(text.len() + PADDING.len());
        lower.push_str(text);
        lower.push_str(PADDING);
        lower.truncate(padded(text.len()));
        lower.make_ascii_lowercase();
        if PLAIN {
            find_letters(lower, letters);
        }
        let room = text.len().min(MOST_RESERVED);
        tokens.clear();
        tokens.reserve(room / 4);
        sentences.clear();
        sentences.reserve(room / 64 + 2);
        others.clear();
        let mut scan = Scan::<PLAIN> {
            text,
            lower: lower.as_bytes(),
            letters,
            pieces: [Piece::default(); AHEAD],
            known: 0,
            from: 0,
            folded: String::new(),
            others,
            tokens,
            sentences,
            // What the first token begins has the number 0.
            sentence: u32::MAX,
            clause: u32::MAX,
            begins: CLAUSE | SENTENCE,
            line: 0,
            cited: false,
            aside: false,
            quotation: None,
        };
        scan.run();
        scan.end_sentences();
        let folded = scan.folded;
        lower.push_str(&folded);
    }

    fn piece_at(&self, from: usize) -> Option<Piece> {
        if PLAIN { piece_at(self.text, from) } else { piece_by_unicode(self.text, from) }
    }

    /// The piece that is read, or one of those after it.
    pub(super) fn bounds(&mut self, ahead: usize) -> Option<Piece> {
        while self.known <= ahead {
            let from = match self.known.checked_sub(1) {
                Some(last) => self.pieces.get(last)?.end,
                None => self.from,
            };
            *self.pieces.get_mut(self.known)? = self.piece_at(from)?;
            self.known += 1;
        }
        self.pieces.get(ahead).copied()
    }

    /// Goes on with the piece after the one that is read.
    pub(super) fn advance(&mut self) {
        if let Some(piece) = self.bounds(0) {
            self.from = piece.end;
            self.known -= 1;
            if self.known > 0 {
                let [_, next, last] = self.pieces;
                self.pieces = [next, last, last];
            }
        }
    }

    pub(super) fn piece(&mut self, ahead: usize) -> &'t str {
        self.bounds(ahead).and_then(|piece| self.text.get(piece.start..piece.end)).unwrap_or_default()
    }

    pub(super) fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|text| text.chars().next_back())
    }

    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn run(&mut self) {
        self.begin_line();
        loop {
            if PLAIN {
                // What was asked for ahead is asked for again if need be: most of it is read on the short way.
                self.known = 0;
                self.plain();
            }
            if self.from >= self.text.len() || !self.general() {
                break;
            }
        }
        self.end_line();
        self.drop_quotation();
    }

    /// Reads a piece, and what belongs to it; there may be none.
    #[inline(never)]
    fn general(&mut self) -> bool {
        let Some(piece) = self.bounds(0) else { return false };
        if piece.classes & WIDE == 0 && piece.classes & LETTER != 0 {
            self.word(piece);
            return true;
        }
        let Some(first) = self.after(piece.start) else { return false };
        if first == ' ' {
            self.advance();
        } else if first.is_whitespace() {
            self.blank(piece);
        } else if first.is_alphanumeric() || first == '_' {
            self.word(piece);
        } else {
            self.mark(piece, first);
        }
        true
    }

    /// Goes on with the first piece at or after a byte.
    pub(super) fn skip_to(&mut self, byte: usize) {
        let around = byte.checked_sub(1).and_then(|last| self.text.as_bytes().get(last..=byte));
        let is_bound = byte == self.text.len() || matches!(around, Some([b'!'..=b'~', b' ' | b'\n']));
        if PLAIN && self.from < byte && is_bound {
            // Whatever stands before: between these two there is a bound, and at the end of the text.
            self.known = 0;
            self.from = byte;
            return;
        }
        while self.from < byte && self.bounds(0).is_some() {
            self.advance();
        }
    }

    fn blank(&mut self, piece: Piece) {
        self.advance();
        let blank = self.text.get(piece.start..piece.end).unwrap_or_default();
        if !blank.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
            return;
        }
        self.end_line();
        let next = self.rest(piece.end);
        let paragraph = next.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        if paragraph {
            self.drop_quotation();
        }
        // A line that goes on in lower case was broken by its writer's mail program, not by its writer.
        if paragraph || !next.trim_start_matches([' ', '\t']).starts_with(char::is_lowercase) {
            self.begins |= SENTENCE;
        }
        self.begins |= CLAUSE;
        self.begin_line();
    }

    pub(super) fn begin_line(&mut self) {
        self.line = self.tokens.len();
        if PLAIN && self.byte(self.from).is_some_and(|byte| matches!(byte, b'!'..=b'=' | b'?'..=b'~')) {
            self.cited = false;
            return;
        }
        let mut rest = self.rest(self.from);
        rest = rest.trim_start_matches([' ', '\t']);
        let unmarked = rest.trim_start_matches('>');
        self.cited = unmarked.len() < rest.len() && unmarked.starts_with([' ', '\n', '\r']);
        if self.cited {
            self.begins |= SENTENCE;
        }
    }

    /// Tells addresses, signatures and part marks of the line that has just been read from what it says.
    pub(super) fn end_line(&mut self) {
        let from = self.line;
        if self.cited {
            self.aside = true;
            for token in self.tokens.iter_mut().skip(from) {
                token.region = Region::Cited;
            }
            self.begins |= SENTENCE;
            return;
        }
        for token in self.tokens.iter_mut().skip(from) {
            match token.kind {
                Kind::Mention => {
                    token.region = Region::Address;
                    self.aside = true;
                }
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
            self.aside = true;
            for token in self.tokens.iter_mut().take(last).skip(first) {
                token.region = Region::Signature;
            }
        }
    }

    /// The first token of the signature that ends before token `last`, if there is one.
    fn signature(&self, from: usize, last: usize) -> Option<usize> {
        if PLAIN && !self.may_be_signed(last) {
            return None;
        }
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

    /// Whether something like a sign may stand before one of the two tokens before `last`: few lines need more than this look.
    fn may_be_signed(&self, last: usize) -> bool {
        let bytes = self.text.as_bytes();
        let tokens = self.tokens.get(last.saturating_sub(2)..last).unwrap_or_default();
        // Both are looked at, and nothing turns on the first.
        tokens.iter().fold(false, |any, token| {
            let before = |back: usize| {
                let at = (token.start as usize).checked_sub(back);
                at.and_then(|at| bytes.get(at)).copied().unwrap_or_default()
            };
            let (near, far) = (before(1), before(2));
            any | MAY_SIGN[usize::from(if near == b' ' { far } else { near })]
        })
    }

    /// A quotation that is never closed was an inch mark or a slip: its words are the writer's own.
    pub(super) fn drop_quotation(&mut self) {
        if let Some(first) = self.quotation.take() {
            for token in self.tokens.iter_mut().skip(first) {
                if token.region == Region::Quoted {
                    token.region = Region::Body;
                }
            }
        }
    }

    /// The region of what is read now: quoted as long as a quotation is open.
    #[inline]
    pub(super) const fn region(&self) -> Region {
        if self.quotation.is_some() { Region::Quoted } else { Region::Body }
    }

    /// Begins a sentence with the token that comes next.
    #[inline(never)]
    fn begin_sentence(&mut self, start: usize) {
        self.sentence = self.sentence.wrapping_add(1);
        self.sentences.push(Sentence {
            span: start..start,
            tokens: self.tokens.len()..self.tokens.len(),
            question: false,
            exclamation: false,
            content: false,
        });
    }

    /// Begins the sentence or the clause of the token that comes next.
    #[inline]
    pub(super) fn begin(&mut self, start: u32) {
        self.clause = self.clause.wrapping_add(u32::from(self.begins != 0));
        if self.begins & SENTENCE != 0 {
            self.begin_sentence(start as usize);
        }
        self.begins = 0;
    }

    /// Puts down a token, with the clause or the sentence that it begins.
    pub(super) fn push_token(&mut self, start: u32, end: u32, kind: Kind, case: Case, folded: u32) {
        self.begin(start);
        let (sentence, clause, region) = (self.sentence, self.clause, self.region());
        self.tokens.push(Token { start, end, folded, sentence, clause, kind, region, case, doubled: false });
    }

    /// Says where the sentences end, and which of them are said: known when the last line has been read.
    fn end_sentences(&mut self) {
        let mut end = self.tokens.len();
        for sentence in self.sentences.iter_mut().rev() {
            let tokens = self.tokens.get(sentence.tokens.start..end).unwrap_or_default();
            sentence.span.end = tokens.last().map_or(sentence.span.end, |last| last.end as usize);
            sentence.content = !self.aside || tokens.iter().any(Token::is_content);
            sentence.tokens.end = end;
            end = sentence.tokens.start;
        }
    }

    pub(super) fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let said = self.text.as_bytes().get(start..end).unwrap_or_default();
        let classes = said.iter().fold(0, |classes, &byte| classes | class(byte));
        self.push_classed(start, end, kind, classes);
    }

    /// The same with what is known of the bytes: none is wide or a capital where the classes do not say so.
    pub(super) fn push_classed(&mut self, start: usize, end: usize, kind: Kind, classes: u16) {
        let is_mark = matches!(kind, Kind::Question | Kind::Exclamation);
        // A mark closes the sentence before it, even after `...`.
        if is_mark && !self.tokens.is_empty() {
            self.begins = 0;
        }
        let (folded, case) = if PLAIN && classes & WIDE == 0 {
            let case = if classes & UPPER == 0 {
                Case::Lower
            } else {
                case_of_ascii(self.text.as_bytes().get(start..end).unwrap_or_default())
            };
            (OWN_PLACE, case)
        } else {
            let said = self.text.get(start..end).unwrap_or_default();
            let letters = said.chars().filter(|c| c.is_alphabetic());
            (self.fold(said), case(letters, |letter| letter.is_uppercase()))
        };
        self.push_token(narrow(start), narrow(end), kind, case, folded);
        if is_mark {
            if let Some(token) = self.tokens.last_mut() {
                token.doubled = self.text.get(start..end).is_some_and(|said| said.chars().nth(1).is_some());
            }
            if let Some(sentence) = self.sentences.last_mut() {
                sentence.question |= kind == Kind::Question;
                sentence.exclamation |= kind == Kind::Exclamation;
            }
        }
    }

    /// The number of the folded form among the others.
    fn fold(&mut self, said: &str) -> u32 {
        let start = self.folded.len();
        fold(&mut self.folded, said);
        let before = self.lower.len();
        self.others.push((narrow(before + start), narrow(before + self.folded.len())));
        narrow(self.others.len() - 1)
    }

    fn word(&mut self, bounds: Piece) {
        let Piece { start, end, classes } = bounds;
        let piece = self.text.get(start..end).unwrap_or_default();
        if let Some(stop) = self.url(bounds, piece) {
            self.push(start, stop, Kind::Url);
            self.skip_to(stop);
            return;
        }
        if self.byte(end) == Some(b'@') && self.piece(1) == "@" {
            let host = self.piece(2);
            if host.contains('.') && host.starts_with(char::is_alphanumeric) {
                let stop = self.bounds(2).map_or(end, |host| host.end);
                self.push(start, stop, Kind::Email);
                self.skip_to(stop);
                return;
            }
        }
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            self.number(start, end, piece);
            return;
        }
        self.advance();
        if classes & (WIDE | DIGIT | DOT | COLON) == 0 {
            self.push_classed(start, end, Kind::Word, classes);
            return;
        }
        if classes & (WIDE | DIGIT) != 0 && is_id(piece) {
            self.push(start, end, Kind::Id);
            return;
        }
        // `soon.Thanks` and `here:Thanks` are one word to Unicode and two to their writer.
        let mut from = start;
        for (offset, sign) in piece.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b':')) {
            let at = start + offset;
            let splits = sign == b':'
                || (at > from + 1
                    && self.before(at).is_some_and(char::is_lowercase)
                    && at + 1 < end
                    && self.after(at + 1).is_some_and(char::is_uppercase));
            if splits {
                self.push_word_of(from, at, classes);
                from = at + 1;
                self.begins |= if sign == b'.' { SENTENCE } else { CLAUSE };
            }
        }
        if from < end {
            self.push_word_of(from, end, classes);
        }
    }

    /// A word that is a part of a piece with these classes.
    fn push_word_of(&mut self, start: usize, end: usize, classes: u16) {
        if classes & WIDE == 0 {
            self.push_classed(start, end, Kind::Word, classes);
        } else {
            self.push(start, end, Kind::Word);
        }
    }

    /// Where the web address that begins at `start` ends, if one does.
    fn url(&mut self, bounds: Piece, piece: &str) -> Option<usize> {
        let Piece { start, classes, .. } = bounds;
        if classes & (WIDE | DOT) == 0 && !piece.starts_with(['h', 'H']) {
            return None;
        }
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
                    && self.piece(1) != "@"
            });
        if !is_url {
            return None;
        }
        Some(self.address(start, piece.len()))
    }

    /// Where a web address ends that begins at `start` and has so many bytes at least.
    pub(super) fn address(&self, start: usize, least: usize) -> usize {
        let rest = self.rest(start);
        // Few addresses are followed by what is not ASCII: bytes tell where most end.
        let told = rest.bytes().position(|byte| ENDS_ADDRESS[usize::from(byte)]);
        let stop = match told {
            Some(stop) if self.byte(start + stop).is_some_and(|byte| byte < 0x80) => stop,
            Some(_) => rest
                .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'))
                .unwrap_or(rest.len()),
            None => rest.len(),
        };
        let address = rest.get(..stop).unwrap_or_default();
        let end = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '…', '’', '*'];
        start + address.trim_end_matches(end).len().max(least)
    }

    fn mark(&mut self, piece: Piece, first: char) {
        let Piece { start, end, .. } = piece;
        if let Some(stop) = self.joined(start, end, first) {
            self.skip_to(stop.max(end));
            return;
        }
        self.advance();
        match first {
            '?' | '!' | '？' | '！' | '؟' | '‼' | '⁉' | '❗' | '❓' => self.asked(start, end),
            '.' | '。' | '…' => self.stop(start, end, first),
            ',' | ';' | ':' | '(' | ')' | '–' | '—' | '،' | '、' | '，' => self.begins |= CLAUSE,
            '-' | '*' | '•' | '|' | '~' if self.after(end).is_none_or(char::is_whitespace) => {
                self.begins |= CLAUSE;
            }
            '"' | '“' | '”' | '„' | '«' | '»' => self.quote(start, first),
            _ if is_emoji(first) => self.push(start, end, Kind::Emoji),
            _ => {}
        }
    }

    /// Tokens that begin with a sign: mentions, hashtags, amounts, placeholders, emoticons.
    fn joined(&mut self, start: usize, end: usize, first: char) -> Option<usize> {
        if !(matches!(first, '@' | '#' | '＃' | '+' | '{' | '[' | '%' | ':' | ';' | '=' | '<' | '\'' | '>')
            || is_currency(first))
        {
            return None;
        }
        let next = self.piece(1);
        let next_end = self.bounds(1).map_or(end, |next| next.end);
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
                let at = self.bounds(1)?.start;
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
        let mut question = is_question_mark(self.text.get(start..end).unwrap_or_default());
        let mut stop = end;
        while let Some(Piece { end: next, .. }) = self.bounds(0) {
            let piece = self.piece(0);
            if !is_question_mark(piece) && !matches!(piece, "!" | "！" | "‼" | "❗") {
                break;
            }
            question |= is_question_mark(piece);
            stop = next;
            self.advance();
        }
        self.push(start, stop, if question { Kind::Question } else { Kind::Exclamation });
        self.begins |= SENTENCE;
    }

    fn stop(&mut self, start: usize, end: usize, first: char) {
        let mut stop = end;
        let mut dots = 1;
        while self.piece(0).starts_with(['.', '…', '。']) {
            stop = self.bounds(0).map_or(stop, |dot| dot.end);
            dots += 1;
            self.advance();
        }
        let next = self.after(stop);
        let follows = self.rest(stop).trim_start().chars().next();
        if dots > 1 || first == '…' {
            self.begins |= CLAUSE;
            if !follows.is_some_and(char::is_lowercase) {
                self.begins |= SENTENCE;
            }
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
            self.begins |= SENTENCE;
        } else {
            self.begins |= CLAUSE;
        }
    }

    pub(super) fn quote(&mut self, start: usize, sign: char) {
        let inch = sign == '"' && self.before(start).is_some_and(|c| c.is_ascii_digit());
        match (sign, self.quotation) {
            ('"', None) if inch => {}
            ('"' | '“' | '„' | '«', None) => {
                self.quotation = Some(self.tokens.len());
            }
            ('"' | '”' | '»' | '“', Some(_)) => {
                self.quotation = None;
                // What is said after the quotation is another clause, but may be the same sentence.
                self.begins |= CLAUSE;
            }
            _ => {}
        }
    }
}

/// Adds the folded form of what is said.
fn fold(folded: &mut String, said: &str) {
    for c in said.chars() {
        match c {
            '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{ff07}' => folded.push('\''),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fe0f}' => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

/// What ends a web address, or may end one.
const ENDS_ADDRESS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        ends[byte] = matches!(byte, 0x09..=0x0d | 0x20 | 0x3c | 0x3e | 0x22 | 0x80..);
        byte += 1;
    }
    ends
};

/// What may sign, at least; with blanks after it, too.
const MAY_SIGN: [bool; 256] = {
    let mut signs = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = matches!(byte, 0x5e | 0x2a | 0x2f | 0x7e | 0x2d | 0x20 | 0x80..);
        byte += 1;
    }
    signs
};

const EMOTICONS: [&str; 20] = [
    ":-)", ":)", ":-(", ":(", ";-)", ";)", ":-D", ":D", ":-/", ":/", ":-P", ":P", ":'(", "=)", "=(", "<3",
    ":*", ":|", ":]", ">:(",
];

/// How a word with these letters is written.
pub(super) fn case<T>(mut letters: impl Iterator<Item = T>, is_capital: impl Fn(&T) -> bool) -> Case {
    if !letters.next().is_some_and(|first| is_capital(&first)) {
        return Case::Lower;
    }
    match letters.next() {
        Some(second) if is_capital(&second) && letters.all(|letter| is_capital(&letter)) => Case::Upper,
        _ => Case::Capital,
    }
}

/// The length of a placeholder at the beginning of `rest`, signs included.
pub(super) fn slot(rest: &str, open: char, close: char) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_stays_as_it_is() {
        let folded = |said: &str| {
            let mut folded = String::new();
            fold(&mut folded, said);
            folded
        };
        for c in '\0'..=char::MAX {
            let once = folded(c.encode_utf8(&mut [0; 4]));
            assert_eq!(folded(&once), once, "{c:?}");
        }
    }
}
