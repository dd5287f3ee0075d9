//! Patterns ready to be run: which of them can match in a sentence at all, and where those that can do.
//!
//! Every word that stands in a pattern has a small number, and every unit of a message a profile by its numbers: which tests it passes,
//! and which patterns it has to do with. A sentence is gone through from its end: a pattern waits for the two rarest of
//! the pieces that it cannot do without, and where its first piece stands and both were met behind it, it is tried.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::phrase::{Piece, REACH, Set, firsts};
use crate::text::token::Kind;

use super::entry::{Entry, Reach, Side};
use super::place::{Place, Step};
use super::profile::{Index, Numbers, Pairs, narrow, set_bit};
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

/// What a pattern opens, if it must.
#[derive(Clone, Copy, Debug)]
enum Opening {
    Sentence,
    Text,
}

#[derive(Clone, Debug)]
struct Rule {
    entry: usize,
    veto: bool,
    reach: Reach,
    /// The test of the unit after the first, if it can be told and no step asks for it at once.
    second: Option<u32>,
    /// Whether it can only begin where a sentence does; then that is its first step.
    opening: Option<Opening>,
    /// Whether the first unit is known to fit the first step that takes one.
    begun: bool,
    /// Where its steps lie in `Rules::steps`.
    steps: Range<usize>,
}

/// The tests of all patterns, each once.
#[derive(Default)]
struct Tests {
    known: HashMap<Asked, u32, FixedState>,
    pairs: Pairs,
}

/// What tells tests apart: words, kinds, doubled marks, anything.
type Asked = (Vec<u64>, u32, bool, bool);

impl Tests {
    fn of(&mut self, set: &Set, numbers: &mut Numbers) -> u32 {
        let next = self.known.len();
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
    /// The patterns that may begin with a unit.
    pub(super) first: Index,
    /// The patterns that a unit gives the first of what they need, then, after all of these, the second.
    pub(super) needs: Index,
    /// The patterns that may begin with anything, tried where a sentence begins.
    at_start: Vec<usize>,
    /// What of its needs a pattern does not have, as if it were met.
    free: Vec<[u64; 2]>,
    /// The patterns that matter for what each side writes, one bit each; last, all.
    pub(super) sides: [Vec<u64>; SIDES],
    negators: u32,
}

/// What matching needs besides: kept from message to message, so that matching does not allocate.
#[derive(Debug, Default)]
pub(super) struct Bench {
    /// Of each 64 patterns those of which the first need was met so far, and the second.
    ready: Vec<[u64; 2]>,
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
        let mut tests = Tests::default();
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
        let mut free = [vec![0; words], vec![0; words]];
        let (mut firsts_of, mut needs_of) = (Pairs::default(), Pairs::default());
        let mut at_start = Vec::new();
        let mut all = Vec::with_capacity(rows.len());
        let mut steps = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let reach = entries.get(row.entry).map_or_else(Reach::default, |entry| entry.reach);
            let from = steps.len();
            let (opening, pieces) = match row.pieces.as_slice() {
                [Piece::SentenceStart, rest @ ..] => (Some(Opening::Sentence), rest),
                [Piece::TextStart, rest @ ..] => (Some(Opening::Text), rest),
                all => (None, all),
            };
            flatten(&row.pieces, &mut |set| tests.of(set, &mut numbers), &mut steps);
            all.push(Rule {
                entry: row.entry,
                veto: row.veto,
                reach,
                second: second(pieces).map(|set| tests.of(&set, &mut numbers)),
                opening,
                begun: matches!(pieces.first(), Some(Piece::One(set)) if !set.is_any()),
                steps: from..steps.len(),
            });
            let mut first = Set::default();
            let _ = firsts(&row.pieces, &mut first);
            if first.is_any() {
                at_start.push(number);
            } else {
                firsts_of.enter(&first, number, &mut numbers);
            }
            // A pattern that reaches over the whole message may find what it needs in another sentence.
            let mut needs = if reach == Reach::Turn { Vec::new() } else { needs(&row.pieces) };
            needs.sort_by_key(|need| rarity(need, common));
            let mut needs = needs.iter().filter(|need| rarity(need, common) < COMMON);
            for (half, free) in free.iter_mut().enumerate() {
                match needs.next() {
                    Some(need) => needs_of.enter(need, words * 64 * half + number, &mut numbers),
                    None => set_bit(free, number),
                }
            }
        }
        let negators = tests.of(negators, &mut numbers);
        let count = numbers.0.len();
        let [one, two] = free;
        Self {
            all,
            steps,
            tests: Index::of(tests.pairs, count, tests.known.len().div_ceil(64)),
            first: Index::of(firsts_of, count, words),
            needs: Index::of(needs_of, count, words * 2),
            at_start,
            free: one.into_iter().zip(two).map(|(one, two)| [one, two]).collect(),
            sides: [Some(Side::Customer), Some(Side::Company), Some(Side::Peer), None]
                .map(|side| mattering(side, &rows, entries)),
            negators,
            keys: numbers.0,
        }
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
        let Bench { ready, found, vetoed } = bench;
        found.clear();
        vetoed.clear();
        let mattering = self.sides.get(lane).map(Vec::as_slice).unwrap_or_default();
        let mut from = 0;
        for end in said.ends {
            let to = *end as usize;
            let mut attempt = |candidate: usize, start: usize| {
                let Some(rule) = self.all.get(candidate) else { return };
                let Some(end) = self.run(rule, said, start, from..to) else { return };
                let hit = Found { entry: rule.entry, start, end };
                if rule.veto {
                    vetoed.push(hit);
                } else if holds(hit) {
                    found.push(hit);
                }
            };
            ready.clone_from(&self.free);
            let ready = ready.as_mut_slice();
            for (start, unit) in (from..to).zip(said.units.get(from..to).unwrap_or_default()).rev() {
                for part in said.profiles.parts(unit.profile, lane) {
                    let Some(ready) = ready.get_mut(part.word as usize) else { continue };
                    let (one, two) = (ready[0] | part.needs[0], ready[1] | part.needs[1]);
                    *ready = [one, two];
                    let mut tried = part.first & one & two;
                    while tried != 0 {
                        attempt(part.word as usize * 64 + tried.trailing_zeros() as usize, start);
                        tried &= tried - 1;
                    }
                }
            }
            for &rule in &self.at_start {
                let can = ready
                    .get(rule / 64)
                    .zip(mattering.get(rule / 64))
                    .is_some_and(|(ready, side)| (ready[0] & ready[1] & side) >> (rule % 64) & 1 == 1);
                if can {
                    attempt(rule, from);
                }
            }
            from = to;
        }
    }

    /// Where a pattern ends that begins at `start`, in its sentence.
    fn run(&self, rule: &Rule, said: &Said<'_>, start: usize, sentence: Range<usize>) -> Option<usize> {
        match rule.opening {
            Some(Opening::Sentence) if start != sentence.start => return None,
            Some(Opening::Text) if start != 0 => return None,
            _ => {}
        }
        if rule.second.is_some_and(|test| !said.passes(start + 1, test)) {
            return None;
        }
        // Most fail at, or are nothing but, single units one after the other.
        let mut steps =
            self.steps.get(rule.steps.start + usize::from(rule.opening.is_some())..rule.steps.end)?;
        let mut done = 0;
        while let Some((Step::One(test), rest)) = steps.split_first() {
            if (done > 0 || !rule.begun) && !said.passes(start + done, *test) {
                return None;
            }
            done += 1;
            steps = rest;
        }
        let stop = match rule.reach {
            Reach::Clause => clause_end(said, start, sentence.end),
            Reach::Sentence => sentence.end,
            Reach::Turn => said.units.len(),
        };
        let end = start + done;
        if end > stop || done > REACH {
            return None;
        }
        if steps.is_empty() {
            return Some(end);
        }
        Place::new(said, start, stop).find(steps, 1 << done)
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

/// What the second unit of a match may be, if every match has one, it cannot be anything, and it is not simply the second piece.
fn second(row: &[Piece]) -> Option<Set> {
    if let [Piece::One(_), Piece::One(_), ..] = row {
        return None;
    }
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

/// The sets of which a match must hold a unit each; not the first, which is there where a pattern is tried.
fn needs(row: &[Piece]) -> Vec<Set> {
    let begins =
        row.iter().position(|piece| matches!(piece, Piece::One(_) | Piece::Either(_) | Piece::Gap(_)));
    let rest = match begins.and_then(|at| row.get(at).map(|piece| (at, piece))) {
        // With something optional before it, the first may be absent where the pattern is tried.
        Some((at, Piece::One(_)))
            if row.iter().take(at).all(|piece| !matches!(piece, Piece::Optional(_))) =>
        {
            row.get(at + 1..).unwrap_or_default()
        }
        _ => row,
    };
    rest.iter().filter_map(need).collect()
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
            let to = start + (start..).take_while(|unit| sentence(*unit) == sentence(start)).count();
            for rule in &rules.all {
                let stop = match rule.reach {
                    Reach::Clause => clause_end(said, start, to),
                    Reach::Sentence => to,
                    Reach::Turn => said.units.len(),
                };
                let steps = &rules.steps[rule.steps.clone()];
                if let Some(end) = Place::new(said, start, stop).find(steps, 1) {
                    found.push(Found { entry: rule.entry, start, end });
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
