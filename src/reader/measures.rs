//! What a reader measures beside the words: how much of the ask is covered, how the reply is built, what went before.

use crate::error::{Error, Result};

/// Something measured, by the name that lexicons weigh it under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The share of what was asked, in stems of content, that the answers take up.
    Coverage,
    /// How much of the answers is about the ask: shared stems over the root of theirs.
    Overlap,
    /// The share of the kinds of thing asked for of which the answers tell one.
    TypeMatch,
    /// The share of the answers' sentences that ask something.
    Questions,
    /// One for answers of ten words or fewer.
    Brief,
    /// One for answers of six words or fewer.
    Terse,
    /// From 0 at 120 words to 1 at 220.
    Long,
    /// Numbers, dates, prices and named things, up to three.
    Concrete,
    /// Names within sentences that the ask lacks, up to three.
    Names,
    /// A private channel as all that is offered.
    OnlyShift,
    /// Courtesies as all that is offered.
    OnlyCourtesy,
    /// A link as all that is offered.
    OnlyLink,
    /// Putting off a second time in one conversation.
    DeferredAgain,
    /// Asking a second time.
    RequestedAgain,
    /// Moving to a private channel a second time.
    ShiftedAgain,
    /// The same text to the same customer again.
    Repeated,
    /// The share of what many were told, beyond chance.
    Rote,
    /// How heated the customer's earlier turns were, up to 4; measured of the customer.
    Heat,
    /// The logarithm of one more than the number of replies by others before this one.
    Rank,
    /// How far empathy's first part stands above .2.
    Warmth,
}

impl Measure {
    const ALL: [(Self, &'static str); 20] = [
        (Self::Coverage, "coverage"),
        (Self::Overlap, "overlap"),
        (Self::TypeMatch, "type_match"),
        (Self::Questions, "questions"),
        (Self::Brief, "brief"),
        (Self::Terse, "terse"),
        (Self::Long, "long"),
        (Self::Concrete, "concrete"),
        (Self::Names, "names"),
        (Self::OnlyShift, "only_shift"),
        (Self::OnlyCourtesy, "only_courtesy"),
        (Self::OnlyLink, "only_link"),
        (Self::DeferredAgain, "deferred_again"),
        (Self::RequestedAgain, "requested_again"),
        (Self::ShiftedAgain, "shifted_again"),
        (Self::Repeated, "repeated"),
        (Self::Rote, "rote"),
        (Self::Heat, "heat"),
        (Self::Rank, "rank"),
        (Self::Warmth, "warmth"),
    ];

    pub(super) fn named(name: &str) -> Result<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(measure, _)| *measure).ok_or_else(|| {
            let known = Self::ALL.map(|(_, name)| name).join(", ");
            Error::refused("measure", format_args!("{name:?}"), format!("one of {known}"))
        })
    }

    /// What evidence of it is called: the code of the act it shows, where it shows one.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Overlap => "overlap",
            Self::TypeMatch => "type_match",
            Self::Questions => "questions",
            Self::Brief => "brief",
            Self::Terse => "terse",
            Self::Long => "long",
            Self::Concrete => "F11",
            Self::Names => "names",
            Self::OnlyShift => "C1.only",
            Self::OnlyCourtesy => "D4.only",
            Self::OnlyLink => "B8",
            Self::DeferredAgain => "B5.again",
            Self::RequestedAgain => "B7.again",
            Self::ShiftedAgain => "C1.again",
            Self::Repeated => "D2",
            Self::Rote => "D1",
            Self::Heat => "heat",
            Self::Rank => "rank",
            Self::Warmth => "warmth",
        }
    }
}

/// Measures, as bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measures(u32);

impl Measures {
    /// Those that show an act.
    pub(super) const SHOWN: Self = Self(
        1 << Measure::Concrete as u32
            | 1 << Measure::OnlyLink as u32
            | 1 << Measure::Repeated as u32
            | 1 << Measure::Rote as u32,
    );

    /// Whether that one is among them.
    #[inline]
    pub(super) const fn has(self, measure: Measure) -> bool {
        self.0 >> measure as u32 & 1 == 1
    }

    /// Adds one, if that is so.
    #[inline]
    pub(super) fn enter(&mut self, measure: Measure, is_so: bool) {
        self.0 |= u32::from(is_so) << measure as u32;
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Those that are among the others, too.
    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Their numbers, from the first on.
    #[inline]
    pub(super) fn numbers(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = (left != 0).then(|| left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            next
        })
    }
}
