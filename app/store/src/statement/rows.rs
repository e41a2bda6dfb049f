//! Many rows into one table.

use super::{Placeholders, Statement, Value, bind_values};
use crate::StoreError;
use crate::pool::{Tx, on};

/// Rows in one statement; SQLite binds at most 32766 values to one.
const ROWS: usize = 1000;

/// Inserts rows behind `insert`, such as `INSERT INTO t (a, b) VALUES `; `add` adds the values of one.
///
/// While the database works on a statement the next one is made.
pub(crate) async fn insert_rows<Row>(
    tx: &mut Tx,
    insert: &'static str,
    rows: impl IntoIterator<Item = Row>,
    mut add: impl FnMut(&mut Statement, Row),
) -> Result<(), StoreError> {
    let placeholders = Placeholders::of(tx);
    let mut rows = rows.into_iter().peekable();
    let mut make = || {
        rows.peek()?;
        let mut statement = Statement::default();
        statement.push(insert);
        for (index, row) in rows.by_ref().take(ROWS).enumerate() {
            add(statement.row(index == 0), row);
            statement.push(")");
        }
        Some(statement.into_parts(placeholders))
    };
    let mut made = make();
    while let Some((text, values)) = made {
        let (executed, next) = tokio::join!(biased; execute(tx, text, values), async { make() });
        executed?;
        made = next;
    }
    Ok(())
}

async fn execute(
    tx: &mut Tx,
    text: sqlx::AssertSqlSafe<String>,
    values: Vec<Value>,
) -> Result<(), StoreError> {
    on!(tx, |connection| bind_values!(sqlx::query(text), values)
        .execute(connection)
        .await
        .map(|_| ()))?;
    Ok(())
}
