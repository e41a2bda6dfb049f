//! Entries that are no users as programs send them, new or in part.

mod mailboxes;
mod others;

use model::entry::{Content, EntryDraft};
use model::handling::HandlingDraft;
use model::mail::{AddressDraft, MailDraft};
use store::entries::Entry;

pub use self::mailboxes::{NewResource, NewSharedMailbox, ResourceChange, SharedMailboxChange};
pub use self::others::{ExternalUserChange, GroupChange, NewExternalUser, NewGroup};
use crate::Refusal;
use crate::api::mail::draft_of;

/// A body that holds an entry or a part of one.
pub trait Sent {
    /// The draft the desk takes: what is given over what is there, or over nothing.
    ///
    /// # Errors
    /// What is wrong with a member that a draft cannot hold.
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal>;

    /// What is to be done with its mail.
    fn handling(&self) -> HandlingDraft {
        HandlingDraft::default()
    }

    /// What a field of the draft is called in this body.
    fn field(&self, field: &str) -> String {
        field.to_owned()
    }
}

/// A body to create an entry: what all kinds have, and what this one has.
macro_rules! new_entry {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Unique among the entries of its kind.
            #[serde(default)]
            #[schema(required)]
            name: String,
            /// Missing or empty for the name.
            #[serde(default)]
            display_name: String,
            /// Mail for it is refused.
            #[serde(default)]
            suspended: bool,
            /// Left out of address lists.
            #[serde(default)]
            hidden: bool,
            /// The path of its organizational unit; missing or empty for none.
            #[serde(default)]
            unit: String,
            $($own)*
        }

        impl $name {
            fn common(&self) -> EntryDraft {
                EntryDraft {
                    name: self.name.clone(),
                    display_name: self.display_name.clone(),
                    suspended: self.suspended,
                    hidden: self.hidden,
                    unit: self.unit.clone(),
                    ..EntryDraft::default()
                }
            }
        }
    };
}

/// A body to change an entry; what is missing stays.
macro_rules! entry_change {
    ($(#[$about:meta])* $name:ident { $($own:tt)* }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            #[serde(default, deserialize_with = "given")]
            #[schema(nullable = false)]
            name: Option<String>,
            /// While it is the name, it follows the name unless it is given.
            #[serde(default, deserialize_with = "given")]
            #[schema(nullable = false)]
            display_name: Option<String>,
            /// Mail for it is refused.
            #[serde(default, deserialize_with = "given")]
            #[schema(nullable = false)]
            suspended: Option<bool>,
            /// Left out of address lists.
            #[serde(default, deserialize_with = "given")]
            #[schema(nullable = false)]
            hidden: Option<bool>,
            /// The path of its organizational unit; empty for none.
            #[serde(default, deserialize_with = "given")]
            #[schema(nullable = false)]
            unit: Option<String>,
            $($own)*
        }

        impl $name {
            fn common(&self, present: Option<&Entry>) -> EntryDraft {
                let present = present.map(draft_of_entry).unwrap_or_default();
                let follows = present.display_name.to_lowercase() == present.name;
                let display_name = if follows && self.name.is_some() {
                    String::new()
                } else {
                    present.display_name
                };
                EntryDraft {
                    name: self.name.clone().unwrap_or(present.name),
                    display_name: self.display_name.clone().unwrap_or(display_name),
                    suspended: self.suspended.unwrap_or(present.suspended),
                    hidden: self.hidden.unwrap_or(present.hidden),
                    unit: self.unit.clone().unwrap_or(present.unit),
                    ..present
                }
            }
        }
    };
}

use {entry_change, new_entry};

/// An entry as it would be typed.
fn draft_of_entry(entry: &Entry) -> EntryDraft {
    let addresses = entry.content.addresses().iter().map(draft_of).collect();
    let mail = match entry.content.mail() {
        Some(mail) => MailDraft {
            mail_type: mail.mail_type,
            addresses,
            quota_kib: Some(mail.quota_kib),
            mailbox_server: mail.mailbox_server.clone(),
        },
        None => only_addresses(addresses),
    };
    EntryDraft {
        name: entry.name.clone(),
        display_name: entry.display_name.clone(),
        hidden: entry.hidden,
        suspended: entry.suspended,
        mail,
        members: match &entry.content {
            Content::Group(_, members) => members.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        },
        address: match &entry.content {
            Content::ExternalUser(address) => address.clone(),
            _ => String::new(),
        },
        unit: entry.unit.to_string(),
    }
}

fn only_addresses(addresses: Vec<AddressDraft>) -> MailDraft {
    MailDraft {
        addresses,
        ..MailDraft::default()
    }
}
