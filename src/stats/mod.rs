//! The arithmetic under the scores: decay, waiting times and intervals, for numbers of any kind.
//!
//! Nothing here knows of customers, companies or text. What a scorer needs to count exactly, to fade,
//! or to be unsure about lives here, each formula with the name of who wrote it down first:
//!
//! | question | start here |
//! |---|---|
//! | keep a decaying sum whose bits do not depend on the order of adding | [`Mass`], [`growth`], [`halving`] |
//! | how much is left after a while, in plain floating point | [`decayed`] |
//! | when trust falls below a line or climbs back, and what it would take | [`TwoClocks`] |
//! | how long until an answer, when some are still open | [`SurvivalCurve`] |
//! | the same of a stream, in bounded memory | [`WaitHistogram`] |
//! | how long on average up to a horizon, or what the answers are worth | [`SurvivalCurve::restricted_mean`], [`SurvivalCurve::mean_worth`] |
//! | how hard answers press on those who still wait | [`SurvivalCurve::cumulative_hazard`] |
//! | whether groups wait alike | [`LogRank`] |
//! | how sure a share is | [`wilson`], [`jeffreys`], [`beta_quantile`] |
//! | how far apart two shares are | [`newcombe`] |
//!
//! Most callers want a scorer, not this module: the scorers choose among these with documented defaults.
//!
//! # Same input, same bits
//!
//! The standard library may round `exp`, `ln` and their kin differently from platform to platform. Only
//! `+ - * /` and the square root are used from it, which IEEE 754 fixes to the last bit; everything
//! else is integer arithmetic or comes from `libm`, which is the same code everywhere.
//!
//! # Examples
//!
//! ```
//! use goodwill::stats::{self, Wait, SurvivalCurve};
//!
//! // Three questions were answered after 1, 2 and 5 hours, two have been open for 3 and 6.
//! let hour = 3_600_000;
//! let curve = SurvivalCurve::of([
//!     Wait::Answered(hour),
//!     Wait::Answered(2 * hour),
//!     Wait::Open(3 * hour),
//!     Wait::Answered(5 * hour),
//!     Wait::Open(6 * hour),
//! ]);
//! // Leaving the open ones out would say two hours.
//! assert_eq!(curve.median(), Some(5 * hour));
//!
//! // How sure is "three of five were answered"? Not very.
//! let (low, high) = stats::jeffreys(3.0, 5.0, 0.95);
//! assert!(low < 0.21 && high > 0.90);
//! ```

mod beta_binomial;
mod cumulative_hazard;
mod decay;
mod difference;
mod estimate;
mod fixed;
mod gamma;
mod histogram;
mod interval;
mod log_rank;
pub(crate) mod radix;
mod restricted_mean;
mod rounded;
mod survival;

pub(crate) use beta_binomial::{Limits, most_probable};
pub use cumulative_hazard::{HazardStep, Ties};
pub use decay::{Side, TwoClocks, decayed};
pub use difference::newcombe;
pub use estimate::Estimate;
pub use fixed::{Mass, exp2_fraction, growth, halving};
pub use gamma::chi_squared_above;
pub use histogram::WaitHistogram;
pub(crate) use interval::deviate;
pub use interval::{beta_cdf, beta_quantile, jeffreys, ln_gamma, normal_quantile, wilson};
pub use log_rank::{LogRank, Weighting};
pub use survival::{SurvivalCurve, SurvivalStep, Wait};

/// What the tests of this module measure with.
#[cfg(test)]
mod measure {
    use std::path::PathBuf;

    /// Holds a number against another, to a relative tolerance.
    #[track_caller]
    pub(super) fn close(actual: f64, expected: f64, tolerance: f64) {
        assert!((actual - expected).abs() <= tolerance * expected.abs(), "{actual} for {expected}");
    }

    /// The folder of reference values, where it is at hand; says so where it is not.
    pub(super) fn survival_fixtures() -> Option<PathBuf> {
        let folder = std::env::var_os("GOODWILL_DATA");
        if folder.is_none() {
            println!("skipped: GOODWILL_DATA is not set");
        }
        folder.map(|folder| PathBuf::from(folder).join("fixtures/survival"))
    }
}
