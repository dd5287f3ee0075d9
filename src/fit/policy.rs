//! From fitted parameters to a scorer and back.

use std::time::Duration;

use super::model::{Parameter, Part, TrustModel};
use crate::error::Result;
use crate::scorer::{Onlookers, OnlookersBuilder, OrderEffects, TrustDecay, TrustDecayBuilder};

impl TrustModel {
    /// The scorer with these parameters. It sees one key at a time: page and storm are left out, so fit it
    /// without them, or learn a witness with [`TrustModel::onlookers`].
    ///
    /// It serialises as the `trust` part of a policy file.
    ///
    /// # Errors
    ///
    /// When a parameter is outside what [`TrustDecayBuilder::build`] accepts.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::fit::TrustModel;
    /// use goodwill::scorer::TrustDecay;
    ///
    /// assert_eq!(TrustModel::cautious().scorer(TrustDecay::builder())?, TrustDecay::cautious());
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn scorer(&self, builder: TrustDecayBuilder) -> Result<TrustDecay> {
        let life = |parameter| {
            let seconds: f64 = self[parameter] * 86_400.0;
            Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
        };
        builder
            .prior(self[Parameter::PriorNegative], self[Parameter::PriorPositive])
            .harm(self[Parameter::Harm])
            .half_lives(life(Parameter::HalfLifeNegative), life(Parameter::HalfLifePositive))
            .order_effects(OrderEffects::new(
                self[Parameter::NegativeAfterNegative],
                self[Parameter::NegativeAfterPositive],
                self[Parameter::PositiveAfterNegative],
                self[Parameter::PositiveAfterPositive],
            )?)
            .build()
    }

    /// What onlookers of a page go by with these parameters, to be built; `None` where the model has no page.
    ///
    /// Ratings are public: where what was fitted to were outcomes, let them count with
    /// [`OnlookersBuilder::unseen`](crate::scorer::OnlookersBuilder::unseen).
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::fit::TrustModel;
    /// use goodwill::scorer::TrustDecay;
    ///
    /// let model = TrustModel::relationship();
    /// let trust = model.scorer(TrustDecay::builder())?;
    /// assert!(model.onlookers(trust).unwrap().build().is_ok());
    /// assert!(TrustModel::cautious().onlookers(TrustDecay::cautious()).is_none());
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    #[must_use]
    pub fn onlookers(&self, evidence: TrustDecay) -> Option<OnlookersBuilder> {
        let seconds = self[Parameter::PageHalfLife] * 86_400.0;
        self.has(Part::Page).then(|| {
            Onlookers::of(evidence)
                .weight(self[Parameter::PageWeight])
                .half_life(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
                .prior(self[Parameter::PagePrior])
                .usual(self.bad_share())
        })
    }
}

impl TryFrom<&TrustDecay> for TrustModel {
    type Error = crate::error::Error;

    /// The parameters of a scorer.
    ///
    /// # Errors
    ///
    /// When one of them is outside [`Parameter::range`].
    fn try_from(scorer: &TrustDecay) -> Result<Self> {
        let (n0, p0) = scorer.prior();
        let (negative, positive) = scorer.half_lives();
        let effects = scorer.order_effects();
        let days = |length: Duration| length.as_secs_f64() / 86_400.0;
        let mut model = Self::relationship().lacking(Part::Page).lacking(Part::Storm);
        for (parameter, value) in [
            (Parameter::PriorNegative, n0),
            (Parameter::PriorPositive, p0),
            (Parameter::Harm, scorer.harm()),
            (Parameter::HalfLifeNegative, days(negative)),
            (Parameter::HalfLifePositive, days(positive)),
            (Parameter::NegativeAfterNegative, effects.negative_after_negative()),
            (Parameter::NegativeAfterPositive, effects.negative_after_positive()),
            (Parameter::PositiveAfterNegative, effects.positive_after_negative()),
            (Parameter::PositiveAfterPositive, effects.positive_after_positive()),
        ] {
            model = model.with(parameter, value)?;
        }
        model.usual(n0 / (n0 + p0))
    }
}
