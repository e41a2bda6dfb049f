//! Passwords that come with records.

use argon2::password_hash::phc::PasswordHash;
use model::access::Action;
use model::user::check_password;
use model::{Code, Kind, Problem};

use super::{NewPassword, Record};
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
        self.domain_for(&mut tx, domain, Action::ChangeEntries)
            .await?;
        drop(tx);
        if !records.iter().any(Record::has_plain_password) {
            return Ok(None);
        }
        let mut records = records.to_vec();
        for record in &mut records {
            // What is none stays, to be refused where it stands.
            let _ = hash(record).await?;
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
pub async fn hash_passwords(records: &mut [Record]) -> Result<(), StoreError> {
    for record in records {
        if let Some(problem) = hash(record).await? {
            record.problems.push(problem);
            record.password = None;
        }
    }
    Ok(())
}

/// Puts a hash in the place of a password as typed, or says why it is none.
async fn hash(record: &mut Record) -> Result<Option<Problem>, StoreError> {
    let Some(NewPassword::Plain(typed)) = &record.password else {
        return Ok(None);
    };
    match check_password(typed) {
        Ok(password) => {
            let hash = passwords::hash(password).await?;
            record.password = Some(NewPassword::Hash(hash));
            Ok(None)
        }
        Err(code) => Ok(Some(problem(code))),
    }
}

/// What speaks against the password of a record.
pub(super) fn check(record: &Record) -> Option<Problem> {
    let password = record.password.as_ref()?;
    if record.kind != Kind::User {
        return Some(Problem::new("password", Code::EntryKind));
    }
    match password {
        NewPassword::Plain(typed) => check_password(typed).err().map(problem),
        NewPassword::Hash(hash) => {
            (!is_usable(hash)).then(|| Problem::new("password_hash", Code::PasswordHashInvalid))
        }
    }
}

fn problem(code: Code) -> Problem {
    let problem = Problem::new("password", code);
    match code {
        Code::PasswordTooShort => problem.with(model::user::PASSWORD_MIN),
        Code::TooLong => problem.with(model::user::PASSWORD_MAX),
        _ => problem,
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
