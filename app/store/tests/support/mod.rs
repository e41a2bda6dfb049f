//! A store of its own for each test, on both databases, and what the tests put into it.

use std::ops::Deref;

use model::access::Rank;
use model::domain::{MailRoutingDraft, NewDomainDraft};
use model::mail::{AddressDraft, MailDraft};
use model::relay::OwnHost;
use model::user::IdentityDraft;
use model::{Actor, Code, MailType};
use store::users::{NewUserDraft, User};
use store::{Desk, Settings, Store, StoreError};
use testing::Database;

/// The time of all tests, in seconds since 1970.
pub const NOW: i64 = 1_800_000_000;

/// An open, migrated database with the mailbox server `default`.
pub struct Place {
    pub store: Store,
    database: Database,
}

/// Runs `test` once on each database.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    testing::on_both(prepare, async |database| {
        let store = open(&database).await;
        test(Place { store, database }).await;
    })
    .await;
}

async fn prepare(database: &Database) {
    open(database).await;
    database
        .execute("INSERT INTO mailbox_server VALUES (1, 'default', 'inet:127.0.0.1:24', 1)")
        .await;
}

/// Migrates also what is a migrated copy, because the accounts of its readers are named after it.
async fn open(database: &Database) -> Store {
    let settings = Settings {
        database_url: database.url.clone(),
        own: OwnHost {
            names: vec!["mx.here.example".into()],
            addresses: vec!["192.0.2.1".parse().unwrap()],
            allow_loopback: false,
        },
        keep_deleted_days: 30,
    };
    let store = Store::open(settings).await.unwrap();
    store.migrate().await.unwrap();
    store
}

/// Its address, and SQL behind the store's back.
impl Deref for Place {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl Place {
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

    /// The desk of an account with the rank it really has, as a key of its own gives it.
    pub async fn desk_as(&self, domain: &str, login: &str) -> Desk {
        let key = store::accounts::NewKey {
            name: "test".into(),
            ..store::accounts::NewKey::default()
        };
        let desk = self.desk_of_user(domain, login).await;
        let key = desk.create_api_key(&key).await.unwrap();
        let actor = self.store.actor_of_key(&key, NOW).await;
        self.store.as_actor(actor.unwrap().unwrap(), NOW)
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

/// A unit by its path; those above it are there.
pub async fn unit(desk: &Desk, domain: &str, path: &str) -> store::units::Unit {
    let path = model::UnitPath::parse(path).unwrap();
    let draft = model::unit::UnitDraft {
        name: path.name().into(),
        parent: path.parent().to_string(),
    };
    desk.create_unit(domain, &draft).await.unwrap()
}

/// Puts a user into a unit.
pub async fn place_user(desk: &Desk, domain: &str, login: &str, unit: &str) {
    let user = desk.find_user(domain, login).await.unwrap();
    let identity = IdentityDraft {
        login: login.into(),
        is_administrator: user.is_administrator,
        unit: unit.into(),
        ..IdentityDraft::default()
    };
    desk.change_user_identity(domain, login, None, &identity, None)
        .await
        .unwrap();
}

/// Gives a user rights on units.
pub async fn give(desk: &Desk, domain: &str, login: &str, rights: &[(&str, &[model::Right])]) {
    let rights = rights
        .iter()
        .map(|(unit, rights)| store::administration::UnitRightsDraft {
            unit: (*unit).into(),
            rights: rights.to_vec(),
        });
    let draft = store::administration::AdministrationDraft {
        is_administrator: false,
        rights: rights.collect(),
    };
    desk.change_administration(domain, login, None, &draft)
        .await
        .unwrap();
}
