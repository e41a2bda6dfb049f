//! `signalbox backup FILE`: a consistent copy of the database while it is in use.

use std::path::Path;

use super::{Failure, Result, open_migrated, say, sqlite_file};
use crate::config::DatabaseSettings;

/// Copies the database.
///
/// # Errors
/// When the file exists or cannot be written, and on PostgreSQL.
pub async fn run(settings: &DatabaseSettings, file: &Path) -> Result<()> {
    if sqlite_file(&settings.database_url).is_none() {
        return Err(Failure::new(
            "a PostgreSQL database is not copied by this command",
            "use `pg_dump` with the same connection",
        ));
    }
    if file.exists() {
        return Err(Failure::new(
            format!("{} exists already", file.display()),
            "choose another name, or remove it first",
        ));
    }
    let store = open_migrated(settings).await?;
    store.back_up_to(file).await.map_err(|error| {
        Failure::new(
            format!("cannot copy the database to {}: {error}", file.display()),
            "check that its directory is there, may be written to and has free space",
        )
    })?;
    say(&format!("The database is copied to {}.", file.display()));
    Ok(())
}
