//! Several administrators at the same groups.

use std::sync::Arc;

use model::entry::{EntryDraft, EntryRef, Kind};
use model::relay::OwnHost;
use model::{Code, MailType};
use store::{Desk, Settings, Store, StoreError};
use tokio::task::JoinSet;

use crate::support::{NOW, Place, domain, draft, mail, on_both, refusals, user};

const HERE: &str = "a.example";

fn group(name: &str, members: &[String]) -> EntryDraft {
    EntryDraft {
        name: name.into(),
        mail: mail(MailType::None, &[name]),
        members: members.to_vec(),
        ..EntryDraft::default()
    }
}

/// A desk of another process.
async fn elsewhere(place: &Place) -> Desk {
    let settings = Settings {
        database_url: place.url.clone(),
        own: OwnHost::default(),
        keep_deleted_days: 30,
    };
    let store = Store::open(settings).await.unwrap();
    let desk = store.as_actor(place.desk().actor().clone(), NOW);
    // Whoever connects late does not race.
    desk.list_mailbox_servers().await.unwrap();
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_saw_the_same_group_one_saves() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for number in 0..6 {
            user(&desk, HERE, &format!("u{number}"), MailType::None, &[]).await;
        }
        desk.create_entry(HERE, Kind::Group, &group("all", &[]))
            .await
            .unwrap();
        let mut racers = JoinSet::new();
        for number in 0..6 {
            let desk = elsewhere(&place).await;
            racers.spawn(async move {
                let wanted = group("all", &[format!("user:u{number}")]);
                desk.change_entry(HERE, Kind::Group, "all", Some(1), &wanted)
                    .await
            });
        }
        let outcomes = racers.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            let stale = matches!(outcome, StoreError::VersionMismatch(2));
            assert!(stale, "{outcome}");
        }
        assert_eq!(desk.list_members(HERE, "all").await.unwrap().len(), 1);
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn memberships_changed_from_all_members_sides_at_once_are_all_kept() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let groups: Arc<Vec<String>> = Arc::new((0..4).map(|at| format!("g{at}")).collect());
        for name in groups.iter() {
            desk.create_entry(HERE, Kind::Group, &group(name, &[]))
                .await
                .unwrap();
        }
        let mut racers = JoinSet::new();
        for number in 0..6 {
            let login = format!("u{number}");
            user(&desk, HERE, &login, MailType::Internal, &[&login]).await;
            let desk = elsewhere(&place).await;
            // Half of them from the last group to the first: locks would be taken crosswise.
            let mut wanted = groups.to_vec();
            if number % 2 == 1 {
                wanted.reverse();
            }
            racers.spawn(async move {
                let member = EntryRef::parse(&format!("user:{login}")).unwrap();
                for _ in 0..3 {
                    desk.change_groups_of(HERE, &member, None, &wanted[1..])
                        .await
                        .unwrap();
                    desk.change_groups_of(HERE, &member, None, &wanted)
                        .await
                        .unwrap();
                }
            });
        }
        racers.join_all().await;
        for name in groups.iter() {
            let members = desk.list_members(HERE, name).await.unwrap();
            assert_eq!(members.len(), 6, "{name}");
            let decision = desk.route(&format!("{name}@a.example")).await.unwrap();
            assert_eq!(decision.deliveries.len(), 6, "{name}");
        }
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_put_each_group_into_the_other_make_no_circle() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let (one, other) = (elsewhere(&place).await, elsewhere(&place).await);
        for round in 0..5 {
            let (a, b) = (format!("a{round}"), format!("b{round}"));
            for name in [&a, &b] {
                desk.create_entry(HERE, Kind::Group, &group(name, &[]))
                    .await
                    .unwrap();
            }
            let with_b = group(&a, &[format!("group:{b}")]);
            let inside = EntryRef::parse(&format!("group:{a}")).unwrap();
            let groups = [b.clone()];
            let (first, second) = tokio::join!(
                one.change_entry(HERE, Kind::Group, &a, None, &with_b),
                other.change_groups_of(HERE, &inside, None, &groups)
            );
            assert!(first.is_ok() != second.is_ok(), "exactly one wins");
            let lost = first.map(drop).err().or(second.map(drop).err()).unwrap();
            let lost: Result<(), StoreError> = Err(lost);
            assert_eq!(refusals(lost)[0].1, Code::MemberCycle);
        }
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_renewed_while_its_members_come_and_go() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        desk.create_entry(HERE, Kind::Group, &group("all", &[]))
            .await
            .unwrap();
        let mut racers = JoinSet::new();
        for number in 0..4 {
            let desk = elsewhere(&place).await;
            racers.spawn(async move {
                for round in 0..4 {
                    let login = format!("u{number}x{round}");
                    let new = draft(&login, Some(mail(MailType::Internal, &[&login])));
                    desk.create_user(HERE, &new).await.unwrap();
                    let member = EntryRef::parse(&format!("user:{login}")).unwrap();
                    desk.change_groups_of(HERE, &member, None, &["all".into()])
                        .await
                        .unwrap();
                    if round % 2 == 0 {
                        desk.delete_user(HERE, &login, None).await.unwrap();
                    }
                }
            });
        }
        racers.join_all().await;
        assert_eq!(desk.list_members(HERE, "all").await.unwrap().len(), 8);
        let decision = desk.route("all@a.example").await.unwrap();
        assert_eq!(decision.deliveries.len(), 8);
        place.assert_routes().await;
    })
    .await;
}
