//! The frame work runs in: a row, a transaction, and the row's end in that transaction.

use std::time::Instant;

use model::task::{Phase, TaskKind, TaskOutcome, TaskState};
use model::{Code, Problem};

use super::Progress;
use super::progress::{Telling, clock, silence};
use crate::domains::Domain;
use crate::ids::new_id;
use crate::pool::{Pool, Tx, execute, in_transaction};
use crate::{Desk, StoreError};

/// Tasks are forgotten after this many seconds; what they changed stays in the history.
const KEPT: i64 = 90 * 24 * 60 * 60;

/// The statement that ends a task well, under conditions.
macro_rules! ending {
    ($($condition:expr),*) => {
        concat!(
            "UPDATE task SET state = 'done', finished_at = $2, phase = 'finishing', outcome = $3, history_id = $4
             WHERE id = $1 AND state = 'running'"
            $(, $condition)*
        )
    };
}

/// Work that may take long. It asks the policy itself, as every method of the desk does, because it may
/// begin a while after it was asked for.
pub(crate) trait Work: Send + Sync + 'static {
    /// What it is.
    fn kind(&self) -> TaskKind;
    /// Whether nothing else may be changed in any domain beside it.
    const ALONE: bool = false;

    /// What comes before the transaction, such as asking another server, which may be slow.
    fn prepare(
        &self,
        _: &Desk,
        _: &Progress,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { Ok(()) }
    }

    /// Does it, in the transaction given; done again from the beginning when another process won a race.
    fn run(
        &self,
        desk: &Desk,
        tx: &mut Tx,
        progress: &Progress,
    ) -> impl Future<Output = Result<Done, StoreError>> + Send;
}

/// What work says at its end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Done {
    /// What came of it.
    pub(crate) outcome: TaskOutcome,
    /// The row of the history it wrote.
    pub(crate) history: Option<i64>,
}

impl Desk {
    /// Begins work on a domain as a task and gives the task's number. Whether the actor may begin it is for
    /// the caller to have asked.
    pub(crate) async fn start_task<W: Work>(
        &self,
        domain: &Domain,
        work: W,
    ) -> Result<i64, StoreError> {
        self.start_task_on(domain.id, &domain.object(), work).await
    }

    /// The same on a domain that is not there now: its identifier, and what the task works on.
    pub(crate) async fn start_task_on<W: Work>(
        &self,
        domain: i64,
        object: &str,
        work: W,
    ) -> Result<i64, StoreError> {
        let id = new_id();
        let progress = Progress::new();
        // Before the row, so that nobody ever takes a task that begins for one that was interrupted.
        let working = match self.store.pool {
            Pool::Sqlite(_) => Some(self.store.live.add(id, &progress)),
            Pool::Postgres(_) => None,
        };
        in_transaction!(self.store.pool.write_aside(), |tx| {
            self.insert_task(tx, id, work.kind(), (domain, object))
                .await
        })?;
        let desk = self.clone();
        tokio::spawn(async move {
            let telling = match &desk.store.pool {
                Pool::Sqlite(_) => None,
                Pool::Postgres(pool) => Some(Telling::start(pool.clone(), id, progress.clone())),
            };
            let begun = Instant::now();
            if let Err(error) = desk.run_task(id, begun, &work, &progress).await {
                desk.note_failure(id, begun, error).await;
            }
            drop((working, telling));
        });
        Ok(id)
    }

    async fn insert_task(
        &self,
        tx: &mut Tx,
        id: i64,
        kind: TaskKind,
        (domain, object): (i64, &str),
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "DELETE FROM task WHERE started_at < $1",
            self.now - KEPT
        )?;
        execute!(
            &mut *tx,
            "INSERT INTO task (id, kind, domain_id, object, account_id, actor, started_at, seen_at,
                               state, phase, done, total)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'running', $8, 0, 0)",
            id,
            kind.as_str(),
            domain,
            object,
            self.actor.account,
            &self.actor.name,
            self.now,
            Phase::Waiting.as_str()
        )?;
        if let Tx::Postgres(_) = tx {
            // By the one clock that all consoles share.
            execute!(
                tx,
                concat!("UPDATE task SET seen_at = ", clock!(), " WHERE id = $1"),
                id
            )?;
        }
        Ok(())
    }

    async fn run_task<W: Work>(
        &self,
        id: i64,
        begun: Instant,
        work: &W,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        work.prepare(self, progress).await?;
        in_transaction!(begin::<W>(self), |tx| {
            match work.run(self, tx, progress).await {
                Ok(done) => self.end_task(tx, id, begun, done, progress).await,
                Err(error) => Err(error),
            }
        })
    }

    /// The last statement of the work's own transaction.
    async fn end_task(
        &self,
        tx: &mut Tx,
        id: i64,
        begun: Instant,
        mut done: Done,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        progress.phase(Phase::Finishing, 0)?;
        done.outcome.name_some();
        let outcome = written(&done.outcome)?;
        let finished_at = self.now + elapsed(begun);
        let ended = match tx {
            Tx::Postgres(_) => execute!(
                &mut *tx,
                ending!(" AND NOT cancel_asked AND seen_at >= ", silence!()),
                id,
                finished_at,
                outcome,
                done.history
            )?,
            Tx::Sqlite(_) => execute!(&mut *tx, ending!(), id, finished_at, outcome, done.history)?,
        };
        if ended == 0 {
            // Others were told meanwhile that it is cancelled or interrupted, and that has to stay true.
            let problem = Problem::new("id", Code::TaskCancelled);
            return Err(StoreError::Conflict(problem));
        }
        Ok(())
    }

    /// The end of a task whose transaction came to nothing. Where this cannot be written either, the task
    /// shows as interrupted by itself.
    async fn note_failure(&self, id: i64, begun: Instant, error: StoreError) {
        let (state, problems) = match error {
            StoreError::Conflict(problem) if problem.code == Code::TaskCancelled => {
                (TaskState::Cancelled, Vec::new())
            }
            StoreError::Conflict(problem) => (TaskState::Failed, vec![problem]),
            StoreError::Invalid(problems) => (TaskState::Failed, problems.0),
            StoreError::NotFound => (
                TaskState::Failed,
                vec![Problem::new("domain", Code::UndoGone)],
            ),
            error => {
                tracing::error!(%error, task = id, "a task failed");
                (TaskState::Failed, Vec::new())
            }
        };
        let outcome = TaskOutcome {
            problems,
            ..TaskOutcome::default()
        };
        if let Err(error) = self.write_failure(id, begun, state, &outcome).await {
            tracing::error!(%error, task = id, "the end of a task was not noted");
        }
    }

    async fn write_failure(
        &self,
        id: i64,
        begun: Instant,
        state: TaskState,
        outcome: &TaskOutcome,
    ) -> Result<(), StoreError> {
        let outcome = written(outcome)?;
        let mut tx = self.store.pool.write_aside().await?;
        execute!(
            &mut tx,
            "UPDATE task SET state = $2, finished_at = $3, outcome = $4 WHERE id = $1 AND state = 'running'",
            id,
            state.as_str(),
            self.now + elapsed(begun),
            outcome
        )?;
        tx.commit().await
    }
}

async fn begin<W: Work>(desk: &Desk) -> Result<Tx, StoreError> {
    if W::ALONE {
        desk.store.pool.write_all().await
    } else {
        desk.store.pool.write().await
    }
}

fn written(outcome: &TaskOutcome) -> Result<String, StoreError> {
    serde_json::to_string(outcome).map_err(|error| StoreError::Internal(error.to_string()))
}

fn elapsed(begun: Instant) -> i64 {
    i64::try_from(begun.elapsed().as_secs()).unwrap_or_default()
}
