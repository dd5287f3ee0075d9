//! Help, regard and originality: what the cues of an answer come to.
//!
//! Each axis is logistic: a base plus the weights of the cues, each counted up to its cap, in log-odds. The lexicon
//! gives the weights of what stands in the words; the [`AnswerWeights`] here are those of what shows only beside the ask and
//! the earlier turns. All are set by hand and rounded; none is fitted.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::acts::Act;
use super::coverage::taken_up;
use super::cues::{Cues, On, Roles};
use super::reading::{Axis, Found, Reading};
use crate::assessment::{Basis, Evidence, Score, Span, Spans};
use crate::error::{Error, Result};
use crate::event::Id;
use crate::text::{Boilerplate, Gist, Kind, Shingles, Words};

/// Weights of what the words of an answer alone do not show, in log-odds. Those of words stand in the lexicon.
///
/// # Examples
///
/// ```
/// use goodwill::reader::{AnswerWeights, LexiconReader};
/// use goodwill::text::Lexicon;
///
/// let mut weights = AnswerWeights::default();
/// weights.coverage = 1.5;
/// let reader = LexiconReader::with_lexicon(Lexicon::english()?.clone()).weights(weights).build()?;
///
/// let mut wrong = AnswerWeights::default();
/// wrong.rote = f64::NAN;
/// let error = LexiconReader::with_lexicon(Lexicon::english()?.clone()).weights(wrong).build().unwrap_err();
/// assert_eq!(error.to_string(), "weights.rote: NaN is not a number from -10 to 10");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct AnswerWeights {
    /// Where help stands without evidence: a reply that does nothing helps one ask in three.
    pub help: f64,
    /// Where regard stands without evidence: a plain reply is a civil one.
    pub regard: f64,
    /// Where originality stands without evidence.
    pub originality: f64,
    /// For all of what was asked taken up in the answer.
    pub coverage: f64,
    /// For every number, date, price or named thing, up to three.
    pub concrete: f64,
    /// For a private channel as all that is offered.
    pub only_shift: f64,
    /// For courtesies as all that is offered.
    pub only_courtesy: f64,
    /// For a link as all that is offered.
    pub only_link: f64,
    /// For asking, deferring or shifting a second time in one conversation.
    pub again: f64,
    /// For telling the same customer the same thing again.
    pub repeated: f64,
    /// For an answer that is wholly made of what many were told.
    pub rote: f64,
    /// Up to this share of rote words an answer is as likely to share them by chance.
    pub chance: f64,
    /// Up to what share rote words take the warmth out of regret and sympathy.
    pub hollow: f64,
}

impl Default for AnswerWeights {
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
            chance: 0.2,
            hollow: 0.5,
        }
    }
}

impl AnswerWeights {
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
        if !(0.0..1.0).contains(&self.chance) {
            return Err(Error::refused("weights.chance", self.chance, "a number from 0 to less than 1"));
        }
        Ok(())
    }
}

/// One message with what was found in it.
pub(super) struct Heard<'a> {
    pub(super) message: &'a Id,
    pub(super) words: Words<'a>,
    pub(super) gist: Gist,
    /// What its cues do.
    pub(super) roles: Roles,
}

impl Heard<'_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.message.clone(), range.start, range.end)
    }

    /// The first to the last word that is said.
    fn whole(&self) -> Option<Span> {
        let first = self.words.content().next()?.span().start;
        let last = self.words.content().last()?.span().end;
        Some(self.span(first..last))
    }

    /// Where it does any of those things.
    fn places(&self, cues: &Cues, of: Roles) -> impl Iterator<Item = Span> {
        let hits = self.gist.hits.iter();
        hits.filter(move |hit| cues.get(hit.entry()).is_some_and(|cue| cue.roles.any(of)))
            .map(|hit| self.span(hit.span()))
    }
}

/// What an answer is read against.
pub(super) struct Setting<'a> {
    pub(super) cues: &'a Cues,
    pub(super) weights: &'a AnswerWeights,
    pub(super) boilerplate: Option<&'a Boilerplate>,
    pub(super) asks: &'a [Heard<'a>],
    pub(super) answers: &'a [Heard<'a>],
    /// Whether the asks could be read at all.
    pub(super) asks_readable: bool,
    /// The company's earlier answers in this conversation.
    pub(super) earlier: &'a [Heard<'a>],
}

/// Acts that are worse the second time.
const ONCE: [(Roles, &str); 3] =
    [(Roles::DEFERS, "B5.again"), (Roles::REQUESTS, "B7.again"), (Roles::SHIFTS, "C1.again")];
/// So many numbers, dates, prices and named things count.
const CONCRETE: usize = 3;
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
    /// Reads the answers into the axes, the acts and the coverage of a reading.
    pub(super) fn read(&self, reading: &mut Reading) {
        let hits: usize = self.answers.iter().map(|answer| answer.gist.hits.len()).sum();
        let mut acts = Vec::with_capacity(hits + CONCRETE);
        let mut sums = Sums { help: Vec::new(), regard: Vec::new(), originality: Vec::new() };
        let rote = self.roteness();

        self.add_cues(rote.as_ref().map_or(0.0, |(share, _)| *share), &mut sums, &mut acts);
        let coverage = self.add_coverage(&mut sums);
        self.add_concreteness(&mut sums, &mut acts);
        self.add_lonely_acts(coverage, &mut sums, &mut acts);
        self.add_repetition(&mut sums, &mut acts);
        if let Some((share, spans)) = rote.filter(|(share, _)| *share > 0.0) {
            if share >= ROTE {
                acts.extend(
                    spans.iter().map(|span| Found::new(Act::Rote, Score::clamped(share), span.clone())),
                );
            }
            sums.originality.push(Evidence::new(cue("D1"), self.weights.rote * share).at(spans));
        }

        acts.sort_by(|a, b| match self.answers {
            // All in one message.
            [_] => (a.span.start, a.span.end, a.what).cmp(&(b.span.start, b.span.end, b.what)),
            _ => (&a.span, a.what).cmp(&(&b.span, b.what)),
        });
        let known = self.boilerplate.is_some_and(|boilerplate| boilerplate.replies() > 0);
        reading.help = Some(Axis::new(self.weights.help, sums.help));
        reading.regard = Some(Axis::new(self.weights.regard, sums.regard));
        reading.originality = known.then(|| Axis::new(self.weights.originality, sums.originality));
        reading.acts = acts;
        reading.coverage = coverage;
    }

    /// What the lexicon found, each cue up to its cap over all answers of the exchange.
    fn add_cues(&self, rote: f64, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        let mut hits = Vec::with_capacity(self.answers.iter().map(|answer| answer.gist.hits.len()).sum());
        for answer in self.answers {
            for hit in &answer.gist.hits {
                if let Some(act) = self.cues.get(hit.entry()).and_then(|cue| cue.act) {
                    acts.push(Found::new(act, Score::clamped(hit.strength()), answer.span(hit.span())));
                }
                hits.push((answer, hit));
            }
        }
        hits.sort_by_key(|(_, hit)| hit.entry());
        for hits in hits.chunk_by(|(_, left), (_, right)| left.entry() == right.entry()) {
            let Some(cue) = hits.first().and_then(|(_, hit)| self.cues.get(hit.entry())) else { continue };
            let counted = hits.get(..cue.cap.min(hits.len())).unwrap_or_default();
            let strength = counted.iter().fold(0.0, |sum, (_, hit)| sum + hit.strength());
            for &(on, weight) in &cue.weights {
                let into = match on {
                    On::Help => &mut sums.help,
                    On::Regard => &mut sums.regard,
                    On::Originality => &mut sums.originality,
                };
                let warmth = if on == On::Regard && cue.roles.any(Roles::WARM) {
                    1.0 - self.weights.hollow * rote
                } else {
                    1.0
                };
                let spans: Spans = counted.iter().map(|(answer, hit)| answer.span(hit.span())).collect();
                into.push(Evidence::new(cue.basis.clone(), weight * strength * warmth).at(spans));
            }
        }
    }

    /// How much of what was asked the answers take up.
    fn add_coverage(&self, sums: &mut Sums) -> Option<Score> {
        if !self.asks_readable {
            return None;
        }
        let (taken_up, all) = self.taken_up();
        if all == 0 {
            return None;
        }
        let share = ratio(taken_up.len(), all);
        let about = taken_up.first().map(|span| span.message.clone());
        let mut evidence = Evidence::new(cue("coverage"), self.weights.coverage * share).at(taken_up);
        if let Some(ask) = about {
            evidence = evidence.about(ask);
        }
        sums.help.push(evidence);
        Some(Score::clamped(share))
    }

    /// Where the asks say what the answers say too, each stem at its first place; and how many stems the asks have.
    fn taken_up(&self) -> (Spans, usize) {
        let count = self.asks.iter().chain(self.answers).map(|heard| heard.gist.stems.len()).sum();
        let mut spans = Spans::new();
        let mut take = |ask: &Heard<'_>, start: u32, end: u32| {
            spans.extend([ask.span(start as usize..end as usize)]);
        };
        let all = match (self.asks, self.answers) {
            // Nearly all exchanges; a slice is gone through faster than a list of slices.
            ([ask], [answer]) => {
                let asked = ask.gist.stems.iter().map(|placed| (placed.stem, placed));
                let answered = answer.gist.stems.iter().map(|placed| placed.stem);
                taken_up(asked, answered, count, |placed| take(ask, placed.start, placed.end))
            }
            (asks, answers) => {
                let asked = asks
                    .iter()
                    .flat_map(|ask| ask.gist.stems.iter().map(move |placed| (placed.stem, (ask, placed))));
                let answered = answers.iter().flat_map(|answer| &answer.gist.stems).map(|placed| placed.stem);
                taken_up(asked, answered, count, |(ask, placed)| take(ask, placed.start, placed.end))
            }
        };
        (spans, all)
    }

    /// Numbers, dates, prices and named things.
    fn add_concreteness(&self, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        let mut spans = Spans::new();
        for answer in self.answers {
            for token in answer.words.tokens() {
                let is_concrete = matches!(
                    token.kind(),
                    Kind::Number | Kind::Money | Kind::Percent | Kind::Time | Kind::Id
                );
                if is_concrete && token.is_content() && spans.len() < CONCRETE {
                    spans.extend([answer.span(token.span())]);
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
        let does = |roles: Roles| self.answers.iter().any(|answer| answer.roles.any(roles));
        if does(Roles::HELPS) {
            return;
        }
        let places = |roles: Roles| {
            self.answers.iter().flat_map(|answer| answer.places(self.cues, roles)).collect::<Spans>()
        };
        if does(Roles::SHIFTS) {
            let spans = places(Roles::SHIFTS);
            sums.help.push(Evidence::new(cue("C1.only"), self.weights.only_shift).at(spans));
        } else if does(Roles::RITUAL) && coverage.is_none_or(|share| share.get() < 0.25) {
            let spans = places(Roles::RITUAL);
            sums.help.push(Evidence::new(cue("D4.only"), self.weights.only_courtesy).at(spans));
        }
        let said: usize = self.answers.iter().map(|answer| answer.gist.stems.len()).sum();
        let untouched = coverage.is_none_or(|share| share == Score::ZERO);
        if said >= BESIDE_A_LINK || !untouched {
            return;
        }
        let mut linked = Spans::new();
        for answer in self.answers {
            for token in answer.words.tokens() {
                if token.kind() == Kind::Url && token.is_content() {
                    linked.extend([answer.span(token.span())]);
                }
            }
        }
        if !linked.is_empty() {
            acts.extend(linked.iter().map(|span| Found::new(Act::LinkDump, Score::ONE, span.clone())));
            sums.help.push(Evidence::new(cue("B8"), self.weights.only_link).at(linked));
        }
    }

    /// What was said before in this conversation.
    fn add_repetition(&self, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        if self.earlier.is_empty() {
            return;
        }
        for (role, code) in ONCE {
            if !self.earlier.iter().any(|before| before.roles.any(role)) {
                continue;
            }
            let again: Spans =
                self.answers.iter().flat_map(|answer| answer.places(self.cues, role)).collect();
            if !again.is_empty() {
                sums.help.push(Evidence::new(cue(code), self.weights.again).at(again));
            }
        }
        let before: Vec<_> =
            self.earlier.iter().map(|heard| Shingles::of_words(&heard.words).distinct()).collect();
        for answer in self.answers {
            let shingles = Shingles::of_words(&answer.words);
            let distinct = shingles.distinct();
            // Two words repeat by chance.
            if shingles.len() < 3 || !before.iter().any(|there| there.likeness(&distinct) >= SAME) {
                continue;
            }
            let Some(span) = answer.whole() else { continue };
            acts.push(Found::new(Act::Repeated, Score::ONE, span.clone()));
            sums.originality.push(Evidence::new(cue("D2"), self.weights.repeated).at(span));
        }
    }

    /// The share of what is said that many were told, beyond chance, and where. `None` where there is none.
    fn roteness(&self) -> Option<(f64, Spans)> {
        let boilerplate = self.boilerplate?;
        let mut all = 0;
        let mut rote = 0.0;
        let mut spans = Spans::new();
        for answer in self.answers {
            let told = boilerplate.told_in(&answer.words);
            all += told.all;
            rote += told.share() * ratio(told.all, 1);
            spans.extend(told.spans.into_iter().map(|range| answer.span(range)));
        }
        let share = if all == 0 { 0.0 } else { rote / ratio(all, 1) };
        let beyond = (share - self.weights.chance) / (1.0 - self.weights.chance);
        (beyond > 0.0).then_some((beyond, spans))
    }
}

fn cue(code: &'static str) -> Basis {
    Basis::Cue(code.into())
}

fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    exact(part) / exact(whole)
}
