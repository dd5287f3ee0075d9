//! Events become conversations, and conversations become exchanges.
//!
//! A [`Conversation`] is an episode of one thread: its turns without a gap longer than [`Sealing::quiet`]. It is cut
//! into [`Exchange`]s: a customer's run of asks, the replies to it, the reaction. The rules of cutting stand at
//! [`Conversation`]. An [`Outline`] is an exchange without its words: who, when, how long.
//!
//! For very many threads whose words are not needed there are [`Threads`], rows of numbers from a database, and
//! [`Outlines`], the same exchanges in a small part of the time.
//!
//! Which turns need an answer is not decided here; that takes a reader (see [`crate::reader`]).

mod conversation;
mod cutting;
mod dealing;
mod exchange;
mod message;
mod note;
mod outline;
mod outlines;
mod plain;
mod roll;
mod sealing;
mod sorted;
mod threads;

pub(crate) use conversation::answers;
pub use conversation::{Conversation, Said, Turn};
pub(crate) use exchange::is_peer;
pub use exchange::{Exchange, ExchangeId};
pub use message::Message;
pub use note::Note;
pub use outline::{Ask, Outline, Reply, StatusChange};
pub use outlines::{OutlineRef, Outlines, TurnRef};
pub(crate) use sealing::Book;
pub use sealing::{Arrival, Sealing, SealingBuilder};
pub use threads::Threads;
