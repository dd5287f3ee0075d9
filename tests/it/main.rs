//! Integration tests, one binary.

mod house;
mod properties;
