//! The General tab of a user: names, login, flags, settings, password.

use model::access::Action;
use model::user::{Identity, IdentityDraft};
use model::{Code, Problem, Problems, Target};
use serde_json::json;

use super::create::{refuse_login_taken, set_administrator};
use super::read::{self, Keys};
use super::settings::{check_zone, write_settings};
use super::{User, words};
use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::units::place;
use crate::{Desk, StoreError, contract, passwords};

impl Desk {
    /// Saves the General tab; a `password` is set in the same transaction (and ends the user's log-in sessions).
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`IdentityDraft::check`], `password`,
    /// [`Code::UnitUnknown`], [`Code::UnitRequired`] or [`Code::RightMissing`] at `unit`, and
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
        let (wanted, hash) = self
            .check_identity(domain, login, draft, password, &[])
            .await?;
        in_transaction!(self.store.pool.write(), |tx| {
            let domain = self.lock_domain(tx, domain, Action::ReadDirectory).await;
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
    /// who may save it. What is changed is asked again when it is saved; `suffice` are actions on other
    /// parts of the user that are saved at the same time.
    pub(super) async fn check_identity(
        &self,
        domain: &str,
        login: &str,
        draft: &IdentityDraft,
        password: Option<&str>,
        suffice: &[fn(Target) -> Action],
    ) -> Result<(Identity, Option<String>), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let keys = self.seen_user(&mut tx, domain.id, login).await?;
        let mut suffice = suffice.to_vec();
        suffice.push(match password {
            Some(_) => Action::ChangePassword,
            None => Action::ChangeEntry,
        });
        if draft.must_change_password.is_some() {
            suffice.push(Action::ChangePassword);
        }
        self.require_one_on(&mut tx, domain.id, keys.entry, &suffice)
            .await?;
        drop(tx);
        let wanted = check(&domain, draft, password)?;
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
        let keys = self.seen_user(tx, domain.id, login).await?;
        let before = read::load(tx, domain, keys.entry).await?;
        check_version(version, before.version)?;
        let unit = place::require(tx, domain.id, &wanted.unit, "unit").await?;
        let wanted = &Identity {
            unit: place::path(tx, unit).await?,
            ..wanted.clone()
        };
        if *wanted == before.identity(wanted) && hash.is_none() {
            return Ok(before);
        }
        self.require_identity(tx, (domain.id, &keys), &before, wanted, hash.is_some())
            .await?;
        self.refuse_own(&keys, &before, wanted)?;
        if wanted.login != before.login {
            refuse_login_taken(tx, domain.id, wanted.login.as_str(), "login").await?;
        }
        update_entry(tx, keys.entry, unit, wanted).await?;
        if wanted.is_administrator != before.is_administrator {
            set_administrator(tx, keys.account, domain.id, wanted.is_administrator).await?;
        }
        let never_expires = wanted.password_never_expires;
        write_settings(tx, keys.account, &wanted.settings, never_expires).await?;
        self.set_password(tx, keys.account, hash, wanted.must_change_password)
            .await?;
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

    /// Asks the policy about what changes: each part has a right of its own, a move needs it at both
    /// ends, and only of what is as before nothing is asked.
    async fn require_identity(
        &self,
        tx: &mut Tx,
        (domain_id, keys): (i64, &Keys),
        before: &User,
        wanted: &Identity,
        password: bool,
    ) -> Result<(), StoreError> {
        let same = Identity {
            is_administrator: wanted.is_administrator,
            must_change_password: wanted.must_change_password,
            ..before.identity(wanted)
        };
        if *wanted != same {
            self.require_on(tx, domain_id, keys.entry, Action::ChangeEntry)
                .await?;
        }
        if wanted.unit != before.unit {
            self.unit_for(tx, domain_id, &wanted.unit, Action::ChangeEntry)
                .await?;
        }
        let must_change = wanted.must_change_password;
        let is_flagged = must_change.is_some_and(|flag| flag != before.password.must_change);
        if password || is_flagged {
            self.require_on(tx, domain_id, keys.entry, Action::ChangePassword)
                .await?;
        }
        if wanted.is_administrator != before.is_administrator {
            self.require(Action::GrantDomain(domain_id))?;
            self.require_on(tx, domain_id, keys.entry, Action::ChangeEntry)
                .await?;
        }
        Ok(())
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
        let (mut was, mut now) = (before.snapshot(), after.snapshot());
        let action = if was == now {
            "change_password"
        } else {
            "change_identity"
        };
        if let (true, Some(fields)) = (password, now.as_object_mut()) {
            fields.insert("password".to_owned(), json!("changed"));
        }
        if before.password.must_change != after.password.must_change {
            for (snapshot, user) in [(&mut was, before), (&mut now, after)] {
                if let Some(fields) = snapshot.as_object_mut() {
                    let must_change = json!(user.password.must_change);
                    fields.insert("must_change_password".to_owned(), must_change);
                }
            }
        }
        let change = Change {
            domain_id: Some(domain_id),
            subject: Some(entry_id),
            object: before.object(),
            action,
            before: Some(was),
            after: Some(now),
        };
        self.record(tx, change).await
    }

    /// Sets a password, when there is a new one, and whether another must be chosen at the next log-in.
    async fn set_password(
        &self,
        tx: &mut Tx,
        account: i64,
        hash: Option<&str>,
        must_change: Option<bool>,
    ) -> Result<(), StoreError> {
        if let Some(hash) = hash {
            execute!(
                &mut *tx,
                "UPDATE account SET password_hash = $1, must_change = FALSE, password_changed_at = $2
                 WHERE id = $3",
                hash,
                self.now,
                account
            )?;
        }
        if let Some(must_change) = must_change {
            execute!(
                tx,
                "UPDATE account SET must_change = $1 WHERE id = $2",
                must_change,
                account
            )?;
        }
        Ok(())
    }
}

impl User {
    /// As it is stored; what `wanted` leaves as it is stands in it as there.
    fn identity(&self, wanted: &Identity) -> Identity {
        Identity {
            login: self.login.clone(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            display_name: self.display_name.clone(),
            suspended: self.suspended,
            hidden: self.hidden,
            is_administrator: self.is_administrator,
            unit: self.unit.clone(),
            contact: self.contact.clone(),
            settings: self.settings.clone(),
            password_never_expires: self.password.never_expires,
            must_change_password: wanted
                .must_change_password
                .map(|_| self.password.must_change),
        }
    }
}

fn check(
    domain: &Domain,
    draft: &IdentityDraft,
    password: Option<&str>,
) -> Result<Identity, Problems> {
    let mut problems = Problems::default();
    let identity = problems.gather(check_zone(draft.check()));
    if let Some(password) = password {
        let owner = draft.owner(&domain.name);
        if let Err(problem) = passwords::check(&domain.passwords, "password", password, &owner) {
            problems.add(problem);
        }
    }
    problems.or(identity)
}

async fn update_entry(
    tx: &mut Tx,
    id: i64,
    unit: Option<i64>,
    wanted: &Identity,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE entry SET login = $1, first_name = $2, last_name = $3, display_name = $4,
                          sort_key = $5, suspended = $6, hidden = $7, unit_id = $8, job_title = $9,
                          department = $10, phone = $11, version = version + 1
         WHERE id = $12",
        wanted.login.as_str(),
        &wanted.first_name,
        &wanted.last_name,
        &wanted.display_name,
        words::fold(&wanted.display_name),
        wanted.suspended,
        wanted.hidden,
        unit,
        &wanted.contact.job_title,
        &wanted.contact.department,
        &wanted.contact.phone,
        id
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
