//! What somebody changes about his own account.

use model::domain::LANGUAGES;
use model::user::{PASSWORD_MIN, check_password};
use model::{Code, Problem, Problems};
use serde_json::json;

use super::find::object;
use super::throttle::{self, Subjects};
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Desk, StoreError, passwords};

const THEMES: [&str; 2] = ["light", "dark"];

impl Desk {
    /// Changes one's own password (fields `current`, `password`); ends all other sessions of the account.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with [`Code::PasswordWrong`] at `current` (also after too many wrong
    /// ones), [`Code::PasswordSame`] or those of [`check_password`] at `password`.
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
        let known = self.password_hash().await?;
        let right = throttled.is_none() && passwords::is_right(current, known.as_deref()).await?;
        check_change(right, current, password)?;
        let hash = passwords::hash(password).await?;
        in_transaction!(self.store.pool.write(), |tx| {
            throttle::forgive(tx, &subjects, self.now).await?;
            self.write_own_password(tx, &hash, session_id).await
        })
    }

    async fn password_hash(&self) -> Result<Option<String>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let row = fetch_optional!(
            &mut tx,
            (Option<String>,),
            "SELECT password_hash FROM account WHERE id = $1",
            self.actor.account
        )?;
        Ok(row.and_then(|(hash,)| hash))
    }

    async fn write_own_password(
        &self,
        tx: &mut Tx,
        hash: &str,
        session_id: i64,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE account SET password_hash = $1, must_change = FALSE WHERE id = $2",
            hash,
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

    /// Keeps the language and theme of one's account; `None` follows browser and system.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with [`Code::UnknownValue`] at `language` or `theme`.
    pub async fn keep_preferences(
        &self,
        language: Option<&str>,
        theme: Option<&str>,
    ) -> Result<(), StoreError> {
        self.require_whole_account()?;
        let mut problems = Problems::default();
        for (field, value, known) in [
            ("language", language, &LANGUAGES[..]),
            ("theme", theme, &THEMES[..]),
        ] {
            if value.is_some_and(|value| !known.contains(&value)) {
                problems.add(Problem::new(field, Code::UnknownValue));
            }
        }
        problems.or(Some(()))?;
        let mut tx = self.store.pool.write().await?;
        execute!(
            &mut tx,
            "UPDATE account SET language = $1, theme = $2 WHERE id = $3",
            language,
            theme,
            self.actor.account
        )?;
        tx.commit().await
    }
}

fn check_change(right: bool, current: &str, password: &str) -> Result<(), Problems> {
    let mut problems = Problems::default();
    if !right {
        problems.add(Problem::new("current", Code::PasswordWrong));
    }
    match check_password(password) {
        Err(code @ Code::PasswordTooShort) => {
            problems.add(Problem::new("password", code).with(PASSWORD_MIN));
        }
        Err(code) => problems.add(Problem::new("password", code)),
        Ok(password) if password == current => {
            problems.add(Problem::new("password", Code::PasswordSame));
        }
        Ok(_) => {}
    }
    problems.or(Some(()))
}
