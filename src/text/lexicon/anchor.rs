//! Where a pattern is looked for: at the rarest of its words that stands so many words after its beginning.
//!
//! What is rare is told by the examples of the lexicon itself. It decides how fast patterns are, never what they match.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::phrase::{Piece, Set, firsts};
use crate::text::token::Kind;

use super::entry::Reach;
use super::profile::KINDS;
use super::share::Where;

/// How often words and kinds of tokens are met.
#[derive(Debug, Default)]
pub(super) struct Common {
    words: HashMap<u64, u32, FixedState>,
    kinds: [u32; KINDS],
}

impl Common {
    /// A word is met so many times more often than one of which nothing is known.
    pub(super) fn add_word(&mut self, key: u64, times: u32) {
        *self.words.entry(key).or_insert(1) += times;
    }

    pub(super) fn add_kind(&mut self, kind: Kind, times: u32) {
        if let Some(count) = self.kinds.get_mut(kind as usize) {
            *count += times;
        }
    }

    /// How often a set is met, roughly: what matters is the order.
    pub(super) fn of(&self, set: &Set) -> u32 {
        if set.is_any() {
            u32::MAX
        } else {
            self.counts(set).fold(0, |sum, (_, often)| u32::saturating_add(sum, often))
        }
    }

    /// What is in a set, and how often that is met.
    fn counts(&self, set: &Set) -> impl Iterator<Item = (u64, u32)> {
        let words = set.keys().iter().map(|key| (*key, self.words.get(key).copied().unwrap_or(1)));
        let kinds = (0..).zip(&self.kinds).filter(|(kind, _)| set.kinds() >> kind & 1 == 1);
        words.chain(kinds.map(|(kind, often)| (kind, *often + 1)))
    }

    /// What is in a set, and which share of all units that is, roughly.
    pub(super) fn parts(&self, set: &Set) -> impl Iterator<Item = (u64, f64)> {
        let all = f64::from(self.kinds.iter().copied().fold(1, u32::saturating_add));
        self.counts(set).map(move |(part, often)| (part, f64::from(often) / all))
    }

    /// Which share of all units is in a set, roughly.
    pub(super) fn share(&self, set: &Set) -> f64 {
        self.parts(set).map(|(_, share)| share).sum()
    }
}

/// What a pattern waits for, in sets of units.
#[derive(Debug, Default)]
pub(super) struct Anchor {
    /// Where it is tried; if nothing is told, where a sentence begins.
    pub(super) at: Option<Set>,
    /// How many units before that its match begins, at least and at most.
    pub(super) offset: [u8; 2],
    /// Whether its match begins where the sentence does, which need not always be as far.
    pub(super) opens: bool,
    /// What the unit before it or behind it must be.
    pub(super) beside: Option<(Where, Set)>,
    /// The rarest of what must be met in its sentence besides.
    pub(super) needs: [Option<Set>; 2],
}

/// A set of which every match has a unit, and how far behind its beginning that stands at least and at most.
struct Must {
    set: Set,
    offset: [u8; 2],
}

impl Must {
    /// How far behind the beginning it stands, where that is always as far.
    fn always(&self) -> Option<u8> {
        let [least, most] = self.offset;
        (least == most).then_some(least)
    }
}

impl Anchor {
    /// The best place for a pattern. One that opens a sentence is looked for there, by its first unit.
    pub(super) fn of(row: &[Piece], reach: Reach, common: &Common) -> Self {
        let opens = matches!(row.first(), Some(Piece::SentenceStart | Piece::TextStart));
        let mut musts = musts(row);
        musts.sort_by_cached_key(|must| common.of(&must.set));
        // What reaches over the whole message may find all but its beginning in another sentence.
        let from_start = opens || reach == Reach::Turn;
        let is_place = |must: &Must| must.always().is_some_and(|offset| offset == 0 || !from_start);
        // What may begin with anything opens a sentence, and any of its units will do.
        let place = musts.iter().position(is_place);
        let opens = place.is_none() && reach != Reach::Turn;
        let place = place.or((opens && !musts.is_empty()).then_some(0));
        let mut anchor = Self { opens, ..Self::default() };
        if let Some(Must { set, offset }) = place.map(|place| musts.remove(place)) {
            anchor.at = Some(set);
            anchor.offset = offset;
        }
        let near = |must: &Must| match i16::from(must.always()?) - i16::from(anchor.offset[0]) {
            1 if !anchor.opens => Some(Where::Behind),
            -1 if !anchor.opens => Some(Where::Before),
            _ => None,
        };
        let beside = musts.iter().enumerate().find_map(|(place, must)| Some((place, near(must)?)));
        anchor.beside = beside.map(|(place, side)| (side, musts.remove(place).set));
        if reach != Reach::Turn {
            // What stands beside it shares its bits with more than what it shares them with here.
            let beside = anchor.beside.iter().map(|(_, set)| set.clone());
            let mut rarest = musts.into_iter().map(|must| must.set).chain(beside);
            anchor.needs = [rarest.next(), rarest.next()];
        }
        anchor
    }

    /// What decides whether the pattern is looked at where its unit is met, if anything does.
    pub(super) fn decisive(&self) -> Option<(Where, &Set)> {
        let beside = self.beside.as_ref().map(|(side, set)| (*side, set));
        beside.or_else(|| Some((Where::Around, self.needs[0].as_ref()?)))
    }

    /// What is asked of other units, where, and about how often.
    pub(super) fn asked(&self, common: &Common) -> impl Iterator<Item = (Where, &Set, f64)> {
        let often = self.at.as_ref().map_or(1.0, |set| common.share(set));
        let decisive = self.decisive();
        let passed = decisive.map_or(1.0, |(_, set)| common.share(set));
        let needs = self.needs.iter().flatten().map(move |set| (Where::Sentence, set, often * passed));
        decisive.map(|(place, set)| (place, set, often)).into_iter().chain(needs)
    }
}

/// All sets of which every match of a row has a unit.
fn musts(row: &[Piece]) -> Vec<Must> {
    // A row may begin with something that can be left out, or with a choice.
    let mut musts = Vec::new();
    for (offset, set) in [told(row), second(row)].into_iter().enumerate() {
        let offset = u8::try_from(offset).unwrap_or_default();
        musts.extend(set.map(|set| Must { set, offset: [offset; 2] }));
    }
    let mut offset = [0; 2];
    for piece in row {
        if let Some(set) = told(std::slice::from_ref(piece)) {
            if !musts.iter().any(|must| must.offset == offset) {
                musts.push(Must { set, offset });
            }
        } else if let Some(set) = need(piece) {
            let [_, most] = width(piece);
            musts.push(Must { set, offset: [offset[0], offset[1].saturating_add(most)] });
        }
        offset = sum(offset, width(piece));
    }
    musts
}

/// What the first unit of a row must be, if the row always has one and it cannot be anything.
fn told(row: &[Piece]) -> Option<Set> {
    let mut first = Set::default();
    let passed = firsts(row, &mut first);
    (!passed && !first.is_any()).then_some(first)
}

/// What the second unit of a match must be, if every match has one and it cannot be anything.
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

/// What some unit of a piece must be.
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

/// How many units a piece takes, at least and at most.
fn width(piece: &Piece) -> [u8; 2] {
    let of_row = |row: &Vec<Piece>| row.iter().map(width).fold([0; 2], sum);
    match piece {
        Piece::One(_) => [1; 2],
        Piece::Gap(most) => [0, *most],
        Piece::Optional(row) => [0, of_row(row)[1]],
        Piece::Either(rows) => {
            let widths = || rows.iter().map(of_row);
            let least = widths().map(|[least, _]| least).min();
            [least.unwrap_or_default(), widths().map(|[_, most]| most).max().unwrap_or_default()]
        }
        _ => [0; 2],
    }
}

fn sum(left: [u8; 2], right: [u8; 2]) -> [u8; 2] {
    [left[0].saturating_add(right[0]), left[1].saturating_add(right[1])]
}
