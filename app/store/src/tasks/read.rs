//! Looking at tasks, and asking for their end.

use std::collections::BTreeMap;

use model::access::{Action, Verdict, verdict};
use model::task::{HowFar, Phase, TaskKind, TaskState};
use model::{Code, Problem};

use super::progress::silence;
use super::{Progress, Task};
use crate::page::{self, Page};
use crate::pool::{Pool, Tx, execute, fetch_all};
use crate::{Desk, StoreError};

/// A row as the database keeps it.
#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    domain_id: i64,
    domain: Option<String>,
    object: String,
    account_id: i64,
    actor: String,
    started_at: i64,
    finished_at: Option<i64>,
    state: String,
    cancel_asked: bool,
    phase: String,
    done: i64,
    total: i64,
    outcome: Option<String>,
    history_id: Option<i64>,
    /// Running, and silent for so long that it has been interrupted; known on PostgreSQL only.
    is_silent: bool,
}

macro_rules! rows {
    ($silent:expr, $rest:literal) => {
        concat!(
            "SELECT t.id, t.kind, t.domain_id, d.name AS domain, t.object, t.account_id, t.actor,
                    t.started_at, t.finished_at, t.state, t.cancel_asked, t.phase, t.done, t.total,
                    t.outcome, t.history_id, ",
            $silent,
            " AS is_silent FROM task t LEFT JOIN domain d ON d.id = t.domain_id WHERE ",
            $rest
        )
    };
}

/// The rows of a query, on each database with what it knows of silence.
macro_rules! fetch_rows {
    ($tx:expr, $rest:literal $(, $value:expr)*) => {
        match $tx {
            Tx::Postgres(_) => fetch_all!(
                $tx,
                Row,
                rows!(
                    concat!("(t.state = 'running' AND t.seen_at < ", silence!(), ")"),
                    $rest
                )
                $(, $value)*
            ),
            Tx::Sqlite(_) => fetch_all!($tx, Row, rows!("FALSE", $rest) $(, $value)*),
        }
    };
}

impl Desk {
    /// A task, as it stands now. One sees one's own tasks, and those of the domains one administers.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none with this number, or not for this actor to see.
    pub async fn find_task(&self, id: i64) -> Result<Task, StoreError> {
        // Memory first: what ends in between has ended in the row that is read then.
        let live = self.live_tasks();
        let mut tx = self.store.pool.read().await?;
        let row = self.task_row(&mut tx, id).await?;
        self.shown_task(row, live.as_ref())
    }

    /// The tasks of a domain, newest first, `limit` (1 to [`page::LIMIT_MAX`]) to a page; to who
    /// administers only some of its entries, his own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] without a domain that may be seen, [`StoreError::Invalid`] at `after` when
    /// the cursor is none.
    pub async fn list_tasks(
        &self,
        domain: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Page<Task>, StoreError> {
        let live = self.live_tasks();
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .domain_for(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let sees_all = self.require(Action::ReadTasks(domain)).is_ok();
        let account = (!sees_all).then_some(self.actor.account);
        let before: Option<i64> = page::decode(after)?;
        let limit = page::rows(limit);
        let mut rows = fetch_rows!(
            &mut tx,
            "t.domain_id = $1 AND t.id < $2 AND t.account_id = COALESCE($4, t.account_id)
             ORDER BY t.id DESC LIMIT $3",
            domain,
            before.unwrap_or(i64::MAX),
            limit + 1,
            account
        )?;
        let next = page::cut(&mut rows, limit, |row| row.id)?;
        let previous = match before {
            Some(key) => {
                let found = fetch_all!(
                    &mut tx,
                    (i64,),
                    "SELECT id FROM task WHERE domain_id = $1 AND id >= $2
                                           AND account_id = COALESCE($4, account_id)
                     ORDER BY id LIMIT $3",
                    domain,
                    key,
                    limit + 1,
                    account
                )?;
                let keys: Vec<i64> = found.into_iter().map(|(id,)| id).collect();
                Some(page::beyond(&keys, limit)?)
            }
            None => None,
        };
        let items = rows
            .into_iter()
            .map(|row| self.shown_task(row, live.as_ref()));
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next,
            previous,
        })
    }

    /// Asks a task to stop. It does at its next step, unless it is done before; nothing is changed then.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; [`StoreError::Conflict`] at `id` with
    /// [`Code::TaskEnded`].
    pub async fn cancel_task(&self, id: i64) -> Result<Task, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let row = self.task_row(&mut tx, id).await?;
        drop(tx);
        if !self.may_cancel(&row) {
            return Err(StoreError::Denied);
        }
        match &self.store.pool {
            Pool::Sqlite(_) => self.store.live.of(id).ok_or_else(ended)?.cancel(),
            Pool::Postgres(_) => {
                // Waits for a task that is just becoming permanent.
                let mut tx = self.store.pool.write_aside().await?;
                let asked = execute!(
                    &mut tx,
                    concat!(
                        "UPDATE task SET cancel_asked = TRUE
                         WHERE id = $1 AND state = 'running' AND seen_at >= ",
                        silence!()
                    ),
                    id
                )?;
                tx.commit().await?;
                if asked == 0 {
                    return Err(ended());
                }
            }
        }
        self.find_task(id).await
    }

    /// A task's row, if it is for this actor to see.
    async fn task_row(&self, tx: &mut Tx, id: i64) -> Result<Row, StoreError> {
        let row = fetch_rows!(tx, "t.id = $1", id)?
            .into_iter()
            .next()
            .ok_or(StoreError::NotFound)?;
        let is_own = row.account_id == self.actor.account && self.actor.sees(row.domain_id);
        match self.require(Action::ReadTasks(row.domain_id)) {
            Err(_) if !is_own => Err(StoreError::NotFound),
            _ => Ok(row),
        }
    }

    fn may_cancel(&self, row: &Row) -> bool {
        let is_own = row.account_id == self.actor.account && !self.actor.read_only;
        is_own || verdict(&self.actor, Action::CancelTasks(row.domain_id)) == Verdict::Allowed
    }

    fn live_tasks(&self) -> Option<BTreeMap<i64, Progress>> {
        match self.store.pool {
            Pool::Sqlite(_) => Some(self.store.live.all()),
            Pool::Postgres(_) => None,
        }
    }

    fn shown_task(
        &self,
        row: Row,
        live: Option<&BTreeMap<i64, Progress>>,
    ) -> Result<Task, StoreError> {
        let mut state =
            TaskState::from_name(&row.state).ok_or_else(|| StoreError::corrupt(&row.state))?;
        let mut how_far = HowFar {
            phase: Phase::from_name(&row.phase).ok_or_else(|| StoreError::corrupt(&row.phase))?,
            done: row.done,
            total: row.total,
        };
        let mut is_cancel_asked = row.cancel_asked;
        if state.is_running() {
            match live.map(|live| live.get(&row.id)) {
                Some(Some(progress)) => {
                    how_far = progress.how_far();
                    is_cancel_asked = progress.is_cancelled();
                }
                Some(None) => state = TaskState::Interrupted,
                None if row.is_silent => state = TaskState::Interrupted,
                None => {}
            }
        }
        let outcome = row.outcome.as_deref().map(serde_json::from_str);
        let may_cancel = state.is_running() && self.may_cancel(&row);
        Ok(Task {
            id: row.id,
            kind: TaskKind::from_name(&row.kind).ok_or_else(|| StoreError::corrupt(&row.kind))?,
            domain_id: row.domain_id,
            domain: row.domain,
            object: row.object,
            actor: row.actor,
            started_at: row.started_at,
            finished_at: row.finished_at,
            state,
            how_far,
            is_cancel_asked,
            outcome: outcome.transpose().map_err(StoreError::corrupt)?,
            history: row.history_id,
            may_cancel,
        })
    }
}

fn ended() -> StoreError {
    StoreError::Conflict(Problem::new("id", Code::TaskEnded))
}
