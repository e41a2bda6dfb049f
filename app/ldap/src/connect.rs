//! Connecting and giving a name: the only place that sees the password.

use std::sync::Arc;
use std::time::Duration;

use ldap3::{Ldap, LdapConnAsync, LdapConnSettings};
use model::ldap::{LdapSettings, Protection};
use model::{Code, Problem};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::refusal::{self, stopped};

/// Longest wait for the connection, TLS included, and for each answer of the server.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// A connection that has given its name. It ends when this is dropped.
#[derive(Debug)]
pub struct Directory {
    pub(crate) ldap: Ldap,
    pub(crate) settings: LdapSettings,
}

impl Directory {
    /// Connects and binds.
    ///
    /// # Errors
    /// Why the server cannot be read from.
    pub async fn open(settings: &LdapSettings, password: Option<&str>) -> Result<Self, Problem> {
        let place = settings.url();
        let (connection, mut ldap) = LdapConnAsync::with_settings(options(settings)?, &place)
            .await
            .map_err(|error| refusal::of_connecting(&error, settings))?;
        tokio::spawn(async move {
            // What goes wrong here is told to whoever waits for an answer.
            let _ = connection.drive().await;
        });
        let bound = ldap
            .with_timeout(PATIENCE)
            .simple_bind(&settings.bind_dn, password.unwrap_or_default())
            .await
            .and_then(ldap3::LdapResult::success);
        bound.map_err(|error| refusal::of_binding(&error, settings))?;
        Ok(Self {
            ldap,
            settings: settings.clone(),
        })
    }
}

fn options(settings: &LdapSettings) -> Result<LdapConnSettings, Problem> {
    let options = LdapConnSettings::new()
        .set_conn_timeout(PATIENCE)
        .set_starttls(settings.protection == Protection::StartTls);
    if settings.ca_certificate.is_empty() || settings.protection == Protection::Plain {
        // The authorities this machine trusts.
        return Ok(options);
    }
    let config = trusting(&settings.ca_certificate)
        .ok_or_else(|| stopped(Code::LdapTlsUntrusted, settings.url()))?;
    Ok(options.set_config(Arc::new(config)))
}

/// A configuration that trusts these authorities and no other.
fn trusting(pem: &str) -> Option<ClientConfig> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        roots.add(certificate.ok()?).ok()?;
    }
    if roots.is_empty() {
        return None;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Some(config)
}

/// Whether a text holds certificates that can be trusted.
#[must_use]
pub fn is_certificate(pem: &str) -> bool {
    trusting(pem).is_some()
}

/// Whether a text is a search filter (RFC 4515).
#[must_use]
pub fn is_filter(text: &str) -> bool {
    ldap3::parse_filter(text).is_ok()
}
