//! What every method of a desk begins with: whose domain, which policy, which version.

use model::access::{Action, Verdict, verdict};
use model::{Actor, DomainName};

use crate::domains::{self, Domain};
use crate::pool::{Tx, fetch_optional};
use crate::{Desk, StoreError};

impl Desk {
    /// Who sits at it.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Asks the access policy.
    pub(crate) fn require(&self, action: Action) -> Result<(), StoreError> {
        match verdict(&self.actor, action) {
            Verdict::Allowed => Ok(()),
            Verdict::Denied => Err(StoreError::Denied),
            Verdict::Hidden => Err(StoreError::NotFound),
        }
    }

    /// The domain with a name as typed, when the policy allows the action on it.
    pub(crate) async fn domain_for(
        &self,
        tx: &mut Tx,
        typed: &str,
        action: fn(i64) -> Action,
    ) -> Result<i64, StoreError> {
        let name = DomainName::parse(typed).map_err(|_| StoreError::NotFound)?;
        let id = find_domain_id(tx, name.as_str())
            .await?
            .ok_or(StoreError::NotFound)?;
        self.require(action(id))?;
        Ok(id)
    }

    /// The domain with a name as typed, to read.
    pub(crate) async fn open_domain(
        &self,
        tx: &mut Tx,
        typed: &str,
        action: fn(i64) -> Action,
    ) -> Result<Domain, StoreError> {
        let id = self.domain_for(tx, typed, action).await?;
        domains::read::load(tx, id).await
    }

    /// The same, kept from being changed by others until the transaction ends.
    pub(crate) async fn lock_domain(
        &self,
        tx: &mut Tx,
        typed: &str,
        action: fn(i64) -> Action,
    ) -> Result<Domain, StoreError> {
        let id = self.domain_for(tx, typed, action).await?;
        tx.lock_domain(id).await?;
        let domain = domains::read::load(tx, id).await?;
        // While waiting for the lock the name may have been taken away.
        let name = DomainName::parse(typed).map_err(|_| StoreError::NotFound)?;
        if domain.has_name(&name) {
            Ok(domain)
        } else {
            Err(StoreError::NotFound)
        }
    }
}

pub(crate) const BY_NAME: &str = "SELECT domain_id FROM domain_name WHERE name = $1";

/// The domain that has a name (normalised).
pub(crate) async fn find_domain_id(tx: &mut Tx, name: &str) -> Result<Option<i64>, StoreError> {
    let row = fetch_optional!(tx, (i64,), BY_NAME, name)?;
    Ok(row.map(|(id,)| id))
}

/// The optimistic lock: `given` is the version the caller saw, `None` to skip the check.
pub(crate) fn check_version(given: Option<i64>, current: i64) -> Result<(), StoreError> {
    match given {
        Some(given) if given != current => Err(StoreError::VersionMismatch(current)),
        _ => Ok(()),
    }
}
