//! Invented installations: a small believable one to look at, and any number of users to measure with.

mod domains;
mod entries;
mod generate;
mod people;
mod units;

pub use generate::generate;

use model::access::Rank;
use model::domain::{GeneralDraft, MailRoutingDraft, NewDomainDraft};
use model::mail::{AddressDraft, MailDraft};
use model::settings::OwnSettingsDraft;
use model::user::IdentityDraft;
use model::{Actor, MailType};

use crate::domains::WithAddresses;
use crate::mailbox_servers::MailboxServerDraft;
use crate::pool::fetch_optional;
use crate::setup::random_password;
use crate::users::NewUserDraft;
use crate::{Desk, Store, StoreError};
use domains::{DOMAINS, ExampleDomain};
use people::{PEOPLE, Person};

/// The second mailbox server of the example.
const SECOND_SERVER: &str = "archive";

impl Store {
    /// Fills an empty database with a small believable example; does nothing when there is a domain.
    ///
    /// Three domains (a master, a slave, one that is not split) with about forty users, some groups, shared
    /// mailboxes, external users and rooms, and organizational units in one of them. Two users are
    /// administrators and one is a user administrator, with random passwords that nobody knows: set one
    /// to sign in as them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database refuses.
    pub async fn fill_with_example(&self, now: i64) -> Result<bool, StoreError> {
        let mut tx = self.pool.read().await?;
        let domain = fetch_optional!(&mut tx, (i64,), "SELECT id FROM domain LIMIT 1")?;
        drop(tx);
        if domain.is_some() {
            return Ok(false);
        }
        let desk = self.as_actor(author(), now);
        add_servers(&desk).await?;
        for domain in DOMAINS {
            add_domain(&desk, domain).await?;
        }
        units::add(&desk).await?;
        for person in PEOPLE {
            add_person(&desk, person).await?;
        }
        entries::add(&desk).await?;
        units::delegate(&desk).await?;
        Ok(true)
    }
}

/// Who fills it, in the history.
fn author() -> Actor {
    Actor {
        account: 0,
        name: "signalbox".to_owned(),
        rank: Rank::Superadministrator,
        limited_to: None,
        read_only: false,
    }
}

async fn add_servers(desk: &Desk) -> Result<(), StoreError> {
    let present = desk.list_mailbox_servers().await?;
    let wanted = [
        ("default", "127.0.0.1:24"),
        (SECOND_SERVER, "archive.example.com:24"),
    ];
    for (name, endpoint) in wanted {
        if !present.iter().any(|server| server.name == name) {
            let draft = MailboxServerDraft {
                name: name.to_owned(),
                endpoint: endpoint.to_owned(),
            };
            desk.create_mailbox_server(&draft).await?;
        }
    }
    Ok(())
}

async fn add_domain(desk: &Desk, domain: &ExampleDomain) -> Result<(), StoreError> {
    let aliases: Vec<String> = domain.aliases.iter().map(ToString::to_string).collect();
    let created = desk
        .create_domain(&NewDomainDraft {
            name: domain.name.to_owned(),
            description: domain.description.to_owned(),
            aliases: aliases.clone(),
            mailbox_server: Some("default".to_owned()),
            administrator: None,
            settings: OwnSettingsDraft::default(),
        })
        .await?;
    let general = GeneralDraft {
        name: domain.name.to_owned(),
        description: domain.description.to_owned(),
        aliases,
        language: domain.language.to_owned(),
        time_zone: domain.time_zone.to_owned(),
        ..GeneralDraft::default()
    };
    let changed = desk
        .change_general(
            domain.name,
            Some(created.version),
            &general,
            WithAddresses::No,
        )
        .await?;
    let routing = MailRoutingDraft {
        relay: domain.relay.map(ToOwned::to_owned),
        forward_unknown: domain.forward_unknown,
        deliver_to_default: false,
    };
    desk.change_mail_routing(domain.name, Some(changed.version), &routing)
        .await
        .map(|_| ())
}

async fn add_person(desk: &Desk, person: &Person) -> Result<(), StoreError> {
    let (domain, login) = person.place();
    let password = if person.is_administrator || login == units::USER_ADMINISTRATOR {
        Some(random_password()?)
    } else {
        None
    };
    let draft = NewUserDraft {
        identity: IdentityDraft {
            login: login.to_owned(),
            first_name: person.name.0.to_owned(),
            last_name: person.name.1.to_owned(),
            display_name: String::new(),
            suspended: person.suspended,
            hidden: person.hidden,
            is_administrator: person.is_administrator,
            unit: units::unit_of(domain, &format!("user:{login}")),
            ..IdentityDraft::default()
        },
        password,
        mail: Some(mail_of(person, login)),
    };
    desk.create_user(domain, &draft).await.map(|_| ())
}

/// The login at all names, and the further addresses.
fn mail_of(person: &Person, login: &str) -> MailDraft {
    let row = |local_part: &str, domain: Option<&str>| AddressDraft {
        local_part: local_part.to_owned(),
        domain: domain.map(ToOwned::to_owned),
        default: false,
        alternate: true,
    };
    let mut addresses = vec![row(login, None)];
    addresses.extend(
        person
            .addresses
            .iter()
            .map(|text| match text.split_once('@') {
                Some((local_part, name)) => row(local_part, Some(name)),
                None => row(text, None),
            }),
    );
    if let Some(first) = addresses.first_mut() {
        first.default = true;
    }
    if person.mail_type == MailType::None {
        addresses.clear();
    }
    MailDraft {
        mail_type: person.mail_type,
        addresses,
        quota_kib: Some(person.quota_gib * 1024 * 1024),
        mailbox_server: person.archived.then(|| SECOND_SERVER.to_owned()),
    }
}
