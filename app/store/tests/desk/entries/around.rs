//! Entries that are no users, and their domain: quotas, the maximum of users, names.

use model::domain::{GeneralDraft, Quotas};
use model::entry::{EntryDraft, Kind};
use model::{Code, MailType};
use store::domains::{MailSystemDraft, WithAddresses};

use super::{HERE, external, group, mailbox, make, named, reached};
use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, user};

fn quotas(max_user_kib: i64, max_shared_kib: i64, default_shared_kib: i64) -> MailSystemDraft {
    MailSystemDraft {
        mailbox_server: "default".into(),
        quotas: Quotas {
            max_user_kib,
            max_shared_kib,
            default_shared_kib,
            ..Quotas::default()
        },
        ..MailSystemDraft::default()
    }
}

#[tokio::test]
async fn shared_mailboxes_and_resources_keep_to_quotas_of_their_own() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        desk.change_mail_system(HERE, None, &quotas(10, 1000, 500))
            .await
            .unwrap();
        make(&desk, Kind::SharedMailbox, &mailbox("info")).await;
        let info = desk
            .find_entry(HERE, Kind::SharedMailbox, "info")
            .await
            .unwrap();
        assert_eq!(info.content.mail().unwrap().quota_kib, 500);
        for (kind, quota) in [(Kind::SharedMailbox, 1001), (Kind::Resource, 0)] {
            let mut large = mailbox("large");
            large.mail.quota_kib = Some(quota);
            let outcome = desk.create_entry(HERE, kind, &large).await;
            assert_eq!(
                refusals(outcome),
                [refusal("quota_kib", Code::QuotaOverMaximum, &["1000"])]
            );
        }
        // The maximum of users says nothing about them, and theirs nothing about users.
        desk.change_mail_system(HERE, None, &quotas(1, 1000, 500))
            .await
            .unwrap();
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        let outcome = desk
            .change_mail_system(HERE, None, &quotas(1, 499, 0))
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal(
                "max_shared_kib",
                Code::QuotaInUse,
                &["1", "shared:info"]
            )]
        );
        desk.change_mail_system(HERE, None, &quotas(0, 500, 0))
            .await
            .unwrap();
        // Without a maximum a mailbox may have none; then none can be introduced over it.
        desk.change_mail_system(HERE, None, &quotas(0, 0, 0))
            .await
            .unwrap();
        make(&desk, Kind::Resource, &mailbox("room")).await;
        let outcome = desk
            .change_mail_system(HERE, None, &quotas(0, 5000, 0))
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal(
                "max_shared_kib",
                Code::QuotaInUse,
                &["1", "resource:room"]
            )]
        );
        let outcome = desk
            .change_mail_system(HERE, None, &quotas(5000, 0, 0))
            .await;
        assert!(outcome.is_ok(), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn the_maximum_of_users_counts_users_only() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &[]).await;
        let general = GeneralDraft {
            name: HERE.into(),
            language: "en".into(),
            time_zone: "UTC".into(),
            max_users: "1".into(),
            ..GeneralDraft::default()
        };
        desk.change_general(HERE, None, &general, WithAddresses::No)
            .await
            .unwrap();
        make(&desk, Kind::SharedMailbox, &mailbox("info")).await;
        make(&desk, Kind::Resource, &mailbox("room")).await;
        make(&desk, Kind::Group, &named("staff")).await;
        make(&desk, Kind::ExternalUser, &external("x", "x@x.example")).await;
        user(&desk, HERE, "one", MailType::Internal, &["one"]).await;
        let outcome = desk.create_user(HERE, &draft("two", None)).await;
        assert_eq!(
            refusals(outcome),
            [refusal("login", Code::TooManyUsers, &["1"])]
        );
        make(&desk, Kind::SharedMailbox, &mailbox("more")).await;
    })
    .await;
}

#[tokio::test]
async fn an_alias_that_goes_takes_the_addresses_of_groups_along() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        user(
            &desk,
            HERE,
            "ann",
            MailType::Internal,
            &["ann@b.example", "a@a.example"],
        )
        .await;
        make(
            &desk,
            Kind::Group,
            &group("staff", &["staff@b.example"], &["user:ann"]),
        )
        .await;
        make(
            &desk,
            Kind::SharedMailbox,
            &EntryDraft {
                mail: mail(MailType::None, &["i@b.example"]),
                ..named("info")
            },
        )
        .await;
        let refused = desk
            .change_aliases(HERE, None, &[], WithAddresses::No)
            .await;
        assert_eq!(
            refusals(refused),
            [refusal("aliases", Code::NameInUse, &["3"])]
        );
        desk.change_aliases(HERE, None, &[], WithAddresses::Yes)
            .await
            .unwrap();
        let staff = desk.find_entry(HERE, Kind::Group, "staff").await.unwrap();
        assert!(staff.content.addresses().is_empty());
        assert_eq!(staff.version, 2);
        // The member's default address is another one now, and the group knows.
        let members = desk.list_members(HERE, "staff").await.unwrap();
        assert_eq!(members[0].address, "a@a.example");
        place.assert_routes().await;
        let actions = place.actions().await;
        for expected in [
            "group:staff@a.example remove_addresses",
            "shared:info@a.example remove_addresses",
        ] {
            assert!(
                actions.iter().any(|action| action == expected),
                "{actions:?}"
            );
        }
        make(&desk, Kind::Group, &group("more", &["more"], &["user:ann"])).await;
        assert_eq!(reached(&place, "more@a.example").await, ["a@a.example"]);
        // A mailbox may not lose its last address.
        desk.change_aliases(HERE, None, &["b.example".into()], WithAddresses::No)
            .await
            .unwrap();
        make(
            &desk,
            Kind::Resource,
            &EntryDraft {
                mail: mail(MailType::Internal, &["r@b.example"]),
                ..named("room")
            },
        )
        .await;
        let refused = desk
            .change_aliases(HERE, None, &[], WithAddresses::Yes)
            .await;
        assert_eq!(
            refusals(refused),
            [refusal("aliases", Code::AddressRequired, &["room"])]
        );
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn groups_follow_the_name_of_their_domain() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, HERE, &["b.example"]).await;
        user(&desk, HERE, "ann", MailType::Internal, &["ann"]).await;
        make(
            &desk,
            Kind::Group,
            &group("staff", &["staff"], &["user:ann"]),
        )
        .await;
        assert_eq!(reached(&place, "staff@b.example").await, ["ann@a.example"]);
        let general = GeneralDraft {
            name: "b.example".into(),
            aliases: vec![HERE.into()],
            language: "en".into(),
            time_zone: "UTC".into(),
            ..GeneralDraft::default()
        };
        desk.change_general(HERE, None, &general, WithAddresses::No)
            .await
            .unwrap();
        assert_eq!(reached(&place, "staff@b.example").await, ["ann@b.example"]);
        place.assert_routes().await;
        desk.delete_domain(HERE, None, true).await.unwrap();
        for table in [
            "entry",
            "group_member",
            "group_reach",
            "postfix_group",
            "postfix_route",
        ] {
            assert_eq!(
                place.number(&format!("SELECT COUNT(*) FROM {table}")).await,
                0,
                "{table}"
            );
        }
    })
    .await;
}
