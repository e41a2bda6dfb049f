//! What stands in the way of a deleted domain that is to come back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use model::domain::MailRouting;
use model::{Code, Problem, Problems};
use serde_json::Value;

use super::Kept;
use crate::desk::find_domain_id;
use crate::domains;
use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::{StoreError, mailbox_servers};

/// The mailbox servers a domain used, as they are called by identifier now: one that was made anew
/// under the same name stands in for the one that is gone.
#[derive(Debug, Default)]
pub(crate) struct Servers {
    renumbered: Vec<(i64, i64)>,
}

impl Servers {
    /// Of those used then, and the names of those that are gone for good.
    pub(super) async fn of(
        tx: &mut Tx,
        used: BTreeMap<i64, String>,
    ) -> Result<(Self, Vec<String>), StoreError> {
        let mut servers = Self::default();
        let mut gone = Vec::new();
        for (id, name) in used {
            let is_there = fetch_optional!(
                &mut *tx,
                (i64,),
                "SELECT id FROM mailbox_server WHERE id = $1",
                id
            )?;
            if is_there.is_some() {
                continue;
            }
            match mailbox_servers::find_id(tx, &name).await? {
                Some(new) => servers.renumbered.push((id, new)),
                None => gone.push(name),
            }
        }
        Ok((servers, gone))
    }

    /// The SQL expression of a server's identifier that is good now, from one that was good then.
    pub(super) fn now(&self, then: &str) -> String {
        if self.renumbered.is_empty() {
            return then.to_owned();
        }
        let mut text = format!("CASE {then}");
        for (old, new) in &self.renumbered {
            // Writing to a String cannot fail.
            let _ = write!(text, " WHEN {old} THEN {new}");
        }
        let _ = write!(text, " ELSE {then} END");
        text
    }
}

/// Finds whatever is in the way.
///
/// # Errors
/// [`StoreError::Conflict`] for one reason, [`StoreError::Invalid`] for several, at `id`:
/// [`Code::UndoNameTaken`] and [`Code::UndoServerGone`].
pub(crate) async fn refuse(tx: &mut Tx, kept: &Kept) -> Result<Servers, StoreError> {
    let mut problems = Problems::default();
    for name in names(tx, kept.id).await? {
        if let Some(owner) = find_domain_id(tx, &name).await? {
            let owner = domains::read::load(tx, owner).await?.name;
            let problem = Problem::new("id", Code::UndoNameTaken).with(&name);
            problems.add(problem.with(owner));
        }
    }
    let used: BTreeMap<i64, String> =
        serde_json::from_str(&kept.servers).map_err(StoreError::corrupt)?;
    let (servers, gone) = Servers::of(tx, used).await?;
    for name in gone {
        problems.add(Problem::new("id", Code::UndoServerGone).with(name));
    }
    match problems.0.as_slice() {
        [] => Ok(servers),
        [problem] => Err(StoreError::Conflict(problem.clone())),
        _ => Err(StoreError::Invalid(problems)),
    }
}

/// Where mail of the domain went.
pub(crate) async fn routing(tx: &mut Tx, id: i64) -> Result<MailRouting, StoreError> {
    let relay = values(tx, id, "domain", "relay").await?;
    let relay = relay.into_iter().next().flatten();
    domains::read::routing(relay, false, false)
}

async fn names(tx: &mut Tx, id: i64) -> Result<Vec<String>, StoreError> {
    let names = values(tx, id, "domain_name", "name").await?;
    Ok(names.into_iter().flatten().collect())
}

/// The texts in a column of the rows that stood in a table; for small tables.
async fn values(
    tx: &mut Tx,
    id: i64,
    table: &str,
    column: &str,
) -> Result<Vec<Option<String>>, StoreError> {
    let chunks = fetch_all!(
        tx,
        (String, String),
        "SELECT columns, content FROM deleted_rows WHERE domain_id = $1 AND origin = $2
         ORDER BY number",
        id,
        table
    )?;
    let mut found = Vec::new();
    for (columns, content) in chunks {
        let columns: Vec<String> = serde_json::from_str(&columns).map_err(StoreError::corrupt)?;
        let rows: Vec<Vec<Value>> = serde_json::from_str(&content).map_err(StoreError::corrupt)?;
        let at = columns.iter().position(|name| name == column);
        for row in rows {
            let value = at.and_then(|at| row.get(at)).and_then(Value::as_str);
            found.push(value.map(str::to_owned));
        }
    }
    Ok(found)
}
