//! Any bytes as a line of JSON: what becomes an event is written and read again as the same event.
#![no_main]

use goodwill::event::Event;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(event) = serde_json::from_slice::<Event>(bytes) else { return };
    let line = serde_json::to_string(&event).expect("an event can be written");
    let again: Event = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
    assert_eq!(again, event, "{line}");
    assert_eq!(serde_json::to_string(&again).expect("an event can be written"), line);

    let row = Event::try_from(event.to_row()).expect("the row of an event is an event");
    assert_eq!(row, event);
});
