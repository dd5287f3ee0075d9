//! Patterns ready to be run: which of them can match in a sentence at all, and where those that can do.
//!
//! Every word that stands in a pattern has a small number, and every unit of a message a profile by its numbers: which tests it passes,
//! and which patterns begin with it. A sentence is gone through from its end: a pattern waits for what must follow its first
//! piece, or else for the rarest of the pieces that it cannot do without, and where these are met, it is tried. One whose first
//! piece may be any word is looked for where its second stands; one that opens a sentence only there.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::phrase::{Piece, REACH, Set, firsts};
use crate::text::scan::narrow;
use crate::text::token::Kind;

use super::entry::{Entry, Reach, Side};
use super::place::{Place, Step};
use super::profile::{Index, Numbers, Pairs, Sweep, set_bit};
use super::unit::{Found, Said};

/// Customer, company, peer, and all of them.
pub(super) const SIDES: usize = 4;

/// What begins with anything where a sentence begins, among the profiles.
pub(super) const START: u32 = 0;

/// A pattern of an entry before words have numbers.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry: usize,
    pub(super) veto: bool,
    pub(super) pieces: Vec<Piece>,
}

/// What a pattern opens, if it must.
#[derive(Clone, Copy, Debug)]
enum Opening {
    Sentence,
    Text,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    entry: u32,
    veto: bool,
    /// Whether its entry has conditions on where a match stands.
    conditional: bool,
    reach: Reach,
    /// Whether it can only begin where a sentence does; then that is its first step.
    opening: Option<Opening>,
    /// How many units are known to fit the first steps where it is tried.
    begun: u8,
    /// Whether it is nothing but its first unit.
    alone: bool,
    /// The test of the unit after the first, if it can be told; or [`ANYTHING`].
    next: u32,
    /// The test of the first unit, where the pattern waits for that beside its second one; or [`ANYTHING`].
    before: u32,
    /// The two rarest of the needs of a match, as bits of [`Met`]; or [`NOTHING`].
    needs: [u16; 2],
    /// Where its steps lie in `Rules::steps`.
    steps: [u32; 2],
}

/// The test that everything passes, and the need that is always met.
const ANYTHING: u32 = 0;
const NOTHING: u16 = 0;

/// What of its needs a sentence meets, one bit each. Needs may share a bit: they only tell where a pattern is worth a try.
pub(super) type Met = [u64; NEEDS];

/// How many numbers of 64 bits hold the needs of all patterns.
pub(super) const NEEDS: usize = 8;

/// So many of the needs have a bit of their own.
const OWN: usize = NEEDS * 64 / 2;

/// Whether both of two needs are met.
#[inline]
pub(super) fn are_met(met: &Met, [one, two]: [u16; 2]) -> bool {
    let bit = |need: u16| met[usize::from(need) / 64 % NEEDS] >> (need % 64);
    bit(one) & bit(two) & 1 == 1
}

/// What a pattern waits for where its first piece stands, or its second.
#[derive(Clone, Copy, Debug)]
pub(super) enum Waits {
    /// It does not matter for the side.
    Never,
    /// For nothing: the unit is a match of that entry.
    Alone(u32),
    /// For the next unit to pass a test.
    Next(u32),
    /// For the unit before to pass a test: it is tried where its second piece stands, from there on.
    Before(u32),
    /// For a need to be met from there on.
    Met(u16),
    /// For nothing: it must be tried.
    Open,
}

/// The tests of all patterns, each once.
struct Tests {
    known: HashMap<Asked, u32, FixedState>,
    pairs: Pairs,
}

/// What tells tests apart: words, kinds, doubled marks, anything.
type Asked = (Vec<u64>, u32, bool, bool);

impl Tests {
    /// With the test that everything passes.
    fn new(numbers: &mut Numbers) -> Self {
        let mut tests = Self { known: HashMap::default(), pairs: Pairs::default() };
        tests.of(&Set::any(), numbers);
        tests
    }

    fn of(&mut self, set: &Set, numbers: &mut Numbers) -> u32 {
        let next = self.known.len();
        self.numbered(set, next, numbers)
    }

    /// The number of a test, which is the given one if it is new.
    fn numbered(&mut self, set: &Set, next: usize, numbers: &mut Numbers) -> u32 {
        let asked = (set.keys().to_vec(), set.only_kinds(), set.is_doubled(), set.is_any());
        *self.known.entry(asked).or_insert_with(|| {
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
    /// The tests that a unit passes.
    pub(super) tests: Index,
    /// The patterns that are tried where a unit stands: their first piece, or, where that may be any word, their second.
    pub(super) anchors: Index,
    /// The patterns that may begin with anything, tried where a sentence begins.
    pub(super) at_start: Vec<u32>,
    /// The needs that a unit meets.
    pub(super) needs: Index,
    /// The patterns that matter for what each side writes, one bit each; last, all.
    pub(super) sides: [Vec<u64>; SIDES],
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
    /// `common` says how often a word is met, next to one that is not listed there.
    pub(super) fn of(
        rows: &[Row],
        entries: &[Entry],
        negators: &Set,
        common: &HashMap<u64, u32, FixedState>,
    ) -> Self {
        let mut numbers = Numbers::default();
        let mut tests = Tests::new(&mut numbers);
        let mut needed = Tests::new(&mut numbers);
        // Patterns that matter for the same sides stand together, so that there is less to look through.
        let mut rows: Vec<&Row> = rows.iter().collect();
        // So do those that begin with the same words, of which the commonest have to do with most patterns.
        rows.sort_by_cached_key(|row| {
            let mut first = Set::default();
            let _ = firsts(&row.pieces, &mut first);
            let often = |key: &u64| common.get(key).copied().unwrap_or(0);
            let word = first.keys().iter().map(|key| (Reverse(often(key)), *key)).min();
            let read = |side| entries.get(row.entry).is_some_and(|entry| entry.is_read_for(side));
            let side = match (read(Side::Customer), read(Side::Company)) {
                (true, false) => 0,
                (true, true) => 1,
                (false, _) => 2,
            };
            (side, word)
        });
        let words = rows.len().div_ceil(64);
        // What is asked of the next unit is numbered first: for one word it then lies close together.
        let next: Vec<u32> = rows
            .iter()
            .map(|row| {
                second(after_opening(&row.pieces).1).map_or(ANYTHING, |set| tests.of(&set, &mut numbers))
            })
            .collect();
        let before: Vec<Option<(&Set, &Set)>> = rows.iter().map(|row| rarer(row, entries, common)).collect();
        let before: Vec<_> = before
            .into_iter()
            .map(|pair| pair.map(|(one, two)| (tests.of(one, &mut numbers), two)))
            .collect();
        let mut anchors = Pairs::default();
        let mut at_start = Vec::new();
        let mut all = Vec::with_capacity(rows.len());
        let mut steps = Vec::new();
        for (((number, row), next), before) in rows.iter().enumerate().zip(next).zip(before) {
            let entry = entries.get(row.entry);
            let from = narrow(steps.len());
            let (opening, pieces) = after_opening(&row.pieces);
            flatten(&row.pieces, &mut |set| tests.of(set, &mut numbers), &mut steps);
            let begun = match pieces {
                [Piece::One(one), Piece::One(two), ..] if !one.is_any() && !two.is_any() => 2,
                [Piece::One(one), ..] if !one.is_any() => 1,
                _ => 0,
            };
            let conditional = entry.is_some_and(Entry::is_conditional);
            let reach = entry.map_or_else(Reach::default, |entry| entry.reach);
            all.push(Rule {
                entry: narrow(row.entry),
                veto: row.veto,
                conditional,
                reach,
                opening,
                begun,
                alone: begun == 1 && pieces.len() == 1 && opening.is_none() && !conditional && !row.veto,
                next,
                before: before.map_or(ANYTHING, |(test, _)| test),
                needs: [NOTHING; 2],
                steps: [from, narrow(steps.len())],
            });
            let mut first = Set::default();
            let _ = firsts(&row.pieces, &mut first);
            if let Some((_, two)) = before {
                anchors.enter(two, number, &mut numbers);
            } else if first.is_any() {
                at_start.push(narrow(number));
            } else {
                anchors.enter(&first, number, &mut numbers);
            }
        }
        let wanted: Vec<Vec<Set>> =
            rows.iter().zip(&all).map(|(row, rule)| wanted(row, rule, common)).collect();
        // What is met often has a bit of its own; what is met seldom can share one.
        let mut each: Vec<&Set> = wanted.iter().flatten().collect();
        each.sort_by_key(|need| Reverse(rarity(need, common)));
        for need in each {
            let next = needed.known.len();
            let next = if next < OWN { next } else { OWN + next % (NEEDS * 64 - OWN) };
            needed.numbered(need, next, &mut numbers);
        }
        for (rule, wanted) in all.iter_mut().zip(&wanted) {
            for (need, wanted) in rule.needs.iter_mut().zip(wanted) {
                *need = u16::try_from(needed.of(wanted, &mut numbers)).unwrap_or(NOTHING);
            }
        }
        let negators = tests.of(negators, &mut numbers);
        let count = numbers.0.len();
        Self {
            all,
            steps,
            tests: Index::of(tests.pairs, count, tests.known.len().div_ceil(64)),
            anchors: Index::of(anchors, count, words),
            needs: Index::of(needed.pairs, count, NEEDS),
            at_start,
            sides: [Some(Side::Customer), Some(Side::Company), Some(Side::Peer), None]
                .map(|side| mattering(side, &rows, entries)),
            negators,
            keys: numbers.0,
        }
    }

    /// What a pattern needs somewhere in a match.
    pub(super) fn needs_of(&self, rule: u32) -> [u16; 2] {
        self.all.get(rule as usize).map_or([NOTHING; 2], |rule| rule.needs)
    }

    /// What a pattern waits for where its first piece stands, in what a side writes.
    pub(super) fn waits(&self, rule: u32, lane: usize) -> Waits {
        let bit = rule as usize;
        let sides = self.sides.get(lane).and_then(|side| side.get(bit / 64)).copied().unwrap_or(0);
        match self.all.get(bit) {
            Some(rule) if sides >> (bit % 64) & 1 == 1 => match rule {
                Rule { alone: true, entry, .. } => Waits::Alone(*entry),
                Rule { before, .. } if *before != ANYTHING => Waits::Before(*before),
                Rule { next: ANYTHING, needs: [NOTHING, _], .. } => Waits::Open,
                Rule { next: ANYTHING, needs: [need, _], .. } => Waits::Met(*need),
                Rule { next, .. } => Waits::Next(*next),
            },
            _ => Waits::Never,
        }
    }

    /// Whether a pattern can only begin where a sentence does.
    pub(super) fn is_opening(&self, rule: u32) -> bool {
        self.all.get(rule as usize).is_some_and(|rule| rule.opening.is_some())
    }

    /// The number of a word; 0 for one that stands in no pattern.
    pub(super) fn number(&self, key: u64) -> u32 {
        self.keys.get(&key).copied().unwrap_or(0)
    }

    pub(super) fn is_negator(&self, said: &Said<'_>, unit: usize) -> bool {
        said.passes(unit, self.negators)
    }

    /// All matches that `holds` agrees to, and all vetoes.
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
        let profiles = said.profiles;
        let mut from = 0;
        for end in said.ends {
            let to = *end as usize;
            let units = said.units.get(from..to).unwrap_or_default();
            profiles.sweep(units, said.units.get(to), narrow(from), lane, sweep, found);
            for &(rule, start) in &sweep.tried {
                let Some(rule) = self.all.get(rule as usize) else { continue };
                let Some(end) = self.run(rule, said, start as usize, from..to) else { continue };
                let hit = Found::of(rule.entry, start, narrow(end) - start);
                if rule.veto {
                    vetoed.push(hit);
                } else if !rule.conditional || holds(hit) {
                    found.push(hit);
                }
            }
            from = to;
        }
    }

    /// Where a pattern ends that begins at `start`, in its sentence; the first units are known to fit.
    fn run(&self, rule: &Rule, said: &Said<'_>, start: usize, sentence: Range<usize>) -> Option<usize> {
        match rule.opening {
            Some(Opening::Sentence) if start != sentence.start => return None,
            Some(Opening::Text) if start != 0 => return None,
            _ => {}
        }
        let done = usize::from(rule.begun);
        let [from, to] = rule.steps;
        let from = from as usize + usize::from(rule.opening.is_some()) + done;
        let mut steps = self.steps.get(from..to as usize)?;
        let mut end = start + done;
        // Most fail at, or are nothing but, single units one after the other.
        while let Some((Step::One(test), rest)) = steps.split_first() {
            if !said.passes(end, *test) {
                return None;
            }
            end += 1;
            steps = rest;
        }
        if steps.is_empty() && rule.reach == Reach::Sentence {
            return (end <= sentence.end && end - start <= REACH).then_some(end);
        }
        let stop = match rule.reach {
            Reach::Clause => clause_end(said, start, sentence.end),
            Reach::Sentence => sentence.end,
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

/// What a pattern opens, if it must, and the rest of it.
fn after_opening(pieces: &[Piece]) -> (Option<Opening>, &[Piece]) {
    match pieces {
        [Piece::SentenceStart, rest @ ..] => (Some(Opening::Sentence), rest),
        [Piece::TextStart, rest @ ..] => (Some(Opening::Text), rest),
        all => (None, all),
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

/// What the second unit of a match may be, if every match has one and it cannot be anything.
fn second(row: &[Piece]) -> Option<Set> {
    let mut set = Set::default();
    (!seconds(row, &mut set) && !set.is_any()).then_some(set)
}

/// Collects what the second unit of a row may be; true if the row may end before it, or if it is not told.
fn seconds(row: &[Piece], second: &mut Set) -> bool {
    let Some((piece, rest)) = row.split_first() else { return true };
    let mut after = |side: &[Piece]| seconds(&[side, rest].concat(), second);
    match piece {
        Piece::One(_) => firsts(rest, second),
        Piece::Gap(_) => true,
        Piece::Either(rows) => {
            let mut open = false;
            for row in rows {
                open |= after(row);
            }
            open
        }
        Piece::Optional(row) => after(row) || seconds(rest, second),
        _ => seconds(rest, second),
    }
}

/// The first two pieces of a pattern, if it is better tried where the second stands: where the first may be any word.
fn rarer<'r>(
    row: &'r Row,
    entries: &[Entry],
    common: &HashMap<u64, u32, FixedState>,
) -> Option<(&'r Set, &'r Set)> {
    // What reaches over the whole message may begin in the sentence before.
    if entries.get(row.entry).is_none_or(|entry| entry.reach == Reach::Turn) {
        return None;
    }
    match row.pieces.as_slice() {
        [Piece::One(one), Piece::One(two), ..] if !one.is_any() && !two.is_any() => {
            (rarity(one, common) >= COMMON && rarity(two, common) < COMMON).then_some((one, two))
        }
        _ => None,
    }
}

/// The sets of which a match must hold a unit each; not those of the first ones, which are there where a pattern is tried.
fn needs(row: &[Piece], begun: u8) -> Vec<Set> {
    let begins =
        row.iter().position(|piece| matches!(piece, Piece::One(_) | Piece::Either(_) | Piece::Gap(_)));
    let rest = match begins.and_then(|at| row.get(at).map(|piece| (at, piece))) {
        // With something optional before it, the first may be absent where the pattern is tried.
        Some((at, Piece::One(_)))
            if row.iter().take(at).all(|piece| !matches!(piece, Piece::Optional(_))) =>
        {
            row.get(at + usize::from(begun).max(1)..).unwrap_or_default()
        }
        _ => row,
    };
    rest.iter().filter_map(need).collect()
}

/// The rarest of the needs of a pattern that are worth noting.
fn wanted(row: &Row, rule: &Rule, common: &HashMap<u64, u32, FixedState>) -> Vec<Set> {
    // A pattern that reaches over the whole message may find what it needs in another sentence.
    let mut needs = if rule.reach == Reach::Turn { Vec::new() } else { needs(&row.pieces, rule.begun) };
    needs.retain(|need| rarity(need, common) < COMMON);
    needs.sort_by_key(|need| rarity(need, common));
    needs.truncate(rule.needs.len());
    needs
}

fn need(piece: &Piece) -> Option<Set> {
    match piece {
        Piece::One(set) if !set.is_any() => Some(set.clone()),
        Piece::Either(rows) => {
            let mut whole = Set::default();
            for row in rows {
                whole.join(row.iter().find_map(need).as_ref()?);
            }
            Some(whole)
        }
        _ => None,
    }
}

/// A need that is met in every other sentence is none.
const COMMON: u32 = 2_000;

/// How often a set is met, roughly: what matters is the order.
fn rarity(set: &Set, common: &HashMap<u64, u32, FixedState>) -> u32 {
    let keys =
        set.keys().iter().fold(0_u32, |sum, key| sum.saturating_add(common.get(key).copied().unwrap_or(1)));
    let kinds = set.kinds();
    let by_kind = if kinds >> Kind::Word as u32 & 1 == 1 { COMMON } else { kinds.count_ones() * 50 };
    keys.saturating_add(by_kind)
}

/// One bit for every pattern whose entry is read for a side, or speaks against one that is.
fn mattering(side: Option<Side>, rows: &[&Row], entries: &[Entry]) -> Vec<u64> {
    let mut bits = vec![0; rows.len().div_ceil(64)];
    let is_read = |entry: &Entry| side.is_none_or(|side| entry.is_read_for(side));
    for (number, row) in rows.iter().enumerate() {
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
entry x2
  customer
  scope clause
  + ^^ ~3 (i|we)? (not|never)
  + ^ the team
  + fix ~9 (soon|today|@fruit) !(the|us)
  + the team will ~15 fix ~15 soon
  + <doubled>
  + <word> <word> <word> sorry
entry x3
  peer
  + ^^ apples
  + ^ <any> (apples|brb)
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
