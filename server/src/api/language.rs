//! The language of the sentences in an answer.

use std::convert::Infallible;

use app::words::Lang;
use axum::extract::FromRequestParts;
use http::{HeaderMap, header, request::Parts};

use crate::State;

/// The language a call asks for.
#[derive(Clone, Copy, Debug)]
pub struct Language(pub Lang);

impl Language {
    /// By `Accept-Language`; English without it.
    pub fn of(headers: &HeaderMap) -> Self {
        let wanted = headers.get(header::ACCEPT_LANGUAGE);
        let wanted = wanted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Self(Lang::negotiate(wanted))
    }
}

impl FromRequestParts<State> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}
