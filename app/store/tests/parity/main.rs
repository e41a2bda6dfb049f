//! The rules of routing exist three times: in the model, in the SQL that Postfix runs, and in a
//! running Postfix. Here they are held together, on both databases.

#[path = "../support/mod.rs"]
mod support;

mod agreement;
mod changes;
mod installation;
mod plans;
mod postfix;
mod postmap;
