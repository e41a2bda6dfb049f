//! Every method of the desk that works on domains, users and mailbox servers, on both databases.

#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
#[path = "../../src/faults/rows.rs"]
mod rows;

#[cfg(test)]
mod bulk;
#[cfg(test)]
mod bulk_deletion;
#[cfg(test)]
mod bulk_units;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod domains;
#[cfg(test)]
mod entries;
#[cfg(test)]
mod filters;
#[cfg(test)]
mod groups_at_once;
#[cfg(test)]
mod import;
#[cfg(test)]
mod ldap_import;
#[cfg(test)]
mod ldap_settings;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod mail_system;
#[cfg(test)]
mod mailbox_servers;
#[cfg(test)]
mod names;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod search;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod setup;
#[cfg(test)]
mod units;
#[cfg(test)]
mod users;
#[cfg(test)]
mod users_mail;
