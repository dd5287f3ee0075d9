//! Long-form chapters.

#[doc = include_str!("scoring.md")]
pub mod scoring {}

#[doc = include_str!("clocks.md")]
pub mod clocks {}

#[doc = include_str!("evidence.md")]
pub mod evidence {}

#[doc = include_str!("embedding.md")]
pub mod embedding {}

#[doc = include_str!("calibration.md")]
pub mod calibration {}

#[doc = include_str!("limits.md")]
pub mod limits {}
