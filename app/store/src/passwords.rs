//! Passwords: Argon2id, in the notation that Dovecot reads too.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
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
