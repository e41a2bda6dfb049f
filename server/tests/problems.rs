//! Refusals of the API are problem documents, whatever refuses.

use serde_json::json;

use crate::operations;
use crate::place::on_both;

#[tokio::test]
async fn without_a_valid_key_every_call_is_unauthenticated() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all() {
            let path = format!("/api/v1{}", operation.path);
            for key in [
                None,
                Some("Bearer sbx_wrong"),
                Some("Bearer "),
                Some("Basic YTpi"),
                Some("x"),
            ] {
                let mut call = place.request(operation.method, &path);
                if let Some(key) = key {
                    call = call.header("authorization", key);
                }
                if let Some(body) = &operation.body {
                    call = call.json(body);
                }
                let answer = call.send().await;
                answer.assert_problem(401, "unauthenticated");
                assert!(
                    answer.header("www-authenticate").starts_with("Bearer"),
                    "{answer:?}"
                );
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_call_of_the_api_is_a_problem_and_no_page() {
    on_both(async |place| {
        for path in [
            "/api",
            "/api/",
            "/api/v1",
            "/api/v2/domains",
            "/api/v1/nothing",
            "/api/v1/domains/a.example/x",
        ] {
            place
                .request("GET", path)
                .send()
                .await
                .assert_problem(404, "not_found");
            place
                .request("POST", path)
                .key(&place.key)
                .send()
                .await
                .assert_problem(404, "not_found");
        }
        let answer = place.call("POST", "/domains/a.example").send().await;
        answer.assert_problem(405, "method_not_allowed");
        assert!(answer.header("allow").contains("PATCH"), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn names_that_are_none_are_not_found() {
    on_both(async |place| {
        place.split_domain().await;
        for name in [
            "nowhere.example",
            "x",
            "%00",
            "%ff",
            "a%2Fb.example",
            "..",
            "'",
            "%25",
            "%20",
            "a%0Ab.example",
            &"a".repeat(3000),
        ] {
            for path in [
                format!("/domains/{name}"),
                format!("/domains/a.example/users/{name}"),
                format!("/domains/a.example/groups/{name}"),
                format!("/domains/a.example/shared-mailboxes/{name}"),
                format!("/domains/a.example/external-users/{name}"),
                format!("/domains/a.example/resources/{name}"),
                format!("/mailbox-servers/{name}"),
            ] {
                place.get(&path).await.assert_problem(404, "not_found");
                place
                    .call("DELETE", &path)
                    .send()
                    .await
                    .assert_problem(404, "not_found");
            }
        }
        // Any name of a domain is the domain, as people write it.
        for name in ["a.example", "B.EXAMPLE", "b.example."] {
            assert_eq!(
                place.get(&format!("/domains/{name}")).await.status,
                200,
                "{name}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn messages_speak_the_language_of_the_caller() {
    on_both(async |place| {
        let mut seen = Vec::new();
        for (wanted, word) in [
            ("en", "Fill in"),
            ("fr-CA,fr;q=0.9", "Renseignez"),
            ("de", "Füllen"),
            ("it", "Fill in"),
        ] {
            let answer = place
                .call("POST", "/domains")
                .header("accept-language", wanted)
                .json(&json!({}))
                .send()
                .await;
            answer.assert_errors(422, &[("name", "required")]);
            let message = answer.json()["errors"][0]["message"]
                .as_str()
                .unwrap()
                .to_owned();
            assert!(message.contains(word), "{message}");
            seen.push(message);
        }
        assert_eq!(seen[0], seen[3]);
    })
    .await;
}

#[tokio::test]
async fn every_answer_has_a_number_and_the_headers_of_caution() {
    on_both(async |place| {
        for (method, path) in [
            ("GET", "/api/v1/domains"),
            ("GET", "/api/v1/health"),
            ("GET", "/nothing"),
            ("GET", "/sign-in"),
            ("POST", "/api/v1/x"),
        ] {
            let answer = place
                .request(method, path)
                .header("x-request-id", "chosen")
                .send()
                .await;
            let id = answer.header("x-request-id");
            assert_eq!(id.len(), 36, "{answer:?}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "same-origin");
            assert!(
                answer
                    .header("content-security-policy")
                    .starts_with("default-src '"),
                "{answer:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_database_that_went_away_is_unavailable_and_never_a_500() {
    on_both(async |place| {
        place.split_domain().await;
        // Without its tables it is as good as gone.
        place
            .execute("ALTER TABLE domain_name RENAME TO gone")
            .await;
        let answer = place.get("/domains/a.example").await;
        answer.assert_problem(503, "unavailable");
        assert_eq!(answer.header("retry-after"), "5");
    })
    .await;
}
