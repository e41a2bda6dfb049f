//! The mail type of many users and shared mailboxes.

use std::collections::BTreeMap;

use model::access::Action;
use model::task::{Phase, TaskKind};
use model::{Code, EntryRef, MailType, Problem};
use serde_json::json;

use super::chosen::{self, UNCHANGED};
use super::{Outcome, Selection};
use crate::domains::Domain;
use crate::entries::read::kind;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_all, in_transaction};
use crate::statement::Statement;
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError, contract};

/// A change of mail types, to be done.
struct ChangeMailTypes {
    domain: String,
    selection: Selection,
    mail_type: MailType,
}

impl Work for ChangeMailTypes {
    fn kind(&self) -> TaskKind {
        TaskKind::ChangeMailTypes
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let (outcome, history) = desk.set_mail_types(tx, self, progress, false).await?;
        Ok(Done {
            outcome: outcome.into_task(),
            history,
        })
    }
}

impl Desk {
    /// Gives entries a mail type; each keeps its addresses and their ticks. With `dry_run` nothing is
    /// changed and the outcome is what would happen.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `type` with [`Code::MailTypeNeedsRelay`].
    pub async fn change_mail_types(
        &self,
        domain: &str,
        selection: &Selection,
        mail_type: MailType,
        dry_run: bool,
    ) -> Result<Outcome, StoreError> {
        let change = ChangeMailTypes {
            domain: domain.to_owned(),
            selection: selection.clone(),
            mail_type,
        };
        let progress = Progress::new();
        if dry_run {
            // Rolled back when it is dropped.
            let mut tx = self.store.pool.write().await?;
            let foretold = self.set_mail_types(&mut tx, &change, &progress, true).await;
            return foretold.map(|(outcome, _)| outcome);
        }
        in_transaction!(self.store.pool.write(), |tx| {
            let done = self.set_mail_types(tx, &change, &progress, false).await;
            done.map(|(outcome, _)| outcome)
        })
    }

    /// The same as a task; its number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; everything else is told by the task.
    pub async fn start_mail_types(
        &self,
        domain: &str,
        selection: &Selection,
        mail_type: MailType,
    ) -> Result<i64, StoreError> {
        let change = ChangeMailTypes {
            domain: domain.to_owned(),
            selection: selection.clone(),
            mail_type,
        };
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeEntries)
            .await?;
        drop(tx);
        self.start_task(&domain, change).await
    }

    async fn set_mail_types(
        &self,
        tx: &mut Tx,
        change: &ChangeMailTypes,
        progress: &Progress,
        dry_run: bool,
    ) -> Result<(Outcome, Option<i64>), StoreError> {
        let mail_type = change.mail_type;
        let domain = self
            .lock_domain(tx, &change.domain, Action::ChangeEntries)
            .await?;
        if mail_type == MailType::External && domain.routing.relay.is_none() {
            return Err(Problem::new("type", Code::MailTypeNeedsRelay).into());
        }
        progress.phase(Phase::Choosing, 0)?;
        let own = chosen::entry_of(tx, self.actor.account).await?;
        let unknown = self
            .choose(tx, &domain, &change.selection, |statement| {
                add_reason(statement, &domain, mail_type, own);
            })
            .await?;
        let outcome = chosen::outcome(tx, unknown).await?;
        if dry_run || outcome.changed == 0 {
            return Ok((outcome, None));
        }
        progress.phase(Phase::Writing, outcome.changed)?;
        let before = present(tx).await?;
        execute!(
            &mut *tx,
            "UPDATE entry SET mail_type = $1, version = version + 1
             WHERE id IN (SELECT id FROM chosen WHERE reason IS NULL)",
            mail_type.as_str()
        )?;
        progress.done(outcome.changed)?;
        progress.phase(Phase::Routing, 0)?;
        contract::refresh_chosen(tx).await?;
        let row = Change {
            domain_id: Some(domain.id),
            subject: None,
            object: domain.object(),
            action: "change_mail_types",
            before: Some(json!({"entries": before})),
            after: Some(json!({"mail_type": mail_type, "number": outcome.changed})),
        };
        let history = self.record_numbered(tx, row).await?;
        Ok((outcome, Some(history)))
    }
}

/// Why entry `e` does not change; NULL when it does.
fn add_reason(statement: &mut Statement, domain: &Domain, wanted: MailType, own: Option<i64>) {
    statement
        .push("CASE WHEN e.kind NOT IN ('user', 'shared_mailbox') THEN 'entry.kind' WHEN e.mail_type = ")
        .bind(wanted.as_str())
        .push(" THEN ")
        .bind(UNCHANGED);
    if wanted != MailType::None {
        statement.push(
            " WHEN NOT EXISTS (SELECT 1 FROM address a WHERE a.entry_id = e.id) THEN 'address.required'",
        );
    }
    if wanted == MailType::Internal {
        let quotas = domain.quotas;
        add_quota(statement, "user", quotas.max_user_kib);
        add_quota(statement, "shared_mailbox", quotas.max_shared_kib);
    } else if let Some(own) = own {
        statement
            .push(" WHEN e.id = ")
            .bind(own)
            .push(" THEN 'own_account'");
    }
    statement.push(" END");
}

fn add_quota(statement: &mut Statement, kind: &'static str, maximum: i64) {
    if maximum > 0 {
        statement.push(" WHEN e.kind = ").bind(kind);
        statement
            .push(" AND (e.quota_kib = 0 OR e.quota_kib > ")
            .bind(maximum);
        statement.push(") THEN 'quota.over_maximum'");
    }
}

/// The entries that will change, by their present mail type.
async fn present(tx: &mut Tx) -> Result<BTreeMap<String, Vec<EntryRef>>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String, String),
        "SELECT e.mail_type, e.kind, e.login FROM chosen c JOIN entry e ON e.id = c.id
         WHERE c.reason IS NULL ORDER BY e.id"
    )?;
    let mut present: BTreeMap<String, Vec<EntryRef>> = BTreeMap::new();
    for (mail_type, kind_name, name) in rows {
        let kind = kind(&kind_name)?;
        present
            .entry(mail_type)
            .or_default()
            .push(EntryRef { kind, name });
    }
    Ok(present)
}
