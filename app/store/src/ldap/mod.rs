//! LDAP import: users and groups of a directory server as entries of a domain.

mod settings;
mod try_out;

pub use ::ldap::{Person, Seen};
pub use settings::LdapImport;
