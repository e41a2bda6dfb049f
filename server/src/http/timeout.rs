//! No request waits for ever.

use std::time::Duration;

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::Refusal;

/// Longest time for one answer; above what the store itself waits for a locked database.
const LONGEST: Duration = Duration::from_secs(30);

/// Layer: gives up after [`LONGEST`].
pub async fn limit(request: Request, next: Next) -> Response {
    if let Ok(response) = tokio::time::timeout(LONGEST, next.run(request)).await {
        return response;
    }
    tracing::error!(seconds = LONGEST.as_secs(), "no answer in time");
    Refusal::Unavailable.into_response()
}
