//! The page and the call that change the mail type of many entries.

use app::paths;
use serde_json::json;

use crate::place::on_both;

#[tokio::test]
async fn the_page_foretells_and_then_does_it() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let page = format!(
            "{}?domain=a.example&type=internal",
            paths::DIRECTORY_MAIL_TYPE
        );
        let preview = format!("{page}&to=external");
        let answer = place.request("GET", &preview).cookie(&token).send().await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.text.contains("Change 1 entry"), "{answer:?}");
        let mail_type =
            async || place.get("/domains/a.example/users/ann").await.json()["mail"]["type"].clone();
        assert_eq!(mail_type().await, "internal", "a preview changes nothing");
        let done = place.request("POST", &preview).cookie(&token);
        let done = done
            .raw("application/x-www-form-urlencoded", "action=change")
            .send()
            .await;
        assert_eq!(
            (done.status.as_u16(), done.header("location")),
            (303, "/directories?domain=a.example")
        );
        assert_eq!(mail_type().await, "external");
    })
    .await;
}

#[tokio::test]
async fn a_call_names_what_it_leaves_and_refuses_half_a_question() {
    on_both(async |place| {
        place.split_domain().await;
        let path = "/domains/a.example/mail-type";
        let dry = json!({"filter": {"status": "active"}, "type": "none", "dry_run": true});
        let answer = place.must("POST", path, &dry).await;
        assert_eq!(answer, json!({"changed": 2, "unchanged": 0, "refused": []}));
        let named = json!({"entries": ["user:ann", "user:zoe"], "type": "external"});
        let answer = place.must("POST", path, &named).await;
        let refused = json!([{"entry": "user:zoe", "code": "entry.unknown"}]);
        assert_eq!(
            answer,
            json!({"changed": 1, "unchanged": 0, "refused": refused})
        );
        for (body, field, code) in [
            (json!({"type": "none"}), "entries", "required"),
            (
                json!({"filter": {}, "entries": [], "type": "none"}),
                "filter",
                "unknown_field",
            ),
            (json!({"filter": {}}), "type", "required"),
            (
                json!({"filter": {}, "type": "elsewhere"}),
                "type",
                "unknown_value",
            ),
            (
                json!({"entries": ["planet:mars"], "type": "none"}),
                "entries[0]",
                "unknown_value",
            ),
            (
                json!({"filter": {"kind": "planet"}, "type": "none"}),
                "filter.kind",
                "unknown_value",
            ),
        ] {
            place
                .send("POST", path, &body)
                .await
                .assert_errors(422, &[(field, code)]);
        }
    })
    .await;
}
