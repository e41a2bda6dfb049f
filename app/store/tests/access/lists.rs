//! What lists and errors tell an administrator of what is not his.

use model::MailType;
use model::domain::NewDomainDraft;
use store::domains::DomainQuery;
use store::{Desk, StoreError};

use super::support::{NOW, domain, on_both, refusals, user};
use super::table::{ASKING, actor};

async fn listed(desk: &Desk, text: &str) -> Vec<String> {
    let query = DomainQuery {
        text: text.to_owned(),
        limit: 50,
        ..DomainQuery::default()
    };
    let page = desk.list_domains(&query).await.unwrap();
    page.items.iter().map(|row| row.name.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_his_own_domains_in_the_list() {
    on_both(|place| async move {
        let here = domain(&place.desk(), "here.example", &[]).await.id;
        let away = domain(&place.desk(), "away.example", &[]).await.id;
        domain(&place.desk(), "third.example", &[]).await;
        let all: &[&str] = &["away.example", "here.example", "third.example"];
        for column in ASKING {
            let desk = place.store.as_actor(actor(column, here, away), NOW);
            let expected = match column {
                "super" | "ro super" => all,
                "foreign" | "key away" => &all[..1],
                "key none" => &[],
                _ => &all[1..2],
            };
            assert_eq!(listed(&desk, "").await, expected, "{column}");
            assert_eq!(
                listed(&desk, "third").await.len(),
                expected.len() / 3,
                "{column}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_what_one_may_see_and_nothing_else() {
    on_both(|place| async move {
        let here = domain(&place.desk(), "here.example", &[]).await.id;
        let away = domain(&place.desk(), "away.example", &[]).await.id;
        for name in ["here.example", "away.example"] {
            user(&place.desk(), name, "ann", MailType::Internal, &["ann"]).await;
        }
        for column in ASKING {
            let desk = place.store.as_actor(actor(column, here, away), NOW);
            let expected: &[&str] = match column {
                "super" | "ro super" => &["away.example", "here.example"],
                "foreign" | "key away" => &["away.example"],
                "key none" | "unit" => &[],
                _ => &["here.example"],
            };
            let text = "ann";
            let found = desk.search_entries(text, 10).await.unwrap();
            let mut domains: Vec<_> = found.iter().map(|found| found.domain.as_str()).collect();
            domains.sort_unstable();
            assert_eq!(domains, expected, "{column}");
            // Also by the whole address, and with a second word.
            for (text, name) in [
                ("ann@away.example", "away.example"),
                ("ann ann@here.example", "here.example"),
            ] {
                let found = desk.search_entries(text, 10).await.unwrap();
                let is_his = expected.contains(&name);
                assert_eq!(found.len(), usize::from(is_his), "{column}: {text}");
                assert!(found.iter().all(|found| found.domain.as_str() == name));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_domain_and_none_give_the_same_answers() {
    on_both(|place| async move {
        domain(&place.desk(), "here.example", &[]).await;
        domain(&place.desk(), "away.example", &[]).await;
        user(
            &place.desk(),
            "away.example",
            "ann",
            MailType::Internal,
            &["ann"],
        )
        .await;
        let desk = place.desk_of_administrator("here.example").await;
        for name in ["away.example", "none.example", "no name", ""] {
            for outcome in [
                desk.find_domain(name).await.map(drop),
                desk.find_user(name, "ann").await.map(drop),
                desk.delete_domain(name, None, true).await,
                desk.delete_user(name, "ann", None).await,
            ] {
                assert!(
                    matches!(outcome, Err(StoreError::NotFound)),
                    "{name}: {outcome:?}"
                );
            }
        }
        let route = async |to: &str| desk.route(to).await.map(drop);
        for recipient in ["ann@away.example", "ann@none.example"] {
            assert!(matches!(route(recipient).await, Err(StoreError::NotFound)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_says_by_whom_only_to_those_who_see_it() {
    on_both(|place| async move {
        let here = domain(&place.desk(), "here.example", &[]).await.id;
        let away = domain(&place.desk(), "away.example", &[]).await.id;
        let taken = ["away.example".to_owned()];
        let with = store::domains::WithAddresses::No;
        for (column, told) in [("super", &taken[..]), ("key here", &[])] {
            let desk = place.store.as_actor(actor(column, here, away), NOW);
            let outcome = desk
                .change_aliases("here.example", None, &taken, with)
                .await;
            assert_eq!(refusals(outcome)[0].2, told, "{column}");
        }
        let draft = NewDomainDraft {
            name: "away.example".into(),
            ..NewDomainDraft::default()
        };
        assert_eq!(
            refusals(place.desk().create_domain(&draft).await)[0].2,
            taken
        );
    })
    .await;
}
