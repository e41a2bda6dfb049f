//! Domains over the API.

use serde_json::json;

use crate::place::{PASSWORD, on_both};

#[tokio::test]
async fn a_new_domain_is_answered_as_it_is_stored() {
    on_both(async |place| {
        let new = json!({
            "name": "Example.COM.", "description": "Main office", "aliases": ["example.org", "EXAMPLE.com"],
            "mailbox_server": "default",
        });
        let answer = place.send("POST", "/domains", &new).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(answer.header("location"), "/api/v1/domains/example.com");
        assert_eq!(answer.header("etag"), "\"1\"");
        let expected = json!({
            "name": "example.com", "description": "Main office", "aliases": ["example.org"],
            "mail_routing": {"relay": null, "forward_unknown": false, "deliver_to_default": false},
            "settings": {
                "language": "en", "time_zone": answer.json()["settings"]["time_zone"], "max_users": null, "mailbox_server": "default",
                "date_format": "yyyy-MM-dd", "time_format": "HH:mm", "password_min_length": 8, "password_lifetime_days": null,
                "max_user_quota_kib": 0, "default_user_quota_kib": 0, "max_shared_quota_kib": 0,
                "default_shared_quota_kib": 0,
            },
            "version": 1,
        });
        assert_eq!(answer.json(), expected);
        assert_eq!(place.get("/domains/example.org").await.json(), expected);
    })
    .await;
}

#[tokio::test]
async fn a_list_answers_each_domain_as_the_call_for_it_does() {
    on_both(async |place| {
        place.split_domain().await;
        place.other_tenant().await;
        let listed = place.get("/domains").await.json();
        let items = listed["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        for item in items {
            let name = item["name"].as_str().unwrap();
            assert_eq!(place.get(&format!("/domains/{name}")).await.json(), *item);
        }
    })
    .await;
}

#[tokio::test]
async fn a_domain_comes_with_its_administrator_or_not_at_all() {
    on_both(async |place| {
        let with = |password: &str| json!({"name": "a.example", "administrator": {"login": "chief", "password": password}});
        let answer = place.send("POST", "/domains", &with("short")).await;
        answer.assert_errors(422, &[("administrator.password", "password.too_short")]);
        place.get("/domains/a.example").await.assert_problem(404, "not_found");
        place.must("POST", "/domains", &with(PASSWORD)).await;
        let chief = place.get("/domains/a.example/users/chief").await.json();
        assert_eq!(chief["administrator"], true);
    })
    .await;
}

#[tokio::test]
async fn names_belong_to_one_domain() {
    on_both(async |place| {
        place.split_domain().await;
        let answer = place
            .send("POST", "/domains", &json!({"name": "b.example"}))
            .await;
        answer.assert_errors(409, &[("name", "name.taken")]);
        assert!(
            answer.json()["errors"][0]["message"]
                .as_str()
                .unwrap()
                .contains("a.example")
        );
        let answer = place
            .send(
                "POST",
                "/domains",
                &json!({"name": "x.example", "aliases": ["y.example", "a.example"]}),
            )
            .await;
        answer.assert_errors(409, &[("aliases[1]", "name.taken")]);
        place
            .get("/domains/x.example")
            .await
            .assert_problem(404, "not_found");
        let answer = place
            .send(
                "POST",
                "/domains",
                &json!({"name": "?", "aliases": ["y.example", "Y.example"]}),
            )
            .await;
        answer.assert_errors(
            422,
            &[("name", "name.invalid"), ("aliases[1]", "name.twice")],
        );
    })
    .await;
}

#[tokio::test]
async fn only_the_given_members_change() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.get("/domains/a.example").await.json();
        let mut expected = before.clone();
        for (change, pointer, value) in [
            (json!({"description": "Changed"}), "/description", json!("Changed")),
            (json!({"settings": {"max_users": 10}}), "/settings/max_users", json!(10)),
            (json!({"settings": {"max_users": null}}), "/settings/max_users", json!(null)),
            (json!({"settings": {"date_format": "dd.MM.yyyy"}}), "/settings/date_format", json!("dd.MM.yyyy")),
            (json!({"settings": {"time_format": "h:mma"}}), "/settings/time_format", json!("h:mma")),
            (json!({"settings": {"password_min_length": 15}}), "/settings/password_min_length", json!(15)),
            (json!({"settings": {"password_lifetime_days": 90}}), "/settings/password_lifetime_days", json!(90)),
            (json!({"settings": {"password_lifetime_days": null}}), "/settings/password_lifetime_days", json!(null)),
            (json!({"settings": {"language": "fr"}}), "/settings/language", json!("fr")),
            (json!({"settings": {"max_user_quota_kib": 4096, "default_user_quota_kib": 0}}), "/settings/max_user_quota_kib", json!(4096)),
            (json!({"mail_routing": {"forward_unknown": true}}), "/mail_routing/forward_unknown", json!(true)),
            (json!({"mail_routing": {"relay": "mail.other.example:2525"}}), "/mail_routing/relay", json!("mail.other.example:2525")),
            (json!({"aliases": ["b.example", "d.example"]}), "/aliases", json!(["b.example", "d.example"])),
        ] {
            // A maximum of quotas needs mailboxes that keep to it.
            if change.to_string().contains("max_user_quota_kib") {
                let mail = json!({"type": "internal", "addresses": [{"local_part": "ann"}], "quota_kib": 1024});
                place.must("PUT", "/domains/a.example/users/ann/mail", &mail).await;
            }
            let after = place.must("PATCH", "/domains/a.example", &change).await;
            *expected.pointer_mut(pointer).unwrap() = value;
            expected["version"] = json!(expected["version"].as_i64().unwrap() + 1);
            assert_eq!(after, expected, "{change}");
        }
        let unchanged = place.must("PATCH", "/domains/a.example", &json!({})).await;
        assert_eq!(unchanged, expected);
    })
    .await;
}

#[tokio::test]
async fn another_of_its_names_can_be_the_name() {
    on_both(async |place| {
        place.split_domain().await;
        let after = place
            .must("PATCH", "/domains/a.example", &json!({"name": "b.example"}))
            .await;
        assert_eq!(
            (&after["name"], &after["aliases"]),
            (&json!("b.example"), &json!(["a.example"]))
        );
        let answer = place
            .send(
                "PATCH",
                "/domains/a.example",
                &json!({"name": "other.example"}),
            )
            .await;
        answer.assert_errors(422, &[("name", "name.not_own")]);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_both_tabs_is_made_whole_or_not_at_all() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.picture().await;
        let bad = json!({"description": "Changed", "mail_routing": {"relay": null}});
        let answer = place.send("PATCH", "/domains/a.example", &bad).await;
        answer.assert_errors(409, &[("mail_routing.relay", "relay.in_use")]);
        assert_eq!(place.picture().await, before);
        let good = json!({"name": "b.example", "description": "Changed", "settings": {"time_zone": "europe/paris"}, "mail_routing": {"relay": "192.0.2.77"}});
        let after = place.must("PATCH", "/domains/a.example", &good).await;
        assert_eq!(after["description"], "Changed");
        assert_eq!(after["settings"]["time_zone"], "Europe/Paris");
        assert_eq!(after["mail_routing"]["relay"], "192.0.2.77");
    })
    .await;
}

#[tokio::test]
async fn fields_of_a_change_are_named_as_in_its_body() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.picture().await;
        for (change, status, errors) in [
            (
                json!({"settings": {"language": "xx"}}),
                422,
                vec![("settings.language", "unknown_value")],
            ),
            (
                json!({"settings": {"time_zone": "Mars/Olympus"}}),
                422,
                vec![("settings.time_zone", "unknown_value")],
            ),
            (
                json!({"settings": {"password_min_length": 7}}),
                422,
                vec![("settings.password_min_length", "password.minimum")],
            ),
            (
                json!({"settings": {"date_format": "yy"}}),
                422,
                vec![("settings.date_format", "unknown_value")],
            ),
            (
                json!({"settings": {"max_users": 0}}),
                422,
                vec![("settings.max_users", "not_a_positive_number")],
            ),
            (
                json!({"settings": {"max_users": 1}}),
                409,
                vec![("settings.max_users", "users.above_maximum")],
            ),
            (
                json!({"settings": {"mailbox_server": "none"}}),
                422,
                vec![("settings.mailbox_server", "server.unknown")],
            ),
            (
                json!({"settings": {"max_user_quota_kib": -1}}),
                422,
                vec![("settings.max_user_quota_kib", "quota.invalid")],
            ),
            (
                json!({"settings": {"max_user_quota_kib": 1, "default_user_quota_kib": 2}}),
                422,
                vec![(
                    "settings.default_user_quota_kib",
                    "quota.default_over_maximum",
                )],
            ),
            (
                json!({"settings": {"max_user_quota_kib": 1024}}),
                409,
                vec![("settings.max_user_quota_kib", "quota.in_use")],
            ),
            (
                json!({"mail_routing": {"relay": "smtp://x.example"}}),
                422,
                vec![("mail_routing.relay", "relay.has_scheme")],
            ),
        ] {
            let answer = place.send("PATCH", "/domains/a.example", &change).await;
            answer.assert_errors(status, &errors);
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn an_alias_in_use_goes_only_with_its_addresses() {
    on_both(async |place| {
        place.split_domain().await;
        let mail = json!({"type": "internal", "addresses": [
            {"local_part": "ann", "domain": "a.example", "default": true}, {"local_part": "ann", "domain": "b.example"},
        ]});
        place.must("PUT", "/domains/a.example/users/ann/mail", &mail).await;
        let none = json!({"aliases": []});
        let before = place.picture().await;
        for path in ["/domains/a.example/aliases", "/domains/a.example"] {
            let method = if path.ends_with("aliases") { "PUT" } else { "PATCH" };
            let answer = place.send(method, path, &none).await;
            answer.assert_errors(409, &[("aliases", "name.in_use")]);
            assert!(answer.text.contains('1'), "{answer:?}");
            let answer = place.send(method, &format!("{path}?with=everything"), &none).await;
            answer.assert_errors(422, &[("with", "unknown_value")]);
        }
        assert_eq!(place.picture().await, before);
        let after = place.must("PUT", "/domains/a.example/aliases?with=addresses", &none).await;
        assert_eq!(after["aliases"], json!([]));
        let ann = place.get("/domains/a.example/users/ann").await.json();
        assert_eq!(ann["mail"]["addresses"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_domain_with_entries_goes_only_with_them() {
    on_both(async |place| {
        place.split_domain().await;
        let delete = |query: &str| {
            place
                .call("DELETE", &format!("/domains/a.example{query}"))
                .send()
        };
        delete("").await.assert_problem(409, "conflict");
        assert_eq!(delete("").await.errors()[0].1, "domain.not_empty");
        delete("?wiht=entries")
            .await
            .assert_errors(422, &[("wiht", "unknown_field")]);
        let answer = delete("?with=entries").await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
        delete("?with=entries")
            .await
            .assert_problem(404, "not_found");
        place
            .get("/domains/b.example")
            .await
            .assert_problem(404, "not_found");
    })
    .await;
}
