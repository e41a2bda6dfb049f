//! Every page of the console: who gets it, and what no page may contain.

use app::paths;
use serde_json::json;

use crate::addresses::{Of, addresses};
use crate::place::{Answer, PASSWORD, Place, on_both};

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_sign_in_and_back() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for address in addresses()
            .iter()
            .filter(|address| address.of != Of::Everybody)
        {
            for method in ["GET", "POST"] {
                let call = place.request(method, &address.path).cookie("no-such-token");
                let answer = call
                    .raw(
                        "application/x-www-form-urlencoded",
                        "name=x&login=x&delete=yes",
                    )
                    .send()
                    .await;
                if method == "POST" {
                    assert_eq!(answer.status, 401, "{}: {answer:?}", address.path);
                    assert!(answer.text.contains("action=\"/sign-in\""), "{answer:?}");
                    continue;
                }
                assert_eq!(answer.status, 303, "{}: {answer:?}", address.path);
                assert_eq!(answer.header("location"), paths::sign_in(&address.path));
            }
        }
        assert_eq!(place.picture().await, before);
        // Also an address that does not exist: who is not signed in learns nothing.
        let answer = place.request("GET", "/nothing").send().await;
        assert_eq!(answer.header("location"), "/sign-in?next=%2Fnothing");
    })
    .await;
}

#[tokio::test]
async fn a_superadministrator_gets_every_page_as_a_page_must_be() {
    on_both(async |place| {
        place.full_domain().await;
        // With one domain there is nothing to choose, and the choosing page leads on.
        place
            .must("POST", "/domains", &json!({"name": "c.example"}))
            .await;
        let token = place.session_of("admin0").await;
        for address in addresses() {
            if !address.has_page || address.pattern == paths::SIGN_IN {
                continue;
            }
            for language in ["en", "fr", "de"] {
                let call = place.request("GET", &address.path).cookie(&token);
                let answer = call.header("accept-language", language).send().await;
                assert_eq!(answer.status, 200, "{}: {answer:?}", address.path);
                assert_is_page(&address.path, &answer);
                assert!(
                    answer.text.contains(&format!("<html lang=\"{language}\"")),
                    "{}",
                    address.path
                );
            }
        }
        let missing = place.request("GET", "/nothing").cookie(&token).send().await;
        assert_eq!(missing.status, 404);
        assert_is_page("/nothing", &missing);
        assert!(
            missing.text.contains(missing.header("x-request-id")),
            "{missing:?}"
        );
        let method = place.request("DELETE", "/").cookie(&token).send().await;
        assert_eq!(method.status, 405);
        let sign_in = place.request("GET", paths::SIGN_IN).send().await;
        assert_eq!(sign_in.status, 200);
        assert_is_page(paths::SIGN_IN, &sign_in);
    })
    .await;
}

/// A strict policy, and nothing in the page that it would have to allow.
#[track_caller]
fn assert_is_page(path: &str, answer: &Answer) {
    assert!(
        answer.header("content-type").starts_with("text/html"),
        "{path}: {answer:?}"
    );
    assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    let policy = answer.header("content-security-policy");
    for directive in [
        "default-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(directive), "{path}: {policy}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("unsafe-eval'")
            || policy.contains("'wasm-unsafe-eval'"),
        "{path}: {policy}"
    );
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    let (nonce, _) = rest.split_once('\'').unwrap();
    assert!(nonce.len() >= 16, "{policy}");
    let html = &answer.text;
    assert!(!html.contains(" style="), "{path}: an inline style");
    assert!(!html.contains("<style"), "{path}: a style element");
    assert!(!html.contains("javascript:"), "{path}");
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        if tag.starts_with("script") {
            assert!(
                tag.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <{tag}>"
            );
        }
        let handler = tag
            .split_whitespace()
            .skip(1)
            .find(|part| part.starts_with("on") && part.contains('='));
        assert_eq!(handler, None, "{path}: <{tag}>");
    }
}

/// The administrator of another domain, with a password of his own choice.
async fn make_stranger(place: &Place) {
    place.other_tenant().await;
    place
        .must(
            "PATCH",
            "/domains/c.example/users/chief",
            &json!({"password": PASSWORD}),
        )
        .await;
}

#[tokio::test]
async fn another_tenant_finds_nothing_of_this_one() {
    on_both(async |place| {
        place.full_domain().await;
        make_stranger(&place).await;
        let before = place.picture().await;
        for address in addresses() {
            for method in ["GET", "POST"] {
                if (method == "GET" && !address.has_page) || (method == "POST" && !address.has_form)
                {
                    continue;
                }
                // A new one each time: some of the forms end it.
                let token = place.session_of("chief@c.example").await;
                let call = place.request(method, &address.path).cookie(&token);
                let form =
                    "name=x.example&login=ann&version=1&action=save&confirm=yes&endpoint=192.0.2.3";
                let answer = call
                    .raw("application/x-www-form-urlencoded", form)
                    .send()
                    .await;
                let what = format!("{method} {}: {answer:?}", address.path);
                match address.of {
                    // The Directory Browser says that he has no such domain.
                    Of::Domain if address.pattern == paths::DIRECTORY => {
                        assert!(matches!(answer.status.as_u16(), 200 | 404), "{what}");
                    }
                    Of::Domain => assert_eq!(answer.status, 404, "{what}"),
                    Of::Installation => assert!(
                        matches!(answer.status.as_u16(), 403 | 404) || method == "GET",
                        "{what}"
                    ),
                    Of::SignedIn | Of::Everybody => {
                        assert!(!answer.status.is_server_error(), "{what}");
                    }
                }
                for secret in ["ann@a.example", "bob@a.example", "192.0.2.7", "b.example"] {
                    assert!(
                        !answer.text.contains(secret)
                            || address.path.contains(secret.split('@').next().unwrap()),
                        "{secret} in {what}"
                    );
                }
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn forms_another_site_sends_do_nothing() {
    on_both(async |place| {
        place.full_domain().await;
        let token = place.session_of("admin0").await;
        let before = place.picture().await;
        for address in addresses().iter().filter(|address| address.has_form) {
            for (name, value) in [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
                ("origin", "https://evil.example"),
                ("origin", "null"),
            ] {
                let call = place
                    .request("POST", &address.path)
                    .cookie(&token)
                    .header(name, value);
                let form = "name=evil.example&login=evil&action=delete&confirm=yes&version=1";
                let answer = call
                    .raw("application/x-www-form-urlencoded", form)
                    .send()
                    .await;
                assert_eq!(answer.status, 403, "{}: {answer:?}", address.path);
                assert_eq!(answer.header("set-cookie"), "", "{}", address.path);
                assert!(
                    answer.header("content-type").starts_with("text/html"),
                    "{answer:?}"
                );
            }
        }
        assert_eq!(place.picture().await, before);
        let home = place.request("GET", "/").cookie(&token).send().await;
        assert_eq!(home.status, 200, "still signed in");
    })
    .await;
}

#[tokio::test]
async fn broken_forms_are_never_a_failure_of_ours() {
    on_both(async |place| {
        place.full_domain().await;
        let before = place.picture().await;
        for address in addresses().iter().filter(|address| address.has_form) {
            // A form that only confirms has no field that could be broken.
            if matches!(address.pattern, paths::SIGN_OUT | paths::USER_DELETE) {
                continue;
            }
            let token = place.session_of("admin0").await;
            for (kind, body) in [
                ("text/plain", "x".to_owned()),
                ("application/json", "{}".to_owned()),
                ("multipart/form-data; boundary=x", "--x--".to_owned()),
                ("application/x-www-form-urlencoded", "%ff=%fe&=&&&%".to_owned()),
                ("application/x-www-form-urlencoded", "version=x&action=:::&addresses[99999999999999999999].local_part=x".to_owned()),
                ("application/x-www-form-urlencoded", "version=-1&login=%00&name=%00&addresses[7].local_part=%0A&action=remove_address%3A999999".to_owned()),
                ("application/x-www-form-urlencoded", format!("name={}", "x".repeat(2 * 1024 * 1024))),
            ] {
                let call = place.request("POST", &address.path).cookie(&token);
                let call = call.header("content-length", &body.len().to_string());
                let is_large = body.len() > 1024 * 1024;
                let answer = call.raw(kind, body).send().await;
                let what = format!("{} {kind}: {}", address.path, answer.status);
                assert!(!answer.status.is_server_error(), "{what}: {answer:?}");
                assert_eq!(answer.status == 413, is_large, "{what}");
            }
        }
        assert_eq!(place.picture().await, before);
    })
    .await;
}

#[tokio::test]
async fn odd_addresses_are_never_a_failure_of_ours() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        for name in [
            "%00",
            "%ff",
            "a%2Fb",
            "'",
            "%25",
            "%0A",
            "%E2%80%AE",
            &"a".repeat(2000),
        ] {
            for path in [
                format!("/system/domains/{name}"),
                format!("/system/domains/{name}/mail-system"),
                format!("/directories/{name}/users/new"),
                format!("/directories/a.example/users/{name}/mail"),
                format!("/directories/a.example/{name}/new"),
                format!("/directories/a.example/groups/{name}/members"),
                format!("/directories/a.example/users/{name}/groups?find={name}"),
                format!("/directories/a.example/users/ann/groups?find={name}"),
                format!("/directories/new/{name}?domain={name}"),
                format!("/directories/csv?domain=a.example&q={name}&server={name}"),
                format!("/system/mailbox-servers/{name}"),
                format!(
                    "/directories?domain={name}&q={name}&type={name}&status={name}&after={name}"
                ),
                format!("/directories?domain=a.example&q={name}"),
                format!("/directories?domain=a.example&after={name}"),
                format!("/system/domains?q={name}&after={name}&sort={name}"),
                format!("/system/domains/a.example/route?recipient={name}"),
                format!("/sign-in?next={name}"),
            ] {
                let answer = place.request("GET", &path).cookie(&token).send().await;
                assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
            }
        }
    })
    .await;
}
