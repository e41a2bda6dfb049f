//! A copy of the database while it is in use.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use crate::pool::Pool;
use crate::{Store, StoreError};

impl Store {
    /// Writes a consistent copy of a SQLite database to a file that does not exist yet; its owner alone may
    /// read it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the file cannot be written, [`StoreError::Internal`] on
    /// PostgreSQL, whose own `pg_dump` does it.
    pub async fn back_up_to(&self, file: &Path) -> Result<(), StoreError> {
        let Pool::Sqlite(pools) = &self.pool else {
            return Err(StoreError::Internal(
                "PostgreSQL is copied by pg_dump".to_owned(),
            ));
        };
        let name = file.to_str().ok_or_else(|| {
            StoreError::Internal(format!("{} is no name SQLite takes", file.display()))
        })?;
        // Only the owner may read what holds hashes of passwords; SQLite fills a file that is there and empty.
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(file)
            .map_err(sqlx::Error::Io)?;
        // Readers may only read; copying is no change, but SQLite counts it as one.
        let copied = sqlx::query("VACUUM INTO $1")
            .bind(name)
            .execute(&pools.writer)
            .await;
        if copied.is_err() {
            // The copy failed; that its remains stay as well changes nothing.
            let _ = std::fs::remove_file(file);
        }
        copied?;
        Ok(())
    }
}
