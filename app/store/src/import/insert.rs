//! Rows of new entries, and the rows beside the entries' own that changed ones get again.

use std::collections::BTreeMap;

use model::entry::Content;
use model::mail::Address;
use model::{DomainName, MailType};

use super::items::Item;
use crate::StoreError;
use crate::entries::AnyEntry;
use crate::ids::new_id;
use crate::pool::Tx;
use crate::statement::{Statement, insert_rows};
use crate::users::words;

/// Rows to insert, collected so that each table is written in one go.
#[derive(Default)]
pub(super) struct Rows {
    words: Vec<(String, i64)>,
    addresses: Vec<(i64, i64, Address)>,
}

impl Rows {
    /// Inserts new entries with everything that is theirs but routes and memberships.
    pub(super) async fn insert_new(
        mut self,
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
        insert_accounts(tx, &good, now).await?;
        for (item, entry) in good {
            self.collect_words(item.id, entry);
            self.collect_addresses(item.id, entry);
        }
        self.insert(tx, domain_id).await
    }

    /// Gives changed entries, whose old rows are gone, their addresses and words.
    pub(super) async fn insert_again(
        mut self,
        tx: &mut Tx,
        domain_id: i64,
        items: &[&Item<'_>],
    ) -> Result<(), StoreError> {
        for item in items {
            let Some(entry) = &item.after else { continue };
            if item.has_new_words() {
                self.collect_words(item.id, entry);
            }
            if item.has_new_addresses() {
                self.collect_addresses(item.id, entry);
            }
        }
        self.insert(tx, domain_id).await
    }

    fn collect_words(&mut self, id: i64, entry: &AnyEntry) {
        let words = words::words_of(&entry.findable());
        self.words.extend(words.into_iter().map(|word| (word, id)));
    }

    fn collect_addresses(&mut self, id: i64, entry: &AnyEntry) {
        let addresses = (0..).zip(entry.addresses());
        self.addresses
            .extend(addresses.map(|(position, address)| (id, position, address.clone())));
    }

    async fn insert(mut self, tx: &mut Tx, domain_id: i64) -> Result<(), StoreError> {
        self.words.sort_unstable();
        self.addresses
            .sort_unstable_by(|(_, _, one), (_, _, other)| one.local_part.cmp(&other.local_part));
        insert_rows(
            tx,
            "INSERT INTO entry_word (domain_id, word, entry_id) VALUES ",
            self.words,
            |insert, (word, id)| {
                insert.value(domain_id).value(word).value(id);
            },
        )
        .await?;
        insert_rows(
            tx,
            "INSERT INTO address (id, entry_id, domain_id, local_part, name, position,
                                  is_default, alternate) VALUES ",
            self.addresses,
            |insert, (entry, position, address)| {
                insert.value(new_id()).value(entry).value(domain_id);
                insert.value(address.local_part.as_str());
                insert.value(address.name.as_ref().map(DomainName::as_str));
                insert.value(position).value(address.is_default);
                insert.value(address.alternate);
            },
        )
        .await
    }
}

/// The accounts of new users, with their passwords.
async fn insert_accounts(
    tx: &mut Tx,
    items: &[(&Item<'_>, &AnyEntry)],
    now: i64,
) -> Result<(), StoreError> {
    let users: Vec<&(&Item<'_>, &AnyEntry)> = items
        .iter()
        .filter(|(_, entry)| matches!(entry, AnyEntry::User(_)))
        .collect();
    insert_rows(
        tx,
        "INSERT INTO account (id, entry_id, password_hash, must_change, created_at,
                              password_changed_at) VALUES ",
        users,
        |insert, (item, _)| {
            let changed_at = item.password_hash().map(|_| now);
            insert.value(new_id()).value(item.id);
            insert.value(item.password_hash()).value(false);
            insert.value(now).value(changed_at);
        },
    )
    .await
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
