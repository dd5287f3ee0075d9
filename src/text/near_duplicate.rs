//! What a page says again and again: boilerplate, and how much of a reply is made of it.
//!
//! A reply is cut into runs of three words, *shingles*, after everything that changes from customer to customer is
//! masked: names, numbers, addresses, mentions; signatures are left out. A [`Learner`] counts in how many replies each
//! shingle stands; a [`Boilerplate`] keeps those that stand in at least so many, its *families*.
//!
//! Only hashes and counts are kept, no words. Learners merge by integer addition, in any order and any grouping, to the
//! same bytes. Memory is bounded: past the limit a learner goes over to every second shingle, every fourth, and so on, chosen by
//! their hash, so that all learners choose the same ones; counts of those that are kept stay exact.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

use super::pile::{Pile, put};
use super::rote::Rote;
use super::short::Short;
use super::stem::Fnv;
use super::token::{Case, Kind, Token, Words};

/// How many words make a shingle.
const WIDTH: usize = 3;

/// One bit for each of them.
const SAYS: u32 = (1 << WIDTH) - 1;

/// In how many replies a shingle must stand to be boilerplate, if nothing else is said.
///
/// Two replies agree by chance (*thank you for*); three of one page seldom do.
const FAMILY: u32 = 3;

/// How many distinct shingles a learner keeps: about 10,000 replies in full, 5 MB.
const LIMIT: usize = 1 << 18;

/// The shingles of one text, masked.
///
/// # Examples
///
/// The same template, sent to two people:
///
/// ```
/// use goodwill::text::Shingles;
///
/// let one = Shingles::of("@ana Hi Ana, please send us your order number and we will look into it. ^KB");
/// let two = Shingles::of("@tom Hi Tom, please send us your order number and we will look into it. ^MF");
/// assert_eq!(one.likeness(&two), 1.0);
/// assert_eq!(one.likeness(&Shingles::of("It arrives on Friday.")), 0.0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shingles {
    /// In the order of the text.
    all: Vec<Shingle>,
}

/// The hash of one shingle, and its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shingle {
    hash: u64,
    start: u32,
    end: u32,
}

impl Shingles {
    /// The shingles of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_words(&Words::of(text))
    }

    /// The shingles of a text that is already cut into words.
    ///
    /// A text of one or two words is one shingle; a text without words has none.
    #[must_use]
    pub fn of_words(words: &Words<'_>) -> Self {
        let said = words.content().filter(|token| token.kind() == Kind::Word);
        let hashes: Vec<u64> = said.map(|token| word(words.folded(token))).collect();
        let mut met = Pile::default();
        cut(words, &hashes, &mut met, |_, _| true);
        Self { all: met.iter().map(|met| met.shingle(words.tokens())).collect() }
    }

    /// How many there are, repeated ones counted again.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The share of shingles two texts have in common (Jaccard): 1 for the same template, 0 for nothing shared or no words.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        self.distinct().likeness(&other.distinct())
    }

    /// Each once, for one text that is held against several.
    pub(crate) fn distinct(&self) -> Distinct {
        let mut hashes: Vec<_> = self.all.iter().map(|shingle| shingle.hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Distinct(hashes)
    }
}

/// The hashes of the shingles of one text, sorted, each once.
pub(crate) struct Distinct(Vec<u64>);

impl Distinct {
    /// See [`Shingles::likeness`].
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let common = self.0.iter().filter(|hash| other.0.binary_search(hash).is_ok()).count();
        share(common, self.0.len() + other.0.len() - common)
    }
}

/// A count over a count, 0 over 0 being 0.
fn share(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { exact(part) / exact(whole) }
}

/// Whether shingles are made of such tokens.
#[inline]
const fn is_said(token: &Token) -> bool {
    const SIGNS: u32 = 1 << Kind::Mention as u32
        | 1 << Kind::Emoji as u32
        | 1 << Kind::Question as u32
        | 1 << Kind::Exclamation as u32;
    token.is_content() && SIGNS >> token.kind() as u32 & 1 == 0
}

/// A shingle that is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Met {
    hash: u64,
    /// The number of its last token.
    last: u32,
}

impl Met {
    fn shingle(&self, tokens: &[Token]) -> Shingle {
        let read = tokens.get(..=self.last as usize).unwrap_or_default();
        let start = said(read).take(WIDTH).last().map_or(0, |token| token.start);
        Shingle { hash: self.hash, start, end: read.last().map_or(0, |token| token.end) }
    }
}

/// The tokens that shingles are made of, from the last one back.
fn said(read: &[Token]) -> impl Iterator<Item = &Token> {
    read.iter().rev().filter(|token| is_said(token))
}

/// Cuts a text into shingles, puts down those that are wanted, and says how many there are. `wants` is told the hash of each,
/// and whether it counts: where nothing is said, it does not.
///
/// A text of fewer words than make one is one. There must be a hash for every word that is said, in order.
#[inline]
fn cut(
    words: &Words<'_>,
    hashes: &[u64],
    all: &mut Pile<Met>,
    mut wants: impl FnMut(u64, bool) -> bool,
) -> usize {
    let tokens = words.tokens();
    all.clear();
    let (room, mut wanted) = (all.room(tokens.len() + 1, Met::default()), 0);
    let (mut count, mut next, mut met, mut last) = (0, 0, 0, 0);
    // The hashes of the three tokens that were read last, and which of them say something.
    let (mut first, mut second, mut third) = (0, 0, 0);
    let mut says = 0_u32;
    for (number, token) in (0..).zip(tokens) {
        if !is_said(token) {
            continue;
        }
        let is_word = token.kind() == Kind::Word;
        // A word that is not there has the hash 0.
        let own = hashes.get(next).copied().unwrap_or_default();
        next += usize::from(is_word);
        let value = masked(token.kind()) | own & u64::from(is_word).wrapping_neg();
        (first, second, third) = (second, third, value);
        // Numbers and single letters alone are nobody's phrase: "30 x 30".
        says = says << 1 | u32::from(is_word & (words.folded_len(token) > 1));
        if is_word & (token.case() == Case::Capital) && is_called(tokens, number) {
            third = mask(2);
            says &= !1;
        }
        (count, last) = (count + 1, number);
        // Which ones are wanted nobody can guess: all are put down, one over the other.
        let hash = run([first, second, third]);
        let counts = count >= WIDTH && says & SAYS != 0;
        met += usize::from(counts);
        put(room, &mut wanted, Met { hash, last }, counts & wants(hash, counts));
    }
    if (1..WIDTH).contains(&count) {
        let (hash, counts) = (run([first, second, third]), says != 0);
        met += usize::from(counts);
        put(room, &mut wanted, Met { hash, last }, counts & wants(hash, counts));
    }
    all.keep(wanted);
    met
}

/// What stands for a token that is no word, and nothing for one that is: such tokens change from customer to customer.
#[inline]
const fn masked(kind: Kind) -> u64 {
    const MASKS: [u64; 16] = {
        let mut masks = [mask(3); 16];
        let numbers = [Kind::Number, Kind::Money, Kind::Percent, Kind::Time, Kind::Id, Kind::Phone];
        let mut at = 0;
        while at < numbers.len() {
            masks[numbers[at] as usize] = mask(0);
            at += 1;
        }
        masks[Kind::Word as usize] = 0;
        masks[Kind::Url as usize] = mask(1);
        masks[Kind::Email as usize] = mask(1);
        masks[Kind::Slot as usize] = mask(2);
        masks[Kind::Bracket as usize] = mask(2);
        masks
    };
    MASKS[kind as usize % MASKS.len()]
}

/// Odd numbers without a pattern: digits of the golden ratio, and of the square roots of 2 and 3.
const MIXERS: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0x6a09_e667_f3bc_c909, 0xbb67_ae85_84ca_a73b];

/// The product of two numbers, its upper half laid over its lower one.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
const fn fold(left: u64, right: u64) -> u64 {
    let product = left as u128 * right as u128;
    product as u64 ^ (product >> 64) as u64
}

/// What stands for everything of one sort.
const fn mask(sort: u64) -> u64 {
    fold(MIXERS[0] ^ sort, MIXERS[1])
}

/// The hash of a word: the same on every platform and in every release, for learners store it.
pub(super) fn word(text: &str) -> u64 {
    let bytes = text.as_bytes();
    match Short::of(bytes, bytes.len()) {
        Short::NONE => {
            let eights = bytes.chunks(8).map(|bytes| {
                let mut eight = [0; 8];
                eight.iter_mut().zip(bytes).for_each(|(all, byte)| *all = *byte);
                u64::from_le_bytes(eight)
            });
            let hash = eights.fold(MIXERS[0], |hash, eight| fold(hash ^ eight, MIXERS[2]));
            fold(hash, MIXERS[1] ^ bytes.len() as u64)
        }
        short => short_word(short),
    }
}

/// The same of a short word, from its numbers alone.
#[inline]
pub(super) const fn short_word(short: Short) -> u64 {
    fold(fold(MIXERS[0] ^ short.low, MIXERS[2]) ^ short.high, MIXERS[1])
}

/// The hash of a run of words' hashes. Its highest bits are as good as random: learners choose by them.
#[inline]
fn run([first, second, third]: [u64; WIDTH]) -> u64 {
    let hash = first.rotate_left(42) ^ second.rotate_left(21) ^ third;
    // The finaliser of MurmurHash3 (public domain, Austin Appleby).
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Whether a word with a capital is somebody spoken to: `Hi Ana,`, `Ana, we are sorry`, `sorry for that, Ana.`
#[inline(never)]
fn is_called(tokens: &[Token], number: u32) -> bool {
    let (read, rest) = tokens.split_at_checked(number as usize).unwrap_or_default();
    let [token, rest @ ..] = rest else { return false };
    let (before, after) = (said(read).next(), rest.iter().find(|token| is_said(token)));
    let parted = |left: &Token, right: &Token| left.clause() != right.clause();
    let opens = before.is_none_or(|left| left.sentence() != token.sentence());
    let ends = after.is_none_or(|right| parted(token, right));
    let begins = before.is_none_or(|left| parted(left, token));
    // `Ana, …` opens the message; `…, Ana` and `Hi Ana, …` end a clause they did not open a sentence with.
    if opens {
        before.is_none() && ends && after.is_some_and(|right| right.sentence() == token.sentence())
    } else {
        ends || begins
    }
}

/// Counts in how many replies of a page each shingle stands.
///
/// # Examples
///
/// Learners of two shards give the same bytes as one learner of all, in any order:
///
/// ```
/// use goodwill::text::Learner;
///
/// let (mut one, mut two, mut all) = (Learner::new(), Learner::new(), Learner::new());
/// for reply in ["Please send us a message.", "Thanks for letting us know."] {
///     one.observe(reply);
///     all.observe(reply);
/// }
/// two.observe("Please send us a photo.");
/// all.observe("Please send us a photo.");
/// two.merge(&one);
/// assert_eq!(two, all);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "LearnerRow")]
pub struct Learner {
    limit: usize,
    replies: u64,
    /// One shingle in 2^thinned is kept: those whose highest bits are zero.
    thinned: u32,
    counts: BTreeMap<u64, u32>,
}

/// A learner as it is stored, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LearnerRow {
    limit: usize,
    replies: u64,
    thinned: u32,
    counts: BTreeMap<u64, u32>,
}

impl TryFrom<LearnerRow> for Learner {
    type Error = Error;

    fn try_from(row: LearnerRow) -> Result<Self> {
        let mut learner = Self::with_limit(row.limit)?;
        kept(row.thinned, row.counts.keys())?;
        if row.counts.len() > row.limit {
            return Err(Error::refused(
                "counts",
                row.counts.len(),
                format!("at most {} shingles", row.limit),
            ));
        }
        if let Some(count) =
            row.counts.values().find(|count| **count == 0 || u64::from(**count) > row.replies)
        {
            return Err(Error::refused(
                "count",
                count,
                format!("a number of replies from 1 to {}", row.replies),
            ));
        }
        (learner.replies, learner.thinned, learner.counts) = (row.replies, row.thinned, row.counts);
        Ok(learner)
    }
}

/// Whether all hashes are among those that are kept at this degree of thinning.
fn kept<'h>(thinned: u32, mut hashes: impl Iterator<Item = &'h u64>) -> Result<()> {
    if thinned > 63 {
        return Err(Error::refused("thinned", thinned, "a whole number from 0 to 63"));
    }
    match hashes.find(|hash| !is_kept(**hash, thinned)) {
        Some(hash) => {
            Err(Error::refused("shingle", hash, format!("one that is kept when thinned {thinned} times")))
        }
        None => Ok(()),
    }
}

impl Default for Learner {
    fn default() -> Self {
        Self::new()
    }
}

impl Learner {
    /// A learner that keeps 262,144 shingles, about 10,000 replies in full.
    #[must_use]
    pub const fn new() -> Self {
        Self { limit: LIMIT, replies: 0, thinned: 0, counts: BTreeMap::new() }
    }

    /// A learner that keeps another number of shingles.
    ///
    /// # Errors
    ///
    /// If the number is below 1,024: so few say nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::Learner;
    ///
    /// let error = Learner::with_limit(10).unwrap_err();
    /// assert_eq!(error.to_string(), "limit: 10 is not a number of shingles of at least 1024");
    /// ```
    pub fn with_limit(limit: usize) -> Result<Self> {
        if limit < 1024 {
            return Err(Error::refused("limit", limit, "a number of shingles of at least 1024"));
        }
        Ok(Self { limit, ..Self::new() })
    }

    /// How many replies were seen.
    #[must_use]
    pub const fn replies(&self) -> u64 {
        self.replies
    }

    /// Takes in one reply.
    pub fn observe(&mut self, reply: &str) {
        self.observe_shingles(&Shingles::of(reply));
    }

    /// Takes in one reply that is already cut into shingles.
    pub fn observe_shingles(&mut self, shingles: &Shingles) {
        self.replies = self.replies.saturating_add(1);
        for hash in shingles.distinct().0 {
            if is_kept(hash, self.thinned) {
                let count = self.counts.entry(hash).or_insert(0);
                *count = count.saturating_add(1);
            }
        }
        self.thin();
    }

    /// Takes in what another learner has seen. Of two limits the smaller holds.
    pub fn merge(&mut self, other: &Self) {
        self.limit = self.limit.min(other.limit);
        self.replies = self.replies.saturating_add(other.replies);
        self.thinned = self.thinned.max(other.thinned);
        let thinned = self.thinned;
        self.counts.retain(|hash, _| is_kept(*hash, thinned));
        for (&hash, &seen) in &other.counts {
            if is_kept(hash, thinned) {
                let count = self.counts.entry(hash).or_insert(0);
                *count = count.saturating_add(seen);
            }
        }
        self.thin();
    }

    /// Halves the choice until it fits. How often depends only on which shingles were seen, not on the order.
    fn thin(&mut self) {
        while self.counts.len() > self.limit && self.thinned < 63 {
            self.thinned += 1;
            let thinned = self.thinned;
            self.counts.retain(|hash, _| is_kept(*hash, thinned));
        }
    }

    /// What was learnt, with families of three replies or more.
    #[must_use]
    pub fn freeze(&self) -> Boilerplate {
        self.frozen(FAMILY)
    }

    /// What was learnt, with families of at least so many replies.
    ///
    /// # Errors
    ///
    /// If a family has fewer than two replies: then every text repeats itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::text::Learner;
    ///
    /// let error = Learner::new().freeze_at(1).unwrap_err();
    /// assert_eq!(error.to_string(), "family: 1 is not a number of replies of at least 2");
    /// ```
    pub fn freeze_at(&self, family: u32) -> Result<Boilerplate> {
        if family < 2 {
            return Err(Error::refused("family", family, "a number of replies of at least 2"));
        }
        Ok(self.frozen(family))
    }

    fn frozen(&self, family: u32) -> Boilerplate {
        let rote = self.counts.iter().filter(|(_, count)| **count >= family).map(|(hash, _)| *hash).collect();
        let rote = Rote::new(rote, self.thinned);
        Boilerplate { replies: self.replies, family, thinned: self.thinned, rote }
    }
}

#[inline]
const fn is_kept(hash: u64, thinned: u32) -> bool {
    thinned == 0 || hash.leading_zeros() >= thinned
}

/// The shingles a page repeats.
///
/// A reply that was itself learnt counts as one of its family, so with the default of three a reply is rote where at least two
/// others say the same.
///
/// # Examples
///
/// ```
/// use goodwill::text::Boilerplate;
///
/// let replies = ["@a Hi Ana, please send us a direct message with your order number. ^KB"; 3];
/// let learnt = Boilerplate::learn(replies);
/// assert_eq!(learnt.roteness("@b Hi Tom, please send us a direct message with your order number. ^XY"), 1.0);
///
/// let mixed = "Your bag is on the 18:05 flight. Please send us a direct message with the tag.";
/// let spans = learnt.spans(mixed);
/// assert_eq!(&mixed[spans[0].clone()], "Please send us a direct message with");
/// assert!(learnt.roteness(mixed) < 0.5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BoilerplateRow")]
pub struct Boilerplate {
    replies: u64,
    family: u32,
    thinned: u32,
    rote: Rote,
}

/// What was learnt as it is stored, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoilerplateRow {
    replies: u64,
    family: u32,
    thinned: u32,
    rote: BTreeSet<u64>,
}

impl TryFrom<BoilerplateRow> for Boilerplate {
    type Error = Error;

    fn try_from(row: BoilerplateRow) -> Result<Self> {
        let mut learnt = Learner::new().freeze_at(row.family)?;
        kept(row.thinned, row.rote.iter())?;
        (learnt.replies, learnt.thinned) = (row.replies, row.thinned);
        learnt.rote = Rote::new(row.rote.into_iter().collect(), row.thinned);
        Ok(learnt)
    }
}

impl Default for Boilerplate {
    /// Nothing learnt: nothing is rote.
    fn default() -> Self {
        Learner::new().freeze()
    }
}

impl Boilerplate {
    /// Learns from replies, with the default limit and families of three.
    #[must_use]
    pub fn learn<T: AsRef<str>>(replies: impl IntoIterator<Item = T>) -> Self {
        let mut learner = Learner::new();
        for reply in replies {
            learner.observe(reply.as_ref());
        }
        learner.freeze()
    }

    /// How many replies it was learnt from.
    #[must_use]
    pub const fn replies(&self) -> u64 {
        self.replies
    }

    /// In how many replies a shingle stands at least.
    #[must_use]
    pub const fn family(&self) -> u32 {
        self.family
    }

    /// The share of a text's shingles that the page repeats, from 0 to 1; 0 for a text without words.
    #[must_use]
    pub fn roteness(&self, text: &str) -> f64 {
        self.roteness_of(&Shingles::of(text))
    }

    /// The same for a text that is already cut into shingles.
    #[must_use]
    pub fn roteness_of(&self, shingles: &Shingles) -> f64 {
        self.told(shingles).0.share()
    }

    /// Where a text repeats what the page repeats, in bytes; spans are in order and do not touch.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        self.spans_of(&Shingles::of(text))
    }

    /// The same for a text that is already cut into shingles.
    #[must_use]
    pub fn spans_of(&self, shingles: &Shingles) -> Vec<Range<usize>> {
        self.told(shingles).1
    }

    fn told(&self, shingles: &Shingles) -> (Told, Vec<Range<usize>>) {
        let (mut told, mut spans) = (Told::default(), Vec::new());
        for shingle in &shingles.all {
            told.all += 1;
            told.kept += usize::from(is_kept(shingle.hash, self.thinned));
            if self.rote.contains(shingle.hash) {
                told.add(shingle, &mut spans);
            }
        }
        (told, spans)
    }

    /// What of a text the page repeats; with the hashes of the words that are said, in order. The list then holds where, in
    /// bytes; in order, and they do not touch.
    #[inline(never)]
    pub(crate) fn told_in(
        &self,
        words: &Words<'_>,
        hashes: &[u64],
        met: &mut Pile<Met>,
        spans: &mut Vec<Range<usize>>,
    ) -> Told {
        spans.clear();
        let mut told = Told::default();
        told.all = cut(words, hashes, met, |hash, counts| {
            told.kept += usize::from(counts & is_kept(hash, self.thinned));
            self.rote.may_have(hash)
        });
        for met in &**met {
            if self.rote.finds(met.hash) {
                told.add(&met.shingle(words.tokens()), spans);
            }
        }
        told
    }

    /// A hash of everything that can change a result.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let hash =
            Fnv::new().number(self.replies).number(u64::from(self.family)).number(u64::from(self.thinned));
        self.rote.iter().fold(hash, Fnv::number).get()
    }
}

/// How much of one text a page repeats.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    /// How many shingles the text has.
    pub(crate) all: usize,
    /// How many of them could have been learnt.
    kept: usize,
    /// How many of them were.
    rote: usize,
}

impl Told {
    /// Adds a shingle that the page repeats.
    fn add(&mut self, shingle: &Shingle, spans: &mut Vec<Range<usize>>) {
        self.rote += 1;
        let (start, end) = (shingle.start as usize, shingle.end as usize);
        match spans.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => spans.push(start..end),
        }
    }

    /// The share of shingles that the page repeats.
    pub(crate) fn share(self) -> f64 {
        share(self.rote, self.kept)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_changes_from_customer_to_customer_is_masked() {
        for (one, two) in [
            (
                "@a Hi Ana, order 4471 ships on 12/05/2017. ^KB",
                "@b Hi Tom, order 99 ships on 01/06/2017. ^XY",
            ),
            ("Ana, we are on it: https://a.example/1", "Tom, we are on it: https://b.example/2"),
            ("Sorry for the wait, Ana. You get $5 back", "Sorry for the wait, Tom. You get $70 back"),
            ("Hi {name}, all done", "Hi Eve, all done"),
        ] {
            assert!((Shingles::of(one).likeness(&Shingles::of(two)) - 1.0).abs() < 1e-12, "{one} / {two}");
        }
        assert!(
            Shingles::of("Your blue bag has arrived").likeness(&Shingles::of("Your red bag has arrived"))
                < 0.5
        );
    }

    #[test]
    fn short_texts_and_none() {
        assert_eq!(Shingles::of("Message us.").len(), 1);
        assert!(Shingles::of("").is_empty());
        assert!(Shingles::of("@a ^KB").is_empty());
        let learnt = Boilerplate::learn(["Message us."; 3]);
        assert!((learnt.roteness("Message us!") - 1.0).abs() < 1e-12);
        assert!(learnt.roteness("") < 1e-12);
        assert!(Boilerplate::learn(["Message us."; 2]).roteness("Message us.") < 1e-12);
    }

    #[test]
    fn memory_is_bounded_and_the_choice_does_not_depend_on_the_order() -> Result<()> {
        let replies: Vec<_> =
            (0..2_000).map(|n| format!("part{n} of the long list a{n} b{n} c{n}")).collect();
        let (mut forward, mut backward) = (Learner::with_limit(1024)?, Learner::with_limit(1024)?);
        for reply in &replies {
            forward.observe(reply);
        }
        for reply in replies.iter().rev() {
            backward.observe(reply);
        }
        assert!(forward.counts.len() <= 1024 && forward.thinned > 0);
        assert_eq!(forward, backward);
        Ok(())
    }

    #[test]
    fn stored_state_takes_the_road_of_the_constructor() -> std::result::Result<(), serde_json::Error> {
        let refused = |text: &str| serde_json::from_str::<Learner>(text).unwrap_err().to_string();
        for (text, sentence) in [
            (
                r#"{"limit":9,"replies":0,"thinned":0,"counts":{}}"#,
                "limit: 9 is not a number of shingles of at least 1024",
            ),
            (
                r#"{"limit":2048,"replies":0,"thinned":64,"counts":{}}"#,
                "thinned: 64 is not a whole number from 0 to 63",
            ),
            (
                r#"{"limit":2048,"replies":1,"thinned":0,"counts":{"7":2}}"#,
                "count: 2 is not a number of replies from 1 to 1",
            ),
            (
                r#"{"limit":2048,"replies":1,"thinned":1,"counts":{"18446744073709551615":1}}"#,
                "shingle: 18446744073709551615 is not one that is kept when thinned 1 times",
            ),
        ] {
            assert_eq!(refused(text), sentence);
        }
        let many: Vec<_> = (0..1025).map(|hash| format!("\"{hash}\":1")).collect();
        let full = format!(r#"{{"limit":1024,"replies":1,"thinned":0,"counts":{{{}}}}}"#, many.join(","));
        assert_eq!(refused(&full), "counts: 1025 is not at most 1024 shingles");
        let learnt = Boilerplate::learn(["Please send us a message."; 3]);
        assert_eq!(serde_json::from_str::<Boilerplate>(&serde_json::to_string(&learnt)?)?, learnt);
        let refused =
            serde_json::from_str::<Boilerplate>(r#"{"replies":0,"family":1,"thinned":0,"rote":[]}"#);
        assert_eq!(refused.unwrap_err().to_string(), "family: 1 is not a number of replies of at least 2");
        Ok(())
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_bytes(replies in prop::collection::vec("[abAB ,.]{0,40}", 0..24), cut in 0_usize..24, limit in 1024_usize..2048) {
            let cut = cut.min(replies.len());
            let mut whole = Learner::new();
            let mut left = Learner::with_limit(limit).unwrap();
            let mut right = Learner::new();
            for reply in &replies { whole.observe(reply); }
            for reply in &replies[..cut] { left.observe(reply); }
            for reply in &replies[cut..] { right.observe(reply); }
            let mut other = right.clone();
            other.merge(&left);
            left.merge(&right);
            whole.limit = limit;
            prop_assert_eq!(serde_json::to_string(&left).unwrap(), serde_json::to_string(&whole).unwrap());
            prop_assert_eq!(serde_json::to_string(&other).unwrap(), serde_json::to_string(&whole).unwrap());
            let back: Learner = serde_json::from_str(&serde_json::to_string(&left).unwrap()).unwrap();
            prop_assert_eq!(back, left);
        }

        #[test]
        fn roteness_is_a_share_and_spans_are_in_the_text(text in "\\PC*") {
            let learnt = Boilerplate::learn([&text, &text, &text]);
            let roteness = learnt.roteness(&text);
            prop_assert!((0.0..=1.0).contains(&roteness));
            for span in learnt.spans(&text) {
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
