//! The table that Postfix reads is what the tables define, after any sequence of changes.

use model::domain::MailRoutingDraft;
use model::entry::EntryDraft;
use model::mail::{AddressDraft, MailDraft};
use model::user::IdentityDraft;
use model::{Kind, MailType};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use store::Desk;
use store::domains::{MailSystemDraft, WithAddresses};
use store::mailbox_servers::MailboxServerDraft;
use store::users::NewUserDraft;

use super::support::{Place, domain, on_both, split};

/// Sequences to try on each database.
const CASES: u32 = 60;
const DOMAINS: [&str; 2] = ["a.example", "b.example"];
const ALIASES: [&str; 4] = ["a1.example", "a2.example", "b1.example", "b2.example"];
const LOGINS: [&str; 4] = ["ann", "bob", "cat", "dan"];
const LOCAL_PARTS: [&str; 6] = ["ann", "bob", "x", "ann+x", "bob+x", "x+y"];
const RELAYS: [Option<&str>; 3] = [None, Some("mail.other.example"), Some("192.0.2.7:2525")];
const END_POINTS: [&str; 3] = ["127.0.0.1:24", "127.0.0.1:2400", "unix:private/lmtp"];
const SERVERS: [&str; 2] = ["default", "second"];

/// One thing an administrator does. The console refuses some of them; that is fine.
#[derive(Clone, Debug)]
enum Change {
    AddUser(&'static str, &'static str, MailDraft),
    SetMail(&'static str, &'static str, MailDraft),
    Suspend(&'static str, &'static str, bool),
    DeleteUser(&'static str, &'static str),
    AddEntry(&'static str, Kind, &'static str, EntryDraft),
    SetEntry(&'static str, Kind, &'static str, EntryDraft),
    DeleteEntry(&'static str, Kind, &'static str),
    GroupsOf(&'static str, &'static str, Vec<String>),
    Aliases(&'static str, Vec<&'static str>, WithAddresses),
    Rename(&'static str),
    Routing(&'static str, MailRoutingDraft),
    Server(&'static str, &'static str),
    EndPoint(&'static str, &'static str),
    DeleteDomain(&'static str),
    AddDomain(&'static str),
}

fn changes() -> impl Strategy<Value = Change> {
    use Change as C;
    let one_domain = || select(&DOMAINS[..]);
    let login = || select(&LOGINS[..]);
    prop_oneof![
        8 => (one_domain(), login(), mail()).prop_map(|(d, l, m)| C::AddUser(d, l, m)),
        6 => (one_domain(), login(), mail()).prop_map(|(d, l, m)| C::SetMail(d, l, m)),
        3 => (one_domain(), login(), any::<bool>()).prop_map(|(d, l, s)| C::Suspend(d, l, s)),
        1 => (one_domain(), login()).prop_map(|(d, l)| C::DeleteUser(d, l)),
        8 => (one_domain(), kind(), name(), entry()).prop_map(|(d, k, n, e)| C::AddEntry(d, k, n, e)),
        8 => (one_domain(), kind(), name(), entry()).prop_map(|(d, k, n, e)| C::SetEntry(d, k, n, e)),
        1 => (one_domain(), kind(), name()).prop_map(|(d, k, n)| C::DeleteEntry(d, k, n)),
        3 => (one_domain(), login(), prop::collection::vec(name(), 0..3)).prop_map(|(d, l, g)| {
            C::GroupsOf(d, l, g.into_iter().map(ToOwned::to_owned).collect())
        }),
        3 => (one_domain(), prop::collection::vec(select(&ALIASES[..]), 0..3), any::<bool>()).prop_map(|(d, a, take)| {
            C::Aliases(d, a, if take { WithAddresses::Yes } else { WithAddresses::No })
        }),
        2 => one_domain().prop_map(C::Rename),
        8 => (one_domain(), routing()).prop_map(|(d, r)| C::Routing(d, r)),
        2 => (one_domain(), select(&SERVERS[..])).prop_map(|(d, s)| C::Server(d, s)),
        2 => (select(&SERVERS[..]), select(&END_POINTS[..])).prop_map(|(s, e)| C::EndPoint(s, e)),
        1 => one_domain().prop_map(C::DeleteDomain),
        2 => one_domain().prop_map(C::AddDomain),
    ]
}

fn name() -> impl Strategy<Value = &'static str> {
    select(&["staff", "team", "all"][..])
}

fn kind() -> impl Strategy<Value = Kind> {
    select(
        &[
            Kind::Group,
            Kind::Group,
            Kind::Group,
            Kind::SharedMailbox,
            Kind::ExternalUser,
            Kind::Resource,
        ][..],
    )
}

/// The form of any kind; members may be missing, and groups may contain each other.
fn entry() -> impl Strategy<Value = EntryDraft> {
    let member = prop_oneof![
        2 => select(&LOGINS[..]).prop_map(|login| format!("user:{login}")),
        2 => name().prop_map(|name| format!("group:{name}")),
        1 => name().prop_map(|name| format!("shared:{name}")),
        1 => name().prop_map(|name| format!("external:{name}")),
    ];
    (
        mail(),
        prop::collection::vec(member, 0..4),
        prop::bool::weighted(0.2),
        select(&["p@elsewhere.example", "q@elsewhere.example"][..]),
    )
        .prop_map(|(mail, members, suspended, address)| EntryDraft {
            suspended,
            mail,
            members,
            address: address.to_owned(),
            ..EntryDraft::default()
        })
}

fn routing() -> impl Strategy<Value = MailRoutingDraft> {
    (select(&RELAYS[..]), any::<bool>(), any::<bool>()).prop_map(|(relay, forward, rewrite)| {
        MailRoutingDraft {
            relay: relay.map(ToOwned::to_owned),
            forward_unknown: forward && relay.is_some(),
            deliver_to_default: rewrite,
        }
    })
}

fn mail() -> impl Strategy<Value = MailDraft> {
    let name = prop::option::weighted(0.2, select(&["a.example", "b.example", "a1.example"][..]));
    let address = (select(&LOCAL_PARTS[..]), name, any::<bool>());
    (
        select(&MailType::ALL[..]),
        prop::collection::vec(address, 1..3),
        prop::option::weighted(0.3, select(&SERVERS[..])),
    )
        .prop_map(|(mail_type, rows, server)| MailDraft {
            mail_type,
            addresses: rows
                .into_iter()
                .enumerate()
                .map(|(index, (local_part, name, alternate))| AddressDraft {
                    local_part: local_part.to_owned(),
                    domain: name.map(ToOwned::to_owned),
                    default: index == 0,
                    alternate,
                })
                .collect(),
            mailbox_server: server.map(ToOwned::to_owned),
            ..MailDraft::default()
        })
}

/// Does it; whether the console agreed.
async fn make(desk: &Desk, change: &Change) -> bool {
    match change {
        Change::AddUser(domain, login, mail) => {
            let draft = NewUserDraft {
                identity: identity(login, false),
                password: None,
                mail: Some(mail.clone()),
            };
            desk.create_user(domain, &draft).await.is_ok()
        }
        Change::SetMail(domain, login, mail) => desk
            .change_user_mail(domain, login, None, mail, None)
            .await
            .is_ok(),
        Change::Suspend(domain, login, suspended) => {
            let draft = identity(login, *suspended);
            desk.change_user_identity(domain, login, None, &draft, None)
                .await
                .is_ok()
        }
        Change::AddEntry(domain, kind, name, draft) => {
            let draft = of_kind(*kind, name, draft);
            desk.create_entry(domain, *kind, &draft).await.is_ok()
        }
        Change::SetEntry(domain, kind, name, draft) => {
            let draft = of_kind(*kind, name, draft);
            desk.change_entry(domain, *kind, name, None, &draft)
                .await
                .is_ok()
        }
        Change::DeleteEntry(domain, kind, name) => {
            desk.delete_entry(domain, *kind, name, None).await.is_ok()
        }
        Change::GroupsOf(domain, login, groups) => {
            let entry = model::EntryRef {
                kind: Kind::User,
                name: (*login).to_owned(),
            };
            desk.change_groups_of(domain, &entry, None, groups)
                .await
                .is_ok()
        }
        Change::DeleteUser(domain, login) => desk.delete_user(domain, login, None).await.is_ok(),
        Change::AddDomain(name) => {
            let draft = model::domain::NewDomainDraft {
                name: (*name).to_owned(),
                ..Default::default()
            };
            desk.create_domain(&draft).await.is_ok()
        }
        other => change_domain(desk, other).await,
    }
}

/// The draft with what its kind demands.
fn of_kind(kind: Kind, name: &str, draft: &EntryDraft) -> EntryDraft {
    let mut draft = draft.clone();
    draft.name = name.to_owned();
    if kind == Kind::Resource {
        draft.mail.mail_type = MailType::Internal;
        draft.mail.addresses.truncate(1);
    }
    draft
}

async fn change_domain(desk: &Desk, change: &Change) -> bool {
    match change {
        Change::Aliases(domain, aliases, with) => {
            let aliases: Vec<_> = aliases.iter().map(ToString::to_string).collect();
            desk.change_aliases(domain, None, &aliases, *with)
                .await
                .is_ok()
        }
        Change::Rename(domain) => rename(desk, domain).await,
        Change::Routing(domain, draft) => {
            desk.change_mail_routing(domain, None, draft).await.is_ok()
        }
        Change::Server(domain, server) => move_mailboxes(desk, domain, server).await,
        Change::EndPoint(name, endpoint) => {
            let draft = MailboxServerDraft {
                name: (*name).to_owned(),
                endpoint: (*endpoint).to_owned(),
            };
            desk.change_mailbox_server(name, None, &draft).await.is_ok()
        }
        Change::DeleteDomain(domain) => desk.delete_domain(domain, None, true).await.is_ok(),
        other => unreachable!("{other:?}"),
    }
}

fn identity(login: &str, suspended: bool) -> IdentityDraft {
    IdentityDraft {
        login: login.to_owned(),
        suspended,
        ..IdentityDraft::default()
    }
}

/// The first alias becomes the name.
async fn rename(desk: &Desk, domain: &str) -> bool {
    let Ok(found) = desk.find_domain(domain).await else {
        return false;
    };
    let Some(alias) = found.aliases.first() else {
        return false;
    };
    let names = found.aliases.iter().chain([&found.name]);
    let draft = model::domain::GeneralDraft {
        name: alias.to_string(),
        aliases: names.map(ToString::to_string).collect(),
        language: found.language,
        time_zone: found.time_zone,
        ..Default::default()
    };
    desk.change_general(domain, None, &draft, WithAddresses::No)
        .await
        .is_ok()
}

async fn move_mailboxes(desk: &Desk, domain: &str, server: &str) -> bool {
    let Ok(found) = desk.find_domain(domain).await else {
        return false;
    };
    let draft = MailSystemDraft {
        mailbox_server: server.to_owned(),
        quotas: found.quotas,
        routing: MailRoutingDraft {
            relay: found.routing.relay.map(|relay| relay.to_string()),
            forward_unknown: found.routing.forward_unknown,
            deliver_to_default: found.routing.deliver_to_default,
        },
    };
    desk.change_mail_system(domain, None, &draft).await.is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_is_what_the_tables_define() {
    on_both(|place| async move {
        let second = MailboxServerDraft {
            name: "second".to_owned(),
            endpoint: "127.0.0.1:2424".to_owned(),
        };
        place.desk().create_mailbox_server(&second).await.unwrap();
        let handle = tokio::runtime::Handle::current();
        tokio::task::block_in_place(|| {
            let config = Config {
                cases: CASES,
                failure_persistence: None,
                ..Config::default()
            };
            let sequences = prop::collection::vec(changes(), 1..25);
            let outcome = TestRunner::new(config).run(&sequences, |sequence| {
                handle.block_on(follow(&place, &sequence))
            });
            outcome.unwrap();
        });
    })
    .await;
}

async fn follow(place: &Place, sequence: &[Change]) -> Result<(), TestCaseError> {
    let desk = place.desk();
    place.execute("DELETE FROM domain").await;
    place.execute("DELETE FROM postfix_route").await;
    for name in DOMAINS {
        domain(&desk, name, &[]).await;
    }
    // Whoever forwards can have people of every mail type.
    for name in DOMAINS {
        split(&desk, name, "mail.other.example", true).await;
    }
    for change in sequence {
        let agreed = make(&desk, change).await;
        let differences = place.store.check_routes().await.unwrap();
        prop_assert!(
            differences.is_empty(),
            "after {:?} (agreed: {}): {:#?}",
            change,
            agreed,
            differences
        );
    }
    Ok(())
}
