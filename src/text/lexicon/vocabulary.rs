//! What a word is to a lexicon, remembered, so that the stemmer sees a word once and not every time it is written.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::text::phrase;
use crate::text::scan::narrow;
use crate::text::short::{self, Short};
use crate::text::token::{Kind, Token, Words};

use super::profile::{Nature, Profiles};
use super::{Form, Lexicon};

/// How many distinct words one thread remembers for a lexicon before it starts afresh.
///
/// A support desk's vocabulary is a few ten thousand words. Forgetting changes the speed, never a result.
const REMEMBERED: usize = 1 << 16;

/// Longer words are not remembered: they are few, or they are somebody's flood.
const LONGEST: usize = 48;

/// What a lexicon knows of a word as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    stem: u64,
    /// The row of its profile, or its place in `Vocabulary::more`, in the lower half; above it, what there is to count of it and what
    /// it is. In as few bits as will do: there are more words than the processor has fast memory for.
    told: u64,
}

/// Where the letters of a short word are counted: the lowest of their bits.
const LETTERS: u32 = 32;
/// It is a function word of the lexicon's language.
const OWN: u64 = 1 << 37;
/// Its first list of function words of other languages; seven more bits for the next ones.
const LISTED: u32 = 38;
/// It carries content.
const CARRIES: u64 = 1 << 46;
/// It has a row in `Vocabulary::more`.
const MORE: u64 = 1 << 47;

impl Word {
    /// The hash of its stem.
    pub(super) const fn stem(self) -> u64 {
        self.stem
    }

    /// Whether it carries content.
    pub(super) const fn carries(self) -> bool {
        self.told & CARRIES != 0
    }

    /// What there is to count of it, but for what `Vocabulary::more` has.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "eight bits of a number")]
    pub(super) const fn tally(self) -> Tally {
        Tally::of(self.told >> LETTERS & 31, self.told & OWN != 0, (self.told >> LISTED) as u8)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
    const fn row(self) -> u32 {
        self.told as u32
    }

    /// The row of its profile, if that is all there is to say: it stands for itself, and all its letters are Latin.
    #[inline]
    pub(super) const fn plain(self) -> Option<u32> {
        if self.told & MORE == 0 { Some(self.row()) } else { None }
    }
}

/// What is counted over the words of a message to tell its language: how many letters they have, all of them Latin, how many
/// are function words of the lexicon's language, and how many stand in each of the first lists of other languages. Several
/// numbers side by side in one, so that all of them grow in one addition.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally(u64);

impl Tally {
    /// So many words can be counted before a number is full.
    pub(super) const MOST: usize = (1 << Self::BITS) - 1;
    /// So many lists have a number.
    pub(super) const LISTS: usize = 8;
    /// How many bits count words.
    const BITS: usize = 6;
    const OWN: usize = Self::LISTS * Self::BITS;
    /// Letters of short words fit in what is left.
    const LETTERS: usize = Self::OWN + Self::BITS;

    /// A short word with so many letters, with a bit for each of the first lists that has it.
    #[inline]
    const fn of(letters: u64, own: bool, lists: u8) -> Self {
        Self(letters << Self::LETTERS | (own as u64) << Self::OWN | SPREAD[lists as usize])
    }

    #[inline]
    pub(super) const fn add(&mut self, other: Self) {
        self.0 += other.0;
    }

    /// How many letters there are.
    pub(super) const fn letters(self) -> u32 {
        (self.0 >> Self::LETTERS) as u32
    }

    /// How many function words of the lexicon's language.
    pub(super) const fn own(self) -> usize {
        self.count(Self::OWN)
    }

    /// How many words of each of the first lists.
    pub(super) fn others(self) -> [usize; Self::LISTS] {
        std::array::from_fn(|list| self.count(Self::BITS * list))
    }

    #[expect(clippy::cast_possible_truncation, reason = "a few bits of a number")]
    const fn count(self, from: usize) -> usize {
        (self.0 >> from) as usize & Self::MOST
    }
}

/// Eight bits, each where its list is counted.
const SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut lists = 0;
    while lists < 256 {
        let mut list = 0;
        while list < Tally::LISTS {
            spread[lists] |= (lists as u64 >> list & 1) << (Tally::BITS * list);
            list += 1;
        }
        lists += 1;
    }
    spread
};

/// What few words have.
#[derive(Clone, Copy, Debug)]
struct More {
    /// The profiles of the words it stands for, in `Vocabulary::forms`.
    forms: (u32, u32),
    /// The lists of function words of other languages that have it, in `Vocabulary::others`.
    others: (u32, u32),
    letters: Letters,
}

/// How many letters a text has. No text that is read has more than either number can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) all: u32,
    pub(super) latin: u32,
}

/// A word and all that is asked of it, side by side: a rare word is met where nothing is at hand, and costs one
/// look into far memory instead of several.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Slot {
    short: Short,
    word: Word,
}

impl Slot {
    /// No word stands here: no text begins with these bytes.
    const FREE: Self =
        Self { short: Short { low: u64::MAX, high: u64::MAX }, word: Word { stem: 0, told: 0 } };

    fn is_free(&self) -> bool {
        self.short == Self::FREE.short
    }
}

/// A short word, and where it would stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought {
    pub(super) short: Short,
    place: u32,
}

impl Sought {
    pub(super) const NONE: Self = Self { short: Short::NONE, place: 0 };
}

/// Which texts stand in patterns as they are written, roughly: lengths, as bits, by the first byte.
#[derive(Clone, Debug)]
pub(super) struct Spelled(Box<[u64]>);

impl Spelled {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut lengths = vec![0; 256].into_boxed_slice();
        for text in texts {
            if let Some(lengths) = text.bytes().next().and_then(|first| lengths.get_mut(usize::from(first))) {
                *lengths |= 1 << text.len().min(63);
            }
        }
        Self(lengths)
    }

    /// Whether a text may be one of them.
    fn may_have(&self, text: &str) -> bool {
        let lengths = text.bytes().next().and_then(|first| self.0.get(usize::from(first)));
        lengths.is_some_and(|lengths| lengths >> text.len().min(63) & 1 == 1)
    }
}

/// The words that were met with one lexicon.
#[derive(Debug)]
pub(super) struct Vocabulary {
    serial: u64,
    /// Random, so that nobody can choose words that collide; what is found does not depend on it.
    seeds: [u64; 2],
    /// The short words. A power of two long, at most half full.
    slots: Vec<Slot>,
    long: HashMap<Box<str>, Word, RandomState>,
    /// How many words were met since it started afresh.
    count: usize,
    more: Vec<More>,
    forms: Vec<u32>,
    others: Vec<u32>,
    profiles: Profiles,
    /// The rows of tokens of which no pattern knows more than the kind; first those that are not doubled.
    kinds: [Vec<u32>; 2],
}

impl Vocabulary {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let hasher = RandomState::default();
        let mut profiles = Profiles::default();
        let kinds = [false, true].map(|doubled| {
            let nature = |kind| Nature { stem: 0, exact: 0, kind, doubled };
            KINDS.iter().map(|kind| profiles.of(&lexicon.rules, nature(*kind))).collect()
        });
        Self {
            serial: lexicon.serial,
            seeds: [hasher.hash_one(0), hasher.hash_one(1)],
            slots: vec![Slot::FREE; 1 << 12],
            long: HashMap::default(),
            count: 0,
            more: Vec::new(),
            forms: Vec::new(),
            others: Vec::new(),
            profiles,
            kinds,
        }
    }

    /// Which lexicon the words were met with.
    pub(super) const fn serial(&self) -> u64 {
        self.serial
    }

    /// What the lexicon knows of a folded word.
    #[inline(never)]
    pub(super) fn look(&mut self, lexicon: &Lexicon, folded: &str) -> Word {
        let short = Short::of(folded.as_bytes(), folded.len());
        let known = if short == Short::NONE { self.long.get(folded).copied() } else { self.behind(short) };
        known.unwrap_or_else(|| self.meet(lexicon, short, folded))
    }

    /// Words of tokens, and where they would stand. All of these places are touched in a loop so short that the processor has them all
    /// under way at once: what is far away is fetched together, and not one after the other where it is looked at.
    #[expect(clippy::cast_possible_truncation, reason = "there are far fewer slots than 32 bits can number")]
    pub(super) fn fetch(&self, words: &Words<'_>, tokens: &[Token], sought: &mut [Sought; Tally::MOST]) {
        let slots = self.slots.as_slice();
        let mask = slots.len().wrapping_sub(1);
        for (sought, token) in sought.iter_mut().zip(tokens) {
            let short = words.short(token);
            *sought = Sought { short, place: (self.place(short) & mask) as u32 };
        }
        let sought = sought.get(..tokens.len()).unwrap_or_default();
        let touch =
            |all, sought: &Sought| all | slots.get(sought.place as usize).map_or(0, |slot| slot.word.told);
        std::hint::black_box(sought.iter().fold(0, touch));
    }

    /// The word that stands at a place, if it is that one.
    #[inline]
    pub(super) fn word(&self, sought: &Sought) -> Option<&Word> {
        let slot = self.slots.get(sought.place as usize)?;
        slot.short.is(sought.short).then_some(&slot.word)
    }

    /// A short word that stands where it is looked for first, or behind that.
    fn behind(&self, short: Short) -> Option<Word> {
        let mask = self.slots.len() - 1;
        let mut at = self.place(short);
        while let Some(slot) = self.slots.get(at & mask) {
            if slot.short.is(short) {
                return Some(slot.word);
            }
            if slot.is_free() {
                break;
            }
            at = (at & mask) + 1;
        }
        None
    }

    /// The profiles of the words that a word stands for, the lists of function words of other languages that have it, and
    /// its letters; of a word that is not plain.
    pub(super) fn more(&self, word: Word) -> (&[u32], &[u32], Letters) {
        let Some(more) = self.more.get(word.row() as usize) else { return (&[], &[], Letters::default()) };
        let forms = self.forms.get(more.forms.0 as usize..more.forms.1 as usize);
        let others = self.others.get(more.others.0 as usize..more.others.1 as usize);
        (forms.unwrap_or_default(), others.unwrap_or_default(), more.letters)
    }

    /// Where the search for a word begins, give or take a multiple of the number of slots.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "both halves of a product, one after the other")]
    fn place(&self, short: Short) -> usize {
        let [one, two] = self.seeds;
        let product = u128::from(short.low ^ one) * u128::from(short.high ^ two);
        (product >> 64) as usize ^ product as usize
    }

    /// Takes a word in.
    #[cold]
    fn meet(&mut self, lexicon: &Lexicon, short: Short, folded: &str) -> Word {
        let word = self.learn(lexicon, folded);
        self.count += 1;
        if folded.len() > LONGEST {
            return word;
        }
        if short == Short::NONE {
            self.long.insert(folded.into(), word);
        } else {
            if self.count * 2 > self.slots.len() {
                self.grow();
            }
            self.enter(Slot { short, word });
        }
        word
    }

    /// Makes room for so many more words, and starts afresh if they could be too many. What was looked up before is not to be asked
    /// for more after this.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.count + words > REMEMBERED {
            self.slots.fill(Slot::FREE);
            self.count = 0;
            self.long.clear();
            self.more.clear();
            self.forms.clear();
            self.others.clear();
        }
        while (self.count + words) * 2 > self.slots.len() {
            self.grow();
        }
    }

    fn learn(&mut self, lexicon: &Lexicon, folded: &str) -> Word {
        let rules = &lexicon.rules;
        let profiles = &mut self.profiles;
        let mut number = |form: Form| {
            let (stem, exact) = (rules.number(form.stem), rules.number(form.exact));
            profiles.of(rules, Nature { stem, exact, kind: Kind::Word, doubled: false })
        };
        let mut letters = Letters::default();
        for letter in folded.chars().filter(|c| c.is_alphabetic()) {
            let is_latin = matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
            letters.all += 1;
            letters.latin += u32::from(is_latin);
        }
        let itself = lexicon.form(folded);
        let shape = lexicon.shape_of(folded);
        let (forms, others) = (self.forms.len(), self.others.len());
        if let Some(list) = shape {
            self.forms.push(number(Form { stem: list, exact: itself.exact }));
        }
        let is_idle = |form: Form| lexicon.idle.holds_key(form.stem) || lexicon.idle.holds_key(form.exact);
        let mut own = lexicon.own.holds_key(itself.exact);
        let mut idle = is_idle(itself);
        lexicon.forms(folded, itself, |form, expanded| {
            if shape.is_none() {
                self.forms.push(number(form));
            }
            idle |= expanded && is_idle(form);
            own |= expanded && lexicon.own.holds_key(form.exact);
        });
        let carries = !idle && folded.chars().nth(1).is_some();
        let lists = (0..).zip(&lexicon.others).filter(|(_, list)| list.holds_key(itself.exact));
        self.others.extend(lists.map(|(list, _)| list));
        let stem = itself.stem;
        let told = if own { OWN } else { 0 } | if carries { CARRIES } else { 0 };
        let listed = self.others.get(others..).unwrap_or_default();
        let is_told = listed.iter().all(|list| (*list as usize) < Tally::LISTS);
        match self.forms.get(forms..) {
            Some(&[row]) if is_told && letters.all == letters.latin && folded.len() <= short::LONGEST => {
                let lists = listed.iter().fold(0, |lists, list| lists | 1 << list);
                self.forms.truncate(forms);
                self.others.truncate(others);
                let letters = u64::from(letters.all) << LETTERS;
                Word { stem, told: told | letters | lists << LISTED | u64::from(row) }
            }
            _ => {
                let row = narrow(self.more.len());
                let forms = (narrow(forms), narrow(self.forms.len()));
                self.more.push(More { forms, others: (narrow(others), narrow(self.others.len())), letters });
                Word { stem, told: told | MORE | u64::from(row) }
            }
        }
    }

    /// The profiles of units that were looked up here.
    pub(super) const fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The profile of a token that is no word.
    pub(super) fn number(&mut self, lexicon: &Lexicon, folded: &str, kind: Kind, doubled: bool) -> u32 {
        if lexicon.shapes.is_empty() && !lexicon.spelled.may_have(folded) {
            let kinds = if doubled { &self.kinds[1] } else { &self.kinds[0] };
            if let Some(profile) = kinds.get(kind as usize) {
                return *profile;
            }
        }
        let rules = &lexicon.rules;
        let exact = rules.number(phrase::exact_key(folded));
        let stem = lexicon.shape_of(folded).map_or(exact, |list| rules.number(list));
        self.profiles.of(rules, Nature { stem, exact, kind, doubled })
    }

    /// Puts a word that is not there yet where it will be found.
    fn enter(&mut self, new: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = self.place(new.short) & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.is_free() {
                *slot = new;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let more = vec![Slot::FREE; self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, more) {
            if !slot.is_free() {
                self.enter(slot);
            }
        }
    }
}

/// All kinds of tokens, in their order.
const KINDS: [Kind; 16] = [
    Kind::Word,
    Kind::Number,
    Kind::Money,
    Kind::Percent,
    Kind::Time,
    Kind::Url,
    Kind::Email,
    Kind::Phone,
    Kind::Mention,
    Kind::Hashtag,
    Kind::Emoji,
    Kind::Id,
    Kind::Slot,
    Kind::Bracket,
    Kind::Question,
    Kind::Exclamation,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_their_order() {
        for (place, kind) in KINDS.iter().enumerate() {
            assert_eq!(place, *kind as usize);
        }
    }
}
