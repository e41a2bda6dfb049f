//! What the history says of each entry of an import, by which the import is undone.

use serde_json::{Map, Value, json};

use super::items::{Item, Worked};
use super::{Outcome, Plan};
use crate::StoreError;
use crate::history::Difference;
use crate::pool::Tx;
use crate::statement::insert_rows;

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
    let mut told: Vec<(&Item<'_>, Told<'_>)> = rows
        .filter_map(|(item, planned)| Some((item, Told::of(&planned.outcome)?)))
        .collect();
    told.sort_unstable_by_key(|(item, _)| item.id);
    insert_rows(
        tx,
        "INSERT INTO history_entry (history_id, entry_id, kind, name, before, after) VALUES ",
        told,
        |insert, (item, told)| {
            let (before, after) = told.sides();
            insert.value(row).value(item.id);
            insert.value(item.name.kind.as_str());
            insert.value(item.name.name.as_str());
            insert.value(before).value(after);
        },
    )
    .await
}

/// What is told of an entry.
enum Told<'a> {
    Created { display_name: &'a str },
    Changed(&'a [Difference]),
}

impl<'a> Told<'a> {
    /// `None` for what stays as it is.
    fn of(outcome: &'a Outcome) -> Option<Self> {
        match outcome {
            Outcome::New(display_name) => Some(Self::Created { display_name }),
            Outcome::Changed(differences) => Some(Self::Changed(differences)),
            Outcome::Unchanged | Outcome::Refused(_) => None,
        }
    }

    /// The fields that differ, before and after, as JSON.
    fn sides(&self) -> (String, String) {
        match self {
            Self::Created { display_name } => {
                let after = json!({"display_name": display_name});
                (NOTHING.to_owned(), after.to_string())
            }
            Self::Changed(differences) => {
                let side = |of: fn(&Difference) -> &Value| {
                    let fields = differences.iter();
                    let fields = fields.map(|field| (field.field.clone(), of(field).clone()));
                    Value::Object(fields.collect::<Map<_, _>>()).to_string()
                };
                (side(|field| &field.before), side(|field| &field.after))
            }
        }
    }
}
