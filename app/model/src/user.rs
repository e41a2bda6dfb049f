//! A user's identity: names, login, password.

use serde::{Deserialize, Serialize};

use crate::{Code, Login, Problems, UnitPath, text};

/// Longest name, in characters.
pub const NAME_MAX: usize = 128;
/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 8;
/// Longest password, in bytes: hashing more only costs time.
pub const PASSWORD_MAX: usize = 512;

/// The General tab of a user as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// The General tab of a user when each field is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
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
            }
        }))
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

/// Checks a new password's length; any character but NUL is welcome (NIST SP 800-63B, section 3.1.1).
///
/// # Errors
/// [`Code::Required`], [`Code::PasswordTooShort`], [`Code::TooLong`] or [`Code::ForbiddenCharacter`].
pub fn check_password(password: &str) -> Result<&str, Code> {
    if password.is_empty() {
        return Err(Code::Required);
    }
    if password.contains(['\0', '\n', '\r']) {
        return Err(Code::ForbiddenCharacter);
    }
    if password.chars().count() < PASSWORD_MIN {
        return Err(Code::PasswordTooShort);
    }
    if password.len() > PASSWORD_MAX {
        return Err(Code::TooLong);
    }
    Ok(password)
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

    #[test]
    fn short_passwords_are_refused() {
        assert_eq!(check_password("1234567"), Err(Code::PasswordTooShort));
        assert!(check_password("correct horse").is_ok());
    }
}
