//! Passwords: Argon2id, in the notation that Dovecot reads too.

mod common;

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use model::password::Owner;
use model::{Code, PasswordPolicy, Problem};
use tokio::sync::Semaphore;

use crate::StoreError;

/// KiB of memory per password, passes over it, lanes: OWASP's first choice with one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// More at once would not be faster, only need more memory.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What a password is compared with when there is no account, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| compute("nobody has this password").ok());

/// What a generated password is made of: 32 letters and digits, none of which is taken for another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Characters between two hyphens of a generated password, and how many groups there are at least:
/// 80 random bits.
const GROUP: usize = 4;
const GROUPS: usize = 4;

/// A random password that people can read out to each other, of at least `min_length` characters.
///
/// # Errors
/// [`StoreError::Internal`] when the machine has no random numbers.
pub fn generate(min_length: i64) -> Result<String, StoreError> {
    let wanted = usize::try_from(min_length).unwrap_or_default();
    let groups = (wanted + 1).div_ceil(GROUP + 1).max(GROUPS);
    let mut bytes = vec![0; groups * GROUP];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Internal(error.to_string()))?;
    let letters = bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter));
    let letters: Vec<char> = letters.collect();
    let groups = letters.chunks(GROUP).map(|group| group.iter().collect());
    Ok(groups.collect::<Vec<String>>().join("-"))
}

/// Checks a new password against the rules of a domain and the list of common ones.
///
/// # Errors
/// At `field`: those of [`PasswordPolicy::check`], and [`Code::PasswordCommon`].
pub(crate) fn check(
    policy: &PasswordPolicy,
    field: &str,
    password: &str,
    owner: &Owner,
) -> Result<(), Problem> {
    policy.check(field, password, owner)?;
    if common::is_common(password) {
        return Err(Problem::new(field, Code::PasswordCommon));
    }
    Ok(())
}

/// The hash of a password, as `$argon2id$…`.
///
/// # Errors
/// [`StoreError::Internal`] when the machine has no random numbers or threads.
pub(crate) async fn hash(password: &str) -> Result<String, StoreError> {
    let password = password.to_owned();
    in_turn(move || compute(&password)).await?
}

/// Whether `password` is the one that was hashed; `false` without a hash, after the same work.
///
/// # Errors
/// [`StoreError::Internal`] when the machine has no threads.
pub(crate) async fn is_right(password: &str, hash: Option<&str>) -> Result<bool, StoreError> {
    let password = password.to_owned();
    let hash = hash.map(ToOwned::to_owned);
    in_turn(move || {
        let known = hash.is_some();
        let Some(hash) = hash.or_else(|| NOBODY.clone()) else {
            return false;
        };
        // The parameters are those of the hash, so older ones stay valid.
        let matches = PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        });
        known && matches
    })
    .await
}

async fn in_turn<T, F>(work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let internal = |error: &dyn std::fmt::Display| StoreError::Internal(error.to_string());
    let _turn = TURNS.acquire().await.map_err(|error| internal(&error))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| internal(&error))
}

fn compute(password: &str) -> Result<String, StoreError> {
    let internal = |error: &dyn std::fmt::Display| StoreError::Internal(error.to_string());
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| internal(&error))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_password_is_long_enough_and_new_each_time() {
        for min_length in [8, 19, 20, 64] {
            let made = generate(min_length).unwrap();
            let policy = PasswordPolicy {
                min_length,
                lifetime_days: None,
            };
            assert_eq!(
                check(&policy, "p", &made, &Owner::default()),
                Ok(()),
                "{made}"
            );
            assert_ne!(made, generate(min_length).unwrap());
        }
        assert_eq!(generate(8).unwrap().len(), 19);
    }

    #[test]
    fn what_many_use_is_refused() {
        let code = |password: &str| {
            let checked = check(&PasswordPolicy::default(), "p", password, &Owner::default());
            checked.err().map(|problem| problem.code)
        };
        for bad in [
            "password",
            "Password1",
            "12345678",
            "QWERTYUIOP",
            "zzzzzzzzzzzz",
        ] {
            assert_eq!(code(bad), Some(Code::PasswordCommon), "{bad}");
        }
        assert_eq!(code("correct horse"), None);
        // The head of the list is no password.
        assert_eq!(code("# Passwords in common use of eight characters"), None);
    }

    #[tokio::test]
    async fn a_password_is_right_only_for_its_own_hash() {
        let hash = hash("correct horse").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(is_right("correct horse", Some(&hash)).await.unwrap());
        assert!(!is_right("correct horsf", Some(&hash)).await.unwrap());
        assert!(!is_right("correct horse", Some("rubbish")).await.unwrap());
        assert!(!is_right("nobody has this password", None).await.unwrap());
    }
}
