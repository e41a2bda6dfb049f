//! Accounts by name, and what they may do.

use model::settings::Reading;
use model::{Actor, DomainName, MailType, OwnSettings, PasswordPolicy, Rank};

use crate::StoreError;
use crate::administration::standing;
use crate::desk::find_domain_id;
use crate::domains::read::{date_format, time_format};
use crate::pool::{Tx, fetch_optional};
use crate::users::read::{SettingsRow, mail_type};

/// An account as somebody who signs in names it.
#[derive(Debug)]
pub(super) struct Named {
    /// The account; `None` when there is none with this name.
    pub(super) id: Option<i64>,
    /// Its password's hash.
    pub(super) hash: Option<String>,
    /// What attempts are counted under: the same for every name of the domain, there or not.
    pub(super) subject: String,
}

/// An account that may act now.
#[derive(Debug)]
pub(super) struct Holder {
    /// Who acts.
    pub(super) actor: Actor,
    /// What the account chose for itself.
    pub(super) own: OwnSettings,
    /// How pages are written where it chose nothing.
    pub(super) follows: Reading,
    /// The rules for its password.
    pub(super) passwords: PasswordPolicy,
    /// Kept theme.
    pub(super) theme: Option<String>,
    /// Whether a new password must be chosen first, by an administrator's wish.
    pub(super) must_change: bool,
    /// When the password expires.
    pub(super) expires_at: Option<i64>,
}

impl Holder {
    /// Whether the password has expired.
    pub(super) fn is_expired(&self, now: i64) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }
}

/// Longest name that is looked up, in bytes.
const NAME_MAX: usize = 320;

/// The account that `admin0`, `login@name` or an address (as typed) means; a login goes before an
/// address, as in Dovecot.
pub(super) async fn named(tx: &mut Tx, typed: &str) -> Result<Named, StoreError> {
    let folded = typed.trim().to_lowercase();
    if folded.len() > NAME_MAX {
        return Ok(Named::nobody("too long".to_owned()));
    }
    if folded.chars().any(model::text::is_forbidden) {
        return Ok(Named::nobody("no name".to_owned()));
    }
    let Some((local, name)) = folded.rsplit_once('@') else {
        return superadministrator(tx, &folded).await;
    };
    let name = DomainName::parse(name).map_or_else(|_| name.to_owned(), String::from);
    let Some(domain) = find_domain_id(tx, &name).await? else {
        return Ok(Named::nobody(format!("{local}@{name}")));
    };
    let by_login = fetch_optional!(
        &mut *tx,
        (i64, Option<String>),
        "SELECT c.id, c.password_hash FROM entry e JOIN account c ON c.entry_id = e.id
         WHERE e.domain_id = $1 AND e.kind = 'user' AND e.login = $2",
        domain,
        local
    )?;
    let found = match by_login {
        Some(found) => Some(found),
        None => fetch_optional!(
            &mut *tx,
            (i64, Option<String>),
            "SELECT c.id, c.password_hash FROM address a JOIN account c ON c.entry_id = a.entry_id
             WHERE a.domain_id = $1 AND a.local_part = $2 AND (a.name IS NULL OR a.name = $3)",
            domain,
            local,
            &name
        )?,
    };
    Ok(Named::found(found, format!("{local}@{domain}")))
}

async fn superadministrator(tx: &mut Tx, login: &str) -> Result<Named, StoreError> {
    let found = fetch_optional!(
        tx,
        (i64, Option<String>),
        "SELECT id, password_hash FROM account WHERE login = $1",
        login
    )?;
    Ok(Named::found(found, login.to_owned()))
}

impl Named {
    fn nobody(typed: String) -> Self {
        Self::found(None, typed)
    }

    fn found(found: Option<(i64, Option<String>)>, typed: String) -> Self {
        let (id, hash) = found.unzip();
        Self {
            id,
            hash: hash.flatten(),
            subject: format!("account:{typed}"),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    login: Option<String>,
    entry_login: Option<String>,
    domain: Option<String>,
    mail_type: Option<String>,
    suspended: Option<bool>,
    domain_language: Option<String>,
    domain_time_zone: Option<String>,
    domain_date_format: Option<String>,
    domain_time_format: Option<String>,
    password_min_length: Option<i64>,
    password_lifetime_days: Option<i64>,
    #[sqlx(flatten)]
    settings: SettingsRow,
    theme: Option<String>,
    must_change: bool,
    expires_at: Option<i64>,
}

impl Row {
    /// How pages are written for who follows the domain.
    fn reading(&self) -> Result<Reading, StoreError> {
        let plain = Reading::default();
        Ok(Reading {
            language: self.domain_language.clone(),
            time_zone: self.domain_time_zone.clone().unwrap_or(plain.time_zone),
            date_format: match &self.domain_date_format {
                Some(text) => date_format(text)?,
                None => plain.date_format,
            },
            time_format: match &self.domain_time_format {
                Some(text) => time_format(text)?,
                None => plain.time_format,
            },
        })
    }
}

/// The account, when it may act now.
pub(super) async fn holder(tx: &mut Tx, account: i64) -> Result<Option<Holder>, StoreError> {
    let row = fetch_optional!(
        &mut *tx,
        Row,
        "SELECT c.login, e.login AS entry_login, d.name AS domain, e.mail_type, e.suspended,
                d.language AS domain_language, d.time_zone AS domain_time_zone,
                d.date_format AS domain_date_format, d.time_format AS domain_time_format,
                d.password_min_length, d.password_lifetime_days,
                c.language, c.time_zone, c.date_format, c.time_format,
                c.theme, c.must_change,
                (SELECT x.expires_at FROM password_expiry x WHERE x.account_id = c.id) AS expires_at
         FROM account c
             LEFT JOIN entry e ON e.id = c.entry_id
             LEFT JOIN domain d ON d.id = e.domain_id
         WHERE c.id = $1",
        account
    )?;
    let Some(row) = row else {
        return Ok(None);
    };
    let Some((name, rank)) = rank(tx, account, &row).await? else {
        return Ok(None);
    };
    let passwords = policy(row.password_min_length, row.password_lifetime_days);
    let follows = row.reading()?;
    Ok(Some(Holder {
        actor: Actor {
            account,
            name,
            rank,
            limited_to: None,
            read_only: false,
        },
        own: row.settings.into_own()?,
        follows,
        passwords,
        theme: row.theme,
        must_change: row.must_change,
        expires_at: row.expires_at,
    }))
}

/// Name and rank of an account; `None` when it may not act: people whose mailbox is elsewhere or
/// who are suspended, and people who administer nothing.
async fn rank(tx: &mut Tx, account: i64, row: &Row) -> Result<Option<(String, Rank)>, StoreError> {
    if let Some(login) = &row.login {
        return Ok(Some((login.clone(), Rank::Superadministrator)));
    }
    let (Some(login), Some(domain), Some(kept)) = (&row.entry_login, &row.domain, &row.mail_type)
    else {
        return Ok(None);
    };
    if mail_type(kept)? != MailType::Internal || row.suspended != Some(false) {
        return Ok(None);
    }
    let standing = standing(tx, account).await?;
    Ok(standing.map(|rank| (format!("{login}@{domain}"), rank)))
}

/// A user as somebody names it: `login@name` or an address.
pub(crate) struct NamedEntry {
    /// Its account.
    pub(crate) account: i64,
    /// The entry.
    pub(crate) entry: i64,
    /// Its domain.
    pub(crate) domain: i64,
}

/// The user that a login at a name, or an address, means.
pub(crate) async fn named_entry(
    tx: &mut Tx,
    typed: &str,
) -> Result<Option<NamedEntry>, StoreError> {
    let Some(account) = named(tx, typed).await?.id else {
        return Ok(None);
    };
    let row = fetch_optional!(
        tx,
        (i64, i64),
        "SELECT e.id, e.domain_id FROM account c JOIN entry e ON e.id = c.entry_id WHERE c.id = $1",
        account
    )?;
    Ok(row.map(|(entry, domain)| NamedEntry {
        account,
        entry,
        domain,
    }))
}

/// An account as the history names it.
pub(super) struct Subject {
    /// Its object.
    pub(super) object: String,
    /// The domain whose history that is.
    pub(super) domain_id: Option<i64>,
    /// The entry that signs in with it.
    pub(super) entry_id: Option<i64>,
}

/// What the history calls an account.
pub(super) async fn object(tx: &mut Tx, account: i64) -> Result<Subject, StoreError> {
    let row = fetch_optional!(
        tx,
        (
            Option<String>,
            Option<i64>,
            Option<String>,
            Option<String>,
            Option<i64>
        ),
        "SELECT c.login, e.id, e.login, d.name, d.id
         FROM account c
             LEFT JOIN entry e ON e.id = c.entry_id
             LEFT JOIN domain d ON d.id = e.domain_id
         WHERE c.id = $1",
        account
    )?;
    let (object, domain_id, entry_id) = match row {
        Some((Some(login), ..)) => (format!("account:{login}"), None, None),
        Some((None, entry, Some(login), Some(domain), id)) => {
            (format!("user:{login}@{domain}"), id, entry)
        }
        _ => return Err(StoreError::NotFound),
    };
    Ok(Subject {
        object,
        domain_id,
        entry_id,
    })
}

/// The rules for passwords of a domain; without one, those of the installation.
pub(super) fn policy(min_length: Option<i64>, lifetime_days: Option<i64>) -> PasswordPolicy {
    min_length.map_or_else(PasswordPolicy::default, |min_length| PasswordPolicy {
        min_length,
        lifetime_days,
    })
}
