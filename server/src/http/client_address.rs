//! Where a request comes from, and whether TLS is in front of us.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use http::{HeaderMap, request::Parts};

use crate::config::{HttpSettings, SecureCookies};

/// What is known about the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The client's address: the peer, or what a trusted proxy says about it.
    pub address: IpAddr,
    /// Whether the browser came by HTTPS, as a trusted proxy says.
    pub by_tls: bool,
}

impl Origin {
    /// Finds it out.
    pub fn of(parts: &Parts, settings: &HttpSettings) -> Self {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
                peer.0.ip().to_canonical()
            });
        if !settings.trusted_proxies.contains(&peer) {
            return Self {
                address: peer,
                by_tls: false,
            };
        }
        Self {
            address: last_hop(&parts.headers).unwrap_or(peer),
            by_tls: last_value(&parts.headers, "x-forwarded-proto")
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
        }
    }

    /// Whether the log-in cookie is to be sent over TLS only.
    pub const fn wants_secure_cookie(self, settings: &HttpSettings) -> bool {
        match settings.secure_cookies {
            SecureCookies::Auto => self.by_tls,
            SecureCookies::Always => true,
            SecureCookies::Never => false,
        }
    }
}

/// The address the proxy itself has seen. What stands before it was sent by the client.
fn last_hop(headers: &HeaderMap) -> Option<IpAddr> {
    let hop = last_value(headers, "x-forwarded-for")?;
    let address = hop.parse().ok().or_else(|| {
        // Some proxies add the port.
        hop.parse::<SocketAddr>().ok().map(|address| address.ip())
    })?;
    Some(address.to_canonical())
}

fn last_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(peer: [u8; 4], pairs: &[(&'static str, &str)]) -> Origin {
        let mut request = http::Request::builder();
        for (name, value) in pairs {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts
            .extensions
            .insert(ConnectInfo(SocketAddr::from((peer, 1))));
        Origin::of(&parts, &HttpSettings::default())
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_hop() {
        let pairs = [
            ("x-forwarded-for", "1.2.3.4, 203.0.113.9"),
            ("x-forwarded-proto", "https"),
        ];
        let behind = origin([127, 0, 0, 1], &pairs);
        assert_eq!(behind.address.to_string(), "203.0.113.9");
        assert!(behind.by_tls);
        let liar = origin([198, 51, 100, 1], &pairs);
        assert_eq!(liar.address.to_string(), "198.51.100.1");
        assert!(!liar.by_tls);
        assert_eq!(origin([127, 0, 0, 1], &[]).address.to_string(), "127.0.0.1");
    }
}
