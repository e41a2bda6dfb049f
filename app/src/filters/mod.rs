//! The filters of a domain: the list, and one filter.

mod criteria;
mod edit;
mod fields;
mod list;
mod summary;

pub(crate) use edit::AddressLines;
pub(crate) use fields::address_lines;
pub(crate) use summary::{addresses, line};

use axum::{Router, routing::get};

use crate::paths;

/// The pages of the filters of a domain.
pub fn router() -> Router {
    Router::new()
        .route(paths::DOMAIN_FILTERS, get(list::show).post(list::change))
        .route(paths::NEW_FILTER, get(edit::show_new).post(edit::create))
        .route(paths::FILTER, get(edit::show).post(edit::save))
}
