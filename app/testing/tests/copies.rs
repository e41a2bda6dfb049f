//! Every test begins with the same, and keeps what it does to itself.

use std::sync::atomic::{AtomicUsize, Ordering};

use testing::{Database, on_both};

static PREPARED: AtomicUsize = AtomicUsize::new(0);

async fn prepare(database: &Database) {
    PREPARED.fetch_add(1, Ordering::Relaxed);
    if let Some(file) = database.url.strip_prefix("sqlite:") {
        assert!(std::fs::File::create_new(file).is_ok());
    }
    let sql = "CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('first'), ('Second')";
    database.execute(sql).await;
}

async fn things(database: &Database) -> Vec<String> {
    database.texts("SELECT name FROM thing ORDER BY name").await
}

#[tokio::test]
async fn a_test_sees_what_was_prepared_once_and_not_what_another_wrote() {
    let seen = AtomicUsize::new(0);
    for _ in 0..3 {
        on_both(prepare, async |database| {
            seen.fetch_add(1, Ordering::Relaxed);
            // SQLite sorts by bytes; on PostgreSQL the tests want an order that does not.
            let expected = if database.is_postgres() {
                ["first", "Second"]
            } else {
                ["Second", "first"]
            };
            assert_eq!(things(&database).await, expected);
            database.execute("DELETE FROM thing").await;
            assert_eq!(database.number("SELECT COUNT(*) FROM thing").await, 0);
        })
        .await;
    }
    let kinds = seen.load(Ordering::Relaxed) / 3;
    assert_eq!(PREPARED.load(Ordering::Relaxed), kinds);
}
