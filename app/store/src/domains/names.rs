//! The names of a domain: free or taken, added and removed.
//!
//! A new alias never makes two addresses collide: an address either names one existing name of the
//! domain (a foreign key sees to it), so none is at the new one yet, or stands for all names, and
//! then no other row of the domain has its local part.

use model::{Code, DomainName, MailType, Problem};

use super::{Domain, WithAddresses};
use crate::entries::AnyEntry;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, fetch_scalar};
use crate::{Desk, StoreError};

/// The names a domain shall have.
pub(super) struct Wanted<'a> {
    /// Its name.
    pub(super) name: &'a DomainName,
    /// Its other names.
    pub(super) aliases: &'a [DomainName],
    /// The aliases as typed, for naming the field of a problem.
    pub(super) typed: &'a [String],
}

impl Wanted<'_> {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &DomainName> {
        std::iter::once(self.name).chain(self.aliases)
    }

    /// The input a name was typed into.
    fn field(&self, name: &DomainName) -> String {
        self.typed
            .iter()
            .position(|typed| DomainName::parse(typed).as_ref() == Ok(name))
            .map_or_else(|| "name".to_owned(), |index| format!("aliases[{index}]"))
    }
}

impl Desk {
    /// Refuses names that belong to another domain.
    pub(super) async fn refuse_taken<'a>(
        &self,
        tx: &mut Tx,
        names: impl Iterator<Item = &'a DomainName>,
        wanted: &Wanted<'_>,
    ) -> Result<(), StoreError> {
        for name in names {
            let owner = fetch_optional!(
                &mut *tx,
                (i64, String),
                "SELECT d.id, d.name FROM domain_name n JOIN domain d ON d.id = n.domain_id
                 WHERE n.name = $1",
                name.as_str()
            )?;
            if let Some((owner_id, owner)) = owner {
                let problem = Problem::new(wanted.field(name), Code::NameTaken);
                // Whose it is stays unsaid to somebody who may not see that domain.
                return Err(StoreError::Conflict(if self.actor.sees(owner_id) {
                    problem.with(owner)
                } else {
                    problem
                }));
            }
        }
        Ok(())
    }

    /// Makes the domain's names exactly the wanted ones; whether any was added or removed.
    pub(super) async fn replace_names(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        wanted: &Wanted<'_>,
        with: WithAddresses,
    ) -> Result<bool, StoreError> {
        let added: Vec<_> = wanted.all().filter(|name| !domain.has_name(name)).collect();
        let removed: Vec<_> = domain
            .names()
            .into_iter()
            .filter(|name| !wanted.all().any(|wanted| wanted == name))
            .collect();
        self.refuse_taken(tx, added.iter().copied(), wanted).await?;
        insert_names(tx, domain.id, added.iter().copied()).await?;
        if !removed.is_empty() {
            self.remove_names(tx, domain, &removed, with).await?;
        }
        Ok(!added.is_empty() || !removed.is_empty())
    }

    async fn remove_names(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        removed: &[DomainName],
        with: WithAddresses,
    ) -> Result<(), StoreError> {
        let mut count = 0;
        for name in removed {
            count += fetch_scalar!(
                &mut *tx,
                i64,
                "SELECT COUNT(*) FROM address WHERE name = $1",
                name.as_str()
            )?;
        }
        if count > 0 {
            if with == WithAddresses::No {
                let problem = Problem::new("aliases", Code::NameInUse).with(count);
                return Err(StoreError::Conflict(problem));
            }
            self.remove_addresses(tx, domain, removed).await?;
        }
        for name in removed {
            execute!(
                &mut *tx,
                "DELETE FROM domain_name WHERE name = $1",
                name.as_str()
            )?;
        }
        Ok(())
    }

    /// Removes the addresses at these names and mends the entries they belonged to.
    async fn remove_addresses(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        removed: &[DomainName],
    ) -> Result<(), StoreError> {
        let mut before = Vec::new();
        for name in removed {
            let entries = fetch_all!(
                &mut *tx,
                (i64,),
                "SELECT DISTINCT entry_id FROM address WHERE name = $1 ORDER BY entry_id",
                name.as_str()
            )?;
            for (entry_id,) in entries {
                if !before.iter().any(|(seen, _)| *seen == entry_id) {
                    before.push((entry_id, AnyEntry::load(tx, domain, entry_id).await?));
                }
            }
        }
        for name in removed {
            execute!(
                &mut *tx,
                "DELETE FROM address WHERE name = $1",
                name.as_str()
            )?;
        }
        for (entry_id, before) in before {
            self.mend_entry(tx, domain, entry_id, &before).await?;
        }
        Ok(())
    }

    async fn mend_entry(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        entry_id: i64,
        before: &AnyEntry,
    ) -> Result<(), StoreError> {
        // The default address may be gone: the first one left takes its place.
        execute!(
            &mut *tx,
            "UPDATE address SET is_default = TRUE
             WHERE id = (SELECT id FROM address WHERE entry_id = $1 ORDER BY position LIMIT 1)
               AND NOT EXISTS (SELECT 1 FROM address WHERE entry_id = $1 AND is_default)",
            entry_id
        )?;
        execute!(
            &mut *tx,
            "UPDATE entry SET version = version + 1 WHERE id = $1",
            entry_id
        )?;
        let after = AnyEntry::load(tx, domain, entry_id).await?;
        let needs_address = after
            .mail_type()
            .is_some_and(|mail_type| mail_type != MailType::None);
        if after.addresses().is_empty() && needs_address {
            let problem = Problem::new("aliases", Code::AddressRequired).with(after.display_name());
            return Err(StoreError::Conflict(problem));
        }
        after.write_words(tx, domain.id, entry_id).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(entry_id),
            object: after.object(),
            action: "remove_addresses",
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await
    }
}

/// Adds names that are free.
pub(super) async fn insert_names<'a>(
    tx: &mut Tx,
    domain_id: i64,
    names: impl Iterator<Item = &'a DomainName>,
) -> Result<(), StoreError> {
    for name in names {
        execute!(
            &mut *tx,
            "INSERT INTO domain_name (name, domain_id) VALUES ($1, $2)",
            name.as_str(),
            domain_id
        )?;
    }
    Ok(())
}
