//! Rows beside the entries' own, of many entries at once: their words and addresses, and accounts of users.

use model::DomainName;
use model::mail::Address;

use crate::StoreError;
use crate::ids::new_id;
use crate::pool::Tx;
use crate::statement::insert_rows;
use crate::users::words::{Findable, words_of};

/// Rows to insert, collected so that each table is written in one go and in its order.
#[derive(Default)]
pub(crate) struct Beside {
    accounts: Vec<(i64, Option<String>)>,
    words: Vec<(String, i64)>,
    addresses: Vec<(i64, i64, Address)>,
}

impl Beside {
    /// Adds the account of a new user, with the hash of his password, if he has one.
    pub(crate) fn add_account(&mut self, id: i64, password_hash: Option<&str>) {
        self.accounts.push((id, password_hash.map(str::to_owned)));
    }

    pub(crate) fn add_words(&mut self, id: i64, entry: &Findable<'_>) {
        let words = words_of(entry).into_iter();
        self.words.extend(words.map(|word| (word, id)));
    }

    pub(crate) fn add_addresses(&mut self, id: i64, addresses: &[Address]) {
        let addresses = (0..).zip(addresses);
        self.addresses
            .extend(addresses.map(|(position, address)| (id, position, address.clone())));
    }

    pub(crate) async fn insert(
        mut self,
        tx: &mut Tx,
        domain_id: i64,
        now: i64,
    ) -> Result<(), StoreError> {
        insert_rows(
            tx,
            "INSERT INTO account (id, entry_id, password_hash, must_change, created_at,
                                  password_changed_at) VALUES ",
            self.accounts,
            |insert, (id, password_hash)| {
                let changed_at = password_hash.as_ref().map(|_| now);
                insert.value(new_id()).value(id);
                insert.value(password_hash.as_deref()).value(false);
                insert.value(now).value(changed_at);
            },
        )
        .await?;
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
