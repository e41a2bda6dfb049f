//! What the access policy says of many entries at once, in SQL.

use model::access::{Action, UnitId};
use model::{Code, Right, Target};

use crate::administration::standing;
use crate::pool::{Tx, fetch_all};
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
        let holders = fetch_all!(
            &mut *tx,
            (i64, i64, Option<i64>),
            "SELECT c.id, e.id, e.unit_id FROM account c JOIN entry e ON e.id = c.entry_id
             WHERE e.domain_id = $1
               AND (c.id IN (SELECT account_id FROM administrator)
                    OR c.id IN (SELECT account_id FROM unit_right))",
            domain_id
        )?;
        let mut above = Vec::new();
        for (account, entry, unit) in holders {
            let target = Target {
                domain: domain_id,
                unit,
                rank: standing(tx, account).await?,
            };
            let action = match right {
                Right::Users => Action::ChangeEntry(target),
                Right::Mail => Action::ChangeMail(target),
                Right::Passwords => Action::ChangePassword(target),
                Right::Groups => Action::ChangeGroup(target),
            };
            if self.require(action).is_err() {
                above.push(entry);
            }
        }
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
