//! Any bytes as the file of a lexicon: it is refused with the name of the file, or it loads, and then it reads.
#![no_main]

use goodwill::text::{Lexicon, Words};
use libfuzzer_sys::fuzz_target;

const MESSAGE: &str =
    "@shop Hi, I can't find order 20417: where is it?? It cost $20 (or 20%) — so sorry, thanks! ^KB";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match Lexicon::parse("any.lex", &text) {
        Err(error) => assert!(error.to_string().starts_with("any.lex"), "{error}"),
        Ok(lexicon) => {
            let words = Words::of(MESSAGE);
            for hit in lexicon.hits(&words) {
                assert!(MESSAGE.get(hit.span()).is_some(), "{hit:?}");
            }
            let _ = lexicon.content_stems(&words);
            let _ = lexicon.guess(&words);
            let _ = lexicon.check();
            // Once more gives the same rules or is refused: never a panic.
            let again = Lexicon::parse("any.lex", &text).expect("what loaded once loads again");
            assert_eq!(again.fingerprint(), lexicon.fingerprint());
            let _ = lexicon.extended(&again);
        }
    }
});
