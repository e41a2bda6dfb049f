//! `signalbox dovecot-config`: the files that connect a Dovecot.

use super::{Failure, Result, open_migrated, say};
use crate::config::{DatabaseSettings, DovecotOptions};

/// Writes the files.
///
/// # Errors
/// When the directory cannot be written.
pub async fn run(settings: &DatabaseSettings, options: &DovecotOptions) -> Result<()> {
    let store = open_migrated(settings).await?;
    let text = store
        .write_dovecot_files(&options.dir)
        .await
        .map_err(|error| Failure::of("cannot write the files", &error))?;
    say(&text);
    Ok(())
}
