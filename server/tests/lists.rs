//! Lists: pages, filters, and what is refused of them.

use serde_json::json;

use crate::place::{Place, on_both};

/// The names or logins of all pages of a list, each page at most `limit` long.
async fn walk(place: &Place, path: &str, limit: usize, member: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let mark = if path.contains('?') { '&' } else { '?' };
        let answer = place
            .get(&format!("{path}{mark}limit={limit}{after}"))
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let page = answer.json();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        found.extend(
            items
                .iter()
                .map(|item| item[member].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(cursor) => {
                assert_eq!(items.len(), limit, "a page that is not the last is full");
                let cursor: String = form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
                after = format!("&after={cursor}");
            }
            None => return found,
        }
    }
}

#[tokio::test]
async fn every_row_is_on_exactly_one_page() {
    on_both(async |place| {
        let mut names: Vec<String> = (0..7).map(|number| format!("d{number}.example")).collect();
        for name in &names {
            place.must("POST", "/domains", &json!({"name": name})).await;
        }
        for limit in [1, 2, 3, 7, 500] {
            assert_eq!(walk(&place, "/domains", limit, "name").await, names);
        }
        names.reverse();
        assert_eq!(walk(&place, "/domains?order=-name", 2, "name").await, names);
        let logins: Vec<String> = (0..7).map(|number| format!("u{number}")).collect();
        for login in logins.iter().rev() {
            place
                .must(
                    "POST",
                    "/domains/d0.example/users",
                    &json!({"login": login}),
                )
                .await;
        }
        for path in ["/domains/d0.example/entries", "/domains/d0.example/users"] {
            for limit in [1, 3, 7] {
                assert_eq!(walk(&place, path, limit, "name").await, logins, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn filters_add_up() {
    on_both(async |place| {
        place.split_domain().await;
        place
            .must(
                "PATCH",
                "/domains/a.example/users/ann",
                &json!({"suspended": true}),
            )
            .await;
        for (query, logins) in [
            ("", vec!["ann", "bob"]),
            ("query=bo", vec!["bob"]),
            ("query=rob%40", vec!["bob"]),
            ("query=zz", vec![]),
            ("kind=user", vec!["ann", "bob"]),
            ("mail_type=external", vec!["bob"]),
            ("mail_type=none", vec![]),
            ("status=suspended", vec!["ann"]),
            ("status=active", vec!["bob"]),
            ("status=active&mail_type=internal", vec![]),
        ] {
            let found = walk(
                &place,
                &format!("/domains/a.example/entries?{query}"),
                50,
                "name",
            )
            .await;
            assert_eq!(found, logins, "{query}");
        }
        let row = &place
            .get("/domains/a.example/entries?query=bob")
            .await
            .json()["items"][0];
        let expected = json!({
            "kind": "user", "name": "bob", "entry": "user:bob", "display_name": "Bob", "address": "bob@a.example",
            "mail_type": "external", "suspended": false, "hidden": false, "unit": "",
        });
        assert_eq!(row, &expected);
        let found = walk(&place, "/domains?query=b.ex", 50, "name").await;
        assert_eq!(found, ["a.example"]);
    })
    .await;
}

#[tokio::test]
async fn parameters_out_of_range_are_refused_with_their_name() {
    on_both(async |place| {
        place.split_domain().await;
        for (query, field, code) in [
            ("limit=0", "limit", "unknown_value"),
            ("limit=501", "limit", "unknown_value"),
            ("limit=-1", "limit", "unknown_value"),
            ("limit=ten", "limit", "unknown_value"),
            ("after=nonsense", "after", "unknown_value"),
            ("after=%21%21", "after", "unknown_value"),
            ("status=asleep", "status", "unknown_value"),
            ("mail_type=internal%00", "mail_type", "forbidden_character"),
            ("kind=planet", "kind", "unknown_value"),
            ("colour=red", "colour", "unknown_field"),
        ] {
            let answer = place
                .get(&format!("/domains/a.example/entries?{query}"))
                .await;
            answer.assert_errors(422, &[(field, code)]);
        }
        place
            .get("/domains?after=nonsense")
            .await
            .assert_errors(422, &[("after", "unknown_value")]);
        place
            .get("/domains?order=size")
            .await
            .assert_errors(422, &[("order", "unknown_value")]);
    })
    .await;
}
