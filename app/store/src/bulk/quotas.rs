//! The size of mailboxes.

use model::task::TaskKind;
use model::{Problem, Right, quota};
use serde_json::{Value, json};

use super::chosen::remember;
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::StoreError;
use crate::pool::{Tx, execute};
use crate::statement::Statement;

/// A size in KiB; zero for no quota.
#[derive(Clone, Debug)]
pub(super) struct Quotas;

impl Kind for Quotas {
    const ACTION: &'static str = "change_quotas";
    const RIGHT: Right = Right::Mail;
    const FIELD: &'static str = "quota_kib";

    fn task(&self, _: &str) -> TaskKind {
        TaskKind::ChangeQuotas
    }

    async fn prepare(
        &mut self,
        _: &mut Tx,
        _: &Context,
        wanted: Option<&str>,
    ) -> Result<(), StoreError> {
        let kib = wanted.map_or(Ok(0), str::parse::<i64>).unwrap_or(-1);
        quota::check(kib).map_err(|code| Problem::new("quota_kib", code))?;
        Ok(())
    }

    fn add_kinds(&self, statement: &mut Statement) {
        statement.push(" WHEN e.kind IN ('group', 'external_user') THEN 'entry.kind'");
    }

    fn add_present(&self, statement: &mut Statement) {
        statement.push("CAST(e.quota_kib AS TEXT)");
    }

    /// Only a mailbox here takes up space; for other types the size is kept for their return.
    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>) {
        let quotas = context.domain.quotas;
        let kinds = [
            (" WHEN e.kind = 'user'", quotas.max_user_kib),
            (" WHEN e.kind <> 'user'", quotas.max_shared_kib),
        ];
        for (when, maximum) in kinds {
            if maximum > 0 {
                statement
                    .push(when)
                    .push(" AND e.mail_type = 'internal' AND (CAST(");
                found.add_wanted(statement);
                statement.push(" AS BIGINT) = 0 OR CAST(");
                found.add_wanted(statement);
                statement.push(" AS BIGINT) > ").bind(maximum);
                statement.push(") THEN 'quota.over_maximum'");
            }
        }
    }

    fn value(&self, text: &str) -> Value {
        json!(text.parse::<i64>().unwrap_or_default())
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
            "UPDATE entry SET quota_kib = CAST(c.wanted AS BIGINT), version = entry.version + 1 FROM chosen c
             WHERE c.id = entry.id AND c.reason IS NULL AND c.id > $1 AND c.id <= $2",
            step.from,
            step.to
        )?;
        remember(tx, row, step).await
    }
}
