//! A console of its own for each test, and the calls a test makes.

use std::ops::Deref;

use axum::Router;
use model::relay::OwnHost;
use serde_json::{Value, json};
use server::config::HttpSettings;
use server::http::Site;
use server::{Clock, State};
use store::accounts::{Client, NewKey, SignInOutcome};
use store::{Settings, Store};
use testing::Database;

pub use crate::call::{Answer, Call};

/// The time of all tests, in seconds since 1970.
pub const NOW: i64 = 1_800_000_000;
/// Password of admin0, and of the administrators made here.
pub const PASSWORD: &str = "correct horse battery staple";

/// A console with an empty database.
pub struct Place {
    pub router: Router,
    pub store: Store,
    /// A key of admin0.
    pub key: String,
    database: Database,
}

/// Runs a test once on each database.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    testing::on_both(prepare, async |database| {
        test(Place::open(database).await).await;
    })
    .await;
}

async fn prepare(database: &Database) {
    let store = open(database).await;
    store
        .ensure_superadministrator(Some(PASSWORD), NOW)
        .await
        .unwrap();
}

async fn open(database: &Database) -> Store {
    let own = OwnHost {
        names: vec!["mx.here.example".into()],
        addresses: vec!["192.0.2.1".parse().unwrap()],
        allow_loopback: false,
    };
    let settings = Settings {
        database_url: database.url.clone(),
        own,
        keep_deleted_days: 30,
    };
    let store = Store::open(settings).await.unwrap();
    store.migrate().await.unwrap();
    store
}

/// Its address, and SQL behind the console's back.
impl Deref for Place {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl Place {
    async fn open(database: Database) -> Self {
        let store = open(&database).await;
        let state = State::new(store.clone(), Clock::Fixed(NOW), HttpSettings::default());
        let mut place = Self {
            router: server::http::router(state, Site::unbuilt()),
            store,
            key: String::new(),
            database,
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

    /// [`Self::split_domain`] with one entry of each kind: the groups `all`, which is empty, and `staff`,
    /// the shared mailbox `info`, the external user `partner`, the resource `room`; a directory that does
    /// not answer; and the organizational units `north` and `south`, in which nothing is.
    pub async fn full_domain(&self) {
        self.split_domain().await;
        for unit in ["north", "south"] {
            self.must("POST", "/domains/a.example/units", &json!({"name": unit}))
                .await;
        }
        for (folder, body) in [
            ("shared-mailboxes", json!({"name": "info"})),
            (
                "external-users",
                json!({"name": "partner", "address": "p@elsewhere.example"}),
            ),
            (
                "resources",
                json!({"name": "room", "address": "room@a.example"}),
            ),
            ("groups", json!({"name": "all"})),
            (
                "groups",
                json!({
                    "name": "staff", "addresses": [{"local_part": "staff"}],
                    "members": ["user:ann", "external:partner", "group:all"],
                }),
            ),
        ] {
            let path = format!("/domains/a.example/{folder}");
            self.must("POST", &path, &body).await;
        }
        // Somebody's long work, which has ended.
        self.database
            .execute(&format!(
                "INSERT INTO task (id, kind, domain_id, object, account_id, actor, started_at, seen_at,
                                   finished_at, state, phase, done, total)
                 SELECT 1, 'change_mail_types', id, 'domain:a.example', -1, 'other', {NOW}, {NOW},
                        {NOW}, 'failed', 'waiting', 0, 0
                 FROM domain WHERE name = 'a.example'"
            ))
            .await;
        let ldap = json!({"url": "ldap://127.0.0.1:1", "base_dn": "dc=a,dc=example"});
        self.must("PUT", "/domains/a.example/ldap", &ldap).await;
        self.database
            .execute(&format!(
                "INSERT INTO ldap_report (id, domain_id, started_at, finished_at, actor, scheduled,
                                          dry_run, take_all, problems)
                 SELECT 1, id, {NOW}, {NOW}, 'other', FALSE, TRUE, FALSE, '[]'
                 FROM domain WHERE name = 'a.example'"
            ))
            .await;
        let criteria = json!([{"part": "subject", "test": "contains", "value": "offer"}]);
        let filters =
            json!({"filters": [{"name": "Offers", "criteria": criteria, "mark_read": true}]});
        self.must("PUT", "/domains/a.example/filters", &filters)
            .await;
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
            "/domains/a.example/filters",
            "/domains/a.example/entries",
            "/domains/a.example/units",
            "/domains/a.example/users/ann/administration",
            "/domains/a.example/users/ann",
            "/domains/a.example/users/bob",
            "/domains/a.example/groups/staff",
            "/domains/a.example/shared-mailboxes/info",
            "/domains/a.example/external-users/partner",
            "/domains/a.example/resources/room",
            "/domains/a.example/ldap",
            "/domains/a.example/ldap/reports",
            "/mailbox-servers",
        ] {
            picture.push_str(&self.get(path).await.text);
        }
        picture
    }
}
