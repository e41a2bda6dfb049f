//! Shared mailboxes, external users, resources, and what they have in common with groups.

use serde_json::{Value, json};

use crate::place::{Place, on_both};

const GROUPS: &str = "/domains/a.example/groups";
const STAFF: &str = "/domains/a.example/groups/staff";

#[tokio::test]
async fn only_what_is_given_changes() {
    on_both(async |place| {
        place.full_domain().await;
        for (path, change) in [
            ("groups/staff", json!({"hidden": true})),
            ("groups/staff", json!({"members": []})),
            ("groups/staff", json!({"addresses": []})),
            ("shared-mailboxes/info", json!({"suspended": true})),
            (
                "shared-mailboxes/info",
                json!({"display_name": "Everybody's mail"}),
            ),
            (
                "external-users/partner",
                json!({"address": "q@elsewhere.example"}),
            ),
            ("resources/room", json!({"hidden": true})),
        ] {
            let path = format!("/domains/a.example/{path}");
            let mut expected = place.get(&path).await.json();
            let changed = place.must("PATCH", &path, &change).await;
            for (member, value) in change.as_object().unwrap() {
                expected[member] = value.clone();
            }
            if change.get("members").is_some() {
                expected["left_out"] = json!([]);
            }
            expected["version"] = json!(expected["version"].as_i64().unwrap() + 1);
            assert_eq!(changed, expected, "{path} {change}");
            let again = place.must("PATCH", &path, &change).await;
            assert_eq!(again, changed, "what changes nothing keeps its version");
        }
        let mail = json!({"mail": {"quota_kib": 77}});
        let info = "/domains/a.example/shared-mailboxes/info";
        let changed = place.must("PATCH", info, &mail).await;
        assert_eq!(changed["mail"]["quota_kib"], 77);
        assert_eq!(changed["mail"]["type"], "internal");
        assert_eq!(changed["mail"]["addresses"][0]["local_part"], "info");
    })
    .await;
}

#[tokio::test]
async fn a_display_name_that_is_the_name_follows_it() {
    on_both(async |place| {
        place.full_domain().await;
        let renamed = place.must("PATCH", STAFF, &json!({"name": "People"})).await;
        assert_eq!(
            (&renamed["name"], &renamed["display_name"]),
            (&json!("people"), &json!("People"))
        );
        let people = "/domains/a.example/groups/PEOPLE";
        place
            .must("PATCH", people, &json!({"display_name": "All of us"}))
            .await;
        let renamed = place.must("PATCH", people, &json!({"name": "us"})).await;
        assert_eq!(renamed["display_name"], "All of us");
        place.get(people).await.assert_problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_of_which_only_the_name_is_said_has_an_address_like_it() {
    on_both(async |place| {
        place.full_domain().await;
        for (folder, name) in [("shared-mailboxes", "Sales"), ("resources", "Beamer")] {
            let path = format!("/domains/a.example/{folder}");
            let made = place.must("POST", &path, &json!({"name": name})).await;
            let expected = json!([{"local_part": name.to_lowercase(), "domain": null, "default": true, "alternate": true}]);
            assert_eq!(made["mail"]["addresses"], expected);
            assert_eq!((&made["mail"]["type"], &made["display_name"]), (&json!("internal"), &json!(name)));
            let again = place.send("POST", &path, &json!({"name": name, "mail": {"type": "none"}})).await;
            match folder {
                "resources" => again.assert_errors(422, &[("mail.type", "unknown_value")]),
                _ => again.assert_errors(409, &[("name", "entry.taken")]),
            }
            // The address follows from the name, so it is the name that is taken.
            let taken = place.send("POST", &path, &json!({"name": "staff"})).await;
            taken.assert_errors(409, &[("name", "address.taken")]);
            let mail = json!({"type": "internal", "addresses": [{"local_part": "x", "default": true}, {"local_part": "staff"}]});
            let taken = place.send("POST", &path, &json!({"name": "x", "mail": mail})).await;
            match folder {
                "resources" => taken.assert_errors(422, &[("mail.addresses", "address.only_one")]),
                _ => taken.assert_errors(409, &[("mail.addresses[1].local_part", "address.taken")]),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_resource_has_one_address_given_either_way() {
    on_both(async |place| {
        place.full_domain().await;
        let room = "/domains/a.example/resources/room";
        let addresses = |found: &Value| {
            let rows = found["mail"]["addresses"].as_array().unwrap();
            let text = |value: &Value| value.as_str().unwrap_or("*").to_owned();
            rows.iter()
                .map(|row| format!("{}@{}", text(&row["local_part"]), text(&row["domain"])))
                .collect::<Vec<_>>()
        };
        assert_eq!(addresses(&place.get(room).await.json()), ["room@a.example"]);
        for (typed, stored) in [("Hall", "hall@*"), ("hall@B.example", "hall@b.example")] {
            let changed = place.must("PATCH", room, &json!({"address": typed})).await;
            assert_eq!(addresses(&changed), [stored]);
        }
        for (typed, status, code) in [
            ("", 422, "required"),
            ("hall@elsewhere.example", 422, "address.foreign_name"),
            ("a b@a.example", 422, "forbidden_character"),
            ("ann", 409, "address.taken"),
        ] {
            let answer = place.send("PATCH", room, &json!({"address": typed})).await;
            let found = answer.errors();
            assert_eq!(answer.status, status, "{answer:?}");
            assert_eq!(found[0].0, "address", "{answer:?}");
            if code != "forbidden_character" {
                assert_eq!(found[0].1, code, "{answer:?}");
            }
        }
        let both = json!({"address": "hall", "mail": {}});
        let answer = place.send("PATCH", room, &both).await;
        answer.assert_errors(422, &[("address", "unknown_field")]);
        let both = json!({"name": "x", "address": "hall", "mail": {"type": "internal"}});
        let answer = place
            .send("POST", "/domains/a.example/resources", &both)
            .await;
        answer.assert_errors(422, &[("address", "unknown_field")]);
    })
    .await;
}

#[tokio::test]
async fn an_external_user_is_elsewhere() {
    on_both(async |place| {
        place.full_domain().await;
        let path = "/domains/a.example/external-users";
        for (address, code) in [
            ("", "required"),
            ("nobody", "address.invalid"),
            ("x@b.example", "address.not_outside"),
            ("@elsewhere.example", "address.invalid"),
        ] {
            let new = json!({"name": "new", "address": address});
            place
                .send("POST", path, &new)
                .await
                .assert_errors(422, &[("address", code)]);
        }
        let new = json!({"name": "Ünder Écu/x", "address": "x@elsewhere.example"});
        let refused = place.send("POST", path, &new).await;
        refused.assert_errors(422, &[("name", "entry.separator")]);
        let new = json!({"name": "Ünder  Écu", "address": "X@München.example"});
        let made = place.send("POST", path, &new).await;
        assert_eq!(made.status, 201, "{made:?}");
        assert_eq!(made.json()["address"], "x@xn--mnchen-3ya.example");
        let location = made.header("location");
        assert_eq!(
            location,
            "/api/v1/domains/a.example/external-users/%C3%BCnder%20%C3%A9cu"
        );
        let found = place.request("GET", location).key(&place.key).send().await;
        assert_eq!(found.json(), made.json());
        // The same name is free for another kind, and taken for its own.
        place
            .must("POST", GROUPS, &json!({"name": "Ünder Écu"}))
            .await;
        let again = place.send("POST", path, &new).await;
        again.assert_errors(409, &[("name", "entry.taken")]);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_of_one_kind_under_its_own_address_only() {
    on_both(async |place| {
        place.full_domain().await;
        for path in [
            "groups/info",
            "users/info",
            "resources/info",
            "external-users/staff",
            "shared-mailboxes/room",
        ] {
            let path = format!("/domains/a.example/{path}");
            place.get(&path).await.assert_problem(404, "not_found");
            let answer = place.call("DELETE", &path).send().await;
            answer.assert_problem(404, "not_found");
        }
        for (folder, name) in [
            ("groups", "staff"),
            ("shared-mailboxes", "info"),
            ("external-users", "partner"),
            ("resources", "room"),
        ] {
            let path = format!("/domains/a.example/{folder}/{name}");
            let old = place
                .call("DELETE", &path)
                .header("if-match", "\"7\"")
                .send()
                .await;
            old.assert_problem(412, "version_mismatch");
            let gone = place
                .call("DELETE", &path)
                .header("if-match", "\"1\"")
                .send()
                .await;
            assert_eq!(gone.status, 204, "{gone:?}");
            place.get(&path).await.assert_problem(404, "not_found");
        }
        assert_eq!(
            rows(&place, "/domains/a.example/entries").await,
            ["group:all", "user:ann", "user:bob"]
        );
    })
    .await;
}

/// The references of a list's rows.
async fn rows(place: &Place, path: &str) -> Vec<String> {
    let answer = place.get(path).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let page = answer.json();
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|row| row["entry"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_directory_lists_all_kinds_and_each_by_itself() {
    on_both(async |place| {
        place.full_domain().await;
        let all = ["group:all", "user:ann", "user:bob", "shared:info", "external:partner", "resource:room", "group:staff"];
        for (query, expected) in [
            ("", &all[..]),
            ("?kind=group&kind=external_user", &["group:all", "external:partner", "group:staff"][..]),
            ("?kind=shared_mailbox", &["shared:info"][..]),
            ("?kind=resource&kind=resource", &["resource:room"][..]),
            ("?mail_type=internal", &["user:ann", "shared:info", "resource:room"][..]),
            ("?kind=group&mail_type=internal", &[][..]),
            ("?query=elsewhere", &[][..]),
            ("?query=p%40elsewhere", &["external:partner"][..]),
            ("?query=room%40a.example", &["resource:room"][..]),
        ] {
            let found = rows(&place, &format!("/domains/a.example/entries{query}")).await;
            assert_eq!(found, expected, "{query}");
        }
        for (folder, expected) in [
            ("users", &["user:ann", "user:bob"][..]),
            ("groups", &["group:all", "group:staff"][..]),
            ("shared-mailboxes", &["shared:info"][..]),
            ("external-users", &["external:partner"][..]),
            ("resources", &["resource:room"][..]),
        ] {
            assert_eq!(rows(&place, &format!("/domains/a.example/{folder}")).await, expected);
        }
        let row = &place.get("/domains/a.example/external-users").await.json()["items"][0];
        let expected = json!({
            "kind": "external_user", "name": "partner", "entry": "external:partner", "display_name": "partner",
            "address": "p@elsewhere.example", "mail_type": null, "suspended": false, "hidden": false, "unit": "",
        });
        assert_eq!(row, &expected);
        for query in ["kind=group&kind=planet", "kind=planet&kind=group"] {
            let answer = place.get(&format!("/domains/a.example/entries?{query}")).await;
            answer.assert_errors(422, &[("kind", "unknown_value")]);
        }
        let answer = place.get("/domains/a.example/groups?kind=user").await;
        answer.assert_errors(422, &[("kind", "unknown_field")]);
    })
    .await;
}

#[tokio::test]
async fn the_quotas_of_shared_mailboxes_are_the_domains() {
    on_both(async |place| {
        place.full_domain().await;
        let settings = json!({"settings": {"max_shared_quota_kib": 1000, "default_shared_quota_kib": 500}});
        let refused = place.send("PATCH", "/domains/a.example", &settings).await;
        refused.assert_errors(409, &[("settings.max_shared_quota_kib", "quota.in_use")]);
        for path in ["shared-mailboxes/info", "resources/room"] {
            let mail = json!({"mail": {"quota_kib": 900}});
            place.must("PATCH", &format!("/domains/a.example/{path}"), &mail).await;
        }
        place.must("PATCH", "/domains/a.example", &settings).await;
        let path = "/domains/a.example/shared-mailboxes";
        let made = place.must("POST", path, &json!({"name": "new"})).await;
        assert_eq!(made["mail"]["quota_kib"], 500);
        for quota in [0, 1001] {
            let mail = json!({"type": "internal", "addresses": [{"local_part": "more"}], "quota_kib": quota});
            let refused = place.send("POST", path, &json!({"name": "more", "mail": mail})).await;
            refused.assert_errors(422, &[("mail.quota_kib", "quota.over_maximum")]);
        }
    })
    .await;
}
