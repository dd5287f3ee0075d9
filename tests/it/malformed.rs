//! Files with something wrong in them: what is refused, in which words, and what is read all the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]

#[path = "../../examples/shared/mod.rs"]
mod shared;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use goodwill::event::{Event, Id};
use goodwill::{Goodwill, Scorecard, Timestamp};
use shared::{BadLines, Loaded, load, read_csv, read_lines};

use Form::{Csv, Lines};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// JSON Lines.
    Lines,
    /// A row under [`HEADER`].
    Csv,
}

/// One line that is refused, and what is said of it after its number.
struct Case {
    name: &'static str,
    form: Form,
    line: &'static [u8],
    says: &'static str,
}

const fn case(name: &'static str, form: Form, line: &'static [u8], says: &'static str) -> Case {
    Case { name, form, line, says }
}

const HEADER: &str = "type,id,thread,at,kind,target,rating,audience,attended,value,attributes,text";

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Time.
    case("a word for a time", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"yesterday"}"#,
        r#"at: "yesterday" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("a date without a time", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01"}"#,
        r#"at: "2024-03-01" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("a time without an offset", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:00:00"}"#,
        r#"at: "2024-03-01T10:00:00" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("a year of five digits", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"99999-01-01T00:00:00Z"}"#,
        r#"at: "99999-01-01T00:00:00Z" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("a day that the year does not have", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2023-02-29T00:00:00Z"}"#,
        r#"at: "2023-02-29T00:00:00Z" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("seconds since 1970", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":1709287200}"#,
        r#"at: "1709287200" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("no time", Lines,
        br#"{"type":"interaction","id":"x","thread":"t"}"#,
        "at: missing, an interaction needs it"),
    case("null for a time", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":null}"#,
        "at: missing, an interaction needs it"),
    case("a bad second time", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","received_at":"soon"}"#,
        r#"received_at: "soon" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    // Types and names.
    case("an unknown type", Lines,
        br#"{"type":"tweet","id":"x","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        r#"type: "tweet" is not one of interaction response status correction touchpoint outcome customer"#),
    case("a type in capitals", Lines,
        br#"{"type":"Interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        r#"type: "Interaction" is not one of interaction response status correction touchpoint outcome customer"#),
    case("no type", Lines,
        br#"{"id":"x","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        "type: missing, an event needs it"),
    case("nothing in an object", Lines, b"{}", "type: missing, an event needs it"),
    case("an empty id", Lines,
        br#"{"type":"interaction","id":"","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        r#"id: "" is not a name with at least one visible character"#),
    case("a blank id", Lines,
        br#"{"type":"interaction","id":" \t","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        r#"id: " \t" is not a name with at least one visible character"#),
    case("no id", Lines,
        br#"{"type":"interaction","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        "id: missing, an interaction needs it"),
    case("an empty customer", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","customer":""}"#,
        r#"customer: "" is not a name with at least one visible character"#),
    case("no thread of an interaction", Lines,
        br#"{"type":"interaction","id":"x","at":"2024-03-01T10:05:00Z"}"#,
        "thread: missing, an interaction needs it"),
    case("no thread of a response", Lines,
        br#"{"type":"response","id":"x","at":"2024-03-01T10:05:00Z"}"#,
        "thread: missing, a response needs it"),
    case("no thread of a status", Lines,
        br#"{"type":"status","id":"x","kind":"closed","at":"2024-03-01T10:05:00Z"}"#,
        "thread: missing, a status needs it"),
    case("no thread of a correction", Lines,
        br#"{"type":"correction","id":"x","target":"m1","kind":"edit","at":"2024-03-01T10:05:00Z"}"#,
        "thread: missing, a correction needs it"),
    case("no target", Lines,
        br#"{"type":"correction","id":"x","thread":"t","kind":"edit","at":"2024-03-01T10:05:00Z"}"#,
        "target: missing, a correction needs it"),
    // Words from a list.
    case("no kind of a status", Lines,
        br#"{"type":"status","id":"x","thread":"t","at":"2024-03-01T10:05:00Z"}"#,
        "kind: missing, a status needs it"),
    case("no kind of an outcome", Lines,
        br#"{"type":"outcome","id":"x","at":"2024-03-01T10:05:00Z"}"#,
        "kind: missing, an outcome needs it"),
    case("no kind of a touchpoint", Lines,
        br#"{"type":"touchpoint","id":"x","at":"2024-03-01T10:05:00Z"}"#,
        "kind: missing, a touchpoint needs it"),
    case("no kind of a correction", Lines,
        br#"{"type":"correction","id":"x","thread":"t","target":"m1","at":"2024-03-01T10:05:00Z"}"#,
        "kind: missing, a correction needs it"),
    case("an unknown kind of status", Lines,
        br#"{"type":"status","id":"x","thread":"t","kind":"snoozed","at":"2024-03-01T10:05:00Z"}"#,
        r#"kind: "snoozed" is not one of closed reopened merged hidden"#),
    case("an unknown kind of outcome", Lines,
        br#"{"type":"outcome","id":"x","kind":"refund","at":"2024-03-01T10:05:00Z"}"#,
        r#"kind: "refund" is not one of purchase rating resolved cancelled other"#),
    case("an unknown kind of correction", Lines,
        br#"{"type":"correction","id":"x","thread":"t","target":"m1","kind":"undo","at":"2024-03-01T10:05:00Z"}"#,
        r#"kind: "undo" is not one of edit delete"#),
    case("a blank kind of touchpoint", Lines,
        br#"{"type":"touchpoint","id":"x","kind":" ","at":"2024-03-01T10:05:00Z"}"#,
        r#"kind: " " is not a word with at least one visible character"#),
    case("an unknown corrector", Lines,
        br#"{"type":"correction","id":"x","thread":"t","target":"m1","kind":"edit","by":"admin","at":"2024-03-01T10:05:00Z"}"#,
        r#"by: "admin" is not one of customer company moderator platform"#),
    case("an unknown role", Lines,
        br#"{"type":"response","id":"x","thread":"t","role":"boss","at":"2024-03-01T10:05:00Z"}"#,
        r#"role: "boss" is not one of customer agent bot auto peer moderator"#),
    case("an unknown channel", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","channel":"fax","at":"2024-03-01T10:05:00Z"}"#,
        r#"channel: "fax" is not one of comment review post direct_message email chat ticket forum phone in_person other"#),
    case("an unknown visibility", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","visibility":"secret","at":"2024-03-01T10:05:00Z"}"#,
        r#"visibility: "secret" is not one of public private internal"#),
    case("perhaps attended", Lines,
        br#"{"type":"touchpoint","id":"x","kind":"workshop","attended":"maybe","at":"2024-03-01T10:05:00Z"}"#,
        "attended: maybe is not true or false"),
    // Numbers.
    case("no stars", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":0}"#,
        "rating: 0 is not a number of stars from 1 to 5"),
    case("six stars", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":6}"#,
        "rating: 6 is not a number of stars from 1 to 5"),
    case("stars in words", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":"five"}"#,
        "rating: five is not a number of stars from 1 to 5"),
    case("an outcome of six stars", Lines,
        br#"{"type":"outcome","id":"x","kind":"rating","value":6,"at":"2024-03-01T10:05:00Z"}"#,
        "value: 6 is not a number of stars from 1 to 5, as a rating needs"),
    case("less than nobody", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","audience":-1}"#,
        "audience: -1 is not a whole number from 0 to 9007199254740992"),
    case("one person and a half", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","audience":1.5}"#,
        "audience: 1.5 is not a whole number from 0 to 9007199254740992"),
    case("attachments in words", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","attachments":"two"}"#,
        "attachments: two is not a whole number from 0 to 9007199254740992"),
    case("NaN bare", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":NaN}"#,
        "rating: NaN is not a JSON value: text in double quotes, a finite number, true, false or null"),
    case("NaN in quotes", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":"NaN"}"#,
        "rating: NaN is not a number of stars from 1 to 5"),
    case("Infinity bare", Lines,
        br#"{"type":"outcome","id":"x","kind":"purchase","value":Infinity,"at":"2024-03-01T10:05:00Z"}"#,
        "value: Infinity is not a JSON value: text in double quotes, a finite number, true, false or null"),
    case("-Infinity bare", Lines,
        br#"{"type":"outcome","id":"x","kind":"purchase","value":-Infinity,"at":"2024-03-01T10:05:00Z"}"#,
        "value: -Infinity is not a JSON value: text in double quotes, a finite number, true, false or null"),
    case("Infinity in quotes", Lines,
        br#"{"type":"outcome","id":"x","kind":"purchase","value":"Infinity","at":"2024-03-01T10:05:00Z"}"#,
        "value: Infinity is not a finite number"),
    case("a number beyond the range", Lines,
        br#"{"type":"outcome","id":"x","kind":"purchase","value":1e999,"at":"2024-03-01T10:05:00Z"}"#,
        "value: 1e999 is not a number from -1.8e308 to 1.8e308"),
    // JSON.
    case("cut off in a text", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","text":"My pri"#,
        "text: the line is cut off here, column 58; an event is one whole JSON object on one line"),
    case("cut off before a value", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","text":"#,
        "text: the line is cut off here, column 51; an event is one whole JSON object on one line"),
    case("cut off between fields", Lines,
        br#"{"type":"interaction","id":"x","#,
        "event: the line is cut off here, column 31; an event is one whole JSON object on one line"),
    case("garbage at the end", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z"} oops"#,
        "event: `oops` comes after it, column 74; a line is one JSON object and nothing else"),
    case("a comma at the end", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z"},"#,
        "event: `,` comes after it, column 73; a line is one JSON object and nothing else"),
    case("two events on a line", Lines,
        br#"{"type":"customer","id":"x","at":"2024-03-01T10:05:00Z"}{"type":"customer","id":"y","at":"2024-03-01T10:05:00Z"}"#,
        r#"event: `{"type":"customer","id":"y","at":"2024-0…` comes after it, column 57; a line is one JSON object and nothing else"#),
    case("an array", Lines,
        br#"["interaction","x","t"]"#,
        r#"event: ["interaction","x","t"] is not a JSON object such as {"type": …}"#),
    case("a number alone", Lines, b"42", r#"event: 42 is not a JSON object such as {"type": …}"#),
    case("null alone", Lines, b"null", r#"event: null is not a JSON object such as {"type": …}"#),
    case("CSV among JSON", Lines,
        b"interaction,x,t,2024-03-01T10:05:00Z,,,,,,,,hello",
        r#"event: interaction,x,t,2024-03-01T10:05:00Z,,,,… is not a JSON object such as {"type": …}"#),
    case("single quotes", Lines,
        br"{'type':'interaction'}",
        r#"event: no name in double quotes at column 2; fields are written "name": value"#),
    case("a quote inside a text", Lines,
        br#"{"type":"customer","id":"x","at":"2024-03-01T10:05:00Z","name":"the "Boss""}"#,
        r#"name: no comma or } at column 70; a double quote inside text is written \""#),
    case("a field twice", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","text":"a","text":"b"}"#,
        "text: given twice, column 94; an event has each field once"),
    case("an unknown field twice", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","plan":"a","plan":"b"}"#,
        "plan: given twice, column 94; an event has each field once"),
    case("half a surrogate pair, the first", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","text":"\ud800"}"#,
        r"text: the escape before column 87 is half a character; both halves are needed, as in \ud83d\ude00"),
    case("half a surrogate pair, the second", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","text":"\udc00"}"#,
        r"text: the escape before column 86 is half a character; both halves are needed, as in \ud83d\ude00"),
    case("an escape that JSON does not have", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","text":"\x41"}"#,
        r#"text: the escape at column 82 is not one of \" \\ \/ \b \f \n \r \t \uXXXX"#),
    case("a bare tab in a text", Lines,
        b"{\"type\":\"interaction\",\"id\":\"x\",\"thread\":\"t\",\"text\":\"a\tb\",\"at\":\"2024-03-01T10:05:00Z\"}",
        r"text: a bare control character at column 54; in text it is written \n, \t or \u001b"),
    case("bytes that are not UTF-8", Lines,
        b"{\"type\":\"interaction\",\"id\":\"x\",\"thread\":\"t\",\"text\":\"caf\xe9 latte\",\"at\":\"2024-03-01T10:05:00Z\"}",
        "text: byte 0xe9 at character 56 of the line is not UTF-8"),
    case("a line of a picture", Lines,
        b"\x89PNG\r\x1a",
        "event: byte 0x89 at character 1 of the line is not UTF-8"),
    case("attributes that are a list", Lines,
        br#"{"type":"customer","id":"x","at":"2024-03-01T10:05:00Z","attributes":["pro"]}"#,
        r#"attributes: ["pro"] is not a JSON object"#),
    case("a value with escape sequences", Lines,
        br#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":"\u001b[2J\u202efive"}"#,
        r"rating: \u{1b}[2J\u{202e}five is not a number of stars from 1 to 5"),
    case("a value of many characters", Lines,
        br#"{"type":"ohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohoho","id":"x"}"#,
        "type: \"ohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohohoho… \
         is not one of interaction response status correction touchpoint outcome customer"),
    // CSV.
    case("CSV: a word for a time", Csv, b"interaction,x,t,yesterday,,,,,,,,hello",
        r#"at: "yesterday" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#),
    case("CSV: an empty id is none", Csv, b"interaction,,t,2024-03-01T10:05:00Z,,,,,,,,hello",
        "id: missing, an interaction needs it"),
    case("CSV: NaN", Csv, b"interaction,x,t,2024-03-01T10:05:00Z,,,NaN,,,,,hello",
        "rating: NaN is not a number of stars from 1 to 5"),
    case("CSV: Infinity", Csv, b"outcome,x,,2024-03-01T10:05:00Z,purchase,,,,,inf,,",
        "value: inf is not a finite number"),
    case("CSV: six stars", Csv, b"interaction,x,t,2024-03-01T10:05:00Z,,,6,,,,,hello",
        "rating: 6 is not a number of stars from 1 to 5"),
    case("CSV: less than nobody", Csv, b"interaction,x,t,2024-03-01T10:05:00Z,,,,-1,,,,hello",
        "audience: -1 is not a whole number from 0 to 9007199254740992"),
    case("CSV: perhaps attended", Csv, b"touchpoint,x,,2024-03-01T10:05:00Z,workshop,,,,maybe,,,",
        "attended: maybe is not true or false"),
    case("CSV: no target", Csv, b"correction,x,t,2024-03-01T10:05:00Z,edit,,,,,,,hello",
        "target: missing, a correction needs it"),
    case("CSV: too few cells", Csv, b"interaction,x,t",
        "row: 3 cells where the header has 12"),
    case("CSV: too many cells", Csv, b"interaction,x,t,2024-03-01T10:05:00Z,,,,,,,,hello, you, there",
        "row: 14 cells where the header has 12"),
    case("CSV: attributes cut off", Csv, br#"customer,x,,2024-03-01T10:05:00Z,,,,,,,"{""plan"":",Ana"#,
        r#"attributes: {"plan": is not a JSON object"#),
    case("CSV: attributes that are a list", Csv, br#"customer,x,,2024-03-01T10:05:00Z,,,,,,,"[""pro""]",Ana"#,
        r#"attributes: ["pro"] is not a JSON object"#),
    case("CSV: attributes that would be more", Csv, br#"customer,x,,2024-03-01T10:05:00Z,,,,,,,"{},""id"":""y""",Ana"#,
        r#"attributes: {},"id":"y" is not a JSON object"#),
    case("CSV: bytes that are not UTF-8", Csv, b"interaction,x,t,2024-03-01T10:05:00Z,,,,,,,,caf\xe9",
        "text: byte 0xe9 at character 4 of the cell is not UTF-8"),
];

/// Two good lines, to stand around a bad one.
fn good(form: Form) -> [&'static str; 2] {
    match form {
        Lines => [
            r#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","channel":"comment","text":"Où est l’agrandisseur, \"the big one\"?","attributes":{"plan":"pro"}}"#,
            r#"{"type":"response","id":"r1","thread":"t1","in_reply_to":"m1","at":"2024-03-01T10:20:00Z","text":"In the back room. 🎞"}"#,
        ],
        Csv => [
            r#"interaction,m1,t1,2024-03-01T10:00:00Z,,,4,1200,,,"{""plan"":""pro""}","Où est l’agrandisseur,
""the big one""?""#,
            "response,r1,t1,2024-03-01T10:20:00Z,,,,,,,,In the back room. 🎞",
        ],
    }
}

fn read(form: Form, file: &[u8], bad: BadLines) -> Result<Loaded, String> {
    let mut loaded = Loaded::default();
    match form {
        Lines => read_lines(file, bad, &mut loaded),
        Csv => read_csv(file, bad, &mut loaded),
    }
    .map(|()| loaded)
    .map_err(|error| error.to_string())
}

fn said(loaded: &Loaded) -> Vec<String> {
    loaded.refused.iter().map(ToString::to_string).collect()
}

/// The file of these lines, under a header where the form has one.
fn file_of(form: Form, lines: &[&[u8]], end: &[u8]) -> Vec<u8> {
    let header: &[&[u8]] = if form == Csv { &[HEADER.as_bytes()] } else { &[] };
    header.iter().chain(lines).flat_map(|line| [line, end].concat()).collect()
}

fn line_ends(line: &[u8]) -> u64 {
    line.split(|byte| *byte == b'\n').skip(1).count() as u64
}

#[test]
fn names_are_unique() {
    let names: BTreeSet<&str> = CASES.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), CASES.len());
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    for case in CASES {
        let around = good(case.form);
        let clean = around.map(str::as_bytes);
        let wanted = read(case.form, &file_of(case.form, &clean, b"\n"), BadLines::Refuse).unwrap().events;
        assert_eq!(wanted.len(), 2);
        for place in 0..3 {
            for (end, blanks) in [("\n", 0), ("\r\n", 0), ("\n", 2), ("\r\n", 2)] {
                let mut lines: Vec<&[u8]> = clean.to_vec();
                lines.insert(place, case.line);
                // Blank lines before the bad one move its number and nothing else.
                for _ in 0..blanks {
                    lines.insert(place, b"");
                }
                let header = u64::from(case.form == Csv);
                let number =
                    header + lines[..place].iter().map(|line| 1 + line_ends(line)).sum::<u64>() + blanks + 1;
                let message = format!("line {number}: {}", case.says);

                let mut file = file_of(case.form, &lines, end.as_bytes());
                for ended in [true, false] {
                    if !ended {
                        file.truncate(file.len() - end.len());
                    }
                    let shown =
                        format!("{}, place {place}, {end:?}, {blanks} blank, ended {ended}", case.name);
                    let loaded = read(case.form, &file, BadLines::Skip).unwrap();
                    assert_eq!(said(&loaded), [message.as_str()], "{shown}");
                    assert_eq!(loaded.events, wanted, "{shown}");
                    assert_eq!(loaded.lines, 3, "{shown}");
                    assert_eq!(loaded.refused[0].line(), Some(number), "{shown}");
                    assert_eq!(
                        read(case.form, &file, BadLines::Refuse).unwrap_err(),
                        message,
                        "strict, {shown}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_bad_line_of_one_file_is_named() {
    for form in [Lines, Csv] {
        let cases: Vec<&Case> = CASES.iter().filter(|case| case.form == form).collect();
        let around = good(form).map(str::as_bytes);
        let mut lines = Vec::new();
        let mut wanted = Vec::new();
        let mut number = u64::from(form == Csv);
        for (place, case) in cases.iter().enumerate() {
            let between = around[place % 2];
            lines.extend([between, case.line]);
            number += line_ends(between) + 2;
            wanted.push(format!("line {number}: {}", case.says));
        }
        let loaded = read(form, &file_of(form, &lines, b"\n"), BadLines::Skip).unwrap();
        assert_eq!(said(&loaded), wanted);
        let clean = read(form, &file_of(form, &around, b"\n"), BadLines::Refuse).unwrap().events;
        assert_eq!(loaded.events.len(), cases.len());
        for (place, event) in loaded.events.iter().enumerate() {
            assert_eq!(*event, clean[place % 2]);
        }
    }
}

#[test]
fn no_message_speaks_like_a_compiler() {
    for case in CASES {
        for jargon in ["invalid type", "expected", "EOF", "serde", "visitor", "f64", "u64", "Some(", "Err("] {
            assert!(!case.says.contains(jargon), "{}: {}", case.name, case.says);
        }
        let says = case.says;
        let (field, rest) = says.split_once(": ").unwrap();
        assert!(!field.is_empty() && !rest.is_empty() && !says.ends_with('.'), "{says}");
        assert!(says.chars().count() < 200 && !says.chars().any(char::is_control), "{says}");
    }
}

#[test]
fn a_csv_file_without_a_needed_column_is_refused() {
    for (header, needed) in [
        ("id,thread,at,text", "type"),
        ("type,thread,at,text", "id"),
        ("type,id,thread,text", "at"),
        ("Type,Id,At", "type"),
        ("type;id;at", "type"),
    ] {
        let file = format!("{header}\ninteraction,x,t,2024-03-01T10:05:00Z\n");
        for bad in [BadLines::Skip, BadLines::Refuse] {
            assert_eq!(
                read(Csv, file.as_bytes(), bad).unwrap_err(),
                format!("line 1: column {needed}: missing, every event needs it")
            );
        }
    }
    assert_eq!(
        read(Csv, b"", BadLines::Skip).unwrap_err(),
        "line 1: column type: missing, every event needs it"
    );
    assert_eq!(
        read(Csv, b"type,id,at,caf\xe9\n", BadLines::Skip).unwrap_err(),
        "line 1: header: byte 0xe9 at character 4 of the cell is not UTF-8"
    );
    assert!(read(Csv, b"type,id,at\n", BadLines::Refuse).unwrap().events.is_empty());
}

#[test]
fn a_column_that_is_there_twice_is_named() {
    let file = b"type,id,at,name,name\ncustomer,c1,2024-03-01T10:00:00Z,Ana,Anna\ncustomer,c2,2024-03-01T10:00:00Z,Ben,\n";
    let loaded = read(Csv, file, BadLines::Skip).unwrap();
    assert_eq!(said(&loaded), ["line 2: name: given twice"]);
    assert_eq!(loaded.events.len(), 1);
}

#[test]
fn a_quote_that_is_not_closed_takes_in_the_rest_and_is_named_where_it_began() {
    let file = "type,id,thread,at,text\n\
                interaction,m1,t1,2024-03-01T10:00:00Z,\"the 5\"\" print\"\n\
                interaction,m2,t1,2024-03-01T10:01:00Z,the 5\" print\n\
                interaction,m3,t1,2024-03-01T10:02:00Z,\"the print\n\
                interaction,m4,t1,2024-03-01T10:03:00Z,never read\n";
    let loaded = read(Csv, file.as_bytes(), BadLines::Skip).unwrap();
    assert_eq!(said(&loaded), ["line 4: row: a quoted cell is not closed; it takes in the rest of the file"]);
    let texts: Vec<&str> = loaded.events.iter().filter_map(text_of).collect();
    assert_eq!(texts, ["the 5\" print"; 2]);
}

fn text_of(event: &Event) -> Option<&str> {
    match event {
        Event::Interaction(it) => Some(&it.text),
        Event::Response(it) => Some(&it.text),
        Event::Correction(it) => Some(&it.text),
        _ => None,
    }
}

// What looks wrong and is not.

#[test]
fn an_unknown_field_is_kept_unless_the_caller_is_strict() {
    let json = br#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","branch":"north","floor":2}"#;
    let csv = b"type,id,thread,at,branch,floor\ninteraction,m1,t1,2024-03-01T10:00:00Z,north,2\n";
    for (form, file, line) in [(Lines, &json[..], 1), (Csv, &csv[..], 2)] {
        let loaded = read(form, file, BadLines::Skip).unwrap();
        assert!(loaded.refused.is_empty());
        let attributes: Vec<(&str, &str)> = loaded.events[0]
            .attributes()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(attributes, [("branch", "north"), ("floor", "2")]);
        assert_eq!(
            read(form, file, BadLines::Refuse).unwrap_err(),
            format!("line {line}: branch: not a field of the event format")
        );
    }
}

#[test]
fn attributes_read_alike_in_both_forms() {
    let json = br#"{"type":"customer","id":"c1","at":"2024-03-01T10:00:00Z","attributes":{"plan":"pro","years":3,"share":0.5,"trade":true,"gone":null,"tags":["a","b"],"geo":{"lat":1.5}}}"#;
    let csv = br#"type,id,at,attributes
customer,c1,2024-03-01T10:00:00Z,"{""plan"":""pro"",""years"":3,""share"":0.5,""trade"":true,""gone"":null,""tags"":[""a"",""b""],""geo"":{""lat"":1.5}}"
"#;
    let events = read(Lines, json, BadLines::Refuse).unwrap().events;
    assert_eq!(events, read(Csv, csv, BadLines::Refuse).unwrap().events);
    assert_eq!(events[0].attributes().len(), 6);
    assert_eq!(events[0].attributes()["years"], "3");
}

#[test]
fn marks_blank_lines_and_other_line_ends_are_read() {
    for form in [Lines, Csv] {
        let lines = good(form);
        let clean = lines.map(str::as_bytes);
        let wanted = read(form, &file_of(form, &clean, b"\n"), BadLines::Refuse).unwrap().events;
        let spaced = [b"", clean[0], b"   ", b"\t", clean[1], b""];
        for end in ["\n", "\r\n"] {
            for mark in ["", "\u{feff}"] {
                let file = [mark.as_bytes(), &file_of(form, &spaced, end.as_bytes())].concat();
                let loaded = read(form, &file, BadLines::Refuse).unwrap();
                assert_eq!(loaded.events, wanted, "{form:?} {end:?} {mark:?}");
                assert_eq!(loaded.lines, 2);
            }
        }
    }
}

#[test]
fn any_text_is_text() {
    let long = "My prints are late. ".repeat(5 * 1024 * 1024 / 20);
    for text in
        [long.as_str(), "a\0b", "\u{1b}[2J", "\u{202e}evil", "\u{feff}", "", "\u{fffd}", "a\r\nb", "🎞"]
    {
        let mut row = serde_json::json!({
            "type": "interaction", "id": "m1", "thread": "t1", "at": "2024-03-01T10:00:00Z"
        });
        row["text"] = text.into();
        let events = read(Lines, row.to_string().as_bytes(), BadLines::Refuse).unwrap().events;
        assert_eq!(text_of(&events[0]), Some(text));

        let csv = format!(
            "type,id,thread,at,text\ninteraction,m1,t1,2024-03-01T10:00:00Z,\"{}\"\n",
            text.replace('"', "\"\"")
        );
        assert_eq!(
            read(Csv, csv.as_bytes(), BadLines::Refuse).unwrap().events,
            events,
            "{:?}",
            text.get(..9)
        );
        let card = card_of(events, "2024-03-02T00:00:00Z");
        assert_eq!(card.all().events(), 1);
    }
}

fn card_of(events: Vec<Event>, as_of: &str) -> Scorecard {
    let mut goodwill = Goodwill::new().unwrap();
    goodwill.extend(events);
    goodwill.scorecard(as_of.parse().unwrap())
}

fn events_of(lines: &[&str]) -> Vec<Event> {
    read(Lines, lines.join("\n").as_bytes(), BadLines::Refuse).unwrap().events
}

const ASK: &str = r#"{"type":"interaction","id":"m1","thread":"t1","page":"acme","at":"2024-03-01T10:00:00Z","channel":"comment","text":"Can I get a refund for order 20417?"}"#;
const REPLY: &str = r#"{"type":"response","id":"r1","thread":"t1","page":"acme","in_reply_to":"m1","at":"2024-03-01T10:20:00Z","text":"I have refunded order 20417."}"#;

#[test]
fn a_doubled_line_counts_once() {
    let once = card_of(events_of(&[ASK, REPLY]), "2024-03-02T00:00:00Z");
    let twice = card_of(events_of(&[ASK, REPLY, ASK, REPLY, ASK]), "2024-03-02T00:00:00Z");
    assert_eq!((twice.counts().events, twice.counts().duplicates, twice.counts().conflicts), (2, 3, 0));
    assert_eq!(numbers(&once), numbers(&twice));
}

#[test]
fn a_file_that_is_there_twice_changes_no_number() {
    let page = PathBuf::from(shared::BUNDLED);
    let once = load(std::slice::from_ref(&page), BadLines::Refuse).unwrap().events;
    let twice = load(&[page.clone(), page], BadLines::Refuse).unwrap().events;
    let (once, twice) = (card_of(once, "2025-06-30T18:00:53Z"), card_of(twice, "2025-06-30T18:00:53Z"));
    assert_eq!(twice.counts().duplicates, once.counts().events);
    assert_eq!(numbers(&once), numbers(&twice));
}

/// What the audit says of a scorecard, but for what it says of doubled lines.
fn numbers(card: &Scorecard) -> serde_json::Value {
    let mut json = serde_json::to_value(card).unwrap();
    json.as_object_mut().unwrap().remove("duplicates");
    json
}

#[test]
fn one_identity_with_two_contents_keeps_the_smaller() {
    let other = ASK.replace("Can I get", "Could I get");
    assert_eq!(
        events_of(&[ASK])[0].to_row(),
        events_of(&[ASK, &other]).iter().map(Event::to_row).next().unwrap(),
        "the smaller is the first of the two",
    );
    for lines in [[ASK, other.as_str()], [other.as_str(), ASK]] {
        let mut goodwill = Goodwill::new().unwrap();
        goodwill.extend(events_of(&lines));
        let as_of: Timestamp = "2024-03-02T00:00:00Z".parse().unwrap();
        let card = goodwill.scorecard(as_of);
        assert_eq!((card.counts().events, card.counts().duplicates, card.counts().conflicts), (1, 0, 1));
        assert_eq!(card.all().events(), 1);
        assert_eq!(card.all().verdicts().exchanges(), 1);
        let kept = goodwill.text(&Id::new("t1").unwrap(), &Id::new("m1").unwrap(), as_of);
        assert_eq!(kept.as_deref(), Some("Can I get a refund for order 20417?"));
    }
}

#[test]
fn one_id_in_two_threads_is_two_events() {
    let elsewhere = ASK.replace("\"t1\"", "\"t2\"");
    let card = card_of(events_of(&[ASK, &elsewhere]), "2024-03-02T00:00:00Z");
    assert_eq!((card.counts().events, card.counts().conflicts), (2, 0));
    assert_eq!(card.all().threads(), 2);
}

#[test]
fn an_event_from_2099_is_later_and_seals_nothing() {
    let far = [
        r#"{"type":"interaction","id":"m9","thread":"t9","page":"acme","at":"2099-01-01T00:00:00Z","text":"Hello?"}"#,
        r#"{"type":"response","id":"r9","thread":"t1","page":"acme","in_reply_to":"m1","at":"2099-01-01T00:00:00Z","text":"Sorry for the wait."}"#,
        r#"{"type":"outcome","id":"o9","page":"acme","at":"2099-01-01T00:00:00Z","kind":"purchase","value":1}"#,
    ];
    let before = card_of(events_of(&[ASK]), "2024-03-02T00:00:00Z");
    let after = card_of(events_of(&[ASK, far[0], far[1], far[2]]), "2024-03-02T00:00:00Z");
    assert_eq!((before.all().later(), after.all().later()), (0, 3));
    assert_eq!(after.all().events(), 1);
    assert_eq!(after.all().verdicts().open, 1);
    assert_eq!(before.all().verdicts(), after.all().verdicts());
    assert_eq!(before.all().responsiveness(), after.all().responsiveness());
    assert_eq!(before.all().dismissiveness(), after.all().dismissiveness());
    assert_eq!(before.all().trust(), after.all().trust());
    assert_eq!(before.waiting(), after.waiting());

    // Looked at from 2099 the ask was ignored long ago.
    let there = card_of(events_of(&[ASK, far[0]]), "2099-01-01T00:00:00Z");
    assert_eq!((there.all().later(), there.all().verdicts().ignored), (0, 1));
}

#[test]
fn targets_that_are_not_there_are_counted_and_never_refused() {
    let edit = r#"{"type":"correction","id":"x1","thread":"t1","target":"nobody","kind":"edit","at":"2024-03-01T11:00:00Z","text":"No"}"#;
    let delete = r#"{"type":"correction","id":"x2","thread":"t1","target":"m7","kind":"delete","by":"customer","at":"2024-03-01T11:00:00Z"}"#;
    let reply = REPLY.replace("\"in_reply_to\":\"m1\"", "\"in_reply_to\":\"nobody\"");
    let alone = r#"{"type":"correction","id":"x1","thread":"t8","target":"m1","kind":"delete","at":"2024-03-01T11:00:00Z"}"#;
    let lone_reply = r#"{"type":"response","id":"r1","thread":"t9","in_reply_to":"m1","at":"2024-03-01T11:00:00Z","text":"Hello"}"#;
    for (lines, unmatched, answered) in [
        (vec![ASK, REPLY], 0, 1),
        (vec![ASK, REPLY, edit], 1, 1),
        (vec![ASK, REPLY, edit, delete], 2, 1),
        // A reply that names nobody answers the ask that is open.
        (vec![ASK, &reply], 1, 1),
        (vec![ASK, REPLY, lone_reply], 1, 1),
        (vec![ASK, REPLY, alone], 1, 1),
    ] {
        for bad in [BadLines::Skip, BadLines::Refuse] {
            let loaded = read(Lines, lines.join("\n").as_bytes(), bad).unwrap();
            assert!(loaded.refused.is_empty());
            assert_eq!(loaded.events.len(), lines.len());
            // While it is pending and after it is sealed.
            for as_of in ["2024-03-02T00:00:00Z", "2024-06-01T00:00:00Z"] {
                let card = card_of(loaded.events.clone(), as_of);
                let all = card.all();
                assert_eq!(
                    (all.unmatched(), all.verdicts().answered),
                    (unmatched, answered),
                    "{as_of} {lines:#?}"
                );
            }
        }
    }
}

// Files.

fn file_named(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("malformed");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, content).unwrap();
    file
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn load_error(file: PathBuf) -> String {
    let shown = format!("{}: ", file.display());
    let error = load(&[file], BadLines::Skip).unwrap_err().to_string();
    error.strip_prefix(&shown).unwrap_or_else(|| panic!("{error} does not begin with the file")).to_owned()
}

#[test]
fn a_compressed_file_that_is_cut_off_is_refused_wherever_the_cut_is() {
    let mut lines = String::new();
    let mut rows = String::from("type,id,thread,at,text\n");
    for number in 0..500 {
        let id = number * 7_919 % 501;
        writeln!(lines, "{}", ASK.replace("m1", &format!("m{id}"))).unwrap();
        writeln!(rows, "interaction,m{id},t1,2024-03-01T10:00:00Z,Number {id} is late").unwrap();
    }
    for (name, content) in [("cut.jsonl.gz", lines), ("cut.csv.gz", rows)] {
        let whole = packed(content.as_bytes());
        assert_eq!(load(&[file_named(name, &whole)], BadLines::Refuse).unwrap().events.len(), 500);
        for length in (0..whole.len()).step_by(97).chain([1, 2, 9, 10, 11, whole.len() - 8, whole.len() - 1])
        {
            let error = load_error(file_named(name, &whole[..length]));
            let after = error.strip_prefix("the compressed file is cut off after line ");
            let after = after.unwrap_or_else(|| panic!("{length} bytes of {name}: {error}"));
            assert!(after.parse::<u64>().unwrap() <= 501);
        }
    }
}

#[test]
fn files_that_are_not_what_they_are_called() {
    assert_eq!(
        load_error(file_named("plain.jsonl.gz", ASK.as_bytes())),
        "not a sound .gz file after line 0: invalid gzip header"
    );
    let packed_and_called_plain =
        load(&[file_named("packed.jsonl", &packed(ASK.as_bytes()))], BadLines::Skip);
    assert!(
        packed_and_called_plain.unwrap().refused[0]
            .to_string()
            .starts_with("line 1: event: byte 0x8b at character 2 of the line is not UTF-8")
    );
    assert!(!load_error(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nobody.jsonl")).is_empty());
}

#[test]
fn of_several_files_each_line_is_named_with_its_own() {
    let first = file_named("first.jsonl", format!("{ASK}\nno\n").as_bytes());
    let second = file_named(
        "second.csv.gz",
        &packed(b"type,id,at\ncustomer,c1,2024-03-01T10:00:00Z\ncustomer,c2,no\n"),
    );
    let loaded = load(&[first.clone(), second.clone()], BadLines::Skip).unwrap();
    assert_eq!(
        said(&loaded),
        [
            format!("{}:2: event: no is not a JSON object such as {{\"type\": …}}", first.display()),
            format!(
                "{}:3: at: \"no\" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z",
                second.display()
            ),
        ]
    );
    assert_eq!((loaded.events.len(), loaded.lines), (2, 4));
    let alone = load(&[first], BadLines::Skip).unwrap();
    assert!(said(&alone)[0].starts_with("line 2: event: no "));
}
