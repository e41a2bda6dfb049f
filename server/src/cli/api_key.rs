//! `signalbox api-key`: keys for the REST API.

use store::accounts::NewKey;

use super::{Failure, Result, actor, now, open_migrated, say};
use crate::config::{ApiKeyCommand, DatabaseSettings};

/// Runs one of the commands.
///
/// # Errors
/// When the account or a domain is unknown.
pub async fn run(settings: &DatabaseSettings, command: ApiKeyCommand) -> Result<()> {
    let ApiKeyCommand::Create {
        account,
        name,
        domains,
        read_only,
        expires,
    } = command;
    let store = open_migrated(settings).await?;
    let actor = actor(&store, &account).await?;
    let key = store
        .as_actor(actor, now())
        .create_api_key(&NewKey {
            name,
            domains,
            read_only,
            expires_days: expires,
        })
        .await
        .map_err(|error| Failure::of("cannot create the key", &error))?;
    say(&key);
    Ok(())
}
