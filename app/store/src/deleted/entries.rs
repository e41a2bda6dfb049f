//! Entries deleted at once: keeping what they were, and bringing them back.
//!
//! Which entries stands in the table `chosen` of the change (`app/store/src/bulk`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::conflicts::Servers;
use super::keep::copying;
use super::restore::{Chunk, inserting};
use super::tables::{KEPT, Shelf, columns, execute};
use crate::StoreError;
use crate::domains::Domain;
use crate::pool::{self, Tx, fetch_all, fetch_optional};
use crate::tasks::Progress;
use crate::units::Tree;

/// What the entries referred to and did not take along: names by identifier.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Needed {
    pub(super) servers: BTreeMap<i64, String>,
    units: BTreeMap<i64, String>,
    groups: BTreeMap<i64, String>,
}

/// What is kept of a deletion.
pub(crate) struct KeptEntries {
    /// The row of the history that tells of it.
    pub(crate) row: i64,
    pub(crate) entries: i64,
    pub(super) needed: Needed,
}

/// Begins to keep the entries that a row of the history tells of, deleted at `now`.
pub(crate) async fn begin(
    tx: &mut Tx,
    domain: &Domain,
    row: i64,
    now: i64,
) -> Result<(), StoreError> {
    let servers = fetch_all!(
        &mut *tx,
        (i64, String),
        "SELECT id, name FROM mailbox_server WHERE id IN (
             SELECT e.mailbox_server_id FROM chosen c JOIN entry e ON e.id = c.id WHERE c.reason IS NULL)"
    )?;
    let units = fetch_all!(
        &mut *tx,
        (i64,),
        "SELECT DISTINCT e.unit_id FROM chosen c JOIN entry e ON e.id = c.id
         WHERE c.reason IS NULL AND e.unit_id IS NOT NULL"
    )?;
    let groups = fetch_all!(
        &mut *tx,
        (i64, String),
        "SELECT DISTINCT g.id, g.login FROM chosen c
             JOIN group_member m ON m.member_id = c.id JOIN entry g ON g.id = m.group_id
         WHERE c.reason IS NULL AND g.id NOT IN (SELECT id FROM chosen WHERE reason IS NULL)"
    )?;
    let tree = Tree::load(tx, domain.id).await?;
    let units = units
        .into_iter()
        .map(|(id,)| (id, tree.path(id).to_string()));
    let needed = Needed {
        servers: servers.into_iter().collect(),
        units: units.collect(),
        groups: groups.into_iter().collect(),
    };
    let needed = serde_json::to_string(&needed).map_err(StoreError::corrupt)?;
    pool::execute!(
        tx,
        "INSERT INTO deleted_entries (history_id, domain_id, entries, needed, deleted_at)
         SELECT $1, $2, COUNT(*), $3, $4 FROM chosen WHERE reason IS NULL",
        row,
        domain.id,
        &needed,
        now
    )?;
    Ok(())
}

/// Keeps the chosen entries above `from` and up to `to`, as long as they are there.
pub(crate) async fn keep(tx: &mut Tx, row: i64, from: i64, to: i64) -> Result<(), StoreError> {
    let query =
        format!("SELECT id FROM chosen WHERE reason IS NULL AND id > {from} AND id <= {to}");
    let last = fetch_optional!(
        &mut *tx,
        (i64,),
        "SELECT COALESCE(MAX(number), 0) FROM deleted_entry_rows WHERE history_id = $1",
        row
    )?;
    let mut number = last.map_or(0, |(number,)| usize::try_from(number).unwrap_or_default());
    for table in KEPT {
        let Some(condition) = table.condition_of(&query) else {
            continue;
        };
        let columns = columns(tx, table.name).await?;
        let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
        number += 1;
        let shelf = Shelf::of_entries(row);
        let text = copying(tx, shelf, number, table, &names, &condition);
        execute(tx, text).await?;
    }
    Ok(())
}

/// What is kept of the deletion a row of the history tells of.
pub(crate) async fn find(tx: &mut Tx, row: i64) -> Result<Option<KeptEntries>, StoreError> {
    let found = fetch_optional!(
        tx,
        (i64, String),
        "SELECT entries, needed FROM deleted_entries WHERE history_id = $1",
        row
    )?;
    let Some((entries, needed)) = found else {
        return Ok(None);
    };
    let needed = serde_json::from_str(&needed).map_err(StoreError::corrupt)?;
    Ok(Some(KeptEntries {
        row,
        entries,
        needed,
    }))
}

/// Puts everything back that is kept of a deletion; nothing may be in its way. Routes and groups are for
/// the caller to renew.
pub(crate) async fn restore(
    tx: &mut Tx,
    kept: &KeptEntries,
    progress: &Progress,
) -> Result<(), StoreError> {
    let (servers, _) = Servers::of(tx, kept.needed.servers.clone()).await?;
    let mut chunks = fetch_all!(
        &mut *tx,
        Chunk,
        "SELECT number, origin, columns FROM deleted_entry_rows WHERE history_id = $1 ORDER BY number",
        kept.row
    )?;
    // They were kept some entries at a time: a member may have gone after its group.
    chunks.sort_by_key(|chunk| KEPT.iter().position(|table| table.name == chunk.origin));
    for chunk in &chunks {
        progress.go_on()?;
        let columns = columns(tx, &chunk.origin).await?;
        let shelf = Shelf::of_entries(kept.row);
        let text = inserting(tx, shelf, chunk, &columns, &servers)?;
        execute(tx, text).await?;
    }
    forget(tx, kept.row).await.map(drop)
}

/// Removes what is kept of a deletion; whether there was anything.
pub(super) async fn forget(tx: &mut Tx, row: i64) -> Result<bool, StoreError> {
    pool::execute!(
        &mut *tx,
        "DELETE FROM deleted_entry_rows WHERE history_id = $1",
        row
    )?;
    let number = pool::execute!(tx, "DELETE FROM deleted_entries WHERE history_id = $1", row)?;
    Ok(number > 0)
}

/// The units and groups that were left and are no longer there.
pub(crate) async fn left_out(tx: &mut Tx, kept: &KeptEntries) -> Result<Vec<String>, StoreError> {
    let mut gone = Vec::new();
    for (id, path) in &kept.needed.units {
        let found = fetch_optional!(&mut *tx, (i64,), "SELECT id FROM unit WHERE id = $1", *id)?;
        if found.is_none() {
            gone.push(format!("unit:{path}"));
        }
    }
    for (id, name) in &kept.needed.groups {
        let found = fetch_optional!(&mut *tx, (i64,), "SELECT id FROM entry WHERE id = $1", *id)?;
        if found.is_none() {
            gone.push(format!("group:{name}"));
        }
    }
    Ok(gone)
}
