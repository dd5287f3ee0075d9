//! Made-up traffic: what customers and a company write, as it would arrive, from a fixed seed.

use goodwill::Timestamp;
use goodwill::event::{
    Channel, Correction, CorrectionKind, Corrector, Event, Id, Interaction, Response, Role, Status,
    StatusKind, Visibility,
};
use goodwill::thread::{Message, Note, Threads};

use crate::Result;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// 2024-01-01T00:00:00Z.
const START: i64 = 1_704_067_200_000;
const NOBODY: u32 = u32::MAX;

/// How the traffic is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One customer a thread, agents only, all public, no gap beyond a week, no two turns of a thread at one instant,
    /// nothing twice and nothing taken back: here a run of turns by one side means the same to everybody.
    Plain,
    /// Threads of 1 to 12 turns; several customers in every sixth; bots, receipts, other users, notes inside the house;
    /// replies that name a message, some of them one that nobody knows; other pages; gaps beyond two weeks; statuses,
    /// edits and deletions; late, doubled and conflicting arrivals.
    Whole,
}

/// SplitMix64 (Steele, Lea & Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// From nought to one, one left out.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub const fn share(&mut self) -> f64 {
        (self.word() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A whole number below that one.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.word() % end
    }

    pub fn in_hundred(&mut self, chances: u64) -> bool {
        self.below(100) < chances
    }

    /// From one to the most, in powers: half of them below twice the least.
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds")]
    fn long_tailed(&mut self, least: i64, most: i64) -> i64 {
        #[expect(clippy::cast_precision_loss, reason = "days in milliseconds")]
        let long = least as f64 / (1.0 - self.share());
        (long as i64).min(most)
    }
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Ask,
    Reply(Role, Visibility),
    Edit,
    Delete(Corrector),
    Stands(StatusKind),
}

/// One thing that happens, names in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Post {
    pub arrives: i64,
    pub at: i64,
    pub thread: u32,
    pub message: u32,
    /// The message that it answers or changes.
    pub target: u32,
    pub who: u32,
    pub page: u32,
    pub what: What,
}

/// Posts in the order in which they arrive. Threads are numbered in the order in which they begin.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "there are fewer than four thousand million")]
pub fn posts(count: usize, kind: Kind, seed: u64) -> Vec<Post> {
    let mut dice = Dice::new(seed);
    let mut posts: Vec<Post> = Vec::with_capacity(count + 64);
    // The same traffic per day whatever the number: more posts are more days, up to some thirty years.
    let pace =
        1_200_000_i64.min(i64::try_from(30 * 365 * DAY as usize / count.max(1)).unwrap_or(1) * 5).max(1);
    let (mut clock, mut thread) = (START, 0);
    let customers = (count as u64 / 8).max(4);
    while posts.len() < count {
        clock += (dice.share() * 2.0 * pace as f64) as i64;
        one_thread(&mut posts, thread, clock, kind, customers, &mut dice);
        thread += 1;
    }
    posts.truncate(count);
    posts.sort_by_key(|post| post.arrives);
    posts
}

/// Twelve pages in hundred are as busy as all others together.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred pages")]
fn page(dice: &mut Dice) -> u32 {
    let share = dice.share();
    (share * share * share * 400.0) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "there are fewer than four thousand million")]
fn one_thread(posts: &mut Vec<Post>, thread: u32, begins: i64, kind: Kind, customers: u64, dice: &mut Dice) {
    let whole = kind == Kind::Whole;
    let turns = 1 + dice.below(6) + if dice.in_hundred(30) { dice.below(7) } else { 0 };
    let on = page(dice);
    let asker = dice.below(customers) as u32;
    let several = whole && dice.in_hundred(16);
    let other = dice.below(customers) as u32;
    let mut at = begins;
    let mut asked = posts.len() as u32;
    // A post that the company begins with.
    let mut replies_next = whole && dice.in_hundred(3);
    for turn in 0..turns {
        let message = posts.len() as u32;
        let named_before = if turn > 0 && dice.in_hundred(30) { asked } else { NOBODY };
        let post =
            Post { arrives: at, at, thread, message, target: NOBODY, who: asker, page: on, what: What::Ask };
        let is_reply = replies_next;
        let post = if is_reply {
            let role = match dice.below(100) {
                _ if !whole => Role::Agent,
                0..8 => Role::Bot,
                8..11 => Role::Auto,
                11..15 => Role::Peer,
                15 => Role::Moderator,
                _ => Role::Agent,
            };
            let visibility =
                if whole && dice.in_hundred(5) { Visibility::Internal } else { Visibility::Public };
            let target = if whole && dice.in_hundred(1) { message ^ 0x4000_0000 } else { named_before };
            let page = if whole && dice.in_hundred(1) { on + 1 } else { on };
            let target = if whole { target } else { NOBODY };
            Post {
                target,
                who: 4_000_000_000 + dice.below(40) as u32,
                page,
                what: What::Reply(role, visibility),
                ..post
            }
        } else {
            asked = message;
            Post { who: if several && dice.in_hundred(40) { other } else { asker }, ..post }
        };
        posts.push(post);
        if whole {
            beside(posts, post, dice);
        }
        replies_next = if is_reply { dice.in_hundred(25) } else { !dice.in_hundred(30) };
        let most = if whole { 20 * DAY } else { 7 * DAY };
        at += dice.long_tailed(10 * MINUTE, most);
        if whole && dice.in_hundred(1) {
            at -= 10 * MINUTE;
        }
    }
    if whole && dice.in_hundred(25) {
        let message = posts.len() as u32;
        let status = match dice.below(20) {
            0 => StatusKind::Merged,
            1 => StatusKind::Hidden,
            2 => StatusKind::Reopened,
            _ => StatusKind::Closed,
        };
        let what = What::Stands(status);
        posts.push(Post {
            arrives: at,
            at,
            thread,
            message,
            target: NOBODY,
            who: NOBODY,
            page: NOBODY,
            what,
        });
    }
}

/// What now and then goes with a post.
#[expect(clippy::cast_possible_truncation, reason = "there are fewer than four thousand million")]
fn beside(posts: &mut Vec<Post>, post: Post, dice: &mut Dice) {
    let last = posts.len() - 1;
    if dice.in_hundred(2) {
        posts[last].arrives += dice.long_tailed(HOUR, DAY);
    }
    if dice.in_hundred(1) {
        // Once more, and every tenth time with another instant.
        let later = if dice.in_hundred(10) { MINUTE } else { 0 };
        posts.push(Post { arrives: post.arrives + HOUR, at: post.at + later, ..post });
    }
    if dice.in_hundred(1) {
        let message = posts.len() as u32;
        let at = post.at + dice.long_tailed(MINUTE, DAY);
        let what = match dice.below(3) {
            0 => What::Edit,
            1 => What::Delete(Corrector::Moderator),
            _ if post.what == What::Ask => What::Delete(Corrector::Customer),
            _ => What::Delete(Corrector::Company),
        };
        posts.push(Post {
            arrives: at,
            at,
            message,
            target: post.message,
            who: NOBODY,
            page: NOBODY,
            what,
            ..post
        });
    }
}

const WORDS: [&str; 4] = [
    "My prints are late again, and nobody has answered the phone since Tuesday.",
    "We have looked into it and sent a new set today. Sorry for the wait.",
    "Is the darkroom open on Sunday?",
    "Please message us your order number and we will see what we can do.",
];

impl Post {
    /// The event with names in text.
    ///
    /// # Errors
    ///
    /// None that these names and instants could cause.
    pub fn event(&self) -> Result<Event> {
        let at = Timestamp::from_millisecond(self.at)?;
        let thread = Id::new(format!("thread-{:07}", self.thread))?;
        let id = Id::new(format!("m{}", self.message))?;
        let target = || Id::new(format!("m{}", self.target));
        let page = || Id::new(format!("page-{}", self.page));
        let words = WORDS[self.message as usize % WORDS.len()];
        Ok(match self.what {
            What::Ask => {
                let ask = Interaction::new(thread, id, at).by(Id::new(format!("customer-{}", self.who))?);
                Event::Interaction(ask.on(Channel::Comment).at_page(page()?).saying(words))
            }
            What::Reply(role, visibility) => {
                let mut reply = Response::new(thread, id, at).in_role(role).saying(words);
                reply.author = Some(Id::new(format!("agent-{}", self.who))?);
                (reply.page, reply.channel, reply.visibility) = (Some(page()?), Channel::Comment, visibility);
                reply.in_reply_to = if self.target == NOBODY { None } else { Some(target()?) };
                Event::Response(reply)
            }
            What::Edit => {
                let mut edit = Correction::new(thread, id, at, target()?, CorrectionKind::Edit);
                words.clone_into(&mut edit.text);
                Event::Correction(edit)
            }
            What::Delete(by) => {
                let mut delete = Correction::new(thread, id, at, target()?, CorrectionKind::Delete);
                delete.by = Some(by);
                Event::Correction(delete)
            }
            What::Stands(kind) => Event::Status(Status::new(thread, id, at, kind)),
        })
    }

    /// Adds it as a row of numbers.
    ///
    /// # Errors
    ///
    /// None that these instants could cause.
    #[inline]
    pub fn push(&self, threads: &mut Threads) -> Result<()> {
        let at = Timestamp::from_millisecond(self.at)?;
        match self.what {
            What::Ask => {
                let ask = Message::ask(self.thread, self.message, at).by(self.who);
                threads.push(ask.at_page(self.page).on(Channel::Comment));
            }
            What::Reply(role, visibility) => {
                let reply = Message::reply(self.thread, self.message, at).by(self.who).in_role(role);
                let reply = reply.seen_as(visibility).to(self.target);
                threads.push(reply.at_page(self.page).on(Channel::Comment));
            }
            What::Edit => threads.note(Note::edit(self.thread, self.message, at, self.target)),
            What::Delete(by) => {
                threads.note(Note::deletion(self.thread, self.message, at, self.target).by(by));
            }
            What::Stands(kind) => threads.note(Note::status(self.thread, self.message, at, kind)),
        }
        Ok(())
    }
}
