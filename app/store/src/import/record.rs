//! One entry as a file or another directory describes it.

use model::mail::AddressDraft;
use model::{Kind, MailType, Problem};
use serde::{Deserialize, Serialize};

/// What a source says about one entry. A field that is missing leaves the entry as it is; for a new
/// entry it takes what a new entry has when nothing is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Where it stands: the line of a file, or its number in the source.
    pub line: u64,
    /// What it is.
    pub kind: Kind,
    /// Its login or name as typed.
    pub name: String,
    /// How the entry is called now, where the source knows it under another name: it is renamed.
    #[serde(default)]
    pub present_name: Option<String>,
    /// First name of a user.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Last name of a user.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Display name; empty for the one that follows from the names.
    #[serde(default)]
    pub display_name: Option<String>,
    /// A password to set.
    #[serde(default)]
    pub password: Option<NewPassword>,
    /// Whether suspended.
    #[serde(default)]
    pub suspended: Option<bool>,
    /// Whether left out of address lists.
    #[serde(default)]
    pub hidden: Option<bool>,
    /// Mail type of a user, shared mailbox or resource.
    #[serde(default)]
    pub mail_type: Option<MailType>,
    /// Its addresses here, all of them.
    #[serde(default)]
    pub addresses: Option<Vec<RecordAddress>>,
    /// Mailbox size in KiB; zero for no quota.
    #[serde(default)]
    pub quota_kib: Option<i64>,
    /// Name of its mailbox server; empty for the domain's.
    #[serde(default)]
    pub mailbox_server: Option<String>,
    /// The outside address of an external user.
    #[serde(default)]
    pub outside_address: Option<String>,
    /// The groups it is in itself, by name, all of them.
    #[serde(default)]
    pub groups: Option<Vec<String>>,
    /// The members of a group, such as `user:jdoe`, all of them. Where the two sides disagree, an entry
    /// is in a group when either says so.
    #[serde(default)]
    pub members: Option<Vec<String>>,
    /// What could not be read; the entry is refused with it.
    #[serde(default)]
    pub problems: Vec<Problem>,
}

/// One address of a [`Record`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAddress {
    /// The part before the `@`.
    pub local_part: String,
    /// A name of the domain; missing for all names.
    pub domain: Option<String>,
    /// Whether it is the default address; when no address says so it is the one that was, or the first.
    pub default: bool,
    /// Whether it is routed to the alternate mail server; missing for as it is, or yes.
    pub alternate: Option<bool>,
}

impl From<AddressDraft> for RecordAddress {
    fn from(draft: AddressDraft) -> Self {
        Self {
            local_part: draft.local_part,
            domain: draft.domain,
            default: draft.default,
            alternate: Some(draft.alternate),
        }
    }
}

/// A password to set.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewPassword {
    /// As typed.
    Plain(String),
    /// An Argon2id hash, as `$argon2id$…`.
    Hash(String),
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a password")
    }
}

impl Record {
    /// A record that says nothing yet but what it is and its name.
    #[must_use]
    pub fn new(line: u64, kind: Kind, name: impl Into<String>) -> Self {
        Self {
            line,
            kind,
            name: name.into(),
            present_name: None,
            first_name: None,
            last_name: None,
            display_name: None,
            password: None,
            suspended: None,
            hidden: None,
            mail_type: None,
            addresses: None,
            quota_kib: None,
            mailbox_server: None,
            outside_address: None,
            groups: None,
            members: None,
            problems: Vec::new(),
        }
    }

    /// The field that holds its name, in problems.
    pub(super) const fn name_field(&self) -> &'static str {
        match self.kind {
            Kind::User => "login",
            _ => "name",
        }
    }
}
