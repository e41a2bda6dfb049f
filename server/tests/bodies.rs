//! Bodies that are wrong in form: refused with their field, whatever the call, and nothing changes.

use axum::body::Body;
use serde_json::{Value, json};

use crate::operations;
use crate::place::{Place, on_both};

#[tokio::test]
async fn broken_json_is_refused_by_every_call() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        let deep = "[".repeat(100_000);
        for operation in operations::all()
            .iter()
            .filter(|operation| operation.body.is_some())
        {
            for text in [
                "",
                "{",
                "{}}",
                "nul",
                "{\"a\":}",
                "\u{feff}{}",
                "{\"a\":\"\\x\"}",
                "{'a':1}",
                deep.as_str(),
            ] {
                let call = place.call(operation.method, operation.path);
                let answer = call.raw("application/json", text.to_owned()).send().await;
                answer.assert_errors(422, &[("", "syntax")]);
            }
            for (text, code) in [
                ("[]", "wrong_type"),
                ("null", "wrong_type"),
                ("7", "wrong_type"),
                ("\"{}\"", "wrong_type"),
            ] {
                let call = place.call(operation.method, operation.path);
                let answer = call.raw("application/json", text).send().await;
                answer.assert_errors(422, &[("", code)]);
            }
            let lone_surrogate = b"{\"a\":\"\\ud800\"}".to_vec();
            for bytes in [
                b"{\"\xff\":1}".to_vec(),
                lone_surrogate,
                b"{\"a\":1e999}".to_vec(),
            ] {
                let call = place.call(operation.method, operation.path);
                let answer = call.raw("application/json", bytes).send().await;
                answer.assert_problem(422, "invalid");
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn other_types_of_content_are_refused_by_every_call() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all() {
            let Some(body) = &operation.body else {
                continue;
            };
            for kind in [
                "text/plain",
                "application/x-www-form-urlencoded",
                "",
                "multipart/form-data",
                "application/jsonx",
            ] {
                let call = place
                    .call(operation.method, operation.path)
                    .raw(kind, body.to_string());
                call.send()
                    .await
                    .assert_problem(415, "unsupported_media_type");
            }
        }
        assert_eq!(place.picture().await, before);
        let call = place.call("PATCH", "/domains/a.example");
        let answer = call
            .raw(
                "Application/Merge-Patch+JSON; charset=utf-8",
                "{\"description\":\"x\"}",
            )
            .send()
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn ten_megabytes_are_too_large_announced_or_not() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        let large = json!({"description": "x".repeat(10 * 1024 * 1024)}).to_string();
        for operation in operations::all()
            .iter()
            .filter(|operation| operation.body.is_some())
        {
            let call = place.call(operation.method, operation.path);
            let call = call.header("content-length", &large.len().to_string());
            call.raw("application/json", large.clone())
                .send()
                .await
                .assert_problem(413, "too_large");
            let pieces: Vec<Result<Vec<u8>, std::io::Error>> = large
                .as_bytes()
                .chunks(65536)
                .map(|piece| Ok(piece.to_vec()))
                .collect();
            let stream = Body::from_stream(futures_util::stream::iter(pieces));
            let call = place.call(operation.method, operation.path);
            call.raw("application/json", stream)
                .send()
                .await
                .assert_problem(413, "too_large");
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

/// Each member of each body, replaced by a value of another type, is refused with its own path.
#[tokio::test]
async fn a_member_of_the_wrong_type_is_refused_with_its_field() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all() {
            let Some(body) = &operation.body else {
                continue;
            };
            for (field, pointer) in members(body) {
                let present = body.pointer(&pointer).unwrap();
                let wrong = if present.is_number() || present.is_object() {
                    json!("seven")
                } else {
                    json!({"a": 1})
                };
                let mut changed = body.clone();
                *changed.pointer_mut(&pointer).unwrap() = wrong;
                let answer = place.send(operation.method, operation.path, &changed).await;
                let found = answer.errors();
                assert_eq!(answer.status, 422, "{}: {field}: {answer:?}", operation.id);
                assert_eq!(
                    found,
                    [(field.clone(), "wrong_type".to_owned())],
                    "{}: {answer:?}",
                    operation.id
                );
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

/// An object anywhere in a body takes no member it does not know.
#[tokio::test]
async fn an_unknown_member_is_refused_with_its_field() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for operation in operations::all() {
            let Some(body) = &operation.body else {
                continue;
            };
            let objects = members(body)
                .into_iter()
                .filter(|(_, pointer)| body.pointer(pointer).unwrap().is_object());
            for (field, pointer) in objects.chain([(String::new(), String::new())]) {
                let mut changed = body.clone();
                changed.pointer_mut(&pointer).unwrap()["colour"] = json!("red");
                let answer = place.send(operation.method, operation.path, &changed).await;
                let field = if field.is_empty() {
                    "colour".to_owned()
                } else {
                    format!("{field}.colour")
                };
                answer.assert_errors(422, &[(field.as_str(), "unknown_field")]);
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

/// Every member of a body, at any depth: its name in problems, and its JSON pointer.
pub fn members(body: &Value) -> Vec<(String, String)> {
    fn walk(value: &Value, field: &str, pointer: &str, into: &mut Vec<(String, String)>) {
        let mut add = |field: String, pointer: String, member: &Value| {
            into.push((field.clone(), pointer.clone()));
            walk(member, &field, &pointer, into);
        };
        match value {
            Value::Object(object) => {
                for (name, member) in object {
                    let field = if field.is_empty() {
                        name.clone()
                    } else {
                        format!("{field}.{name}")
                    };
                    add(field, format!("{pointer}/{name}"), member);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    add(
                        format!("{field}[{index}]"),
                        format!("{pointer}/{index}"),
                        item,
                    );
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(body, "", "", &mut found);
    found
}

#[tokio::test]
async fn required_members_are_named() {
    on_both(async |place: Place| {
        place.split_domain().await;
        for (method, path, errors) in [
            ("POST", "/domains", vec![("name", "required")]),
            (
                "PUT",
                "/domains/a.example/aliases",
                vec![("aliases", "required")],
            ),
            (
                "POST",
                "/domains/a.example/users",
                vec![("login", "required")],
            ),
            (
                "PUT",
                "/domains/a.example/users/ann/mail",
                vec![("type", "required")],
            ),
            (
                "PUT",
                "/domains/a.example/users/ann/groups",
                vec![("groups", "required")],
            ),
            (
                "POST",
                "/domains/a.example/groups",
                vec![("name", "required")],
            ),
            (
                "POST",
                "/domains/a.example/shared-mailboxes",
                vec![("name", "required")],
            ),
            (
                "POST",
                "/domains/a.example/resources",
                vec![("name", "required")],
            ),
            (
                "POST",
                "/domains/a.example/external-users",
                vec![("name", "required"), ("address", "required")],
            ),
            (
                "POST",
                "/mailbox-servers",
                vec![("name", "required"), ("endpoint", "required")],
            ),
        ] {
            place
                .send(method, path, &json!({}))
                .await
                .assert_errors(422, &errors);
        }
        let answer = place
            .send(
                "POST",
                "/domains/a.example/users",
                &json!({"login": "x", "mail": {}}),
            )
            .await;
        answer.assert_errors(422, &[("mail.type", "required")]);
        let rows = json!({"type": "internal", "addresses": [{}]});
        let answer = place
            .send("PUT", "/domains/a.example/users/ann/mail", &rows)
            .await;
        answer.assert_errors(422, &[("addresses[0].local_part", "required")]);
    })
    .await;
}
