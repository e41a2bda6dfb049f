//! The members of a group, and whether mail reaches them.

use model::access::Action;
use model::entry::Kind;
use model::group::{self, MemberFacts};
use model::route::DomainFacts;
use model::{Endpoint, Target};

use super::Member;
use super::read::{optional_mail_type, reference};
use crate::domains::Domain;
use crate::pool::{Tx, fetch_all};
use crate::{Desk, StoreError};

impl Desk {
    /// The members of a group by display name, groups inside it as one, and whether mail reaches them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] as for [`Desk::find_entry`].
    pub async fn list_members(&self, domain: &str, name: &str) -> Result<Vec<Member>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let id = self
            .seen_entry(&mut tx, domain.id, Kind::Group, name)
            .await?;
        let rows = fetch_all!(&mut tx, MemberRow, DIRECT, id)?;
        let facts = domain.facts();
        rows.into_iter()
            .map(|row| {
                let place = Target::place(domain.id, row.unit_id);
                let is_seen = self.require(Action::ReadEntry(place)).is_ok();
                let member = row.into_member(&domain, &facts)?;
                Ok(if is_seen { member } else { member.by_name() })
            })
            .collect()
    }
}

/// What routing must know of members, and how they are shown.
macro_rules! members_of {
    ($of:literal, $rest:literal) => {
        concat!(
            "SELECT e.unit_id, e.kind, e.login, e.display_name, e.suspended, e.mail_type, e.outside_address,
                    a.local_part, a.name, COALESCE(a.alternate, FALSE) AS alternate, s.endpoint,
                    EXISTS (SELECT 1 FROM postfix_group p WHERE p.group_id = e.id) AS reaches_somebody
             FROM ", $of, " g
                 JOIN entry e ON e.id = g.member_id
                 JOIN domain d ON d.id = e.domain_id
                 JOIN mailbox_server s ON s.id = COALESCE(e.mailbox_server_id, d.mailbox_server_id)
                 LEFT JOIN address a ON a.entry_id = e.id AND a.is_default
             WHERE g.group_id = $1 ", $rest
        )
    };
}

pub(crate) const DIRECT: &str = members_of!("group_member", "ORDER BY e.sort_key, e.id");
pub(crate) const ALL: &str = members_of!("group_reach", "ORDER BY e.kind, e.login");

#[derive(sqlx::FromRow)]
struct MemberRow {
    unit_id: Option<i64>,
    kind: String,
    login: String,
    display_name: String,
    suspended: bool,
    mail_type: Option<String>,
    outside_address: Option<String>,
    local_part: Option<String>,
    name: Option<String>,
    alternate: bool,
    endpoint: String,
    reaches_somebody: bool,
}

impl MemberRow {
    fn into_facts(self, domain: &Domain) -> Result<MemberFacts, StoreError> {
        let name = self.name;
        let default_address = self.local_part.map(|local| {
            format!(
                "{local}@{}",
                name.as_deref().unwrap_or(domain.name.as_str())
            )
        });
        Ok(MemberFacts {
            entry: reference((self.kind, self.login))?,
            suspended: self.suspended,
            mail_type: optional_mail_type(self.mail_type.as_deref())?,
            default_address,
            alternate: self.alternate,
            outside_address: self.outside_address,
            mailbox_server: Endpoint::try_from(self.endpoint).map_err(StoreError::corrupt)?,
            reaches_somebody: self.reaches_somebody,
        })
    }

    fn into_member(self, domain: &Domain, facts: &DomainFacts) -> Result<Member, StoreError> {
        let display_name = self.display_name.clone();
        let member = self.into_facts(domain)?;
        let (address, left_out) = match group::deliver(&member, facts) {
            Ok(delivery) => (delivery.map(|delivery| delivery.recipient), None),
            Err(why) => (None, Some(why)),
        };
        Ok(Member {
            entry: member.entry,
            display_name,
            address: address.unwrap_or_default(),
            left_out,
            is_foreign: false,
        })
    }
}

impl Member {
    /// What is told of an entry that is not the actor's.
    fn by_name(self) -> Self {
        Self {
            address: String::new(),
            left_out: None,
            is_foreign: true,
            ..self
        }
    }
}

/// Everybody in a group, for routing.
pub(crate) async fn reached(
    tx: &mut Tx,
    domain: &Domain,
    group: i64,
) -> Result<Vec<MemberFacts>, StoreError> {
    let rows = fetch_all!(tx, MemberRow, ALL, group)?;
    rows.into_iter().map(|row| row.into_facts(domain)).collect()
}
