//! Records kept between looking at a plan and applying it.

use model::access::Action;
use model::{Code, Problem};

use super::password::hash_passwords;
use super::{Plan, Record, Refused};
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, in_transaction};
use crate::tasks::Progress;
use crate::{Desk, StoreError};

/// Records in one row.
const IN_ROW: usize = 2000;
/// How long they are kept, in seconds.
const KEPT_FOR: i64 = 24 * 60 * 60;

/// A file that is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// How the file was called; empty for typed text.
    pub file_name: String,
    /// What it says.
    pub records: Vec<Record>,
}

impl Desk {
    /// Keeps records for a day, only for this actor, and gives their number. Passwords as typed are hashed
    /// before.
    ///
    /// # Errors
    /// Those of [`Desk::plan_import`], and [`Code::ImportEmpty`] at `file` without any record.
    pub async fn keep_import(
        &self,
        domain: &str,
        file_name: &str,
        mut records: Vec<Record>,
    ) -> Result<i64, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let of = self
            .open_domain(&mut tx, domain, Action::ChangeEntries)
            .await?;
        drop(tx);
        if records.is_empty() {
            return Err(Problem::new("file", Code::ImportEmpty).into());
        }
        hash_passwords(&mut records, &of).await?;
        let parts = records.chunks(IN_ROW).map(serde_json::to_string);
        let parts: Vec<String> = parts
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::Internal(error.to_string()))?;
        in_transaction!(self.store.pool.write(), |tx| {
            self.keep_in(tx, domain, file_name, &parts).await
        })
    }

    async fn keep_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        file_name: &str,
        parts: &[String],
    ) -> Result<i64, StoreError> {
        let domain_id = self.domain_for(tx, typed, Action::ChangeEntries).await?;
        execute!(
            &mut *tx,
            "DELETE FROM kept_import WHERE created_at < $1",
            self.now - KEPT_FOR
        )?;
        let id = new_id();
        execute!(
            &mut *tx,
            "INSERT INTO kept_import (id, domain_id, account_id, file_name, created_at)
             VALUES ($1, $2, $3, $4, $5)",
            id,
            domain_id,
            self.actor.account,
            file_name,
            self.now
        )?;
        for (position, part) in (0_i64..).zip(parts) {
            execute!(
                &mut *tx,
                "INSERT INTO kept_import_part (import_id, position, records) VALUES ($1, $2, $3)",
                id,
                position,
                part
            )?;
        }
        Ok(id)
    }

    /// The records that were kept under a number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when they are another actor's, another domain's or no longer kept.
    pub async fn kept_import(&self, domain: &str, id: i64) -> Result<Kept, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain_id = self
            .domain_for(&mut tx, domain, Action::ChangeEntries)
            .await?;
        let (file_name,) = fetch_optional!(
            &mut tx,
            (String,),
            "SELECT file_name FROM kept_import
             WHERE id = $1 AND domain_id = $2 AND account_id = $3 AND created_at >= $4",
            id,
            domain_id,
            self.actor.account,
            self.now - KEPT_FOR
        )?
        .ok_or(StoreError::NotFound)?;
        let parts = fetch_all!(
            &mut tx,
            (String,),
            "SELECT records FROM kept_import_part WHERE import_id = $1 ORDER BY position",
            id
        )?;
        let mut records = Vec::new();
        for (part,) in parts {
            let some: Vec<Record> = serde_json::from_str(&part).map_err(StoreError::corrupt)?;
            records.extend(some);
        }
        Ok(Kept {
            id,
            file_name,
            records,
        })
    }

    /// Applies records that were kept, and keeps them no longer.
    ///
    /// # Errors
    /// Those of [`Desk::kept_import`] and [`Desk::apply_import`].
    pub async fn apply_kept_import(
        &self,
        domain: &str,
        id: i64,
        digest: &str,
        refused: Refused,
    ) -> Result<Plan, StoreError> {
        let kept = self.kept_import(domain, id).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            let applied = self
                .apply_import_in(
                    tx,
                    domain,
                    &kept.records,
                    Some(digest),
                    refused,
                    &Progress::new(),
                )
                .await;
            match applied {
                Ok(applied) => forget(tx, id).await.map(|()| applied.plan),
                Err(error) => Err(error),
            }
        })
    }
}

pub(super) async fn forget(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM kept_import WHERE id = $1", id)?;
    Ok(())
}
