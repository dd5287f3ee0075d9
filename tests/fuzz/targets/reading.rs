//! Any bytes as an ask, a reply and what the page repeats, parted by NUL: every number of the reading is finite and in
//! range, every span points into the message it names.
#![no_main]

use std::sync::OnceLock;

use goodwill::Score;
use goodwill::assessment::Span;
use goodwill::event::{Id, Interaction, Response};
use goodwill::reader::{LexiconReader, Reader};
use goodwill::text::Boilerplate;
use goodwill::thread::Conversation;
use libfuzzer_sys::fuzz_target;

/// The messages without their words.
fn blank() -> &'static (Interaction, Response, LexiconReader) {
    static BLANK: OnceLock<(Interaction, Response, LexiconReader)> = OnceLock::new();
    BLANK.get_or_init(|| {
        let id = |name| Id::new(name).expect("a name");
        let at = |text: &str| text.parse().expect("an instant");
        let ask = Interaction::new(id("t"), id("m"), at("2024-03-01T10:00:00Z"));
        let reply = Response::new(id("t"), id("r"), at("2024-03-01T10:20:00Z"));
        (ask, reply, LexiconReader::english().expect("the word list that ships loads"))
    })
}

fn is_share(score: Score) -> bool {
    (0.0..=1.0).contains(&score.get())
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, '\0');
    let mut part = || parts.next().unwrap_or_default();
    let (ask, reply, rote) = (part(), part(), part());

    let (interaction, response, reader) = blank();
    let (interaction, response) = (interaction.clone().saying(ask), response.clone().saying(reply));
    let reader = reader.clone().with_boilerplate(Boilerplate::learn([rote; 3]));
    let conversation = Conversation::draft(&interaction, &response);
    let exchange = conversation.exchanges().next().expect("a draft is one exchange");
    let reading = reader.read(&exchange);

    let points = |span: &Span| {
        let text = if span.message.as_str() == "m" { ask } else { reply };
        assert!(span.of(text).is_some(), "{span:?}");
    };
    for found in reading.acts() {
        assert!(is_share(found.strength), "{found:?}");
        points(&found.span);
    }
    for found in reading.before().iter().chain(reading.after()) {
        assert!(is_share(found.strength), "{found:?}");
        points(&found.span);
    }
    assert!(reading.coverage().is_none_or(is_share));
    for ask in reading.asked() {
        assert!(ask.coverage.is_none_or(is_share), "{ask:?}");
        points(&ask.span);
    }
    for (_, axis) in reading.axes() {
        assert!(is_share(axis.score()) && axis.base().is_finite(), "{axis:?}");
        for part in axis.evidence() {
            assert!(part.contribution.is_finite(), "{part:?}");
            part.spans.iter().for_each(points);
        }
    }
    assert_eq!(reading.abstained().is_none(), reading.contempt().is_some(), "an axis or a reason");
    assert_eq!(reader.read(&exchange), reading);
});
