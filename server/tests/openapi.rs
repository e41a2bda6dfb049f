//! The description of the API is true.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::operations;
use crate::place::on_both;

const METHODS: [&str; 7] = ["get", "put", "post", "patch", "delete", "head", "options"];

/// Every operation of the description: id, method, path.
fn described(document: &Value) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let id = operation["operationId"].as_str().unwrap();
                found.push((id.to_owned(), method.to_uppercase(), path.clone()));
            }
        }
    }
    found
}

#[tokio::test]
async fn it_needs_no_key_and_holds_every_operation_the_sweeps_call() {
    on_both(async |place| {
        let answer = place.request("GET", "/api/v1/openapi.json").send().await;
        assert_eq!(answer.status, 200);
        let document = answer.json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let ids: BTreeSet<String> = described(&document)
            .into_iter()
            .map(|(id, ..)| id)
            .collect();
        let called: BTreeSet<String> = operations::all()
            .iter()
            .map(|operation| operation.id)
            .chain(operations::PUBLIC.map(|(id, _)| id))
            .map(str::to_owned)
            .collect();
        assert_eq!(ids, called);
    })
    .await;
}

#[tokio::test]
async fn what_it_describes_is_registered_and_what_it_does_not_is_refused() {
    on_both(async |place| {
        let document = server::api::open_api();
        let document: Value = serde_json::to_value(document).unwrap();
        let described = described(&document);
        for (path, item) in document["paths"].as_object().unwrap() {
            let real = path
                .replace("{domain}", "nowhere.example")
                .replace("{login}", "nobody")
                .replace("{name}", "nothing")
                .replace("{unit}", "nowhere")
                .replace("{id}", "1");
            for method in METHODS {
                let known = described
                    .iter()
                    .any(|(_, m, p)| m == &method.to_uppercase() && p == path);
                let answer = place
                    .request(&method.to_uppercase(), &real)
                    .key(&place.key)
                    .send()
                    .await;
                // HEAD comes with GET.
                let is_there = answer.status != 405;
                assert_eq!(
                    is_there,
                    known || (method == "head" && item.get("get").is_some()),
                    "{method} {path}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_answer_and_every_reference_is_described() {
    let document: Value = serde_json::to_value(server::api::open_api()).unwrap();
    let mut references = BTreeSet::new();
    collect_references(&document, &mut references);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(
            document.pointer(pointer).is_some(),
            "{reference} is nowhere"
        );
    }
    for item in document["paths"].as_object().unwrap().values() {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let id = operation["operationId"].as_str().unwrap();
                let refused = &operation["responses"]["default"]["content"];
                assert!(refused.get("application/problem+json").is_some(), "{id}");
                assert!(
                    !operation["summary"].as_str().unwrap_or_default().is_empty(),
                    "{id}"
                );
            }
        }
    }
}

fn collect_references(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("$ref", Value::String(reference)) => {
                        into.insert(reference.clone());
                    }
                    _ => collect_references(member, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, into)),
        _ => {}
    }
}

/// The members of an answer are exactly those the description names.
#[tokio::test]
async fn answers_have_the_members_that_are_described() {
    on_both(async |place| {
        place.full_domain().await;
        let document: Value = serde_json::to_value(server::api::open_api()).unwrap();
        for operation in operations::all().iter().filter(|operation| !operation.is_writing()) {
            if ["metrics", "export_entries"].contains(&operation.id) {
                continue;
            }
            let answer = place.get(operation.path).await;
            let (_, _, path) = described(&document)
                .into_iter()
                .find(|(id, ..)| id == operation.id)
                .unwrap();
            let schema = &document["paths"][&path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            assert!(schema.is_object(), "{}", operation.id);
            assert_matches(&document, schema, &answer.json(), operation.id);
        }
    })
    .await;
}

fn assert_matches(document: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document
            .pointer(reference.strip_prefix('#').unwrap())
            .unwrap();
        return assert_matches(document, target, value, place);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let merged = parts.iter().fold(serde_json::Map::new(), |mut all, part| {
            let part = match part["$ref"].as_str() {
                Some(reference) => document
                    .pointer(reference.strip_prefix('#').unwrap())
                    .unwrap(),
                None => part,
            };
            all.extend(part["properties"].as_object().cloned().unwrap_or_default());
            all
        });
        return assert_members(document, &merged, value, place);
    }
    if let Some(members) = schema["properties"].as_object() {
        assert_members(document, members, value, place);
    } else if let (Some(items), Some(rows)) = (schema.get("items"), value.as_array()) {
        for row in rows {
            assert_matches(document, items, row, place);
        }
    }
}

fn assert_members(
    document: &Value,
    members: &serde_json::Map<String, Value>,
    value: &Value,
    place: &str,
) {
    let Some(object) = value.as_object() else {
        panic!("{place}: {value} is no object");
    };
    let described: BTreeSet<&String> = members.keys().collect();
    let found: BTreeSet<&String> = object.keys().collect();
    assert_eq!(found, described, "{place}");
    for (name, schema) in members {
        assert_matches(document, schema, &object[name], &format!("{place}.{name}"));
    }
}
