//! The examples that read replies: one by one, as a draft, and against labels.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]

use std::collections::BTreeMap;
use std::fs;

use goodwill::event::{Id, Interaction, Response, Role};
use goodwill::reader::{AskKind, LexiconReader, Reader, Reading};
use goodwill::scorer::{Dismissiveness, DismissivenessState, Observation, Scorer};
use goodwill::thread::Conversation;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::examples::{check_lines, file_named, keys, packed, prints, run, run_with, text};

#[path = "../../examples/shared/metrics.rs"]
mod metrics;

use metrics::{Ranked, Row, area_gain};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/labelled.jsonl");
const NUMBERS: [&str; 7] =
    ["dismissiveness", "help", "regard", "originality", "contempt", "coverage", "reaction_risk"];
const PARTS: [&str; 3] = ["reaction", "interpretation", "exploration"];

fn lines_of(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What `read_replies` prints of these rows, none of which is bad.
#[track_caller]
fn replies_with(arguments: &[&str], rows: &[Value]) -> Vec<Value> {
    let input: String = rows.iter().fold(String::new(), |all, row| all + &row.to_string() + "\n");
    let output = run_with("read_replies", arguments, input.as_bytes());
    assert!(output.status.success());
    assert_eq!(text(&output.stderr), "");
    let lines = lines_of(text(&output.stdout));
    assert_eq!(lines.len(), rows.len());
    lines.iter().for_each(check_reply);
    lines
}

#[track_caller]
fn replies(rows: &[Value]) -> Vec<Value> {
    replies_with(&[], rows)
}

/// That a line is as the contract says.
#[track_caller]
fn check_reply(line: &Value) {
    let wanted = ["id", "abstained", "empathy", "acts"].into_iter().chain(NUMBERS).collect();
    assert_eq!(keys(line), wanted);
    assert_eq!(keys(&line["empathy"]), PARTS.into_iter().collect());
    let numbers =
        NUMBERS.iter().map(|name| &line[name]).chain(PARTS.iter().map(|name| &line["empathy"][name]));
    let numbers: Vec<&Value> = numbers.collect();
    for number in &numbers {
        assert!(number.is_null() || (0.0..=1.0).contains(&number.as_f64().unwrap()), "{line}");
    }
    assert_eq!(line["abstained"].is_null(), numbers.iter().any(|number| !number.is_null()), "{line}");
    for act in line["acts"].as_array().unwrap() {
        assert_eq!(keys(act), ["code", "strength", "start", "end"].into_iter().collect());
        assert!((0.0..=1.0).contains(&act["strength"].as_f64().unwrap()), "{line}");
    }
}

/// The words of the acts with that code.
fn words<'a>(line: &Value, code: &str, reply: &'a str) -> Vec<&'a str> {
    let place = |act: &Value, end: &str| usize::try_from(act[end].as_u64().unwrap()).unwrap();
    let acts = line["acts"].as_array().unwrap().iter().filter(|act| act["code"] == code);
    acts.map(|act| reply.get(place(act, "start")..place(act, "end")).unwrap()).collect()
}

#[test]
fn replies_come_back_in_order_under_the_names_they_came_with() {
    let ids =
        ["\"b\"", "7", "1e400", "-0.10", "true", "null", "\"a\\u00e9\\n\"", "12345678901234567890123", "7"];
    let input = ids
        .map(|id| {
            format!("{{\"reply\":\"Yes, on Monday.\",\"label\":2,\"context\":\"Open?\",\"id\":{id}}}\r\n\n")
        })
        .concat();
    let output = run_with("read_replies", &[], format!("\u{feff}{input}").as_bytes());
    assert_eq!(text(&output.stderr), "");
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), ids.len());
    for (line, id) in lines.iter().zip(ids) {
        assert!(line.starts_with(&format!("{{\"id\":{id},\"abstained\":null,")), "{line}");
    }
    let again = run_with("read_replies", &[], input.as_bytes());
    assert_eq!(output.stdout, again.stdout);

    // Without a name it is read, too; without an end of the last line as well; and nothing is nothing.
    let output = run_with("read_replies", &[], br#"{"context":"Open?","reply":"Yes."}"#);
    check_reply(&lines_of(text(&output.stdout))[0]);
    let output = run_with("read_replies", &[], b"");
    assert!(output.status.success() && output.stdout.is_empty());
}

#[test]
fn acts_are_places_in_bytes_of_the_reply() {
    let reply = "Grüße 😀 — please send us a direct message. Ciao";
    let lines = replies(&[
        json!({"id": 1, "context": "Please send me a direct message. Where is my order?", "reply": reply}),
        json!({"id": 2, "context": "Where is it?", "reply": reply, "earlier": [
            {"role": "customer", "text": "Hello"}, {"role": "agent", "text": "Please send us a direct message."},
        ]}),
    ]);
    for line in &lines {
        let words = words(line, "C1", reply);
        assert!(words.len() == 1 && words[0].contains("direct message"), "{words:?}");
    }
}

#[test]
fn numbers_are_null_where_nothing_could_be_read() {
    let lines = replies(&[
        json!({"id": 1, "context": "Where is my order?", "reply": "It comes on Monday."}),
        json!({"id": 2, "context": "Thanks, all is well!", "reply": "You are welcome."}),
        json!({"id": 3, "context": "Where is my order?", "reply": " \u{0} "}),
        json!({"id": 4, "context": "Wo?", "reply": "Bitte schreiben Sie uns eine Nachricht, damit wir Ihnen helfen können."}),
        json!({"id": 5, "context": "Where is my order?", "reply": "It comes on Monday.", "role": "bot"}),
        json!({"id": 6, "context": "", "reply": "It comes on Monday."}),
    ]);
    assert!(lines[0]["help"].is_f64() && lines[0]["dismissiveness"].is_f64());
    assert!(lines[0]["originality"].is_null(), "nothing was learnt that it could repeat");
    assert!(lines[1]["help"].is_null() && lines[1]["dismissiveness"].is_null(), "nothing was asked");
    assert!(lines[1]["regard"].is_f64());
    let reasons: Vec<&Value> = lines.iter().map(|line| &line["abstained"]).collect();
    assert_eq!(
        reasons,
        [
            &Value::Null,
            &Value::Null,
            &json!("no_words"),
            &json!("other_language"),
            &json!("no_answer"),
            &Value::Null
        ]
    );
}

#[test]
fn the_role_and_the_turns_before_are_read() {
    let row = |role: &str| json!({"id": 1, "context": "Any bank?", "reply": "Why do you ask?", "role": role});
    let lines = replies(&[row("agent"), row("company"), row("peer"), row("moderator")]);
    assert_eq!(lines[0], lines[1]);
    assert_eq!(lines[2], lines[3]);
    assert_ne!(lines[0]["help"], lines[2]["help"]);
    assert!(lines[2]["dismissiveness"].is_f64(), "a peer's reply has the blend, too");

    let draft =
        json!({"id": 1, "context": "Any bank?", "reply": "Please send us a direct message.", "earlier": []});
    let with = |earlier: Value| {
        let mut row = draft.clone();
        row["earlier"] = earlier;
        row
    };
    let asked = json!({"role": "customer", "text": "Where is order 20417? I am furious, what a joke."});
    let told = |role: &str| json!({"role": role, "text": "Please send us a direct message."});
    let lines = replies(&[
        draft.clone(),
        with(Value::Null),
        with(json!([asked, told("agent")])),
        with(json!([asked, told("company")])),
        with(json!([asked, told("bot")])),
        with(json!([told("agent")])),
        with(json!([asked])),
    ]);
    assert_eq!(lines[0], lines[1]);
    assert_eq!(lines[2], lines[3]);
    assert!(
        words(&lines[2], "D2", "Please send us a direct message.").len() == 1,
        "told again: {}",
        lines[2]
    );
    assert!(words(&lines[4], "D2", "").is_empty());
    assert_eq!(lines[5]["help"], lines[0]["help"], "what comes before any ask answers none");
    assert_ne!(lines[6], lines[0], "two asks are answered at once");

    // Others who wrote before are no part of what is read.
    let row = |earlier: Value| json!({"id": 1, "context": "Any bank?", "reply": "The one on Mill Lane.", "role": "peer", "earlier": earlier});
    let asked = json!({"role": "customer", "text": "Any bank here?"});
    let [alone, after] =
        [json!([asked]), json!([asked, {"role": "peer", "text": "You stupid clown, lol. Buy a mattress."}])]
            .map(|earlier| replies(&[row(earlier)]).remove(0));
    assert_eq!((&alone["contempt"], &alone["acts"]), (&after["contempt"], &after["acts"]));
}

#[test]
fn a_peers_reply_has_the_blend_and_counts_for_nothing() {
    let thread = Id::new("t").unwrap();
    let ask =
        Interaction::new(thread.clone(), Id::new("m").unwrap(), "2024-03-01T10:00:00Z".parse().unwrap())
            .saying("Where is order 20417?");
    let reply = Response::new(thread, Id::new("r").unwrap(), "2024-03-01T10:20:00Z".parse().unwrap())
        .in_role(Role::Peer)
        .saying("Why do you ask?");
    let conversation = Conversation::draft(&ask, &reply);
    let exchange = conversation.exchanges().next().unwrap();
    let reading = LexiconReader::english().unwrap().read(&exchange);
    let scorer = Dismissiveness::default();
    assert!(scorer.of(&reading).is_some());
    assert_eq!(scorer.of(&Reading::new(exchange.outline())), None);
    assert_eq!(scorer.of(&reading.clone().asking(0, AskKind::Thanks)), None);
    let mut state = DismissivenessState::default();
    scorer.observe(&mut state, &Observation::Exchange(reading));
    assert_eq!(state, DismissivenessState::default());
}

#[test]
fn what_is_said_to_many_is_learnt_from_a_file() {
    let stock = "Thank you for reaching out to the Halide team today";
    let learnt: String = (0..9)
        .map(|number| match number % 3 {
            0 => format!("{stock}, number {number}\n"),
            1 => format!("{}\n", json!({"reply": format!("{stock}, customer {number}")})),
            _ => format!("{}\n", json!({"text": format!("{stock}, friend {number}"), "type": "response"})),
        })
        .collect();
    let rows = [
        json!({"id": 1, "context": "Where is my order?", "reply": stock}),
        json!({"id": 2, "context": "Where is my order?", "reply": "It left Leeds at noon and Kim rides with it."}),
    ];
    for file in
        [file_named("learnt.txt", learnt.as_bytes()), file_named("learnt.txt.gz", &packed(learnt.as_bytes()))]
    {
        let lines = replies_with(&["--boilerplate", &file], &rows);
        let originality = |line: &Value| line["originality"].as_f64().unwrap();
        assert!(originality(&lines[0]) < originality(&lines[1]), "{lines:?}");
        assert_eq!(words(&lines[0], "D1", stock).len(), 1);
    }
}

#[test]
fn bad_lines_are_reported_and_keep_their_place() {
    let cases: [(&[u8], &str, &str); 14] = [
        (b"nonsense", "null", "line: nonsense is not one JSON object such as "),
        (br#"[1, "a", "b"]"#, "null", r#"line: [1, "a", "b"] is not a JSON object"#),
        (br#"{"id": 3, "context": "a", "reply": "b"} {}"#, "null", "line: {\"id\": 3, "),
        (br#"{"id": 3, "reply": "b"}"#, "3", "context: missing, every line needs it, and as a string"),
        (br#"{"id": "x", "context": "a"}"#, "\"x\"", "reply: missing, every line needs it, and as a string"),
        (br#"{"id": 3, "context": "a", "reply": null}"#, "3", "reply: null is not a string"),
        (br#"{"id": 3, "context": {"a": 1}, "reply": "b"}"#, "3", "context: {\"a\":1} is not a string"),
        (
            br#"{"id": [3], "context": "a", "reply": "b"}"#,
            "null",
            "id: [3] is not a string, a number, true, false or null",
        ),
        (
            br#"{"id": 3, "context": "a", "reply": "b", "role": "boss"}"#,
            "3",
            "role: \"boss\" is not one of agent, company, peer, bot, auto, moderator",
        ),
        (
            br#"{"id": 3, "context": "a", "reply": "b", "role": "customer"}"#,
            "3",
            "role: \"customer\" is not one of agent, company, peer, bot, auto, moderator",
        ),
        (br#"{"id": 3, "context": "a", "reply": "b", "role": 1}"#, "3", "role: 1 is not a string"),
        (
            br#"{"id": 3, "context": "a", "reply": "b", "earlier": [{"role": "boss", "text": "c"}]}"#,
            "3",
            "earlier[0].role: \"boss\" is not one of customer, agent, company, peer, bot, auto, moderator",
        ),
        (
            br#"{"id": 3, "context": "a", "reply": "b", "earlier": ["c"]}"#,
            "3",
            "earlier: [\"c\"] is not a list of {\"role\": ",
        ),
        (b"{\"id\": 3, \"context\": \"a\xff\", \"reply\": \"b\"}", "3", "line: byte 24 of it is not UTF-8"),
    ];
    let good = br#"{"id":"good","context":"Open?","reply":"Yes."}"#;
    for (bad, id, reason) in cases {
        let input = [good, bad, good].map(|line| [line, b"\n".as_slice()].concat()).concat();
        let output = run_with("read_replies", &[], &input);
        assert_eq!(output.status.code(), Some(0));
        let reported = text(&output.stderr);
        assert!(reported.starts_with(&format!("line 2: {reason}")), "{reported}");
        let lines = lines_of(text(&output.stdout));
        assert_eq!(lines.len(), 3);
        lines.iter().for_each(check_reply);
        assert_eq!(lines[0], lines[2]);
        assert_eq!(lines[1]["abstained"], "bad_input");
        assert_eq!(lines[1]["id"].to_string(), *id);
        assert_eq!(lines[1]["acts"], json!([]));

        let strict = run_with("read_replies", &["--strict"], &input);
        assert_eq!(strict.status.code(), Some(1));
        assert_eq!(lines_of(text(&strict.stdout)).len(), 1);
        assert!(text(&strict.stderr).contains("line 2: "), "{}", text(&strict.stderr));
    }
}

#[test]
fn a_long_reply_and_a_short_reader_are_no_trouble() {
    let reply = "This is a word and another. ".repeat(40_000);
    assert_eq!(replies(&[json!({"id": 1, "context": "Why?", "reply": reply})]).len(), 1);
}

/// The exit code of a lint, and what it prints.
#[track_caller]
fn lint(arguments: &[&str], input: &str) -> (i32, String) {
    let output = run_with("lint_reply", arguments, input.as_bytes());
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    (output.status.code().unwrap(), text(&output.stdout).to_owned())
}

const EVASIVE: &str = "Please send us a direct message.";

#[test]
fn a_draft_over_the_threshold_fails() {
    let pair = ["--message", "Where is order 20417?", "--reply", EVASIVE];
    let with = |more: &[&'static str]| lint(&[&pair[..], more].concat(), "");
    let (code, printed) = with(&[]);
    assert_eq!(code, 1, "{printed}");
    check_lines(&printed);
    assert!(printed.contains("“Where is order 20417?”"), "{printed}");
    assert!(printed.contains("moves the matter to a private channel (C1): "), "{printed}");
    assert!(printed.contains("over the threshold of 0.50"), "{printed}");
    assert_eq!(with(&["--threshold", "0"]).0, 1);
    let (code, printed) = with(&["--threshold", "1"]);
    assert_eq!(code, 0);
    assert!(printed.contains("under the threshold of 1.00"), "{printed}");

    // The same from standard input and from files.
    let parted = format!("Where is order 20417?\n---\n{EVASIVE}\n");
    assert_eq!(lint(&[], &parted), with(&[]));
    let files = [("asked.txt", "Where is order 20417?"), ("draft.txt", EVASIVE)]
        .map(|(name, text)| format!("@{}", file_named(name, text.as_bytes())));
    assert_eq!(lint(&["--message", &files[0], "--reply", &files[1]], ""), with(&[]));

    // Where nothing was asked nothing can be left aside; nor is there a number for what cannot be read.
    for (message, reply, why) in [
        ("Thanks, all is well!", "You are welcome.", "nothing was asked that needs an answer"),
        ("Where is it?", "…", "the text has no words"),
    ] {
        let (code, printed) = lint(&["--message", message, "--reply", reply, "--threshold", "0"], "");
        assert_eq!(code, 0, "{printed}");
        assert!(printed.contains(why), "{printed}");
    }
}

#[test]
fn a_lint_called_wrongly_says_so() {
    let missing = file_named("missing.txt", b"") + ".not";
    for (arguments, input, reason) in [
        (&["--message", "a"][..], "", "--reply"),
        (
            &["--message", "a", "--reply", "b", "--threshold", "2"],
            "",
            "threshold: 2 is not a number from 0 to 1",
        ),
        (&["--message", "a", "--reply", "b", "--threshold", "x"], "", "invalid value 'x'"),
        (&["--message", "a", "--reply", "b", "--role", "boss"], "", "role: \"boss\" is not one of agent, "),
        (&["--message", "a", "--reply", "b", "--earlier", SAMPLE], "", "line 1: earlier: not {"),
        (&["--message", "a", "--reply", "b", "--earlier", &missing], "", "missing.txt.not: "),
        (&[], "no parts", "standard input: no line of ---"),
        (&["--unknown"], "", "--unknown"),
    ] {
        let output = run_with("lint_reply", arguments, input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stdout).is_empty());
        assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
    }
}

#[test]
fn underlines_stand_under_their_words() {
    let filler = "Thank you 😀👍🏽 for the 写真 that you sent to us ";
    for before in [
        "",
        "a\u{301} ",
        "\t",
        "Hello 日本 ",
        "\u{202e}x ",
        "❤️ ",
        &filler.repeat(3),
        &"word ".repeat(60),
        &"😀".repeat(120),
    ] {
        for after in ["", " Then more words follow here.", "\nand a line", &" 👍🏽".repeat(70)] {
            let reply = format!("{before}{EVASIVE}{after}");
            let (_, printed) = lint(&["--message", "Where is order 20417?", "--reply", &reply], "");
            check_lines(&printed);
            let mut lines = printed.lines().skip_while(|line| *line != "what to take out").skip(1).peekable();
            let mut marked = String::new();
            let mut shown = "";
            while let Some(line) = lines.next() {
                if line.is_empty() {
                    break;
                }
                if lines.peek().is_some_and(|next| next.trim_start().starts_with('^')) {
                    shown = line;
                }
                let bare = line.trim_start();
                let reason = lines.peek().copied().unwrap_or_default();
                if bare.starts_with('^') && (reason.contains("(C1): ") || !marked.is_empty()) {
                    let (from, to) = (line.width() - bare.width(), line.width());
                    // Signs that join take the room of what they make.
                    let inside = |place: usize| (from..to).contains(&shown[..place].width());
                    marked.extend(
                        shown
                            .char_indices()
                            .filter(|(place, _)| inside(*place))
                            .map(|(_, character)| character),
                    );
                    if marked.contains("message") {
                        break;
                    }
                }
            }
            assert!(marked.replace(' ', "").contains("directmessage"), "{marked:?} in\n{printed}");
        }
    }
}

#[test]
fn a_lint_for_machines_names_places() {
    let reply = format!("Grüße! {EVASIVE}");
    let (code, printed) = lint(&["--message", "Where is order 20417?", "--reply", &reply, "--json"], "");
    let found: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(found["over"], code == 1);
    assert_eq!(found["threshold"], 0.5);
    assert!(found["axes"]["help"].is_f64() && found["abstained"].is_null());
    let shift = found["take_out"].as_array().unwrap().iter().find(|mark| mark["code"] == "C1").unwrap();
    let place = |end: &str| usize::try_from(shift[end].as_u64().unwrap()).unwrap();
    assert!(reply[place("start")..place("end")].contains("direct message"));
    assert!(shift["weights"]["help"].as_f64().unwrap() < 0.0);
    assert_eq!(found["missing"][0]["quote"], "Where is order 20417?");

    // What was said before counts, and is quoted where it was asked.
    let before = format!(
        "{}\n\n{}\n",
        json!({"role": "customer", "text": "Which paper is in the large frames?"}),
        json!({"role": "peer", "text": "No idea."})
    );
    let file = file_named("before.jsonl", before.as_bytes());
    let (_, printed) =
        lint(&["--message", "Where is order 20417?", "--reply", EVASIVE, "--earlier", &file, "--json"], "");
    let found: Value = serde_json::from_str(&printed).unwrap();
    let quotes: Vec<&str> =
        found["missing"].as_array().unwrap().iter().filter_map(|missing| missing["quote"].as_str()).collect();
    assert!(quotes.contains(&"Which paper is in the large frames?"), "{quotes:?}");
    assert!(quotes.contains(&"Where is order 20417?"), "{quotes:?}");
}

#[track_caller]
fn evaluation(arguments: &[&str]) -> Value {
    serde_json::from_str(&prints("evaluate", &[arguments, &["--json"]].concat())).unwrap()
}

fn sample() -> Vec<Value> {
    lines_of(&fs::read_to_string(SAMPLE).unwrap())
}

/// The chance that a good row stands above another, pair by pair.
fn pairwise(rows: &[(f64, bool)]) -> f64 {
    let (mut above, mut pairs) = (0.0, 0.0);
    for (good, _) in rows.iter().filter(|row| row.1) {
        for (bad, _) in rows.iter().filter(|row| !row.1) {
            pairs += 1.0;
            above += if good > bad { 1.0 } else { f64::from(u8::from(good == bad)) / 2.0 };
        }
    }
    above / pairs
}

#[test]
fn the_sample_is_evaluated_as_its_replies_are_read() {
    let card = evaluation(&[]);
    assert_eq!(card["rows"], 65);
    assert_eq!(card["draws"], 1000);
    let peers = ["empathy_total_0_6", "answers_question_0_2", "uncivil"];
    let mut rows = sample();
    for row in &mut rows {
        if peers.contains(&row["label_name"].as_str().unwrap()) {
            row["role"] = "peer".into();
        }
    }
    let read = replies(&rows);
    let area = |label: &str, good: &dyn Fn(&Value) -> bool, score: &dyn Fn(&Value) -> f64| {
        let rows = rows.iter().zip(&read).filter(|(row, _)| row["label_name"] == label);
        pairwise(&rows.map(|(row, read)| (score(read), good(row))).collect::<Vec<_>>())
    };
    let number = |value: &Value| value.as_f64().unwrap();
    let good = |row: &Value| number(&row["label"]) == 0.0;
    let wanted: BTreeMap<&str, f64> = BTreeMap::from([
        (
            "next turn not hostile",
            area("next_customer_reaction", &|row| number(&row["label"]) >= 0.0, &|read| {
                1.0 - number(&read["reaction_risk"])
            }),
        ),
        (
            "exploration",
            area("empathy_total_0_6", &|row| number(&row["meta"]["EX"]) > 0.0, &|read| {
                number(&read["empathy"]["exploration"])
            }),
        ),
        (
            "good answer, by help",
            area("answers_question_0_2", &|row| number(&row["label"]) == 2.0, &|read| number(&read["help"])),
        ),
        (
            "good answer, by 1 − dismissiveness",
            area("answers_question_0_2", &|row| number(&row["label"]) == 2.0, &|read| {
                1.0 - number(&read["dismissiveness"])
            }),
        ),
        ("comment civil", area("uncivil", &good, &|read| 1.0 - number(&read["contempt"]))),
        ("not dismissive", area("dismissive", &good, &|read| 1.0 - number(&read["contempt"]))),
        ("not condescending", area("condescending", &good, &|read| 1.0 - number(&read["contempt"]))),
    ]);
    let mut seen = 0;
    for target in card["targets"].as_array().unwrap() {
        for name in ["auc", "macro_f1", "best_macro_f1", "brier", "calibration"] {
            let [value, low, high] = ["value", "low", "high"].map(|end| number(&target[name][end]));
            assert!((0.0..=1.0).contains(&value) && 0.0 <= low && low <= high && high <= 1.0, "{target}");
        }
        assert!(
            number(&target["best_macro_f1"]["value"]) >= number(&target["macro_f1"]["value"]),
            "{target}"
        );
        if let Some(wanted) = wanted.get(target["name"].as_str().unwrap()) {
            let found = number(&target["auc"]["value"]);
            assert!((found - wanted).abs() < 1e-12, "{}: {found}, not {wanted}", target["name"]);
            seen += 1;
        }
    }
    assert_eq!(seen, wanted.len());
    assert_eq!(card, evaluation(&[SAMPLE]), "the sample is what is read without a file");
    let other = evaluation(&["--seed", "2"]);
    assert_eq!(card["targets"][0]["auc"]["value"], other["targets"][0]["auc"]["value"]);
    assert_ne!(card["targets"][0]["auc"], other["targets"][0]["auc"]);
}

#[test]
fn tables_of_an_evaluation_fit() {
    let printed = prints("evaluate", &["--rules", "--by", "company", "--draws", "50"]);
    check_lines(&printed);
    for part in
        ["65 rows of 1 file; 50 draws", "next turn not hostile", "not condescending", "halide", "per 1000"]
    {
        assert!(printed.contains(part), "{part} is not in\n{printed}");
    }
}

#[test]
fn scores_from_elsewhere_stand_beside() {
    let truth = sample()
        .iter()
        .filter(|row| row["label_name"] == "next_customer_reaction")
        .map(|row| json!({"id": row["id"], "score": row["label"]}))
        .fold(String::new(), |all, row| all + &row.to_string() + "\n");
    let file = file_named("truth.jsonl", truth.as_bytes());
    let card = evaluation(&["--column", &format!("truth={file}"), "--draws", "20"]);
    let beside = |target: usize| card["targets"][target]["beside"][2].clone();
    assert_eq!((&beside(0)["name"], &beside(0)["answered"]), (&json!("truth"), &json!(1.0)));
    assert_eq!(beside(0)["auc"], json!({"value": 1.0, "low": 1.0, "high": 1.0}));
    // Rows without a score stand in the middle, one as good as the other.
    assert_eq!((&beside(3)["answered"], &beside(3)["auc"]["value"]), (&json!(0.0), &json!(0.5)));
    check_lines(&prints("evaluate", &["--column", &format!("truth={file}"), "--draws", "20"]));

    let wrong = run("evaluate", &["--column", "truth"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("--column: \"truth\" is not NAME=FILE"));
}

#[test]
fn an_evaluation_tells_fields_and_rules_apart() {
    let card = evaluation(&["--by", "company", "--rules", "--draws", "20"]);
    let parts = card["targets"][0]["by"].as_array().unwrap();
    assert_eq!(parts.iter().map(|part| part["rows"].as_u64().unwrap()).sum::<u64>(), 18);
    assert_eq!(parts.len(), 3);
    for rule in card["rules"].as_array().unwrap() {
        let number = |name: &str| rule[name].as_f64().unwrap();
        assert!(number("fires") >= 1.0 && (0.0..=1.0).contains(&number("precision")), "{rule}");
        assert!(number("weight") != 0.0 && number("log_odds").is_finite(), "{rule}");
    }
    assert!(!card["rules"].as_array().unwrap().is_empty());
    assert!(card["reply_beyond_message"]["value"].is_f64());
}

#[test]
fn rows_that_cannot_be_judged_are_counted() {
    let whole = fs::read_to_string(SAMPLE).unwrap();
    let more = format!(
        "{whole}nonsense\n{}\n{}\n{}\n",
        json!({"id": 1, "context": "a", "reply": 3, "label": 1, "label_name": "uncivil"}),
        json!({"id": 1, "context": "a", "reply": "b", "label": null, "label_name": "uncivil"}),
        json!({"id": 1, "context": "a", "reply": "b", "label": 1, "label_name": "politeness"}),
    );
    let file = file_named("labelled.jsonl.gz", &packed(more.as_bytes()));
    let output = run("evaluate", &[&file, "--json", "--draws", "5"]);
    assert_eq!(output.status.code(), Some(0));
    let card: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&card["rows"], &card["refused"]), (&json!(65), &json!(3)));
    let reported = text(&output.stderr);
    for part in [
        ":66: row: ",
        ":67: reply: 3 is not a string",
        ":68: label: null is not a number",
        "3 of 69 lines were passed over",
        "1 rows with label_name politeness: nothing is told apart by it",
    ] {
        assert!(reported.contains(part), "{part} is not in\n{reported}");
    }
    let none = file_named("none.jsonl", b"{\"label_name\": \"politeness\"}\n");
    let output = run("evaluate", &[&none]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no row has a label that something is told apart by"));
    let output = run("evaluate", &["--threshold", "7"]);
    assert!(text(&output.stderr).contains("--threshold: 7 is not a number from 0 to 1"));
}

fn rows(of: &[(f64, bool)]) -> Vec<Row> {
    of.iter().enumerate().map(|(group, &(score, good))| Row { score, good, group }).collect()
}

#[track_caller]
fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-12, "{found}, not {wanted}");
}

#[test]
fn metrics_have_known_values() {
    // The worked examples of scikit-learn's roc_auc_score and brier_score_loss.
    let metrics = Ranked::of(rows(&[(0.1, false), (0.4, false), (0.35, true), (0.8, true)]), 0.5).metrics();
    near(metrics.auc, 0.75);
    let metrics = Ranked::of(rows(&[(0.1, false), (0.9, true), (0.8, true), (0.3, false)]), 0.5).metrics();
    near(metrics.brier, 0.0375);
    near(metrics.f1, 1.0);
    near(metrics.best_at, 0.8);
    near(metrics.calibration, (0.1 + 0.1 + 0.2 + 0.3) / 4.0);

    // Ties count half.
    near(Ranked::of(rows(&[(0.5, false), (0.5, true)]), 0.5).metrics().auc, 0.5);
    let tied = [(0.2, false), (0.5, false), (0.5, true), (0.5, true), (0.9, true), (0.9, false)];
    near(Ranked::of(rows(&tied), 0.5).metrics().auc, pairwise(&tied));

    // Two of three good ones found, one of two others taken for good: 2/3 and 1/2.
    let five = [(0.9, true), (0.8, true), (0.3, true), (0.6, false), (0.2, false)];
    let metrics = Ranked::of(rows(&five), 0.5).metrics();
    near(metrics.f1, f64::midpoint(2.0 / 3.0, 0.5));
    // From .8 on: two of three good ones and none else, 4/5 and 4/5.
    near(metrics.best_f1, 0.8);
    near(metrics.best_at, 0.8);
    // A row on the threshold counts as good.
    near(Ranked::of(rows(&[(0.5, true), (0.4, false)]), 0.5).metrics().f1, 1.0);
    // Where it is best to count none as good, no score is the threshold.
    let worst = [(0.1, true), (0.9, false), (0.8, false), (0.7, false)];
    assert_eq!(Ranked::of(rows(&worst), 0.5).metrics().best_at, f64::INFINITY);

    // One bin of two rows at .75 of which one is good.
    near(Ranked::of(rows(&[(0.75, true), (0.75, false)]), 0.5).metrics().calibration, 0.25);
    // What has one side only has no area.
    assert!(Ranked::of(rows(&[(0.5, true)]), 0.5).metrics().auc.is_nan());
    assert!(Ranked::of(Vec::new(), 0.5).metrics().auc.is_nan());
}

#[test]
fn intervals_come_from_groups() {
    // Squared errors of 0 and 1 by turns: the mean of 400 has a standard error of .025.
    let single: Vec<Row> = (0..400).map(|group| Row { score: 1.0, good: group % 2 == 0, group }).collect();
    let estimates = Ranked::of(single.clone(), 0.5).estimates(1000, 1);
    assert_eq!(estimates.brier.value, 0.5);
    let width = estimates.brier.high - estimates.brier.low;
    assert!((width - 2.0 * 1.96 * 0.025).abs() < 0.012, "{width}");
    assert_eq!(estimates, Ranked::of(single.clone(), 0.5).estimates(1000, 1));

    // In groups of four alike there are only a hundred to draw: twice as wide.
    let groups: Vec<Row> =
        (0..400).map(|row| Row { score: 1.0, good: row / 4 % 2 == 0, group: row / 4 }).collect();
    let estimates = Ranked::of(groups, 0.5).estimates(1000, 1);
    let wide = estimates.brier.high - estimates.brier.low;
    assert!((wide / width - 2.0).abs() < 0.25, "{wide} and {width}");

    // A score gains nothing on itself, and everything on its reverse.
    let separate: Vec<Row> = (0..40)
        .map(|group| Row { score: f64::from(u8::from(group % 2 == 0)), good: group % 2 == 0, group })
        .collect();
    let reverse: Vec<Row> = separate.iter().map(|row| Row { score: 1.0 - row.score, ..*row }).collect();
    let [separate, reverse] = [separate, reverse].map(|rows| Ranked::of(rows, 0.5));
    let gain = area_gain(&separate, &separate, 200, 1);
    assert_eq!((gain.value, gain.low, gain.high), (0.0, 0.0, 0.0));
    assert_eq!(area_gain(&separate, &reverse, 200, 1).value, 1.0);
    assert_eq!(separate.area(200, 1).low, 1.0);
}
