//! The history and undoing, by key and by page.

use app::paths;
use serde_json::{Value, json};

use crate::place::{Answer, PASSWORD, Place, on_both};

const FORM: &str = "application/x-www-form-urlencoded";

/// The newest change of an object.
async fn last(place: &Place, object: &str) -> Value {
    let path = format!("/history?object={object}&limit=1");
    place.get(&path).await.json()["items"][0].clone()
}

/// Ann without email processing, and the number of that change.
async fn changed(place: &Place) -> String {
    place.split_domain().await;
    let none = json!({"type": "none", "addresses": [{"local_part": "ann"}]});
    place
        .must("PUT", "/domains/a.example/users/ann/mail", &none)
        .await;
    let change = last(place, "user:ann@a.example").await;
    change["id"].as_str().unwrap().to_owned()
}

async fn mail_type(place: &Place) -> Value {
    let ann = place.get("/domains/a.example/users/ann").await.json();
    ann["mail"]["type"].clone()
}

#[tokio::test]
async fn a_program_reads_the_history_and_undoes_after_a_dry_run() {
    on_both(async |place| {
        let id = changed(&place).await;
        let change = last(&place, "user:ann@a.example").await;
        assert_eq!(change["actor"], "admin0");
        assert_eq!(change["origin"], "api key test");
        assert_eq!(change["action"], "change_mail");
        assert_eq!(change["before"]["mail"]["type"], "internal");
        assert_eq!(change["may_undo"], true);

        let undo = format!("/history/{id}/undo");
        let asked = place
            .call("POST", &format!("{undo}?dry_run=true"))
            .send()
            .await;
        assert_eq!(asked.status, 200, "{asked:?}");
        assert_eq!(mail_type(&place).await, "none");
        let done = place.call("POST", &undo).send().await;
        assert_eq!(done.json(), asked.json());
        assert_eq!(done.json()["outcome"], "changed_back");
        assert_eq!(done.json()["differences"][0]["field"], "mail.type");
        assert_eq!(mail_type(&place).await, "internal");
        assert_eq!(
            last(&place, "user:ann@a.example").await["undoes"],
            json!(id)
        );

        let again = place.call("POST", &undo).send().await;
        again.assert_problem(409, "conflict");
        assert_eq!(again.json()["errors"][0]["code"], "undo.done");
        for (path, status) in [
            ("/history/1/undo", 404),
            ("/history/x/undo", 404),
            (&format!("{undo}?dry_run=maybe"), 422),
        ] {
            assert_eq!(
                place.call("POST", path).send().await.status,
                status,
                "{path}"
            );
        }
        let list = place
            .get("/domains/b.example/history?query=ann&limit=2")
            .await
            .json();
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
        let next = list["next"].as_str().unwrap();
        let rest = place
            .get(&format!(
                "/domains/a.example/history?query=ann&after={next}"
            ))
            .await
            .json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        assert_eq!(rest["next"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn the_program_of_another_tenant_finds_no_change() {
    on_both(async |place| {
        let id = changed(&place).await;
        let key = place.other_tenant().await;
        let call = |method: &'static str, path: String| {
            place
                .request(method, &format!("/api/v1{path}"))
                .key(&key)
                .send()
        };
        for dry_run in ["", "?dry_run=true"] {
            call("POST", format!("/history/{id}/undo{dry_run}"))
                .await
                .assert_problem(404, "not_found");
        }
        call("GET", "/domains/a.example/history".into())
            .await
            .assert_problem(404, "not_found");
        call("GET", "/history".into())
            .await
            .assert_problem(403, "denied");
        let own = call("GET", "/domains/c.example/history".into()).await;
        assert!(!own.text.contains("a.example") && own.text.contains("c.example"));
        assert_eq!(mail_type(&place).await, "none");
    })
    .await;
}

async fn page(place: &Place, method: &str, path: &str, token: &str) -> Answer {
    let call = place.request(method, path).cookie(token);
    if method == "GET" {
        return call.send().await;
    }
    call.raw(FORM, "back=%2Fdirectories%2Fhistory%3Fdomain%3Da.example")
        .send()
        .await
}

#[tokio::test]
async fn a_page_asks_and_then_undoes() {
    on_both(async |place| {
        let id = changed(&place).await;
        let token = place.session_of("admin0").await;
        let list = page(
            &place,
            "GET",
            &paths::directory_history("a.example"),
            &token,
        )
        .await;
        let back = paths::directory_history("a.example");
        let number: i64 = id.parse().unwrap();
        assert!(
            list.text
                .contains(&paths::undo(number, &back).replace('&', "&amp;")),
            "{list:?}"
        );
        assert!(
            list.text.contains("No email processing"),
            "the words of the field"
        );

        let undo = paths::undo(number, "");
        let question = page(&place, "GET", &undo, &token).await;
        assert_eq!(question.status, 200, "{question:?}");
        assert_eq!(mail_type(&place).await, "none");
        let foreign = place
            .request("POST", &undo)
            .cookie(&token)
            .header("sec-fetch-site", "cross-site");
        assert_eq!(foreign.raw(FORM, "").send().await.status, 403);
        assert_eq!(mail_type(&place).await, "none");
        let done = page(&place, "POST", &undo, &token).await;
        assert_eq!(done.status, 303, "{done:?}");
        assert_eq!(
            done.header("location"),
            "/directories/history?domain=a.example"
        );
        assert_eq!(mail_type(&place).await, "internal");
        let again = page(&place, "POST", &undo, &token).await;
        assert_eq!(again.status, 409, "{again:?}");
        assert!(again.text.contains("has been undone already"), "{again:?}");
        let elsewhere = place.request("POST", &undo).cookie(&token);
        let answer = elsewhere
            .raw(FORM, "back=https%3A%2F%2Fevil.example")
            .send()
            .await;
        assert!(!answer.text.contains("evil.example"), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn fields_changed_since_are_named_in_the_words_of_the_page() {
    on_both(async |place| {
        let id = changed(&place).await;
        let external = json!({"type": "external", "addresses": [{"local_part": "ann"}]});
        place
            .must("PUT", "/domains/a.example/users/ann/mail", &external)
            .await;
        let token = place.session_of("admin0").await;
        let call = place
            .request("GET", &format!("/history/{id}/undo"))
            .cookie(&token)
            .header("accept-language", "fr");
        let answer = call.send().await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.text.contains("Routage du courrier"), "{answer:?}");
        assert!(!answer.text.contains("mail.type"), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn a_page_of_another_tenant_asks_nothing() {
    on_both(async |place| {
        let id = changed(&place).await;
        place.other_tenant().await;
        let own = json!({"password": PASSWORD});
        place
            .must("PATCH", "/domains/c.example/users/chief", &own)
            .await;
        let token = place.session_of("chief@c.example").await;
        for method in ["GET", "POST"] {
            let answer = page(&place, method, &format!("/history/{id}/undo"), &token).await;
            assert_eq!(answer.status, 404, "{answer:?}");
            assert!(!answer.text.contains("ann@"), "{answer:?}");
        }
        assert_eq!(mail_type(&place).await, "none");
        let everything = page(&place, "GET", paths::HISTORY, &token).await;
        assert_eq!(everything.status, 403, "{everything:?}");
        let chosen = page(&place, "GET", paths::DIRECTORY_HISTORY, &token).await;
        assert_eq!(
            chosen.header("location"),
            "/directories/history?domain=c.example"
        );
    })
    .await;
}

#[tokio::test]
async fn odd_addresses_of_the_history_are_never_a_failure_of_ours() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        for odd in ["%00", "%ff", "'", "%25", "-1", "99999999999999999999", "x"] {
            for path in [
                format!("/history/{odd}/undo"),
                format!("/history/{odd}/undo?back={odd}"),
                format!("/system/history?q={odd}&action={odd}"),
                format!("/system/history?after={odd}"),
                format!("/directories/history?domain={odd}"),
                format!("/directories/history?domain=a.example&q={odd}"),
                format!("/directories/history?domain=a.example&after={odd}"),
                format!("/directories/a.example/{odd}/ann/history"),
                format!("/directories/a.example/users/{odd}/history"),
                format!("/system/domains/a.example/history?after={odd}"),
            ] {
                for method in ["GET", "POST"] {
                    let answer = page(&place, method, &path, &token).await;
                    assert!(
                        !answer.status.is_server_error(),
                        "{method} {path}: {answer:?}"
                    );
                }
            }
        }
    })
    .await;
}
