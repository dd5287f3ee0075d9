//! What must not move a score: whose name it is, how much it was, how a sentence is dressed, where its writer learnt to spell.

use goodwill::Timestamp;
use goodwill::event::{Id, Interaction, Response};
use goodwill::reader::{AxisKind, LexiconReader, Reader, Reading};
use goodwill::thread::Conversation;
use proptest::prelude::*;

use super::cases;

fn read(ask: &str, reply: &str) -> Reading {
    let at: Timestamp = "2024-03-01T10:00:00Z".parse().unwrap();
    let ask = Interaction::new(Id::new("t").unwrap(), Id::new("m").unwrap(), at).saying(ask);
    let reply = Response::new(Id::new("t").unwrap(), Id::new("r").unwrap(), at).saying(reply);
    let conversation = Conversation::draft(&ask, &reply);
    let exchange = conversation.exchanges().next().unwrap();
    LexiconReader::english().unwrap().read(&exchange)
}

/// The largest shift of any axis between two readings, and which.
fn shift(one: &Reading, other: &Reading) -> (f64, AxisKind) {
    let score = |reading: &Reading, kind| reading.axis(kind).map_or(f64::NAN, |axis| axis.score().get());
    let shifts = AxisKind::ALL.map(|kind| match (score(one, kind), score(other, kind)) {
        (a, b) if a.is_nan() && b.is_nan() => (0.0, kind),
        (a, b) => ((a - b).abs(), kind),
    });
    shifts
        .into_iter()
        .fold((0.0, AxisKind::Help), |most, one| if one.0 > most.0 || one.0.is_nan() { one } else { most })
}

/// Asks and replies with a place for a name and one for a number.
const ASKS: [&str; 4] = [
    "Where is my order {number}? It has been 9 days.",
    "Your driver left parcel {number} in the rain and nobody answers.",
    "Can I return the lamp from order {number}?",
    "I was charged {number} pounds twice!",
];
const REPLIES: [&str; 5] = [
    "Hi {name}, sorry about that. Your order {number} ships today and arrives by Friday.",
    "Hello {name}, please send us a direct message with your order number.",
    "We understand your concern, {name}. We will look into it.",
    "Thanks {name}, we refunded {number} pounds this morning.",
    "You should have read the terms, {name}.",
];
const NAMES: [&str; 8] = ["Ana", "Mohammed", "Siobhan", "Wei", "Jürgen", "Nkechi", "Dmitri", "Beth"];
const NUMBERS: [&str; 6] = ["12", "480", "7731", "55", "1200", "31"];

fn filled(template: &str, name: &str, number: &str) -> String {
    template.replace("{name}", name).replace("{number}", number)
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn names_and_numbers_move_nothing(
        ask in prop::sample::select(ASKS.to_vec()),
        reply in prop::sample::select(REPLIES.to_vec()),
        names in prop::sample::subsequence(NAMES.to_vec(), 2),
        numbers in prop::sample::subsequence(NUMBERS.to_vec(), 2),
    ) {
        let one = read(&filled(ask, names[0], numbers[0]), &filled(reply, names[0], numbers[0]));
        let renamed = read(&filled(ask, names[1], numbers[0]), &filled(reply, names[1], numbers[0]));
        prop_assert!(shift(&one, &renamed).0 == 0.0, "{:?}", shift(&one, &renamed));
        let recounted = read(&filled(ask, names[0], numbers[1]), &filled(reply, names[0], numbers[1]));
        prop_assert!(shift(&one, &recounted).0 == 0.0, "{:?}", shift(&one, &recounted));
    }

    #[test]
    fn dress_moves_nothing(
        ask in prop::sample::select(ASKS.to_vec()),
        reply in prop::sample::select(REPLIES.to_vec()),
        blanks in "[ \\n\\t]{0,4}",
    ) {
        let (ask, reply) = (filled(ask, "Ana", "480"), filled(reply, "Ana", "480"));
        let plain = read(&ask, &reply);
        // Blanks at the end.
        let spaced = read(&format!("{ask}{blanks}"), &format!("{reply}{blanks}"));
        prop_assert!(shift(&plain, &spaced).0 == 0.0, "{:?}", shift(&plain, &spaced));
        // A sentence that begins small.
        let small = |text: &str| {
            let mut letters = text.chars();
            letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
        };
        let small = read(&small(&ask), &small(&reply));
        prop_assert!(shift(&plain, &small).0 == 0.0, "{:?}", shift(&plain, &small));
    }

    #[test]
    fn quotes_and_emoji_have_many_forms(style in 0..3_usize, selector in prop::bool::ANY) {
        let quotes = [("\"", "\"", "'"), ("“", "”", "’"), ("«", "»", "ʼ")][style];
        let heart = if selector { "❤\u{fe0f}" } else { "❤" };
        let say = |(open, close, apostrophe): (&str, &str, &str), heart: &str| {
            read(
                &format!("The box says {open}fragile{close} and it{apostrophe}s broken {heart}"),
                &format!("We{apostrophe}re sorry the {open}fragile{close} box didn{apostrophe}t hold. A new one ships today {heart}"),
            )
        };
        let (plain, other) = (say(("\"", "\"", "'"), "❤"), say(quotes, heart));
        prop_assert!(shift(&plain, &other).0 == 0.0, "{:?}", shift(&plain, &other));
    }
}

/// Ways to say the same thing in other places, on other keyboards, in other company: ask, reply; ask, reply.
const PAIRS: [(&str, &str, &str, &str); 44] = [
    ("What color is it?", "It comes in gray.", "What colour is it?", "It comes in grey."),
    ("Can I cancel my order?", "Yes, it is canceled.", "Can I cancel my order?", "Yes, it is cancelled."),
    ("I need help", "We apologize for the delay.", "I need help", "We apologise for the delay."),
    ("It broke", "We realize that is not good enough.", "It broke", "We realise that is not good enough."),
    (
        "My favorite mug broke",
        "We will send a new one today.",
        "My favourite mug broke",
        "We will send a new one today.",
    ),
    ("When will it arrive?", "It will arrive on Friday.", "When will it arrive?", "It'll arrive on Friday."),
    ("It doesn't work", "We're looking into it.", "It does not work", "We are looking into it."),
    ("It doesnt work", "Sorry, it cant be mended.", "It doesn't work", "Sorry, it can't be mended."),
    (
        "I have not received it",
        "You will have it by Monday.",
        "I haven't received it",
        "You'll have it by Monday.",
    ),
    (
        "Where are you all located?",
        "You all can find us on Mill Street.",
        "Where are y'all located?",
        "Y'all can find us on Mill Street.",
    ),
    ("Please fix it", "Please restart the box.", "Pls fix it", "Pls restart the box."),
    (
        "Thanks, but where is it?",
        "Thanks, it is on its way.",
        "Thx, but where is it?",
        "Thx, it is on its way.",
    ),
    (
        "Are you open today?",
        "You can visit us until five.",
        "Are u open today?",
        "U can visit us until five.",
    ),
    (
        "I want to return it",
        "You are going to get a label.",
        "I wanna return it",
        "You're gonna get a label.",
    ),
    (
        "I have got to change it",
        "You have got to log in first.",
        "I gotta change it",
        "You gotta log in first.",
    ),
    ("I am waiting", "I am on it.", "I'm waiting", "I'm on it."),
    ("That is not what I asked", "That is right, sorry.", "That's not what I asked", "That's right, sorry."),
    (
        "Could you check my parcel?",
        "Your parcel ships today.",
        "Could you check my package?",
        "Your package ships today.",
    ),
    (
        "The post is late",
        "The post is late because of snow.",
        "The mail is late",
        "The mail is late because of snow.",
    ),
    (
        "My mobile does not charge",
        "Please restart your mobile.",
        "My cell phone does not charge",
        "Please restart your cell phone.",
    ),
    (
        "Is there a queue?",
        "There is no queue before ten.",
        "Is there a line?",
        "There is no line before ten.",
    ),
    (
        "The film is scratched",
        "We will scan the film again tomorrow.",
        "The movie is scratched",
        "We will scan the movie again tomorrow.",
    ),
    (
        "I live in a flat",
        "The courier will ring at your flat.",
        "I live in an apartment",
        "The courier will ring at your apartment.",
    ),
    (
        "Can I get a refund?",
        "We refunded you on Tuesday.",
        "Can I get a refund?",
        "We have refunded you on Tuesday.",
    ),
    ("He don't answer", "We will call you today.", "He doesn't answer", "We will call you today."),
    ("It ain't working", "Let us fix that today.", "It isn't working", "Let us fix that today."),
    ("I never got nothing", "We sent it again today.", "I never got anything", "We sent it again today."),
    ("Where my order at?", "It arrives tomorrow.", "Where is my order?", "It arrives tomorrow."),
    (
        "They been ignoring me",
        "Sorry about that, I will call you at 5pm.",
        "They have been ignoring me",
        "Sorry about that, I will call you at 5pm.",
    ),
    (
        "I done told you twice",
        "I see your two messages, sorry.",
        "I have told you twice",
        "I see your two messages, sorry.",
    ),
    (
        "Kindly do the needful",
        "Kindly restart the router.",
        "Please do what is needed",
        "Please restart the router.",
    ),
    (
        "I am having a doubt about the bill",
        "The bill is for March.",
        "I have a question about the bill",
        "The bill is for March.",
    ),
    (
        "The lift is broken",
        "An engineer comes on Monday.",
        "The elevator is broken",
        "An engineer comes on Monday.",
    ),
    (
        "My trousers are torn",
        "We will replace the trousers.",
        "My pants are torn",
        "We will replace the pants.",
    ),
    (
        "I ordered it last fortnight",
        "It ships within two weeks.",
        "I ordered it two weeks ago",
        "It ships within a fortnight.",
    ),
    (
        "The jumper shrank",
        "We will send another jumper today.",
        "The sweater shrank",
        "We will send another sweater today.",
    ),
    (
        "It was delivered to my neighbor",
        "Please ask your neighbor.",
        "It was delivered to my neighbour",
        "Please ask your neighbour.",
    ),
    (
        "Where is the store?",
        "Our store is on Mill Street.",
        "Where is the shop?",
        "Our shop is on Mill Street.",
    ),
    (
        "Why was I charged?",
        "The check was cashed on Friday.",
        "Why was I charged?",
        "The cheque was cashed on Friday.",
    ),
    (
        "Your catalog is wrong",
        "We have changed the catalog.",
        "Your catalogue is wrong",
        "We have changed the catalogue.",
    ),
    (
        "No worries, but is it coming?",
        "No worries, it comes at nine.",
        "No problem, but is it coming?",
        "No problem, it comes at nine.",
    ),
    ("Is it OK to wash?", "Yes, that is okay.", "Is it okay to wash?", "Yes, that is OK."),
    (
        "My licence key fails",
        "Here is a new licence key.",
        "My license key fails",
        "Here is a new license key.",
    ),
    (
        "It arrived at half five",
        "The desk closes at 17:30.",
        "It arrived at 5:30",
        "The desk closes at 5:30pm.",
    ),
];

/// The most that a spelling or a dialect may move any axis.
const BOUND: f64 = 0.1;

#[test]
fn spelling_and_dialect_move_little() {
    let mut shifts: Vec<_> = PAIRS
        .iter()
        .map(|(ask, reply, other_ask, other_reply)| {
            let (most, axis) = shift(&read(ask, reply), &read(other_ask, other_reply));
            (most, axis, *ask, *reply)
        })
        .collect();
    shifts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let beyond: Vec<_> = shifts.iter().filter(|shift| !(shift.0 <= BOUND)).collect();
    assert!(beyond.is_empty(), "{beyond:#?}");
}
