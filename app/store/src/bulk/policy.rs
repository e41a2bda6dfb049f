//! What the access policy says of many entries at once, in SQL.

use model::access::{Action, UnitId};
use model::{Code, Right, Target};

use crate::pool::Tx;
use crate::statement::Statement;
use crate::{Desk, StoreError};

/// The entries that a right of an actor does not reach; none by default.
#[derive(Default)]
pub(super) struct HeldBack {
    /// The units on which he holds it; `None` for everywhere.
    units: Option<Vec<UnitId>>,
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
            units: own.map(|own| own.units_with(right).collect()),
            above,
        })
    }
}

impl HeldBack {
    /// The policy's reasons against changing entry `e`: `WHEN … THEN …`.
    pub(super) fn add_rules(&self, statement: &mut Statement) {
        if let Some(units) = &self.units {
            statement
                .push(" WHEN COALESCE(e.unit_id, 0) NOT IN ")
                .list(units)
                .push(" THEN ")
                .bind(Code::RightMissing.as_str());
        }
        statement
            .push(" WHEN e.id IN ")
            .list(&self.above)
            .push(" THEN ")
            .bind(Code::RankAbove.as_str());
    }
}
