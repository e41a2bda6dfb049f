//! Who calls: every resource takes a [`Caller`], and there is no other way to the data.

use axum::extract::FromRequestParts;
use http::{header, request::Parts};
use store::Desk;

use crate::{Refusal, State};

/// The desk of the administrator whose key the request carries.
#[derive(Debug)]
pub struct Caller(pub Desk);

impl FromRequestParts<State> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Refusal> {
        let key = bearer_key(parts).ok_or(Refusal::Unauthenticated)?;
        let now = state.clock.now();
        let desk = state.store.desk_of_key(key, now).await?;
        desk.map(Self).ok_or(Refusal::Unauthenticated)
    }
}

/// The key in `Authorization: Bearer <key>` (RFC 6750, section 2.1).
pub fn bearer_key(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
