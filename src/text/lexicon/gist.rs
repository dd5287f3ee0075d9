//! A message as a lexicon sees it: its cues, the stems that carry content, and its language, told in one pass.

use std::cell::RefCell;

use crate::text::stem::Stem;
use crate::text::token::{Kind, Region, Token, Words};

use super::entry::{Guess, Hit, Side};
use super::rules::{Bench, Found, Unit};
use super::vocabulary::{Looked, Vocabulary};
use super::{Lexicon, settle};

/// How many lexicons one thread keeps a vocabulary for.
const LEXICONS: usize = 4;

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
    pub(crate) hits: Vec<Hit>,
    pub(crate) stems: Vec<Placed>,
    /// Whether the message is in another language than the lexicon's.
    pub(crate) is_foreign: bool,
}

/// What passes need besides, kept from message to message.
#[derive(Debug, Default)]
struct Desk {
    vocabularies: Vec<Vocabulary>,
    units: Vec<Unit>,
    bench: Bench,
    kept: Vec<Found>,
    others: Vec<usize>,
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
        desk.bench = Bench::default();
        desk.kept = Vec::new();
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
    letters: usize,
    latin: usize,
}

impl Census {
    fn guess<'l>(&self, lexicon: &'l Lexicon, others: &[usize]) -> Guess<'l> {
        let own_is_latin = !matches!(lexicon.language(), "ar" | "el" | "ru" | "ta");
        if own_is_latin && self.letters >= 4 && self.latin * 2 < self.letters {
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
        self.vocabularies.push(Vocabulary::new(lexicon.serial));
        self.vocabularies.len() - 1
    }

    /// Takes a message to units, and counts what tells its language.
    fn take_apart(
        &mut self,
        lexicon: &Lexicon,
        words: &Words<'_>,
        mut stem: impl FnMut(&Token, u64),
    ) -> Census {
        let at = self.open(lexicon);
        self.units.clear();
        self.others.clear();
        self.others.resize(lexicon.others.len(), 0);
        let mut census = Census::default();
        let Some(vocabulary) = self.vocabularies.get_mut(at) else { return census };
        for token in words.content() {
            let (start, end) = (token.start, token.end);
            let mut unit = Unit {
                stem: 0,
                exact: 0,
                sentence: token.sentence,
                clause: token.clause,
                start,
                end,
                profile: 0,
                kind: token.kind(),
                doubled: token.is_doubled(),
                quoted: token.region() == Region::Quoted,
            };
            let folded = words.folded(token);
            if token.kind() == Kind::Word {
                let Looked { word, forms, others } = vocabulary.look(lexicon, folded);
                for form in forms {
                    (unit.stem, unit.exact, unit.profile) = (form.stem, form.exact, form.profile);
                    self.units.push(unit);
                }
                if let Some(hash) = word.content() {
                    stem(token, hash);
                }
                let (letters, latin) = word.letters();
                census.words += 1;
                census.own += usize::from(word.is_own());
                census.letters += letters;
                census.latin += latin;
                for &other in others {
                    if let Some(seen) = self.others.get_mut(other as usize) {
                        *seen += 1;
                    }
                }
                continue;
            }
            if token.kind() == Kind::Hashtag {
                let topic = folded.trim_start_matches(['#', '＃']);
                if let Some(hash) = vocabulary.look(lexicon, topic).word.content() {
                    stem(token, hash);
                }
            }
            let form = vocabulary.number(lexicon, folded, token.kind());
            (unit.stem, unit.exact, unit.profile) = (form.stem, form.exact, form.profile);
            self.units.push(unit);
        }
        census
    }

    fn hits(&mut self, lexicon: &Lexicon, side: Option<Side>, words: &Words<'_>) -> Vec<Hit> {
        let at = self.open(lexicon);
        let Self { vocabularies, units, bench, kept, .. } = self;
        let Some(vocabulary) = vocabularies.get(at) else { return Vec::new() };
        lexicon.rules.find(side, units, vocabulary.profiles(), bench, |hit, unit| {
            lexicon.holds(hit, unit, words, units)
        });
        settle(bench, kept);
        let mut hits = Vec::with_capacity(kept.len());
        hits.extend(kept.iter().filter_map(|hit| lexicon.weigh(side, *hit, kept, units)));
        // A question mark stands for its question, which another pattern of the entry may have hit already.
        hits.dedup_by(|later, kept| later.entry == kept.entry && later.start < kept.end);
        hits.sort_by_key(|hit| (hit.start, hit.end, hit.entry));
        hits
    }
}

impl Lexicon {
    /// What one side says in a message, in one pass.
    pub(crate) fn gist(&self, side: Side, words: &Words<'_>) -> Gist {
        at_desk(|desk| {
            let mut stems = Vec::with_capacity(words.tokens().len().div_ceil(2));
            let census = desk.take_apart(self, words, |token, hash| {
                let (start, end) = (token.start, token.end);
                stems.push(Placed { stem: Stem::from_hash(hash), start, end });
            });
            let is_foreign = census.guess(self, &desk.others) == Guess::Other;
            Gist { hits: desk.hits(self, Some(side), words), stems, is_foreign }
        })
    }

    pub(super) fn found(&self, side: Option<Side>, words: &Words<'_>) -> Vec<Hit> {
        at_desk(|desk| {
            desk.take_apart(self, words, |_, _| {});
            desk.hits(self, side, words)
        })
    }

    pub(super) fn placed(&self, words: &Words<'_>, each: impl FnMut(&Token, u64)) {
        at_desk(|desk| {
            desk.take_apart(self, words, each);
        });
    }

    pub(super) fn guessed(&self, words: &Words<'_>) -> Guess<'_> {
        at_desk(|desk| {
            let census = desk.take_apart(self, words, |_, _| {});
            census.guess(self, &desk.others)
        })
    }
}

/// The units of a message and their profiles.
#[cfg(test)]
pub(super) fn units_of(lexicon: &Lexicon, words: &Words<'_>) -> (Vec<Unit>, super::rules::Profiles) {
    let mut desk = Desk::default();
    desk.take_apart(lexicon, words, |_, _| {});
    (desk.units, desk.vocabularies.remove(0).into_profiles())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_changes_nothing() {
        let lexicon = Lexicon::english().unwrap();
        let text = "We're sorry, your parcel won't arrive today #refund. ¿Dónde está? Please DM us your order number 😡";
        let words = Words::of(text);
        let before = lexicon.gist(Side::Company, &words);
        assert!(!before.hits.is_empty() && !before.stems.is_empty());
        // More words than one thread remembers, then more lexicons than it keeps vocabularies for.
        let flood = (0..70_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let _ = lexicon.gist(Side::Company, &Words::of(&flood));
        assert_eq!(lexicon.gist(Side::Company, &words), before);
        let others: Vec<_> = (0..=LEXICONS).map(|_| lexicon.extended(lexicon).unwrap()).collect();
        for other in &others {
            assert_eq!(other.content_stems(&words), lexicon.content_stems(&words));
        }
        assert_eq!(lexicon.gist(Side::Company, &words), before);
        assert_eq!(lexicon.hits_of(Side::Company, &words), before.hits);
    }
}
