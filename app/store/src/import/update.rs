//! Rows of entries that change.

use std::collections::BTreeMap;

use super::insert::Columns;
use super::items::Item;
use super::present::AT_ONCE;
use crate::StoreError;
use crate::entries::AnyEntry;
use crate::pool::Tx;
use crate::statement::{Statement, execute_statement};

/// Entries in one statement; SQLite binds at most 32766 values to one.
const ROWS: usize = 1000;

/// Changes entries' own rows, sets passwords, and removes the addresses and words that are written again.
pub(super) async fn update(
    tx: &mut Tx,
    items: &[&Item<'_>],
    servers: &BTreeMap<String, i64>,
    now: i64,
) -> Result<(), StoreError> {
    let gone: [(&'static str, Vec<i64>); 3] = [
        (
            "DELETE FROM address WHERE entry_id IN ",
            ids(items, Item::has_new_addresses),
        ),
        (
            "DELETE FROM entry_word WHERE entry_id IN ",
            ids(items, Item::has_new_words),
        ),
        // A name may go from one to the other: nobody has it in between.
        (
            "UPDATE entry SET login = ' ' || CAST(id AS TEXT) WHERE id IN ",
            ids(items, Item::is_renamed),
        ),
    ];
    for (text, ids) in gone {
        for some in ids.chunks(AT_ONCE) {
            let mut statement = Statement::default();
            statement.push(text).list(some);
            execute_statement!(&mut *tx, statement)?;
        }
    }
    for some in items.chunks(ROWS) {
        let mut values = Statement::default();
        values.push(
            "UPDATE entry SET login = v.column2, first_name = v.column3, last_name = v.column4,
                              display_name = v.column5, sort_key = v.column6, mail_type = v.column7,
                              outside_address = v.column8, mailbox_server_id = v.column9,
                              quota_kib = v.column10, hidden = v.column11, suspended = v.column12,
                              version = version + 1
             FROM (VALUES ",
        );
        let rows = some
            .iter()
            .filter_map(|item| Some((item.id, item.after.as_ref()?)));
        for (index, (id, entry)) in rows.enumerate() {
            values.row(index == 0).value(id);
            Columns::of(entry, servers).add_to(&mut values);
            values.push(")");
        }
        values.push(") AS v WHERE entry.id = v.column1");
        execute_statement!(&mut *tx, values)?;
    }
    set_passwords(tx, items, now).await?;
    for some in ids(items, Item::ends_sessions).chunks(AT_ONCE) {
        let mut delete = Statement::default();
        delete
            .push("DELETE FROM log_in_session WHERE account_id IN (SELECT id FROM account WHERE entry_id IN ")
            .list(some)
            .push(")");
        execute_statement!(&mut *tx, delete)?;
    }
    Ok(())
}

fn ids<'a>(items: &[&Item<'a>], choose: impl Fn(&Item<'a>) -> bool) -> Vec<i64> {
    let chosen = items.iter().filter(|item| choose(item));
    chosen.map(|item| item.id).collect()
}

async fn set_passwords(tx: &mut Tx, items: &[&Item<'_>], now: i64) -> Result<(), StoreError> {
    let hashes = items
        .iter()
        .filter_map(|item| Some((item.id, item.password_hash()?)));
    let hashes: Vec<(i64, &str)> = hashes.collect();
    for some in hashes.chunks(ROWS) {
        let mut update = Statement::default();
        update.push(
            "UPDATE account SET password_hash = v.column2, must_change = FALSE, password_changed_at = ",
        );
        update.bind(now).push(" FROM (VALUES ");
        for (index, (id, hash)) in some.iter().enumerate() {
            update.row(index == 0).value(*id).value(*hash).push(")");
        }
        update.push(") AS v WHERE account.entry_id = v.column1");
        execute_statement!(&mut *tx, update)?;
    }
    Ok(())
}

impl Item<'_> {
    fn before_and_after(&self) -> Option<(&AnyEntry, &AnyEntry)> {
        Some((&self.before.as_ref()?.entry, self.after.as_ref()?))
    }

    pub(super) fn has_new_addresses(&self) -> bool {
        self.before_and_after()
            .is_some_and(|(before, after)| before.addresses() != after.addresses())
    }

    /// Whether it is found by other words.
    pub(super) fn has_new_words(&self) -> bool {
        let found_by = |entry: &AnyEntry| {
            let findable = entry.findable();
            let names = findable.names.map(str::to_owned);
            (
                names,
                findable.login.to_owned(),
                findable.outside.to_owned(),
            )
        };
        self.has_new_addresses()
            || self
                .before_and_after()
                .is_some_and(|(before, after)| found_by(before) != found_by(after))
    }

    fn is_renamed(&self) -> bool {
        self.before_and_after()
            .is_some_and(|(before, after)| before.reference() != after.reference())
    }

    fn ends_sessions(&self) -> bool {
        let suspended = matches!(&self.after, Some(AnyEntry::User(user)) if user.suspended);
        suspended || self.record.password.is_some()
    }
}
