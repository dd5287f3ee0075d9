//! What counts as evidence for and against trust, and how much.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::reader::AskKind;

/// How much evidence an event is, in answered complaints.
///
/// All of it is policy: starting values that nobody has fitted, to be replaced by values fitted to an adopter's own
/// outcomes. Read from a file, fields that are left out keep their defaults and unknown ones are refused.
///
/// # Examples
///
/// ```
/// use goodwill::scorer::TrustPolicy;
///
/// let policy: TrustPolicy = serde_json::from_str(r#"{"purchase": 0.2}"#)?;
/// assert!(serde_json::from_str::<TrustPolicy>(r#"{"purchase": -1}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "TrustPolicyFields", into = "TrustPolicyFields")]
pub struct TrustPolicy(TrustPolicyFields);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TrustPolicyFields {
    complaint: f64,
    question: f64,
    unknown: f64,
    suggestion: f64,
    unread: f64,
    abandoned: f64,
    resolved: f64,
    called_out: f64,
    leaving: f64,
    audience_plea: f64,
    purchase: f64,
    rated: f64,
    cancelled: f64,
    attended: f64,
    promise_kept: f64,
    promise_broken: f64,
}

impl Default for TrustPolicyFields {
    fn default() -> Self {
        Self {
            complaint: 1.0,
            question: 0.7,
            unknown: 0.5,
            suggestion: 0.4,
            unread: 0.5,
            abandoned: 0.5,
            resolved: 0.5,
            called_out: 0.5,
            leaving: 1.0,
            audience_plea: 0.5,
            purchase: 0.5,
            rated: 1.0,
            cancelled: 1.0,
            attended: 0.5,
            promise_kept: 0.5,
            promise_broken: 1.0,
        }
    }
}

impl TrustPolicy {
    /// The heaviest weight that an event may have.
    pub(super) const HEAVIEST: f64 = 1e6;

    /// The weight of an ask of that kind. Complaints, repairs, refunds and what the company had asked for weigh most (1),
    /// then questions (.7), what could not be read (.5), suggestions (.4).
    #[must_use]
    pub const fn severity(&self, kind: AskKind) -> f64 {
        match kind {
            AskKind::Complaint | AskKind::Repair | AskKind::Refund | AskKind::Information => self.0.complaint,
            AskKind::Suggestion => self.0.suggestion,
            AskKind::Question => self.0.question,
            AskKind::Unknown | AskKind::Praise | AskKind::Thanks | AskKind::Settled => self.0.unknown,
        }
    }

    /// The dismissiveness of an answer that could not be read: half of it counts each way (.5).
    #[must_use]
    pub const fn unread(&self) -> f64 {
        self.0.unread
    }

    /// What is added to the weight of silence where the company had asked for details and got them (.5).
    #[must_use]
    pub const fn abandoned(&self) -> f64 {
        self.0.abandoned
    }

    /// For trust, where the customer says that it is settled (.5).
    #[must_use]
    pub const fn resolved(&self) -> f64 {
        self.0.resolved
    }

    /// Against trust, where the customer says that the answer is none (.5).
    #[must_use]
    pub const fn called_out(&self) -> f64 {
        self.0.called_out
    }

    /// Against trust, where the customer says that they leave (1).
    #[must_use]
    pub const fn leaving(&self) -> f64 {
        self.0.leaving
    }

    /// Against trust, where the customer calls on the public (.5).
    #[must_use]
    pub const fn audience_plea(&self) -> f64 {
        self.0.audience_plea
    }

    /// For trust, for a purchase (.5).
    #[must_use]
    pub const fn purchase(&self) -> f64 {
        self.0.purchase
    }

    /// The weight of stars (1): of s stars, (s − 1)/4 of it counts for trust and the rest against.
    #[must_use]
    pub const fn rated(&self) -> f64 {
        self.0.rated
    }

    /// Against trust, where the customer ends something (1).
    #[must_use]
    pub const fn cancelled(&self) -> f64 {
        self.0.cancelled
    }

    /// For trust, where the customer comes to something that the company holds (.5).
    #[must_use]
    pub const fn attended(&self) -> f64 {
        self.0.attended
    }

    /// For trust, where a promise with a time was kept (.5).
    #[must_use]
    pub const fn promise_kept(&self) -> f64 {
        self.0.promise_kept
    }

    /// Against trust, where a promise with a time was broken (1), beside what the wait and the words count for. Breaking a
    /// promise costs, and more than keeping it is not rewarded (Gneezy & Epley 2014), so how early it was kept does not
    /// count; that a broken one weighs twice a kept one is rounded from the weight of losses in general, 1.955 (Brown and
    /// others 2024).
    #[must_use]
    pub const fn promise_broken(&self) -> f64 {
        self.0.promise_broken
    }
}

impl TryFrom<TrustPolicyFields> for TrustPolicy {
    type Error = Error;

    fn try_from(fields: TrustPolicyFields) -> Result<Self> {
        let weights = [
            ("complaint", fields.complaint),
            ("question", fields.question),
            ("unknown", fields.unknown),
            ("suggestion", fields.suggestion),
            ("abandoned", fields.abandoned),
            ("resolved", fields.resolved),
            ("called_out", fields.called_out),
            ("leaving", fields.leaving),
            ("audience_plea", fields.audience_plea),
            ("purchase", fields.purchase),
            ("rated", fields.rated),
            ("cancelled", fields.cancelled),
            ("attended", fields.attended),
            ("promise_kept", fields.promise_kept),
            ("promise_broken", fields.promise_broken),
        ];
        for (field, weight) in weights {
            if !(0.0..=Self::HEAVIEST).contains(&weight) {
                return Err(Error::refused(format!("policy.{field}"), weight, "a number from 0 to 1e6"));
            }
        }
        if !(0.0..=1.0).contains(&fields.unread) {
            return Err(Error::refused("policy.unread", fields.unread, "a number from 0 to 1"));
        }
        Ok(Self(fields))
    }
}

impl From<TrustPolicy> for TrustPolicyFields {
    fn from(policy: TrustPolicy) -> Self {
        policy.0
    }
}
