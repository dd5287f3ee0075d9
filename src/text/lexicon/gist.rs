//! A message as a lexicon sees it: its cues, the stems that carry content, and its language, told in one pass.

use std::cell::RefCell;
use std::mem::take;

use crate::text::near_duplicate;
use crate::text::scan::narrow;
use crate::text::stem::Stem;
use crate::text::token::{Kind, Token, Words};

use super::entry::{Guess, Hit, Side};
use super::rules::Bench;
use super::unit::{Said, Unit};
use super::vocabulary::{Letters, Sought, Tally, Vocabulary, Word};
use super::{Lexicon, settle};

/// How many lexicons one thread keeps a vocabulary for.
const LEXICONS: usize = 4;

/// After so many tokens it is asked whether the vocabulary still has room for as many, and what was counted is put down.
const BATCH: usize = Tally::MOST;

/// Buffers longer than this are given back after a message.
const KEPT: usize = 1 << 16;

/// A stem that carries content, and its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) stem: Stem,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// What one pass over a message finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gist {
    /// In the order of entries, those of one entry in the order of the text.
    pub(crate) hits: Vec<Hit>,
    pub(crate) stems: Vec<Placed>,
    /// The hashes of the words that are said, as parts of shingles; of replies.
    pub(crate) hashes: Vec<u64>,
    /// Whether the message is in another language than the lexicon's.
    pub(crate) is_foreign: bool,
}

/// What passes need besides, kept from message to message.
#[derive(Debug, Default)]
struct Desk {
    vocabularies: Vec<Vocabulary>,
    notes: Notes,
    bench: Bench,
}

/// What a message is taken to.
#[derive(Debug, Default)]
struct Notes {
    units: Vec<Unit>,
    /// Where each sentence ends, in units.
    ends: Vec<u32>,
    /// The sentence of the last token.
    sentence: u32,
    /// How many units there were when the last sentence ended.
    ended: usize,
}

/// What of a message is not matched over: the stems that carry content, and the hashes of the words that are said.
#[derive(Debug, Default)]
struct Stock {
    stems: Vec<Placed>,
    hashes: Vec<u64>,
}

impl Stock {
    /// Clears what was put down, and makes room for so many tokens.
    fn clear(&mut self, tokens: usize) {
        self.stems.clear();
        self.stems.reserve(tokens);
        self.hashes.clear();
        self.hashes.reserve(tokens);
    }

    /// Puts down the stem of a word. Nobody can guess which words carry content, least of all a processor: all are put down, and
    /// those that carry none are taken back.
    #[inline]
    fn put(&mut self, token: &Token, word: Word) {
        let stem = Stem::from_hash(word.stem());
        self.stems.push(Placed { stem, start: token.start, end: token.end });
        self.stems.truncate(self.stems.len() - usize::from(!word.carries()));
    }
}

impl Notes {
    /// Clears what was noted, and makes room for so many tokens.
    fn clear(&mut self, tokens: usize) {
        self.units.clear();
        self.units.reserve(tokens);
        self.ends.clear();
        (self.sentence, self.ended) = (0, 0);
    }

    /// Notes that a sentence ends with the last unit, if it has any.
    fn end_sentence(&mut self) {
        if self.units.len() > self.ended {
            self.ended = self.units.len();
            self.ends.push(narrow(self.ended));
        }
    }

    /// Notes what some tokens say, the first of which has this number.
    #[inline(never)]
    fn add(
        &mut self,
        vocabulary: &mut Vocabulary,
        (lexicon, words): (&Lexicon, &Words<'_>),
        (first, tokens): (u32, &[Token]),
        stock: &mut Stock,
        census: &mut Census,
    ) {
        let mut tally = Tally::default();
        let mut sought = [Sought::NONE; BATCH];
        vocabulary.fetch(words, tokens, &mut sought);
        for ((number, token), sought) in (first..).zip(tokens).zip(&sought) {
            if !token.is_content() {
                continue;
            }
            if token.sentence != self.sentence {
                self.sentence = token.sentence;
                self.end_sentence();
            }
            let (word, hash) = match vocabulary.word(sought) {
                Some(word) => (*word, near_duplicate::short_word(sought.short)),
                None if token.kind() == Kind::Word => {
                    let folded = words.folded(token);
                    (vocabulary.look(lexicon, folded), near_duplicate::word(folded))
                }
                None => {
                    let (profile, topic) = look_up_sign(vocabulary, lexicon, words, token);
                    self.units.push(Unit { profile, token: number });
                    stock.put(token, topic);
                    continue;
                }
            };
            stock.put(token, word);
            stock.hashes.push(hash);
            tally.add(word.tally());
            match word.plain() {
                Some(profile) => self.units.push(Unit { profile, token: number }),
                None => census.add_more(vocabulary, word, number, &mut self.units),
            }
        }
        census.add(tally);
    }
}

thread_local! {
    static DESK: RefCell<Option<Box<Desk>>> = const { RefCell::new(None) };
}

/// Works at the desk of this thread; where there is none, or none any more, at a fresh one.
fn at_desk<R>(work: impl FnOnce(&mut Desk) -> R) -> R {
    let taken = DESK.try_with(|desk| desk.try_borrow_mut().ok()?.take());
    let mut desk = taken.ok().flatten().unwrap_or_default();
    let done = work(&mut desk);
    if desk.notes.units.capacity() > KEPT {
        desk.notes = Notes::default();
        desk.bench = Bench::default();
    }
    // A thread that is ending has no place to put it.
    let _ = DESK.try_with(|place| place.try_borrow_mut().map(|mut place| *place = Some(desk)));
    done
}

/// What is counted to tell a language.
#[derive(Default)]
struct Census {
    words: usize,
    own: usize,
    letters: Letters,
    /// How many words stand in each of the first lists of other languages.
    others: [usize; Tally::LISTS],
    /// The same of the lists behind those, if any of their words is met.
    further: Vec<usize>,
}

impl Census {
    /// Counts a word that is not plain, and puts down what it stands for.
    #[inline(never)]
    fn add_more(&mut self, vocabulary: &Vocabulary, word: Word, token: u32, units: &mut Vec<Unit>) {
        let (forms, lists, letters) = vocabulary.more(word);
        units.extend(forms.iter().map(|profile| Unit { profile: *profile, token }));
        for &list in lists {
            let list = list as usize;
            let further = (list + 1).saturating_sub(Tally::LISTS);
            if further > self.further.len() {
                self.further.resize(further, 0);
            }
            if let Some(seen) = self.others.iter_mut().chain(&mut self.further).nth(list) {
                *seen += 1;
            }
        }
        self.letters.all += letters.all;
        self.letters.latin += letters.latin;
    }

    /// Adds what was counted of some words.
    fn add(&mut self, tally: Tally) {
        self.own += tally.own();
        self.letters.all += tally.letters();
        self.letters.latin += tally.letters();
        for (all, count) in self.others.iter_mut().zip(tally.others()) {
            *all += count;
        }
    }

    fn guess<'l>(&self, lexicon: &'l Lexicon) -> Guess<'l> {
        let Letters { all, latin } = self.letters;
        if all >= 4
            && u64::from(latin) * 2 < u64::from(all)
            && !matches!(lexicon.language(), "ar" | "el" | "ru" | "ta")
        {
            return Guess::Other;
        }
        let other = self.others.iter().chain(&self.further).copied().max().unwrap_or(0);
        if self.words < 4 {
            Guess::Unknown
        } else if other >= 2 && other > self.own && other * 8 >= self.words {
            Guess::Other
        } else if self.own >= 1 {
            Guess::Known(lexicon.language())
        } else {
            Guess::Unknown
        }
    }
}

impl Desk {
    /// The vocabulary of a lexicon, the one used last in front.
    fn open(&mut self, lexicon: &Lexicon) -> usize {
        if let Some(at) = self.vocabularies.iter().position(|known| known.serial() == lexicon.serial) {
            return at;
        }
        if self.vocabularies.len() >= LEXICONS {
            self.vocabularies.remove(0);
        }
        self.vocabularies.push(Vocabulary::new(lexicon));
        self.vocabularies.len() - 1
    }

    /// Takes a message to units, stems and hashes, and counts what tells its language.
    fn take_apart(&mut self, lexicon: &Lexicon, words: &Words<'_>, stock: &mut Stock) -> Census {
        let at = self.open(lexicon);
        let Self { vocabularies, notes, .. } = self;
        notes.clear(words.tokens().len());
        stock.clear(words.tokens().len());
        let mut census = Census::default();
        let Some(vocabulary) = vocabularies.get_mut(at) else { return census };
        for (part, tokens) in (0..).zip(words.tokens().chunks(BATCH)) {
            vocabulary.make_room(BATCH);
            let first = part * narrow(BATCH);
            notes.add(vocabulary, (lexicon, words), (first, tokens), stock, &mut census);
        }
        notes.end_sentence();
        census.words = stock.hashes.len();
        census
    }

    /// Puts the cues of a message into a list, entry by entry.
    fn hits(&mut self, lexicon: &Lexicon, side: Option<Side>, words: &Words<'_>, hits: &mut Vec<Hit>) {
        hits.clear();
        let at = self.open(lexicon);
        let Self { vocabularies, notes: Notes { units, ends, .. }, bench, .. } = self;
        let Some(vocabulary) = vocabularies.get(at) else { return };
        units.push(Unit::NONE);
        let said = Said::of(units, ends, words, vocabulary.profiles());
        lexicon.rules.find(side, &said, bench, |hit| lexicon.holds(hit, &said));
        let all = settle(bench);
        hits.reserve(all.found.len());
        for hit in all.found {
            let Some(weighed) = lexicon.weigh(side, *hit, all, &said) else { continue };
            // A question mark stands for its question, which another pattern of the entry may have hit already; and parts of a
            // contraction stand for all of it.
            let is_again =
                hits.last().is_some_and(|last| last.entry == weighed.entry && weighed.start < last.end);
            if !is_again {
                hits.push(weighed);
            }
        }
    }
}

/// Looks a token up that is no word: its profile, and the word after the sign if it is a hashtag.
#[inline(never)]
fn look_up_sign(
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
    words: &Words<'_>,
    token: &Token,
) -> (u32, Word) {
    let folded = words.folded(token);
    let mut word = Word::default();
    if token.kind() == Kind::Hashtag {
        let topic = folded.trim_start_matches(['#', '＃']);
        word = vocabulary.look(lexicon, topic);
    }
    (vocabulary.number(lexicon, folded, token.kind(), token.is_doubled()), word)
}

impl Lexicon {
    /// What one side says in a message, in one pass and in the room of what another message said.
    pub(crate) fn gist(&self, side: Side, words: &Words<'_>, gist: &mut Gist) {
        at_desk(|desk| {
            let mut stock = Stock { stems: take(&mut gist.stems), hashes: take(&mut gist.hashes) };
            let census = desk.take_apart(self, words, &mut stock);
            (gist.stems, gist.hashes) = (stock.stems, stock.hashes);
            if side == Side::Customer {
                gist.hashes.clear();
            }
            gist.is_foreign = census.guess(self) == Guess::Other;
            desk.hits(self, Some(side), words, &mut gist.hits);
        });
    }

    pub(super) fn found(&self, side: Option<Side>, words: &Words<'_>) -> Vec<Hit> {
        at_desk(|desk| {
            desk.take_apart(self, words, &mut Stock::default());
            let mut hits = Vec::new();
            desk.hits(self, side, words, &mut hits);
            hits.sort_by_key(Hit::place);
            hits
        })
    }

    pub(super) fn placed(&self, words: &Words<'_>) -> Vec<Placed> {
        let mut stock = Stock::default();
        at_desk(|desk| desk.take_apart(self, words, &mut stock));
        stock.stems
    }

    pub(super) fn guessed(&self, words: &Words<'_>) -> Guess<'_> {
        at_desk(|desk| desk.take_apart(self, words, &mut Stock::default()).guess(self))
    }
}

/// Works on the units of a message.
#[cfg(test)]
pub(super) fn in_units<R>(lexicon: &Lexicon, words: &Words<'_>, work: impl FnOnce(&Said<'_>) -> R) -> R {
    let mut desk = Desk::default();
    desk.take_apart(lexicon, words, &mut Stock::default());
    desk.notes.units.push(Unit::NONE);
    let Desk { vocabularies, notes: Notes { units, ends, .. }, .. } = &desk;
    work(&Said::of(units, ends, words, vocabularies[0].profiles()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Result;

    fn gist(lexicon: &Lexicon, words: &Words<'_>) -> Gist {
        let mut gist = Gist::default();
        lexicon.gist(Side::Company, words, &mut gist);
        gist
    }

    #[test]
    fn what_is_remembered_changes_nothing() {
        let lexicon = Lexicon::english().unwrap();
        let text = "We're sorry, your parcel won't arrive today #refund. ¿Dónde está? Please DM us your order number 😡";
        let words = Words::of(text);
        let before = gist(lexicon, &words);
        assert!(!before.hits.is_empty() && !before.stems.is_empty());
        // More words than one thread remembers, then more lexicons than it keeps vocabularies for.
        let flood = (0..70_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        lexicon.gist(Side::Company, &Words::of(&flood), &mut before.clone());
        assert_eq!(gist(lexicon, &words), before);
        let others: Vec<_> = (0..=LEXICONS).map(|_| lexicon.extended(lexicon).unwrap()).collect();
        for other in &others {
            assert_eq!(other.content_stems(&words), lexicon.content_stems(&words));
        }
        assert_eq!(gist(lexicon, &words), before);
        let mut hits = before.hits;
        hits.sort_by_key(Hit::place);
        assert_eq!(lexicon.hits_of(Side::Company, &words), hits);
    }

    #[test]
    fn every_list_of_another_language_counts() -> Result<()> {
        let letters = 'a'..='l';
        let lists =
            letters.clone().map(|letter| format!("forms function.x{letter}\n  {letter}un {letter}deux\n"));
        let text = "goodwill-lexicon 1\nlanguage en\nrevision 1\naxes help\n".to_owned()
            + &lists.collect::<String>();
        let lexicon = Lexicon::parse("many.lex", &text)?;
        for letter in letters {
            let said = format!("{letter}un what {letter}deux ever {letter}un");
            assert_eq!(lexicon.guess(&Words::of(&said)), Guess::Other, "{said}");
        }
        assert_eq!(lexicon.guess(&Words::of("aun what bdeux ever ldeux")), Guess::Unknown);
        Ok(())
    }

    #[test]
    fn a_sentence_without_end_is_read_like_a_short_one() {
        let lexicon = Lexicon::english().unwrap();
        let said =
            "we are very sorry that you should have read the label and have refunded order 20417 today";
        let codes = |text: &str| {
            let hits = lexicon.hits_of(Side::Company, &Words::of(text));
            hits.iter().map(|hit| lexicon.entry(hit).code().to_owned()).collect::<Vec<_>>()
        };
        // So that nothing opens the sentence in one that does not in the other.
        let alone = codes(&format!("table {said} table"));
        assert!(alone.len() > 3, "{alone:?}");
        for before in (1..20).chain(1_005..1_030).chain(2_030..2_060) {
            for after in [1, 1_010, 3_000] {
                let text = format!("{}{said}{}", "table ".repeat(before), " table".repeat(after));
                assert_eq!(codes(&text), alone, "{before} words before, {after} after");
            }
        }
    }
}
