//! Calls that begin a task and answer when it is done: programs need not know that there was one.

use std::time::Duration;

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use model::task::TaskState;
use store::Desk;

use super::tasks::TaskBody;
use crate::Refusal;

/// Below the time after which a request is given up.
const PATIENCE: Duration = Duration::from_secs(25);
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Waits for a task. `None` when it is done; the answer 202 with its place when it takes too long.
///
/// # Errors
/// What stopped it.
pub async fn for_task(desk: &Desk, id: i64) -> Result<Option<Response>, Refusal> {
    let patience = tokio::time::Instant::now() + PATIENCE;
    loop {
        let task = desk.find_task(id).await?;
        match task.state {
            TaskState::Done => return Ok(None),
            TaskState::Running if tokio::time::Instant::now() < patience => {
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
            TaskState::Running => {
                let place = [(header::LOCATION, format!("/api/v1/tasks/{id}"))];
                let body = Json(TaskBody::from(task));
                return Ok(Some((StatusCode::ACCEPTED, place, body).into_response()));
            }
            TaskState::Failed | TaskState::Cancelled | TaskState::Interrupted => {
                let problems = task.outcome.unwrap_or_default().problems;
                let first = problems.into_iter().next();
                return Err(first.map_or(Refusal::Unavailable, Refusal::Conflict));
            }
        }
    }
}
