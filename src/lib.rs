mod error;
pub mod event;
mod time;
pub use error::{Error, Result};
pub use time::Timestamp;
