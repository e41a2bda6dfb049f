//! Deleting entries.

use model::task::{Counted, TaskKind};
use model::{Code, EntryRef, Problem, Right};
use serde_json::{Value, json};

use super::chosen::{self, remember};
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::entries::read::kind;
use crate::pool::{Tx, execute, fetch_all};
use crate::statement::Statement;
use crate::{StoreError, contract, deleted};

/// Whether they are deleted: always `true`. Bringing them back is no change of many values
/// ([`super::undo_deletion`]).
#[derive(Clone, Debug)]
pub(super) struct Deletion;

impl Kind for Deletion {
    const ACTION: &'static str = "delete_entries";
    const RIGHT: Right = Right::Users;
    const RIGHT_ON_GROUPS: Right = Right::Groups;
    const FIELD: &'static str = "deleted";
    const COUNTED: Counted = Counted::Deleted;
    const TAKES_ALONG: bool = true;

    fn task(&self, _: &str) -> TaskKind {
        TaskKind::DeleteEntries
    }

    fn add_present(&self, statement: &mut Statement) {
        statement.push("'false'");
    }

    fn add_rules(&self, statement: &mut Statement, context: &Context, _: &Found<'_>) {
        statement.push(" WHEN e.id = ").bind(context.own);
        statement.push(" THEN 'own_account'");
    }

    fn value(&self, text: &str) -> Value {
        json!(text == "true")
    }

    async fn begin(&self, tx: &mut Tx, context: &Context, row: i64) -> Result<(), StoreError> {
        if context.desk.days_deleted_domains_are_kept() == 0 {
            return Ok(());
        }
        deleted::entries::begin(tx, &context.domain, row, context.desk.now).await
    }

    /// Everything that is their own refers to them and goes along, their routes too.
    async fn write(
        &self,
        tx: &mut Tx,
        context: &Context,
        row: i64,
        step: Step,
    ) -> Result<(), StoreError> {
        remember(tx, row, step).await?;
        if context.desk.days_deleted_domains_are_kept() > 0 {
            deleted::entries::keep(tx, row, step.from, step.to).await?;
        }
        execute!(
            tx,
            "DELETE FROM entry WHERE id IN (
                 SELECT id FROM chosen WHERE reason IS NULL AND id > $1 AND id <= $2)",
            step.from,
            step.to
        )?;
        Ok(())
    }

    /// The groups that lose somebody and stay.
    async fn look_around(&self, tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
        let rows = fetch_all!(
            tx,
            (i64,),
            "SELECT DISTINCT r.group_id FROM chosen c JOIN group_reach r ON r.member_id = c.id
             WHERE c.reason IS NULL AND r.group_id NOT IN (SELECT id FROM chosen WHERE reason IS NULL)
             ORDER BY r.group_id"
        )?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    async fn write_around(&self, tx: &mut Tx, group: i64) -> Result<(), StoreError> {
        contract::groups::refresh_all(tx, &[group]).await
    }
}

/// Deletes the entries that a row of the history says were not there before (`nothing`), unless something
/// else happened to them since. Those that are gone, and those that stay.
pub(crate) async fn delete_created(
    tx: &mut Tx,
    domain: i64,
    row: i64,
    nothing: &str,
) -> Result<(Vec<EntryRef>, Vec<(EntryRef, Problem)>), StoreError> {
    chosen::fill_created(tx, domain, row, nothing).await?;
    let around = Deletion.look_around(tx).await?;
    execute!(
        &mut *tx,
        "DELETE FROM entry WHERE id IN (SELECT id FROM chosen WHERE reason IS NULL)"
    )?;
    contract::groups::refresh_all(tx, &around).await?;
    let all = fetch_all!(
        tx,
        (String, String, Option<String>),
        "SELECT kind, login, reason FROM chosen ORDER BY sort_key, id"
    )?;
    let (mut gone, mut stays) = (Vec::new(), Vec::new());
    for (kind_name, name, reason) in all {
        let kind = kind(&kind_name)?;
        let entry = EntryRef { kind, name };
        match reason {
            None => gone.push(entry),
            Some(_) => stays.push((entry, Problem::new("", Code::UndoInUse))),
        }
    }
    Ok((gone, stays))
}
