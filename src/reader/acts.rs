//! What an answer can do, and what a customer can show.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// An enumeration of codes, each with a sentence.
macro_rules! codes {
    (
        $(#[$outer:meta])*
        pub enum $name:ident called $field:literal {
            $( $member:ident = $code:literal, $sentence:literal; )+
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!($sentence, " (", $code, ").")]
                #[serde(rename = $code)]
                $member,
            )+
        }

        impl $name {
            /// Every member, in the order of the codes.
            pub const ALL: &'static [Self] = &[$( Self::$member, )+];

            /// Its code, as lexicons and machines name it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$member => $code, )+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $( Self::$member => $sentence, )+ })
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(code: &str) -> Result<Self> {
                match code {
                    $( $code => Ok(Self::$member), )+
                    _ => Err(Error::refused($field, format_args!("{code:?}"), concat!("one of" $(, " ", $code)+))),
                }
            }
        }
    };
}

codes! {
    /// What a company can do with an ask: leave it, evade it, deflect it, recite, invalidate, or repair.
    ///
    /// The families: A silence, B non-answers, C deflection, D boilerplate, E invalidation, F repair.
    pub enum Act called "act" {
        Abandoned = "A4", "asks for details, gets them and falls silent";
        ClosedEarly = "A5", "closes the matter while the ask is open";
        Suppressed = "A6", "hides or deletes the customer's message";
        OffTarget = "B1", "answers something else";
        Partial = "B2", "answers a part of what was asked";
        Refusal = "B3", "declines to say";
        NoInformation = "B4", "says that it does not know or cannot";
        VagueDeferral = "B5", "puts it off without a time";
        FeedbackSink = "B6", "turns the matter into feedback";
        InformationRequest = "B7", "asks the customer for something";
        LinkDump = "B8", "gives a link in place of an answer";
        Generalisation = "B9", "says something true and unspecific";
        PrivateShift = "C1", "moves the matter to a private channel";
        HandOff = "C2", "sends the customer to somebody else";
        RuleShield = "C3", "ends the conversation with a rule";
        Promotion = "C4", "turns to selling";
        CounterQuestion = "C5", "answers with a question that narrows nothing";
        Rote = "D1", "repeats what many others were told";
        Repeated = "D2", "tells the same customer the same thing again";
        TemplateResidue = "D3", "shows the template";
        CourtesyShell = "D4", "says courtesies and nothing else";
        HollowApology = "E1", "regrets feelings or appearances, not what was done";
        Minimising = "E2", "makes the harm small";
        Denial = "E3", "says that it did not happen";
        Blame = "E4", "blames the customer";
        Excuse = "E5", "points to somebody or something else";
        Justifying = "E6", "says that it is right or usual";
        Condescension = "E7", "talks down";
        EmotionPolicing = "E8", "tells the customer what to feel";
        Mockery = "E9", "mocks";
        Attack = "E10", "accuses the customer";
        AgentlessPassive = "E11", "names a mistake without who made it";
        Acknowledgement = "F1", "takes up what this customer said";
        Regret = "F2", "says sorry for what was done";
        Ownership = "F3", "says that it was the company's fault";
        Account = "F4", "says why it happened";
        ActionDone = "F5", "says what was done about it";
        Redress = "F6", "offers to make up for it";
        TimedPromise = "F7", "promises something by a time";
        LoopClosing = "F8", "asks whether it worked";
        Sympathy = "F9a", "feels with the customer";
        Understanding = "F9b", "says what it must be like";
        Exploration = "F9c", "asks about the case";
        HumanVoice = "F10", "speaks as a person";
        Concreteness = "F11", "names numbers, dates and things";
        WarmTransfer = "F12", "brings in somebody who can help, or offers a choice";
        ThanksForRaising = "F13", "thanks for saying so";
        Prevention = "F14", "says what will keep it from happening again";
        Access = "F15", "makes it easy to reach somebody";
        Effort = "F16", "shows what was looked into";
        Step = "step", "says what to do";
        Option = "option", "says what is possible";
    }
}

codes! {
    /// What a customer can show besides what they ask.
    pub enum Signal called "signal" {
        RepeatContact = "G2", "has asked before";
        SaysIgnored = "G3", "says that nobody answers";
        CallsOut = "G4", "says that the answer is none";
        Leaving = "G5", "says that they leave";
        Resolved = "G6", "says that it is settled";
        ClosingThanks = "G7", "thanks and closes";
        AudiencePlea = "G8", "calls on the public";
        Anger = "anger", "is angry or scornful";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_what_they_write_and_are_unique() {
        for &act in Act::ALL {
            assert_eq!(act.code().parse(), Ok(act));
            assert_eq!(serde_json::to_value(act).unwrap(), act.code());
            assert!(!act.to_string().is_empty() && !act.to_string().ends_with('.'));
        }
        for &signal in Signal::ALL {
            assert_eq!(signal.code().parse(), Ok(signal));
        }
        assert!("Z9".parse::<Act>().unwrap_err().to_string().starts_with("act: \"Z9\" is not one of A4 A5"));
    }
}
