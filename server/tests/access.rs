//! Keys: whose, for what, and what they do not see.

use serde_json::json;
use store::accounts::NewKey;

use crate::operations;
use crate::place::{PASSWORD, on_both};

#[tokio::test]
async fn another_tenant_finds_nothing_and_changes_nothing() {
    on_both(async |place| {
        place.full_domain().await;
        let stranger = place.other_tenant().await;
        let limits = NewKey {
            domains: vec!["c.example".into()],
            ..NewKey::default()
        };
        let limited = place.key_of("admin0", limits).await;
        let before = place.picture().await;
        for key in [&stranger, &limited] {
            for operation in operations::all()
                .iter()
                .filter(|operation| operation.in_domain)
            {
                let path = format!("/api/v1{}", operation.path);
                let mut call = place.request(operation.method, &path).key(key);
                if let Some(body) = &operation.body {
                    call = call.json(body);
                }
                call.send().await.assert_problem(404, "not_found");
            }
            let list = place
                .request("GET", "/api/v1/domains")
                .key(key)
                .send()
                .await;
            assert!(
                !list.text.contains("a.example") && list.text.contains("c.example"),
                "{list:?}"
            );
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_domain_administrator_keeps_to_the_entries_of_his_domain() {
    on_both(async |place| {
        place.split_domain().await;
        let key = place.other_tenant().await;
        let call = |method: &'static str, path: &str| {
            place.request(method, &format!("/api/v1{path}")).key(&key)
        };
        assert_eq!(call("GET", "/domains/c.example").send().await.status, 200);
        let made = call("POST", "/domains/c.example/users")
            .json(&json!({"login": "carl"}))
            .send()
            .await;
        assert_eq!(made.status, 201, "{made:?}");
        let routing = json!({"relay": "192.0.2.7"});
        for answer in [
            call("PUT", "/domains/c.example/mail-routing")
                .json(&routing)
                .send()
                .await,
            call("PATCH", "/domains/c.example")
                .json(&json!({"description": "x"}))
                .send()
                .await,
            call("DELETE", "/domains/c.example").send().await,
            call("POST", "/domains")
                .json(&json!({"name": "d.example"}))
                .send()
                .await,
            call("POST", "/mailbox-servers")
                .json(&json!({"name": "x", "endpoint": "192.0.2.3"}))
                .send()
                .await,
            call("DELETE", "/mailbox-servers/default").send().await,
            call("GET", "/metrics").send().await,
        ] {
            answer.assert_problem(403, "denied");
        }
        // A name of another tenant is taken, but not by whom.
        let taken = place
            .must("POST", "/domains", &json!({"name": "e.example"}))
            .await;
        assert_eq!(taken["name"], "e.example");
        let outside = call("GET", "/route?recipient=x%40elsewhere.example")
            .send()
            .await;
        outside.assert_problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_reading_key_reads() {
    on_both(async |place| {
        place.full_domain().await;
        let key = place
            .key_of(
                "admin0",
                NewKey {
                    read_only: true,
                    ..NewKey::default()
                },
            )
            .await;
        let before = place.picture().await;
        for operation in operations::all() {
            let path = format!("/api/v1{}", operation.path);
            let mut call = place.request(operation.method, &path).key(&key);
            if let Some(body) = &operation.body {
                call = call.json(body);
            }
            let answer = call.send().await;
            // There is no such change to undo; the store's table asks about one that is there.
            if operation.id == "undo_change" {
                answer.assert_problem(404, "not_found");
            } else if operation.is_writing() {
                answer.assert_problem(403, "denied");
            } else {
                assert_eq!(answer.status, 200, "{}: {answer:?}", operation.id);
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_key_ends_with_the_rights_of_its_account() {
    on_both(async |place| {
        place.split_domain().await;
        let key = place.other_tenant().await;
        let read = || {
            place
                .request("GET", "/api/v1/domains/c.example")
                .key(&key)
                .send()
        };
        assert_eq!(read().await.status, 200);
        place
            .must(
                "PATCH",
                "/domains/c.example/users/chief",
                &json!({"suspended": true}),
            )
            .await;
        read().await.assert_problem(401, "unauthenticated");
        place
            .must(
                "PATCH",
                "/domains/c.example/users/chief",
                &json!({"suspended": false}),
            )
            .await;
        assert_eq!(read().await.status, 200);
        place
            .must(
                "PATCH",
                "/domains/c.example/users/chief",
                &json!({"administrator": false}),
            )
            .await;
        read().await.assert_problem(401, "unauthenticated");
    })
    .await;
}

#[tokio::test]
async fn nobody_locks_himself_out() {
    on_both(async |place| {
        place.split_domain().await;
        let key = place.other_tenant().await;
        let chief = "/api/v1/domains/c.example/users/chief";
        let patch = |body| place.request("PATCH", chief).key(&key).json(&body).send();
        patch(json!({"suspended": true}))
            .await
            .assert_errors(422, &[("suspended", "own_account")]);
        patch(json!({"administrator": false}))
            .await
            .assert_errors(422, &[("administrator", "own_account")]);
        let answer = patch(json!({"password": PASSWORD})).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    })
    .await;
}
