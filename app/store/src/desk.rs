//! What every method of a desk begins with: whose domain, which policy, which version.

use model::access::{Action, UnitId, Verdict, verdict};
use model::{Actor, Code, DomainName, Kind, Problem, Target, UnitPath};

use crate::administration::target;
use crate::domains::{self, Domain};
use crate::entries;
use crate::pool::{Tx, fetch_optional};
use crate::units::place;
use crate::users::{self, read::Keys};
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

    /// The entry with a kind and a name as typed, if the actor sees it.
    pub(crate) async fn seen_entry(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        kind: Kind,
        name: &str,
    ) -> Result<i64, StoreError> {
        let id = entries::read::find(tx, domain_id, kind, name).await?;
        self.require_seen(tx, domain_id, id).await?;
        Ok(id)
    }

    /// The user with a login as typed, if the actor sees it.
    pub(crate) async fn seen_user(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        login: &str,
    ) -> Result<Keys, StoreError> {
        let keys = users::read::find(tx, domain_id, login).await?;
        self.require_seen(tx, domain_id, keys.entry).await?;
        Ok(keys)
    }

    /// Asks the policy whether the actor sees an entry of a domain.
    async fn require_seen(&self, tx: &mut Tx, domain_id: i64, id: i64) -> Result<(), StoreError> {
        let unit = unit_of(tx, id).await?;
        self.require(Action::ReadEntry(Target::place(domain_id, unit)))
    }

    /// Asks the policy about an entry of a domain: where it is, and what it may do itself.
    pub(crate) async fn require_on(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        entry: i64,
        action: fn(Target) -> Action,
    ) -> Result<(), StoreError> {
        self.require(action(target(tx, domain_id, entry).await?))
    }

    /// Whether the policy allows one of several actions on an entry.
    pub(crate) async fn require_one_on(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        entry: i64,
        actions: &[fn(Target) -> Action],
    ) -> Result<(), StoreError> {
        let target = target(tx, domain_id, entry).await?;
        let mut outcome = Err(StoreError::Denied);
        for action in actions {
            outcome = self.require(action(target.clone()));
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    /// A refusal that does not name an entry which is perhaps none of the actor's.
    pub(crate) fn discreet(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Conflict(problem)
                if self.actor.delegation().is_some()
                    && matches!(problem.code, Code::AddressTaken | Code::EntryTaken) =>
            {
                StoreError::Conflict(Problem::new(problem.field, problem.code))
            }
            error => error,
        }
    }

    /// Asks the policy about a part of a form that may be saved without it: refused beside its field.
    pub(crate) fn require_part(&self, action: Action, field: &str) -> Result<(), StoreError> {
        match self.require(action) {
            Err(StoreError::Denied) if !self.actor.read_only => {
                Err(Problem::new(field, Code::RightMissing).into())
            }
            outcome => outcome,
        }
    }

    /// The unit at a path, when the actor may put entries there; problems are at `unit`.
    pub(crate) async fn unit_for(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        path: &UnitPath,
        action: fn(Target) -> Action,
    ) -> Result<Option<UnitId>, StoreError> {
        let unit = place::require(tx, domain_id, path, "unit").await?;
        if unit.is_none() && self.actor.delegation().is_some() {
            return Err(Problem::new("unit", Code::UnitRequired).into());
        }
        // Elsewhere he may: whoever may not at all was refused before.
        match self.require_part(action(Target::place(domain_id, unit)), "unit") {
            Err(StoreError::NotFound) => Err(place::unknown("unit", path).into()),
            outcome => outcome.map(|()| unit),
        }
    }
}

/// The unit an entry is in.
pub(crate) async fn unit_of(tx: &mut Tx, entry: i64) -> Result<Option<UnitId>, StoreError> {
    let (unit,) = fetch_optional!(
        tx,
        (Option<i64>,),
        "SELECT unit_id FROM entry WHERE id = $1",
        entry
    )?
    .ok_or(StoreError::NotFound)?;
    Ok(unit)
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
