//! One reply to one message, with the turns before it where they are known.

use std::borrow::Cow;
use std::io::BufRead;
use std::path::Path;
use std::time::Duration;

use goodwill::event::{Event, Id, Interaction, Response, Role, Visibility};
use goodwill::reader::{LexiconReader, Reader, Reading};
use goodwill::text::{Boilerplate, Learner};
use goodwill::thread::Conversation;
use goodwill::{Error, Result, Timestamp};
use serde::Deserialize;

/// The turns of a draft are so far apart, and no gap between them ends a conversation.
const APART: Duration = Duration::from_secs(60);

/// A turn before the message.
#[derive(Debug, Deserialize)]
pub struct Before<'a> {
    #[serde(borrow)]
    pub role: Cow<'a, str>,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
}

/// Reads drafts, whose words change.
#[derive(Debug)]
pub struct Drafts {
    reader: LexiconReader,
    begin: Timestamp,
    ask: Interaction,
    reply: Response,
}

impl Drafts {
    /// Drafts with no words so far.
    pub fn new(reader: LexiconReader) -> Result<Self> {
        let thread = Id::new("draft")?;
        let begin: Timestamp = "2024-03-01T10:00:00Z".parse()?;
        let mut ask = Interaction::new(thread.clone(), Id::new("context")?, begin);
        ask.customer = Some(Id::new("customer")?);
        let reply = Response::new(thread, Id::new("reply")?, begin.saturating_add(APART));
        Ok(Self { reader, begin, ask, reply })
    }

    /// What the message is called in spans.
    pub fn context(&self) -> &Id {
        &self.ask.id
    }

    /// What the reply is called in spans.
    pub fn reply(&self) -> &Id {
        &self.reply.id
    }

    /// What the turn before the message with that index is called in spans.
    pub fn earlier(index: usize) -> Result<Id> {
        Id::new(format!("earlier {index}"))
    }

    /// The reading of a reply by somebody in that role to a message.
    pub fn read(
        &mut self,
        context: &str,
        reply: &str,
        role: Role,
        earlier: &[(Role, &str)],
    ) -> Result<Reading> {
        context.clone_into(&mut self.ask.text);
        reply.clone_into(&mut self.reply.text);
        self.reply.role = role;
        if earlier.is_empty() {
            self.ask.at = self.begin;
            self.reply.at = self.begin.saturating_add(APART);
            let conversation = Conversation::draft(&self.ask, &self.reply);
            return self.reading_in(&[conversation]);
        }
        let mut at = self.begin;
        let mut events = Vec::with_capacity(earlier.len() + 2);
        for (index, (role, text)) in earlier.iter().enumerate() {
            events.push(self.turn(Self::earlier(index)?, at, *role, text));
            at = at.saturating_add(APART);
        }
        self.ask.at = at;
        self.reply.at = at.saturating_add(APART);
        self.reply.in_reply_to = Some(self.ask.id.clone());
        events.push(Event::Interaction(self.ask.clone()));
        events.push(Event::Response(self.reply.clone()));
        self.reply.in_reply_to = None;
        self.reading_in(&Conversation::cut(&events, Duration::MAX))
    }

    fn turn(&self, id: Id, at: Timestamp, role: Role, text: &str) -> Event {
        let thread = self.ask.thread.clone();
        if role == Role::Customer {
            let mut turn = Interaction::new(thread, id, at).saying(text);
            turn.customer.clone_from(&self.ask.customer);
            return Event::Interaction(turn);
        }
        let mut turn = Response::new(thread, id, at).in_role(role).saying(text);
        // What other users wrote before is counted, but is no part of the reply that is read.
        if role != Role::Agent {
            turn.visibility = Visibility::Internal;
        }
        Event::Response(turn)
    }

    /// The reading of the exchange that holds the message.
    fn reading_in(&self, conversations: &[Conversation<'_>]) -> Result<Reading> {
        conversations
            .iter()
            .flat_map(Conversation::exchanges)
            .find(|exchange| exchange.asks().any(|ask| *ask.id() == self.ask.id))
            .map(|exchange| self.reader.read(&exchange))
            .ok_or_else(|| Error::new("context: no exchange holds it"))
    }
}

/// The English reader, which has learnt from a file of earlier replies what is said to many, if there is one.
pub fn reader(boilerplate: Option<&Path>) -> Result<LexiconReader> {
    let reader = LexiconReader::english()?;
    Ok(match boilerplate {
        Some(file) => reader.with_boilerplate(learn(file)?),
        None => reader,
    })
}

/// Learns what is said to many from a file of earlier replies: one a line, as it is or as JSON with `reply` or `text`.
fn learn(file: &Path) -> Result<Boilerplate> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Line<'a> {
        Text(#[serde(borrow)] Cow<'a, str>),
        Reply { reply: String },
        Event { text: String },
    }
    let name = file.display().to_string();
    let wrong = |error: &dyn std::fmt::Display| Error::new(error.to_string()).in_file(&name);
    let mut learner = Learner::new();
    for line in super::open(file).map_err(|error| wrong(&error))?.split(b'\n') {
        let line = line.map_err(|error| wrong(&error))?;
        let line = String::from_utf8_lossy(&line);
        match serde_json::from_str(&line) {
            Ok(Line::Text(text)) => learner.observe(&text),
            Ok(Line::Reply { reply: text } | Line::Event { text }) => learner.observe(&text),
            Err(_) => learner.observe(&line),
        }
    }
    Ok(learner.freeze())
}

/// The role of who wrote a turn; `company` is another word for an agent.
pub fn role_of(field: &str, word: &str) -> Result<Role> {
    if word == "company" {
        return Ok(Role::Agent);
    }
    word.parse().map_err(|_| {
        Error::new(format!(
            "{field}: {:?} is not one of customer, agent, company, peer, bot, auto, moderator",
            super::cut(word)
        ))
    })
}

/// The role of who answers: anybody but the customer.
pub fn answerer_of(word: &str) -> Result<Role> {
    match role_of("role", word) {
        Ok(Role::Customer) | Err(_) => Err(Error::new(format!(
            "role: {:?} is not one of agent, company, peer, bot, auto, moderator",
            super::cut(word)
        ))),
        role => role,
    }
}

/// The turns before, with their roles.
pub fn roles_of<'a>(earlier: &'a [Before<'_>]) -> Result<Vec<(Role, &'a str)>> {
    earlier
        .iter()
        .enumerate()
        .map(|(index, turn)| {
            Ok((role_of(&format!("earlier[{index}].role"), &turn.role)?, turn.text.as_ref()))
        })
        .collect()
}
