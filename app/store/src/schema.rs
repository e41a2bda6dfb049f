//! The schema: one text for both databases, and a few files for each.

use std::time::Duration;

use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::postgres::PgPoolOptions;
use sqlx::{ConnectOptions, PgPool};

use crate::StoreError;
use crate::pool::{Pool, fetch_all};

static COMMON: Migrator = sqlx::migrate!("../../migrations");
static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Common migrations and those of one database in the order of their versions.
fn migrator(pool: &Pool) -> Migrator {
    let own = match pool {
        Pool::Sqlite(_) => &SQLITE,
        Pool::Postgres(_) => &POSTGRES,
    };
    Migrator::with_migrations(COMMON.iter().chain(own.iter()).cloned().collect())
}

/// Applies what is missing.
pub(crate) async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    let migrator = migrator(pool);
    let done = match pool {
        Pool::Sqlite(pools) => run(&migrator, &mut *pools.writer.acquire().await?).await,
        Pool::Postgres(pool) => run(&migrator, &mut *pool.acquire().await?).await,
    };
    done.map_err(|error| match error {
        MigrateError::Execute(error) => error.into(),
        other => sqlx::Error::Migrate(Box::new(other)).into(),
    })
}

async fn run<C: Migrate>(migrator: &Migrator, connection: &mut C) -> Result<(), MigrateError> {
    migrator.run_direct(None, connection, false).await
}

/// Fails unless exactly the migrations of this program were applied.
pub(crate) async fn check(pool: &Pool) -> Result<(), StoreError> {
    let mut tx = pool.read().await?;
    let applied = fetch_all!(
        &mut tx,
        (i64,),
        "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version"
    )?;
    let expected: Vec<i64> = migrator(pool)
        .iter()
        .map(|migration| migration.version)
        .collect();
    if let Some(missing) = expected
        .iter()
        .find(|version| !applied.contains(&(**version,)))
    {
        let error = MigrateError::VersionNotPresent(*missing);
        return Err(sqlx::Error::Migrate(Box::new(error)).into());
    }
    match applied
        .iter()
        .find(|(version,)| !expected.contains(version))
    {
        Some((unknown,)) => {
            let error = MigrateError::VersionMissing(*unknown);
            Err(sqlx::Error::Migrate(Box::new(error)).into())
        }
        None => Ok(()),
    }
}

/// Opens PostgreSQL by URL.
pub(crate) fn open_postgres(url: &str) -> Result<PgPool, StoreError> {
    let options: sqlx::postgres::PgConnectOptions = url.parse()?;
    let options = options
        .application_name("signalbox")
        .statement_cache_capacity(200)
        .disable_statement_logging();
    Ok(PgPoolOptions::new()
        .max_connections(10)
        .acquire_timeout(Duration::from_secs(5))
        .connect_lazy_with(options))
}
