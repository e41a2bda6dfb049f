//! The machine fails in the middle of large changes: they happen wholly or not at all.
//!
//! On PostgreSQL the connection is cut by the server while the change writes its n-th row of a table; on
//! SQLite the disk is full a number of pages further on. Kills are for the end-to-end tests.

use crate::pool::Pool;
use crate::support::{NOW, Place, domain, on_both, split};
use crate::{Desk, StoreError};

mod changes;
mod imports;
mod rows;

pub(crate) use rows::assert_same;

/// Tables that tell of attempts and not of what was changed.
const TOLD: &[&str] = &["task"];

/// Where the machine fails.
#[derive(Clone, Copy, Debug)]
struct Fault {
    /// PostgreSQL: the table whose rows are counted.
    table: &'static str,
    /// PostgreSQL: the row it does not survive.
    row: i64,
    /// SQLite: pages that still fit on the disk.
    pages: i64,
}

impl Fault {
    async fn arm(self, place: &Place) {
        let Self { table, row, pages } = self;
        match &place.store.pool {
            Pool::Postgres(_) => {
                let sql = format!(
                    "CREATE SEQUENCE fault_rows;
                     CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
                     BEGIN
                         -- A sequence counts on, whatever becomes of the transaction.
                         IF nextval('fault_rows') = {row} THEN
                             PERFORM pg_terminate_backend(pg_backend_pid());
                         END IF;
                         RETURN COALESCE(NEW, OLD);
                     END $$;
                     CREATE TRIGGER fault BEFORE INSERT OR UPDATE OR DELETE ON {table}
                         FOR EACH ROW EXECUTE FUNCTION fault()"
                );
                place.execute(&sql).await;
            }
            Pool::Sqlite(pools) => {
                let free = place
                    .number("SELECT freelist_count FROM pragma_freelist_count")
                    .await;
                assert!(free < 20, "{free} free pages would be used first");
                let used = place
                    .number("SELECT page_count FROM pragma_page_count")
                    .await;
                let sql = format!("PRAGMA max_page_count = {}", used + pages);
                let sql = sqlx::AssertSqlSafe(sql);
                sqlx::query(sql).execute(&pools.writer).await.unwrap();
            }
        }
    }

    /// Mends the machine.
    async fn mend(self, place: &Place) {
        match &place.store.pool {
            Pool::Postgres(_) => {
                let table = self.table;
                place
                    .execute(&format!(
                        "DROP TRIGGER fault ON {table}; DROP FUNCTION fault; DROP SEQUENCE fault_rows"
                    ))
                    .await;
            }
            Pool::Sqlite(pools) => {
                let sql = "PRAGMA max_page_count = 1073741823";
                sqlx::query(sql).execute(&pools.writer).await.unwrap();
            }
        }
    }
}

/// A change is tried under each fault, which must stop it and leave everything as it was; and then once
/// more on a machine that is well.
async fn assert_all_or_nothing<T: std::fmt::Debug>(
    place: &Place,
    what: &str,
    faults: &[Fault],
    change: impl AsyncFn(&Desk) -> Result<T, StoreError>,
) -> T {
    let desk = place.desk();
    let before = place.every_row(TOLD).await;
    for fault in faults {
        fault.arm(place).await;
        let outcome = change(&desk).await;
        fault.mend(place).await;
        assert!(
            matches!(outcome, Err(StoreError::Unavailable(_))),
            "{what} with {fault:?}: {outcome:?}"
        );
        let after = place.every_row(TOLD).await;
        assert_same(&before, &after, &format!("{what} with {fault:?}"));
        place.assert_routes().await;
    }
    let done = change(&desk).await;
    place.assert_routes().await;
    done.unwrap_or_else(|error| panic!("{what} on a machine that is well: {error:?}"))
}
