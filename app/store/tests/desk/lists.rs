//! Lists in pages, searches and filters.

use model::user::IdentityDraft;
use model::{EntryOrder, Kind, MailType};
use store::domains::{DomainOrder, DomainQuery};
use store::users::{Counted, EntryQuery, EntryRow};
use store::{Desk, Page, StoreError};

use crate::entries::{group, make};
use crate::support::{NOW, Place, domain, draft, mail, on_both, split, user};

/// Walks a list to its end and back; the pages on the way there.
async fn walk<T: PartialEq + std::fmt::Debug>(
    page: impl AsyncFn(Option<String>) -> Page<T>,
) -> Vec<Page<T>> {
    let mut pages = vec![page(None).await];
    while let Some(next) = pages.last().unwrap().next.clone() {
        pages.push(page(Some(next)).await);
    }
    assert_eq!(pages[0].previous, None);
    for pair in pages.windows(2).rev() {
        let back = page(pair[1].previous.clone()).await;
        assert_eq!(back.items, pair[0].items);
        assert_eq!(back.next, pair[0].next);
    }
    pages
}

fn logins(rows: &[EntryRow]) -> Vec<&str> {
    rows.iter().map(|row| row.entry.name.as_str()).collect()
}

async fn search(desk: &Desk, text: &str) -> Vec<String> {
    let query = EntryQuery {
        text: text.into(),
        ..EntryQuery::default()
    };
    let page = desk.list_entries("a.example", &query).await.unwrap();
    page.items
        .iter()
        .map(|row| row.entry.name.clone())
        .collect()
}

#[tokio::test]
async fn the_domain_list_is_walked_in_pages_both_ways() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        for name in [
            "b.example",
            "a.example",
            "a-b.example",
            "d.example",
            "c.example",
        ] {
            domain(&desk, name, &[&format!("alias.{name}")]).await;
        }
        for (order, expected) in [
            (
                DomainOrder::Name,
                [
                    "a-b.example",
                    "a.example",
                    "b.example",
                    "c.example",
                    "d.example",
                ],
            ),
            (
                DomainOrder::NameDescending,
                [
                    "d.example",
                    "c.example",
                    "b.example",
                    "a.example",
                    "a-b.example",
                ],
            ),
        ] {
            let pages = walk(async |after| {
                let query = DomainQuery {
                    order,
                    after,
                    limit: 2,
                    ..DomainQuery::default()
                };
                desk.list_domains(&query).await.unwrap()
            })
            .await;
            let names: Vec<_> = pages
                .iter()
                .flat_map(|page| &page.items)
                .map(|row| row.name.to_string())
                .collect();
            assert_eq!(names, expected);
            assert_eq!(pages.len(), 3);
        }
        let query = DomainQuery {
            after: Some("nonsense".into()),
            ..DomainQuery::default()
        };
        let outcome = desk.list_domains(&query).await;
        assert!(matches!(outcome, Err(StoreError::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn domains_are_found_by_part_of_any_name_and_only_those_one_sees() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["müller.example"]).await;
        domain(&desk, "b.example", &["shop.example"]).await;
        let names = async |desk: &Desk, text: &str| -> Vec<String> {
            let query = DomainQuery {
                text: text.into(),
                ..DomainQuery::default()
            };
            let page = desk.list_domains(&query).await.unwrap();
            page.items.iter().map(|row| row.name.to_string()).collect()
        };
        assert_eq!(names(&desk, "SHOP").await, ["b.example"]);
        assert_eq!(names(&desk, "Müller.example").await, ["a.example"]);
        assert_eq!(names(&desk, "").await.len(), 2);
        assert!(names(&desk, "%").await.is_empty());
        assert!(names(&desk, "_").await.is_empty());
        let administrator = place.desk_of_administrator("b.example").await;
        assert_eq!(names(&administrator, "").await, ["b.example"]);
        let nobody = place.desk_of(model::Rank::DomainAdministrator(vec![]));
        assert!(names(&nobody, "").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn entries_are_sorted_without_case_and_accents_and_walked_in_pages() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        for (login, display_name) in [
            ("z", "Zoe"),
            ("e", "Éric"),
            ("a2", "adam"),
            ("a1", "Adam"),
            ("f", "Fred"),
        ] {
            let mut new = draft(login, None);
            new.identity.display_name = display_name.into();
            desk.create_user("a.example", &new).await.unwrap();
        }
        let pages = walk(async |after| {
            let query = EntryQuery {
                after,
                limit: 2,
                ..EntryQuery::default()
            };
            desk.list_entries("a.example", &query).await.unwrap()
        })
        .await;
        let all: Vec<_> = pages.iter().flat_map(|page| logins(&page.items)).collect();
        assert_eq!(all, ["a2", "a1", "e", "f", "z"]);
        let row = &pages[0].items[0];
        assert_eq!(
            (row.entry.kind, row.address.as_str()),
            (Kind::User, "a2@a.example")
        );
    })
    .await;
}

#[tokio::test]
async fn the_directory_is_walked_in_any_order_both_ways_and_counted() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        for login in ["c", "a", "d", "b"] {
            user(&desk, "a.example", login, MailType::Internal, &[login]).await;
        }
        for name in ["z", "y"] {
            make(&desk, Kind::Group, &group(name, &[], &[])).await;
        }
        let mut orders = Vec::new();
        for order in EntryOrder::ALL {
            let pages = walk(async |after| {
                let query = EntryQuery {
                    order,
                    after,
                    limit: 2,
                    ..EntryQuery::default()
                };
                desk.list_entries("a.example", &query).await.unwrap()
            })
            .await;
            let names = pages.iter().flat_map(|page| logins(&page.items));
            orders.push(names.collect::<Vec<_>>().concat());
        }
        assert_eq!(orders, ["abcdyz", "zydcba", "yzabcd", "dcbazy"]);
        let groups = EntryQuery {
            kinds: vec![Kind::Group],
            limit: 1,
            ..EntryQuery::default()
        };
        let (_, counted) = desk.list_and_count("a.example", &groups).await.unwrap();
        assert_eq!(counted, Some(Counted::Exactly(2)));
    })
    .await;
}

#[tokio::test]
async fn entries_are_found_by_the_beginnings_of_words() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &["b.example"]).await;
        let mut new = draft("eloise", None);
        new.identity.first_name = "Éloïse".into();
        new.identity.last_name = "Saint-Pierre".into();
        desk.create_user("a.example", &new).await.unwrap();
        user(
            &desk,
            "a.example",
            "two",
            MailType::Internal,
            &["sales.eu@b.example"],
        )
        .await;
        for (text, expected) in [
            ("elo", &["eloise"][..]),
            ("ÉLO pier", &["eloise"]),
            ("saint-p", &["eloise"]),
            ("lois", &[]),
            ("sales", &["two"]),
            ("eu@b", &["two"]),
            ("sales.eu@b.example", &["two"]),
            ("sales.eu@a.example", &[]),
            ("eloise@b.ex", &["eloise"]),
            ("eloise@x", &[]),
            ("elo two", &[]),
            ("%", &[]),
            (" ", &["eloise", "two"]),
        ] {
            assert_eq!(search(&desk, text).await, expected, "{text}");
        }
        let identity = IdentityDraft {
            login: "eloise".into(),
            first_name: "Renée".into(),
            ..IdentityDraft::default()
        };
        desk.change_user_identity("a.example", "eloise", None, &identity, None)
            .await
            .unwrap();
        assert_eq!(search(&desk, "rene").await, ["eloise"]);
        assert!(search(&desk, "saint").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn filters_add_up() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        split(&desk, "a.example", "relay.invalid", false).await;
        for (login, mail_type, suspended) in [
            ("aa", MailType::Internal, false),
            ("ab", MailType::Internal, true),
            ("ac", MailType::External, true),
            ("bd", MailType::External, true),
        ] {
            let mut new = draft(login, Some(mail(mail_type, &[login])));
            new.identity.suspended = suspended;
            desk.create_user("a.example", &new).await.unwrap();
        }
        let list = async |text: &str, mail_type, suspended| {
            let query = EntryQuery {
                text: text.into(),
                mail_type,
                suspended,
                ..EntryQuery::default()
            };
            let page = desk.list_entries("a.example", &query).await.unwrap();
            logins(&page.items).join(" ")
        };
        assert_eq!(list("", Some(MailType::External), None).await, "ac bd");
        assert_eq!(list("", None, Some(true)).await, "ab ac bd");
        assert_eq!(list("", None, Some(false)).await, "aa");
        let both = list("a", Some(MailType::External), Some(true)).await;
        assert_eq!(both, "ac");
    })
    .await;
}

#[tokio::test]
async fn a_search_that_matches_thousands_gives_the_same_as_a_narrow_one() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        domain(&desk, "a.example", &[]).await;
        store::example::generate(&place.store, "a.example", 3000, NOW)
            .await
            .unwrap();
        place.assert_routes().await;
        let page = async |text: &str, after, limit| {
            let query = EntryQuery {
                text: text.into(),
                after,
                limit,
                ..EntryQuery::default()
            };
            desk.list_entries("a.example", &query).await.unwrap()
        };
        // Each login begins with "u".
        let pages = walk(async |after| page("u", after, 500).await).await;
        let count: usize = pages.iter().map(|page| page.items.len()).sum();
        assert_eq!((pages.len(), count), (6, 3000));
        let narrow = walk(async |after| page("u12", after, 50).await).await;
        let found: Vec<_> = narrow.iter().flat_map(|page| logins(&page.items)).collect();
        let expected = pages.iter().flat_map(|page| logins(&page.items));
        let expected: Vec<_> = expected.filter(|login| login.starts_with("u12")).collect();
        assert_eq!(found, expected);
        let both = page("u u129", None, 50).await;
        assert_eq!(both.items.len(), 11);
        // More than a thousand have either word: the number, and the login with the number.
        let of_both = walk(async |after| page("u1 1", after, 500).await).await;
        let of_both = of_both.iter().flat_map(|page| logins(&page.items));
        let expected = pages.iter().flat_map(|page| logins(&page.items));
        let expected: Vec<_> = expected.filter(|login| login.starts_with("u1")).collect();
        assert!(expected.len() > 1000);
        assert_eq!(of_both.collect::<Vec<_>>(), expected);
        assert!(page("u1 2", None, 50).await.items.is_empty());
    })
    .await;
}
