//! The files for Postfix and Dovecot: what is in them, who may read them, and whether a Postfix is
//! found to use them.

#[cfg(test)]
#[expect(dead_code, reason = "each test program uses its own part")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod check;
#[cfg(test)]
mod files;
