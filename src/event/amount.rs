//! Numbers that events carry.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// A finite number: a price, a cost. Its unit is the company's own.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Amount(f64);

impl Amount {
    /// That number.
    ///
    /// # Errors
    ///
    /// When it is not finite.
    pub fn new(number: f64) -> Result<Self> {
        if number.is_finite() {
            // Adding zero turns -0 into 0, so that equal amounts have one canonical form.
            Ok(Self(number + 0.0))
        } else {
            Err(Error::refused("amount", number, "a finite number"))
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl TryFrom<f64> for Amount {
    type Error = Error;

    fn try_from(number: f64) -> Result<Self> {
        Self::new(number)
    }
}

impl From<Amount> for f64 {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

/// Stars, from 1 to 5; halves and other parts are kept.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Rating(f64);

impl Rating {
    /// That many stars.
    ///
    /// # Errors
    ///
    /// Outside 1 to 5.
    pub fn new(stars: f64) -> Result<Self> {
        if (1.0..=5.0).contains(&stars) {
            Ok(Self(stars))
        } else {
            Err(Error::refused("rating", stars, "a number of stars from 1 to 5"))
        }
    }

    /// The number of stars.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Rating {
    type Error = Error;

    fn try_from(stars: f64) -> Result<Self> {
        Self::new(stars)
    }
}

impl From<Rating> for f64 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}
