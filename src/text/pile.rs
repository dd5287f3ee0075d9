//! A list for what nobody can guess: everything is put down, and what does not stay is put over.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list with places behind what it holds. To put a thing there always and to count it only if it stays costs less than to
/// ask first, where the answer cannot be foreseen.
///
/// What it held before stays behind until something is put over it, so that a list which serves again is not gone through
/// to be emptied.
pub(crate) struct Pile<T> {
    places: Vec<T>,
    count: usize,
}

impl<T> Pile<T> {
    pub(crate) const fn new() -> Self {
        Self { places: Vec::new(), count: 0 }
    }

    /// Forgets what it holds.
    #[inline]
    pub(crate) const fn clear(&mut self) {
        self.count = 0;
    }

    #[inline]
    pub(crate) fn push(&mut self, thing: T) {
        self.push_with(thing, |place, thing| *place = thing, |thing| thing);
    }

    /// Adds a thing made of its parts: by `renew` where an earlier one stands, or afresh.
    #[inline]
    pub(crate) fn push_with<P>(
        &mut self,
        parts: P,
        renew: impl FnOnce(&mut T, P),
        make: impl FnOnce(P) -> T,
    ) {
        match self.places.get_mut(self.count) {
            Some(place) => renew(place, parts),
            None => self.push_behind(make(parts)),
        }
        self.count += 1;
    }

    /// Room for so many things in all, and no more.
    #[inline]
    pub(crate) fn reserve(&mut self, all: usize) {
        if self.places.capacity() < all {
            self.places.reserve_exact(all - self.places.len());
        }
    }

    #[cold]
    #[inline(never)]
    fn push_behind(&mut self, thing: T) {
        self.places.push(thing);
    }

    /// What stands in a place, held or left behind.
    pub(crate) fn place_mut(&mut self, number: usize) -> Option<&mut T> {
        self.places.get_mut(number)
    }

    /// How many places there are.
    pub(crate) fn capacity(&self) -> usize {
        self.places.len()
    }
}

impl<T: Copy> Pile<T> {
    /// At least so many places behind what it holds. What stands in them is waste.
    #[inline]
    pub(crate) fn room(&mut self, more: usize, waste: T) -> &mut [T] {
        if self.places.len() < self.count + more {
            self.grow(more, waste);
        }
        self.places.get_mut(self.count..).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize, waste: T) {
        self.places.resize((self.count + more).next_power_of_two(), waste);
    }

    /// Holds so many more of those that were put into the room.
    #[inline]
    pub(crate) const fn keep(&mut self, more: usize) {
        self.count += more;
    }
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<Vec<T>> for Pile<T> {
    fn from(places: Vec<T>) -> Self {
        Self { count: places.len(), places }
    }
}

impl<T> Extend<T> for Pile<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        things.into_iter().for_each(|thing| self.push(thing));
    }
}

impl<T: Clone> Clone for Pile<T> {
    fn clone(&self) -> Self {
        self.to_vec().into()
    }
}

impl<T: fmt::Debug> fmt::Debug for Pile<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T: PartialEq> PartialEq for Pile<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Serialize> Serialize for Pile<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pile<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl<T> Deref for Pile<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        self.places.get(..self.count).unwrap_or_default()
    }
}

impl<T> DerefMut for Pile<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        self.places.get_mut(..self.count).unwrap_or_default()
    }
}

/// Puts a thing into a room at a number that is counted on if it stays.
#[inline]
pub(crate) fn put<T>(room: &mut [T], at: &mut usize, thing: T, stays: bool) {
    if let Some(place) = room.get_mut(*at) {
        *place = thing;
        *at += usize::from(stays);
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
