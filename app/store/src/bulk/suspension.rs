//! Suspending entries, and making them active again.

use model::Right;
use model::task::TaskKind;
use serde_json::{Value, json};

use super::chosen::{groups_around, remember};
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::pool::{Tx, execute, fetch_all};
use crate::statement::Statement;
use crate::{StoreError, contract};

/// Whether they are suspended: `true` or `false`.
#[derive(Clone, Debug)]
pub(super) struct Suspension;

impl Kind for Suspension {
    const ACTION: &'static str = "change_suspended";
    const RIGHT: Right = Right::Users;
    const RIGHT_ON_GROUPS: Right = Right::Groups;
    const FIELD: &'static str = "suspended";

    fn task(&self, wanted: &str) -> TaskKind {
        if wanted == "true" {
            TaskKind::SuspendEntries
        } else {
            TaskKind::ActivateEntries
        }
    }

    fn add_present(&self, statement: &mut Statement) {
        statement.push("CASE WHEN e.suspended THEN 'true' ELSE 'false' END");
    }

    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>) {
        statement.push(" WHEN ");
        found.add_wanted(statement);
        statement.push(" = 'true' AND e.id = ").bind(context.own);
        statement.push(" THEN 'own_account'");
    }

    fn value(&self, text: &str) -> Value {
        json!(text == "true")
    }

    async fn write(
        &self,
        tx: &mut Tx,
        _: &Context,
        row: i64,
        step: Step,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE entry SET suspended = (c.wanted = 'true'), version = entry.version + 1 FROM chosen c
             WHERE c.id = entry.id AND c.reason IS NULL AND c.id > $1 AND c.id <= $2",
            step.from,
            step.to
        )?;
        // Whoever is suspended is signed out.
        execute!(
            &mut *tx,
            "DELETE FROM log_in_session WHERE account_id IN (
                 SELECT a.id FROM chosen c JOIN account a ON a.entry_id = c.id
                 WHERE c.reason IS NULL AND c.wanted = 'true' AND c.id > $1 AND c.id <= $2)",
            step.from,
            step.to
        )?;
        remember(tx, row, step).await?;
        contract::refresh_chosen(tx, step.from, step.to).await
    }

    /// A suspended group hands nothing on: who is in the groups around it changes too.
    async fn look_around(&self, tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
        let mut groups = groups_around(tx).await?;
        let own = fetch_all!(
            tx,
            (i64,),
            "SELECT id FROM chosen WHERE reason IS NULL AND kind = 'group'"
        )?;
        groups.extend(own.into_iter().map(|(id,)| id));
        groups.sort_unstable();
        groups.dedup();
        Ok(groups)
    }

    async fn write_around(&self, tx: &mut Tx, group: i64) -> Result<(), StoreError> {
        contract::groups::refresh_all(tx, &[group]).await
    }
}
