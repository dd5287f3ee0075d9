//! Trust whose events touch what came before, and the story of trust event by event.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::assessment::{Abstention, Score};
use goodwill::event::{Id, Outcome, OutcomeKind};
use goodwill::scorer::{
    Observation, Order, OrderEffects, Scorer, TrustDecay, TrustDecayBuilder, TrustPolicy, TrustState, View,
    WhatIf,
};
use goodwill::stats::{Side, TwoClocks};
use proptest::prelude::*;

use super::cases;
use super::world::{HOUR, QUIET, START, instant, plain_reader, sealed, worlds};

/// Good events of weight 1 and of weight .3, bad ones of weight 1 and of weight .4.
const KINDS: [(OutcomeKind, f64, bool); 4] = [
    (OutcomeKind::Resolved, 1.0, true),
    (OutcomeKind::Purchase, 0.3, true),
    (OutcomeKind::Cancelled, 1.0, false),
    (OutcomeKind::Rating, 0.4, false),
];

fn policy() -> TrustPolicy {
    serde_json::from_str(r#"{"resolved": 1, "purchase": 0.3, "cancelled": 1, "rated": 0.4}"#)
        .expect("in range")
}

/// One star counts wholly against trust.
fn event(number: usize, at: Timestamp, kind: usize) -> Observation {
    let id = Id::new(format!("o{number}")).expect("a name");
    let mut outcome = Outcome::new(id, at, KINDS[kind].0);
    if KINDS[kind].0 == OutcomeKind::Rating {
        outcome = serde_json::from_value(serde_json::json!({
            "type": "outcome", "id": format!("o{number}"), "at": at, "kind": "rating", "value": 1.0
        }))
        .map(|event| match event {
            goodwill::event::Event::Outcome(outcome) => outcome,
            other => panic!("{other:?}"),
        })
        .expect("a rating");
    }
    Observation::Outcome(outcome)
}

/// Events in order of time, with ties and with long silences.
fn histories(most: usize) -> impl Strategy<Value = Vec<Observation>> {
    let gap = prop_oneof![2 => Just(0), 5 => 0..100 * HOUR, 1 => 0..90_000 * HOUR];
    prop::collection::vec((gap, 0..KINDS.len()), 1..most).prop_map(|steps| {
        let mut at = START;
        steps
            .into_iter()
            .enumerate()
            .map(|(number, (gap, kind))| {
                at += gap;
                event(number, instant(at), kind)
            })
            .collect()
    })
}

fn effects() -> impl Strategy<Value = OrderEffects> {
    let left = || prop_oneof![Just(1.0), 0.3..1.0_f64];
    (left(), left(), left(), left())
        .prop_map(|(nn, np, pn, pp)| OrderEffects::new(nn, np, pn, pp).expect("in range"))
}

fn builders() -> impl Strategy<Value = TrustDecayBuilder> {
    let side = || 0.05..10.0_f64;
    (side(), side(), 10_u64..5_000, 10_u64..5_000, 0.2..4.0_f64).prop_map(|(n0, p0, one, two, harm)| {
        TrustDecay::builder()
            .prior(n0, p0)
            .half_lives(Duration::from_secs(one * 3_600), Duration::from_secs(two * 3_600))
            .harm(harm)
            .policy(policy())
    })
}

/// Trusts in which some event touches what came before.
fn ordered() -> impl Strategy<Value = TrustDecay> {
    (builders(), effects())
        .prop_filter("order counts", |(_, effects)| !effects.is_none())
        .prop_map(|(builder, effects)| builder.order_effects(effects).build().expect("in range"))
}

fn any_trust() -> impl Strategy<Value = TrustDecay> {
    prop_oneof![builders().prop_map(|builder| builder.build().expect("in range")), ordered()]
}

fn fold(trust: &TrustDecay, seen: &[Observation]) -> TrustState {
    let mut state = TrustState::default();
    for seen in seen {
        trust.observe(&mut state, seen);
    }
    state
}

fn merged(trust: &TrustDecay, one: &TrustState, two: &TrustState) -> TrustState {
    let mut both = one.clone();
    trust.merge(&mut both, two);
    both
}

/// Bad and good evidence, from the opinion.
fn evidence(trust: &TrustDecay, state: &TrustState, view: &View<'_>) -> (f64, f64) {
    let opinion = trust.outlook(state, view).opinion();
    let (n0, p0) = trust.prior();
    ((n0 + p0) * opinion.disbelief / opinion.uncertainty, (n0 + p0) * opinion.belief / opinion.uncertainty)
}

fn close(one: f64, two: f64, tolerance: f64) -> bool {
    (one - two).abs() <= tolerance * (1.0 + one.abs().max(two.abs()))
}

/// Both sides of both states agree, and so does what they hold of the time before them.
fn alike(trust: &TrustDecay, one: &TrustState, two: &TrustState, at: Timestamp) -> bool {
    let view = View::new(at);
    let (a, b) = (evidence(trust, one, &view), evidence(trust, two, &view));
    close(a.0, b.0, 1e-11) && close(a.1, b.1, 1e-11)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn segments_of_time_compose_in_any_grouping(
        trust in ordered(),
        seen in histories(40),
        cuts in [any::<prop::sample::Index>(), any::<prop::sample::Index>()],
        wait in 0..9_000 * HOUR,
    ) {
        prop_assert_eq!(trust.order(), Order::Time);
        let mut cuts = cuts.map(|cut| cut.index(seen.len() + 1));
        cuts.sort_unstable();
        let parts = [&seen[..cuts[0]], &seen[cuts[0]..cuts[1]], &seen[cuts[1]..]].map(|part| fold(&trust, part));
        let whole = fold(&trust, &seen);
        let left = merged(&trust, &merged(&trust, &parts[0], &parts[1]), &parts[2]);
        let right = merged(&trust, &parts[0], &merged(&trust, &parts[1], &parts[2]));
        let at = instant(seen.last().expect("one at least").dated().as_millisecond() + wait);
        prop_assert!(alike(&trust, &left, &whole, at), "{:?} {:?}", left, whole);
        prop_assert!(alike(&trust, &right, &whole, at), "{:?} {:?}", right, whole);
        prop_assert_eq!(left.newest(), whole.newest());
        // However long the history, the state is one segment with at most the kinds of evidence there are.
        prop_assert!(whole.size() < 700, "{}", whole.size());
        // Nothing is the unit, to the bit.
        let nothing = TrustState::default();
        prop_assert_eq!(&merged(&trust, &whole, &nothing), &whole);
        prop_assert_eq!(&merged(&trust, &nothing, &whole), &whole);
        // Written and read back it is the same to the bit.
        let text = serde_json::to_string(&whole).expect("states can be written");
        let back = trust.restore(serde_json::from_str(&text).expect("a state reads back")).expect("its own");
        prop_assert_eq!(&back, &whole);
        let compact = postcard::to_allocvec(&whole).expect("states can be written");
        prop_assert_eq!(&postcard::from_bytes::<TrustState>(&compact).expect("a state reads back"), &whole);
    }

    #[test]
    fn segments_that_overlap_abstain(trust in ordered(), seen in histories(20), again in histories(20)) {
        let (one, two) = (fold(&trust, &seen), fold(&trust, &again));
        // Both begin in the same days; the first goes on after the second began.
        prop_assume!(seen.last().expect("one").dated() > again[0].dated());
        let both = merged(&trust, &one, &two);
        let view = View::new(both.newest().expect("something happened"));
        prop_assert_eq!(trust.assess(&both, &view).abstained(), Some(Abstention::OutOfOrder));
        // It stays so, whatever comes.
        let later = merged(&trust, &both, &fold(&trust, &[event(99, instant(START + 10_000_000 * HOUR), 0)]));
        prop_assert_eq!(trust.assess(&later, &view).abstained(), Some(Abstention::OutOfOrder));
        let mut backwards = one;
        trust.observe(&mut backwards, &event(98, instant(START - HOUR), 0));
        prop_assert_eq!(trust.assess(&backwards, &view).abstained(), Some(Abstention::OutOfOrder));
    }

    /// A good event never lowers trust and a bad one never raises it: always without order effects, and with them
    /// while P ≤ x/(1 − ρpp^x) and N ≤ κx/(1 − ρnn^x).
    #[test]
    fn events_move_trust_their_own_way(trust in any_trust(), seen in histories(30), kind in 0..KINDS.len(), wait in 0..500 * HOUR) {
        let at = instant(seen.last().expect("one").dated().as_millisecond() + wait);
        let (state, view) = (fold(&trust, &seen), View::new(at));
        let (_, weight, good) = KINDS[kind];
        let (n, p) = evidence(&trust, &state, &view);
        let effects = trust.order_effects();
        let room = |left: f64| if left < 1.0 { weight / (1.0 - libm::pow(left, weight)) } else { f64::INFINITY };
        if good {
            prop_assume!(p <= room(effects.positive_after_positive()));
        } else {
            prop_assume!(n <= trust.harm() * room(effects.negative_after_negative()));
        }
        let mut after = state.clone();
        trust.observe(&mut after, &event(1_000, at, kind));
        let score = |state: &TrustState| trust.assess(state, &view).score().expect("there is evidence").get();
        let (before, after) = (score(&state), score(&after));
        if good {
            prop_assert!(after >= before - 1e-9, "{after} after {before}");
        } else {
            prop_assert!(after <= before + 1e-9, "{after} after {before}");
        }
    }

    #[test]
    fn a_story_adds_up_and_agrees_with_the_state(trust in any_trust(), seen in histories(30), wait in 0..5_000 * HOUR) {
        let at = instant(seen.last().expect("one").dated().as_millisecond() + wait);
        let view = View::new(at);
        let story = trust.explain(&seen, &view);
        let sum: f64 = story.steps().iter().map(|step| step.contribution).sum();
        let (n, p) = evidence(&trust, &fold(&trust, &seen), &view);
        let (n0, p0) = trust.prior();
        let score = story.score().get();
        prop_assert!(close(score, (p + p0) / (n + n0 + p + p0), 1e-7));
        prop_assert!(close(story.base() + sum, libm::log(score) - libm::log1p(-score), 1e-12));
        prop_assert_eq!(story.steps().len(), seen.len());
        // Each stands where it would without one event, as the story of the others says.
        for step in story.steps() {
            let mut others = seen.clone();
            others.remove(step.observation);
            let without = trust.explain(&others, &View::new(story.as_of())).score();
            prop_assert!(close(step.without.get(), without.get(), 1e-12), "{:?} {:?}", step, without);
            let parts: f64 = step.parts.iter().map(|part| part.contribution).sum();
            prop_assert!(close(parts, step.contribution, 1e-14));
        }
    }

    /// Over whole conversations: the story tells what the scorer says, with open asks among it.
    #[test]
    fn stories_of_conversations_agree_with_assessments(
        world in worlds(),
        open in any::<prop::sample::Index>(),
        later in 0..3 * QUIET,
    ) {
        let mut seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        seen.sort_by_key(Observation::ordered);
        let (settled, pending) = seen.split_at(open.index(seen.len()));
        let view = View::new(instant(world.newest() + later)).with_pending(pending);
        for trust in [TrustDecay::company_page(), TrustDecay::cautious(), TrustDecay::relationship()] {
            let said = trust.assess(&fold(&trust, settled), &view);
            let story = trust.explain(settled, &view);
            match said.score() {
                Some(score) => prop_assert!(close(score.get(), story.score().get(), 1e-7), "{:?} {:?}", said, story),
                None => prop_assert!(story.steps().is_empty(), "{:?}", said),
            }
        }
    }

    /// Answering never stands below silence, and earlier never below later, the dates of evidence being equal.
    #[test]
    fn an_answer_would_have_been_better_than_none(world in worlds(), wait in 0..QUIET, place in any::<prop::sample::Index>()) {
        let seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        let observation = place.index(seen.len());
        let view = View::new(world.far());
        let trust = TrustDecay::company_page();
        let Observation::Exchange(reading) = &seen[observation] else { return Ok(()) };
        let thus = trust.what_if(&seen, &view, observation, &WhatIf::Thus(Box::new(reading.clone())));
        prop_assert_eq!(thus.expect("an exchange"), trust.explain(&seen, &view));
        let Some(opened) = reading.opened() else { return Ok(()) };
        let answered = WhatIf::Answered {
            at: opened.saturating_add(Duration::from_millis(wait.unsigned_abs())),
            dismissiveness: Score::ZERO,
        };
        let never = trust.what_if(&seen, &view, observation, &WhatIf::Never);
        // Withdrawn asks need no answer, and are refused alike.
        let (Ok(answered), Ok(never)) = (trust.what_if(&seen, &view, observation, &answered), never) else {
            return Ok(());
        };
        let log_odds = |score: Score| libm::log(score.get()) - libm::log1p(-score.get());
        let step = |story: &goodwill::scorer::TrustStory| -> f64 {
            story.steps().iter().filter(|step| step.observation == observation).map(|step| step.contribution).sum()
        };
        prop_assert!(step(&answered) >= step(&never) - 1e-9 || log_odds(answered.score()) >= log_odds(never.score()) - 1e-9);
    }

    /// No instant is too early, too late or too far apart.
    #[test]
    fn ten_thousand_half_lives_overflow_nothing(trust in any_trust(), kinds in prop::collection::vec(0..KINDS.len(), 4)) {
        let lives = trust.half_lives().0.max(trust.half_lives().1);
        let ends = [
            Timestamp::MIN,
            "1901-12-13T20:45:52Z".parse().expect("an instant"),
            "9999-12-30T00:00:00Z".parse().expect("an instant"),
            Timestamp::MAX,
        ];
        let seen: Vec<Observation> =
            kinds.iter().enumerate().map(|(number, kind)| event(number, ends[number], *kind)).collect();
        let state = fold(&trust, &seen);
        let said = trust.assess(&state, &View::new(Timestamp::MAX));
        let score = said.score().expect("there is evidence").get();
        prop_assert!(score > 0.0 && score < 1.0);
        let early = fold(&trust, &seen[..1]);
        for halvings in [0.0, 1.0, 64.0, 1_023.0, 1_024.0, 10_000.0] {
            let at = Timestamp::MIN.saturating_add(Duration::from_secs_f64(lives.as_secs_f64() * halvings));
            let said = trust.assess(&early, &View::new(at));
            prop_assert!(said.score().expect("there is evidence").get() > 0.0 && said.mass().is_finite());
            prop_assert!(said.mass() <= 8.0 * libm::exp2(-halvings.min(60.0)) + 1e-12);
            let story = trust.explain(&seen[..1], &View::new(at));
            prop_assert!(story.steps()[0].contribution.is_finite());
        }
    }
}

#[test]
fn good_evidence_past_its_bound_is_worn_down_by_a_light_good_event() {
    // The condition above is needed: ten heavy good events rest at 1/(1 − .5) = 2, and .3/(1 − .5^.3) is 1.6.
    let trust = TrustDecay::builder()
        .order_effects(OrderEffects::new(1.0, 1.0, 1.0, 0.5).unwrap())
        .policy(policy())
        .build()
        .unwrap();
    let at = instant(START);
    let heavy: Vec<Observation> = (0..10).map(|number| event(number, at, 0)).collect();
    let mut state = fold(&trust, &heavy);
    let before = trust.assess(&state, &View::new(at)).score().unwrap();
    trust.observe(&mut state, &event(10, at, 1));
    assert!(trust.assess(&state, &View::new(at)).score().unwrap() < before);
}

#[test]
fn a_state_of_other_order_effects_is_refused() {
    let (free, ordered) = (TrustDecay::company_page(), TrustDecay::cautious());
    let seen = [event(0, instant(START), 0)];
    assert!(ordered.restore(fold(&free, &seen)).is_err());
    assert!(free.restore(fold(&ordered, &seen)).is_err());
    assert!(ordered.restore(TrustState::default()).is_ok());
    assert_ne!(free.shape(), ordered.shape());
}

#[test]
fn the_reference_crossings_are_reached_through_a_history() {
    let text = include_str!("../../fixtures/trust_crossings.json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
    assert_eq!(rows.len(), 12);
    for row in rows {
        let number = |name: &str| row[name].as_f64().unwrap();
        let side =
            |mass, prior, life| Side { mass: number(mass), prior: number(prior), half_life: number(life) };
        let clocks = TwoClocks::new(
            side("N", "n0", "half_life_negative_days"),
            side("P", "p0", "half_life_positive_days"),
        )
        .unwrap();
        // Masses as weights of one event each, so that the scorer holds exactly them.
        let weights = serde_json::json!({"resolved": number("P"), "cancelled": number("N")});
        let days = |name| Duration::from_secs_f64(number(name) * 86_400.0);
        let trust = TrustDecay::builder()
            .prior(number("n0"), number("p0"))
            .half_lives(days("half_life_negative_days"), days("half_life_positive_days"))
            .policy(serde_json::from_value(weights).unwrap())
            .build()
            .unwrap();
        let at = instant(START);
        let state = fold(&trust, &[event(0, at, 0), event(1, at, 2)]);
        let outlook = trust.outlook(&state, &View::new(at));
        assert!((outlook.trust_at(at).get() - number("trust_now")).abs() < 1e-8);
        let found = outlook.crossings(number("threshold")).unwrap();
        let expected = row["crossings_days"].as_array().unwrap();
        assert_eq!(found.len(), expected.len(), "{row}");
        for ((instant, days), exact) in found.iter().zip(expected).zip(clocks.crossings(number("threshold")))
        {
            let days = days.as_f64().unwrap();
            let reached = instant.since(at).as_secs_f64() / 86_400.0;
            // A millisecond, and what a weight loses by being held in steps of 2⁻³².
            assert!(
                (reached - days).abs() < 1e-4 && (exact - days).abs() < 1e-6 * days,
                "{reached} for {days}"
            );
        }
    }
}

#[test]
fn a_scorer_with_fitted_parameters_says_what_the_fit_foretells() {
    use goodwill::fit::{Mark, Part, Ratings, TrustModel};
    let model = TrustModel::relationship().lacking(Part::Page).lacking(Part::Storm);
    let trust = model.scorer(TrustDecay::builder().policy(policy())).unwrap();
    assert_eq!(TrustModel::try_from(&trust).unwrap(), model);
    let mut ratings = Ratings::new();
    let mut state = TrustState::default();
    let mut said = Vec::new();
    for step in 0..60_i64 {
        let (at, bad) = (START + step * step * HOUR, step % 5 > 2);
        let view = View::new(instant(at));
        said.push(trust.assess(&state, &view).score().map_or(0.08 / 0.78, |score| 1.0 - score.get()));
        let mark = if bad { Mark::Bad } else { Mark::Good };
        #[allow(clippy::cast_precision_loss)]
        ratings.push("kim", at as f64 / 1_000.0, mark).unwrap();
        let number = usize::try_from(step).unwrap();
        trust.observe(&mut state, &event(number, instant(at), if bad { 2 } else { 0 }));
    }
    for (said, foretold) in said.iter().zip(model.foretell(&ratings)) {
        assert!((said - foretold).abs() < 1e-9, "{said} for {foretold}");
    }
}
