//! The user administrators of a unit.

use model::Right;
use model::access::Action;

use super::UnitRights;
use crate::statement::{Statement, fetch_statement};
use crate::units::Tree;
use crate::{Desk, StoreError};

/// A user with rights on a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitAdministrator {
    /// The user's login in the domain.
    pub login: String,
    /// Display name.
    pub display_name: String,
    /// The rights, and the unit they were given on: the unit itself or one above it.
    pub given: UnitRights,
    /// Whether the user is one of the actor's entries.
    pub is_seen: bool,
}

impl Desk {
    /// The users with rights on a unit, also through a unit above it, by display name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] as for [`Desk::find_unit`].
    pub async fn list_unit_administrators(
        &self,
        domain: &str,
        unit: &str,
    ) -> Result<Vec<UnitAdministrator>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain_id = self.domain_for(&mut tx, domain, Action::ReadUnits).await?;
        let id = self.unit_at(&mut tx, domain_id, unit).await?;
        let tree = Tree::load(&mut tx, domain_id).await?;
        let above: Vec<i64> = tree.above(id).into_iter().collect();
        let mut query = Statement::default();
        query
            .push(
                "SELECT e.login, e.display_name, e.unit_id, r.unit_id AS given_on, r.holds
                 FROM unit_right r
                     JOIN account c ON c.id = r.account_id
                     JOIN entry e ON e.id = c.entry_id
                 WHERE r.unit_id IN ",
            )
            .list(&above)
            .push(" ORDER BY e.sort_key, e.id, r.unit_id");
        let rows = fetch_statement!(&mut tx, (String, String, Option<i64>, i64, String), query)?;
        let mut found: Vec<UnitAdministrator> = Vec::new();
        for (login, display_name, own_unit, given_on, right) in rows {
            let right = Right::from_name(&right).ok_or_else(|| StoreError::corrupt(&right))?;
            let path = tree.path(given_on);
            match found.last_mut() {
                Some(last) if last.login == login && last.given.unit == path => {
                    last.given.rights.insert(right);
                }
                _ => found.push(UnitAdministrator {
                    login,
                    display_name,
                    given: UnitRights {
                        unit: path,
                        rights: [right].into(),
                    },
                    is_seen: self.actor.delegation().is_none_or(|own| own.sees(own_unit)),
                }),
            }
        }
        Ok(found)
    }
}
