//! Patterns ready to be run: which of them can match in a sentence at all, and where those that can do.
//!
//! Every word that stands in a pattern has a small number, and every unit of a message a profile by its numbers: which tests it passes,
//! and which patterns wait for it, each for the rarest of its units that stands at a known distance from its beginning. Where that
//! is met, and what else the pattern cannot do without is met in the sentence, it is tried. One that opens a sentence is
//! looked for only there.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::{Piece, REACH, Set, firsts};
use crate::text::scan::narrow;

use super::anchor::{Anchor, Common};
use super::entry::{Entry, Reach, Side};
use super::place::{Place, Step, may_close};
use super::profile::{Index, Numbers, Pairs, set_bit};
use super::share::{ALWAYS, Asked, NUMBERS, Where};
use super::sweep::{Sweep, Tried, Waiting};
use super::unit::{Found, Said};

/// Customer, company, peer, and all of them.
pub(super) const SIDES: usize = 4;

/// A pattern of an entry before words have numbers.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry: usize,
    pub(super) veto: bool,
    pub(super) pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    entry: u32,
    /// Where its steps lie in `Rules::steps`.
    steps: [u32; 2],
    reach: Reach,
    veto: bool,
    /// Whether it is nothing but one unit.
    is_single: bool,
    /// What it opens, if it must: that is its first step then.
    opens: Option<Opening>,
    /// Whether it ends where the message does.
    closes: bool,
    /// How many of its first units are known to be right where it is tried.
    known: u8,
}

/// What a pattern opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    Sentence,
    Text,
}

/// The tests of all patterns, each once.
struct Tests {
    known: HashMap<Set, u32, FixedState>,
    pairs: Pairs,
}

impl Tests {
    /// With the test that everything passes.
    fn new(numbers: &mut Numbers) -> Self {
        let mut tests = Self { known: HashMap::default(), pairs: Pairs::default() };
        tests.of(&Set::any(), numbers);
        tests
    }

    fn of(&mut self, set: &Set, numbers: &mut Numbers) -> u32 {
        let next = self.known.len();
        *self.known.entry(set.clone()).or_insert_with(|| {
            self.pairs.enter(set, next, numbers);
            narrow(next)
        })
    }
}

/// All patterns of a lexicon.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    keys: HashMap<u64, u32, FixedState>,
    all: Vec<Rule>,
    steps: Vec<Step>,
    /// What each of them waits for: the bit that decides whether it is looked at, and the rest.
    waiting: Vec<(u16, Waiting)>,
    /// For each entry, whether it has conditions on where a match stands.
    conditional: Vec<bool>,
    /// The tests that a unit passes.
    pub(super) tests: Index,
    /// The patterns that wait for a unit.
    pub(super) anchors: Index,
    /// Those that wait for it where a sentence begins.
    pub(super) openings: Index,
    /// The patterns that may begin with anything, tried where a sentence begins.
    pub(super) at_start: Vec<u32>,
    /// What of that which patterns ask for a unit meets.
    pub(super) asked: Index,
    /// The patterns that matter for what each side writes, one bit each; last, all.
    sides: [Vec<u64>; SIDES],
    negators: u32,
}

/// What matching needs besides: kept from message to message, so that matching does not allocate.
#[derive(Debug, Default)]
pub(super) struct Bench {
    sweep: Sweep,
    pub(super) found: Vec<Found>,
    pub(super) vetoed: Vec<Found>,
}

impl Rules {
    pub(super) fn of(rows: &[Row], entries: &[Entry], negators: &Set, common: &Common) -> Self {
        let mut numbers = Numbers::default();
        let mut tests = Tests::new(&mut numbers);
        let reach = |row: &Row| entries.get(row.entry).map_or_else(Reach::default, |entry| entry.reach);
        let mut rows: Vec<(&Row, Anchor)> =
            rows.iter().map(|row| (row, Anchor::of(&row.pieces, reach(row), common))).collect();
        // Patterns that are tried at the same word stand together, and so do the tests that they ask for.
        rows.sort_by_cached_key(|(_, anchor)| {
            let often = anchor.at.as_ref().map_or(u32::MAX, |set| common.of(set));
            (Reverse(often), anchor.at.as_ref().and_then(|set| set.keys().first().copied()))
        });
        let (mut anchors, mut openings, mut at_start) = (Pairs::default(), Pairs::default(), Vec::new());
        let mut all = Vec::with_capacity(rows.len());
        let mut steps = Vec::new();
        for (number, (row, anchor)) in rows.iter().enumerate() {
            let from = narrow(steps.len());
            let opens = opening(row);
            flatten(&row.pieces, &mut |set| tests.of(set, &mut numbers), &mut steps);
            all.push(Rule {
                entry: narrow(row.entry),
                steps: [from, narrow(steps.len())],
                reach: reach(row),
                veto: row.veto,
                is_single: !row.veto && matches!(row.pieces.as_slice(), [Piece::One(_)]),
                opens,
                closes: matches!(row.pieces.last(), Some(Piece::TextEnd)),
                known: u8::from(is_begun(row, anchor)),
            });
            match &anchor.at {
                Some(set) if opens.is_some() && !anchor.opens => openings.enter(set, number, &mut numbers),
                Some(set) => anchors.enter(set, number, &mut numbers),
                None => at_start.push(narrow(number)),
            }
        }
        let (asked, waiting) = wait(&rows, common, &mut numbers);
        let negators = tests.of(negators, &mut numbers);
        let count = numbers.0.len();
        let words = rows.len().div_ceil(64);
        Self {
            all,
            steps,
            waiting,
            conditional: entries.iter().map(Entry::is_conditional).collect(),
            tests: Index::of(tests.pairs, count, tests.known.len().div_ceil(64)),
            anchors: Index::of(anchors, count, words),
            openings: Index::of(openings, count, words),
            asked: Index::of(asked, count, NUMBERS),
            at_start,
            sides: [Some(Side::Customer), Some(Side::Company), Some(Side::Peer), None]
                .map(|side| mattering(side, &rows, entries)),
            negators,
            keys: numbers.0,
        }
    }

    /// The entry of a pattern that is nothing but the unit that it waits for.
    pub(super) fn single(&self, rule: u32) -> Option<u32> {
        let rule = self.all.get(rule as usize)?;
        rule.is_single.then_some(rule.entry)
    }

    /// What a pattern waits for, if it matters for what a side writes.
    pub(super) fn waiting(&self, rule: u32, lane: usize) -> Option<(u16, Waiting)> {
        let bit = rule as usize;
        let sides = self.sides.get(lane).and_then(|side| side.get(bit / 64))?;
        if sides >> (bit % 64) & 1 == 1 { self.waiting.get(bit).copied() } else { None }
    }

    /// The number of a word; 0 for one that stands in no pattern.
    pub(super) fn number(&self, key: u64) -> u32 {
        self.keys.get(&key).copied().unwrap_or(0)
    }

    pub(super) fn is_negator(&self, said: &Said<'_>, unit: usize) -> bool {
        said.passes(unit, self.negators)
    }

    /// All matches that `holds` agrees to, and all vetoes.
    #[inline(never)]
    pub(super) fn find(
        &self,
        side: Option<Side>,
        said: &Said<'_>,
        bench: &mut Bench,
        holds: impl Fn(Found) -> bool,
    ) {
        let lane = match side {
            Some(Side::Customer) => 0,
            Some(Side::Company) => 1,
            Some(Side::Peer) => 2,
            None => 3,
        };
        let Bench { sweep, found, vetoed } = bench;
        found.clear();
        vetoed.clear();
        let (singles, tried) = sweep.over(said, lane);
        found.extend(singles.iter().filter(|hit| !self.is_conditional(hit.entry()) || holds(**hit)));
        for tried in tried {
            let Some(rule) = self.all.get(tried.rule as usize) else { continue };
            let Some(end) = self.run(rule, said, *tried) else { continue };
            let hit = Found::of(rule.entry, tried.start, narrow(end) - tried.start);
            if rule.veto {
                vetoed.push(hit);
            } else if !self.is_conditional(rule.entry) || holds(hit) {
                found.push(hit);
            }
        }
    }

    fn is_conditional(&self, entry: u32) -> bool {
        self.conditional.get(entry as usize).copied().unwrap_or_default()
    }

    /// Where the shortest match of a pattern ends.
    fn run(&self, rule: &Rule, said: &Said<'_>, tried: Tried) -> Option<usize> {
        let (start, sentence_end) = (tried.start as usize, tried.to as usize);
        // Most sentences are followed by another one, far from where the message ends.
        if rule.closes && rule.reach != Reach::Turn && sentence_end - start < REACH {
            let behind = said.kind(sentence_end);
            if behind.is_some_and(|kind| !may_close(kind)) {
                return None;
            }
        }
        let [from, to] = rule.steps;
        let known = usize::from(rule.known);
        let from = from as usize + usize::from(rule.opens.is_some()) + known;
        let mut steps = self.steps.get(from..to as usize)?;
        let mut end = start + known;
        // Most fail at, or are nothing but, single units one after the other.
        while let Some((Step::One(test), rest)) = steps.split_first() {
            if !said.passes(end, *test) {
                return None;
            }
            end += 1;
            steps = rest;
        }
        if steps.is_empty() && rule.reach == Reach::Sentence {
            return (end <= sentence_end && end - start <= REACH).then_some(end);
        }
        let stop = match rule.reach {
            Reach::Clause => clause_end(said, start, sentence_end),
            Reach::Sentence => sentence_end,
            Reach::Turn => said.units.len(),
        };
        let done = end - start;
        if end > stop || done > REACH {
            return None;
        }
        match steps {
            [] => Some(end),
            // What most of the others end with.
            [Step::Gap(width), Step::One(test)] => {
                let last = (end + usize::from(*width) + 1).min(stop).min(start + REACH);
                (end..last).find(|unit| said.passes(*unit, *test)).map(|unit| unit + 1)
            }
            _ => Place::new(said, start, stop).find(steps, 1 << done),
        }
    }
}

/// What every pattern waits for, and what stands behind the bits there.
fn wait(rows: &[(&Row, Anchor)], common: &Common, numbers: &mut Numbers) -> (Pairs, Vec<(u16, Waiting)>) {
    let mut pairs = Pairs::default();
    let bits = Where::ALL.map(|place| {
        let mut asked = Asked::default();
        let all = rows.iter().flat_map(|(_, anchor)| anchor.asked(common));
        all.filter(|(at, ..)| *at == place).for_each(|(_, set, often)| asked.add(set, often));
        asked.share(place, common, numbers, &mut pairs)
    });
    let bit = |place: Where, set: &Set| bits[place as usize].get(set).copied().unwrap_or(ALWAYS);
    let waiting = (0..).zip(rows).map(|(rule, (row, anchor))| {
        let Anchor { offset: [offset, most], opens, ref needs, .. } = *anchor;
        let decisive = anchor.decisive().map_or(ALWAYS, |(place, set)| bit(place, set));
        let needs =
            needs.each_ref().map(|need| need.as_ref().map_or(ALWAYS, |set| bit(Where::Sentence, set)));
        let most = if opens { u32::from(most - offset) } else { u32::MAX - u32::from(offset) };
        let leads = opening(row) == Some(Opening::Text);
        (decisive, Waiting { rule, needs, offset, most, opens, leads, rest: 0, more: 0 })
    });
    let waiting = waiting.collect();
    (pairs, waiting)
}

/// Whether a pattern waits for its first unit, and that is not of a choice.
fn is_begun(row: &Row, anchor: &Anchor) -> bool {
    let marks = usize::from(opening(row).is_some());
    let Some(Piece::One(first)) = row.pieces.get(marks) else { return false };
    !anchor.opens && anchor.offset == [0; 2] && anchor.at.as_ref() == Some(first)
}

/// What a pattern opens.
fn opening(row: &Row) -> Option<Opening> {
    match row.pieces.first()? {
        Piece::SentenceStart => Some(Opening::Sentence),
        Piece::TextStart => Some(Opening::Text),
        _ => None,
    }
}

/// Where the clause of a unit ends, as far as a pattern can see.
fn clause_end(said: &Said<'_>, start: usize, to: usize) -> usize {
    let clause = |unit: usize| said.token(unit).map(|token| token.clause);
    let first = clause(start);
    let seen = (start..to.min(start + REACH + 1)).take_while(|unit| clause(*unit) == first);
    start + seen.count()
}

/// Lays the steps of a row out one after the other.
fn flatten(row: &[Piece], test: &mut impl FnMut(&Set) -> u32, steps: &mut Vec<Step>) {
    for piece in row {
        let step = match piece {
            Piece::One(set) => Step::One(test(set)),
            Piece::Not(set) => Step::Not(test(set)),
            Piece::Gap(width) => Step::Gap(*width),
            Piece::Either(rows) => {
                let mut first = Set::default();
                let told = !firsts(std::slice::from_ref(piece), &mut first) && !first.is_any();
                if told && rows.len() >= WIDE {
                    steps.push(Step::Ahead(test(&first)));
                }
                let mut inner = Vec::new();
                for row in rows {
                    let (first, rest) = match row.split_first() {
                        Some((Piece::One(set), rest)) => (Some(test(set)), rest),
                        _ => (None, row.as_slice()),
                    };
                    hold(&mut inner, |len| Step::Row(first, len), |steps| flatten(rest, test, steps));
                }
                steps.push(Step::Either(narrow(inner.len())));
                steps.append(&mut inner);
                continue;
            }
            Piece::Optional(row) => {
                if let [Piece::One(set)] = row.as_slice() {
                    steps.push(Step::Maybe(test(set)));
                    continue;
                }
                hold(steps, Step::Optional, |steps| flatten(row, test, steps));
                continue;
            }
            Piece::SentenceStart => Step::SentenceStart,
            Piece::SentenceEnd => Step::SentenceEnd,
            Piece::TextStart => Step::TextStart,
            Piece::TextEnd => Step::TextEnd,
        };
        steps.push(step);
    }
}

/// Choices of so many rows are worth a look at whether any of them can begin.
const WIDE: usize = 3;

/// Adds a step that is followed by what it holds.
fn hold(steps: &mut Vec<Step>, step: impl Fn(u32) -> Step, fill: impl FnOnce(&mut Vec<Step>)) {
    let place = steps.len();
    steps.push(step(0));
    fill(steps);
    let held = narrow(steps.len() - place - 1);
    if let Some(place) = steps.get_mut(place) {
        *place = step(held);
    }
}

/// One bit for every pattern whose entry is read for a side, or speaks against one that is.
fn mattering(side: Option<Side>, rows: &[(&Row, Anchor)], entries: &[Entry]) -> Vec<u64> {
    let mut bits = vec![0; rows.len().div_ceil(64)];
    let is_read = |entry: &Entry| side.is_none_or(|side| entry.is_read_for(side));
    for (number, (row, _)) in rows.iter().enumerate() {
        let matters = entries.get(row.entry).is_some_and(|entry| {
            is_read(entry)
                || entries
                    .iter()
                    .filter(|other| is_read(other))
                    .any(|other| other.mitigators.iter().any(|mitigator| mitigator.is_met_by(entry)))
        });
        if matters {
            set_bit(&mut bits, number);
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use once_cell::sync::OnceCell;
    use proptest::prelude::*;

    use super::*;
    use crate::text::lexicon::Lexicon;
    use crate::text::lexicon::gist::in_units;
    use crate::text::token::{Token, Words};

    /// Every pattern, tried everywhere.
    fn plainly(rules: &Rules, said: &Said<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        let sentence = |unit: usize| said.token(unit).map(Token::sentence);
        for start in 0..said.units.len() {
            let here = |unit: &usize| sentence(*unit) == sentence(start);
            let to = start + (start..said.units.len()).take_while(here).count();
            for rule in &rules.all {
                let stop = match rule.reach {
                    Reach::Clause => clause_end(said, start, to),
                    Reach::Sentence => to,
                    Reach::Turn => said.units.len(),
                };
                let steps = &rules.steps[rule.steps[0] as usize..rule.steps[1] as usize];
                if let Some(end) = Place::new(said, start, stop).find(steps, 1) {
                    found.push(Found::of(rule.entry, narrow(start), narrow(end - start)));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Reaches, anchors, marks and kinds of which the list that is shipped makes little use.
    const OWN: &str = "goodwill-lexicon 1
language en
revision 2
extends
axes help
words fruit
  apples pears
phrase odd
  (@fruit|<number>) ~2 (<question>|$)
expand
  brb = be right back
entry x1
  company help +0.5
  scope turn
  + @odd
  - the @fruit
  + ^ (the|a)? @fruit !@negator <any> ~2 <doubled>
  + ^ we ~6 (thank|refund us) ~6 soon
  + the team fix pears
entry x2
  customer
  scope clause
  + ^^ ~3 (i|we)? (not|never)
  + ^ the team
  + fix ~9 (soon|today|@fruit) !(the|us)
  + the team will ~15 fix ~15 soon
  + <doubled>
  + <word> <word> <word> sorry
  + (we|they) ~1 (thank us|fix) ~2 (soon|today)
  - we (have to|will) ~1 fix
entry x3
  peer
  + ^^ apples
  + ^ <any> (apples|brb)
  + ^ ~3 (apples|the pears)? ~2 soon
  + ^ (we|i)? will (fix|thank us)? today
  + we ~15 (apples|the ~9 pears) $$
";

    /// What is found, and what is found plainly.
    fn both(lexicon: &Lexicon, text: &str) -> [Vec<Found>; 2] {
        in_units(lexicon, &Words::of(text), |said| {
            let mut bench = Bench::default();
            lexicon.rules.find(None, said, &mut bench, |_| true);
            let mut found = bench.found;
            found.append(&mut bench.vetoed);
            found.sort_unstable();
            found.dedup();
            [found, plainly(&lexicon.rules, said)]
        })
    }

    proptest! {
        #[test]
        fn what_is_not_tried_does_not_match(
            said in "((we|you|i|they|our|the|a|is|are|not|never|sorry|please|will|fix|send|dm|us|team|today|by|thank|refund|know|if|have|to|for|soon|5|www.a.com/b) |[,.?!] |\\. ){0,40}"
        ) {
            let [found, plainly] = both(Lexicon::english().unwrap(), &said);
            prop_assert_eq!(found, plainly);
        }

        #[test]
        fn nor_in_long_sentences_and_with_other_lists(
            said in "((we|i|the|a|not|never|sorry|will|fix|us|team|today|thank|refund|soon|apples|pears|brb|can't|5|😀) |(\\?|, |[.?!] |\\?!|!! )?){0,120}"
        ) {
            static LOADED: OnceCell<Lexicon> = OnceCell::new();
            let lexicon = LOADED.get_or_init(|| {
                Lexicon::english().unwrap().extended(&Lexicon::parse("own.lex", OWN).unwrap()).unwrap()
            });
            let [found, plainly] = both(lexicon, &said);
            prop_assert_eq!(found, plainly);
        }
    }
}
