//! Shared mailboxes and resources.

use model::Code;
use model::entry::{EntryDraft, Kind};
use model::handling::HandlingDraft;
use model::mail::{AddressDraft, MailDraft};
use serde::Deserialize;
use store::entries::Entry;
use utoipa::ToSchema;

use super::{Sent, draft_of_entry, entry_change, new_entry, only_addresses};
use crate::Refusal;
use crate::api::mail::{MailChange, NewMail};
use crate::api::object::{given, given_object, object_or_null};

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

    fn handling(&self) -> HandlingDraft {
        self.mail
            .as_ref()
            .map(MailChange::handling)
            .unwrap_or_default()
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

    fn handling(&self) -> HandlingDraft {
        self.mail
            .as_ref()
            .map(MailChange::handling)
            .unwrap_or_default()
    }

    fn field(&self, field: &str) -> String {
        resource_field(field, true, self.address.is_some())
    }
}

/// The given mail, or a mailbox here with the address name@all names.
fn new_mail(kind: Kind, name: &str, given: Option<&NewMail>) -> Result<MailDraft, Refusal> {
    match given {
        Some(given) if given.handling() != HandlingDraft::default() => {
            // It is given to a mailbox that is there already.
            Err(Refusal::field("mail.automatic_reply", Code::UnknownField))
        }
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
        "type" | "quota_kib" | "mailbox_server" | "forward" | "automatic_reply" => {
            format!("mail.{field}")
        }
        _ if field.starts_with("automatic_reply.") => format!("mail.{field}"),
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
