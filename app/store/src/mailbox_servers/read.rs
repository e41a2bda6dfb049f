//! Reading mailbox servers.

use model::access::Action;
use model::{Code, Problem, text};

use super::MailboxServer;
use crate::pool::{Tx, fetch_all, fetch_optional, fetch_scalar};
use crate::{Desk, StoreError};

impl Desk {
    /// All mailbox servers by name (there are few).
    ///
    /// `used_by` counts only what the actor sees.
    ///
    /// # Errors
    /// [`StoreError::Denied`] when the policy says so.
    pub async fn list_mailbox_servers(&self) -> Result<Vec<MailboxServer>, StoreError> {
        self.require(Action::ReadMailboxServers)?;
        let mut tx = self.store.pool.read().await?;
        let rows = fetch_all!(
            &mut tx,
            Row,
            "SELECT id, name, endpoint, version FROM mailbox_server ORDER BY name"
        )?;
        let mut servers = Vec::with_capacity(rows.len());
        for row in rows {
            let used_by = match self.actor.domains() {
                None => count_uses(&mut tx, row.id).await?,
                Some(seen) => count_uses_in(&mut tx, row.id, &seen).await?,
            };
            servers.push(row.into_server(used_by));
        }
        Ok(servers)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    endpoint: String,
    version: i64,
}

impl Row {
    fn into_server(self, used_by: i64) -> MailboxServer {
        MailboxServer {
            name: self.name,
            endpoint: self.endpoint,
            used_by,
            version: self.version,
        }
    }
}

/// The mailbox server with a name, and its identifier.
pub(super) async fn load(tx: &mut Tx, name: &str) -> Result<(i64, MailboxServer), StoreError> {
    if !can_be_name(name) {
        return Err(StoreError::NotFound);
    }
    let row = fetch_optional!(
        &mut *tx,
        Row,
        "SELECT id, name, endpoint, version FROM mailbox_server WHERE name = $1",
        name
    )?
    .ok_or(StoreError::NotFound)?;
    let used_by = count_uses(tx, row.id).await?;
    Ok((row.id, row.into_server(used_by)))
}

async fn count_uses(tx: &mut Tx, id: i64) -> Result<i64, StoreError> {
    Ok(fetch_scalar!(
        tx,
        i64,
        "SELECT (SELECT COUNT(*) FROM domain WHERE mailbox_server_id = $1)
              + (SELECT COUNT(*) FROM entry WHERE mailbox_server_id = $1)",
        id
    )?)
}

async fn count_uses_in(tx: &mut Tx, id: i64, domains: &[i64]) -> Result<i64, StoreError> {
    let mut count = 0;
    for domain in domains {
        count += fetch_scalar!(
            &mut *tx,
            i64,
            "SELECT (SELECT COUNT(*) FROM domain WHERE id = $2 AND mailbox_server_id = $1)
                  + (SELECT COUNT(*) FROM entry WHERE domain_id = $2 AND mailbox_server_id = $1)",
            id,
            *domain
        )?;
    }
    Ok(count)
}

/// Refuses a name that another one has.
pub(super) async fn refuse_taken(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    match find_id(tx, name).await? {
        Some(_) => Err(StoreError::Conflict(Problem::new(
            "name",
            Code::ServerTaken,
        ))),
        None => Ok(()),
    }
}

/// The identifier of the mailbox server with a name.
pub(crate) async fn find_id(tx: &mut Tx, name: &str) -> Result<Option<i64>, StoreError> {
    if !can_be_name(name) {
        return Ok(None);
    }
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM mailbox_server WHERE name = $1",
        name.trim()
    )?;
    Ok(row.map(|(id,)| id))
}

/// Whether a name as typed can be one; PostgreSQL does not even take every text to look for.
fn can_be_name(typed: &str) -> bool {
    !typed.chars().any(text::is_forbidden)
}
