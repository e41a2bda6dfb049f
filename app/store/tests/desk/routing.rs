//! Where mail goes, as the console explains it.

use model::MailType;
use model::domain::MailRoutingDraft;
use model::route::Outcome;
use model::user::IdentityDraft;
use store::StoreError;

use crate::support::{Place, domain, on_both, split, user};

#[tokio::test]
async fn the_decision_follows_the_domain_and_its_entries() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        split(&desk, "a.example", "relay.invalid", false).await;
        user(&desk, "a.example", "here", MailType::Internal, &["here"]).await;
        user(
            &desk,
            "a.example",
            "there",
            MailType::External,
            &["there", "t"],
        )
        .await;
        user(&desk, "a.example", "gone", MailType::Internal, &["gone"]).await;
        let suspended = IdentityDraft {
            login: "gone".into(),
            suspended: true,
            ..IdentityDraft::default()
        };
        desk.change_user_identity("a.example", "gone", None, &suspended, None)
            .await
            .unwrap();
        let relay = "[relay.invalid]:25";
        for (recipient, outcome, hop) in [
            (
                "Here+tag@B.example",
                Outcome::Accept,
                Some("inet:127.0.0.1:24"),
            ),
            ("t@b.example", Outcome::Accept, Some(relay)),
            ("gone@a.example", Outcome::Reject, None),
            ("nobody@a.example", Outcome::Reject, None),
            ("x@elsewhere.example", Outcome::NotOurs, None),
            ("no address", Outcome::Reject, None),
        ] {
            let decision = desk.route(recipient).await.unwrap();
            assert_eq!(decision.outcome, outcome, "{recipient}");
            let found = decision.deliveries.first();
            let found = found.map(|delivery| delivery.next_hop.as_str());
            assert_eq!(found, hop, "{recipient}");
        }
        let forward = MailRoutingDraft {
            relay: Some("relay.invalid".into()),
            forward_unknown: true,
            deliver_to_default: true,
        };
        desk.change_mail_routing("a.example", None, &forward)
            .await
            .unwrap();
        let unknown = desk.route("nobody@a.example").await.unwrap();
        assert_eq!(unknown.deliveries[0].next_hop, relay);
        let rewritten = desk.route("t+x@b.example").await.unwrap();
        assert_eq!(rewritten.deliveries[0].recipient, "there+x@a.example");
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn an_administrator_learns_nothing_about_other_domains() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        domain(&desk, "b.example", &[]).await;
        let administrator = place.desk_of_administrator("a.example").await;
        administrator.route("x@a.example").await.unwrap();
        for recipient in ["x@b.example", "x@unknown.example"] {
            let outcome = administrator.route(recipient).await;
            assert!(matches!(outcome, Err(StoreError::NotFound)), "{recipient}");
        }
    })
    .await;
}
