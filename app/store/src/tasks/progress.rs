//! How far work is, told while its transaction is open.
//!
//! SQLite has one writer, and that is the work itself; but its console is one process, so its memory
//! serves. PostgreSQL may have several consoles: there a second connection writes what is told and reads
//! whether to stop. A task whose process is silent for half a minute counts as interrupted from then on,
//! also for that process itself, should it wake up again: it can no longer end well.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::task::{HowFar, Phase};
use model::{Code, Problem};
use sqlx::PgPool;
use tokio::task::JoinHandle;

use crate::StoreError;

/// The time, by the one clock that all consoles on a PostgreSQL share.
macro_rules! clock {
    () => {
        "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)"
    };
}

/// A task that told nothing since then has been interrupted.
macro_rules! silence {
    () => {
        "(CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) - 30)"
    };
}

pub(super) use {clock, silence};

/// Between two tellings.
const TELLING: Duration = Duration::from_millis(700);

/// How far one piece of work is, for the work itself to tell and for others to ask. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Arc<Told>);

#[derive(Debug)]
struct Told {
    how_far: Mutex<HowFar>,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// Of work that has not begun.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Told {
            how_far: Mutex::new(HowFar::NOT_BEGUN),
            is_cancelled: AtomicBool::new(false),
        }))
    }

    /// A new phase of `total` steps begins; zero when their number is not known.
    ///
    /// # Errors
    /// [`Code::TaskCancelled`] when the work is to stop: hand it on, the transaction is rolled back.
    pub(crate) fn phase(&self, phase: Phase, total: i64) -> Result<(), StoreError> {
        *locked(&self.0.how_far) = HowFar {
            phase,
            done: 0,
            total,
        };
        self.go_on()
    }

    /// So many steps of the phase are done.
    ///
    /// # Errors
    /// As [`Progress::phase`].
    pub(crate) fn done(&self, done: i64) -> Result<(), StoreError> {
        locked(&self.0.how_far).done = done;
        self.go_on()
    }

    /// Fails when the work is to stop.
    ///
    /// # Errors
    /// As [`Progress::phase`].
    pub(crate) fn go_on(&self) -> Result<(), StoreError> {
        if self.is_cancelled() {
            return Err(StoreError::Conflict(Problem::new(
                "id",
                Code::TaskCancelled,
            )));
        }
        Ok(())
    }

    pub(super) fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn how_far(&self) -> HowFar {
        *locked(&self.0.how_far)
    }
}

/// The tasks this process works on, on SQLite. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Live(Arc<Mutex<BTreeMap<i64, Progress>>>);

impl Live {
    pub(super) fn add(&self, id: i64, progress: &Progress) -> Working {
        locked(&self.0).insert(id, progress.clone());
        Working(self.clone(), id)
    }

    pub(super) fn of(&self, id: i64) -> Option<Progress> {
        locked(&self.0).get(&id).cloned()
    }

    pub(super) fn all(&self) -> BTreeMap<i64, Progress> {
        locked(&self.0).clone()
    }
}

/// A task is worked on as long as this is there, however the work ends.
#[derive(Debug)]
pub(super) struct Working(Live, i64);

impl Drop for Working {
    fn drop(&mut self) {
        locked(&self.0.0).remove(&self.1);
    }
}

/// What it guards is whole after each statement, so a panic elsewhere does not spoil it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells PostgreSQL as long as this is there.
#[derive(Debug)]
pub(super) struct Telling(JoinHandle<()>);

impl Telling {
    pub(super) fn start(pool: PgPool, id: i64, progress: Progress) -> Self {
        Self(tokio::spawn(async move {
            loop {
                tell(&pool, id, &progress).await;
                tokio::time::sleep(TELLING).await;
            }
        }))
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn tell(pool: &PgPool, id: i64, progress: &Progress) {
    let how_far = progress.how_far();
    let told = sqlx::query_as::<_, (bool,)>(concat!(
        "UPDATE task SET phase = $2, done = $3, total = $4, seen_at = ",
        clock!(),
        " WHERE id = $1 AND state = 'running' AND seen_at >= ",
        silence!(),
        " RETURNING cancel_asked"
    ))
    .bind(id)
    .bind(how_far.phase.as_str())
    .bind(how_far.done)
    .bind(how_far.total)
    .fetch_optional(pool)
    .await;
    match told {
        Ok(Some((false,))) => {}
        // Asked for; or others take it for interrupted already; or it has ended, and nobody looks.
        Ok(Some((true,)) | None) => progress.cancel(),
        Err(error) => tracing::warn!(%error, task = id, "the progress of a task was not told"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_hears_at_its_next_step_that_it_is_to_stop() {
        let progress = Progress::new();
        progress.phase(Phase::Writing, 10).unwrap();
        progress.done(3).unwrap();
        progress.clone().cancel();
        assert!(progress.done(4).is_err());
        let how_far = HowFar {
            phase: Phase::Writing,
            done: 4,
            total: 10,
        };
        assert_eq!(progress.how_far(), how_far);
    }

    #[test]
    fn a_task_is_worked_on_no_longer_than_its_work_lives() {
        let live = Live::default();
        let working = live.add(1, &Progress::new());
        assert!(live.of(1).is_some());
        drop(working);
        assert!(live.of(1).is_none());
    }
}
