//! A user's identity: names, login, settings, and what the password must be.

use serde::{Deserialize, Serialize};

use crate::password::Owner;
use crate::settings::{OwnSettings, OwnSettingsDraft};
use crate::{DomainName, Login, Problems, UnitPath, text};

/// Longest name, in characters.
pub const NAME_MAX: usize = 128;
/// Longest job title, department or telephone number, in characters.
pub const FACT_MAX: usize = 128;

/// What tells people of the same name apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Job title.
    pub job_title: String,
    /// Department.
    pub department: String,
    /// Telephone number, as people write it.
    pub phone: String,
}

impl Contact {
    fn check(&self) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut line = |field, typed: &str| {
            problems
                .take(field, text::line(typed, FACT_MAX))
                .unwrap_or_default()
        };
        let checked = Self {
            job_title: line("job_title", &self.job_title),
            department: line("department", &self.department),
            phone: line("phone", &self.phone),
        };
        problems.or(Some(checked))
    }
}

/// The General tab of a user as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tick on the screen"
)]
pub struct IdentityDraft {
    /// Login, unique in the domain.
    pub login: String,
    /// First name; may be empty.
    pub first_name: String,
    /// Last name; may be empty when the display name is not.
    pub last_name: String,
    /// Display name; empty for "first last", or the login.
    pub display_name: String,
    /// Whether nobody may sign in and mail is refused.
    pub suspended: bool,
    /// Whether the user is left out of address lists.
    pub hidden: bool,
    /// Whether the user administers the domain.
    pub is_administrator: bool,
    /// The path of the organizational unit it is in; empty for none.
    #[serde(default)]
    pub unit: String,
    /// What tells him apart.
    #[serde(default)]
    pub contact: Contact,
    /// Language, time zone and formats, where they are not the domain's.
    #[serde(default)]
    pub settings: OwnSettingsDraft,
    /// Whether the password never expires, whatever the domain says.
    #[serde(default)]
    pub password_never_expires: bool,
    /// Whether another password must be chosen at the next log-in; `None` leaves it as it is, and
    /// with a new password is no.
    #[serde(default)]
    pub must_change_password: Option<bool>,
}

/// The General tab of a user when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tick on the screen"
)]
pub struct Identity {
    /// Login, unique in the domain.
    pub login: Login,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Display name, never empty.
    pub display_name: String,
    /// Whether the user is suspended.
    pub suspended: bool,
    /// Whether the user is left out of address lists.
    pub hidden: bool,
    /// Whether the user administers the domain.
    pub is_administrator: bool,
    /// The organizational unit it is in; the root for none.
    pub unit: UnitPath,
    /// What tells him apart.
    pub contact: Contact,
    /// Language, time zone and formats; the store checks that the time zone exists.
    pub settings: OwnSettings,
    /// Whether the password never expires.
    pub password_never_expires: bool,
    /// Whether another password must be chosen at the next log-in; `None`: as it is.
    pub must_change_password: Option<bool>,
}

impl IdentityDraft {
    /// Checks every rule that needs no database.
    ///
    /// # Errors
    /// Problems with the fields named as here.
    pub fn check(&self) -> Result<Identity, Problems> {
        let mut problems = Problems::default();
        let login = problems.take("login", Login::parse(&self.login));
        let first_name = problems
            .take("first_name", text::line(&self.first_name, NAME_MAX))
            .unwrap_or_default();
        let last_name = problems
            .take("last_name", text::line(&self.last_name, NAME_MAX))
            .unwrap_or_default();
        let typed = problems
            .take("display_name", text::line(&self.display_name, 2 * NAME_MAX))
            .unwrap_or_default();
        let unit = problems
            .take("unit", UnitPath::parse(&self.unit))
            .unwrap_or_default();
        let contact = problems.gather(self.contact.check()).unwrap_or_default();
        let settings = problems.gather(self.settings.check()).unwrap_or_default();
        problems.or(login.map(|login| {
            let display_name = if typed.is_empty() {
                display_name(&first_name, &last_name, login.as_str())
            } else {
                typed
            };
            Identity {
                login,
                first_name,
                last_name,
                display_name,
                suspended: self.suspended,
                hidden: self.hidden,
                is_administrator: self.is_administrator,
                unit,
                contact,
                settings,
                password_never_expires: self.password_never_expires,
                must_change_password: self.must_change_password,
            }
        }))
    }

    /// Whose password it is that is set with this draft, in the domain of this name.
    #[must_use]
    pub fn owner(&self, domain: &DomainName) -> Owner {
        let login = self.login.trim();
        let full = format!("{} {}", self.first_name, self.last_name);
        Owner::called([
            login,
            &self.first_name,
            &self.last_name,
            &full,
            &self.display_name,
            domain.as_str(),
            &format!("{login}@{domain}"),
        ])
    }
}

/// The display name that names make: "first last", or the login when both are empty.
#[must_use]
pub fn display_name(first_name: &str, last_name: &str, login: &str) -> String {
    let full = format!("{} {}", first_name.trim(), last_name.trim());
    let full = full.trim();
    if full.is_empty() {
        login.to_owned()
    } else {
        full.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_display_name_follows_the_names_until_it_is_typed() {
        let draft = IdentityDraft {
            login: "jdoe".into(),
            first_name: "John".into(),
            last_name: "Doe".into(),
            ..IdentityDraft::default()
        };
        assert_eq!(
            draft.check().map(|identity| identity.display_name),
            Ok("John Doe".to_owned())
        );
        assert_eq!(
            IdentityDraft {
                login: "jdoe".into(),
                ..IdentityDraft::default()
            }
            .check()
            .map(|identity| identity.display_name),
            Ok("jdoe".to_owned())
        );
    }
}
