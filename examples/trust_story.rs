//! What made trust fall, what brought it back, and what would an answer now be worth?
//!
//! A state of constant size cannot know single events, so a scorer of our own keeps the observations and asks
//! [`TrustDecay::explain`] for the story when it is assessed. On the bundled page, or on files of your own, the example names the
//! events behind the dip and the recovery with what each did, says how trust goes on in silence and on which events that
//! rests, what the open asks cost now, and what serving the three longest open ones would be worth, now and in time.
//!
//! ```text
//! cargo run --example trust_story [FILES]
//! ```

mod shared;

use std::path::PathBuf;
use std::time::Duration;

use goodwill::assessment::Fingerprint;
use goodwill::event::Event;
use goodwill::reader::{LexiconReader, Reading, Verdict};
use goodwill::scorer::{
    Observation, Order, Scorer, TrustDecay, TrustState, TrustStep, TrustStory, View, WhatIf,
};
use goodwill::text::Boilerplate;
use goodwill::tracker::{Key, Tracker};
use goodwill::{Result, Score};

/// No channel asks for more.
const IN_TIME: Duration = Duration::from_secs(15 * 60);

/// Keeps every observation, and hands out the story with them.
#[derive(Clone)]
struct Storyteller(TrustDecay);

impl Scorer for Storyteller {
    type State = Vec<Observation>;
    type Output = (Vec<Observation>, usize, TrustStory);

    fn observe(&self, state: &mut Self::State, seen: &Observation) {
        state.push(seen.clone());
    }

    fn merge(&self, into: &mut Self::State, other: &Self::State) {
        into.extend_from_slice(other);
    }

    fn assess(&self, state: &Self::State, view: &View<'_>) -> Self::Output {
        let all = state.iter().chain(view.pending()).cloned().collect();
        (all, state.len(), self.0.explain(state, view))
    }

    fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint()
    }

    fn order(&self) -> Order {
        Order::Time
    }
}

fn main() -> Result<()> {
    let mut files: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        files.push(PathBuf::from(shared::BUNDLED));
    }
    let mut events = shared::load(&files, shared::BadLines::Skip)?.events;
    events.sort_by_key(Event::at);
    let Some(as_of) = events.iter().map(Event::at).max() else { return Ok(()) };

    let replies = events.iter().filter_map(|event| match event {
        Event::Response(response) => Some(response.text.as_str()),
        _ => None,
    });
    let reader = LexiconReader::english()?.with_boilerplate(Boilerplate::learn(replies));
    let trust = TrustDecay::company_page();
    let mut tracker = Tracker::new(reader, Storyteller(trust.clone())).group_by(|_| vec![Key::All]);
    for event in &events {
        tracker.push(event.clone());
    }
    tracker.seal(as_of);
    let (all, sealed, story) = tracker.assess(&Key::All, as_of);

    let steps = story.steps();
    let peak = (0..steps.len()).max_by(|a, b| steps[*a].after.get().total_cmp(&steps[*b].after.get()));
    let Some(peak) = peak else { return Ok(()) };
    let low = (peak..steps.len()).min_by(|a, b| steps[*a].after.get().total_cmp(&steps[*b].after.get()));
    let low = low.unwrap_or(peak);
    println!(
        "trust stood at {:.2} on {}, at {:.2} on {}, and stands at {:.2} now",
        steps[peak].after.get(),
        shared::day(steps[peak].at),
        steps[low].after.get(),
        shared::day(steps[low].at),
        story.score().get()
    );
    account("on the way down", &steps[peak..=low]);
    tell("what brought it down most", &steps[peak + 1..=low], &all, &events, Some(false));
    account("on the way up", &steps[low..]);
    tell("what brought it up most since", &steps[low + 1..], &all, &events, Some(true));

    let (sealed, pending) = all.split_at(sealed);
    let view = View::new(as_of).with_pending(pending);
    forecast(&trust, sealed, &view)?;
    tell("what it rests on most now", steps, &all, &events, None);
    open_asks(&trust, sealed, &view, &story, &events)
}

/// How trust goes on if nothing more happens.
fn forecast(trust: &TrustDecay, sealed: &[Observation], view: &View<'_>) -> Result<()> {
    let mut state = TrustState::default();
    for seen in sealed {
        trust.observe(&mut state, seen);
    }
    let outlook = trust.outlook(&state, view);
    print!("\nin silence it would stand at");
    for days in [30, 90, 365] {
        let then = outlook.as_of().saturating_add(Duration::from_secs(days * 86_400));
        print!(" {:.3} in {days} days{}", outlook.trust_at(then).get(), if days < 365 { "," } else { "" });
    }
    match outlook.crossings(0.5)?.as_slice() {
        [] => println!("; it would never cross one half"),
        crossings => {
            let days: Vec<String> = crossings.iter().map(|at| shared::day(*at)).collect();
            println!("; it would cross one half on {}", days.join(" and "));
        }
    }
    match outlook.good_needed(0.5) {
        Some(events) => println!("{events:.1} served complaints would bring it to one half now"),
        None => println!("no number of served complaints would bring it to one half"),
    }
    Ok(())
}

/// What is open: what it costs, and what serving the three oldest would be worth.
fn open_asks(
    trust: &TrustDecay,
    sealed: &[Observation],
    view: &View<'_>,
    story: &TrustStory,
    events: &[Event],
) -> Result<()> {
    let mut open: Vec<(usize, &Reading)> = (sealed.len()..)
        .zip(view.pending())
        .filter_map(|(place, seen)| match seen {
            Observation::Exchange(reading) if reading.verdict() == Verdict::Open => Some((place, reading)),
            _ => None,
        })
        .collect();
    open.sort_by_key(|(_, reading)| reading.outline().began());
    let now = story.score().get();
    let settled: Vec<Observation> = view
        .pending()
        .iter()
        .filter(|seen| !matches!(seen, Observation::Exchange(reading) if reading.verdict() == Verdict::Open))
        .cloned()
        .collect();
    let without = trust.explain(sealed, &View::new(view.as_of()).with_pending(&settled)).score().get();
    println!("\n{} asks are open; without them it would stand at {without:.6}, not {now:.6}", open.len());

    let worth = |changes: &[(usize, WhatIf)]| -> Result<f64> {
        Ok(trust.what_if_all(sealed, view, changes)?.score().get())
    };
    let oldest = open.get(..3).unwrap_or(&open);
    let (mut now_all, mut in_time_all) = (Vec::new(), Vec::new());
    println!("if the {} oldest were served (costs now; served now; had been served in time)", oldest.len());
    for (place, reading) in oldest {
        let opened = reading.opened().unwrap_or(view.as_of());
        let answered = |at| (*place, WhatIf::Answered { at, dismissiveness: Score::ZERO });
        let (late, in_time) = (answered(view.as_of()), answered(opened.saturating_add(IN_TIME)));
        let cost = story.steps().iter().find(|step| step.observation == *place);
        println!(
            "  {:+.6}  {:+.1e}  {:+.6}  {}",
            cost.map_or(0.0, |step| now - step.without.get()),
            worth(std::slice::from_ref(&late))? - now,
            worth(std::slice::from_ref(&in_time))? - now,
            said(&view.pending()[*place - sealed.len()], events)
        );
        now_all.push(late);
        in_time_all.push(in_time);
    }
    let (late, in_time) = (worth(&now_all)?, worth(&in_time_all)?);
    println!("  all together: {late:.6} served now, {in_time:.6} had they been served in time");
    if in_time > now {
        let share = 100.0 * (late - now) / (in_time - now);
        println!("  of what answers in time would have been worth, answers now still are {share:.4} %");
    }
    Ok(())
}

/// How a stretch adds up: what events took and gave, and what the silence between them did.
fn account(title: &str, steps: &[TrustStep]) {
    let moved: Vec<f64> = steps.iter().skip(1).map(|step| step.after.get() - step.before.get()).collect();
    let silence: f64 = steps.windows(2).map(|pair| pair[1].before.get() - pair[0].after.get()).sum();
    let sum = |up: bool| moved.iter().filter(|moved| (**moved > 0.0) == up).sum::<f64>();
    let count = |up: bool| moved.iter().filter(|moved| (**moved > 0.0) == up).count();
    println!(
        "\n{title}: {} events took {:.3}, {} gave {:+.3}, silence {:+.3}",
        count(false),
        sum(false),
        count(true),
        sum(true),
        silence
    );
}

/// The five events that moved trust most one way, or that weigh most now.
fn tell(title: &str, steps: &[TrustStep], all: &[Observation], events: &[Event], up: Option<bool>) {
    println!("{title}");
    let moved = |step: &TrustStep| step.after.get() - step.before.get();
    let size = |step: &TrustStep| if up.is_some() { moved(step).abs() } else { step.contribution.abs() };
    let mut steps: Vec<&TrustStep> =
        steps.iter().filter(|step| up.is_none_or(|up| (moved(step) > 0.0) == up)).collect();
    steps.sort_by(|a, b| size(b).total_cmp(&size(a)));
    for step in steps.into_iter().take(5) {
        println!(
            "  {} {:+.3}, now {:+.2} in log-odds  {}",
            shared::day(step.at),
            moved(step),
            step.contribution,
            all.get(step.observation).map(|seen| said(seen, events)).unwrap_or_default()
        );
    }
}

/// What happened, and the first words of the customer where there are some.
fn said(seen: &Observation, events: &[Event]) -> String {
    match seen {
        Observation::Exchange(reading) => {
            let id = reading.outline().id();
            let text = events.iter().find_map(|event| match event {
                Event::Interaction(ask) if ask.thread == id.thread && ask.id == id.first => Some(&*ask.text),
                _ => None,
            });
            format!("{id} {}: {}", reading.verdict(), shared::line_of(text.unwrap_or_default(), 40))
        }
        Observation::Outcome(outcome) => format!("{} {}", outcome.id, outcome.kind.as_str()),
        Observation::Touchpoint(touchpoint) => format!("{} {}", touchpoint.id, touchpoint.kind),
        _ => String::new(),
    }
}
