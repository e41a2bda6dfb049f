//! A SQLite file of one's own.

use tokio::sync::OnceCell;

use crate::Database;

/// What every test's file begins as.
static PREPARED: OnceCell<Vec<u8>> = OnceCell::const_new();

/// A database as `prepare` left it.
pub(crate) async fn copy(prepare: &impl AsyncFn(&Database)) -> Database {
    let content = PREPARED.get_or_init(|| prepared(prepare)).await;
    let database = missing();
    std::fs::write(file(&database), content).unwrap();
    database
}

async fn prepared(prepare: &impl AsyncFn(&Database)) -> Vec<u8> {
    let database = missing();
    prepare(&database).await;
    // The file alone lacks what still stands in the log beside it.
    let whole = format!("{}.whole", file(&database));
    database.execute(&format!("VACUUM INTO '{whole}'")).await;
    std::fs::read(whole).unwrap()
}

/// A place for a file that is not there yet.
fn missing() -> Database {
    let directory = tempfile::tempdir().unwrap();
    Database {
        url: format!("sqlite:{}", directory.path().join("test.db").display()),
        _directory: Some(directory),
    }
}

fn file(database: &Database) -> &str {
    database.url.strip_prefix("sqlite:").unwrap()
}
