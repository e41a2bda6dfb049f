//! Undoing deletions and creations.

use model::mail::MailDraft;
use model::user::IdentityDraft;
use model::{Code, Kind, MailType};
use store::StoreError;
use store::history::Undoing;

use crate::support::{domain, draft, mail, on_both, refusal, refusals, user};
use crate::{HERE, entry, last, reference};

const ANN: &str = "user:ann@here.example";

#[tokio::test]
async fn a_deleted_user_comes_back_with_everything_but_the_password() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["alias.example"]).await;
        let new = store::users::NewUserDraft {
            password: Some("correct horse".into()),
            mail: Some(MailDraft {
                quota_kib: Some(2048),
                ..mail(MailType::Internal, &["ann", "a@alias.example"])
            }),
            identity: IdentityDraft {
                login: "ann".into(),
                last_name: "Other".into(),
                hidden: true,
                is_administrator: true,
                ..IdentityDraft::default()
            },
        };
        let before = desk.create_user(HERE, &new).await.unwrap();
        let opened = before.version;
        for name in ["staff", "gone"] {
            let group = entry(name, mail(MailType::None, &[name]), &["user:ann"]);
            desk.create_entry(HERE, Kind::Group, &group).await.unwrap();
        }
        desk.delete_user(HERE, "ann", None).await.unwrap();
        desk.delete_entry(HERE, Kind::Group, "gone", None)
            .await
            .unwrap();
        let row = last(&desk, ANN).await;
        let done = desk.undo(row.id).await.unwrap();
        assert_eq!(done.undoing, Undoing::EntryDeletion);
        assert!(done.needs_password());
        assert_eq!(done.left_out, ["group:gone"]);

        let after = desk.find_user(HERE, "ann").await.unwrap();
        assert!(!after.password.is_set);
        let expected = store::users::User {
            password: after.password.clone(),
            version: after.version,
            ..before
        };
        assert_eq!(after, expected);
        let groups = desk
            .list_groups_of(HERE, &reference("user:ann"))
            .await
            .unwrap();
        assert_eq!(groups, [reference("group:staff")]);
        place.assert_routes().await;
        let stale = desk.delete_user(HERE, "ann", Some(opened)).await;
        assert!(
            matches!(stale, Err(StoreError::VersionMismatch(_))),
            "a page opened before the deletion is about another version: {stale:?}"
        );

        // Away again by undoing that, and back once more.
        let created = last(&desk, ANN).await;
        assert_eq!(
            (created.action.as_str(), created.undoes),
            ("create", Some(row.id))
        );
        desk.undo(created.id).await.unwrap();
        assert!(matches!(
            desk.find_user(HERE, "ann").await,
            Err(StoreError::NotFound)
        ));
        desk.undo(last(&desk, ANN).await.id).await.unwrap();
        desk.find_user(HERE, "ann").await.unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn other_deleted_entries_come_back() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        let cases = [
            (
                Kind::SharedMailbox,
                entry("info", mail(MailType::Internal, &["info"]), &[]),
            ),
            (
                Kind::Resource,
                entry("room", mail(MailType::Internal, &["room"]), &[]),
            ),
            (
                Kind::ExternalUser,
                model::entry::EntryDraft {
                    address: "p@elsewhere.example".into(),
                    ..entry("partner", MailDraft::default(), &[])
                },
            ),
            (
                Kind::Group,
                entry(
                    "inner",
                    mail(MailType::None, &[]),
                    &["user:ann", "user:bob"],
                ),
            ),
        ];
        let outer = entry("outer", mail(MailType::None, &["all"]), &["user:ann"]);
        desk.create_entry(HERE, Kind::Group, &outer).await.unwrap();
        for (kind, new) in cases {
            let before = desk.create_entry(HERE, kind, &new).await.unwrap();
            let reference = before.reference();
            let groups: &[String] = if kind.may_be_member() {
                &["outer".to_owned()]
            } else {
                &[]
            };
            desk.change_groups_of(HERE, &reference, None, groups)
                .await
                .unwrap();
            desk.delete_entry(HERE, kind, &new.name, None)
                .await
                .unwrap();
            let object = format!("{reference}@{HERE}");
            desk.undo(last(&desk, &object).await.id).await.unwrap();
            let after = desk.find_entry(HERE, kind, &new.name).await.unwrap();
            assert_eq!(after.content, before.content, "{object}");
            let found = desk.list_groups_of(HERE, &reference).await.unwrap();
            assert_eq!(found.len(), groups.len(), "{object}");
            place.assert_routes().await;
        }
        // A member that went meanwhile is left out.
        desk.delete_entry(HERE, Kind::Group, "inner", None)
            .await
            .unwrap();
        desk.delete_user(HERE, "bob", None).await.unwrap();
        let row = last(&desk, "group:inner@here.example").await;
        assert_eq!(desk.undo(row.id).await.unwrap().left_out, ["user:bob"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_created_goes_away_unless_something_happened_to_it() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let created = last(&desk, "domain:here.example").await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        let info = entry("info", mail(MailType::Internal, &["info"]), &[]);
        desk.create_entry(HERE, Kind::SharedMailbox, &info)
            .await
            .unwrap();
        let (ann, bob) = (
            last(&desk, ANN).await,
            last(&desk, "user:bob@here.example").await,
        );
        let identity = IdentityDraft {
            last_name: "Other".into(),
            ..draft("bob", None).identity
        };
        desk.change_user_identity(HERE, "bob", None, &identity, None)
            .await
            .unwrap();
        assert_eq!(
            refusals(desk.undo(bob.id).await),
            [refusal("id", Code::UndoInUse, &[])]
        );
        let done = desk.undo(ann.id).await.unwrap();
        assert_eq!(done.undoing, Undoing::EntryCreation);
        assert!(matches!(
            desk.find_user(HERE, "ann").await,
            Err(StoreError::NotFound)
        ));
        desk.undo(last(&desk, "shared:info@here.example").await.id)
            .await
            .unwrap();
        assert_eq!(
            refusals(desk.undo(created.id).await),
            [refusal("name", Code::DomainNotEmpty, &["1"])]
        );
        desk.delete_user(HERE, "bob", None).await.unwrap();
        desk.undo(created.id).await.unwrap();
        assert!(matches!(
            desk.find_domain(HERE).await,
            Err(StoreError::NotFound)
        ));
        let deleted = last(&desk, "domain:here.example").await;
        assert!(deleted.may_undo);
        desk.undo(deleted.id).await.unwrap();
        desk.find_domain(HERE).await.unwrap();
    })
    .await;
}
