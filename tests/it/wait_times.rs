//! The example `wait_times` as an analyst runs it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::examples::{run_with, text};
use super::oracle::{cases, floats, folders, seconds};

const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/waits.jsonl");

#[track_caller]
fn prints(arguments: &[&str], input: &str) -> String {
    let output = run_with("wait_times", arguments, input.as_bytes());
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    text(&output.stdout).to_owned()
}

#[track_caller]
fn card(arguments: &[&str], input: &str) -> Value {
    let printed = prints(&[&["--json"], arguments].concat(), input);
    assert_eq!(printed.lines().count(), 1);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

fn lines(waits: &[(f64, bool)]) -> String {
    waits.iter().fold(String::new(), |mut lines, (seconds, answered)| {
        writeln!(lines, r#"{{"wait_seconds":{seconds},"answered":{answered}}}"#).unwrap();
        lines
    })
}

#[test]
fn the_json_has_what_is_promised() {
    let printed = card(
        &["--tau", "30", "--tau", "2.5"],
        &lines(&[(10.0, true), (20.0, true), (20.0, false), (40.0, false)]),
    );
    let expected = json!({
        "n": 4, "answered": 2, "median": 20.0, "median_ci": [10.0, null], "p90": null,
        "curve": [[0.0, 1.0, 0.0], [10.0, 0.75, 0.046_875], [20.0, 0.5, 0.0625], [40.0, 0.5, 0.0625]],
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&printed[field], value, "{field}");
    }
    let fields: Vec<&String> = printed.as_object().unwrap().keys().collect();
    assert_eq!(fields.len(), 7, "{fields:?}");
    assert_eq!(printed["rmst"][0]["tau"], 30.0);
    assert!((printed["rmst"][0]["value"].as_f64().unwrap() - 22.5).abs() < 1e-12);
    // Greenwood's terms 1/12 and 1/6, areas 12.5 and 5 behind the steps.
    let error = (12.5_f64 * 12.5 / 12.0 + 25.0 / 6.0).sqrt();
    assert!((printed["rmst"][0]["se"].as_f64().unwrap() - error).abs() < 1e-12, "{printed}");
    assert_eq!(printed["rmst"][1], json!({"tau": 2.5, "value": 2.5, "se": 0.0}));
}

#[test]
fn every_reference_case_comes_out_as_it_should() {
    let close = |actual: &Value, expected: f64, what: &str| {
        let actual = actual.as_f64().unwrap_or_else(|| panic!("{what}: {actual} for {expected}"));
        assert!(
            (actual - expected).abs() <= 1e-12 * expected.abs().max(1e-300),
            "{what}: {actual} for {expected}"
        );
    };
    for folder in folders() {
        for (name, case) in cases(&folder) {
            let taus: Vec<String> = case["rmst"]
                .as_array()
                .into_iter()
                .flatten()
                .flat_map(|mean| ["--tau".to_owned(), mean["tau"].to_string()])
                .collect();
            let arguments: Vec<&str> = taus.iter().map(String::as_str).collect();
            let printed = card(&arguments, &lines(&seconds(&case)));
            assert_eq!(printed["n"], case["n"], "{name}");
            let reached = |value: &Value| value.as_f64();
            assert_eq!(reached(&printed["median"]), reached(&case["median"]), "{name}");
            assert_eq!(reached(&printed["p90"]), reached(&case["quantiles_S_le_q"]["0.1"]), "{name}");
            for bound in 0..2 {
                assert_eq!(
                    reached(&printed["median_ci"][bound]),
                    reached(&case["median_ci95"][bound]),
                    "{name}"
                );
            }
            let km = &case["km"];
            let (times, survival, variance) =
                (floats(&km["time"]), floats(&km["survival"]), floats(&km["greenwood_var_formula"]));
            let curve = printed["curve"].as_array().unwrap();
            assert_eq!(curve.len(), times.len(), "{name}");
            for (index, point) in curve.iter().enumerate() {
                assert_eq!(point[0].as_f64(), times[index], "{name}");
                close(&point[1], survival[index].unwrap(), &name);
                match variance[index] {
                    Some(expected) => close(&point[2], expected, &name),
                    None => assert!(point[2].is_null(), "{name}: {point}"),
                }
            }
            for (index, mean) in case["rmst"].as_array().into_iter().flatten().enumerate() {
                close(&printed["rmst"][index]["value"], mean["mean"].as_f64().unwrap(), &name);
            }
        }
    }
}

#[test]
fn groups_are_compared() {
    let printed = card(&["--group", "arm", "--tau", "20"], &{
        let mut input = String::new();
        // Freireich and others (1963).
        for (arm, relapsed, well) in [
            (
                "6-MP",
                &[6, 6, 6, 7, 10, 13, 16, 22, 23][..],
                &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35][..],
            ),
            ("placebo", &[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], &[]),
        ] {
            for (times, answered) in [(relapsed, 1), (well, 0)] {
                for time in times {
                    writeln!(input, r#"{{"arm":"{arm}","wait_seconds":{time},"answered":{answered}}}"#)
                        .unwrap();
                }
            }
        }
        input
    });
    assert_eq!((&printed["n"], &printed["log_rank"]["df"]), (&json!(42), &json!(1)));
    assert!((printed["log_rank"]["statistic"].as_f64().unwrap() - 16.792_940_989_216_5).abs() < 1e-11);
    assert!((printed["log_rank"]["p"].as_f64().unwrap() - 4.168_809_109_334_5e-5).abs() < 1e-15);
    assert_eq!(printed["groups"]["6-MP"]["median"], 23.0);
    assert_eq!(printed["groups"]["6-MP"]["median_ci"], json!([13.0, null]));
    assert_eq!(printed["groups"]["placebo"]["answered"], 21);
    assert_eq!(printed["groups"]["placebo"]["rmst"][0]["tau"], 20.0);

    let one = card(&["--group", "kind"], "{\"wait_seconds\":1,\"answered\":true,\"kind\":7}\n");
    assert_eq!(one["log_rank"], json!({"statistic": 0.0, "df": 0, "p": null}));
    assert_eq!(one["groups"]["7"]["n"], 1);

    let many: String = (0..101).fold(String::new(), |mut lines, i| {
        writeln!(lines, r#"{{"wait_seconds":{i},"answered":true,"who":{i}}}"#).unwrap();
        lines
    });
    let output = run_with("wait_times", &["--group", "who"], many.as_bytes());
    assert!(!output.status.success());
    assert_eq!(text(&output.stderr), "wait_times: --group who: 101 values; up to 100 are compared\n");
}

#[test]
fn nothing_and_little_are_no_errors() {
    let nothing = card(&[], "");
    assert_eq!(
        nothing,
        json!({"n": 0, "answered": 0, "median": null, "median_ci": [null, null], "p90": null, "curve": [], "rmst": []})
    );
    assert_eq!(prints(&[], "\n\n"), "No waits.\n");
    let zero =
        card(&[], "{\"wait_seconds\":-0.0,\"answered\":true}\n{\"wait_seconds\":0,\"answered\":false}");
    assert_eq!(zero["curve"], json!([[0.0, 0.5, 0.125]]));
    assert_eq!(zero["rmst"], json!([{"tau": 0.0, "value": 0.0, "se": 0.0}]));
    assert_eq!(zero["median"], 0.0);
    for arguments in [&[][..], &["--group", "answered"]] {
        for waits in [&[(0.0, true)][..], &[(5.0, false)], &[(1e-300, true), (1e300, false)]] {
            prints(arguments, &lines(waits));
        }
    }
}

#[test]
fn bad_lines_are_reported_counted_and_passed_over() {
    let input = concat!(
        "\u{feff}{\"wait_seconds\":1,\"answered\":true}\r\n",
        "\n",
        "waits\n",
        "{\"wait_seconds\":-1,\"answered\":true}\n",
        "{\"wait_seconds\":\"1\",\"answered\":true}\n",
        "{\"wait_seconds\":1}\n",
        "{\"answered\":true}\n",
        "{\"wait_seconds\":1,\"answered\":\"yes\"}\n",
        "{\"wait_seconds\":2,\"answered\":0,\"note\":[1]}\n",
    );
    let output = run_with("wait_times", &["--json"], input.as_bytes());
    assert!(output.status.success());
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&printed["n"], &printed["answered"]), (&json!(2), &json!(1)));
    assert_eq!(
        text(&output.stderr),
        concat!(
            "line 3: wait: waits is not a JSON object such as {\"wait_seconds\": 90.5, \"answered\": true}\n",
            "line 4: wait_seconds: -1 is not a number of seconds, 0 or more\n",
            "line 5: wait_seconds: \"1\" is not a number of seconds, 0 or more\n",
            "line 6: answered: missing, a wait needs it\n",
            "line 7: wait_seconds: missing, a wait needs it\n",
            "line 8: answered: \"yes\" is not true or false\n",
            "6 of 8 lines were passed over\n",
        )
    );
    let refused = run_with("wait_times", &["--strict"], input.as_bytes());
    assert!(!refused.status.success() && refused.stdout.is_empty());
    assert!(text(&refused.stderr).starts_with("wait_times: line 3: wait: waits is not"));

    let grouped = run_with("wait_times", &["--json", "--group", "note"], input.as_bytes());
    assert!(text(&grouped.stderr).starts_with("line 1: note: missing, a wait in a group needs it\n"));
    for tau in ["-1", "inf", "NaN", "soon"] {
        let output = run_with("wait_times", &["--tau", tau], b"");
        assert!(!output.status.success(), "{tau}");
    }
}

#[test]
fn what_is_drawn_fits_a_hundred_columns() {
    let whole = prints(&[BUNDLED], "");
    assert!(whole.starts_with("96 waits, 72 answered, 24 still open when last seen.\n"), "{whole}");
    let grouped = prints(&["--group", "channel", "--tau", "3600", "--tau", "86400", BUNDLED], "");
    assert!(grouped.contains("Log-rank test: 57.61 with 2 degrees of freedom, p = 3.1e-13"), "{grouped}");
    assert!(whole.contains('█') && whole.contains('░') && grouped.contains("CCC"));
    let strange = prints(
        &["--group", "name"],
        "{\"wait_seconds\":1e12,\"answered\":true,\"name\":\"\\u001b[31mred and very long indeed, a name of names\"}\n{\"wait_seconds\":3,\"answered\":true,\"name\":\"b\"}\n",
    );
    for line in [whole, grouped, strange].iter().flat_map(|printed| printed.lines()) {
        assert!(line.width() <= 100, "{} columns: {line}", line.width());
        assert!(!line.contains('\u{1b}'));
    }
}
