//! The mailbox servers of the installation.

use model::access::Action;
use model::{Code, Endpoint, Problem, Problems, text};
use serde_json::{Value, json};

use crate::desk::check_version;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, fetch_scalar, in_transaction};
use crate::{Desk, StoreError, contract};

/// Longest name, in characters.
const NAME_MAX: usize = 64;

/// A mailbox server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxServer {
    /// Its name.
    pub name: String,
    /// Where it accepts LMTP, in Postfix notation.
    pub endpoint: String,
    /// Domains and users whose mailboxes are there.
    pub used_by: i64,
    /// Version for optimistic locking.
    pub version: i64,
}

/// A mailbox server as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxServerDraft {
    /// Its name; problems: field `name`.
    pub name: String,
    /// Its end point; problems: field `endpoint`.
    pub endpoint: String,
}

/// A draft whose fields are each in order.
struct Checked {
    name: String,
    endpoint: Endpoint,
}

impl MailboxServerDraft {
    fn check(&self) -> Result<Checked, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", text::required_line(&self.name, NAME_MAX));
        let endpoint = problems.take("endpoint", Endpoint::parse(&self.endpoint));
        problems.or(name
            .zip(endpoint)
            .map(|(name, endpoint)| Checked { name, endpoint }))
    }
}

impl MailboxServer {
    fn change(&self, action: &'static str) -> Change {
        Change {
            domain_id: None,
            object: format!("mailbox_server:{}", self.name),
            action,
            before: None,
            after: None,
        }
    }

    fn snapshot(&self) -> Value {
        json!({ "name": self.name, "endpoint": self.endpoint })
    }
}

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

    /// Adds one.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `name` or `endpoint`; [`StoreError::Conflict`] with
    /// [`Code::ServerTaken`] at `name`.
    pub async fn create_mailbox_server(
        &self,
        draft: &MailboxServerDraft,
    ) -> Result<MailboxServer, StoreError> {
        self.require(Action::ChangeMailboxServers)?;
        let new = draft.check()?;
        in_transaction!(self.store.pool.write_all(), |tx| {
            self.insert_server(tx, &new).await
        })
    }

    /// Changes one; every route through it follows in the same transaction.
    ///
    /// # Errors
    /// Those of [`Desk::create_mailbox_server`]; [`StoreError::NotFound`] when there is none.
    pub async fn change_mailbox_server(
        &self,
        name: &str,
        version: Option<i64>,
        draft: &MailboxServerDraft,
    ) -> Result<MailboxServer, StoreError> {
        self.require(Action::ChangeMailboxServers)?;
        in_transaction!(self.store.pool.write_all(), |tx| {
            self.update_server(tx, name, version, draft).await
        })
    }

    /// Deletes one that nothing uses (`Conflict` with `server.in_use` otherwise).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] with [`Code::ServerInUse`] at `name`.
    pub async fn delete_mailbox_server(
        &self,
        name: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        self.require(Action::ChangeMailboxServers)?;
        in_transaction!(self.store.pool.write_all(), |tx| {
            self.remove_server(tx, name, version).await
        })
    }

    async fn insert_server(&self, tx: &mut Tx, new: &Checked) -> Result<MailboxServer, StoreError> {
        refuse_taken(tx, &new.name).await?;
        execute!(
            &mut *tx,
            "INSERT INTO mailbox_server (id, name, endpoint, version) VALUES ($1, $2, $3, 1)",
            new_id(),
            &new.name,
            new.endpoint.as_str()
        )?;
        let (_, server) = load(tx, &new.name).await?;
        let change = Change {
            after: Some(server.snapshot()),
            ..server.change("create")
        };
        self.record(tx, change).await?;
        Ok(server)
    }

    async fn update_server(
        &self,
        tx: &mut Tx,
        name: &str,
        version: Option<i64>,
        draft: &MailboxServerDraft,
    ) -> Result<MailboxServer, StoreError> {
        let (id, before) = load(tx, name).await?;
        check_version(version, before.version)?;
        let new = draft.check()?;
        let same_endpoint = new.endpoint.as_str() == before.endpoint;
        if new.name == before.name && same_endpoint {
            return Ok(before);
        }
        if new.name != before.name {
            refuse_taken(tx, &new.name).await?;
        }
        execute!(
            &mut *tx,
            "UPDATE mailbox_server SET name = $1, endpoint = $2, version = version + 1
             WHERE id = $3",
            &new.name,
            new.endpoint.as_str(),
            id
        )?;
        if !same_endpoint {
            contract::refresh_mailbox_server(tx, id).await?;
        }
        let (_, server) = load(tx, &new.name).await?;
        let change = Change {
            before: Some(before.snapshot()),
            after: Some(server.snapshot()),
            ..server.change("change")
        };
        self.record(tx, change).await?;
        Ok(server)
    }

    async fn remove_server(
        &self,
        tx: &mut Tx,
        name: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let (id, before) = load(tx, name).await?;
        check_version(version, before.version)?;
        if before.used_by > 0 {
            let problem = Problem::new("name", Code::ServerInUse).with(before.used_by);
            return Err(StoreError::Conflict(problem));
        }
        execute!(&mut *tx, "DELETE FROM mailbox_server WHERE id = $1", id)?;
        let change = Change {
            before: Some(before.snapshot()),
            ..before.change("delete")
        };
        self.record(tx, change).await
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

async fn load(tx: &mut Tx, name: &str) -> Result<(i64, MailboxServer), StoreError> {
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

async fn refuse_taken(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
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
