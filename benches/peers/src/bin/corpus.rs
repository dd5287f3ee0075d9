//! Builds the corpus on which speed is measured.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml --bin corpus -- DATA_FOLDER OUT.txt [--distinct]`
//!
//! Takes the fields `context` and `reply` of every `DATA_FOLDER/data/*.jsonl.gz`, folds white space into single
//! spaces, cuts what is longer than 280 bytes at the last end of a sentence before (or else the last space), keeps
//! what is distinct, shuffles it with a fixed seed and repeats it to 64 MB, one message a line. With `--distinct` it
//! stands there once. The figures go to standard output, the texts to the file alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use goodwill_peers::{Figures, Result};
use serde_json::Value;

const SEED: u64 = 20_240_301;
const LONGEST: usize = 280;
/// How much text, line ends included, the corpus has at least.
const BYTES: usize = 64_000_000;

/// Cuts the first piece off a text without outer white space: a text that is short enough stays whole.
fn piece(text: &str) -> (&str, &str) {
    if text.len() <= LONGEST {
        return (text, "");
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let sentence = head
        .match_indices(' ')
        .rfind(|(space, _)| head[..*space].ends_with(['.', '!', '?']))
        .map(|(space, _)| space);
    let end = sentence.or_else(|| head.rfind(' ')).unwrap_or(head.len());
    (&text[..end], text[end..].trim_start())
}

fn pieces(text: &str, into: &mut BTreeSet<String>) {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let (first, after) = piece(rest);
        into.insert(first.to_owned());
        rest = after;
    }
}

fn read(path: &Path, into: &mut BTreeSet<String>) -> Result<()> {
    for line in BufReader::new(MultiGzDecoder::new(File::open(path)?)).lines() {
        let row: Value = serde_json::from_str(&line?)?;
        for field in ["context", "reply"] {
            pieces(row[field].as_str().unwrap_or_default(), into);
        }
    }
    Ok(())
}

/// Fisher and Yates, drawing from splitmix64.
fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..list.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut drawn = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn ^= drawn >> 31;
        let place = (u128::from(drawn) * (last as u128 + 1)) >> 64;
        list.swap(last, usize::try_from(place).unwrap_or(last));
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, out, bytes) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder, out] => (folder, out, BYTES),
        [folder, out, "--distinct"] => (folder, out, 0),
        _ => return Err("usage: corpus DATA_FOLDER OUT.txt [--distinct]".into()),
    };
    let mut files: Vec<PathBuf> = fs::read_dir(Path::new(folder).join("data"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".jsonl.gz"));
    files.sort();
    let mut distinct = BTreeSet::new();
    for path in &files {
        let before = distinct.len();
        read(path, &mut distinct)?;
        println!("{}: {} new lines", path.display(), distinct.len() - before);
    }
    let mut once: Vec<String> = distinct.into_iter().collect();
    if once.is_empty() {
        return Err("no texts were found".into());
    }
    shuffle(&mut once, SEED);

    let mut lines: Vec<&str> = Vec::new();
    let mut size = 0;
    for line in once.iter().cycle() {
        if lines.len() >= once.len() && size >= bytes {
            break;
        }
        lines.push(line);
        size += line.len() + 1;
    }
    let mut file = BufWriter::new(File::create(out)?);
    for line in &lines {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    println!("seed {SEED}, {}", Figures::of(lines));
    Ok(())
}
