//! The reader that ships: cues of a lexicon, and what shows beside the ask and the earlier turns.

use std::slice;
use std::sync::Arc;
use std::time::Duration;

use super::Reader;
use super::asks;
use super::axes::Setting;
use super::cues::{Cues, Roles};
use super::desk::{Desk, at_desk};
use super::heard::Heard;
use super::parts::{self, Seam};
use super::policy::ReaderPolicy;
use super::promise;
use super::reading::Reading;
use super::signals::add_signals;
use crate::assessment::{Abstention, Fingerprint};
use crate::error::Result;
use crate::event::Id;
use crate::text::{Boilerplate, Kind, Lexicon, Side, Words};
use crate::thread::{Exchange, Said, Turn, answers, is_peer};

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
        self.hear_text((turn.id(), turn.text(), &[]), side, desk)
    }

    #[inline(never)]
    fn hear_text<'a>(
        &self,
        (message, text, seams): (&'a Id, &'a str, &'a [Seam<'a>]),
        side: Side,
        desk: &mut Desk,
    ) -> Heard<'a> {
        let (room, mut gist) = desk.room();
        let words = Words::of_in(text, room);
        self.lexicon.gist(side, &words, &mut gist);
        let roles = self.cues.roles(&gist.hits);
        Heard { message, seams, words, gist, roles }
    }

    fn hear_all<'a>(
        &self,
        turns: impl Iterator<Item = &'a Turn<'a>>,
        side: Side,
        desk: &mut Desk,
    ) -> Vec<Heard<'a>> {
        turns.map(|turn| self.hear(turn, side, desk)).collect()
    }

    /// Reads an exchange into a reading that has its clocks and names already, so that it is made where it stays.
    #[inline(never)]
    fn read_all(&self, reading: &mut Reading, exchange: &Exchange<'_>) {
        reading.reader = self.fingerprint;
        reading.abstained = at_desk(|desk| self.read_into(reading, exchange, desk)).err();
        reading.promises = promise::told(exchange, &reading.acts);
    }

    /// Reads the words of an exchange into a reading that has its clocks and names already, until there is a reason to
    /// abstain.
    fn read_into(
        &self,
        reading: &mut Reading,
        exchange: &Exchange<'_>,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        match exchange.pair() {
            Some((ask, reply)) => self.read_pair(reading, ask, reply, desk),
            None => self.read_run(reading, exchange, desk),
        }
    }

    /// Reads one ask and one reply to it.
    fn read_pair(
        &self,
        reading: &mut Reading,
        ask: &Turn<'_>,
        reply: &Turn<'_>,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        let asked = self.hear(ask, Side::Customer, desk);
        let asks = slice::from_ref(&asked);
        self.read_asks(reading, asks, false);
        let side = if answers(reply, ask.page()) {
            Some(Side::Company)
        } else {
            is_peer(reply).then_some(Side::Peer)
        };
        let done = match side {
            None => Err(Abstention::NoAnswer),
            Some(_) if is_note(reply) => Err(Abstention::Summary),
            Some(side) => {
                let answer = self.hear(reply, side, desk);
                let answers = slice::from_ref(&answer);
                let done = self.read_answers(reading, (asks, answers, side), &Past::default(), desk);
                desk.put(answer);
                done
            }
        };
        desk.put(asked);
        done
    }

    /// Reads any number of asks and replies, with what went before and what came after.
    #[inline(never)]
    fn read_run(
        &self,
        reading: &mut Reading,
        exchange: &Exchange<'_>,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        let asks = self.hear_all(exchange.asks(), Side::Customer, desk);
        let previous = exchange.previous();
        self.read_asks(reading, &asks, previous.is_some());
        for turn in exchange.reaction() {
            let reaction = self.hear(turn, Side::Customer, desk);
            add_signals(&self.cues, &reaction, &mut reading.after);
            desk.put(reaction);
        }
        if let Some(before) = &previous {
            reading.abandoned = self.is_after_request(exchange, before, &asks, desk);
        }

        let is_said = |turn: &&Turn<'_>| !is_note(turn);
        let (side, turns): (_, Vec<_>) = if exchange.answers().next().is_some() {
            (Side::Company, exchange.answers().filter(is_said).collect())
        } else if exchange.peers().next().is_some() {
            // Another user's reply stops no clock, but can be read.
            (Side::Peer, exchange.peers().filter(is_said).collect())
        } else {
            desk.clear(asks);
            return Err(Abstention::NoAnswer);
        };
        let mut answers = self.hear_all(turns.iter().copied(), side, desk);
        let within = Duration::from_secs(60 * u64::from(self.policy.part_minutes));
        let joined = parts::joined(&turns, &answers, within);
        if !joined.is_empty() {
            desk.clear(answers);
            answers = joined.iter().map(|whole| self.hear_text(whole.said(), side, desk)).collect();
        }
        let done = match turns.first() {
            // All are notes of what was said.
            None => Err(Abstention::Summary),
            Some(first) => {
                let past = self.past(exchange, first, desk);
                self.read_answers(reading, (&asks, &answers, side), &past, desk)
            }
        };
        desk.clear(asks);
        desk.clear(answers);
        done
    }

    /// What each ask wants, and what the customer shows in them. `answered` says whether the company has answered them before.
    fn read_asks(&self, reading: &mut Reading, asks: &[Heard<'_>], answered: bool) {
        for (ask, kind) in asks.iter().zip(reading.kinds.iter_mut()) {
            *kind = asks::kind(ask, answered);
            add_signals(&self.cues, ask, &mut reading.before);
        }
    }

    #[inline(never)]
    fn read_answers(
        &self,
        reading: &mut Reading,
        (asks, answers, side): (&[Heard<'_>], &[Heard<'_>], Side),
        past: &Past<'_>,
        desk: &mut Desk,
    ) -> std::result::Result<(), Abstention> {
        if !answers.iter().any(Heard::says) {
            return Err(Abstention::NoWords);
        }
        if answers.iter().any(|answer| answer.gist.is_foreign) {
            return Err(Abstention::OtherLanguage);
        }
        let setting = Setting {
            cues: &self.cues,
            policy: &self.policy,
            boilerplate: self.boilerplate.as_deref(),
            asks,
            answers,
            side,
            asks_readable: asks.iter().all(|ask| !ask.gist.is_foreign),
            earlier: &past.earlier,
            heat: past.heat,
            before: past.before,
        };
        (reading.axes, reading.acts) = desk.left();
        setting.read(reading, &mut desk.ledger);
        Ok(())
    }

    /// What went before the first of the answers.
    fn past<'a>(&self, exchange: &Exchange<'a>, first: &Turn<'_>, desk: &mut Desk) -> Past<'a> {
        let remembered = self.policy.remembered as usize;
        let (mut earlier, mut heats) = (Vec::new(), Vec::new());
        for before in std::iter::successors(exchange.previous(), Exchange::previous).take(remembered) {
            earlier.extend(before.answers().map(|turn| self.hear(turn, Side::Company, desk)));
            let heat = before.asks().map(|turn| self.heat_of(&self.hear(turn, Side::Customer, desk)));
            heats.push(heat.sum::<f64>());
        }
        // From the oldest on, each turn cools what was there before it.
        let heat = heats.iter().rev().fold(0.0, |heat, hot: &f64| self.policy.cooling * heat + hot.min(3.0));
        let before = exchange.replies().take_while(|turn| turn.id() != first.id()).count();
        Past { earlier, heat, before }
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

/// What went before the answers of an exchange.
#[derive(Default)]
struct Past<'a> {
    /// The earlier answers in this conversation.
    earlier: Vec<Heard<'a>>,
    /// How heated the customer's earlier turns were.
    heat: f64,
    /// How many others replied before.
    before: usize,
}

/// Whether it is a note of what was said, and not the words.
fn is_note(turn: &Turn<'_>) -> bool {
    matches!(turn.said(), Said::Response(response) if response.summary)
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
        self.read_all(&mut reading, exchange);
        reading
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}
