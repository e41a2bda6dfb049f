//! Entries that are no users as programs send them, new or in part.

use model::Code;
use model::entry::{Content, EntryDraft, Kind};
use model::mail::{AddressDraft, MailDraft};
use serde::Deserialize;
use store::entries::Entry;
use utoipa::ToSchema;

use crate::Refusal;
use crate::api::mail::{AddressBody, MailChange, NewMail, draft_of};
use crate::api::object::{given, given_object, given_objects, object_or_null, objects};

/// A body that holds an entry or a part of one.
pub trait Sent {
    /// The draft the desk takes: what is given over what is there, or over nothing.
    ///
    /// # Errors
    /// What is wrong with a member that a draft cannot hold.
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal>;

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
            $($own)*
        }

        impl $name {
            fn common(&self) -> EntryDraft {
                EntryDraft {
                    name: self.name.clone(),
                    display_name: self.display_name.clone(),
                    suspended: self.suspended,
                    hidden: self.hidden,
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
                    ..present
                }
            }
        }
    };
}

new_entry! {
    /// A group to create.
    NewGroup {
        /// The address table; empty for a group that is only a part of others.
        #[serde(default, deserialize_with = "objects")]
        addresses: Vec<AddressBody>,
        /// Users, shared mailboxes, external users and other groups of the domain.
        #[serde(default)]
        #[schema(example = json!(["user:jdoe", "group:staff", "external:partner"]))]
        members: Vec<String>,
    }
}

entry_change! {
    /// What to change of a group; what is missing stays.
    GroupChange {
        /// The whole address table.
        #[serde(default, deserialize_with = "given_objects")]
        #[schema(nullable = false)]
        addresses: Option<Vec<AddressBody>>,
        /// All its members.
        #[serde(default, deserialize_with = "given")]
        #[schema(nullable = false, example = json!(["user:jdoe", "group:staff", "external:partner"]))]
        members: Option<Vec<String>>,
    }
}

impl Sent for NewGroup {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        Ok(EntryDraft {
            mail: only_addresses(self.addresses.iter().map(AddressBody::draft).collect()),
            members: self.members.clone(),
            ..self.common()
        })
    }
}

impl Sent for GroupChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        if let Some(given) = &self.addresses {
            draft.mail.addresses = given.iter().map(AddressBody::draft).collect();
        }
        if let Some(given) = &self.members {
            draft.members.clone_from(given);
        }
        Ok(draft)
    }
}

new_entry! {
    /// A shared mailbox to create.
    NewSharedMailbox {
        /// Missing for a mailbox here with the address name@all names.
        #[serde(default, deserialize_with = "object_or_null")]
        mail: Option<NewMail>,
    }
}

entry_change! {
    /// What to change of a shared mailbox; what is missing stays.
    SharedMailboxChange {
        /// Mail.
        #[serde(default, deserialize_with = "given_object")]
        #[schema(nullable = false)]
        mail: Option<MailChange>,
    }
}

impl Sent for NewSharedMailbox {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        Ok(EntryDraft {
            mail: new_mail(Kind::SharedMailbox, &self.name, self.mail.as_ref())?,
            ..self.common()
        })
    }

    fn field(&self, field: &str) -> String {
        mail_field(field, self.mail.as_ref().map(|_| "mail.addresses"))
    }
}

impl Sent for SharedMailboxChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        change_mail(&mut draft, present, self.mail.as_ref())?;
        Ok(draft)
    }

    fn field(&self, field: &str) -> String {
        mail_field(field, Some("mail.addresses"))
    }
}

new_entry! {
    /// A resource to create.
    NewResource {
        /// Its mailbox; missing, without `address` either, for one here with the address name@all names.
        #[serde(default, deserialize_with = "object_or_null")]
        mail: Option<NewMail>,
        /// Instead of `mail`: its one address, at all names of the domain when no name is given.
        #[serde(default)]
        #[schema(example = "room@example.com")]
        address: Option<String>,
    }
}

entry_change! {
    /// What to change of a resource; what is missing stays.
    ResourceChange {
        /// Its mailbox.
        #[serde(default, deserialize_with = "given_object")]
        #[schema(nullable = false)]
        mail: Option<MailChange>,
        /// Instead of `mail.addresses`: its one address, at all names of the domain when no name is given.
        #[serde(default, deserialize_with = "given")]
        #[schema(nullable = false, example = "room@example.com")]
        address: Option<String>,
    }
}

impl Sent for NewResource {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mail = match &self.address {
            Some(_) if self.mail.is_some() => return Err(not_both()),
            Some(typed) => only_addresses(vec![one_address(typed)]),
            None => new_mail(Kind::Resource, &self.name, self.mail.as_ref())?,
        };
        Ok(EntryDraft {
            mail,
            ..self.common()
        })
    }

    fn field(&self, field: &str) -> String {
        resource_field(field, self.mail.is_some(), self.address.is_some())
    }
}

impl Sent for ResourceChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        change_mail(&mut draft, present, self.mail.as_ref())?;
        if let Some(typed) = &self.address {
            if self.mail.is_some() {
                return Err(not_both());
            }
            draft.mail.addresses = vec![one_address(typed)];
        }
        Ok(draft)
    }

    fn field(&self, field: &str) -> String {
        resource_field(field, true, self.address.is_some())
    }
}

new_entry! {
    /// An external user to create.
    NewExternalUser {
        /// The outside address.
        #[serde(default)]
        #[schema(required, example = "p@elsewhere.example")]
        address: String,
    }
}

entry_change! {
    /// What to change of an external user; what is missing stays.
    ExternalUserChange {
        /// The outside address.
        #[serde(default, deserialize_with = "given")]
        #[schema(nullable = false, example = "p@elsewhere.example")]
        address: Option<String>,
    }
}

impl Sent for NewExternalUser {
    fn over(&self, _: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        Ok(EntryDraft {
            address: self.address.clone(),
            ..self.common()
        })
    }
}

impl Sent for ExternalUserChange {
    fn over(&self, present: Option<&Entry>) -> Result<EntryDraft, Refusal> {
        let mut draft = self.common(present);
        if let Some(given) = &self.address {
            draft.address.clone_from(given);
        }
        Ok(draft)
    }
}

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
    }
}

fn only_addresses(addresses: Vec<AddressDraft>) -> MailDraft {
    MailDraft {
        addresses,
        ..MailDraft::default()
    }
}

/// The given mail, or a mailbox here with the address name@all names.
fn new_mail(kind: Kind, name: &str, given: Option<&NewMail>) -> Result<MailDraft, Refusal> {
    match given {
        Some(given) => given.draft().map_err(of_type),
        // A name that is none is told once, as a name.
        None => Ok(MailDraft::at_all_names(
            &kind.parse_name(name).unwrap_or_else(|_| "name".to_owned()),
        )),
    }
}

fn change_mail(
    draft: &mut EntryDraft,
    present: Option<&Entry>,
    given: Option<&MailChange>,
) -> Result<(), Refusal> {
    if let (Some(given), Some(present)) = (given, present.and_then(|entry| entry.content.mail())) {
        draft.mail = given.over(present).map_err(of_type)?;
    }
    Ok(())
}

fn of_type(code: Code) -> Refusal {
    Refusal::field("type", code)
}

fn not_both() -> Refusal {
    Refusal::field("address", Code::UnknownField)
}

/// `room@example.com`, or `room` for all names.
fn one_address(typed: &str) -> AddressDraft {
    let (local_part, domain) = match typed.trim().rsplit_once('@') {
        Some((local_part, name)) => (local_part, Some(name.to_owned())),
        None => (typed.trim(), None),
    };
    AddressDraft {
        local_part: local_part.to_owned(),
        domain,
        default: true,
        alternate: true,
    }
}

/// What a field of mail is called in a body with `mail`; `addresses` is where addresses were given, and
/// `None` when they follow from the name.
fn mail_field(field: &str, addresses: Option<&str>) -> String {
    match field {
        "type" | "quota_kib" | "mailbox_server" => format!("mail.{field}"),
        _ => match (field.strip_prefix("addresses"), addresses) {
            (Some(row), Some(place)) => format!("{place}{row}"),
            (Some(_), None) => "name".to_owned(),
            (None, _) => field.to_owned(),
        },
    }
}

fn resource_field(field: &str, has_mail: bool, has_address: bool) -> String {
    if has_address && field.starts_with("addresses") {
        return "address".to_owned();
    }
    mail_field(field, has_mail.then_some("mail.addresses"))
}
