//! `signalbox api-key`: keys for the REST API.

use model::DomainName;
use store::accounts::{ApiKey, NewKey};
use store::{Desk, StoreError};
use time::OffsetDateTime;

use super::{Failure, Result, actor, now, open_migrated, say};
use crate::config::{ApiKeyCommand, DatabaseSettings};

/// Whoever has the server's shell sees and revokes the keys of everybody.
const SHELL: &str = "admin0";

/// Runs one of the commands.
///
/// # Errors
/// When the account, a domain or the key is unknown.
pub async fn run(settings: &DatabaseSettings, command: ApiKeyCommand) -> Result<()> {
    let store = open_migrated(settings).await?;
    let login = match &command {
        ApiKeyCommand::Create { account, .. } => account,
        ApiKeyCommand::List { .. } | ApiKeyCommand::Revoke { .. } => SHELL,
    };
    let desk = store
        .as_actor(actor(&store, login).await?, now())
        .with_origin(store::history::CLI);
    match command {
        ApiKeyCommand::Create {
            name,
            domains,
            read_only,
            expires,
            account: _,
        } => {
            let key = NewKey {
                name,
                domains,
                read_only,
                expires_days: expires,
            };
            create(&desk, &key).await
        }
        ApiKeyCommand::List { account } => list(&desk, account.as_deref()).await,
        ApiKeyCommand::Revoke { id } => revoke(&desk, id).await,
    }
}

async fn create(desk: &Desk, key: &NewKey) -> Result<()> {
    let key = desk
        .create_api_key(key)
        .await
        .map_err(|error| Failure::of("cannot create the key", &error))?;
    say(&key);
    Ok(())
}

async fn list(desk: &Desk, account: Option<&str>) -> Result<()> {
    let keys = desk
        .list_api_keys(account)
        .await
        .map_err(|error| Failure::of("cannot list the keys of this account", &error))?;
    let mut lines = vec!["ID\tACCOUNT\tNAME\tMAY\tDOMAINS\tEXPIRES".to_owned()];
    lines.extend(keys.iter().map(|key| line(key, now())));
    say(&lines.join("\n"));
    Ok(())
}

async fn revoke(desk: &Desk, id: i64) -> Result<()> {
    match desk.revoke_api_key(id).await {
        Ok(()) => {
            say(&format!("The key {id} is revoked."));
            Ok(())
        }
        Err(StoreError::NotFound) => Err(Failure::new(
            format!("there is no key {id}"),
            "see the numbers with `signalbox api-key list`",
        )),
        Err(error) => Err(Failure::of("cannot revoke the key", &error)),
    }
}

fn line(key: &ApiKey, now: i64) -> String {
    let ApiKey {
        id, account, name, ..
    } = key;
    let may = if key.read_only { "read" } else { "change" };
    let domains = match &key.limited_to {
        None => "all".to_owned(),
        Some(names) if names.is_empty() => "none".to_owned(),
        Some(names) => {
            let names: Vec<&str> = names.iter().map(DomainName::as_str).collect();
            names.join(", ")
        }
    };
    let expires = match key.expires_at {
        None => "never".to_owned(),
        Some(at) if at <= now => format!("expired {}", date(at)),
        Some(at) => date(at),
    };
    format!("{id}\t{account}\t{name}\t{may}\t{domains}\t{expires}")
}

/// A day in universal time.
fn date(at: i64) -> String {
    OffsetDateTime::from_unix_timestamp(at)
        .map_or_else(|_| at.to_string(), |moment| moment.date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_a_key_may_and_until_when() {
        let key = ApiKey {
            id: 17,
            account: "boss@a.example".to_owned(),
            name: "payroll".to_owned(),
            limited_to: None,
            read_only: false,
            created_at: 0,
            expires_at: None,
        };
        assert_eq!(
            line(&key, 5),
            "17\tboss@a.example\tpayroll\tchange\tall\tnever"
        );
        let brief = ApiKey {
            limited_to: Some(vec![]),
            read_only: true,
            expires_at: Some(1_800_000_000),
            ..key
        };
        for (now, end) in [
            (1_799_999_999, "2027-01-15"),
            (1_800_000_000, "expired 2027-01-15"),
        ] {
            let line = line(&brief, now);
            assert!(line.ends_with(&format!("\tread\tnone\t{end}")), "{line}");
        }
    }
}
