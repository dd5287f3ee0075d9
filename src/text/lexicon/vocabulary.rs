//! What a word is to a lexicon, remembered, so that the stemmer sees a word once and not every time it is written.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::text::phrase;
use crate::text::token::Kind;

use super::rules::Profiles;
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
    /// Its text, in `Vocabulary::text`.
    text: (u32, u32),
    /// The words it stands for, in `Vocabulary::forms`.
    forms: (u32, u32),
    /// The lists of other languages that have it, in `Vocabulary::others`.
    others: (u32, u32),
    letters: u32,
    latin: u32,
    /// Its stem, if it carries content.
    content: Option<u64>,
    own: bool,
}

impl Word {
    /// The hash of its stem, if it carries content.
    pub(super) const fn content(&self) -> Option<u64> {
        self.content
    }

    /// Whether it is a function word of the lexicon's language, or stands for one.
    pub(super) const fn is_own(&self) -> bool {
        self.own
    }

    /// How many letters it has, and how many of them are Latin.
    pub(super) const fn letters(&self) -> (usize, usize) {
        (self.letters as usize, self.latin as usize)
    }
}

/// The numbers of a stem and of a word as written, among the words of the patterns, and their profile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    pub(super) stem: u32,
    pub(super) exact: u32,
    pub(super) profile: u32,
}

/// The words that were met with one lexicon.
#[derive(Debug)]
pub(super) struct Vocabulary {
    serial: u64,
    /// Seeded at random, so that nobody can choose words that collide; what is found does not depend on it.
    hasher: RandomState,
    /// Hash and number of a word, from 1; 0 where there is none. A power of two long, at most half full.
    slots: Vec<(u32, u32)>,
    words: Vec<Word>,
    text: String,
    forms: Vec<Numbered>,
    others: Vec<u32>,
    profiles: Profiles,
    /// What was looked up last and is not remembered.
    passing: Word,
}

/// A word that was looked up, with what lies outside of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looked<'v> {
    pub(super) word: &'v Word,
    /// The words that it stands for, or itself, as patterns see them.
    pub(super) forms: &'v [Numbered],
    /// The lists of function words of other languages that have it.
    pub(super) others: &'v [u32],
}

impl Vocabulary {
    pub(super) fn new(serial: u64) -> Self {
        Self {
            serial,
            hasher: RandomState::default(),
            slots: vec![(0, 0); 1 << 12],
            words: Vec::new(),
            text: String::new(),
            forms: Vec::new(),
            others: Vec::new(),
            profiles: Profiles::default(),
            passing: Word::default(),
        }
    }

    /// Which lexicon the words were met with.
    pub(super) const fn serial(&self) -> u64 {
        self.serial
    }

    /// What the lexicon knows of a folded word.
    pub(super) fn look(&mut self, lexicon: &Lexicon, folded: &str) -> Looked<'_> {
        let at = self.find(folded).unwrap_or_else(|hash| self.meet(lexicon, folded, hash));
        let word = self.words.get(at).unwrap_or(&self.passing);
        let (from, to) = word.forms;
        let forms = self.forms.get(from as usize..to as usize).unwrap_or_default();
        let (from, to) = word.others;
        let others =
            if from == to { &[] } else { self.others.get(from as usize..to as usize).unwrap_or_default() };
        Looked { word, forms, others }
    }

    /// Where a word lies in `words`; if it is not there, its hash.
    fn find(&self, folded: &str) -> Result<usize, u64> {
        let hash = self.hasher.hash_one(folded);
        let (tag, mask) = (short(hash >> 32), self.slots.len() - 1);
        let mut at = short(hash) as usize & mask;
        while let Some(&(seen, number)) = self.slots.get(at).filter(|(_, number)| *number != 0) {
            if seen == tag {
                let place = number as usize - 1;
                let known = self
                    .words
                    .get(place)
                    .and_then(|word| self.text.as_bytes().get(word.text.0 as usize..word.text.1 as usize));
                if known == Some(folded.as_bytes()) {
                    return Ok(place);
                }
            }
            at = (at + 1) & mask;
        }
        Err(hash)
    }

    /// Takes a word in; where it lies, past the end if it is not remembered.
    #[cold]
    fn meet(&mut self, lexicon: &Lexicon, folded: &str, hash: u64) -> usize {
        // What could not be remembered is overwritten by what comes next.
        let last = self.words.last().copied().unwrap_or_default();
        self.forms.truncate(last.forms.1 as usize);
        self.others.truncate(last.others.1 as usize);
        if self.words.len() >= REMEMBERED {
            self.slots.fill((0, 0));
            self.words.clear();
            self.text.clear();
            self.forms.clear();
            self.others.clear();
        }
        let mut word = self.learn(lexicon, folded);
        self.passing = word;
        if folded.len() > LONGEST {
            return usize::MAX;
        }
        let from = narrow(self.text.len());
        self.text.push_str(folded);
        word.text = (from, narrow(self.text.len()));
        self.words.push(word);
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        } else {
            self.enter(hash, narrow(self.words.len()));
        }
        self.words.len() - 1
    }

    fn learn(&mut self, lexicon: &Lexicon, folded: &str) -> Word {
        let rules = &lexicon.rules;
        let profiles = &mut self.profiles;
        let mut number = |form: Form| {
            let (stem, exact) = (rules.number(form.stem), rules.number(form.exact));
            Numbered { stem, exact, profile: profiles.of(rules, stem, exact, Kind::Word) }
        };
        let mut word = Word::default();
        for letter in folded.chars().filter(|c| c.is_alphabetic()) {
            word.letters = word.letters.saturating_add(1);
            let is_latin = matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
            word.latin = word.latin.saturating_add(u32::from(is_latin));
        }
        let itself = lexicon.form(folded);
        let shape = lexicon.shape_of(folded);
        word.forms.0 = narrow(self.forms.len());
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
        word.forms.1 = narrow(self.forms.len());
        if !idle && folded.chars().nth(1).is_some() {
            word.content = Some(itself.stem);
        }
        word.others.0 = narrow(self.others.len());
        let others = (0..).zip(&lexicon.others).filter(|(_, list)| list.holds_key(itself.exact));
        self.others.extend(others.map(|(list, _)| list));
        word.others.1 = narrow(self.others.len());
        word
    }

    /// The profiles of units that were looked up here.
    pub(super) const fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    #[cfg(test)]
    pub(super) fn into_profiles(self) -> Profiles {
        self.profiles
    }

    /// A token that is no word, as patterns see it.
    pub(super) fn number(&mut self, lexicon: &Lexicon, folded: &str, kind: Kind) -> Numbered {
        let rules = &lexicon.rules;
        let exact = rules.number(phrase::exact_key(folded));
        let stem = lexicon.shape_of(folded).map_or(exact, |list| rules.number(list));
        Numbered { stem, exact, profile: self.profiles.of(rules, stem, exact, kind) }
    }

    fn enter(&mut self, hash: u64, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = short(hash) as usize & mask;
        while self.slots.get(at).is_some_and(|(_, number)| *number != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (short(hash >> 32), number);
        }
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 2];
        for number in 1..=self.words.len() {
            let (from, to) = self.words.get(number - 1).map_or((0, 0), |word| word.text);
            let hash = self.hasher.hash_one(self.text.get(from as usize..to as usize).unwrap_or_default());
            self.enter(hash, narrow(number));
        }
    }
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The lower half of a hash.
#[expect(clippy::cast_possible_truncation, reason = "the other half is used elsewhere")]
const fn short(hash: u64) -> u32 {
    hash as u32
}
