//! The administrators of a domain.

use std::collections::BTreeSet;

use model::access::Action;
use model::{Code, Problem};
use serde_json::json;

use super::{AdministrationDraft, target};
use crate::accounts::named_entry;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, fetch_all, in_transaction};
use crate::users;
use crate::{Desk, StoreError};

/// Somebody who administers a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainAdministrator {
    /// `login@domain`, of this domain or another.
    pub account: String,
    /// The login, when it is one of this domain's.
    pub login: Option<String>,
    /// Display name.
    pub display_name: String,
    /// Whether it may sign in: neither suspended nor with its mailbox elsewhere.
    pub may_sign_in: bool,
}

impl Desk {
    /// The administrators of a domain, by display name; superadministrators administer every domain and
    /// are not listed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the actor may not see the domain.
    pub async fn list_administrators(
        &self,
        domain: &str,
    ) -> Result<Vec<DomainAdministrator>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        let rows = fetch_all!(
            &mut tx,
            (String, String, String, i64, bool),
            "SELECT e.login, d.name, e.display_name, d.id,
                    e.mail_type = 'internal' AND NOT e.suspended
             FROM administrator x
                 JOIN account c ON c.id = x.account_id
                 JOIN entry e ON e.id = c.entry_id
                 JOIN domain d ON d.id = e.domain_id
             WHERE x.domain_id = $1
             ORDER BY e.sort_key, e.id",
            id
        )?;
        let administrator = |(login, name, display_name, own, may_sign_in)| DomainAdministrator {
            account: format!("{login}@{name}"),
            login: (own == id).then_some(login),
            display_name,
            may_sign_in,
        };
        Ok(rows.into_iter().map(administrator).collect())
    }

    /// Makes a user an administrator of a domain, or no longer one; `account` is a login of the domain,
    /// or `login@name` of one of any domain the actor sees. What is so already stays.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `account` with [`Code::AdministratorUnknown`], [`Code::OwnAccount`] or
    /// [`Code::RankAbove`].
    pub async fn set_administrator(
        &self,
        domain: &str,
        account: &str,
        is_administrator: bool,
    ) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.set_administrator_in(tx, domain, account, is_administrator)
                .await
        })
    }

    pub(crate) async fn set_administrator_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        account: &str,
        is_administrator: bool,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::GrantDomain).await?;
        let account = account.trim();
        let whole = if account.contains('@') {
            account.to_owned()
        } else {
            format!("{account}@{}", domain.name)
        };
        let unknown = || Problem::new("account", Code::AdministratorUnknown).with(account);
        let user = named_entry(tx, &whole).await?.ok_or_else(unknown)?;
        let target = target(tx, user.domain, user.entry).await?;
        if self.require(Action::ReadEntry(target.clone())).is_err() {
            return Err(unknown().into());
        }
        if target.rank.is_some_and(|rank| !self.actor.covers(&rank)) {
            return Err(Problem::new("account", Code::RankAbove).into());
        }
        if user.account == self.actor.account && !is_administrator {
            return Err(Problem::new("account", Code::OwnAccount).into());
        }
        if user.domain == domain.id {
            let before = users::read::load(tx, &domain, user.entry).await?;
            let draft = AdministrationDraft {
                is_administrator,
                rights: before.rights.iter().map(Into::into).collect(),
            };
            let login = before.login.as_str();
            return self
                .save_administration(tx, &domain, login, None, &draft)
                .await
                .map(drop);
        }
        let mut wanted = accounts(tx, domain.id).await?;
        let changed = if is_administrator {
            wanted.insert(user.account)
        } else {
            wanted.remove(&user.account)
        };
        if changed {
            self.save_administrators(tx, &domain, &wanted).await?;
        }
        Ok(())
    }

    /// Makes exactly these accounts the administrators of a domain, as a change of the domain.
    async fn save_administrators(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        wanted: &BTreeSet<i64>,
    ) -> Result<(), StoreError> {
        let before = administrators(tx, domain.id).await?;
        let present = accounts(tx, domain.id).await?;
        for account in wanted.symmetric_difference(&present) {
            let is_administrator = wanted.contains(account);
            users::create::set_administrator(tx, *account, domain.id, is_administrator).await?;
        }
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(domain.id),
            object: domain.object(),
            action: "change_administrators",
            before: Some(json!({"administrators": before})),
            after: Some(json!({"administrators": administrators(tx, domain.id).await?})),
        };
        self.record(tx, change).await
    }
}

async fn accounts(tx: &mut Tx, domain_id: i64) -> Result<BTreeSet<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT account_id FROM administrator WHERE domain_id = $1",
        domain_id
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The administrators of a domain as the history keeps them.
pub(crate) async fn administrators(tx: &mut Tx, domain_id: i64) -> Result<Vec<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "SELECT e.login || '@' || d.name AS name
         FROM administrator x
             JOIN account c ON c.id = x.account_id
             JOIN entry e ON e.id = c.entry_id
             JOIN domain d ON d.id = e.domain_id
         WHERE x.domain_id = $1",
        domain_id
    )?;
    let mut names: Vec<String> = rows.into_iter().map(|(name,)| name).collect();
    names.sort();
    Ok(names)
}
