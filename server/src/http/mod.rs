//! HTTP: what a request passes, and where it ends.
//!
//! From the outside in:
//! 1. [`request_id`] numbers it;
//! 2. [`log`] logs and counts its answer, once;
//! 3. [`headers`] adds the security headers, also to refusals;
//! 4. answers are compressed;
//! 5. [`panic`] catches what [`refusals`] itself may do wrong;
//! 6. [`refusals`] puts refusals of everything below into words;
//! 7. [`panic`] turns a panic into one;
//! 8. [`timeout`] turns a wait without end into one;
//! 9. [`body_limit`] refuses large bodies;
//! 10. [`cross_site`] refuses writes another site makes a browser send;
//! 11. for the console only, [`session`] finds out who asks.
//!
//! Then the router chooses between the API, the browser's files, and the console's pages.

mod body_limit;
mod client_address;
mod cross_site;
mod headers;
mod log;
pub mod metrics;
mod panic;
mod refusals;
mod request_id;
mod session;
mod site;
mod timeout;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};

pub use site::Site;
use tower_http::compression::CompressionLayer;

use crate::{State, api};

/// What the console's layers need.
#[derive(Clone, Debug)]
pub struct Console {
    state: State,
    site: Site,
}

/// Everything the process answers.
pub fn router(state: State, site: Site) -> Router {
    let console = Console {
        state: state.clone(),
        site,
    };
    let pages = app::router::router().layer(from_fn_with_state(console.clone(), session::identify));
    Router::new()
        .merge(api::router(state.clone()))
        .route("/pkg/{*path}", get(site::serve))
        .fallback_service(pages)
        .layer(from_fn(cross_site::refuse_writes))
        .layer(from_fn(body_limit::limit))
        .layer(from_fn(timeout::limit))
        .layer(from_fn(panic::catch))
        .layer(from_fn_with_state(console, refusals::render))
        .layer(from_fn(panic::catch))
        // Pages hold no secret besides what their reader typed himself, so compressing tells nobody
        // anything; the browser's files come compressed already and pass.
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::secure))
        .layer(from_fn_with_state(state, log::log))
        .layer(from_fn(request_id::number))
}

/// Whether a path belongs to programs and not to people.
fn is_api(path: &str) -> bool {
    path.strip_prefix("/api")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
