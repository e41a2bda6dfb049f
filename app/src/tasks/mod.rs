//! Long work: a page that follows it, and the recent tasks of a domain.

mod list;
pub mod names;
mod show;
mod status;

use axum::{Router, routing::get};

use crate::paths;

pub(crate) use status::{Bar, StateMark};

pub(crate) fn router() -> Router {
    Router::new()
        .route(paths::TASKS, get(list::show))
        .route(paths::TASK, get(show::show).post(show::cancel))
}
