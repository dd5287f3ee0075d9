//! Does the trust model predict?
//!
//! Replays ratings in order of time from standard input, one JSON object a line, `{"subject", "at" (seconds), "positive"}`,
//! and foretells each: the probability that it is negative, before any rating of the same instant is learnt. Other fields
//! are passed over.
//!
//! 1. The model is a preset (`--preset`), that of a policy file (`--policy`), or fitted to the first part of the lines
//!    (`--fit-share`): parts such as order effects, page and storm are kept where they help on later lines of that part.
//!    With a preset or a policy besides, the fit starts from it and moves what it has.
//! 2. Out comes a line `{"index", "p_negative"}` for every line that could be read; `index` counts lines from 0.
//! 3. Parameters, and how good the prediction is on the later lines, go to standard error. `--compare` holds it against
//!    what it must beat. `--profile` adds intervals by likelihood ratio. `--save` writes a policy file for `audit --policy`.
//!
//! ```text
//! cargo run --release --features fit --example trust_replay -- --fit-share 0.6 < ratings.jsonl > foretold.jsonl
//! cargo run --release --features fit --example trust_replay -- --preset cautious --compare < ratings.jsonl > /dev/null
//! ```
//!
//! On standard error, for a marketplace where people rate people:
//!
//! ```text
//! fitted to the first 14511 of 24186 lines, from relationship, with order effects, page
//!   prior_negative             0.0338   95 % 0.0225 – 0.0509
//!   …
//! on the later lines whose subject has an earlier one (8269): log loss 0.2236, Brier 0.0614, AUC 0.858, calibration error 0.008
//! ```

#[path = "shared/policy.rs"]
mod policy;

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use goodwill::fit::{Baseline, Choice, Estimate, Fit, Mark, Measures, Parameter, Part, Ratings, TrustModel};
use goodwill::scorer::TrustDecay;
use goodwill::{Error, Result};
use policy::Policy;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Does the trust model predict?
///
/// Reads ratings as JSON Lines {subject, at, positive} in order of time from standard input, prints {index, `p_negative`}.
#[derive(Parser)]
#[command(name = "trust_replay")]
struct Options {
    /// Fit to that share of the lines, the first ones: greater than 0, at most 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fit_share: Option<f64>,
    /// Start from these parameters. Default without a fit: company-page.
    #[arg(long, value_enum, value_name = "NAME", conflicts_with = "policy")]
    preset: Option<Preset>,
    /// Start from the trust parameters of a policy file, as audit reads it.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Write the parameters of a subject's own evidence there, as a policy file for audit; - is standard error.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Hold the prediction against simpler ones.
    #[arg(long)]
    compare: bool,
    /// Follow the likelihood for the intervals of fitted parameters, too: what a standard error takes for a bowl may be none.
    #[arg(long)]
    profile: bool,
    /// Stop at the first line that cannot be read.
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Preset {
    #[value(alias = "company_page")]
    CompanyPage,
    Cautious,
    /// Experimental: rounded from fits to two marketplaces.
    Relationship,
}

impl Preset {
    fn model(self) -> TrustModel {
        match self {
            Self::CompanyPage => TrustModel::company_page(),
            Self::Cautious => TrustModel::cautious(),
            Self::Relationship => TrustModel::relationship(),
        }
    }
}

#[derive(Deserialize)]
struct Row {
    subject: Value,
    at: f64,
    positive: bool,
}

/// Where the later lines begin when nothing was fitted.
const SHARE: f64 = 0.6;

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("a number greater than 0 and at most 1 is wanted".to_owned()),
    }
}

fn main() -> ExitCode {
    match replay(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("trust_replay: {error}");
            ExitCode::FAILURE
        }
    }
}

fn replay(options: &Options) -> Result<()> {
    let (ratings, lines) = read(options.strict)?;
    let start = match (&options.policy, options.preset) {
        (Some(file), _) => Some(TrustModel::try_from(&Policy::read(file)?.trust)?),
        (None, preset) => preset.map(Preset::model),
    };
    let cut = ratings.share(options.fit_share.unwrap_or(SHARE));
    let (model, alone) = match options.fit_share.map(|_| fitted(options, &ratings, cut, start.clone())) {
        Some(Ok(models)) => models,
        other => {
            if let Some(Err(error)) = other {
                eprintln!("{error}");
            }
            let model = start.unwrap_or_else(TrustModel::company_page);
            eprintln!("parameters as they come");
            show(&model, &[]);
            (model.clone(), model)
        }
    };

    let foretold = model.foretell(&ratings);
    let mut out = BufWriter::new(io::stdout().lock());
    for (index, p) in lines.iter().zip(&foretold) {
        let line = json!({"index": index, "p_negative": p});
        match writeln!(out, "{line}") {
            // Whoever reads may stop reading.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            written => written.map_err(|error| Error::new(error.to_string()))?,
        }
    }
    out.flush().map_err(|error| Error::new(error.to_string()))?;

    let later = cut..ratings.len();
    let measures = Measures::of(&ratings.outcomes(&foretold, later.clone()));
    if measures.rows > 0 {
        eprint!("on the later lines whose subject has an earlier one ({}): ", measures.rows);
        eprintln!("{}", spoken(&measures));
    }
    if options.compare && measures.rows > 0 {
        let own = alone.foretell(&ratings);
        let others = Baseline::ALL.map(|baseline| (baseline.name(), baseline.foretell(&ratings, cut)));
        for (name, other) in others.iter().chain(&[("its subject's part alone", own)]) {
            let measures = Measures::of(&ratings.outcomes(other, later.clone()));
            let lead = ratings.lead(&foretold, other, later.clone(), 1_000)?;
            eprintln!("{name}: {}", spoken(&measures));
            eprintln!("  loses {:.4} to it, 95 % {:.4} – {:.4}", lead.gain, lead.low, lead.high);
        }
    }
    if let Some(file) = &options.save {
        let scorer = alone.scorer(TrustDecay::builder())?;
        let text = serde_json::to_string_pretty(&json!({"trust": only_fitted(&scorer)?}))
            .map_err(|error| Error::new(error.to_string()))?;
        if file.as_os_str() == "-" {
            eprintln!("{text}");
        } else {
            std::fs::write(file, format!("{text}\n"))
                .map_err(|error| Error::new(error.to_string()).in_file(file.display().to_string()))?;
        }
    }
    Ok(())
}

/// The model fitted to the first lines, and what of it a policy file can hold.
fn fitted(
    options: &Options,
    ratings: &Ratings,
    cut: usize,
    start: Option<TrustModel>,
) -> Result<(TrustModel, TrustModel)> {
    let profiled = |fit: Fit| if options.profile { fit.profiled() } else { fit };
    if let Some(start) = start {
        let fitted = profiled(Fit::from(start)).run(ratings, cut)?;
        eprintln!("fitted to the first {cut} of {} lines", ratings.len());
        show(fitted.model(), fitted.estimates());
        return Ok((fitted.model().clone(), fitted.model().clone()));
    }
    let choice = Choice::of(ratings, cut)?;
    for trial in choice.trials() {
        let (start, parts, later) = (trial.start, named(&trial.parts), trial.later);
        eprintln!("tried {start} with {parts}: {later:.4} on later lines");
    }
    let alone = choice.subject_alone().model().clone();
    let (lines, parts) = (ratings.len(), named(choice.parts()));
    eprintln!("fitted to the first {cut} of {lines} lines, from {}, with {parts}", choice.start());
    let again = if options.profile { Some(choice.fit().clone().profiled().run(ratings, cut)?) } else { None };
    show(choice.fitted().model(), again.as_ref().unwrap_or(choice.fitted()).estimates());
    Ok((choice.fitted().model().clone(), alone))
}

/// The ratings, and of each its line. A line that cannot be read is reported and passed over.
fn read(strict: bool) -> Result<(Ratings, Vec<u64>)> {
    let (mut ratings, mut lines) = (Ratings::new(), Vec::new());
    for (number, line) in (0_u64..).zip(io::stdin().lock().lines()) {
        let line = line.map_err(|error| Error::new(error.to_string()).at_line(number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let pushed = serde_json::from_str::<Row>(&line)
            .map_err(|error| Error::new(error.to_string()))
            .and_then(|row| {
                let subject = row.subject.as_str().map_or_else(|| row.subject.to_string(), str::to_owned);
                ratings.push(&subject, row.at, if row.positive { Mark::Good } else { Mark::Bad })
            });
        match pushed.map_err(|error| error.at_line(number + 1)) {
            Ok(()) => lines.push(number),
            Err(error) if strict => return Err(error),
            Err(error) => eprintln!("trust_replay: {error}; passed over"),
        }
    }
    Ok((ratings, lines))
}

/// What a fit found, without the parameters that it does not touch: these keep their defaults.
fn only_fitted(scorer: &TrustDecay) -> Result<Map<String, Value>> {
    const KEPT: [&str; 6] = [
        "prior_negative",
        "prior_positive",
        "harm",
        "half_life_negative",
        "half_life_positive",
        "order_effects",
    ];
    match serde_json::to_value(scorer) {
        Ok(Value::Object(fields)) => {
            Ok(fields.into_iter().filter(|(name, _)| KEPT.contains(&name.as_str())).collect())
        }
        Ok(other) => Err(Error::new(format!("trust: {other} is no object"))),
        Err(error) => Err(Error::new(error.to_string())),
    }
}

fn named(parts: &[Part]) -> String {
    match parts {
        [] => "clocks alone".to_owned(),
        parts => parts.iter().map(|part| part.name()).collect::<Vec<_>>().join(", "),
    }
}

fn spoken(measures: &Measures) -> String {
    format!(
        "log loss {:.4}, Brier {:.4}, AUC {:.3}, calibration error {:.3}",
        measures.log_loss, measures.brier, measures.auc, measures.calibration
    )
}

fn show(model: &TrustModel, estimates: &[Estimate]) {
    for parameter in Parameter::ALL {
        let on = parameter.part() == Part::OrderEffects || model.has(parameter.part());
        let found = estimates.iter().find(|estimate| estimate.parameter == parameter);
        let value = model[parameter];
        match found {
            Some(found) => {
                let (name, low, high) = (parameter.name(), found.low, found.high);
                eprint!("  {name:<26} {value:<10.4} 95 % {low:.4} – {high:.4}");
                if let Some(profile) = found.profile {
                    eprint!("  by likelihood ratio {:.4} – {:.4}", profile.low, profile.high);
                }
                eprintln!();
            }
            None if on => eprintln!("  {:<26} {value:.4}", parameter.name()),
            None => {}
        }
    }
}
