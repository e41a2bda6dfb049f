//! No look-up reads through a table: seen in the plans of the generated queries on SQLite, and in
//! what PostgreSQL counts.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use super::postfix::{TABLES, Tables};
use super::support::{NOW, Place, domain, on_both, split};

const USERS: u32 = 3000;
const KEYS: [&str; 3] = [
    "nobody+x@alias.example",
    "nobody@big.example",
    "x@elsewhere.example",
];

async fn fill(place: &Place) {
    let desk = place.desk();
    domain(&desk, "big.example", &["alias.example"]).await;
    split(&desk, "big.example", "mail.other.example", true).await;
    let filled = store::example::generate(&place.store, "big.example", USERS, NOW).await;
    filled.unwrap();
    // With a handful of domains reading through their names would be the better plan.
    let others = (0..300).map(|n| {
        format!(
            "INSERT INTO domain (id, name, description, language, time_zone, mailbox_server_id,
                                 created_at, version)
             VALUES ({n}, 'd{n}.example', '', 'en', 'UTC', 1, 0, 1);
             INSERT INTO domain_name VALUES ('d{n}.example', {n});"
        )
    });
    place
        .execute(&format!("BEGIN; {} COMMIT", others.collect::<String>()))
        .await;
    place.execute("ANALYZE").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_look_up_goes_by_an_index() {
    on_both(|place| async move {
        fill(&place).await;
        let dir = tempfile::tempdir().unwrap();
        let tables = Tables::open(&place, dir.path()).await;
        let queries = queries(&place, dir.path(), &tables).await;
        if place.is_postgres() {
            assert_no_table_is_read_through(&place, &queries).await;
        } else {
            assert_plans_are_good(&place, &queries).await;
        }
    })
    .await;
}

/// Everything that Postfix and Dovecot could ask.
async fn queries(place: &Place, dir: &std::path::Path, tables: &Tables) -> Vec<String> {
    let asked = TABLES
        .iter()
        .flat_map(|table| KEYS.map(|key| tables.query(table, key)));
    let mut queries: Vec<_> = asked.flatten().collect();
    place.store.write_dovecot_files(dir).await.unwrap();
    let file = std::fs::read_to_string(dir.join("dovecot-sql-signalbox.conf.ext")).unwrap();
    let file = file.replace("\\\n", " ");
    for name in ["password_query = ", "user_query = "] {
        let query = file
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap();
        for service in ["imap", "lmtp", "smtp"] {
            let query = query
                .replace("%Ln", "nobody+x")
                .replace("%Ld", "alias.example");
            queries.push(query.replace("%Ls", service));
        }
    }
    queries
}

async fn assert_plans_are_good(place: &Place, queries: &[String]) {
    let mut connection = SqliteConnection::connect(&place.url).await.unwrap();
    for query in queries {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"));
        let steps = sqlx::query(explain)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        for step in steps.iter().map(|row| row.get::<String, _>("detail")) {
            let whole = step.contains("SCAN")
                && ![
                    "SCAN (subquery",
                    "SCAN CONSTANT ROW",
                    "SCAN dovecot_",
                    // One row: the time it is.
                    "SCAN clock",
                ]
                .iter()
                .any(|harmless| step.starts_with(harmless));
            let built = step.contains("BLOOM") || step.contains("AUTOMATIC");
            assert!(!whole && !built, "{step}\n{query}");
        }
    }
}

async fn assert_no_table_is_read_through(place: &Place, queries: &[String]) {
    let read_through = "SELECT sum(seq_scan)::bigint FROM pg_stat_user_tables
         WHERE relname IN ('postfix_route', 'address', 'entry', 'account')";
    let before = place.number(read_through).await;
    let mut connection = PgConnection::connect(&place.url).await.unwrap();
    for query in queries {
        // The plan for any value is made after five executions.
        for _ in 0..8 {
            let query = AssertSqlSafe(query.clone());
            sqlx::query(query).fetch_all(&mut connection).await.unwrap();
        }
    }
    // Closing hands in what was counted.
    connection.close().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(place.number(read_through).await, before);
    let searches =
        "SELECT sum(idx_scan)::bigint FROM pg_stat_user_tables WHERE relname = 'postfix_route'";
    assert!(place.number(searches).await > 0);
}
