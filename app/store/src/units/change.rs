//! Creating, renaming, moving and deleting units.

use model::access::Action;
use model::unit::{CheckedUnit, DEPTH_MAX, UnitDraft, key};
use model::{Code, Problem};
use serde_json::{Value, json};

use super::{Tree, Unit, place, read};
use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Desk, StoreError};

impl Desk {
    /// Creates a unit.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] with problems as in [`UnitDraft::check`], [`Code::UnitUnknown`] and
    /// [`Code::UnitTooDeep`] at `parent`; [`StoreError::Conflict`] with [`Code::UnitTaken`] at `name`.
    pub async fn create_unit(&self, domain: &str, draft: &UnitDraft) -> Result<Unit, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.create_unit_in(tx, domain, draft).await
        })
    }

    async fn create_unit_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        draft: &UnitDraft,
    ) -> Result<Unit, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeUnits).await?;
        let new = draft.check()?;
        self.insert_unit(tx, &domain, new_id(), &new).await
    }

    /// Inserts a unit whose domain is locked; also under an identifier that it had before.
    pub(crate) async fn insert_unit(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        new: &CheckedUnit,
    ) -> Result<Unit, StoreError> {
        let parent = place::require(tx, domain.id, &new.parent, "parent").await?;
        refuse_taken(tx, domain.id, parent, &new.name, id).await?;
        if new.parent.names().len() >= DEPTH_MAX {
            return Err(Problem::new("parent", Code::UnitTooDeep).into());
        }
        execute!(
            &mut *tx,
            "INSERT INTO unit (id, domain_id, parent_id, name, name_key, version)
             VALUES ($1, $2, $3, $4, $5, 1)",
            id,
            domain.id,
            parent,
            &new.name,
            key(&new.name)
        )?;
        let unit = load(tx, domain.id, id).await?;
        self.record_unit(tx, domain, "create", (None, Some(&unit)))
            .await?;
        Ok(unit)
    }

    /// Renames a unit or moves it below another; what is in it goes along.
    ///
    /// # Errors
    /// Those of [`Desk::create_unit`], [`Code::UnitCycle`] at `parent`, and
    /// [`StoreError::VersionMismatch`].
    pub async fn change_unit(
        &self,
        domain: &str,
        unit: &str,
        version: Option<i64>,
        draft: &UnitDraft,
    ) -> Result<Unit, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_unit_in(tx, domain, unit, version, draft).await
        })
    }

    async fn change_unit_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        unit: &str,
        version: Option<i64>,
        draft: &UnitDraft,
    ) -> Result<Unit, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeUnits).await?;
        let id = self.unit_at(tx, domain.id, unit).await?;
        self.save_unit(tx, &domain, id, version, draft).await
    }

    pub(crate) async fn save_unit(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        version: Option<i64>,
        draft: &UnitDraft,
    ) -> Result<Unit, StoreError> {
        let tree = Tree::load(tx, domain.id).await?;
        let before = tree.unit(id).ok_or(StoreError::NotFound)?;
        check_version(version, before.version)?;
        let wanted = draft.check()?;
        let parent = place::require(tx, domain.id, &wanted.parent, "parent").await?;
        if parent.is_some_and(|parent| tree.subtree(id).contains(&parent)) {
            return Err(Problem::new("parent", Code::UnitCycle).into());
        }
        refuse_taken(tx, domain.id, parent, &wanted.name, id).await?;
        if wanted.parent.names().len() + tree.height(id) > DEPTH_MAX {
            return Err(Problem::new("parent", Code::UnitTooDeep).into());
        }
        let above = place::path(tx, parent).await?;
        if before.path.name() == wanted.name && before.path.parent() == above {
            return Ok(before);
        }
        execute!(
            &mut *tx,
            "UPDATE unit SET parent_id = $1, name = $2, name_key = $3, version = version + 1
             WHERE id = $4",
            parent,
            &wanted.name,
            key(&wanted.name),
            id
        )?;
        let after = load(tx, domain.id, id).await?;
        self.record_unit(tx, domain, "change", (Some(&before), Some(&after)))
            .await?;
        Ok(after)
    }

    /// Deletes a unit that is empty.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] at `unit` with [`Code::UnitNotEmpty`], naming what is left: entries,
    /// units below it, administrators.
    pub async fn delete_unit(
        &self,
        domain: &str,
        unit: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.delete_unit_in(tx, domain, unit, version).await
        })
    }

    async fn delete_unit_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        unit: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeUnits).await?;
        let id = self.unit_at(tx, domain.id, unit).await?;
        self.remove_unit(tx, &domain, id, version).await
    }

    pub(crate) async fn remove_unit(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let tree = Tree::load(tx, domain.id).await?;
        let before = tree.unit(id).ok_or(StoreError::NotFound)?;
        check_version(version, before.version)?;
        let left = read::content(tx, &tree, id).await?;
        if (left.entries, left.units, left.administrators) != (0, 0, 0) {
            let problem = Problem::new("unit", Code::UnitNotEmpty)
                .with(left.entries)
                .with(left.units)
                .with(left.administrators);
            return Err(StoreError::Conflict(problem));
        }
        execute!(&mut *tx, "DELETE FROM unit WHERE id = $1", id)?;
        self.record_unit(tx, domain, "delete", (Some(&before), None))
            .await
    }

    async fn record_unit(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        action: &'static str,
        (before, after): (Option<&Unit>, Option<&Unit>),
    ) -> Result<(), StoreError> {
        let Some(unit) = before.or(after) else {
            return Ok(());
        };
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(unit.id),
            object: unit.object(domain),
            action,
            before: before.map(Unit::snapshot),
            after: after.map(Unit::snapshot),
        };
        self.record(tx, change).await
    }
}

impl Unit {
    /// As the history names it.
    pub(crate) fn object(&self, domain: &Domain) -> String {
        format!("unit:{}@{}", self.path, domain.name)
    }

    /// As the history keeps it.
    pub(crate) fn snapshot(&self) -> Value {
        json!({"name": self.path.name(), "parent": self.path.parent()})
    }
}

/// A unit that is there.
pub(crate) async fn load(tx: &mut Tx, domain_id: i64, id: i64) -> Result<Unit, StoreError> {
    let (version,) = fetch_optional!(
        &mut *tx,
        (i64,),
        "SELECT version FROM unit WHERE id = $1 AND domain_id = $2",
        id,
        domain_id
    )?
    .ok_or(StoreError::NotFound)?;
    let path = place::path(tx, Some(id)).await?;
    Ok(Unit { id, path, version })
}

/// Refuses the name of a sibling.
async fn refuse_taken(
    tx: &mut Tx,
    domain_id: i64,
    parent: Option<i64>,
    name: &str,
    own: i64,
) -> Result<(), StoreError> {
    let taken = fetch_optional!(
        tx,
        (i64,),
        place::FIND,
        domain_id,
        parent.unwrap_or(0),
        key(name)
    )?;
    match taken {
        Some((other,)) if other != own => {
            Err(StoreError::Conflict(Problem::new("name", Code::UnitTaken)))
        }
        _ => Ok(()),
    }
}
