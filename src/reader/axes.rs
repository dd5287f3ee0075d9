//! The axes of an answer: what its cues, and what is measured beside them, come to.
//!
//! Each axis is logistic: a base plus the weights of the cues, each counted up to its cap, plus the weights of what is
//! measured, in log-odds. All of these stand in the lexicon, by who wrote the text; all are set by hand and rounded; none is fitted.

use std::ops::Range;

use super::acts::Act;
use super::asks::{self, Asked, Wants};
use super::axis::{Axis, AxisKind, standing};
use super::coverage::taken_up;
use super::cues::{Cues, Roles};
use super::measures::Measure;
use super::policy::ReaderPolicy;
use super::reading::{AskKind, Found, Reading};
use crate::assessment::{Basis, Evidence, Score, Span, Spans};
use crate::event::Id;
use crate::few::Few;
use crate::text::{Boilerplate, Case, Effect, Gist, Hit, Kind, Placed, Shingles, Side, Words};

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

    /// Whether it says anything: marks, emoji and names of users alone do not.
    pub(super) fn says(&self) -> bool {
        let is_sign = |kind| matches!(kind, Kind::Emoji | Kind::Question | Kind::Exclamation | Kind::Mention);
        self.words.content().any(|token| !is_sign(token.kind()))
    }

    /// The first to the last word that is said, in bytes.
    pub(super) fn whole(&self) -> Option<Range<usize>> {
        let first = self.words.content().next()?.span().start;
        let last = self.words.tokens().iter().rfind(|token| token.is_content())?.span().end;
        Some(first..last)
    }

    /// Where it does any of those things.
    fn places(&self, cues: &Cues, of: Roles) -> impl Iterator<Item = Span> {
        let hits = self.gist.hits.iter();
        hits.filter(move |hit| cues.get(hit.entry()).is_some_and(|cue| cue.roles.any(of)))
            .map(|hit| self.span(hit.span()))
    }

    /// The kinds of thing that it tells.
    fn tells(&self, cues: &Cues) -> Wants {
        let told = self.gist.hits.iter().filter_map(|hit| cues.get(hit.entry())?.tells);
        told.fold(Wants::default(), |told, tells| told.and(Wants::of(tells)))
    }
}

/// What an answer is read against.
pub(super) struct Setting<'a> {
    pub(super) cues: &'a Cues,
    pub(super) policy: &'a ReaderPolicy,
    pub(super) boilerplate: Option<&'a Boilerplate>,
    pub(super) asks: &'a [Heard<'a>],
    pub(super) answers: &'a [Heard<'a>],
    /// Who wrote the answers.
    pub(super) side: Side,
    /// Whether the asks could be read at all.
    pub(super) asks_readable: bool,
    /// The earlier answers in this conversation.
    pub(super) earlier: &'a [Heard<'a>],
    /// How heated the customer's earlier turns were.
    pub(super) heat: f64,
    /// How many others replied before.
    pub(super) before: usize,
}

/// So many numbers, dates, prices and named things count.
const CONCRETE: usize = 3;
/// Fewer content words than this beside a link are no answer.
const BESIDE_A_LINK: usize = 8;
/// A reply of so few words may be a bare name.
const A_NAME: usize = 4;
/// An ask that is covered less is left out, one that is covered so far is taken up.
const LEFT_OUT: f64 = 0.1;
const TAKEN_UP: f64 = 0.4;
/// So much usually speaks for or against help.
const MANY: usize = 8;
/// From so many words to so many, length speaks for help.
const LONG: (usize, usize) = (120, 220);

/// Evidence by axis.
#[derive(Default)]
struct Sums([Vec<Evidence>; AxisKind::ALL.len()]);

impl Sums {
    fn push(&mut self, axis: AxisKind, evidence: Evidence) {
        let all = &mut self.0[axis as usize];
        // Most of what is measured speaks for or against help.
        if all.is_empty() && axis == AxisKind::Help {
            all.reserve(MANY);
        }
        all.push(evidence);
    }
}

/// Kinds of token, as bits.
#[derive(Clone, Copy, Default)]
struct Kinds(u32);

impl Kinds {
    /// Numbers, dates, prices.
    const CONCRETE: Self = Self(
        1 << Kind::Number as u8
            | 1 << Kind::Money as u8
            | 1 << Kind::Percent as u8
            | 1 << Kind::Time as u8
            | 1 << Kind::Id as u8,
    );

    fn enter(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }

    const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    const fn has(self, kind: Kind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }
}

/// What the answers say, told once for all that is measured.
struct Said {
    /// How many words.
    words: usize,
    /// The kinds of token.
    kinds: Kinds,
    /// Whether a word inside a sentence has a capital.
    has_names: bool,
    /// How many stems of content.
    stems: usize,
    tells: Wants,
    /// The stems of the asks, each where it stands first, and whether the answers have it.
    asked: Vec<Place>,
    /// How many of them the answers have.
    shared: usize,
    rote: Option<(f64, Spans)>,
}

impl Said {
    /// Whether the answers take up that share of the ask.
    fn touches(&self, share: f64) -> bool {
        !self.asked.is_empty() && ratio(self.shared, self.asked.len()) >= share
    }
}

/// A hit with what it counts for.
struct Weighed<'h> {
    heard: &'h Heard<'h>,
    hit: &'h Hit,
    strength: f64,
}

impl Weighed<'_> {
    fn span(&self) -> Span {
        self.heard.span(self.hit.span())
    }
}

/// Where a stem of an ask stands.
#[derive(Clone, Copy)]
struct Place {
    message: usize,
    start: usize,
    end: usize,
    taken_up: bool,
}

/// A measured value and where it shows.
type Measured = Option<(f64, Spans)>;

impl Setting<'_> {
    /// Reads the answers into the axes, the acts and the coverage of a reading.
    pub(super) fn read(&self, reading: &mut Reading) {
        let hits: usize = self.answers.iter().map(|answer| answer.gist.hits.len()).sum();
        let mut acts = Vec::with_capacity(hits + CONCRETE);
        let mut sums = Sums::default();
        let said = self.said();
        let rote = said.rote.as_ref().map_or(0.0, |(share, _)| *share);

        let mut weighed = Vec::with_capacity(hits);
        self.add_hits(self.answers, self.side, rote, &mut sums, &mut weighed, Some(&mut acts));
        self.add_hits(self.asks, Side::Customer, 0.0, &mut sums, &mut weighed, None);
        self.add_measures(Side::Customer, &said, &mut sums, &mut acts);
        self.add_measures(self.side, &said, &mut sums, &mut acts);

        reading.asked = self.asked(&said, &reading.kinds);
        self.show_gaps(&reading.asked, &said, &mut acts);
        let (count, sum) = reading
            .asked
            .iter()
            .filter_map(|ask| ask.coverage)
            .fold((0, 0.0), |(count, sum), share| (count + 1, sum + share.get()));
        reading.coverage = (count > 0).then(|| Score::clamped(sum / ratio(count, 1)));
        acts.sort_by(|a, b| match self.answers {
            // All in one message.
            [_] => (a.span.start, a.span.end, a.what).cmp(&(b.span.start, b.span.end, b.what)),
            _ => (&a.span, a.what).cmp(&(&b.span, b.what)),
        });
        reading.acts = acts;
        let knows_rote = self.boilerplate.is_some_and(|boilerplate| boilerplate.replies() > 0);
        // Where nothing was asked, no help could be given.
        let is_asked = reading.kinds.iter().any(|kind| kind.needs_answer());
        reading.axes.reserve(AxisKind::ALL.len());
        for (kind, evidence) in AxisKind::ALL.into_iter().zip(sums.0) {
            let known = match kind {
                AxisKind::Help => is_asked,
                AxisKind::Originality => knows_rote,
                _ => true,
            };
            if known {
                reading.axes.push((kind, Axis::new(self.cues.base(self.side, kind), evidence)));
            }
        }
    }

    fn said(&self) -> Said {
        let (mut words, mut stems, mut tells) = (0, 0, Wants::default());
        let (mut kinds, mut has_names) = (Kinds::default(), false);
        for answer in self.answers {
            stems += answer.gist.stems.len();
            let mut sentence = None;
            for token in answer.words.content() {
                let inside = sentence.replace(token.sentence()) == Some(token.sentence());
                let is_word = token.kind() == Kind::Word;
                words += usize::from(is_word);
                has_names |= inside && is_word && token.case() == Case::Capital;
                kinds.enter(token.kind());
            }
            tells = tells.and(answer.tells(self.cues));
        }
        // A bare name, number or price is an answer to what asks for one.
        if words <= A_NAME && stems > 0 && !self.does(Roles::RITUAL) {
            tells = tells.and(Wants::NAMED);
        }
        let (mut asked, mut shared) = (Vec::new(), 0);
        if self.asks_readable {
            let count: usize = self.asks.iter().map(|ask| ask.gist.stems.len()).sum();
            asked.reserve(count);
            let of =
                |message: usize| move |placed: &Placed| (placed.stem, (message, placed.start, placed.end));
            let stem = |placed: &Placed| placed.stem;
            let each = |(message, start, end): (usize, u32, u32), taken_up| {
                shared += usize::from(taken_up);
                asked.push(Place { message, start: start as usize, end: end as usize, taken_up });
            };
            if let ([ask], [answer]) = (self.asks, self.answers) {
                let said = answer.gist.stems.iter().map(stem);
                taken_up(ask.gist.stems.iter().map(of(0)), said, count + stems, each);
            } else {
                let places = self.asks.iter().enumerate();
                let places = places.flat_map(|(message, ask)| ask.gist.stems.iter().map(of(message)));
                let said = self.answers.iter().flat_map(|answer| answer.gist.stems.iter().map(stem));
                taken_up(places, said, count + stems, each);
            }
        }
        Said { words, kinds, has_names, stems, tells, asked, shared, rote: self.roteness() }
    }

    /// What was asked, one by one: what is covered least comes first.
    fn asked(&self, said: &Said, kinds: &[AskKind]) -> Few<Asked> {
        if !self.asks_readable {
            return Few::new();
        }
        let mut asked: Few<Asked> = asks::cut(self.cues, self.asks, kinds)
            .iter()
            .filter_map(|cutting| {
                let count = |from: usize, to: usize| {
                    let within = |place: &&Place| {
                        place.message == cutting.message && (from..to).contains(&place.start)
                    };
                    let places = said.asked.iter().filter(within);
                    places
                        .fold((0, 0), |(all, shared), place| (all + 1, shared + usize::from(place.taken_up)))
                };
                let (all, shared) = match count(cutting.start, cutting.end) {
                    // "Where is the other?" asks about what stands around it.
                    (0, _) => count(0, usize::MAX),
                    counted => counted,
                };
                let share = if all == 0 { 0.0 } else { ratio(shared, all) };
                let wants = cutting.wants.count();
                let told = f64::from(cutting.wants.among(said.tells).count()) / f64::from(wants.max(1));
                let known = all > 0 || wants > 0;
                let coverage = known.then_some(1.0 - (1.0 - share) * (1.0 - self.policy.told * told));
                cutting.covered(self.asks, coverage)
            })
            .collect();
        asked.sort_by(|a, b| {
            let rank = |ask: &Asked| ask.coverage.map_or(0.0, Score::get);
            rank(a).total_cmp(&rank(b)).then_with(|| a.span.cmp(&b.span))
        });
        asked
    }

    /// What is measured of one side.
    fn add_measures(&self, side: Side, said: &Said, sums: &mut Sums, acts: &mut Vec<Found<Act>>) {
        for (measure, weights) in self.cues.measures(side) {
            let measured = if *measure == Measure::Warmth {
                let reaction = &sums.0[AxisKind::Reaction as usize];
                let base = self.cues.base(self.side, AxisKind::Reaction);
                Some((standing(base, reaction).get() - 0.2, Spans::new()))
            } else {
                self.measure(*measure, said)
            };
            let Some((value, spans)) = measured.filter(|(value, _)| *value != 0.0) else { continue };
            self.show(*measure, value, &spans, acts);
            let about = match spans.first() {
                Some(span) if *measure == Measure::Coverage => Some(span.message.clone()),
                _ => None,
            };
            let Some(((last, weight), others)) = weights.split_last() else { continue };
            let evidence = |weight: f64, spans, ask| {
                let basis = Basis::Cue(measure.code().into());
                Evidence { ask, ..Evidence::new(basis, weight * value).at(spans) }
            };
            for (axis, weight) in others {
                sums.push(*axis, evidence(*weight, spans.clone(), about.clone()));
            }
            sums.push(*last, evidence(*weight, spans, about));
        }
    }

    /// What the lexicon found, each cue up to its cap over all messages of that side.
    fn add_hits<'h>(
        &self,
        heard: &'h [Heard<'h>],
        side: Side,
        rote: f64,
        sums: &mut Sums,
        weighed: &mut Vec<Weighed<'h>>,
        acts: Option<&mut Vec<Found<Act>>>,
    ) {
        weighed.clear();
        for heard in heard {
            let of = |hit| Weighed { heard, hit, strength: hit.strength() };
            weighed.extend(heard.gist.hits.iter().map(of));
        }
        if heard.len() > 1 {
            self.mitigate(heard, weighed);
        }
        if let Some(acts) = acts {
            for weighed in &*weighed {
                if let Some(act) = self.cues.get(weighed.hit.entry()).and_then(|cue| cue.act) {
                    acts.push(Found::new(act, Score::clamped(weighed.strength), weighed.span()));
                }
            }
        }
        let weighs = |hit: &Hit| self.cues.get(hit.entry()).is_some_and(|cue| !cue.weights(side).is_empty());
        weighed.retain(|weighed| weighs(weighed.hit));
        weighed.sort_by_key(|weighed| weighed.hit.entry());
        for hits in weighed.chunk_by(|left, right| left.hit.entry() == right.hit.entry()) {
            let Some(cue) = hits.first().and_then(|weighed| self.cues.get(weighed.hit.entry())) else {
                continue;
            };
            let counted = hits.get(..cue.cap.min(hits.len())).unwrap_or_default();
            let strength = counted.iter().fold(0.0, |sum, weighed| sum + weighed.strength);
            for &(on, weight) in cue.weights(side) {
                let warmth = if on == AxisKind::Regard && cue.roles.any(Roles::WARM) {
                    1.0 - self.policy.hollow * rote
                } else {
                    1.0
                };
                let spans = match counted {
                    [one] => Spans::from(one.span()),
                    many => many.iter().map(Weighed::span).collect(),
                };
                sums.push(on, Evidence::new(cue.basis.clone(), weight * strength * warmth).at(spans));
            }
        }
    }

    /// Takes away or halves what another message of the same writer speaks against: a repair in the next message mends a
    /// hollow apology in this one. Within a message the lexicon has done so.
    fn mitigate(&self, heard: &[Heard<'_>], hits: &mut Vec<Weighed<'_>>) {
        hits.retain_mut(|weighed| {
            let against = self.cues.get(weighed.hit.entry()).map_or(&[][..], |cue| cue.against.as_slice());
            for (entries, effect) in against {
                let others = heard.iter().filter(|other| other.message != weighed.heard.message);
                let mut hits = others.flat_map(|other| &other.gist.hits);
                if hits.any(|hit| entries.contains(&hit.entry())) {
                    match effect {
                        Effect::Cancels => return false,
                        Effect::Halves => weighed.strength /= 2.0,
                    }
                }
            }
            true
        });
    }

    fn measure(&self, measure: Measure, said: &Said) -> Measured {
        let flag = |holds: bool| holds.then(|| (1.0, Spans::new()));
        match measure {
            Measure::Coverage => self.coverage(said),
            Measure::Overlap => {
                let root = libm::sqrt(ratio(said.stems.max(1), 1));
                Some((ratio(said.shared, 1) / root, Spans::new()))
            }
            Measure::TypeMatch => {
                let wants = self.asks.iter().map(|ask| asks::wanted(self.cues, ask));
                let wants = wants.fold(Wants::default(), Wants::and);
                let told = wants.among(said.tells).count();
                (told > 0).then(|| (f64::from(told) / f64::from(wants.count()), Spans::new()))
            }
            Measure::Questions => self.questions(),
            Measure::Brief => flag(said.words <= 10),
            Measure::Terse => flag(said.words <= 6),
            Measure::Long => {
                let (from, to) = LONG;
                let beyond = said.words.saturating_sub(from).min(to - from);
                Some((ratio(beyond, to - from), Spans::new()))
            }
            Measure::Concrete if said.kinds.any(Kinds::CONCRETE) => self.concrete(),
            Measure::Names if said.has_names => self.names(),
            Measure::OnlyShift => self.only(Roles::SHIFTS),
            Measure::OnlyCourtesy => {
                let lonely = !self.does(Roles::SHIFTS) && !said.touches(0.25);
                lonely.then(|| self.only(Roles::RITUAL)).flatten()
            }
            Measure::OnlyLink if said.kinds.has(Kind::Url) => self.only_link(said),
            Measure::DeferredAgain => self.again(Roles::DEFERS),
            Measure::RequestedAgain => self.again(Roles::REQUESTS),
            Measure::ShiftedAgain => self.again(Roles::SHIFTS),
            Measure::Repeated => self.repeated(),
            Measure::Rote => said.rote.clone(),
            Measure::Heat => (self.heat > 0.0).then(|| (self.heat.min(4.0), Spans::new())),
            Measure::Rank => Some((libm::log1p(ratio(self.before, 1)), Spans::new())),
            // Warmth rests on another axis; whoever adds the axes up knows it.
            Measure::Concrete | Measure::Names | Measure::OnlyLink | Measure::Warmth => None,
        }
    }

    /// The acts that a measured value shows.
    fn show(&self, measure: Measure, value: f64, spans: &[Span], acts: &mut Vec<Found<Act>>) {
        let (act, strength) = match measure {
            Measure::Concrete => (Act::Concreteness, Score::ONE),
            Measure::OnlyLink => (Act::LinkDump, Score::ONE),
            Measure::Repeated => (Act::Repeated, Score::ONE),
            Measure::Rote if value >= self.policy.rote => (Act::Rote, Score::clamped(value)),
            _ => return,
        };
        acts.extend(spans.iter().map(|span| Found::new(act, strength, span.clone())));
    }

    /// Possible acts that only the asks show: an answer that leaves some of them out, or one that is about something else.
    fn show_gaps(&self, asked: &[Asked], said: &Said, acts: &mut Vec<Found<Act>>) {
        let shares = || asked.iter().filter_map(|ask| ask.coverage).map(Score::get);
        let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
        let evades = Roles::HELPS.and(Roles::SHIFTS).and(Roles::REQUESTS).and(Roles::RITUAL);
        let act = if asked.len() > 1 && least < LEFT_OUT && most >= TAKEN_UP {
            Act::Partial
        } else if !asked.is_empty() && most == 0.0 && said.stems >= A_NAME && !self.does(evades) {
            Act::OffTarget
        } else {
            return;
        };
        let Some((answer, range)) = self.answers.iter().find_map(|answer| Some((answer, answer.whole()?)))
        else {
            return;
        };
        acts.push(Found::new(act, Score::clamped(0.5), answer.span(range)));
    }

    fn does(&self, roles: Roles) -> bool {
        self.answers.iter().any(|answer| answer.roles.any(roles))
    }

    /// How much of what was asked the answers take up.
    fn coverage(&self, said: &Said) -> Measured {
        if said.asked.is_empty() {
            return None;
        }
        let taken_up = said.asked.iter().filter(|place| place.taken_up);
        let spans = taken_up
            .filter_map(|place| Some(self.asks.get(place.message)?.span(place.start..place.end)))
            .collect();
        Some((ratio(said.shared, said.asked.len()), spans))
    }

    /// The share of sentences that ask something, and which.
    fn questions(&self) -> Measured {
        let (mut all, mut spans) = (0, Spans::new());
        for answer in self.answers {
            for sentence in answer.words.sentences().iter().filter(|sentence| sentence.is_content()) {
                all += 1;
                if sentence.is_question() {
                    spans.extend([answer.span(sentence.span())]);
                }
            }
        }
        (!spans.is_empty()).then(|| (ratio(spans.len(), all), spans))
    }

    /// Numbers, dates, prices and named things.
    fn concrete(&self) -> Measured {
        let tokens =
            self.answers.iter().flat_map(|answer| answer.words.content().map(move |token| (answer, token)));
        let concrete = tokens.filter(|(_, token)| Kinds::CONCRETE.has(token.kind()));
        let spans: Spans = concrete.take(CONCRETE).map(|(answer, token)| answer.span(token.span())).collect();
        (!spans.is_empty()).then(|| (ratio(spans.len(), 1), spans))
    }

    /// Words with a capital inside sentences that the ask lacks.
    fn names(&self) -> Measured {
        let mut spans = Spans::new();
        for answer in self.answers {
            let mut last = None;
            for token in answer.words.content() {
                let inside = last.replace(token.sentence()) == Some(token.sentence());
                if !inside || token.kind() != Kind::Word || token.case() != Case::Capital {
                    continue;
                }
                let start = token.span().start;
                let stems = &answer.gist.stems;
                let Ok(at) = stems.binary_search_by_key(&start, |placed| placed.start as usize) else {
                    continue;
                };
                let Some(stem) = stems.get(at).map(|placed| placed.stem) else { continue };
                let mut asked = self.asks.iter().flat_map(|ask| &ask.gist.stems);
                if !asked.any(|placed| placed.stem == stem) {
                    spans.extend([answer.span(token.span())]);
                    if spans.len() == CONCRETE {
                        return Some((ratio(CONCRETE, 1), spans));
                    }
                }
            }
        }
        (!spans.is_empty()).then(|| (ratio(spans.len(), 1), spans))
    }

    /// Something that is all that the answers have to offer.
    fn only(&self, role: Roles) -> Measured {
        if self.does(Roles::HELPS) || !self.does(role) {
            return None;
        }
        Some((1.0, self.answers.iter().flat_map(|answer| answer.places(self.cues, role)).collect()))
    }

    fn only_link(&self, said: &Said) -> Measured {
        let untouched = said.shared == 0;
        if self.does(Roles::HELPS) || said.stems >= BESIDE_A_LINK || !untouched {
            return None;
        }
        let linked = self.answers.iter().flat_map(|answer| {
            let urls = answer.words.content().filter(|token| token.kind() == Kind::Url);
            urls.map(|token| answer.span(token.span()))
        });
        let linked: Spans = linked.collect();
        (!linked.is_empty()).then_some((1.0, linked))
    }

    /// What is worse the second time in one conversation.
    fn again(&self, role: Roles) -> Measured {
        if !self.earlier.iter().any(|before| before.roles.any(role)) || !self.does(role) {
            return None;
        }
        Some((1.0, self.answers.iter().flat_map(|answer| answer.places(self.cues, role)).collect()))
    }

    /// The answers that this customer was given before.
    fn repeated(&self) -> Measured {
        if self.earlier.is_empty() {
            return None;
        }
        let before: Vec<_> =
            self.earlier.iter().map(|heard| Shingles::of_words(&heard.words).distinct()).collect();
        let mut spans = Spans::new();
        for answer in self.answers {
            let shingles = Shingles::of_words(&answer.words);
            let distinct = shingles.distinct();
            // Two words repeat by chance.
            if shingles.len() >= 3 && before.iter().any(|there| there.likeness(&distinct) >= self.policy.same)
            {
                spans.extend(answer.whole().map(|range| answer.span(range)));
            }
        }
        (!spans.is_empty()).then(|| (ratio(spans.len(), 1), spans))
    }

    /// The share of what is said that many were told, beyond chance, and where. `None` where there is none.
    fn roteness(&self) -> Measured {
        let boilerplate = self.boilerplate?;
        let mut all = 0;
        let mut rote = 0.0;
        let mut spans = Spans::new();
        for answer in self.answers {
            let told = boilerplate.told_in(&answer.words, &answer.gist.hashes);
            all += told.all;
            rote += told.share() * ratio(told.all, 1);
            spans.extend(told.spans.into_iter().map(|range| answer.span(range)));
        }
        let share = if all == 0 { 0.0 } else { rote / ratio(all, 1) };
        let beyond = (share - self.policy.chance) / (1.0 - self.policy.chance);
        (beyond > 0.0).then_some((beyond, spans))
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    exact(part) / exact(whole)
}
