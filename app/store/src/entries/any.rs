//! An entry of whatever kind, for work that makes no difference between them.

use model::mail::Address;
use model::{EntryRef, Kind, MailType};
use serde_json::Value;

use super::{Entry, read};
use crate::StoreError;
use crate::domains::Domain;
use crate::pool::{Tx, fetch_optional};
use crate::users::words::Findable;
use crate::users::{self, User};

/// A user or another entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AnyEntry {
    /// A user.
    User(Box<User>),
    /// A group, shared mailbox, external user or resource.
    Other(Entry),
}

impl AnyEntry {
    /// The entry with an identifier.
    pub(crate) async fn load(tx: &mut Tx, domain: &Domain, id: i64) -> Result<Self, StoreError> {
        let (kind,) = fetch_optional!(
            &mut *tx,
            (String,),
            "SELECT kind FROM entry WHERE id = $1",
            id
        )?
        .ok_or(StoreError::NotFound)?;
        Ok(match read::kind(&kind)? {
            Kind::User => Self::User(Box::new(users::read::load(tx, domain, id).await?)),
            _ => Self::Other(read::load(tx, domain, id).await?),
        })
    }

    /// How it is called inside its domain.
    pub(crate) fn reference(&self) -> EntryRef {
        match self {
            Self::User(user) => EntryRef {
                kind: Kind::User,
                name: user.login.as_str().to_owned(),
            },
            Self::Other(entry) => entry.reference(),
        }
    }

    /// Whether it is suspended.
    pub(crate) const fn is_suspended(&self) -> bool {
        match self {
            Self::User(user) => user.suspended,
            Self::Other(entry) => entry.suspended,
        }
    }

    /// As the history names it.
    pub(crate) fn object(&self) -> String {
        match self {
            Self::User(user) => user.object(),
            Self::Other(entry) => entry.object(),
        }
    }

    /// As the history keeps it.
    pub(crate) fn snapshot(&self) -> Value {
        match self {
            Self::User(user) => user.snapshot(),
            Self::Other(entry) => entry.snapshot(),
        }
    }

    /// Its version.
    pub(crate) const fn version(&self) -> i64 {
        match self {
            Self::User(user) => user.version,
            Self::Other(entry) => entry.version,
        }
    }

    /// Its display name.
    pub(crate) fn display_name(&self) -> &str {
        match self {
            Self::User(user) => &user.display_name,
            Self::Other(entry) => &entry.display_name,
        }
    }

    /// Its addresses here.
    pub(crate) fn addresses(&self) -> &[Address] {
        match self {
            Self::User(user) => &user.addresses,
            Self::Other(entry) => entry.content.addresses(),
        }
    }

    /// Its mail type; `None` for a group and an external user.
    pub(crate) fn mail_type(&self) -> Option<MailType> {
        match self {
            Self::User(user) => Some(user.mail_type),
            Self::Other(entry) => entry.mail_type(),
        }
    }

    /// What it is found by.
    pub(crate) fn findable(&self) -> Findable<'_> {
        match self {
            Self::User(user) => user.findable(),
            Self::Other(entry) => entry.findable(),
        }
    }

    /// Stores the words it is found by.
    pub(crate) async fn write_words(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        id: i64,
    ) -> Result<(), StoreError> {
        users::words::rewrite(tx, domain_id, id, &self.findable()).await
    }
}
