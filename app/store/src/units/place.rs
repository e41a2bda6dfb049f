//! Paths and identifiers of units.

use model::access::UnitId;
use model::unit::key;
use model::{Code, Problem, UnitPath};

use crate::StoreError;
use crate::pool::{Tx, fetch_all, fetch_optional};

pub(crate) const FIND: &str =
    "SELECT id FROM unit WHERE domain_id = $1 AND COALESCE(parent_id, 0) = $2 AND name_key = $3";

pub(crate) const PATH: &str = "WITH RECURSIVE way (parent_id, name, steps) AS (
         SELECT parent_id, name, 0 FROM unit WHERE id = $1
         UNION ALL
         SELECT u.parent_id, u.name, w.steps + 1 FROM way w JOIN unit u ON u.id = w.parent_id
         WHERE w.steps < 100
     )
     SELECT name FROM way ORDER BY steps DESC";

/// The unit at a path: `Some(None)` for the root, `None` for one that is not there.
pub(crate) async fn find(
    tx: &mut Tx,
    domain_id: i64,
    path: &UnitPath,
) -> Result<Option<Option<UnitId>>, StoreError> {
    let mut at = None;
    for name in path.names() {
        let above: UnitId = at.unwrap_or(0);
        let found = fetch_optional!(&mut *tx, (i64,), FIND, domain_id, above, key(name))?;
        let Some((id,)) = found else {
            return Ok(None);
        };
        at = Some(id);
    }
    Ok(Some(at))
}

/// The same; one that is not there is a problem of a field.
pub(crate) async fn require(
    tx: &mut Tx,
    domain_id: i64,
    path: &UnitPath,
    field: &str,
) -> Result<Option<UnitId>, StoreError> {
    find(tx, domain_id, path)
        .await?
        .ok_or_else(|| unknown(field, path).into())
}

/// The path of a unit, as its names are written now; the root for none.
pub(crate) async fn path(tx: &mut Tx, unit: Option<UnitId>) -> Result<UnitPath, StoreError> {
    let Some(unit) = unit else {
        return Ok(UnitPath::default());
    };
    let rows = fetch_all!(tx, (String,), PATH, unit)?;
    Ok(UnitPath::of(rows.into_iter().map(|(name,)| name).collect()))
}

/// No unit has this path, or none that the actor sees.
pub(crate) fn unknown(field: &str, path: &UnitPath) -> Problem {
    Problem::new(field, Code::UnitUnknown).with(path)
}
