//! Who may do what: the policy as a table, and the same table through every method of a desk.

#[cfg(test)]
#[expect(dead_code, reason = "each test program uses its own part")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod bulk;
#[cfg(test)]
mod desks;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod own_tasks;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod ranks;
#[cfg(test)]
mod table;
#[cfg(test)]
mod units;
