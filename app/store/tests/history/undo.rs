//! Undoing changes: what was changed goes back, what was changed elsewhere since stays.

use model::domain::{GeneralDraft, MailRoutingDraft};
use model::mail::MailDraft;
use model::user::IdentityDraft;
use model::{Code, Kind, MailType};
use store::domains::WithAddresses;
use store::history::{Undoing, Value};

use crate::support::{domain, mail, on_both, refusal, refusals, split, user};
use crate::{HERE, entry, last};

const ANN: &str = "user:ann@here.example";

#[tokio::test]
async fn a_change_of_mail_goes_back_and_a_later_name_stays() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["alias.example"]).await;
        split(&desk, HERE, "192.0.2.9", false).await;
        let ann = user(
            &desk,
            HERE,
            "ann",
            MailType::Internal,
            &["ann", "a@alias.example"],
        )
        .await;
        let away = mail(MailType::External, &["anna"]);
        desk.change_user_mail(HERE, "ann", None, &away, None)
            .await
            .unwrap();
        let row = last(&desk, ANN).await;
        let named = IdentityDraft {
            login: "ann".into(),
            display_name: "Ann Other".into(),
            ..IdentityDraft::default()
        };
        desk.change_user_identity(HERE, "ann", None, &named, None)
            .await
            .unwrap();

        let before = desk.find_user(HERE, "ann").await.unwrap();
        let asked = desk.preview_undo(row.id).await.unwrap();
        assert_eq!(desk.find_user(HERE, "ann").await.unwrap(), before);
        assert!(
            last(&desk, ANN).await.undoes.is_none(),
            "a preview leaves no row"
        );
        let done = desk.undo(row.id).await.unwrap();
        assert_eq!(asked, done);
        assert_eq!(done.undoing, Undoing::EntryChange);
        let fields: Vec<_> = done
            .differences
            .iter()
            .map(|one| one.field.as_str())
            .collect();
        assert_eq!(fields, ["mail.addresses", "mail.type"]);

        let after = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(after.addresses, ann.addresses);
        assert_eq!(
            (after.mail_type, after.display_name.as_str()),
            (MailType::Internal, "Ann Other")
        );
        let written = last(&desk, ANN).await;
        assert_eq!(
            (written.undoes, written.action.as_str()),
            (Some(row.id), "change_mail")
        );
        let undone = desk.find_history(row.id).await.unwrap();
        assert_eq!(
            (undone.undone_by, undone.may_undo),
            (Some(written.id), false)
        );
        place.assert_routes().await;

        // Undoing that is undone like any other change, the first only once.
        desk.undo(written.id).await.unwrap();
        let again = desk.find_user(HERE, "ann").await.unwrap();
        assert_eq!(again.mail_type, MailType::External);
        for id in [row.id, written.id] {
            assert_eq!(
                refusals(desk.undo(id).await),
                [refusal("id", Code::UndoDone, &[])]
            );
        }
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn a_change_of_identity_goes_back_also_the_login() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let changed = IdentityDraft {
            login: "anna".into(),
            last_name: "A".into(),
            suspended: true,
            is_administrator: true,
            ..IdentityDraft::default()
        };
        let secret = Some("correct horse");
        desk.change_user_identity(HERE, "ann", None, &changed, secret)
            .await
            .unwrap();
        desk.undo(last(&desk, ANN).await.id).await.unwrap();
        let after = desk.find_user(HERE, "ann").await.unwrap();
        assert!(!after.suspended && !after.is_administrator && after.last_name.is_empty());
        assert!(after.password.is_set, "a password never goes back");
        place.assert_routes().await;

        let same = IdentityDraft {
            login: "ann".into(),
            ..IdentityDraft::default()
        };
        desk.change_user_identity(HERE, "ann", None, &same, secret)
            .await
            .unwrap();
        let row = last(&desk, ANN).await;
        assert!(!row.may_undo);
        assert_eq!(
            refusals(desk.undo(row.id).await),
            [refusal("id", Code::UndoImpossible, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn every_other_kind_of_entry_goes_back() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        user(&desk, HERE, "bob", MailType::Internal, &["bob"]).await;
        let internal = |address: &str, kib| MailDraft {
            quota_kib: Some(kib),
            ..mail(MailType::Internal, &[address])
        };
        let outside = |address: &str| model::entry::EntryDraft {
            address: address.into(),
            ..entry("partner", MailDraft::default(), &[])
        };
        let group = |members: &[&str]| entry("staff", mail(MailType::None, &["staff"]), members);
        let cases = [
            (
                Kind::SharedMailbox,
                "shared:info",
                entry("info", internal("info", 10), &[]),
                entry("info", internal("help", 20), &[]),
            ),
            (
                Kind::Resource,
                "resource:room",
                entry("room", internal("room", 10), &[]),
                entry("room", internal("hall", 10), &[]),
            ),
            (
                Kind::ExternalUser,
                "external:partner",
                outside("p@elsewhere.example"),
                outside("q@elsewhere.example"),
            ),
            (
                Kind::Group,
                "group:staff",
                group(&["user:ann"]),
                group(&["user:bob"]),
            ),
        ];
        for (kind, object, first, second) in cases {
            let created = desk.create_entry(HERE, kind, &first).await.unwrap();
            desk.change_entry(HERE, kind, &first.name, None, &second)
                .await
                .unwrap();
            let object = format!("{object}@{HERE}");
            desk.undo(last(&desk, &object).await.id).await.unwrap();
            let after = desk.find_entry(HERE, kind, &first.name).await.unwrap();
            assert_eq!(after.content, created.content, "{object}");
            place.assert_routes().await;
        }
    })
    .await;
}

#[tokio::test]
async fn members_who_came_since_stay_in_the_group() {
    on_both(|place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        for login in ["ann", "bob", "carl"] {
            user(&desk, HERE, login, MailType::Internal, &[login]).await;
        }
        let group = |members: &[&str]| entry("staff", mail(MailType::None, &["staff"]), members);
        desk.create_entry(HERE, Kind::Group, &group(&["user:ann"]))
            .await
            .unwrap();
        let to = |members: &'static [&str]| {
            let (desk, draft) = (desk.clone(), group(members));
            async move {
                desk.change_entry(HERE, Kind::Group, "staff", None, &draft)
                    .await
                    .unwrap()
            }
        };
        to(&["user:bob"]).await;
        let row = last(&desk, "group:staff@here.example").await;
        to(&["user:bob", "user:carl"]).await;
        let done = desk.undo(row.id).await.unwrap();
        let after = done.differences[0].after.clone();
        assert_eq!(after, Value::from(vec!["user:ann", "user:carl"]));
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn the_settings_of_a_domain_go_back() {
    on_both(|place| async move {
        let desk = place.desk();
        let before = domain(&desk, HERE, &["alias.example"]).await;
        let general = GeneralDraft {
            name: "alias.example".into(),
            description: "Other".into(),
            aliases: vec![HERE.into(), "new.example".into()],
            language: "fr".into(),
            time_zone: "Europe/Paris".into(),
            max_users: "7".into(),
            date_format: "dd.MM.yyyy".into(),
            time_format: "h:mma".into(),
            password_min_length: "12".into(),
            password_lifetime_days: "90".into(),
        };
        desk.change_general(HERE, None, &general, WithAddresses::No)
            .await
            .unwrap();
        let names = last(&desk, "domain:alias.example").await;
        split(&desk, HERE, "192.0.2.9", true).await;
        let routing = last(&desk, "domain:alias.example").await;

        desk.undo(names.id).await.unwrap();
        let after = desk.find_domain(HERE).await.unwrap();
        assert_eq!(
            (&after.name, &after.aliases),
            (&before.name, &before.aliases)
        );
        assert_eq!(after.max_users, None);
        assert_eq!(after.reading(), before.reading());
        assert_eq!(after.passwords, before.passwords);
        assert!(after.routing.forward_unknown, "changed elsewhere since");
        desk.undo(routing.id).await.unwrap();
        let after = desk.find_domain(HERE).await.unwrap();
        assert_eq!(after.routing, before.routing);
        place.assert_routes().await;

        // And forward again, by undoing that.
        desk.undo(last(&desk, "domain:here.example").await.id)
            .await
            .unwrap();
        let again = desk.find_domain(HERE).await.unwrap();
        assert!(again.routing.forward_unknown && again.routing.relay.is_some());
        let none = MailRoutingDraft::default();
        desk.change_mail_routing(HERE, None, &none).await.unwrap();
        place.assert_routes().await;
    })
    .await;
}
