//! Users of a domain, and the directory list.

pub(crate) mod addresses;
pub(crate) mod create;
mod delete;
mod identity;
pub(crate) mod list;
mod mail;
mod order;
pub(crate) mod read;
pub(crate) mod settings;
mod whole;
pub(crate) mod words;

pub use list::Counted;
pub(crate) use mail::Asked as MailAsked;

use model::mail::{Address, MailDraft};
use model::user::{Contact, IdentityDraft};
use model::{DomainName, EntryOrder, EntryRef, Kind, Login, MailType, OwnSettings, UnitPath};

use crate::administration::UnitRights;

/// A user with everything but secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Name of its domain.
    pub domain: DomainName,
    /// Login.
    pub login: Login,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Display name.
    pub display_name: String,
    /// Whether nobody may sign in and mail is refused.
    pub suspended: bool,
    /// Whether left out of address lists.
    pub hidden: bool,
    /// Whether the user administers this domain.
    pub is_administrator: bool,
    /// What tells him apart.
    pub contact: Contact,
    /// Language, time zone and formats, where they are not the domain's.
    pub settings: OwnSettings,
    /// His password, but for itself.
    pub password: PasswordFacts,
    /// Mail type.
    pub mail_type: MailType,
    /// Address table in screen order.
    pub addresses: Vec<Address>,
    /// Mailbox size in KiB; zero for no quota.
    pub quota_kib: i64,
    /// Name of its own mailbox server; `None` for the domain's.
    pub mailbox_server: Option<String>,
    /// The organizational unit it is in; the root for none.
    pub unit: UnitPath,
    /// What it may administer in organizational units, unit by unit.
    pub rights: Vec<UnitRights>,
    /// Version for optimistic locking.
    pub version: i64,
}

/// What is known of a user's password and of its use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasswordFacts {
    /// Whether one is set.
    pub is_set: bool,
    /// Whether another one must be chosen at the next log-in.
    pub must_change: bool,
    /// Whether it never expires, whatever the domain says.
    pub never_expires: bool,
    /// When it was set (seconds since 1970), where that is known.
    pub changed_at: Option<i64>,
    /// When it expires, or did; `None` for never.
    pub expires_at: Option<i64>,
    /// The last sign-in to the console.
    pub last_sign_in_at: Option<i64>,
}

/// A row of the Directory Browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its kind and its name; for a user the login.
    pub entry: EntryRef,
    /// Display name.
    pub display_name: String,
    /// Default address as text; empty when there is none.
    pub address: String,
    /// Mail type; `None` for a group and an external user.
    pub mail_type: Option<MailType>,
    /// Whether suspended.
    pub suspended: bool,
    /// Whether hidden.
    pub hidden: bool,
    /// The organizational unit it is in; the root for none.
    pub unit: UnitPath,
}

/// What the Directory Browser shows; filters add up.
#[derive(Clone, Debug, Default)]
pub struct EntryQuery {
    /// Beginnings of words of names, login or addresses; all must match; empty for all.
    pub text: String,
    /// Only these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// Only this mail type.
    pub mail_type: Option<MailType>,
    /// `Some(true)`: only suspended, `Some(false)`: only active.
    pub suspended: Option<bool>,
    /// Only mailboxes on the mailbox server of this name.
    pub mailbox_server: Option<String>,
    /// Only what is in the organizational unit at this path or below it; one that is not there holds
    /// nothing.
    pub unit: Option<String>,
    /// In which order.
    pub order: EntryOrder,
    /// Cursor of the page.
    pub after: Option<String>,
    /// Rows in a page, 1 to [`crate::page::LIMIT_MAX`].
    pub limit: u32,
}

/// A new user as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUserDraft {
    /// Names, login, flags; problems: fields `login`, `first_name`, …
    pub identity: IdentityDraft,
    /// Initial password; `None` for no log-in yet; problems: field `password`.
    pub password: Option<String>,
    /// Mail; `None`: internal, one address login@all names, default quota. Problems: fields
    /// prefixed as in [`MailDraft::check`].
    pub mail: Option<MailDraft>,
}
