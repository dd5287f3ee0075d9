//! What a sentiment score makes of labelled replies, to stand beside goodwill's in the example `evaluate`.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml --bin vader_scores -- ROWS.jsonl.gz > vader.jsonl`
//! `cargo run --release --example evaluate -- ROWS.jsonl.gz --column vader=vader.jsonl`
//!
//! Prints `{"id", "score"}` for every row of the files: VADER's compound of `reply`, from -1 to 1, high for pleasant.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use goodwill_peers::Result;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        return Err("usage: vader_scores ROWS.jsonl[.gz]…".into());
    }
    let vader = vader_parity::SentimentIntensityAnalyzer::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for file in files {
        let opened = File::open(&file).map_err(|error| format!("{file}: {error}"))?;
        let rows: Box<dyn BufRead> = if Path::new(&file).extension().is_some_and(|end| end == "gz") {
            Box::new(BufReader::new(MultiGzDecoder::new(opened)))
        } else {
            Box::new(BufReader::new(opened))
        };
        for (number, line) in rows.lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            let row: Value =
                serde_json::from_str(&line).map_err(|error| format!("{file}:{}: {error}", number + 1))?;
            let compound = vader.polarity_scores(row["reply"].as_str().unwrap_or_default()).compound;
            writeln!(out, "{}", json!({"id": row["id"], "score": compound}))?;
        }
    }
    out.flush()?;
    Ok(())
}
