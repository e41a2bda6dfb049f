//! Groups: members, those mail does not reach, and where mail for them goes.

use serde_json::{Value, json};

use crate::place::on_both;

const STAFF: &str = "/domains/a.example/groups/staff";

#[tokio::test]
async fn a_group_answers_with_its_members_and_those_it_cannot_reach() {
    on_both(async |place| {
        place.full_domain().await;
        let found = place.get(STAFF).await;
        let expected = json!({
            "name": "staff", "display_name": "staff", "suspended": false, "hidden": false, "unit": "",
            "addresses": [{"local_part": "staff", "domain": null, "default": true, "alternate": true}],
            "members": ["user:ann", "group:all", "external:partner"],
            "left_out": [{"entry": "group:all", "reason": "empty_group"}],
            "version": 1,
        });
        assert_eq!(found.json(), expected);
        assert_eq!(found.header("etag"), "\"1\"");
        place
            .must("PATCH", "/domains/a.example/users/ann", &json!({"suspended": true}))
            .await;
        let mail = json!({"type": "none", "addresses": []});
        place
            .must("PUT", "/domains/a.example/users/bob/mail", &mail)
            .await;
        let members = json!({"members": ["user:ann", "USER:Bob", "shared-mailbox:info", "user:bob"]});
        let refused = place.send("PATCH", STAFF, &members).await;
        refused.assert_errors(422, &[("members[1]", "unknown_value")]);
        let members = json!({"members": ["user:bob", "user:Ann", "shared-mailbox:info", "user:bob"]});
        let changed = place.must("PATCH", STAFF, &members).await;
        assert_eq!(changed["members"], json!(["user:ann", "user:bob", "shared:info"]));
        assert_eq!(
            changed["left_out"],
            json!([
                {"entry": "user:ann", "reason": "suspended"},
                {"entry": "user:bob", "reason": "no_mail"},
            ])
        );
        assert_eq!(changed["version"], 2);
    })
    .await;
}

#[tokio::test]
async fn members_that_are_none_are_refused_where_they_were_typed() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for (members, errors) in [
            (
                json!(["user:nobody", "external:partner"]),
                vec![("members[0]", "member.unknown")],
            ),
            (
                json!(["external:partner", "external:aaa"]),
                vec![("members[1]", "member.unknown")],
            ),
            (
                json!(["user:ann", "resource:room"]),
                vec![("members[1]", "member.kind")],
            ),
            (json!(["ann"]), vec![("members[0]", "unknown_value")]),
            (
                json!(["user:ann", "group:staff"]),
                vec![("members[1]", "member.cycle")],
            ),
            (
                json!(["user:x", "user:ann", "group:x"]),
                vec![
                    ("members[2]", "member.unknown"),
                    ("members[0]", "member.unknown"),
                ],
            ),
        ] {
            let answer = place
                .send("PATCH", STAFF, &json!({"members": members}))
                .await;
            let mut errors = errors;
            errors.sort_unstable();
            answer.assert_problem(422, "invalid");
            let mut found = answer.errors();
            found.sort();
            let found: Vec<_> = found
                .iter()
                .map(|(f, c)| (f.as_str(), c.as_str()))
                .collect();
            assert_eq!(found, errors, "{members}");
        }
        let round = json!({"members": ["group:staff"]});
        let answer = place
            .send("PATCH", "/domains/a.example/groups/all", &round)
            .await;
        answer.assert_errors(422, &[("members[0]", "member.cycle")]);
        let message = answer.json()["errors"][0]["message"].to_string();
        assert!(message.contains("all › staff › all"), "{message}");
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_user_says_which_groups_he_is_in() {
    on_both(async |place| {
        place.full_domain().await;
        let path = "/domains/a.example/users/ann/groups";
        let found = place.get(path).await;
        assert_eq!(found.json(), json!({"groups": ["staff"], "version": 1}));
        assert_eq!(found.header("etag"), "\"1\"");
        let saved = place
            .must("PUT", path, &json!({"groups": ["ALL", "all"]}))
            .await;
        assert_eq!(saved["groups"], json!(["all"]));
        let members = |found: Value| found["members"].clone();
        assert_eq!(
            members(place.get("/domains/a.example/groups/all").await.json()),
            json!(["user:ann"])
        );
        assert_eq!(
            members(place.get(STAFF).await.json()),
            json!(["group:all", "external:partner"])
        );
        let before = place.get(path).await.text;
        for (groups, errors) in [
            (
                json!(["all", "nothing"]),
                vec![("groups[1]", "member.unknown")],
            ),
            (json!(["a/b"]), vec![("groups[0]", "member.unknown")]),
        ] {
            let answer = place.send("PUT", path, &json!({"groups": groups})).await;
            answer.assert_errors(422, &errors);
        }
        assert_eq!(place.get(path).await.text, before);
        place.must("PUT", path, &json!({"groups": []})).await;
        assert_eq!(
            members(place.get("/domains/a.example/groups/all").await.json()),
            json!([])
        );
        place
            .get("/domains/a.example/users/nobody/groups")
            .await
            .assert_problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn mail_for_a_group_is_decided_member_by_member() {
    on_both(async |place| {
        place.full_domain().await;
        let decision = async || {
            let found = place
                .get("/route?recipient=Staff%2Bx%40b.example")
                .await
                .json();
            let deliveries = found["deliveries"].as_array().unwrap();
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let deliveries: Vec<String> = deliveries
                .iter()
                .map(|to| {
                    format!(
                        "{} {} {}",
                        text(&to["recipient"]),
                        text(&to["kind"]),
                        text(&to["next_hop"])
                    )
                })
                .collect();
            (
                found["reply"].as_str().unwrap_or_default().to_owned(),
                deliveries,
            )
        };
        let (reply, deliveries) = decision().await;
        assert_eq!(reply, "");
        assert_eq!(
            deliveries[0].split(' ').take(2).collect::<Vec<_>>(),
            ["ann@a.example", "mailbox"]
        );
        assert_eq!(
            deliveries[1..],
            ["p@elsewhere.example outside elsewhere.example"]
        );
        place
            .must(
                "PATCH",
                STAFF,
                &json!({"members": ["user:bob", "group:all"]}),
            )
            .await;
        assert_eq!(
            decision().await.1,
            ["bob@a.example alternate [192.0.2.7]:25"]
        );
        place
            .must("PATCH", STAFF, &json!({"members": ["group:all"]}))
            .await;
        assert_eq!(
            decision().await,
            ("550 5.2.4 No member can be reached".to_owned(), vec![])
        );
        place
            .must("PATCH", STAFF, &json!({"suspended": true}))
            .await;
        assert_eq!(
            decision().await,
            ("550 5.2.1 Mailbox disabled".to_owned(), vec![])
        );
    })
    .await;
}
