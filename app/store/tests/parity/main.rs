//! The rules of routing exist three times: in the model, in the SQL that Postfix runs, and in a
//! running Postfix. Here they are held together, on both databases.

#[cfg(test)]
#[expect(dead_code, reason = "each test program uses its own part")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod postfix;
#[cfg(test)]
mod postmap;
