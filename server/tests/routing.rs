//! Mail routing of a domain, and the decisions that follow from it.

use serde_json::{Value, json};

use crate::place::{Place, on_both};

const ROUTING: &str = "/domains/a.example/mail-routing";

#[tokio::test]
async fn mail_routing_is_saved_whole() {
    on_both(async |place| {
        place.split_domain().await;
        let found = place.get(ROUTING).await;
        let version = place.get("/domains/a.example").await.json()["version"].clone();
        let expected = json!({"relay": "192.0.2.7", "forward_unknown": false, "deliver_to_default": false, "version": version});
        assert_eq!(found.json(), expected);
        assert_eq!(found.header("etag"), format!("\"{version}\""));
        for (typed, stored) in [
            ("Mail.Other.Example", "mail.other.example"),
            ("2001:db8::7", "[2001:db8::7]"),
            ("[2001:DB8::7]:2525", "[2001:db8::7]:2525"),
            ("192.0.2.7:25", "192.0.2.7"),
        ] {
            let saved = place.must("PUT", ROUTING, &json!({"relay": typed, "forward_unknown": true})).await;
            assert_eq!(saved["relay"], stored);
            assert_eq!(saved["forward_unknown"], true);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_relay_is_refused_with_the_reason_and_changes_nothing() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.picture().await;
        for (relay, code) in [
            ("smtp://mail.example", "relay.has_scheme"),
            ("mail.example/inbox", "relay.has_path"),
            ("a.example, b.example", "relay.several_hosts"),
            ("a.example b.example", "relay.several_hosts"),
            ("a.example\nb.example", "forbidden_character"),
            ("a\u{202e}.example", "forbidden_character"),
            ("a\0.example", "forbidden_character"),
            ("mail.example:99999", "relay.port"),
            ("postmaster@mail.example", "relay.invalid"),
            ("'", "relay.invalid"),
            ("%", "relay.invalid"),
            ("127.0.0.1", "relay.is_self"),
            ("localhost", "relay.is_self"),
            ("[::1]:2525", "relay.is_self"),
            ("MX.Here.example.", "relay.is_self"),
            ("192.0.2.1", "relay.is_self"),
        ] {
            let answer = place.send("PUT", ROUTING, &json!({"relay": relay})).await;
            answer.assert_errors(422, &[("relay", code)]);
        }
        let long = format!("{}.example", "a".repeat(64));
        place
            .send("PUT", ROUTING, &json!({"relay": long}))
            .await
            .assert_errors(422, &[("relay", "relay.invalid")]);
        let answer = place
            .send(
                "PUT",
                ROUTING,
                &json!({"relay": null, "forward_unknown": true}),
            )
            .await;
        answer.assert_errors(422, &[("relay", "relay.required")]);
        let answer = place.send("PUT", ROUTING, &json!({"relay": null})).await;
        answer.assert_errors(409, &[("relay", "relay.in_use")]);
        assert_eq!(place.picture().await, before);
    })
    .await;
}

async fn decision(place: &Place, recipient: &str) -> Value {
    let value: String = form_urlencoded::byte_serialize(recipient.as_bytes()).collect();
    let answer = place.get(&format!("/route?recipient={value}")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_decision_has_its_deliveries_and_its_reasons_in_words() {
    on_both(async |place| {
        place.split_domain().await;
        let found = decision(&place, "Ann+x@B.example").await;
        assert_eq!(found["recipient"], "Ann+x@B.example");
        assert_eq!(found["outcome"], "accept");
        assert_eq!(found["reply"], Value::Null);
        let delivery = &found["deliveries"][0];
        assert_eq!(delivery["transport"], "lmtp");
        assert_eq!(delivery["kind"], "mailbox");
        assert_eq!(delivery["recipient"], "Ann+x@B.example");
        assert!(
            delivery["next_hop"].as_str().unwrap().starts_with("inet:"),
            "{delivery}"
        );
        let rules: Vec<&str> = found["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["rule"].as_str().unwrap())
            .collect();
        assert_eq!(
            rules,
            [
                "alias_domain",
                "address_without_tag",
                "all_names",
                "mailbox"
            ]
        );
        let detail = found["steps"][0]["detail"].as_str().unwrap();
        assert!(
            detail.contains("b.example") && detail.contains("a.example"),
            "{detail}"
        );
        let members: Vec<&String> = found.as_object().unwrap().keys().collect();
        assert_eq!(
            members,
            ["deliveries", "outcome", "recipient", "reply", "steps"]
        );
    })
    .await;
}

#[tokio::test]
async fn decisions_follow_every_change_at_once() {
    on_both(async |place| {
        place.split_domain().await;
        let way = async |recipient: &str| {
            let found = decision(&place, recipient).await;
            let delivery = &found["deliveries"][0];
            match found["outcome"].as_str().unwrap() {
                "accept" => format!(
                    "{} {}",
                    delivery["kind"].as_str().unwrap(),
                    delivery["next_hop"].as_str().unwrap()
                ),
                "reject" => found["reply"].as_str().unwrap()[..9].to_owned(),
                other => other.to_owned(),
            }
        };
        assert_eq!(way("bob@a.example").await, "alternate [192.0.2.7]:25");
        assert_eq!(way("rob@a.example").await, "550 5.1.1");
        assert_eq!(way("nobody@a.example").await, "550 5.1.1");
        assert_eq!(way("x@elsewhere.example").await, "not_ours");
        place
            .must(
                "PUT",
                ROUTING,
                &json!({"relay": "mail.other.example:2525", "forward_unknown": true}),
            )
            .await;
        assert_eq!(
            way("bob@a.example").await,
            "alternate [mail.other.example]:2525"
        );
        assert_eq!(
            way("nobody@a.example").await,
            "unknown_to_relay [mail.other.example]:2525"
        );
        assert_eq!(
            way("rob@a.example").await,
            "unknown_to_relay [mail.other.example]:2525"
        );
        place
            .must(
                "PATCH",
                "/domains/a.example/users/bob",
                &json!({"suspended": true}),
            )
            .await;
        assert_eq!(way("bob@a.example").await, "550 5.2.1");
        let server = json!({"endpoint": "192.0.2.24:2400"});
        place
            .must("PATCH", "/mailbox-servers/default", &server)
            .await;
        assert_eq!(way("ann@b.example").await, "mailbox inet:192.0.2.24:2400");
    })
    .await;
}

#[tokio::test]
async fn a_recipient_must_be_given() {
    on_both(async |place| {
        place
            .get("/route")
            .await
            .assert_errors(422, &[("recipient", "required")]);
        place
            .get("/route?recipient=")
            .await
            .assert_errors(422, &[("recipient", "required")]);
        place
            .get("/route?recipient=a%0Ab")
            .await
            .assert_errors(422, &[("recipient", "forbidden_character")]);
        let found = decision(&place, "no address").await;
        assert_eq!(found["outcome"], "reject");
    })
    .await;
}
