//! Users over the API.

use serde_json::json;

use crate::place::{NOW, on_both};

const USERS: &str = "/domains/a.example/users";
const ANN: &str = "/domains/a.example/users/ann";

#[tokio::test]
async fn a_new_user_is_answered_as_it_is_stored() {
    on_both(async |place| {
        place.split_domain().await;
        let new = json!({
            "login": "JDoe", "first_name": "Jane", "last_name": "Doe", "password": "correct horse",
            "mail": {"type": "external", "quota_kib": 1024, "addresses": [
                {"local_part": "JDoe", "domain": "A.example", "default": true},
                {"local_part": "jane", "domain": null, "alternate": false},
            ]},
        });
        let answer = place.send("POST", USERS, &new).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(
            answer.header("location"),
            "/api/v1/domains/a.example/users/jdoe"
        );
        let expected = json!({
            "login": "jdoe", "first_name": "Jane", "last_name": "Doe", "display_name": "Jane Doe",
            "suspended": false, "hidden": false, "administrator": false, "unit": "",
            "job_title": "", "department": "", "phone": "",
            "settings": {"language": null, "time_zone": null, "date_format": null, "time_format": null},
            "must_change_password": false, "password_never_expires": false,
            "password_changed_at": NOW, "password_expires_at": null, "last_sign_in_at": null,
            "mail": {"type": "external", "quota_kib": 1024, "mailbox_server": null, "addresses": [
                {"local_part": "jdoe", "domain": "a.example", "default": true, "alternate": true},
                {"local_part": "jane", "domain": null, "default": false, "alternate": false},
            ], "forward": {"active": false, "to": [], "keep_copy": true}, "automatic_reply": {
                "active": false, "from": null, "to": null, "subject": "", "message": "",
            }},
            "version": 1,
        });
        assert_eq!(answer.json(), expected);
        assert_eq!(
            place.get("/domains/b.example/users/JDOE").await.json(),
            expected
        );
        assert!(!answer.text.contains("argon2") && !answer.text.contains("horse"));
    })
    .await;
}

#[tokio::test]
async fn without_mail_a_user_has_a_mailbox_at_all_names() {
    on_both(async |place| {
        place.split_domain().await;
        let ann = place.get(ANN).await.json();
        let expected =
            json!([{"local_part": "ann", "domain": null, "default": true, "alternate": true}]);
        assert_eq!(ann["mail"]["type"], "internal");
        assert_eq!(ann["mail"]["addresses"], expected);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_new_user_is_said_with_its_fields() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.picture().await;
        for (new, status, errors) in [
            (json!({"login": "a b"}), 422, vec![("login", "login.invalid")]),
            (json!({"login": "ann"}), 409, vec![("login", "login.taken")]),
            (json!({"login": "x", "password": "short"}), 422, vec![("password", "password.too_short")]),
            (json!({"login": "x", "password": "password1"}), 422, vec![("password", "password.common")]),
            (json!({"login": "xenophon", "password": "Xenophon2024"}), 422, vec![("password", "password.is_name")]),
            (json!({"login": "x", "settings": {"language": "tlh"}}), 422, vec![("settings.language", "unknown_value")]),
            (json!({"login": "x", "phone": "a\u{0}"}), 422, vec![("phone", "forbidden_character")]),
            (json!({"login": "x", "first_name": "a\u{0}"}), 422, vec![("first_name", "forbidden_character")]),
            (json!({"login": "x", "last_name": "n".repeat(129)}), 422, vec![("last_name", "too_long")]),
            (json!({"login": "x", "mail": {"type": "internal"}}), 422, vec![("mail.addresses", "address.required")]),
            (json!({"login": "x", "mail": {"type": "none", "quota_kib": -1}}), 422, vec![("mail.quota_kib", "quota.invalid")]),
            (json!({"login": "x", "mail": {"type": "none", "mailbox_server": "?"}}), 422, vec![("mail.mailbox_server", "server.unknown")]),
            (json!({"login": "x", "mail": {"type": "internal", "addresses": [{"local_part": "ann", "domain": "b.example"}]}}), 409,
                vec![("mail.addresses[0].local_part", "address.taken")]),
            (json!({"login": "x", "mail": {"type": "internal", "addresses": [{"local_part": "x", "domain": "elsewhere.example"}]}}), 422,
                vec![("mail.addresses[0].domain", "address.foreign_name")]),
            (json!({"login": "x", "mail": {"type": "internal", "addresses": [{"local_part": "x"}, {"local_part": "y"}]}}), 422,
                vec![("mail.addresses", "address.one_default")]),
        ] {
            let answer = place.send("POST", USERS, &new).await;
            answer.assert_errors(status, &errors);
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn only_the_given_members_change() {
    on_both(async |place| {
        place.split_domain().await;
        let mut expected = place.get(ANN).await.json();
        for (change, pointer, value) in [
            (json!({"first_name": "Anna"}), "/first_name", json!("Anna")),
            (json!({"suspended": true}), "/suspended", json!(true)),
            (json!({"suspended": false}), "/suspended", json!(false)),
            (json!({"hidden": true}), "/hidden", json!(true)),
            (
                json!({"administrator": true}),
                "/administrator",
                json!(true),
            ),
            (
                json!({"display_name": "Queen Ann"}),
                "/display_name",
                json!("Queen Ann"),
            ),
            (json!({"last_name": "Smith"}), "/last_name", json!("Smith")),
            (json!({"phone": "42"}), "/phone", json!("42")),
            (json!({"job_title": "Nurse"}), "/job_title", json!("Nurse")),
            (json!({"department": "A1"}), "/department", json!("A1")),
            (
                json!({"settings": {"time_zone": "europe/paris"}}),
                "/settings/time_zone",
                json!("Europe/Paris"),
            ),
            (
                json!({"settings": {"date_format": "dd/MM/yyyy"}}),
                "/settings/date_format",
                json!("dd/MM/yyyy"),
            ),
            (
                json!({"settings": {"time_zone": null}}),
                "/settings/time_zone",
                json!(null),
            ),
            (
                json!({"must_change_password": true}),
                "/must_change_password",
                json!(true),
            ),
            (
                json!({"password_never_expires": true}),
                "/password_never_expires",
                json!(true),
            ),
        ] {
            let after = place.must("PATCH", ANN, &change).await;
            *expected.pointer_mut(pointer).unwrap() = value;
            if pointer == "/first_name" {
                // Nobody typed the display name, so it follows the names.
                expected["display_name"] = json!("Anna Ann");
            }
            expected["version"] = json!(expected["version"].as_i64().unwrap() + 1);
            assert_eq!(after, expected, "{change}");
        }
        assert_eq!(place.must("PATCH", ANN, &json!({})).await, expected);
        place
            .send("PATCH", ANN, &json!({"login": null}))
            .await
            .assert_errors(422, &[("login", "wrong_type")]);
        place
            .send("PATCH", ANN, &json!({"login": "bob"}))
            .await
            .assert_errors(409, &[("login", "login.taken")]);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_both_tabs_is_made_whole_or_not_at_all() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.picture().await;
        let taken = json!({"first_name": "Anna", "mail": {"addresses": [{"local_part": "bob"}]}});
        let answer = place.send("PATCH", ANN, &taken).await;
        answer.assert_errors(409, &[("mail.addresses[0].local_part", "address.taken")]);
        assert_eq!(place.picture().await, before);
        let both = json!({"login": "anna", "first_name": "Anna", "mail": {"type": "external"}});
        let after = place.must("PATCH", ANN, &both).await;
        assert_eq!(
            (&after["login"], &after["first_name"]),
            (&json!("anna"), &json!("Anna"))
        );
        assert_eq!(after["mail"]["type"], "external");
        assert_eq!(after["mail"]["addresses"][0]["local_part"], "ann");
        let answer = place
            .send(
                "PATCH",
                "/domains/a.example/users/anna",
                &json!({"mail": {"type": "x"}}),
            )
            .await;
        answer.assert_errors(422, &[("mail.type", "unknown_value")]);
    })
    .await;
}

#[tokio::test]
async fn a_password_can_be_set_and_is_never_shown() {
    on_both(async |place| {
        place.split_domain().await;
        let change = json!({"administrator": true, "password": crate::place::PASSWORD});
        let answer = place.send("PATCH", ANN, &change).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(!answer.text.contains("horse") && !answer.text.contains("argon2"));
        place.session_of("ann@a.example").await;
    })
    .await;
}

#[tokio::test]
async fn mail_is_saved_whole_and_keeps_its_ticks() {
    on_both(async |place| {
        place.split_domain().await;
        let mail = json!({"type": "external", "addresses": [
            {"local_part": "ann", "domain": "b.example", "default": false, "alternate": false},
            {"local_part": "ann", "domain": "a.example", "default": true, "alternate": true},
        ], "quota_kib": 0, "mailbox_server": "default",
        "forward": {"active": false, "to": [], "keep_copy": true},
        "automatic_reply": {"active": false, "from": null, "to": null, "subject": "", "message": ""}});
        let path = format!("{ANN}/mail");
        assert_eq!(place.must("PUT", &path, &mail).await["mail"], mail);
        // Another type loses neither addresses nor ticks.
        let mut none = mail.clone();
        none["type"] = json!("none");
        assert_eq!(place.must("PUT", &path, &none).await["mail"], none);
        let answer = place.send("PUT", &path, &json!({"type": "sideways"})).await;
        answer.assert_errors(422, &[("type", "unknown_value")]);
    })
    .await;
}

#[tokio::test]
async fn the_alternate_mail_server_needs_a_relay() {
    on_both(async |place| {
        place
            .must("POST", "/domains", &json!({"name": "a.example"}))
            .await;
        place.must("POST", USERS, &json!({"login": "ann"})).await;
        let mail = json!({"type": "external", "addresses": [{"local_part": "ann"}]});
        let answer = place.send("PUT", &format!("{ANN}/mail"), &mail).await;
        answer.assert_errors(422, &[("type", "mail_type.needs_relay")]);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_user_is_gone() {
    on_both(async |place| {
        place.split_domain().await;
        assert_eq!(place.call("DELETE", ANN).send().await.status, 204);
        place.get(ANN).await.assert_problem(404, "not_found");
        place
            .call("DELETE", ANN)
            .send()
            .await
            .assert_problem(404, "not_found");
        place.must("POST", USERS, &json!({"login": "ann"})).await;
    })
    .await;
}
