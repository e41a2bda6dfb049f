//! Reading units.

use model::UnitPath;
use model::access::Action;

use super::{Tree, Unit, UnitContent, place};
use crate::pool::{Tx, fetch_scalar};
use crate::statement::{Statement, fetch_statement};
use crate::{Desk, StoreError};

impl Desk {
    /// The units of a domain that the actor sees, each followed by those below it, siblings by name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the actor may not see the domain.
    pub async fn list_units(&self, domain: &str) -> Result<Vec<Unit>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain_id = self.domain_for(&mut tx, domain, Action::ReadUnits).await?;
        let tree = Tree::load(&mut tx, domain_id).await?;
        let mut units = tree.units();
        units.retain(|unit| self.sees_unit(unit.id));
        Ok(units)
    }

    /// One unit, and how much is in it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for the root, and when there is no such unit or the actor may not see it.
    pub async fn find_unit(
        &self,
        domain: &str,
        unit: &str,
    ) -> Result<(Unit, UnitContent), StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain_id = self.domain_for(&mut tx, domain, Action::ReadUnits).await?;
        let id = self.unit_at(&mut tx, domain_id, unit).await?;
        let tree = Tree::load(&mut tx, domain_id).await?;
        let unit = tree.unit(id).ok_or(StoreError::NotFound)?;
        let content = content(&mut tx, &tree, id).await?;
        Ok((unit, content))
    }

    /// The unit at a path as typed, if the actor sees it.
    pub(crate) async fn unit_at(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        typed: &str,
    ) -> Result<i64, StoreError> {
        let path = UnitPath::parse(typed).map_err(|_| StoreError::NotFound)?;
        let found = place::find(tx, domain_id, &path).await?;
        found
            .flatten()
            .filter(|id| self.sees_unit(*id))
            .ok_or(StoreError::NotFound)
    }

    /// Whether a unit of a domain he sees is the actor's.
    pub(crate) fn sees_unit(&self, id: i64) -> bool {
        self.actor.delegation().is_none_or(|own| own.sees(Some(id)))
    }
}

/// How much is in a unit.
pub(super) async fn content(tx: &mut Tx, tree: &Tree, id: i64) -> Result<UnitContent, StoreError> {
    let subtree: Vec<i64> = tree.subtree(id).into_iter().collect();
    let mut below = Statement::default();
    below
        .push("SELECT COUNT(*) FROM entry WHERE unit_id IN ")
        .list(&subtree);
    let below = fetch_statement!(&mut *tx, (i64,), below)?;
    Ok(UnitContent {
        entries: fetch_scalar!(
            &mut *tx,
            i64,
            "SELECT COUNT(*) FROM entry WHERE unit_id = $1",
            id
        )?,
        entries_below: below.first().map_or(0, |(count,)| *count),
        units: fetch_scalar!(
            &mut *tx,
            i64,
            "SELECT COUNT(*) FROM unit WHERE parent_id = $1",
            id
        )?,
        administrators: fetch_scalar!(
            &mut *tx,
            i64,
            "SELECT COUNT(DISTINCT account_id) FROM unit_right WHERE unit_id = $1",
            id
        )?,
    })
}
