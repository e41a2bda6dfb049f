//! LDAP import: the settings of a domain's directory server, as typed and as kept.

mod mapping;

use serde::{Deserialize, Serialize};

pub use mapping::{Mapping, Preset};

use crate::{Code, Problem, Problems, Relay, text};

/// Longest distinguished name or filter, in characters.
pub const LINE_MAX: usize = 2000;
/// Longest text of CA certificates, in characters.
pub const CERTIFICATE_MAX: usize = 64 * 1024;
/// Shortest and longest time between two scheduled imports, in minutes: five minutes and a week.
pub const MINUTES: std::ops::RangeInclusive<i64> = 5..=10_080;
/// The share of entries, in per cent, above which a scheduled import stops, unless another is set.
pub const SHARE_DEFAULT: i64 = 20;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// `ldap://`, then StartTLS before anything else is said.
    StartTls,
    /// `ldaps://`.
    Tls,
    /// Nothing: everybody on the way reads along, the password too.
    Plain,
}

/// What becomes of an imported entry that the directory no longer has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// It stays as it is.
    #[default]
    Leave,
    /// It is suspended, and activated again when the directory has it again.
    Suspend,
}

impl Missing {
    /// As it is written in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Suspend => "suspend",
        }
    }

    /// By its written name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        [Self::Leave, Self::Suspend]
            .into_iter()
            .find(|missing| missing.as_str() == text)
    }
}

/// The settings as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LdapDraft {
    /// `ldap://host[:port]` or `ldaps://host[:port]`.
    pub url: String,
    /// Whether `ldap://` may go without StartTLS.
    #[serde(default)]
    pub plain: bool,
    /// Certificates of the authorities to trust, in PEM; empty for those of the machine.
    #[serde(default)]
    pub ca_certificate: String,
    /// Who reads; empty for anonymous.
    #[serde(default)]
    pub bind_dn: String,
    /// His password; missing or empty keeps the present one.
    #[serde(default)]
    pub bind_password: Option<String>,
    /// Below which entry to look.
    pub base_dn: String,
    /// Which entries are users.
    pub user_filter: String,
    /// Which entries are groups; empty for no groups.
    #[serde(default)]
    pub group_filter: String,
    /// Which attribute is what.
    #[serde(default)]
    pub mapping: Mapping,
    /// Name or distinguished name of the group whose members are on the alternate mail server.
    #[serde(default)]
    pub split_group: String,
    /// What becomes of entries the directory no longer has.
    #[serde(default)]
    pub missing: Missing,
    /// Minutes between two imports; missing for none but by hand.
    #[serde(default)]
    pub every_minutes: Option<i64>,
    /// Share of entries in per cent above which a scheduled import stops.
    #[serde(default = "share_default")]
    pub max_share: i64,
}

const fn share_default() -> i64 {
    SHARE_DEFAULT
}

/// The settings when each field is in order, without the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LdapSettings {
    /// Host, without brackets.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub protection: Protection,
    /// Certificates of the authorities to trust, in PEM; empty for those of the machine.
    pub ca_certificate: String,
    /// Who reads; empty for anonymous.
    pub bind_dn: String,
    /// Below which entry to look.
    pub base_dn: String,
    /// Which entries are users.
    pub user_filter: String,
    /// Which entries are groups; empty for no groups.
    pub group_filter: String,
    /// Which attribute is what.
    pub mapping: Mapping,
    /// Name or distinguished name of the split domain group; empty for none.
    pub split_group: String,
    /// What becomes of entries the directory no longer has.
    pub missing: Missing,
    /// Minutes between two imports.
    pub every_minutes: Option<i64>,
    /// Share of entries in per cent above which a scheduled import stops.
    pub max_share: i64,
}

impl LdapSettings {
    /// The address of the server as typed, with its port where it is not the usual one.
    #[must_use]
    pub fn url(&self) -> String {
        let (scheme, usual) = match self.protection {
            Protection::Tls => ("ldaps", 636),
            Protection::StartTls | Protection::Plain => ("ldap", 389),
        };
        let host = if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        if self.port == usual {
            format!("{scheme}://{host}")
        } else {
            format!("{scheme}://{host}:{}", self.port)
        }
    }

    /// Whether both tell the entries of the directory apart by the same identifiers.
    #[must_use]
    pub fn has_identifiers_of(&self, other: &Self) -> bool {
        let (own, others) = (&self.mapping.unique_id, &other.mapping.unique_id);
        own.eq_ignore_ascii_case(others)
    }

    /// Whether a password given for these settings may be sent under `other` ones: to the same server,
    /// for the same name, and not less protected.
    #[must_use]
    pub fn shares_password_with(&self, other: &Self) -> bool {
        self.host == other.host
            && self.port == other.port
            && self.bind_dn == other.bind_dn
            && self.ca_certificate == other.ca_certificate
            && (self.protection == other.protection || other.protection != Protection::Plain)
    }
}

impl LdapDraft {
    /// Checks every rule that needs neither database nor directory.
    ///
    /// # Errors
    /// Problems with the fields named as here, those of the mapping as `mapping.login` …
    pub fn check(&self) -> Result<LdapSettings, Problems> {
        let mut problems = Problems::default();
        let server = problems.take("url", parse_url(&self.url));
        let mut line = |field: &str, typed: &str| {
            problems
                .take(field, text::line(typed, LINE_MAX))
                .unwrap_or_default()
        };
        let bind_dn = line("bind_dn", &self.bind_dn);
        let base_dn = line("base_dn", &self.base_dn);
        let split_group = line("split_group", &self.split_group);
        for (field, dn) in [("bind_dn", &bind_dn), ("base_dn", &base_dn)] {
            problems.take(field, check_dn(dn));
        }
        if base_dn.is_empty() {
            problems.add(Problem::new("base_dn", Code::Required));
        }
        let user_filter = problems.take("user_filter", required_filter(&self.user_filter));
        let group_filter = problems.take("group_filter", filter(&self.group_filter));
        let ca_certificate =
            problems.take("ca_certificate", check_certificate(&self.ca_certificate));
        let mapping = problems.gather(self.mapping.check());
        if self
            .every_minutes
            .is_some_and(|minutes| !MINUTES.contains(&minutes))
        {
            problems.add(Problem::new("every_minutes", Code::LdapInterval));
        }
        if !(1..=100).contains(&self.max_share) {
            problems.add(Problem::new("max_share", Code::LdapShare));
        }
        let (Some((host, port, is_tls)), Some(user_filter), Some(group_filter)) =
            (server, user_filter, group_filter)
        else {
            return Err(problems);
        };
        let (Some(ca_certificate), Some(mapping)) = (ca_certificate, mapping) else {
            return Err(problems);
        };
        problems.or(Some(LdapSettings {
            host,
            port,
            protection: match (is_tls, self.plain) {
                (true, _) => Protection::Tls,
                (false, true) => Protection::Plain,
                (false, false) => Protection::StartTls,
            },
            ca_certificate,
            bind_dn,
            base_dn,
            user_filter,
            group_filter,
            mapping,
            split_group,
            missing: self.missing,
            every_minutes: self.every_minutes,
            max_share: self.max_share,
        }))
    }
}

impl From<&LdapSettings> for LdapDraft {
    fn from(settings: &LdapSettings) -> Self {
        Self {
            url: settings.url(),
            plain: settings.protection == Protection::Plain,
            ca_certificate: settings.ca_certificate.clone(),
            bind_dn: settings.bind_dn.clone(),
            bind_password: None,
            base_dn: settings.base_dn.clone(),
            user_filter: settings.user_filter.clone(),
            group_filter: settings.group_filter.clone(),
            mapping: settings.mapping.clone(),
            split_group: settings.split_group.clone(),
            missing: settings.missing,
            every_minutes: settings.every_minutes,
            max_share: settings.max_share,
        }
    }
}

/// Host, port, and whether TLS comes first.
fn parse_url(typed: &str) -> Result<(String, u16, bool), Code> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Code::Required);
    }
    let (scheme, rest) = typed.split_once("://").ok_or(Code::LdapUrl)?;
    let is_tls = match scheme.to_ascii_lowercase().as_str() {
        "ldap" => false,
        "ldaps" => true,
        _ => return Err(Code::LdapUrl),
    };
    let place = rest.strip_suffix('/').unwrap_or(rest);
    let server = Relay::parse(place).map_err(|_| Code::LdapUrl)?;
    let usual = if is_tls { 636 } else { 389 };
    let port = if has_port(place) {
        server.port()
    } else {
        usual
    };
    Ok((server.host(), port, is_tls))
}

/// Whether a port was written behind the host.
fn has_port(place: &str) -> bool {
    match place.rsplit_once(']') {
        Some((_, rest)) => rest.starts_with(':'),
        None => place.matches(':').count() == 1,
    }
}

/// A distinguished name, roughly: the server has the last word.
fn check_dn(typed: &str) -> Result<(), Code> {
    let is_dn = typed.is_empty() || typed.split(',').next().is_some_and(|rdn| rdn.contains('='));
    // Active Directory also takes `user@domain` and `DOMAIN\user` for a name to bind with.
    if is_dn || typed.contains('@') || typed.contains('\\') {
        Ok(())
    } else {
        Err(Code::LdapDn)
    }
}

fn required_filter(typed: &str) -> Result<String, Code> {
    if typed.trim().is_empty() {
        return Err(Code::Required);
    }
    filter(typed)
}

/// A filter with its parentheses in pairs; empty stays empty.
fn filter(typed: &str) -> Result<String, Code> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let line = text::line(&words.join(" "), LINE_MAX)?;
    if line.is_empty() {
        return Ok(line);
    }
    let mut depth = 0_i32;
    for c in line.chars() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth < 0 {
            return Err(Code::LdapFilter);
        }
    }
    if depth == 0 && line.starts_with('(') && line.ends_with(')') {
        Ok(line)
    } else {
        Err(Code::LdapFilter)
    }
}

fn check_certificate(typed: &str) -> Result<String, Code> {
    let certificate = text::paragraph(typed, CERTIFICATE_MAX)?;
    let is_pem = certificate.contains("-----BEGIN CERTIFICATE-----")
        && certificate.contains("-----END CERTIFICATE-----");
    if certificate.is_empty() || is_pem {
        Ok(certificate)
    } else {
        Err(Code::LdapCertificate)
    }
}

#[cfg(test)]
mod tests;
