//! Policy files: what they set, and what is said of those that cannot be.

use super::examples::{audit, bundled_card, check_audit, file_named, run, text};

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/policy.toml");

#[test]
fn the_policy_that_ships_is_read_and_moves_what_it_names() {
    let (by_policy, by_default) = (audit(&["--policy", POLICY]), bundled_card());
    check_audit(&by_policy);
    for moved in ["responsiveness", "trust"] {
        assert_ne!(by_policy[moved], by_default[moved], "{moved}");
    }
    for same in ["dismissiveness", "exchanges", "answered", "median_wait_s"] {
        assert_eq!(by_policy[same], by_default[same], "{same}");
    }
}

#[test]
fn a_policy_says_the_same_as_toml_and_as_json() {
    let toml =
        "channels = 'badge'\n[trust]\npreset = 'cautious'\nharm = 2 # twice\n[sealing]\nquiet = '7d'\n";
    let json =
        r#"{"channels": "badge", "trust": {"preset": "cautious", "harm": 2}, "sealing": {"quiet": "7d"}}"#;
    let card = audit(&["--policy", &file_named("same.toml", toml.as_bytes())]);
    assert_eq!(card, audit(&["--policy", &file_named("same.json", json.as_bytes())]));
    assert_ne!(card, bundled_card());
    let empty = audit(&["--policy", &file_named("empty.toml", b"# all of it is left out\n")]);
    assert_eq!(empty, bundled_card());
}

#[test]
fn channels_hold_for_responsiveness_and_trust_unless_these_say_otherwise() {
    let card = |name: &str, policy: &str| audit(&["--policy", &file_named(name, policy.as_bytes())]);
    let both = card("both.toml", "channels = 'day'\n");
    let each = card("each.toml", "[responsiveness]\nchannels = 'day'\n[trust]\nchannels = 'day'\n");
    assert_eq!(both, each);
    let one = card("one.toml", "channels = 'day'\n[trust]\nchannels = 'default'\n");
    assert_eq!(one["responsiveness"], both["responsiveness"]);
    assert_eq!(one["trust"], bundled_card()["trust"]);
    assert_ne!(both["trust"], one["trust"]);
}

/// What is wrong in a policy, and what is said of it after the name of the file.
#[rustfmt::skip]
const WRONG_POLICIES: &[(&str, &str, &str)] = &[
    ("toml", "[trust]\n\nharm = 200\n", "3: trust.harm: 200 is not a number from 0 to 100"),
    ("toml", "[trust]\nharm = 'high'\n", "2: trust.harm: \"high\" is not a number"),
    ("toml", "[trust.policy]\npurchase = -1\n", "2: trust.policy.purchase: -1 is not a number from 0 to 1e6"),
    ("toml", "trust = 'careful'\n", "1: trust: \"careful\" is not one of company_page cautious relationship"),
    ("toml", "[channels]\npreset = 'loud'\n", "2: channels.preset: \"loud\" is not one of default badge day"),
    ("toml", "channels = 7\n", "1: channels: 7 is not a preset (default badge day) or a table of targets by channel"),
    ("toml", "# chat\n[channels.chat]\nwithin = '15 minutes'\n",
        "3: channels.chat.within: \"15 minutes\" is not a length such as 14d or 1h 30m"),
    ("toml", "[channels]\nchat = { half_life = '0s' }\n",
        "2: channels.chat.half_life: 0s is not a length from 1s to 366d"),
    ("toml", "[responsiveness.channels.email]\nuntil = '1h'\n",
        "2: responsiveness.channels.email.until: not a field; it is one of within half_life"),
    ("toml", "[channels.fax]\n",
        "1: channels.fax: not a field; it is one of preset chat post comment direct_message review email ticket forum other"),
    ("toml", "trust_me = 1\n",
        "1: trust_me: not a field; it is one of channels sealing responsiveness dismissiveness trust"),
    ("toml", "[sealing]\nmost_turns = 1.5\n", "2: sealing.most_turns: 1.5 is not a whole number"),
    ("toml", "[trust]\nhalf_life_positive = 4h\n",
        "2: trust.half_life_positive: string values must be quoted, expected literal string"),
    ("toml", "[trust]\nharm = 1\nharm = 2\n", "3: trust.harm: duplicate key"),
    ("json", "{\"trust\":\n {\"harm\": 200}}", "2: trust.harm: 200 is not a number from 0 to 100"),
    ("json", "{\"trust\": {\"policy\": {\"complaint\": 1,\n\"purchase\": -1}}}",
        "2: trust.policy.purchase: -1 is not a number from 0 to 1e6"),
    ("json", "{\"channels\": {\"email\": {\"within\": \"1h\"},\n\"chat\": {\"within\": \"soon\"}}}",
        "2: channels.chat.within: \"soon\" is not a length such as 14d or 1h 30m"),
    ("json", "{\"channels\": {\n\"fax\": {}}}",
        "2: channels.fax: not a field; it is one of preset chat post comment direct_message review email ticket forum other"),
    ("json", "{\"channels\":\n[1]}",
        "1: channels: a list is not a preset (default badge day) or a table of targets by channel"),
    ("json", "{\"trust\": {}\n \"sealing\": {}}", "2: policy: expected `,` or `}`"),
];

#[test]
fn what_is_wrong_in_a_policy_is_said_with_its_place() {
    for (number, (ending, policy, says)) in WRONG_POLICIES.iter().enumerate() {
        let name = format!("wrong-{number}.{ending}");
        let output = run("audit", &["--policy", &file_named(&name, policy.as_bytes())]);
        assert_eq!(output.status.code(), Some(1), "{policy}");
        let said = text(&output.stderr);
        assert!(said.ends_with(&format!("{name}:{says}\n")), "{policy}\n{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let missing = run("audit", &["--policy", "nobody.toml"]);
    assert!(text(&missing.stderr).starts_with("audit: nobody.toml: "), "{}", text(&missing.stderr));
    let list = run("audit", &["--policy", &file_named("list.json", b"[]")]);
    assert!(text(&list.stderr).ends_with("list.json: policy: a list is not a table of parameters\n"));
}
