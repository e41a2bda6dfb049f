//! Several writers at once, in this process and in others.

use model::domain::{MailRoutingDraft, NewDomainDraft};
use model::relay::OwnHost;
use model::{Code, MailType};
use store::domains::WithAddresses;
use store::{Settings, Store, StoreError};
use tokio::task::JoinSet;

use crate::support::{NOW, Place, domain, draft, mail, on_both, refusals, split, user};

/// Desks of several processes: each store has connections of its own.
async fn desks(place: &Place, count: usize) -> Vec<store::Desk> {
    let mut desks = Vec::new();
    for _ in 0..count {
        let settings = Settings {
            database_url: place.url.clone(),
            own: OwnHost::default(),
            keep_deleted_days: 30,
        };
        let store = Store::open(settings).await.unwrap();
        let desk = store.as_actor(place.desk().actor().clone(), NOW);
        // Whoever connects late does not race.
        desk.list_mailbox_servers().await.unwrap();
        desks.push(desk);
    }
    desks
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_take_the_same_address_exactly_one_wins() {
    on_both(|place: Place| async move {
        domain(&place.desk(), "a.example", &["b.example"]).await;
        let mut racers = JoinSet::new();
        for (number, desk) in desks(&place, 8).await.into_iter().enumerate() {
            racers.spawn(async move {
                // Some at all names, some at one of them: no index alone notices the overlap.
                let address = if number % 2 == 0 {
                    "same"
                } else {
                    "same@b.example"
                };
                let mail = mail(MailType::Internal, &[address]);
                let new = draft(&format!("racer{number}"), Some(mail));
                desk.create_user("a.example", &new).await
            });
        }
        let outcomes = racers.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        for outcome in lost {
            assert_eq!(refusals(outcome)[0].1, Code::AddressTaken);
        }
        assert!(!won.is_empty());
        let owners = "SELECT COUNT(DISTINCT entry_id) FROM address";
        assert_eq!(place.number(owners).await, 1);
        assert_eq!(won.len(), 1);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_take_the_same_name_exactly_one_wins() {
    on_both(|place: Place| async move {
        let mut racers = JoinSet::new();
        for (number, desk) in desks(&place, 8).await.into_iter().enumerate() {
            racers.spawn(async move {
                let draft = NewDomainDraft {
                    name: format!("racer{number}.example"),
                    aliases: vec!["same.example".into()],
                    ..NewDomainDraft::default()
                };
                desk.create_domain(&draft).await
            });
        }
        let outcomes = racers.join_all().await;
        let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1);
        let owner = won[0].as_ref().unwrap().name.to_string();
        for outcome in lost {
            let problem = &refusals(outcome)[0];
            assert_eq!((problem.1, &problem.2[0]), (Code::NameTaken, &owner));
        }
        assert_eq!(place.number("SELECT COUNT(*) FROM domain").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_is_not_emptied_while_somebody_starts_to_need_it() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let desks = desks(&place, 2).await;
        for round in 0..5 {
            split(&desk, "a.example", "192.0.2.9", false).await;
            let login = format!("u{round}");
            let new = draft(&login, Some(mail(MailType::External, &[&login])));
            let none = MailRoutingDraft::default();
            let (created, emptied) = tokio::join!(
                desks[0].create_user("a.example", &new),
                desks[1].change_mail_routing("a.example", None, &none)
            );
            assert!(created.is_ok() != emptied.is_ok(), "exactly one wins");
            if created.is_ok() {
                desk.delete_user("a.example", &login, None).await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_of_two_who_saw_the_same_version_saves() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let mut racers = JoinSet::new();
        for (number, desk) in desks(&place, 6).await.into_iter().enumerate() {
            racers.spawn(async move {
                let mail = mail(MailType::Internal, &[&format!("a{number}")]);
                desk.change_user_mail("a.example", "one", Some(1), &mail, None)
                    .await
            });
        }
        let outcomes = racers.join_all().await;
        let saved = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(saved, 1);
        for outcome in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(
                matches!(outcome, StoreError::VersionMismatch(2)),
                "{outcome}"
            );
        }
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn routes_hold_while_everything_changes_at_once() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let desks = desks(&place, 4).await;
        let mut racers = JoinSet::new();
        for (number, desk) in desks.into_iter().enumerate() {
            racers.spawn(async move {
                for round in 0..5 {
                    let login = format!("u{number}x{round}");
                    let new = draft(&login, None);
                    desk.create_user("a.example", &new).await.unwrap();
                    if number == 0 {
                        let aliases = vec![format!("alias{round}.example")];
                        desk.change_aliases("a.example", None, &aliases, WithAddresses::Yes)
                            .await
                            .unwrap();
                    }
                    if number == 1 {
                        let moved = store::mailbox_servers::MailboxServerDraft {
                            name: "default".into(),
                            endpoint: format!("127.0.0.1:{}", 2400 + round),
                        };
                        desk.change_mailbox_server("default", None, &moved)
                            .await
                            .unwrap();
                    }
                }
            });
        }
        racers.join_all().await;
        let routes = place.number("SELECT COUNT(*) FROM postfix_route").await;
        assert_eq!(routes, 40);
        place.assert_routes().await;
    })
    .await;
}
