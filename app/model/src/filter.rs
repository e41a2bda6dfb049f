//! Filters of a domain: what a message must be, and what happens to it in every mailbox of the domain.

mod script;

pub use script::{Script, script};

use serde::{Deserialize, Serialize};

use crate::entry::outside_address;
use crate::{Code, Problem, Problems, text};

/// Most filters of a domain.
pub const FILTERS_MAX: usize = 50;
/// Most criteria of one filter.
pub const CRITERIA_MAX: usize = 20;
/// Most addresses that all active filters of a domain together forward to.
pub const FORWARDS_MAX: usize = 20;

const NAME_MAX: usize = 100;
const VALUE_MAX: usize = 500;
const FOLDER_MAX: usize = 200;
const HEADER_MAX: usize = 76;

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $value,)+ }

        impl $name {
            /// All of them, in the order of the list on the screen.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// As it is stored and written in API calls and forms.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $text,)+ }
            }

            /// By its stored name.
            #[must_use]
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

choices! {
    /// How many criteria a message must meet.
    Match {
        /// Each of them.
        #[default]
        All = "all",
        /// At least one.
        Any = "any",
    }
}

choices! {
    /// What a criterion looks at.
    Part {
        /// The sender's address; its display name too where only a piece is looked for.
        #[default]
        From = "from",
        /// The recipients named in the message, copies included.
        To = "to",
        /// The subject.
        Subject = "subject",
        /// The text.
        Body = "body",
        /// A header line by its name.
        Header = "header",
    }
}

choices! {
    /// How a part is compared; capital and small letters are the same.
    Test {
        /// The part is the value.
        Is = "is",
        /// The part is not the value.
        IsNot = "is_not",
        /// The value is somewhere in the part.
        #[default]
        Contains = "contains",
        /// The value is nowhere in the part.
        ContainsNot = "contains_not",
        /// The message has the part, whatever is in it.
        Exists = "exists",
        /// The message has no such part.
        ExistsNot = "exists_not",
    }
}

choices! {
    /// Where a message is left in the mailbox it came to.
    Place {
        /// In the inbox.
        #[default]
        Inbox = "inbox",
        /// In a folder.
        Folder = "folder",
        /// Nowhere: it is discarded.
        Nowhere = "nowhere",
    }
}

/// One thing a message must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is looked at.
    pub part: Part,
    /// The name of the header line, for [`Part::Header`].
    #[serde(default)]
    pub header: String,
    /// How it is compared.
    pub test: Test,
    /// With what; nothing for [`Test::Exists`] and [`Test::ExistsNot`].
    #[serde(default)]
    pub value: String,
}

/// One filter, as typed or, after [`Filter::check`], in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tick on the screen"
)]
pub struct Filter {
    /// What people call it.
    pub name: String,
    /// Whether it runs.
    #[serde(default = "yes")]
    pub active: bool,
    /// How many criteria must be met.
    #[serde(rename = "match", default)]
    pub matching: Match,
    /// What the message must be.
    pub criteria: Vec<Criterion>,
    /// Whether it is marked as read.
    #[serde(default)]
    pub mark_read: bool,
    /// Whether it is marked as important.
    #[serde(default)]
    pub mark_important: bool,
    /// Addresses a copy is sent to.
    #[serde(default)]
    pub forward_to: Vec<String>,
    /// Where the message is left.
    #[serde(default)]
    pub place: Place,
    /// The folder, for [`Place::Folder`].
    #[serde(default)]
    pub folder: String,
    /// Whether no filter after this one is tried.
    #[serde(default)]
    pub stop: bool,
}

const fn yes() -> bool {
    true
}

impl Test {
    /// Whether it asks only if there is such a part.
    #[must_use]
    pub const fn is_about_presence(self) -> bool {
        matches!(self, Self::Exists | Self::ExistsNot)
    }
}

impl Filter {
    /// The filter in its normal form.
    ///
    /// # Errors
    /// Problems with `name`, `criteria`, `criteria[i].header`, `criteria[i].test`, `criteria[i].value`,
    /// `forward_to`, `folder` and `actions` ([`Code::NothingToDo`]).
    pub fn check(&self) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", text::required_line(&self.name, NAME_MAX));
        let criteria = self.check_criteria(&mut problems);
        let forward_to = addresses(&self.forward_to, "forward_to", FORWARDS_MAX, &mut problems);
        let folder = match self.place {
            Place::Folder => problems.take("folder", folder(&self.folder)),
            Place::Inbox | Place::Nowhere => Some(String::new()),
        };
        let does_something = self.mark_read
            || self.mark_important
            || self.stop
            || self.place != Place::Inbox
            || !self.forward_to.is_empty();
        if !does_something {
            problems.add(Problem::new("actions", Code::NothingToDo));
        }
        problems.or(Some(Self {
            name: name.unwrap_or_default(),
            criteria,
            forward_to,
            folder: folder.unwrap_or_default(),
            ..self.clone()
        }))
    }

    fn check_criteria(&self, problems: &mut Problems) -> Vec<Criterion> {
        // Without a criterion a slip would discard the mail of everybody.
        if self.criteria.is_empty() {
            problems.add(Problem::new("criteria", Code::Required));
        }
        if self.criteria.len() > CRITERIA_MAX {
            problems.add(Problem::new("criteria", Code::TooMany).with(CRITERIA_MAX));
            return Vec::new();
        }
        let checked = self.criteria.iter().enumerate();
        checked
            .filter_map(|(index, criterion)| {
                problems.gather(criterion.check(&format!("criteria[{index}]")))
            })
            .collect()
    }
}

impl Criterion {
    fn check(&self, field: &str) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let header = match self.part {
            Part::Header => problems.take(&format!("{field}.header"), header(&self.header)),
            _ => Some(String::new()),
        };
        let value = if self.test.is_about_presence() {
            if self.part == Part::Body {
                problems.add(Problem::new(format!("{field}.test"), Code::UnknownValue));
            }
            Some(String::new())
        } else {
            let checked = text::required_line(&self.value, VALUE_MAX);
            problems.take(&format!("{field}.value"), checked)
        };
        problems.or(header.zip(value).map(|(header, value)| Self {
            header,
            value,
            ..self.clone()
        }))
    }
}

/// All filters of a domain in their normal form.
///
/// # Errors
/// `filters` ([`Code::TooMany`], also when they forward to too many addresses) and the problems of each
/// filter as `filters[i].…`.
pub fn check_all(filters: &[Filter]) -> Result<Vec<Filter>, Problems> {
    let mut problems = Problems::default();
    if filters.len() > FILTERS_MAX {
        return Err(Problem::new("filters", Code::TooMany)
            .with(FILTERS_MAX)
            .into());
    }
    let mut checked = Vec::with_capacity(filters.len());
    for (index, filter) in filters.iter().enumerate() {
        match filter.check() {
            Ok(filter) => checked.push(filter),
            Err(found) => found.0.into_iter().for_each(|mut problem| {
                problem.field = format!("filters[{index}].{}", problem.field);
                problems.add(problem);
            }),
        }
    }
    let active = checked.iter().filter(|filter| filter.active);
    if active.map(|filter| filter.forward_to.len()).sum::<usize>() > FORWARDS_MAX {
        problems.add(Problem::new("forward_to", Code::TooMany).with(FORWARDS_MAX));
    }
    problems.or(Some(checked))
}

/// Addresses mail is forwarded to, each once; empty ones are left out.
pub(crate) fn addresses(
    typed: &[String],
    field: &str,
    most: usize,
    problems: &mut Problems,
) -> Vec<String> {
    let mut found = Vec::new();
    for text in typed.iter().filter(|text| !text.trim().is_empty()) {
        match outside_address(text, &[]) {
            Ok(address) if found.contains(&address) => {}
            Ok(address) => found.push(address),
            Err(_) => {
                problems.add(Problem::new(field, Code::ForwardAddress).with(text.trim()));
            }
        }
    }
    if found.len() > most {
        problems.add(Problem::new(field, Code::TooMany).with(most));
    }
    found
}

/// The name of a folder.
fn folder(typed: &str) -> Result<String, Code> {
    let name = text::required_line(typed, FOLDER_MAX)?;
    // `%` and `*` stand for any name; the others would lead out of the mailbox.
    let leads_out = name.starts_with(['/', '.', '~']) || name.contains("..");
    if leads_out || name.contains(['%', '*']) {
        return Err(Code::ForbiddenCharacter);
    }
    Ok(name)
}

/// The name of a header line (RFC 5322: visible ASCII without a colon).
fn header(typed: &str) -> Result<String, Code> {
    let name = text::required_line(typed.trim().trim_end_matches(':'), HEADER_MAX)?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(is_token) {
        Ok(name)
    } else {
        Err(Code::HeaderInvalid)
    }
}

#[cfg(test)]
mod tests;
