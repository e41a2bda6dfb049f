//! What somebody changes about his own account.

use model::settings::OwnSettingsDraft;
use model::{Code, OwnSettings, Problem, Problems};
use serde_json::json;

use super::find::object;
use super::own_password::{OwnPassword, own_password};
use super::throttle::{self, Subjects};
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::users::settings::known;
use crate::{Desk, StoreError, passwords};

const THEMES: [&str; 2] = ["light", "dark"];

impl Desk {
    /// Changes one's own password (fields `current`, `password`); ends all other sessions of the account.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with [`Code::PasswordWrong`] at `current` (also after too many wrong
    /// ones), [`Code::PasswordSame`] or those of [`model::PasswordPolicy::check`] and [`Code::PasswordCommon`] at
    /// `password`.
    pub async fn change_own_password(
        &self,
        current: &str,
        password: &str,
        session_id: i64,
    ) -> Result<(), StoreError> {
        self.require_whole_account()?;
        let subjects = Subjects {
            account: format!("own:{}", self.actor.account),
            address: None,
        };
        let throttled = throttle::count(&self.store.pool, &subjects, self.now).await?;
        let mut tx = self.store.pool.read().await?;
        let known = own_password(&mut tx, self.actor.account).await?;
        drop(tx);
        let known = known.ok_or_else(|| Problem::new("current", Code::PasswordWrong))?;
        let right =
            throttled.is_none() && passwords::is_right(current, known.hash.as_deref()).await?;
        check_change(right, &known, current, password)?;
        let hash = passwords::hash(password).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            throttle::forgive(tx, &subjects, self.now).await?;
            self.write_own_password(tx, &hash, session_id).await
        })
    }

    async fn write_own_password(
        &self,
        tx: &mut Tx,
        hash: &str,
        session_id: i64,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE account SET password_hash = $1, must_change = FALSE, password_changed_at = $2
             WHERE id = $3",
            hash,
            self.now,
            self.actor.account
        )?;
        execute!(
            &mut *tx,
            "DELETE FROM log_in_session WHERE account_id = $1 AND id <> $2",
            self.actor.account,
            session_id
        )?;
        let named = object(tx, self.actor.account).await?;
        let change = Change {
            domain_id: named.domain_id,
            subject: named.entry_id,
            object: named.object,
            action: "change_password",
            before: None,
            after: Some(json!({ "password": "changed" })),
        };
        self.record(tx, change).await
    }

    /// Keeps how one reads: language, time zone, formats and theme; what is `None` or empty follows
    /// the domain, for a superadministrator browser and universal time, and the system.
    ///
    /// Nobody else is concerned, so the history does not tell of it; an entry gets a new version, or
    /// a form that was opened before would take it back.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`OwnSettingsDraft::check`], with [`Code::UnknownValue`] at
    /// `time_zone` or `theme`.
    pub async fn keep_preferences(
        &self,
        settings: &OwnSettingsDraft,
        theme: Option<&str>,
    ) -> Result<(), StoreError> {
        self.require_whole_account()?;
        let mut problems = Problems::default();
        let checked = settings.check().and_then(|own| Ok(known(own)?));
        let own = problems.gather(checked);
        if theme.is_some_and(|theme| !THEMES.contains(&theme)) {
            problems.add(Problem::new("theme", Code::UnknownValue));
        }
        let own = problems.or(own)?;
        let mut tx = self.store.pool.write().await?;
        self.write_preferences(&mut tx, &own, theme).await?;
        tx.commit().await
    }

    async fn write_preferences(
        &self,
        tx: &mut Tx,
        own: &OwnSettings,
        theme: Option<&str>,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE entry SET version = version + 1
             WHERE id = (SELECT entry_id FROM account WHERE id = $1)",
            self.actor.account
        )?;
        execute!(
            tx,
            "UPDATE account SET language = $1, time_zone = $2, date_format = $3, time_format = $4,
                                theme = $5
             WHERE id = $6",
            own.language.as_deref(),
            own.time_zone.as_deref(),
            own.date_format.map(model::DateFormat::as_str),
            own.time_format.map(model::TimeFormat::as_str),
            theme,
            self.actor.account
        )?;
        Ok(())
    }
}

fn check_change(
    right: bool,
    known: &OwnPassword,
    current: &str,
    password: &str,
) -> Result<(), Problems> {
    let mut problems = Problems::default();
    if !right {
        problems.add(Problem::new("current", Code::PasswordWrong));
    }
    if let Err(problem) = known.check_next(current, password) {
        problems.add(problem);
    }
    problems.or(Some(()))
}
