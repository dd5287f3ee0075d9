//! Words, stems, phrases and word lists: what is written, before anyone asks what it means.
//!
//! This module knows text and nothing of companies or customers. It answers four questions:
//!
//! - **Where are the words?** [`Words::of`] cuts a message into tokens with byte spans into the original
//!   text, and tells content apart from addresses, signatures and cited lines.
//! - **Which cues are in it?** [`Lexicon::hits`] finds the phrases of a word list, each with its span.
//! - **Can the word list read it at all?** [`Lexicon::guess`] says whether the language is its own.
//! - **Has it been said before?** [`Boilerplate`] knows what a page says again and again.
//!
//! A message is read in one pass, in linear time: bytes become tokens, tokens the numbers that a word list knows them by, and
//! only patterns whose words are there are tried. Each thread remembers what words are to a list, up to a limit, so
//! that a word is stemmed once; what is found never depends on what is remembered.
//!
//! Text never causes an error and never panics: any `&str` is text, a NUL, a stray direction mark and
//! five megabytes of one letter included. Only loading a word list can fail, and the message then names
//! file, line and token.
//!
//! # Examples
//!
//! ```
//! use goodwill::text::{Lexicon, Words};
//!
//! let lexicon = Lexicon::english()?;
//! let words = Words::of("@ana Sorry if you found the wait long. ^KB");
//! let hits = lexicon.hits(&words);
//! let hollow = hits.iter().find(|hit| lexicon.entry(hit).code() == "E1").ok_or_else(|| goodwill::Error::new("no hit"))?;
//! assert_eq!(&words.text()[hollow.span()], "Sorry if you");
//! # Ok::<(), goodwill::Error>(())
//! ```

mod bounds;
pub mod lexicon;
mod near_duplicate;
mod number;
mod phrase;
mod pile;
mod plain;
mod rote;
mod scan;
mod short;
mod signs;
mod stem;
mod token;

pub use lexicon::{Effect, Entry, Guess, Hit, Lexicon, Measure, Mitigator, Mode, Reach, Side};
pub(crate) use lexicon::{Gist, Placed};
pub(crate) use near_duplicate::Met;
pub use near_duplicate::{Boilerplate, Learner, Shingles};
pub(crate) use pile::{Pile, put};
pub use stem::{Stem, Stemmer};
pub(crate) use token::Room;
pub use token::{Case, Kind, Region, Sentence, Token, Words};
