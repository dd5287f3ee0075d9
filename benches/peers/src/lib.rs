//! What the bench, the allocation count and the corpus tool share: a corpus and its figures, and drafts to be read.

pub mod traffic;

use std::fmt;
use std::fs;

use goodwill::event::{Id, Interaction, Response};
use goodwill::reader::{LexiconReader, Reader, Reading};
use goodwill::text::Boilerplate;
use goodwill::thread::Conversation;

/// What can go wrong here: a file, or building something of goodwill.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a page repeats is learnt from so many lines of the corpus.
const SAMPLE: usize = 10_000;

/// The figures by which a corpus is told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub lines: usize,
    /// Without line ends.
    pub bytes: usize,
    /// FNV-1a of 64 bits over the lines, each with its line end.
    pub hash: u64,
}

impl Figures {
    /// The figures of those lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut figures = Self { lines: 0, bytes: 0, hash: 0xcbf2_9ce4_8422_2325 };
        for line in lines {
            figures.lines += 1;
            figures.bytes += line.len();
            for byte in line.bytes().chain([b'\n']) {
                figures.hash = (figures.hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
            }
        }
        figures
    }
}

impl fmt::Display for Figures {
    #[expect(clippy::cast_precision_loss, reason = "a mean to one decimal")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mean = self.bytes as f64 / self.lines.max(1) as f64;
        let Self { lines, bytes, hash } = self;
        write!(f, "{lines} lines, {bytes} bytes of text, mean length {mean:.1} bytes, hash {hash:016x}")
    }
}

/// The text of a corpus file.
///
/// # Errors
///
/// If the file cannot be read or is not UTF-8.
pub fn load(path: &str) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
}

/// Reads drafts: an ask and a reply whose words change, by a reader that knows what the page repeats.
#[derive(Debug)]
pub struct Drafts {
    ask: Interaction,
    reply: Response,
    reader: LexiconReader,
}

impl Drafts {
    /// A reader with the English lexicon, which has learnt from the first lines of the corpus.
    ///
    /// # Errors
    ///
    /// If the lexicon that ships does not load.
    pub fn new(lines: &[&str]) -> Result<Self> {
        let learnt = Boilerplate::learn(lines.iter().take(SAMPLE));
        let thread = Id::new("t")?;
        Ok(Self {
            ask: Interaction::new(thread.clone(), Id::new("m")?, "2024-03-01T10:00:00Z".parse()?),
            reply: Response::new(thread, Id::new("r")?, "2024-03-01T10:20:00Z".parse()?),
            reader: LexiconReader::english()?.with_boilerplate(learnt),
        })
    }

    /// The reading of one reply to one ask.
    pub fn read(&mut self, ask: &str, reply: &str) -> Option<Reading> {
        ask.clone_into(&mut self.ask.text);
        reply.clone_into(&mut self.reply.text);
        let conversation = Conversation::draft(&self.ask, &self.reply);
        conversation.exchanges().next().map(|exchange| self.reader.read(&exchange))
    }
}

/// Everything in a reading as one number: asks, acts, signals, axes, their evidence and every span.
#[must_use]
pub fn answer(reading: &Reading) -> u64 {
    let place = |start: usize, end: usize| (start as u64) << 32 ^ end as u64;
    let mut sum = reading.kinds().iter().fold(0_u64, |sum, kind| sum.wrapping_add(*kind as u64));
    let mut add = |number: u64| sum = sum.rotate_left(5).wrapping_add(number);
    for found in reading.acts() {
        add(found.strength.get().to_bits());
        add(place(found.span.start, found.span.end));
    }
    for found in reading.before().iter().chain(reading.after()) {
        add(found.strength.get().to_bits());
        add(place(found.span.start, found.span.end));
    }
    for ask in reading.asked() {
        add(ask.coverage.map_or(0, |share| share.get().to_bits()));
        add(place(ask.span.start, ask.span.end));
    }
    for (_, axis) in reading.axes() {
        add(axis.score().get().to_bits());
        for part in axis.evidence() {
            add(part.contribution.to_bits());
            part.spans.iter().for_each(|span| add(place(span.start, span.end)));
        }
    }
    sum
}
