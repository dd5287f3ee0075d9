//! Who answers, how much, and how soon.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Observation, Scorer, View};
use crate::assessment::Fingerprint;
use crate::error::{Error, Result};
use crate::event::{Id, Role};
use crate::reader::Verdict;
use crate::stats::{Wait, WaitHistogram};
use crate::time::milliseconds;

/// Counts who answers the asks that need an answer: by author, and by role.
///
/// *By author* counts answers that stop the clock: those of agents that the customer could see. *By role* counts every reply
/// that the customer could see, so that it shows where bots, receipts, other customers or moderators are quicker than
/// the company.
///
/// A median wait is of the asks that somebody answered first, to the precision of a
/// [`WaitHistogram`](WaitHistogram#precision). It says how quick somebody is with what they answer, and nothing about what
/// nobody answered; people who take the hard cases look slow. Do not rank people by it.
///
/// # Bounded, in any order
///
/// It keeps up to a number of authors, 1,000 by default, and counts all others together. Those kept are the ones whose names
/// have the smallest hashes (FNV-1a, Fowler, Noll & Vo 1991), as in the bottom-k sketch of Cohen & Kaplan (2007). Whoever
/// is among them at the end was among them at every stage, since names seen before can only have been fewer; so their
/// counts are whole, and any split, order and tree of merges leaves the same bytes. Where there are more authors than
/// that, the ones kept are a fair sample of them and not the busiest. An author takes a few hundred bytes, at most some 20 kB.
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Interaction, Response, Role};
/// use goodwill::reader::Reading;
/// use goodwill::scorer::{Observation, Scorer, View, WhoAnswers};
/// use goodwill::thread::Conversation;
/// use std::time::Duration;
///
/// let ask = Interaction::new(Id::new("t")?, Id::new("m")?, "2024-03-01T10:00:00Z".parse()?);
/// let mut reply = Response::new(Id::new("t")?, Id::new("r")?, "2024-03-01T10:20:00Z".parse()?);
/// let kim = Id::new("kim")?;
/// reply.author = Some(kim.clone());
///
/// let who = WhoAnswers::default();
/// let mut state = Default::default();
/// for exchange in Conversation::draft(&ask, &reply).exchanges() {
///     who.observe(&mut state, &Observation::Exchange(Reading::new(exchange.outline())));
/// }
/// let seen = who.assess(&state, &View::new("2024-03-02T00:00:00Z".parse()?));
/// assert_eq!(seen.author(&kim).unwrap().first(), 1);
/// assert_eq!(seen.author(&kim).unwrap().median_wait(), Some(Duration::from_secs(1_200)));
/// assert_eq!(seen.role(Role::Agent).unwrap().replies(), 1);
/// assert!(seen.role(Role::Bot).is_none());
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct WhoAnswers {
    authors: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fields {
    authors: usize,
}

impl Default for Fields {
    fn default() -> Self {
        WhoAnswers::default().into()
    }
}

impl Default for WhoAnswers {
    /// It keeps 1,000 authors.
    fn default() -> Self {
        Self { authors: 1_000 }
    }
}

impl WhoAnswers {
    /// It keeps that many authors.
    ///
    /// # Errors
    ///
    /// Unless it is from 1 to 100,000.
    pub fn keeping(authors: usize) -> Result<Self> {
        if !(1..=100_000).contains(&authors) {
            return Err(Error::refused("authors", authors, "a number from 1 to 100000"));
        }
        Ok(Self { authors })
    }
}

impl TryFrom<Fields> for WhoAnswers {
    type Error = Error;

    fn try_from(fields: Fields) -> Result<Self> {
        Self::keeping(fields.authors)
    }
}

impl From<WhoAnswers> for Fields {
    fn from(who: WhoAnswers) -> Self {
        Self { authors: who.authors }
    }
}

/// What somebody answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    replies: u64,
    waits: WaitHistogram,
}

impl Answers {
    /// How many replies they gave to asks that need an answer.
    #[must_use]
    pub const fn replies(&self) -> u64 {
        self.replies
    }

    /// How many asks they were the first to answer.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.waits.n()
    }

    /// How long the asks that they were the first to answer had waited: half of them no longer than this. `None` where
    /// there are none.
    #[must_use]
    pub fn median_wait(&self) -> Option<Duration> {
        self.waits.curve().median().map(Duration::from_millis)
    }

    /// The waits behind that, for other quantiles.
    #[must_use]
    pub const fn waits(&self) -> &WaitHistogram {
        &self.waits
    }

    fn reply(&mut self) {
        self.replies = self.replies.saturating_add(1);
    }

    fn first_after(&mut self, wait: Duration) {
        self.waits.observe(Wait::Answered(milliseconds(wait).unsigned_abs()));
    }

    fn merge(&mut self, other: &Self) {
        self.replies = self.replies.saturating_add(other.replies);
        self.waits.merge(&other.waits);
    }
}

/// Who answered: by role, and by author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoAnswersState {
    roles: BTreeMap<Role, Answers>,
    authors: Authors,
    unnamed: Answers,
    others: Answers,
}

impl WhoAnswersState {
    /// The replies of that role that customers could see; `None` where there are none.
    #[must_use]
    pub fn role(&self, role: Role) -> Option<&Answers> {
        self.roles.get(&role)
    }

    /// Every role that replied.
    pub fn roles(&self) -> impl Iterator<Item = (Role, &Answers)> {
        self.roles.iter().map(|(role, answers)| (*role, answers))
    }

    /// What an author answered; `None` where they answered nothing, or are counted among the others.
    #[must_use]
    pub fn author(&self, author: &Id) -> Option<&Answers> {
        self.authors.0.get(&Key::of(author.clone()))
    }

    /// Every author who is kept, those first who were first to answer most, then by name.
    #[must_use]
    pub fn authors(&self) -> Vec<(&Id, &Answers)> {
        let mut authors: Vec<_> =
            self.authors.0.iter().map(|(key, answers)| (&key.author, answers)).collect();
        authors
            .sort_by_cached_key(|(author, answers)| (std::cmp::Reverse(answers.first()), (*author).clone()));
        authors
    }

    /// Answers without an author; so are calls and talks of which no reply is on record.
    #[must_use]
    pub const fn unnamed(&self) -> &Answers {
        &self.unnamed
    }

    /// What all authors together answered who are not kept.
    #[must_use]
    pub const fn others(&self) -> &Answers {
        &self.others
    }

    fn of(&mut self, author: Option<&Id>, most: usize) -> &mut Answers {
        let Some(author) = author else { return &mut self.unnamed };
        let key = Key::of(author.clone());
        let authors = &mut self.authors.0;
        let full = authors.len() >= most;
        let beyond = full && authors.last_key_value().is_none_or(|(last, _)| key > *last);
        if beyond {
            return &mut self.others;
        }
        if full && !authors.contains_key(&key) {
            if let Some((_, answers)) = authors.pop_last() {
                self.others.merge(&answers);
            }
        }
        authors.entry(key).or_default()
    }
}

/// An author in the order in which they are kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    hash: Fingerprint,
    author: Id,
}

impl Key {
    fn of(author: Id) -> Self {
        Self { hash: Fingerprint::of(author.as_str(), &()), author }
    }
}

/// The authors who are kept, in their order; written without their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(Id, Answers)>", into = "Vec<(Id, Answers)>")]
struct Authors(BTreeMap<Key, Answers>);

impl From<Vec<(Id, Answers)>> for Authors {
    fn from(rows: Vec<(Id, Answers)>) -> Self {
        Self(rows.into_iter().map(|(author, answers)| (Key::of(author), answers)).collect())
    }
}

impl From<Authors> for Vec<(Id, Answers)> {
    fn from(authors: Authors) -> Self {
        authors.0.into_iter().map(|(key, answers)| (key.author, answers)).collect()
    }
}

impl Scorer for WhoAnswers {
    type State = WhoAnswersState;
    type Output = WhoAnswersState;

    fn observe(&self, state: &mut WhoAnswersState, seen: &Observation) {
        let Observation::Exchange(reading) = seen else { return };
        let verdict = reading.verdict();
        let Some(opened) = reading.opened().filter(|_| verdict != Verdict::Withdrawn) else { return };
        let (mut replied, mut answered) = (false, false);
        for reply in reading.outline().replies().iter().filter(|reply| reply.visible) {
            let role = state.roles.entry(reply.role).or_default();
            role.reply();
            // A receipt for thanks does not answer the question that comes after them.
            if !replied && (reply.at >= opened || reply.answers) {
                role.first_after(reply.at.since(opened));
                replied = true;
            }
            if reply.answers {
                let author = state.of(reply.author.as_ref(), self.authors);
                author.reply();
                if !answered {
                    author.first_after(reading.wait().unwrap_or_default());
                    answered = true;
                }
            }
        }
        if verdict == Verdict::Answered && !answered {
            state.unnamed.first_after(reading.wait().unwrap_or_default());
        }
    }

    fn merge(&self, into: &mut WhoAnswersState, other: &WhoAnswersState) {
        for (role, more) in &other.roles {
            into.roles.entry(*role).or_default().merge(more);
        }
        for (key, more) in &other.authors.0 {
            into.of(Some(&key.author), self.authors).merge(more);
        }
        into.unnamed.merge(&other.unnamed);
        into.others.merge(&other.others);
    }

    fn assess(&self, state: &WhoAnswersState, view: &View<'_>) -> WhoAnswersState {
        view.complete(self, state).into_owned()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("who answers 1", self)
    }

    fn restore(&self, state: WhoAnswersState) -> Result<WhoAnswersState> {
        if state.authors.0.len() > self.authors {
            let authors = state.authors.0.len();
            let most = format!("at most {}", self.authors);
            return Err(Error::refused("state.authors", format_args!("a list of {authors}"), most));
        }
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered_by(who: WhoAnswers, authors: impl IntoIterator<Item = u32>) -> WhoAnswersState {
        let mut state = WhoAnswersState::default();
        for author in authors {
            let author = Id::new(format!("agent {author}")).unwrap();
            state.of(Some(&author), who.authors).reply();
        }
        state
    }

    #[test]
    fn whoever_is_kept_is_counted_whole_in_any_order() {
        let who = WhoAnswers::keeping(5).unwrap();
        let rounds = |shift: u32| (0..300).map(move |place| (place * 7 + shift) % 40);
        let whole = answered_by(who, rounds(0));
        assert_eq!(whole.authors.0.len(), 5);
        let kept: Vec<u64> = whole.authors().iter().map(|(_, answers)| answers.replies()).collect();
        assert!(kept.iter().all(|replies| (7..=8).contains(replies)), "{kept:?}");
        assert_eq!(kept.iter().sum::<u64>() + whole.others().replies(), 300);
        for split in [1, 7, 40, 299] {
            let (one, two): (Vec<u32>, Vec<u32>) =
                (rounds(0).take(split).collect(), rounds(0).skip(split).collect());
            let (one, two) = (answered_by(who, one.into_iter().rev()), answered_by(who, two));
            let mut forwards = one.clone();
            who.merge(&mut forwards, &two);
            let mut backwards = two;
            who.merge(&mut backwards, &one);
            assert_eq!(forwards, whole);
            assert_eq!(serde_json::to_string(&backwards).unwrap(), serde_json::to_string(&whole).unwrap());
        }
    }

    #[test]
    fn the_number_of_authors_is_checked_on_every_road() {
        let none = WhoAnswers::keeping(0).unwrap_err().to_string();
        assert_eq!(none, "authors: 0 is not a number from 1 to 100000");
        assert!(serde_json::from_str::<WhoAnswers>(r#"{"authors":0}"#).is_err());
        assert_eq!(serde_json::from_str::<WhoAnswers>("{}").unwrap(), WhoAnswers::default());
        let many = answered_by(WhoAnswers::default(), 0..9);
        assert!(WhoAnswers::keeping(9).unwrap().restore(many.clone()).is_ok());
        assert_eq!(
            WhoAnswers::keeping(8).unwrap().restore(many).unwrap_err().to_string(),
            "state.authors: a list of 9 is not at most 8"
        );
    }
}
