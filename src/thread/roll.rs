//! Names numbered as they come.

use crate::event::Id;

use super::message::NONE;

/// The names seen so far, numbered from zero in the order in which they came.
///
/// A table of places beside hashes: a name's text is read only where its hash is there already.
#[derive(Debug, Default)]
pub(super) struct Roll {
    /// Side by side, so that one that is looked at does not bring in the event around it.
    names: Vec<Id>,
    /// A part of the hash and the number; a power of two of them, at most half full.
    slots: Vec<(u32, u32)>,
    last: Option<u32>,
}

impl Roll {
    /// The number of a name, a new one if it has none.
    #[inline]
    pub(super) fn number(&mut self, name: &Id) -> u32 {
        match self.last {
            Some(last) if self.names[last as usize] == *name => last,
            _ => {
                let number = self.look_up(name);
                self.last = Some(number);
                number
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "a part of a hash is meant")]
    fn look_up(&mut self, name: &Id) -> u32 {
        if self.names.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let hash = name.hash_word();
        let part = (hash >> 32) as u32;
        let mut place = hash as usize & mask;
        loop {
            let (there, number) = self.slots[place];
            if number == NONE {
                // There are fewer names than rows, and fewer rows than numbers.
                let number = u32::try_from(self.names.len()).unwrap_or(NONE);
                self.names.push(name.clone());
                self.slots[place] = (part, number);
                return number;
            }
            if there == part && self.names[number as usize] == *name {
                return number;
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    #[allow(clippy::cast_possible_truncation, reason = "a part of a hash is meant")]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 10);
        let mask = size - 1;
        self.slots = vec![(0, NONE); size];
        for (number, name) in (0..).zip(&self.names) {
            let hash = name.hash_word();
            let mut place = hash as usize & mask;
            while self.slots[place].1 != NONE {
                place = (place + 1) & mask;
            }
            self.slots[place] = ((hash >> 32) as u32, number);
        }
    }
}
