//! Every page and every form of the console: the one place where addresses meet code.

use axum::{
    Router,
    middleware::from_fn,
    routing::{get, post},
};

use crate::{account, error_page, home, paths, sign_in};

/// The console's pages. The server must put a [`crate::caller::Caller`] into the extensions of
/// every request, and decide before who may ask for what ([`paths::is_public`]).
pub fn router() -> Router {
    Router::new()
        .route(paths::HOME, get(home::show))
        .route(paths::SIGN_IN, get(sign_in::show).post(sign_in::submit))
        .route(paths::SIGN_OUT, post(sign_in::sign_out))
        .route(paths::PREFERENCES, post(account::keep_preferences))
        .fallback(error_page::not_found)
        .layer(from_fn(error_page::show_failures))
}
