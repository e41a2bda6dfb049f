//! `If-Match`: nobody overwrites what he has not seen.

use serde_json::json;

use crate::operations;
use crate::place::on_both;

#[tokio::test]
async fn an_older_version_changes_nothing() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all()
            .iter()
            .filter(|operation| operation.has_version())
        {
            for tag in ["\"999\"", "W/\"999\""] {
                let mut call = place
                    .call(operation.method, operation.path)
                    .header("if-match", tag);
                if let Some(body) = &operation.body {
                    call = call.json(body);
                }
                call.send().await.assert_problem(412, "version_mismatch");
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_malformed_version_is_refused() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all()
            .iter()
            .filter(|operation| operation.has_version())
        {
            for tag in [
                "1",
                "\"x\"",
                "\"-1\"",
                "\"1\", \"2\"",
                "\"\"",
                "\"99999999999999999999\"",
            ] {
                let mut call = place
                    .call(operation.method, operation.path)
                    .header("if-match", tag);
                if let Some(body) = &operation.body {
                    call = call.json(body);
                }
                call.send()
                    .await
                    .assert_errors(422, &[("If-Match", "unknown_value")]);
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn the_present_version_or_a_star_or_none_is_accepted_and_counted_on() {
    on_both(async |place| {
        place.split_domain().await;
        for path in [
            "/domains/a.example",
            "/domains/a.example/users/ann",
            "/mailbox-servers/default",
        ] {
            let found = place.get(path).await;
            let version = found.json()["version"].as_i64().unwrap();
            assert_eq!(found.header("etag"), format!("\"{version}\""));
        }
        let describe = |text: &str| json!({"description": text});
        let first = place.get("/domains/a.example").await;
        let tag = first.header("etag").to_owned();
        let call = place
            .call("PATCH", "/domains/a.example")
            .header("if-match", &tag);
        let second = call.json(&describe("one")).send().await;
        assert_eq!(second.status, 200, "{second:?}");
        assert_ne!(second.header("etag"), tag);
        assert_eq!(
            second.json()["version"],
            first.json()["version"].as_i64().unwrap() + 1
        );
        let call = place
            .call("PATCH", "/domains/a.example")
            .header("if-match", &tag);
        call.json(&describe("two"))
            .send()
            .await
            .assert_problem(412, "version_mismatch");
        for tag in [second.header("etag"), "*"] {
            let call = place
                .call("PATCH", "/domains/a.example")
                .header("if-match", tag);
            assert_eq!(call.json(&describe(tag)).send().await.status, 200);
        }
        // What saves nothing keeps its version.
        let same = place
            .send("PATCH", "/domains/a.example", &describe("*"))
            .await;
        let again = place
            .send("PATCH", "/domains/a.example", &describe("*"))
            .await;
        assert_eq!(same.header("etag"), again.header("etag"));
    })
    .await;
}

#[tokio::test]
async fn changes_without_a_version_from_all_sides_are_all_kept() {
    on_both(async |place| {
        place.split_domain().await;
        let before = place.get("/domains/a.example").await.json()["version"]
            .as_i64()
            .unwrap();
        let names = json!({"description": "Something new"});
        let language = json!({"settings": {"language": "de"}});
        let relay = json!({"mail_routing": {"forward_unknown": true}});
        let (a, b, c) = tokio::join!(
            place.send("PATCH", "/domains/a.example", &names),
            place.send("PATCH", "/domains/a.example", &language),
            place.send("PATCH", "/domains/a.example", &relay),
        );
        for answer in [a, b, c] {
            assert_eq!(answer.status, 200, "{answer:?}");
        }
        let after = place.get("/domains/a.example").await.json();
        assert_eq!(after["description"], "Something new");
        assert_eq!(after["settings"]["language"], "de");
        assert_eq!(after["mail_routing"]["forward_unknown"], true);
        assert_eq!(after["version"], before + 3);
    })
    .await;
}
