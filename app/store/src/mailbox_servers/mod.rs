//! The mailbox servers of the installation.

mod read;

pub(crate) use read::find_id;

use model::access::Action;
use model::{Code, Endpoint, Problem, Problems, text};
use serde_json::{Value, json};

use self::read::{load, refuse_taken};
use crate::desk::check_version;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, in_transaction};
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
            subject: None,
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
