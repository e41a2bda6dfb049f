//! Directories > Import and export: a file is read and kept, its consequences are shown, then applied.

mod export;
pub mod file;
mod plan;
mod tables;
mod upload;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

use crate::paths;

/// What surrounds a file in a form, in bytes, at most.
const AROUND: usize = 64 * 1024;

/// The pages of this feature.
pub fn router() -> Router {
    let choose = get(upload::show).post(upload::submit);
    Router::new()
        .route(
            paths::IMPORT,
            choose.layer(DefaultBodyLimit::max(file::FILE_MAX + AROUND)),
        )
        .route(paths::IMPORT_PLAN, get(plan::show).post(plan::submit))
        .route(paths::IMPORT_REPORT, get(plan::report))
        .route(paths::EXPORT, get(export::download))
}
