//! How long a wait is acceptable, by channel.

use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::preset::{self, Preset};
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
/// Every channel that is written on has a target of its own. What is said by phone or in person is answered at once
/// (see [`crate::thread::Outline::answered`]), so that its target, that of `other`, is never asked for.
///
/// # Presets
///
/// | preset | target / half-life | source |
/// |---|---|---|
/// | `default` | chat 15 min / 1 h; post, comment, direct message 1 h / 4 h; review 24 h / 72 h; email, ticket, forum, other 8 h / 24 h | starting values that nobody has fitted |
/// | `badge` | post, comment, direct message 15 min / 1 h; the others as in `default` | the badge of the largest social network for pages that answer private messages within 15 min (its help pages, 2017), held to everything that is written on such a page |
/// | `day` | 24 h / 1 s on every channel: what comes later counts as no answer | the chat of a search engine's business profile (its help pages as practitioners quote them, 2022) |
///
/// A platform asks more than a target: a share, over days, of some messages. That is a
/// [`PlatformRule`](super::PlatformRule).
///
/// # In files
///
/// A preset's name, or a table of targets, which may begin with a preset. What it leaves out stays as it is in the
/// preset, or in `default`; `email`, `ticket` and `forum` follow `other` where only `other` is given.
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
///
/// let strict: ChannelPolicy = serde_json::from_str(r#"{"preset": "badge", "email": {"within": "2h"}}"#)?;
/// assert_eq!(strict.target(Channel::Post).within, Duration::from_secs(900));
/// assert_eq!(strict.target(Channel::Email).within, Duration::from_secs(7_200));
/// assert_eq!(strict.target(Channel::Email).half_life, policy.target(Channel::Email).half_life);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ChannelPolicyBuilder", into = "ChannelPolicyBuilder")]
pub struct ChannelPolicy(ChannelPolicyBuilder);

impl Default for ChannelPolicy {
    fn default() -> Self {
        let social = Target::seconds(HOUR, 4 * HOUR);
        let other = Target::seconds(8 * HOUR, 24 * HOUR);
        Self(ChannelPolicyBuilder {
            chat: Target::seconds(15 * MINUTE, HOUR),
            post: social,
            comment: social,
            direct_message: social,
            review: Target::seconds(24 * HOUR, 72 * HOUR),
            email: other,
            ticket: other,
            forum: other,
            other,
        })
    }
}

impl ChannelPolicy {
    /// The names of the presets, for [`ChannelPolicy::preset`] and for files.
    pub const PRESETS: &'static [&'static str] = &["default", "badge", "day"];

    /// The preset of that name.
    ///
    /// # Errors
    ///
    /// When there is no such preset.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::scorer::ChannelPolicy;
    ///
    /// assert_eq!(ChannelPolicy::preset("badge")?, ChannelPolicy::badge());
    /// let error = ChannelPolicy::preset("bagde").unwrap_err();
    /// assert_eq!(error.to_string(), r#"channels.preset: "bagde" is not one of default badge day"#);
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn preset(name: &str) -> Result<Self> {
        match name {
            "default" => Ok(Self::default()),
            "badge" => Ok(Self::badge()),
            "day" => Ok(Self::day()),
            _ => Err(Error::refused(
                "channels.preset",
                format_args!("{name:?}"),
                format!("one of {}", Self::PRESETS.join(" ")),
            )),
        }
    }

    /// The preset for a page that wants the badge of the largest social network: what is written on the page or to it
    /// is answered within 15 minutes.
    #[must_use]
    pub fn badge() -> Self {
        let quick = Target::seconds(15 * MINUTE, HOUR);
        let Self(policy) = Self::default();
        Self(ChannelPolicyBuilder { post: quick, comment: quick, direct_message: quick, ..policy })
    }

    /// The preset by which an answer after 24 hours is none. Half a minute later nothing is left of its worth.
    #[must_use]
    pub fn day() -> Self {
        let mut policy = ChannelPolicyBuilder::default();
        for channel in ChannelPolicyBuilder::WRITTEN {
            policy = policy.target(channel, Target::seconds(24 * HOUR, 1));
        }
        Self(policy)
    }

    /// The defaults, to be changed.
    #[must_use]
    pub fn builder() -> ChannelPolicyBuilder {
        ChannelPolicyBuilder::default()
    }

    /// The target of a channel; by phone and in person that of [`Channel::Other`].
    #[must_use]
    pub const fn target(&self, channel: Channel) -> Target {
        *self.0.slot(channel)
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
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ChannelPolicyBuilder {
    chat: Target,
    post: Target,
    comment: Target,
    direct_message: Target,
    review: Target,
    email: Target,
    ticket: Target,
    forum: Target,
    other: Target,
}

impl Default for ChannelPolicyBuilder {
    fn default() -> Self {
        ChannelPolicy::default().into()
    }
}

impl ChannelPolicyBuilder {
    const WRITTEN: [Channel; 9] = [
        Channel::Chat,
        Channel::Post,
        Channel::Comment,
        Channel::DirectMessage,
        Channel::Review,
        Channel::Email,
        Channel::Ticket,
        Channel::Forum,
        Channel::Other,
    ];

    const fn slot(&self, channel: Channel) -> &Target {
        match channel {
            Channel::Chat => &self.chat,
            Channel::Post => &self.post,
            Channel::Comment => &self.comment,
            Channel::DirectMessage => &self.direct_message,
            Channel::Review => &self.review,
            Channel::Email => &self.email,
            Channel::Ticket => &self.ticket,
            Channel::Forum => &self.forum,
            Channel::Phone | Channel::InPerson | Channel::Other => &self.other,
        }
    }

    const fn slot_mut(&mut self, channel: Channel) -> &mut Target {
        match channel {
            Channel::Chat => &mut self.chat,
            Channel::Post => &mut self.post,
            Channel::Comment => &mut self.comment,
            Channel::DirectMessage => &mut self.direct_message,
            Channel::Review => &mut self.review,
            Channel::Email => &mut self.email,
            Channel::Ticket => &mut self.ticket,
            Channel::Forum => &mut self.forum,
            Channel::Phone | Channel::InPerson | Channel::Other => &mut self.other,
        }
    }

    /// The target of a channel, and of no other one; phone and in person share that of [`Channel::Other`].
    #[must_use]
    pub const fn target(mut self, channel: Channel, target: Target) -> Self {
        *self.slot_mut(channel) = target;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a target is longer than a year, or a half-life is not between a second and a year.
    pub fn build(mut self) -> Result<ChannelPolicy> {
        for channel in Self::WRITTEN {
            let Target { within, half_life } = *self.slot(channel);
            let target = Target { within: whole(within), half_life: whole(half_life) };
            if target.within > LONGEST {
                let field = format!("channels.{channel}.within");
                return Err(Error::refused(field, length::to_text(target.within), "a length up to 366d"));
            }
            if target.half_life < Duration::from_secs(1) || target.half_life > LONGEST {
                let field = format!("channels.{channel}.half_life");
                return Err(Error::refused(
                    field,
                    length::to_text(target.half_life),
                    "a length from 1s to 366d",
                ));
            }
            *self.slot_mut(channel) = target;
        }
        Ok(ChannelPolicy(self))
    }
}

/// The longest target, half-life or window: a year.
pub(super) const LONGEST: Duration = Duration::from_secs(366 * 86_400);

impl TryFrom<ChannelPolicyBuilder> for ChannelPolicy {
    type Error = Error;

    fn try_from(builder: ChannelPolicyBuilder) -> Result<Self> {
        builder.build()
    }
}

impl From<ChannelPolicy> for ChannelPolicyBuilder {
    fn from(policy: ChannelPolicy) -> Self {
        policy.0
    }
}

impl Serialize for ChannelPolicyBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ChannelPolicyBuilder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            preset::read(deserializer)
        } else {
            Self::deserialize(deserializer)
        }
    }
}

impl Preset for ChannelPolicyBuilder {
    const NAMES: &'static [&'static str] = ChannelPolicy::PRESETS;
    const TABLE: &'static str = "targets by channel";
    type Table = Table;

    fn named(name: &str) -> Result<Self> {
        ChannelPolicy::preset(name).map(Into::into)
    }

    fn over(table: Table) -> Result<Self> {
        table.over_preset()
    }
}

/// A length that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Length(#[serde(with = "length")] pub(super) Duration);

/// The part of a target that a file gives.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Part {
    within: Option<Length>,
    half_life: Option<Length>,
}

impl Part {
    fn over(self, target: Target) -> Target {
        Target {
            within: self.within.map_or(target.within, |length| length.0),
            half_life: self.half_life.map_or(target.half_life, |length| length.0),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    preset: Option<String>,
    chat: Option<Part>,
    post: Option<Part>,
    comment: Option<Part>,
    direct_message: Option<Part>,
    review: Option<Part>,
    email: Option<Part>,
    ticket: Option<Part>,
    forum: Option<Part>,
    other: Option<Part>,
}

impl Table {
    fn over_preset(self) -> Result<ChannelPolicyBuilder> {
        let preset =
            self.preset.as_deref().map_or_else(|| Ok(ChannelPolicy::default()), ChannelPolicy::preset)?;
        let mut policy = ChannelPolicyBuilder::from(preset);
        if let Some(other) = self.other {
            let other = other.over(policy.other);
            // Files that were written when these had no targets of their own name `other` alone and mean them too.
            policy = ChannelPolicyBuilder { email: other, ticket: other, forum: other, other, ..policy };
        }
        for (channel, part) in [
            (Channel::Chat, self.chat),
            (Channel::Post, self.post),
            (Channel::Comment, self.comment),
            (Channel::DirectMessage, self.direct_message),
            (Channel::Review, self.review),
            (Channel::Email, self.email),
            (Channel::Ticket, self.ticket),
            (Channel::Forum, self.forum),
        ] {
            if let Some(part) = part {
                let target = part.over(*policy.slot(channel));
                policy = policy.target(channel, target);
            }
        }
        Ok(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> ChannelPolicy {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn parameters_are_checked_on_every_road() {
        let policy = ChannelPolicy::default();
        let text = serde_json::to_string(&policy).unwrap();
        assert!(text.contains(r#""chat":{"within":"15m","half_life":"1h"}"#), "{text}");
        assert_eq!(serde_json::from_str::<ChannelPolicy>(&text).unwrap(), policy);
        let zero = text.replace(r#""half_life":"1h""#, r#""half_life":"0s""#);
        let error = serde_json::from_str::<ChannelPolicy>(&zero).unwrap_err();
        assert!(error.to_string().starts_with("channels.chat.half_life: 0s is not a length from 1s to 366d"));
        for refused in
            [r#"{"fax":{}}"#, r#"{"chat":{"until":"1h"}}"#, r#"{"preset":"loud"}"#, r#""loud""#, "7"]
        {
            assert!(serde_json::from_str::<ChannelPolicy>(refused).is_err(), "{refused}");
        }
    }

    /// The targets that stood before email, ticket and forum had their own.
    #[test]
    fn no_default_has_moved() {
        let policy = ChannelPolicy::default();
        for &channel in Channel::ALL {
            let (minutes, half_life) = match channel {
                Channel::Chat => (15, 60),
                Channel::Post | Channel::Comment | Channel::DirectMessage => (60, 240),
                Channel::Review => (1_440, 4_320),
                _ => (480, 1_440),
            };
            assert_eq!(policy.target(channel), Target::seconds(minutes * 60, half_life * 60), "{channel}");
        }
        assert_eq!(read("{}"), policy);
        assert_eq!(ChannelPolicy::builder().build(), Ok(policy));
    }

    #[test]
    fn a_file_that_names_only_other_means_email_ticket_and_forum_too() {
        let old = read(r#"{"other":{"within":"2h","half_life":"3h"}}"#);
        let given = Target::seconds(2 * HOUR, 3 * HOUR);
        for &channel in Channel::ALL {
            let follows = !matches!(
                channel,
                Channel::Chat | Channel::Post | Channel::Comment | Channel::DirectMessage | Channel::Review
            );
            let expected = if follows { given } else { ChannelPolicy::default().target(channel) };
            assert_eq!(old.target(channel), expected, "{channel}");
        }
        let email = read(r#"{"email":{"within":"30m"},"other":{"within":"2h","half_life":"3h"}}"#);
        assert_eq!(email.target(Channel::Email), Target::seconds(30 * MINUTE, 3 * HOUR));
        assert_eq!(email.target(Channel::Ticket), given);
    }

    #[test]
    fn every_written_channel_has_a_target_of_its_own() {
        let own = Target::seconds(77, 78);
        for channel in ChannelPolicyBuilder::WRITTEN {
            let policy = ChannelPolicy::builder().target(channel, own).build().unwrap();
            for other in ChannelPolicyBuilder::WRITTEN {
                assert_eq!(policy.target(other) == own, other == channel, "{channel} {other}");
            }
        }
    }

    #[test]
    fn presets_go_by_their_names() {
        for name in ChannelPolicy::PRESETS {
            let preset = ChannelPolicy::preset(name).unwrap();
            assert_eq!(read(&format!("{name:?}")), preset);
            assert_eq!(read(&format!(r#"{{"preset":{name:?}}}"#)), preset);
            assert_eq!(read(&serde_json::to_string(&preset).unwrap()), preset);
        }
        let day = ChannelPolicy::day();
        let worth = |seconds| day.utility(Channel::Review, Duration::from_secs(seconds)).to_f64();
        assert_eq!((worth(86_400), worth(86_401), worth(86_433)), (1.0, 0.5, 0.0));
        assert_eq!(ChannelPolicy::badge().target(Channel::Comment), Target::seconds(900, 3_600));
        assert_eq!(ChannelPolicy::badge().target(Channel::Email), Target::seconds(8 * HOUR, 24 * HOUR));
    }
}
