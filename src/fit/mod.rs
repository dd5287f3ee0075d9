//! Parameters of trust, fitted to what happened.
//!
//! No universal values exist: between communities fitted parameters differ up to forty-fold. Here they are learnt from a
//! history of good and bad events, by making the probability of every next event as large as possible.
//!
//! | question | start here |
//! |---|---|
//! | which model foretells my ratings best, and with which parameters? | [`Choice`] |
//! | what are the parameters of this model, and how sure are they? | [`Fit`] |
//! | how good are its predictions? | [`Measures`], [`Ratings::lead`], [`rolling`] |
//! | what must it beat? | [`Baseline`] |
//! | how do I score with them? | [`TrustModel::scorer`] |
//!
//! # What is foretold
//!
//! The probability that a subject's next event is bad, by [`TrustModel`]. All events of one instant are foretold before
//! any of them is learnt, and only events of subjects with an earlier one count.
//!
//! # When it misleads
//!
//! Fitted parameters describe the community that they were fitted to. A good fit says that the past foretells the
//! future, not that one event causes another. The interval of a parameter assumes that the model is right.
//!
//! # The search
//!
//! Limited-memory BFGS in a box, our own: ten to fifteen numbers need no more than two hundred lines. The well-kept crate
//! for it would bring 23 others with a clock and random numbers, and its quasi-Newton methods know no box.

mod baseline;
mod choice;
mod estimate;
mod measure;
mod minimise;
mod model;
mod policy;
mod profile;
mod ratings;
mod rolling;
mod walk;

pub use baseline::Baseline;
pub use choice::{Choice, Trial};
pub use estimate::{Estimate, Fit, Fitted};
pub use measure::{Lead, Measures};
pub use model::{Parameter, Part, TrustModel};
pub use ratings::{Mark, Ratings};
pub use rolling::rolling;
