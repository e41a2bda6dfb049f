//! A copy of the database while it is in use.

use std::path::Path;

use crate::pool::Pool;
use crate::{Store, StoreError};

impl Store {
    /// Writes a consistent copy of a SQLite database to a file that does not exist yet.
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
        // Readers may only read; copying is no change, but SQLite counts it as one.
        sqlx::query("VACUUM INTO $1")
            .bind(name)
            .execute(&pools.writer)
            .await?;
        Ok(())
    }
}
