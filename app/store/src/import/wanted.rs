//! What an entry becomes by a record: the record's fields over the present ones, through the checks of an
//! ordinary save.

use std::collections::BTreeSet;

use model::entry::{Content, EntryDraft};
use model::mail::{Address, AddressDraft, MailDraft};
use model::user::{IdentityDraft, display_name};
use model::{Code, DomainName, EntryRef, Kind, MailType, Problem, Problems};

use super::Record;
use super::record::RecordAddress;
use crate::domains::Domain;
use crate::entries::{AnyEntry, Entry};
use crate::users::User;

/// The entry a record asks for; `also` are members of a group that say so themselves.
pub(super) fn wanted(
    record: &Record,
    present: Option<&AnyEntry>,
    domain: &Domain,
    servers: &BTreeSet<String>,
    also: &BTreeSet<EntryRef>,
) -> Result<AnyEntry, Problems> {
    let mut problems = Problems(record.problems.clone());
    if let Some(server) = record.mailbox_server.as_deref().map(str::trim)
        && !server.is_empty()
        && !servers.contains(server)
    {
        problems.add(Problem::new("mailbox_server", Code::ServerUnknown));
    }
    refuse_foreign_fields(record, &mut problems);
    let checked = match present {
        Some(AnyEntry::User(user)) => as_user(record, Some(user), domain),
        Some(AnyEntry::Other(entry)) => as_other(record, Some(entry), domain, also),
        None if record.kind == Kind::User => as_user(record, None, domain),
        None => as_other(record, None, domain, also),
    };
    let entry = problems.gather(checked);
    problems.or(entry)
}

/// Fields that an entry of the kind does not have.
fn refuse_foreign_fields(record: &Record, problems: &mut Problems) {
    let kind = record.kind;
    let has = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let foreign = [
        ("first_name", kind != Kind::User && has(&record.first_name)),
        ("last_name", kind != Kind::User && has(&record.last_name)),
        (
            "type",
            !kind.may_have_mailbox() && record.mail_type.is_some(),
        ),
        (
            "quota_kib",
            !kind.may_have_mailbox() && record.quota_kib.is_some(),
        ),
        (
            "mailbox_server",
            !kind.may_have_mailbox() && has(&record.mailbox_server),
        ),
        (
            "address",
            kind != Kind::ExternalUser && has(&record.outside_address),
        ),
        (
            "addresses",
            kind == Kind::ExternalUser
                && record
                    .addresses
                    .as_ref()
                    .is_some_and(|rows| !rows.is_empty()),
        ),
        (
            "members",
            kind != Kind::Group && record.members.as_ref().is_some_and(|all| !all.is_empty()),
        ),
    ];
    for (field, _) in foreign.into_iter().filter(|(_, is_foreign)| *is_foreign) {
        problems.add(Problem::new(field, Code::EntryKind));
    }
}

fn as_user(record: &Record, present: Option<&User>, domain: &Domain) -> Result<AnyEntry, Problems> {
    let mut problems = Problems::default();
    let identity = problems.gather(identity(record, present).check());
    let default_mail = || MailDraft::at_all_names(&record.name);
    let before = present.map(|user| (user.mail_type, user.addresses.as_slice()));
    let mail = mail(record, before, default_mail);
    let draft = MailDraft {
        quota_kib: record.quota_kib.or(present.map(|user| user.quota_kib)),
        mailbox_server: server(
            record,
            present.and_then(|user| user.mailbox_server.as_deref()),
        ),
        ..mail
    };
    // What follows from a login that is none says nothing of its own.
    let is_said = identity.is_some() || present.is_some() || record.addresses.is_some();
    let mail = is_said
        .then(|| problems.gather(draft.check(&domain.mail_context())))
        .flatten();
    let user = identity.zip(mail).map(|(identity, mail)| User {
        domain: domain.name.clone(),
        login: identity.login,
        first_name: identity.first_name,
        last_name: identity.last_name,
        display_name: identity.display_name,
        suspended: identity.suspended,
        hidden: identity.hidden,
        is_administrator: identity.is_administrator,
        contact: identity.contact,
        settings: identity.settings,
        password: present
            .map(|user| user.password.clone())
            .unwrap_or_default(),
        mail_type: mail.mail_type,
        addresses: mail.addresses,
        quota_kib: mail.quota_kib,
        mailbox_server: mail.mailbox_server,
        unit: identity.unit,
        rights: present.map(|user| user.rights.clone()).unwrap_or_default(),
        version: present.map_or(1, |user| user.version),
    });
    problems.or(user.map(|user| AnyEntry::User(Box::new(user))))
}

fn identity(record: &Record, present: Option<&User>) -> IdentityDraft {
    let text = |said: &Option<String>, present: Option<&String>| {
        said.as_ref().or(present).cloned().unwrap_or_default()
    };
    let first_name = text(&record.first_name, present.map(|user| &user.first_name));
    let last_name = text(&record.last_name, present.map(|user| &user.last_name));
    // A display name that only repeats the names goes along with them.
    let kept = present.filter(|user| {
        user.display_name != display_name(&user.first_name, &user.last_name, user.login.as_str())
    });
    IdentityDraft {
        login: record.name.clone(),
        display_name: text(&record.display_name, kept.map(|user| &user.display_name)),
        first_name,
        last_name,
        suspended: record
            .suspended
            .unwrap_or_else(|| present.is_some_and(|user| user.suspended)),
        hidden: record
            .hidden
            .unwrap_or_else(|| present.is_some_and(|user| user.hidden)),
        is_administrator: present.is_some_and(|user| user.is_administrator),
        unit: present
            .map(|user| user.unit.to_string())
            .unwrap_or_default(),
        contact: present.map(|user| user.contact.clone()).unwrap_or_default(),
        settings: present
            .map(|user| user.settings.clone().into())
            .unwrap_or_default(),
        ..IdentityDraft::default()
    }
}

fn as_other(
    record: &Record,
    present: Option<&Entry>,
    domain: &Domain,
    also: &BTreeSet<EntryRef>,
) -> Result<AnyEntry, Problems> {
    let before = present.map(|entry| {
        let mail_type = entry.mail_type().unwrap_or(MailType::None);
        (mail_type, entry.content.addresses())
    });
    let default_mail = || match record.kind {
        Kind::SharedMailbox => MailDraft::at_all_names(&record.name),
        _ => MailDraft::default(),
    };
    let present_mail = present.and_then(|entry| entry.content.mail());
    let own_server = present_mail.and_then(|mail| mail.mailbox_server.as_deref());
    let draft = EntryDraft {
        name: record.name.clone(),
        display_name: record
            .display_name
            .clone()
            .or_else(|| present.map(|entry| entry.display_name.clone()))
            .unwrap_or_default(),
        hidden: record
            .hidden
            .unwrap_or_else(|| present.is_some_and(|entry| entry.hidden)),
        suspended: record
            .suspended
            .unwrap_or_else(|| present.is_some_and(|entry| entry.suspended)),
        mail: MailDraft {
            quota_kib: record.quota_kib.or(present_mail.map(|mail| mail.quota_kib)),
            mailbox_server: server(record, own_server),
            ..mail(record, before, default_mail)
        },
        members: members(record, present),
        address: record
            .outside_address
            .clone()
            .or_else(|| outside(present))
            .unwrap_or_default(),
        unit: present
            .map(|entry| entry.unit.to_string())
            .unwrap_or_default(),
    };
    let mut checked = draft.check(record.kind, &domain.shared_mail_context())?;
    if let Content::Group(_, members) = &mut checked.content
        && record.members.is_some()
    {
        members.extend(also.iter().cloned());
        members.sort();
        members.dedup();
    }
    Ok(AnyEntry::Other(Entry {
        domain: domain.name.clone(),
        kind: record.kind,
        name: checked.name,
        display_name: checked.display_name,
        hidden: checked.hidden,
        suspended: checked.suspended,
        content: checked.content,
        unit: checked.unit,
        version: present.map_or(1, |entry| entry.version),
    }))
}

fn members(record: &Record, present: Option<&Entry>) -> Vec<String> {
    if let Some(members) = &record.members {
        return members.clone();
    }
    match present.map(|entry| &entry.content) {
        Some(Content::Group(_, members)) => members.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn outside(present: Option<&Entry>) -> Option<String> {
    match &present?.content {
        Content::ExternalUser(address) => Some(address.clone()),
        _ => None,
    }
}

fn server(record: &Record, present: Option<&str>) -> Option<String> {
    let server = record.mailbox_server.as_deref().or(present)?.trim();
    (!server.is_empty()).then(|| server.to_owned())
}

/// Mail type and addresses; of a new entry without any said they are the default ones.
fn mail(
    record: &Record,
    before: Option<(MailType, &[Address])>,
    default: impl Fn() -> MailDraft,
) -> MailDraft {
    let mail_type = record.mail_type.or(before.map(|(mail_type, _)| mail_type));
    let mail_type = mail_type.unwrap_or_else(|| default().mail_type);
    let present = before.map_or(&[][..], |(_, addresses)| addresses);
    let addresses = match &record.addresses {
        Some(said) => drafts(said, present),
        None if before.is_some() => present.iter().map(as_draft).collect(),
        None if mail_type == MailType::None => Vec::new(),
        None => default().addresses,
    };
    MailDraft {
        mail_type,
        addresses,
        ..MailDraft::default()
    }
}

fn as_draft(address: &Address) -> AddressDraft {
    AddressDraft {
        local_part: address.local_part.as_str().to_owned(),
        domain: address.name.as_ref().map(|name| name.as_str().to_owned()),
        default: address.is_default,
        alternate: address.alternate,
    }
}

/// The address table as said; where nothing is said, the tick and the default are as they are now.
fn drafts(said: &[RecordAddress], present: &[Address]) -> Vec<AddressDraft> {
    let as_now = |row: &RecordAddress| {
        let name = row.domain.as_deref().map(DomainName::parse);
        let local_part = row.local_part.trim();
        present.iter().find(|address| {
            address.local_part.as_str().eq_ignore_ascii_case(local_part)
                && match &name {
                    None => address.name.is_none(),
                    Some(name) => address.name.as_ref() == name.as_ref().ok(),
                }
        })
    };
    let says_default = said.iter().any(|row| row.default);
    let mut drafts: Vec<AddressDraft> = said
        .iter()
        .map(|row| {
            let now = as_now(row);
            AddressDraft {
                local_part: row.local_part.clone(),
                domain: row.domain.clone(),
                default: if says_default {
                    row.default
                } else {
                    now.is_some_and(|address| address.is_default)
                },
                alternate: row
                    .alternate
                    .unwrap_or_else(|| now.is_none_or(|address| address.alternate)),
            }
        })
        .collect();
    if !drafts.iter().any(|draft| draft.default)
        && let Some(first) = drafts.first_mut()
    {
        first.default = true;
    }
    drafts
}
