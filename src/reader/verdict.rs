//! What became of an exchange.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What became of an exchange. The first that holds, in the order given here; the five sum to all exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The customer took it back, or the thread was merged into another while it was open.
    Withdrawn,
    /// Nothing in it needs an answer: thanks, praise, a closing word.
    NeedsNone,
    /// An agent answered where the customer can see it.
    Answered,
    /// The conversation ended without an answer.
    Ignored,
    /// No answer so far.
    Open,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Withdrawn => "withdrawn",
            Self::NeedsNone => "needs none",
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Open => "open",
        })
    }
}
