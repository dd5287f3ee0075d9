//! What [`TrustDecay`](super::TrustDecay) remembers of a key.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::trust_evidence::{For, Source};
use super::trust_order::OrderEffects;
use crate::stats::{Mass, growth};
use crate::time::{Timestamp, milliseconds};

/// Epochs further behind the newest are dropped: less than 2⁻⁶⁴ of them is left.
const LIVE_EPOCHS: i32 = 64;

/// Masses by side and source.
pub(super) type Masses = [[f64; Source::COUNT]; 2];

/// Evidence for and against trust by basis.
///
/// Where no event touches what came before, exact sums by epoch; otherwise a segment of time as a map of what was held
/// before it. Its serialised form names its version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustState(pub(super) Held);

#[allow(clippy::enum_variant_names, reason = "what each is about is order")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Held {
    #[serde(rename = "any_order_1")]
    AnyOrder(Epochs),
    #[serde(rename = "in_order_1")]
    InOrder(Box<Segment>),
    /// Evidence came out of order, and the scorer depends on it: nothing can be said any more.
    #[serde(rename = "out_of_order_1")]
    OutOfOrder(Timestamp),
}

impl Default for Held {
    fn default() -> Self {
        Self::AnyOrder(Epochs::default())
    }
}

impl TrustState {
    /// The date of the newest evidence.
    #[must_use]
    pub fn newest(&self) -> Option<Timestamp> {
        match &self.0 {
            Held::AnyOrder(epochs) => epochs.newest,
            Held::InOrder(segment) => Some(segment.to),
            Held::OutOfOrder(newest) => Some(*newest),
        }
    }

    /// The bytes that it takes up in memory, those that it points to included.
    #[must_use]
    pub fn size(&self) -> usize {
        size_of::<Self>()
            + match &self.0 {
                Held::AnyOrder(epochs) => epochs.cells.capacity() * size_of::<Cell>(),
                Held::InOrder(segment) => {
                    size_of::<Segment>() + segment.masses.capacity() * size_of::<(For, Source, Real)>()
                }
                Held::OutOfOrder(_) => 0,
            }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.0, Held::AnyOrder(epochs) if epochs.newest.is_none())
    }
}

/// Both half-lives, of bad and of good evidence.
pub(super) type Lives = [Duration; 2];

/// The evidence in epochs of one half-life, in integers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Epochs {
    /// Sorted by side, epoch and source, each once, none worth nothing.
    cells: Vec<Cell>,
    newest: Option<Timestamp>,
}

/// An epoch fits 32 bits: no half-life is below an hour, and there are 175 million hours in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cell {
    side: For,
    epoch: i32,
    source: Source,
    mass: Mass,
}

impl Cell {
    const fn key(&self) -> (For, i32, Source) {
        (self.side, self.epoch, self.source)
    }
}

impl Epochs {
    pub(super) fn add(&mut self, side: For, source: Source, at: Timestamp, lives: &Lives, weight: f64) {
        let life = milliseconds(lives[side as usize]).max(1);
        let epoch = at.as_millisecond().div_euclid(life);
        let offset = at.as_millisecond().rem_euclid(life);
        let mass = Mass::from_f64(weight).scaled(growth(offset.unsigned_abs(), life.unsigned_abs()));
        let epoch = i32::try_from(epoch).unwrap_or(if epoch < 0 { i32::MIN } else { i32::MAX });
        self.put(Cell { side, epoch, source, mass });
        self.prune(side);
        self.newest = self.newest.max(Some(at));
    }

    fn put(&mut self, cell: Cell) {
        if cell.mass == Mass::ZERO {
            return;
        }
        match self.cells.binary_search_by_key(&cell.key(), Cell::key) {
            Ok(place) => {
                if let Some(there) = self.cells.get_mut(place) {
                    there.mass += cell.mass;
                }
            }
            Err(place) => self.cells.insert(place, cell),
        }
    }

    fn prune(&mut self, side: For) {
        let start = self.cells.partition_point(|cell| cell.side < side);
        let end = self.cells.partition_point(|cell| cell.side <= side);
        let Some(cells) = self.cells.get(start..end) else { return };
        let (Some(oldest), Some(newest)) = (cells.first(), cells.last()) else { return };
        let live = newest.epoch.saturating_sub(LIVE_EPOCHS);
        if oldest.epoch < live {
            self.cells.retain(|cell| cell.side != side || cell.epoch >= live);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for cell in &other.cells {
            self.put(*cell);
        }
        for side in For::BOTH {
            self.prune(side);
        }
        self.newest = self.newest.max(other.newest);
    }

    pub(super) fn masses(&self, as_of: Timestamp, lives: &Lives) -> Masses {
        let mut masses = Masses::default();
        for cell in &self.cells {
            let life = milliseconds(lives[cell.side as usize]).max(1);
            #[allow(clippy::cast_precision_loss, reason = "instants and epochs are exact in a float")]
            let halvings =
                (as_of.as_millisecond() as f64 - f64::from(cell.epoch) * life as f64) / life as f64;
            masses[cell.side as usize][cell.source as usize] += cell.mass.to_f64() * libm::exp2(-halvings);
        }
        masses
    }

    pub(super) fn is_sound(&self) -> bool {
        self.cells.windows(2).all(|pair| pair[0].key() < pair[1].key())
            && self.cells.iter().all(|cell| cell.mass > Mass::ZERO)
            && (self.newest.is_some() || self.cells.is_empty())
    }
}

/// A float that is stored by its bits, so that text formats bring back the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Real(u64);

impl Real {
    const fn of(number: f64) -> Self {
        Self(number.to_bits())
    }

    const fn get(self) -> f64 {
        f64::from_bits(self.0)
    }

    /// Whether it is a finite number of 0 or more.
    fn is_amount(self) -> bool {
        (0.0..f64::INFINITY).contains(&self.get())
    }
}

/// A stretch of time: of what was held before it, this much is left at its end, and this much has come.
///
/// With (N, P) before and (N', P') after, N' = aₙ·N + bₙ and P' = aₚ·P + bₚ: maps that compose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Segment {
    from: Timestamp,
    to: Timestamp,
    /// How often its events halve what was held before; the time between its ends comes on top.
    halvings: [Real; 2],
    /// What has come, as it stands at the end: by side and source, in their order, each once.
    masses: Vec<(For, Source, Real)>,
}

impl Segment {
    pub(super) const fn at(instant: Timestamp) -> Self {
        Self { from: instant, to: instant, halvings: [Real::of(0.0); 2], masses: Vec::new() }
    }

    /// Lets time pass; `false` if it would have to run backwards.
    fn wait(&mut self, until: Timestamp, lives: &Lives) -> bool {
        if until < self.to {
            return false;
        }
        if until > self.to {
            let left = lives.map(|life| libm::exp2(-halvings(self.to, until, life)));
            self.to = until;
            self.scale(left);
        }
        true
    }

    fn scale(&mut self, left: [f64; 2]) {
        for (side, _, mass) in &mut self.masses {
            *mass = Real::of(mass.get() * left[*side as usize]);
        }
        // What has faded beyond the smallest float is gone, so that no state grows by it.
        self.masses.retain(|(_, _, mass)| mass.get() > 0.0);
    }

    fn put(&mut self, side: For, source: Source, mass: f64) {
        match self.masses.binary_search_by_key(&(side, source), |(side, source, _)| (*side, *source)) {
            Ok(place) => {
                if let Some((_, _, there)) = self.masses.get_mut(place) {
                    *there = Real::of((there.get() + mass).min(f64::MAX));
                }
            }
            Err(place) => self.masses.insert(place, (side, source, Real::of(mass))),
        }
    }

    /// Takes one piece of evidence in; `false` if it is older than what is there.
    pub(super) fn add(
        &mut self,
        (side, source): (For, Source),
        at: Timestamp,
        (weight, mass): (f64, f64),
        lives: &Lives,
        effects: &OrderEffects,
    ) -> bool {
        if !self.wait(at, lives) {
            return false;
        }
        let taken = effects.halvings(side == For::Negative, weight);
        if taken != [0.0; 2] {
            self.scale(taken.map(|halvings| libm::exp2(-halvings)));
            self.halvings =
                [0, 1].map(|side| Real::of((self.halvings[side].get() + taken[side]).min(f64::MAX)));
        }
        if mass > 0.0 {
            self.put(side, source, mass);
        }
        true
    }

    /// Goes on with what came after; `false` if that began before this ended.
    pub(super) fn follow(&mut self, next: &Self, lives: &Lives) -> bool {
        if !self.wait(next.from, lives) {
            return false;
        }
        let mut passed = lives.map(|life| halvings(next.from, next.to, life));
        for (side, passed) in passed.iter_mut().enumerate() {
            *passed += next.halvings[side].get();
            self.halvings[side] =
                Real::of((self.halvings[side].get() + next.halvings[side].get()).min(f64::MAX));
        }
        self.scale(passed.map(|halvings| libm::exp2(-halvings)));
        self.to = next.to;
        for (side, source, mass) in &next.masses {
            self.put(*side, *source, mass.get());
        }
        true
    }

    pub(super) fn masses(&self, as_of: Timestamp, lives: &Lives) -> Masses {
        let mut masses = Masses::default();
        let left = lives.map(|life| libm::exp2(-halvings(self.to, as_of, life)));
        for (side, source, mass) in &self.masses {
            masses[*side as usize][*source as usize] = mass.get() * left[*side as usize];
        }
        masses
    }

    pub(super) fn is_sound(&self) -> bool {
        self.from <= self.to
            && self.halvings.iter().all(|halvings| halvings.is_amount())
            && self.masses.iter().all(|(_, _, mass)| mass.is_amount() && mass.get() > 0.0)
            && self.masses.windows(2).all(|pair| (pair[0].0, pair[0].1) < (pair[1].0, pair[1].1))
    }
}

/// How many half-lives lie between two instants; none where time has not passed.
pub(super) fn halvings(from: Timestamp, to: Timestamp, life: Duration) -> f64 {
    to.since(from).as_secs_f64() / life.as_secs_f64()
}
