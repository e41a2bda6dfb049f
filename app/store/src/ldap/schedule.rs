//! Imports by the clock. Any number of console processes may look at the same time: whoever moves the
//! moment on in the database takes the import up, and nobody else.

use model::access::Rank;
use model::{Actor, DomainName};

use super::{Ask, Asked};
use crate::domains::read::stored_name;
use crate::pool::{Tx, execute, fetch_all, in_transaction};
use crate::{Desk, Store, StoreError};

/// Who the history names for what the schedule does.
const NAME: &str = "schedule";
/// No account has this number.
const ACCOUNT: i64 = 0;

impl Store {
    /// Begins the imports that are due at `now` (seconds since 1970), each as a task; gives the domains.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn start_due_ldap_imports(&self, now: i64) -> Result<Vec<DomainName>, StoreError> {
        let mut tx = self.pool.read().await?;
        let due = fetch_all!(
            &mut tx,
            (i64, String),
            "SELECT i.domain_id, d.name FROM ldap_import i JOIN domain d ON d.id = i.domain_id
             WHERE i.next_at <= $1 ORDER BY i.next_at",
            now
        )?;
        drop(tx);
        let mut begun = Vec::new();
        for (id, name) in due {
            if !self.take_up(id, now).await? {
                continue;
            }
            let desk = self.clockwork(now);
            let started = desk.start_import(&name, Ask::default(), Asked::BySchedule);
            match started.await {
                Ok(_) => begun.push(stored_name(name)?),
                // Deleted or forgotten since.
                Err(StoreError::NotFound | StoreError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(begun)
    }

    /// Moves the moment of an import on; whether it was this process that did.
    async fn take_up(&self, domain: i64, now: i64) -> Result<bool, StoreError> {
        in_transaction!(self.pool.write_aside(), |tx| move_on(tx, domain, now).await)
    }

    /// The desk of the clock.
    fn clockwork(&self, now: i64) -> Desk {
        let actor = Actor {
            account: ACCOUNT,
            name: NAME.to_owned(),
            rank: Rank::Superadministrator,
            limited_to: None,
            read_only: false,
        };
        self.as_actor(actor, now)
    }
}

async fn move_on(tx: &mut Tx, domain: i64, now: i64) -> Result<bool, StoreError> {
    let moved = execute!(
        tx,
        "UPDATE ldap_import SET next_at = $1 + every_minutes * 60
         WHERE domain_id = $2 AND next_at <= $1 AND every_minutes IS NOT NULL",
        now,
        domain
    )?;
    Ok(moved == 1)
}
