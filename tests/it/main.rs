//! Integration tests, one binary.

mod examples;
mod house;
mod malformed;
mod properties;
