//! The directory list of a domain.
//!
//! A search that matches few entries looks them up and sorts them; one that matches many walks the
//! list in its order and keeps what matches until the page is full.

mod count;
#[cfg(test)]
mod examples;
pub(crate) mod matches;

use std::collections::BTreeMap;

use model::access::{Action, UnitId};
use model::{Actor, DomainName, EntryRef, UnitPath};

use super::order::{self, KEY, Key, Side};
use super::words::{Beginning, beginnings};
use super::{EntryQuery, EntryRow};
use crate::domains::Domain;
use crate::domains::read::stored_name;
use crate::entries::read::{kind, optional_mail_type};
use crate::page::{self, Page};
use crate::pool::{Tx, fetch_optional};
use crate::statement::{Statement, fetch_statement};
use crate::units::{Tree, place};
use crate::{Desk, StoreError};

pub use count::Counted;
#[cfg(test)]
pub(crate) use examples::examples;

/// An identifier that no entry has.
const NOBODY: i64 = -1;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    sort_key: String,
    login: String,
    display_name: String,
    local_part: Option<String>,
    name: Option<String>,
    kind: String,
    mail_type: Option<String>,
    outside_address: Option<String>,
    suspended: bool,
    hidden: bool,
    unit_id: Option<i64>,
}

impl Desk {
    /// One page of a domain's entries.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `after` when the cursor is none.
    pub async fn list_entries(
        &self,
        domain: &str,
        query: &EntryQuery,
    ) -> Result<Page<EntryRow>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let filter = Filter::of(&mut tx, &self.actor, &domain, query).await?;
        filter.page(&mut tx, &domain).await
    }

    /// The same, and how many entries the whole list has; `None` where only walking the list would tell.
    ///
    /// # Errors
    /// Those of [`Desk::list_entries`].
    pub async fn list_and_count(
        &self,
        domain: &str,
        query: &EntryQuery,
    ) -> Result<(Page<EntryRow>, Option<Counted>), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let filter = Filter::of(&mut tx, &self.actor, &domain, query).await?;
        let page = filter.page(&mut tx, &domain).await?;
        Ok((page, filter.counted(&mut tx).await?))
    }
}

/// What the list shows.
pub(crate) struct Filter<'a> {
    domain_id: i64,
    query: &'a EntryQuery,
    /// The entries that match one of the words, or two, when they are few.
    candidates: Option<Vec<i64>>,
    /// The words still to be matched.
    words: Vec<Beginning>,
    /// The mailbox server, and whether it is the domain's, so that entries need not name it.
    server: Option<(i64, bool)>,
    /// The units whose entries are meant; `None` for all, also those in no unit.
    units: Option<Vec<UnitId>>,
}

impl<'a> Filter<'a> {
    /// What a query means to an actor, its text being searched for.
    async fn of(
        tx: &mut Tx,
        actor: &Actor,
        domain: &Domain,
        query: &'a EntryQuery,
    ) -> Result<Self, StoreError> {
        let words = beginnings(&query.text, &domain.names());
        let is_nothing = words.is_empty() && !query.text.trim().is_empty();
        let mut filter = Self::new(tx, actor, domain, query, words).await?;
        if is_nothing {
            // Of punctuation alone nothing is found; the whole list would be what nobody asked for.
            filter.candidates = Some(vec![NOBODY]);
        }
        Ok(filter)
    }

    /// What a query means to an actor, who sees nothing but his own units.
    pub(crate) async fn new(
        tx: &mut Tx,
        actor: &Actor,
        domain: &Domain,
        query: &'a EntryQuery,
        mut words: Vec<Beginning>,
    ) -> Result<Self, StoreError> {
        let server = match &query.mailbox_server {
            Some(name) => Some(server(tx, domain, name).await?),
            None => None,
        };
        let units = units(tx, actor, domain.id, query.unit.as_deref()).await?;
        let candidates = matches::take_few(tx, domain.id, &mut words).await?;
        Ok(Self {
            domain_id: domain.id,
            query,
            candidates,
            words,
            server,
            units,
        })
    }

    async fn page(&self, tx: &mut Tx, domain: &Domain) -> Result<Page<EntryRow>, StoreError> {
        let after: Option<Key> = page::decode(self.query.after.as_deref())?;
        let limit = page::rows(self.query.limit);
        let mut rows = fetch_statement!(&mut *tx, Row, self.rows(after.as_ref(), limit))?;
        let next = page::cut(&mut rows, limit, |row| {
            (row.kind.clone(), row.sort_key.clone(), row.id)
        })?;
        let previous = match &after {
            Some(key) => {
                let keys = fetch_statement!(&mut *tx, Key, self.before(key, limit))?;
                Some(page::beyond(&keys, limit)?)
            }
            None => None,
        };
        let mut paths = BTreeMap::new();
        for row in &rows {
            if let (Some(unit), false) = (row.unit_id, paths.contains_key(&row.unit_id)) {
                paths.insert(row.unit_id, place::path(tx, Some(unit)).await?);
            }
        }
        let items = rows.into_iter().map(|row| {
            let unit = paths.get(&row.unit_id).cloned().unwrap_or_default();
            row.into_entry(&domain.name, unit)
        });
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next,
            previous,
        })
    }

    fn rows(&self, after: Option<&Key>, limit: i64) -> Statement {
        let mut query = Statement::default();
        query.push(
            "SELECT e.id, e.sort_key, e.kind, e.login, e.display_name, a.local_part, a.name, e.mail_type,
                    e.outside_address, e.suspended, e.hidden, e.unit_id
             FROM entry e LEFT JOIN address a ON a.entry_id = e.id AND a.is_default",
        );
        self.add_conditions(&mut query);
        let place = after.map(|key| (key, Side::After));
        order::add(&mut query, self.query.order, place, limit + 1);
        query
    }

    /// The keys of the page that ends at `key`, last first, and of one row more.
    fn before(&self, key: &Key, limit: i64) -> Statement {
        let mut query = Statement::default();
        query.push("SELECT ").push(KEY).push(" FROM entry e");
        self.add_conditions(&mut query);
        let place = Some((key, Side::UpTo));
        order::add(&mut query, self.query.order, place, limit + 1);
        query
    }

    pub(crate) fn add_conditions(&self, query: &mut Statement) {
        match &self.candidates {
            // Without the domain, which would tempt SQLite to walk the whole list for them.
            Some(few) => query.push(" WHERE e.id IN ").list(few),
            None => query.push(" WHERE e.domain_id = ").bind(self.domain_id),
        };
        if let Some(units) = &self.units {
            query.push(" AND e.unit_id IN ").list(units);
        }
        if let [only] = self.query.kinds.as_slice() {
            query.push(" AND e.kind = ").bind(only.as_str());
        } else if !self.query.kinds.is_empty() {
            query.push(" AND e.kind IN (");
            for (index, kind) in self.query.kinds.iter().enumerate() {
                query.push(if index == 0 { "" } else { ", " });
                query.bind(kind.as_str());
            }
            query.push(")");
        }
        if let Some(mail_type) = self.query.mail_type {
            query.push(" AND e.mail_type = ").bind(mail_type.as_str());
        }
        if let Some(suspended) = self.query.suspended {
            query.push(" AND e.suspended = ").bind(suspended);
        }
        if let Some((server, is_of_domain)) = self.server {
            query.push(" AND e.mail_type = 'internal' AND (e.mailbox_server_id = ");
            query.bind(server);
            if is_of_domain {
                query.push(" OR e.mailbox_server_id IS NULL");
            }
            query.push(")");
        }
        for word in &self.words {
            query.push(" AND EXISTS (SELECT 1 FROM entry_word w WHERE w.entry_id = e.id AND ");
            add_ranges(query, word);
            query.push(")");
        }
    }
}

fn add_ranges(query: &mut Statement, word: &Beginning) {
    for (index, (from, to)) in word.0.iter().enumerate() {
        query.push(if index == 0 { "(" } else { " OR " });
        query.push("(w.word >= ").bind(from.as_str());
        query.push(" AND w.word < ").bind(to.as_str()).push(")");
    }
    query.push(")");
}

/// A mailbox server by its name, and whether it is the domain's; one that is not there holds nothing.
async fn server(tx: &mut Tx, domain: &Domain, name: &str) -> Result<(i64, bool), StoreError> {
    // PostgreSQL takes no text with this character.
    if name.contains('\0') {
        return Ok((-1, false));
    }
    let found = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM mailbox_server WHERE name = $1",
        name
    )?;
    Ok(found.map_or((-1, false), |(id,)| (id, domain.mailbox_server == name)))
}

/// The units a list is about: those below the asked one, of those the actor sees.
async fn units(
    tx: &mut Tx,
    actor: &Actor,
    domain_id: i64,
    asked: Option<&str>,
) -> Result<Option<Vec<UnitId>>, StoreError> {
    let own = |unit: &UnitId| actor.delegation().is_none_or(|own| own.sees(Some(*unit)));
    let all = || actor.delegation().map(|own| own.units_seen().collect());
    let Some(asked) = asked.filter(|path| !path.trim().is_empty()) else {
        return Ok(all());
    };
    let Ok(path) = UnitPath::parse(asked) else {
        return Ok(Some(Vec::new()));
    };
    Ok(match place::find(tx, domain_id, &path).await? {
        None => Some(Vec::new()),
        Some(None) => all(),
        Some(Some(unit)) => {
            let below = Tree::load(tx, domain_id).await?.subtree(unit);
            Some(below.into_iter().filter(own).collect())
        }
    })
}

impl Row {
    fn into_entry(self, domain_name: &DomainName, unit: UnitPath) -> Result<EntryRow, StoreError> {
        let name = self.name.map(stored_name).transpose()?;
        let name = name.as_ref().unwrap_or(domain_name);
        let address = self
            .local_part
            .map(|local_part| format!("{local_part}@{name}"));
        Ok(EntryRow {
            entry: EntryRef {
                kind: kind(&self.kind)?,
                name: self.login,
            },
            display_name: self.display_name,
            address: address.or(self.outside_address).unwrap_or_default(),
            mail_type: optional_mail_type(self.mail_type.as_deref())?,
            suspended: self.suspended,
            hidden: self.hidden,
            unit,
        })
    }
}
