//! What made trust fall, what brought it back, and what would an answer now be worth?
//!
//! A state of constant size cannot know single events, so a scorer of our own keeps the observations and asks
//! [`TrustDecay::explain`] for the story when it is assessed. On the bundled page, or on files of your own, the example names the
//! events behind the dip and the recovery with what each did, says how trust goes on in silence, and what the three longest
//! open asks would be worth if each were served now.
//!
//! ```text
//! cargo run --example trust_story [FILES]
//! ```

mod shared;

use std::path::PathBuf;

use goodwill::assessment::Fingerprint;
use goodwill::event::Event;
use goodwill::reader::{LexiconReader, Verdict};
use goodwill::scorer::{Observation, Order, Scorer, TrustDecay, TrustStep, TrustStory, View, WhatIf};
use goodwill::text::Boilerplate;
use goodwill::tracker::{Key, Tracker};
use goodwill::{Result, Score, Timestamp};

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
    tell("what brought it down most", &steps[peak + 1..=low], &all, &events, false);
    tell("what brought it up most since", &steps[low + 1..], &all, &events, true);

    let (sealed, pending) = all.split_at(sealed);
    let view = View::new(as_of).with_pending(pending);
    let mut open: Vec<(usize, &Observation)> = all
        .iter()
        .enumerate()
        .filter(
            |(_, seen)| matches!(seen, Observation::Exchange(reading) if reading.verdict() == Verdict::Open),
        )
        .collect();
    open.sort_by_key(|(_, seen)| seen.dated().min(asked(seen)));
    println!("\nif the asks that have been open longest were served now, each alone");
    for (place, seen) in open.into_iter().take(3) {
        let what = WhatIf::Answered { at: as_of, dismissiveness: Score::ZERO };
        let then = trust.what_if(sealed, &view, place, &what)?.score().get();
        println!("  {:.4} instead of {:.4}  {}", then, story.score().get(), said(seen, &events));
    }
    Ok(())
}

/// When the ask of an exchange was sent.
fn asked(seen: &Observation) -> Timestamp {
    match seen {
        Observation::Exchange(reading) => reading.outline().began(),
        other => other.dated(),
    }
}

fn tell(title: &str, steps: &[TrustStep], all: &[Observation], events: &[Event], up: bool) {
    println!("\n{title}");
    let moved = |step: &TrustStep| step.after.get() - step.before.get();
    let mut steps: Vec<&TrustStep> = steps.iter().filter(|step| (moved(step) > 0.0) == up).collect();
    steps.sort_by(|a, b| moved(b).abs().total_cmp(&moved(a).abs()));
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
