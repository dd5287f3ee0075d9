//! A message as tokens: words, numbers, addresses, with their places in the original text.

use std::ops::Range;

use super::scan::{Cut, Scan};
use super::short::{LONGEST, Short};

/// Text past this many bytes is not read: no message is this long, and spans fit 32 bits.
const LONGEST_TEXT: usize = 64 << 20;

/// The folded form of a token differs from the token in capitals of ASCII alone.
pub(super) const OWN_PLACE: u32 = u32::MAX;

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
    pub(super) start: u32,
    pub(super) end: u32,
    /// Which of `Cut::others` the folded form is, or [`OWN_PLACE`].
    pub(super) folded: u32,
    pub(super) sentence: u32,
    pub(super) clause: u32,
    pub(super) kind: Kind,
    pub(super) region: Region,
    pub(super) case: Case,
    pub(super) doubled: bool,
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
    pub(super) span: Range<usize>,
    pub(super) tokens: Range<usize>,
    pub(super) question: bool,
    pub(super) exclamation: bool,
    pub(super) content: bool,
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
    cut: Box<Cut>,
}

/// Buffers that the words of one text leave to those of another.
#[derive(Debug, Default)]
pub(crate) struct Room(Box<Cut>);

impl<'t> Words<'t> {
    /// Cuts a text into tokens.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self::of_in(text, Room::default())
    }

    /// Cuts a text into tokens, into the buffers of a text that was read before.
    pub(crate) fn of_in(text: &'t str, room: Room) -> Self {
        Self::cut::<true>(text, room)
    }

    /// The buffers, for another text.
    pub(crate) fn into_room(self) -> Room {
        Room(self.cut)
    }

    fn cut<const PLAIN: bool>(text: &'t str, room: Room) -> Self {
        let mut end = text.len().min(LONGEST_TEXT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let Room(mut cut) = room;
        Scan::<PLAIN>::read(text.get(..end).unwrap_or_default(), &mut cut);
        Self { text, cut }
    }

    /// The text as it was given.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.cut.tokens
    }

    /// The tokens that are part of what is said.
    pub fn content(&self) -> impl Iterator<Item = &Token> + Clone {
        self.cut.tokens.iter().filter(|token| token.is_content())
    }

    /// All sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.cut.sentences
    }

    /// The folded form of a token of this text.
    #[must_use]
    pub fn folded(&self, token: &Token) -> &str {
        let (start, end) = self.place(token);
        self.cut.folded.get(start as usize..end as usize).unwrap_or_default()
    }

    /// A word as numbers, if it is a short one, as it stands in its place. That is its folded form, or no word's: what is folded
    /// stays as it is when it is folded again.
    #[inline]
    pub(super) fn short(&self, token: &Token) -> Short {
        let start = token.start as usize;
        let chunk = self.cut.folded.as_bytes().get(start..start + LONGEST).and_then(<[u8]>::first_chunk);
        let len = if token.kind == Kind::Word { token.end - token.start } else { 0 };
        chunk.map_or(Short::NONE, |chunk| Short::of_chunk(chunk, len as usize))
    }

    /// How long the folded form of a token is, in bytes.
    pub(super) fn folded_len(&self, token: &Token) -> usize {
        let (start, end) = self.place(token);
        end.saturating_sub(start) as usize
    }

    /// Where its folded form lies among all that is folded.
    fn place(&self, token: &Token) -> (u32, u32) {
        match token.folded {
            OWN_PLACE => (token.start, token.end),
            other => self.cut.others.get(other as usize).copied().unwrap_or_default(),
        }
    }

    /// Whether nothing is said: no token is content.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.content().next().is_none()
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

    /// Everything that is known of each token and each sentence.
    #[track_caller]
    fn same_both_ways(text: &str) {
        let (plain, general) = (Words::of(text), Words::cut::<false>(text, Room::default()));
        let told = |words: &Words<'_>, token: &Token| {
            (
                (token.span(), token.kind(), token.region(), token.case()),
                (token.sentence(), token.clause(), token.is_doubled()),
                words.folded(token).to_owned(),
            )
        };
        for (left, right) in plain.tokens().iter().zip(general.tokens()) {
            assert_eq!(told(&plain, left), told(&general, right), "{text:?}");
        }
        assert_eq!(plain.tokens().len(), general.tokens().len(), "{text:?}");
        assert_eq!(plain.sentences(), general.sentences(), "{text:?}");
    }

    #[test]
    fn every_short_text_of_what_joins_and_parts_is_cut_the_same_on_both_ways() {
        let some = "aB1 .,:;'\"-?!@#>/^\n\u{2019}\u{301}\u{e9}";
        let all: Vec<char> = some.chars().collect();
        for text in [1, 2, 3, 4].into_iter().flat_map(|len| (0..all.len().pow(len)).map(move |n| (len, n))) {
            let (len, mut rest) = text;
            let mut text = String::new();
            for _ in 0..len {
                text.push(all[rest % all.len()]);
                rest /= all.len();
            }
            same_both_ways(&text);
        }
    }

    #[test]
    fn every_character_is_cut_somewhere() {
        let mut text = String::new();
        for c in '\0'..=char::MAX {
            for between in [false, true] {
                text.clear();
                text.extend(between.then_some('a'));
                text.push(c);
                text.extend(between.then_some('b'));
                let words = Words::of(&text);
                let mut last = 0;
                for token in words.tokens() {
                    let span = token.span();
                    assert!(span.start >= last && text.get(span.clone()).is_some(), "{text:?} {span:?}");
                    last = span.end;
                }
                assert!(
                    words.sentences().iter().all(|sentence| text.get(sentence.span()).is_some()),
                    "{text:?}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn ascii_is_cut_the_same_on_both_ways(text in "[\\x00-\\x7f]*") {
            same_both_ways(&text);
        }

        #[test]
        fn messages_are_cut_the_same_on_both_ways(
            text in "(@[A-Za-z_1]{1,4}[ :,]{1,2})?([A-Za-z]{1,9}('[a-z]{1,2})?([,.!?;:]|\\.\\.\\.|[?!]{2,3})?[ \n]{1,2}|[1-9][0-9]{0,6}[ ,.%:/-]|#[A-Za-z1]{1,4} |https?://t.co/[a-z]{2} |www.a.com |\"[a-z]{1,4} [a-z]{1,4}\"[ .]|[a-zé]{1,4}[’“”—…é😀] ?|&gt; |[-*^/~] ?[A-Z]{1,2}|e\\.g\\. |[(\\[{][a-z ]{1,6}[)\\]}] ?|[:;=<>%$+'][-)(3dDP1s ]{1,2}|\n> ){0,12}"
        ) {
            same_both_ways(&text);
        }

        #[test]
        fn numbers_and_addresses_are_cut_the_same_on_both_ways(
            text in "([0-9]{1,5}[.,:/'_-]?|0800 12345 ?|[a-zA-Z]{1,3}|[ +$%#@€\n]|https?://[a-z./,’é]{0,6}[ .,)\n]?){0,9}"
        ) {
            same_both_ways(&text);
        }

        #[test]
        fn no_word_has_a_byte_0(text in "([a-cA1_.:,;'’\u{301}\u{ad}é \\x00]|\\PC)*") {
            let words = Words::of(&text);
            let is_word = |token: &&Token| token.kind() == Kind::Word;
            prop_assert!(words.tokens().iter().filter(is_word).all(|word| !words.folded(word).contains('\0')));
        }

        #[test]
        fn anything_is_cut_the_same_on_both_ways(
            text in "([ -~\n]|[a-z]{1,3}|’|“|”|…|—|\\PC|[\u{300}-\u{303}\u{200d}\u{fe0f}\u{ad}\u{a0}\u{1f1e6}-\u{1f1e9}])*"
        ) {
            same_both_ways(&text);
        }

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
