//! Moving entries to an organizational unit, or out of all.

use model::access::{Action, UnitId};
use model::task::TaskKind;
use model::{Code, Problem, Right, UnitPath};
use serde_json::{Value, json};

use super::chosen::remember;
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::StoreError;
use crate::pool::{Tx, execute};
use crate::statement::Statement;
use crate::units::Tree;

/// Where they are: a unit's identifier, because units are renamed and moved; empty for none.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    /// The unit they go to, when its path was typed.
    unit: Option<UnitId>,
    /// The present paths of units.
    tree: std::sync::Arc<Tree>,
}

impl Kind for Units {
    const ACTION: &'static str = "change_units";
    const RIGHT: Right = Right::Users;
    const RIGHT_ON_GROUPS: Right = Right::Groups;
    const FIELD: &'static str = "unit";

    fn task(&self, _: &str) -> TaskKind {
        TaskKind::MoveEntries
    }

    async fn prepare(
        &mut self,
        tx: &mut Tx,
        context: &Context,
        wanted: Option<&str>,
    ) -> Result<(), StoreError> {
        let domain = context.domain.id;
        self.tree = Tree::load(tx, domain).await?.into();
        if let Some(typed) = wanted {
            let path = UnitPath::parse(typed).map_err(|code| Problem::new("unit", code))?;
            let desk = &context.desk;
            // Whoever may put only groups there is held back by the rules from putting others.
            let found = match desk.unit_for(tx, domain, &path, Action::ChangeEntry).await {
                Err(StoreError::Invalid(_)) => {
                    desk.unit_for(tx, domain, &path, Action::ChangeGroup).await
                }
                found => found,
            };
            self.unit = found?;
        }
        Ok(())
    }

    fn wanted(&self, _: &str) -> String {
        self.unit.map(|id| id.to_string()).unwrap_or_default()
    }

    fn add_present(&self, statement: &mut Statement) {
        statement.push("COALESCE(CAST(e.unit_id AS TEXT), '')");
    }

    /// A move needs the right at both ends.
    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>) {
        if found.is_history() {
            statement.push(" WHEN ");
            found.add_wanted(statement);
            statement
                .push(" <> '' AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.domain_id = ")
                .bind(context.domain.id);
            statement.push(" AND CAST(u.id AS TEXT) = ");
            found.add_wanted(statement);
            statement.push(") THEN ").bind(Code::UndoUnitGone.as_str());
        }
        let Some(own) = context.desk.actor().delegation() else {
            return;
        };
        for (kind, right) in [
            ("= 'group'", Self::RIGHT_ON_GROUPS),
            ("<> 'group'", Self::RIGHT),
        ] {
            let units: Vec<UnitId> = own.units_with(right).collect();
            statement.push(" WHEN e.kind ").push(kind);
            statement.push(" AND CAST(COALESCE(NULLIF(");
            found.add_wanted(statement);
            statement
                .push(", ''), '0') AS BIGINT) NOT IN ")
                .list(&units)
                .push(" THEN ")
                .bind(Code::RightMissing.as_str());
        }
    }

    fn value(&self, text: &str) -> Value {
        let path = text.parse().map(|id| self.tree.path(id).to_string());
        json!(path.unwrap_or_default())
    }

    async fn write(
        &self,
        tx: &mut Tx,
        _: &Context,
        row: i64,
        step: Step,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE entry SET unit_id = CAST(NULLIF(c.wanted, '') AS BIGINT), version = entry.version + 1
             FROM chosen c
             WHERE c.id = entry.id AND c.reason IS NULL AND c.id > $1 AND c.id <= $2",
            step.from,
            step.to
        )?;
        remember(tx, row, step).await
    }
}
