//! Integration tests, one binary.

mod auto_traits;
mod examples;
mod house;
mod malformed;
mod properties;
