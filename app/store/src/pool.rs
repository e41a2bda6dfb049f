//! One SQL text on two databases.
//!
//! A [`Tx`] is a transaction on either. The macros below expand their query once per driver; its
//! text uses `$1`, `$2` … and only what SQLite and PostgreSQL have in common.

use std::time::Duration;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// Shared by every change, exclusive for changes that touch entries of all domains at once.
const CHANGES: i64 = 0x5349_474e_414c;

/// The open database.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    /// SQLite: many readers beside one writer.
    Sqlite(SqlitePools),
    /// PostgreSQL.
    Postgres(PgPool),
}

/// The two pools of a SQLite file; all writes of the process queue for the one connection that writes.
#[derive(Clone, Debug)]
pub(crate) struct SqlitePools {
    /// Connections that may only read.
    pub(crate) readers: SqlitePool,
    /// The one connection that writes.
    pub(crate) writer: SqlitePool,
    /// Open as long as the process lives and otherwise unused: when the last connection to a file
    /// closes, SQLite removes the write-ahead log under the feet of Postfix's read-only look-ups.
    pub(crate) _keeper: std::sync::Arc<std::sync::Mutex<sqlx::SqliteConnection>>,
}

/// A transaction; rolled back when dropped.
#[derive(Debug)]
pub(crate) enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Pool {
    /// A transaction that sees one state of the database and changes nothing.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Tx::Sqlite(pools.readers.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// A transaction that changes something.
    ///
    /// On SQLite it is the only one of its kind from its first moment, so what it checks stays true
    /// until it writes. On PostgreSQL it holds off only [`Pool::write_all`]: lock the domain next.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin_writing().await?;
        tx.advise("SELECT pg_advisory_xact_lock_shared($1)").await?;
        Ok(tx)
    }

    /// A transaction beside which no other changes anything.
    pub(crate) async fn write_all(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin_writing().await?;
        tx.advise("SELECT pg_advisory_xact_lock($1)").await?;
        Ok(tx)
    }

    /// A transaction that changes neither a domain nor an entry, and so waits for nobody who does.
    pub(crate) async fn write_aside(&self) -> Result<Tx, StoreError> {
        self.begin_writing().await
    }

    /// The same for what can be left out: `None` while something else is written on SQLite for longer
    /// than a tenth of a second.
    pub(crate) async fn write_aside_unless_busy(&self) -> Result<Option<Tx>, StoreError> {
        let Self::Sqlite(pools) = self else {
            return Ok(Some(self.begin_writing().await?));
        };
        // The connection is not free in the instant after a commit: the pool first looks at it.
        for _ in 0..10 {
            if let Some(tx) = pools.writer.try_begin_with("BEGIN IMMEDIATE").await? {
                return Ok(Some(Tx::Sqlite(tx)));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(None)
    }

    async fn begin_writing(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            // A deferred transaction that turns into a writer fails when another process wrote meanwhile.
            Self::Sqlite(pools) => Tx::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }
}

impl Tx {
    /// Makes everything permanent.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    async fn advise(&mut self, lock: &'static str) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query(lock).bind(CHANGES).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Waits until no other transaction changes this domain or its entries, and keeps others out.
    pub(crate) async fn lock_domain(&mut self, id: i64) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            // Not FOR UPDATE: rows that refer to the domain may still be added by accounts.
            sqlx::query("SELECT 1 FROM domain WHERE id = $1 FOR NO KEY UPDATE")
                .bind(id)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Waits until no other transaction brings this deleted domain back, or forgets it.
    pub(crate) async fn lock_deleted_domain(&mut self, id: i64) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query("SELECT 1 FROM deleted_domain WHERE id = $1 FOR UPDATE")
                .bind(id)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }
}

/// Runs a body once per driver: `on!(tx, |connection| body)`, `connection` being `&mut SqliteConnection`
/// or `&mut PgConnection`.
macro_rules! on {
    ($tx:expr, |$connection:ident| $body:expr) => {
        match $tx {
            $crate::pool::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::pool::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}

/// Executes a statement: `execute!(tx, "…", value, …)`; gives the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::on!($tx, |connection| sqlx::query($sql)
            $(.bind($value))*
            .execute(connection)
            .await
            .map(|done| done.rows_affected()))
    };
}

/// All rows of a query, each as a type that derives `sqlx::FromRow` (or a tuple).
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::on!($tx, |connection| sqlx::query_as::<_, $row>($sql)
            $(.bind($value))*
            .fetch_all(connection)
            .await)
    };
}

/// The first row of a query, if any.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::on!($tx, |connection| sqlx::query_as::<_, $row>($sql)
            $(.bind($value))*
            .fetch_optional(connection)
            .await)
    };
}

/// The first column of the only row of a query.
macro_rules! fetch_scalar {
    ($tx:expr, $value_type:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::pool::on!($tx, |connection| sqlx::query_scalar::<_, $value_type>($sql)
            $(.bind($value))*
            .fetch_one(connection)
            .await)
    };
}

/// Does something in a transaction and commits; once more when another process won a race in a way
/// that only the database's constraints noticed: the second time the checks see what it wrote.
///
/// `in_transaction!(pool.write(), |tx| work(tx).await)`
macro_rules! in_transaction {
    ($begin:expr, |$tx:ident| $work:expr) => {{
        let mut attempt = 0;
        loop {
            attempt += 1;
            let mut transaction = $begin.await?;
            let $tx = &mut transaction;
            match $work {
                Ok(done) => {
                    transaction.commit().await?;
                    break Ok(done);
                }
                Err(error) if attempt < 3 && $crate::StoreError::is_lost_race(&error) => {}
                Err(error) => break Err(error),
            }
        }
    }};
}

pub(crate) use {execute, fetch_all, fetch_optional, fetch_scalar, in_transaction, on};
