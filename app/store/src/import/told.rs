//! What the history says of each entry of an import, by which the import is undone.

use serde_json::{Map, Value, json};

use super::items::{Item, Worked};
use super::{Outcome, Plan};
use crate::StoreError;
use crate::history::Difference;
use crate::pool::Tx;
use crate::statement::{Statement, execute_statement};

/// Rows in one statement; SQLite binds at most 32766 values to one.
const ROWS: usize = 1000;
/// What there was before, of an entry that was created.
pub(super) const NOTHING: &str = "null";

/// Writes, for each entry that is created or changed, the fields that differ.
pub(super) async fn remember(
    tx: &mut Tx,
    row: i64,
    worked: &Worked<'_>,
    plan: &Plan,
) -> Result<(), StoreError> {
    let rows = worked.items.iter().zip(&plan.rows);
    let told = rows.filter_map(|(item, planned)| Some((item, sides(&planned.outcome)?)));
    let mut told: Vec<(&Item<'_>, (String, String))> = told.collect();
    told.sort_unstable_by_key(|(item, _)| item.id);
    for some in told.chunks(ROWS) {
        let mut insert = Statement::default();
        insert.push(
            "INSERT INTO history_entry (history_id, entry_id, kind, name, before, after) VALUES ",
        );
        for (index, (item, (before, after))) in some.iter().enumerate() {
            insert.row(index == 0).bind(row).push(", ").bind(item.id);
            insert.push(", ").bind(item.name.kind.as_str());
            for text in [&item.name.name, before, after] {
                insert.push(", ").bind(text.as_str());
            }
            insert.push(")");
        }
        execute_statement!(&mut *tx, insert)?;
    }
    Ok(())
}

/// The fields that differ, before and after, as JSON; `None` for what stays as it is.
fn sides(outcome: &Outcome) -> Option<(String, String)> {
    match outcome {
        Outcome::New(display_name) => {
            let after = json!({"display_name": display_name});
            Some((NOTHING.to_owned(), after.to_string()))
        }
        Outcome::Changed(differences) => {
            let side = |of: fn(&Difference) -> &Value| {
                let fields = differences.iter();
                let fields = fields.map(|field| (field.field.clone(), of(field).clone()));
                Value::Object(fields.collect::<Map<_, _>>()).to_string()
            };
            Some((side(|field| &field.before), side(|field| &field.after)))
        }
        Outcome::Unchanged | Outcome::Refused(_) => None,
    }
}
