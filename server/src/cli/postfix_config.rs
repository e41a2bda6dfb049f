//! `signalbox postfix-config`: the files that connect a Postfix.

use super::{Failure, Result, open_migrated, say};
use crate::config::{DatabaseSettings, PostfixOptions};

/// Writes the files, or compares.
///
/// # Errors
/// When the directory cannot be written, or with `--check` when something differs.
pub async fn run(settings: &DatabaseSettings, options: &PostfixOptions) -> Result<()> {
    let store = open_migrated(settings).await?;
    if options.check {
        let differences = store
            .check_postfix(&options.dir, &options.postfix)
            .await
            .map_err(|error| Failure::of("cannot compare", &error))?;
        return report(&differences);
    }
    let text = store
        .write_postfix_files(&options.dir)
        .await
        .map_err(|error| Failure::of("cannot write the files", &error))?;
    say(&text);
    Ok(())
}

/// Says what differs from what Signalbox would write, a line each.
///
/// # Errors
/// When something does.
pub fn report(differences: &[String]) -> Result<()> {
    if differences.is_empty() {
        say("ok: Postfix is connected as it should be");
        return Ok(());
    }
    say(&differences.join("\n"));
    Err(Failure::new(
        format!(
            "Postfix is not connected as it should be; differences: {}",
            differences.len()
        ),
        "do what is printed above, then `postfix reload`",
    ))
}
