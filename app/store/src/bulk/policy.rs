//! What the access policy says of many entries at once, in SQL.

use model::access::{Action, UnitId};
use model::{Code, Right, Target};

use crate::pool::Tx;
use crate::statement::Statement;
use crate::{Desk, StoreError};

/// The entries that rights of an actor do not reach; none by default.
#[derive(Default)]
pub(super) struct HeldBack {
    /// The units on which he holds the right on groups, and that on other entries; `None` for everywhere.
    units: Option<(Vec<UnitId>, Vec<UnitId>)>,
    /// Entries that hold more than he: those who hold anything are few.
    above: Vec<i64>,
}

impl Desk {
    /// Works out, for one domain, what [`model::access::verdict`] says of each entry.
    pub(super) async fn held_back(
        &self,
        tx: &mut Tx,
        domain_id: i64,
        right: Right,
        on_groups: Right,
    ) -> Result<HeldBack, StoreError> {
        let action = |target: Target| match right {
            Right::Users => Action::ChangeEntry(target),
            Right::Mail => Action::ChangeMail(target),
            Right::Passwords => Action::ChangePassword(target),
            Right::Groups => Action::ChangeGroup(target),
        };
        let above = self.refused_holders(tx, domain_id, action).await?;
        let own = self.actor.delegation();
        Ok(HeldBack {
            units: own.map(|own| {
                let units = |right| own.units_with(right).collect();
                (units(on_groups), units(right))
            }),
            above,
        })
    }
}

impl HeldBack {
    /// The policy's reasons against changing entry `e`: `WHEN … THEN …`.
    pub(super) fn add_rules(&self, statement: &mut Statement) {
        if let Some((of_groups, of_others)) = &self.units {
            for (kind, units) in [("= 'group'", of_groups), ("<> 'group'", of_others)] {
                statement.push(" WHEN e.kind ").push(kind);
                statement
                    .push(" AND COALESCE(e.unit_id, 0) NOT IN ")
                    .list(units)
                    .push(" THEN ")
                    .bind(Code::RightMissing.as_str());
            }
        }
        statement
            .push(" WHEN e.id IN ")
            .list(&self.above)
            .push(" THEN ")
            .bind(Code::RankAbove.as_str());
    }
}
