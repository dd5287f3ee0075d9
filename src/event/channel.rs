//! Where a message was written, who can see it, and who answered.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// An enumeration whose members have one word each in the event format.
macro_rules! vocabulary {
    (
        $(#[$outer:meta])*
        pub enum $name:ident called $field:literal {
            $( $(#[$inner:meta])* $member:ident = $word:literal, )+
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$inner])* #[serde(rename = $word)] $member, )+
        }

        impl $name {
            /// Every member, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$( Self::$member, )+];

            /// The word for it in the event format.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$member => $word, )+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(word: &str) -> Result<Self> {
                match word {
                    $( $word => Ok(Self::$member), )+
                    _ => Err(Error::refused(
                        $field,
                        format_args!("{word:?}"),
                        concat!("one of" $(, " ", $word)+),
                    )),
                }
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// Where a message was written. It chooses how long a wait is acceptable.
    #[derive(Default)]
    pub enum Channel called "channel" {
        /// A comment under somebody's post.
        Comment = "comment",
        /// A review, with or without stars.
        Review = "review",
        /// A post of its own, on the page or naming it.
        Post = "post",
        /// A private message on a social platform.
        DirectMessage = "direct_message",
        /// An email.
        Email = "email",
        /// A live chat.
        Chat = "chat",
        /// A ticket in a help desk.
        Ticket = "ticket",
        /// A forum.
        Forum = "forum",
        /// A call, or a note of one.
        Phone = "phone",
        /// A talk across the counter, or a note of one.
        InPerson = "in_person",
        /// Anything else.
        #[default]
        Other = "other",
    }
}

vocabulary! {
    /// Who can see a message.
    #[derive(Default)]
    pub enum Visibility called "visibility" {
        /// Everybody.
        #[default]
        Public = "public",
        /// The customer and the company.
        Private = "private",
        /// The company alone: a note that the customer never sees, so that it answers nothing.
        Internal = "internal",
    }
}

vocabulary! {
    /// Who wrote a message.
    #[derive(Default)]
    pub enum Role called "role" {
        /// The customer.
        Customer = "customer",
        /// A person of the company. Only their visible replies stop clocks.
        #[default]
        Agent = "agent",
        /// A program that converses.
        Bot = "bot",
        /// An automatic reply: away message, receipt, survey.
        Auto = "auto",
        /// Another customer.
        Peer = "peer",
        /// Somebody who keeps order and speaks for the platform, not for the company.
        Moderator = "moderator",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_what_they_write() {
        for &channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
        }
        assert_eq!(Channel::ALL.len(), 11);
    }

    #[test]
    fn an_unknown_word_lists_the_known_ones() {
        assert_eq!(
            "loud".parse::<Visibility>().unwrap_err().to_string(),
            "visibility: \"loud\" is not one of public private internal"
        );
    }
}
