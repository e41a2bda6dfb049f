//! `signalbox check`: whether configuration, database and Postfix fit together.

use std::path::{Path, PathBuf};

use super::{Failure, Result, open_migrated, postfix_config, say, without_password};
use crate::config::{CheckOptions, DatabaseSettings};
use crate::own_host;

/// Checks one thing after the other, and says which are well.
///
/// # Errors
/// The first thing that is not.
pub async fn run(settings: &DatabaseSettings, options: &CheckOptions) -> Result<()> {
    let store = open_migrated(settings).await?;
    say(&format!(
        "ok: the database {} answers and has the right schema",
        without_password(&settings.database_url)
    ));
    let differences = store
        .check_routes()
        .await
        .map_err(|error| Failure::of("cannot compare the routing table", &error))?;
    if !differences.is_empty() {
        return Err(Failure::new(
            format!(
                "the routing table is out of step: {}",
                differences.join("; ")
            ),
            "run `signalbox migrate`, which makes it anew",
        ));
    }
    say("ok: the routing table that Postfix reads is what the settings say");
    let own = own_host::find(settings);
    let addresses: Vec<String> = own.addresses.iter().map(ToString::to_string).collect();
    say(&format!(
        "ok: no relay may be this server itself: {} {}",
        own.names.join(" "),
        addresses.join(" ")
    ));
    let Some(files) = files_of(&options.postfix) else {
        say(&format!(
            "not checked: no Postfix in {} reads Signalbox's files",
            options.postfix.display()
        ));
        return Ok(());
    };
    let differences = store
        .check_postfix(&files, &options.postfix)
        .await
        .map_err(|error| Failure::of("cannot ask Postfix", &error))?;
    postfix_config::report(&differences)
}

/// The directory of the look-up tables a Postfix reads its domains from, if they are Signalbox's.
fn files_of(configuration: &Path) -> Option<PathBuf> {
    let main_cf = std::fs::read_to_string(configuration.join("main.cf")).ok()?;
    directory_of_domains(&main_cf)
}

fn directory_of_domains(main_cf: &str) -> Option<PathBuf> {
    main_cf
        .lines()
        .filter(|line| line.starts_with("virtual_mailbox_domains"))
        .flat_map(|line| line.split([' ', '=', ',']))
        .filter_map(|table| {
            table
                .split_once("sqlite:")
                .or_else(|| table.split_once("pgsql:"))
        })
        .find_map(|(_, file)| Path::new(file).parent())
        .map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::directory_of_domains;

    #[test]
    fn the_files_are_found_through_postfix() {
        let main_cf = "myhostname = a\nvirtual_mailbox_domains = proxy:sqlite:/etc/sb/domains.cf\n";
        assert_eq!(directory_of_domains(main_cf), Some("/etc/sb".into()));
        assert_eq!(
            directory_of_domains("virtual_mailbox_domains = a.example\n"),
            None
        );
    }
}
