//! Slowing down whoever guesses passwords.
//!
//! An attempt is counted as failed before the password is looked at, so that a thousand attempts at
//! once are a thousand; the right password takes it back.

use crate::StoreError;
use crate::pool::{Pool, Tx, execute, fetch_optional, in_transaction};

/// Failures of one account before it has to wait.
const FREE_OF_ACCOUNT: i64 = 10;
/// Failures from one client address before it has to wait: an office may share one.
const FREE_OF_ADDRESS: i64 = 30;
/// The first wait, in seconds; each further failure doubles it.
const FIRST_WAIT: i64 = 15;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;
/// Failures are forgotten after this many seconds without another.
const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;

/// Whose failures are counted.
#[derive(Clone, Debug)]
pub(super) struct Subjects {
    /// Of the account, there or not.
    pub(super) account: String,
    /// Of the client; `None` when there is none, as for a change of one's own password.
    pub(super) address: Option<String>,
}

impl Subjects {
    fn all(&self) -> impl Iterator<Item = (&str, i64)> {
        let address = self
            .address
            .as_deref()
            .map(|subject| (subject, FREE_OF_ADDRESS));
        [(self.account.as_str(), FREE_OF_ACCOUNT)]
            .into_iter()
            .chain(address)
    }
}

/// Counts one attempt as failed; seconds to wait when it may not be made at all.
pub(super) async fn count(
    pool: &Pool,
    subjects: &Subjects,
    now: i64,
) -> Result<Option<i64>, StoreError> {
    in_transaction!(pool.write(), |tx| count_in(tx, subjects, now).await)
}

async fn count_in(tx: &mut Tx, subjects: &Subjects, now: i64) -> Result<Option<i64>, StoreError> {
    let mut wait = 0;
    for (subject, free) in subjects.all() {
        wait = wait.max(remaining(tx, subject, free, now).await?);
    }
    if wait > 0 {
        return Ok(Some(wait));
    }
    for (subject, _) in subjects.all() {
        execute!(
            &mut *tx,
            "UPDATE sign_in_failure SET failures = failures + 1, last_at = $1 WHERE subject = $2",
            now,
            subject
        )?;
    }
    Ok(None)
}

/// Seconds until the next attempt; 0 for at once.
async fn remaining(tx: &mut Tx, subject: &str, free: i64, now: i64) -> Result<i64, StoreError> {
    // Writing first keeps others from counting the same subject until the transaction ends.
    execute!(
        &mut *tx,
        "INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 0, $2)
         ON CONFLICT (subject) DO UPDATE
         SET failures = CASE WHEN sign_in_failure.last_at < $3 THEN 0 ELSE sign_in_failure.failures END",
        subject,
        now,
        now - FORGOTTEN_AFTER
    )?;
    let (failures, last_at) = fetch_optional!(
        tx,
        (i64, i64),
        "SELECT failures, last_at FROM sign_in_failure WHERE subject = $1",
        subject
    )?
    .unwrap_or_default();
    let wait = wait_after(failures, free);
    // Clocks of several machines differ a little: never longer than the wait itself.
    Ok((last_at + wait - now).clamp(0, wait))
}

/// Seconds to wait after so many failures.
fn wait_after(failures: i64, free: i64) -> i64 {
    if failures < free {
        return 0;
    }
    // Twenty doublings are far beyond the longest wait.
    let doublings = (failures - free).min(20);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

/// After the right password: the account begins anew, and the attempt was no failure of the address.
pub(super) async fn forgive(tx: &mut Tx, subjects: &Subjects, now: i64) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM sign_in_failure WHERE subject = $1 OR last_at < $2",
        &subjects.account,
        now - FORGOTTEN_AFTER
    )?;
    if let Some(address) = &subjects.address {
        execute!(
            &mut *tx,
            "UPDATE sign_in_failure SET failures = failures - 1
             WHERE subject = $1 AND failures > 0",
            address
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<_> = (8..20).map(|n| wait_after(n, FREE_OF_ACCOUNT)).collect();
        assert_eq!(waits, [0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
        assert_eq!(wait_after(i64::MAX / 2, FREE_OF_ACCOUNT), LONGEST_WAIT);
    }
}
