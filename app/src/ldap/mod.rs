//! LDAP import: the settings of a domain's directory.

mod draft;
mod fields;
mod seen;
pub mod settings;
