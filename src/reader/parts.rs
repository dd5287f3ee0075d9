//! One reply in several messages, read as one text where a sentence goes on from one to the next.
//!
//! Networks that limit the length of a message make their users break sentences: `Your prints will be 1/2`, `2/2 with you by
//! Friday`. What such a sentence says stands in neither message.

use std::iter;
use std::time::Duration;

use super::heard::Heard;
use crate::event::Id;
use crate::text::{Case, Kind, Region};
use crate::thread::{Said, Turn};

/// Longer messages, in bytes, were not broken for want of room.
const LONGEST: usize = 1 << 12;

/// From where on a text that was put together is that of another message.
#[derive(Debug)]
pub(super) struct Seam<'a> {
    /// Where its words begin, in the text that was put together.
    pub(super) at: usize,
    pub(super) message: &'a Id,
    /// Where they begin in its own text.
    pub(super) start: usize,
}

/// A reply as it would stand in one message.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    /// The first of its messages.
    message: &'a Id,
    text: String,
    seams: Vec<Seam<'a>>,
}

impl<'a> Whole<'a> {
    /// The first of its messages, all of its words, and where those of the other messages begin.
    pub(super) fn said(&self) -> (&Id, &str, &[Seam<'a>]) {
        (self.message, &self.text, &self.seams)
    }

    fn of(turn: &Turn<'a>) -> Self {
        Self { message: turn.id(), text: turn.text().to_owned(), seams: Vec::new() }
    }

    /// Adds the next message, from one of its words on; `left` bytes of the last one are no part of its sentence.
    fn add(&mut self, left: usize, turn: &Turn<'a>, start: usize) {
        self.text.truncate(self.text.len() - left);
        self.text.push(' ');
        self.seams.push(Seam { at: self.text.len(), message: turn.id(), start });
        self.text.push_str(turn.text().get(start..).unwrap_or_default());
    }
}

/// The replies that these messages are, with each of one writer's that go on with a sentence of the one before, at most so much
/// later, in one text; none if each message stands for itself.
pub(super) fn joined<'a>(turns: &[&Turn<'a>], heard: &[Heard<'_>], within: Duration) -> Vec<Whole<'a>> {
    if turns.len() < 2 {
        return Vec::new();
    }
    let mut said: Vec<_> = turns.iter().copied().zip(heard).collect();
    // What was sent in one instant stands in the order of its names, which says nothing; its numbers do.
    for same in said.chunk_by_mut(|one, other| are_counted(*one, *other)) {
        same.sort_by_key(|(_, heard)| part(heard));
    }
    let seams = said.windows(2).map(|pair| match pair {
        [(earlier, before), (later, after)] => {
            let is_near = later.at().since(earlier.at()) <= within;
            (is_near && is_by_the_same(earlier, later)).then(|| seam(before, after)).flatten()
        }
        _ => None,
    });
    let seams: Vec<_> = seams.collect();
    if seams.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut all: Vec<Whole<'a>> = Vec::new();
    for ((turn, _), seam) in said.iter().zip(iter::once(None).chain(seams)) {
        match (seam, all.last_mut()) {
            (Some((left, start)), Some(whole)) => whole.add(left, turn, start),
            _ => all.push(Whole::of(turn)),
        }
    }
    all
}

/// Whether two messages of one instant are parts of as many.
fn are_counted((one, heard): (&Turn<'_>, &Heard<'_>), (other, next): (&Turn<'_>, &Heard<'_>)) -> bool {
    let all = |heard| part(heard).map(|(_, all)| all);
    one.at() == other.at() && is_by_the_same(one, other) && all(heard).is_some() && all(heard) == all(next)
}

fn is_by_the_same(one: &Turn<'_>, other: &Turn<'_>) -> bool {
    match (one.said(), other.said()) {
        (Said::Response(one), Said::Response(other)) => {
            (&one.author, &one.page, one.role) == (&other.author, &other.page, other.role)
        }
        _ => false,
    }
}

/// Whether a message goes on with the last sentence of another: how much of the other is left behind its words, and where the
/// words of this one begin.
fn seam(before: &Heard<'_>, after: &Heard<'_>) -> Option<(usize, usize)> {
    let (earlier, later) = (before.words.text(), after.words.text());
    if earlier.len().max(later.len()) > LONGEST {
        return None;
    }
    let follows = match (part(before), part(after)) {
        (Some((one, _)), Some((next, _))) => one + 1 == next,
        _ => true,
    };
    let last = before.words.content().last()?;
    let first = after.words.content().next()?;
    let (_, tail) = earlier.split_at_checked(last.span().end)?;
    let (lead, _) = later.split_at_checked(first.span().start)?;
    let behind = tail.trim_start_matches([' ', ')', '"', '”', '’', '\'']);
    let stops = behind.starts_with('.') && !behind.starts_with("..");
    let is_open = matches!(
        last.kind(),
        Kind::Word | Kind::Number | Kind::Money | Kind::Percent | Kind::Time | Kind::Id | Kind::Phone
    );
    let continues = lead.trim_end().ends_with(['…', '.']);
    let is_small = first.kind() == Kind::Word && first.case() == Case::Lower;
    (follows && is_open && !stops && (is_small || continues)).then_some((tail.len(), first.span().start))
}

/// Which part a message says it is, and of how many: the 2 and the 3 of `2/3`.
fn part(heard: &Heard<'_>) -> Option<(u8, u8)> {
    let mark = heard.words.tokens().iter().find(|token| token.region() == Region::Part)?;
    let (this, all) = heard.words.folded(mark).split_once('/')?;
    this.parse().ok().zip(all.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::reader::{Act, LexiconReader, Reader, ReaderPolicy, Reading};
    use crate::text::Lexicon;
    use crate::thread::Conversation;

    /// Replies by so many seconds after an ask, with writer and words.
    type Replies<'r> = &'r [(u64, &'r str, &'r str)];

    fn read_with(reader: &LexiconReader, replies: Replies<'_>) -> Reading {
        let ask = r#"{"type":"interaction","id":"m","thread":"t","at":"2024-03-04T10:00:00Z","text":"Where are my prints?"}"#;
        let mut events: Vec<Event> = vec![serde_json::from_str(ask).unwrap()];
        for (number, (after, author, text)) in replies.iter().enumerate() {
            let at = events[0].at().saturating_add(Duration::from_secs(*after));
            let (id, kind) = (format!("r{number}"), "response");
            let reply = serde_json::json!({ "type": kind, "id": id, "thread": "t", "at": at, "author": author, "text": text });
            events.push(serde_json::from_value(reply).unwrap());
        }
        let conversations = Conversation::cut(&events, Duration::from_secs(86_400));
        reader.read(&conversations[0].exchanges().next().unwrap())
    }

    /// What an act is found in, message and words.
    fn shown(act: Act, replies: Replies<'_>) -> Vec<(usize, &str)> {
        let reading = read_with(&LexiconReader::english().unwrap(), replies);
        let found = reading.acts().iter().filter(|found| found.what == act);
        let words = found.map(|found| {
            let number = found.span.message.as_str()[1..].parse::<usize>().unwrap();
            (number, found.span.of(replies[number].2).unwrap())
        });
        words.collect()
    }

    const FIRST: &str = "@kim So sorry! Your prints will be with 1/2 ^AB";
    const SECOND: &str = "@kim you by Friday. ^AB 2/2";

    #[test]
    fn a_sentence_goes_on_in_the_next_message() {
        let parts = [(60, "ana", FIRST), (70, "ana", SECOND)];
        assert_eq!(shown(Act::TimedPromise, &parts), [(0, "will be with"), (1, "you by Friday")]);
        let reading = read_with(&LexiconReader::english().unwrap(), &parts);
        let [promise] = reading.promises() else { panic!("{:?}", reading.promises()) };
        assert_eq!(promise.by, "2024-03-09T12:00:00Z".parse().unwrap());
        // It counts once, and shows in both.
        let whole = read_with(
            &LexiconReader::english().unwrap(),
            &[(60, "ana", "@kim So sorry! Your prints will be with you by Friday. ^AB")],
        );
        for (kind, axis) in whole.axes() {
            assert_eq!(reading.axis(kind).unwrap().score(), axis.score(), "{kind:?}");
        }
        let help =
            reading.help().unwrap().evidence().iter().find(|evidence| evidence.spans.len() == 2).unwrap();
        let messages: Vec<&str> = help.spans.iter().map(|span| span.message.as_str()).collect();
        assert_eq!(messages, ["r0", "r1"]);
    }

    #[test]
    fn parts_of_one_instant_stand_by_their_numbers() {
        let swapped = [(60, "ana", SECOND), (60, "ana", FIRST)];
        assert_eq!(shown(Act::TimedPromise, &swapped), [(1, "will be with"), (0, "you by Friday")]);
        let ordered = [(60, "ana", FIRST), (60, "ana", SECOND)];
        let reader = LexiconReader::english().unwrap();
        let scores = |replies: Replies<'_>| {
            let reading = read_with(&reader, replies);
            reading.axes().map(|(kind, axis)| (kind, axis.score())).collect::<Vec<_>>()
        };
        assert_eq!(scores(&swapped), scores(&ordered));
        let third = (60, "ana", "or we refund you. 3/3");
        let three = [(60, "ana", "Your prints will be with 1/3"), third, (60, "ana", "you by Friday 2/3")];
        assert_eq!(shown(Act::TimedPromise, &three), [(0, "will be with"), (2, "you by Friday")]);
        // A second apart, what came first stands first.
        let apart = [(60, "ana", SECOND), (61, "ana", FIRST)];
        assert!(!shown(Act::TimedPromise, &apart).contains(&(1, "will be with")));
    }

    #[test]
    fn dots_go_on_before_a_capital() {
        let parts = [(60, "ana", "Your prints will be with..."), (70, "ana", "...You by Friday.")];
        assert_eq!(shown(Act::TimedPromise, &parts), [(0, "will be with"), (1, "You by Friday")]);
    }

    #[test]
    fn what_stands_for_itself_is_not_joined() {
        for (why, second) in [
            ("too late", (60 + 301, "ana", SECOND)),
            ("somebody else", (70, "ben", SECOND)),
            ("another part", (70, "ana", "@kim you by Friday. ^AB 3/3")),
            ("a new sentence", (70, "ana", "@kim You hear from us by Friday. 2/2")),
        ] {
            let parts = [(60, "ana", FIRST), second];
            let split = shown(Act::TimedPromise, &parts);
            assert!(!split.contains(&(0, "will be with")), "{why}: {split:?}");
        }
        let ended = [(60, "ana", "Your prints will be with Jo. 1/2"), (70, "ana", "you by Friday 2/2")];
        assert!(!shown(Act::TimedPromise, &ended).iter().any(|(number, _)| *number == 0));
    }

    #[test]
    fn the_policy_says_how_near() {
        let mut policy = ReaderPolicy { part_minutes: 0, ..ReaderPolicy::default() };
        let english = Lexicon::english().unwrap().clone();
        let reader = LexiconReader::with_lexicon(english.clone()).policy(policy.clone()).build().unwrap();
        let reading = read_with(&reader, &[(60, "ana", FIRST), (70, "ana", SECOND)]);
        assert!(!reading.acts().iter().any(|found| found.what == Act::TimedPromise));
        policy.part_minutes = 1441;
        let error = LexiconReader::with_lexicon(english).policy(policy).build().unwrap_err();
        assert_eq!(error.to_string(), "policy.part_minutes: 1441 is not a whole number up to 1440");
    }
}
