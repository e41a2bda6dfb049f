//! Entries that are no users: groups, shared mailboxes, external users, resources.
//!
//! They differ in [`Content`] only, so one set of methods serves all four kinds.

mod any;
pub(crate) mod beside;
mod change;
mod create;
mod members;
mod membership;
pub(crate) mod reach;
pub(crate) mod read;

pub(crate) use any::AnyEntry;

use model::entry::{Content, EntryRef, Kind};
use model::group::LeftOut;
use model::{DomainName, MailType, UnitPath};

/// An entry that is no user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name of its domain.
    pub domain: DomainName,
    /// Its kind.
    pub kind: Kind,
    /// Its name, folded.
    pub name: String,
    /// Display name.
    pub display_name: String,
    /// Whether left out of address lists.
    pub hidden: bool,
    /// Whether mail for it is refused.
    pub suspended: bool,
    /// What its kind is about.
    pub content: Content,
    /// The organizational unit it is in; the root for none.
    pub unit: UnitPath,
    /// Version for optimistic locking.
    pub version: i64,
}

impl Entry {
    /// How it is called inside its domain.
    pub fn reference(&self) -> EntryRef {
        EntryRef {
            kind: self.kind,
            name: self.name.clone(),
        }
    }

    /// Its mail type; `None` for a group and an external user.
    pub fn mail_type(&self) -> Option<MailType> {
        self.content.mail().map(|mail| mail.mail_type)
    }
}

/// A member of a group, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// How it is called.
    pub entry: EntryRef,
    /// Its display name.
    pub display_name: String,
    /// Where mail for the group reaches it; empty for a group inside the group.
    pub address: String,
    /// Why mail for the group does not reach it.
    pub left_out: Option<LeftOut>,
    /// Whether it is none of the actor's entries: then its name is all there is to see.
    pub is_foreign: bool,
}
