//! What the domain holds of the entries that records speak of, read by set.

mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::mail::Address;
use model::{EntryRef, Kind, LocalPart};

use self::row::{ENTRIES, Placed, Row};

use crate::StoreError;
use crate::administration;
use crate::domains::Domain;
use crate::domains::read::stored_name;
use crate::entries::AnyEntry;
use crate::entries::read::kind;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};
use crate::units::Tree;

/// Names or identifiers in one query.
pub(super) const AT_ONCE: usize = 1000;

/// An entry that is there.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) id: i64,
    /// Its account, of a user.
    pub(super) account: Option<i64>,
    pub(crate) entry: AnyEntry,
}

/// Entries that are there, by name and by identifier.
#[derive(Debug, Default)]
pub(super) struct Present {
    entries: Vec<Known>,
    by_name: HashMap<EntryRef, usize>,
}

impl Present {
    /// The entries of any kind with these names (folded).
    pub(super) async fn load(
        tx: &mut Tx,
        domain: &Domain,
        names: &BTreeSet<String>,
    ) -> Result<Self, StoreError> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut present = Self::default();
        for some in names.chunks(AT_ONCE) {
            let mut query = Statement::default();
            query.push(ENTRIES).push(" WHERE e.domain_id = ");
            query.bind(domain.id);
            query.push(
                " AND e.kind IN ('user', 'group', 'shared_mailbox', 'external_user', 'resource')
                  AND e.login IN (",
            );
            for (index, name) in some.iter().enumerate() {
                query.push(if index == 0 { "" } else { ", " }).bind(*name);
            }
            query.push(")");
            for known in fetch(tx, domain, query).await? {
                present.add(known);
            }
        }
        Ok(present)
    }

    fn add(&mut self, known: Known) {
        self.by_name
            .insert(known.entry.reference(), self.entries.len());
        self.entries.push(known);
    }

    pub(super) fn find(&self, entry: &EntryRef) -> Option<&Known> {
        self.by_name
            .get(entry)
            .and_then(|index| self.entries.get(*index))
    }

    /// The entry whose mailbox would be called so.
    pub(super) fn mailbox_called(&self, name: &str) -> Option<&Known> {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.may_have_mailbox());
        kinds
            .map(|kind| EntryRef {
                kind,
                name: name.to_owned(),
            })
            .find_map(|entry| self.find(&entry))
    }
}

/// Entries of a domain after one of them, in the order of their identifiers.
pub(crate) async fn page(
    tx: &mut Tx,
    domain: &Domain,
    after: i64,
    limit: i64,
) -> Result<Vec<Known>, StoreError> {
    let mut query = Statement::default();
    query.push(ENTRIES).push(" WHERE e.domain_id = ");
    query.bind(domain.id).push(" AND e.id > ").bind(after);
    query.push(" ORDER BY e.id LIMIT ").bind(limit);
    fetch(tx, domain, query).await
}

/// The entries of a domain that have these identifiers.
pub(super) async fn with_ids(
    tx: &mut Tx,
    domain: &Domain,
    ids: &[i64],
) -> Result<HashMap<i64, Known>, StoreError> {
    let mut found = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query.push(ENTRIES).push(" WHERE e.domain_id = ");
        query.bind(domain.id).push(" AND e.id IN ").list(some);
        let known = fetch(tx, domain, query).await?;
        found.extend(known.into_iter().map(|known| (known.id, known)));
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct AddressRow {
    entry_id: i64,
    local_part: String,
    name: Option<String>,
    is_default: bool,
    alternate: bool,
}

async fn fetch(tx: &mut Tx, domain: &Domain, query: Statement) -> Result<Vec<Known>, StoreError> {
    let rows = fetch_statement!(&mut *tx, Row, query)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut addresses = addresses_of(tx, &ids).await?;
    let groups = rows.iter().filter(|row| row.kind == "group");
    let groups: Vec<i64> = groups.map(|row| row.id).collect();
    let mut members = BTreeMap::<i64, Vec<EntryRef>>::new();
    for (group, member) in members_of(tx, &groups).await? {
        members.entry(group).or_default().push(member);
    }
    let tree = Tree::load(tx, domain.id).await?;
    let mut rights = administration::rights_in(tx, domain.id, &tree).await?;
    rows.into_iter()
        .map(|row| {
            let placed = Placed {
                unit: row.unit_id.map(|id| tree.path(id)).unwrap_or_default(),
                rights: row
                    .account
                    .and_then(|account| rights.remove(&account))
                    .unwrap_or_default(),
            };
            let addresses = addresses.remove(&row.id).unwrap_or_default();
            let mut members = members.remove(&row.id).unwrap_or_default();
            members.sort();
            row.into_known(domain, addresses, members, placed)
        })
        .collect()
}

async fn addresses_of(tx: &mut Tx, ids: &[i64]) -> Result<HashMap<i64, Vec<Address>>, StoreError> {
    let mut found = HashMap::<i64, Vec<Address>>::new();
    for some in ids.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query
            .push("SELECT entry_id, local_part, name, is_default, alternate FROM address WHERE entry_id IN ")
            .list(some)
            .push(" ORDER BY entry_id, position");
        for row in fetch_statement!(&mut *tx, AddressRow, query)? {
            let entry = row.entry_id;
            found.entry(entry).or_default().push(row.into_address()?);
        }
    }
    Ok(found)
}

/// The members these groups name themselves, by the groups' identifiers.
async fn members_of(tx: &mut Tx, groups: &[i64]) -> Result<Vec<(i64, EntryRef)>, StoreError> {
    references(
        tx,
        "SELECT m.group_id, e.kind, e.login FROM group_member m JOIN entry e ON e.id = m.member_id
         WHERE m.group_id IN ",
        groups,
    )
    .await
}

/// The groups these entries are in themselves, by the entries' identifiers.
pub(super) async fn groups_of(
    tx: &mut Tx,
    entries: &[i64],
) -> Result<HashMap<i64, BTreeSet<String>>, StoreError> {
    let rows = references(
        tx,
        "SELECT m.member_id, e.kind, e.login FROM group_member m JOIN entry e ON e.id = m.group_id
         WHERE m.member_id IN ",
        entries,
    )
    .await?;
    let mut found = HashMap::<i64, BTreeSet<String>>::new();
    for (entry, group) in rows {
        found.entry(entry).or_default().insert(group.name);
    }
    Ok(found)
}

async fn references(
    tx: &mut Tx,
    query_until_list: &'static str,
    ids: &[i64],
) -> Result<Vec<(i64, EntryRef)>, StoreError> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query.push(query_until_list).list(some);
        for (id, kind_name, name) in fetch_statement!(&mut *tx, (i64, String, String), query)? {
            let kind = kind(&kind_name)?;
            found.push((id, EntryRef { kind, name }));
        }
    }
    Ok(found)
}

impl AddressRow {
    fn into_address(self) -> Result<Address, StoreError> {
        Ok(Address {
            local_part: LocalPart::try_from(self.local_part).map_err(StoreError::corrupt)?,
            name: self.name.map(stored_name).transpose()?,
            is_default: self.is_default,
            alternate: self.alternate,
        })
    }
}
