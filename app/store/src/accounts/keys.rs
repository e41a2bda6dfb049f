//! Keys of programs.

use model::access::Action;
use model::{Actor, Code, Problem, Problems, text};
use serde_json::json;

use super::NewKey;
use super::find::{holder, object};
use super::secret::{digest, new_token};
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, in_transaction};
use crate::{Desk, Store, StoreError};

/// What a key begins with, so that scanners of logs and sources recognise it.
const PREFIX: &str = "sbx_";
/// Longest name, in characters.
const NAME_MAX: usize = 100;
/// Longest life, in days.
const DAYS_MAX: i64 = 3650;
const SECONDS_OF_DAY: i64 = 24 * 60 * 60;

impl Store {
    /// The actor of an API key; `None` when unknown, expired, or its account may no longer sign in.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn actor_of_key(&self, key: &str, now: i64) -> Result<Option<Actor>, StoreError> {
        Ok(self.holder_of_key(key, now).await?.map(|(actor, _)| actor))
    }

    /// The desk of an API key, which the history names; `None` as for [`Store::actor_of_key`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn desk_of_key(&self, key: &str, now: i64) -> Result<Option<Desk>, StoreError> {
        let holder = self.holder_of_key(key, now).await?;
        Ok(holder.map(|(actor, name)| self.as_actor(actor, now).with_key(&name)))
    }

    async fn holder_of_key(
        &self,
        key: &str,
        now: i64,
    ) -> Result<Option<(Actor, String)>, StoreError> {
        if !key.starts_with(PREFIX) {
            return Ok(None);
        }
        let mut tx = self.pool.read().await?;
        let found = fetch_optional!(
            &mut tx,
            (i64, i64, String, bool, bool),
            "SELECT id, account_id, name, read_only, limited FROM api_key
             WHERE key_hash = $1 AND (expires_at IS NULL OR expires_at > $2)",
            digest(key),
            now
        )?;
        let Some((id, account, name, read_only, limited)) = found else {
            return Ok(None);
        };
        let Some(holder) = holder(&mut tx, account).await? else {
            return Ok(None);
        };
        let limited_to = if limited {
            // Of deleted domains nothing is left here: the key then reaches fewer, never more.
            let rows = fetch_all!(
                &mut tx,
                (i64,),
                "SELECT domain_id FROM api_key_domain WHERE api_key_id = $1 ORDER BY domain_id",
                id
            )?;
            Some(rows.into_iter().map(|(domain,)| domain).collect())
        } else {
            None
        };
        let actor = Actor {
            limited_to,
            read_only,
            ..holder.actor
        };
        Ok(Some((actor, name)))
    }
}

/// A key whose fields are in order.
struct Checked {
    name: String,
    domains: Vec<i64>,
    expires_at: Option<i64>,
}

impl Desk {
    /// Makes a key that acts for one's account; returns it once, stored only hashed.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `name`, `expires_days` or `domains[i]` ([`Code::UnknownValue`], also
    /// for a domain the actor does not see); [`StoreError::Denied`] to keys that carry less than the
    /// account's rights.
    pub async fn create_api_key(&self, key: &NewKey) -> Result<String, StoreError> {
        self.require(Action::ChangeKeys)?;
        let secret = format!("{PREFIX}{}", new_token()?);
        in_transaction!(self.store.pool.write(), |tx| {
            let checked = self.check_key(tx, key).await?;
            self.insert_key(tx, key, &checked, &secret).await
        })?;
        Ok(secret)
    }

    async fn check_key(&self, tx: &mut Tx, key: &NewKey) -> Result<Checked, StoreError> {
        let mut problems = Problems::default();
        let name = problems.take("name", text::required_line(&key.name, NAME_MAX));
        if key
            .expires_days
            .is_some_and(|days| !(1..=DAYS_MAX).contains(&days))
        {
            problems.add(Problem::new("expires_days", Code::NotAPositiveNumber));
        }
        let mut domains = Vec::new();
        for (index, typed) in key.domains.iter().enumerate() {
            match self.domain_for(tx, typed, Action::ReadDomain).await {
                Ok(id) if domains.contains(&id) => {}
                Ok(id) => domains.push(id),
                Err(StoreError::NotFound | StoreError::Denied) => {
                    problems.add(Problem::new(
                        format!("domains[{index}]"),
                        Code::UnknownValue,
                    ));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(problems.or(name.map(|name| Checked {
            name,
            domains,
            expires_at: key
                .expires_days
                .map(|days| self.now + days * SECONDS_OF_DAY),
        }))?)
    }

    async fn insert_key(
        &self,
        tx: &mut Tx,
        key: &NewKey,
        checked: &Checked,
        secret: &str,
    ) -> Result<(), StoreError> {
        let id = new_id();
        execute!(
            &mut *tx,
            "INSERT INTO api_key (id, account_id, name, key_hash, read_only, limited, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            self.actor.account,
            &checked.name,
            digest(secret),
            key.read_only,
            !key.domains.is_empty(),
            self.now,
            checked.expires_at
        )?;
        for domain in &checked.domains {
            execute!(
                &mut *tx,
                "INSERT INTO api_key_domain (api_key_id, domain_id) VALUES ($1, $2)",
                id,
                *domain
            )?;
        }
        let named = object(tx, self.actor.account).await?;
        let change = Change {
            domain_id: named.domain_id,
            subject: named.entry_id,
            object: named.object,
            action: "create_key",
            before: None,
            after: Some(json!({
                "key": checked.name,
                "domains": key.domains,
                "read_only": key.read_only,
                "expires_at": checked.expires_at,
            })),
        };
        self.record(tx, change).await
    }
}
