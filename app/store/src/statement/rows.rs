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
    add: impl FnMut(&mut Statement, Row),
) -> Result<(), StoreError> {
    upsert_rows(tx, (insert, ""), rows, add).await
}

/// The same, with the clause behind the rows that says what to do with those that are there already.
pub(crate) async fn upsert_rows<Row>(
    tx: &mut Tx,
    (insert, on_conflict): (&'static str, &'static str),
    rows: impl IntoIterator<Item = Row>,
    mut add: impl FnMut(&mut Statement, Row),
) -> Result<(), StoreError> {
    let placeholders = Placeholders::of(tx);
    let mut rows = rows.into_iter().peekable();
    let mut next_statement = || {
        rows.peek()?;
        let mut statement = Statement::default();
        statement.push(insert);
        let mut count = 0;
        for row in rows.by_ref().take(ROWS) {
            add(statement.row(count == 0), row);
            statement.push(")");
            count += 1;
        }
        statement.push(on_conflict);
        Some((statement.into_parts(placeholders), count == ROWS))
    };
    let mut ready = next_statement();
    while let Some((parts, is_full)) = ready {
        let executed = execute(tx, parts, is_full);
        let (executed, next) = tokio::join!(biased; executed, async { next_statement() });
        executed?;
        ready = next;
    }
    Ok(())
}

/// `is_full`: full ones are all alike, and kept prepared.
async fn execute(
    tx: &mut Tx,
    (text, values): (sqlx::AssertSqlSafe<String>, Vec<Value>),
    is_full: bool,
) -> Result<(), StoreError> {
    on!(tx, |connection| bind_values!(sqlx::query(text), values)
        .persistent(is_full)
        .execute(connection)
        .await
        .map(|_| ()))?;
    Ok(())
}
