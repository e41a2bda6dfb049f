//! Text nobody should send, in every place that takes text: never a failure of ours, and what is
//! refused changes nothing.

use serde_json::{Value, json};

use crate::bodies::members;
use crate::operations;
use crate::place::on_both;

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\0",
        "a\0b",
        "\n",
        "a\nb",
        "\r\nSubject: x",
        "\t",
        "'",
        "''; DROP TABLE domain; --",
        "\"",
        "\\",
        "%",
        "%s",
        "%00",
        "_",
        "a%b",
        "a!b",
        "\u{202e}abc",
        "a\u{200f}",
        "\u{feff}x",
        "\u{ad}",
        "é",
        "münchen.example",
        "MÜNCHEN.Example.",
        "xn--",
        "xn--a.example",
        "A.EXAMPLE..",
        ".",
        "..",
        "../../etc/passwd",
        "a@b@c",
        "*",
        "<script>",
        "${jndi}",
        "{{7*7}}",
        "1.2.3.4",
        "::1",
        "[::1]:25",
        "smtp://mail.example",
        "mail.example/x",
        "a.example, b.example",
        "a.example b.example",
        "localhost",
        "mx.here.example",
        "192.0.2.1",
        "192.0.2.1:99999",
        "0",
        "-1",
        "true",
        "null",
        "\u{10ffff}",
        "👩‍👩‍👧‍👦",
        "ﬀ",
        "İ",
        "ß",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(300));
    texts.push("ä".repeat(20_000));
    texts.push(format!("{}.example", "a.".repeat(200)));
    texts
}

#[tokio::test]
async fn in_every_member_of_every_body() {
    on_both(async |place| {
        place.full_domain().await;
        for operation in operations::all() {
            let Some(body) = &operation.body else {
                continue;
            };
            for (field, pointer) in members(body) {
                if !body.pointer(&pointer).unwrap().is_string() {
                    continue;
                }
                let before = place.picture().await;
                for text in texts() {
                    let mut changed = body.clone();
                    *changed.pointer_mut(&pointer).unwrap() = json!(text);
                    let call = place
                        .call(operation.method, operation.path)
                        .header("if-match", "\"4711\"");
                    let answer = call.json(&changed).send().await;
                    let what = format!("{} {field} {text:?}: {answer:?}", operation.id);
                    assert!(!answer.status.is_server_error(), "{what}");
                    if answer.status.is_client_error() {
                        let json = answer.json();
                        assert_eq!(json["status"], answer.status.as_u16(), "{what}");
                    } else if answer.status == 200 {
                        // A change of many: no unit is the one they are in.
                        assert_eq!(answer.json()["changed"], 0, "{what}");
                    } else {
                        // A creation that was in order; undone, so that the next one can be too.
                        assert_eq!(answer.status, 201, "{what}");
                        let location = answer.header("location");
                        let with = if location.matches('/').count() == 4
                            && location.contains("/domains/")
                        {
                            "?with=entries"
                        } else {
                            ""
                        };
                        let undone = place.request("DELETE", &format!("{location}{with}"));
                        let undone = undone.key(&place.key).send().await;
                        assert_eq!(undone.status, 204, "{what} {undone:?}");
                    }
                }
                assert_eq!(place.picture().await, before, "{} {field}", operation.id);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn in_every_parameter() {
    on_both(async |place| {
        place.split_domain().await;
        let parameters = [
            (
                "/domains",
                vec!["query", "order", "after", "limit", "colour"],
            ),
            (
                "/domains/a.example/entries",
                vec!["query", "kind", "mail_type", "status", "after", "limit"],
            ),
            (
                "/domains/a.example/users",
                vec!["query", "mail_type", "status", "after", "limit"],
            ),
            (
                "/domains/a.example/groups",
                vec!["query", "mail_type", "status", "after", "limit"],
            ),
            ("/route", vec!["recipient"]),
        ];
        for (path, names) in parameters {
            for name in names {
                // A request line has its own limit, long before any of our code.
                for text in texts().iter().filter(|text| text.len() < 8_000) {
                    let value: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
                    let answer = place.get(&format!("{path}?{name}={value}")).await;
                    let what = format!("{path} {name} {text:?}: {answer:?}");
                    assert!(matches!(answer.status.as_u16(), 200 | 404 | 422), "{what}");
                    if answer.status == 422 {
                        assert_eq!(answer.errors()[0].0, name, "{what}");
                    }
                }
            }
        }
        for query in [
            "%",
            "%ff",
            "query=%ff%fe",
            "&&&",
            "=",
            "limit",
            "query=a&query=b",
        ] {
            let answer = place.get(&format!("/domains?{query}")).await;
            assert!(
                matches!(answer.status.as_u16(), 200 | 422),
                "{query}: {answer:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn in_headers() {
    on_both(async |place| {
        place.split_domain().await;
        for (name, value) in [
            ("accept-language", "x;q=;;,,,"),
            ("accept-language", "\u{e9}"),
            ("cookie", "signalbox=\u{e9}; ="),
            ("cookie", "signalbox=x; __Host-signalbox=y"),
            ("x-forwarded-for", "not an address"),
            ("origin", "nonsense"),
            ("accept", "text/html;q=zero"),
        ] {
            for path in ["/api/v1/domains", "/", "/sign-in"] {
                let answer = place
                    .request("GET", path)
                    .key(&place.key)
                    .header(name, value)
                    .send()
                    .await;
                assert!(
                    !answer.status.is_server_error(),
                    "{name}: {value}: {answer:?}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_international_name_is_stored_in_its_a_label_form() {
    on_both(async |place| {
        let made = place
            .must("POST", "/domains", &json!({"name": "MÜNCHEN.Example."}))
            .await;
        assert_eq!(made["name"], "xn--mnchen-3ya.example");
        let found: Value = place.get("/domains/m%C3%BCnchen.example").await.json();
        assert_eq!(found["name"], "xn--mnchen-3ya.example");
    })
    .await;
}
