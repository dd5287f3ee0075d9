//! The floor plan: imports point down only.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up. A room imports from rooms below it, and from itself.
const ROOMS: [&[&str]; 8] = [
    &["error", "few"],
    &["time", "stats", "text"],
    &["event"],
    &["thread", "assessment"],
    &["reader"],
    &["scorer"],
    &["tracker", "fit", "standing"],
    &["scorecard"],
];

/// Rooms that know less than their height would allow.
const NARROW: [(&str, &[&str]); 3] = [
    ("text", &["error"]),
    ("stats", &["error"]),
    ("scorer", &["error", "time", "event", "stats", "assessment", "reader"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_point_down_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let height: BTreeMap<&str, usize> = ROOMS
        .iter()
        .enumerate()
        .flat_map(|(height, rooms)| rooms.iter().map(move |room| (*room, height)))
        .collect();
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 30, "only {} files were found", files.len());

    let mut arrows = 0;
    for file in files {
        let place = file.strip_prefix(&root).unwrap();
        let here_in = place.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if here_in == "lib" || here_in == "guide" {
            continue;
        }
        let here = *height.get(here_in).unwrap_or_else(|| panic!("{here_in} has no place in the floor plan"));
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for after in line.split("crate::").skip(1) {
                let target: String =
                    after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let Some(&there) = height.get(target.as_str()) else { continue };
                arrows += 1;
                let narrow = NARROW.iter().find(|(name, _)| *name == here_in);
                let allowed = target == here_in
                    || match narrow {
                        Some((_, known)) => known.contains(&target.as_str()),
                        None => there < here,
                    };
                assert!(allowed, "{}: {here_in} imports {target}", place.display());
            }
        }
    }
    assert!(arrows > 50, "only {arrows} imports were found");
}
