//! An entry of any kind for a tab that users and others have.

use leptos::prelude::*;
use model::mail::MailType;
use model::{EntryRef, Kind};
use store::administration::Permitted;
use store::domains::Domain;
use store::{Desk, StoreError};

use super::opened::{EntryHead, EntryTab, Opened};
use crate::caller::Caller;
use crate::form::Posted;
use crate::frame::Page;
use crate::paths;
use crate::users::{self, UserHead, UserTab};
use crate::words::Lang;

/// Whose tab it is.
#[derive(Clone, Debug)]
pub enum Whose {
    /// A user's.
    User(Box<users::Opened>),
    /// That of an entry of another kind.
    Other(Box<Opened>),
}

impl Whose {
    /// Reads the entry and its domain.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], also when its kind has no such tab.
    pub async fn find(
        desk: &Desk,
        (domain, folder, name): (&str, &str, &str),
        tab: EntryTab,
    ) -> Result<Self, StoreError> {
        if folder == paths::folder(Kind::User) {
            return users::Opened::find(desk, domain, name)
                .await
                .map(|user| Self::User(Box::new(user)));
        }
        let opened = Opened::find_with(desk, (domain, folder, name), tab).await?;
        Ok(Self::Other(Box::new(opened)))
    }

    /// How it is called inside its domain.
    #[must_use]
    pub fn reference(&self) -> EntryRef {
        match self {
            Self::User(user) => user.reference(),
            Self::Other(other) => other.entry.reference(),
        }
    }

    /// Its domain.
    #[must_use]
    pub fn domain(&self) -> &Domain {
        match self {
            Self::User(user) => &user.domain,
            Self::Other(other) => &other.domain,
        }
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> i64 {
        match self {
            Self::User(user) => user.user.version,
            Self::Other(other) => other.entry.version,
        }
    }

    /// Its mail type; `None` for a group and an external user.
    #[must_use]
    pub fn mail_type(&self) -> Option<MailType> {
        match self {
            Self::User(user) => Some(user.user.mail_type),
            Self::Other(other) => other.entry.mail_type(),
        }
    }

    /// What the caller may do with it.
    #[must_use]
    pub fn permitted(&self) -> Permitted {
        match self {
            Self::User(user) => user.permitted,
            Self::Other(other) => other.permitted,
        }
    }

    /// The page of a tab, before its content.
    #[must_use]
    pub fn page(&self, caller: Caller, form: &Posted) -> Page {
        match self {
            Self::User(user) => users::page(caller, user, form),
            Self::Other(other) => other.page(caller, form),
        }
    }

    /// What stands above all tabs; the current one by either name.
    pub fn head(&self, lang: Lang, of_user: UserTab, of_other: EntryTab) -> AnyView {
        match self.clone() {
            Self::User(opened) => {
                view! { <UserHead lang opened=*opened current=of_user /> }.into_any()
            }
            Self::Other(opened) => {
                view! { <EntryHead lang opened=*opened current=of_other /> }.into_any()
            }
        }
    }
}
