//! What was answered, by the company or by somebody else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::row::{Cell, Column, Row};
use super::{Channel, Id, Role, Visibility};
use crate::error::Result;
use crate::time::Timestamp;

/// A message that is not a customer's own: an agent's reply, a bot's receipt, another customer's help,
/// a post that the company began with.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Response};
///
/// let reply = Response::new(Id::new("t1")?, Id::new("r1")?, "2024-03-01T10:20:00Z".parse()?)
///     .to(Id::new("m1")?)
///     .saying("Yes, from ten to four. Bring the negatives.");
/// assert_eq!(reply.role, goodwill::event::Role::Agent);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Response {
    /// The thread it belongs to.
    pub thread: Id,
    /// Its name in the thread.
    pub id: Id,
    /// When it was sent.
    pub at: Timestamp,
    /// The role of who wrote it.
    pub role: Role,
    /// Who wrote it, as the company names its people.
    pub author: Option<Id>,
    /// The page that answered; absent where there is one company.
    pub page: Option<Id>,
    /// Where it was written.
    pub channel: Channel,
    /// Who can see it.
    pub visibility: Visibility,
    /// How many people could see it.
    pub audience: Option<u64>,
    /// The words.
    pub text: String,
    /// The message it answers.
    pub in_reply_to: Option<Id>,
    /// When the company's systems sent it, where that differs.
    pub received_at: Option<Timestamp>,
    /// How many files came with it.
    pub attachments: u64,
    /// The language of the text, as a BCP 47 tag, where the platform says.
    pub language: Option<String>,
    /// Whether the text is a note of what was said, and not the words.
    pub summary: bool,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Response {
    /// A public reply by an agent, with no text, on channel [`Channel::Other`].
    #[must_use]
    pub fn new(thread: Id, id: Id, at: Timestamp) -> Self {
        Self {
            thread,
            id,
            at,
            role: Role::Agent,
            author: None,
            page: None,
            channel: Channel::Other,
            visibility: Visibility::Public,
            audience: None,
            text: String::new(),
            in_reply_to: None,
            received_at: None,
            attachments: 0,
            language: None,
            summary: false,
            attributes: BTreeMap::new(),
        }
    }

    /// The same reply to that message.
    #[must_use]
    pub fn to(mut self, message: Id) -> Self {
        self.in_reply_to = Some(message);
        self
    }

    /// The same reply written in that role.
    #[must_use]
    pub fn in_role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// The same reply by that author.
    #[must_use]
    pub fn by(mut self, author: Id) -> Self {
        self.author = Some(author);
        self
    }

    /// The same reply with those words.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "a response";
        Ok(Self {
            id: row.need_id(Column::Id, OF)?,
            at: row.need_at(OF)?,
            thread: row.need_id(Column::Thread, OF)?,
            role: row.take_word(Column::Role)?.unwrap_or_default(),
            author: row.take_id(Column::Author)?,
            page: row.take_id(Column::Page)?,
            channel: row.take_word(Column::Channel)?.unwrap_or_default(),
            visibility: row.take_word(Column::Visibility)?.unwrap_or_default(),
            audience: row.take_count(Column::Audience)?,
            text: row.take_text(Column::Text).unwrap_or_default(),
            in_reply_to: row.take_id(Column::InReplyTo)?,
            received_at: row.take_at(Column::ReceivedAt)?,
            attachments: row.take_count(Column::Attachments)?.unwrap_or(0),
            language: row.take_text(Column::Language),
            summary: row.take_truth(Column::Summary)?.unwrap_or(false),
            attributes: row.into_attributes(),
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Thread, &self.thread);
        row.put_text(Column::Role, self.role);
        row.put_text(Column::Channel, self.channel);
        row.put_text(Column::Visibility, self.visibility);
        row.put_text(Column::Text, &self.text);
        let optional = [
            (Column::Author, &self.author),
            (Column::Page, &self.page),
            (Column::InReplyTo, &self.in_reply_to),
        ];
        for (column, id) in optional {
            if let Some(id) = id {
                row.put_text(column, id);
            }
        }
        if let Some(audience) = self.audience {
            row.put(Column::Audience, Cell::count(audience));
        }
        if let Some(received_at) = self.received_at {
            row.put_text(Column::ReceivedAt, received_at);
        }
        if self.attachments > 0 {
            row.put(Column::Attachments, Cell::count(self.attachments));
        }
        if let Some(language) = &self.language {
            row.put_text(Column::Language, language);
        }
        if self.summary {
            row.put(Column::Summary, Cell::Truth(true));
        }
        row.put_attributes(&self.attributes);
        row
    }
}
