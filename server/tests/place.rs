//! A console of its own for each test, and the calls a test makes.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use model::relay::OwnHost;
use serde_json::{Value, json};
use server::config::HttpSettings;
use server::http::Site;
use server::{Clock, State};
use sqlx::Connection as _;
use store::accounts::{Client, NewKey, SignInOutcome};
use store::{Settings, Store};

pub use crate::call::{Answer, Call};

/// The time of all tests, in seconds since 1970.
pub const NOW: i64 = 1_800_000_000;
/// Password of admin0, and of the administrators made here.
pub const PASSWORD: &str = "correct horse battery staple";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A console with an empty database.
pub struct Place {
    pub router: Router,
    pub store: Store,
    /// A key of admin0.
    pub key: String,
    pub database_url: String,
    _directory: Option<tempfile::TempDir>,
}

/// Runs a test once on each database.
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
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("server_{}_{number}", std::process::id());
    execute(&server, format!("CREATE DATABASE {name}")).await;
    let (base, _) = server.rsplit_once('/').unwrap();
    test(Place::open(format!("{base}/{name}"), None).await).await;
    execute(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn execute(url: &str, sql: String) {
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
}

impl Place {
    async fn open(database_url: String, directory: Option<tempfile::TempDir>) -> Self {
        let own = OwnHost {
            names: vec!["mx.here.example".into()],
            addresses: vec!["192.0.2.1".parse().unwrap()],
            allow_loopback: false,
        };
        let settings = Settings {
            database_url: database_url.clone(),
            own,
        };
        let store = Store::open(settings).await.unwrap();
        store.migrate().await.unwrap();
        store
            .ensure_superadministrator(Some(PASSWORD), NOW)
            .await
            .unwrap();
        let state = State::new(store.clone(), Clock::Fixed(NOW), HttpSettings::default());
        let mut place = Self {
            router: server::http::router(state, Site::unbuilt()),
            store,
            key: String::new(),
            database_url,
            _directory: directory,
        };
        place.key = place.key_of("admin0", NewKey::default()).await;
        place
    }

    /// A key of an account.
    pub async fn key_of(&self, account: &str, key: NewKey) -> String {
        let actor = self.store.actor_of_account(account).await.unwrap().unwrap();
        let key = NewKey {
            name: "test".into(),
            ..key
        };
        self.store
            .as_actor(actor, NOW)
            .create_api_key(&key)
            .await
            .unwrap()
    }

    /// The token of a new log-in session.
    pub async fn session_of(&self, login: &str) -> String {
        let outcome = self
            .store
            .sign_in(login, PASSWORD, &Client::default(), NOW)
            .await
            .unwrap();
        match outcome {
            SignInOutcome::SignedIn { token, .. } => token,
            other => panic!("{login}: {other:?}"),
        }
    }

    /// Any request, from outside, without key or cookie.
    pub fn request(&self, method: &str, path: &str) -> Call<'_> {
        Call::new(&self.router, method, path)
    }

    /// A call of the API with admin0's key; `path` below `/api/v1`.
    pub fn call(&self, method: &str, path: &str) -> Call<'_> {
        self.request(method, &format!("/api/v1{path}"))
            .key(&self.key)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path).send().await
    }

    /// A call with a body.
    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.call(method, path).json(body).send().await
    }

    /// A call that must succeed.
    #[track_caller]
    pub fn must<'a>(
        &'a self,
        method: &'a str,
        path: &'a str,
        body: &'a Value,
    ) -> impl Future<Output = Value> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.send(method, path, body).await;
            assert!(
                answer.status.is_success(),
                "{caller}: {method} {path}: {answer:?}"
            );
            answer.json()
        }
    }

    /// The master domain `a.example`, alias `b.example`, relay `mail.other.example`, with the users
    /// `ann` (a mailbox here) and `bob` (alternate mail server).
    pub async fn split_domain(&self) {
        let new = json!({"name": "a.example", "aliases": ["b.example"]});
        self.must("POST", "/domains", &new).await;
        let routing = json!({"relay": "192.0.2.7"});
        self.must("PUT", "/domains/a.example/mail-routing", &routing)
            .await;
        self.must(
            "POST",
            "/domains/a.example/users",
            &json!({"login": "ann", "last_name": "Ann"}),
        )
        .await;
        let mail = json!({"type": "external", "addresses": [
            {"local_part": "bob", "domain": "a.example", "default": true},
            {"local_part": "rob", "domain": null, "alternate": false},
        ]});
        let bob = json!({"login": "bob", "first_name": "Bob", "mail": mail});
        self.must("POST", "/domains/a.example/users", &bob).await;
    }

    /// Another tenant: the domain `c.example` and a key of its administrator `chief`.
    pub async fn other_tenant(&self) -> String {
        let administrator = json!({"login": "chief", "password": PASSWORD});
        let new = json!({"name": "c.example", "administrator": administrator});
        self.must("POST", "/domains", &new).await;
        self.key_of("chief@c.example", NewKey::default()).await
    }

    /// Everything the API shows of `a.example`, to see that nothing changed.
    pub async fn picture(&self) -> String {
        let mut picture = String::new();
        for path in [
            "/domains",
            "/domains/a.example",
            "/domains/a.example/entries",
            "/domains/a.example/users/ann",
            "/domains/a.example/users/bob",
            "/mailbox-servers",
        ] {
            picture.push_str(&self.get(path).await.text);
        }
        picture
    }
}
