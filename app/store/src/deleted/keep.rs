//! Taking a domain out of every table, and keeping what it was.

use std::collections::BTreeMap;

use model::task::Phase;
use serde_json::json;

use super::steps::Steps;
use super::tables::{Batch, KEPT, Shelf, Table, columns, execute, quoted};
use crate::domains::Domain;
use crate::pool::{self, Tx, fetch_all, fetch_optional};
use crate::tasks::Progress;
use crate::{StoreError, contract};

/// Entries in one statement: each takes some tens of milliseconds.
const AT_ONCE: i64 = 2000;

/// Deletes a domain with everything in it. With `keep` the time it is deleted at, it can come back.
pub(crate) async fn remove(
    tx: &mut Tx,
    domain: &Domain,
    keep: Option<i64>,
    entries: i64,
    progress: &Progress,
) -> Result<(), StoreError> {
    let batches = batches(tx, domain.id).await?;
    let conditions = |table: &Table| table.conditions(domain.id, &batches);
    let number = KEPT.iter().map(|table| conditions(table).len()).sum();
    if let Some(now) = keep {
        insert_domain(tx, domain, entries, now).await?;
        let mut steps = Steps::begin(progress, Phase::Keeping, entries, number)?;
        let mut number = 0;
        for table in KEPT {
            let columns = columns(tx, table.name).await?;
            let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
            for condition in conditions(table) {
                number += 1;
                let shelf = Shelf::of_domain(domain.id);
                let text = copying(tx, shelf, number, table, &names, &condition);
                execute(tx, text).await?;
                steps.next()?;
            }
        }
    }
    let mut steps = Steps::begin(progress, Phase::Deleting, entries, number + 1)?;
    contract::remove_domain(tx, domain.id).await?;
    steps.next()?;
    for table in KEPT.iter().rev() {
        for condition in conditions(table) {
            execute(tx, format!("DELETE FROM {} WHERE {condition}", table.name)).await?;
            steps.next()?;
        }
    }
    Ok(())
}

/// The entries of a domain, some at a time.
async fn batches(tx: &mut Tx, domain: i64) -> Result<Vec<Batch>, StoreError> {
    let mut batches = Vec::new();
    let mut above = i64::MIN;
    loop {
        let last = fetch_optional!(
            &mut *tx,
            (Option<i64>,),
            "SELECT MAX(id) FROM (SELECT id FROM entry WHERE id > $1 AND +domain_id = $2
                                  ORDER BY id LIMIT $3) AS batch",
            above,
            domain,
            AT_ONCE
        )?;
        let Some((Some(to),)) = last else {
            return Ok(batches);
        };
        batches.push(Batch { above, to });
        above = to;
    }
}

async fn insert_domain(
    tx: &mut Tx,
    domain: &Domain,
    entries: i64,
    now: i64,
) -> Result<(), StoreError> {
    let servers = fetch_all!(
        &mut *tx,
        (i64, String),
        "SELECT id, name FROM mailbox_server
         WHERE id IN (SELECT mailbox_server_id FROM domain WHERE id = $1)
            OR id IN (SELECT mailbox_server_id FROM entry WHERE domain_id = $1)",
        domain.id
    )?;
    let servers: BTreeMap<String, String> = servers
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect();
    pool::execute!(
        tx,
        "INSERT INTO deleted_domain (id, name, entries, servers, deleted_at)
         VALUES ($1, $2, $3, $4, $5)",
        domain.id,
        domain.name.as_str(),
        entries,
        json!(servers).to_string(),
        now
    )?;
    Ok(())
}

/// The statement that copies the rows under a condition.
pub(super) fn copying(
    tx: &Tx,
    shelf: Shelf,
    number: usize,
    table: &Table,
    names: &[&str],
    condition: &str,
) -> String {
    let values = quoted(names.iter().copied()).join(", ");
    let content = match tx {
        Tx::Sqlite(_) => format!("json_group_array(json_array({values}))"),
        Tx::Postgres(_) => format!("CAST(json_agg(json_build_array({values})) AS TEXT)"),
    };
    let columns = json!(names).to_string().replace('\'', "''");
    let origin = table.name;
    let Shelf { rows, key, id } = shelf;
    format!(
        "INSERT INTO {rows} ({key}, number, origin, columns, amount, content)
         SELECT {id}, {number}, '{origin}', '{columns}', COUNT(*), {content}
         FROM {origin} WHERE {condition} HAVING COUNT(*) > 0"
    )
}
