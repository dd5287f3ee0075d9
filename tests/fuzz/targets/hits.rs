//! Any bytes, read as text by the English lexicon: hits stand in order, on character boundaries, for one entry without
//! overlap, with a strength that is a share.
#![no_main]

use goodwill::text::{Boilerplate, Lexicon, Side, Words};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let words = Words::of(&text);
    let lexicon = Lexicon::english().expect("the word list that ships loads");

    let hits = lexicon.hits(&words);
    let mut ends = vec![0; lexicon.entries().len()];
    let mut start = 0;
    for hit in &hits {
        let span = hit.span();
        assert!(span.start >= start && span.end > span.start, "{hit:?} after {start}");
        assert!(text.get(span.clone()).is_some(), "{hit:?} is not on boundaries");
        assert!(span.start >= ends[hit.entry()], "{hit:?} overlaps one of its entry");
        assert!(hit.strength() > 0.0 && hit.strength() <= 1.0, "{hit:?}");
        (start, ends[hit.entry()]) = (span.start, span.end);
    }
    for side in [Side::Customer, Side::Company, Side::Peer] {
        assert!(lexicon.hits_of(side, &words).iter().all(|hit| hits.contains(hit)));
    }

    for (_, span) in lexicon.content_stems(&words) {
        assert!(text.get(span).is_some());
    }
    let _ = lexicon.guess(&words);
    for span in Boilerplate::learn([&text, &text, &text]).spans(&text) {
        assert!(text.get(span).is_some());
    }
});
