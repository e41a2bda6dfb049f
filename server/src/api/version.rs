//! `If-Match`: the version a change was made from (RFC 9110, section 13.1.1).

use axum::extract::FromRequestParts;
use http::{header, request::Parts};
use model::Code;

use crate::{Refusal, State};

/// The version in `If-Match`; `None` when it is missing or `*`, which any version satisfies.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Option<i64>);

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
