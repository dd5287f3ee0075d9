//! A list for what nobody can guess: everything is put down, and what does not stay is put over.

use std::ops::Deref;

/// A list with places behind what it holds. To put a thing there always and to count it only if it stays costs less than to
/// ask first, where the answer cannot be foreseen.
#[derive(Debug)]
pub(crate) struct Pile<T> {
    places: Vec<T>,
    count: u32,
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Self { places: Vec::new(), count: 0 }
    }
}

impl<T: Copy> Pile<T> {
    /// Forgets what it holds.
    #[inline]
    pub(crate) const fn clear(&mut self) {
        self.count = 0;
    }

    /// At least so many places behind what it holds. What stands in them is waste.
    #[inline]
    pub(crate) fn room(&mut self, more: usize, waste: T) -> &mut [T] {
        if self.places.len() < self.len() + more {
            self.grow(more, waste);
        }
        self.places.get_mut(self.count as usize..).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize, waste: T) {
        self.places.resize((self.len() + more).next_power_of_two(), waste);
    }

    /// Holds so many more of those that were put into the room.
    #[inline]
    pub(crate) const fn keep(&mut self, more: u32) {
        self.count += more;
    }

    #[inline]
    pub(crate) fn push(&mut self, thing: T) {
        if let Some(place) = self.room(1, thing).first_mut() {
            *place = thing;
        }
        self.keep(1);
    }

    /// How many places there are.
    pub(crate) fn capacity(&self) -> usize {
        self.places.len()
    }
}

impl<T> Deref for Pile<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.places.get(..self.count as usize).unwrap_or_default()
    }
}

/// Puts a thing into a room at a number that is counted on if it stays.
#[inline]
pub(crate) fn put<T>(room: &mut [T], at: &mut u32, thing: T, stays: bool) {
    if let Some(place) = room.get_mut(*at as usize) {
        *place = thing;
        *at += u32::from(stays);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_stays(things in prop::collection::vec((any::<u8>(), any::<bool>()), 0..40), more in prop::collection::vec(any::<u8>(), 0..9)) {
            let mut pile = Pile::default();
            let mut list = Vec::new();
            for round in 0..3 {
                if round == 2 {
                    pile.clear();
                    list.clear();
                }
                let (room, mut kept) = (pile.room(things.len(), 0), 0);
                for (thing, stays) in &things {
                    put(room, &mut kept, *thing, *stays);
                }
                pile.keep(kept);
                for thing in &more {
                    pile.push(*thing);
                }
                list.extend(things.iter().filter(|(_, stays)| *stays).map(|(thing, _)| *thing));
                list.extend(&more);
                prop_assert_eq!(&*pile, &*list);
            }
            prop_assert!(pile.capacity() >= pile.len());
        }
    }
}
