//! Throw-away databases and directory servers: a test runs on SQLite and on PostgreSQL, each time in a database of its own.
//!
//! PostgreSQL is a server named by `SIGNALBOX_TEST_POSTGRES_URL` (see `end2end/with-postgres.sh`).
//! What all tests of a program begin with is made once and then copied, which is several times faster
//! than making it for each.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "what fails here is a failed test"
)]

mod database;
mod postgres;
pub mod slapd;
mod sqlite;

pub use database::Database;

/// Runs `test` once on each kind of database; it begins with what `prepare` writes into an empty one.
///
/// `prepare` runs once per kind in a whole test program, so all tests of a program pass the same. Its
/// database may lie at another place than those of the tests.
pub async fn on_both(prepare: impl AsyncFn(&Database), test: impl AsyncFn(Database)) {
    test(sqlite::copy(&prepare).await).await;
    let Ok(server) = std::env::var("SIGNALBOX_TEST_POSTGRES_URL") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "PostgreSQL not tested: set SIGNALBOX_TEST_POSTGRES_URL"
        );
        return;
    };
    let database = postgres::copy(&server, &prepare).await;
    let url = database.url.clone();
    test(database).await;
    postgres::drop(&server, &url).await;
}
