//! The reader that ships: cues of a lexicon, and what shows beside the ask and the earlier turns.

use std::sync::Arc;

use super::Reader;
use super::asks;
use super::axes::{AnswerWeights, Heard, Setting};
use super::cues::{Cues, Roles};
use super::reading::Reading;
use super::signals::signals;
use crate::assessment::{Abstention, Fingerprint};
use crate::error::Result;
use crate::few::Few;
use crate::text::{Boilerplate, Kind, Lexicon, Side, Words};
use crate::thread::{Exchange, Said, Turn};

/// How many of a customer's earlier exchanges are held against an answer: without an end to it, a conversation of
/// thousands of turns would be read anew for each of them.
const REMEMBERED: usize = 8;

/// Reads exchanges with a lexicon: what every ask wants, what the answers do, how far they help, respect the customer
/// and are written for them.
///
/// It abstains where there is no answer, where nothing was asked, where the answer has no words, is a note of what was
/// said, or is in a language that the lexicon does not cover. Without [`Boilerplate`] there is no originality.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Interaction, Response};
/// use goodwill::reader::{Act, LexiconReader, Reader};
/// use goodwill::thread::Conversation;
///
/// let ask = Interaction::new(Id::new("t")?, Id::new("m")?, "2024-03-01T10:00:00Z".parse()?)
///     .saying("Is the darkroom open on Sunday?");
/// let reply = Response::new(Id::new("t")?, Id::new("r")?, "2024-03-01T10:20:00Z".parse()?)
///     .saying("Please send us a direct message.");
/// let conversation = Conversation::draft(&ask, &reply);
///
/// let reader = LexiconReader::english()?;
/// let reading = reader.read(&conversation.exchanges().next().unwrap());
/// let shift = reading.acts().iter().find(|act| act.what == Act::PrivateShift).unwrap();
/// assert!(shift.span.of(&reply.text).unwrap().contains("message"));
/// assert!(reading.help().unwrap().score().get() < 0.3);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LexiconReader {
    lexicon: Arc<Lexicon>,
    cues: Arc<Cues>,
    weights: Arc<AnswerWeights>,
    boilerplate: Option<Arc<Boilerplate>>,
    fingerprint: Fingerprint,
}

impl LexiconReader {
    /// A reader with the English lexicon that ships.
    ///
    /// # Errors
    ///
    /// When that lexicon cannot be loaded, which a test of this crate rules out.
    pub fn english() -> Result<Self> {
        Self::with_lexicon(Lexicon::english()?.clone()).build()
    }

    /// A reader with a lexicon of one's own, to be built.
    #[must_use]
    pub fn with_lexicon(lexicon: Lexicon) -> LexiconReaderBuilder {
        LexiconReaderBuilder { lexicon, weights: AnswerWeights::default() }
    }

    /// The same reader, which now knows what many were told.
    #[must_use]
    pub fn with_boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self.boilerplate = Some(Arc::new(boilerplate));
        self.stamped()
    }

    /// The word list.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    fn stamped(mut self) -> Self {
        let learnt = self.boilerplate.as_ref().map(|boilerplate| boilerplate.fingerprint());
        self.fingerprint =
            Fingerprint::of("lexicon reader 1", &(self.lexicon.fingerprint(), &*self.weights, learnt));
        self
    }

    fn hear<'a>(&self, turn: &Turn<'a>, side: Side) -> Heard<'a> {
        let words = Words::of(turn.text());
        let gist = self.lexicon.gist(side, &words);
        let roles = self.cues.roles(&gist.hits);
        Heard { message: turn.id(), words, gist, roles }
    }

    /// Reads the words of an exchange into a reading that has its clocks and names already, until there is a reason to
    /// abstain.
    fn read_into(
        &self,
        reading: &mut Reading,
        exchange: &Exchange<'_>,
    ) -> std::result::Result<(), Abstention> {
        let asks: Few<Heard<'_>> = exchange.asks().map(|turn| self.hear(turn, Side::Customer)).collect();
        let answered = exchange.previous().is_some();
        for (ask, kind) in asks.iter().zip(reading.kinds.iter_mut()) {
            *kind = asks::kind(ask, answered);
            reading.before.extend(signals(&self.cues, ask));
        }
        for turn in exchange.reaction() {
            reading.after.extend(signals(&self.cues, &self.hear(turn, Side::Customer)));
        }
        reading.abandoned = self.is_after_request(exchange, &asks);
        if reading.opened().is_none() {
            return Err(Abstention::NoAsk);
        }

        let mut answers: Few<Heard<'_>> = Few::new();
        let mut is_answered = false;
        for turn in exchange.answers() {
            is_answered = true;
            if !matches!(turn.said(), Said::Response(response) if response.summary) {
                answers.push(self.hear(turn, Side::Company));
            }
        }
        if answers.is_empty() {
            return Err(if is_answered { Abstention::Summary } else { Abstention::NoAnswer });
        }
        if answers.iter().all(|answer| answer.words.content().next().is_none()) {
            return Err(Abstention::NoWords);
        }
        if answers.iter().any(|answer| answer.gist.is_foreign) {
            return Err(Abstention::OtherLanguage);
        }
        let earlier: Vec<Heard<'_>> = std::iter::successors(exchange.previous(), Exchange::previous)
            .take(REMEMBERED)
            .flat_map(|before| before.answers())
            .map(|turn| self.hear(turn, Side::Company))
            .collect();
        let setting = Setting {
            cues: &self.cues,
            weights: &self.weights,
            boilerplate: self.boilerplate.as_deref(),
            asks: &asks,
            answers: &answers,
            asks_readable: asks.iter().all(|ask| !ask.gist.is_foreign),
            earlier: &earlier,
        };
        setting.read(reading);
        Ok(())
    }

    /// Whether the customer gives here what the company had asked them for.
    fn is_after_request(&self, exchange: &Exchange<'_>, asks: &[Heard<'_>]) -> bool {
        let Some(last) = exchange.previous().and_then(|before| before.answers().last()) else { return false };
        let gives = asks.iter().any(|ask| {
            ask.roles.any(Roles::SUPPLIES) || ask.words.content().any(|token| token.kind() == Kind::Id)
        }) || exchange.asks().any(|turn| turn.attachments() > 0);
        gives && self.hear(last, Side::Company).roles.any(Roles::REQUESTS.and(Roles::SHIFTS))
    }
}

/// Builds a [`LexiconReader`].
#[derive(Clone, Debug)]
pub struct LexiconReaderBuilder {
    lexicon: Lexicon,
    weights: AnswerWeights,
}

impl LexiconReaderBuilder {
    /// The weights of what shows only beside the ask and the earlier turns.
    #[must_use]
    pub fn weights(mut self, weights: AnswerWeights) -> Self {
        self.weights = weights;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a weight is out of range.
    pub fn build(self) -> Result<LexiconReader> {
        self.weights.check()?;
        Ok(LexiconReader {
            cues: Arc::new(Cues::of(&self.lexicon)),
            lexicon: Arc::new(self.lexicon),
            weights: Arc::new(self.weights),
            boilerplate: None,
            fingerprint: Fingerprint::default(),
        }
        .stamped())
    }
}

impl Reader for LexiconReader {
    fn read(&self, exchange: &Exchange<'_>) -> Reading {
        let mut reading = Reading::new(exchange.outline());
        reading.reader = self.fingerprint;
        reading.abstained = self.read_into(&mut reading, exchange).err();
        reading
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
