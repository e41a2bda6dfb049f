//! How Postfix and Dovecot reach the database: the file on SQLite, an account of their own on PostgreSQL.

use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use crate::pool::Pool;
use crate::{Store, StoreError, sqlite_path};

/// Who reads the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The functions `postfix_…`.
    Postfix,
    /// The functions `dovecot_…` and the view `dovecot_sieve`.
    Dovecot,
}

/// Where a reader finds the contract.
#[derive(Debug)]
pub(crate) enum Source {
    /// A SQLite file, by its absolute path.
    File(PathBuf),
    /// A PostgreSQL server.
    Server(Server),
}

/// A PostgreSQL server and the reader's account there.
#[derive(Debug)]
pub(crate) struct Server {
    /// Host name or address; the directory of the socket when `is_socket`.
    pub(crate) host: String,
    /// Whether `host` is the directory of a Unix socket.
    pub(crate) is_socket: bool,
    /// TCP port, or the number in the socket's name.
    pub(crate) port: u16,
    /// The database.
    pub(crate) database: String,
    /// The account.
    pub(crate) role: String,
    /// Its password.
    pub(crate) password: String,
    /// `sslmode` where more than the default is asked for.
    pub(crate) ssl_mode: Option<&'static str>,
    /// What an administrator of the server must still do, as SQL.
    pub(crate) to_do: Option<String>,
}

/// Makes the two accounts where this program may, and lets them call the contract's functions; an
/// account belongs to one database of the server, so its name begins with that of the database.
/// Repeated at each start: the accounts may be made later, by an administrator.
const GRANT: &str = r"
DO $$
DECLARE
    reader text;
    prefix text;
    f regprocedure;
BEGIN
    PERFORM pg_advisory_xact_lock(x'5349474e414d'::bigint);
    FOREACH prefix IN ARRAY ARRAY['postfix', 'dovecot'] LOOP
        reader := left(current_database(), 55) || '_' || prefix;
        IF to_regrole(quote_ident(reader)) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I LOGIN', reader);
                -- A look-up that waits for a lock is told to come again later.
                EXECUTE format('ALTER ROLE %I SET statement_timeout = ''5s''', reader);
                IF current_schema() <> 'public' THEN
                    EXECUTE format('ALTER ROLE %I SET search_path = %I', reader, current_schema());
                END IF;
            EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
                CONTINUE WHEN to_regrole(quote_ident(reader)) IS NULL;
            END;
        END IF;
        IF NOT has_schema_privilege(reader, current_schema(), 'USAGE') THEN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), reader);
        END IF;
        IF prefix = 'postfix' AND NOT (has_table_privilege(reader, 'postfix_route', 'SELECT')
            AND has_table_privilege(reader, 'postfix_group', 'SELECT')
            AND has_table_privilege(reader, 'domain_name', 'SELECT'))
        THEN
            EXECUTE format('GRANT SELECT ON postfix_route, postfix_group, domain_name TO %I', reader);
        END IF;
        IF prefix = 'dovecot' AND NOT has_table_privilege(reader, 'dovecot_sieve', 'SELECT') THEN
            EXECUTE format('GRANT SELECT ON dovecot_sieve TO %I', reader);
        END IF;
        FOR f IN SELECT oid::regprocedure FROM pg_proc
            WHERE pronamespace = current_schema()::regnamespace AND proname LIKE prefix || '\_%'
        LOOP
            IF NOT has_function_privilege(reader, f, 'EXECUTE') THEN
                EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, reader);
            END IF;
        END LOOP;
    END LOOP;
END $$";

/// Lets the readers in; nothing to do on SQLite, where the file's mode decides.
pub(crate) async fn grant(pool: &Pool) -> Result<(), StoreError> {
    if let Pool::Postgres(pool) = pool {
        sqlx::raw_sql(GRANT).execute(pool).await?;
    }
    Ok(())
}

impl Reader {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Postfix => "postfix",
            Self::Dovecot => "dovecot",
        }
    }
}

impl Store {
    /// Where a reader finds the contract; on PostgreSQL with its password set.
    pub(crate) async fn source(&self, reader: Reader) -> Result<Source, StoreError> {
        match &self.pool {
            Pool::Sqlite(_) => {
                let path = sqlite_path(&self.settings.database_url).unwrap_or_default();
                let absolute = path.canonicalize().map_err(|error| {
                    StoreError::Internal(format!("cannot find {}: {error}", path.display()))
                })?;
                Ok(Source::File(absolute))
            }
            Pool::Postgres(pool) => {
                let options: PgConnectOptions = self.settings.database_url.parse()?;
                server(pool, &options, reader).await.map(Source::Server)
            }
        }
    }
}

async fn server(
    pool: &PgPool,
    options: &PgConnectOptions,
    reader: Reader,
) -> Result<Server, StoreError> {
    let mut connection = pool.acquire().await?;
    let (database, role) = sqlx::query_as::<_, (String, String)>(
        "SELECT current_database()::text, left(current_database(), 55) || '_' || $1",
    )
    .bind(reader.suffix())
    .fetch_one(&mut *connection)
    .await?;
    let password = password(&mut connection, &role).await?;
    let to_do = set_password(&mut connection, &role, &password).await?;
    let socket = options
        .get_socket()
        .map(|path| path.display().to_string())
        .or_else(|| Some(options.get_host().to_owned()).filter(|host| host.starts_with('/')));
    Ok(Server {
        is_socket: socket.is_some(),
        host: socket.unwrap_or_else(|| options.get_host().to_owned()),
        port: options.get_port(),
        database,
        role,
        password,
        ssl_mode: match options.get_ssl_mode() {
            PgSslMode::Disable => Some("disable"),
            PgSslMode::Require => Some("require"),
            PgSslMode::VerifyCa => Some("verify-ca"),
            PgSslMode::VerifyFull => Some("verify-full"),
            PgSslMode::Allow | PgSslMode::Prefer => None,
        },
        to_do,
    })
}

/// The password of a role: made once, then the same for every machine that asks.
async fn password(connection: &mut PgConnection, role: &str) -> Result<String, StoreError> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Internal(error.to_string()))?;
    sqlx::query(
        "INSERT INTO contract_role (role, password) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind(role)
    .bind(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    .execute(&mut *connection)
    .await?;
    Ok(
        sqlx::query_scalar("SELECT password FROM contract_role WHERE role = $1")
            .bind(role)
            .fetch_one(&mut *connection)
            .await?,
    )
}

/// Sets the password; the statements for somebody who may, when this program may not.
async fn set_password(
    connection: &mut PgConnection,
    role: &str,
    password: &str,
) -> Result<Option<String>, StoreError> {
    let (statement, exists) = sqlx::query_as::<_, (String, bool)>(
        "SELECT format('ROLE %I LOGIN PASSWORD %L', $1::text, $2::text),
                to_regrole(quote_ident($1)) IS NOT NULL",
    )
    .bind(role)
    .bind(password)
    .fetch_one(&mut *connection)
    .await?;
    if exists {
        let alter = format!("ALTER {statement}");
        match sqlx::raw_sql(AssertSqlSafe(alter.clone()))
            .execute(&mut *connection)
            .await
        {
            Ok(_) => Ok(None),
            // 42501: insufficient privilege.
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42501") => {
                Ok(Some(alter))
            }
            Err(error) => Err(error.into()),
        }
    } else {
        Ok(Some(format!(
            "CREATE {statement}; ALTER ROLE \"{role}\" SET statement_timeout = '5s'"
        )))
    }
}

impl Server {
    /// The connection as a URI of libpq.
    pub(crate) fn uri(&self) -> String {
        let database = encode(&self.database);
        let (place, host) = if self.is_socket {
            let host = format!("host={}&port={}", encode(&self.host), self.port);
            (format!("/{database}"), host)
        } else if self.host.contains(':') {
            let place = format!("[{}]:{}/{database}", self.host, self.port);
            (place, "connect_timeout=5".to_owned())
        } else {
            let place = format!("{}:{}/{database}", encode(&self.host), self.port);
            (place, "connect_timeout=5".to_owned())
        };
        let mode = self
            .ssl_mode
            .map(|mode| format!("&sslmode={mode}"))
            .unwrap_or_default();
        format!(
            "postgresql://{place}?{host}&user={}&password={}{mode}",
            encode(&self.role),
            self.password
        )
    }
}

/// Percent-encoding for a URI.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
