//! Names of things in the outside world: messages, threads, customers, pages.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use foldhash::SharedSeed;
use foldhash::fast::SeedableRandomState;
use once_cell::sync::Lazy;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// A name given by the outside world: never blank, cheap to clone, compare and look up.
///
/// A text of up to 22 bytes is kept in place, a longer one is shared between clones. Its hash is kept beside it, so
/// that tables keyed by ids do not read the text again. Order is the order of the text.
///
/// # Examples
///
/// ```
/// use goodwill::event::Id;
///
/// let id = Id::new("t-1017")?;
/// assert_eq!(id.as_str(), "t-1017");
/// assert_eq!(Id::new("  ").unwrap_err().to_string(), "id: \"  \" is not a name with at least one visible character");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone)]
pub struct Id {
    hash: u64,
    text: Text,
}

/// As many bytes as find room beside a length where a shared text needs its place.
const SHORT: usize = 22;

/// A text that costs nothing to copy while it is short. One text has one form.
#[derive(Clone)]
enum Text {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Arc<str>),
}

impl Text {
    fn new(text: impl AsRef<str> + Into<Arc<str>>) -> Self {
        let short = text.as_ref().as_bytes();
        let mut bytes = [0; SHORT];
        match (u8::try_from(short.len()), bytes.get_mut(..short.len())) {
            (Ok(length), Some(place)) => {
                place.copy_from_slice(short);
                Self::Short { length, bytes }
            }
            _ => Self::Long(text.into()),
        }
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Short { length, bytes } => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Self::Long(text) => text.as_bytes(),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            // They came from a text.
            Self::Short { .. } => std::str::from_utf8(self.as_bytes()).unwrap_or_default(),
            Self::Long(text) => text,
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Short { length, bytes }, Self::Short { length: others, bytes: other }) => {
                length == others && bytes == other
            }
            (Self::Long(text), Self::Long(other)) => Arc::ptr_eq(text, other) || text == other,
            _ => false,
        }
    }
}

/// One seed per process: tables cannot be filled with names that were chosen to collide. No output
/// depends on it: nothing that iterates over a hash table depends on the order.
static SEED: Lazy<SeedableRandomState> =
    Lazy::new(|| SeedableRandomState::with_seed(0, SharedSeed::global_random()));

impl Id {
    /// The id with that text.
    ///
    /// # Errors
    ///
    /// When the text is empty or only white space.
    pub fn new(text: impl AsRef<str> + Into<Arc<str>>) -> Result<Self> {
        if text.as_ref().trim().is_empty() {
            return Err(Error::refused(
                "id",
                format_args!("{:?}", text.as_ref()),
                "a name with at least one visible character",
            ));
        }
        let hash = SEED.hash_one(text.as_ref());
        Ok(Self { hash, text: Text::new(text) })
    }

    /// The hash of the text; another one in another process.
    pub(crate) const fn hash_word(&self) -> u64 {
        self.hash
    }

    /// A part of the hash, never the largest number: names that differ here are two.
    pub(crate) const fn short_hash(&self) -> u32 {
        (self.hash >> 33) as u32
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.text == other.text
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        // The order of bytes is the order of the text.
        if self == other { Ordering::Equal } else { self.text.as_bytes().cmp(other.text.as_bytes()) }
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({:?})", self.as_str())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl TryFrom<&str> for Id {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl TryFrom<String> for Id {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::new(text)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(text.into_owned()).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_text_is_equal_whoever_made_it() {
        let one = Id::new("a").unwrap();
        let two = Id::new(String::from("a")).unwrap();
        assert_eq!(one, two);
        assert_eq!(SEED.hash_one(&one), SEED.hash_one(&two));
        assert!(one < Id::new("b").unwrap());
    }

    #[test]
    fn short_and_long_texts_are_one_kind_of_name() {
        let texts: Vec<String> =
            (1..48).map(|length| "é".repeat(length)).chain((1..48).map(|n| "m".repeat(n))).collect();
        let ids: Vec<_> = texts.iter().map(|text| Id::new(text.as_str()).unwrap()).collect();
        for (text, id) in texts.iter().zip(&ids) {
            assert_eq!(
                (id.as_str(), id.to_string(), format!("{id:?}")),
                (&**text, text.clone(), format!("Id({text:?})"))
            );
            assert_eq!(serde_json::from_str::<Id>(&serde_json::to_string(id).unwrap()).unwrap(), *id);
            for (other, there) in texts.iter().zip(&ids) {
                assert_eq!(id.cmp(there), text.cmp(other));
                assert_eq!(*id == there.clone(), text == other);
            }
        }
        assert_eq!((size_of::<Id>(), size_of::<Option<Id>>()), (32, 32));
    }

    #[test]
    fn blank_is_refused_on_every_road() {
        for blank in ["", " ", "\t\n", "\u{3000}"] {
            assert!(Id::new(blank).is_err());
            assert!(serde_json::from_value::<Id>(blank.into()).is_err());
        }
        assert!(Id::new("\0").is_ok());
    }
}
