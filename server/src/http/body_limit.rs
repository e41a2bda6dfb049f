//! Bodies larger than anything the console or the API takes are refused unread.

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::StreamExt as _;
use http::header;

use crate::Refusal;
use crate::api::{self, BODY_MAX};
use app::import::file::FILE_MAX;
use app::paths;

/// How much of a refused body is read and thrown away, in bytes: a client that is still sending
/// hears the answer only when it has been heard out.
const HEARD_OUT: usize = 32 * 1024 * 1024;

/// Layer: refuses by the announced length. Without one, whoever reads the body stops at the same size.
pub async fn limit(request: Request, next: Next) -> Response {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most(request.uri().path())) {
        hear_out(request.into_body()).await;
        return Refusal::TooLarge.into_response();
    }
    next.run(request).await
}

/// How large a body may be: files come to two addresses only, in a form a little larger than they are.
fn most(path: &str) -> usize {
    let is_import = path == paths::IMPORT
        || path
            .strip_prefix(api::BASE)
            .and_then(|path| path.strip_prefix("/domains/"))
            .and_then(|path| path.split_once('/'))
            .is_some_and(|(_, call)| call == "import");
    if is_import {
        FILE_MAX + 64 * 1024
    } else {
        BODY_MAX
    }
}

async fn hear_out(body: Body) {
    let mut frames = body.into_data_stream();
    let mut heard = 0;
    while let Some(Ok(frame)) = frames.next().await {
        heard += frame.len();
        if heard > HEARD_OUT {
            break;
        }
    }
}
