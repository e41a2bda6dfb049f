//! Whether the process is of use, and numbers about it.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State as Shared};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Caller;
use crate::{Refusal, State};

pub fn router() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(health))
        .routes(routes!(metrics))
}

/// The process serves and its database answers.
#[derive(Debug, Serialize, ToSchema)]
struct Health {
    /// `ok`
    status: &'static str,
}

/// Whether the process serves and its database answers with the right schema; needs no key.
#[utoipa::path(get, path = "/health", tag = "operation", operation_id = "health", security(()),
    responses((status = 200, body = Health)))]
async fn health(Shared(state): Shared<State>) -> Result<axum::Json<Health>, Refusal> {
    state.store.health().await?;
    Ok(axum::Json(Health { status: "ok" }))
}

/// Numbers about the process, as Prometheus reads them. From this machine itself it needs no key,
/// from elsewhere the key of a superadministrator.
#[utoipa::path(get, path = "/metrics", tag = "operation", operation_id = "metrics", security((), ("key" = [])),
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn metrics(
    Shared(state): Shared<State>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    caller: Result<Caller, Refusal>,
) -> Result<Response, Refusal> {
    let forwarded =
        headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
    let from_here = peer.is_some_and(|peer| peer.0.0.ip().is_loopback()) && !forwarded;
    if !from_here && !caller?.0.actor().is_superadministrator() {
        return Err(Refusal::Denied);
    }
    let database_up = state.store.health().await.is_ok();
    let text = state.counters.as_prometheus_text(database_up);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
