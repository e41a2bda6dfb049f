//! What goes with entries that are deleted.

use super::Along;
use super::chosen::{Rows, add_from};
use super::kind::{Context, Kind};
use crate::StoreError;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};

/// What goes with the entries that change.
pub(super) async fn along<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    rows: &Rows<'_>,
) -> Result<Along, StoreError> {
    let mut counting = Statement::default();
    let parts = [
        "SELECT (SELECT COUNT(*) FROM address WHERE entry_id IN (SELECT id",
        "), (SELECT COUNT(*) FROM group_member WHERE member_id IN (SELECT id",
    ];
    for part in parts {
        counting.push(part);
        add_from(&mut counting, kind, context, rows);
        counting.push(" WHERE reason IS NULL)");
    }
    counting.push(")");
    let found = fetch_statement!(tx, (i64, i64), counting)?;
    let (addresses, memberships) = found.into_iter().next().unwrap_or_default();
    Ok(Along {
        addresses,
        memberships,
    })
}
