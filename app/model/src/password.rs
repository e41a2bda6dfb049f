//! Which passwords a domain takes, and how long they are good.
//!
//! By NIST SP 800-63B, section 3.1.1: length counts, any character is welcome, nothing is demanded of
//! the composition; what is commonly used or speaks of its owner is refused. The list of common ones
//! is the store's.

use serde::{Deserialize, Serialize};

use crate::{Code, Problem, text};

/// The shortest minimum a domain may set, in characters; what superadministrators' passwords must have.
pub const SHORTEST: i64 = 8;
/// The longest minimum: nobody would find a password any more.
pub const LONGEST_MINIMUM: i64 = 64;
/// Longest password, in bytes: hashing more only costs time.
pub const PASSWORD_MAX: usize = 512;
/// The longest lifetime, in days: a hundred years.
pub const LONGEST_LIFETIME: i64 = 36_500;
/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;

/// The rules for the passwords of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicy {
    /// Fewest characters.
    pub min_length: i64,
    /// Days until a password expires; `None` for never.
    pub lifetime_days: Option<i64>,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            min_length: SHORTEST,
            lifetime_days: None,
        }
    }
}

/// Words a password may not consist of: those that speak of its owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner(Vec<String>);

impl Owner {
    /// Somebody with these names, logins and addresses.
    #[must_use]
    pub fn called<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> Self {
        let letters = names.into_iter().map(|name| letters(name.as_ref()));
        Self(letters.filter(|name| !name.is_empty()).collect())
    }

    /// Whether a password is one of the words, without regard to case, signs between and digits around.
    fn is_spoken_of(&self, password: &str) -> bool {
        let letters = letters(password);
        self.0.contains(&letters) && !letters.is_empty()
    }
}

/// The letters and digits of a text in lower case, without digits at its ends.
fn letters(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let without = kept.trim_matches(|c: char| c.is_numeric());
    without.to_owned()
}

impl PasswordPolicy {
    /// Checks a new password, but for the list of common ones.
    ///
    /// # Errors
    /// At `field`: [`Code::Required`], [`Code::PasswordTooShort`] naming the minimum, [`Code::TooLong`],
    /// [`Code::ForbiddenCharacter`] or [`Code::PasswordIsName`].
    pub fn check(&self, field: &str, password: &str, owner: &Owner) -> Result<(), Problem> {
        let refused = |code| Err(Problem::new(field, code));
        if password.is_empty() {
            return refused(Code::Required);
        }
        if password.contains(['\0', '\n', '\r']) {
            return refused(Code::ForbiddenCharacter);
        }
        let length = i64::try_from(password.chars().count()).unwrap_or(i64::MAX);
        let minimum = self.min_length.max(SHORTEST);
        if length < minimum {
            return Err(Problem::new(field, Code::PasswordTooShort).with(minimum));
        }
        if password.len() > PASSWORD_MAX {
            return refused(Code::TooLong);
        }
        if owner.is_spoken_of(password) {
            return refused(Code::PasswordIsName);
        }
        Ok(())
    }

    /// When a password of this age expires, in seconds since 1970; `None` for never. `counted_from`
    /// is when the lifetime was set or shortened: nobody is locked out by that alone.
    #[must_use]
    pub fn expiry(&self, changed_at: i64, counted_from: i64) -> Option<i64> {
        let days = self.lifetime_days?;
        Some(
            changed_at
                .max(counted_from)
                .saturating_add(days.saturating_mul(DAY)),
        )
    }

    /// Whether somebody's password may now be good for a shorter time than under the policy before.
    #[must_use]
    pub const fn is_stricter_than(&self, before: &Self) -> bool {
        match (self.lifetime_days, before.lifetime_days) {
            (Some(_), None) => true,
            (Some(now), Some(before)) => now < before,
            (None, _) => false,
        }
    }
}

/// The fewest characters, as typed.
///
/// # Errors
/// [`Code::PasswordMinimum`] unless it is a number from [`SHORTEST`] to [`LONGEST_MINIMUM`].
pub fn parse_minimum(typed: &str) -> Result<i64, Code> {
    match typed.trim().parse::<i64>() {
        Ok(number) if (SHORTEST..=LONGEST_MINIMUM).contains(&number) => Ok(number),
        _ => Err(Code::PasswordMinimum),
    }
}

/// The days a password is good for, as typed: a whole number of at least one, or empty for ever.
///
/// # Errors
/// [`Code::NotAPositiveNumber`].
pub fn parse_lifetime(typed: &str) -> Result<Option<i64>, Code> {
    match text::positive_number(typed)? {
        Some(days) if days > LONGEST_LIFETIME => Err(Code::NotAPositiveNumber),
        days => Ok(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Option<Code> {
        let policy = PasswordPolicy {
            min_length: 9,
            lifetime_days: None,
        };
        let owner = Owner::called([
            "jdoe",
            "Johanna",
            "Doe",
            "Johanna Doe",
            "jdoe@a.example",
            "",
        ]);
        policy
            .check("password", password, &owner)
            .err()
            .map(|problem| problem.code)
    }

    #[test]
    fn length_counts_and_nothing_else_of_the_composition() {
        assert_eq!(check(""), Some(Code::Required));
        assert_eq!(check("12345678"), Some(Code::PasswordTooShort));
        assert_eq!(check("éééééééé"), Some(Code::PasswordTooShort));
        assert_eq!(check("a\nbcdefghij"), Some(Code::ForbiddenCharacter));
        assert_eq!(check(&"x".repeat(513)), Some(Code::TooLong));
        for good in ["correct horse", "ééééééééé", "aaaabbbbb", "8 + 1 = 9"] {
            assert_eq!(check(good), None, "{good}");
        }
    }

    #[test]
    fn what_speaks_of_its_owner_is_refused() {
        for bad in [
            "Johanna Doe",
            "johanna.doe",
            "1johannadoe2024",
            "JDOE@a.example",
            "Johanna12",
        ] {
            assert_eq!(check(bad), Some(Code::PasswordIsName), "{bad}");
        }
        // A name among other words is welcome, and digits alone are nobody's name.
        for good in ["johanna likes it", "5279-6631-0042"] {
            assert_eq!(check(good), None, "{good}");
        }
    }

    #[test]
    fn a_new_lifetime_locks_nobody_out_at_once() {
        let policy = PasswordPolicy {
            lifetime_days: Some(2),
            ..PasswordPolicy::default()
        };
        assert_eq!(policy.expiry(0, 1000), Some(1000 + 2 * DAY));
        assert_eq!(policy.expiry(5000, 1000), Some(5000 + 2 * DAY));
        assert_eq!(PasswordPolicy::default().expiry(0, 0), None);
        assert!(policy.is_stricter_than(&PasswordPolicy::default()));
        assert!(!PasswordPolicy::default().is_stricter_than(&policy));
        assert!(!policy.is_stricter_than(&policy));
    }

    #[test]
    fn the_minimum_has_a_floor() {
        assert_eq!(parse_minimum(" 12 "), Ok(12));
        for bad in ["", "7", "65", "x", "-8"] {
            assert_eq!(parse_minimum(bad), Err(Code::PasswordMinimum), "{bad}");
        }
    }
}
