//! What a reader goes by besides its word list.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The numbers of a [`LexiconReader`](super::LexiconReader) that are no weights; weights stand in the lexicon.
///
/// Set by hand and rounded; none is fitted.
///
/// # Examples
///
/// ```
/// use goodwill::reader::{LexiconReader, ReaderPolicy};
/// use goodwill::text::Lexicon;
///
/// let mut policy = ReaderPolicy::default();
/// policy.chance = 0.3;
/// let reader = LexiconReader::with_lexicon(Lexicon::english()?.clone()).policy(policy).build()?;
///
/// let mut wrong = ReaderPolicy::default();
/// wrong.rote = f64::NAN;
/// let error = LexiconReader::with_lexicon(Lexicon::english()?.clone()).policy(wrong).build().unwrap_err();
/// assert_eq!(error.to_string(), "policy.rote: NaN is not a number from 0 to 1");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ReaderPolicy {
    /// Up to this share of rote words an answer is as likely to share them by chance (.2).
    pub chance: f64,
    /// From this share of rote words beyond chance on, an answer counts as rote (.5).
    pub rote: f64,
    /// From this likeness on, two answers to one customer are the same (.6).
    pub same: f64,
    /// Up to what share rote words take the warmth out of regret and sympathy (.5).
    pub hollow: f64,
    /// How much of a thread's heat is left one turn later (.6).
    pub cooling: f64,
    /// How much one told thing of the kind that was asked for covers of an ask, beside the words they share (.6).
    pub told: f64,
    /// How many of a customer's earlier exchanges are held against an answer (8): without an end to it, a conversation of
    /// thousands of turns would be read anew for each of them.
    pub remembered: u32,
    /// Messages of one writer at most so many minutes apart are one reply where a sentence goes on from one to the next (5).
    pub part_minutes: u32,
}

impl Default for ReaderPolicy {
    fn default() -> Self {
        Self {
            chance: 0.2,
            rote: 0.5,
            same: 0.6,
            hollow: 0.5,
            cooling: 0.6,
            told: 0.6,
            remembered: 8,
            part_minutes: 5,
        }
    }
}

impl ReaderPolicy {
    pub(super) fn check(&self) -> Result<()> {
        let shares = [
            ("rote", self.rote),
            ("same", self.same),
            ("hollow", self.hollow),
            ("cooling", self.cooling),
            ("told", self.told),
        ];
        for (field, share) in shares {
            if !(0.0..=1.0).contains(&share) {
                return Err(Error::refused(format!("policy.{field}"), share, "a number from 0 to 1"));
            }
        }
        if !(0.0..1.0).contains(&self.chance) {
            return Err(Error::refused("policy.chance", self.chance, "a number from 0 to less than 1"));
        }
        if self.remembered > 1000 {
            return Err(Error::refused("policy.remembered", self.remembered, "a whole number up to 1000"));
        }
        if self.part_minutes > 1440 {
            return Err(Error::refused(
                "policy.part_minutes",
                self.part_minutes,
                "a whole number up to 1440",
            ));
        }
        Ok(())
    }
}
