//! Forwarding and automatic reply of a user, and automatic reply of a shared mailbox.

mod fields;
mod show;

pub use show::{save, show};
