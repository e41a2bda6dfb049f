//! Organizational units and user administrators, through the API and the pages.

use serde_json::{Value, json};
use store::accounts::NewKey;

use crate::addresses::{Of, addresses};
use crate::operations;
use crate::place::{PASSWORD, Place, on_both};

const UNITS: &str = "/domains/a.example/units";

#[tokio::test]
async fn units_are_made_found_moved_and_deleted() {
    on_both(async |place: Place| {
        place.full_domain().await;
        let lille = json!({"name": "Lille", "parent": "NORTH"});
        let made = place.send("POST", UNITS, &lille).await;
        assert_eq!(made.status, 201, "{made:?}");
        let location = "/api/v1/domains/a.example/units/north%2FLille";
        assert_eq!(made.header("location"), location);
        let expected =
            json!({"path": "north/Lille", "name": "Lille", "parent": "north", "version": 1});
        assert_eq!(made.json(), expected);
        let unit = "/domains/b.example/units/north%2Flille";
        assert_eq!(place.get(unit).await.json(), expected);
        place
            .send("POST", UNITS, &lille)
            .await
            .assert_errors(409, &[("name", "unit.taken")]);
        let moved = place.must("PATCH", unit, &json!({"parent": ""})).await;
        assert_eq!(moved["path"], "Lille");
        let stale = place.call("DELETE", "/domains/a.example/units/Lille");
        let stale = stale.header("if-match", "\"1\"").send().await;
        stale.assert_problem(412, "version_mismatch");

        let ann = "/domains/a.example/users/ann";
        let put = place.must("PATCH", ann, &json!({"unit": "lille"})).await;
        assert_eq!(put["unit"], "Lille");
        let found = place
            .get("/domains/a.example/entries?unit=LILLE")
            .await
            .json();
        assert_eq!(found["items"][0]["entry"], "user:ann");
        assert_eq!(found["items"][0]["unit"], "Lille");
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        let full = place
            .call("DELETE", "/domains/a.example/units/Lille")
            .send()
            .await;
        full.assert_errors(409, &[("unit", "unit.not_empty")]);
        place.must("PATCH", ann, &json!({"unit": ""})).await;
        let gone = place
            .call("DELETE", "/domains/a.example/units/Lille")
            .send()
            .await;
        assert_eq!(gone.status, 204, "{gone:?}");
        let listed = place.get(UNITS).await.json();
        let paths: Vec<_> = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| &unit["path"])
            .collect();
        assert_eq!(paths, ["north", "south"]);
    })
    .await;
}

#[tokio::test]
async fn rights_are_replaced_and_wrong_ones_named() {
    on_both(async |place: Place| {
        place.full_domain().await;
        let path = "/domains/a.example/users/ann/administration";
        let given = json!({"rights": [{"unit": "North", "rights": ["passwords", "users"]}]});
        let answer = place.must("PUT", path, &given).await;
        assert_eq!(
            answer["rights"],
            json!([{"unit": "north", "rights": ["users", "passwords"]}])
        );
        assert_eq!(answer["administrator"], false);
        assert_eq!(place.get(path).await.json(), answer);
        for (body, errors) in [
            (json!({}), [("rights", "required")]),
            (
                json!({"rights": [{"unit": "east", "rights": ["users"]}]}),
                [("rights[0].unit", "unit.unknown")],
            ),
            (
                json!({"rights": [{"unit": "", "rights": ["users"]}]}),
                [("rights[0].unit", "unit.required")],
            ),
            (
                json!({"rights": [{"unit": "north", "rights": ["all"]}]}),
                [("rights[0].rights[0]", "unknown_value")],
            ),
        ] {
            place
                .send("PUT", path, &body)
                .await
                .assert_errors(422, &errors);
        }
        assert_eq!(place.get(path).await.json(), answer);
    })
    .await;
}

/// ann, with all rights on `south`, where nothing is but herself.
async fn user_administrator(place: &Place) -> String {
    place.full_domain().await;
    let ann = json!({"unit": "south", "password": PASSWORD});
    place
        .must("PATCH", "/domains/a.example/users/ann", &ann)
        .await;
    let all = ["users", "mail", "passwords", "groups"];
    let rights = json!({"rights": [{"unit": "south", "rights": all}]});
    place
        .must(
            "PUT",
            "/domains/a.example/users/ann/administration",
            &rights,
        )
        .await;
    place.key_of("ann@a.example", NewKey::default()).await
}

#[tokio::test]
async fn no_call_of_a_user_administrator_leaves_his_units() {
    on_both(async |place: Place| {
        let key = user_administrator(&place).await;
        // Read before, because what follows changes it.
        let before = place.picture().await;
        for operation in operations::all() {
            // What is his own, and what everybody in the domain may read.
            let own = operation.path.contains("/users/ann") || operation.path.contains("ann%40");
            let lists = operation.id.starts_with("list_");
            // These ask about ann alone.
            let own = own || ["suspend_entries", "change_quotas"].contains(&operation.id);
            if own || lists || !operation.in_domain {
                continue;
            }
            let path = format!("/api/v1{}", operation.path);
            let mut call = place.request(operation.method, &path).key(&key);
            if let Some(body) = &operation.body {
                call = call.json(body);
            }
            let answer = call.send().await;
            match operation.id {
                "find_domain" | "find_mail_routing" | "find_filters" => {
                    assert_eq!(answer.status, 200);
                }
                // Into a unit that is none of his.
                "create_user"
                | "create_group"
                | "create_shared_mailbox"
                | "create_resource"
                | "create_external_user" => {
                    answer.assert_errors(422, &[("unit", "unit.unknown")]);
                }
                // Neither the unit nor whoever is to go there is his.
                "move_entries" => {
                    answer.assert_errors(422, &[("unit", "unit.unknown")]);
                }
                // The group is none of his.
                "change_membership" => {
                    assert!(matches!(answer.status.as_u16(), 403 | 422), "{answer:?}");
                }
                // Only ann is changed by it, or nobody, and bob is not found.
                "change_mail_types" | "delete_entries" => {
                    assert_eq!(answer.json()["changed"], 0, "{answer:?}");
                    assert!(answer.text.contains("entry.unknown"), "{answer:?}");
                }
                _ => assert!(
                    matches!(answer.status.as_u16(), 403 | 404),
                    "{}: {answer:?}",
                    operation.id
                ),
            }
        }
        assert_eq!(place.picture().await, before);
        let read = async |path: &str| {
            let path = format!("/api/v1/domains/a.example{path}");
            let answer = place.request("GET", &path).key(&key).send().await;
            let items = answer.json()["items"].as_array().unwrap().clone();
            let names = items.iter().map(|item| item["name"].clone());
            names.collect::<Vec<Value>>()
        };
        assert_eq!(read("/entries").await, ["ann"]);
        assert_eq!(read("/users").await, ["ann"]);
        assert!(read("/groups").await.is_empty());
        assert!(read("/entries?query=bob").await.is_empty());
        assert_eq!(read("/units").await, ["south"]);
    })
    .await;
}

#[tokio::test]
async fn no_page_shows_a_user_administrator_more_than_his_units() {
    on_both(async |place: Place| {
        user_administrator(&place).await;
        // Signing in shows on a user's page.
        place.session_of("ann@a.example").await;
        let before = place.picture().await;
        for address in addresses() {
            if address.of != Of::Domain || address.path.contains("ann") {
                continue;
            }
            for method in ["GET", "POST"] {
                if (method == "GET" && !address.has_page) || (method == "POST" && !address.has_form)
                {
                    continue;
                }
                let token = place.session_of("ann@a.example").await;
                let form = "name=x&login=bob&version=1&action=save&unit=north&account=bob";
                let answer = place
                    .request(method, &address.path)
                    .cookie(&token)
                    .raw("application/x-www-form-urlencoded", form)
                    .send()
                    .await;
                let what = format!("{method} {}: {answer:?}", address.path);
                assert!(!answer.status.is_server_error(), "{what}");
                for secret in ["bob@a.example", "p@elsewhere.example", ">staff<"] {
                    assert!(!answer.text.contains(secret), "{secret} in {what}");
                }
            }
        }
        assert_eq!(place.picture().await, before);
        // Menus and buttons are those of his rights.
        let token = place.session_of("ann@a.example").await;
        let page = async |path: &str| {
            let answer = place.request("GET", path).cookie(&token).send().await;
            assert_eq!(answer.status, 200, "{path}: {answer:?}");
            answer.text
        };
        let home = page("/").await;
        assert!(home.contains("/directories/units") && !home.contains("href=\"/system/domains"));
        let list = page("/directories?domain=a.example").await;
        assert!(list.contains("ann@a.example") && list.contains("/users/new"));
        // Files are about whole domains: neither offered nor given to whoever types the address.
        for files in ["/directories/import", "/directories/export"] {
            assert!(!list.contains(files), "{files} in {list}");
            let path = format!("{files}?domain=a.example");
            let answer = place.request("GET", &path).cookie(&token).send().await;
            assert_eq!(answer.status, 403, "{files}: {answer:?}");
            assert!(
                answer.text.contains("Your roles do not allow this"),
                "{answer:?}"
            );
        }
        assert!(
            page("/directories/a.example/users/ann/administration")
                .await
                .contains("south")
        );
    })
    .await;
}
