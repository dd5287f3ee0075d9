//! A list that mostly holds one thing, and then needs no memory of its own.

use std::fmt;
use std::mem;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list: one thing in place, any other number in a vector.
///
/// Written and read as the list it is.
#[derive(Clone)]
pub(crate) enum Few<T> {
    One([T; 1]),
    Many(Vec<T>),
}

impl<T> Few<T> {
    pub(crate) const fn new() -> Self {
        Self::Many(Vec::new())
    }

    pub(crate) const fn one(thing: T) -> Self {
        Self::One([thing])
    }

    #[inline]
    pub(crate) fn push(&mut self, thing: T) {
        if self.is_empty() {
            *self = Self::One([thing]);
        } else {
            self.push_further(thing);
        }
    }

    #[inline(never)]
    fn push_further(&mut self, thing: T) {
        match mem::take(self) {
            Self::One([first]) => {
                let mut list = Vec::with_capacity(4);
                list.extend([first, thing]);
                *self = Self::Many(list);
            }
            Self::Many(mut list) => {
                list.push(thing);
                *self = Self::Many(list);
            }
        }
    }

    /// The list of those that need one.
    pub(crate) fn into_list(self) -> Option<Vec<T>> {
        match self {
            Self::One(_) => None,
            Self::Many(list) => Some(list),
        }
    }

    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        match self {
            Self::One([thing]) if keep(thing) => {}
            Self::One(_) => *self = Self::new(),
            Self::Many(list) => list.retain(keep),
        }
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        match self {
            Self::One(_) if length == 0 => *self = Self::new(),
            Self::One(_) => {}
            Self::Many(list) => list.truncate(length),
        }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(one) => one,
            Self::Many(list) => list,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::One(one) => one,
            Self::Many(list) => list,
        }
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut list: Vec<T>) -> Self {
        if list.len() > 1 {
            return Self::Many(list);
        }
        list.pop().map_or_else(Self::new, Self::one)
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut things = things.into_iter();
        let Some(first) = things.next() else { return Self::new() };
        let Some(second) = things.next() else { return Self::one(first) };
        let mut list = Vec::with_capacity(4.max(things.size_hint().0.saturating_add(2)));
        list.extend([first, second]);
        list.extend(things);
        Self::Many(list)
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        for thing in things {
            self.push(thing);
        }
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::iter::Chain<std::option::IntoIter<T>, std::vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self {
            Self::One([thing]) => (Some(thing), Vec::new()),
            Self::Many(list) => (None, list),
        };
        one.into_iter().chain(many)
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Serialize> Serialize for Few<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_does_what_a_vector_does(things in prop::collection::vec(0_u8..9, 0..5), more in prop::collection::vec(0_u8..9, 0..3), least in 0_u8..9, length in 0_usize..5) {
            let (mut few, mut list): (Few<_>, _) = (things.iter().copied().collect(), things.clone());
            prop_assert_eq!(&few, &Few::from(things));
            few.extend(more.clone());
            list.extend(more);
            prop_assert_eq!(&*few, &*list);
            prop_assert_eq!(format!("{few:?}"), format!("{list:?}"));
            let text = serde_json::to_string(&few).unwrap();
            prop_assert_eq!(&text, &serde_json::to_string(&list).unwrap());
            prop_assert_eq!(&serde_json::from_str::<Few<u8>>(&text).unwrap(), &few);
            few.retain(|thing| *thing >= least);
            list.retain(|thing| *thing >= least);
            prop_assert_eq!(&*few, &*list);
            few.truncate(length);
            list.truncate(length);
            prop_assert_eq!(few.clone().into_iter().collect::<Vec<_>>(), list);
            if let Some(first) = few.first_mut() {
                *first = 9;
                prop_assert_eq!(few[0], 9);
            }
        }
    }
}
