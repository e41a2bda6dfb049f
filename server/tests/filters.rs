//! Filters, forwarding and automatic replies over the API and in the pages.

use app::paths;
use model::{EntryRef, Kind};
use serde_json::json;

use crate::place::{Answer, Place, on_both};

async fn post(place: &Place, path: &str, form: &[(&str, &str)]) -> Answer {
    let token = place.session_of("admin0").await;
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(form);
    let call = place.request("POST", path).cookie(&token);
    call.raw("application/x-www-form-urlencoded", body.finish())
        .send()
        .await
}

#[tokio::test]
async fn filters_are_answered_as_they_were_sent_with_the_version_of_the_domain() {
    on_both(async |place| {
        place.split_domain().await;
        let filter = json!({
            "name": "Junk", "active": false, "match": "any", "mark_read": false, "mark_important": true,
            "criteria": [
                {"part": "header", "header": "X-Spam-Flag", "test": "is", "value": "YES"},
                {"part": "body", "header": "", "test": "contains_not", "value": "x"},
            ],
            "forward_to": ["p@out.example"], "place": "folder", "folder": "Junk", "stop": true,
        });
        let path = "/domains/a.example/filters";
        let sent = json!({"filters": [filter]});
        let answer = place.must("PUT", path, &sent).await;
        assert_eq!(answer["filters"], sent["filters"]);
        let domain = place.get("/domains/a.example").await.json();
        assert_eq!(answer["version"], domain["version"]);
        assert_eq!(place.get(path).await.json(), answer);
        let wrong = json!({"filters": [
            filter,
            {"name": "", "criteria": [{"part": "nose", "test": "is"}]},
        ]});
        place
            .send("PUT", path, &wrong)
            .await
            .assert_errors(422, &[("filters[1].criteria[0].part", "unknown_value")]);
    })
    .await;
}

#[tokio::test]
async fn mail_takes_forwarding_and_reply_and_leaves_what_is_not_given() {
    on_both(async |place| {
        place.split_domain().await;
        let path = "/domains/a.example/users/ann";
        let mail = place.get(path).await.json()["mail"].clone();
        assert_eq!(mail["forward"], json!({"active": false, "to": [], "keep_copy": true}));
        let forward = json!({"active": true, "to": ["p@out.example"], "keep_copy": false});
        place
            .must("PATCH", path, &json!({"mail": {"forward": forward}}))
            .await;
        let put = json!({
            "type": mail["type"], "addresses": mail["addresses"],
            "automatic_reply": {"active": true, "from": "2026-07-01T08:00+02:00", "subject": "Away", "message": "Soon"},
        });
        let saved = place.must("PUT", &format!("{path}/mail"), &put).await;
        assert_eq!(saved["mail"]["forward"], forward);
        let reply = &saved["mail"]["automatic_reply"];
        assert_eq!(reply["from"], "2026-07-01T06:00:00Z");
        let wrong = json!({"mail": {
            "forward": {"active": true, "to": ["ann@a.example"]},
            "automatic_reply": {"active": true, "from": "soon", "message": "x"},
        }});
        place.send("PATCH", path, &wrong).await.assert_errors(
            422,
            &[
                ("mail.forward.to", "forward.to_self"),
                ("mail.automatic_reply.from", "moment.invalid"),
                ("mail.automatic_reply.subject", "required"),
            ],
        );
        assert_eq!(place.get(path).await.json()["version"], saved["version"]);
    })
    .await;
}

#[tokio::test]
async fn a_new_user_comes_with_forwarding_or_not_at_all_and_a_shared_mailbox_answers() {
    on_both(async |place| {
        place.full_domain().await;
        let new = |to: &str| {
            let addresses = json!([{"local_part": "carl"}]);
            let forward = json!({"active": true, "to": [to]});
            json!({"login": "carl", "mail": {"type": "internal", "addresses": addresses, "forward": forward}})
        };
        let users = "/domains/a.example/users";
        place
            .send("POST", users, &new("carl@a.example"))
            .await
            .assert_errors(422, &[("mail.forward.to", "forward.to_self")]);
        place.get(&format!("{users}/carl")).await.assert_problem(404, "not_found");
        let made = place.must("POST", users, &new("p@out.example")).await;
        assert_eq!(made["mail"]["forward"]["to"], json!(["p@out.example"]));
        let info = "/domains/a.example/shared-mailboxes/info";
        let reply = json!({"active": true, "subject": "Thanks", "message": "Soon"});
        let change = json!({"mail": {"automatic_reply": reply}});
        let saved = place.must("PATCH", info, &change).await;
        assert_eq!(saved["mail"]["automatic_reply"]["subject"], "Thanks");
        assert_eq!(saved["mail"]["forward"], json!(null));
        let change = json!({"mail": {"forward": {"active": true, "to": ["p@out.example"]}}});
        place
            .send("PATCH", info, &change)
            .await
            .assert_errors(422, &[("mail.forward", "entry.kind")]);
    })
    .await;
}

#[tokio::test]
async fn the_form_of_a_filter_comes_back_with_everything_and_the_list_moves_rows() {
    on_both(async |place| {
        place.full_domain().await;
        let version = place.get("/domains/a.example").await.json()["version"].to_string();
        let new = paths::new_filter("a.example");
        let typed = [
            ("version", version.as_str()),
            ("name", ""),
            ("active", "true"),
            ("match", "any"),
            ("criteria[0].part", "header"),
            ("criteria[0].header", "a b"),
            ("criteria[0].test", "contains"),
            ("criteria[0].value", "kept \"value\""),
            ("forward_to", "p@out.example\nnonsense"),
            ("place", "folder"),
            ("folder", "../x"),
        ];
        let back = post(&place, &new, &typed).await;
        assert_eq!(back.status, 422, "{back:?}");
        for kept in [
            "kept &quot;value&quot;",
            "a b",
            "p@out.example\nnonsense",
            "../x",
        ] {
            assert!(back.text.contains(kept), "{kept}: {}", back.text);
        }
        let mut mended = typed.to_vec();
        for (name, value) in [
            ("name", "Second"),
            ("criteria[0].header", "X-Test"),
            ("forward_to", "p@out.example"),
            ("folder", "Offers"),
        ] {
            mended.retain(|(field, _)| *field != name);
            mended.push((name, value));
        }
        let saved = post(&place, &new, &mended).await;
        assert_eq!(saved.status, 303, "{saved:?}");
        let list = paths::domain_filters("a.example");
        let stale = post(&place, &list, &[("version", &version), ("action", "up:1")]).await;
        assert_eq!(stale.status, 412, "{stale:?}");
        let names = async || {
            let found = place.get("/domains/a.example/filters").await.json();
            let filters = found["filters"].as_array().unwrap().clone();
            let names = filters
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned());
            (names.collect::<Vec<_>>(), found["version"].to_string())
        };
        let (before, version) = names().await;
        assert_eq!(before, ["Offers", "Second"]);
        let moved = post(&place, &list, &[("version", &version), ("action", "up:1")]).await;
        assert_eq!(moved.status, 303, "{moved:?}");
        let (after, version) = names().await;
        assert_eq!(after, ["Second", "Offers"]);
        let gone = post(
            &place,
            &list,
            &[("version", &version), ("action", "delete:0")],
        )
        .await;
        assert_eq!(gone.status, 303, "{gone:?}");
        assert_eq!(names().await.0, ["Offers"]);
    })
    .await;
}

#[tokio::test]
async fn the_tab_of_a_user_keeps_what_was_typed_and_reads_moments_in_the_zone_of_the_domain() {
    on_both(async |place| {
        place.split_domain().await;
        let zone = json!({"settings": {"time_zone": "Europe/Paris"}});
        place.must("PATCH", "/domains/a.example", &zone).await;
        let ann = EntryRef {
            kind: Kind::User,
            name: "ann".into(),
        };
        let path = paths::entry_handling("a.example", &ann);
        let typed = |to: &'static str| {
            [
                ("forward.active", "true"),
                ("forward.to", to),
                ("forward.keep_copy", "no"),
                ("automatic_reply.active", "on"),
                ("automatic_reply.from", "2026-07-01T08:00"),
                ("automatic_reply.subject", "Away"),
                ("automatic_reply.message", "Back soon"),
            ]
        };
        let back = post(&place, &path, &typed("ann@a.example")).await;
        assert_eq!(back.status, 422, "{back:?}");
        assert!(back.text.contains("2026-07-01T08:00") && back.text.contains("Back soon"));
        let saved = post(&place, &path, &typed("p@out.example, q@out.example")).await;
        assert_eq!(saved.status, 303, "{saved:?}");
        let mail = place.get("/domains/a.example/users/ann").await.json()["mail"].clone();
        assert_eq!(mail["automatic_reply"]["from"], "2026-07-01T06:00:00Z");
        assert_eq!(
            mail["forward"]["to"],
            json!(["p@out.example", "q@out.example"])
        );
        assert_eq!(mail["forward"]["keep_copy"], false);
    })
    .await;
}
