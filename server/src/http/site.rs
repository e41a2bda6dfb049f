//! The browser's files. A release carries them inside; while developing they are read from disk,
//! so that a new front end needs no new server.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Files;

/// Names contain the hash of what they name, so what a browser has once is right for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The current build of the browser's files.
#[derive(Debug, Clone, Copy)]
pub struct Site(());

impl Site {
    /// # Errors
    /// When the front end has not been built.
    pub fn open() -> Result<Self> {
        let site = Self(());
        let folder = site
            .folder()
            .context("the front end is not built: run `make build`")?;
        anyhow::ensure!(
            Files::get(&format!("{folder}/signalbox.css")).is_some(),
            "the front end is not built: run `make build`"
        );
        Ok(site)
    }

    /// For tests of everything but the browser's files: pages refer to them, built or not.
    #[must_use]
    pub const fn unbuilt() -> Self {
        Self(())
    }

    /// The folder of the current files: `pkg/0123456789abcdef`. Asked for at each page, because it
    /// changes under a running server while developing.
    pub fn folder(self) -> Option<String> {
        let version = Files::get("current")?;
        Some(format!(
            "pkg/{}",
            std::str::from_utf8(&version.data).ok()?.trim()
        ))
    }
}

/// Answers `/pkg/{path}`, compressed when the browser takes brotli.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let name = format!("pkg/{path}");
    let compressed = accepts_brotli(&headers)
        .then(|| Files::get(&format!("{name}.br")))
        .flatten();
    let is_compressed = compressed.is_some();
    let Some(file) = compressed.or_else(|| Files::get(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = match file.data {
        Cow::Borrowed(bytes) => axum::body::Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(content_type(&path)),
    );
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if is_compressed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && parts.next() != Some("q=0")
        })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
