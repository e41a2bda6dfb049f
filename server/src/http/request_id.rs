//! A number for every request: in the log, in `x-request-id`, and on pages that say what failed.

use axum::{extract::Request, middleware::Next, response::Response};
use http::{HeaderName, HeaderValue};
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of a request. Always our own: one sent along could stand for another request in the log.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Layer: numbers the request.
pub async fn number(mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
