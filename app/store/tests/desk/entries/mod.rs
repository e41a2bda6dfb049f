//! Groups, shared mailboxes, external users and resources: creating, changing, deleting.

mod around;
mod circles;
mod members;

use model::entry::{Content, EntryDraft, EntryRef, Kind};
use model::{Code, MailType};
use store::{Desk, StoreError};

use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, user};

pub const HERE: &str = "a.example";

pub fn named(name: &str) -> EntryDraft {
    EntryDraft {
        name: name.into(),
        ..EntryDraft::default()
    }
}

pub fn group(name: &str, addresses: &[&str], members: &[&str]) -> EntryDraft {
    EntryDraft {
        mail: mail(MailType::None, addresses),
        members: members.iter().map(ToString::to_string).collect(),
        ..named(name)
    }
}

pub fn mailbox(name: &str) -> EntryDraft {
    EntryDraft {
        mail: mail(MailType::Internal, &[name]),
        ..named(name)
    }
}

pub fn external(name: &str, address: &str) -> EntryDraft {
    EntryDraft {
        address: address.into(),
        ..named(name)
    }
}

pub async fn make(desk: &Desk, kind: Kind, draft: &EntryDraft) {
    desk.create_entry(HERE, kind, draft).await.unwrap();
}

pub fn reference(text: &str) -> EntryRef {
    EntryRef::parse(text).unwrap()
}

/// The addresses mail for a group goes to, in order.
pub async fn reached(place: &Place, address: &str) -> Vec<String> {
    let decision = place.desk().route(address).await.unwrap();
    decision
        .deliveries
        .into_iter()
        .map(|delivery| delivery.recipient)
        .collect()
}

#[tokio::test]
async fn every_kind_is_created_changed_and_deleted_with_its_history() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        for (kind, first, second) in [
            (
                Kind::Group,
                group("One", &["one"], &[]),
                group("Two", &["two@b.example"], &[]),
            ),
            (Kind::SharedMailbox, mailbox("one"), mailbox("two")),
            (Kind::Resource, mailbox("one"), mailbox("two")),
            (
                Kind::ExternalUser,
                external("One", "O@X.example"),
                external("Two", "p@x.example"),
            ),
        ] {
            let made = desk.create_entry("B.example", kind, &first).await.unwrap();
            assert_eq!((made.name.as_str(), made.version), ("one", 1), "{kind:?}");
            assert_eq!(made.display_name, first.name, "the name as typed");
            assert_eq!(desk.find_entry(HERE, kind, "ONE").await.unwrap(), made);
            place.assert_routes().await;
            let again = desk.change_entry(HERE, kind, "one", Some(1), &first).await;
            assert_eq!(
                again.unwrap(),
                made,
                "what changes nothing keeps its version"
            );
            let wanted = EntryDraft {
                suspended: true,
                hidden: true,
                display_name: "Second".into(),
                ..second
            };
            let changed = desk
                .change_entry(HERE, kind, "one", Some(1), &wanted)
                .await
                .unwrap();
            assert_eq!(
                (changed.name.as_str(), changed.version),
                ("two", 2),
                "{kind:?}"
            );
            assert!(changed.suspended && changed.hidden);
            place.assert_routes().await;
            for outcome in [
                desk.change_entry(HERE, kind, "two", Some(1), &first)
                    .await
                    .map(drop),
                desk.delete_entry(HERE, kind, "two", Some(1)).await,
            ] {
                assert!(
                    matches!(outcome, Err(StoreError::VersionMismatch(2))),
                    "{outcome:?}"
                );
            }
            desk.delete_entry(HERE, kind, "two", Some(2)).await.unwrap();
            let gone = desk.find_entry(HERE, kind, "two").await;
            assert!(matches!(gone, Err(StoreError::NotFound)));
            place.assert_routes().await;
        }
        for table in [
            "entry",
            "address",
            "entry_word",
            "postfix_route",
            "postfix_group",
        ] {
            let rows = place.number(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert_eq!(rows, 0, "{table}");
        }
        let mut expected = vec!["domain:a.example create".to_owned()];
        for prefix in ["group", "shared", "resource", "external"] {
            expected.push(format!("{prefix}:one@a.example create"));
            expected.push(format!("{prefix}:one@a.example change"));
            expected.push(format!("{prefix}:two@a.example delete"));
        }
        assert_eq!(place.actions().await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_taken_among_mailboxes_and_within_each_other_kind() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::None, &[]).await;
        make(
            &desk,
            Kind::SharedMailbox,
            &EntryDraft {
                display_name: "All our mail".into(),
                ..mailbox("info")
            },
        )
        .await;
        make(&desk, Kind::Group, &named("staff")).await;
        for (kind, name, owner) in [
            (Kind::SharedMailbox, "ann", Some("ann")),
            (Kind::Resource, "ann", Some("ann")),
            (Kind::Resource, "INFO", Some("All our mail")),
            (Kind::Group, "Staff", Some("staff")),
            (Kind::Group, "ann", None),
            (Kind::Group, "info", None),
            (Kind::ExternalUser, "staff", None),
            (Kind::SharedMailbox, "staff", None),
        ] {
            let wanted = match kind {
                Kind::ExternalUser => external(name, "x@x.example"),
                Kind::Group => named(name),
                _ => EntryDraft {
                    mail: mail(MailType::Internal, &[&format!("{name}x")]),
                    ..named(name)
                },
            };
            let outcome = desk.create_entry(HERE, kind, &wanted).await;
            match owner {
                Some(owner) => assert_eq!(
                    refusals(outcome),
                    [refusal("name", Code::EntryTaken, &[owner])]
                ),
                None => assert!(outcome.is_ok(), "{kind:?} {name}: {outcome:?}"),
            }
        }
        let outcome = desk
            .change_entry(HERE, Kind::SharedMailbox, "staff", None, &mailbox("info"))
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("name", Code::EntryTaken, &["All our mail"])]
        );
        let outcome = desk
            .create_user(HERE, &draft("info", Some(mail(MailType::None, &[]))))
            .await;
        assert_eq!(refusals(outcome)[0].0, "login");
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_entry_of_whatever_kind() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        make(
            &desk,
            Kind::Group,
            &group("staff", &["staff@b.example"], &[]),
        )
        .await;
        make(&desk, Kind::Resource, &mailbox("room")).await;
        for (kind, address, owner) in [
            (Kind::Group, "ann@b.example", "ann"),
            (Kind::SharedMailbox, "staff", "staff"),
            (Kind::Resource, "staff@b.example", "staff"),
            (Kind::Group, "room@a.example", "room"),
        ] {
            let wanted = EntryDraft {
                mail: mail(MailType::Internal, &[address]),
                ..named("new")
            };
            let outcome = desk.create_entry(HERE, kind, &wanted).await;
            let expected = refusal("addresses[0].local_part", Code::AddressTaken, &[owner]);
            assert_eq!(refusals(outcome), [expected], "{kind:?} {address}");
        }
        let taken = desk
            .create_user(
                HERE,
                &draft("x", Some(mail(MailType::Internal, &["x", "room"]))),
            )
            .await;
        assert_eq!(
            refusals(taken),
            [refusal(
                "addresses[1].local_part",
                Code::AddressTaken,
                &["room"]
            )]
        );
        // At another name the local part is free.
        make(&desk, Kind::Group, &group("new", &["staff@a.example"], &[])).await;
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_external_user_is_at_no_name_of_the_domain() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        for (address, code) in [
            ("x@a.example", Code::AddressNotOutside),
            ("x@B.EXAMPLE.", Code::AddressNotOutside),
            ("x", Code::AddressInvalid),
            (" ", Code::Required),
        ] {
            let outcome = desk
                .create_entry(HERE, Kind::ExternalUser, &external("x", address))
                .await;
            assert_eq!(
                refusals(outcome),
                [refusal("address", code, &[])],
                "{address}"
            );
        }
        make(&desk, Kind::ExternalUser, &external("x", "X@Sub.B.example")).await;
        let found = desk
            .find_entry(HERE, Kind::ExternalUser, "x")
            .await
            .unwrap();
        assert_eq!(
            found.content,
            Content::ExternalUser("x@sub.b.example".into())
        );
    })
    .await;
}
