//! What a customer wrote.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::row::{Cell, Column, Row};
use super::{Channel, Id, Rating, Visibility};
use crate::error::Result;
use crate::time::Timestamp;

/// A message from a customer: a comment, a review, a post, an email.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Channel, Id, Interaction};
///
/// let ask = Interaction::new(Id::new("t1")?, Id::new("m1")?, "2024-03-01T10:00:00Z".parse()?)
///     .by(Id::new("ana")?)
///     .on(Channel::Comment)
///     .saying("Is the darkroom open on Sunday?");
/// assert_eq!(ask.customer().as_str(), "ana");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Interaction {
    /// The thread it belongs to.
    pub thread: Id,
    /// Its name in the thread.
    pub id: Id,
    /// When it was sent.
    pub at: Timestamp,
    /// Who wrote it; absent where the thread has one customer and they have no other name.
    pub customer: Option<Id>,
    /// The page of the company; absent where there is one company.
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
    /// The post it stands under.
    pub parent: Option<Id>,
    /// The stars of a review.
    pub rating: Option<Rating>,
    /// When the company's systems got it, where that differs.
    pub received_at: Option<Timestamp>,
    /// How many files came with it.
    pub attachments: u64,
    /// The language of the text, as a BCP 47 tag, where the platform says.
    pub language: Option<String>,
    /// Other pages that the text names.
    pub mentions: Vec<Id>,
    /// Whether the text is a note of what was said, and not the words.
    pub summary: bool,
    /// Anything else, by name.
    pub attributes: BTreeMap<String, String>,
}

impl Interaction {
    /// A public message with no text on channel [`Channel::Other`].
    #[must_use]
    pub fn new(thread: Id, id: Id, at: Timestamp) -> Self {
        Self {
            thread,
            id,
            at,
            customer: None,
            page: None,
            channel: Channel::Other,
            visibility: Visibility::Public,
            audience: None,
            text: String::new(),
            in_reply_to: None,
            parent: None,
            rating: None,
            received_at: None,
            attachments: 0,
            language: None,
            mentions: Vec::new(),
            summary: false,
            attributes: BTreeMap::new(),
        }
    }

    /// The same message by that customer.
    #[must_use]
    pub fn by(mut self, customer: Id) -> Self {
        self.customer = Some(customer);
        self
    }

    /// The same message on that channel.
    #[must_use]
    pub fn on(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// The same message on that page.
    #[must_use]
    pub fn at_page(mut self, page: Id) -> Self {
        self.page = Some(page);
        self
    }

    /// The same message with those words.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Who wrote it: the customer, or the thread where no customer is named.
    #[must_use]
    pub fn customer(&self) -> &Id {
        self.customer.as_ref().unwrap_or(&self.thread)
    }

    pub(super) fn from_row(mut row: Row) -> Result<Self> {
        const OF: &str = "an interaction";
        Ok(Self {
            id: row.need_id(Column::Id, OF)?,
            at: row.need_at(OF)?,
            thread: row.need_id(Column::Thread, OF)?,
            customer: row.take_id(Column::Customer)?,
            page: row.take_id(Column::Page)?,
            channel: row.take_word(Column::Channel)?.unwrap_or_default(),
            visibility: row.take_word(Column::Visibility)?.unwrap_or_default(),
            audience: row.take_count(Column::Audience)?,
            text: row.take_text(Column::Text).unwrap_or_default(),
            in_reply_to: row.take_id(Column::InReplyTo)?,
            parent: row.take_id(Column::Parent)?,
            rating: row.take_rating(Column::Rating)?,
            received_at: row.take_at(Column::ReceivedAt)?,
            attachments: row.take_count(Column::Attachments)?.unwrap_or(0),
            language: row.take_text(Column::Language),
            mentions: row.take_ids(Column::Mentions)?,
            summary: row.take_truth(Column::Summary)?.unwrap_or(false),
            attributes: row.into_attributes(),
        })
    }

    pub(super) fn to_row(&self) -> Row {
        let mut row = Row::default();
        row.put_text(Column::Id, &self.id);
        row.put_text(Column::At, self.at);
        row.put_text(Column::Thread, &self.thread);
        row.put_text(Column::Channel, self.channel);
        row.put_text(Column::Visibility, self.visibility);
        row.put_text(Column::Text, &self.text);
        let optional = [
            (Column::Customer, &self.customer),
            (Column::Page, &self.page),
            (Column::InReplyTo, &self.in_reply_to),
            (Column::Parent, &self.parent),
        ];
        for (column, id) in optional {
            if let Some(id) = id {
                row.put_text(column, id);
            }
        }
        if let Some(audience) = self.audience {
            row.put(Column::Audience, Cell::count(audience));
        }
        if let Some(rating) = self.rating {
            row.put(Column::Rating, Cell::Number(rating.get()));
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
        if !self.mentions.is_empty() {
            row.put(Column::Mentions, Cell::Words(self.mentions.iter().map(Id::to_string).collect()));
        }
        if self.summary {
            row.put(Column::Summary, Cell::Truth(true));
        }
        row.put_attributes(&self.attributes);
        row
    }
}
