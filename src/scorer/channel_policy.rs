//! How long a wait is acceptable, by channel.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::event::Channel;
use crate::stats::{Mass, halving};
use crate::time::{length, milliseconds, whole};

const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;

/// What one channel's customers put up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A wait up to this long is worth a whole answer.
    #[serde(with = "length")]
    pub within: Duration,
    /// Beyond that, every further wait of this length halves what the answer is worth.
    #[serde(with = "length")]
    pub half_life: Duration,
}

impl Target {
    const fn seconds(within: u64, half_life: u64) -> Self {
        Self { within: Duration::from_secs(within), half_life: Duration::from_secs(half_life) }
    }
}

/// The utility of a wait, by channel: 1 up to the target, then 2^(−(wait − target)/half-life).
///
/// The defaults are starting values that nobody has fitted: chat 15 min / 1 h, post, comment and direct message
/// 1 h / 4 h, review 24 h / 72 h, everything else 8 h / 24 h. What is said by phone or in person is answered at once
/// (see [`crate::thread::Outline::answered`]).
///
/// # Examples
///
/// ```
/// use goodwill::event::Channel;
/// use goodwill::scorer::ChannelPolicy;
/// use std::time::Duration;
///
/// let policy = ChannelPolicy::default();
/// let worth = |hours: u64| policy.utility(Channel::Comment, Duration::from_secs(hours * 3_600)).to_f64();
/// assert_eq!(worth(1), 1.0);
/// assert_eq!(worth(5), 0.5);
/// assert_eq!(worth(9), 0.25);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ChannelPolicyBuilder", into = "ChannelPolicyBuilder")]
pub struct ChannelPolicy {
    chat: Target,
    post: Target,
    comment: Target,
    direct_message: Target,
    review: Target,
    other: Target,
}

impl Default for ChannelPolicy {
    fn default() -> Self {
        let social = Target::seconds(HOUR, 4 * HOUR);
        Self {
            chat: Target::seconds(15 * MINUTE, HOUR),
            post: social,
            comment: social,
            direct_message: social,
            review: Target::seconds(24 * HOUR, 72 * HOUR),
            other: Target::seconds(8 * HOUR, 24 * HOUR),
        }
    }
}

impl ChannelPolicy {
    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> ChannelPolicyBuilder {
        ChannelPolicyBuilder::default()
    }

    /// The target of a channel.
    #[must_use]
    pub const fn target(&self, channel: Channel) -> Target {
        match channel {
            Channel::Chat => self.chat,
            Channel::Post => self.post,
            Channel::Comment => self.comment,
            Channel::DirectMessage => self.direct_message,
            Channel::Review => self.review,
            Channel::Email
            | Channel::Ticket
            | Channel::Forum
            | Channel::Phone
            | Channel::InPerson
            | Channel::Other => self.other,
        }
    }

    /// What an answer after that wait is worth, from 0 to 1.
    #[must_use]
    pub fn utility(&self, channel: Channel, wait: Duration) -> Mass {
        let target = self.target(channel);
        let over = milliseconds(wait.saturating_sub(target.within)).unsigned_abs();
        Mass::from_bits(halving(over, milliseconds(target.half_life).unsigned_abs()))
    }
}

/// Builds a [`ChannelPolicy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChannelPolicyBuilder {
    chat: Target,
    post: Target,
    comment: Target,
    direct_message: Target,
    review: Target,
    other: Target,
}

impl Default for ChannelPolicyBuilder {
    fn default() -> Self {
        ChannelPolicy::default().into()
    }
}

impl ChannelPolicyBuilder {
    /// The target of a channel. Email, ticket, forum, phone, in person and other share one.
    #[must_use]
    pub const fn target(mut self, channel: Channel, target: Target) -> Self {
        match channel {
            Channel::Chat => self.chat = target,
            Channel::Post => self.post = target,
            Channel::Comment => self.comment = target,
            Channel::DirectMessage => self.direct_message = target,
            Channel::Review => self.review = target,
            Channel::Email
            | Channel::Ticket
            | Channel::Forum
            | Channel::Phone
            | Channel::InPerson
            | Channel::Other => self.other = target,
        }
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a target is longer than a year, or a half-life is not between a second and a year.
    pub fn build(self) -> Result<ChannelPolicy> {
        const YEAR: Duration = Duration::from_secs(366 * 86_400);
        let Self { chat, post, comment, direct_message, review, other } = self;
        let [chat, post, comment, direct_message, review, other] =
            [chat, post, comment, direct_message, review, other]
                .map(|target| Target { within: whole(target.within), half_life: whole(target.half_life) });
        let all = [
            ("chat", chat),
            ("post", post),
            ("comment", comment),
            ("direct_message", direct_message),
            ("review", review),
            ("other", other),
        ];
        for (channel, target) in all {
            if target.within > YEAR {
                let field = format!("channels.{channel}.within");
                return Err(Error::refused(field, length::to_text(target.within), "a length up to 366d"));
            }
            if target.half_life < Duration::from_secs(1) || target.half_life > YEAR {
                let field = format!("channels.{channel}.half_life");
                return Err(Error::refused(
                    field,
                    length::to_text(target.half_life),
                    "a length from 1s to 366d",
                ));
            }
        }
        Ok(ChannelPolicy { chat, post, comment, direct_message, review, other })
    }
}

impl TryFrom<ChannelPolicyBuilder> for ChannelPolicy {
    type Error = Error;

    fn try_from(builder: ChannelPolicyBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<ChannelPolicy> for ChannelPolicyBuilder {
    fn from(policy: ChannelPolicy) -> Self {
        let ChannelPolicy { chat, post, comment, direct_message, review, other } = policy;
        Self { chat, post, comment, direct_message, review, other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_checked_on_every_road() {
        let policy = ChannelPolicy::default();
        let text = serde_json::to_string(&policy).unwrap();
        assert!(text.contains(r#""chat":{"within":"15m","half_life":"1h"}"#), "{text}");
        assert_eq!(serde_json::from_str::<ChannelPolicy>(&text).unwrap(), policy);
        let zero = text.replace(r#""half_life":"1h""#, r#""half_life":"0s""#);
        let error = serde_json::from_str::<ChannelPolicy>(&zero).unwrap_err();
        assert!(error.to_string().starts_with("channels.chat.half_life: 0s is not a length from 1s to 366d"));
        assert!(serde_json::from_str::<ChannelPolicy>(r#"{"fax":{}}"#).is_err());
    }
}
