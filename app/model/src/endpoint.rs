//! Where a mailbox server accepts LMTP.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Code, Relay};

/// An LMTP end point in Postfix notation: `inet:host:port` or `unix:path` (lmtp(8)).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint(String);

impl Endpoint {
    /// Parses `host:port`, `inet:host:port` or `unix:/path/of/socket`; the default port is 24 (RFC 2033).
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::ForbiddenCharacter`] or [`Code::EndpointInvalid`].
    pub fn parse(input: &str) -> Result<Self, Code> {
        let text = input.trim_matches(' ');
        if text.is_empty() {
            return Err(Code::Required);
        }
        if text.chars().any(crate::text::is_forbidden) {
            return Err(Code::ForbiddenCharacter);
        }
        if let Some(path) = text.strip_prefix("unix:") {
            let plain = path
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_'));
            let fits = (1..=100).contains(&path.len())
                && plain
                && !path.ends_with('/')
                && !path.contains("..");
            return if fits {
                Ok(Self(format!("unix:{path}")))
            } else {
                Err(Code::EndpointInvalid)
            };
        }
        let host = text.strip_prefix("inet:").unwrap_or(text);
        let given_port = host.rsplit_once(':').is_some_and(|(before, port)| {
            !port.ends_with(']') && (before.ends_with(']') || !before.contains(':'))
        });
        let parsed = Relay::parse(host).map_err(|_| Code::EndpointInvalid)?;
        let port = if given_port { parsed.port() } else { 24 };
        let name = parsed.host();
        let bracketed = if name.contains(':') {
            format!("[{name}]")
        } else {
            name
        };
        Ok(Self(format!("inet:{bracketed}:{port}")))
    }

    /// The end point as Postfix's `lmtp` transport takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.0
    }
}

impl TryFrom<String> for Endpoint {
    type Error = String;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        Self::parse(&value).map_err(|code| code.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_points_have_one_stored_form() {
        for (typed, stored) in [
            ("127.0.0.1:24", "inet:127.0.0.1:24"),
            ("inet:mail.example:2400", "inet:mail.example:2400"),
            ("mail.example", "inet:mail.example:24"),
            ("mail.example:25", "inet:mail.example:25"),
            ("[::1]:24", "inet:[::1]:24"),
            ("::1", "inet:[::1]:24"),
            ("unix:private/dovecot-lmtp", "unix:private/dovecot-lmtp"),
        ] {
            assert_eq!(
                Endpoint::parse(typed).map(String::from),
                Ok(stored.to_owned()),
                "{typed}"
            );
        }
        for bad in ["unix:", "unix:/a b", "unix:/../x", "a,b", "http://a", "a:b"] {
            assert_eq!(Endpoint::parse(bad), Err(Code::EndpointInvalid), "{bad}");
        }
    }
}
