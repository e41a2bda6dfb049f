//! Organizational units: how they are called.

use serde::{Deserialize, Serialize};

use crate::{Code, Problems, text};

/// Longest name of a unit, in characters.
pub const NAME_MAX: usize = 64;
/// Most units on the way from the root to a unit, the unit itself counted.
pub const DEPTH_MAX: usize = 16;
/// What separates the names in a path.
pub const SEPARATOR: char = '/';

/// The way from the domain to a unit, such as `europe/france`; the root is the empty path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitPath(Vec<String>);

impl UnitPath {
    /// A path as typed; blanks and separators around it do not count.
    ///
    /// # Errors
    /// Those of [`name`] for one of its names, [`Code::UnitTooDeep`].
    pub fn parse(typed: &str) -> Result<Self, Code> {
        let typed = typed.trim_matches([' ', SEPARATOR]);
        if typed.is_empty() {
            return Ok(Self::default());
        }
        let names = typed.split(SEPARATOR).map(name);
        let names = names.collect::<Result<Vec<_>, _>>()?;
        if names.len() > DEPTH_MAX {
            return Err(Code::UnitTooDeep);
        }
        Ok(Self(names))
    }

    /// A path of names that are in order, the outermost first.
    #[must_use]
    pub const fn of(names: Vec<String>) -> Self {
        Self(names)
    }

    /// The names on the way, the outermost first.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The name of the unit itself; empty for the root.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// The path of the unit above; the root for the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        let above = self.0.split_last().map(|(_, above)| above.to_vec());
        Self(above.unwrap_or_default())
    }

    /// Whether it is the domain itself.
    #[must_use]
    pub const fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for UnitPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

impl TryFrom<String> for UnitPath {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(Code::as_str)
    }
}

impl From<UnitPath> for String {
    fn from(path: UnitPath) -> Self {
        path.to_string()
    }
}

/// The name of one unit as typed, with single blanks between its words.
///
/// # Errors
/// [`Code::Required`], [`Code::TooLong`], [`Code::ForbiddenCharacter`], [`Code::UnitSeparator`].
pub fn name(typed: &str) -> Result<String, Code> {
    let line = text::required_line(typed, NAME_MAX)?;
    if line.contains(SEPARATOR) {
        return Err(Code::UnitSeparator);
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    Ok(words.join(" "))
}

/// A name as siblings are compared: without regard to case.
#[must_use]
pub fn key(name: &str) -> String {
    name.to_lowercase()
}

/// A unit as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDraft {
    /// Its name.
    pub name: String,
    /// The path of the unit above it; empty for the root.
    pub parent: String,
}

/// A unit when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedUnit {
    /// Its name.
    pub name: String,
    /// The path of the unit above it.
    pub parent: UnitPath,
}

impl UnitDraft {
    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with `name` and `parent`.
    pub fn check(&self) -> Result<CheckedUnit, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", name(&self.name));
        let parent = problems.take("parent", UnitPath::parse(&self.parent));
        problems.or(name
            .zip(parent)
            .map(|(name, parent)| CheckedUnit { name, parent }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> UnitPath {
        UnitPath::parse(text).unwrap()
    }

    #[test]
    fn a_path_is_written_as_it_was_read() {
        assert_eq!(
            path(" /Europe/New  France/ ").to_string(),
            "Europe/New France"
        );
        assert_eq!(path("Europe/France").name(), "France");
        assert_eq!(path("Europe/France").parent(), path("Europe"));
        assert!(path("Europe").parent().is_root());
        assert!(path(" / ").is_root());
        assert_eq!(path("").to_string(), "");
    }

    #[test]
    fn a_name_is_one_step_of_a_path() {
        assert_eq!(name("a/b"), Err(Code::UnitSeparator));
        assert_eq!(name("  "), Err(Code::Required));
        assert_eq!(UnitPath::parse("a//b"), Err(Code::Required));
        assert_eq!(
            UnitPath::parse("a/\u{202e}b"),
            Err(Code::ForbiddenCharacter)
        );
        assert_eq!(
            UnitPath::parse(&"a/".repeat(DEPTH_MAX + 1)),
            Err(Code::UnitTooDeep)
        );
    }

    #[test]
    fn siblings_differ_in_more_than_case() {
        assert_eq!(key("ÉCOLE"), key("école"));
        assert_ne!(key("Nord"), key("Sud"));
    }
}
