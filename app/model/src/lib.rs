//! What a domain, an address, a mail type and a route are, and every rule about them.
//!
//! This package performs no I/O and knows no clock, so the browser and the server run the same checks.
//!
//! # Glossary
//! * **domain**: a tenant; it has one *name* and any number of *aliases*, other names with the same entries.
//! * **entry**: a user, group, shared mailbox, resource or external user of one domain.
//! * **address**: a local part at one name of the domain, or at all of its names.
//! * **mail type**: *internal* (mailbox on this system), *external* (alternate mail server), *none*.
//! * **mailbox server**: the LMTP end point that stores mailboxes.
//! * **relay**: the other mail system of a split domain.
//! * **task**: long work on a domain, whose progress is told while it goes on.
//! * **directory**: the LDAP server or Active Directory that knows a domain’s users and groups.
//! * **filter**: what happens, in every mailbox of a domain, to messages that meet its criteria.
//! * **handling** of an entry: its forwarding and its automatic reply.
//! * **organizational unit**: a part of a domain's directory; an entry is in one at most. Its *path* is `a/b/c`.
//! * **right**: what a *user administrator* may do with the entries of a unit and of the units below it.
//! * **role** of a domain, derived and never stored: *single*, *master* or *slave*.

pub mod access;
pub mod delegation;
pub mod domain;
pub mod endpoint;
pub mod entry;
pub mod entry_order;
pub mod filter;
pub mod group;
pub mod handling;
pub mod ldap;
pub mod mail;
pub mod name;
pub mod password;
pub mod problem;
pub mod quota;
pub mod relay;
pub mod route;
pub mod settings;
pub mod sieve;
pub mod task;
pub mod text;
pub mod unit;
pub mod user;

pub use access::{Action, Actor, Rank, Target, Verdict};
pub use delegation::{Delegation, Right, Rights};
pub use endpoint::Endpoint;
pub use entry::{EntryRef, Kind};
pub use entry_order::EntryOrder;
pub use mail::{Address, MailType};
pub use name::{DomainName, LocalPart, Login};
pub use password::PasswordPolicy;
pub use problem::{Code, Problem, Problems};
pub use relay::Relay;
pub use route::Decision;
pub use settings::{DateFormat, OwnSettings, TimeFormat};
pub use unit::UnitPath;
