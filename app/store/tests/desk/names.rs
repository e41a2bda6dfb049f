//! Names of a domain, and the addresses at them.

use model::access::Rank;
use model::domain::{GeneralDraft, MailRoutingDraft};
use model::{Code, MailType};
use store::domains::{Domain, WithAddresses};
use store::{Desk, StoreError};

use crate::support::{Place, domain, on_both, refusal, refusals, split, user};

async fn set_aliases(
    desk: &Desk,
    aliases: &[&str],
    with: WithAddresses,
) -> Result<Domain, StoreError> {
    let aliases: Vec<_> = aliases.iter().map(ToString::to_string).collect();
    desk.change_aliases("a.example", None, &aliases, with).await
}

#[tokio::test]
async fn an_address_at_all_names_reaches_a_new_alias_at_once_and_not_a_removed_one() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        user(&desk, "a.example", "jdoe", MailType::Internal, &["jdoe"]).await;
        set_aliases(&desk, &["b.example", "A.example"], WithAddresses::No)
            .await
            .unwrap();
        let routes = "SELECT address FROM postfix_route ORDER BY address";
        assert_eq!(
            place.texts(routes).await,
            ["jdoe@a.example", "jdoe@b.example"]
        );
        let domain = set_aliases(&desk, &[], WithAddresses::No).await.unwrap();
        assert!(domain.aliases.is_empty());
        assert_eq!(domain.version, 3);
        assert_eq!(place.texts(routes).await, ["jdoe@a.example"]);
    })
    .await;
}

#[tokio::test]
async fn a_name_with_addresses_goes_only_together_with_them() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example", "c.example"]).await;
        let addresses = ["one@b.example", "one@a.example", "uno@b.example"];
        user(&desk, "a.example", "one", MailType::Internal, &addresses).await;
        user(&desk, "a.example", "two", MailType::Internal, &["two"]).await;
        assert_eq!(
            refusals(set_aliases(&desk, &["c.example"], WithAddresses::No).await),
            [refusal("aliases", Code::NameInUse, &["2"])]
        );
        place.assert_routes().await;
        set_aliases(&desk, &["c.example"], WithAddresses::Yes)
            .await
            .unwrap();
        let one = desk.find_user("a.example", "one").await.unwrap();
        assert_eq!(one.version, 2);
        assert_eq!(one.addresses.len(), 1);
        assert!(one.addresses[0].is_default, "another default was chosen");
        let two = desk.find_user("a.example", "two").await.unwrap();
        assert_eq!(
            two.version, 1,
            "an entry without such addresses is left alone"
        );
        place.assert_routes().await;
        let actions = place.actions().await;
        assert!(actions.contains(&"user:one@a.example remove_addresses".to_owned()));
        let found = desk
            .list_entries(
                "a.example",
                &store::users::EntryQuery {
                    text: "uno".into(),
                    ..Default::default()
                },
            )
            .await
            .unwrap();
        assert!(found.items.is_empty(), "it is not found by what it lost");
    })
    .await;
}

#[tokio::test]
async fn a_name_stays_while_it_holds_the_only_address_of_a_mailbox() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        user(
            &desk,
            "a.example",
            "one",
            MailType::Internal,
            &["one@b.example"],
        )
        .await;
        let outcome = set_aliases(&desk, &[], WithAddresses::Yes).await;
        assert_eq!(
            refusals(outcome),
            [refusal("aliases", Code::AddressRequired, &["one"])]
        );
        // Nothing of it happened.
        let one = desk.find_user("a.example", "one").await.unwrap();
        assert_eq!((one.version, one.addresses.len()), (1, 1));
        let mail = crate::support::mail(MailType::None, &["one@b.example"]);
        desk.change_user_mail("a.example", "one", None, &mail, None)
            .await
            .unwrap();
        set_aliases(&desk, &[], WithAddresses::Yes).await.unwrap();
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test]
async fn choosing_another_name_keeps_the_present_one_as_an_alias() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let created = domain(&desk, "a.example", &["b.example"]).await;
        split(&desk, "a.example", "relay.invalid", false).await;
        let routing = MailRoutingDraft {
            relay: Some("relay.invalid".into()),
            forward_unknown: false,
            deliver_to_default: true,
        };
        desk.change_mail_routing("a.example", None, &routing)
            .await
            .unwrap();
        user(
            &desk,
            "a.example",
            "one",
            MailType::External,
            &["one", "uno"],
        )
        .await;
        let draft = GeneralDraft {
            name: "b.example".into(),
            description: String::new(),
            aliases: vec!["b.example".into(), "new.example".into()],
            language: created.language,
            time_zone: created.time_zone,
            ..GeneralDraft::default()
        };
        let changed = desk
            .change_general("a.example", None, &draft, WithAddresses::No)
            .await
            .unwrap();
        let aliases: Vec<_> = changed.aliases.iter().map(ToString::to_string).collect();
        assert_eq!(changed.name.as_str(), "b.example");
        assert_eq!(aliases, ["a.example", "new.example"]);
        place.assert_routes().await;
        let back = GeneralDraft {
            name: "a.example".into(),
            aliases: vec!["b.example".into(), "new.example".into()],
            ..draft
        };
        desk.change_general("b.example", None, &back, WithAddresses::No)
            .await
            .unwrap();
        place.assert_routes().await;
        let decision = desk.route("uno@new.example").await.unwrap();
        assert_eq!(decision.deliveries[0].recipient, "one@a.example");
    })
    .await;
}

#[tokio::test]
async fn an_alias_typed_twice_is_named_and_the_name_itself_is_no_alias() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        let aliases = ["b.example", "", "?", "B.example"];
        assert_eq!(
            refusals(set_aliases(&desk, &aliases, WithAddresses::No).await),
            [
                refusal("aliases[2]", Code::NameInvalid, &[]),
                refusal("aliases[3]", Code::NameTwice, &[])
            ]
        );
        let administrator = place.desk_of(Rank::DomainAdministrator(vec![
            desk.find_domain("a.example").await.unwrap().id,
        ]));
        let outcome = set_aliases(&administrator, &[], WithAddresses::No).await;
        assert!(matches!(outcome, Err(StoreError::Denied)));
    })
    .await;
}
