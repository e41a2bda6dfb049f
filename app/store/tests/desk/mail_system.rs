//! The Mail System tab.

use model::domain::{MailRoutingDraft, Quotas};
use model::user::IdentityDraft;
use model::{Code, MailType};
use store::StoreError;
use store::domains::MailSystemDraft;
use store::mailbox_servers::MailboxServerDraft;

use crate::support::{Place, domain, draft, mail, on_both, refusal, refusals, split, user};

fn routing(relay: &str, forward_unknown: bool) -> MailRoutingDraft {
    MailRoutingDraft {
        relay: Some(relay.into()),
        forward_unknown,
        deliver_to_default: false,
    }
}

fn tab(server: &str, relay: &str, max_user_kib: i64) -> MailSystemDraft {
    MailSystemDraft {
        mailbox_server: server.into(),
        quotas: Quotas {
            max_user_kib,
            ..Quotas::default()
        },
        routing: routing(relay, false),
    }
}

#[tokio::test]
async fn a_split_domain_is_saved_with_its_routes_and_once() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        let saved = desk
            .change_mail_routing("a.example", Some(1), &routing("Relay.invalid:2525", true))
            .await
            .unwrap();
        assert_eq!(saved.version, 2);
        let relay = saved.routing.relay.as_ref().unwrap();
        assert_eq!(relay.next_hop(), "[relay.invalid]:2525");
        let hops = "SELECT address || ' ' || hop FROM postfix_route ORDER BY address";
        assert_eq!(
            place.texts(hops).await,
            [
                "@a.example relay:[relay.invalid]:2525",
                "@b.example relay:[relay.invalid]:2525"
            ]
        );
        let again = desk
            .change_mail_routing("a.example", Some(2), &routing("relay.invalid:2525", true))
            .await
            .unwrap();
        assert_eq!(again, saved);
        assert_eq!(place.actions().await.len(), 2);
        let stale = desk
            .change_mail_routing("a.example", Some(1), &routing("", false))
            .await;
        assert!(matches!(stale, Err(StoreError::VersionMismatch(2))));
        desk.change_mail_routing("a.example", None, &routing("", false))
            .await
            .unwrap();
        assert!(place.texts(hops).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_relay_in_use_cannot_be_emptied() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        split(&desk, "a.example", "relay.invalid", false).await;
        for login in ["one", "two"] {
            user(&desk, "a.example", login, MailType::External, &[login]).await;
        }
        assert_eq!(desk.count_external_entries("a.example").await.unwrap(), 2);
        let emptied = desk
            .change_mail_routing("a.example", None, &routing(" ", false))
            .await;
        assert_eq!(
            refusals(emptied),
            [refusal("relay", Code::RelayInUse, &["2"])]
        );
        desk.change_mail_routing("a.example", None, &routing("192.0.2.9", false))
            .await
            .unwrap();
        let hops = "SELECT DISTINCT hop FROM postfix_route";
        assert_eq!(place.texts(hops).await, ["relay:[192.0.2.9]:25"]);
    })
    .await;
}

#[tokio::test]
async fn a_relay_that_is_this_server_is_refused_under_any_name() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        for relay in ["mx.here.example", "192.0.2.1", "localhost", "[::1]:2525"] {
            let outcome = desk
                .change_mail_routing("a.example", None, &routing(relay, false))
                .await;
            assert_eq!(
                refusals(outcome),
                [refusal("relay", Code::RelayIsSelf, &[])],
                "{relay}"
            );
        }
        let outcome = desk
            .change_mail_routing("a.example", None, &routing("", true))
            .await;
        assert_eq!(
            refusals(outcome),
            [refusal("relay", Code::RelayRequired, &[])]
        );
    })
    .await;
}

#[tokio::test]
async fn a_maximum_does_not_fall_below_what_mailboxes_have() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        for (login, quota) in [("none", 0), ("large", 2048), ("small", 100)] {
            let mut mail = mail(MailType::Internal, &[login]);
            mail.quota_kib = Some(quota);
            desk.create_user("a.example", &draft(login, Some(mail)))
                .await
                .unwrap();
        }
        let save = async |maximum| {
            desk.change_mail_system("a.example", None, &tab("default", "", maximum))
                .await
        };
        assert_eq!(
            refusals(save(1024).await),
            [refusal(
                "max_user_kib",
                Code::QuotaInUse,
                &["2", "user:large, user:none"]
            )]
        );
        for login in ["none", "large"] {
            let mut mail = mail(MailType::Internal, &[login]);
            mail.quota_kib = Some(1024);
            desk.change_user_mail("a.example", login, None, &mail, None)
                .await
                .unwrap();
        }
        save(1024).await.unwrap();
        save(4096).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn all_problems_of_the_tab_come_at_once() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let outcome = desk
            .change_mail_system("a.example", None, &tab("nowhere", "http://x", -1))
            .await;
        assert_eq!(
            refusals(outcome),
            [
                refusal("relay", Code::RelayHasScheme, &[]),
                refusal("max_user_kib", Code::QuotaInvalid, &[]),
                refusal("mailbox_server", Code::ServerUnknown, &[]),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn another_mailbox_server_takes_the_routes_along() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        let server = MailboxServerDraft {
            name: "second".into(),
            endpoint: "198.51.100.7:24".into(),
        };
        desk.create_mailbox_server(&server).await.unwrap();
        let saved = desk
            .change_mail_system("a.example", None, &tab("second", "", 0))
            .await
            .unwrap();
        assert_eq!(saved.mailbox_server, "second");
        assert_eq!(
            place.texts("SELECT hop FROM postfix_route").await,
            ["lmtp:inet:198.51.100.7:24"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_that_does_not_concern_routes_leaves_their_rows_alone() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        user(&desk, "a.example", "one", MailType::Internal, &["one"]).await;
        // A mark that any rewriting of the row would wipe out.
        place.execute("UPDATE postfix_route SET hop = 'mark'").await;
        desk.change_mail_system("a.example", None, &tab("default", "relay.invalid", 9000))
            .await
            .ok();
        desk.change_mail_system("a.example", None, &tab("default", "relay.invalid", 0))
            .await
            .unwrap();
        let identity = IdentityDraft {
            login: "one".into(),
            first_name: "Renamed".into(),
            ..IdentityDraft::default()
        };
        desk.change_user_identity("a.example", "one", None, &identity, None)
            .await
            .unwrap();
        assert_eq!(place.texts("SELECT hop FROM postfix_route").await, ["mark"]);
    })
    .await;
}
