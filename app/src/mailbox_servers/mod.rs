//! The mailbox servers of the installation: the list, a new one, changing and deleting one.

pub mod delete;
pub mod edit;
pub mod list;
