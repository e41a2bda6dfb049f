//! Signing in over HTTP: cookies, the forced change of an initial password, the end of a session.

use serde_json::json;

use crate::place::{Answer, PASSWORD, Place, on_both};

const FORM: &str = "application/x-www-form-urlencoded";

async fn sign_in(place: &Place, login: &str, password: &str, next: &str) -> Answer {
    let form: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("login", login), ("password", password), ("next", next)])
        .finish();
    place
        .request("POST", "/sign-in")
        .raw(FORM, form)
        .send()
        .await
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    on_both(async |place| {
        let answer = sign_in(&place, "admin0", PASSWORD, "/system").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (303, "/system")
        );
        let cookie = answer.header("set-cookie");
        assert!(
            cookie.starts_with("signalbox=")
                && cookie.contains("; HttpOnly")
                && cookie.contains("; SameSite=Lax"),
            "{cookie}"
        );
        let token = cookie["signalbox=".len()..].split(';').next().unwrap();
        assert_eq!(
            place.request("GET", "/").cookie(token).send().await.status,
            200
        );
        let out = place
            .request("POST", "/sign-out")
            .cookie(token)
            .send()
            .await;
        assert_eq!(
            (out.status.as_u16(), out.header("location")),
            (303, "/sign-in")
        );
        assert_eq!(
            place.request("GET", "/").cookie(token).send().await.status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_it() {
    on_both(async |place| {
        let form = format!("login=admin0&password={}", PASSWORD.replace(' ', "+"));
        let call = place
            .request("POST", "/sign-in")
            .through_proxy("203.0.113.7");
        let answer = call.raw(FORM, form).send().await;
        let cookie = answer.header("set-cookie").to_owned();
        assert!(
            cookie.starts_with("__Host-signalbox=")
                && cookie.contains("; Secure")
                && cookie.contains("; Path=/;"),
            "{cookie}"
        );
        let token = cookie["__Host-signalbox=".len()..]
            .split(';')
            .next()
            .unwrap();
        // The plain name is not read there: somebody else could have set it.
        let plain = place
            .request("GET", "/")
            .through_proxy("203.0.113.7")
            .cookie(token)
            .send()
            .await;
        assert_eq!(plain.status, 303);
        let call = place
            .request("GET", "/account/sessions")
            .through_proxy("203.0.113.7");
        let sessions = call
            .header("cookie", &format!("__Host-signalbox={token}"))
            .send()
            .await;
        assert_eq!(sessions.status, 200);
        assert!(
            sessions.text.contains("203.0.113.7"),
            "the client's address and not the proxy's"
        );
    })
    .await;
}

#[tokio::test]
async fn unknown_accounts_and_wrong_passwords_get_the_same_answer() {
    on_both(async |place| {
        place.split_domain().await;
        let mut answers = Vec::new();
        for login in [
            "admin0",
            "nobody",
            "ann@a.example",
            "bob@a.example",
            "x@elsewhere.example",
            "'",
            "%00",
            "",
        ] {
            let answer = sign_in(&place, login, "wrong password", "").await;
            assert_eq!(answer.status, 401, "{login}: {answer:?}");
            assert_eq!(answer.header("set-cookie"), "");
            assert!(
                !answer.text.contains("wrong password"),
                "a password is never sent back"
            );
            let start = answer.text.find("<form").unwrap();
            let alert = answer.text[start..]
                .split("<input")
                .next()
                .unwrap()
                .to_owned();
            answers.push(alert);
        }
        assert!(
            answers.windows(2).all(|pair| pair[0] == pair[1]),
            "{answers:#?}"
        );
    })
    .await;
}

#[tokio::test]
async fn many_failures_make_everybody_wait() {
    on_both(async |place| {
        let mut last = sign_in(&place, "admin0", "wrong password", "").await;
        for _ in 0..30 {
            last = sign_in(&place, "admin0", "wrong password", "").await;
        }
        assert_eq!(last.status, 429, "{last:?}");
        assert!(last.header("retry-after").parse::<u32>().unwrap() > 0);
        assert_eq!(sign_in(&place, "admin0", PASSWORD, "").await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    on_both(async |place| {
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "\r\nx: y",
            "x",
        ] {
            let answer = sign_in(&place, "admin0", PASSWORD, next).await;
            assert_eq!(
                (answer.status.as_u16(), answer.header("location")),
                (303, "/"),
                "{next}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_initial_password_opens_only_the_page_that_changes_it() {
    on_both(async |place| {
        place.other_tenant().await;
        let token = place.session_of("chief@c.example").await;
        for path in ["/", "/directories?domain=c.example", "/account", "/system"] {
            let answer = place.request("GET", path).cookie(&token).send().await;
            assert_eq!(
                (answer.status.as_u16(), answer.header("location")),
                (303, "/account/password"),
                "{path}"
            );
        }
        let made = place
            .request("POST", "/directories/c.example/users/new")
            .cookie(&token);
        assert_eq!(
            made.raw(FORM, "login=carl&action=create")
                .send()
                .await
                .status,
            303
        );
        place
            .get("/domains/c.example/users/carl")
            .await
            .assert_problem(404, "not_found");
        assert_eq!(
            place
                .request("GET", "/account/password")
                .cookie(&token)
                .send()
                .await
                .status,
            200
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_moved_away_or_suspended_is_out_at_once() {
    on_both(async |place| {
        place.split_domain().await;
        let change = json!({"administrator": true, "password": PASSWORD});
        place
            .must("PATCH", "/domains/a.example/users/ann", &change)
            .await;
        let token = place.session_of("ann@a.example").await;
        let home = || place.request("GET", "/").cookie(&token).send();
        assert_eq!(home().await.status, 200);
        let addresses = json!([{"local_part": "ann", "domain": "a.example"}]);
        let away = json!({"type": "external", "addresses": addresses});
        place
            .must("PUT", "/domains/a.example/users/ann/mail", &away)
            .await;
        assert_eq!(home().await.status, 303);
        let answer = sign_in(&place, "ann@a.example", PASSWORD, "").await;
        assert_eq!(answer.status, 401, "{answer:?}");
    })
    .await;
}

/// The value of a hidden field of the page's own form, as the browser would send it.
fn hidden(page: &str, name: &str) -> String {
    let (_, main) = page.split_once("<main").unwrap();
    let (_, rest) = main
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no field {name}: {page}"));
    let value = rest.split('"').next().unwrap();
    value
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    on_both(async |place| {
        place.split_domain().await;
        let path = "/system/domains/a.example";
        let form = "description=Tea+%26+%22cakes%22+%3C3&version=1";
        let ended = place.request("POST", path).cookie("no-such-token");
        let asked = ended.raw(FORM, form).send().await;
        assert_eq!(asked.status, 401, "{asked:?}");
        assert_eq!(hidden(&asked.text, "kept"), form);

        // A wrong password loses nothing either.
        let again = |password: &str, page: &str| {
            let body: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("login", "admin0")
                .append_pair("password", password)
                .append_pair("next", &hidden(page, "next"))
                .append_pair("kept", &hidden(page, "kept"))
                .finish();
            place.request("POST", "/sign-in").raw(FORM, body).send()
        };
        let refused = again("wrong", &asked.text).await;
        assert_eq!(refused.status, 401);
        let offered = again(PASSWORD, &refused.text).await;
        assert_eq!(offered.status, 200, "{offered:?}");
        assert!(offered.header("set-cookie").starts_with("signalbox="));
        assert!(
            offered.text.contains(&format!("action=\"{path}\"")),
            "{offered:?}"
        );
        assert_eq!(hidden(&offered.text, "description"), "Tea & \"cakes\" <3");
        assert_eq!(hidden(&offered.text, "version"), "1");
    })
    .await;
}
