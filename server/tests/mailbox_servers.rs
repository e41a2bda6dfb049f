//! Mailbox servers over the API.

use serde_json::json;

use crate::place::on_both;

#[tokio::test]
async fn they_are_made_changed_and_deleted() {
    on_both(async |place| {
        let made = place
            .send(
                "POST",
                "/mailbox-servers",
                &json!({"name": "second", "endpoint": "192.0.2.2"}),
            )
            .await;
        assert_eq!(made.status, 201, "{made:?}");
        assert_eq!(made.header("location"), "/api/v1/mailbox-servers/second");
        let expected =
            json!({"name": "second", "endpoint": "inet:192.0.2.2:24", "used_by": 0, "version": 1});
        assert_eq!(made.json(), expected);
        let list = place.get("/mailbox-servers").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
        assert_eq!(list["next"], json!(null));
        let changed = place
            .must(
                "PATCH",
                "/mailbox-servers/second",
                &json!({"endpoint": "unix:private/lmtp"}),
            )
            .await;
        assert_eq!(changed["endpoint"], "unix:private/lmtp");
        let put = json!({"name": "third", "endpoint": "[2001:db8::1]:2400"});
        let renamed = place.must("PUT", "/mailbox-servers/second", &put).await;
        assert_eq!(renamed["name"], "third");
        assert_eq!(renamed["version"], 3);
        place
            .get("/mailbox-servers/second")
            .await
            .assert_problem(404, "not_found");
        assert_eq!(
            place
                .call("DELETE", "/mailbox-servers/third")
                .send()
                .await
                .status,
            204
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_with_its_field() {
    on_both(async |place| {
        place.split_domain().await;
        for (body, status, errors) in [
            (
                json!({"name": "default", "endpoint": "192.0.2.2"}),
                409,
                vec![("name", "server.taken")],
            ),
            (
                json!({"name": "x", "endpoint": "http://x"}),
                422,
                vec![("endpoint", "endpoint.invalid")],
            ),
            (
                json!({"name": "", "endpoint": ""}),
                422,
                vec![("name", "required"), ("endpoint", "required")],
            ),
            (
                json!({"name": "a\nb", "endpoint": "a b"}),
                422,
                vec![
                    ("name", "forbidden_character"),
                    ("endpoint", "endpoint.invalid"),
                ],
            ),
        ] {
            place
                .send("POST", "/mailbox-servers", &body)
                .await
                .assert_errors(status, &errors);
        }
        let answer = place
            .call("DELETE", "/mailbox-servers/default")
            .send()
            .await;
        answer.assert_problem(409, "conflict");
        assert_eq!(answer.errors()[0].1, "server.in_use");
    })
    .await;
}

#[tokio::test]
async fn a_name_with_unusual_letters_is_found_again() {
    on_both(async |place| {
        let made = place
            .send(
                "POST",
                "/mailbox-servers",
                &json!({"name": "Büro 2", "endpoint": "192.0.2.2"}),
            )
            .await;
        assert_eq!(made.status, 201, "{made:?}");
        let location = made.header("location");
        assert_eq!(location, "/api/v1/mailbox-servers/B%C3%BCro%202");
        let found = place.request("GET", location).key(&place.key).send().await;
        assert_eq!(found.json()["name"], "Büro 2");
    })
    .await;
}
