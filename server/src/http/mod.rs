//! HTTP: the console's pages and the browser's files.

mod console;
mod site;

use anyhow::Result;
use axum::{Router, routing::get};

/// Everything the process answers.
///
/// # Errors
/// When the browser's files have not been built.
pub fn router() -> Result<Router> {
    Ok(console::router(site::Site::open()?).route("/pkg/{*path}", get(site::serve)))
}
