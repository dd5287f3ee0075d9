//! The reader that ships: cues of a lexicon, and what shows beside the ask and the earlier turns.

use std::sync::Arc;

use super::Reader;
use super::asks;
use super::axes::Setting;
use super::cues::{Cues, Roles};
use super::desk::{Desk, at_desk};
use super::heard::Heard;
use super::policy::ReaderPolicy;
use super::promise;
use super::reading::Reading;
use super::signals::add_signals;
use crate::assessment::{Abstention, Fingerprint};
use crate::error::Result;
use crate::few::Few;
use crate::text::{Boilerplate, Kind, Lexicon, Side, Words};
use crate::thread::{Exchange, Said, Turn};

/// Reads exchanges with a lexicon: what every ask wants, what the answers do, how far they help, respect the customer
/// and are written for them.
///
/// It abstains where there is no reply, where the reply has no words, is a note of what was
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
    policy: Arc<ReaderPolicy>,
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
        LexiconReaderBuilder { lexicon, policy: ReaderPolicy::default() }
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
            Fingerprint::of("lexicon reader 2", &(self.lexicon.fingerprint(), &*self.policy, learnt));
        self
    }

    fn hear<'a>(&self, turn: &Turn<'a>, side: Side, desk: &mut Desk) -> Heard<'a> {
        let (room, gist) = desk.room();
        let words = Words::of_in(turn.text(), room);
        let gist = self.lexicon.gist(side, &words, gist);
        let roles = self.cues.roles(&gist.hits);
        Heard { message: turn.id(), words, gist, roles }
    }

    fn hear_all<'a>(
        &self,
        turns: impl IntoIterator<Item = &'a Turn<'a>>,
        side: Side,
        desk: &mut Desk,
    ) -> Few<Heard<'a>> {
        let mut turns = turns.into_iter();
        match (turns.next(), turns.next()) {
            (None, _) => Few::new(),
            (Some(one), None) => Few::one(self.hear(one, side, desk)),
            (Some(one), Some(two)) => {
                let turns = [one, two].into_iter().chain(turns);
                Few::from(turns.map(|turn| self.hear(turn, side, desk)).collect::<Vec<_>>())
            }
        }
    }

    /// Reads the words of an exchange into a reading that has its clocks and names already, until there is a reason to
    /// abstain.
    fn read_into(
        &self,
        reading: &mut Reading,
        exchange: &Exchange<'_>,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        let asks = self.hear_all(exchange.asks(), Side::Customer, desk);
        let previous = exchange.previous();
        for (ask, kind) in asks.iter().zip(reading.kinds.iter_mut()) {
            *kind = asks::kind(ask, previous.is_some());
            add_signals(&self.cues, ask, &mut reading.before);
        }
        for turn in exchange.reaction() {
            let reaction = self.hear(turn, Side::Customer, desk);
            add_signals(&self.cues, &reaction, &mut reading.after);
            desk.put(reaction);
        }
        if let Some(before) = &previous {
            reading.abandoned = self.is_after_request(exchange, before, &asks, desk);
        }

        let is_said = |turn: &&Turn<'_>| !matches!(turn.said(), Said::Response(response) if response.summary);
        let (side, answers) = if exchange.answers().next().is_some() {
            let answers = exchange.answers().filter(is_said);
            (Side::Company, self.hear_all(answers, Side::Company, desk))
        } else if exchange.peers().next().is_some() {
            // Another user's reply stops no clock, but can be read.
            let answers = exchange.peers().filter(is_said);
            (Side::Peer, self.hear_all(answers, Side::Peer, desk))
        } else {
            desk.clear(asks);
            return Err(Abstention::NoAnswer);
        };
        let done = self.read_answers(reading, exchange, &asks, &answers, side, desk);
        desk.clear(asks);
        desk.clear(answers);
        done
    }

    fn read_answers(
        &self,
        reading: &mut Reading,
        exchange: &Exchange<'_>,
        asks: &[Heard<'_>],
        answers: &[Heard<'_>],
        side: Side,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        // All are notes of what was said.
        let Some(first) = answers.first() else { return Err(Abstention::Summary) };
        if !answers.iter().any(Heard::says) {
            return Err(Abstention::NoWords);
        }
        if answers.iter().any(|answer| answer.gist.is_foreign) {
            return Err(Abstention::OtherLanguage);
        }
        let remembered = self.policy.remembered as usize;
        let (mut earlier, mut heats) = (Vec::new(), Vec::new());
        for before in std::iter::successors(exchange.previous(), Exchange::previous).take(remembered) {
            earlier.extend(before.answers().map(|turn| self.hear(turn, Side::Company, desk)));
            let heat = before.asks().map(|turn| self.heat_of(&self.hear(turn, Side::Customer, desk)));
            heats.push(heat.sum::<f64>());
        }
        // From the oldest on, each turn cools what was there before it.
        let heat = heats.iter().rev().fold(0.0, |heat, hot: &f64| self.policy.cooling * heat + hot.min(3.0));
        let setting = Setting {
            cues: &self.cues,
            policy: &self.policy,
            boilerplate: self.boilerplate.as_deref(),
            asks,
            answers,
            side,
            asks_readable: asks.iter().all(|ask| !ask.gist.is_foreign),
            earlier: &earlier,
            heat,
            before: exchange.replies().take_while(|turn| turn.id() != first.message).count(),
        };
        setting.read(reading, &mut desk.ledger);
        Ok(())
    }

    /// How many of its cues heat a thread up.
    fn heat_of(&self, heard: &Heard<'_>) -> f64 {
        let hot = heard.gist.hits.iter().filter(|hit| self.cues.does(hit).any(Roles::HEATS));
        hot.fold(0.0, |heat, _| heat + 1.0)
    }

    /// Whether the customer gives here what the company had asked them for.
    fn is_after_request(
        &self,
        exchange: &Exchange<'_>,
        before: &Exchange<'_>,
        asks: &[Heard<'_>],
        desk: &mut Desk,
    ) -> bool {
        let Some(last) = before.answers().last() else { return false };
        let gives = asks.iter().any(|ask| {
            ask.roles.any(Roles::SUPPLIES) || ask.words.content().any(|token| token.kind() == Kind::Id)
        }) || exchange.asks().any(|turn| turn.attachments() > 0);
        gives && self.hear(last, Side::Company, desk).roles.any(Roles::REQUESTS.and(Roles::SHIFTS))
    }
}

/// Builds a [`LexiconReader`].
#[derive(Clone, Debug)]
pub struct LexiconReaderBuilder {
    lexicon: Lexicon,
    policy: ReaderPolicy,
}

impl LexiconReaderBuilder {
    /// What the reader goes by besides the lexicon.
    #[must_use]
    pub fn policy(mut self, policy: ReaderPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// When a number of the policy is out of range, or the lexicon weighs a measure that the reader does not know.
    pub fn build(self) -> Result<LexiconReader> {
        self.policy.check()?;
        Ok(LexiconReader {
            cues: Arc::new(Cues::of(&self.lexicon)?),
            lexicon: Arc::new(self.lexicon),
            policy: Arc::new(self.policy),
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
        reading.abstained = at_desk(|desk| self.read_into(&mut reading, exchange, desk)).err();
        reading.promises = promise::told(exchange, &reading.acts);
        reading
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
