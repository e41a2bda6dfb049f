//! What stands in the way of deleted entries that are to come back.

use model::{Actor, Code, EntryRef, Kind, Problem};

use super::entries::KeptEntries;
use super::restore::{each_row, value_at};
use super::tables::{Shelf, columns};
use crate::StoreError;
use crate::domains::Domain;
use crate::domains::read::count_users;
use crate::entries::read::kind;
use crate::mailbox_servers;
use crate::pool::{Tx, fetch_optional, on};

/// A found row: kind and name of the entry that is to come back, and what is in its way.
type Found = (String, String, Option<String>);

/// Conflicts of one kind that are named; who mends them looks again.
const NAMED: usize = 100;

/// The entries that cannot come back, and why; none when all can.
pub(crate) async fn find(
    tx: &mut Tx,
    actor: &Actor,
    domain: &Domain,
    kept: &KeptEntries,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let entries = rows(tx, kept, "entry").await?;
    let mut found = Vec::new();
    found.extend(names_taken(tx, domain, kept.row).await?);
    found.extend(addresses(tx, domain, kept).await?);
    found.extend(above(tx, actor, kept, &entries).await?);
    found.extend(by_settings(tx, domain, &entries).await?);
    for (id, name) in &kept.needed.servers {
        let is_there = fetch_optional!(
            &mut *tx,
            (i64,),
            "SELECT id FROM mailbox_server WHERE id = $1",
            *id
        )?;
        if is_there.is_none() && mailbox_servers::find_id(tx, name).await?.is_none() {
            let text = format!(
                "SELECT k.kind, k.login, NULL FROM ({entries}) AS k WHERE k.mailbox_server_id = {id}"
            );
            let problem = |_| Problem::new("", Code::UndoServerGone).with(name);
            found.extend(named(tx, text, problem).await?);
        }
    }
    found.extend(too_many(tx, domain, &entries).await?);
    Ok(found)
}

/// `CROSS JOIN` keeps SQLite to the order that is written: each deleted entry, known by the history, is
/// looked up among those that are there. The kinds are those of the index.
async fn names_taken(
    tx: &mut Tx,
    domain: &Domain,
    row: i64,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let with_mailbox = "IN ('user', 'shared_mailbox', 'resource')";
    let text = format!(
        "SELECT k.kind, k.name, e.display_name FROM history_entry k CROSS JOIN entry e
         WHERE k.history_id = {row} AND e.domain_id = {} AND e.login = k.name
             AND e.kind IN ('user', 'group', 'shared_mailbox', 'external_user', 'resource')
             AND (e.kind = k.kind OR (e.kind {with_mailbox} AND k.kind {with_mailbox}))
         ORDER BY k.name, k.entry_id",
        domain.id
    );
    let problem =
        |owner: Option<String>| Problem::new("", Code::EntryTaken).with(owner.unwrap_or_default());
    named(tx, text, problem).await
}

/// Addresses that others have now, or at names the domain no longer has.
async fn addresses(
    tx: &mut Tx,
    domain: &Domain,
    kept: &KeptEntries,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let row = kept.row;
    let addresses = rows(tx, kept, "address").await?;
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let taken = format!(
        "SELECT k.kind, k.name, MIN(e.display_name)
         FROM ({addresses}) AS w CROSS JOIN address a CROSS JOIN entry e CROSS JOIN history_entry k
         WHERE a.domain_id = {} AND a.local_part = w.local_part
             AND (a.name IS NULL OR w.name IS NULL OR a.name = w.name)
             AND e.id = a.entry_id AND k.history_id = {row} AND k.entry_id = w.entry_id
         GROUP BY k.kind, k.name, k.entry_id ORDER BY k.name, k.entry_id",
        domain.id
    );
    let mut found = named(tx, taken, |owner| {
        Problem::new("", Code::AddressTaken).with(owner.unwrap_or_default())
    })
    .await?;
    let foreign = format!(
        "SELECT k.kind, k.name, NULL
         FROM ({addresses}) AS w CROSS JOIN history_entry k
         WHERE k.history_id = {row} AND k.entry_id = w.entry_id AND w.name IS NOT NULL
             AND w.name NOT IN (SELECT name FROM domain_name WHERE domain_id = {})
         GROUP BY k.kind, k.name, k.entry_id ORDER BY k.name, k.entry_id",
        domain.id
    );
    let problem = |_| Problem::new("", Code::AddressForeignName);
    found.extend(named(tx, foreign, problem).await?);
    Ok(found)
}

/// Whoever would come back with rights on a domain that the actor does not administer.
async fn above(
    tx: &mut Tx,
    actor: &Actor,
    kept: &KeptEntries,
    entries: &str,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let administrators = rows(tx, kept, "administrator").await?;
    let accounts = rows(tx, kept, "account").await?;
    let Some(own) = actor.domains() else {
        return Ok(Vec::new());
    };
    if administrators.is_empty() {
        return Ok(Vec::new());
    }
    let own: Vec<String> = own.iter().map(ToString::to_string).collect();
    let text = format!(
        "SELECT k.kind, k.login, NULL
         FROM ({administrators}) AS r JOIN ({accounts}) AS c ON c.id = r.account_id
             JOIN ({entries}) AS k ON k.id = c.entry_id
         WHERE r.domain_id NOT IN (-1, {}) AND r.domain_id IN (SELECT id FROM domain)
         GROUP BY k.kind, k.login, k.id ORDER BY k.login, k.id",
        own.join(", ")
    );
    named(tx, text, |_| Problem::new("", Code::RankAbove)).await
}

/// Entries that the domain as it is now would not take.
async fn by_settings(
    tx: &mut Tx,
    domain: &Domain,
    entries: &str,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let mut found = Vec::new();
    if domain.routing.relay.is_none() {
        let text = format!(
            "SELECT k.kind, k.login, NULL FROM ({entries}) AS k WHERE k.mail_type = 'external'
             ORDER BY k.login, k.id"
        );
        let problem = |_| Problem::new("", Code::MailTypeNeedsRelay);
        found.extend(named(tx, text, problem).await?);
    }
    let quotas = domain.quotas;
    for (kind, maximum) in [("=", quotas.max_user_kib), ("<>", quotas.max_shared_kib)] {
        if maximum == 0 {
            continue;
        }
        let text = format!(
            "SELECT k.kind, k.login, NULL FROM ({entries}) AS k
             WHERE k.kind {kind} 'user' AND k.mail_type = 'internal'
                 AND (k.quota_kib = 0 OR k.quota_kib > {maximum})
             ORDER BY k.login, k.id"
        );
        let problem = |_| Problem::new("", Code::QuotaOverMaximum).with(maximum);
        found.extend(named(tx, text, problem).await?);
    }
    Ok(found)
}

/// The users beyond the domain's maximum.
async fn too_many(
    tx: &mut Tx,
    domain: &Domain,
    entries: &str,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let Some(maximum) = domain.max_users else {
        return Ok(Vec::new());
    };
    let free = (maximum - count_users(tx, domain.id).await?).max(0);
    // SQLite knows no OFFSET without LIMIT.
    let text = format!(
        "SELECT k.kind, k.login, NULL FROM ({entries}) AS k WHERE k.kind = 'user'
         ORDER BY k.login, k.id LIMIT {NAMED} OFFSET {free}"
    );
    let problem = |_| Problem::new("", Code::TooManyUsers).with(maximum);
    named(tx, text, problem).await
}

/// The kept rows of a table as a query; empty when there are none. What is kept of one deletion was kept
/// at once, so all have the same columns; one that is gone by now is still known by its place.
async fn rows(tx: &mut Tx, kept: &KeptEntries, origin: &str) -> Result<String, StoreError> {
    let stored = fetch_optional!(
        &mut *tx,
        (String,),
        "SELECT columns FROM deleted_entry_rows WHERE history_id = $1 AND origin = $2
         ORDER BY number LIMIT 1",
        kept.row,
        origin
    )?;
    let Some((stored,)) = stored else {
        return Ok(String::new());
    };
    let stored: Vec<String> = serde_json::from_str(&stored).map_err(StoreError::corrupt)?;
    let columns = columns(tx, origin).await?;
    let values = stored.iter().enumerate().filter_map(|(position, name)| {
        let column = columns.iter().find(|column| column.name == *name)?;
        let value = value_at(tx, position, &column.kind);
        Some(format!("{value} AS \"{name}\""))
    });
    let values: Vec<String> = values.collect();
    let Shelf { rows, key, id } = Shelf::of_entries(kept.row);
    Ok(format!(
        "SELECT {} FROM {rows} r, {} WHERE r.{key} = {id} AND r.origin = '{origin}'",
        values.join(", "),
        each_row(tx)
    ))
}

/// The entries that a statement, made of names and numbers, finds; each with its problem.
async fn named(
    tx: &mut Tx,
    text: String,
    problem: impl Fn(Option<String>) -> Problem,
) -> Result<Vec<(EntryRef, Problem)>, StoreError> {
    let text = sqlx::AssertSqlSafe(text);
    let found: Vec<Found> = on!(tx, |connection| sqlx::query_as(text)
        .persistent(false)
        .fetch_all(connection)
        .await)?;
    let entry = |(kind_name, name, arg): Found| -> Result<_, StoreError> {
        let kind: Kind = kind(&kind_name)?;
        Ok((EntryRef { kind, name }, problem(arg)))
    };
    found.into_iter().take(NAMED).map(entry).collect()
}
