//! The router in process, on SQLite and, where `SIGNALBOX_TEST_POSTGRES_URL` names a server, on PostgreSQL.

mod access;
mod bodies;
mod cli;
mod domains;
mod hostile;
mod layers;
mod lists;
mod mailbox_servers;
mod openapi;
mod operations;
mod pages;
mod place;
mod problems;
mod routing;
mod sign_in;
mod users;
mod versions;
