//! The REST API: one file per resource, each a thin caller of the desk.
//!
//! Every handler takes a [`Caller`], which is the desk of the key's administrator. Bodies, query
//! strings, paths and `If-Match` are read by the extractors of this module, which refuse what is
//! malformed with its field. Answers that refuse are rendered in one place, by `http::refusals`.

mod body;
mod caller;
mod domains;
mod entries;
mod filter;
mod handling;
mod health;
mod history;
mod import;
pub(crate) mod language;
mod ldap;
mod mail;
mod mailbox_servers;
mod many;
mod object;
mod openapi;
mod parameters;
mod place;
pub(crate) mod problem;
pub(crate) mod route;
mod selection;
mod tasks;
mod units;
mod users;
mod version;
mod wait;

use axum::{Router, routing::any};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use body::BODY_MAX;
use caller::Caller;
use place::Place;
use version::IfMatch;

use crate::{Refusal, State};

/// Where the API is mounted.
pub const BASE: &str = "/api/v1";

/// Every route of the API.
pub fn router(state: State) -> Router {
    let (router, _) = routes().split_for_parts();
    // Everything else under /api is a refusal for programs too, not a page.
    router
        .route("/api", any(async || Refusal::NotFound))
        .route("/api/", any(async || Refusal::NotFound))
        .route("/api/{*path}", any(async || Refusal::NotFound))
        .with_state(state)
}

/// The description of every route of the API.
pub fn open_api() -> OpenApi {
    let (_, mut api) = routes().split_for_parts();
    openapi::complete(&mut api);
    api
}

fn routes() -> OpenApiRouter<State> {
    let resources = OpenApiRouter::new()
        .merge(domains::router())
        .merge(users::router())
        .merge(units::router())
        .merge(entries::router())
        .merge(import::router())
        .merge(many::router())
        .merge(mailbox_servers::router())
        .merge(route::router())
        .merge(history::router())
        .merge(tasks::router())
        .merge(ldap::router())
        .merge(health::router())
        .merge(openapi::router());
    OpenApiRouter::with_openapi(openapi::description()).nest(BASE, resources)
}
