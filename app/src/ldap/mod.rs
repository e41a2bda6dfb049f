//! LDAP import: the settings of a domain's directory, imports, and their reports.

mod draft;
mod fields;
pub mod imports;
mod keeping;
mod outcome;
pub mod report;
mod seen;
pub mod settings;

pub(crate) use keeping::{interval, missing_word};
