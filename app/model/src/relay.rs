//! The other mail system of a split domain: one host and a port.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};

use crate::Code;
use crate::name;
use crate::text::is_forbidden;

/// The port of SMTP between servers (RFC 5321, section 4.5.4.2).
pub const DEFAULT_PORT: u16 = 25;

/// One host, reached directly and never through an MX look-up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Relay {
    host: Host,
    port: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Host {
    Name(String),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

/// What "this server itself" means: names and addresses of this machine.
#[derive(Clone, Debug, Default)]
pub struct OwnHost {
    /// Host names in lower case.
    pub names: Vec<String>,
    /// Addresses of its interfaces.
    pub addresses: Vec<IpAddr>,
    /// Whether a loopback address is accepted all the same; for tests on one machine.
    pub allow_loopback: bool,
}

impl Relay {
    /// Parses `host`, `host:port`, an IPv4 address, or an IPv6 address with or without brackets.
    ///
    /// # Errors
    /// [`Code::Required`], [`Code::ForbiddenCharacter`] or one of the `Relay…` codes that says what is wrong.
    pub fn parse(input: &str) -> Result<Self, Code> {
        let text = input.trim_matches(' ');
        if text.is_empty() {
            return Err(Code::Required);
        }
        if text.chars().any(is_forbidden) {
            return Err(Code::ForbiddenCharacter);
        }
        refuse_other_forms(text)?;
        let (host, port) = split_port(text)?;
        Ok(Self { host, port })
    }

    /// The next hop in Postfix notation, brackets meaning "no MX look-up" (transport(5)).
    #[must_use]
    pub fn next_hop(&self) -> String {
        match &self.host {
            Host::Name(name) => format!("[{name}]:{}", self.port),
            Host::V4(address) => format!("[{address}]:{}", self.port),
            Host::V6(address) => format!("[{address}]:{}", self.port),
        }
    }

    /// The host alone: a name in A-label form or an IP address.
    #[must_use]
    pub fn host(&self) -> String {
        match &self.host {
            Host::Name(name) => name.clone(),
            Host::V4(address) => address.to_string(),
            Host::V6(address) => address.to_string(),
        }
    }

    /// The TCP port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Whether mail handed to this relay would come back to this machine.
    #[must_use]
    pub fn is_self(&self, own: &OwnHost) -> bool {
        match &self.host {
            Host::Name(name) => {
                let loopback = name == "localhost" || name.ends_with(".localhost");
                (loopback && !own.allow_loopback) || own.names.iter().any(|own| own == name)
            }
            Host::V4(address) => address_is_self(IpAddr::V4(*address), own),
            Host::V6(address) => address_is_self(address.to_canonical(), own),
        }
    }
}

/// Whether an address, perhaps found by resolving a relay's name, is this machine's.
#[must_use]
pub fn address_is_self(address: IpAddr, own: &OwnHost) -> bool {
    if address.is_loopback() {
        return !own.allow_loopback;
    }
    address.is_unspecified() || own.addresses.contains(&address)
}

fn refuse_other_forms(text: &str) -> Result<(), Code> {
    if text.contains("://") {
        return Err(Code::RelayHasScheme);
    }
    if text.contains([',', ';', ' ']) {
        return Err(Code::RelaySeveralHosts);
    }
    if text.contains(['/', '\\', '?', '#']) {
        return Err(Code::RelayHasPath);
    }
    Ok(())
}

fn split_port(text: &str) -> Result<(Host, u16), Code> {
    if let Some(rest) = text.strip_prefix('[') {
        let (inside, after) = rest.split_once(']').ok_or(Code::RelayInvalid)?;
        let port = match after.strip_prefix(':') {
            Some(port) => parse_port(port)?,
            None if after.is_empty() => DEFAULT_PORT,
            None => return Err(Code::RelayInvalid),
        };
        return Ok((parse_host(inside)?, port));
    }
    if let Ok(address) = text.parse::<Ipv6Addr>() {
        return Ok((parse_host(&address.to_string())?, DEFAULT_PORT));
    }
    match text.split_once(':') {
        Some((host, port)) => Ok((parse_host(host)?, parse_port(port)?)),
        None => Ok((parse_host(text)?, DEFAULT_PORT)),
    }
}

fn parse_port(text: &str) -> Result<u16, Code> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u16>() {
        Ok(port) if digits && port > 0 => Ok(port),
        _ => Err(Code::RelayPort),
    }
}

fn parse_host(text: &str) -> Result<Host, Code> {
    if let Ok(address) = text.parse::<Ipv4Addr>() {
        let usable = !address.is_multicast() && !address.is_broadcast();
        return if usable {
            Ok(Host::V4(address))
        } else {
            Err(Code::RelayInvalid)
        };
    }
    if let Ok(address) = text
        .strip_prefix("ipv6:")
        .unwrap_or(text)
        .parse::<Ipv6Addr>()
    {
        return if address.is_multicast() {
            Err(Code::RelayInvalid)
        } else {
            Ok(Host::V6(address))
        };
    }
    match name::host(text) {
        Ok(Some(name)) if !name::ends_in_number(&name) => Ok(Host::Name(name)),
        Err(Code::ForbiddenCharacter) => Err(Code::ForbiddenCharacter),
        _ => Err(Code::RelayInvalid),
    }
}

impl fmt::Display for Relay {
    /// As it is stored and shown: the port only when it is not the default, IPv6 in brackets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            Host::V6(address) => write!(f, "[{address}]")?,
            Host::V4(address) => write!(f, "{address}")?,
            Host::Name(name) => f.write_str(name)?,
        }
        if self.port == DEFAULT_PORT {
            Ok(())
        } else {
            write!(f, ":{}", self.port)
        }
    }
}

impl From<Relay> for String {
    fn from(relay: Relay) -> Self {
        relay.to_string()
    }
}

impl TryFrom<String> for Relay {
    type Error = String;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        Self::parse(&value).map_err(|code| code.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests;
