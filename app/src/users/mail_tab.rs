//! The Mail tab of whatever entry: what its parts are shown for, and what differs after a conflict.

use model::domain::DomainRole;
use model::{Kind, MailType};
use store::domains::Domain;
use store::{Desk, StoreError};

use super::mail_form::MailForm;
use super::row::Row;
use crate::form::Posted;
use crate::frame::Difference;
use crate::words::{self, DirectoryWord, FrameWord, Lang};

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct MailTab {
    /// The domain.
    pub domain: Domain,
    /// What the entry is.
    pub kind: Kind,
    /// Its name or login: what a first address starts with.
    pub name: String,
    /// Largest quota in KiB; zero for any.
    pub max_quota_kib: i64,
    /// The fields as they are stored.
    pub stored: MailForm,
    /// The fields as sent, else as stored.
    pub fields: MailForm,
    /// The form as it was sent, with its problems.
    pub form: Posted,
    /// Names of all mailbox servers.
    pub servers: Vec<String>,
}

impl MailTab {
    /// The relay of the domain as people read it; empty when there is none.
    #[must_use]
    pub fn relay(&self) -> String {
        relay(&self.domain)
    }

    /// Whether unknown addresses of the domain go to the relay.
    #[must_use]
    pub fn is_slave(&self) -> bool {
        is_slave(&self.domain)
    }

    /// Whether its mail type can be chosen.
    #[must_use]
    pub const fn has_types(&self) -> bool {
        matches!(self.kind, Kind::User | Kind::SharedMailbox)
    }
}

/// The relay of a domain as people read it; empty when there is none.
#[must_use]
pub fn relay(domain: &Domain) -> String {
    let relay = domain.routing.relay.as_ref();
    relay.map(ToString::to_string).unwrap_or_default()
}

/// Whether unknown addresses of a domain go to its relay.
#[must_use]
pub fn is_slave(domain: &Domain) -> bool {
    domain.routing.role() == DomainRole::Slave
}

/// Names of all mailbox servers.
///
/// # Errors
/// Those of the store.
pub async fn servers(desk: &Desk) -> Result<Vec<String>, StoreError> {
    let servers = desk.list_mailbox_servers().await?;
    Ok(servers.into_iter().map(|server| server.name).collect())
}

/// Whether a field of the form shows its own problems.
#[must_use]
pub fn is_shown(field: &str) -> bool {
    matches!(field, "type" | "quota_kib" | "mailbox_server" | "addresses")
        || field.starts_with("addresses[")
}

/// What stands in the form and is not what is stored now.
#[must_use]
pub fn differences(lang: Lang, tab: &MailTab) -> Vec<Difference> {
    let (stored, typed) = (&tab.stored, &tab.fields);
    let between = |word: DirectoryWord, part: &dyn Fn(&MailForm) -> String| {
        Difference::between(lang.say(word), part(stored), part(typed))
    };
    let domain_server = &tab.domain.mailbox_server;
    [
        between(DirectoryWord::MailRouting, &|fields| {
            type_name(lang, &fields.mail_type)
        }),
        between(DirectoryWord::StorageServer, &|fields| {
            if fields.mailbox_server.is_empty() {
                lang.fill(DirectoryWord::ServerOfDomain, &[domain_server])
            } else {
                fields.mailbox_server.clone()
            }
        }),
        between(DirectoryWord::Quota, &|fields| quota_text(lang, fields)),
        between(DirectoryWord::Emails, &|fields| address_list(lang, fields)),
        between(DirectoryWord::DefaultEmail, &|fields| {
            let row = fields.default.and_then(|index| fields.rows.get(index));
            row.map(|row| address_text(lang, row)).unwrap_or_default()
        }),
        between(DirectoryWord::SelectAddresses, &|fields| {
            let ticked = fields.rows.iter().filter(|row| row.alternate);
            ticked
                .map(|row| address_text(lang, row))
                .collect::<Vec<_>>()
                .join(", ")
        }),
        between(DirectoryWord::Hidden, &|fields| {
            lang.say(if fields.hidden {
                FrameWord::Yes
            } else {
                FrameWord::No
            })
            .to_owned()
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn address_text(lang: Lang, row: &Row) -> String {
    let name = if row.name.is_empty() {
        lang.say(DirectoryWord::AllAliases).to_owned()
    } else {
        model::name::shown(&row.name)
    };
    format!("{}@{name}", row.local_part)
}

fn address_list(lang: Lang, fields: &MailForm) -> String {
    let addresses: Vec<_> = fields
        .rows
        .iter()
        .map(|row| address_text(lang, row))
        .collect();
    addresses.join(", ")
}

fn quota_text(lang: Lang, fields: &MailForm) -> String {
    if !fields.is_limited {
        return lang.say(DirectoryWord::NoQuota).to_owned();
    }
    let unit = model::quota::Unit::from_form(&fields.quota_unit);
    let unit = unit
        .map(|unit| words::problem::unit_name(lang, unit))
        .unwrap_or_default();
    format!("{} {unit}", fields.quota_number)
}

/// A mail type in words; an unknown one as it is.
fn type_name(lang: Lang, name: &str) -> String {
    MailType::from_name(name).map_or_else(
        || name.to_owned(),
        |mail_type| crate::directory::mail_type_name(lang, mail_type).to_owned(),
    )
}
