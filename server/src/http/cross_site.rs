//! Writes that another site makes a browser send are refused.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, Method, header, uri::Authority};

use crate::Refusal;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Layer: lets an unsafe method pass from this site only. A call with a key passes: no browser adds
/// one by itself.
pub async fn refuse_writes(request: Request, next: Next) -> Response {
    let is_safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let headers = request.headers();
    let has_key = headers.contains_key(header::AUTHORIZATION);
    if is_safe || has_key || is_from_here(headers, request.uri().authority()) {
        next.run(request).await
    } else {
        tracing::warn!("a write from another site was refused");
        Refusal::Denied.into_response()
    }
}

/// Whether a browser says that the request comes from a page of ours, or from nobody's page. Without
/// any such header it comes from no browser of today.
fn is_from_here(headers: &HeaderMap, authority: Option<&Authority>) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .or_else(|| authority.map(Authority::as_str));
    let origin = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.split_once("://"));
    match (origin, host) {
        (Some((_, origin)), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn from_here(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        super::is_from_here(&headers, None)
    }

    #[test]
    fn only_pages_of_this_site_write() {
        assert!(from_here(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ]));
        assert!(from_here(&[("sec-fetch-site", "none")]));
        assert!(from_here(&[
            ("origin", "https://mail.example"),
            ("host", "mail.example")
        ]));
        assert!(from_here(&[("host", "mail.example")]));
        assert!(!from_here(&[
            ("sec-fetch-site", "cross-site"),
            ("host", "a.example")
        ]));
        assert!(!from_here(&[
            ("sec-fetch-site", "same-site"),
            ("host", "a.example")
        ]));
        assert!(!from_here(&[
            ("origin", "https://evil.example"),
            ("host", "mail.example")
        ]));
        assert!(!from_here(&[("origin", "null"), ("host", "mail.example")]));
        assert!(!from_here(&[
            ("origin", "https://mail.example:8443"),
            ("host", "mail.example")
        ]));
    }
}
