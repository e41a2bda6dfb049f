//! Reading one domain.

use model::access::Action;
use model::domain::{MailRouting, Quotas};
use model::settings::Reading;
use model::{DateFormat, DomainName, PasswordPolicy, Relay, TimeFormat};
use serde_json::{Value, json};

use super::Domain;
use crate::pool::{Tx, fetch_all, fetch_optional, fetch_scalar};
use crate::{Desk, StoreError};

impl Desk {
    /// One domain by any of its names.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none or the actor may not see it.
    pub async fn find_domain(&self, domain: &str) -> Result<Domain, StoreError> {
        let mut tx = self.store.pool.read().await?;
        self.open_domain(&mut tx, domain, Action::ReadDomain).await
    }

    /// The number of a domain's entries, for saying what its deletion takes along.
    ///
    /// # Errors
    /// Those of [`Desk::find_domain`].
    pub async fn count_entries(&self, domain: &str) -> Result<i64, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        count_entries(&mut tx, id).await
    }

    /// The number of a domain's entries of mail type external, which need its relay.
    ///
    /// # Errors
    /// Those of [`Desk::find_domain`].
    pub async fn count_external_entries(&self, domain: &str) -> Result<i64, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        count_external_entries(&mut tx, id).await
    }
}

impl Domain {
    /// Whether a name is its name or one of its aliases.
    #[must_use]
    pub fn has_name(&self, name: &DomainName) -> bool {
        self.name == *name || self.aliases.contains(name)
    }

    /// Its name, then its aliases.
    #[must_use]
    pub fn names(&self) -> Vec<DomainName> {
        let mut names = vec![self.name.clone()];
        names.extend(self.aliases.iter().cloned());
        names
    }

    /// How pages are written for those of its users who chose nothing.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading {
            language: Some(self.language.clone()),
            time_zone: self.time_zone.clone(),
            date_format: self.date_format,
            time_format: self.time_format,
        }
    }

    /// As the history keeps it.
    pub(crate) fn snapshot(&self) -> Value {
        json!({
            "name": self.name,
            "aliases": self.aliases,
            "description": self.description,
            "language": self.language,
            "time_zone": self.time_zone,
            "date_format": self.date_format,
            "time_format": self.time_format,
            "max_users": self.max_users,
            "passwords": self.passwords,
            "mailbox_server": self.mailbox_server,
            "quotas": self.quotas,
            "mail_routing": {
                "relay": self.routing.relay,
                "forward_unknown": self.routing.forward_unknown,
                "deliver_to_default": self.routing.deliver_to_default,
            },
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) name: String,
    description: String,
    language: String,
    time_zone: String,
    date_format: String,
    time_format: String,
    max_users: Option<i64>,
    password_min_length: i64,
    password_lifetime_days: Option<i64>,
    password_lifetime_from: i64,
    mailbox_server: String,
    max_user_kib: i64,
    default_user_kib: i64,
    max_shared_kib: i64,
    default_shared_kib: i64,
    relay: Option<String>,
    forward_unknown: bool,
    deliver_to_default: bool,
    version: i64,
}

/// The query of [`Row`]s that meet a condition.
macro_rules! select_rows {
    ($condition:literal) => {
        concat!(
            "SELECT d.id, d.name, d.description, d.language, d.time_zone,
                    d.date_format, d.time_format, d.max_users, d.password_min_length,
                    d.password_lifetime_days, d.password_lifetime_from,
                    (SELECT s.name FROM mailbox_server s WHERE s.id = d.mailbox_server_id)
                        AS mailbox_server,
                    d.max_user_kib, d.default_user_kib, d.max_shared_kib, d.default_shared_kib,
                    d.relay, d.forward_unknown, d.deliver_to_default, d.version
             FROM domain d WHERE ",
            $condition
        )
    };
}
pub(super) use select_rows;

pub(crate) const LOAD: &str = select_rows!("d.id = $1");
pub(crate) const NAMES: &str = "SELECT name FROM domain_name WHERE domain_id = $1 ORDER BY name";

/// One domain.
pub(crate) async fn load(tx: &mut Tx, id: i64) -> Result<Domain, StoreError> {
    let row = fetch_optional!(tx, Row, LOAD, id)?.ok_or(StoreError::NotFound)?;
    let names = fetch_all!(tx, (String,), NAMES, id)?;
    row.into_domain(names.into_iter().map(|(name,)| name))
}

impl Row {
    /// With all its names, its own among them or not.
    pub(super) fn into_domain(
        self,
        names: impl IntoIterator<Item = String>,
    ) -> Result<Domain, StoreError> {
        let name = stored_name(self.name)?;
        let aliases = names
            .into_iter()
            .map(stored_name)
            .filter(|other| other.as_ref().ok() != Some(&name))
            .collect::<Result<_, _>>()?;
        Ok(Domain {
            id: self.id,
            name,
            aliases,
            description: self.description,
            language: self.language,
            time_zone: self.time_zone,
            date_format: date_format(&self.date_format)?,
            time_format: time_format(&self.time_format)?,
            max_users: self.max_users,
            passwords: PasswordPolicy {
                min_length: self.password_min_length,
                lifetime_days: self.password_lifetime_days,
            },
            lifetime_from: self.password_lifetime_from,
            mailbox_server: self.mailbox_server,
            quotas: Quotas {
                max_user_kib: self.max_user_kib,
                default_user_kib: self.default_user_kib,
                max_shared_kib: self.max_shared_kib,
                default_shared_kib: self.default_shared_kib,
            },
            routing: routing(self.relay, self.forward_unknown, self.deliver_to_default)?,
            version: self.version,
        })
    }
}

/// A name as it stands in the database.
pub(crate) fn stored_name(text: String) -> Result<DomainName, StoreError> {
    DomainName::try_from(text).map_err(StoreError::corrupt)
}

/// A date format as it stands in the database.
pub(crate) fn date_format(text: &str) -> Result<DateFormat, StoreError> {
    DateFormat::from_name(text).ok_or_else(|| StoreError::corrupt(text))
}

/// A time format as it stands in the database.
pub(crate) fn time_format(text: &str) -> Result<TimeFormat, StoreError> {
    TimeFormat::from_name(text).ok_or_else(|| StoreError::corrupt(text))
}

/// Mail routing as it stands in the database.
pub(crate) fn routing(
    relay: Option<String>,
    forward_unknown: bool,
    deliver_to_default: bool,
) -> Result<MailRouting, StoreError> {
    let relay = relay
        .map(Relay::try_from)
        .transpose()
        .map_err(StoreError::corrupt)?;
    Ok(MailRouting {
        relay,
        forward_unknown,
        deliver_to_default,
    })
}

/// The number of entries of mail type external of a domain.
pub(super) async fn count_external_entries(tx: &mut Tx, id: i64) -> Result<i64, StoreError> {
    Ok(fetch_scalar!(
        tx,
        i64,
        "SELECT COUNT(*) FROM entry WHERE domain_id = $1 AND mail_type = 'external'",
        id
    )?)
}

/// The number of users of a domain.
pub(crate) async fn count_users(tx: &mut Tx, id: i64) -> Result<i64, StoreError> {
    Ok(fetch_scalar!(
        tx,
        i64,
        "SELECT COUNT(*) FROM entry WHERE domain_id = $1 AND kind = 'user'",
        id
    )?)
}

/// The number of entries of a domain.
pub(crate) async fn count_entries(tx: &mut Tx, id: i64) -> Result<i64, StoreError> {
    Ok(fetch_scalar!(
        tx,
        i64,
        "SELECT COUNT(*) FROM entry WHERE domain_id = $1",
        id
    )?)
}
