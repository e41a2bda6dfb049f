//! Rows of new entries, and the rows beside the entries' own that changed ones get again.

use std::collections::BTreeMap;

use model::MailType;
use model::entry::Content;

use super::items::Item;
use crate::StoreError;
use crate::entries::AnyEntry;
use crate::entries::beside::Beside;
use crate::pool::Tx;
use crate::statement::{Statement, insert_rows};
use crate::users::words;

/// Inserts new entries with everything that is theirs but routes and memberships.
pub(super) async fn insert_new(
    tx: &mut Tx,
    domain_id: i64,
    items: &[&Item<'_>],
    servers: &BTreeMap<String, i64>,
    now: i64,
) -> Result<(), StoreError> {
    let good = items
        .iter()
        .filter_map(|item| Some((*item, item.after.as_ref()?)));
    let good: Vec<(&Item<'_>, &AnyEntry)> = good.collect();
    insert_rows(
        tx,
        "INSERT INTO entry (id, domain_id, kind, login, first_name, last_name, display_name,
                            sort_key, mail_type, outside_address, mailbox_server_id,
                            quota_kib, hidden, suspended, created_at, version) VALUES ",
        &good,
        |insert, (item, entry)| {
            insert.value(item.id).value(domain_id);
            insert.value(item.record.kind.as_str());
            Columns::of(entry, servers).add_to(insert);
            insert.value(now).push(", 1");
        },
    )
    .await?;
    let mut beside = Beside::default();
    for (item, entry) in good {
        if matches!(entry, AnyEntry::User(_)) {
            beside.add_account(item.id, item.password_hash());
        }
        beside.add_words(item.id, &entry.findable());
        beside.add_addresses(item.id, entry.addresses());
    }
    beside.insert(tx, domain_id, now).await
}

/// Gives changed entries, whose old rows are gone, their addresses and words.
pub(super) async fn insert_again(
    tx: &mut Tx,
    domain_id: i64,
    items: &[&Item<'_>],
    now: i64,
) -> Result<(), StoreError> {
    let mut beside = Beside::default();
    for item in items {
        let Some(entry) = &item.after else { continue };
        if item.has_new_words() {
            beside.add_words(item.id, &entry.findable());
        }
        if item.has_new_addresses() {
            beside.add_addresses(item.id, entry.addresses());
        }
    }
    beside.insert(tx, domain_id, now).await
}

/// The columns of an entry that an import writes.
pub(super) struct Columns<'a> {
    login: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    display_name: &'a str,
    mail_type: Option<MailType>,
    outside_address: Option<&'a str>,
    server: Option<i64>,
    quota_kib: i64,
    hidden: bool,
    suspended: bool,
}

impl<'a> Columns<'a> {
    pub(super) fn of(entry: &'a AnyEntry, servers: &BTreeMap<String, i64>) -> Self {
        let server = |name: Option<&String>| name.and_then(|name| servers.get(name)).copied();
        match entry {
            AnyEntry::User(user) => Self {
                login: user.login.as_str(),
                first_name: &user.first_name,
                last_name: &user.last_name,
                display_name: &user.display_name,
                mail_type: Some(user.mail_type),
                outside_address: None,
                server: server(user.mailbox_server.as_ref()),
                quota_kib: user.quota_kib,
                hidden: user.hidden,
                suspended: user.suspended,
            },
            AnyEntry::Other(entry) => {
                let mail = entry.content.mail();
                Self {
                    login: &entry.name,
                    first_name: "",
                    last_name: "",
                    display_name: &entry.display_name,
                    mail_type: entry.mail_type(),
                    outside_address: match &entry.content {
                        Content::ExternalUser(address) => Some(address),
                        _ => None,
                    },
                    server: server(mail.and_then(|mail| mail.mailbox_server.as_ref())),
                    quota_kib: mail.map_or(0, |mail| mail.quota_kib),
                    hidden: entry.hidden,
                    suspended: entry.suspended,
                }
            }
        }
    }

    /// Adds them in the order `login` to `suspended` with the sort key after the display name.
    pub(super) fn add_to(&self, statement: &mut Statement) {
        let sort_key = words::fold(self.display_name);
        statement.value(self.login).value(self.first_name);
        statement.value(self.last_name).value(self.display_name);
        statement.value(sort_key);
        statement.value(self.mail_type.map(MailType::as_str));
        statement.value(self.outside_address).value(self.server);
        statement.value(self.quota_kib).value(self.hidden);
        statement.value(self.suspended);
    }
}
