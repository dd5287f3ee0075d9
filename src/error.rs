//! The one error of the crate.

use std::fmt;

/// What goodwill returns where something can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an event, a parameter, a lexicon or a stored state was refused.
///
/// Only building can fail: making an event from a row, a scorer from its parameters, a lexicon from
/// its file, a state from its bytes. Reading and scoring text never do.
///
/// The sentence names the field, the value and what would have been accepted, after the file and the
/// line where these are known.
///
/// # Examples
///
/// ```
/// use goodwill::Timestamp;
///
/// let error = "yesterday".parse::<Timestamp>().unwrap_err();
/// assert_eq!(
///     error.at_line(12).to_string(),
///     "line 12: at: \"yesterday\" is not an RFC 3339 instant such as 2017-10-31T21:45:10Z",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    file: Option<String>,
    line: Option<u64>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A field is there and its value is outside what is accepted.
    Refused { field: String, value: String, accepted: String },
    /// A field that must be there is not.
    Missing { field: String, of: String },
    /// Anything that has no single field: a truncated line, bytes of another scorer.
    Other(String),
}

/// Values longer than this are cut in messages, so that a 5 MB field cannot flood a log.
const LONGEST_VALUE: usize = 80;

impl Error {
    /// An error in the caller's own words, for readers and scorers written outside this crate.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::of(Kind::Other(message.into()))
    }

    /// The same error with the line of the file it was found on, counted from 1.
    ///
    /// A line that is already known is kept.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.0.line.get_or_insert(line);
        self
    }

    /// The same error with the name of the file it was found in.
    ///
    /// A file that is already known is kept.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.0.file.get_or_insert_with(|| file.into());
        self
    }

    /// The line the error was found on, if it is known.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }

    pub(crate) fn refused(
        field: impl Into<String>,
        value: impl fmt::Display,
        accepted: impl Into<String>,
    ) -> Self {
        // What steers a terminal is shown as its escape.
        let mut value: String = value
            .to_string()
            .chars()
            .flat_map(|character| {
                let escaped = character.is_control().then(|| character.escape_default());
                let plain = escaped.is_none().then_some(character);
                escaped.into_iter().flatten().chain(plain)
            })
            .collect();
        if value.len() > LONGEST_VALUE {
            let mut end = LONGEST_VALUE;
            while !value.is_char_boundary(end) {
                end -= 1;
            }
            value.truncate(end);
            value.push('…');
        }
        Self::of(Kind::Refused { field: field.into(), value, accepted: accepted.into() })
    }

    pub(crate) fn missing(field: impl Into<String>, of: impl Into<String>) -> Self {
        Self::of(Kind::Missing { field: field.into(), of: of.into() })
    }

    fn of(kind: Kind) -> Self {
        Self(Box::new(Inner { file: None, line: None, kind }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.file, self.0.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        match &self.0.kind {
            Kind::Refused { field, value, accepted } => {
                write!(f, "{field}: {value} is not {accepted}")
            }
            Kind::Missing { field, of } => write!(f, "{field}: missing, {of} needs it"),
            Kind::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences() {
        let refused = Error::refused("rating", 7, "a whole number from 1 to 5");
        assert_eq!(refused.to_string(), "rating: 7 is not a whole number from 1 to 5");
        assert_eq!(
            refused.clone().at_line(3).to_string(),
            "line 3: rating: 7 is not a whole number from 1 to 5"
        );
        assert_eq!(
            refused.in_file("a.csv").at_line(3).to_string(),
            "a.csv:3: rating: 7 is not a whole number from 1 to 5"
        );
        assert_eq!(
            Error::missing("thread", "a response").to_string(),
            "thread: missing, a response needs it"
        );
        assert_eq!(Error::new("line ends early").to_string(), "line ends early");
    }

    #[test]
    fn a_long_value_is_cut_on_a_character_boundary() {
        let shown = Error::refused("id", "é".repeat(1_000), "shorter").to_string();
        assert!(shown.len() < 120, "{shown}");
        assert!(shown.contains('…'));
    }
}
