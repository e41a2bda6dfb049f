//! The entries of a domain, and where those that were imported came from.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::Kind;

use super::compare::{Compared, Here, Origin};
use super::given::Given;
use crate::StoreError;
use crate::domains::Domain;
use crate::import::present;
use crate::pool::{Tx, fetch_all};
use crate::statement::upsert_rows;

/// Entries in one query.
const AT_ONCE: usize = 500;

/// The users and groups of a domain.
pub(super) async fn here(tx: &mut Tx, domain: &Domain) -> Result<Vec<Here>, StoreError> {
    let mut found = Vec::new();
    let mut after = i64::MIN;
    loop {
        let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        let page = present::page(tx, domain, after, limit).await?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        after = last.id;
        let imported = page.into_iter().map(|known| Here {
            id: known.id,
            entry: known.entry,
        });
        found.extend(
            imported.filter(|here| matches!(here.entry.reference().kind, Kind::User | Kind::Group)),
        );
    }
}

/// Where entries came from, by the directory's identifiers.
pub(super) async fn origins(
    tx: &mut Tx,
    domain: i64,
) -> Result<BTreeMap<String, Origin>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, String),
        "SELECT unique_id, entry_id, given FROM ldap_origin WHERE domain_id = $1",
        domain
    )?;
    rows.into_iter()
        .map(|(unique_id, entry_id, given)| {
            let given: Given = serde_json::from_str(&given).map_err(StoreError::corrupt)?;
            Ok((unique_id, Origin { entry_id, given }))
        })
        .collect()
}

/// Remembers what the directory said, where it said something new and nothing was refused. `ids` are those
/// of the entries that were written, by their places.
pub(super) async fn remember(
    tx: &mut Tx,
    domain: i64,
    (compared, refused): (&[Compared], &HashSet<usize>),
    ids: &HashMap<usize, i64>,
    before: &BTreeMap<String, Origin>,
) -> Result<(), StoreError> {
    let away = refused.iter().filter_map(|index| compared.get(*index));
    // They are in no group yet, and come into theirs when they come.
    let away: HashSet<&str> = away
        .filter(|compared| compared.entry_id.is_none() || compared.is_foreign)
        .map(|compared| compared.unique_id.as_str())
        .collect();
    let mut rows = Vec::new();
    for (index, compared) in compared.iter().enumerate() {
        let known = before.get(&compared.unique_id);
        let entry_id = ids.get(&index).copied().or(compared.entry_id);
        let Some(entry_id) = entry_id.filter(|_| !refused.contains(&index)) else {
            continue;
        };
        let mut given = compared.given.clone();
        given.members.retain(|id| !away.contains(id.as_str()));
        if known.is_some_and(|known| known.entry_id == entry_id && known.given == given) {
            continue;
        }
        let given = serde_json::to_string(&given).map_err(StoreError::corrupt)?;
        rows.push((entry_id, compared.unique_id.as_str(), given));
    }
    upsert_rows(
        tx,
        (
            "INSERT INTO ldap_origin (entry_id, domain_id, unique_id, given) VALUES ",
            " ON CONFLICT (entry_id) DO UPDATE SET unique_id = excluded.unique_id,
                                                   given = excluded.given",
        ),
        rows,
        |insert, (entry_id, unique_id, given)| {
            insert.value(entry_id).value(domain);
            insert.value(unique_id).value(given);
        },
    )
    .await
}
