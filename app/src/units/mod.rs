//! Directories > Organizational Units: the tree, what is in a unit and who administers it; the field
//! that says which unit an entry is in; and the rights a user holds.

mod administration;
mod delete;
mod edit;
mod field;
mod rights;
mod show;
mod tree;

pub(crate) use field::{UnitChoices, UnitField};
pub(crate) use rights::right_word;

use axum::{Router, routing::get};

use crate::paths;

/// The pages of units, and of what a user administers.
pub fn router() -> Router {
    Router::new()
        .route(paths::UNITS, get(show::show))
        .route(paths::NEW_UNIT, get(edit::show_new).post(edit::submit_new))
        .route(paths::UNIT_EDIT, get(edit::show).post(edit::submit))
        .route(paths::UNIT_DELETE, get(delete::show).post(delete::submit))
        .route(
            paths::USER_ADMINISTRATION,
            get(administration::show).post(administration::save),
        )
}
