//! Scores, their intervals and their parts; trust in silence.

use std::time::Duration;

use goodwill::Timestamp;
use goodwill::assessment::{Assessment, Scale, Score};
use goodwill::event::{Outcome, OutcomeKind};
use goodwill::reader::Reader;
use goodwill::scorer::{
    Dismissiveness, Observation, Prior, Responsiveness, Scorer, TrustDecay, TrustState, View,
};
use proptest::prelude::*;

use super::cases;
use super::world::{
    HOUR, QUIET, START, World, id, instant, pending, plain_reader, sealed, shipped_reader, worlds,
};

/// The parts of a score add up to it, on the scale that it declares.
fn check_parts(assessment: &Assessment) -> Result<(), TestCaseError> {
    let Some(score) = assessment.score().map(Score::get) else {
        prop_assert!(assessment.contributions().is_empty());
        return Ok(());
    };
    let sum =
        assessment.base() + assessment.contributions().iter().map(|part| part.contribution).sum::<f64>();
    let stands = match assessment.scale() {
        Scale::Plain => score,
        Scale::LogOdds => libm::log(score / (1.0 - score)),
    };
    prop_assert!((sum - stands).abs() < 1e-9, "{} adds up to {}: {:?}", stands, sum, assessment);
    let mut bases: Vec<_> = assessment.contributions().iter().map(|part| part.basis.clone()).collect();
    let parts = bases.len();
    bases.sort();
    bases.dedup();
    prop_assert_eq!(bases.len(), parts, "a basis stands twice");
    Ok(())
}

/// A score is a share; its interval is ordered, lies in 0..=1, grows with the level, and holds the score.
///
/// The last is true of the 95 % interval wherever both sides have half an exchange of prior or more. With less, most of
/// the distribution may lie at one end and the mean, which the score is, outside.
fn check_score(assessment: &Assessment, holds: bool) -> Result<(), TestCaseError> {
    prop_assert!(assessment.mass().is_finite() && assessment.mass() >= 0.0);
    prop_assert_eq!(assessment.score().is_some(), assessment.abstained().is_none());
    prop_assert_eq!(assessment.score().is_some(), assessment.interval().is_some());
    let Some(score) = assessment.score().map(Score::get) else {
        prop_assert_eq!(assessment.mass(), 0.0);
        return Ok(());
    };
    prop_assert!(score.is_finite() && (0.0..=1.0).contains(&score));
    let mut outer = (0.0, 1.0);
    for level in [1.0, 0.999, 0.95, 0.5, 0.1, 0.0] {
        let interval = assessment.interval_at(Score::new(level).expect("a share")).expect("there is a score");
        prop_assert!(
            outer.0 <= interval.low + 1e-9 && interval.high <= outer.1 + 1e-9,
            "{:?} at {}",
            interval,
            level
        );
        prop_assert!(interval.low <= interval.high + 1e-12, "{:?} at {}", interval, level);
        prop_assert!(interval.low >= 0.0 && interval.high <= 1.0);
        outer = (interval.low, interval.high);
    }
    let interval = assessment.interval().expect("there is a score");
    prop_assert!(interval.low <= interval.high);
    prop_assert!(!holds || (interval.low <= score && score <= interval.high), "{} in {:?}", score, interval);
    Ok(())
}

fn check_world(
    world: &World,
    reader: &impl Reader,
    prior: Prior,
    trust: &TrustDecay,
) -> Result<(), TestCaseError> {
    let holds = prior.high() >= 0.5 && prior.low() >= 0.5;
    let scorers = (
        Responsiveness::default().with_prior(prior),
        Dismissiveness::default().with_prior(prior),
        trust.clone(),
    );
    let settled = sealed(world, reader);
    let open: Vec<Observation> = pending(world, reader).into_iter().map(Observation::Exchange).collect();
    for (folded, waiting) in [(&settled[..], &[][..]), (&[][..], &open[..])] {
        let mut state = Default::default();
        for seen in folded {
            scorers.observe(&mut state, seen);
        }
        for as_of in [
            Timestamp::MIN,
            instant(START + QUIET / 3),
            world.far(),
            instant(START + 9_000 * HOUR),
            Timestamp::MAX,
        ] {
            let view = View::new(as_of).with_pending(waiting);
            let (one, two, three) = scorers.assess(&state, &view);
            for (assessment, holds) in [(one, holds), (two, holds), (three, false)] {
                check_score(&assessment, holds)?;
                check_parts(&assessment)?;
            }
        }
    }
    Ok(())
}

fn priors() -> impl Strategy<Value = Prior> {
    let side = || prop_oneof![Just(0.5), 0.001..0.5_f64, 0.5..100.0_f64];
    (side(), side()).prop_map(|(high, low)| Prior::new(high, low).expect("in range"))
}

/// Trusts with any prior and half-lives; alike on both sides or not.
fn trusts() -> impl Strategy<Value = TrustDecay> {
    let side = || prop_oneof![Just(2.625), Just(4.375), 0.05..20.0_f64];
    let hours = || prop_oneof![1_u64..100, 100_u64..10_000];
    (side(), side(), hours(), prop::option::of(hours()), 0.0..5.0_f64).prop_map(
        |(negative, positive, hours, other, harm)| {
            let life = |hours: u64| Duration::from_secs(hours * 3_600);
            TrustDecay::builder()
                .prior(negative, positive)
                .half_lives(life(hours), life(other.unwrap_or(hours)))
                .harm(harm)
                .build()
                .expect("in range")
        },
    )
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn scores_are_shares_and_their_parts_add_up(world in worlds(), prior in priors(), trust in trusts()) {
        check_world(&world, &plain_reader(), prior, &trust)?;
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn scores_of_the_reader_that_ships_are_shares_and_their_parts_add_up(
        world in worlds(),
        prior in priors(),
        trust in trusts(),
    ) {
        check_world(&world, &shipped_reader(), prior, &trust)?;
    }
}

/// Good and bad evidence, some of it older, in that many events.
#[derive(Clone, Debug)]
struct Evidence {
    good: Vec<i64>,
    bad: Vec<i64>,
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let dates = || {
        prop_oneof![
            4 => prop::collection::vec(0..200 * HOUR, 0..12),
            1 => prop::collection::vec(Just(0), 0..60),
        ]
    };
    (dates(), dates())
        .prop_filter("something happened", |(good, bad)| !(good.is_empty() && bad.is_empty()))
        .prop_map(|(good, bad)| Evidence { good, bad })
}

/// Trust at instants of silence after the evidence.
fn in_silence(trust: &TrustDecay, evidence: &Evidence) -> Vec<Assessment> {
    let mut state = TrustState::default();
    let kinds = [(OutcomeKind::Resolved, &evidence.good), (OutcomeKind::Cancelled, &evidence.bad)];
    for (kind, dates) in kinds {
        for (number, at) in dates.iter().enumerate() {
            let outcome = Outcome::new(id(format!("{kind}{number}")), instant(START + at), kind);
            trust.observe(&mut state, &Observation::Outcome(outcome));
        }
    }
    let newest = state.newest().expect("something happened");
    let mut wait = 0;
    let mut all = Vec::new();
    for _ in 0..24 {
        all.push(trust.assess(&state, &View::new(instant(newest.as_millisecond() + wait))));
        wait = wait * 2 + HOUR / 2;
    }
    all
}

fn trust_of(assessment: &Assessment) -> f64 {
    assessment.score().expect("there is evidence").get()
}

fn width(assessment: &Assessment) -> f64 {
    let interval = assessment.interval().expect("there is evidence");
    interval.high - interval.low
}

fn with_lives(negative: f64, positive: f64, hours: u64) -> TrustDecay {
    let life = Duration::from_secs(hours * 3_600);
    TrustDecay::builder().prior(negative, positive).half_lives(life, life).build().expect("in range")
}

proptest! {
    #![proptest_config(cases(192))]

    /// With one half-life for both sides trust is a weighted mean of the share of good evidence and of the prior's
    /// mean, and the weight of the evidence fades. With two it may first move away.
    #[test]
    fn silence_moves_trust_towards_the_prior(
        evidence in evidence(),
        prior in (0.05..20.0_f64, 0.05..20.0_f64),
        hours in 1_u64..5_000,
    ) {
        let mean = prior.1 / (prior.0 + prior.1);
        let all = in_silence(&with_lives(prior.0, prior.1, hours), &evidence);
        for pair in all.windows(2) {
            let (before, after) = (trust_of(&pair[0]), trust_of(&pair[1]));
            prop_assert!((after - mean).abs() <= (before - mean).abs() + 1e-12, "{} after {}", after, before);
            prop_assert!((after - mean) * (before - mean) >= -1e-24, "it passes the prior");
            prop_assert!(pair[1].mass() <= pair[0].mass() + 1e-12);
        }
    }

    /// However unlike the half-lives, where all evidence is on one side.
    #[test]
    fn silence_moves_trust_towards_the_prior_from_one_side_whatever_the_half_lives(
        evidence in evidence(),
        prior in (0.05..20.0_f64, 0.05..20.0_f64),
        hours in [1_u64..5_000, 1_u64..5_000],
    ) {
        let life = |hours: u64| Duration::from_secs(hours * 3_600);
        let trust = TrustDecay::builder()
            .prior(prior.0, prior.1)
            .half_lives(life(hours[0]), life(hours[1]))
            .build()
            .expect("in range");
        let mean = prior.1 / (prior.0 + prior.1);
        let good = Evidence { good: evidence.good, bad: Vec::new() };
        let bad = Evidence { good: Vec::new(), bad: evidence.bad };
        for one_sided in [good, bad].iter().filter(|sides| !(sides.good.is_empty() && sides.bad.is_empty())) {
            for pair in in_silence(&trust, one_sided).windows(2) {
                let (before, after) = (trust_of(&pair[0]), trust_of(&pair[1]));
                prop_assert!((after - mean).abs() <= (before - mean).abs() + 1e-12, "{} after {}", after, before);
            }
        }
    }

    /// The variance of the distribution behind the interval never falls in silence where the half-lives are alike and
    /// the prior's mean m is not too near 0 or 1: min(m, 1 − m) ≥ 1 / (2 + s / (s + 1)), s the prior's mass. With less,
    /// trust that comes home to a prior near the edge has less and less room.
    #[test]
    fn silence_never_narrows_the_distribution_unless_the_prior_is_near_an_edge(
        evidence in evidence(),
        mean in 0.34..0.66_f64,
        prior_mass in 0.2..40.0_f64,
        hours in 1_u64..5_000,
    ) {
        prop_assume!(mean.min(1.0 - mean) >= 1.0 / (2.0 + prior_mass / (prior_mass + 1.0)));
        let trust = with_lives(prior_mass * (1.0 - mean), prior_mass * mean, hours);
        let variance = |assessment: &Assessment| {
            let score = trust_of(assessment);
            score * (1.0 - score) / (assessment.mass() + prior_mass + 1.0)
        };
        for pair in in_silence(&trust, &evidence).windows(2) {
            let (before, after) = (variance(&pair[0]), variance(&pair[1]));
            prop_assert!(after >= before - 1e-12, "{} after {}", after, before);
        }
    }

    /// For the preset the interval itself never narrows in silence.
    #[test]
    fn silence_never_narrows_the_interval_of_the_preset(evidence in evidence()) {
        let trust = TrustDecay::company_page();
        for pair in in_silence(&trust, &evidence).windows(2) {
            let (before, after) = (width(&pair[0]), width(&pair[1]));
            prop_assert!(after >= before - 1e-9, "{} after {}", after, before);
        }
    }
}

#[test]
fn a_prior_near_the_edge_narrows_the_interval_in_silence() {
    // The condition above is needed: half good and half bad evidence, and a prior of nearly all good.
    let evidence = Evidence { good: vec![0; 8], bad: vec![0; 4] };
    let all = in_silence(&with_lives(0.3, 20.0, 10), &evidence);
    let first = width(&all[0]);
    assert!(all.iter().any(|assessment| width(assessment) < first - 0.05));
}

#[test]
fn with_unlike_half_lives_trust_may_first_move_away_from_the_prior() {
    let life = |hours: u64| Duration::from_secs(hours * 3_600);
    let trust = TrustDecay::builder().prior(2.0, 2.0).half_lives(life(1), life(1_000)).build().unwrap();
    let all = in_silence(&trust, &Evidence { good: vec![0; 12], bad: vec![0; 6] });
    assert!((trust_of(&all[0]) - 0.5).abs() < 1e-9);
    assert!(all.iter().any(|assessment| trust_of(assessment) > 0.7));
}
