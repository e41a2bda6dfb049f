//! The General tab of a user: names, login, flags, password.

use model::access::Action;
use model::user::{Identity, IdentityDraft, check_password};
use model::{Code, Problem, Problems};
use serde_json::json;

use super::create::{grant, refuse_login_taken};
use super::read::{self, Keys};
use super::{User, words};
use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError, contract, passwords};

impl Desk {
    /// Saves the General tab; a `password` is set in the same transaction (and ends the user's log-in sessions).
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`IdentityDraft::check`], `password`, and
    /// [`Code::OwnAccount`] at `suspended` or `is_administrator`; [`StoreError::Conflict`] with
    /// [`Code::LoginTaken`] at `login`.
    pub async fn change_user_identity(
        &self,
        domain: &str,
        login: &str,
        version: Option<i64>,
        draft: &IdentityDraft,
        password: Option<&str>,
    ) -> Result<User, StoreError> {
        let (wanted, hash) = self.check_identity(domain, login, draft, password).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            let domain = self.lock_domain(tx, domain, Action::ChangeEntries).await;
            match domain {
                Ok(domain) => {
                    self.save_identity(tx, &domain, login, version, &wanted, hash.as_deref())
                        .await
                }
                Err(error) => Err(error),
            }
        })
    }

    /// Checks the tab as far as no transaction is needed, and hashes the password: only for somebody
    /// who may save it.
    pub(super) async fn check_identity(
        &self,
        domain: &str,
        login: &str,
        draft: &IdentityDraft,
        password: Option<&str>,
    ) -> Result<(Identity, Option<String>), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ChangeEntries)
            .await?;
        read::find(&mut tx, id, login).await?;
        drop(tx);
        let wanted = check(draft, password)?;
        let hash = match password {
            Some(password) => Some(passwords::hash(password).await?),
            None => None,
        };
        Ok((wanted, hash))
    }

    pub(crate) async fn save_identity(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        login: &str,
        version: Option<i64>,
        wanted: &Identity,
        hash: Option<&str>,
    ) -> Result<User, StoreError> {
        let keys = read::find(tx, domain.id, login).await?;
        let before = read::load(tx, domain, keys.entry).await?;
        check_version(version, before.version)?;
        if *wanted == before.identity() && hash.is_none() {
            return Ok(before);
        }
        if wanted.is_administrator != before.is_administrator {
            self.require(Action::GrantDomain(domain.id))?;
        }
        self.refuse_own(&keys, &before, wanted)?;
        if wanted.login != before.login {
            refuse_login_taken(tx, domain.id, wanted.login.as_str(), "login").await?;
        }
        update_entry(tx, keys.entry, wanted).await?;
        match (before.is_administrator, wanted.is_administrator) {
            (false, true) => grant(tx, keys.account, domain.id).await?,
            (true, false) => revoke(tx, keys.account, domain.id).await?,
            _ => (),
        }
        set_password(tx, keys.account, hash).await?;
        if hash.is_some() || wanted.suspended {
            end_sessions(tx, keys.account).await?;
        }
        let after = read::load(tx, domain, keys.entry).await?;
        words::rewrite(tx, domain.id, keys.entry, &after.findable()).await?;
        if wanted.suspended != before.suspended {
            contract::refresh_entry(tx, keys.entry).await?;
        }
        self.record_identity(tx, (domain.id, keys.entry), &before, &after, hash.is_some())
            .await?;
        Ok(after)
    }

    /// Nobody suspends himself or gives up his own rights by accident: who would undo it?
    fn refuse_own(&self, keys: &Keys, before: &User, wanted: &Identity) -> Result<(), StoreError> {
        if keys.account != self.actor.account {
            return Ok(());
        }
        let mut problems = Problems::default();
        if wanted.suspended {
            problems.add(Problem::new("suspended", Code::OwnAccount));
        }
        if before.is_administrator && !wanted.is_administrator {
            problems.add(Problem::new("is_administrator", Code::OwnAccount));
        }
        Ok(problems.or(Some(()))?)
    }

    async fn record_identity(
        &self,
        tx: &mut Tx,
        (domain_id, entry_id): (i64, i64),
        before: &User,
        after: &User,
        password: bool,
    ) -> Result<(), StoreError> {
        let mut now = after.snapshot();
        if let (true, Some(fields)) = (password, now.as_object_mut()) {
            fields.insert("password".to_owned(), json!("changed"));
        }
        let change = Change {
            domain_id: Some(domain_id),
            subject: Some(entry_id),
            object: before.object(),
            action: "change_identity",
            before: Some(before.snapshot()),
            after: Some(now),
        };
        self.record(tx, change).await
    }
}

impl User {
    fn identity(&self) -> Identity {
        Identity {
            login: self.login.clone(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            display_name: self.display_name.clone(),
            suspended: self.suspended,
            hidden: self.hidden,
            is_administrator: self.is_administrator,
        }
    }
}

fn check(draft: &IdentityDraft, password: Option<&str>) -> Result<Identity, Problems> {
    let mut problems = Problems::default();
    let identity = problems.gather(draft.check());
    if let Some(password) = password {
        problems.take("password", check_password(password));
    }
    problems.or(identity)
}

async fn update_entry(tx: &mut Tx, id: i64, wanted: &Identity) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE entry SET login = $1, first_name = $2, last_name = $3, display_name = $4,
                          sort_key = $5, suspended = $6, hidden = $7, version = version + 1
         WHERE id = $8",
        wanted.login.as_str(),
        &wanted.first_name,
        &wanted.last_name,
        &wanted.display_name,
        words::fold(&wanted.display_name),
        wanted.suspended,
        wanted.hidden,
        id
    )?;
    Ok(())
}

async fn revoke(tx: &mut Tx, account: i64, domain_id: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM administrator WHERE account_id = $1 AND domain_id = $2",
        account,
        domain_id
    )?;
    Ok(())
}

async fn set_password(tx: &mut Tx, account: i64, hash: Option<&str>) -> Result<(), StoreError> {
    let Some(hash) = hash else { return Ok(()) };
    execute!(
        tx,
        "UPDATE account SET password_hash = $1, must_change = FALSE WHERE id = $2",
        hash,
        account
    )?;
    Ok(())
}

async fn end_sessions(tx: &mut Tx, account: i64) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM log_in_session WHERE account_id = $1",
        account
    )?;
    Ok(())
}
