//! The pages of groups, shared mailboxes, external users and resources, and who is in which group.
//!
//! The folder in the address says the kind; one set of pages serves all four.

mod name_fields;

#[cfg(feature = "ssr")]
mod delete;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod general;
#[cfg(feature = "ssr")]
mod groups;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
mod members;
#[cfg(feature = "ssr")]
mod new;
#[cfg(feature = "ssr")]
mod opened;
#[cfg(feature = "ssr")]
mod picker;
#[cfg(feature = "ssr")]
mod whose;

#[cfg(feature = "ssr")]
pub(crate) use {
    opened::{EntryHead, EntryTab, Opened},
    whose::Whose,
};

#[cfg(feature = "ssr")]
use axum::{Router, routing::get};

#[cfg(feature = "ssr")]
use crate::paths;

/// The pages of entries that are no users, and the groups of any entry.
#[cfg(feature = "ssr")]
pub fn router() -> Router {
    Router::new()
        .route(paths::NEW_ENTRY, get(new::show).post(new::create))
        .route(paths::ENTRY, get(general::show).post(general::save))
        .route(paths::ENTRY_MAIL, get(mail::show).post(mail::save))
        .route(
            paths::ENTRY_MEMBERS,
            get(members::show).post(members::change),
        )
        .route(paths::ENTRY_GROUPS, get(groups::show).post(groups::change))
        .route(paths::ENTRY_DELETE, get(delete::show).post(delete::delete))
}
