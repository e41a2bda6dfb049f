//! The router in process, on SQLite and, where `SIGNALBOX_TEST_POSTGRES_URL` names a server, on PostgreSQL.

#[cfg(test)]
mod access;
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod call;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod domains;
#[cfg(test)]
mod entries;
#[cfg(test)]
mod entry_pages;
#[cfg(test)]
mod filters;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod import;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod mailbox_servers;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod place;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod units;
#[cfg(test)]
mod users;
#[cfg(test)]
mod versions;
