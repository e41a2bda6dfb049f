//! Domains: names, settings, mail routing.
//!
//! `domain` arguments are any of the domain's names as typed; unknown or foreign ones are `NotFound`.
//! `version`: `None` skips the optimistic lock (API without `If-Match`).

mod contents;
mod create;
mod delete;
mod followers;
mod general;
pub(crate) mod list;
mod mail_system;
mod names;
pub(crate) mod read;
mod relay;
mod whole;

pub use contents::Contents;
pub use followers::Followers;
pub(crate) use general::known_zone;
pub use general::time_zones;
pub(crate) use mail_system::Wanted as MailSystemWanted;
pub(crate) use relay::refuse_relay_to_self;

use model::domain::{MailRouting, MailRoutingDraft, Quotas};
use model::{DateFormat, DomainName, PasswordPolicy, TimeFormat};

/// A domain with all its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Its identifier, for the access policy.
    pub id: i64,
    /// Its name.
    pub name: DomainName,
    /// Its other names, sorted.
    pub aliases: Vec<DomainName>,
    /// Free text.
    pub description: String,
    /// `en`, `fr` or `de`.
    pub language: String,
    /// A zone of the tz database.
    pub time_zone: String,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How times of day are written.
    pub time_format: TimeFormat,
    /// Maximum number of users.
    pub max_users: Option<i64>,
    /// The rules for passwords.
    pub passwords: PasswordPolicy,
    /// When their lifetime was set or shortened (seconds since 1970): none is counted from before.
    pub(crate) lifetime_from: i64,
    /// Name of the mailbox server of users without one of their own.
    pub mailbox_server: String,
    /// The four quotas.
    pub quotas: Quotas,
    /// Where mail of a split domain goes.
    pub routing: MailRouting,
    /// Version for optimistic locking.
    pub version: i64,
}

/// Sort orders of the domain list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DomainOrder {
    /// By name, a to z.
    #[default]
    Name,
    /// By name, z to a.
    NameDescending,
}

/// What the domain list shows.
#[derive(Clone, Debug, Default)]
pub struct DomainQuery {
    /// Part of a name or alias; empty for all.
    pub text: String,
    /// Order.
    pub order: DomainOrder,
    /// Cursor of the page.
    pub after: Option<String>,
    /// Rows in a page, 1 to [`crate::page::LIMIT_MAX`].
    pub limit: u32,
}

/// The Mail System tab as typed: mailbox server, quotas and mail routing are saved together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailSystemDraft {
    /// Name of the mailbox server; problems: field `mailbox_server`.
    pub mailbox_server: String,
    /// Quotas in KiB; problems: fields `max_user_kib` …
    pub quotas: Quotas,
    /// Mail routing; problems: fields `relay`, `forward_unknown`.
    pub routing: MailRoutingDraft,
}

/// Whether removing names may take the addresses at them along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithAddresses {
    /// Refuse (`Conflict` with `name.in_use`, field `aliases`, args: count).
    No,
    /// Take them along.
    Yes,
}
