//! Word lists as data: what they hold, how they are read, and what they find.
//!
//! # The format
//!
//! A lexicon is a UTF-8 text file, read line by line. `#` opens a comment line, blank lines part nothing.
//! A line that begins at the margin opens a section, indented lines belong to it.
//!
//! ```text
//! goodwill-lexicon 1                  first line: the format and its version
//! language en                         whose stemmer is used; ISO 639-1
//! revision 3                          moves the fingerprint; say why in the file
//! axes help regard                    the names weights may be given for
//! negation 3                          how many words to the left "unless negated" looks (default 3)
//! extends                             this file only adds to another of its language
//!
//! words feature                       a list of words, compared by stem
//!   screen battery speaker
//! forms negator                       a list of words, compared as written (lower case)
//!   no not never
//! shapes order                        a list of regular expressions, one a line, each for a whole token with a digit
//!   [a-z]{2}\d{6}                     (lower case); the first that fits gives the token its list
//! phrase when                         a list of patterns, one a line, used by name like a word
//!   (today|tomorrow|<time>)
//!
//! base company help -0.7, regard +1.3 where axes stand without evidence, in log-odds, by side
//! measure coverage                    what the reader measures beside the words, by its name for it
//!   meaning How much of the ask the answer takes up.
//!   company help +1.0                 what one unit of it weighs, by side
//!
//! expand                              contractions and spellings, taken apart before anything is compared
//!   *n't = * not
//!   can't = can not
//!
//! entry F7                            a cue: its code; "F7.strict" is a variant of code F7
//!   meaning Says by when something will be done.
//!   company help +0.7, risk -0.1      a side it is read for, and what it weighs there; sides: customer, company, peer
//!   cap 1                             how many hits count (default 3)
//!   mode possible                     certain (default) or possible: the hit has half the strength
//!   scope clause                      how far a pattern reaches: clause, sentence (default) or turn
//!   only statements                   or questions, or all (default)
//!   unless negated                    no hit after a word of the list @negator
//!   unless quoted                     no hit inside quotation marks
//!   unless B5 in sentence             no hit where B5 is hit too: in clause, in sentence, in turn (default)
//!   halved F6                         half the strength where F6 is hit too
//!   yes It will be fixed by Friday.   an example that must be hit, and
//!   no It was fixed on Friday.        one that must not be: Lexicon::check runs them
//!   + will ~3 (fix|send) ~6 @when     a pattern
//!   - will not                        a veto: a hit that overlaps it is dropped
//!
//! remove E7                           takes the entries of a code away (in a file that extends)
//! ```
//!
//! # Patterns
//!
//! | piece | matches |
//! |---|---|
//! | `refund` | a word with the same stem |
//! | `=dm`, `"[name]"` | a token exactly as written (folded) |
//! | `(a\|b c)` | either side; sides may be rows of pieces |
//! | `x?`, `(a\|b)?` | it or nothing |
//! | `~4` | up to four tokens of any kind |
//! | `!x`, `!(a\|b)` | nothing, if the next token is not x |
//! | `@name` | a word of a list, or a pattern of a phrase |
//! | `<url>` | a token of a kind: number, money, percent, time, url, email, phone, mention, hashtag, emoji, id, slot, bracket, word |
//! | `<question>`, `<exclamation>`, `<doubled>` | the mark at the end of a sentence; `<doubled>` is `??`, `?!`, `!!` |
//! | `<any>` | any one token |
//! | `^` `$` | the beginning and the end of a sentence |
//! | `^^` `$$` | the beginning and the end of what is said; marks, emoji and addresses may follow `$$` |
//!
//! A pattern reaches over 48 tokens at most, and the shortest match is taken. It is looked for where the rarest of its words stands:
//! the lexicon's own examples tell which words are rare, so that a list with many is also a fast one. Mentions that open a
//! line, signatures and cited lines are not seen by patterns.
//!
//! The lists `negator`, `function`, `courtesy` and `function.xx` (for another language xx) have a use of their
//! own: see [`Lexicon::hits`], [`Lexicon::content_stems`] and [`Lexicon::guess`].

mod anchor;
mod compile;
mod entry;
mod gist;
mod place;
mod profile;
mod rules;
mod share;
mod sort;
mod source;
mod sweep;
mod unit;
mod vocabulary;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::atomic::AtomicU64;

use crate::error::{Error, Result};
use foldhash::fast::FixedState;
use once_cell::sync::OnceCell;
use regex::Regex;

use super::phrase::{self, Set};
use super::stem::{Stem, Stemmer};
use super::token::{Kind, Region, Sentence, Token, Words};

use compile::Compiler;
use entry::Only;
pub use entry::{Effect, Entry, Guess, Hit, Measure, Mitigator, Mode, Reach, Side};
pub(crate) use gist::{Gist, Placed};
use rules::{Bench, Rules};
use source::{Example, NEGATION, Source};
use unit::{Found, Said};
use vocabulary::Spelled;

/// The English lists: what all share, then one file for each axis that has cues of its own.
const ENGLISH: [(&str, &str); 5] = [
    ("en.lex", include_str!("lexicon/en.lex")),
    ("en.empathy.lex", include_str!("lexicon/en.empathy.lex")),
    ("en.contempt.lex", include_str!("lexicon/en.contempt.lex")),
    ("en.help.lex", include_str!("lexicon/en.help.lex")),
    ("en.risk.lex", include_str!("lexicon/en.risk.lex")),
];

/// A loaded word list.
///
/// # Examples
///
/// One's own list, from nothing:
///
/// ```
/// use goodwill::text::{Lexicon, Side, Words};
///
/// let lexicon = Lexicon::parse("mine.lex", "\
/// goodwill-lexicon 1
/// language en
/// revision 1
/// axes help
///
/// entry soon
///   meaning Puts off without a time.
///   company help -0.5
///   + (soon|shortly)
/// ")?;
/// let hits = lexicon.hits(&Words::of("We will be back shortly!"));
/// assert_eq!(hits[0].span(), 16..23);
/// assert_eq!(lexicon.entry(&hits[0]).weight(Side::Company, "help"), -0.5);
/// # Ok::<(), goodwill::Error>(())
/// ```
///
/// What is wrong is refused with file, line and token:
///
/// ```
/// use goodwill::text::Lexicon;
///
/// let error = Lexicon::parse("mine.lex", "\
/// goodwill-lexicon 1
/// language en
/// revision 1
/// axes help
/// entry soon
///   company hepl -0.5
///   + soon
/// ").unwrap_err();
/// assert_eq!(error.to_string(), "mine.lex:6: axis: \"hepl\" is not one of help");
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    source: Source,
    stemmer: Stemmer,
    entries: Vec<Entry>,
    rules: Rules,
    /// What stands in patterns as it is written.
    spelled: Spelled,
    /// For every entry, what a match of it counts for.
    loads: Vec<Load>,
    expansions: HashMap<String, Vec<Form>, FixedState>,
    suffixes: Vec<(String, Vec<Option<Form>>)>,
    shapes: Vec<(u64, Regex)>,
    idle: Set,
    own: Set,
    others: Vec<Set>,
    fingerprint: u64,
    /// Tells lexicons of one process apart; copies share it, because they know the same words.
    serial: u64,
}

/// The number of the next lexicon.
static SERIAL: AtomicU64 = AtomicU64::new(0);

/// A word as patterns see it.
#[derive(Clone, Copy, Debug)]
struct Form {
    stem: u64,
    exact: u64,
}

/// What a match of an entry counts for.
#[derive(Clone, Debug)]
struct Load {
    /// The sides that it is read for, one bit each.
    sides: u8,
    /// Before what speaks against it.
    strength: f64,
    against: Box<[Against]>,
}

/// A mitigator with the entries that meet it, other than the one it speaks against.
#[derive(Clone, Debug)]
struct Against {
    entries: Box<[u32]>,
    /// The marks of these, by [`mark`].
    marks: u64,
    reach: Reach,
    effect: Effect,
}

impl Lexicon {
    /// Reads a lexicon from the text of its file; `name` is what errors call the file.
    ///
    /// # Errors
    ///
    /// If the text is not in the format of this module; the message names file, line and token.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        Self::build(Source::read(name, text)?)
    }

    /// The English lexicon that comes with the crate, loaded once.
    ///
    /// # Errors
    ///
    /// Never for the list as it is shipped; a test loads it and runs its examples.
    pub fn english() -> Result<&'static Self> {
        static LOADED: OnceCell<Lexicon> = OnceCell::new();
        LOADED.get_or_try_init(|| {
            let [(name, text), more @ ..] = ENGLISH;
            let mut source = Source::read(name, text)?;
            for (name, text) in more {
                source = source.joined(&Source::read(name, text)?)?;
            }
            Self::build(source)
        })
    }

    /// A code of the lists that ship, as it stands there: one that need not be copied.
    pub(crate) fn shipped_code(code: &str) -> Option<&'static str> {
        static CODES: OnceCell<HashSet<&'static str, FixedState>> = OnceCell::new();
        let codes = CODES.get_or_init(|| {
            let lines = ENGLISH.iter().flat_map(|(_, text)| text.lines());
            lines.filter_map(|line| line.strip_prefix("entry ")?.trim().split('.').next()).collect()
        });
        codes.get(code).copied()
    }

    /// This lexicon with another one's additions.
    ///
    /// Lists grow. An entry the two share keeps its patterns and gains the new ones; what the other says
    /// of its meaning, weights, cap, mode, scope or conditions replaces what was said. Lines `remove` are obeyed first.
    ///
    /// # Errors
    ///
    /// If the two are of different languages, or if the other refers to a list or a code that neither has.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::{Lexicon, Words};
    ///
    /// let shop = Lexicon::parse("shop.lex", "\
    /// goodwill-lexicon 1
    /// language en
    /// revision shop-1
    /// extends
    /// entry praise
    ///   + chef's kiss
    /// ")?;
    /// let lexicon = Lexicon::english()?.extended(&shop)?;
    /// let hits = lexicon.hits(&Words::of("The new roast: chef's kiss"));
    /// assert!(hits.iter().any(|hit| lexicon.entry(hit).code() == "praise"));
    /// assert_ne!(lexicon.fingerprint(), Lexicon::english()?.fingerprint());
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn extended(&self, other: &Self) -> Result<Self> {
        Self::build(self.source.extended(&other.source)?)
    }

    /// Runs the examples of the file: those marked `yes` must be hit by their entry, those marked `no` must not.
    ///
    /// # Errors
    ///
    /// With the first example that fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::Lexicon;
    ///
    /// let lexicon = Lexicon::parse("mine.lex", "\
    /// goodwill-lexicon 1
    /// language en
    /// revision 1
    /// entry soon
    ///   company
    ///   no Sooner or later.
    ///   + (soon|sooner)
    /// ")?;
    /// assert_eq!(
    ///     lexicon.check().unwrap_err().to_string(),
    ///     "mine.lex:6: no: \"Sooner or later.\" is not free of soon, which is hit by \"Sooner\"",
    /// );
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn check(&self) -> Result<()> {
        for source in &self.source.entries {
            let Some(index) = self.entries.iter().position(|entry| entry.name == source.name) else {
                continue;
            };
            for (kind, example, spot) in &source.examples {
                let hits = self.hits(&Words::of(example));
                let hit = hits.iter().find(|hit| hit.entry == index);
                let fault = match (kind, hit) {
                    (Example::Yes, None) => format!("hit by {}", source.name),
                    (Example::No, Some(hit)) => {
                        let by = example.get(hit.span()).unwrap_or_default();
                        format!("free of {}, which is hit by {by:?}", source.name)
                    }
                    _ => continue,
                };
                let field = if *kind == Example::Yes { "yes" } else { "no" };
                return Err(spot.name(Error::refused(field, format_args!("{example:?}"), fault)));
            }
        }
        Ok(())
    }

    /// The language, by its two-letter code.
    #[must_use]
    pub const fn language(&self) -> &'static str {
        self.stemmer.language()
    }

    /// The revision the file states; of an extended lexicon, all of them joined with `+`.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.source.revision
    }

    /// A hash of everything that can change a hit: equal on every platform, different when a rule differs.
    #[must_use]
    pub const fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// All cues, in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What a reader measures beside the words, with what it weighs.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.source.measures
    }

    /// Where each axis stands without evidence in what this side writes; axes of which nothing is said stand at 0.
    pub fn bases(&self, side: Side) -> impl Iterator<Item = (&str, f64)> {
        entry::weights(&self.source.bases, side)
    }

    /// The cue of a hit that this lexicon has found.
    ///
    /// For a hit of another, longer lexicon it is the last one.
    #[must_use]
    pub fn entry(&self, hit: &Hit) -> &Entry {
        static NONE: Entry = Entry {
            name: String::new(),
            meaning: String::new(),
            weights: BTreeMap::new(),
            cap: 0,
            mode: Mode::Certain,
            reach: Reach::Sentence,
            only: Only::All,
            unless_negated: false,
            unless_quoted: false,
            mitigators: Vec::new(),
        };
        self.entries.get(hit.entry).or(self.entries.last()).unwrap_or(&NONE)
    }

    /// All cues found in a message, by place; for one entry, hits never overlap.
    ///
    /// Caps are not applied here: the caller knows over what to count. `unless negated` looks for a word of
    /// the list `negator` among the last words of the same clause before the hit.
    #[must_use]
    pub fn hits(&self, words: &Words<'_>) -> Vec<Hit> {
        self.found(None, words)
    }

    /// The cues that are read in what one side writes.
    #[must_use]
    pub fn hits_of(&self, side: Side, words: &Words<'_>) -> Vec<Hit> {
        self.found(Some(side), words)
    }

    /// The stems that carry content, each with its place: no function words, no courtesies, no names of users.
    ///
    /// What counts as such are the lists `function`, `courtesy` and `negator`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::{Lexicon, Words};
    ///
    /// let lexicon = Lexicon::english()?;
    /// let words = Words::of("@shop Hi, where are my new blue shoes please? ^A");
    /// let said: Vec<_> = lexicon.content_stems(&words).into_iter().map(|(_, span)| &words.text()[span]).collect();
    /// assert_eq!(said, ["new", "blue", "shoes"]);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn content_stems(&self, words: &Words<'_>) -> Vec<(Stem, Range<usize>)> {
        let placed = self.placed(words).into_iter();
        placed.map(|placed| (placed.stem, placed.start as usize..placed.end as usize)).collect()
    }

    /// Which language a message is in, told by its script and by the lists `function` and `function.xx`.
    ///
    /// - Most letters not of the Latin script (for a lexicon whose own language is): another language.
    /// - Fewer than four words: unknown.
    /// - More function words of another language than of its own, two at least: another language.
    /// - At least one function word of its own: known.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::{Guess, Lexicon, Words};
    ///
    /// let lexicon = Lexicon::english()?;
    /// assert_eq!(lexicon.guess(&Words::of("Where is the parcel you sent me?")), Guess::Known("en"));
    /// assert_eq!(lexicon.guess(&Words::of("¿Dónde está el paquete que me mandaron?")), Guess::Other);
    /// assert_eq!(lexicon.guess(&Words::of("荷物はどこですか")), Guess::Other);
    /// assert_eq!(lexicon.guess(&Words::of("Parcel 12?")), Guess::Unknown);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn guess(&self, words: &Words<'_>) -> Guess<'_> {
        self.guessed(words)
    }

    fn form(&self, folded: &str) -> Form {
        Form { stem: self.stemmer.fresh(folded).get(), exact: phrase::exact_key(folded) }
    }

    /// The word itself, or the words it stands for.
    fn forms(&self, folded: &str, itself: Form, mut each: impl FnMut(Form, bool)) {
        if let Some(forms) = self.expansions.get(folded) {
            for form in forms {
                each(*form, true);
            }
            return;
        }
        if folded.contains('\'') {
            for (suffix, forms) in &self.suffixes {
                if let Some(base) = folded.strip_suffix(suffix.as_str()).filter(|base| !base.is_empty()) {
                    for form in forms {
                        match form {
                            Some(form) => each(*form, true),
                            None => each(self.form(base), true),
                        }
                    }
                    return;
                }
            }
        }
        each(itself, false);
    }

    /// The list whose shape a token has. Only tokens with a digit are looked at, so that words cost nothing.
    fn shape_of(&self, folded: &str) -> Option<u64> {
        if self.shapes.is_empty() || !folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.shapes.iter().find(|(_, shape)| shape.is_match(folded)).map(|(list, _)| *list)
    }

    /// Whether a match meets the conditions of its entry on its surroundings.
    fn holds(&self, hit: Found, said: &Said<'_>) -> bool {
        let start = hit.start() as usize;
        let Some((entry, token)) = self.entries.get(hit.entry() as usize).zip(said.token(start)) else {
            return false;
        };
        let is_question = || said.words.sentences().get(token.sentence()).is_some_and(Sentence::is_question);
        let asked = match entry.only {
            Only::All => true,
            Only::Statements => !is_question(),
            Only::Questions => is_question(),
        };
        let from = start.saturating_sub(usize::from(self.source.negation.unwrap_or(NEGATION)));
        let in_clause = |left| said.token(left).is_some_and(|left| left.clause == token.clause);
        let is_negated = || (from..start).any(|left| self.rules.is_negator(said, left) && in_clause(left));
        asked
            && !(entry.unless_quoted && token.region() == Region::Quoted)
            && !(entry.unless_negated && is_negated())
    }

    /// What a match counts for after mitigators; nothing where it is not read for the side.
    fn weigh(&self, side: Option<Side>, hit: Found, all: All<'_>, said: &Said<'_>) -> Option<Hit> {
        let (entry, start) = (hit.entry() as usize, hit.start() as usize);
        let load = self.loads.get(entry)?;
        if side.is_some_and(|side| load.sides >> side as u32 & 1 == 0) {
            return None;
        }
        let (first, last) = (said.token(start)?, said.token((hit.end() as usize).checked_sub(1)?)?);
        let mut strength = load.strength;
        for against in &load.against {
            let near = |other: &u32| is_near(*other, against.reach, first, all.found, said);
            let met = all.marks & against.marks != 0 && against.entries.iter().any(near);
            match (met, against.effect) {
                (true, Effect::Cancels) => return None,
                (true, Effect::Halves) => strength /= 2.0,
                (false, _) => {}
            }
        }
        // A lone question mark stands for the question before it.
        let mut from = first.start as usize;
        if first.kind == Kind::Question {
            // Sentences end in order, and a message may have very many.
            let before = said.ends.partition_point(|end| *end <= hit.start());
            let opens =
                before.checked_sub(1).and_then(|last| said.ends.get(last)).map_or(0, |end| *end as usize);
            from = said.token(opens.max(start.saturating_sub(phrase::REACH)))?.start as usize;
        }
        Some(Hit { entry, start: from, end: last.end as usize, strength })
    }

    fn build(source: Source) -> Result<Self> {
        Compiler::new(source)?.compile()
    }
}

/// All matches in a message, sorted by entry and place, with the marks of their entries.
#[derive(Clone, Copy)]
struct All<'m> {
    found: &'m [Found],
    marks: u64,
}

/// One bit for an entry, which it may share with others: most entries are seen to be absent without a search.
const fn mark(entry: u32) -> u64 {
    1 << (entry % 64)
}

/// Whether an entry is found near a unit. Matches are sorted by entry and place, so this is a binary search.
fn is_near(entry: u32, reach: Reach, near: &Token, all: &[Found], said: &Said<'_>) -> bool {
    all.binary_search_by(|found| {
        let place = || {
            said.token(found.start() as usize).map_or(std::cmp::Ordering::Equal, |token| match reach {
                Reach::Clause => token.clause.cmp(&near.clause),
                Reach::Sentence => token.sentence.cmp(&near.sentence),
                Reach::Turn => std::cmp::Ordering::Equal,
            })
        };
        found.entry().cmp(&entry).then_with(place)
    })
    .is_ok()
}

/// Drops vetoed matches, and of overlapping matches of one entry all but the first.
fn settle(bench: &mut Bench) -> All<'_> {
    let Bench { found, vetoed, .. } = bench;
    sort::sort(found);
    if !vetoed.is_empty() {
        vetoed.sort_unstable();
        drop_vetoed(found, vetoed);
    }
    // Nobody can guess which overlap: all are put down, and some are overwritten.
    let (mut count, mut marks) = (0, 0);
    let (mut entry, mut end) = (u32::MAX, 0);
    for at in 0..found.len() {
        let Some(hit) = found.get(at).copied() else { break };
        if let Some(place) = found.get_mut(count) {
            *place = hit;
        }
        let is_kept = (hit.entry() != entry) | (hit.start() >= end);
        count += usize::from(is_kept);
        end = if is_kept { hit.end() } else { end };
        entry = hit.entry();
        marks |= mark(entry);
    }
    All { found: found.get(..count).unwrap_or_default(), marks }
}

/// Drops vetoed matches; both lists are sorted.
fn drop_vetoed(found: &mut Vec<Found>, vetoed: &[Found]) {
    let mut next = 0;
    found.retain(|hit| {
        let is_before = |veto: &Found| (veto.entry(), veto.end()) < (hit.entry(), hit.start() + 1);
        while vetoed.get(next).is_some_and(is_before) {
            next += 1;
        }
        // Vetoes reach over a bounded number of units, so only a bounded number can overlap.
        let near = vetoed.iter().skip(next);
        let mut near = near.take_while(|veto| veto.entry() == hit.entry() && veto.start() < hit.end());
        !near.any(|veto| veto.end() > hit.start())
    });
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "goodwill-lexicon 1\nlanguage en\nrevision 1\naxes help regard\n";

    fn message(body: &str) -> String {
        Lexicon::parse("a.lex", &format!("{HEAD}{body}")).unwrap_err().to_string()
    }

    fn codes(side: Side, text: &str) -> Vec<String> {
        let lexicon = Lexicon::english().unwrap();
        let mut codes: Vec<_> = lexicon
            .hits_of(side, &Words::of(text))
            .iter()
            .map(|hit| lexicon.entry(hit).code().to_owned())
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }

    #[track_caller]
    fn company(text: &str, with: &[&str], without: &[&str]) {
        check(&codes(Side::Company, text), text, with, without);
    }

    #[track_caller]
    fn customer(text: &str, with: &[&str], without: &[&str]) {
        check(&codes(Side::Customer, text), text, with, without);
    }

    #[track_caller]
    fn check(found: &[String], text: &str, with: &[&str], without: &[&str]) {
        for code in with {
            assert!(found.iter().any(|found| found == code), "{code} is not in {found:?} of {text:?}");
        }
        for code in without {
            assert!(!found.iter().any(|found| found == code), "{code} is in {found:?} of {text:?}");
        }
    }

    #[test]
    fn the_shipped_list_keeps_its_promises() -> Result<()> {
        let lexicon = Lexicon::english()?;
        lexicon.check()?;
        assert_eq!(lexicon.language(), "en");
        assert_eq!(lexicon.revision(), "1");
        for entry in lexicon.entries() {
            assert!(entry.meaning().ends_with('.'), "{}", entry.name());
            // What makes things worse for the customer is never a reason to call a reply disrespectful.
            if matches!(entry.code(), "F2" | "F5" | "F6") {
                assert!(entry.weight(Side::Company, "regard") >= 0.0, "{}", entry.name());
            }
        }
        Ok(())
    }

    #[test]
    fn pairs_that_must_not_be_confused() {
        company("We don't have that colour, but the blue one ships today.", &[], &["B4"]);
        company("We don't have any information on that.", &["B4"], &[]);
        company("Sorry to hear that your bag is lost; it is on the 18:05 flight.", &["F9a", "F5"], &["E1"]);
        company("Sorry if you found the wait long.", &["E1"], &["F2", "F9a"]);
        company("You should have an email within the hour.", &["F7"], &["E4"]);
        company("You should have read the label.", &["E4"], &["F7"]);
        company("We just released 2.1, which fixes this.", &["F5"], &["E2"]);
        company("It is just a small delay.", &["E2"], &["F5"]);
        company(
            "Please send your order number by private message, I'll refund it today.",
            &["C1", "F6", "F7"],
            &["B5"],
        );
        company("DM us.", &["C1"], &["F5", "F6", "F7", "engages"]);
        company("Thanks for the idea, logged as request 88.", &["B6"], &["E11"]);
        customer("5 times it crashed", &[], &["G2"]);
        customer("5 emails, no answer", &["G2", "G3"], &[]);
        customer("they cancelled my train", &[], &["G5"]);
        customer("I'm cancelling my plan", &["G5"], &[]);
    }

    #[test]
    fn quoted_rudeness_is_not_the_writer_s_own() {
        let text = "You told us that the driver said “calm down, you should have read the label”. We are very sorry for that.";
        company(text, &["F2"], &["E2", "E3", "E4", "E6", "E7", "E8", "E9", "E10"]);
    }

    #[test]
    fn questions_without_a_question_mark() {
        for text in [
            "Can anyone tell me where my desk is",
            "Any idea when it ships",
            "I was wondering if you open on Sunday",
        ] {
            customer(text, &["question"], &[]);
        }
    }

    #[test]
    fn contractions_are_taken_apart_on_both_sides() -> Result<()> {
        let lexicon = Lexicon::parse(
            "a.lex",
            &format!(
                "{HEAD}expand\n *n't = * not\n can't = can not\nentry no\n company\n + can not\n + didn't\n"
            ),
        )?;
        for text in ["I can’t", "I can not", "we DIDN'T", "we did not"] {
            assert_eq!(lexicon.hits(&Words::of(text)).len(), 1, "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_contraction_is_hit_once() -> Result<()> {
        let lexicon = Lexicon::parse(
            "a.lex",
            &format!("{HEAD}expand\n *n't = * not\nentry no\n company\n + not\n + did\n"),
        )?;
        let spans = |text: &str| -> Vec<_> {
            lexicon.hits(&Words::of(text)).iter().map(|hit| text[hit.span()].to_owned()).collect()
        };
        assert_eq!(spans("We didn't."), ["didn't"]);
        assert_eq!(spans("We did not."), ["did", "not"]);
        Ok(())
    }

    #[test]
    fn conditions_and_mitigators() -> Result<()> {
        let lexicon = Lexicon::parse(
            "a.lex",
            &format!(
                "{HEAD}forms negator\n not\nentry late\n company help -0.5\n unless negated\n halved done\n unless dated in sentence\n + late\n\
                 entry done\n company\n only statements\n + fixed\nentry dated\n company\n mode possible\n + today\n"
            ),
        )?;
        let strengths = |text: &str| -> Vec<(String, f64)> {
            let hits = lexicon.hits(&Words::of(text));
            hits.iter().map(|hit| (lexicon.entry(hit).name().to_owned(), hit.strength())).collect()
        };
        let named = |name: &str, strength: f64| (name.to_owned(), strength);
        assert_eq!(strengths("It is late."), [named("late", 1.0)]);
        assert_eq!(strengths("It is not very late."), []);
        assert_eq!(strengths("It is not, as you say, late."), [named("late", 1.0)]);
        assert_eq!(strengths("It is late. It is fixed."), [named("late", 0.5), named("done", 1.0)]);
        assert_eq!(strengths("It is late. Is it fixed?"), [named("late", 1.0)]);
        assert_eq!(strengths("It is late today."), [named("dated", 0.5)]);
        assert_eq!(strengths("It is late. See us today."), [named("late", 1.0), named("dated", 0.5)]);
        Ok(())
    }

    #[test]
    fn anchors_gaps_choices_and_vetoes() -> Result<()> {
        let rows = [
            ("^ so ~2 (late|very slow) $", "So it is late.", true),
            ("^ so ~2 (late|very slow) $", "So, it was very slow!", true),
            ("^ so ~2 (late|very slow) $", "So it is late again.", false),
            ("^ so ~2 (late|very slow) $", "Is it so late", false),
            ("^^ thanks !(to|for) <any>? $$", "Thanks all 💛", true),
            ("^^ thanks !(to|for) <any>? $$", "Thanks for that", false),
            ("=late", "Later", false),
            ("<number> ~1 hour", "2 long hours", true),
            ("<number> ~1 hour", "2. Hours", false),
            ("\"[name]\"", "Hi [Name],", true),
            ("<doubled>", "Why?!", true),
            ("<doubled>", "Why?", false),
        ];
        for (row, text, hit) in rows {
            let lexicon = Lexicon::parse("a.lex", &format!("{HEAD}entry x\n company\n + {row}\n"))?;
            assert_eq!(!lexicon.hits(&Words::of(text)).is_empty(), hit, "{row} on {text}");
        }
        let lexicon =
            Lexicon::parse("a.lex", &format!("{HEAD}entry x\n company\n + late\n - not ~2 late\n"))?;
        assert!(lexicon.hits(&Words::of("not so late")).is_empty());
        assert_eq!(lexicon.hits(&Words::of("late, late and late")).len(), 3);
        Ok(())
    }

    #[test]
    fn a_question_mark_stands_for_its_question() -> Result<()> {
        let lexicon = Lexicon::parse("a.lex", &format!("{HEAD}entry x\n company\n + <question>\n"))?;
        let text = "Hello there. Which colour?";
        let hits = lexicon.hits(&Words::of(text));
        assert_eq!(&text[hits[0].span()], "Which colour?");
        Ok(())
    }

    #[test]
    fn sentences_of_what_is_wrong() {
        let whole = |text: &str| Lexicon::parse("a.lex", text).unwrap_err().to_string();
        assert_eq!(whole(""), "a.lex: first line: missing, a lexicon needs it");
        assert_eq!(whole("words"), "a.lex:1: first line: \"words\" is not \"goodwill-lexicon 1\"");
        assert_eq!(whole("goodwill-lexicon 1"), "a.lex: language: missing, a lexicon needs it");
        assert_eq!(whole("goodwill-lexicon 1\nlanguage en"), "a.lex: revision: missing, a lexicon needs it");
        assert_eq!(whole("goodwill-lexicon 1\nrevision a b"), "a.lex:2: revision: \"a b\" is not one word");
        for (body, sentence) in [
            ("axes Help", "a.lex:5: axis: \"Help\" is not a name of small letters, digits and _"),
            ("negation 99", "a.lex:5: negation: \"99\" is not a whole number from 0 to 10"),
            ("words Big", "a.lex:5: words: \"Big\" is not a name of small letters, digits, _ and ."),
            ("words x\n Big", "a.lex:6: word: \"Big\" is not one lower-case word"),
            (" stray", "a.lex:5: line: \"stray\" is not inside a section; only those are indented"),
            (
                "wrods x",
                "a.lex:5: line: \"wrods x\" is not one of language, revision, axes, negation, extends, words, forms, shapes, phrase, expand, base, measure, entry, remove",
            ),
            (
                "expand\n dont do not",
                "a.lex:6: expand: \"dont do not\" is not a line such as can't = can not, or *n't = * not",
            ),
            ("entry b 5", "a.lex:5: entry: \"b 5\" is not a code such as B5, F7.strict or praise"),
            ("remove b 5", "a.lex:5: remove: \"b 5\" is not a code such as B5, F7.strict or praise"),
            ("entry x\n company\n + a\nentry x", "a.lex:8: entry: \"x\" is not a new name; line 5 has it"),
            ("entry x\n + a", "a.lex:5: customer, company or peer: missing, entry x needs it"),
            ("entry x\n company", "a.lex:5: a pattern: missing, entry x needs it"),
            (
                "entry x\n colour red",
                "a.lex:6: line of an entry: \"colour\" is not one of meaning, customer, company, peer, cap, mode, scope, only, unless, halved, yes, no, + and -",
            ),
            ("entry x\n company hepl +1", "a.lex:6: axis: \"hepl\" is not one of help, regard"),
            (
                "entry x\n company help 1",
                "a.lex:6: weight: \"1\" is not a number from -10 to +10 with a sign and at most three decimals",
            ),
            ("entry x\n cap 0", "a.lex:6: cap: \"0\" is not a whole number from 1 to 1000"),
            ("entry x\n mode maybe", "a.lex:6: mode: \"maybe\" is not certain or possible"),
            ("entry x\n scope page", "a.lex:6: scope: \"page\" is not clause, sentence or turn"),
            ("entry x\n only some", "a.lex:6: only: \"some\" is not statements, questions or all"),
            (
                "entry x\n unless F5 in page",
                "a.lex:6: condition: \"F5 in page\" is not negated, quoted, or a code such as F5, perhaps with in clause, in sentence or in turn",
            ),
            (
                "entry x\n company\n + a\n unless F5",
                "a.lex:8: condition: \"F5\" is not the code of an entry of the lexicon",
            ),
            ("entry x\n company\n + a ~x", "a.lex:7: pattern: \"~x\" is not a gap from ~1 to ~15"),
            (
                "entry x\n company\n + a?",
                "a.lex:7: pattern: \"a?\" is not a row with a piece that is always there",
            ),
            (
                "entry x\n company\n + ~2 a",
                "a.lex:7: pattern: \"~2 a\" is not one that begins with a word, a class, ^ or ^^",
            ),
            (
                "entry x\n company\n + @who",
                "a.lex:7: pattern: \"@who\" is not the name of a list of the lexicon",
            ),
            ("phrase a\n x @a\nentry x\n company\n + @a", "a.lex:6: phrase: \"a\" is not free of itself"),
            (
                "phrase a\n x y\nentry x\n company\n + b !@a",
                "a.lex:9: pattern: \"!\" is not before a word, a class or a list of single words",
            ),
            ("base shop help +1", "a.lex:5: base: \"shop\" is not one of customer, company and peer"),
            ("base peer hepl +1", "a.lex:5: axis: \"hepl\" is not one of help, regard"),
            ("measure A", "a.lex:5: measure: \"A\" is not a name of small letters, digits, _ and ."),
            ("measure a\nmeasure a", "a.lex:6: measure: \"a\" is not a new name"),
            (
                "measure a\n cap 1",
                "a.lex:6: line of a measure: \"cap\" is not one of meaning, customer, company and peer",
            ),
            (
                "measure a\n peer help 1",
                "a.lex:6: weight: \"1\" is not a number from -10 to +10 with a sign and at most three decimals",
            ),
            (
                "language xx",
                "a.lex:5: language: \"xx\" is not one of ar, da, de, el, en, es, fi, fr, hu, it, nl, no, pt, ro, ru, sv, ta, tr",
            ),
        ] {
            assert_eq!(message(body), sentence);
        }
        let example = Lexicon::parse("a.lex", &format!("{HEAD}entry x\n company\n yes b\n + a\n"))
            .and_then(|list| list.check());
        assert_eq!(example.unwrap_err().to_string(), "a.lex:7: yes: \"b\" is not hit by x");
    }

    #[test]
    fn bases_and_measures_are_read_and_replaced_by_side() -> Result<()> {
        let base = Lexicon::parse(
            "base.lex",
            &format!(
                "{HEAD}base peer help -1, regard +0.5\nmeasure length\n meaning How long.\n peer help +0.2\n company help +0.1\n"
            ),
        )?;
        let more = Lexicon::parse(
            "more.lex",
            "goodwill-lexicon 1\nlanguage en\nrevision 2\nextends\nbase peer help -2\nmeasure length\n peer regard +1\n",
        )?;
        let both = base.extended(&more)?;
        assert_eq!(both.bases(Side::Peer).collect::<Vec<_>>(), [("help", -2.0), ("regard", 0.5)]);
        assert_eq!(both.bases(Side::Company).count(), 0);
        let [measure] = both.measures() else { panic!("one measure") };
        assert_eq!((measure.name(), measure.meaning()), ("length", "How long."));
        assert_eq!(measure.weights(Side::Peer).collect::<Vec<_>>(), [("regard", 1.0)]);
        assert_eq!(measure.weights(Side::Company).collect::<Vec<_>>(), [("help", 0.1)]);
        assert_ne!(both.fingerprint(), base.extended(&base)?.fingerprint());
        Ok(())
    }

    #[test]
    fn every_language_has_lists_of_its_own() -> Result<()> {
        // A word as a list has it, and as a customer writes it.
        for (language, listed, written) in [
            ("da", "pakke", "Pakkerne kom aldrig"),
            ("de", "lieferung", "Wann kommen die Lieferungen?"),
            ("es", "pedido", "Mis pedidos no llegan"),
            ("fi", "paketti", "Paketit ovat hukassa"),
            ("fr", "colis commande", "Où sont mes commandes ?"),
            ("hu", "csomag", "Hol vannak a csomagok?"),
            ("it", "consegna", "Le consegne sono in ritardo"),
            ("nl", "bestelling", "Waar zijn mijn bestellingen?"),
            ("no", "pakke", "Pakkene er borte"),
            ("pt", "pedido", "Meus pedidos não chegaram"),
            ("ro", "pachet", "Unde sunt pachetele?"),
            ("ru", "посылка", "Где мои посылки?"),
            ("sv", "paket", "Paketen har inte kommit"),
            ("tr", "sipariş", "Siparişler nerede?"),
        ] {
            let text = format!(
                "goodwill-lexicon 1\nlanguage {language}\nrevision 1\nwords thing\n  {listed}\nentry thing\n  customer\n  + @thing\n"
            );
            let lexicon = Lexicon::parse("own.lex", &text)?;
            let hits = lexicon.hits(&Words::of(written));
            assert_eq!(hits.len(), 1, "{language}: {written}");
            assert!(written.get(hits[0].span()).is_some_and(|word| !word.contains(' ')), "{language}");
        }
        Ok(())
    }

    #[test]
    fn an_extension_adds_changes_and_takes_away() -> Result<()> {
        let base = Lexicon::parse(
            "base.lex",
            &format!(
                "{HEAD}words thing\n lamp\nentry A\n company help +0.5\n + good @thing\nentry B\n company\n + bad\n"
            ),
        )?;
        let more = Lexicon::parse(
            "more.lex",
            "goodwill-lexicon 1\nlanguage en\nrevision x\nextends\nwords thing\n chair\nremove B\nentry A\n company help +1\n + fine @thing\nentry C\n company\n unless A\n + odd\n",
        )?;
        let both = base.extended(&more)?;
        assert_eq!(both.revision(), "1+x");
        let names: Vec<_> = both.entries().iter().map(Entry::name).collect();
        assert_eq!(names, ["A", "C"]);
        assert!((both.entries()[0].weight(Side::Company, "help") - 1.0).abs() < 1e-12);
        assert_eq!(both.hits(&Words::of("good chairs. A fine lamp. bad")).len(), 2);
        let german = Lexicon::parse("de.lex", "goodwill-lexicon 1\nlanguage de\nrevision 1\nextends\n")?;
        assert_eq!(
            base.extended(&german).unwrap_err().to_string(),
            "language: \"de\" is not \"en\", the language of the lexicon it extends"
        );
        let gone =
            Lexicon::parse("c.lex", "goodwill-lexicon 1\nlanguage en\nrevision 2\nextends\nremove Z\n")?;
        assert_eq!(
            base.extended(&gone).unwrap_err().to_string(),
            "c.lex:5: remove: \"Z\" is not the code of an entry"
        );
        let axis =
            "goodwill-lexicon 1\nlanguage en\nrevision 2\nextends\nentry D\n company colour +1\n + a\n";
        assert_eq!(
            base.extended(&Lexicon::parse("e.lex", axis)?).unwrap_err().to_string(),
            "e.lex:5: axis: \"colour\" is not one of help, regard"
        );
        let open = Lexicon::parse(
            "d.lex",
            "goodwill-lexicon 1\nlanguage en\nrevision 2\nextends\nentry D\n company\n + @none\n",
        )?;
        assert_eq!(
            base.extended(&open).unwrap_err().to_string(),
            "d.lex:7: pattern: \"@none\" is not the name of a list of the lexicon"
        );
        Ok(())
    }

    #[test]
    fn the_fingerprint_moves_with_the_rules_only() -> Result<()> {
        let print =
            |body: &str| Lexicon::parse("a.lex", &format!("{HEAD}{body}")).map(|list| list.fingerprint());
        let first = print("entry x\n meaning One.\n company help +0.5\n + a  b\n")?;
        assert_eq!(first, print("# why\nentry x\n meaning Two.\n yes a b\n company help +0.50\n + a b\n")?);
        assert_ne!(first, print("entry x\n company help +0.6\n + a b\n")?);
        assert_ne!(first, print("entry x\n company help +0.5\n + a c\n")?);
        Ok(())
    }

    #[test]
    fn languages_are_told_apart() -> Result<()> {
        let lexicon = Lexicon::english()?;
        for (text, guess) in [
            ("I am still waiting for my order to arrive", Guess::Known("en")),
            ("It's broken and I can't return it", Guess::Known("en")),
            ("Ich warte noch immer auf mein Paket und das ist nicht gut", Guess::Other),
            ("Je n'ai pas reçu mon colis et vous ne répondez pas", Guess::Other),
            ("O meu pedido não chegou e eu não tenho resposta", Guess::Other),
            ("Il pacco non è arrivato, perché non rispondete", Guess::Other),
            ("Ik heb mijn pakket nog niet ontvangen", Guess::Other),
            ("Мой заказ не пришёл", Guess::Other),
            ("我的包裹在哪里", Guess::Other),
            ("thanks", Guess::Unknown),
            ("", Guess::Unknown),
        ] {
            assert_eq!(lexicon.guess(&Words::of(text)), guess, "{text}");
        }
        Ok(())
    }

    #[test]
    fn long_texts_are_read_in_time() -> Result<()> {
        let lexicon = Lexicon::english()?;
        for unit in
            ["sorry if any ", "you should have ", "? ", "we will be in touch soon, ", "\"calm down ", "x"]
        {
            let mut text = String::new();
            while text.len() < 1 << 20 {
                let _ = text.write_str(unit);
            }
            let words = Words::of(&text);
            for hit in lexicon.hits(&words) {
                assert!(text.get(hit.span()).is_some());
            }
        }
        Ok(())
    }

    #[test]
    fn shapes_are_tokens_that_fit_as_a_whole() {
        let lexicon = Lexicon::parse(
            "a.lex",
            "goodwill-lexicon 1\nlanguage en\nrevision 1\naxes help\nshapes order\n  [a-z]{2}\\d{6}\nentry traced\n  company help +0.5\n  + traced @order\n",
        )
        .unwrap();
        let hits = |text: &str| lexicon.hits(&Words::of(text)).len();
        assert_eq!(hits("We traced AB123456 today."), 1);
        assert_eq!(hits("We traced AB1234567 today."), 0);
        assert_eq!(hits("We traced order 123456 today."), 0);
        let broken = Lexicon::parse(
            "a.lex",
            "goodwill-lexicon 1\nlanguage en\nrevision 1\naxes help\nshapes order\n  [a-z{2}\n",
        );
        assert_eq!(
            broken.unwrap_err().to_string(),
            "a.lex:6: shape: \"[a-z{2}\" is not a regular expression of modest size"
        );
    }

    #[test]
    fn a_question_counts_once_however_many_patterns_see_it() {
        let lexicon = Lexicon::english().unwrap();
        for text in ["Where is it?", "Any update?", "Any news on it?"] {
            let hits = lexicon.hits_of(Side::Customer, &Words::of(text));
            let questions = hits.iter().filter(|hit| lexicon.entry(hit).code() == "question").count();
            assert_eq!(questions, 1, "{text}");
        }
    }

    proptest! {
        #[test]
        fn hits_lie_in_the_text(text in "\\PC*|([a-z' ]{0,4}(sorry|if|you|feel|not|dm|us|\\?|”|“|\\.|,|soon| )){0,40}") {
            let lexicon = Lexicon::english().unwrap();
            let words = Words::of(&text);
            for hit in lexicon.hits(&words) {
                prop_assert!(text.get(hit.span()).is_some_and(|said| !said.is_empty()));
                prop_assert!(hit.strength() > 0.0 && hit.strength() <= 1.0);
            }
            for (_, span) in lexicon.content_stems(&words) {
                prop_assert!(text.get(span).is_some());
            }
            let _ = lexicon.guess(&words);
        }
    #[test]
        fn no_file_panics(text in "\\PC*|([a-z@~()|?!=<>^$ \\n]|\\n + |\\nentry x\\n company\\n + ){0,60}") {
            let _ = Lexicon::parse("a.lex", &text);
            let _ = Lexicon::parse("a.lex", &format!("{HEAD}{text}"));
        }
    }
}
