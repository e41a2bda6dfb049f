//! What the domain holds of the entries that records speak of, read by set.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::entry::Content;
use model::mail::{Address, Mail};
use model::user::Contact;
use model::{DomainName, EntryRef, Kind, LocalPart, Login, UnitPath};

use crate::StoreError;
use crate::administration::{self, UnitRights};
use crate::domains::Domain;
use crate::domains::read::stored_name;
use crate::entries::read::{kind, optional_mail_type};
use crate::entries::{AnyEntry, Entry};
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};
use crate::units::Tree;
use crate::users::read::{SettingsRow, mail_type};
use crate::users::{PasswordFacts, User};

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

const ENTRIES: &str = "SELECT e.id, e.kind, e.login, e.first_name, e.last_name, e.display_name, e.suspended, e.hidden,
            EXISTS (SELECT 1 FROM administrator x
                    WHERE x.account_id = c.id AND x.domain_id = e.domain_id) AS is_administrator,
            e.job_title, e.department, e.phone, c.language, c.time_zone, c.date_format, c.time_format,
            c.password_hash IS NOT NULL AS has_password, COALESCE(c.must_change, FALSE) AS must_change,
            COALESCE(c.password_never_expires, FALSE) AS password_never_expires, c.id AS account, e.mail_type, e.quota_kib,
            s.name AS mailbox_server, e.outside_address, e.unit_id, e.version
     FROM entry e
         LEFT JOIN account c ON c.entry_id = e.id
         LEFT JOIN mailbox_server s ON s.id = e.mailbox_server_id";

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
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
struct Row {
    id: i64,
    kind: String,
    login: String,
    first_name: String,
    last_name: String,
    display_name: String,
    suspended: bool,
    hidden: bool,
    is_administrator: bool,
    job_title: String,
    department: String,
    phone: String,
    #[sqlx(flatten)]
    settings: SettingsRow,
    has_password: bool,
    must_change: bool,
    password_never_expires: bool,
    account: Option<i64>,
    mail_type: Option<String>,
    quota_kib: i64,
    mailbox_server: Option<String>,
    outside_address: Option<String>,
    unit_id: Option<i64>,
    version: i64,
}

/// Where an entry is, and what it administers in units.
#[derive(Default)]
struct Placed {
    unit: UnitPath,
    rights: Vec<UnitRights>,
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

impl Row {
    fn into_known(
        self,
        domain: &Domain,
        addresses: Vec<Address>,
        members: Vec<EntryRef>,
        placed: Placed,
    ) -> Result<Known, StoreError> {
        let (id, account, kind) = (self.id, self.account, kind(&self.kind)?);
        let name = domain.name.clone();
        let entry = if kind == Kind::User {
            AnyEntry::User(Box::new(self.into_user(name, addresses, placed)?))
        } else {
            AnyEntry::Other(Entry {
                unit: placed.unit,
                ..self.into_entry(name, kind, addresses, members)?
            })
        };
        Ok(Known { id, account, entry })
    }

    fn into_user(
        self,
        domain: DomainName,
        addresses: Vec<Address>,
        placed: Placed,
    ) -> Result<User, StoreError> {
        Ok(User {
            domain,
            login: Login::try_from(self.login).map_err(StoreError::corrupt)?,
            first_name: self.first_name,
            last_name: self.last_name,
            display_name: self.display_name,
            suspended: self.suspended,
            hidden: self.hidden,
            is_administrator: self.is_administrator,
            contact: Contact {
                job_title: self.job_title,
                department: self.department,
                phone: self.phone,
            },
            settings: self.settings.into_own()?,
            password: PasswordFacts {
                is_set: self.has_password,
                must_change: self.must_change,
                never_expires: self.password_never_expires,
                ..PasswordFacts::default()
            },
            mail_type: mail_type(self.mail_type.as_deref().unwrap_or_default())?,
            addresses,
            quota_kib: self.quota_kib,
            mailbox_server: self.mailbox_server,
            unit: placed.unit,
            rights: placed.rights,
            version: self.version,
        })
    }

    fn into_entry(
        self,
        domain: DomainName,
        kind: Kind,
        addresses: Vec<Address>,
        members: Vec<EntryRef>,
    ) -> Result<Entry, StoreError> {
        let mail = |addresses| -> Result<Mail, StoreError> {
            Ok(Mail {
                mail_type: optional_mail_type(self.mail_type.as_deref())?.unwrap_or_default(),
                addresses,
                quota_kib: self.quota_kib,
                mailbox_server: self.mailbox_server.clone(),
            })
        };
        let content = match kind {
            Kind::Group => Content::Group(addresses, members),
            Kind::ExternalUser => {
                Content::ExternalUser(self.outside_address.clone().unwrap_or_default())
            }
            Kind::Resource => Content::Resource(mail(addresses)?),
            Kind::User | Kind::SharedMailbox => Content::SharedMailbox(mail(addresses)?),
        };
        Ok(Entry {
            domain,
            kind,
            name: self.login,
            display_name: self.display_name,
            hidden: self.hidden,
            suspended: self.suspended,
            content,
            unit: UnitPath::default(),
            version: self.version,
        })
    }
}
