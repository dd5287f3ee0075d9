//! One seam to the stemmer, and the hash that stands for a stem.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use foldhash::fast::RandomState;
use rust_stemmers::Algorithm;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A stem, kept as a 64-bit hash that is the same on every platform and in every release.
///
/// Two words with one stem have equal values: *refund*, *refunds* and *refunded*. The hash is FNV-1a over
/// the bytes of the stem, so that sets of stems can be stored and compared without the words.
///
/// # Examples
///
/// ```
/// use goodwill::text::Stemmer;
///
/// let english = Stemmer::of("en")?;
/// assert_eq!(english.stem("refunded"), english.stem("refunds"));
/// assert_ne!(english.stem("refund"), english.stem("return"));
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stem(u64);

impl Stem {
    pub(crate) const fn from_hash(hash: u64) -> Self {
        Self(hash)
    }

    /// The hash itself.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// FNV-1a, 64 bits: byte by byte, no seed, no platform dependence.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Fnv {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    /// A string and a mark that no UTF-8 text contains, so that `ab`,`c` and `a`,`bc` differ.
    pub(crate) fn field(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xff])
    }

    pub(crate) fn number(self, number: u64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    pub(crate) const fn get(self) -> u64 {
        self.0
    }
}

/// The Snowball languages the seam offers, by ISO 639-1 code.
const LANGUAGES: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// How many distinct words one thread remembers the stems of before it starts afresh.
///
/// A support desk's vocabulary is a few ten thousand words. Forgetting changes the speed, never a stem.
const REMEMBERED: usize = 1 << 16;

/// Longer words are taken as they are: no natural word is this long, and a stemmer need not see a megabyte.
const LONGEST_WORD: usize = 48;

// Seeded at random, so that nobody can choose words that collide; what is found does not depend on it.
thread_local! {
    static MEMO: RefCell<[HashMap<Box<str>, Stem, RandomState>; LANGUAGES.len()]> =
        RefCell::new(std::array::from_fn(|_| HashMap::with_hasher(RandomState::default())));
}

/// A stemmer of one language.
///
/// The one place that knows which stemming library is used; everything else sees [`Stem`].
///
/// # Examples
///
/// ```
/// use goodwill::text::Stemmer;
///
/// assert_eq!(Stemmer::of("de")?.language(), "de");
/// assert_eq!(
///     Stemmer::of("tlh").unwrap_err().to_string(),
///     "language: \"tlh\" is not one of ar, da, de, el, en, es, fi, fr, hu, it, nl, no, pt, ro, ru, sv, ta, tr",
/// );
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Stemmer {
    index: usize,
    code: &'static str,
    algorithm: Algorithm,
}

impl Stemmer {
    /// The stemmer of a language, by its two-letter code.
    ///
    /// # Errors
    ///
    /// If there is no Snowball stemmer for the language.
    pub fn of(language: &str) -> Result<Self> {
        LANGUAGES
            .iter()
            .enumerate()
            .find(|(_, (code, _))| *code == language)
            .map(|(index, &(code, algorithm))| Self { index, code, algorithm })
            .ok_or_else(|| {
                let codes = LANGUAGES.map(|(code, _)| code).join(", ");
                Error::refused("language", format_args!("{language:?}"), format!("one of {codes}"))
            })
    }

    /// The two-letter code of the language.
    #[must_use]
    pub const fn language(self) -> &'static str {
        self.code
    }

    /// The stem of a folded (lower-case) word.
    ///
    /// Each thread remembers the words it has met, so a word costs the stemmer only once.
    #[must_use]
    pub fn stem(self, word: &str) -> Stem {
        if word.len() > LONGEST_WORD {
            return self.fresh(word);
        }
        let remembered = MEMO.try_with(|memo| {
            let mut memo = memo.try_borrow_mut().ok()?;
            let known = memo.get_mut(self.index)?;
            if let Some(&stem) = known.get(word) {
                return Some(stem);
            }
            if known.len() >= REMEMBERED {
                known.clear();
            }
            let stem = self.fresh(word);
            known.insert(word.into(), stem);
            Some(stem)
        });
        remembered.ok().flatten().unwrap_or_else(|| self.fresh(word))
    }

    /// The stem of a word, without looking whether it is remembered.
    pub(super) fn fresh(self, word: &str) -> Stem {
        if word.len() > LONGEST_WORD {
            return Stem(Fnv::new().bytes(word.as_bytes()).get());
        }
        let stemmer = rust_stemmers::Stemmer::create(self.algorithm);
        Stem(Fnv::new().bytes(stemmer.stem(word).as_bytes()).get())
    }
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stemmer({})", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Test vectors of the FNV reference: http://www.isthe.com/chongo/tech/comp/fnv/
        assert_eq!(Fnv::new().bytes(b"").get(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fnv::new().bytes(b"a").get(), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Fnv::new().bytes(b"foobar").get(), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn forgetting_does_not_change_stems() -> Result<()> {
        let english = Stemmer::of("en")?;
        let before = english.stem("waiting");
        for n in 0..=REMEMBERED {
            let _ = english.stem(&format!("w{n}"));
        }
        assert_eq!(english.stem("waiting"), before);
        assert_eq!(english.fresh("waiting"), before);
        Ok(())
    }

    #[test]
    fn every_language_stems_anything() -> Result<()> {
        for (code, _) in LANGUAGES {
            let stemmer = Stemmer::of(code)?;
            for word in
                ["", "'", "a", "\0", "waiting", "größte", "été", "ждать", "ς", "\u{202e}x", "i\u{307}", "💛"]
            {
                let _ = stemmer.stem(word);
            }
        }
        Ok(())
    }
}
