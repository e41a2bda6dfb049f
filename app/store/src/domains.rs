//! Domains: names, settings, mail routing.
//!
//! `domain` arguments are any of the domain's names as typed; unknown or foreign ones are `NotFound`.
//! `version`: `None` skips the optimistic lock (API without `If-Match`).

use model::DomainName;
use model::domain::{GeneralDraft, MailRouting, MailRoutingDraft, NewDomainDraft, Quotas};

use crate::{Desk, Page, StoreError};

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
    /// Maximum number of users.
    pub max_users: Option<i64>,
    /// Name of the mailbox server of users without one of their own.
    pub mailbox_server: String,
    /// The four quotas.
    pub quotas: Quotas,
    /// Where mail of a split domain goes.
    pub routing: MailRouting,
    /// Number of entries of mail type external.
    pub external_entries: i64,
    /// Version for optimistic locking.
    pub version: i64,
}

/// A row of the domain list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainRow {
    /// Its name.
    pub name: DomainName,
    /// Its aliases.
    pub aliases: Vec<DomainName>,
    /// Free text.
    pub description: String,
    /// Where mail of a split domain goes.
    pub routing: MailRouting,
    /// Version.
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

impl Desk {
    /// The domains the actor sees.
    pub async fn list_domains(&self, query: &DomainQuery) -> Result<Page<DomainRow>, StoreError> {
        todo!()
    }

    /// One domain by any of its names.
    pub async fn find_domain(&self, domain: &str) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Creates a domain and, when asked for, its administrator, in one transaction.
    pub async fn create_domain(&self, draft: &NewDomainDraft) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Saves the General tab: name among its names, description, aliases, language, time zone, maximum.
    pub async fn change_general(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &GeneralDraft,
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Saves the Mail System tab.
    pub async fn change_mail_system(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &MailSystemDraft,
    ) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Saves mail routing alone.
    pub async fn change_mail_routing(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &MailRoutingDraft,
    ) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Replaces the aliases.
    pub async fn change_aliases(
        &self,
        domain: &str,
        version: Option<i64>,
        aliases: &[String],
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        todo!()
    }

    /// Deletes a domain; `with_entries: false` refuses while entries remain (`Conflict`, `domain.not_empty`).
    pub async fn delete_domain(
        &self,
        domain: &str,
        version: Option<i64>,
        with_entries: bool,
    ) -> Result<(), StoreError> {
        todo!()
    }
}
