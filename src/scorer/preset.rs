//! Parameters as people write them in files: a preset's name, or a table over a preset.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};

use crate::error::Result;

/// Parameters that have presets.
pub(super) trait Preset: Sized {
    /// The names of the presets.
    const NAMES: &'static [&'static str];
    /// What a table holds, for errors.
    const TABLE: &'static str;
    /// What a file may say: a preset, and what differs from it.
    type Table: DeserializeOwned;

    /// The preset of that name.
    fn named(name: &str) -> Result<Self>;

    /// What a table says, over its preset.
    fn over(table: Self::Table) -> Result<Self>;
}

/// Reads a preset's name, or a table over a preset.
pub(super) fn read<'de, P: Preset, D: Deserializer<'de>>(deserializer: D) -> Result<P, D::Error> {
    deserializer.deserialize_any(Written(PhantomData))
}

struct Written<P>(PhantomData<P>);

impl<'de, P: Preset> Visitor<'de> for Written<P> {
    type Value = P;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a preset ({}) or a table of {}", P::NAMES.join(" "), P::TABLE)
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<P, E> {
        P::named(name).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<P, A::Error> {
        let table = serde::Deserialize::deserialize(MapAccessDeserializer::new(map))?;
        P::over(table).map_err(A::Error::custom)
    }
}
