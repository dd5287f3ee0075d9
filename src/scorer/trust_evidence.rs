//! Where evidence for and against trust comes from.

use serde::{Deserialize, Serialize};

use crate::assessment::Basis;
use crate::time::Timestamp;

/// Where evidence comes from. Kept small, because states hold many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub(super) enum Source {
    Answered,
    Late,
    Dismissed,
    Ignored,
    Abandoned,
    Waiting,
    Resolved,
    CalledOut,
    Leaving,
    AudiencePlea,
    Purchase,
    Rated,
    Cancelled,
    Attended,
    PromiseKept,
    PromiseBroken,
}

impl Source {
    pub(super) const COUNT: usize = 16;

    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Answered,
        Self::Late,
        Self::Dismissed,
        Self::Ignored,
        Self::Abandoned,
        Self::Waiting,
        Self::Resolved,
        Self::CalledOut,
        Self::Leaving,
        Self::AudiencePlea,
        Self::Purchase,
        Self::Rated,
        Self::Cancelled,
        Self::Attended,
        Self::PromiseKept,
        Self::PromiseBroken,
    ];

    pub(super) const fn basis(self) -> Basis {
        match self {
            Self::Answered => Basis::Served,
            Self::Late => Basis::AnsweredLate,
            Self::Dismissed => Basis::Dismissed,
            Self::Ignored => Basis::Ignored,
            Self::Abandoned => Basis::Abandoned,
            Self::Waiting => Basis::Waiting,
            Self::Resolved => Basis::Resolved,
            Self::CalledOut => Basis::CalledOut,
            Self::Leaving => Basis::Leaving,
            Self::AudiencePlea => Basis::AudiencePlea,
            Self::Purchase => Basis::Purchase,
            Self::Rated => Basis::Rated,
            Self::Cancelled => Basis::Cancelled,
            Self::Attended => Basis::Attended,
            Self::PromiseKept => Basis::PromiseKept,
            Self::PromiseBroken => Basis::PromiseBroken,
        }
    }
}

/// Whether evidence is against trust or for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub(super) enum For {
    Negative,
    Positive,
}

impl For {
    pub(super) const BOTH: [Self; 2] = [Self::Negative, Self::Positive];
}

/// One piece of evidence, before κ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) side: For,
    pub(super) source: Source,
    pub(super) at: Timestamp,
    pub(super) weight: f64,
}
