//! Keys that were made: seeing and revoking them.

use std::collections::HashMap;

use model::DomainName;
use model::access::Action;
use serde_json::json;

use super::ApiKey;
use super::find::{named, object};
use crate::domains::read::stored_name;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::statement::{Statement, fetch_statement};
use crate::{Desk, StoreError};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    account: String,
    name: String,
    limited: bool,
    read_only: bool,
    created_at: i64,
    expires_at: Option<i64>,
}

impl Desk {
    /// The keys the actor sees, oldest first, expired ones too; those of one account when one is given.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an account that is unknown or not the actor's,
    /// [`StoreError::Denied`] to keys that carry less than the account's rights.
    pub async fn list_api_keys(&self, account: Option<&str>) -> Result<Vec<ApiKey>, StoreError> {
        self.require(Action::ReadKeys)?;
        let mut tx = self.store.pool.read().await?;
        let account = match account {
            Some(typed) => {
                let id = named(&mut tx, typed).await?.id;
                Some(
                    id.filter(|id| self.sees_keys_of(*id))
                        .ok_or(StoreError::NotFound)?,
                )
            }
            None if self.actor.is_superadministrator() => None,
            None => Some(self.actor.account),
        };
        let rows = rows(&mut tx, account).await?;
        let mut domains = domains(&mut tx, &rows).await?;
        let key = |row: Row| ApiKey {
            limited_to: row
                .limited
                .then(|| domains.remove(&row.id).unwrap_or_default()),
            id: row.id,
            account: row.account,
            name: row.name,
            read_only: row.read_only,
            created_at: row.created_at,
            expires_at: row.expires_at,
        };
        Ok(rows.into_iter().map(key).collect())
    }

    /// Revokes a key: from now on nobody is let in with it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such key or it is not the actor's,
    /// [`StoreError::Denied`] to keys that carry less than the account's rights.
    pub async fn revoke_api_key(&self, id: i64) -> Result<(), StoreError> {
        self.require(Action::ChangeKeys)?;
        in_transaction!(self.store.pool.write(), |tx| self.delete_key(tx, id).await)
    }

    async fn delete_key(&self, tx: &mut Tx, id: i64) -> Result<(), StoreError> {
        let found = fetch_optional!(
            &mut *tx,
            (i64, String),
            "SELECT account_id, name FROM api_key WHERE id = $1",
            id
        )?;
        let (account, name) = found
            .filter(|(account, _)| self.sees_keys_of(*account))
            .ok_or(StoreError::NotFound)?;
        let deleted = execute!(&mut *tx, "DELETE FROM api_key WHERE id = $1", id)?;
        if deleted == 0 {
            return Err(StoreError::NotFound);
        }
        let named = object(tx, account).await?;
        let change = Change {
            domain_id: named.domain_id,
            subject: named.entry_id,
            object: named.object,
            action: "revoke_key",
            before: Some(json!({ "key": name })),
            after: None,
        };
        self.record(tx, change).await
    }

    fn sees_keys_of(&self, account: i64) -> bool {
        self.actor.is_superadministrator() || self.actor.account == account
    }
}

async fn rows(tx: &mut Tx, account: Option<i64>) -> Result<Vec<Row>, StoreError> {
    let mut query = Statement::default();
    query.push(
        "SELECT k.id, COALESCE(c.login, e.login || '@' || d.name) AS account, k.name, k.limited,
                k.read_only, k.created_at, k.expires_at
         FROM api_key k
             JOIN account c ON c.id = k.account_id
             LEFT JOIN entry e ON e.id = c.entry_id
             LEFT JOIN domain d ON d.id = e.domain_id",
    );
    if let Some(account) = account {
        query.push(" WHERE k.account_id = ").bind(account);
    }
    query.push(" ORDER BY k.id");
    Ok(fetch_statement!(tx, Row, query)?)
}

/// The domains each key is limited to, by the key.
async fn domains(tx: &mut Tx, keys: &[Row]) -> Result<HashMap<i64, Vec<DomainName>>, StoreError> {
    let ids: Vec<i64> = keys.iter().map(|key| key.id).collect();
    let mut query = Statement::default();
    query
        .push(
            "SELECT l.api_key_id, d.name FROM api_key_domain l JOIN domain d ON d.id = l.domain_id
             WHERE l.api_key_id IN ",
        )
        .list(&ids)
        .push(" ORDER BY d.name");
    let mut domains: HashMap<i64, Vec<DomainName>> = HashMap::new();
    for (key, name) in fetch_statement!(tx, (i64, String), query)? {
        domains.entry(key).or_default().push(stored_name(name)?);
    }
    Ok(domains)
}
