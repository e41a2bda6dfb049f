//! The page and the call that change the mail type of many entries.

use app::paths;
use serde_json::json;

use crate::call::Answer;
use crate::place::{Place, on_both};

#[tokio::test]
async fn the_page_foretells_and_then_does_it() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let page = format!("{}?domain=a.example&type=internal", paths::DIRECTORY_CHANGE);
        let chosen = "domain=a.example&type=internal&change=mail_type&which=everything&to=external";
        let preview = format!("{page}&change=mail_type&which=everything&to=external");
        let answer = place.request("GET", &preview).cookie(&token).send().await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.text.contains("Change 1 entry"), "{answer:?}");
        let mail_type =
            async || place.get("/domains/a.example/users/ann").await.json()["mail"]["type"].clone();
        assert_eq!(mail_type().await, "internal", "a preview changes nothing");
        let done = place.request("POST", &preview).cookie(&token);
        let done = done
            .raw(
                "application/x-www-form-urlencoded",
                format!("{chosen}&action=change"),
            )
            .send()
            .await;
        assert_eq!(
            (done.status.as_u16(), done.header("location")),
            (303, "/directories?domain=a.example")
        );
        assert_eq!(mail_type().await, "external");
    })
    .await;
}

#[tokio::test]
async fn a_call_names_what_it_leaves_and_refuses_half_a_question() {
    on_both(async |place| {
        place.split_domain().await;
        let path = "/domains/a.example/mail-type";
        let dry = json!({"filter": {"status": "active"}, "type": "none", "dry_run": true});
        let answer = place.must("POST", path, &dry).await;
        assert_eq!(answer, json!({"changed": 2, "unchanged": 0, "refused": []}));
        let named = json!({"entries": ["user:ann", "user:zoe"], "type": "external"});
        let answer = place.must("POST", path, &named).await;
        let refused = json!([{"entry": "user:zoe", "code": "entry.unknown"}]);
        assert_eq!(
            answer,
            json!({"changed": 1, "unchanged": 0, "refused": refused})
        );
        for (body, field, code) in [
            (json!({"type": "none"}), "entries", "required"),
            (
                json!({"filter": {}, "entries": [], "type": "none"}),
                "filter",
                "unknown_field",
            ),
            (json!({"filter": {}}), "type", "required"),
            (
                json!({"filter": {}, "type": "elsewhere"}),
                "type",
                "unknown_value",
            ),
            (
                json!({"entries": ["planet:mars"], "type": "none"}),
                "entries[0]",
                "unknown_value",
            ),
            (
                json!({"filter": {"kind": "planet"}, "type": "none"}),
                "filter.kind",
                "unknown_value",
            ),
        ] {
            place
                .send("POST", path, &body)
                .await
                .assert_errors(422, &[(field, code)]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_does_not_wait_is_answered_with_its_task() {
    on_both(async |place| {
        place.split_domain().await;
        let body = json!({"entries": ["user:ann"], "suspended": true});
        let call = place.call("POST", "/domains/a.example/suspend");
        let answer = call
            .header("prefer", "respond-async")
            .json(&body)
            .send()
            .await;
        assert_eq!(answer.status, 202, "{answer:?}");
        let address = answer.header("location").to_owned();
        let path = address.strip_prefix("/api/v1").unwrap();
        let mut task = place.get(path).await.json();
        for _ in 0..200 {
            if task["state"] != "running" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            task = place.get(path).await.json();
        }
        assert_eq!(task["state"], "done", "{task}");
        assert_eq!(
            task["outcome"]["counts"],
            json!([{"what": "changed", "number": 1}])
        );
        let ann = place.get("/domains/a.example/users/ann").await.json();
        assert_eq!(ann["suspended"], true);
        let late = place.call("DELETE", path).send().await;
        late.assert_problem(409, "conflict");
        let token = place.session_of("admin0").await;
        let page = format!("/tasks/{}", task["id"].as_str().unwrap());
        let page = place.request("GET", &page).cookie(&token).send().await;
        assert!(page.text.contains("1 entry changed"), "{page:?}");
    })
    .await;
}

/// Sends the form of the page that changes many, as whoever has this session.
async fn change_by_page(place: &Place, token: &str, form: &str) -> Answer {
    place
        .request("POST", paths::DIRECTORY_CHANGE)
        .cookie(token)
        .raw("application/x-www-form-urlencoded", form.to_owned())
        .send()
        .await
}

#[tokio::test]
async fn ticks_of_a_page_are_changed_without_a_script() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let send = async |form: &str| change_by_page(&place, &token, form).await;
        let ticked = "domain=a.example&which=ticked&change=suspend";
        let nobody = send(ticked).await;
        assert!(nobody.text.contains("No entry is ticked"), "{nobody:?}");
        let ann = format!("{ticked}&entry=user%3Aann");
        let foretold = send(&ann).await;
        assert!(foretold.text.contains("Change 1 entry"), "{foretold:?}");
        let done = send(&format!("{ann}&action=change")).await;
        assert_eq!(done.status, 303, "{done:?}");
        let ann = place.get("/domains/a.example/users/ann").await.json();
        assert_eq!(ann["suspended"], true);
        let wrong = send("domain=a.example&which=everything&change=quota&quota=limited&quota_number=x&quota_unit=gib").await;
        assert_eq!(wrong.status, 422, "{wrong:?}");
        assert!(wrong.text.contains("value=\"x\""), "{wrong:?}");
    })
    .await;
}

#[tokio::test]
async fn entries_move_to_a_unit_by_call_and_by_page() {
    on_both(async |place| {
        place.full_domain().await;
        let path = "/domains/a.example/unit";
        let ann = "/domains/a.example/users/ann";
        let dry = json!({"entries": ["user:ann", "user:zoe"], "unit": "NORTH", "dry_run": true});
        let answer = place.must("POST", path, &dry).await;
        let refused = json!([{"entry": "user:zoe", "code": "entry.unknown"}]);
        assert_eq!(
            answer,
            json!({"changed": 1, "unchanged": 0, "refused": refused})
        );
        assert_eq!(place.get(ann).await.json()["unit"], "");
        let named = json!({"entries": ["user:ann"], "unit": "NORTH"});
        place.must("POST", path, &named).await;
        assert_eq!(place.get(ann).await.json()["unit"], "north");
        for (body, code) in [
            (json!({"filter": {}}), "required"),
            (json!({"filter": {}, "unit": "west"}), "unit.unknown"),
        ] {
            let answer = place.send("POST", path, &body).await;
            answer.assert_errors(422, &[("unit", code)]);
        }

        let token = place.session_of("admin0").await;
        let send = async |form: &str| change_by_page(&place, &token, form).await;
        // The unit that is listed is one thing, the unit they go to another.
        let listed = "domain=a.example&unit=north&which=everything&change=move_to_unit";
        let asked = send(listed).await;
        assert!(asked.text.contains("name=\"to_unit\""), "{asked:?}");
        let wrong = send(&format!("{listed}&to_unit=west")).await;
        assert_eq!(wrong.status, 422, "{wrong:?}");
        assert!(
            wrong.text.contains("There is no organizational unit west"),
            "{wrong:?}"
        );
        let done = send(&format!("{listed}&to_unit=&action=change")).await;
        assert_eq!(done.status, 303, "{done:?}");
        assert_eq!(place.get(ann).await.json()["unit"], "");
    })
    .await;
}

#[tokio::test]
async fn entries_are_deleted_by_call_and_come_back() {
    on_both(async |place| {
        place.split_domain().await;
        let path = "/domains/a.example/delete-entries";
        let ann = "/domains/a.example/users/ann";
        let before = place.get(ann).await.json();
        let dry = json!({"entries": ["user:ann", "user:zoe"], "dry_run": true});
        let answer = place.must("POST", path, &dry).await;
        assert_eq!(answer["changed"], 1);
        assert_eq!(
            (&answer["addresses"], &answer["memberships"]),
            (&json!(1), &json!(0))
        );
        assert_eq!(
            answer["refused"],
            json!([{"entry": "user:zoe", "code": "entry.unknown"}])
        );
        assert_eq!(place.get(ann).await.json(), before, "asked only");
        place
            .must("POST", path, &json!({"entries": ["user:ann"]}))
            .await;
        place.get(ann).await.assert_problem(404, "not_found");
        let rows = place.get("/history?action=delete_entries").await.json();
        let row = rows["items"][0]["id"].as_str().unwrap().to_owned();
        let undone = place
            .must("POST", &format!("/history/{row}/undo"), &json!({}))
            .await;
        assert_eq!(undone["outcome"], "brought_back");
        assert_eq!(place.get(ann).await.json(), before);
    })
    .await;
}

#[tokio::test]
async fn a_page_deletes_when_the_number_was_typed() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let send = async |form: &str| change_by_page(&place, &token, form).await;
        let ticked = "domain=a.example&which=ticked&change=delete&entry=user%3Aann";
        let foretold = send(ticked).await;
        assert_eq!(foretold.status, 200, "{foretold:?}");
        assert!(foretold.text.contains("Delete 1 entry"), "{foretold:?}");
        assert!(
            foretold.text.contains("1 address is deleted with them"),
            "{foretold:?}"
        );
        for typed in ["", "&confirmation=2", "&confirmation=yes"] {
            let refused = send(&format!("{ticked}&action=change{typed}")).await;
            assert_eq!(refused.status, 422, "{typed}: {refused:?}");
            assert!(
                refused.text.contains("This is not the number"),
                "{refused:?}"
            );
        }
        let ann = "/domains/a.example/users/ann";
        assert_eq!(place.get(ann).await.status, 200);
        let done = send(&format!("{ticked}&action=change&confirmation=+1+")).await;
        assert_eq!(done.status, 303, "{done:?}");
        assert_eq!(place.get(ann).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_page_changes_as_many_entries_as_it_told_and_names_them_and_the_value() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let send = async |form: &str| change_by_page(&place, &token, form).await;
        let all = "domain=a.example&which=everything&kind=user&change=mail_type&to=none";
        let foretold = send(all).await;
        for said in [
            "Change 2 entries",
            "These: ann, bob",
            "New mail routing: No email processing",
        ] {
            assert!(foretold.text.contains(said), "{said}");
        }
        let ann = "/domains/a.example/users/ann";
        let before = place.get(ann).await.json();
        let other = send(&format!("{all}&action=change&foretold=1")).await;
        assert_eq!(other.status, 422, "{other:?}");
        assert!(other.text.contains("another number of entries"));
        assert_eq!(place.get(ann).await.json(), before);
        let done = send(&format!("{all}&action=change&foretold=2")).await;
        assert_eq!(done.status, 303, "{done:?}");
        assert_eq!(place.get(ann).await.json()["mail"]["type"], "none");
    })
    .await;
}
