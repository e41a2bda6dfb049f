//! What every request passes.

use serde_json::json;

use crate::place::{PASSWORD, on_both};

#[tokio::test]
async fn health_is_told_without_a_key() {
    on_both(async |place| {
        let answer = place.request("GET", "/api/v1/health").send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()),
            (200, json!({"status": "ok"}))
        );
    })
    .await;
}

#[tokio::test]
async fn numbers_are_for_this_machine_and_for_superadministrators() {
    on_both(async |place| {
        let strange = place.request("GET", "/api/v1/metrics").send().await;
        strange.assert_problem(401, "unauthenticated");
        let forwarded = place
            .request("GET", "/api/v1/metrics")
            .through_proxy("203.0.113.7")
            .send()
            .await;
        forwarded.assert_problem(401, "unauthenticated");
        let local = place.request("GET", "/api/v1/metrics").local().send().await;
        assert_eq!(local.status, 200);
        assert!(local.header("content-type").starts_with("text/plain"));
        assert!(local.text.contains("signalbox_database_up 1"), "{local:?}");
        assert!(
            local
                .text
                .contains("signalbox_http_requests_total{status=\"4xx\"} 2"),
            "{local:?}"
        );
        let answer = place.get("/metrics").await;
        assert_eq!(answer.status, 200, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_key_is_no_cookie_and_a_cookie_no_key() {
    on_both(async |place| {
        let token = place.session_of("admin0").await;
        let api = place
            .request("GET", "/api/v1/domains")
            .cookie(&token)
            .send()
            .await;
        api.assert_problem(401, "unauthenticated");
        let page = place.request("GET", "/").key(&place.key).send().await;
        assert_eq!(page.status, 303);
        assert!(!PASSWORD.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_browser_on_another_site_cannot_write_through_the_api() {
    on_both(async |place| {
        let call = place
            .request("POST", "/api/v1/domains")
            .header("sec-fetch-site", "cross-site");
        call.json(&json!({"name": "x.example"}))
            .send()
            .await
            .assert_problem(403, "denied");
        // With a key no browser adds by itself it is a program.
        let call = place
            .call("POST", "/domains")
            .header("origin", "https://tool.example");
        assert_eq!(
            call.json(&json!({"name": "x.example"})).send().await.status,
            201
        );
    })
    .await;
}

#[tokio::test]
async fn pages_travel_compressed_to_who_can_read_it() {
    on_both(async |place| {
        let plain = place.request("GET", "/sign-in").send().await;
        assert_eq!(plain.header("content-encoding"), "");
        let packed = place
            .request("GET", "/sign-in")
            .header("accept-encoding", "br, gzip");
        let (encoding, length) = packed.weigh().await;
        assert_eq!(encoding, "br");
        assert!(length * 2 < plain.text.len(), "{length}");
    })
    .await;
}
