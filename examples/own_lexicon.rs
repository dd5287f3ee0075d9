//! How do I teach the reader the words of my own trade?
//!
//! A word list is a text file. This one, of a bakery, extends the English list that ships: it names the loaves, says what a
//! stale one is to a customer, and that a fresh one is help. The example reads one reply with and without it, then shows what six
//! broken lists are told: file, line, token and what is accepted.
//!
//! ```text
//! cargo run --example own_lexicon [LIST.lex]
//! ```

use goodwill::event::{Id, Interaction, Response};
use goodwill::reader::{LexiconReader, Reader, Reading};
use goodwill::text::Lexicon;
use goodwill::thread::Conversation;
use goodwill::{Error, Result, Timestamp};

const BAKERY: &str = include_str!("data/bakery.lex");
const ASK: &str = "My rye was dry again, what now?";
const REPLY: &str = "Stop by and take another rye, we will save you one.";

/// A list, one change to it, and what that change breaks.
const BROKEN: [(&str, &str); 6] = [
    ("language en", "language tlh"),
    ("words loaf", "wrods loaf"),
    ("customer risk +0.3", "customer risk 0.3"),
    ("company help +0.8", "company hlep +0.8"),
    ("@loaf ~4", "@loafs ~4"),
    ("(stale|mouldy|dry)", "(stale|mouldy|dry"),
];

fn read(reader: &LexiconReader) -> Result<Reading> {
    let at: Timestamp = "2024-03-01T10:00:00Z".parse()?;
    let ask = Interaction::new(Id::new("t")?, Id::new("ask")?, at).saying(ASK);
    let reply = Response::new(Id::new("t")?, Id::new("reply")?, at).saying(REPLY);
    let conversation = Conversation::draft(&ask, &reply);
    let exchange = conversation.exchanges().next();
    exchange.map(|exchange| reader.read(&exchange)).ok_or_else(|| Error::new("a draft is one exchange"))
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let (name, list) = match std::env::args().nth(1) {
        Some(path) => (path.clone(), std::fs::read_to_string(path)?),
        None => ("bakery.lex".to_owned(), BAKERY.to_owned()),
    };
    let bakery = Lexicon::english()?.extended(&Lexicon::parse(&name, &list)?)?;
    bakery.check()?;

    println!("customer: {ASK}\nreply:    {REPLY}\n");
    for (name, lexicon) in [("en.lex", Lexicon::english()?), (&*name, &bakery)] {
        let reader = LexiconReader::with_lexicon(lexicon.clone()).build()?;
        let reading = read(&reader)?;
        println!("{name}: revision {}, fingerprint {:016x}", lexicon.revision(), lexicon.fingerprint());
        for (kind, axis) in reading.axes().take(2) {
            println!("  {kind} {:.2}", axis.score().get());
            for part in axis.evidence() {
                let words = part
                    .spans
                    .first()
                    .and_then(|span| span.of(if span.message.as_str() == "ask" { ASK } else { REPLY }));
                println!("    {:+.2} {} {}", part.contribution, part.basis, words.unwrap_or_default());
            }
        }
    }

    println!("\nwhat broken lists are told:");
    for (right, wrong) in BROKEN {
        let broken = BAKERY.replacen(right, wrong, 1);
        let told = Lexicon::parse("bakery.lex", &broken).and_then(|list| Lexicon::english()?.extended(&list));
        let told = told.map_or_else(|error| error.to_string(), |_| "nothing: it loads".to_owned());
        println!("  {wrong}\n    {told}");
    }
    Ok(())
}
