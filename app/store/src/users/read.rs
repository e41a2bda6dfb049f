//! Reading one user.

use model::access::Action;
use model::mail::{Address, MailContext};
use model::user::Contact;
use model::{LocalPart, Login, MailType, OwnSettings, UnitPath};
use serde_json::{Value, json};

use super::{PasswordFacts, User};
use crate::administration::{self, UnitRights};
use crate::domains::Domain;
use crate::domains::read::{date_format, stored_name, time_format};
use crate::pool::{Tx, fetch_all, fetch_optional};
use crate::units::place;
use crate::{Desk, StoreError};

impl Desk {
    /// One user.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none or the actor may not see its domain.
    pub async fn find_user(&self, domain: &str, login: &str) -> Result<User, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let keys = self.seen_user(&mut tx, domain.id, login).await?;
        load(&mut tx, &domain, keys.entry).await
    }

    /// What the mail rules must know of the domain; readable by whoever reads its entries.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the actor may not see the domain.
    pub async fn mail_context(&self, domain: &str) -> Result<MailContext, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        Ok(domain.mail_context())
    }
}

impl Domain {
    /// What the mail rules must know of it.
    pub(crate) fn mail_context(&self) -> MailContext {
        MailContext {
            names: self.names(),
            has_relay: self.routing.relay.is_some(),
            max_quota_kib: self.quotas.max_user_kib,
            default_quota_kib: self.quotas.default_user_kib,
        }
    }
}

impl User {
    /// As the history names it.
    pub(crate) fn object(&self) -> String {
        format!("user:{}@{}", self.login, self.domain)
    }

    /// As the history keeps it.
    pub(crate) fn snapshot(&self) -> Value {
        json!({
            "login": self.login,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "display_name": self.display_name,
            "suspended": self.suspended,
            "hidden": self.hidden,
            "is_administrator": self.is_administrator,
            "unit": self.unit,
            "rights": administration::as_texts(&self.rights),
            "contact": self.contact,
            "settings": self.settings,
            "password_never_expires": self.password.never_expires,
            "mail": {
                "type": self.mail_type,
                "addresses": addresses_snapshot(&self.addresses),
                "quota_kib": self.quota_kib,
                "mailbox_server": self.mailbox_server,
            },
        })
    }
}

/// Addresses as the history keeps them.
pub(crate) fn addresses_snapshot(addresses: &[Address]) -> Vec<Value> {
    addresses.iter().map(address_snapshot).collect()
}

fn address_snapshot(address: &Address) -> Value {
    json!({
        "local_part": address.local_part,
        "domain": address.name,
        "default": address.is_default,
        "alternate": address.alternate,
    })
}

pub(crate) const FIND: &str = "SELECT e.id, c.id FROM entry e JOIN account c ON c.entry_id = e.id
     WHERE e.domain_id = $1 AND e.kind = 'user' AND e.login = $2";

pub(crate) const LOAD: &str =
    "SELECT e.login, e.first_name, e.last_name, e.display_name, e.suspended, e.hidden,
            EXISTS (SELECT 1 FROM administrator x
                    WHERE x.account_id = c.id AND x.domain_id = e.domain_id) AS is_administrator,
            e.job_title, e.department, e.phone,
            c.language, c.time_zone, c.date_format, c.time_format,
            c.password_hash IS NOT NULL AS has_password, COALESCE(c.must_change, FALSE) AS must_change,
            COALESCE(c.password_never_expires, FALSE) AS password_never_expires,
            c.password_changed_at,
            (SELECT x.expires_at FROM password_expiry x WHERE x.account_id = c.id) AS password_expires_at,
            c.last_sign_in_at,
            e.mail_type, e.quota_kib, s.name AS mailbox_server, e.unit_id, e.version
     FROM entry e
         LEFT JOIN account c ON c.entry_id = e.id
         LEFT JOIN mailbox_server s ON s.id = e.mailbox_server_id
     WHERE e.id = $1";

pub(crate) const ADDRESSES: &str = "SELECT local_part, name, is_default, alternate FROM address
     WHERE entry_id = $1 ORDER BY position";

/// The identifiers behind a login.
pub(crate) struct Keys {
    /// The entry.
    pub(crate) entry: i64,
    /// Its account.
    pub(crate) account: i64,
}

/// Finds a user by its login as typed.
pub(crate) async fn find(tx: &mut Tx, domain_id: i64, login: &str) -> Result<Keys, StoreError> {
    let login = Login::parse(login).map_err(|_| StoreError::NotFound)?;
    let (entry, account) = fetch_optional!(tx, (i64, i64), FIND, domain_id, login.as_str())?
        .ok_or(StoreError::NotFound)?;
    Ok(Keys { entry, account })
}

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
struct Row {
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
    password_changed_at: Option<i64>,
    password_expires_at: Option<i64>,
    last_sign_in_at: Option<i64>,
    mail_type: String,
    quota_kib: i64,
    mailbox_server: Option<String>,
    unit_id: Option<i64>,
    version: i64,
}

/// What an account chose for itself.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct SettingsRow {
    language: Option<String>,
    time_zone: Option<String>,
    date_format: Option<String>,
    time_format: Option<String>,
}

impl SettingsRow {
    pub(crate) fn into_own(self) -> Result<OwnSettings, StoreError> {
        Ok(OwnSettings {
            language: self.language,
            time_zone: self.time_zone,
            date_format: self.date_format.as_deref().map(date_format).transpose()?,
            time_format: self.time_format.as_deref().map(time_format).transpose()?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct AddressRow {
    local_part: String,
    name: Option<String>,
    is_default: bool,
    alternate: bool,
}

/// The user with an identifier.
pub(crate) async fn load(tx: &mut Tx, domain: &Domain, id: i64) -> Result<User, StoreError> {
    let row = fetch_optional!(&mut *tx, Row, LOAD, id)?.ok_or(StoreError::NotFound)?;
    let addresses = addresses(tx, id).await?;
    let unit = place::path(tx, row.unit_id).await?;
    let rights = administration::rights_of(tx, id).await?;
    row.into_user(domain, addresses, unit, rights)
}

/// The addresses of an entry, in the order of the screen.
pub(crate) async fn addresses(tx: &mut Tx, entry: i64) -> Result<Vec<Address>, StoreError> {
    let rows = fetch_all!(tx, AddressRow, ADDRESSES, entry)?;
    rows.into_iter().map(AddressRow::into_address).collect()
}

impl Row {
    fn into_user(
        self,
        domain: &Domain,
        addresses: Vec<Address>,
        unit: UnitPath,
        rights: Vec<UnitRights>,
    ) -> Result<User, StoreError> {
        Ok(User {
            domain: domain.name.clone(),
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
                changed_at: self.password_changed_at,
                expires_at: self.password_expires_at.filter(|_| self.has_password),
                last_sign_in_at: self.last_sign_in_at,
            },
            mail_type: mail_type(&self.mail_type)?,
            addresses,
            quota_kib: self.quota_kib,
            mailbox_server: self.mailbox_server,
            unit,
            rights,
            version: self.version,
        })
    }
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

/// A mail type as it stands in the database.
pub(crate) fn mail_type(text: &str) -> Result<MailType, StoreError> {
    MailType::from_name(text).ok_or_else(|| StoreError::corrupt(text))
}
