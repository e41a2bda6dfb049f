//! A database by its URL, and SQL behind the store's back.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};
use tempfile::TempDir;

/// The database of one test; a file goes when this goes.
#[derive(Debug)]
pub struct Database {
    /// As the settings take it.
    pub url: String,
    pub(crate) _directory: Option<TempDir>,
}

impl Database {
    /// Whether it is on PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// Executes statements.
    pub async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }

    /// One column of all rows of a query, as text.
    pub async fn column(&self, sql: &str, index: usize) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| row.get(index)).collect()
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| row.get(index)).collect()
        }
    }

    /// The first column of all rows of a query, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        self.column(sql, 0).await
    }

    /// The only value of a query, as a number.
    pub async fn number(&self, sql: &str) -> i64 {
        let texts = self.texts(&format!("SELECT CAST(({sql}) AS TEXT)")).await;
        texts.first().unwrap().parse().unwrap()
    }
}
