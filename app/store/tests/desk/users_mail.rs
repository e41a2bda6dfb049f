//! The Mail tab of a user.

use model::domain::Quotas;
use model::{Code, MailType};
use store::StoreError;
use store::domains::MailSystemDraft;

use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, split, user};

#[tokio::test]
async fn the_mail_tab_is_saved_once_and_routes_follow() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        split(&desk, "a.example", "relay.invalid", false).await;
        user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let mut wanted = mail(MailType::External, &["one", "uno@b.example"]);
        wanted.addresses[1].alternate = false;
        wanted.quota_kib = Some(77);
        let saved = desk
            .change_user_mail("a.example", "one", Some(1), &wanted, Some(true))
            .await
            .unwrap();
        assert_eq!(
            (saved.version, saved.quota_kib, saved.hidden),
            (2, 77, true)
        );
        assert_eq!(saved.mail_type, MailType::External);
        assert_eq!(saved.addresses.len(), 2);
        assert!(!saved.addresses[1].alternate);
        let routes = "SELECT address || ' ' || hop FROM postfix_route ORDER BY address";
        assert_eq!(
            place.texts(routes).await,
            [
                "one@a.example relay:[relay.invalid]:25",
                "one@b.example relay:[relay.invalid]:25"
            ]
        );
        let again = desk
            .change_user_mail("a.example", "one", Some(2), &wanted, None)
            .await
            .unwrap();
        assert_eq!(again, saved);
        assert_eq!(place.actions().await.len(), 4);
        let stale = desk
            .change_user_mail("a.example", "one", Some(1), &wanted, None)
            .await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_entry_in_every_overlap() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example", "c.example"]).await;
        let mut owner = draft(
            "owner",
            Some(mail(MailType::Internal, &["all", "b@b.example"])),
        );
        owner.identity.display_name = "The Owner".into();
        desk.create_user("a.example", &owner).await.unwrap();
        for (addresses, refused) in [
            (&["x", "all"][..], Some(1)),
            (&["all@c.example"], Some(0)),
            (&["b"], Some(0)),
            (&["b@b.example"], Some(0)),
            (&["b@a.example", "b@c.example"], None),
        ] {
            let new = draft("other", Some(mail(MailType::Internal, addresses)));
            let outcome = desk.create_user("a.example", &new).await;
            match refused {
                Some(index) => {
                    let field = format!("addresses[{index}].local_part");
                    let expected = refusal(&field, Code::AddressTaken, &["The Owner"]);
                    assert_eq!(refusals(outcome), [expected], "{addresses:?}");
                }
                None => assert!(outcome.is_ok(), "{addresses:?}"),
            }
        }
        // An entry does not stand in its own way, and the login alone can be in another's.
        let same = mail(MailType::Internal, &["b@b.example", "all"]);
        desk.change_user_mail("a.example", "owner", None, &same, None)
            .await
            .unwrap();
        let outcome = desk.create_user("a.example", &draft("all", None)).await;
        assert_eq!(
            refusals(outcome),
            [refusal("login", Code::AddressTaken, &["The Owner"])]
        );
        let wanted = mail(MailType::Internal, &["all@a.example"]);
        let outcome = desk
            .change_user_mail("a.example", "other", None, &wanted, None)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal(
                "addresses[0].local_part",
                Code::AddressTaken,
                &["The Owner"]
            )]
        );
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn rules_that_need_the_domain_hold() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let tab = MailSystemDraft {
            mailbox_server: "default".into(),
            quotas: Quotas {
                max_user_kib: 1000,
                default_user_kib: 500,
                ..Quotas::default()
            },
            ..MailSystemDraft::default()
        };
        desk.change_mail_system("a.example", None, &tab)
            .await
            .unwrap();
        let one = user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        assert_eq!(one.quota_kib, 500);
        let mut wrong = mail(MailType::Internal, &["one@elsewhere.example"]);
        wrong.quota_kib = Some(1001);
        let outcome = desk
            .change_user_mail("a.example", "one", None, &wrong, None)
            .await;
        assert_eq!(
            refusals(outcome),
            [
                refusal("addresses[0].domain", Code::AddressForeignName, &[]),
                refusal("quota_kib", Code::QuotaOverMaximum, &["1000"])
            ]
        );
        let external = mail(MailType::External, &["one"]);
        let outcome = desk
            .change_user_mail("a.example", "one", None, &external, None)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("type", Code::MailTypeNeedsRelay, &[])]
        );
        let mut lost = mail(MailType::Internal, &["one"]);
        lost.mailbox_server = Some("nowhere".into());
        let outcome = desk
            .change_user_mail("a.example", "one", None, &lost, None)
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("mailbox_server", Code::ServerUnknown, &[])]
        );
        let context = desk.mail_context("a.example").await.unwrap();
        assert_eq!(
            (context.max_quota_kib, context.default_quota_kib),
            (1000, 500)
        );
        assert!(!context.has_relay);
    })
    .await;
}

#[tokio::test]
async fn a_user_can_have_a_mailbox_server_of_his_own() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        place
            .execute("INSERT INTO mailbox_server VALUES (2, 'second', 'inet:198.51.100.7:24', 1)")
            .await;
        user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let mut wanted = mail(MailType::Internal, &["one"]);
        for (server, hop) in [
            (Some("second"), "lmtp:inet:198.51.100.7:24"),
            (Some(""), "lmtp:inet:127.0.0.1:24"),
            (None, "lmtp:inet:127.0.0.1:24"),
        ] {
            wanted.mailbox_server = server.map(Into::into);
            let saved = desk
                .change_user_mail("a.example", "one", None, &wanted, None)
                .await
                .unwrap();
            let own = server.filter(|name| !name.is_empty());
            assert_eq!(saved.mailbox_server.as_deref(), own);
            assert_eq!(
                place.texts("SELECT hop FROM postfix_route").await,
                [hop],
                "{server:?}"
            );
        }
    })
    .await;
}
