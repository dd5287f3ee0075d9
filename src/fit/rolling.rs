//! Refitting as time goes on.

use super::estimate::Fit;
use super::ratings::Ratings;
use crate::error::Result;

/// Foretells from a rolling origin: the ratings from `first` on are cut into blocks, and each block is foretold by a
/// model fitted to everything before it.
///
/// The numbers before `first` come from the first fit, which has seen them. Measure from `first` on.
///
/// # Errors
///
/// When no subject has two ratings before `first`.
///
/// # Examples
///
/// ```
/// use goodwill::fit::{Fit, Mark, Measures, Ratings, TrustModel, rolling};
///
/// let mut ratings = Ratings::new();
/// for day in 0..30 {
///     for subject in ["ana", "ben"] {
///         let mark = if subject == "ben" && day % 3 > 0 { Mark::Bad } else { Mark::Good };
///         ratings.push(subject, f64::from(day) * 86_400.0, mark)?;
///     }
/// }
/// let foretold = rolling(&Fit::from(TrustModel::cautious()), &ratings, 30, 3)?;
/// let measures = Measures::of(&ratings.outcomes(&foretold, 30..60));
/// assert!(measures.rows == 30 && measures.auc > 0.6);
/// # Ok::<(), goodwill::Error>(())
/// ```
pub fn rolling(fit: &Fit, ratings: &Ratings, first: usize, blocks: usize) -> Result<Vec<f64>> {
    let first = first.min(ratings.len());
    let rest = ratings.len() - first;
    let blocks = blocks.max(1);
    let mut foretold = Vec::new();
    for block in 0..blocks {
        let origin = first + rest * block / blocks;
        let next = first + rest * (block + 1) / blocks;
        let model = fit.run(ratings, origin)?.model().clone();
        let all = model.foretell(ratings);
        if block == 0 {
            foretold.extend_from_slice(&all[..origin]);
        }
        foretold.extend_from_slice(&all[origin..next]);
    }
    Ok(foretold)
}
