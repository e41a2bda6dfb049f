//! Every method of the desk that works on domains, users and mailbox servers, on both databases.

#[path = "../support/mod.rs"]
mod support;

mod concurrency;
mod domains;
mod lists;
mod mail_system;
mod mailbox_servers;
mod names;
mod routing;
mod setup;
mod users;
mod users_mail;
