//! The statistics beside those of other packages: lifelines, R's survival, scipy.
//!
//! Small reference values come with the crate (`tests/fixtures/survival`, with their sources); all there are, and any others of
//! the same form, are read from `$GOODWILL_DATA/fixtures/survival`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers of tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use goodwill::scorer::{EmpiricalBayes, Peer};
use goodwill::stats::{LogRank, SurvivalCurve, Ties, Wait, Weighting, beta_quantile, jeffreys, wilson};
use serde_json::Value;

/// Folders with reference values: the one of this crate, and the full one where it is at hand.
pub(super) fn folders() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/survival")];
    match std::env::var_os("GOODWILL_DATA") {
        Some(folder) => folders.push(PathBuf::from(folder).join("fixtures/survival")),
        None => println!(
            "skipped: GOODWILL_DATA is not set; only the values that come with the crate are compared"
        ),
    }
    folders
}

fn json(file: &Path) -> Option<Value> {
    let text = fs::read_to_string(file).ok()?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Every case of a folder: the name of its file, and the values of all its waits together or of a group.
pub(super) fn cases(folder: &Path) -> Vec<(String, Value)> {
    let mut cases = Vec::new();
    for (name, file) in files(folder) {
        match file.get("all") {
            Some(all) => {
                cases.push((name.clone(), all.clone()));
                for group in file["groups"].as_array().into_iter().flatten() {
                    cases.push((format!("{name}, group {}", group["level"]), group.clone()));
                }
            }
            None => cases.extend(
                file.as_object().unwrap().iter().map(|(case, values)| (case.clone(), values.clone())),
            ),
        }
    }
    cases
}

fn files(folder: &Path) -> Vec<(String, Value)> {
    let mut files: Vec<(String, Value)> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter_map(|file| {
            let name = file.file_name()?.to_str()?.to_owned();
            let is_curve =
                name.starts_with("km_") && file.extension().is_some_and(|extension| extension == "json");
            is_curve.then(|| (name, json(&file).unwrap()))
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

pub(super) fn floats(list: &Value) -> Vec<Option<f64>> {
    list.as_array().into_iter().flatten().map(Value::as_f64).collect()
}

/// The waits of a case, exactly: the bits of a float that is not negative are in its order.
pub(super) fn seconds(case: &Value) -> Vec<(f64, bool)> {
    let events = floats(&case["events"]).into_iter().map(|event| event != Some(0.0));
    floats(&case["durations"]).into_iter().flatten().zip(events).collect()
}

fn curve(case: &Value) -> SurvivalCurve {
    SurvivalCurve::of(seconds(case).into_iter().map(|(time, answered)| {
        if answered { Wait::Answered(time.to_bits()) } else { Wait::Open(time.to_bits()) }
    }))
}

/// The largest relative difference of each quantity, and how often it was compared.
#[derive(Default)]
struct Differences(BTreeMap<&'static str, (f64, u64)>);

impl Differences {
    /// Relative to the reference, or absolute where that is zero.
    fn compare(&mut self, quantity: &'static str, actual: f64, expected: f64) {
        let difference = if actual == expected {
            0.0
        } else if expected == 0.0 {
            actual.abs()
        } else {
            ((actual - expected) / expected).abs()
        };
        let entry = self.0.entry(quantity).or_default();
        entry.0 = if difference.is_nan() { f64::INFINITY } else { entry.0.max(difference) };
        entry.1 += 1;
    }

    fn print(&self) {
        println!("{:<44} {:>8}  largest relative difference", "quantity", "compared");
        for (quantity, (largest, compared)) in &self.0 {
            println!("{quantity:<44} {compared:>8}  {largest:.1e}");
        }
    }

    #[track_caller]
    fn hold(&self, quantities: &[(&str, f64)]) {
        self.print();
        for (quantity, (largest, _)) in &self.0 {
            let limit = quantities
                .iter()
                .find(|(prefix, _)| quantity.starts_with(prefix))
                .map_or(1e-12, |(_, limit)| *limit);
            assert!(*largest <= limit, "{quantity}: {largest:e} is more than {limit:e}");
        }
    }
}

fn compare_curve(name: &str, case: &Value, differences: &mut Differences) {
    let curve = curve(case);
    assert_eq!(curve.n(), case["n"].as_u64().unwrap(), "{name}");

    // The table counts the waits; where nothing happens it has no step of ours.
    let table = &case["event_table"];
    let column =
        |name: &str| floats(&table[name]).into_iter().map(|count| count.unwrap() as u64).collect::<Vec<_>>();
    let (at_risk, observed, censored) = (column("at_risk"), column("observed"), column("censored"));
    let rows: Vec<(u64, u64, u64, u64)> = floats(&table["time"])
        .into_iter()
        .enumerate()
        .map(|(row, time)| (time.unwrap().to_bits(), at_risk[row], observed[row], censored[row]))
        .filter(|row| row.2 + row.3 > 0)
        .collect();
    let steps: Vec<_> =
        curve.steps().iter().map(|step| (step.time, step.at_risk, step.events, step.censored)).collect();
    assert_eq!(steps, rows, "{name}");

    let at = |time: f64| curve.steps().iter().position(|step| step.time == time.to_bits());
    let km = &case["km"];
    let (hazards, apart) = (curve.cumulative_hazard(Ties::Together), curve.cumulative_hazard(Ties::OneByOne));
    for (row, time) in floats(&km["time"]).into_iter().enumerate() {
        let time = time.unwrap();
        let expected = |name: &str| floats(&km[name])[row];
        differences.compare("survival", curve.survival_at(time.to_bits()), expected("survival").unwrap());
        let Some(step) = at(time).map(|index| curve.steps()[index]) else { continue };
        match expected("greenwood_var_formula") {
            Some(variance) => differences.compare("survival, Greenwood's variance", step.variance, variance),
            // Nobody is left, and the formula divides by their number.
            None => assert_eq!((step.at_risk, step.survival), (step.events, 0.0), "{name}"),
        }
        let (low, high) = curve.interval_at(time.to_bits(), 0.95);
        for (bound, name) in [(low, "ci95_loglog_lower"), (high, "ci95_loglog_upper")] {
            if let Some(expected) = expected(name) {
                differences.compare("survival, log-log bounds", bound, expected);
            }
        }
    }
    let hazard = &case["nelson_aalen_nosmooth"];
    let smooth = floats(&case["nelson_aalen_smooth_FH"]);
    for (row, time) in floats(&hazard["time"]).into_iter().enumerate() {
        let Some(index) = at(time.unwrap()) else { continue };
        let expected = |name: &str| floats(&hazard[name])[row];
        let step = hazards[index];
        differences.compare("hazard, Nelson-Aalen", step.hazard, expected("H").unwrap());
        if let Some(variance) = expected("cumulative_sq") {
            differences.compare("hazard, its variance", step.variance, variance);
        }
        let (low, high) = step.interval(0.95);
        for (bound, name) in [(low, "ci95_lower"), (high, "ci95_upper")] {
            if let Some(expected) = expected(name) {
                differences.compare("hazard, its bounds", bound, expected);
            }
        }
        if let Some(Some(expected)) = smooth.get(row) {
            differences.compare("hazard, Fleming-Harrington", apart[index].hazard, *expected);
        }
    }
    let asked = &case["survival_at"];
    for (time, expected) in floats(&asked["t"]).into_iter().zip(floats(&asked["S"])) {
        differences.compare(
            "survival at times asked",
            curve.survival_at(time.unwrap().to_bits()),
            expected.unwrap(),
        );
    }

    // Times are met to the bit or not at all.
    let time = |value: &Value| value.as_f64().map(f64::to_bits);
    for (left, expected) in case["quantiles_S_le_q"].as_object().into_iter().flatten() {
        assert_eq!(
            curve.fallen_to(left.parse().unwrap()),
            time(expected),
            "{name}: the time with {left} left"
        );
        differences.compare("quantiles (the same time)", 0.0, 0.0);
    }
    assert_eq!(curve.fallen_to(0.5), time(&case["median"]), "{name}: the median");
    let bounds = &case["median_ci95"];
    assert_eq!(
        curve.quantile_interval(0.5, 0.95),
        (time(&bounds[0]), time(&bounds[1])),
        "{name}: the bounds of the median"
    );
    differences.compare("bounds of the median (the same time)", 0.0, 0.0);
    for mean in case["rmst"].as_array().into_iter().flatten() {
        let tau = mean["tau"].as_f64().unwrap();
        let ours = curve.restricted_mean_by(tau, f64::from_bits);
        differences.compare("restricted mean", ours.value, mean["mean"].as_f64().unwrap());
        // What lifelines calls the variance is that of min(T, τ), by numerical integration: E(min(T, τ)²) − μ². It is read here to
        // say that it is not the square of the standard error.
        let mut moment = 0.0;
        let (mut before, mut survival) = (0.0_f64, 1.0);
        for (end, next) in curve
            .steps()
            .iter()
            .map(|step| (f64::from_bits(step.time).min(tau), step.survival))
            .chain([(tau, 0.0)])
        {
            moment += survival * (end * end - before * before);
            (before, survival) = (end, next);
        }
        let spread = moment - ours.value * ours.value;
        let theirs = mean["lifelines_variance"].as_f64().unwrap();
        assert!((spread - theirs).abs() <= 1e-2 * (1.0 + theirs), "{name}: {spread} for {theirs}");
    }
}

fn compare_groups(file: &Value, differences: &mut Differences) {
    let groups: Vec<SurvivalCurve> = file["groups"].as_array().into_iter().flatten().map(curve).collect();
    if let Some(expected) = file["logrank_k"].as_object() {
        let test = LogRank::between(&groups, Weighting::LogRank);
        assert_eq!(u64::from(test.degrees()), expected["df"].as_u64().unwrap());
        differences.compare("log-rank, k groups", test.statistic(), expected["chi2"].as_f64().unwrap());
        differences.compare(
            "log-rank, k groups, p",
            test.p_value().unwrap(),
            expected["p"].as_f64().unwrap(),
        );
    }
    for (kind, expected) in file["two_sample"].as_object().into_iter().flatten() {
        let (weighting, quantity) = match kind.as_str() {
            "logrank" => (Weighting::LogRank, "two groups, log-rank"),
            "wilcoxon" => (Weighting::Wilcoxon, "two groups, Wilcoxon"),
            "tarone-ware" => (Weighting::TaroneWare, "two groups, Tarone-Ware"),
            "peto" => (Weighting::Peto, "two groups, Peto"),
            "fleming-harrington" => {
                let exponent = |name: &str| expected[name].as_f64().unwrap();
                // The weights of the reference overwrote its p-value.
                (
                    Weighting::FlemingHarrington { p: exponent("p"), q: exponent("q") },
                    "two groups, Fleming-Harrington",
                )
            }
            other => panic!("no test {other}"),
        };
        let test = LogRank::between(&groups, weighting);
        differences.compare(quantity, test.statistic(), expected["chi2"].as_f64().unwrap());
        if kind != "fleming-harrington" {
            differences.compare("two groups, p", test.p_value().unwrap(), expected["p"].as_f64().unwrap());
        }
    }
}

#[test]
fn survival_is_that_of_lifelines() {
    let mut differences = Differences::default();
    for folder in folders() {
        for (name, case) in cases(&folder) {
            compare_curve(&name, &case, &mut differences);
        }
        for (_, file) in files(&folder) {
            compare_groups(&file, &mut differences);
        }
    }
    assert!(differences.0["survival"].1 > 100 && differences.0["log-rank, k groups"].1 >= 3);
    differences.hold(&[]);
}

#[test]
fn restricted_means_and_tests_are_those_of_r() {
    let mut differences = Differences::default();
    for folder in folders() {
        let Some(anchor) = json(&folder.join("r_survival_anchor.json")) else { continue };
        for (name, values) in anchor["files"].as_object().unwrap() {
            let file = json(&folder.join(name)).unwrap();
            let all = curve(&file["all"]);
            for mean in values["rmean"].as_array().into_iter().flatten() {
                let number = |name: &str| mean[name].as_f64().unwrap();
                let ours = all.restricted_mean_by(number("tau"), f64::from_bits);
                differences.compare("restricted mean", ours.value, number("R_rmean"));
                differences.compare("restricted mean, standard error", ours.standard_error, number("R_se"));
            }
            let groups: Vec<SurvivalCurve> =
                file["groups"].as_array().into_iter().flatten().map(curve).collect();
            if let Some(expected) = values["logrank"]["R_chi2"].as_f64() {
                let ours = LogRank::between(&groups, Weighting::LogRank).statistic();
                differences.compare("log-rank", ours, expected);
            }
            if let Some(expected) = values["logrank"]["R_rho1_peto"].as_f64() {
                let ours =
                    LogRank::between(&groups, Weighting::FlemingHarrington { p: 1.0, q: 0.0 }).statistic();
                differences.compare("log-rank with rho = 1", ours, expected);
            }
        }
    }
    assert!(differences.0["restricted mean, standard error"].1 >= 9);
    differences.hold(&[]);
}

#[test]
fn shares_and_priors_are_those_of_scipy() {
    let mut differences = Differences::default();
    for folder in folders() {
        for case in json(&folder.join("wilson_jeffreys.json"))
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let number = |name: &str| case[name].as_f64().unwrap();
            let ours = wilson(number("k"), number("n"), number("z"));
            for (ours, expected) in [ours.0, ours.1].into_iter().zip(floats(&case["wilson"])) {
                // Where nothing was seen the lower bound is zero, of which the reference has a rounding error.
                if let Some(expected) = expected.filter(|expected| *expected > 1e-15 || ours > 1e-15) {
                    differences.compare("Wilson's interval", ours, expected);
                }
            }
            let ours = jeffreys(number("k"), number("n"), number("conf"));
            for (ours, expected) in [ours.0, ours.1].into_iter().zip(floats(&case["jeffreys"])) {
                differences.compare("Jeffreys' interval", ours, expected.unwrap());
            }
        }
        let sets = json(&folder.join("betabinomial_eb.json")).unwrap();
        for set in sets.as_array().unwrap() {
            let column =
                |name: &str| floats(&set[name]).into_iter().map(Option::unwrap).collect::<Vec<f64>>();
            let (n, k) = (column("n"), column("k"));
            let peers: Vec<Peer> = k.iter().zip(&n).map(|(k, n)| Peer::of_shares(*k, *n).unwrap()).collect();
            let prior = EmpiricalBayes::default().learn(peers.iter().copied());
            differences.compare("beta-binomial, alpha", prior.high(), set["mle"]["alpha"].as_f64().unwrap());
            differences.compare("beta-binomial, beta", prior.low(), set["mle"]["beta"].as_f64().unwrap());
            let mut turned = peers;
            turned.reverse();
            assert_eq!(
                EmpiricalBayes::default().learn(turned),
                prior,
                "the order of peers does not change a bit"
            );
            let (means, lows, highs) = (column("posterior_mean"), column("ci95_lower"), column("ci95_upper"));
            for (i, (k, n)) in k.iter().zip(&n).enumerate() {
                let (a, b) = (prior.high() + k, prior.low() + n - k);
                differences.compare("beta-binomial, shrunk means", a / (a + b), means[i]);
                differences.compare("beta-binomial, their bounds", beta_quantile(a, b, 0.025), lows[i]);
                differences.compare("beta-binomial, their bounds", beta_quantile(a, b, 0.975), highs[i]);
            }
        }
    }
    // Two optimisers differ by 3e-7 at the maximum.
    differences.hold(&[("beta-binomial", 1e-6), ("Wilson", 1e-11), ("Jeffreys", 1e-11)]);
}
