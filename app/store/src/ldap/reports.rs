//! Reports of imports, kept in the database, newest first.

use model::Problem;
use model::access::Action;
use model::task::TaskState;

use super::Asked;
use super::report::{LdapOutcome, LdapReport};
use super::work::Import;
use crate::page::{self, Page};
use crate::pool::{Tx, execute, fetch_all, fetch_optional, in_transaction};
use crate::{Desk, StoreError};

/// Reports are kept this long, in seconds: as long as the tasks, which know why one of them failed.
const KEPT: i64 = 90 * 24 * 60 * 60;
/// An import at the server's shell that has said nothing for so many seconds has died.
const LONGEST: i64 = 60 * 60;

/// Begins the report of an import into a domain.
pub(super) async fn begin(desk: &Desk, domain: i64, work: &Import) -> Result<(), StoreError> {
    in_transaction!(desk.store.pool.write_aside(), |tx| {
        insert(tx, desk, domain, work).await
    })
}

async fn insert(tx: &mut Tx, desk: &Desk, domain: i64, work: &Import) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM ldap_report WHERE domain_id = $1 AND started_at < $2",
        domain,
        desk.now - KEPT
    )?;
    execute!(
        tx,
        "INSERT INTO ldap_report (id, domain_id, started_at, actor, scheduled, dry_run, take_all)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        work.report,
        domain,
        desk.now,
        &desk.actor.name,
        work.asked == Asked::BySchedule,
        work.ask.dry_run,
        work.ask.take_all
    )?;
    Ok(())
}

/// Notes the task that fills a report.
pub(super) async fn belongs_to(desk: &Desk, report: i64, task: i64) -> Result<(), StoreError> {
    in_transaction!(desk.store.pool.write_aside(), |tx| {
        execute!(
            tx,
            "UPDATE ldap_report SET task_id = $1 WHERE id = $2",
            task,
            report
        )
        .map(|_| ())
        .map_err(StoreError::from)
    })
}

/// Ends a report, in the transaction of the import.
pub(super) async fn finish(
    tx: &mut Tx,
    report: i64,
    now: i64,
    outcome: &LdapOutcome,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(outcome).map_err(StoreError::corrupt)?;
    execute!(
        tx,
        "UPDATE ldap_report SET finished_at = $1, outcome = $2 WHERE id = $3",
        now,
        text,
        report
    )?;
    Ok(())
}

/// Ends a report of an import that came to nothing and is no task.
pub(super) async fn fail(
    desk: &Desk,
    work: &Import,
    problems: &[Problem],
) -> Result<(), StoreError> {
    let text = serde_json::to_string(problems).map_err(StoreError::corrupt)?;
    in_transaction!(desk.store.pool.write_aside(), |tx| {
        execute!(
            tx,
            "UPDATE ldap_report SET finished_at = $1, problems = $2 WHERE id = $3",
            work.ended(desk),
            &text,
            work.report
        )
        .map(|_| ())
        .map_err(StoreError::from)
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    task_id: Option<i64>,
    started_at: i64,
    finished_at: Option<i64>,
    actor: String,
    scheduled: bool,
    dry_run: bool,
    take_all: bool,
    problems: Option<String>,
    outcome: Option<String>,
}

const LIST: &str = "SELECT id, task_id, started_at, finished_at, actor, scheduled, dry_run, take_all, problems, outcome
     FROM ldap_report WHERE domain_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
const FIND: &str = "SELECT id, task_id, started_at, finished_at, actor, scheduled, dry_run, take_all, problems, outcome
     FROM ldap_report WHERE domain_id = $1 AND id = $2";

impl Desk {
    /// The reports of a domain's imports, newest first, without their rows.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; [`StoreError::Invalid`] at `after` when the cursor
    /// is none.
    pub async fn list_ldap_reports(
        &self,
        domain: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<LdapReport>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        let before: Option<i64> = page::decode(after)?;
        let before = before.unwrap_or(i64::MAX);
        let limit = page::rows(limit);
        let mut rows = fetch_all!(&mut tx, Row, LIST, id, before, limit + 1)?;
        drop(tx);
        let next = page::cut(&mut rows, limit, |row| row.id)?;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let mut report = self.report(row).await?;
            if let Some(outcome) = &mut report.outcome {
                outcome.unnamed += outcome.rows.len();
                outcome.rows.clear();
            }
            items.push(report);
        }
        Ok(Page {
            items,
            next,
            previous: None,
        })
    }

    /// One report.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn find_ldap_report(&self, domain: &str, id: i64) -> Result<LdapReport, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        let row = fetch_optional!(&mut tx, Row, FIND, domain, id)?;
        drop(tx);
        self.report(row.ok_or(StoreError::NotFound)?).await
    }

    /// A report as it stands; of one that goes on, or came to nothing, its task knows more.
    async fn report(&self, row: Row) -> Result<LdapReport, StoreError> {
        let outcome: Option<LdapOutcome> = parsed(row.outcome)?;
        let problems: Option<Vec<Problem>> = parsed(row.problems)?;
        let mut report = LdapReport {
            id: row.id,
            task: row.task_id,
            started_at: row.started_at,
            finished_at: row.finished_at,
            actor: row.actor,
            scheduled: row.scheduled,
            dry_run: row.dry_run,
            take_all: row.take_all,
            state: match (&outcome, &problems) {
                (Some(_), _) => TaskState::Done,
                (None, Some(_)) => TaskState::Failed,
                (None, None) => TaskState::Running,
            },
            how_far: None,
            problems: problems.unwrap_or_default(),
            outcome,
        };
        if !report.state.is_running() {
            return Ok(report);
        }
        let Some(task) = report.task else {
            if report.started_at < self.now - LONGEST {
                report.state = TaskState::Interrupted;
            }
            return Ok(report);
        };
        match self.find_task(task).await {
            Ok(task) => {
                report.state = task.state;
                report.finished_at = task.finished_at;
                report.how_far = task.state.is_running().then_some(task.how_far);
                report.problems = task.outcome.unwrap_or_default().problems;
                // It ended between the two looks.
                if report.state == TaskState::Done {
                    report.state = TaskState::Running;
                }
            }
            Err(StoreError::NotFound) => report.state = TaskState::Interrupted,
            Err(error) => return Err(error),
        }
        Ok(report)
    }
}

fn parsed<T: serde::de::DeserializeOwned>(text: Option<String>) -> Result<Option<T>, StoreError> {
    let parsed = text.map(|text| serde_json::from_str(&text)).transpose();
    parsed.map_err(StoreError::corrupt)
}
