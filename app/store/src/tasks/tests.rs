//! Tasks around work that waits where a test wants it to.

use std::sync::Arc;
use std::time::Duration;

use model::task::{Counted, HowFar, Phase, TaskKind, TaskOutcome, TaskState};
use model::{Action, Code, Problem};
use tokio::sync::Semaphore;

use super::{Done, Progress, Task, Work};
use crate::history::Change;
use crate::pool::{Tx, execute};
use crate::support::{Place, domain, on_both};
use crate::{Desk, StoreError};

/// Changes the description of `a.example` in three steps; each waits to be let go.
struct Steps {
    reached: Semaphore,
    gate: Semaphore,
    refused: Option<Problem>,
}

impl Steps {
    fn new(refused: Option<Problem>) -> Arc<Self> {
        Arc::new(Self {
            reached: Semaphore::new(0),
            gate: Semaphore::new(0),
            refused,
        })
    }

    /// Waits until so many more steps were reached.
    async fn reached(&self, steps: u32) {
        self.reached.acquire_many(steps).await.unwrap().forget();
    }

    fn let_go(&self, steps: usize) {
        self.gate.add_permits(steps);
    }
}

impl Work for Arc<Steps> {
    fn kind(&self) -> TaskKind {
        TaskKind::ChangeMailTypes
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let domain = desk
            .lock_domain(tx, "a.example", Action::ChangeEntries)
            .await?;
        progress.phase(Phase::Writing, 3)?;
        execute!(&mut *tx, "UPDATE domain SET description = 'changed'")?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: None,
            object: domain.object(),
            action: "test",
            before: None,
            after: None,
        };
        let history = desk.record_numbered(tx, change).await?;
        for step in 1..=3 {
            self.reached.add_permits(1);
            self.gate.acquire().await.unwrap().forget();
            progress.done(step)?;
        }
        if let Some(problem) = &self.refused {
            return Err(problem.clone().into());
        }
        let outcome = TaskOutcome {
            counts: vec![(Counted::Changed, 1)],
            ..TaskOutcome::default()
        };
        Ok(Done {
            outcome,
            history: Some(history),
        })
    }
}

async fn begin(place: &Place, steps: &Arc<Steps>) -> (Desk, i64) {
    let desk = place.desk();
    domain(&desk, "a.example", &[]).await;
    let domain = desk.find_domain("a.example").await.unwrap();
    let id = desk.start_task(&domain, Arc::clone(steps)).await.unwrap();
    (desk, id)
}

/// The task once it is as wanted; fails when that takes longer than anything here should.
async fn until(desk: &Desk, id: i64, wanted: impl Fn(&Task) -> bool) -> Task {
    for _ in 0..200 {
        let task = desk.find_task(id).await.unwrap();
        if wanted(&task) {
            return task;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("still {:?}", desk.find_task(id).await)
}

async fn ended(desk: &Desk, id: i64) -> Task {
    until(desk, id, |task| !task.state.is_running()).await
}

/// Descriptions and what the history says of the test.
async fn traces(place: &Place) -> (Vec<String>, usize) {
    let descriptions = place.texts("SELECT description FROM domain").await;
    let written = place.actions().await;
    let of_test = written.iter().filter(|action| action.ends_with(" test"));
    (descriptions, of_test.count())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_tells_how_far_it_is_and_what_came_of_it() {
    on_both(|place| async move {
        let steps = Steps::new(None);
        let (desk, id) = begin(&place, &steps).await;
        steps.let_go(2);
        steps.reached(3).await;
        let at_two = HowFar {
            phase: Phase::Writing,
            done: 2,
            total: 3,
        };
        let task = until(&desk, id, |task| task.how_far == at_two).await;
        assert_eq!((task.state, task.may_cancel), (TaskState::Running, true));
        assert_eq!(task.domain.as_deref(), Some("a.example"));
        assert_eq!(traces(&place).await, (vec![String::new()], 0), "not yet");
        let listed = desk.list_tasks("a.example", None, 10).await.unwrap();
        assert_eq!(listed.items, [task]);

        steps.let_go(1);
        let task = ended(&desk, id).await;
        assert_eq!((task.state, task.may_cancel), (TaskState::Done, false));
        assert_eq!(task.outcome.unwrap().counts, [(Counted::Changed, 1)]);
        assert_eq!(traces(&place).await, (vec!["changed".to_owned()], 1));
        let row = desk.find_history(task.history.unwrap()).await.unwrap();
        assert_eq!(row.action, "test");
        let too_late = desk.cancel_task(id).await;
        assert!(
            matches!(&too_late, Err(StoreError::Conflict(problem)) if problem.code == Code::TaskEnded),
            "{too_late:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_cancelled_leaves_nothing() {
    on_both(|place| async move {
        let steps = Steps::new(None);
        let (desk, id) = begin(&place, &steps).await;
        steps.reached(1).await;
        let told = desk.cancel_task(id).await.unwrap();
        assert!(told.is_cancel_asked);
        // Also where it is only heard of after the last step.
        steps.let_go(3);
        let task = ended(&desk, id).await;
        assert_eq!((task.state, task.history), (TaskState::Cancelled, None));
        assert_eq!(traces(&place).await, (vec![String::new()], 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_a_rule_stops_says_which() {
    on_both(|place| async move {
        let problem = Problem::new("type", Code::MailTypeNeedsRelay);
        let steps = Steps::new(Some(problem.clone()));
        let (desk, id) = begin(&place, &steps).await;
        steps.let_go(3);
        let task = ended(&desk, id).await;
        assert_eq!(task.state, TaskState::Failed);
        assert_eq!(task.outcome.unwrap().problems, [problem]);
        assert_eq!(traces(&place).await, (vec![String::new()], 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_seen_and_stopped_by_its_domains_administrators_only() {
    on_both(|place| async move {
        let steps = Steps::new(None);
        let (desk, id) = begin(&place, &steps).await;
        domain(&desk, "b.example", &[]).await;
        let foreign = place.desk_of_administrator("b.example").await;
        let own = place.desk_of_administrator("a.example").await;
        steps.reached(1).await;
        for refused in [foreign.find_task(id).await, foreign.cancel_task(id).await] {
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
        let listed = foreign.list_tasks("a.example", None, 10).await;
        assert!(matches!(listed, Err(StoreError::NotFound)), "{listed:?}");
        let none = foreign.list_tasks("b.example", None, 10).await.unwrap();
        assert_eq!(none.items, []);
        assert!(own.find_task(id).await.unwrap().may_cancel);
        own.cancel_task(id).await.unwrap();
        steps.let_go(3);
        assert_eq!(ended(&desk, id).await.state, TaskState::Cancelled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_whose_process_died_is_interrupted_for_good() {
    on_both(|place| async move {
        let steps = Steps::new(None);
        let (desk, id) = begin(&place, &steps).await;
        steps.reached(1).await;
        if place.is_postgres() {
            // As if this process had been asleep; when it wakes up, it must not end well.
            place
                .execute("UPDATE task SET seen_at = seen_at - 60")
                .await;
            let task = until(&desk, id, |task| task.state == TaskState::Interrupted).await;
            assert!(!task.may_cancel);
            steps.let_go(3);
            tokio::time::sleep(Duration::from_millis(300)).await;
            let state = desk.find_task(id).await.unwrap().state;
            assert_ne!(state, TaskState::Done);
        } else {
            steps.let_go(3);
            ended(&desk, id).await;
            // A row of a process that is no longer there.
            place
                .execute("UPDATE task SET state = 'running', finished_at = NULL")
                .await;
            let task = desk.find_task(id).await.unwrap();
            assert_eq!(task.state, TaskState::Interrupted);
            return;
        }
        assert_eq!(traces(&place).await, (vec![String::new()], 0));
    })
    .await;
}
