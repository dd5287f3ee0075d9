//! What a word is to a lexicon, remembered, so that the stemmer sees a word once and not every time it is written.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::text::phrase;
use crate::text::token::Kind;

use super::profile::{Nature, Profiles, narrow};
use super::{Form, Lexicon};

/// How many distinct words one thread remembers for a lexicon before it starts afresh.
///
/// A support desk's vocabulary is a few ten thousand words. Forgetting changes the speed, never a result.
const REMEMBERED: usize = 1 << 16;

/// Longer words are not remembered: they are few, or they are somebody's flood.
const LONGEST: usize = 48;

/// The length of words that two numbers hold: nearly all.
const SHORT: usize = 16;

/// The bytes that a short word has, by its length.
const MASKS: [u128; SHORT + 1] = {
    let mut masks = [u128::MAX; SHORT + 1];
    let mut len = 0;
    while len < SHORT {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// A short word as numbers, which are compared faster than texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Short {
    low: u64,
    high: u64,
    len: u32,
}

impl Short {
    /// Equality without a branch for each number.
    const fn is(self, other: Self) -> bool {
        (self.low ^ other.low) | (self.high ^ other.high) | (self.len ^ other.len) as u64 == 0
    }

    /// The first so many of some bytes; none if they are too many.
    #[expect(clippy::cast_possible_truncation, reason = "halves of a number, and a length of 16 at most")]
    fn of(bytes: &[u8], len: usize) -> Option<Self> {
        let mask = MASKS.get(len)?;
        let text = bytes.first_chunk().map_or_else(|| padded(bytes), |bytes| u128::from_le_bytes(*bytes));
        let text = text & mask;
        Some(Self { low: text as u64, high: (text >> 64) as u64, len: len as u32 })
    }
}

/// Where a text ends there may be fewer bytes than a number has.
#[cold]
fn padded(bytes: &[u8]) -> u128 {
    let mut all = [0; SHORT];
    all.iter_mut().zip(bytes).for_each(|(all, byte)| *all = *byte);
    u128::from_le_bytes(all)
}

/// What a lexicon knows of a word as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Of length 0 for a word that is not short.
    short: Short,
    /// The row of its profile, if it stands for itself.
    pub(super) profile: u32,
    /// Its place in `Vocabulary::more`, from 1; 0 if it stands for itself, and is no function word of another language.
    pub(super) more: u32,
    own: bool,
    carries: bool,
    stem: u64,
    letters: u64,
}

impl Word {
    /// The hash of its stem, if it carries content.
    pub(super) const fn content(&self) -> Option<u64> {
        if self.carries { Some(self.stem) } else { None }
    }

    /// Whether it is a function word of the lexicon's language, or stands for one.
    pub(super) const fn is_own(&self) -> bool {
        self.own
    }

    /// How many letters it has; in the upper half, how many of them are Latin. No text that is read has more than either half can hold.
    pub(super) const fn letters(&self) -> u64 {
        self.letters
    }
}

/// What few words have.
#[derive(Clone, Copy, Debug)]
struct More {
    /// The profiles of the words it stands for, in `Vocabulary::forms`.
    forms: (u32, u32),
    /// The lists of function words of other languages that have it, in `Vocabulary::others`.
    others: (u32, u32),
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
    /// The number of a short word, from 1; 0 where there is none. A power of two long, at most a quarter full.
    slots: Vec<u32>,
    words: Vec<Word>,
    long: HashMap<Box<str>, usize, RandomState>,
    more: Vec<More>,
    forms: Vec<u32>,
    others: Vec<u32>,
    profiles: Profiles,
    /// The rows of tokens of which no pattern knows more than the kind; first those that are not doubled.
    kinds: [Vec<u32>; 2],
    /// What was looked up last and is not remembered.
    passing: Word,
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
            slots: vec![0; 1 << 13],
            words: Vec::new(),
            long: HashMap::default(),
            more: Vec::new(),
            forms: Vec::new(),
            others: Vec::new(),
            profiles,
            kinds,
            passing: Word::default(),
        }
    }

    /// Which lexicon the words were met with.
    pub(super) const fn serial(&self) -> u64 {
        self.serial
    }

    /// The number of a folded word, which lies at the beginning of some bytes and is `len` long.
    pub(super) fn look<'t>(
        &mut self,
        lexicon: &Lexicon,
        bytes: &[u8],
        len: usize,
        folded: impl FnOnce() -> &'t str,
    ) -> usize {
        let Some(short) = Short::of(bytes, len) else { return self.look_long(lexicon, folded()) };
        let mut at = self.slot(short);
        loop {
            let number = self.slots.get(at).copied().unwrap_or(0) as usize;
            if number == 0 {
                return self.meet(lexicon, short, folded());
            }
            if self.words.get(number - 1).is_some_and(|word| word.short.is(short)) {
                return number - 1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// What the lexicon knows of a word by its number.
    pub(super) fn word(&self, number: usize) -> &Word {
        self.words.get(number).unwrap_or(&self.passing)
    }

    /// The profiles of the words that a word stands for, and the lists of function words of other languages that have it.
    pub(super) fn more(&self, word: &Word) -> (&[u32], &[u32]) {
        let Some(more) = (word.more as usize).checked_sub(1).and_then(|more| self.more.get(more)) else {
            return (&[], &[]);
        };
        let forms = self.forms.get(more.forms.0 as usize..more.forms.1 as usize);
        let others = self.others.get(more.others.0 as usize..more.others.1 as usize);
        (forms.unwrap_or_default(), others.unwrap_or_default())
    }

    /// Where the search for a word begins.
    #[expect(clippy::cast_possible_truncation, reason = "both halves of a product, one after the other")]
    fn slot(&self, short: Short) -> usize {
        let [one, two] = self.seeds;
        let product = u128::from(short.low ^ one) * u128::from(short.high ^ two);
        ((product >> 64) as usize ^ product as usize) & (self.slots.len() - 1)
    }

    #[cold]
    fn look_long(&mut self, lexicon: &Lexicon, folded: &str) -> usize {
        match self.long.get(folded) {
            Some(known) => *known,
            None => self.meet(lexicon, Short::default(), folded),
        }
    }

    /// Takes a word in; its number, past the end if it is not remembered.
    #[cold]
    fn meet(&mut self, lexicon: &Lexicon, short: Short, folded: &str) -> usize {
        // What could not be remembered is overwritten by what comes next.
        if self.passing.more != 0 {
            self.more.pop();
        }
        let last = self.more.last().map_or(((0, 0), (0, 0)), |more| (more.forms, more.others));
        self.forms.truncate(last.0.1 as usize);
        self.others.truncate(last.1.1 as usize);
        if self.words.len() >= REMEMBERED {
            self.slots.fill(0);
            self.words.clear();
            self.long.clear();
            self.more.clear();
            self.forms.clear();
            self.others.clear();
        }
        let mut word = self.learn(lexicon, folded);
        if folded.len() > LONGEST {
            self.passing = word;
            return usize::MAX;
        }
        self.passing = Word::default();
        word.short = short;
        self.words.push(word);
        let number = self.words.len() - 1;
        if folded.len() > SHORT {
            self.long.insert(folded.into(), number);
        } else if self.words.len() * 4 > self.slots.len() {
            self.grow();
        } else {
            self.enter(short, number);
        }
        number
    }

    fn learn(&mut self, lexicon: &Lexicon, folded: &str) -> Word {
        let rules = &lexicon.rules;
        let profiles = &mut self.profiles;
        let mut number = |form: Form| {
            let (stem, exact) = (rules.number(form.stem), rules.number(form.exact));
            profiles.of(rules, Nature { stem, exact, kind: Kind::Word, doubled: false })
        };
        let mut word = Word::default();
        for letter in folded.chars().filter(|c| c.is_alphabetic()) {
            let is_latin = matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
            word.letters += 1 | u64::from(is_latin) << 32;
        }
        let itself = lexicon.form(folded);
        let shape = lexicon.shape_of(folded);
        let (forms, others) = (self.forms.len(), self.others.len());
        if let Some(list) = shape {
            self.forms.push(number(Form { stem: list, exact: itself.exact }));
        }
        let is_idle = |form: Form| lexicon.idle.holds_key(form.stem) || lexicon.idle.holds_key(form.exact);
        word.own = lexicon.own.holds_key(itself.exact);
        let mut idle = is_idle(itself);
        lexicon.forms(folded, itself, |form, expanded| {
            if shape.is_none() {
                self.forms.push(number(form));
            }
            idle |= expanded && is_idle(form);
            word.own |= expanded && lexicon.own.holds_key(form.exact);
        });
        word.carries = !idle && folded.chars().nth(1).is_some();
        word.stem = itself.stem;
        let lists = (0..).zip(&lexicon.others).filter(|(_, list)| list.holds_key(itself.exact));
        self.others.extend(lists.map(|(list, _)| list));
        match (self.forms.get(forms..), self.others.len() == others) {
            (Some([profile]), true) => {
                word.profile = *profile;
                self.forms.truncate(forms);
            }
            _ => {
                let forms = (narrow(forms), narrow(self.forms.len()));
                self.more.push(More { forms, others: (narrow(others), narrow(self.others.len())) });
                word.more = narrow(self.more.len());
            }
        }
        word
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

    fn enter(&mut self, short: Short, number: usize) {
        let mask = self.slots.len() - 1;
        let mut at = self.slot(short);
        while self.slots.get(at).is_some_and(|number| *number != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = narrow(number + 1);
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for number in 0..self.words.len() {
            let short = self.words.get(number).map(|word| word.short).unwrap_or_default();
            if short.len > 0 {
                self.enter(short, number);
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

    #[test]
    fn short_words_are_told_apart() {
        let short = |text: &str| Short::of(text.as_bytes(), text.len());
        assert_eq!(Short::of(b"parcel, where are you", 6), short("parcel"));
        assert_eq!(Short::of("sixteen letters, or so".as_bytes(), 16), short("sixteen letters,"));
        assert_ne!(short("a"), short("a\0"));
        assert_ne!(short("parcels"), short("parcel"));
        assert_ne!(short("parcelsparcels"), short("parcelsparcelz"));
        assert_eq!(short("seventeen letters"), None);
    }
}
