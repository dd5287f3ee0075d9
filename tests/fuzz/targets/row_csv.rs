//! Any bytes as a CSV file, read as the examples read it: every event that comes out is written as JSON and read again
//! as the same event; every refusal names its line.
#![no_main]

use goodwill::event::Event;
use libfuzzer_sys::fuzz_target;
use shared::{BadLines, Loaded};

#[path = "../../../examples/shared/mod.rs"]
mod shared;

fuzz_target!(|bytes: &[u8]| {
    let mut loaded = Loaded::default();
    if let Err(error) = shared::read_csv(bytes, BadLines::Skip, &mut loaded) {
        assert!(!error.to_string().is_empty());
    }
    assert_eq!(loaded.events.len() + loaded.refused.len(), loaded.lines as usize);
    for error in &loaded.refused {
        assert!(error.to_string().starts_with("line "), "{error}");
    }
    for event in &loaded.events {
        let line = serde_json::to_string(event).expect("an event can be written");
        let again: Event = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(&again, event, "{line}");
    }
});
