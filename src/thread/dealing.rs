//! Dealing the turns of an episode out to exchanges.

use std::collections::HashMap;
use std::hash::Hash;

use crate::few::Few;

/// Below this many turns a list is searched from end to end; above, it gets a table.
pub(super) const SMALL: usize = 24;

/// What dealing must know of a turn, whatever it is kept as.
pub(super) trait Dealt {
    /// Tells the customers of one thread apart.
    type Customer: Copy + Eq + Hash;

    /// Who wrote it; `None` if it is not a customer's turn.
    fn customer(&self) -> Option<Self::Customer>;

    /// Whether it stops the clock of an exchange that began with `opening`.
    fn answers(&self, opening: &Self) -> bool;
}

/// One exchange as indices into the turns of its conversation.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// The customer's run, turns that were taken back included.
    pub(super) run: Few<usize>,
    pub(super) replies: Few<usize>,
    /// This customer's exchange before.
    pub(super) previous: Option<usize>,
    /// The exchange that this customer's reaction opens.
    pub(super) next: Option<usize>,
    answered: bool,
}

impl Cut {
    /// One ask and one reply to it, the two turns of a draft.
    pub(super) const fn draft() -> Self {
        Self { run: Few::one(0), replies: Few::one(1), previous: None, next: None, answered: true }
    }
}

/// Deals turns that are in order; `targets` has, for every reply that names a turn among them, that turn.
///
/// Replies dated before the turn they name wait for it.
pub(super) fn deal<T: Dealt>(turns: &[T], targets: &[Option<usize>]) -> Vec<Cut> {
    let mut dealing = Dealing {
        cuts: Vec::new(),
        place: vec![None; turns.len()],
        latest: Latest::new(turns.len()),
        last: None,
    };
    let mut early: Vec<(usize, usize)> = Vec::new();
    let mut ready: Vec<usize> = Vec::new();
    for index in 0..turns.len() {
        match targets[index] {
            Some(target) if target > index => early.push((target, index)),
            _ => ready.push(index),
        }
        while let Some(index) = ready.pop() {
            dealing.deal(turns, index, targets[index]);
            if !early.is_empty() {
                ready.extend(
                    early.iter().rev().filter(|(target, _)| *target == index).map(|(_, reply)| *reply),
                );
            }
        }
    }
    dealing.cuts
}

/// The latest exchange of every customer.
enum Latest<C> {
    Few(Vec<(C, usize)>),
    Many(HashMap<C, usize, foldhash::fast::FixedState>),
}

impl<C: Copy + Eq + Hash> Latest<C> {
    fn new(turns: usize) -> Self {
        if turns > SMALL { Self::Many(HashMap::default()) } else { Self::Few(Vec::new()) }
    }

    fn of(&self, customer: C) -> Option<usize> {
        match self {
            Self::Few(list) => list.iter().find(|(id, _)| *id == customer).map(|(_, exchange)| *exchange),
            Self::Many(table) => table.get(&customer).copied(),
        }
    }

    fn set(&mut self, customer: C, exchange: usize) {
        match self {
            Self::Few(list) => match list.iter_mut().find(|(id, _)| *id == customer) {
                Some(entry) => entry.1 = exchange,
                None => list.push((customer, exchange)),
            },
            Self::Many(table) => {
                table.insert(customer, exchange);
            }
        }
    }
}

struct Dealing<C> {
    cuts: Vec<Cut>,
    /// The exchange that every turn dealt so far belongs to.
    place: Vec<Option<usize>>,
    latest: Latest<C>,
    /// The exchange of the customer who wrote last.
    last: Option<usize>,
}

impl<C: Copy + Eq + Hash> Dealing<C> {
    fn deal<T: Dealt<Customer = C>>(&mut self, turns: &[T], index: usize, target: Option<usize>) {
        let turn = &turns[index];
        if let Some(customer) = turn.customer() {
            let before = self.latest.of(customer);
            let exchange = match before {
                Some(open) if !self.cuts[open].answered => open,
                _ => {
                    let new = self.cuts.len();
                    if let Some(before) = before {
                        self.cuts[before].next = Some(new);
                    }
                    self.cuts.push(Cut { previous: before, ..Cut::default() });
                    self.latest.set(customer, new);
                    new
                }
            };
            self.cuts[exchange].run.push(index);
            self.place[index] = Some(exchange);
            self.last = Some(exchange);
        } else {
            let exchange = match target {
                Some(target) => self.place[target],
                None => self.last,
            };
            let Some(exchange) = exchange else { return };
            let cut = &mut self.cuts[exchange];
            cut.replies.push(index);
            cut.answered |= cut.run.first().is_some_and(|&first| turn.answers(&turns[first]));
            self.place[index] = Some(exchange);
        }
    }
}
