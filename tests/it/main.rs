//! Integration tests, one binary.

mod house;
