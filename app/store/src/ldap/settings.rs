//! The settings of a domain's directory. The password goes in and never comes out again.

use model::access::Action;
use model::ldap::{LdapDraft, LdapSettings};
use model::{Code, Problem, Problems};
use serde_json::{Value, json};

use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Desk, StoreError};

/// The settings of a domain's directory, without the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LdapImport {
    /// The settings.
    pub settings: LdapSettings,
    /// Whether there is a password.
    pub has_password: bool,
    /// When the next scheduled import is due, in seconds since 1970.
    pub next_at: Option<i64>,
    /// Version for optimistic locking.
    pub version: i64,
}

/// The same with the password, for those who connect.
pub(super) struct Kept {
    pub(super) import: LdapImport,
    pub(super) password: Option<String>,
}

impl LdapImport {
    fn snapshot(&self) -> Result<Value, StoreError> {
        let mut snapshot = serde_json::to_value(&self.settings).map_err(StoreError::corrupt)?;
        if let Some(fields) = snapshot.as_object_mut() {
            // As it is typed.
            fields.insert("url".to_owned(), json!(self.settings.url()));
            fields.remove("host");
            fields.remove("port");
        }
        Ok(snapshot)
    }
}

impl Desk {
    /// The settings of a domain's directory; `None` when there are none yet.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`].
    pub async fn find_ldap(&self, domain: &str) -> Result<Option<LdapImport>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        Ok(load(&mut tx, id).await?.map(|kept| kept.import))
    }

    /// Saves them. Version 0 is that of settings that are not there yet. A missing password keeps the
    /// present one, as long as it goes to the same server as before.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`LdapDraft::check`], [`Code::LdapFilter`] at
    /// `user_filter` or `group_filter`, [`Code::LdapCertificate`] at `ca_certificate`, [`Code::Required`] or
    /// [`Code::LdapPasswordAgain`] at `bind_password`, and [`Code::MailTypeNeedsRelay`] at `split_group`.
    pub async fn change_ldap(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &LdapDraft,
    ) -> Result<LdapImport, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_ldap(tx, domain, version, draft).await
        })
    }

    /// Forgets the settings, and which entry of the directory was which; what was imported stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] also when there are none, [`StoreError::VersionMismatch`].
    pub async fn remove_ldap(&self, domain: &str, version: Option<i64>) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.take_ldap_away(tx, domain, version).await
        })
    }

    async fn save_ldap(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        draft: &LdapDraft,
    ) -> Result<LdapImport, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeDomain).await?;
        let before = load(tx, domain.id).await?;
        let present = before.as_ref().map_or(0, |kept| kept.import.version);
        check_version(version, present)?;
        let (settings, password) = wanted(&domain, before.as_ref(), draft)?;
        let kept_password = before.as_ref().and_then(|kept| kept.password.as_ref());
        let new_password = password.as_ref() != kept_password;
        if let Some(kept) = &before
            && kept.import.settings == settings
            && !new_password
        {
            return Ok(kept.import.clone());
        }
        let next_at = settings
            .every_minutes
            .map(|minutes| self.now + minutes * 60);
        let after = LdapImport {
            settings,
            has_password: password.is_some(),
            next_at,
            version: present + 1,
        };
        write(tx, domain.id, &after, password.as_deref()).await?;
        if before
            .as_ref()
            .is_some_and(|kept| !kept.import.settings.has_identifiers_of(&after.settings))
        {
            forget_origins(tx, domain.id).await?;
        }
        let mut now = after.snapshot()?;
        if let (true, Some(fields)) = (new_password, now.as_object_mut()) {
            fields.insert("password".to_owned(), json!("changed"));
        }
        let before = before.map(|kept| kept.import.snapshot()).transpose()?;
        self.record_ldap(tx, &domain, "change_ldap", before, Some(now))
            .await?;
        Ok(after)
    }

    async fn take_ldap_away(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeDomain).await?;
        let before = load(tx, domain.id).await?.ok_or(StoreError::NotFound)?;
        check_version(version, before.import.version)?;
        let sql = "DELETE FROM ldap_import WHERE domain_id = $1";
        execute!(&mut *tx, sql, domain.id)?;
        forget_origins(tx, domain.id).await?;
        let snapshot = before.import.snapshot()?;
        self.record_ldap(tx, &domain, "remove_ldap", Some(snapshot), None)
            .await
    }

    async fn record_ldap(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        action: &'static str,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<(), StoreError> {
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(domain.id),
            object: domain.object(),
            action,
            before,
            after,
        };
        self.record(tx, change).await
    }
}

/// Settings and password a draft asks for.
pub(super) fn wanted(
    domain: &Domain,
    before: Option<&Kept>,
    draft: &LdapDraft,
) -> Result<(LdapSettings, Option<String>), Problems> {
    let mut problems = Problems::default();
    let checked = problems.gather(draft.check());
    for (field, filter) in [
        ("user_filter", &draft.user_filter),
        ("group_filter", &draft.group_filter),
    ] {
        let is_known = problems.of(field).next().is_some();
        if !is_known && !filter.trim().is_empty() && !::ldap::is_filter(filter.trim()) {
            problems.add(Problem::new(field, Code::LdapFilter));
        }
    }
    let pem = draft.ca_certificate.trim();
    if problems.of("ca_certificate").next().is_none()
        && !pem.is_empty()
        && !::ldap::is_certificate(pem)
    {
        problems.add(Problem::new("ca_certificate", Code::LdapCertificate));
    }
    if !draft.split_group.trim().is_empty() && domain.routing.relay.is_none() {
        problems.add(Problem::new("split_group", Code::MailTypeNeedsRelay));
    }
    let password = checked
        .as_ref()
        .and_then(|settings| problems.take("bind_password", password(before, settings, draft)));
    problems.or(checked.zip(password))
}

fn password(
    before: Option<&Kept>,
    settings: &LdapSettings,
    draft: &LdapDraft,
) -> Result<Option<String>, Code> {
    if settings.bind_dn.is_empty() {
        return Ok(None);
    }
    if let Some(typed) = draft
        .bind_password
        .as_ref()
        .filter(|typed| !typed.is_empty())
    {
        return if typed.contains('\0') {
            Err(Code::ForbiddenCharacter)
        } else {
            Ok(Some(typed.clone()))
        };
    }
    let kept = before.and_then(|kept| {
        let password = kept.password.as_ref()?;
        Some((&kept.import.settings, password))
    });
    match kept {
        // A name without a password is nobody (RFC 4513, section 5.1.2).
        None => Err(Code::Required),
        Some((of, _)) if !of.shares_password_with(settings) => Err(Code::LdapPasswordAgain),
        Some((_, password)) => Ok(Some(password.clone())),
    }
}

/// The settings of a domain with the password.
pub(super) async fn load(tx: &mut Tx, domain: i64) -> Result<Option<Kept>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, Option<String>, Option<i64>, i64),
        "SELECT settings, bind_password, next_at, version FROM ldap_import WHERE domain_id = $1",
        domain
    )?;
    let Some((settings, password, next_at, version)) = row else {
        return Ok(None);
    };
    let settings = serde_json::from_str(&settings).map_err(StoreError::corrupt)?;
    Ok(Some(Kept {
        import: LdapImport {
            settings,
            has_password: password.is_some(),
            next_at,
            version,
        },
        password,
    }))
}

/// Forgets which entry of the directory an entry comes from: it is found by its name the next time, as
/// one that was made by hand.
async fn forget_origins(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM ldap_origin WHERE domain_id = $1";
    execute!(tx, sql, domain)?;
    Ok(())
}

async fn write(
    tx: &mut Tx,
    domain: i64,
    import: &LdapImport,
    password: Option<&str>,
) -> Result<(), StoreError> {
    let settings = serde_json::to_string(&import.settings).map_err(StoreError::corrupt)?;
    execute!(
        tx,
        "INSERT INTO ldap_import (domain_id, settings, bind_password, every_minutes, next_at, version)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (domain_id) DO UPDATE SET settings = $2, bind_password = $3, every_minutes = $4,
            next_at = $5, version = $6",
        domain,
        settings,
        password,
        import.settings.every_minutes,
        import.next_at,
        import.version
    )?;
    Ok(())
}
