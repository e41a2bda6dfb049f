//! Which entries a change is about, and what it wants of each.

use std::collections::BTreeMap;

use model::{EntryRef, Kind as EntryKind};

use super::Selection;
use super::kind::Context;
use crate::StoreError;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};
use crate::users::EntryQuery;
use crate::users::list::Filter;
use crate::users::words::beginnings;

/// Names in one statement.
const NAMES_AT_ONCE: usize = 500;

/// Where the entries of a change come from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Chosen by somebody, all with the same value wanted, as it was asked for.
    Selected(Selection, String),
    /// Those that a row of the history tells of, each with the value it had before.
    History(i64),
}

/// The entries, when what is typed has been looked up.
pub(super) enum Found<'a> {
    /// What a filter lists.
    Listed(Filter<'a>, &'a str),
    /// These.
    Ids(Vec<i64>, &'a str),
    /// Those of a row of the history, which belongs to a domain.
    History { row: i64, domain: i64 },
}

impl Source {
    pub(super) fn selected(selection: &Selection, wanted: String) -> Self {
        Self::Selected(selection.clone(), wanted)
    }

    /// Looks them up, with the value wanted as it is compared; entries that are named and not there are
    /// returned too.
    pub(super) async fn find<'a>(
        &'a self,
        tx: &mut Tx,
        context: &Context,
        wanted: &'a str,
    ) -> Result<(Found<'a>, Vec<EntryRef>), StoreError> {
        match self {
            Self::Selected(Selection::Matching(query), _) => {
                let filter = listed(tx, context, query).await?;
                Ok((Found::Listed(filter, wanted), Vec::new()))
            }
            Self::Selected(Selection::Entries(entries), _) => {
                let (ids, unknown) = named(tx, context, entries).await?;
                Ok((Found::Ids(ids, wanted), unknown))
            }
            Self::History(row) => {
                let found = Found::History {
                    row: *row,
                    domain: context.domain.id,
                };
                Ok((found, Vec::new()))
            }
        }
    }
}

impl Found<'_> {
    /// Whether it is what a row of the history tells of.
    pub(super) const fn is_history(&self) -> bool {
        matches!(self, Self::History { .. })
    }

    /// The value wanted of entry `e`.
    pub(super) fn add_wanted(&self, statement: &mut Statement) {
        match self {
            Self::Listed(_, wanted) | Self::Ids(_, wanted) => statement.bind(*wanted),
            Self::History { .. } => statement.push("h.before"),
        };
    }

    /// The columns by which an entry is known: `id`, `kind`, `login`, `sort_key`.
    pub(super) fn add_names(&self, statement: &mut Statement) {
        statement.push(if self.is_history() {
            "h.entry_id AS id, COALESCE(e.kind, h.kind) AS kind, COALESCE(e.login, h.name) AS login,
             COALESCE(e.sort_key, '') AS sort_key"
        } else {
            "e.id AS id, e.kind AS kind, e.login AS login, e.sort_key AS sort_key"
        });
    }

    /// `FROM …`, with `e` the entry and `h` what the history says of it.
    pub(super) fn add_tables(&self, statement: &mut Statement) {
        match self {
            Self::Listed(filter, _) => {
                statement.push(" FROM entry e");
                filter.add_conditions(statement);
            }
            Self::Ids(ids, _) => {
                statement.push(" FROM entry e WHERE e.id IN ").list(ids);
            }
            Self::History { row, domain } => {
                statement
                    .push(" FROM history_entry h LEFT JOIN entry e ON e.id = h.entry_id AND e.domain_id = ")
                    .bind(*domain)
                    .push(" WHERE h.history_id = ")
                    .bind(*row);
            }
        }
    }
}

async fn listed<'a>(
    tx: &mut Tx,
    context: &Context,
    query: &'a EntryQuery,
) -> Result<Filter<'a>, StoreError> {
    let words = beginnings(&query.text, &context.domain.names());
    Filter::new(tx, context.desk.actor(), &context.domain, query, words).await
}

/// The identifiers of named entries, and the names of which the actor sees none.
async fn named(
    tx: &mut Tx,
    context: &Context,
    entries: &[EntryRef],
) -> Result<(Vec<i64>, Vec<EntryRef>), StoreError> {
    let mut by_kind: BTreeMap<EntryKind, Vec<(String, &EntryRef)>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for entry in entries {
        match entry.kind.parse_name(&entry.name) {
            Ok(name) => by_kind.entry(entry.kind).or_default().push((name, entry)),
            Err(_) => unknown.push(entry.clone()),
        }
    }
    let own = context.desk.actor().delegation();
    let seen: Option<Vec<_>> = own.map(|own| own.units_seen().collect());
    let mut ids = Vec::new();
    for (kind, wanted) in by_kind {
        let mut found = BTreeMap::new();
        for some in wanted.chunks(NAMES_AT_ONCE) {
            let mut query = Statement::default();
            query
                .push("SELECT login, id FROM entry WHERE domain_id = ")
                .bind(context.domain.id);
            if let Some(units) = &seen {
                query.push(" AND unit_id IN ").list(units);
            }
            query
                .push(" AND kind = ")
                .bind(kind.as_str())
                .push(" AND login IN (");
            for (index, (name, _)) in some.iter().enumerate() {
                query
                    .push(if index == 0 { "" } else { ", " })
                    .bind(name.as_str());
            }
            query.push(")");
            found.extend(fetch_statement!(&mut *tx, (String, i64), query)?);
        }
        ids.extend(found.values());
        let missing = wanted.iter().filter(|(name, _)| !found.contains_key(name));
        unknown.extend(missing.map(|(_, entry)| (*entry).clone()));
    }
    unknown.sort();
    unknown.dedup();
    Ok((ids, unknown))
}
