//! Windows: what is said of some days is what would be said had nothing else been seen.

use goodwill::Timestamp;
use goodwill::scorer::{
    Abandoned, Dismissiveness, Observation, Responsiveness, Scorer, SelectiveSilence, TrustDecay, Verdicts,
    View, Windowed, WindowedState, Worst,
};
use proptest::prelude::*;

use super::cases;
use super::world::{Dice, HOUR, QUIET, START, instant, length, plain_reader, sealed, worlds};

/// Short, so that a history has many.
const SLOT: i64 = 6 * HOUR;

type Several = (Verdicts, Responsiveness, Dismissiveness, TrustDecay, Worst, SelectiveSilence, Abandoned);

fn several() -> Several {
    let hasty = TrustDecay::builder().half_lives(length(HOUR), length(2 * HOUR)).build().expect("in range");
    (
        Verdicts,
        Responsiveness::default(),
        Dismissiveness::default(),
        hasty,
        Worst::default(),
        SelectiveSilence::builder().least(1).build().expect("in range"),
        Abandoned,
    )
}

fn windows(most: u32) -> Windowed<Several> {
    Windowed::builder(several()).slot(length(SLOT)).most(most).last(most.min(4)).build().expect("in range")
}

fn fold<'a, S: Scorer>(scorer: &S, seen: impl IntoIterator<Item = &'a Observation>) -> S::State {
    let mut state = S::State::default();
    for observation in seen {
        scorer.observe(&mut state, observation);
    }
    state
}

/// What the scorer says where it has seen only what is dated from `from` on and before `to`.
fn expected(
    settled: &[Observation],
    view: &View<'_>,
    from: Timestamp,
    to: Timestamp,
) -> <Several as Scorer>::Output {
    let within = |at: Timestamp| from <= at && at < to;
    let settled = settled.iter().filter(|seen| within(seen.dated()));
    let pending: Vec<Observation> = view
        .pending()
        .iter()
        .filter(|seen| seen.seen_at(view.as_of()).is_some_and(|then| within(then.dated())))
        .cloned()
        .collect();
    several().assess(&fold(&several(), settled), &View::new(view.as_of()).with_pending(&pending))
}

/// The beginning of the slot of an instant, so many slots later.
fn begins(at: i64, later: i64) -> Timestamp {
    instant((at.div_euclid(SLOT) + later) * SLOT)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_window_is_what_is_dated_in_it(
        world in worlds(),
        open in any::<prop::sample::Index>(),
        after in 0..3 * QUIET,
        from in -2..40_i64,
        slots in 1..20_i64,
        seed in any::<u64>(),
    ) {
        let mut seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        Dice::new(seed).shuffle(&mut seen);
        let (settled, pending) = seen.split_at(open.index(seen.len()));
        let as_of = instant(world.newest() + after);
        let view = View::new(as_of).with_pending(pending);
        let windows = windows(1_000);
        let state = fold(&windows, settled);
        prop_assert_eq!(windows.kept_from(&state), None);

        let (from, to) = (begins(START, from), begins(START, from + slots));
        let said = windows.over(&state, from..to, &view).expect("a window of whole slots");
        prop_assert_eq!(said, expected(settled, &view, from, to));
        let all = several();
        prop_assert_eq!(windows.since_ever(&state, &view), all.assess(&fold(&all, settled), &view));

        // Looked at without naming a window: the last four slots up to the instant, or up to the newest evidence.
        let newest = settled.iter().map(|seen| seen.dated().as_millisecond()).max().unwrap_or(i64::MIN);
        let last = as_of.as_millisecond().max(newest);
        let (from, to) = (begins(last, -3), begins(last, 1));
        let view = View::new(as_of.max(begins(last, 0))).with_pending(pending);
        prop_assert_eq!(windows.assess(&state, &view), expected(settled, &view, from, to));
    }

    #[test]
    fn what_is_folded_is_counted_and_in_no_window(world in worlds(), most in 1_u32..6, seed in any::<u64>()) {
        let mut seen = sealed(&world, &plain_reader());
        prop_assume!(!seen.is_empty());
        let (windows, far) = (windows(most), world.far());
        let view = View::new(far);
        let state = fold(&windows, &seen);
        Dice::new(seed).shuffle(&mut seen);
        prop_assert_eq!(&fold(&windows, &seen), &state);
        prop_assert!(state.slots() <= most as usize);
        prop_assert_eq!(windows.since_ever(&state, &view), several().assess(&fold(&several(), &seen), &view));

        // The newest days that have any evidence are kept apart, whatever the order.
        let mut days: Vec<i64> = seen.iter().map(|one| one.dated().as_millisecond().div_euclid(SLOT)).collect();
        days.sort_unstable();
        days.dedup();
        let folded = days.len().checked_sub(most as usize + 1).map(|last| instant((days[last] + 1) * SLOT));
        prop_assert_eq!(windows.kept_from(&state), folded);
        let kept = folded.unwrap_or(begins(START, -40));
        let end = begins(far.as_millisecond(), 1);
        let said = windows.over(&state, kept..end, &view).expect("all of it is kept");
        prop_assert_eq!(said, expected(&seen, &view, kept, end));
        if let Some(folded) = folded {
            let before = instant(folded.as_millisecond() - SLOT);
            let refused = windows.over(&state, before..end, &view).map(drop).unwrap_err().to_string();
            prop_assert_eq!(
                refused,
                format!("window.start: {before} is not {folded} or later; what is older is one sum")
            );
        }
    }
}

#[test]
fn one_absurd_date_takes_the_place_of_one_day() {
    use goodwill::event::{Id, Outcome, OutcomeKind};
    let windows = Windowed::builder(Verdicts).most(3).last(2).build().unwrap();
    let outcome = |day: &str| {
        let at = format!("{day}T12:00:00Z").parse().unwrap();
        Observation::Outcome(Outcome::new(Id::new(day).unwrap(), at, OutcomeKind::Purchase))
    };
    let state: WindowedState<_> =
        fold(&windows, &["2024-03-01", "2024-03-02", "2099-01-01", "2024-03-03", "2024-03-01"].map(outcome));
    assert_eq!(state.slots(), 3);
    assert_eq!(windows.kept_from(&state), Some("2024-03-02T00:00:00Z".parse().unwrap()));
}
