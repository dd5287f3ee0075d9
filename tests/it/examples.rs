//! The example binaries as an analyst runs them.
//!
//! `cargo test` builds them; they stand beside this binary.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use goodwill::Timestamp;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/photo_store.jsonl");

/// What the audit's JSON holds of every page, and of all together.
const OF_A_PAGE: [&str; 14] = [
    "events",
    "later",
    "threads",
    "exchanges",
    "answered",
    "ignored",
    "open",
    "withdrawn",
    "needs_none",
    "unmatched",
    "median_wait_s",
    "responsiveness",
    "dismissiveness",
    "trust",
];
/// What it holds beyond the contract.
const BESIDES: [&str; 10] = [
    "conflicts",
    "duplicates",
    "overflow",
    "shares",
    "median_answered_s",
    "answered_within_1h",
    "answered_within_1h_shrunk",
    "shrunk",
    "selective_silence",
    "abandoned",
];
/// What is counted in events, which channels and agents have none of.
const IN_EVENTS: [&str; 4] = ["events", "later", "threads", "unmatched"];
const SCORES: [&str; 3] = ["responsiveness", "dismissiveness", "trust"];
const VERDICTS: [&str; 5] = ["answered", "ignored", "open", "withdrawn", "needs_none"];

pub(super) fn example(name: &str) -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let file = here
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(file.exists(), "{} is not there: cargo build --examples", file.display());
    file
}

pub(super) fn run_with(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(example(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The other end may not read: then it has closed its end already.
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

pub(super) fn run(name: &str, arguments: &[&str]) -> Output {
    run_with(name, arguments, b"")
}

pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What an example prints where nothing is wrong.
#[track_caller]
pub(super) fn prints(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    assert!(output.status.success(), "{name} {arguments:?}: {}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "", "{name} {arguments:?}");
    text(&output.stdout).to_owned()
}

/// What the audit prints of the bundled page, as tables and as JSON.
fn bundled() -> &'static (String, String) {
    static BUNDLED: OnceLock<(String, String)> = OnceLock::new();
    BUNDLED.get_or_init(|| (prints("audit", &[]), prints("audit", &["--json", "-"])))
}

pub(super) fn bundled_card() -> Value {
    serde_json::from_str(&bundled().1).unwrap()
}

/// The audit of these files as JSON.
#[track_caller]
pub(super) fn audit(arguments: &[&str]) -> Value {
    let printed = prints("audit", &[arguments, &["--json", "-"]].concat());
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// A file of this test's own.
pub(super) fn file_named(name: &str, content: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("examples");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    fs::write(&file, content).unwrap();
    file.to_str().unwrap().to_owned()
}

pub(super) fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[track_caller]
fn count(card: &Value, key: &str) -> u64 {
    card[key].as_u64().unwrap_or_else(|| panic!("{key} is {}", card[key]))
}

#[track_caller]
pub(super) fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// That one card holds what the contract says, in a sound state.
#[track_caller]
fn check_card(card: &Value, also: &[&'static str]) {
    for key in IN_EVENTS {
        count(card, key);
    }
    check_standing(card, &[also, &IN_EVENTS].concat());
}

/// The same of what stands beside pages: channels and agents.
#[track_caller]
fn check_standing(card: &Value, also: &[&'static str]) {
    let page = OF_A_PAGE.into_iter().filter(|key| !IN_EVENTS.contains(key));
    let wanted: BTreeSet<&str> = page.chain(also.iter().copied()).collect();
    let found = keys(card);
    let missing: Vec<_> = wanted.difference(&found).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
    let more: Vec<_> = found.difference(&wanted).filter(|key| !BESIDES.contains(key)).collect();
    assert!(more.is_empty(), "nobody knows: {more:?}");

    let sum: u64 = VERDICTS.iter().map(|verdict| count(card, verdict)).sum();
    assert_eq!(sum, count(card, "exchanges"));
    for key in ["median_wait_s", "median_answered_s"] {
        let wait = &card[key];
        assert!(wait.is_null() || wait.as_f64().is_some_and(|seconds| seconds >= 0.0), "{wait}");
    }
    assert_eq!(card["median_answered_s"].is_null(), count(card, "answered") == 0);
    for key in ["answered_within_1h", "abandoned"] {
        assert_eq!(keys(&card[key]), BTreeSet::from(["count", "of", "share", "low", "high"]), "{key}");
        assert!(count(&card[key], "count") <= count(&card[key], "of"));
    }
    let decided = VERDICTS[..3].iter().map(|verdict| count(card, verdict)).sum::<u64>();
    assert!(count(&card["answered_within_1h"], "of") <= decided);
    let gap = keys(&card["selective_silence"]);
    assert_eq!(gap, BTreeSet::from(["difference", "low", "high", "praise", "complaints", "abstained"]));
    for name in SCORES.into_iter().chain(["shrunk"]) {
        let score = &card[name];
        if name == "shrunk" && score.is_null() {
            continue;
        }
        assert_eq!(keys(score), BTreeSet::from(["score", "low", "high", "mass", "abstained"]), "{name}");
        assert!(score["mass"].as_f64().unwrap() >= 0.0, "{name}: {score}");
        if score["abstained"].is_null() {
            let number = |key: &str| score[key].as_f64().unwrap();
            let (low, middle, high) = (number("low"), number("score"), number("high"));
            assert!(0.0 <= low && low <= middle && middle <= high && high <= 1.0, "{name}: {score}");
        } else {
            let code = score["abstained"].as_str().unwrap();
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}: {code}");
            for key in ["score", "low", "high"] {
                assert!(score[key].is_null(), "{name}: {score}");
            }
        }
    }
}

#[track_caller]
pub(super) fn check_audit(card: &Value) {
    check_card(card, &["as_of", "pages", "channels", "agents"]);
    for page in card["pages"].as_object().unwrap().values() {
        check_card(page, &[]);
    }
    let groups = |name: &str| card[name].as_object().unwrap().values();
    groups("channels").chain(groups("agents")).for_each(|one| check_standing(one, &[]));
    for verdict in VERDICTS {
        let sum = |name: &str| groups(name).map(|one| count(one, verdict)).sum::<u64>();
        assert_eq!(sum("channels"), count(card, verdict), "every exchange has one channel");
        assert!(sum("agents") <= count(card, verdict));
    }
    for agent in groups("agents") {
        assert_eq!(
            (count(agent, "ignored"), count(agent, "open")),
            (0, 0),
            "what nobody answered is nobody's"
        );
    }
}

/// That lines fit a terminal of 100 columns and steer none.
#[track_caller]
pub(super) fn check_lines(printed: &str) {
    assert!(!printed.trim().is_empty());
    for line in printed.split('\n') {
        let steering: Vec<char> = line
            .chars()
            .filter(|&c| {
                c.is_control()
                    || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            })
            .collect();
        assert!(steering.is_empty(), "{steering:?} in {line:?}");
        assert!(line.width() <= 100, "{} columns: {line}", line.width());
    }
}

/// Where each of these begins, in this order.
#[track_caller]
pub(super) fn check_sections(printed: &str, sections: &[&str]) {
    let mut rest = printed;
    for section in sections {
        let place =
            rest.find(section).unwrap_or_else(|| panic!("{section:?} is not in its place:\n{printed}"));
        rest = &rest[place + section.len()..];
    }
}

#[test]
fn the_audit_of_the_bundled_page_has_its_sections() {
    let printed = &bundled().0;
    assert!(printed.starts_with("goodwill audit as of 2025-06-30T18:00:53Z\n"), "{printed}");
    check_sections(
        printed,
        &[
            "goodwill audit as of ",
            "380 events",
            " in 80 threads",
            "140 exchanges: ",
            "half of those who need an answer have one after ",
            "responsiveness",
            "dismissiveness",
            "trust",
            "of the asks that were decided ",
            "\ntrust ",
            "month",
            "\n2024-01 ",
            "\n2025-06 ",
            "\nif nothing more happens it will be ",
            "\nhow fast, by channel",
            "\nhow fast, by who answered first",
            "\nthe exchanges that went worst",
            "\n 1. ",
            "\n10. ",
            "\nwho is waiting: ",
        ],
    );
    check_lines(printed);
    assert_eq!(*printed, prints("audit", &[PAGE]), "the bundled page is what is read without a file");
}

#[test]
fn the_audit_as_json_keeps_its_contract_and_prints_nothing_else() {
    let printed = &bundled().1;
    let card = bundled_card();
    assert!(printed.starts_with('{') && printed.ends_with("}\n"));
    check_audit(&card);
    assert_eq!(card["as_of"], "2025-06-30T18:00:53Z");
    assert_eq!((count(&card, "events"), count(&card, "threads"), count(&card, "exchanges")), (380, 80, 140));
    assert_eq!(keys(&card["pages"]), BTreeSet::from(["halide"]));

    // Written to a file it is the same, and the tables are printed.
    let file = file_named("card.json", b"");
    let tables = prints("audit", &["--json", &file]);
    assert_eq!(fs::read_to_string(&file).unwrap(), *printed);
    assert_eq!(tables, bundled().0);
}

#[test]
fn the_audit_as_csv_has_a_row_a_page_and_prints_nothing_else() {
    let printed = prints("audit", &["--csv", "-"]);
    let mut rows = csv::Reader::from_reader(printed.as_bytes());
    let header = rows.headers().unwrap().clone();
    let card = bundled_card();
    let mut pages = 0;
    for row in rows.records().map(Result::unwrap) {
        let cells: BTreeMap<&str, &str> = header.iter().zip(&row).collect();
        let page = &card["pages"][cells["page"]];
        for key in ["events", "threads", "exchanges"].into_iter().chain(VERDICTS) {
            assert_eq!(cells[key].parse(), Ok(count(page, key)), "{key}");
        }
        for name in SCORES {
            // The JSON reader of this test rounds the last digit in its own way.
            let score = cells[name].parse::<f64>().unwrap();
            assert!((score - page[name]["score"].as_f64().unwrap()).abs() < 1e-12, "{name}");
        }
        pages += 1;
    }
    assert_eq!(pages, card["pages"].as_object().unwrap().len());
}

#[test]
fn two_runs_print_the_same_bytes() {
    for arguments in [&[][..], &["--json", "-"], &["--csv", "-"], &["--as-of", "2024-10-01T00:00:00Z"]] {
        let (one, two) = (run("audit", arguments), run("audit", arguments));
        assert_eq!(one.status.code(), Some(0));
        assert_eq!(text(&one.stdout), text(&two.stdout), "{arguments:?}");
        assert_eq!(text(&one.stderr), text(&two.stderr), "{arguments:?}");
    }
}

#[test]
fn the_order_of_lines_changes_nothing() {
    let mut lines: Vec<String> = fs::read_to_string(PAGE).unwrap().lines().map(str::to_owned).collect();
    lines.reverse();
    let file = file_named("reversed.jsonl", lines.join("\n").as_bytes());
    assert_eq!(prints("audit", &[&file, "--json", "-"]), bundled().1);
}

#[test]
fn an_earlier_instant_leaves_events_for_later() {
    let whole = bundled_card();
    assert_eq!(count(&whole, "later"), 0);
    let card = audit(&["--as-of", "2024-10-01T00:00:00Z"]);
    check_audit(&card);
    assert_eq!(card["as_of"], "2024-10-01T00:00:00Z");
    assert!(count(&card, "later") > 0);
    assert_eq!(count(&card, "events") + count(&card, "later"), count(&whole, "events"));
    assert!(count(&card, "exchanges") < count(&whole, "exchanges"));

    // The same instant in another zone; and what came later might as well not have come.
    assert_eq!(audit(&["--as-of", "2024-10-01T02:00:00+02:00"]), card);
    let earlier: String = fs::read_to_string(PAGE)
        .unwrap()
        .lines()
        .filter(|line| {
            serde_json::from_str::<Value>(line).unwrap()["at"].as_str().unwrap() <= "2024-10-01T00:00:00Z"
        })
        .fold(String::new(), |all, line| all + line + "\n");
    let mut alone =
        audit(&[&file_named("earlier.jsonl", earlier.as_bytes()), "--as-of", "2024-10-01T00:00:00Z"]);
    let mut card = card;
    for card in [&mut alone, &mut card] {
        card["later"] = 0.into();
        for page in card["pages"].as_object_mut().unwrap().values_mut() {
            page["later"] = 0.into();
        }
    }
    assert_eq!(alone, card);

    let before = audit(&["--as-of", "2000-01-01T00:00:00Z"]);
    check_audit(&before);
    assert_eq!((count(&before, "events"), count(&before, "later")), (0, 380));
    check_lines(&prints("audit", &["--as-of", "2000-01-01T00:00:00Z"]));

    let refused = run("audit", &["--as-of", "2024-10-01"]);
    assert!(!refused.status.success());
    assert!(
        text(&refused.stderr).contains("\"2024-10-01\" is not an RFC 3339 instant"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn packed_input_equals_plain_input() {
    let plain = fs::read(PAGE).unwrap();
    let whole = file_named("page.jsonl.gz", &packed(&plain));
    assert_eq!(prints("audit", &[&whole]), bundled().0);
    assert_eq!(audit(&[&whole]), bundled_card());

    // Two packed files one after the other are one packed file.
    let middle = plain.iter().take(plain.len() / 2).rposition(|byte| *byte == b'\n').unwrap() + 1;
    let halves = [packed(&plain[..middle]), packed(&plain[middle..])].concat();
    assert_eq!(audit(&[&file_named("halves.jsonl.gz", &halves)]), bundled_card());

    // And two files are one.
    let first = file_named("first.jsonl", &plain[..middle]);
    let second = file_named("second.jsonl.gz", &packed(&plain[middle..]));
    assert_eq!(audit(&[&first, &second]), bundled_card());

    let cut = run("audit", &[&file_named("cut.jsonl.gz", &packed(&plain)[..5_000])]);
    assert_eq!(cut.status.code(), Some(1));
    assert_eq!(text(&cut.stdout), "");
    assert!(
        text(&cut.stderr).contains("the compressed file is cut off after line "),
        "{}",
        text(&cut.stderr)
    );
}

/// The same events as CSV: one column a field, in the order in which fields first appear.
fn as_csv(lines: &str) -> Vec<u8> {
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut columns: Vec<&str> = Vec::new();
    for name in rows.iter().flat_map(|row| row.as_object().unwrap().keys()) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).unwrap();
    for row in &rows {
        let cells = columns.iter().map(|column| match &row[*column] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            other => other.to_string(),
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn csv_equals_json_lines() {
    let csv = as_csv(&fs::read_to_string(PAGE).unwrap());
    let plain = file_named("page.csv", &csv);
    let packed = file_named("page.csv.gz", &packed(&csv));
    let dos = file_named("dos.csv", text(&csv).replace('\n', "\r\n").as_bytes());
    for file in [&plain, &packed, &dos] {
        assert_eq!(prints("audit", &["--strict", file, "--json", "-"]), bundled().1, "{file}");
    }
    assert_eq!(prints("audit", &[&plain]), bundled().0);
}

#[test]
fn standard_input_is_read_where_the_file_is_a_dash() {
    let page = fs::read(PAGE).unwrap();
    for (arguments, wanted) in [(&["-"][..], &bundled().0), (&["-", "--json", "-"], &bundled().1)] {
        let output = run_with("audit", arguments, &page);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), wanted);
    }
    let nothing = run_with("audit", &["-"], b"");
    assert_eq!(nothing.status.code(), Some(1));
    assert_eq!(text(&nothing.stderr), "audit: there are no events, and no --as-of to look from\n");
}

#[test]
fn a_bad_line_is_reported_and_passed_over_unless_strict() {
    let page = fs::read_to_string(PAGE).unwrap();
    let mut lines: Vec<&str> = page.lines().collect();
    lines.insert(6, r#"{"type":"interaction","id":"bad","thread":"t","at":"yesterday"}"#);
    let file = file_named("bad.jsonl", lines.join("\n").as_bytes());
    let says = r#"at: "yesterday" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z"#;

    let output = run("audit", &[&file, "--json", "-"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), format!("line 7: {says}\n1 of 381 lines were passed over\n"));
    assert_eq!(text(&output.stdout), bundled().1);
    let tables = run("audit", &[&file]);
    assert!(text(&tables.stdout).contains(" 1 lines passed over"));

    let strict = run("audit", &["--strict", &file]);
    assert_eq!(strict.status.code(), Some(1));
    assert_eq!(text(&strict.stdout), "");
    assert_eq!(text(&strict.stderr), format!("audit: {file}:7: {says}\n"));
    assert_eq!(run("audit", &["--strict"]).status.code(), Some(0));
}

#[test]
fn many_bad_lines_do_not_flood_the_terminal() {
    let file =
        file_named("worse.jsonl", (fs::read_to_string(PAGE).unwrap() + &"oops\n".repeat(1_000)).as_bytes());
    let output = run("audit", &[&file, "--json", "-"]);
    assert_eq!(output.status.code(), Some(0));
    let said: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(said.len(), 22);
    assert_eq!(said[0], r#"line 381: event: oops is not a JSON object such as {"type": …}"#);
    assert_eq!(said[20..], ["and 980 more", "1000 of 1380 lines were passed over"]);
    assert_eq!(text(&output.stdout), bundled().1);
}

#[test]
fn a_doubled_page_changes_no_number() {
    let (mut twice, mut once) = (audit(&[PAGE, PAGE]), bundled_card());
    assert_eq!((count(&twice, "duplicates"), count(&once, "duplicates")), (380, 0));
    for card in [&mut twice, &mut once] {
        card.as_object_mut().unwrap().remove("duplicates");
    }
    assert_eq!(twice, once);
}

#[test]
fn what_is_not_there_is_said() {
    let missing = run("audit", &["nobody.jsonl"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).starts_with("audit: nobody.jsonl: "), "{}", text(&missing.stderr));
    let columns = run("audit", &[&file_named("columns.csv", b"type,id\ncustomer,c1\n")]);
    assert_eq!(columns.status.code(), Some(1));
    assert!(text(&columns.stderr).ends_with("columns.csv:1: column at: missing, every event needs it\n"));
    let policy = run("audit", &["--policy", &file_named("policy.json", br#"{"trust_me":1}"#)]);
    assert_eq!(policy.status.code(), Some(1));
    assert!(text(&policy.stderr).contains("trust_me"), "{}", text(&policy.stderr));
}

/// A page of threads whose asks and answers are these words, `step` seconds apart.
fn page_of(words: &[&str], name: impl Fn(&str, usize) -> String) -> String {
    let mut lines = String::new();
    for (number, text) in words.iter().cycle().take(40).enumerate() {
        let day = number % 28 + 1;
        let month = number / 28 + 1;
        let thread = name("t", number);
        let ask = serde_json::json!({
            "type": "interaction", "id": name("m", number), "thread": thread, "customer": name("c", number % 9),
            "page": name("p", number % 3), "at": format!("2024-{month:02}-{day:02}T10:00:00Z"),
            "channel": "comment", "text": text,
        });
        writeln!(lines, "{ask}").unwrap();
        if number % 4 != 3 {
            let reply = serde_json::json!({
                "type": "response", "id": name("r", number), "thread": thread, "in_reply_to": name("m", number),
                "page": name("p", number % 3), "author": name("a", number % 2),
                "at": format!("2024-{month:02}-{day:02}T15:00:00Z"), "text": text,
            });
            writeln!(lines, "{reply}").unwrap();
        }
    }
    lines
}

/// Words that would clear the screen, turn the line round, or be wider than they are long.
const HOSTILE: [&str; 8] = [
    "\u{1b}[2J\u{1b}[31mWhere is my order? It is three weeks late \u{1b}]0;title\u{7}",
    "\u{202e}Where is my refund?\u{2066} I asked twice\u{2069}\u{202c} \u{61c}\u{200f}",
    "Please send us a direct message\r\rand\u{8}\u{8}\u{8} we will look into it\u{0}\u{9b}31m",
    "照片在哪里？我等了三个星期，没有人回答我的问题，请退款。照片在哪里？我等了三个星期，没有人回答我的问题，请退款。",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 where are my prints?",
    "wherearemyprintswherearemyprintswherearemyprintswherearemyprintswherearemyprintswherearemyprintswherearemyprints?",
    "Z\u{351}\u{36b}\u{343}a\u{32a}\u{318}l\u{31d}g\u{322}o\u{321} is my order\u{2028}late\u{2029}again?\u{85}",
    "We regret any inconvenience. We are sorry you feel that way. Please send us a direct message.",
];

#[test]
fn words_that_steer_a_terminal_are_only_shown() {
    let page = page_of(&HOSTILE, |kind, number| format!("{kind}{number}"));
    let file = file_named("hostile.jsonl", page.as_bytes());
    let printed = prints("audit", &[&file]);
    check_sections(
        &printed,
        &[
            "\n2024-01 ",
            "where (the 3 pages",
            "how fast, by page",
            "whose rank moves most when the unanswered count (of 3 pages",
            "how fast, by channel",
            "how fast, by who answered first",
            "the exchanges that went worst",
            "who is waiting: ",
        ],
    );
    check_lines(&printed);
    check_audit(&audit(&[&file]));
}

#[test]
fn names_that_steer_a_terminal_or_are_long_are_only_shown() {
    let page = page_of(&["Where is my order? It is late again"], |kind, number| {
        format!("\u{1b}[31m{kind}{number}\u{202e}{}", "名".repeat(60))
    });
    let printed = prints("audit", &[&file_named("names.jsonl", page.as_bytes())]);
    check_lines(&printed);
}

#[test]
fn what_is_said_of_bad_lines_steers_no_terminal() {
    let line = r#"{"type":"interaction","id":"x","thread":"t","at":"2024-03-01T10:05:00Z","rating":"\u001b[2J\u202efive\nsix"}"#;
    let raw = "{\"\u{1b}[2J\":1,\"\u{1b}[2J\":2}\n\u{1b}[31mred";
    let file = file_named("steering.jsonl", format!("{line}\n{raw}\n").as_bytes());
    let lenient = run("audit", &[&file, "--json", "-", "--as-of", "2024-10-01T00:00:00Z"]);
    assert_eq!(lenient.status.code(), Some(0));
    let strict = run("audit", &[&file, "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    for said in [&lenient.stderr, &strict.stderr] {
        assert!(
            text(said).chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')),
            "{:?}",
            text(said)
        );
    }
    assert_eq!(text(&lenient.stderr).lines().count(), 4);
}

#[test]
fn many_pages_are_told_apart() {
    let page = page_of(&["Where is my order?"], |kind, number| format!("{kind}{number}"));
    let file = file_named("pages.jsonl", page.as_bytes());
    let card = audit(&[&file]);
    check_audit(&card);
    let pages = card["pages"].as_object().unwrap();
    assert_eq!(pages.len(), 3);
    for key in ["events", "threads", "exchanges", "unmatched"].into_iter().chain(VERDICTS) {
        assert_eq!(pages.values().map(|page| count(page, key)).sum::<u64>(), count(&card, key), "{key}");
    }
}

/// Three pages: one that answers half of its asks within minutes and the others never, and two that answer all, later.
#[test]
fn the_page_that_answers_what_is_easy_falls_when_the_unanswered_count() {
    let mut lines = String::new();
    for (page, minutes, answers) in [("picky", 5, 2), ("steady", 60, 1), ("slow", 600, 1)] {
        for number in 0..12 {
            let asked = Timestamp::from_millisecond(1_709_251_200_000 + number * 86_400_000).unwrap();
            let answered = asked.saturating_add(Duration::from_secs(60 * minutes));
            let thread = format!("{page}{number}");
            let ask = serde_json::json!({"type": "interaction", "id": "m", "thread": thread, "page": page, "at": asked,
                "channel": "comment", "text": "Where is my order?"});
            let reply = serde_json::json!({"type": "response", "id": "r", "thread": thread, "page": page, "at": answered,
                "text": "It left today."});
            writeln!(lines, "{ask}").unwrap();
            // Of the picky page's asks every third is answered.
            if answers == 1 || number % 3 == 0 {
                writeln!(lines, "{reply}").unwrap();
            }
        }
    }
    let file = file_named("moved.jsonl", lines.as_bytes());
    let printed = prints("audit", &[&file, "--as-of", "2024-05-01T00:00:00Z"]);
    check_lines(&printed);
    let section = printed.split("whose rank moves most").nth(1).unwrap();
    let row = |page: &str| -> Vec<&str> {
        section.lines().find(|line| line.trim_start().starts_with(page)).unwrap().split_whitespace().collect()
    };
    assert_eq!(row("picky"), ["picky", "12", "8", "5", "min", "1", "–", "3", "down", "2"]);
    assert_eq!(row("steady"), ["steady", "12", "0", "1.0", "h", "2", "1.0", "h", "1", "up", "1"]);
    assert!(section.lines().nth(4).unwrap().contains("picky"), "what moves most comes first: {section}");
}

/// The real page of 2017, where it is at hand.
#[test]
fn timed_events() {
    let Some(data) = std::env::var_os("GOODWILL_DATA") else {
        println!("skipped: GOODWILL_DATA is not set");
        return;
    };
    let file = Path::new(&data).join("data/timed_events.jsonl.gz");
    let card = audit(&[file.to_str().unwrap()]);
    check_audit(&card);
    assert_eq!((count(&card, "events"), count(&card, "threads"), count(&card, "later")), (4_999, 1_330, 0));
    let pages = card["pages"].as_object().unwrap();
    for key in ["events", "exchanges", "unmatched", "later"].into_iter().chain(VERDICTS) {
        assert_eq!(pages.values().map(|page| count(page, key)).sum::<u64>(), count(&card, key), "{key}");
    }

    // The unanswered make the median wait longer, and peers make small pages more like each other.
    let seconds = |key: &str| card[key].as_f64().unwrap();
    assert!(seconds("median_answered_s") < 0.7 * seconds("median_wait_s"));
    assert_eq!(count(&card["answered_within_1h"], "of"), 2_188);
    let spread = |key: &str| {
        let scores = pages.values().filter_map(|page| page[key]["score"].as_f64());
        scores.fold((1.0_f64, 0.0_f64), |(low, high), score| (low.min(score), high.max(score)))
    };
    let (alone, among) = (spread("responsiveness"), spread("shrunk"));
    assert!(alone.0 < among.0 && among.1 < alone.1, "{alone:?} {among:?}");
    assert!(pages.values().all(|page| !page["answered_within_1h_shrunk"].is_null()));

    // A thread in which two pages write counts for both of them.
    let mut lines = String::new();
    MultiGzDecoder::new(fs::File::open(&file).unwrap()).read_to_string(&mut lines).unwrap();
    let mut threads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        if let (Some(page), Some(thread)) = (row["page"].as_str(), row["thread"].as_str()) {
            threads.entry(page.to_owned()).or_default().insert(thread.to_owned());
        }
    }
    assert_eq!(threads.len(), pages.len());
    for (name, threads) in threads {
        assert_eq!(count(&pages[&name], "threads"), threads.len() as u64, "{name}");
    }
    let printed = prints("audit", &[file.to_str().unwrap()]);
    check_lines(&printed);
    let moved = printed.split("whose rank moves most when the unanswered count").nth(1).unwrap();
    let section = moved.split("how fast, by channel").next().unwrap();
    assert_eq!(section.lines().filter(|line| line.contains("  up ") || line.contains("  down ")).count(), 5);
}

#[test]
fn the_embedding_examples_run_on_the_bundled_page() {
    for name in ["custom_scorer", "embed_live"] {
        let printed = prints(name, &[]);
        check_lines(&printed);
        assert_eq!(printed, prints(name, &[]), "{name}");
        let source =
            fs::read_to_string(format!("{}/examples/{name}.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(source.lines().count() < 120, "{name} is {} lines long", source.lines().count());
    }
}

/// Ratings of eight subjects over two months, as JSON Lines; some of them at one instant.
fn ratings() -> String {
    let mut lines = String::new();
    for step in 0..480_u64 {
        let (subject, at) = (step * 7 % 8, 1_500_000_000 + step / 3 * 40_000);
        let positive = !(subject < 3 && step % 2 == 0 || step % 11 == 0);
        let _ = writeln!(
            lines,
            r#"{{"subject": "s{subject}", "rater": "r", "at": {at}, "positive": {positive}}}"#
        );
    }
    lines
}

fn replayed(arguments: &[&str], input: &str) -> (Vec<f64>, String) {
    let output = run_with("trust_replay", arguments, input.as_bytes());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(line["index"], index);
        assert_eq!(line.as_object().unwrap().len(), 2);
    }
    let foretold = lines.iter().map(|line| line["p_negative"].as_f64().unwrap()).collect();
    (foretold, text(&output.stderr).to_owned())
}

#[test]
fn trust_replay_foretells_every_line_before_its_instant_is_learnt() {
    let input = ratings();
    for arguments in [
        &["--fit-share", "0.6"][..],
        &["--preset", "company_page"],
        &["--preset", "cautious"],
        &["--preset", "relationship"],
        &["--fit-share", "0.5", "--preset", "cautious", "--compare"],
        &[],
    ] {
        let (foretold, said) = replayed(arguments, &input);
        assert_eq!(foretold.len(), 480, "{arguments:?}");
        assert!(foretold.iter().all(|p| *p > 0.0 && *p < 1.0));
        assert!(said.contains("prior_negative") && said.contains("log loss"), "{said}");
        // What happens at the last instant changes no prediction of that instant.
        let turned: String = input
            .lines()
            .enumerate()
            .map(|(index, line)| {
                if index < 477 {
                    format!("{line}\n")
                } else {
                    format!(
                        "{}\n",
                        line.replace("true", "maybe").replace("false", "true").replace("maybe", "false")
                    )
                }
            })
            .collect();
        assert_eq!(replayed(arguments, &turned).0, foretold, "{arguments:?}");
    }
}

#[test]
fn a_fit_sees_only_its_share_of_the_lines() {
    let input = ratings();
    let (foretold, _) = replayed(&["--fit-share", "0.5"], &input);
    let first: String = input.split_inclusive('\n').take(240).collect();
    let (alone, _) = replayed(&["--fit-share", "1"], &first);
    assert_eq!(foretold[..240], alone[..]);
}

#[test]
fn a_saved_policy_is_read_by_the_audit_and_replays_the_same() {
    let folder = std::env::temp_dir().join(format!("goodwill-replay-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("policy.json");
    let name = file.to_str().unwrap();
    replayed(&["--fit-share", "0.6", "--save", name], &ratings());
    let (foretold, said) = replayed(&["--policy", name], &ratings());
    assert_eq!(foretold.len(), 480);
    assert!(said.contains("as they come"));
    let audit = run("audit", &["--policy", name, "--json", "-"]);
    assert!(audit.status.success(), "{}", text(&audit.stderr));
    let card: Value = serde_json::from_slice(&audit.stdout).unwrap();
    assert!(card["trust"]["score"].as_f64().is_some(), "{card}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn trust_replay_passes_over_bad_lines_and_keeps_their_numbers() {
    let input = "{\"subject\": 7, \"at\": 5, \"positive\": true}\n{\"subject\": 7}\n{\"subject\": 7, \"at\": 6.5, \"positive\": false}\n";
    let output = run_with("trust_replay", &[], input.as_bytes());
    assert!(output.status.success());
    let indices: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["index"].clone())
        .collect();
    assert_eq!(indices, [0, 2]);
    assert!(text(&output.stderr).contains("line 2: missing field `at`"), "{}", text(&output.stderr));
    let strict = run_with("trust_replay", &["--strict"], input.as_bytes());
    assert!(!strict.status.success());
    assert!(!run_with("trust_replay", &["--fit-share", "2"], b"").status.success());
}
