//! Any bytes, read as text: tokens and sentences stand in order, inside the text, on character boundaries, and every
//! token belongs to one sentence.
#![no_main]

use goodwill::text::Words;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let words = Words::of(&text);
    assert_eq!(words.text(), text);

    let mut end = 0;
    let (mut sentence, mut clause) = (0, 0);
    for token in words.tokens() {
        let span = token.span();
        assert!(span.start >= end && span.end > span.start, "{span:?} after {end}");
        assert!(text.get(span.clone()).is_some(), "{span:?} is not on boundaries");
        assert!(token.sentence() >= sentence && token.clause() >= clause, "{token:?} goes back");
        assert!(token.sentence() < words.sentences().len(), "{token:?} is in no sentence");
        let _ = words.folded(token);
        (end, sentence, clause) = (span.end, token.sentence(), token.clause());
    }

    let (mut end, mut tokens) = (0, 0);
    for sentence in words.sentences() {
        let span = sentence.span();
        assert!(span.start >= end && span.end >= span.start, "{span:?} after {end}");
        assert!(text.get(span.clone()).is_some(), "{span:?} is not on boundaries");
        assert_eq!(sentence.tokens().start, tokens, "tokens between sentences");
        (end, tokens) = (span.end, sentence.tokens().end);
    }
    assert_eq!(tokens, words.tokens().len(), "tokens after the last sentence");
});
