//! No list and no look-up reads a whole table, on either database.

use crate::statement::inline;
use crate::support::{NOW, Place, domain, on_both, split};
use crate::{desk, domains, history, routing, search, users};

/// Queries asked all day, with values as in life.
fn queries(domain_id: i64) -> Vec<(&'static str, String)> {
    let id = domain_id.to_string();
    let text = "'a.example'".to_owned();
    let fixed = [
        ("domain by name", desk::BY_NAME, vec![text.clone()]),
        ("domain", domains::read::LOAD, vec![id.clone()]),
        ("names", domains::read::NAMES, vec![id.clone()]),
        (
            "user by login",
            users::read::FIND,
            vec![id.clone(), text.clone()],
        ),
        ("user", users::read::LOAD, vec![id.clone()]),
        ("addresses", users::read::ADDRESSES, vec![id.clone()]),
        (
            "owner",
            users::addresses::OWNERS,
            vec![id.clone(), text.clone()],
        ),
        (
            "recipient",
            routing::CANDIDATES,
            vec![id.clone(), text.clone(), text.clone()],
        ),
        (
            "script of a mailbox",
            "SELECT script FROM dovecot_sieve WHERE domain = $1 AND login = $2",
            vec![text.clone(), text.clone()],
        ),
        (
            "matches of a word",
            users::list::matches::MATCHES,
            vec![id.clone(), text.clone(), text.clone(), "1001".to_owned()],
        ),
        (
            "whether a word is everywhere",
            users::list::matches::MORE,
            vec![id.clone(), text.clone(), text.clone(), "50000".to_owned()],
        ),
        (
            "matches of two words",
            users::list::matches::MATCHES_OF_BOTH,
            vec![
                id,
                text.clone(),
                text.clone(),
                text.clone(),
                text,
                "5001".to_owned(),
            ],
        ),
    ];
    let mut queries: Vec<_> = fixed
        .into_iter()
        .map(|(what, sql, values)| (what, inline(sql, &values)))
        .collect();
    queries.extend(users::list::examples(domain_id));
    queries.extend(history::examples(domain_id));
    queries
}

async fn plan(place: &Place, sql: &str) -> Vec<String> {
    if place.is_postgres() {
        place.column(&format!("EXPLAIN {sql}"), 0).await
    } else {
        place.column(&format!("EXPLAIN QUERY PLAN {sql}"), 3).await
    }
}

#[tokio::test]
async fn no_list_or_look_up_reads_a_whole_table() {
    on_both(|place: Place| async move {
        let desk = place.desk();
        let domain = domain(&desk, "a.example", &["b.example"]).await;
        split(&desk, "a.example", "192.0.2.9", false).await;
        crate::example::generate(&place.store, "a.example", 500, NOW)
            .await
            .unwrap();
        if let Some((_, database)) = place.url.rsplit_once('/').filter(|_| place.is_postgres()) {
            // Tables are small in a test: this asks whether an index could do it.
            let setting = "SET enable_seqscan = off";
            place
                .execute(&format!("ALTER DATABASE {database} {setting}"))
                .await;
        }
        for (what, sql) in search::examples() {
            // One search in the index for each domain; never all words or entries.
            let plan = plan(&place, &sql).await;
            let whole = |line: &String| {
                let of = line.strip_prefix("SCAN ").unwrap_or_default();
                let table = of.split(' ').next().unwrap_or_default();
                ["w", "x", "e", "a", "n", "d"].contains(&table) || line.contains("Seq Scan")
            };
            assert!(!plan.iter().any(whole), "{what}: {sql}\n{plan:#?}");
        }
        for (what, sql) in queries(domain.id) {
            let plan = plan(&place, &sql).await;
            let whole = |line: &String| {
                // What is counted is read already, and cut off.
                let is_table = line.starts_with("SCAN") && line != "SCAN listed";
                is_table || line.contains("AUTOMATIC") || line.contains("Seq Scan")
            };
            assert!(!plan.iter().any(whole), "{what}: {sql}\n{plan:#?}");
            // A page is read in its order; only what is known to be short is sorted. PostgreSQL
            // weighs numbers of rows, which are not as in life.
            let may_sort = ["names", "addresses", "few matches", "of units"].contains(&what);
            let sorts = |line: &String| line.contains("TEMP B-TREE");
            assert!(
                may_sort || !plan.iter().any(sorts),
                "{what}: {sql}\n{plan:#?}"
            );
        }
    })
    .await;
}
