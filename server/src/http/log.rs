//! The one place where requests are logged, and counted.

use std::time::Instant;

use app::error_page::Failure;
use axum::{
    extract::{Request, State as Shared},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::request_id::RequestId;
use crate::State;

/// Layer: one line a request, with what failed when the answer is our fault. Paths are logged
/// without their query, where somebody's search words stand.
pub async fn log(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map_or("", |id| id.0.as_str());
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        path = request.uri().path(),
    );
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let elapsed = started.elapsed();
    let status = response.status();
    state.counters.count(status, elapsed);
    let milliseconds = elapsed.as_millis();
    let failure = response
        .extensions()
        .get::<Failure>()
        .map(ToString::to_string);
    span.in_scope(|| {
        if status.is_server_error() {
            let failure = failure.unwrap_or_default();
            tracing::error!(status = status.as_u16(), milliseconds, failure, "failed");
        } else {
            tracing::info!(status = status.as_u16(), milliseconds, "answered");
        }
    });
    response
}
