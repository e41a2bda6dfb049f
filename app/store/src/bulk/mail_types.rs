//! The mail type of users and shared mailboxes.

use model::task::TaskKind;
use model::{Code, MailType, Problem, Right};

use super::chosen::{groups_around, remember};
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::pool::{Tx, execute};
use crate::statement::Statement;
use crate::{StoreError, contract};

/// A mail type; addresses and their ticks stay.
#[derive(Clone, Debug)]
pub(super) struct MailTypes;

impl Kind for MailTypes {
    const ACTION: &'static str = "change_mail_types";
    const RIGHT: Right = Right::Mail;
    const FIELD: &'static str = "mail_type";

    fn task(&self, _: &str) -> TaskKind {
        TaskKind::ChangeMailTypes
    }

    async fn prepare(
        &mut self,
        _: &mut Tx,
        context: &Context,
        wanted: Option<&str>,
    ) -> Result<(), StoreError> {
        let is_external = wanted == Some(MailType::External.as_str());
        if is_external && context.domain.routing.relay.is_none() {
            return Err(Problem::new("type", Code::MailTypeNeedsRelay).into());
        }
        Ok(())
    }

    fn add_kinds(&self, statement: &mut Statement) {
        statement.push(" WHEN e.kind NOT IN ('user', 'shared_mailbox') THEN 'entry.kind'");
    }

    fn add_present(&self, statement: &mut Statement) {
        statement.push("e.mail_type");
    }

    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>) {
        let mut when = |condition: &'static str| {
            statement.push(" WHEN ");
            found.add_wanted(statement);
            statement.push(condition);
        };
        when(
            " <> 'none' AND NOT EXISTS (SELECT 1 FROM address a WHERE a.entry_id = e.id) THEN 'address.required'",
        );
        if context.domain.routing.relay.is_none() {
            when(" = 'external' THEN 'mail_type.needs_relay'");
        }
        when(" <> 'internal' AND e.id = ");
        statement.bind(context.own).push(" THEN 'own_account'");
        let quotas = context.domain.quotas;
        for (kind, maximum) in [
            ("user", quotas.max_user_kib),
            ("shared_mailbox", quotas.max_shared_kib),
        ] {
            if maximum > 0 {
                statement.push(" WHEN ");
                found.add_wanted(statement);
                statement.push(" = 'internal' AND e.kind = ").bind(kind);
                statement
                    .push(" AND (e.quota_kib = 0 OR e.quota_kib > ")
                    .bind(maximum);
                statement.push(") THEN 'quota.over_maximum'");
            }
        }
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
            "UPDATE entry SET mail_type = c.wanted, version = entry.version + 1 FROM chosen c
             WHERE c.id = entry.id AND c.reason IS NULL AND c.id > $1 AND c.id <= $2",
            step.from,
            step.to
        )?;
        remember(tx, row, step).await?;
        contract::refresh_chosen(tx, step.from, step.to).await
    }

    async fn look_around(&self, tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
        groups_around(tx).await
    }

    async fn write_around(&self, tx: &mut Tx, group: i64) -> Result<(), StoreError> {
        contract::groups::refresh_recipients(tx, group).await
    }
}
