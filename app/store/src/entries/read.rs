//! Reading entries that are no users.

use model::MailType;
use model::access::Action;
use model::entry::{Content, EntryRef, Kind};
use model::mail::{Mail, MailContext};
use model::route::DomainFacts;
use serde_json::{Value, json};

use super::Entry;
use crate::domains::Domain;
use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::units::place;
use crate::users::read::{addresses, addresses_snapshot, mail_type};
use crate::users::words::Findable;
use crate::{Desk, StoreError};

impl Desk {
    /// One entry that is no user.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none or the actor may not see its domain.
    pub async fn find_entry(
        &self,
        domain: &str,
        kind: Kind,
        name: &str,
    ) -> Result<Entry, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let id = self.seen_entry(&mut tx, domain.id, kind, name).await?;
        load(&mut tx, &domain, id).await
    }

    /// The groups an entry is in itself, by name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry or the actor may not see its domain.
    pub async fn list_groups_of(
        &self,
        domain: &str,
        entry: &EntryRef,
    ) -> Result<Vec<EntryRef>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let id = self
            .seen_entry(&mut tx, domain.id, entry.kind, &entry.name)
            .await?;
        self.groups_seen(&mut tx, domain.id, id).await
    }

    /// The groups an entry is in itself, as far as the actor sees them.
    pub(super) async fn groups_seen(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        entry: i64,
    ) -> Result<Vec<EntryRef>, StoreError> {
        let mut groups = groups_of(tx, entry).await?;
        if self.actor.delegation().is_some() {
            let mut seen = Vec::new();
            for group in groups {
                match self
                    .seen_entry(tx, domain_id, group.kind, &group.name)
                    .await
                {
                    Ok(_) => seen.push(group),
                    Err(StoreError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            groups = seen;
        }
        Ok(groups)
    }

    /// What the rules of mail must know of the domain for a shared mailbox, a resource or a group.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the actor may not see the domain.
    pub async fn shared_mail_context(&self, domain: &str) -> Result<MailContext, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        Ok(domain.shared_mail_context())
    }
}

impl Domain {
    /// As [`Domain::mail_context`], with the quotas of shared mailboxes.
    pub(crate) fn shared_mail_context(&self) -> MailContext {
        MailContext {
            max_quota_kib: self.quotas.max_shared_kib,
            default_quota_kib: self.quotas.default_shared_kib,
            ..self.mail_context()
        }
    }

    /// What routing must know of it.
    pub(crate) fn facts(&self) -> DomainFacts {
        DomainFacts {
            name: self.name.clone(),
            routing: self.routing.clone(),
        }
    }
}

impl Entry {
    /// As the history names it.
    pub(crate) fn object(&self) -> String {
        format!("{}@{}", self.reference(), self.domain)
    }

    /// As the history keeps it.
    pub(crate) fn snapshot(&self) -> Value {
        let mut snapshot = json!({
            "name": self.name,
            "display_name": self.display_name,
            "suspended": self.suspended,
            "hidden": self.hidden,
            "unit": self.unit,
        });
        let content = match &self.content {
            Content::Group(addresses, members) => json!({
                "addresses": addresses_snapshot(addresses),
                "members": members,
            }),
            Content::SharedMailbox(mail) | Content::Resource(mail) => json!({"mail": {
                "type": mail.mail_type,
                "addresses": addresses_snapshot(&mail.addresses),
                "quota_kib": mail.quota_kib,
                "mailbox_server": mail.mailbox_server,
            }}),
            Content::ExternalUser(address) => json!({"address": address}),
        };
        if let (Some(fields), Value::Object(more)) = (snapshot.as_object_mut(), content) {
            fields.extend(more);
        }
        snapshot
    }

    /// What it is found by.
    pub(crate) fn findable(&self) -> Findable<'_> {
        Findable {
            names: [&self.display_name, &self.name, ""],
            login: &self.name,
            addresses: self.content.addresses(),
            outside: match &self.content {
                Content::ExternalUser(address) => address,
                _ => "",
            },
        }
    }
}

pub(crate) const FIND: &str =
    "SELECT id FROM entry WHERE domain_id = $1 AND kind = $2 AND login = $3";

pub(crate) const LOAD: &str =
    "SELECT e.kind, e.login, e.display_name, e.hidden, e.suspended, e.mail_type, e.quota_kib,
            e.outside_address, s.name AS mailbox_server, e.unit_id, e.version
     FROM entry e LEFT JOIN mailbox_server s ON s.id = e.mailbox_server_id
     WHERE e.id = $1";

const MEMBERS: &str =
    "SELECT e.kind, e.login FROM group_member m JOIN entry e ON e.id = m.member_id
     WHERE m.group_id = $1 ORDER BY e.kind, e.login";

pub(crate) const GROUPS: &str =
    "SELECT e.kind, e.login FROM group_member m JOIN entry e ON e.id = m.group_id
     WHERE m.member_id = $1 ORDER BY e.login";

/// Finds an entry by its kind and its name as typed.
pub(crate) async fn find(
    tx: &mut Tx,
    domain_id: i64,
    kind: Kind,
    name: &str,
) -> Result<i64, StoreError> {
    let name = kind.parse_name(name).map_err(|_| StoreError::NotFound)?;
    let (id,) = fetch_optional!(tx, (i64,), FIND, domain_id, kind.as_str(), name)?
        .ok_or(StoreError::NotFound)?;
    Ok(id)
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    login: String,
    display_name: String,
    hidden: bool,
    suspended: bool,
    mail_type: Option<String>,
    quota_kib: i64,
    outside_address: Option<String>,
    mailbox_server: Option<String>,
    unit_id: Option<i64>,
    version: i64,
}

/// The entry with an identifier, which is no user's.
pub(crate) async fn load(tx: &mut Tx, domain: &Domain, id: i64) -> Result<Entry, StoreError> {
    let row = fetch_optional!(&mut *tx, Row, LOAD, id)?.ok_or(StoreError::NotFound)?;
    let addresses = addresses(tx, id).await?;
    let unit = place::path(tx, row.unit_id).await?;
    let kind = kind(&row.kind)?;
    let content = match kind {
        Kind::Group => Content::Group(addresses, members(tx, id).await?),
        Kind::ExternalUser => Content::ExternalUser(row.outside_address.unwrap_or_default()),
        Kind::User => return Err(StoreError::NotFound),
        Kind::SharedMailbox | Kind::Resource => {
            let mail = Mail {
                mail_type: optional_mail_type(row.mail_type.as_deref())?.unwrap_or_default(),
                addresses,
                quota_kib: row.quota_kib,
                mailbox_server: row.mailbox_server,
            };
            if kind == Kind::Resource {
                Content::Resource(mail)
            } else {
                Content::SharedMailbox(mail)
            }
        }
    };
    Ok(Entry {
        domain: domain.name.clone(),
        kind,
        name: row.login,
        display_name: row.display_name,
        hidden: row.hidden,
        suspended: row.suspended,
        content,
        unit,
        version: row.version,
    })
}

/// The members a group names itself.
async fn members(tx: &mut Tx, group: i64) -> Result<Vec<EntryRef>, StoreError> {
    let rows = fetch_all!(tx, (String, String), MEMBERS, group)?;
    let mut members: Vec<EntryRef> = rows.into_iter().map(reference).collect::<Result<_, _>>()?;
    members.sort();
    Ok(members)
}

/// The groups an entry is in itself.
pub(crate) async fn groups_of(tx: &mut Tx, entry: i64) -> Result<Vec<EntryRef>, StoreError> {
    let rows = fetch_all!(tx, (String, String), GROUPS, entry)?;
    rows.into_iter().map(reference).collect()
}

/// An entry by its kind and name as they stand in the database.
pub(crate) fn reference((kind_name, name): (String, String)) -> Result<EntryRef, StoreError> {
    Ok(EntryRef {
        kind: kind(&kind_name)?,
        name,
    })
}

/// A kind as it stands in the database.
pub(crate) fn kind(text: &str) -> Result<Kind, StoreError> {
    Kind::from_name(text).ok_or_else(|| StoreError::corrupt(text))
}

/// A mail type as it stands in the database.
pub(crate) fn optional_mail_type(text: Option<&str>) -> Result<Option<MailType>, StoreError> {
    text.map(mail_type).transpose()
}
