//! The command line: one file per command.
//!
//! A command that fails says so in one sentence on standard error, with the mend, and ends with 1;
//! wrong usage ends with 2 before any of this.

mod admin;
mod api_key;
mod backup;
mod bench_fill;
mod check;
mod dovecot_config;
mod failure;
mod import;
mod ldap_import;
mod migrate;
mod postfix_config;
mod route;
mod serve;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use model::Actor;
use store::{Settings, Store, StoreError};
use tracing_subscriber::EnvFilter;

use self::failure::{Failure, Result};
use crate::Clock;
use crate::config::{Cli, Command, DatabaseSettings};
use crate::own_host;

/// Runs one command to its end.
pub async fn run(cli: Cli) -> ExitCode {
    start_log(matches!(cli.command, Command::Serve(_)));
    let done = match cli.command {
        Command::Serve(options) => serve::run(&cli.database, options).await,
        Command::Migrate => migrate::run(&cli.database).await,
        Command::Check(options) => check::run(&cli.database, &options).await,
        Command::Admin(command) => admin::run(&cli.database, command).await,
        Command::ApiKey(command) => api_key::run(&cli.database, command).await,
        Command::Route(options) => route::run(&cli.database, &options).await,
        Command::PostfixConfig(options) => postfix_config::run(&cli.database, &options).await,
        Command::DovecotConfig(options) => dovecot_config::run(&cli.database, &options).await,
        Command::Import(options) => import::run(&cli.database, &options).await,
        Command::Export { domain } => import::export(&cli.database, &domain).await,
        Command::LdapImport(options) => ldap_import::run(&cli.database, &options).await,
        Command::Backup { file } => backup::run(&cli.database, &file).await,
        Command::BenchFill { domain, users } => {
            bench_fill::run(&cli.database, &domain, users).await
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // With standard error gone too there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "signalbox: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// `SIGNALBOX_LOG` filters as `RUST_LOG` does elsewhere; `SIGNALBOX_LOG_FORMAT=json` is for machines.
fn start_log(serving: bool) {
    let default = if serving {
        "info,sqlx=warn"
    } else {
        "error,sqlx=off,store=off"
    };
    let filter = std::env::var("SIGNALBOX_LOG").unwrap_or_else(|_| default.to_owned());
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if std::env::var("SIGNALBOX_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
}

/// Opens the database as it is.
async fn open(settings: &DatabaseSettings) -> Result<Store> {
    let opened = Store::open(Settings {
        database_url: settings.database_url.clone(),
        own: own_host::find(settings),
        keep_deleted_days: settings.keep_deleted_days,
    })
    .await;
    opened.map_err(|error| cannot_open(settings, error))
}

/// Opens a database that must be there and have the schema of this program.
async fn open_migrated(settings: &DatabaseSettings) -> Result<Store> {
    if let Some(path) = sqlite_file(&settings.database_url)
        && !path.exists()
    {
        return Err(Failure::new(
            format!("there is no database at {}", path.display()),
            "set SIGNALBOX_DATABASE_URL, or run `signalbox migrate` to create one",
        ));
    }
    let store = open(settings).await?;
    store
        .health()
        .await
        .map_err(|error| cannot_use(settings, error))?;
    Ok(store)
}

fn cannot_open(settings: &DatabaseSettings, error: StoreError) -> Failure {
    let shown = without_password(&settings.database_url);
    Failure::new(
        format!("cannot open the database {shown}: {}", reason(&error)),
        "check SIGNALBOX_DATABASE_URL, and that this account may use the file or server",
    )
}

fn cannot_use(settings: &DatabaseSettings, error: StoreError) -> Failure {
    let shown = without_password(&settings.database_url);
    Failure::new(
        format!("the database {shown} cannot be used: {}", reason(&error)),
        "run `signalbox migrate`, and check that the database is running",
    )
}

/// What stands behind an error of the store, for an administrator at the shell.
fn reason(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(cause) => cause.to_string(),
        other => other.to_string(),
    }
}

/// The path of an SQLite database; `None` for PostgreSQL.
fn sqlite_file(url: &str) -> Option<std::path::PathBuf> {
    let path = match url.split_once(':') {
        Some(("postgres" | "postgresql", _)) => return None,
        Some(("sqlite", path)) => path.strip_prefix("//").unwrap_or(path),
        _ => url,
    };
    Some(path.split('?').next().unwrap_or(path).into())
}

/// A database URL that may be shown.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, place)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => url.to_owned(),
    }
}

/// The account a command acts for.
async fn actor(store: &Store, login: &str) -> Result<Actor> {
    let found = store.actor_of_account(login).await;
    let found = found.map_err(|error| Failure::of("cannot look the account up", &error))?;
    found.ok_or_else(|| {
        Failure::new(
            format!("there is no account {login} that may sign in"),
            "give `admin0`, or `login@domain` of a domain administrator",
        )
    })
}

/// The time, for commands.
fn now() -> i64 {
    Clock::System.now()
}

/// Prints to standard output; a reader who went away is no failure of ours.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| {
        if text.ends_with('\n') {
            Ok(())
        } else {
            out.write_all(b"\n")
        }
    });
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_of_a_database_is_never_shown() {
        assert_eq!(
            without_password("postgres://box:se@cret@db.example/signalbox"),
            "postgres://box@db.example/signalbox"
        );
        assert_eq!(
            without_password("postgres://db.example/x"),
            "postgres://db.example/x"
        );
        assert_eq!(without_password("sqlite:data/x.db"), "sqlite:data/x.db");
    }

    #[test]
    fn only_sqlite_has_a_file() {
        for url in [
            "sqlite:a/b.db",
            "sqlite://a/b.db",
            "a/b.db",
            "sqlite:a/b.db?mode=rw",
        ] {
            assert_eq!(sqlite_file(url), Some("a/b.db".into()), "{url}");
        }
        assert_eq!(sqlite_file("postgres://db.example/x"), None);
    }
}
