//! Reads users and groups from a directory server: LDAP or Active Directory.
//!
//! It changes nothing, neither there nor here: what becomes of what it reads is the store's to decide.

mod connect;
mod dn;
mod entry;
mod people;
mod read;
mod refusal;
mod search;
mod split;

pub use connect::{Directory, is_certificate, is_filter};
pub use people::{Group, Person};
pub use read::{Reading, Seen};
pub use search::Watch;
