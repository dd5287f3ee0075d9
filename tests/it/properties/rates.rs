//! What is answered in time, by which rule, by whom and when: the counts agree with one another and know no order.

use std::time::Duration;

use goodwill::event::{Channel, Id, Role};
use goodwill::reader::Verdict;
use goodwill::scorer::{
    ChannelPolicy, HitRate, LoadByHour, Observation, PlatformRule, Scorer, Target, TargetRates, Verdicts,
    View, WhoAnswers,
};
use goodwill::tracker::{Key, Tracker};
use proptest::prelude::*;

use super::cases;
use super::states::{check_merges, check_names, check_state, check_text, fold, moved, observations};
use super::world::{
    Dice, HOUR, MINUTE, QUIET, World, instant, length, pending, plain_reader, sealing, worlds,
};

const LENGTHS: [i64; 4] = [0, 20 * MINUTE, HOUR, 7 * HOUR];

fn written() -> impl Iterator<Item = Channel> {
    Channel::ALL.iter().copied().filter(|channel| !matches!(channel, Channel::Phone | Channel::InPerson))
}

fn rates() -> TargetRates {
    LENGTHS
        .into_iter()
        .fold(TargetRates::builder(), |rates, within| rates.within(length(within)))
        .build()
        .expect("in range")
}

/// The badge held to every channel, over as many days, after as many hours of silence.
fn rule(days: i64, silence: i64) -> PlatformRule {
    PlatformRule::builder()
        .channels(written())
        .within(length(HOUR))
        .window(length(days * 24 * HOUR))
        .silence(length(silence * HOUR))
        .build()
        .expect("in range")
}

/// Two histories far from one another.
fn apart(world: &World, more: &World, dice: &mut Dice) -> Vec<Observation> {
    let mut seen = observations(world, dice);
    let later = more.events.iter().cloned().map(|event| moved(event, 1_000 * HOUR)).collect();
    seen.extend(observations(&World { events: later }, dice));
    seen
}

fn check_rate(rate: &HitRate) -> Result<(), TestCaseError> {
    prop_assert_eq!(rate.met + rate.missed, rate.decided());
    prop_assert_eq!(rate.decided() + rate.undecided, rate.asks());
    let range = rate.interval(0.95);
    prop_assert!(0.0 <= range.low && range.low <= range.high && range.high <= 1.0, "{:?}", range);
    prop_assert_eq!(rate.share().is_some(), rate.decided() > 0);
    if let Some(share) = rate.share() {
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert!(range.low <= share && share <= range.high, "{} {:?}", share, range);
    }
    if let Some((least, most)) = rate.bounds() {
        prop_assert!(0.0 <= least && least <= most && most <= 1.0);
    }
    Ok(())
}

fn sum(rates: impl IntoIterator<Item = HitRate>) -> (u64, u64, u64) {
    rates.into_iter().fold((0, 0, 0), |(met, missed, undecided), rate| {
        (met + rate.met, missed + rate.missed, undecided + rate.undecided)
    })
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn counts_split_and_merged_leave_the_same_bytes(
        world in worlds(),
        more in worlds(),
        parts in 1_usize..6,
        offset in -1_439_i16..1_440,
        seed in any::<u64>(),
    ) {
        let mut dice = Dice::new(seed);
        let seen = apart(&world, &more, &mut dice);
        let load = LoadByHour::at_offset(offset).expect("in range");
        check_merges(&rates(), &seen, parts, &mut dice)?;
        check_merges(&load, &seen, parts, &mut dice)?;
        check_state(&rates(), &seen)?;
        check_state(&load, &seen)?;
        check_names(&load)?;
        for rule in [rule(1, 0), rule(7, 2), rule(366, 1), PlatformRule::page_badge(), PlatformRule::day_rule()] {
            check_merges(&rule, &seen, parts, &mut dice)?;
            check_state(&rule, &seen)?;
            check_names(&rule)?;
        }
        // So few that authors must go.
        for who in [WhoAnswers::default(), WhoAnswers::keeping(1).expect("in range"), WhoAnswers::keeping(2).expect("in range")] {
            check_merges(&who, &seen, parts, &mut dice)?;
            check_state(&who, &seen)?;
            check_names(&who)?;
        }
    }

    #[test]
    fn rates_are_shares_and_their_sums_agree(world in worlds(), seed in any::<u64>()) {
        let seen = observations(&world, &mut Dice::new(seed));
        let verdicts = fold(&Verdicts, &seen);
        let asks = verdicts.answered + verdicts.ignored + verdicts.open;
        let view = View::new(world.far());
        let rates = rates();
        let hits = rates.assess(&fold(&rates, &seen), &view);

        let all = hits.all();
        prop_assert_eq!(all.asks(), asks);
        prop_assert!(all.met <= verdicts.answered && verdicts.ignored <= all.missed);
        prop_assert!(all.undecided <= verdicts.open);
        prop_assert_eq!(sum(hits.iter().map(|(_, rate)| rate)), sum([all]));
        for (channel, rate) in hits.iter() {
            prop_assert_eq!(hits.of(channel), Some(rate));
            check_rate(&rate)?;
        }
        check_rate(&all)?;

        // A longer target is never met less often, nor missed more often.
        let within: Vec<HitRate> = hits.lengths().filter_map(|length| hits.all_within(length)).collect();
        prop_assert_eq!(within.len(), LENGTHS.len());
        for (shorter, longer) in within.iter().zip(&within[1..]) {
            check_rate(longer)?;
            prop_assert_eq!(longer.asks(), asks);
            prop_assert!(shorter.met <= longer.met && longer.missed <= shorter.missed);
        }
        prop_assert_eq!(hits.all_within(Duration::from_secs(1)), None);
    }

    #[test]
    fn a_rule_that_counts_everything_is_the_target_rate(world in worlds(), seed in any::<u64>()) {
        let seen = observations(&world, &mut Dice::new(seed));
        let (rates, every) = (rates(), rule(366, 0));
        let view = View::new(world.far());
        let hits = rates.assess(&fold(&rates, &seen), &view);
        let standing = every.assess(&fold(&every, &seen), &view);
        let expected = written().filter_map(|channel| hits.of_within(channel, length(HOUR)));
        prop_assert_eq!(sum([standing.rate]), sum(expected));
        check_rate(&standing.rate)?;
        prop_assert!(standing.needed <= standing.rate.decided());
        prop_assert_eq!(standing.is_met().is_none(), standing.rate.decided() == 0);
        if let Some(share) = standing.rate.share() {
            prop_assert_eq!(standing.is_met(), Some(share >= every.share()));
        }
        // A longer silence and a shorter window count fewer.
        let silent = rule(366, 2);
        let first = silent.assess(&fold(&silent, &seen), &view).rate;
        prop_assert!(first.asks() <= standing.rate.asks() && first.met <= standing.rate.met);
        let short = rule(1, 0);
        prop_assert!(short.assess(&fold(&short, &seen), &view).rate.asks() <= standing.rate.asks());
    }

    #[test]
    fn every_answer_has_somebody_who_gave_it(world in worlds(), authors in 1_usize..4, seed in any::<u64>()) {
        let seen = observations(&world, &mut Dice::new(seed));
        let verdicts = fold(&Verdicts, &seen);
        let who = WhoAnswers::keeping(authors).expect("in range");
        let state = who.assess(&fold(&who, &seen), &View::new(world.far()));
        prop_assert!(state.authors().len() <= authors);
        let people = || state.authors().into_iter().map(|(_, answers)| answers).chain([state.unnamed(), state.others()]);
        prop_assert_eq!(people().map(goodwill::scorer::Answers::first).sum::<u64>(), verdicts.answered);
        let replies: u64 = people().map(goodwill::scorer::Answers::replies).sum();
        prop_assert!(replies <= state.role(Role::Agent).map_or(0, goodwill::scorer::Answers::replies));
        for answers in people() {
            prop_assert_eq!(answers.median_wait().is_some(), answers.first() > 0);
        }

        // Whoever is kept among few is counted as they are among all.
        let all = WhoAnswers::default();
        let all = all.assess(&fold(&all, &seen), &View::new(world.far()));
        let names: Vec<Id> = state.authors().into_iter().map(|(author, _)| author.clone()).collect();
        prop_assert_eq!(names.len(), authors.min(all.authors().len()));
        for name in &names {
            prop_assert_eq!(state.author(name), all.author(name));
        }
        prop_assert_eq!(all.others().replies(), 0);
    }

    #[test]
    fn every_ask_has_its_hour(world in worlds(), offset in -1_439_i16..1_440, seed in any::<u64>()) {
        let seen = observations(&world, &mut Dice::new(seed));
        let verdicts = fold(&Verdicts, &seen);
        let load = LoadByHour::at_offset(offset).expect("in range");
        let week = load.assess(&fold(&load, &seen), &View::new(world.far()));
        let total = week.total();
        prop_assert_eq!((total.answered, total.ignored, total.open), (verdicts.answered, verdicts.ignored, verdicts.open));
        prop_assert_eq!(total.answers, verdicts.answered);
        prop_assert_eq!(week.hours().count(), 168);
        prop_assert_eq!(week.hours().map(|hour| hour.asks()).sum::<u64>(), total.asks());
        for hour in week.hours() {
            prop_assert!(hour.answered_share().is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
        // A whole number of hours only turns the week round.
        let there = LoadByHour::at_offset(120).expect("in range");
        let there = there.assess(&fold(&there, &seen), &View::new(world.far()));
        let here = fold(&LoadByHour::default(), &seen);
        for hour in 0..168 {
            prop_assert_eq!(there.at((hour + 2) % 168), here.at(hour));
        }
    }

    #[test]
    fn live_counts_are_those_of_the_whole(world in worlds(), later in 0..3 * QUIET) {
        let as_of = instant(world.newest() + later);
        let scorer = || (rates(), rule(7, 1), WhoAnswers::default(), LoadByHour::default());
        let mut live = Tracker::new(plain_reader(), scorer()).sealing(sealing());
        for event in &world.events {
            live.push(event.clone());
        }
        let said = live.assess(&Key::All, as_of);
        let readings: Vec<Observation> = pending(&world, &plain_reader()).into_iter().map(Observation::Exchange).collect();
        let view = View::new(as_of).with_pending(&readings);
        prop_assert_eq!(scorer().assess(&Default::default(), &view), said);
    }

    #[test]
    fn silence_comes_before_the_ask(world in worlds()) {
        for reading in pending(&world, &plain_reader()) {
            let outline = reading.outline();
            if let Some(since) = outline.quiet_since() {
                prop_assert!(since <= outline.began());
            }
            for reply in outline.replies() {
                prop_assert!(reply.visible || !reply.answers);
            }
            prop_assert!(reading.verdict() != Verdict::Answered || outline.is_spoken() || outline.answer().is_some());
        }
    }

    #[test]
    fn policies_of_rates_are_read_back(
        seconds in prop::collection::vec(1_000_u64..10_000_000_000, 4),
        channel in prop::sample::select(Channel::ALL),
        millionths in 1_u32..=1_000_000,
        days in 1_i64..=366,
    ) {
        let length_of = |place: usize| Duration::from_millis(seconds[place]);
        let target = Target { within: length_of(0), half_life: length_of(1) };
        let channels = ChannelPolicy::builder().target(channel, target).build().expect("in range");
        prop_assert_eq!(channels.target(channel), target);
        let rates = TargetRates::builder().channels(channels).within(length_of(2)).within(length_of(3)).build().expect("in range");
        check_text(&rates)?;
        let rule = PlatformRule::builder()
            .share(f64::from(millionths) / 1e6)
            .within(length_of(0))
            .window(length(days * 24 * HOUR))
            .silence(length_of(1))
            .build()
            .expect("in range");
        check_text(&rule)?;
        prop_assert_eq!(rule.needed(1_000_000), u64::from(millionths));
    }
}
