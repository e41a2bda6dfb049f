//! Errors of the library and result codes of the server (RFC 4511, appendix A), as what can be explained.

use ldap3::LdapError;
use model::ldap::LdapSettings;
use model::{Code, Problem};
use rustls::CertificateError;

/// The server's own words are of use, but not pages of them.
const WORDS_MAX: usize = 200;

/// A problem of the directory that names something.
pub(crate) fn stopped(code: Code, detail: impl ToString) -> Problem {
    Problem::new("directory", code).with(detail)
}

/// Why there is no connection.
pub(crate) fn of_connecting(error: &LdapError, settings: &LdapSettings) -> Problem {
    let failure = match error {
        LdapError::Io { source } => {
            let inner = source.get_ref().and_then(|inner| inner.downcast_ref());
            inner.map_or(Code::LdapUnreachable, of_tls)
        }
        LdapError::Rustls { source } => of_tls(source),
        LdapError::DNSName { .. } => Code::LdapTlsName,
        LdapError::LdapResult { .. } => Code::LdapStartTlsRefused,
        _ => Code::LdapUnreachable,
    };
    stopped(failure, settings.url())
}

fn of_tls(error: &rustls::Error) -> Code {
    let rustls::Error::InvalidCertificate(reason) = error else {
        return Code::LdapTlsBroken;
    };
    match reason {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Code::LdapTlsName
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Code::LdapTlsExpired,
        _ => Code::LdapTlsUntrusted,
    }
}

/// Why the server does not let this reader in.
pub(crate) fn of_binding(error: &LdapError, settings: &LdapSettings) -> Problem {
    let LdapError::LdapResult { result } = error else {
        return of_connecting(error, settings);
    };
    let is_anonymous = settings.bind_dn.is_empty();
    match result.rc {
        8 | 13 => stopped(Code::LdapProtectionRequired, settings.url()),
        48 | 53 if is_anonymous => stopped(Code::LdapAnonymousRefused, settings.url()),
        // No such name, a name that is none, wrong password: no server tells which.
        32 | 34 | 48 | 49 | 53 => stopped(Code::LdapBindRefused, &settings.bind_dn),
        _ => words(error),
    }
}

/// Why a search came to nothing.
pub(crate) fn of_searching(error: &LdapError, settings: &LdapSettings, filter: &str) -> Problem {
    let result = match error {
        LdapError::LdapResult { result } => result,
        LdapError::FilterParsing => return stopped(Code::LdapFilterRefused, filter),
        LdapError::Timeout { .. }
        | LdapError::Io { .. }
        | LdapError::EndOfStream
        | LdapError::OpSend { .. }
        | LdapError::ResultRecv { .. } => {
            return stopped(Code::LdapConnectionLost, settings.url());
        }
        _ => return words(error),
    };
    match result.rc {
        32 | 34 => stopped(Code::LdapBaseMissing, &settings.base_dn),
        3 | 4 | 11 => stopped(Code::LdapLimitExceeded, settings.url()),
        8 | 13 => stopped(Code::LdapProtectionRequired, settings.url()),
        18 | 87 => stopped(Code::LdapFilterRefused, filter),
        // Active Directory lets anybody in and then answers nothing.
        1 | 50 if settings.bind_dn.is_empty() => {
            stopped(Code::LdapAnonymousRefused, settings.url())
        }
        51 | 52 | 80 if result.text.is_empty() => stopped(Code::LdapConnectionLost, settings.url()),
        _ => words(error),
    }
}

fn words(error: &LdapError) -> Problem {
    let text = match error {
        LdapError::LdapResult { result } if result.text.is_empty() => {
            format!("LDAP result {}", result.rc)
        }
        LdapError::LdapResult { result } => {
            format!("LDAP result {}: {}", result.rc, result.text)
        }
        error => error.to_string(),
    };
    let plain: String = text
        .chars()
        .filter(|c| !model::text::is_forbidden(*c))
        .take(WORDS_MAX)
        .collect();
    stopped(Code::LdapServerError, plain)
}
