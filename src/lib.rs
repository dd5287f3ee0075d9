//! Scores how responsive a company is to what customers write, how dismissive its answers are, and how trust decays
//! because of it.
//!
//! It is for developers who build help desks, social inboxes, CRMs and review tools, and for analysts who have an export.
//! Events go in; scores come out, for a page, a customer, an agent or a single reply, each with an interval and with the
//! evidence under it: which messages, which words, how much.
//!
//! ```
//! use goodwill::{Goodwill, event::Event};
//!
//! let export = r#"
//! {"type":"interaction","id":"m1","thread":"t1","customer":"ana","at":"2024-03-01T10:00:00Z","channel":"comment","text":"Where is order 20417?"}
//! {"type":"response","id":"r1","thread":"t1","at":"2024-03-01T10:20:00Z","text":"Please message us."}
//! {"type":"interaction","id":"m2","thread":"t2","customer":"ben","at":"2024-03-01T11:00:00Z","channel":"comment","text":"Is the darkroom open on Sunday?"}
//! "#;
//! let mut goodwill = Goodwill::new()?;
//! for line in export.lines().filter(|line| !line.is_empty()) {
//!     goodwill.push(serde_json::from_str::<Event>(line).map_err(|error| goodwill::Error::new(error.to_string()))?);
//! }
//!
//! let card = goodwill.scorecard("2024-03-02T10:00:00Z".parse()?);
//! assert_eq!(card.all().verdicts().answered, 1);
//! assert_eq!(card.waiting()[0].outline().customer().as_str(), "ben");
//! assert!(card.all().dismissiveness().score().unwrap().get() > 0.5);
//! # Ok::<(), goodwill::Error>(())
//! ```
//!
//! # The road
//!
//! One way, no way back; every stop is a module.
//!
//! | stop | type | what happens there |
//! |---|---|---|
//! | [`event`] | [`event::Event`] | what happened, as the outside world reports it; what is wrong is refused here, once |
//! | [`thread`] | [`thread::Conversation`] | the turns of a thread without a long gap, in order, whatever order they came in |
//! | | [`thread::Exchange`] | an ask, its replies, the reaction: the unit of everything |
//! | [`reader`] | [`reader::Reading`] | what a reader made of the words: numbers and places, no text |
//! | [`scorer`] | [`scorer::Scorer::State`] | what a scorer remembers: small, mergeable, the same bits in any order |
//! | [`assessment`] | [`Assessment`] | a score or the reason for none, interval, evidence |
//!
//! Beside the road stand [`text`] (words, lexicons, near-duplicates; it knows no companies), [`stats`] (fading, survival,
//! intervals; it knows no customers), [`tracker`] (the live front) and [`Goodwill`] (the front door: all of it with its
//! defaults). A stop imports from those before it and from [`assessment`], never from those after; a test holds it to that.
//!
//! # Where to begin
//!
//! - An export to look at: the example `audit`, or [`Goodwill`].
//! - A service that runs all day: [`tracker::Tracker`]; the example `embed_live`.
//! - One draft before it is posted: [`thread::Conversation::draft`] and a [`reader::LexiconReader`].
//! - A number of your own: implement [`scorer::Scorer`]; the example `custom_scorer`.
//! - A model of your own for the text: implement [`reader::Reader`], or [`reader::reader_fn`].
//! - Words of your own: [`text::Lexicon`].
//!
//! The [`guide`] has the long form: how scores are made, how to read the evidence, how to embed, what it cannot do.
//!
//! # What it does not do
//!
//! No network, no clock, no neural model, no unsafe code. It reads English; other languages are recognised and abstained
//! from. It never says that a reply caused a reaction. A tracker keeps no text but that of conversations which may still change.
//!
//! # Two promises
//!
//! **Text never causes an error and never panics.** Only building can fail: events that cannot be put right, parameters
//! out of range, broken lexicons, damaged states.
//!
//! **Same input, parameters and instant: same bits**, in any order of arrival, split and merge, on every platform.

pub mod assessment;
mod error;
pub mod event;
mod few;
#[cfg(feature = "fit")]
pub mod fit;
pub mod guide;
pub mod reader;
mod scorecard;
pub mod scorer;
mod standing;
pub mod stats;
pub mod text;
pub mod thread;
mod time;
pub mod tracker;

pub use assessment::{Assessment, Score};
pub use error::{Error, Result};
pub use scorecard::{Goodwill, PageCard, Scorecard};
pub use standing::Standing;
pub use time::Timestamp;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
