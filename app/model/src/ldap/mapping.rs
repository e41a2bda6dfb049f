//! Which attribute of the directory is what, and the two usual answers.

use serde::{Deserialize, Serialize};

use crate::{Code, Problem, Problems};

/// Longest name of an attribute, in characters.
const ATTRIBUTE_MAX: usize = 128;

/// Names of attributes; an empty one is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The login.
    pub login: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The display name, of groups too.
    pub display_name: String,
    /// The main address.
    pub mail: String,
    /// Further addresses; `SMTP:` before one makes it the main one when [`Self::mail`] gives none.
    pub aliases: String,
    /// What stays the same when an entry is renamed.
    pub unique_id: String,
    /// Whether the account is disabled: a bit of `userAccountControl`; of any other attribute, a value
    /// that is not `FALSE`, `0` or `no`.
    pub disabled: String,
}

/// The usual mappings and filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Active Directory, Samba.
    ActiveDirectory,
    /// OpenLDAP and others with POSIX accounts.
    Posix,
}

impl Preset {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 2] = [Self::ActiveDirectory, Self::Posix];

    /// As it is written in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "active_directory",
            Self::Posix => "posix",
        }
    }

    /// By its written name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.as_str() == text)
    }

    /// Which entries are users.
    #[must_use]
    pub const fn user_filter(self) -> &'static str {
        match self {
            Self::ActiveDirectory => {
                "(&(objectCategory=person)(objectClass=user)(!(isCriticalSystemObject=TRUE)))"
            }
            Self::Posix => "(objectClass=inetOrgPerson)",
        }
    }

    /// Which entries are groups.
    #[must_use]
    pub const fn group_filter(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "(&(objectCategory=group)(!(isCriticalSystemObject=TRUE)))",
            Self::Posix => {
                "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))"
            }
        }
    }

    /// Which attribute is what.
    #[must_use]
    pub fn mapping(self) -> Mapping {
        let names: [&str; 8] = match self {
            Self::ActiveDirectory => [
                "sAMAccountName",
                "givenName",
                "sn",
                "displayName",
                "mail",
                "proxyAddresses",
                "objectGUID",
                "userAccountControl",
            ],
            Self::Posix => [
                "uid",
                "givenName",
                "sn",
                "displayName",
                "mail",
                "mailAlternateAddress",
                "entryUUID",
                "pwdAccountLockedTime",
            ],
        };
        let [
            login,
            first_name,
            last_name,
            display_name,
            mail,
            aliases,
            unique_id,
            disabled,
        ] = names.map(str::to_owned);
        Mapping {
            login,
            first_name,
            last_name,
            display_name,
            mail,
            aliases,
            unique_id,
            disabled,
        }
    }
}

impl Default for Mapping {
    fn default() -> Self {
        Preset::Posix.mapping()
    }
}

impl Mapping {
    /// Each attribute with the name of its field, in the order of the screen.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("login", &self.login),
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("display_name", &self.display_name),
            ("mail", &self.mail),
            ("aliases", &self.aliases),
            ("unique_id", &self.unique_id),
            ("disabled", &self.disabled),
        ]
    }

    /// The attributes to ask the directory for.
    #[must_use]
    pub fn attributes(&self) -> Vec<&str> {
        let named = self.fields().into_iter().map(|(_, attribute)| attribute);
        named.filter(|attribute| !attribute.is_empty()).collect()
    }

    pub(super) fn check(&self) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        for (field, typed) in self.fields() {
            let typed = typed.trim();
            let is_name = typed.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b';' | b'_')
            });
            let code = if !is_name || typed.len() > ATTRIBUTE_MAX {
                Code::LdapAttribute
            } else if typed.is_empty() && matches!(field, "login" | "unique_id") {
                Code::Required
            } else {
                continue;
            };
            problems.add(Problem::new(format!("mapping.{field}"), code));
        }
        let trimmed = |text: &String| text.trim().to_owned();
        problems.or(Some(Self {
            login: trimmed(&self.login),
            first_name: trimmed(&self.first_name),
            last_name: trimmed(&self.last_name),
            display_name: trimmed(&self.display_name),
            mail: trimmed(&self.mail),
            aliases: trimmed(&self.aliases),
            unique_id: trimmed(&self.unique_id),
            disabled: trimmed(&self.disabled),
        }))
    }
}
