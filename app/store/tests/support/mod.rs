//! Runs a test on both databases: a SQLite file, and a PostgreSQL database of its own.
//!
//! PostgreSQL is a server named by `SIGNALBOX_TEST_POSTGRES_URL` (see `end2end/with-postgres.sh`).

use std::sync::atomic::{AtomicU32, Ordering};

use model::access::Rank;
use model::domain::{MailRoutingDraft, NewDomainDraft};
use model::mail::{AddressDraft, MailDraft};
use model::relay::OwnHost;
use model::user::IdentityDraft;
use model::{Actor, Code, MailType};
use sqlx::{Connection, Row};
use store::users::{NewUserDraft, User};
use store::{Desk, Settings, Store, StoreError};

/// The time of all tests, in seconds since 1970.
pub const NOW: i64 = 1_800_000_000;

/// An open, migrated database with the mailbox server `default`.
pub struct Place {
    pub store: Store,
    pub url: String,
    _directory: Option<tempfile::TempDir>,
}

/// Runs `test` once on each database.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("test.db").display());
    test(Place::open(url, Some(directory)).await).await;
    let Ok(server) = std::env::var("SIGNALBOX_TEST_POSTGRES_URL") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "PostgreSQL not tested: set SIGNALBOX_TEST_POSTGRES_URL"
        );
        eprintln!("PostgreSQL not tested: SIGNALBOX_TEST_POSTGRES_URL is not set");
        return;
    };
    let (url, name) = create_database(&server).await;
    test(Place::open(url, None).await).await;
    run(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

/// An empty database whose own order of letters is not that of bytes.
async fn create_database(server: &str) -> (String, String) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("test_{}_{number}", std::process::id());
    let order = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'";
    run(server, &format!("CREATE DATABASE {name} {order}")).await;
    let (base, _) = server.rsplit_once('/').unwrap();
    (format!("{base}/{name}"), name)
}

async fn run(url: &str, sql: &str) {
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    sqlx::query(sql).execute(&mut connection).await.unwrap();
}

impl Place {
    async fn open(url: String, directory: Option<tempfile::TempDir>) -> Self {
        let settings = Settings {
            database_url: url.clone(),
            own: OwnHost {
                names: vec!["mx.here.example".into()],
                addresses: vec!["192.0.2.1".parse().unwrap()],
                allow_loopback: false,
            },
        };
        let store = Store::open(settings).await.unwrap();
        store.migrate().await.unwrap();
        let place = Self {
            store,
            url,
            _directory: directory,
        };
        place
            .execute("INSERT INTO mailbox_server VALUES (1, 'default', 'inet:127.0.0.1:24', 1)")
            .await;
        place
    }

    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// The desk of a superadministrator.
    pub fn desk(&self) -> Desk {
        self.desk_of(Rank::Superadministrator)
    }

    /// The desk of somebody with this rank.
    pub fn desk_of(&self, rank: Rank) -> Desk {
        let actor = Actor {
            account: 7,
            name: "tester".into(),
            rank,
            limited_to: None,
            read_only: false,
        };
        self.store.as_actor(actor, NOW)
    }

    /// The desk of an administrator of the domain with a name.
    pub async fn desk_of_administrator(&self, domain: &str) -> Desk {
        let id = self.desk().find_domain(domain).await.unwrap().id;
        self.desk_of(Rank::DomainAdministrator(vec![id]))
    }

    /// The desk of an account that exists, by login inside the domain.
    pub async fn desk_of_user(&self, domain: &str, login: &str) -> Desk {
        let id = self.desk().find_domain(domain).await.unwrap().id;
        let account = self
            .number(&format!(
                "SELECT c.id FROM account c JOIN entry e ON e.id = c.entry_id
                 WHERE e.domain_id = {id} AND e.login = '{login}'"
            ))
            .await;
        let actor = Actor {
            account,
            name: format!("{login}@{domain}"),
            rank: Rank::DomainAdministrator(vec![id]),
            limited_to: None,
            read_only: false,
        };
        self.store.as_actor(actor, NOW)
    }

    /// Executes SQL behind the store's back.
    pub async fn execute(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }

    /// The first column of all rows, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        self.column(sql, 0).await
    }

    /// One column of all rows, as text.
    pub async fn column(&self, sql: &str, index: usize) -> Vec<String> {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.is_postgres() {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| row.get(index)).collect()
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| row.get(index)).collect()
        }
    }

    /// The first column of the first row, as a number.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = format!("SELECT CAST(({sql}) AS TEXT)");
        self.texts(&sql).await[0].parse().unwrap()
    }

    /// The actions of all history rows, oldest first.
    pub async fn actions(&self) -> Vec<String> {
        self.texts("SELECT object || ' ' || action FROM history ORDER BY id")
            .await
    }

    /// Fails when the routing table is not what the tables define.
    pub async fn assert_routes(&self) {
        let differences = self.store.check_routes().await.unwrap();
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

/// A domain with aliases.
pub async fn domain(desk: &Desk, name: &str, aliases: &[&str]) -> store::domains::Domain {
    let draft = NewDomainDraft {
        name: name.into(),
        aliases: aliases.iter().map(ToString::to_string).collect(),
        ..NewDomainDraft::default()
    };
    desk.create_domain(&draft).await.unwrap()
}

/// Gives a domain a relay.
pub async fn split(desk: &Desk, name: &str, relay: &str, forward_unknown: bool) {
    let draft = MailRoutingDraft {
        relay: Some(relay.into()),
        forward_unknown,
        deliver_to_default: false,
    };
    desk.change_mail_routing(name, None, &draft).await.unwrap();
}

/// Mail of a type with addresses: `local` at all names or `local@name`; the first is the default.
pub fn mail(mail_type: MailType, addresses: &[&str]) -> MailDraft {
    let rows = addresses.iter().enumerate().map(|(index, text)| {
        let (local_part, name) = match text.split_once('@') {
            Some((local_part, name)) => (local_part, Some(name.to_owned())),
            None => (*text, None),
        };
        AddressDraft {
            local_part: local_part.to_owned(),
            domain: name,
            default: index == 0,
            alternate: true,
        }
    });
    MailDraft {
        mail_type,
        addresses: rows.collect(),
        ..MailDraft::default()
    }
}

/// A new user's draft.
pub fn draft(login: &str, mail: Option<MailDraft>) -> NewUserDraft {
    NewUserDraft {
        identity: IdentityDraft {
            login: login.into(),
            ..IdentityDraft::default()
        },
        password: None,
        mail,
    }
}

/// A user of a type with addresses.
pub async fn user(
    desk: &Desk,
    domain: &str,
    login: &str,
    mail_type: MailType,
    addresses: &[&str],
) -> User {
    let draft = draft(login, Some(mail(mail_type, addresses)));
    desk.create_user(domain, &draft).await.unwrap()
}

/// The field and code of the problem a call was refused with, and its values.
pub type Refusal = (String, Code, Vec<String>);

/// The problems a call was refused with; fails when it was not.
pub fn refusals<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> Vec<Refusal> {
    let problems = match outcome {
        Err(StoreError::Conflict(problem)) => vec![problem],
        Err(StoreError::Invalid(problems)) => problems.0,
        other => panic!("not refused: {other:?}"),
    };
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.code, problem.args))
        .collect()
}

/// One refusal, for comparing.
pub fn refusal(field: &str, code: Code, args: &[&str]) -> Refusal {
    let args = args.iter().map(ToString::to_string).collect();
    (field.into(), code, args)
}
