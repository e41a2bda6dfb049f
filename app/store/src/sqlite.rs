//! Opening a SQLite file so that Postfix and Dovecot can read it at any moment.

use std::ffi::{c_int, c_void};
use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use libsqlite3_sys::{SQLITE_FCNTL_PERSIST_WAL, SQLITE_OK, sqlite3_file_control};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::StoreError;
use crate::pool::SqlitePools;

const READERS: u32 = 4;

/// Opens the file, creating an empty one (mode 0640, in a directory of mode 0750) when there is none.
pub(crate) async fn open(path: &Path) -> Result<SqlitePools, StoreError> {
    create_if_missing(path).map_err(|error| {
        StoreError::Internal(format!("cannot create {}: {error}", path.display()))
    })?;
    let options = options(path);
    let mut keeper = SqliteConnection::connect_with(&options).await?;
    // Reading opens the write-ahead log; only then does the connection keep it.
    sqlx::query("SELECT COUNT(*) FROM sqlite_schema")
        .execute(&mut keeper)
        .await?;
    keep_log(&mut keeper).await?;
    Ok(SqlitePools {
        readers: pool(READERS).connect_lazy_with(options.clone().pragma("query_only", "1")),
        writer: pool(1).connect_lazy_with(options),
        _keeper: Arc::new(Mutex::new(keeper)),
    })
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // A change an administrator saw confirmed survives a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "memory")
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(200)
        .disable_statement_logging()
}

fn pool(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(20))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| Box::pin(keep_log_or_fail(connection)))
        .after_release(|connection, _| Box::pin(is_sound(connection)))
}

/// Whether a connection can be used again. On a full disk SQLite itself ends the transaction, and then
/// refuses the driver's rollback; the driver takes it for open ever after and can begin no other.
async fn is_sound(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A rollback may still wait in the queue.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

async fn keep_log_or_fail(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    keep_log(connection)
        .await
        .map_err(|error| sqlx::Error::Configuration(error.to_string().into()))
}

/// Tells SQLite to leave the write-ahead log in place when this connection is the last to close
/// (another process than ours may have opened the file, such as a backup).
async fn keep_log(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut handle = connection.lock_handle().await?;
    let mut on: c_int = 1;
    #[expect(unsafe_code, reason = "the setting is reached only through C")]
    // SAFETY: the lock keeps the connection open and unused by others; "main" is a C string; this
    // request reads and writes exactly one int.
    let status = unsafe {
        sqlite3_file_control(
            handle.as_raw_handle().as_ptr(),
            c"main".as_ptr(),
            SQLITE_FCNTL_PERSIST_WAL,
            (&raw mut on).cast::<c_void>(),
        )
    };
    if status == SQLITE_OK {
        Ok(())
    } else {
        Err(StoreError::Internal(format!(
            "SQLite refused to keep its write-ahead log (code {status})"
        )))
    }
}

fn create_if_missing(path: &Path) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    if let Some(directory) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        DirBuilder::new()
            .recursive(true)
            .mode(0o750)
            .create(directory)?;
    }
    // SQLite gives the log and the index beside the file the file's mode.
    let created = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o640)
        .open(path);
    match created {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
