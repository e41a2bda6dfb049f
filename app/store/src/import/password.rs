//! Passwords that come with records.

use argon2::password_hash::phc::PasswordHash;
use model::access::Action;
use model::user::IdentityDraft;
use model::{Code, Kind, Problem};

use super::{NewPassword, Record};
use crate::domains::Domain;
use crate::{Desk, StoreError, passwords};

/// Longest hash taken, in bytes.
const HASH_MAX: usize = 512;
/// Most memory a hash may ask for at a log-in, in KiB.
const MEMORY_MAX_KIB: u32 = 1024 * 1024;

impl Desk {
    /// The records with hashes in the place of passwords as typed; `None` when there are none. Only for
    /// somebody who may import, because it costs.
    pub(super) async fn with_hashes(
        &self,
        domain: &str,
        records: &[Record],
    ) -> Result<Option<Vec<Record>>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeEntries)
            .await?;
        drop(tx);
        if !records.iter().any(Record::has_plain_password) {
            return Ok(None);
        }
        let mut records = records.to_vec();
        for record in &mut records {
            // What is none stays, to be refused where it stands.
            let _ = hash(record, &domain).await?;
        }
        Ok(Some(records))
    }
}

impl Record {
    const fn has_plain_password(&self) -> bool {
        matches!(self.password, Some(NewPassword::Plain(_)))
    }
}

/// Puts hashes in the place of passwords as typed; what is no password becomes a problem of its record.
///
/// # Errors
/// [`StoreError::Internal`] when the machine has no random numbers or threads.
pub(super) async fn hash_passwords(
    records: &mut [Record],
    domain: &Domain,
) -> Result<(), StoreError> {
    for record in records {
        if let Some(problem) = hash(record, domain).await? {
            record.problems.push(problem);
            record.password = None;
        }
    }
    Ok(())
}

/// Puts a hash in the place of a password as typed, or says why it is none.
async fn hash(record: &mut Record, domain: &Domain) -> Result<Option<Problem>, StoreError> {
    let Some(NewPassword::Plain(typed)) = &record.password else {
        return Ok(None);
    };
    if let Err(problem) = check_typed(record, typed, domain) {
        return Ok(Some(problem));
    }
    let hash = passwords::hash(typed).await?;
    record.password = Some(NewPassword::Hash(hash));
    Ok(None)
}

/// Checks a password as typed by the rules of the domain.
fn check_typed(record: &Record, typed: &str, domain: &Domain) -> Result<(), Problem> {
    let named = |name: &Option<String>| name.clone().unwrap_or_default();
    let identity = IdentityDraft {
        login: record.name.clone(),
        first_name: named(&record.first_name),
        last_name: named(&record.last_name),
        display_name: named(&record.display_name),
        ..IdentityDraft::default()
    };
    let owner = identity.owner(&domain.name);
    passwords::check(&domain.passwords, "password", typed, &owner)
}

/// What speaks against the password of a record.
pub(super) fn check(record: &Record, domain: &Domain) -> Option<Problem> {
    let password = record.password.as_ref()?;
    if record.kind != Kind::User {
        return Some(Problem::new("password", Code::EntryKind));
    }
    match password {
        NewPassword::Plain(typed) => check_typed(record, typed, domain).err(),
        NewPassword::Hash(hash) => {
            (!is_usable(hash)).then(|| Problem::new("password_hash", Code::PasswordHashInvalid))
        }
    }
}

/// Whether a log-in can be checked against a hash, at a price that can be paid.
fn is_usable(hash: &str) -> bool {
    hash.len() <= HASH_MAX
        && PasswordHash::new(hash).is_ok_and(|parsed| {
            parsed.algorithm.as_str() == "argon2id"
                && parsed.hash.is_some()
                && argon2::Params::try_from(&parsed)
                    .is_ok_and(|params| params.m_cost() <= MEMORY_MAX_KIB && params.t_cost() <= 64)
        })
}

#[cfg(test)]
mod tests {
    use super::is_usable;

    #[test]
    fn only_an_affordable_argon2id_hash_is_taken() {
        let good = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                    KF6HbYv8lMWrkJKKZ1Ji8UEoTwbZxLdYAb3tHBO0Lvw";
        assert!(is_usable(good));
        assert!(!is_usable(&good.replace("argon2id", "argon2i")));
        assert!(!is_usable(&good.replace("m=19456", "m=4194304")));
        assert!(!is_usable("$6$salt$hash"));
        assert!(!is_usable(""));
    }
}
