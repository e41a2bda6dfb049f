//! `If-Match`: the version a change was made from (RFC 9110, section 13.1.1).

use axum::extract::FromRequestParts;
use http::{header, request::Parts};
use model::Code;
use utoipa::IntoParams;

use crate::{Refusal, State};

/// The version in `If-Match`; `None` when it is missing or `*`, which any version satisfies.
#[derive(Clone, Copy, Debug, IntoParams)]
#[into_params(names("If-Match"), parameter_in = Header)]
pub struct IfMatch(
    /// The version the change is made from, or that is deleted
    #[param(value_type = Option<String>)]
    pub Option<i64>,
);

impl FromRequestParts<State> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Refusal> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let Some(value) = values.next() else {
            return Ok(Self(None));
        };
        let malformed = || Refusal::field("If-Match", Code::UnknownValue);
        if values.next().is_some() {
            return Err(malformed());
        }
        let text = value.to_str().map_err(|_| malformed())?.trim();
        if text == "*" {
            return Ok(Self(None));
        }
        version(text)
            .map(|version| Self(Some(version)))
            .ok_or_else(malformed)
    }
}

/// Attempts when somebody else saves between the reading and the saving.
const ATTEMPTS: u32 = 8;

/// Makes a change to what is there now, again when somebody else saved meanwhile; from a version
/// that the caller gave it is made once.
///
/// # Errors
/// Those of the change.
pub async fn until_saved<T, F>(given: Option<i64>, change: impl Fn() -> F) -> Result<T, Refusal>
where
    F: Future<Output = Result<T, Refusal>>,
{
    let mut attempt = 1;
    loop {
        match change().await {
            Err(Refusal::VersionMismatch) if given.is_none() && attempt < ATTEMPTS => {
                attempt += 1;
            }
            done => return done,
        }
    }
}

/// The number in `"7"`, also in the weak form `W/"7"` that proxies make of it when they compress.
fn version(tag: &str) -> Option<i64> {
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let digits = quoted.strip_prefix('"')?.strip_suffix('"')?;
    digits.parse().ok().filter(|version| *version > 0)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_tag_is_a_quoted_version() {
        assert_eq!(version("\"7\""), Some(7));
        assert_eq!(version("W/\"7\""), Some(7));
        for bad in ["7", "\"\"", "\"x\"", "\"-1\"", "\"1\", \"2\"", "w/\"7\""] {
            assert_eq!(version(bad), None, "{bad}");
        }
    }
}
