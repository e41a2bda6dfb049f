//! Entries in and out as CSV: by the API, on the pages and at the shell.

use app::paths;
use serde_json::json;
use store::accounts::NewKey;

use crate::call::Answer;
use crate::place::{Place, on_both};
use crate::shell::{Shell, assert_done, assert_refused, out};

const PATH: &str = "/domains/a.example/import";

async fn send(place: &Place, query: &str, file: &str) -> Answer {
    place
        .call("POST", &format!("{PATH}{query}"))
        .raw("text/csv", file.to_owned())
        .send()
        .await
}

#[tokio::test]
async fn a_call_foretells_then_imports_and_an_export_changes_nothing() {
    on_both(async |place| {
        place.full_domain().await;
        let file = "login;first_name;groups\nzoe;Zoé;staff\nann;Anna;staff\n";
        let dry = send(&place, "?dry_run=true", file).await.json();
        assert_eq!(
            (&dry["applied"], &dry["created"], &dry["changed"]),
            (&json!(false), &json!(1), &json!(1))
        );
        assert_eq!(place.get("/domains/a.example/users/zoe").await.status, 404);
        let digest = dry["digest"].as_str().unwrap();
        let done = send(&place, &format!("?digest={digest}"), file)
            .await
            .json();
        assert_eq!(
            (&done["applied"], &done["refused"]),
            (&json!(true), &json!([]))
        );
        let zoe = place.get("/domains/a.example/users/zoe").await.json();
        assert_eq!(zoe["display_name"], "Zoé");
        let late = send(&place, &format!("?digest={digest}"), file).await;
        late.assert_errors(409, &[("digest", "import.changed_since")]);
        assert!(place.store.check_routes().await.unwrap().is_empty());

        let export = place.get("/domains/a.example/export").await;
        assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
        assert!(
            export.text.starts_with("kind,name,first_name,"),
            "{export:?}"
        );
        let before = place.picture().await;
        let again = send(&place, "", &export.text).await.json();
        assert_eq!(again["unchanged"], 8, "{again}\n{}", export.text);
        assert_eq!(
            (&again["created"], &again["changed"]),
            (&json!(0), &json!(0))
        );
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn refused_lines_stop_a_call_unless_they_are_left_out() {
    on_both(async |place| {
        place.split_domain().await;
        let file = "login,addresses,quota\nzoe,zoe,\neve,ann,\nbad name,x,\ncat,cat,12\n";
        let refused = [
            ("3.addresses", "address.taken"),
            ("4.name", "login.invalid"),
            ("5.quota", "quota.invalid"),
        ];
        send(&place, "", file).await.assert_errors(422, &refused);
        assert_eq!(place.get("/domains/a.example/users/zoe").await.status, 404);
        let rest = send(&place, "?refused=leave_out", file).await.json();
        assert_eq!(rest["created"], 1);
        assert_eq!(
            rest["refused"][0],
            json!({"line": 3, "entry": "user:eve", "column": "addresses", "code": "address.taken"})
        );
        for (query, body, field, code) in [
            ("?dry_run=perhaps", file, "dry_run", "unknown_value"),
            ("?dry=true", file, "dry", "unknown_field"),
            ("", "", "", "import.empty"),
            ("", "login,salary\nx,1\n", "", "import.unknown_column"),
        ] {
            let answer = send(&place, query, body).await;
            answer.assert_errors(422, &[(field, code)]);
        }
        let reading = NewKey {
            read_only: true,
            ..NewKey::default()
        };
        let key = place.key_of("admin0", reading).await;
        let call = place.request("POST", &format!("/api/v1{PATH}")).key(&key);
        let denied = call.raw("text/csv", file).send().await;
        denied.assert_problem(403, "denied");
    })
    .await;
}

/// A form with a file, as a browser sends it.
fn form(name: &str, file: &str, text: &str) -> String {
    format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n{file}\r\n--b\r\n\
         Content-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--b--\r\n"
    )
}

#[tokio::test]
async fn the_page_shows_every_line_before_anything_happens() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let page = paths::import("a.example");
        let post = async |path: &str, kind: &str, body: String| {
            let call = place.request("POST", path).cookie(&token);
            call.raw(kind, body).send().await
        };
        let upload = "multipart/form-data; boundary=b";
        let wrong = post(&page, upload, form("", "", "login,salary\nzoe,<1>\n")).await;
        assert_eq!(wrong.status, 422, "{wrong:?}");
        assert!(
            wrong.text.contains("salary") && wrong.text.contains("zoe,&lt;1&gt;"),
            "{wrong:?}"
        );

        let file = "login,first_name,addresses\nzoe,Zoe,zoe\nann,Anna,ann\neve,Eve,rob\n";
        let sent = post(&page, upload, form("people.csv", file, "")).await;
        assert_eq!(sent.status, 303, "{sent:?}");
        let plan = sent.header("location").to_owned();
        let shown = place.request("GET", &plan).cookie(&token).send().await;
        for text in [
            "people.csv",
            "New: 1",
            "Changed: 1",
            "Refused: 1",
            "Apply 2 changes",
        ] {
            assert!(shown.text.contains(text), "{text}: {shown:?}");
        }
        assert_eq!(place.get("/domains/a.example/users/zoe").await.status, 404);
        let digest = shown.text.split("name=\"digest\" value=\"").nth(1).unwrap();
        let digest = digest.split('"').next().unwrap();
        let form_type = "application/x-www-form-urlencoded";
        let stopped = post(&plan, form_type, format!("digest={digest}")).await;
        assert_eq!(stopped.status, 422, "{stopped:?}");
        assert!(stopped.text.contains("Refused lines: 1"), "{stopped:?}");
        let other = post(&plan, form_type, "digest=another&leave_out=true".into()).await;
        assert_eq!(other.status, 409, "{other:?}");
        let done = post(&plan, form_type, format!("digest={digest}&leave_out=true")).await;
        assert_eq!(
            (done.status.as_u16(), done.header("location")),
            (303, "/directories?domain=a.example")
        );
        assert_eq!(place.get("/domains/a.example/users/zoe").await.status, 200);
        // Applied once, and kept no longer.
        let again = post(&plan, form_type, format!("digest={digest}&leave_out=true")).await;
        assert!(again.header("location").contains("gone=1"), "{again:?}");
        assert!(place.store.check_routes().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn passwords_are_kept_as_hashes_only() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        let file = "login,password\nzoe,correct horse battery\n";
        let call = place
            .request("POST", &paths::import("a.example"))
            .cookie(&token);
        let sent = call
            .raw("multipart/form-data; boundary=b", form("x.csv", file, ""))
            .send()
            .await;
        assert_eq!(sent.status, 303, "{sent:?}");
        let kept = place
            .texts("SELECT records FROM kept_import_part")
            .await
            .join("");
        assert!(
            kept.contains("$argon2id$") && !kept.contains("correct horse"),
            "{kept}"
        );
    })
    .await;
}

#[test]
fn the_shell_imports_what_it_exported() {
    let shell = Shell::with_database();
    let file = shell.0.path().join("people.csv");
    std::fs::write(&file, "login\nzoe\nann lee\n").unwrap();
    let file = file.to_str().unwrap();
    let stopped = shell.run(&["import", "a.example", file]);
    assert_refused(&stopped, "1 lines are refused");
    assert!(out(&stopped).contains("line 3, name:"), "{stopped:?}");
    let foretold = shell.run(&["import", "a.example", file, "--dry-run"]);
    assert_done(&foretold);
    let done = shell.run(&["import", "a.example", file, "--leave-out-refused"]);
    assert_done(&done);
    assert!(out(&done).contains("1 are created"), "{done:?}");
    let exported = shell.run(&["export", "a.example"]);
    assert_done(&exported);
    assert!(out(&exported).contains("\nuser,zoe,"), "{exported:?}");
    std::fs::write(file, out(&exported)).unwrap();
    let again = shell.run(&["import", "a.example", file]);
    assert_done(&again);
    assert!(
        out(&again).contains("0 are created, 0 changed"),
        "{again:?}"
    );
}
