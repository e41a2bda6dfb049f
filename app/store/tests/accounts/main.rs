//! Signing in, log-in sessions, passwords and keys, on both databases.

#[cfg(test)]
#[expect(dead_code, reason = "each test program uses its own part")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod expiry;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod passwords;
#[cfg(test)]
mod people;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod throttling;
