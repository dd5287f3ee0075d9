//! What others saw on a page, and what it does to trust.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::event::{Id, Outcome, OutcomeKind};
use goodwill::scorer::{Observation, Onlookers, Scorer, TrustDecay, TrustPolicy, TrustState, View, Witness};
use proptest::prelude::*;

use super::cases;
use super::world::{HOUR, QUIET, START, instant, plain_reader, sealed, worlds};

/// Witnesses of any page, learnt at the start.
fn witnesses() -> impl Strategy<Value = Witness> {
    (0.0..1e3_f64, 0.0..1e3_f64, 0.0..3.0_f64, 1_u64..10_000, 0.01..100.0_f64, 0.01..0.99_f64).prop_map(
        |(negative, positive, weight, hours, prior, usual)| {
            let fields = serde_json::json!({
                "at": instant(START), "negative": negative, "positive": positive, "weight": weight,
                "half_life": format!("{hours}h"), "prior": prior, "usual": usual
            });
            serde_json::from_value(fields).expect("in range")
        },
    )
}

fn trusts() -> [TrustDecay; 3] {
    [TrustDecay::company_page(), TrustDecay::cautious(), TrustDecay::relationship()]
}

fn fold(trust: &TrustDecay, seen: &[Observation]) -> TrustState {
    let mut state = TrustState::default();
    for seen in seen {
        trust.observe(&mut state, seen);
    }
    state
}

fn outcome(number: usize, customer: usize, at: Timestamp, good: bool) -> Observation {
    let kind = if good { OutcomeKind::Resolved } else { OutcomeKind::Cancelled };
    let mut outcome = Outcome::new(Id::new(format!("o{number}")).expect("a name"), at, kind);
    outcome.customer = Some(Id::new(format!("c{customer}")).expect("a name"));
    Observation::Outcome(outcome)
}

proptest! {
    #![proptest_config(cases(200))]

    /// A page that was worse than usual never raises trust, a better one never lowers it; what is without weight, and what
    /// has seen nothing, changes no bit.
    #[test]
    fn a_bad_page_never_raises_trust(world in worlds(), witness in witnesses(), wait in 0..9_000 * HOUR) {
        let mut seen = sealed(&world, &plain_reader());
        seen.sort_by_key(Observation::ordered);
        let view = View::new(instant(world.newest() + wait));
        let muted = |field: &str| -> Witness {
            let mut fields = serde_json::to_value(witness).expect("it can be written");
            let fields_of: &[&str] = if field == "weight" { &["weight"] } else { &["negative", "positive"] };
            for field in fields_of {
                fields[field] = 0.0.into();
            }
            serde_json::from_value(fields).expect("in range")
        };
        for trust in trusts() {
            let state = fold(&trust, &seen);
            let alone = trust.assess(&state, &view);
            let with = trust.clone().with_witness(witness);
            let among = with.assess(&state, &view);
            prop_assert_eq!(among.abstained(), alone.abstained());
            let (Some(alone_score), Some(score)) = (alone.score(), among.score()) else { continue };
            let shift = witness.shift(among.as_of());
            prop_assert!(if shift >= 0.0 { score <= alone_score } else { score >= alone_score }, "{shift}");
            prop_assert!(score.get() > 0.0 && score.get() < 1.0);
            for field in ["weight", "masses"] {
                let same = trust.clone().with_witness(muted(field)).assess(&state, &view);
                prop_assert_eq!(same.score(), alone.score());
                prop_assert_eq!(same.interval(), alone.interval());
            }
            // It is one contribution, and all of them add up.
            let sum: f64 = among.contributions().iter().map(|part| part.contribution).sum();
            let log_odds = libm::log(score.get()) - libm::log1p(-score.get());
            prop_assert!((among.base() + sum - log_odds).abs() < 1e-9 * (1.0 + log_odds.abs()), "{among:?}");
            // Stories and outlooks tell the same.
            let story = with.explain(&seen, &view);
            prop_assert!((story.score().get() - score.get()).abs() < 1e-7);
            prop_assert!((story.witness() + witness.shift(story.as_of())).abs() < 1e-12);
            let outlook = with.outlook(&state, &view);
            prop_assert!((outlook.trust_at(outlook.as_of()).get() - score.get()).abs() < 1e-9);
        }
    }

    /// One more bad event that others can see never raises the trust of anybody; later it counts for less.
    #[test]
    fn one_more_bad_event_on_the_page_raises_nobody(world in worlds(), extra in any::<prop::sample::Index>(), wait in 0..QUIET) {
        let seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        let onlookers = Onlookers::of(TrustDecay::company_page()).unseen(0.5).build().expect("in range");
        let place = extra.index(seen.len());
        let at = seen[place].dated();
        let mut page = TrustState::default();
        for seen in &seen {
            onlookers.observe(&mut page, seen);
        }
        let view = View::new(page.newest().unwrap_or(at).max(at).saturating_add(Duration::from_millis(wait.unsigned_abs())));
        let before = onlookers.assess(&page, &view);
        onlookers.observe(&mut page, &outcome(0, 0, at, false));
        let after = onlookers.assess(&page, &view);
        prop_assert!(after.shift(view.as_of()) >= before.shift(view.as_of()));
        onlookers.observe(&mut page, &outcome(1, 0, at, true));
        prop_assert!(onlookers.assess(&page, &view).shift(view.as_of()) <= after.shift(view.as_of()));
        let late = Duration::from_secs(3_000 * 86_400);
        let (now, later) = (before.shift(view.as_of()), before.shift(view.as_of().saturating_add(late)));
        prop_assert!(later.abs() <= 1e-9 + now.abs().max(1.0), "{now} {later}");
        let [bad, good] = before.seen(view.as_of().saturating_add(late));
        let [bad_now, good_now] = before.seen(view.as_of());
        prop_assert!(bad <= bad_now && good <= good_now);
    }

    /// As a scorer it knows no order: any split and any order leave the same bytes.
    #[test]
    fn onlookers_merge_to_the_same_bits(world in worlds(), cut in any::<prop::sample::Index>(), turn in any::<prop::sample::Index>()) {
        let seen = sealed(&world, &plain_reader());
        let onlookers = Onlookers::of(TrustDecay::company_page()).unseen(1.0).build().expect("in range");
        let fold = |seen: &mut dyn Iterator<Item = &Observation>| {
            let mut state = TrustState::default();
            seen.for_each(|seen| onlookers.observe(&mut state, seen));
            state
        };
        let whole = fold(&mut seen.iter());
        let (cut, turn) = (cut.index(seen.len() + 1), turn.index(seen.len() + 1));
        let mut merged = fold(&mut seen[cut..].iter());
        onlookers.merge(&mut merged, &fold(&mut seen[..cut].iter()));
        let turned = fold(&mut seen[turn..].iter().chain(&seen[..turn]));
        let bytes = |state: &TrustState| postcard::to_allocvec(state).expect("states can be written");
        prop_assert_eq!(bytes(&merged), bytes(&whole));
        prop_assert_eq!(bytes(&turned), bytes(&whole));
        prop_assert_eq!(onlookers.restore(whole.clone()).expect("its own"), whole);
    }

    /// What is learnt through time knows no order either, and what nobody sees teaches nothing.
    #[test]
    fn learning_sorts_for_itself(world in worlds(), turn in any::<prop::sample::Index>()) {
        let mut seen = sealed(&world, &plain_reader());
        let at = world.far();
        for trust in trusts() {
            let onlookers = Onlookers::of(trust.clone()).unseen(1.0).build().expect("in range");
            let one = onlookers.learn(&seen, at);
            let turn = turn.index(seen.len() + 1);
            seen.rotate_left(turn);
            prop_assert_eq!(onlookers.learn(&seen, at), one);
            // Each counts at most as often as it does for those who count everything.
            let mut all = TrustState::default();
            for seen in &seen {
                onlookers.observe(&mut all, seen);
            }
            let counted = onlookers.assess(&all, &View::new(at));
            let (learnt, counted) = (one.seen(at), counted.seen(at));
            if trust.order() == goodwill::scorer::Order::Any {
                prop_assert!(learnt[0] <= counted[0] + 1e-6 && learnt[1] <= counted[1] + 1e-6, "{learnt:?} {counted:?}");
            }
            let none = Onlookers::of(trust).audience(0.5, 1.0).build().expect("in range");
            prop_assert_eq!(none.learn(&[outcome(0, 0, instant(START), false)], at).shift(at), 0.0);
        }
    }
}

#[test]
fn a_witness_is_a_parameter() {
    let at = instant(START);
    let onlookers = Onlookers::of(TrustDecay::cautious()).unseen(1.0).build().unwrap();
    let witness = onlookers.learn(&[outcome(0, 0, at, false)], at);
    let (alone, with) = (TrustDecay::cautious(), TrustDecay::cautious().with_witness(witness));
    assert_ne!(alone.fingerprint(), with.fingerprint());
    assert_eq!(alone.shape(), with.shape());
    // States go from one to the other, and so does the scorer through a file.
    let state = fold(&alone, &[outcome(1, 1, at, true)]);
    assert_eq!(with.restore(state.clone()).unwrap(), state);
    let text = serde_json::to_string(&with).unwrap();
    assert_eq!(serde_json::from_str::<TrustDecay>(&text).unwrap(), with);
    let text = serde_json::to_string(&onlookers).unwrap();
    assert_eq!(serde_json::from_str::<Onlookers>(&text).unwrap(), onlookers);
    let later = onlookers.learn(&[outcome(0, 0, at, false), outcome(1, 1, at, false)], at);
    assert_ne!(witness.fingerprint(), later.fingerprint());
    assert_ne!(with.fingerprint(), TrustDecay::cautious().with_witness(later).fingerprint());

    for (field, value, error) in [
        ("weight", serde_json::json!(-1), "witness.weight: -1 is not a number from 0 to 10"),
        ("half_life", serde_json::json!("1s"), "witness.half_life: 1s is not a length from 1h to 36525d"),
        ("prior", serde_json::json!(0), "witness.prior: 0 is not a number greater than 0 and at most 1e6"),
        ("usual", serde_json::json!(1), "witness.usual: 1 is not a number greater than 0 and less than 1"),
        ("negative", serde_json::json!(-0.5), "witness.negative: -0.5 is not a number from 0 to 1e15"),
    ] {
        let mut fields = serde_json::to_value(witness).unwrap();
        fields[field] = value;
        assert_eq!(serde_json::from_value::<Witness>(fields).unwrap_err().to_string(), error);
    }
    for (builder, error) in [
        (
            Onlookers::of(TrustDecay::cautious()).weight(11.0),
            "witness.weight: 11 is not a number from 0 to 10",
        ),
        (
            Onlookers::of(TrustDecay::cautious()).audience(1.5, 1_000.0),
            "onlookers.audience_exponent: 1.5 is not a number from 0 to 1",
        ),
        (
            Onlookers::of(TrustDecay::cautious()).audience(0.5, 0.0),
            "onlookers.usual_audience: 0 is not a number from 1 to 1000000000000",
        ),
        (
            Onlookers::of(TrustDecay::cautious()).unseen(2.0),
            "onlookers.unseen: 2 is not a number from 0 to 1",
        ),
    ] {
        assert_eq!(builder.build().unwrap_err().to_string(), error);
    }
}

#[test]
fn who_could_see_it_weighs_it() {
    use goodwill::event::Event;
    use goodwill::thread::Conversation;
    let shift = |more: &str| {
        let line = format!(
            r#"{{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","text":"It broke."{more}}}"#
        );
        let events: Vec<Event> = vec![serde_json::from_str(&line).unwrap()];
        let conversations = Conversation::cut(&events, Duration::from_secs(14 * 86_400));
        let reader = plain_reader();
        let seen: Vec<Observation> = conversations
            .iter()
            .flat_map(Conversation::exchanges)
            .map(|exchange| Observation::Exchange(goodwill::reader::Reader::read(&reader, &exchange)))
            .collect();
        let view = View::new("2024-03-03T10:00:00Z".parse().unwrap());
        let onlookers = Onlookers::default();
        let open = onlookers.assess(&TrustState::default(), &view.with_pending(&seen));
        let learnt = onlookers.learn(&seen, view.as_of()).shift(view.as_of());
        assert!((open.shift(view.as_of()) > 0.0) == (learnt > 0.0));
        open.shift(view.as_of())
    };
    let unknown = shift("");
    assert!(unknown > 0.0);
    assert!((shift(r#","audience":1000"#) - unknown).abs() < 1e-9);
    assert!(shift(r#","audience":90000"#) > unknown && unknown > shift(r#","audience":10"#));
    assert_eq!(shift(r#","audience":0"#), 0.0);
    assert_eq!(shift(r#","visibility":"private""#), 0.0);
}

/// The witness that is learnt makes a scorer say what the fitted page foretells.
#[test]
fn a_scorer_with_a_witness_says_what_the_fitted_page_foretells() {
    use goodwill::fit::{Mark, Part, Ratings, TrustModel};
    let policy: TrustPolicy = serde_json::from_str(r#"{"resolved": 1, "cancelled": 1}"#).unwrap();
    let ordered = TrustModel::relationship().lacking(Part::Storm).usual(0.3).unwrap();
    for model in [ordered.clone(), ordered.lacking(Part::OrderEffects)] {
        let trust = model.scorer(TrustDecay::builder().policy(policy.clone())).unwrap();
        let onlookers = model.onlookers(trust.clone()).unwrap().unseen(1.0).build().unwrap();
        let mut ratings = Ratings::new();
        let mut seen: Vec<Observation> = Vec::new();
        let mut said = Vec::new();
        for step in 0..90_usize {
            // Three ratings share every instant.
            let at = START + i64::try_from((step / 3) * (step / 3)).unwrap() * HOUR;
            let (customer, good) = (step * 7 % 5, step % 4 > 0 && step % 11 > 1);
            let before: Vec<Observation> =
                seen.iter().filter(|seen| seen.dated() < instant(at)).cloned().collect();
            let own: Vec<Observation> = before
                .iter()
                .filter(|seen| seen.customer().is_some_and(|id| id.to_string() == format!("c{customer}")))
                .cloned()
                .collect();
            let with = trust.clone().with_witness(onlookers.learn(&before, instant(at)));
            let story = with.explain(&own, &View::new(instant(at)));
            said.push(1.0 - story.score().get());
            #[allow(clippy::cast_precision_loss)]
            let seconds = at as f64 / 1_000.0;
            let mark = if good { Mark::Good } else { Mark::Bad };
            ratings.push(&customer.to_string(), seconds, mark).unwrap();
            seen.push(outcome(step, customer, instant(at), good));
        }
        for (said, foretold) in said.iter().zip(model.foretell(&ratings)) {
            assert!((said - foretold).abs() < 1e-9, "{said} for {foretold}");
        }
    }
}
