//! The axes of an answer: what its cues, and what is measured beside them, come to.
//!
//! Each axis is logistic: a base plus the weights of the cues, each counted up to its cap, plus the weights of what is
//! measured, in log-odds. All of these stand in the lexicon, by who wrote the text; all are set by hand and rounded; none is fitted.

use std::borrow::Cow;

use super::acts::Act;
use super::asks::{self, Asked, Wants};
use super::axis::{AXES, Axes, AxisKind};
use super::coverage::{Stems, is_few, of_pair, taken_up};
use super::cues::{Cue, Cues, Roles};
use super::heard::Heard;
use super::ledger::{Asking, Ground, Ledger, Named, Odd, Place, Run, Shown, Weighed, Whose, narrow};
use super::measures::{Measure, Measures};
use super::policy::ReaderPolicy;
use super::reading::{AskKind, Found, Reading};
use crate::assessment::{Basis, Evidence, Score, Span, Spans};
use crate::event::Id;
use crate::few::Few;
use crate::text::{Boilerplate, Case, Effect, Hit, Kind, Pile, Shingles, Side, Token, put};

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
/// Up to so many words are brief, and terse.
const BRIEF: usize = 10;
const TERSE: usize = 6;
/// From so many words to so many, length speaks for help.
const LONG: (usize, usize) = (120, 220);

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

    fn enter(&mut self, kind: Kind, is_there: bool) {
        self.0 |= u32::from(is_there) << kind as u8;
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
    /// How many stems of content.
    stems: usize,
    tells: Wants,
    /// What their cues do.
    roles: Roles,
    /// The measures that may be there at all: for most answers, few.
    possible: Measures,
    /// How many stems the asks have, each counted once.
    asked: usize,
    /// How many of them the answers have.
    shared: usize,
    /// How much many were told, and where.
    rote: Option<(f64, Run)>,
}

impl Said {
    /// Whether the answers take up that share of the ask.
    fn touches(&self, share: f64) -> bool {
        self.asked > 0 && ratio(self.shared, self.asked) >= share
    }
}

impl<'s> Setting<'s> {
    /// Reads the answers into the axes, the acts and the coverage of a reading.
    pub(super) fn read(&self, reading: &mut Reading, ledger: &mut Ledger) {
        ledger.begin(self.cues.bases(self.side));
        let said = self.said(ledger);
        let rote = said.rote.map_or(0.0, |(share, _)| share);
        self.add_hits(Whose::Answers, rote, ledger);
        self.add_hits(Whose::Asks, 0.0, ledger);
        self.add_measures(Whose::Asks, &said, ledger);
        self.add_measures(Whose::Answers, &said, ledger);

        reading.asked = self.asked(&said, &reading.kinds, ledger);
        self.show_gaps(&reading.asked, &said, ledger);
        let (count, sum) = reading
            .asked
            .iter()
            .filter_map(|ask| ask.coverage)
            .fold((0, 0.0), |(count, sum), share| (count + 1, sum + share.get()));
        reading.coverage = (count > 0).then(|| Score::clamped(sum / ratio(count, 1)));
        self.add_acts(&mut reading.acts, &mut ledger.shown);
        let knows_rote = self.boilerplate.is_some_and(|boilerplate| boilerplate.replies() > 0);
        // Where nothing was asked, no help could be given.
        let is_asked = reading.kinds.iter().any(|kind| kind.needs_answer());
        let mut known = [true; AXES];
        known[AxisKind::Help as usize] = is_asked;
        known[AxisKind::Originality as usize] = knows_rote;
        self.add_axes(&mut reading.axes, ledger, known);
    }

    /// Makes axes of what was put down.
    fn add_axes(&self, read: &mut Axes, ledger: &mut Ledger, known: [bool; AXES]) {
        let bases = self.cues.bases(self.side);
        let axes = read.begin(known, ledger.is_long());
        ledger.take_back(axes, &self.answers[0].span(0..0));
        let Ledger { parts, odd, grounds, places, spans, .. } = ledger;
        // A reading that is kept takes no more room than it needs.
        let mut counts = [0; AXES];
        parts.iter().for_each(|part| counts[part.axis as usize] += 1);
        for ((axis, base), count) in axes.iter_mut().zip(bases).zip(counts) {
            axis.begin(*base, count);
        }
        // What shows in several messages that are one reply.
        let is_joined = self.answers.iter().any(|answer| !answer.seams.is_empty());
        let (odds, mut met) = (odd.room(parts.len(), Odd::NONE), 0);
        for part in &**parts {
            let ground = &grounds[part.ground as usize];
            let own = &mut axes[part.axis as usize];
            // Each is made in the one way in which most are.
            let (code, span) = (ground.code.unwrap_or_default(), self.span(ground, &ground.place));
            let number = own.add(code, part.contribution, span);
            let odd = Odd { number, ground: part.ground, axis: part.axis };
            put(odds, &mut met, odd, is_joined || !ground.is_plain);
        }
        odd.keep(met);
        for odd in &**odd {
            if let Some(evidence) = axes[odd.axis as usize].evidence_mut(odd.number) {
                self.amend(evidence, &grounds[odd.ground as usize], places, spans);
            }
        }
        for (axis, stands) in axes.iter_mut().zip(ledger.sums) {
            axis.end(Score::from_log_odds(stands));
        }
    }

    /// Puts right the evidence of any other ground.
    #[inline(never)]
    fn amend(&self, evidence: &mut Evidence, ground: &Ground, places: &[Place], left: &mut Vec<Vec<Span>>) {
        let places = ground.at(places);
        if ground.code.is_none() {
            evidence.basis = Basis::Cue(self.owned(ground.entry));
        }
        match places {
            [] => evidence.spans = Spans::new(),
            // It stands there.
            [place] if self.heard(ground, place).seams.is_empty() => {}
            many => evidence.spans = self.spans(ground, many, left.pop().unwrap_or_default()),
        }
        let about = places.first().filter(|_| ground.about);
        evidence.ask = about.map(|place| self.span(ground, place).message);
    }

    /// The code of a cue that did not ship.
    #[cold]
    fn owned(&self, entry: u32) -> Cow<'static, str> {
        self.cues.get(entry as usize).map_or(Cow::Borrowed(""), Cue::code)
    }

    #[inline]
    fn span(&self, ground: &Ground, place: &Place) -> Span {
        self.heard(ground, place).span(place.range())
    }

    /// The spans of several places, or of one in several messages; in a list that is empty.
    fn spans(&self, ground: &Ground, places: &[Place], mut spans: Vec<Span>) -> Spans {
        spans.reserve(places.len());
        for place in places {
            let heard = self.heard(ground, place);
            match heard.seams {
                [] => spans.push(heard.span(place.range())),
                _ => spans.extend(heard.spans(place.range())),
            }
        }
        spans.into()
    }

    /// The message that a place is in.
    #[inline]
    fn heard(&self, ground: &Ground, place: &Place) -> &'s Heard<'s> {
        // Places were put down of these messages, and there is an answer.
        self.whose(ground.whose).get(place.message as usize).unwrap_or(&self.answers[0])
    }

    /// What the answers do, by place.
    fn add_acts(&self, acts: &mut Pile<Found<Act>>, shown: &mut [Shown]) {
        match self.answers {
            // All in one message.
            [_] => shown.sort_by_key(|shown| (shown.place, shown.act)),
            answers => by_message(shown, answers),
        }
        acts.reserve(shown.len());
        for shown in &*shown {
            if let Some(answer) = self.answers.get(shown.place.message as usize) {
                let found = |span| Found::new(shown.act, shown.strength, span);
                match answer.seams {
                    [] => acts.push(found(answer.span(shown.place.range()))),
                    // What goes on in another message is done in both.
                    _ => acts.extend(answer.spans(shown.place.range()).map(found)),
                }
            }
        }
    }

    const fn whose(&self, whose: Whose) -> &'s [Heard<'s>] {
        match whose {
            Whose::Asks => self.asks,
            Whose::Answers => self.answers,
        }
    }

    const fn side(&self, whose: Whose) -> Side {
        match whose {
            Whose::Asks => Side::Customer,
            Whose::Answers => self.side,
        }
    }

    fn said(&self, ledger: &mut Ledger) -> Said {
        let (mut words, mut stems, mut roles) = (0, 0, Roles::default());
        let (mut kinds, mut marks) = (Kinds::default(), Kinds::default());
        for (message, answer) in self.answers.iter().enumerate() {
            // Of every word that is said.
            words += answer.gist.hashes.len();
            stems += answer.gist.stems.len();
            roles = roles.and(answer.roles);
            let tokens = answer.words.tokens();
            let (mut from, mut sentence) = (0, usize::MAX);
            for tokens in tokens.chunks(Named::MOST) {
                // Which words are names nobody can guess.
                let mut bits = 0;
                for (bit, token) in tokens.iter().enumerate() {
                    let is_said = token.is_content();
                    kinds.enter(token.kind(), is_said);
                    marks.enter(token.kind(), true);
                    let is_name = is_said & (token.case() == Case::Capital) & (token.kind() == Kind::Word);
                    bits |= u64::from(is_name & (token.sentence() == sentence)) << (bit % Named::MOST);
                    sentence = if is_said { token.sentence() } else { sentence };
                }
                if bits != 0 {
                    ledger.named.push(Named { message: narrow(message), from, bits });
                }
                from += narrow(Named::MOST);
            }
        }
        let mut tells = roles.tells();
        // A bare name, number or price is an answer to what asks for one.
        if words <= A_NAME && stems > 0 && !roles.any(Roles::RITUAL) {
            tells = tells.and(Wants::NAMED);
        }
        let mut shared = 0;
        if self.asks_readable {
            let asked = &mut ledger.asked;
            shared = match (self.asks, self.answers) {
                ([ask], [answer]) if is_few(&ask.gist.stems, &answer.gist.stems) => {
                    of_pair(&ask.gist.stems, &answer.gist.stems, asked)
                }
                (asks, answers) => of_several(asks, answers, asked),
            };
        }
        let asked = ledger.asked.len();
        let possible = Measures::default();
        let mut said =
            Said { words, stems, tells, roles, possible, asked, shared, rote: self.roteness(ledger) };
        said.possible = self.possible(&said, kinds, !ledger.named.is_empty());
        // Every question mark makes a question, in whatever part of the message.
        said.possible.enter(Measure::Questions, marks.has(Kind::Question));
        said
    }

    /// The measures that need not be zero.
    fn possible(&self, said: &Said, kinds: Kinds, has_names: bool) -> Measures {
        let mut possible = Measures::default();
        let is_only = |roles| said.roles.any(roles) && !said.roles.any(Roles::HELPS);
        possible.enter(Measure::Coverage, said.shared > 0);
        possible.enter(Measure::Overlap, said.shared > 0);
        possible.enter(Measure::TypeMatch, said.tells != Wants::default());
        possible.enter(Measure::Brief, said.words <= BRIEF);
        possible.enter(Measure::Terse, said.words <= TERSE);
        possible.enter(Measure::Long, said.words > LONG.0);
        possible.enter(Measure::Concrete, kinds.any(Kinds::CONCRETE));
        possible.enter(Measure::Names, has_names);
        possible.enter(Measure::OnlyShift, is_only(Roles::SHIFTS));
        possible.enter(Measure::OnlyCourtesy, is_only(Roles::RITUAL) && !said.roles.any(Roles::SHIFTS));
        possible.enter(Measure::OnlyLink, kinds.has(Kind::Url) && !said.roles.any(Roles::HELPS));
        let has_past = !self.earlier.is_empty();
        possible.enter(Measure::DeferredAgain, has_past && said.roles.any(Roles::DEFERS));
        possible.enter(Measure::RequestedAgain, has_past && said.roles.any(Roles::REQUESTS));
        possible.enter(Measure::ShiftedAgain, has_past && said.roles.any(Roles::SHIFTS));
        possible.enter(Measure::Repeated, has_past);
        possible.enter(Measure::Rote, said.rote.is_some());
        possible.enter(Measure::Heat, self.heat > 0.0);
        possible.enter(Measure::Rank, self.before > 0);
        possible.enter(Measure::Warmth, true);
        possible
    }

    /// What was asked, one by one: what is covered least comes first.
    fn asked(&self, said: &Said, kinds: &[AskKind], ledger: &mut Ledger) -> Few<Asked> {
        let mut asked = Few::new();
        if !self.asks_readable {
            return asked;
        }
        let Ledger { cuts, roles, asked: stems, .. } = ledger;
        asks::cut(self.cues, self.asks, kinds, roles, cuts);
        for cutting in cuts {
            let (mut within, mut around) = ((0, 0), (0, 0));
            for Asking { place, taken_up } in &**stems {
                let start = place.start as usize;
                let is_near = place.message as usize == cutting.message;
                let is_within = is_near & (cutting.start..cutting.end).contains(&start);
                within = (within.0 + usize::from(is_within), within.1 + usize::from(is_within & taken_up));
                around = (around.0 + usize::from(is_near), around.1 + usize::from(is_near & taken_up));
            }
            // "Where is the other?" asks about what stands around it.
            let (all, shared) = if within.0 > 0 { within } else { around };
            let share = if all == 0 { 0.0 } else { ratio(shared, all) };
            let wants = cutting.wants.count();
            let told = f64::from(cutting.wants.among(said.tells).count()) / f64::from(wants.max(1));
            let known = all > 0 || wants > 0;
            let coverage = known.then_some(1.0 - (1.0 - share) * (1.0 - self.policy.told * told));
            asked.extend(cutting.covered(self.asks, coverage));
        }
        if asked.len() > 1 {
            by_coverage(&mut asked);
        }
        asked
    }

    /// What is measured of one side.
    fn add_measures(&self, whose: Whose, said: &Said, ledger: &mut Ledger) {
        for measured in self.cues.measures(self.side(whose)).among(said.possible) {
            let measure = measured.measure;
            let mark = ledger.mark();
            let value = self.measure(measure, said, ledger).filter(|value| *value != 0.0);
            let Some(value) = value else { continue };
            let places = match said.rote {
                // They were put down before.
                Some((_, places)) if measure == Measure::Rote => places,
                _ => ledger.since(mark),
            };
            if Measures::SHOWN.has(measure) {
                self.show(measure, value, places, ledger);
            }
            let about = measure == Measure::Coverage;
            let whose = if about { Whose::Asks } else { Whose::Answers };
            let ground = Ground::measured(measured.code, places, &ledger.places, whose, about);
            ledger.add_measured(ground, value, &measured.weights);
        }
    }

    /// What the lexicon found, each cue up to its cap over all messages of that side.
    fn add_hits(&self, whose: Whose, rote: f64, ledger: &mut Ledger) {
        // What is rote is told of the answers alone.
        let warm = 1.0 - self.policy.hollow * rote;
        let side = self.side(whose);
        match self.whose(whose) {
            [one] => {
                let hits = one.gist.hits.as_slice();
                let hit = |hit: &Hit| Weighed {
                    entry: hit.entry(),
                    place: Place::of(0, &hit.span()),
                    strength: hit.strength(),
                };
                ledger.add_hits((hits, hit), self.cues, (whose, side), warm);
            }
            heard => {
                let weighed = self.weighed(heard);
                ledger.add_hits((&weighed, |hit| *hit), self.cues, (whose, side), warm);
            }
        }
    }

    /// The hits in several messages, entry by entry.
    #[inline(never)]
    fn weighed(&self, heard: &[Heard<'_>]) -> Vec<Weighed> {
        let mut weighed: Vec<Weighed> = Vec::new();
        let there = Entries::of(heard);
        for (number, message) in heard.iter().enumerate() {
            for hit in &message.gist.hits {
                if let Some(strength) = self.mitigated(&there, message, hit) {
                    let place = Place::of(number, &hit.span());
                    weighed.push(Weighed { entry: hit.entry(), place, strength });
                }
            }
        }
        weighed.sort_by_key(|hit| hit.entry);
        weighed
    }

    /// How strong a hit is after what another message of the same writer says against it: a repair in the next message mends a
    /// hollow apology in this one. Within a message the lexicon has done so. `None` where it is taken away.
    fn mitigated(&self, there: &Entries<'_>, own: &Heard<'_>, hit: &Hit) -> Option<f64> {
        let mut strength = hit.strength();
        for (entries, effect) in self.cues.get(hit.entry()).map_or(&[][..], |cue| &cue.against) {
            if entries.iter().any(|entry| there.beside(*entry, own.message)) {
                match effect {
                    Effect::Cancels => return None,
                    Effect::Halves => strength /= 2.0,
                }
            }
        }
        Some(strength)
    }

    /// What is measured, if it is possible; where it shows is put down.
    #[inline]
    fn measure(&self, measure: Measure, said: &Said, ledger: &mut Ledger) -> Option<f64> {
        match measure {
            Measure::Coverage => Some(Self::coverage(said, ledger)),
            Measure::Overlap => Some(ratio(said.shared, 1) / libm::sqrt(ratio(said.stems.max(1), 1))),
            Measure::TypeMatch => {
                let wants = self.asks.iter().fold(Wants::default(), |wants, ask| wants.and(ask.roles.asks()));
                let told = wants.among(said.tells).count();
                (told > 0).then(|| f64::from(told) / f64::from(wants.count()))
            }
            Measure::Questions => self.questions(ledger),
            Measure::Brief | Measure::Terse => Some(1.0),
            Measure::Long => {
                let (from, to) = LONG;
                let beyond = said.words.saturating_sub(from).min(to - from);
                Some(ratio(beyond, to - from))
            }
            Measure::Concrete => self.concrete(ledger),
            Measure::Names => self.names(ledger),
            Measure::OnlyShift => Some(self.everywhere(Roles::SHIFTS, ledger)),
            Measure::OnlyCourtesy => (!said.touches(0.25)).then(|| self.everywhere(Roles::RITUAL, ledger)),
            Measure::OnlyLink => self.only_link(said, ledger),
            Measure::DeferredAgain => self.again(Roles::DEFERS, ledger),
            Measure::RequestedAgain => self.again(Roles::REQUESTS, ledger),
            Measure::ShiftedAgain => self.again(Roles::SHIFTS, ledger),
            Measure::Repeated => self.repeated(ledger),
            Measure::Heat => Some(self.heat.min(4.0)),
            Measure::Rank => Some(libm::log1p(ratio(self.before, 1))),
            Measure::Rote => said.rote.map(|(share, _)| share),
            Measure::Warmth => {
                Some(Score::from_log_odds(ledger.sums[AxisKind::Reaction as usize]).get() - 0.2)
            }
        }
    }

    /// The acts that a measured value shows.
    #[inline(never)]
    fn show(&self, measure: Measure, value: f64, places: Run, ledger: &mut Ledger) {
        let (act, strength) = match measure {
            Measure::Concrete => (Act::Concreteness, Score::ONE),
            Measure::OnlyLink => (Act::LinkDump, Score::ONE),
            Measure::Repeated => (Act::Repeated, Score::ONE),
            Measure::Rote if value >= self.policy.rote => (Act::Rote, Score::clamped(value)),
            _ => return,
        };
        let Ledger { places: all, shown, .. } = ledger;
        shown.extend(places.among(all).iter().map(|place| Shown { act, strength, place: *place }));
    }

    /// Possible acts that only the asks show: an answer that leaves some of them out, or one that is about something else.
    fn show_gaps(&self, asked: &[Asked], said: &Said, ledger: &mut Ledger) {
        let shares = || asked.iter().filter_map(|ask| ask.coverage).map(Score::get);
        let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
        let evades = Roles::HELPS.and(Roles::SHIFTS).and(Roles::REQUESTS).and(Roles::RITUAL);
        let act = if asked.len() > 1 && least < LEFT_OUT && most >= TAKEN_UP {
            Act::Partial
        } else if !asked.is_empty() && most == 0.0 && said.stems >= A_NAME && !said.roles.any(evades) {
            Act::OffTarget
        } else {
            return;
        };
        let mut answers = self.answers.iter().enumerate();
        let whole = answers.find_map(|(message, answer)| Some(Place::of(message, &answer.whole()?)));
        let strength = Score::clamped(0.5);
        ledger.shown.extend(whole.map(|place| Shown { act, strength, place }));
    }

    /// How much of what was asked the answers take up.
    fn coverage(said: &Said, ledger: &mut Ledger) -> f64 {
        let Ledger { places, asked, .. } = ledger;
        places.extend(asked.iter().filter(|asking| asking.taken_up).map(|asking| asking.place));
        ratio(said.shared, said.asked)
    }

    /// The share of sentences that ask something, and which.
    #[inline(never)]
    fn questions(&self, ledger: &mut Ledger) -> Option<f64> {
        let (mut all, mut asking) = (0, 0);
        for (message, answer) in self.answers.iter().enumerate() {
            for sentence in answer.words.sentences().iter().filter(|sentence| sentence.is_content()) {
                all += 1;
                if sentence.is_question() {
                    asking += 1;
                    ledger.put(message, &sentence.span());
                }
            }
        }
        (asking > 0).then(|| ratio(asking, all))
    }

    /// Numbers, dates, prices and named things.
    fn concrete(&self, ledger: &mut Ledger) -> Option<f64> {
        let mut count = 0;
        'all: for (message, answer) in self.answers.iter().enumerate() {
            for token in answer.words.tokens() {
                if Kinds::CONCRETE.has(token.kind()) & token.is_content() {
                    ledger.put(message, &token.span());
                    count += 1;
                    if count == CONCRETE {
                        break 'all;
                    }
                }
            }
        }
        (count > 0).then(|| ratio(count, 1))
    }

    /// Words with a capital inside sentences that the ask lacks.
    #[inline(never)]
    fn names(&self, ledger: &mut Ledger) -> Option<f64> {
        let Ledger { named, places, .. } = ledger;
        let asked = Stems::of(self.asks);
        let mut count = 0;
        let (mut message, mut at) = (u32::MAX, 0);
        'all: for named in &**named {
            let Some(answer) = self.answers.get(named.message as usize) else { continue };
            at = if named.message == message { at } else { 0 };
            message = named.message;
            for number in named.tokens() {
                let Some(span) = answer.words.tokens().get(number).map(Token::span) else { continue };
                let place = Place::of(message as usize, &span);
                // Stems and names stand in the order of the text.
                let rest = answer.gist.stems.get(at..).unwrap_or_default();
                at += rest.iter().take_while(|placed| placed.start < place.start).count();
                let there = answer.gist.stems.get(at).filter(|placed| placed.start == place.start);
                let Some(stem) = there.map(|placed| placed.stem) else { continue };
                if asked.has(stem) {
                    continue;
                }
                places.push(place);
                count += 1;
                if count == CONCRETE {
                    break 'all;
                }
            }
        }
        (count > 0).then(|| ratio(count, 1))
    }

    /// One, where the answers do any of those things.
    #[inline(never)]
    fn everywhere(&self, role: Roles, ledger: &mut Ledger) -> f64 {
        for (message, answer) in self.answers.iter().enumerate() {
            let mark = ledger.places.len();
            for hit in answer.gist.hits.iter().filter(|hit| self.cues.does(hit).any(role)) {
                ledger.put(message, &hit.span());
            }
            if let Some(own) = ledger.places.get_mut(mark..) {
                own.sort();
            }
        }
        1.0
    }

    #[inline(never)]
    fn only_link(&self, said: &Said, ledger: &mut Ledger) -> Option<f64> {
        let untouched = said.shared == 0;
        if said.stems >= BESIDE_A_LINK || !untouched {
            return None;
        }
        let mark = ledger.mark();
        for (message, answer) in self.answers.iter().enumerate() {
            let urls = answer.words.content().filter(|token| token.kind() == Kind::Url);
            urls.for_each(|token| ledger.put(message, &token.span()));
        }
        (ledger.mark() > mark).then_some(1.0)
    }

    /// What is worse the second time in one conversation, and is done here.
    #[inline(never)]
    fn again(&self, role: Roles, ledger: &mut Ledger) -> Option<f64> {
        let again = self.earlier.iter().any(|before| before.roles.any(role));
        again.then(|| self.everywhere(role, ledger))
    }

    /// The answers that this customer was given before.
    #[inline(never)]
    fn repeated(&self, ledger: &mut Ledger) -> Option<f64> {
        let before: Vec<_> =
            self.earlier.iter().map(|heard| Shingles::of_words(&heard.words).distinct()).collect();
        let mut count = 0;
        for (message, answer) in self.answers.iter().enumerate() {
            let shingles = Shingles::of_words(&answer.words);
            let distinct = shingles.distinct();
            // Two words repeat by chance.
            if shingles.len() >= 3 && before.iter().any(|there| there.likeness(&distinct) >= self.policy.same)
            {
                if let Some(range) = answer.whole() {
                    ledger.put(message, &range);
                    count += 1;
                }
            }
        }
        (count > 0).then(|| ratio(count, 1))
    }

    /// The share of what is said that many were told, beyond chance, and where. `None` where there is none.
    fn roteness(&self, ledger: &mut Ledger) -> Option<(f64, Run)> {
        let boilerplate = self.boilerplate?;
        let mut all = 0;
        let mut rote = 0.0;
        let mark = ledger.mark();
        for (message, answer) in self.answers.iter().enumerate() {
            let Ledger { told: spans, met, places, .. } = ledger;
            let told = boilerplate.told_in(&answer.words, &answer.gist.hashes, met, spans);
            all += told.all;
            rote += told.share() * ratio(told.all, 1);
            places.extend(spans.iter().map(|range| Place::of(message, range)));
        }
        let share = if all == 0 { 0.0 } else { rote / ratio(all, 1) };
        let beyond = (share - self.policy.chance) / (1.0 - self.policy.chance);
        (beyond > 0.0).then_some((beyond, ledger.since(mark)))
    }
}

/// Which cues are found in which of several messages.
struct Entries<'h>(Vec<(usize, &'h Id)>);

impl<'h> Entries<'h> {
    fn of(heard: &[Heard<'h>]) -> Self {
        let entries = heard.iter().flat_map(|heard| {
            // They come entry by entry.
            let each = heard.gist.hits.chunk_by(|one, other| one.entry() == other.entry());
            each.filter_map(|hits| Some((hits.first()?.entry(), heard.message)))
        });
        let mut all: Vec<_> = entries.collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whether a cue is found in another message than that.
    fn beside(&self, entry: usize, own: &Id) -> bool {
        let from = self.0.partition_point(|(there, _)| *there < entry);
        let found = self.0.iter().skip(from).take_while(|(there, _)| *there == entry);
        found.map(|(_, message)| *message).any(|message| message != own)
    }
}

/// Puts down what several messages ask, and says how much of it the answers have.
#[inline(never)]
fn of_several<'s>(asks: &'s [Heard<'s>], answers: &'s [Heard<'s>], asked: &mut Pile<Asking>) -> usize {
    let mut shared = 0;
    let stems = |heard: &'s [Heard<'s>]| heard.iter().map(|heard| heard.gist.stems.as_slice());
    taken_up(stems(asks), stems(answers), |message, placed, taken_up| {
        shared += usize::from(taken_up);
        let place = Place { message, start: placed.start, end: placed.end };
        asked.push(Asking { place, taken_up });
    });
    shared
}

/// Sorts what several answers show.
#[inline(never)]
fn by_message(shown: &mut [Shown], answers: &[Heard<'_>]) {
    let message = |shown: &Shown| answers.get(shown.place.message as usize).map(|heard| heard.message);
    shown.sort_by(|a, b| {
        let within = |shown: &Shown| (shown.place.start, shown.place.end, shown.act);
        message(a).cmp(&message(b)).then_with(|| within(a).cmp(&within(b)))
    });
}

/// Sorts asks: what is covered least comes first.
#[inline(never)]
fn by_coverage(asked: &mut [Asked]) {
    asked.sort_by(|a, b| {
        let rank = |ask: &Asked| ask.coverage.map_or(0.0, Score::get);
        rank(a).total_cmp(&rank(b)).then_with(|| a.span.cmp(&b.span))
    });
}

fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    exact(part) / exact(whole)
}
