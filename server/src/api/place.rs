//! The parts of an address: names in the path. What cannot be a name of anything is not found.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::{Refusal, State};

/// The names in the path.
#[derive(Debug)]
pub struct Place<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<State> for Place<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Refusal> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(names)) => Ok(Self(names)),
            Err(_) => Err(Refusal::NotFound),
        }
    }
}
