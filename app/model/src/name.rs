//! Domain names, local parts and logins: parsed once, normalised, then trusted.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Code;
use crate::text::is_forbidden;

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The normalised text, as it is stored.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(value: String) -> Result<Self, Self::Error> {
                Self::parse(&value).map_err(|code| code.as_str().to_owned())
            }
        }
    };
}

text_type! {
    /// A fully qualified domain name in lower-case A-label form (RFC 5890), without a final dot.
    DomainName
}
text_type! {
    /// The part of an address before the `@`: a lower-case dot-atom (RFC 5321, section 4.1.2).
    LocalPart
}
text_type! {
    /// The name an account signs in with inside its domain.
    Login
}

impl DomainName {
    /// Parses a name as people type it: any case, a final dot and, on the server, U-labels are accepted.
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::ForbiddenCharacter`] or [`Code::NameInvalid`].
    pub fn parse(input: &str) -> Result<Self, Code> {
        let host = host(input)?;
        let name = host.ok_or(Code::NameInvalid)?;
        // A name of one label cannot be reached from outside, and `1.2.3.4` is an address.
        if !name.contains('.') || ends_in_number(&name) {
            return Err(Code::NameInvalid);
        }
        Ok(Self(name))
    }

    /// The name as people read it: U-labels where they are unambiguous, else as stored.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(&self.0)
    }
}

/// A name as people read it; in the browser, where no tables are, the text itself.
#[must_use]
pub fn shown(name: &str) -> String {
    #[cfg(feature = "idna")]
    if name.contains("xn--") {
        let (unicode, result) = idna::domain_to_unicode(name);
        if result.is_ok() && !unicode.chars().any(is_forbidden) {
            return unicode;
        }
    }
    name.to_owned()
}

/// Whether a typed name can be checked by the browser, which has no tables for international names.
#[must_use]
pub fn needs_server(input: &str) -> bool {
    !input.is_ascii()
}

/// A host name of one or more labels in A-label form; `Ok(None)` when it is none.
pub(crate) fn host(input: &str) -> Result<Option<String>, Code> {
    let trimmed = input.trim_matches(' ');
    if trimmed.is_empty() {
        return Err(Code::Required);
    }
    if trimmed.chars().any(is_forbidden) {
        return Err(Code::ForbiddenCharacter);
    }
    let dotless = trimmed.strip_suffix('.').unwrap_or(trimmed);
    let Some(ascii) = to_ascii(dotless) else {
        return Ok(None);
    };
    let labels_fit = ascii.split('.').all(is_label);
    Ok((labels_fit && ascii.len() <= 253).then_some(ascii))
}

/// Whether the last label is a number, as in an IPv4 address.
pub(crate) fn ends_in_number(name: &str) -> bool {
    name.rsplit('.')
        .next()
        .is_some_and(|label| label.bytes().all(|b| b.is_ascii_digit()))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn to_ascii(name: &str) -> Option<String> {
    if name.is_ascii() && !name.to_ascii_lowercase().contains("xn--") {
        return Some(name.to_ascii_lowercase());
    }
    #[cfg(feature = "idna")]
    {
        idna::domain_to_ascii_strict(name).ok()
    }
    #[cfg(not(feature = "idna"))]
    {
        name.is_ascii().then(|| name.to_ascii_lowercase())
    }
}

/// Something typed, in lower case and without the blanks around it.
fn folded(input: &str) -> Result<String, Code> {
    let trimmed = input.trim_matches(' ');
    if trimmed.is_empty() {
        return Err(Code::Required);
    }
    if trimmed.chars().any(is_forbidden) {
        return Err(Code::ForbiddenCharacter);
    }
    Ok(trimmed.to_ascii_lowercase())
}

impl LocalPart {
    /// Parses a local part; upper case is folded.
    ///
    /// `%` and `!` are refused because Postfix treats them as source routes, a leading hyphen
    /// because Postfix refuses it (`allow_min_user`).
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::ForbiddenCharacter`] or [`Code::AddressInvalid`].
    pub fn parse(input: &str) -> Result<Self, Code> {
        let folded = folded(input)?;
        let fits = folded.len() <= 64
            && folded
                .split('.')
                .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte))
            && !folded.starts_with(['-', '+']);
        if fits {
            Ok(Self(folded))
        } else {
            Err(Code::AddressInvalid)
        }
    }
}

const fn is_atom_byte(b: u8) -> bool {
    b.is_ascii_lowercase()
        || b.is_ascii_digit()
        || matches!(
            b,
            b'#' | b'$'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

impl Login {
    /// Parses a login: 1 to 64 of `a-z 0-9 . - _`, the first a letter or digit; upper case is folded.
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::ForbiddenCharacter`] or [`Code::LoginInvalid`].
    pub fn parse(input: &str) -> Result<Self, Code> {
        let folded = folded(input)?;
        let first_fits = folded.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let rest_fits = folded.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_')
        });
        let path_safe = !folded.contains("..") && !folded.ends_with('.');
        if first_fits && rest_fits && path_safe && folded.len() <= 64 {
            Ok(Self(folded))
        } else {
            Err(Code::LoginInvalid)
        }
    }
}

#[cfg(test)]
mod tests;
