//! A row of what is there of an entry.

use model::entry::Content;
use model::mail::{Address, Mail};
use model::user::Contact;
use model::{DomainName, EntryRef, Kind, Login, UnitPath};

use super::Known;
use crate::StoreError;
use crate::administration::UnitRights;
use crate::domains::Domain;
use crate::entries::read::{kind, optional_mail_type};
use crate::entries::{AnyEntry, Entry};
use crate::users::read::{SettingsRow, mail_type};
use crate::users::{PasswordFacts, User};

pub(super) const ENTRIES: &str = "SELECT e.id, e.kind, e.login, e.first_name, e.last_name, e.display_name, e.suspended, e.hidden,
            EXISTS (SELECT 1 FROM administrator x
                    WHERE x.account_id = c.id AND x.domain_id = e.domain_id) AS is_administrator,
            e.job_title, e.department, e.phone, c.language, c.time_zone, c.date_format, c.time_format,
            c.password_hash IS NOT NULL AS has_password, COALESCE(c.must_change, FALSE) AS must_change,
            COALESCE(c.password_never_expires, FALSE) AS password_never_expires, c.id AS account, e.mail_type, e.quota_kib,
            s.name AS mailbox_server, e.outside_address, e.unit_id, e.version
     FROM entry e
         LEFT JOIN account c ON c.entry_id = e.id
         LEFT JOIN mailbox_server s ON s.id = e.mailbox_server_id";

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) kind: String,
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
    pub(super) account: Option<i64>,
    mail_type: Option<String>,
    quota_kib: i64,
    mailbox_server: Option<String>,
    outside_address: Option<String>,
    pub(super) unit_id: Option<i64>,
    version: i64,
}

/// Where an entry is, and what it administers in units.
#[derive(Default)]
pub(super) struct Placed {
    pub(super) unit: UnitPath,
    pub(super) rights: Vec<UnitRights>,
}

impl Row {
    pub(super) fn into_known(
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
