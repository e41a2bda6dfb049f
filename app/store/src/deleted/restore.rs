//! Bringing a deleted domain back.

use std::collections::BTreeMap;

use model::task::Phase;

use super::Kept;
use super::conflicts::Servers;
use super::steps::Steps;
use super::tables::{Column, KEPT, Shelf, columns, execute, quoted};
use crate::pool::{self, Tx, fetch_all};
use crate::tasks::Progress;
use crate::{StoreError, contract};

/// The rows that stood in a table.
#[derive(sqlx::FromRow)]
pub(super) struct Chunk {
    number: i64,
    pub(super) origin: String,
    columns: String,
}

/// Puts everything back that is kept of a domain. Nothing may be in its way ([`super::conflicts`]).
pub(crate) async fn restore(
    tx: &mut Tx,
    kept: &Kept,
    servers: &Servers,
    progress: &Progress,
) -> Result<(), StoreError> {
    let chunks = fetch_all!(
        &mut *tx,
        Chunk,
        "SELECT number, origin, columns FROM deleted_rows WHERE domain_id = $1 ORDER BY number",
        kept.id
    )?;
    let mut present: BTreeMap<&str, Vec<Column>> = BTreeMap::new();
    for table in KEPT {
        if !present.contains_key(table.name) {
            present.insert(table.name, columns(tx, table.name).await?);
        }
    }
    let mut steps = Steps::begin(progress, Phase::Writing, kept.entries, chunks.len())?;
    for chunk in &chunks {
        let columns = present
            .get(chunk.origin.as_str())
            .ok_or_else(|| StoreError::corrupt(format!("a kept table {}", chunk.origin)))?;
        let shelf = Shelf::of_domain(kept.id);
        let text = inserting(tx, shelf, chunk, columns, servers)?;
        execute(tx, text).await?;
        steps.next()?;
    }
    progress.phase(Phase::Routing, 0)?;
    contract::refresh_domain(tx, kept.id).await?;
    forget(tx, kept.id).await?;
    Ok(())
}

/// Removes what is kept of a domain; whether there was anything.
pub(super) async fn forget(tx: &mut Tx, id: i64) -> Result<bool, StoreError> {
    pool::execute!(
        &mut *tx,
        "DELETE FROM deleted_rows WHERE domain_id = $1",
        id
    )?;
    let number = pool::execute!(tx, "DELETE FROM deleted_domain WHERE id = $1", id)?;
    Ok(number > 0)
}

/// The statement that inserts rows again: into the columns that still exist; those that came since
/// have their defaults.
pub(super) fn inserting(
    tx: &Tx,
    shelf: Shelf,
    chunk: &Chunk,
    columns: &[Column],
    servers: &Servers,
) -> Result<String, StoreError> {
    let stored: Vec<String> = serde_json::from_str(&chunk.columns).map_err(StoreError::corrupt)?;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (position, name) in stored.iter().enumerate() {
        let Some(column) = columns.iter().find(|column| column.name == *name) else {
            continue;
        };
        let value = value_at(tx, position, &column.kind);
        let value = match name.as_str() {
            "mailbox_server_id" => servers.now(&value),
            // A unit that is gone takes nobody along.
            "unit_id" if chunk.origin == "entry" => {
                format!("(SELECT id FROM unit WHERE id = {value})")
            }
            _ => value,
        };
        let name = quoted([name.as_str()]).concat();
        values.push(format!("{value} AS {name}"));
        names.push(name);
    }
    let each = each_row(tx);
    let table = KEPT.iter().find(|table| table.name == chunk.origin);
    let needs = table.map(|table| table.needs).unwrap_or_default();
    let needs = if needs.is_empty() { "TRUE" } else { needs };
    let Shelf { rows, key, id } = shelf;
    let (origin, number) = (&chunk.origin, chunk.number);
    let (names, values) = (names.join(", "), values.join(", "));
    Ok(format!(
        "INSERT INTO {origin} ({names})
         SELECT {names} FROM (
             SELECT {values} FROM {rows} r, {each}
             WHERE r.{key} = {id} AND r.number = {number}
         ) AS kept WHERE {needs}"
    ))
}

/// The rows of a chunk `r`, one `e` each.
pub(super) const fn each_row(tx: &Tx) -> &'static str {
    match tx {
        Tx::Sqlite(_) => "json_each(r.content) AS e",
        Tx::Postgres(_) => "jsonb_array_elements(CAST(r.content AS JSONB)) AS e (value)",
    }
}

/// A value of a row `e` by its place.
pub(super) fn value_at(tx: &Tx, position: usize, kind: &str) -> String {
    match tx {
        Tx::Sqlite(_) => format!("json_extract(e.value, '$[{position}]')"),
        Tx::Postgres(_) => format!("CAST(e.value ->> {position} AS {kind})"),
    }
}
