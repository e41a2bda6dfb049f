//! The password of an account that is about to be changed, and what the next one must be.

use model::password::Owner;
use model::{Code, MailType, PasswordPolicy, Problem};

use super::find::policy;
use crate::pool::{Tx, fetch_optional};
use crate::{StoreError, passwords};

/// The present password of an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct OwnPassword {
    /// Its hash; `None` when none is set.
    #[sqlx(rename = "password_hash")]
    pub(super) hash: Option<String>,
    superadministrator: Option<String>,
    login: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    display_name: Option<String>,
    domain: Option<String>,
    mail_type: Option<String>,
    suspended: Option<bool>,
    password_min_length: Option<i64>,
    password_lifetime_days: Option<i64>,
}

/// The present password of an account; `None` when there is no such account.
pub(super) async fn own_password(
    tx: &mut Tx,
    account: i64,
) -> Result<Option<OwnPassword>, StoreError> {
    Ok(fetch_optional!(
        tx,
        OwnPassword,
        "SELECT c.password_hash, c.login AS superadministrator, e.login, e.first_name, e.last_name,
                e.display_name, d.name AS domain, e.mail_type, e.suspended, d.password_min_length,
                d.password_lifetime_days
         FROM account c
             LEFT JOIN entry e ON e.id = c.entry_id
             LEFT JOIN domain d ON d.id = e.domain_id
         WHERE c.id = $1",
        account
    )?)
}

impl OwnPassword {
    /// Whether it opens anything: the console for a superadministrator, else a mailbox here.
    pub(super) fn is_usable(&self) -> bool {
        let is_hosted = self.mail_type.as_deref() == Some(MailType::Internal.as_str());
        self.superadministrator.is_some() || is_hosted && self.suspended == Some(false)
    }

    /// Checks the next one.
    ///
    /// # Errors
    /// At `password`: those of [`passwords::check`], and [`Code::PasswordSame`].
    pub(super) fn check_next(&self, current: &str, password: &str) -> Result<(), Problem> {
        let policy: PasswordPolicy = policy(self.password_min_length, self.password_lifetime_days);
        passwords::check(&policy, "password", password, &self.owner())?;
        if password == current {
            return Err(Problem::new("password", Code::PasswordSame));
        }
        Ok(())
    }

    fn owner(&self) -> Owner {
        let said = |part: &Option<String>| part.clone().unwrap_or_default();
        Owner::called([
            said(&self.superadministrator),
            said(&self.login),
            said(&self.first_name),
            said(&self.last_name),
            format!("{} {}", said(&self.first_name), said(&self.last_name)),
            said(&self.display_name),
            said(&self.domain),
            format!("{}@{}", said(&self.login), said(&self.domain)),
        ])
    }
}
