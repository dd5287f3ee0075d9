//! A message as a lexicon sees it: its cues, the stems that carry content, and its language, told in one pass.

use std::cell::RefCell;
use std::mem::take;

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

/// How many tokens are looked up together. After so many it is asked whether the vocabulary still has room for as many, and
/// what was counted is put down.
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
    sought: Vec<Sought>,
    units: Vec<Unit>,
    /// Where each sentence ends, in units.
    ends: Vec<u32>,
    bench: Bench,
    others: Vec<usize>,
}

/// What of a message is not matched over: the stems that carry content, and the hashes of its words.
#[derive(Debug, Default)]
struct Stock {
    stems: Vec<Placed>,
    hashes: Vec<u64>,
}

impl Stock {
    #[inline]
    fn put(&mut self, at: usize, token: &Token, word: &Word) {
        if let Some(place) = self.stems.get_mut(at) {
            *place = Placed { stem: Stem::from_hash(word.stem()), start: token.start, end: token.end };
        }
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
    if desk.units.capacity() > KEPT {
        desk.units = Vec::new();
        desk.ends = Vec::new();
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
}

impl Census {
    /// Counts a word that is not plain, and puts down what it stands for.
    #[inline(never)]
    fn add_more(
        &mut self,
        vocabulary: &Vocabulary,
        word: Word,
        token: u32,
        units: &mut Vec<Unit>,
        others: &mut [usize],
    ) {
        let (forms, lists, letters) = vocabulary.more(word);
        units.extend(forms.iter().map(|profile| Unit { profile: *profile, token }));
        for &list in lists {
            if let Some(seen) = others.get_mut(list as usize) {
                *seen += 1;
            }
        }
        self.letters.all += letters.all;
        self.letters.latin += letters.latin;
    }

    fn guess<'l>(&self, lexicon: &'l Lexicon, others: &[usize]) -> Guess<'l> {
        let own_is_latin = !matches!(lexicon.language(), "ar" | "el" | "ru" | "ta");
        let Letters { all, latin } = self.letters;
        if own_is_latin && all >= 4 && u64::from(latin) * 2 < u64::from(all) {
            return Guess::Other;
        }
        let other = others.iter().copied().max().unwrap_or(0);
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
        let Self { vocabularies, sought, units, ends, others, .. } = self;
        units.clear();
        ends.clear();
        others.clear();
        others.resize(lexicon.others.len(), 0);
        let mut census = Census::default();
        let Some(vocabulary) = vocabularies.get_mut(at) else { return census };
        // Nobody can guess which words carry content, least of all a processor: all are put down, one over the other.
        let most = words.tokens().len();
        units.reserve(most);
        stock.stems.resize(most, Placed { stem: Stem::from_hash(0), start: 0, end: 0 });
        stock.hashes.resize(most, 0);
        let (mut said, mut carrying, mut sentence) = (0, 0, u32::MAX);
        for (part, tokens) in (0..).zip(words.tokens().chunks(BATCH)) {
            vocabulary.make_room(BATCH);
            sought.resize(BATCH, Sought::default());
            let mut count = 0;
            for (number, token) in (part * narrow(BATCH)..).zip(tokens) {
                if let Some(place) = sought.get_mut(count) {
                    *place = vocabulary.sought(words.short(token), number);
                }
                count += usize::from(token.is_content());
            }
            let sought = sought.get_mut(..count).unwrap_or_default();
            vocabulary.seek(sought);
            let mut tally = Tally::default();
            for sought in sought {
                let Some(token) = words.tokens().get(sought.token as usize) else { continue };
                if token.sentence != sentence {
                    sentence = token.sentence;
                    end_sentence(units, ends);
                }
                let fresh;
                let word = match vocabulary.word(sought) {
                    Some(word) => word,
                    None if token.kind() == Kind::Word => {
                        fresh = look_further(vocabulary, lexicon, words, (token, sought));
                        &fresh
                    }
                    None => {
                        let (profile, topic) = look_up_sign(vocabulary, lexicon, words, token);
                        units.push(Unit { profile, token: sought.token });
                        stock.put(carrying, token, &topic);
                        carrying += usize::from(topic.carries());
                        continue;
                    }
                };
                if let Some(place) = stock.hashes.get_mut(said) {
                    *place = word.hash();
                }
                said += 1;
                stock.put(carrying, token, word);
                carrying += usize::from(word.carries());
                tally.add(word.tally());
                match word.plain() {
                    Some(profile) => units.push(Unit { profile, token: sought.token }),
                    None => census.add_more(vocabulary, *word, sought.token, units, others),
                }
            }
            census.own += tally.own();
            census.letters.all += tally.letters();
            census.letters.latin += tally.letters();
            for (all, count) in others.iter_mut().zip(tally.others()) {
                *all += count;
            }
        }
        stock.stems.truncate(carrying);
        stock.hashes.truncate(said);
        end_sentence(units, ends);
        census.words = said;
        census
    }

    /// Puts the cues of a message into a list, entry by entry.
    fn hits(&mut self, lexicon: &Lexicon, side: Option<Side>, words: &Words<'_>, hits: &mut Vec<Hit>) {
        hits.clear();
        let at = self.open(lexicon);
        let Self { vocabularies, units, ends, bench, .. } = self;
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

/// Looks a word up that does not stand where it is looked for first.
#[inline(never)]
fn look_further(
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
    words: &Words<'_>,
    (token, sought): (&Token, &Sought),
) -> Word {
    if let Some(word) = vocabulary.behind(sought.short()) {
        return word;
    }
    let (tail, len) = words.tail(token);
    vocabulary.look(lexicon, tail, len, || words.folded(token))
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
        word = vocabulary.look(lexicon, topic.as_bytes(), topic.len(), || topic);
    }
    (vocabulary.number(lexicon, folded, token.kind(), token.is_doubled()), word)
}

/// Notes that a sentence ends with the last unit, if it has any.
fn end_sentence(units: &[Unit], ends: &mut Vec<u32>) {
    let end = narrow(units.len());
    if end > ends.last().copied().unwrap_or(0) {
        ends.push(end);
    }
}

impl Lexicon {
    /// What one side says in a message, in one pass and in the room of what another message said.
    pub(crate) fn gist(&self, side: Side, words: &Words<'_>, mut gist: Gist) -> Gist {
        at_desk(|desk| {
            let mut stock = Stock { stems: take(&mut gist.stems), hashes: take(&mut gist.hashes) };
            let census = desk.take_apart(self, words, &mut stock);
            Stock { stems: gist.stems, hashes: gist.hashes } = stock;
            if side == Side::Customer {
                gist.hashes.clear();
            }
            gist.is_foreign = census.guess(self, &desk.others) == Guess::Other;
            desk.hits(self, Some(side), words, &mut gist.hits);
            gist
        })
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
        at_desk(|desk| {
            let census = desk.take_apart(self, words, &mut Stock::default());
            census.guess(self, &desk.others)
        })
    }
}

/// Works on the units of a message.
#[cfg(test)]
pub(super) fn in_units<R>(lexicon: &Lexicon, words: &Words<'_>, work: impl FnOnce(&Said<'_>) -> R) -> R {
    let mut desk = Desk::default();
    desk.take_apart(lexicon, words, &mut Stock::default());
    desk.units.push(Unit::NONE);
    let Desk { vocabularies, units, ends, .. } = &desk;
    work(&Said::of(units, ends, words, vocabularies[0].profiles()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_changes_nothing() {
        let lexicon = Lexicon::english().unwrap();
        let text = "We're sorry, your parcel won't arrive today #refund. ¿Dónde está? Please DM us your order number 😡";
        let words = Words::of(text);
        let before = lexicon.gist(Side::Company, &words, Gist::default());
        assert!(!before.hits.is_empty() && !before.stems.is_empty());
        // More words than one thread remembers, then more lexicons than it keeps vocabularies for.
        let flood = (0..70_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let _ = lexicon.gist(Side::Company, &Words::of(&flood), before.clone());
        assert_eq!(lexicon.gist(Side::Company, &words, Gist::default()), before);
        let others: Vec<_> = (0..=LEXICONS).map(|_| lexicon.extended(lexicon).unwrap()).collect();
        for other in &others {
            assert_eq!(other.content_stems(&words), lexicon.content_stems(&words));
        }
        assert_eq!(lexicon.gist(Side::Company, &words, Gist::default()), before);
        let mut hits = before.hits;
        hits.sort_by_key(Hit::place);
        assert_eq!(lexicon.hits_of(Side::Company, &words), hits);
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
