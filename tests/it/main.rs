//! Integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod analysts;
mod auto_traits;
mod clock_times;
mod clocks;
mod communities;
mod dice;
mod examples;
mod house;
mod malformed;
mod oracle;
mod policies;
mod promises;
mod properties;
mod simulation;
mod taxonomy;
mod wait_times;
