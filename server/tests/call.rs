//! A request to the router, and what it answers.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt as _;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Fields and codes of a problem document.
    pub fn errors(&self) -> Vec<(String, String)> {
        let json = self.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = json["errors"]
            .as_array()
            .unwrap_or_else(|| panic!("{self:?}"));
        errors
            .iter()
            .map(|error| (text(&error["field"]), text(&error["code"])))
            .collect()
    }

    /// Fails unless it is a problem document with this status and code.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let json = self.json();
        assert_eq!(json["type"], "about:blank");
        assert_eq!(json["status"], status);
        assert_eq!(json["code"], code, "{self:?}");
        assert!(
            json["title"].is_string() && json["errors"].is_array(),
            "{self:?}"
        );
    }

    /// Fails unless it is an invalid or conflicting input with exactly these fields and codes.
    #[track_caller]
    pub fn assert_errors(&self, status: u16, errors: &[(&str, &str)]) {
        let code = if status == 409 { "conflict" } else { "invalid" };
        self.assert_problem(status, code);
        let found = self.errors();
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(f, c)| (f.as_str(), c.as_str()))
            .collect();
        assert_eq!(found, errors, "{self:?}");
    }
}

/// A request in the making.
pub struct Call<'a> {
    router: &'a Router,
    request: http::request::Builder,
    body: Body,
    peer: [u8; 4],
}

impl<'a> Call<'a> {
    /// From outside, without key or cookie.
    pub fn new(router: &'a Router, method: &str, path: &str) -> Self {
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(path)
            .header(header::HOST, "console.example");
        Self {
            router,
            request,
            body: Body::empty(),
            peer: [192, 0, 2, 99],
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn key(self, key: &str) -> Self {
        let value = format!("Bearer {key}");
        self.header("authorization", &value)
    }

    pub fn cookie(self, token: &str) -> Self {
        let value = format!("signalbox={token}");
        self.header("cookie", &value)
    }

    /// As a reverse proxy on this machine passes it on, having TLS in front.
    pub fn through_proxy(self, client: &str) -> Self {
        self.local()
            .header("x-forwarded-for", client)
            .header("x-forwarded-proto", "https")
    }

    /// From this machine itself.
    pub fn local(mut self) -> Self {
        self.peer = [127, 0, 0, 1];
        self
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = Body::from(body.to_string());
        self.header("content-type", "application/json")
    }

    pub fn raw(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }

    pub async fn send(self) -> Answer {
        let (parts, bytes) = self.bytes().await;
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes).unwrap(),
        }
    }

    /// The encoding of the answer's body, and its length in bytes as it travels.
    pub async fn weigh(self) -> (String, usize) {
        let (parts, bytes) = self.bytes().await;
        let encoding = parts.headers.get(header::CONTENT_ENCODING);
        let encoding = encoding.map_or("", |value| value.to_str().unwrap());
        (encoding.to_owned(), bytes.len())
    }

    async fn bytes(self) -> (http::response::Parts, Vec<u8>) {
        let mut request = self.request.body(self.body).unwrap();
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from((self.peer, 4711))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        (parts, bytes.to_vec())
    }
}
