//! A handler that panics answers 500 and takes nothing else down.

use std::panic::AssertUnwindSafe;

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt as _;

use crate::Refusal;

/// Layer: catches panics.
pub async fn catch(request: Request, next: Next) -> Response {
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answered.unwrap_or_else(|cause| {
        let what = cause
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| cause.downcast_ref::<&str>().copied())
            .unwrap_or_default();
        tracing::error!(what, "a handler panicked");
        Refusal::Internal.into_response()
    })
}
