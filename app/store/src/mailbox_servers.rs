//! The mailbox servers of the installation.

use crate::{Desk, StoreError};

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

impl Desk {
    /// All mailbox servers by name (there are few).
    pub async fn list_mailbox_servers(&self) -> Result<Vec<MailboxServer>, StoreError> {
        todo!()
    }

    /// Adds one.
    pub async fn create_mailbox_server(
        &self,
        draft: &MailboxServerDraft,
    ) -> Result<MailboxServer, StoreError> {
        todo!()
    }

    /// Changes one; every route through it follows in the same transaction.
    pub async fn change_mailbox_server(
        &self,
        name: &str,
        version: Option<i64>,
        draft: &MailboxServerDraft,
    ) -> Result<MailboxServer, StoreError> {
        todo!()
    }

    /// Deletes one that nothing uses (`Conflict` with `server.in_use` otherwise).
    pub async fn delete_mailbox_server(
        &self,
        name: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        todo!()
    }
}
