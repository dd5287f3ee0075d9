//! Help, regard and originality: what the cues of an answer come to.
//!
//! Each axis is logistic: a base plus the weights of the cues, each counted up to its cap, in log-odds. The lexicon
//! gives the weights of what stands in the words; the [`Weights`] here are those of what shows only beside the ask and
//! the earlier turns. All are set by hand and rounded; none is fitted.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::acts::Act;
use super::reading::{Axis, Found};
use crate::assessment::{Basis, Evidence, Score, Span};
use crate::error::{Error, Result};
use crate::event::Id;
use crate::text::{Boilerplate, Hit, Kind, Lexicon, Shingles, Side, Stem, Words};

/// Weights of what the words of an answer alone do not show, in log-odds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Weights {
    /// Where help stands without evidence: a reply that does nothing helps one ask in three.
    help: f64,
    /// Where regard stands without evidence: a plain reply is a civil one.
    regard: f64,
    /// Where originality stands without evidence.
    originality: f64,
    /// For all of what was asked taken up in the answer.
    coverage: f64,
    /// For every number, date, price or named thing, up to three.
    concrete: f64,
    /// For a private channel as all that is offered.
    only_shift: f64,
    /// For courtesies as all that is offered.
    only_courtesy: f64,
    /// For a link as all that is offered.
    only_link: f64,
    /// For asking, deferring or shifting a second time in one conversation.
    again: f64,
    /// For telling the same customer the same thing again.
    repeated: f64,
    /// For an answer that is wholly made of what many were told.
    rote: f64,
    /// Up to what share rote words take the warmth out of regret and sympathy.
    hollow: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            help: -0.7,
            regard: 1.3,
            originality: 0.8,
            coverage: 1.0,
            concrete: 0.25,
            only_shift: -0.5,
            only_courtesy: -0.6,
            only_link: -0.6,
            again: -0.5,
            repeated: -1.5,
            rote: -3.0,
            hollow: 0.5,
        }
    }
}

impl Weights {
    pub(super) fn check(&self) -> Result<()> {
        let all = [
            ("help", self.help),
            ("regard", self.regard),
            ("originality", self.originality),
            ("coverage", self.coverage),
            ("concrete", self.concrete),
            ("only_shift", self.only_shift),
            ("only_courtesy", self.only_courtesy),
            ("only_link", self.only_link),
            ("again", self.again),
            ("repeated", self.repeated),
            ("rote", self.rote),
            ("hollow", self.hollow),
        ];
        for (field, weight) in all {
            if !(-10.0..=10.0).contains(&weight) {
                return Err(Error::refused(format!("weights.{field}"), weight, "a number from -10 to 10"));
            }
        }
        Ok(())
    }
}

/// One message with what was found in it.
pub(super) struct Heard<'a> {
    pub(super) message: &'a Id,
    pub(super) words: Words<'a>,
    pub(super) hits: Vec<Hit>,
}

impl Heard<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.message.clone(), range.start, range.end)
    }

    /// The first to the last word that is said.
    fn whole(&self) -> Option<Span> {
        let first = self.words.content().next()?.span().start;
        let last = self.words.content().last()?.span().end;
        Some(self.span(first..last))
    }

    pub(super) fn has(&self, lexicon: &Lexicon, codes: &[&str]) -> bool {
        self.hits.iter().any(|hit| codes.contains(&lexicon.entry(hit).code()))
    }
}

/// What an answer is read against.
pub(super) struct Setting<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) weights: &'a Weights,
    pub(super) boilerplate: Option<&'a Boilerplate>,
    pub(super) asks: &'a [Heard<'a>],
    pub(super) answers: &'a [Heard<'a>],
    /// Whether the asks could be read at all.
    pub(super) asks_readable: bool,
    /// The company's earlier answers in this conversation.
    pub(super) earlier: &'a [Heard<'a>],
}

/// What came of reading an answer.
pub(super) struct Read {
    pub(super) help: Axis,
    pub(super) regard: Axis,
    pub(super) originality: Option<Axis>,
    pub(super) acts: Vec<Found<Act>>,
    pub(super) coverage: Option<Score>,
}

/// Acts that serve an ask.
const HELPS: [&str; 9] = ["F4", "F5", "F6", "F7", "F8", "F12", "F15", "engages", "recommends"];
/// Acts that are ritual where nothing else stands beside them.
const RITUAL: [&str; 6] = ["D4", "B9", "B6", "F13", "E1", "F2"];
/// Acts that are worse the second time.
const ONCE: [&str; 3] = ["B5", "B7", "C1"];
/// Warm words, which rote ones hollow out.
const WARM: [&str; 4] = ["F2", "F9a", "F9b", "F13"];
/// From this share of rote shingles on, an answer counts as rote.
const ROTE: f64 = 0.5;
/// From this likeness on, two answers to one customer are the same.
const SAME: f64 = 0.6;
/// Fewer content words than this beside a link are no answer.
const BESIDE_A_LINK: usize = 8;

struct Sums {
    help: Vec<Evidence>,
    regard: Vec<Evidence>,
    originality: Vec<Evidence>,
}

impl Setting<'_> {
    pub(super) fn read(&self) -> Read {
        let mut acts = Vec::new();
        let mut sums = Sums { help: Vec::new(), regard: Vec::new(), originality: Vec::new() };
        let shingles: Vec<Shingles> =
            self.answers.iter().map(|answer| Shingles::of_words(&answer.words)).collect();
        let rote = self.roteness(&shingles);

        self.add_cues(rote.as_ref().map_or(0.0, |(share, _)| *share), &mut sums, &mut acts);
        let coverage = self.add_coverage(&mut sums);
        self.add_concreteness(&mut sums, &mut acts);
        self.add_lonely_acts(coverage, &mut sums, &mut acts);
        self.add_repetition(&shingles, &mut sums, &mut acts);
        if let Some((share, spans)) = rote.filter(|(share, _)| *share > 0.0) {
            if share >= ROTE {
                acts.extend(
                    spans.iter().map(|span| Found::new(Act::Rote, Score::clamped(share), span.clone())),
                );
            }
            sums.originality.push(Evidence::new(cue("D1"), self.weights.rote * share).at(spans));
        }

        acts.sort_by(|a, b| (&a.span, a.what).cmp(&(&b.span, b.what)));
        let known = self.boilerplate.is_some_and(|boilerplate| boilerplate.replies() > 0);
        Read {
            help: Axis::new(self.weights.help, sums.help),
            regard: Axis::new(self.weights.regard, sums.regard),
            originality: known.then(|| Axis::new(self.weights.originality, sums.originality)),
            acts,
            coverage,
        }
    }

    /// What the lexicon found, each cue up to its cap over all answers of the exchange.
    fn add_cues(&self, rote: f64, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        let mut counted: HashMap<usize, (u32, f64, Vec<Span>), FixedState> = HashMap::default();
        let mut order = Vec::new();
        for answer in self.answers {
            for hit in &answer.hits {
                let entry = self.lexicon.entry(hit);
                if let Some(act) = act(entry.code()) {
                    let strength = Score::clamped(hit.strength());
                    acts.push(Found::new(act, strength, answer.span(hit.span())));
                }
                let count = counted.entry(hit.entry()).or_insert_with(|| {
                    order.push(hit.entry());
                    (0, 0.0, Vec::new())
                });
                if count.0 < entry.cap() {
                    count.0 += 1;
                    count.1 += hit.strength();
                    count.2.push(answer.span(hit.span()));
                }
            }
        }
        order.sort_unstable();
        for index in order {
            let Some((entry, (_, strength, spans))) =
                self.lexicon.entries().get(index).zip(counted.remove(&index))
            else {
                continue;
            };
            for (axis, weight) in entry.weights(Side::Company) {
                let into = match axis {
                    "help" => &mut sums.help,
                    "regard" => &mut sums.regard,
                    "originality" => &mut sums.originality,
                    _ => continue,
                };
                let warmth = if axis == "regard" && WARM.contains(&entry.code()) {
                    1.0 - self.weights.hollow * rote
                } else {
                    1.0
                };
                into.push(Evidence::new(cue(entry.code()), weight * strength * warmth).at(spans.clone()));
            }
        }
    }

    /// How much of what was asked the answers take up.
    fn add_coverage(&self, sums: &mut Sums) -> Option<Score> {
        if !self.asks_readable {
            return None;
        }
        let answered: Vec<Stem> = self
            .answers
            .iter()
            .flat_map(|answer| self.lexicon.content_stems(&answer.words))
            .map(|(stem, _)| stem)
            .collect();
        let mut asked: Vec<(Stem, Span)> = Vec::new();
        for ask in self.asks {
            for (stem, range) in self.lexicon.content_stems(&ask.words) {
                if asked.iter().all(|(there, _)| *there != stem) {
                    asked.push((stem, ask.span(range)));
                }
            }
        }
        if asked.is_empty() {
            return None;
        }
        let all = asked.len();
        let taken_up: Vec<Span> =
            asked.into_iter().filter(|(stem, _)| answered.contains(stem)).map(|(_, span)| span).collect();
        let share = ratio(taken_up.len(), all);
        let about = taken_up.first().map(|span| span.message.clone());
        let mut evidence = Evidence::new(cue("coverage"), self.weights.coverage * share).at(taken_up);
        if let Some(ask) = about {
            evidence = evidence.about(ask);
        }
        sums.help.push(evidence);
        Some(Score::clamped(share))
    }

    /// Numbers, dates, prices and named things.
    fn add_concreteness(&self, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        let mut spans = Vec::new();
        for answer in self.answers {
            for token in answer.words.content() {
                let concrete = matches!(
                    token.kind(),
                    Kind::Number | Kind::Money | Kind::Percent | Kind::Time | Kind::Id
                );
                if concrete && spans.len() < 3 {
                    spans.push(answer.span(token.span()));
                }
            }
        }
        if spans.is_empty() {
            return;
        }
        acts.extend(spans.iter().map(|span| Found::new(Act::Concreteness, Score::ONE, span.clone())));
        let weight = self.weights.concrete * ratio(spans.len(), 1);
        sums.help.push(Evidence::new(cue("F11"), weight).at(spans.clone()));
        sums.originality.push(Evidence::new(cue("F11"), weight).at(spans));
    }

    /// Acts that are all that an answer has to offer.
    fn add_lonely_acts(&self, coverage: Option<Score>, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        let has = |codes: &[&str]| self.answers.iter().any(|answer| answer.has(self.lexicon, codes));
        if has(&HELPS) {
            return;
        }
        let spans = |codes: &[&str]| {
            self.answers
                .iter()
                .flat_map(|answer| {
                    answer
                        .hits
                        .iter()
                        .filter(|hit| codes.contains(&self.lexicon.entry(hit).code()))
                        .map(|hit| answer.span(hit.span()))
                })
                .collect::<Vec<_>>()
        };
        if has(&["C1"]) {
            sums.help.push(Evidence::new(cue("C1.only"), self.weights.only_shift).at(spans(&["C1"])));
        } else if has(&RITUAL) && coverage.is_none_or(|share| share.get() < 0.25) {
            sums.help.push(Evidence::new(cue("D4.only"), self.weights.only_courtesy).at(spans(&RITUAL)));
        }
        let linked: Vec<Span> = self
            .answers
            .iter()
            .flat_map(|answer| {
                answer
                    .words
                    .content()
                    .filter(|token| token.kind() == Kind::Url)
                    .map(|token| answer.span(token.span()))
            })
            .collect();
        let said: usize =
            self.answers.iter().map(|answer| self.lexicon.content_stems(&answer.words).len()).sum();
        let untouched = coverage.is_none_or(|share| share == Score::ZERO);
        if !linked.is_empty() && said < BESIDE_A_LINK && untouched {
            acts.extend(linked.iter().map(|span| Found::new(Act::LinkDump, Score::ONE, span.clone())));
            sums.help.push(Evidence::new(cue("B8"), self.weights.only_link).at(linked));
        }
    }

    /// What was said before in this conversation.
    fn add_repetition(&self, shingles: &[Shingles], sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        for code in ONCE {
            if !self.earlier.iter().any(|before| before.has(self.lexicon, &[code])) {
                continue;
            }
            let again: Vec<Span> = self
                .answers
                .iter()
                .flat_map(|answer| {
                    answer
                        .hits
                        .iter()
                        .filter(|hit| self.lexicon.entry(hit).code() == code)
                        .map(|hit| answer.span(hit.span()))
                })
                .collect();
            if !again.is_empty() {
                sums.help.push(Evidence::new(cue(format!("{code}.again")), self.weights.again).at(again));
            }
        }
        let before: Vec<Shingles> =
            self.earlier.iter().map(|heard| Shingles::of_words(&heard.words)).collect();
        for (answer, shingles) in self.answers.iter().zip(shingles) {
            // Two words repeat by chance.
            if shingles.len() < 3 || !before.iter().any(|there| there.likeness(shingles) >= SAME) {
                continue;
            }
            let Some(span) = answer.whole() else { continue };
            acts.push(Found::new(Act::Repeated, Score::ONE, span.clone()));
            sums.originality.push(Evidence::new(cue("D2"), self.weights.repeated).at(vec![span]));
        }
    }

    /// The share of what is said that many were told, and where.
    fn roteness(&self, shingles: &[Shingles]) -> Option<(f64, Vec<Span>)> {
        let boilerplate = self.boilerplate?;
        let all: usize = shingles.iter().map(Shingles::len).sum();
        let mut rote = 0.0;
        let mut spans = Vec::new();
        for (answer, shingles) in self.answers.iter().zip(shingles) {
            rote += boilerplate.roteness_of(shingles) * ratio(shingles.len(), 1);
            spans.extend(boilerplate.spans_of(shingles).into_iter().map(|range| answer.span(range)));
        }
        Some((if all == 0 { 0.0 } else { rote / ratio(all, 1) }, spans))
    }
}

/// The act behind a code of the lexicon. Two cues have names of their own.
fn act(code: &str) -> Option<Act> {
    match code {
        "engages" => Some(Act::Step),
        "recommends" => Some(Act::Option),
        code => code.parse().ok(),
    }
}

fn cue(code: impl Into<String>) -> Basis {
    Basis::Cue(code.into().into())
}

fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    exact(part) / exact(whole)
}
