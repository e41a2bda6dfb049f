//! What the address table needs in the browser: rows, names, texts, and the rules of the rows.

#[cfg(any(feature = "ssr", test))]
use model::Code;
use model::mail::{MailContext, MailDraft};
use model::{DomainName, MailType, Problem};
use serde::{Deserialize, Serialize};

use super::row::{Row, drafts};
use super::sentences::Sentences;
use crate::paths;

/// A name of the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameChoice {
    /// As it is stored and sent.
    pub value: String,
    /// As people read it.
    pub shown: String,
}

/// What the table shows at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressTableData {
    /// The rows.
    pub rows: Vec<Row>,
    /// Index of the default one.
    pub default: Option<usize>,
    /// The domain's names; the first is the domain's name.
    pub names: Vec<NameChoice>,
    /// What a first address starts with.
    pub login: String,
    /// Whether a mail type decides where an address leads, and ticks choose among them.
    pub has_types: bool,
    /// Whether one address is all there can be.
    pub has_only_one: bool,
    /// What the server found wrong: field and sentence.
    pub problems: Vec<(String, String)>,
    /// Whether the rows are as they are stored.
    pub is_stored: bool,
    /// Sentences of the rules checked while typing.
    pub sentences: Sentences,
    /// The texts.
    pub words: AddressWords,
}

/// The texts of the table, in the language of the page; each is named like its word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressWords {
    pub default_email: String,
    pub default_help: String,
    pub addresses: String,
    pub select_addresses: String,
    pub tick_all: String,
    pub tick_none: String,
    pub add: String,
    pub remove: String,
    pub new_address: String,
    pub none_yet: String,
    pub added: String,
    pub removed: String,
    pub all_aliases: String,
    pub expansion: String,
    pub local_part_number: String,
    pub name_number: String,
    pub ticked: String,
    pub unticked: String,
    pub trace: String,
    pub trace_of: String,
}

impl AddressTableData {
    /// The names as the rules take them. They come from the store, so none is left out.
    pub(super) fn context(&self) -> MailContext {
        let names = self
            .names
            .iter()
            .filter_map(|name| DomainName::parse(&name.value).ok());
        MailContext {
            names: names.collect(),
            has_relay: true,
            ..MailContext::default()
        }
    }

    /// What the server found wrong with a field.
    pub(super) fn refusal(&self, field: &str) -> Option<String> {
        let found = self.problems.iter().find(|(name, _)| name == field);
        found.map(|(_, sentence)| sentence.clone())
    }

    /// The page that shows where mail for an address goes.
    pub(super) fn trace_href(&self, address: &str) -> String {
        let domain = self.names.first().map_or("", |name| name.value.as_str());
        paths::domain_route(domain, address)
    }

    /// The address of a row; one at all names is written at the domain's name.
    pub(super) fn concrete(&self, local_part: &str, name: &str) -> String {
        let shown = self.names.iter().find(|choice| choice.value == name);
        let shown = shown
            .or_else(|| self.names.first())
            .map_or("", |choice| choice.shown.as_str());
        format!("{}@{shown}", local_part.trim().to_lowercase())
    }
}

/// The broken rules of the rows as they stand, fields named by position.
pub(super) fn broken(rows: &[Row], default: Option<usize>, context: &MailContext) -> Vec<Problem> {
    let draft = MailDraft {
        // Rules of the type are not the table's.
        mail_type: MailType::None,
        addresses: drafts(rows, default),
        ..MailDraft::default()
    };
    draft
        .check(context)
        .err()
        .map(|problems| problems.0)
        .unwrap_or_default()
}

/// Rules checked while typing; the rest only the server knows.
#[cfg(any(feature = "ssr", test))]
pub const CHECKED_WHILE_TYPING: [Code; 6] = [
    Code::Required,
    Code::ForbiddenCharacter,
    Code::AddressInvalid,
    Code::AddressTwice,
    Code::AddressCovered,
    Code::AddressForeignName,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_finds_what_the_server_would() {
        let data = AddressTableData {
            names: vec![NameChoice {
                value: "a.example".into(),
                shown: "a.example".into(),
            }],
            ..AddressTableData::default()
        };
        let row = |local: &str, name: &str| Row {
            local_part: local.into(),
            name: name.into(),
            alternate: true,
        };
        let rows = [row("x", ""), row("X", "a.example"), row("not one", "")];
        let found = broken(&rows, Some(0), &data.context());
        let codes: Vec<_> = found
            .iter()
            .map(|problem| (problem.field.as_str(), problem.code))
            .collect();
        assert_eq!(
            codes,
            [
                ("addresses[1].local_part", Code::AddressCovered),
                ("addresses[2].local_part", Code::AddressInvalid)
            ]
        );
    }
}
