//! Long work: how far it is, what came of it, and asking for its end.

use serde::Serialize;
use store::tasks::Task;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::filter::{List, Parameters};
use super::{Caller, Place};
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(find, cancel))
        .routes(routes!(list))
}

/// Long work on a domain, at this moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub(super) struct TaskBody {
    /// Its number; text, because it is larger than numbers in JavaScript.
    #[schema(example = "248151293612032")]
    id: String,
    /// What it does.
    #[schema(example = "change_mail_types")]
    kind: &'static str,
    /// What it works on, as it was called then.
    #[schema(example = "domain:example.com")]
    object: String,
    /// Who began it, as he was called then.
    actor: String,
    /// When it began, in seconds since 1970.
    started_at: i64,
    /// When it ended, in seconds since 1970.
    finished_at: Option<i64>,
    /// `running`, `done`, `failed`, `cancelled` or `interrupted`; whatever is not `done` changed nothing.
    state: &'static str,
    /// Whether somebody asked for it to stop.
    cancel_asked: bool,
    /// What it is at.
    #[schema(example = "writing")]
    phase: &'static str,
    /// Steps of the phase that are done.
    done: i64,
    /// Steps the phase has; 0 when that is not known.
    total: i64,
    /// What came of it; null while it goes on.
    outcome: Option<TaskOutcomeBody>,
    /// The change it wrote in the history, by which it is undone.
    history: Option<String>,
}

/// What came of a task.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TaskOutcome)]
struct TaskOutcomeBody {
    /// Numbers of entries by what happened to them.
    counts: Vec<CountBody>,
    /// Entries that stay as they are, and why; as many as are named.
    refused: Vec<RefusedBody>,
    /// Entries that stay as they are beyond those.
    refused_unnamed: i64,
    /// The rules that stopped a task that failed.
    problems: Vec<&'static str>,
}

/// A number of entries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Count)]
struct CountBody {
    /// `changed`, `unchanged`, `refused`, `created`, `deleted` or `restored`
    what: &'static str,
    number: i64,
}

/// An entry that stays as it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusedByTask)]
struct RefusedBody {
    #[schema(example = "user:jdoe")]
    entry: String,
    #[schema(example = "address.required")]
    code: &'static str,
}

impl From<Task> for TaskBody {
    fn from(task: Task) -> Self {
        Self {
            id: task.id.to_string(),
            kind: task.kind.as_str(),
            object: task.object,
            actor: task.actor,
            started_at: task.started_at,
            finished_at: task.finished_at,
            state: task.state.as_str(),
            cancel_asked: task.is_cancel_asked,
            phase: task.how_far.phase.as_str(),
            done: task.how_far.done,
            total: task.how_far.total,
            outcome: task.outcome.map(Into::into),
            history: task.history.map(|id| id.to_string()),
        }
    }
}

impl From<model::task::TaskOutcome> for TaskOutcomeBody {
    fn from(outcome: model::task::TaskOutcome) -> Self {
        let counts = outcome.counts.into_iter().map(|(what, number)| CountBody {
            what: what.as_str(),
            number,
        });
        let refused = outcome.exceptions.into_iter().map(|exception| RefusedBody {
            entry: exception.entry,
            code: exception.problem.code.as_str(),
        });
        Self {
            counts: counts.collect(),
            refused: refused.collect(),
            refused_unnamed: outcome.unnamed,
            problems: outcome
                .problems
                .iter()
                .map(|problem| problem.code.as_str())
                .collect(),
        }
    }
}

/// A task, as it stands now.
#[utoipa::path(get, path = "/tasks/{id}", tag = "task", operation_id = "find_task",
    params(("id" = String, Path, description = "Its number")),
    responses((status = 200, body = TaskBody)))]
async fn find(
    Caller(desk): Caller,
    Place(id): Place<i64>,
) -> Result<axum::Json<TaskBody>, Refusal> {
    Ok(axum::Json(desk.find_task(id).await?.into()))
}

/// Asks a task to stop: it does at its next step, and then nothing is changed. Refused with
/// `task.ended` when it has ended.
#[utoipa::path(delete, path = "/tasks/{id}", tag = "task", operation_id = "cancel_task",
    params(("id" = String, Path, description = "Its number")),
    responses((status = 200, body = TaskBody)))]
async fn cancel(
    Caller(desk): Caller,
    Place(id): Place<i64>,
) -> Result<axum::Json<TaskBody>, Refusal> {
    Ok(axum::Json(desk.cancel_task(id).await?.into()))
}

/// The tasks of a domain in the last three months, newest first.
#[utoipa::path(get, path = "/domains/{domain}/tasks", tag = "task", operation_id = "list_tasks",
    params(
        ("domain" = String, Path, description = "Any name of the domain"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 1 to 500; 50 by default"),
    ),
    responses((status = 200, body = List<TaskBody>)))]
async fn list(
    Caller(desk): Caller,
    Place(domain): Place<String>,
    mut query: Parameters,
) -> Result<axum::Json<List<TaskBody>>, Refusal> {
    let (after, limit) = (query.text("after"), query.limit());
    query.end()?;
    let page = desk.list_tasks(&domain, after.as_deref(), limit).await?;
    Ok(axum::Json(List::of(page, TaskBody::from)))
}
