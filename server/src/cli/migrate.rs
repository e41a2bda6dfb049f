//! `signalbox migrate`: the schema and the contract with Postfix and Dovecot.

use super::{Result, cannot_use, open, say};
use crate::config::DatabaseSettings;

/// Brings the database up to date.
///
/// # Errors
/// When the database refuses.
pub async fn run(settings: &DatabaseSettings) -> Result<()> {
    let store = open(settings).await?;
    store
        .migrate()
        .await
        .map_err(|error| cannot_use(settings, error))?;
    say("The database is up to date.");
    Ok(())
}
