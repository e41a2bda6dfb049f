//! Forms of entries as the drafts the store takes.

use model::entry::{Content, EntryDraft};
use model::mail::{AddressDraft, Mail, MailDraft};
use model::{Address, Kind, MailType};
use store::entries::Entry;

use super::picker;
use crate::form::Posted;

/// The form of a new entry.
#[must_use]
pub fn new_entry(kind: Kind, form: &Posted) -> EntryDraft {
    let first = AddressDraft {
        local_part: form.draft("addresses[0].local_part"),
        domain: Some(form.draft("addresses[0].domain")).filter(|name| !name.is_empty()),
        default: true,
        alternate: true,
    };
    // A resource always has its address; elsewhere an empty field means none.
    let has_address = kind == Kind::Resource || !first.local_part.trim().is_empty();
    let has_mailbox = kind.may_have_mailbox() && has_address;
    EntryDraft {
        mail: MailDraft {
            mail_type: if has_mailbox {
                MailType::Internal
            } else {
                MailType::None
            },
            addresses: if has_address { vec![first] } else { Vec::new() },
            ..MailDraft::default()
        },
        members: picker::chosen(form),
        ..common(form)
    }
}

/// The General tab; what stands on other tabs stays as it is stored.
#[must_use]
pub fn general(form: &Posted, stored: &Entry) -> EntryDraft {
    let kept = of(stored);
    EntryDraft {
        mail: kept.mail,
        members: kept.members,
        unit: form.text_or("unit", kept.unit),
        ..common(form)
    }
}

/// What is stored, to be changed in parts.
#[must_use]
pub fn of(stored: &Entry) -> EntryDraft {
    let (mail, members, address) = match &stored.content {
        Content::Group(addresses, members) => (
            MailDraft {
                mail_type: MailType::None,
                addresses: addresses.iter().map(address_draft).collect(),
                ..MailDraft::default()
            },
            members.iter().map(ToString::to_string).collect(),
            String::new(),
        ),
        Content::SharedMailbox(mail) | Content::Resource(mail) => {
            (mail_draft(mail), Vec::new(), String::new())
        }
        Content::ExternalUser(address) => (MailDraft::default(), Vec::new(), address.clone()),
    };
    EntryDraft {
        name: stored.name.clone(),
        display_name: stored.display_name.clone(),
        hidden: stored.hidden,
        suspended: stored.suspended,
        mail,
        members,
        address,
        unit: stored.unit.to_string(),
    }
}

fn common(form: &Posted) -> EntryDraft {
    EntryDraft {
        name: form.draft("name"),
        display_name: form.draft("display_name"),
        hidden: form.checked("hidden"),
        suspended: form.checked("suspended"),
        address: form.draft("address"),
        unit: form.draft("unit"),
        ..EntryDraft::default()
    }
}

fn mail_draft(mail: &Mail) -> MailDraft {
    MailDraft {
        mail_type: mail.mail_type,
        addresses: mail.addresses.iter().map(address_draft).collect(),
        quota_kib: Some(mail.quota_kib),
        mailbox_server: mail.mailbox_server.clone(),
    }
}

fn address_draft(address: &Address) -> AddressDraft {
    AddressDraft {
        local_part: address.local_part.to_string(),
        domain: address.name.as_ref().map(ToString::to_string),
        default: address.is_default,
        alternate: address.alternate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(local_part: &str) -> Posted {
        Posted::of(vec![
            ("name".into(), "info".into()),
            ("addresses[0].local_part".into(), local_part.into()),
        ])
    }

    #[test]
    fn a_new_shared_mailbox_without_an_address_has_no_mail() {
        let draft = new_entry(Kind::SharedMailbox, &posted(" "));
        assert_eq!(draft.mail.mail_type, MailType::None);
        assert!(draft.mail.addresses.is_empty());
        let draft = new_entry(Kind::SharedMailbox, &posted("info"));
        assert_eq!(draft.mail.mail_type, MailType::Internal);
        assert_eq!(draft.mail.addresses.len(), 1);
    }

    #[test]
    fn a_new_resource_must_have_its_address() {
        let draft = new_entry(Kind::Resource, &posted(""));
        assert_eq!(draft.mail.addresses.len(), 1);
        assert_eq!(draft.mail.mail_type, MailType::Internal);
    }
}
