//! The history of an entry, a domain and the installation, and undoing what it tells of.

mod asked;
mod lists;
mod names;
mod rows;
mod undo;
mod values;

use axum::{Router, routing::get};

use crate::paths;

pub(crate) use names::field as field_name;
pub(crate) use undo::reason;
pub(crate) use values::{Differences, value_text};

/// The pages of the history.
pub fn router() -> Router {
    Router::new()
        .route(paths::HISTORY, get(lists::show_all))
        .route(paths::DIRECTORY_HISTORY, get(lists::show_domain))
        .route(paths::DOMAIN_HISTORY, get(lists::show_settings))
        .route(paths::ENTRY_HISTORY, get(lists::show_entry))
        .route(paths::UNDO, get(undo::show).post(undo::submit))
}
