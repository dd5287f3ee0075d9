//! What is fitted: the parameters of trust, of the page around a subject and of storms.

use std::ops::Index;

use crate::error::{Error, Result};

/// How many numbers a fit may move.
pub(crate) const PARAMETERS: usize = 15;

/// One of the numbers that a fit may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Parameter {
    /// n₀: bad evidence assumed beforehand.
    PriorNegative,
    /// p₀: good evidence assumed beforehand.
    PriorPositive,
    /// κ: the weight of a bad event, where a good one weighs 1.
    Harm,
    /// Hn: the days in which bad evidence fades to half.
    HalfLifeNegative,
    /// Hp: the days in which good evidence fades to half.
    HalfLifePositive,
    /// ρnn: what a bad event leaves of bad evidence.
    NegativeAfterNegative,
    /// ρnp: what a good event leaves of bad evidence.
    NegativeAfterPositive,
    /// ρpn: what a bad event leaves of good evidence.
    PositiveAfterNegative,
    /// ρpp: what a good event leaves of good evidence.
    PositiveAfterPositive,
    /// c: how far the page moves a subject's prior.
    PageWeight,
    /// Hg: the days in which what the page learnt fades to half.
    PageHalfLife,
    /// W: the evidence that the page assumes beforehand.
    PagePrior,
    /// a: how far a storm moves the log-odds.
    StormWeight,
    /// Hs: the days in which a storm fades to half.
    StormHalfLife,
    /// w: the evidence that a storm must outweigh.
    StormPrior,
}

impl Parameter {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; PARAMETERS] = [
        Self::PriorNegative,
        Self::PriorPositive,
        Self::Harm,
        Self::HalfLifeNegative,
        Self::HalfLifePositive,
        Self::NegativeAfterNegative,
        Self::NegativeAfterPositive,
        Self::PositiveAfterNegative,
        Self::PositiveAfterPositive,
        Self::PageWeight,
        Self::PageHalfLife,
        Self::PagePrior,
        Self::StormWeight,
        Self::StormHalfLife,
        Self::StormPrior,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PriorNegative => "prior_negative",
            Self::PriorPositive => "prior_positive",
            Self::Harm => "harm",
            Self::HalfLifeNegative => "half_life_negative",
            Self::HalfLifePositive => "half_life_positive",
            Self::NegativeAfterNegative => "negative_after_negative",
            Self::NegativeAfterPositive => "negative_after_positive",
            Self::PositiveAfterNegative => "positive_after_negative",
            Self::PositiveAfterPositive => "positive_after_positive",
            Self::PageWeight => "page_weight",
            Self::PageHalfLife => "page_half_life",
            Self::PagePrior => "page_prior",
            Self::StormWeight => "storm_weight",
            Self::StormHalfLife => "storm_half_life",
            Self::StormPrior => "storm_prior",
        }
    }

    /// The lowest and the highest value that a fit may reach; days for half-lives.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::PriorNegative | Self::PriorPositive => (1e-4, 1e4),
            Self::Harm => (1e-2, 100.0),
            Self::HalfLifeNegative | Self::HalfLifePositive => (1.0 / 24.0, 36_525.0),
            Self::NegativeAfterNegative
            | Self::NegativeAfterPositive
            | Self::PositiveAfterNegative
            | Self::PositiveAfterPositive => (0.05, 1.0),
            Self::PageWeight | Self::StormWeight => (1e-3, 10.0),
            Self::PageHalfLife => (1.0, 36_525.0),
            Self::PagePrior => (1e-2, 1e4),
            Self::StormHalfLife => (1.0 / 86_400.0, 1.0),
            Self::StormPrior => (1e-3, 100.0),
        }
    }

    /// What it belongs to.
    #[must_use]
    pub const fn part(self) -> Part {
        match self {
            Self::PriorNegative
            | Self::PriorPositive
            | Self::Harm
            | Self::HalfLifeNegative
            | Self::HalfLifePositive => Part::Clocks,
            Self::NegativeAfterNegative
            | Self::NegativeAfterPositive
            | Self::PositiveAfterNegative
            | Self::PositiveAfterPositive => Part::OrderEffects,
            Self::PageWeight | Self::PageHalfLife | Self::PagePrior => Part::Page,
            Self::StormWeight | Self::StormHalfLife | Self::StormPrior => Part::Storm,
        }
    }
}

/// A part of the model that is there or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// Prior, weight of harm and two half-lives: always there.
    Clocks,
    /// What an event does to the evidence already held, ρ.
    OrderEffects,
    /// What the page as a whole has seen lately moves every prior on it.
    Page,
    /// Just now the page gets more bad events than its history predicts.
    Storm,
}

impl Part {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clocks => "clocks",
            Self::OrderEffects => "order effects",
            Self::Page => "page",
            Self::Storm => "storm",
        }
    }
}

/// Every parameter of trust in a community of subjects, with the parts that are on.
///
/// The log-odds of a bad event are `ln(N + n₀·e^(c·g)) − ln(P + p₀) + a·storm`: the subject's own evidence, a prior that
/// the page moves, and the storm of the minute. Without page and storm it is what [`crate::scorer::TrustDecay`] scores.
///
/// # Examples
///
/// ```
/// use goodwill::fit::{Parameter, Part, TrustModel};
///
/// let model = TrustModel::cautious().with(Parameter::Harm, 2.0)?;
/// assert_eq!(model[Parameter::Harm], 2.0);
/// assert!(model.has(Part::OrderEffects) && !model.has(Part::Page));
///
/// let error = model.with(Parameter::NegativeAfterPositive, 1.2).unwrap_err();
/// assert_eq!(error.to_string(), "negative_after_positive: 1.2 is not a number from 0.05 to 1");
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TrustModel {
    values: [f64; PARAMETERS],
    page: bool,
    storm: bool,
    bad_share: f64,
}

impl TrustModel {
    /// The preset of [`crate::scorer::TrustDecay::company_page`].
    #[must_use]
    pub const fn company_page() -> Self {
        Self::preset([2.625, 4.375, 1.0, 182.0, 182.0, 1.0, 1.0, 1.0, 1.0])
    }

    /// The preset of [`crate::scorer::TrustDecay::cautious`].
    #[must_use]
    pub const fn cautious() -> Self {
        Self::preset([1.2, 2.8, 1.0, 365.0, 365.0, 0.95, 0.9, 0.75, 0.95])
    }

    /// The preset of [`crate::scorer::TrustDecay::relationship`], with page and storm. Experimental: it was rounded
    /// from fits on two communities of one kind.
    #[must_use]
    pub const fn relationship() -> Self {
        let mut model = Self::preset([0.08, 0.7, 2.0, 75.0, 90.0, 0.955, 0.8, 0.9, 0.93]);
        model.page = true;
        model.storm = true;
        model
    }

    const fn preset(core: [f64; 9]) -> Self {
        // Page and storm as in `relationship`: where a fit starts once they are switched on.
        let [n0, p0, k, hn, hp, nn, np, pn, pp] = core;
        Self {
            values: [n0, p0, k, hn, hp, nn, np, pn, pp, 0.8, 30.0, 15.0, 1.2, 0.01, 0.5],
            page: false,
            storm: false,
            bad_share: n0 / (n0 + p0),
        }
    }

    /// The same model with another value of one parameter.
    ///
    /// # Errors
    ///
    /// Outside [`Parameter::range`].
    pub fn with(mut self, parameter: Parameter, value: f64) -> Result<Self> {
        let (low, high) = parameter.range();
        if !(low..=high).contains(&value) {
            return Err(Error::refused(parameter.name(), value, format!("a number from {low} to {high}")));
        }
        self.values[parameter as usize] = value;
        Ok(self)
    }

    /// The same model with a part switched on. Order effects are on where a ρ is below 1.
    #[must_use]
    pub const fn having(mut self, part: Part) -> Self {
        match part {
            Part::Page => self.page = true,
            Part::Storm => self.storm = true,
            Part::Clocks | Part::OrderEffects => {}
        }
        self
    }

    /// The same model without a part: order effects at 1, page or storm off.
    #[must_use]
    pub fn lacking(mut self, part: Part) -> Self {
        match part {
            Part::Page => self.page = false,
            Part::Storm => self.storm = false,
            Part::OrderEffects => {
                for parameter in Parameter::ALL {
                    if parameter.part() == Part::OrderEffects {
                        self.values[parameter as usize] = 1.0;
                    }
                }
            }
            Part::Clocks => {}
        }
        self
    }

    /// The same model with the share of bad events that the page counts as usual.
    ///
    /// # Errors
    ///
    /// Unless it is greater than 0 and less than 1.
    pub fn usual(mut self, bad_share: f64) -> Result<Self> {
        if !(bad_share > 0.0 && bad_share < 1.0) {
            return Err(Error::refused("bad_share", bad_share, "a number greater than 0 and less than 1"));
        }
        self.bad_share = bad_share;
        Ok(self)
    }

    /// Whether a part is on.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        match part {
            Part::Clocks => true,
            Part::OrderEffects => Parameter::ALL
                .into_iter()
                .any(|parameter| parameter.part() == Part::OrderEffects && self[parameter] != 1.0),
            Part::Page => self.page,
            Part::Storm => self.storm,
        }
    }

    pub(crate) const fn has_page(&self) -> bool {
        self.page
    }

    pub(crate) const fn has_storm(&self) -> bool {
        self.storm
    }

    /// The share of bad events that the page counts as usual.
    #[must_use]
    pub const fn bad_share(&self) -> f64 {
        self.bad_share
    }

    pub(crate) const fn put(&mut self, parameter: Parameter, value: f64) {
        self.values[parameter as usize] = value;
    }
}

impl Index<Parameter> for TrustModel {
    type Output = f64;

    fn index(&self, parameter: Parameter) -> &f64 {
        &self.values[parameter as usize]
    }
}
