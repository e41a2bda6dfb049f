//! The search over everything, and the index of screens and settings.

use app::search::{Here, Place as Screen, places};
use app::words::Lang;
use http::Uri;
use serde_json::json;

use crate::place::{Answer, PASSWORD, Place, on_both};

async fn get(place: &Place, token: &str, path: &str) -> Answer {
    place.request("GET", path).cookie(token).send().await
}

/// An administrator of `a.example`, who may sign in.
async fn administrator(place: &Place) -> String {
    let chief = json!({
        "login": "chief", "last_name": "Chief", "password": PASSWORD, "administrator": true,
    });
    place.must("POST", "/domains/a.example/users", &chief).await;
    place.session_of("chief@a.example").await
}

fn here(text: &str) -> Here {
    Here::of(&text.parse::<Uri>().unwrap())
}

/// Where a screen leads, from a page about nothing, about a domain, and about an entry.
fn links(screen: &Screen) -> Vec<String> {
    [
        "/",
        "/system/domains/a.example",
        "/directories/a.example/users/bob",
        "/directories/a.example/groups/staff",
        "/directories/a.example/shared-mailboxes/info",
    ]
    .map(|page| screen.href(&here(page)))
    .to_vec()
}

#[tokio::test]
async fn every_screen_and_setting_is_where_the_search_says() {
    on_both(async |place| {
        place.full_domain().await;
        place
            .must("POST", "/domains", &json!({"name": "z.example"}))
            .await;
        let token = place.session_of("admin0").await;
        for screen in places() {
            for link in links(&screen) {
                let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let answer = get(&place, &token, path).await;
                assert_eq!(answer.status, 200, "{} {link}", screen.id);
                if !anchor.is_empty() {
                    let id = format!("id=\"{anchor}\"");
                    assert!(answer.text.contains(&id), "{} {link}", screen.id);
                }
            }
            // Chosen for a domain, it leads there.
            let chosen = get(
                &place,
                &token,
                &format!("/go/{}?domain=a.example", screen.id),
            )
            .await;
            assert_eq!(chosen.status, 303, "{}", screen.id);
            assert_eq!(
                chosen.header("location"),
                screen.href(&here("/system/domains/a.example"))
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_domain_administrator_is_offered_what_he_may_open() {
    on_both(async |place| {
        place.full_domain().await;
        let token = administrator(&place).await;
        let parts = get(&place, &token, "/search/parts?domain=a.example").await;
        let mut offered = 0;
        for screen in places() {
            let is_offered = parts.text.contains(&format!("id=\"place-{}\"", screen.id));
            let link = screen.href(&here("/system/domains/a.example"));
            let path = link.split('#').next().unwrap();
            let answer = get(&place, &token, path).await;
            if is_offered {
                assert_eq!(answer.status, 200, "{} {link}", screen.id);
                offered += 1;
            } else {
                // The list of mailbox servers may be read, but is of no use to him.
                let is_refused = matches!(answer.status.as_u16(), 403 | 404);
                assert!(
                    is_refused || screen.id == "mailbox-servers",
                    "{} {link}",
                    screen.id
                );
            }
        }
        assert!(offered > 40, "{offered}");
    })
    .await;
}

#[tokio::test]
async fn a_user_administrator_is_offered_what_he_may_open() {
    on_both(async |place| {
        place.full_domain().await;
        let part = json!({
            "login": "part", "last_name": "Part", "password": PASSWORD, "unit": "north",
        });
        place.must("POST", "/domains/a.example/users", &part).await;
        let rights = json!({"rights": [{"unit": "north", "rights": ["users"]}]});
        place
            .must(
                "PUT",
                "/domains/a.example/users/part/administration",
                &rights,
            )
            .await;
        let token = place.session_of("part@a.example").await;
        let parts = get(&place, &token, "/search/parts?domain=a.example").await;
        let is_offered = |id: &str| parts.text.contains(&format!("id=\"place-{id}\""));
        for screen in places().iter().filter(|screen| is_offered(screen.id)) {
            let link = screen.href(&here("/system/domains/a.example"));
            let path = link.split('#').next().unwrap();
            let answer = get(&place, &token, path).await;
            assert_eq!(answer.status, 200, "{} {link}", screen.id);
        }
        for (id, offered) in [
            ("new-user", true),
            ("tasks", true),
            ("new-group", false),
            ("bulk-mail-type", false),
            ("relay", false),
            ("import", false),
        ] {
            assert_eq!(is_offered(id), offered, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_search_finds_entries_domains_ways_and_settings() {
    on_both(async |place| {
        place.full_domain().await;
        let token = place.session_of("admin0").await;
        for (text, link) in [
            ("bob", "/directories/a.example/users/bob"),
            ("rob@b.example", "/directories/a.example/users/bob"),
            (
                "rob@b.example",
                "/system/domains/a.example/route?recipient=rob%40b.example",
            ),
            ("partner", "/directories/a.example/external-users/partner"),
            ("b.exam", "/system/domains/a.example"),
            (
                "Messagerie tierce",
                "/directories?domain=a.example&amp;type=external",
            ),
        ] {
            for page in ["/search", "/search/parts"] {
                // Settings are in every answer of the palette; there only data is searched for.
                if page == "/search/parts" && text == "Messagerie tierce" {
                    continue;
                }
                let path = app::paths::with_query(page, &[("q", text)]);
                let answer = get(&place, &token, &path).await;
                let href = format!("href=\"{link}\"");
                assert!(
                    answer.text.contains(&href),
                    "{path}: {link}: {}",
                    answer.text
                );
            }
        }
        let nothing = get(&place, &token, "/search?q=nobody-like-this").await;
        assert!(nothing.text.contains("Nothing begins like this."));
        for odd in ["%00", "%", "@", "%ff", "%3Cscript%3E", &"a%20".repeat(300)] {
            let answer = get(&place, &token, &format!("/search?q={odd}")).await;
            assert_eq!(answer.status, 200, "{odd}");
            assert!(!answer.text.contains("<script>"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_search_tells_nothing_of_other_tenants() {
    on_both(async |place| {
        place.full_domain().await;
        place.other_tenant().await;
        let password = json!({"password": PASSWORD});
        place
            .must("PATCH", "/domains/c.example/users/chief", &password)
            .await;
        let token = place.session_of("chief@c.example").await;
        for text in [
            "bob",
            "rob@b.example",
            "bob@a.example",
            "a.example",
            "staff",
            "partner",
        ] {
            for page in ["/search", "/search/parts"] {
                let path = app::paths::with_query(page, &[("q", text)]);
                let answer = get(&place, &token, &path).await;
                assert_eq!(answer.status, 200, "{path}");
                for foreign in ["/directories/a.example", "/domains/a.example", "recipient="] {
                    assert!(!answer.text.contains(foreign), "{path}: {foreign}");
                }
            }
        }
        let own = get(&place, &token, "/search?q=chief").await;
        assert!(own.text.contains("/directories/c.example/users/chief"));
    })
    .await;
}

#[test]
fn every_language_names_every_screen() {
    for lang in Lang::ALL {
        for screen in places() {
            assert!(!screen.name(lang).is_empty(), "{}", screen.id);
        }
    }
}

#[tokio::test]
async fn while_the_database_is_down_a_page_can_be_tried_again() {
    on_both(async |place| {
        place.split_domain().await;
        let token = place.session_of("admin0").await;
        // Nothing is known then, not even who asks.
        place
            .execute("ALTER TABLE log_in_session RENAME TO gone")
            .await;
        let path = "/directories?domain=a.example";
        let answer = get(&place, &token, path).await;
        assert_eq!(answer.status, 503, "{answer:?}");
        let again = format!("<a href=\"{path}\"");
        assert!(answer.text.contains(&again), "{}", answer.text);
        // A form is not sent a second time by a link.
        let form = place.request("POST", "/account/sessions").cookie(&token);
        let answer = form
            .raw("application/x-www-form-urlencoded", "id=1")
            .send()
            .await;
        assert_eq!(answer.status, 503);
        assert!(
            !answer.text.contains("href=\"/account/sessions\""),
            "{}",
            answer.text
        );
    })
    .await;
}

/// The addresses in the page for whoever comes from another console, on what `full_domain` makes.
fn written_addresses() -> Vec<String> {
    let page = include_str!("../../docs/coming-from.md");
    let quoted = page.split('`').skip(1).step_by(2);
    let names = [
        ("{domain}", "a.example"),
        ("{user}", "bob"),
        ("{group}", "staff"),
        ("{shared}", "info"),
    ];
    quoted
        .filter(|text| text.starts_with('/') && !text.starts_with("/api/"))
        .map(|text| {
            names.iter().fold(text.to_owned(), |text, (name, value)| {
                text.replace(name, value)
            })
        })
        .collect()
}

#[tokio::test]
async fn what_is_written_about_other_consoles_is_true() {
    on_both(async |place| {
        place.full_domain().await;
        let token = place.session_of("admin0").await;
        let addresses = written_addresses();
        assert!(addresses.len() > 25, "{addresses:?}");
        for address in addresses {
            let (path, anchor) = address.split_once('#').unwrap_or((&address, ""));
            let answer = get(&place, &token, path).await;
            assert_eq!(answer.status, 200, "{address}");
            let id = format!("id=\"{anchor}\"");
            assert!(anchor.is_empty() || answer.text.contains(&id), "{address}");
        }
    })
    .await;
}
