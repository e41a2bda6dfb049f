//! The list of tables against the schema, and every row that comes back.

use std::collections::BTreeSet;

use model::Kind;

use super::tables::{ELSEWHERE, KEPT, NOT_KEPT};
use crate::accounts::NewKey;
use crate::bulk::{ManyChange, Selection};
use crate::faults::assert_same;
use crate::history::HistoryQuery;
use crate::support::{NOW, Place, on_both};
use crate::users::EntryQuery;

const GOING: &str = "example.com";
const STAYING: &str = "studio.example";

/// Tables that only tell of changes, and sessions, which are over.
const TOLD: &[&str] = &["history", "history_entry", "task", "log_in_session"];

/// An example with something in every table: administrators here of there and there of here, keys of
/// theirs that are limited to both.
async fn fill(place: &Place) {
    let superadministrator = place
        .store
        .ensure_superadministrator(Some("long enough"), NOW);
    superadministrator.await.unwrap();
    place.store.fill_with_example(NOW).await.unwrap();
    place
        .execute(
            "INSERT INTO administrator (account_id, domain_id)
             SELECT c.id, d.id FROM account c JOIN entry e ON e.id = c.entry_id
                 JOIN domain own ON own.id = e.domain_id CROSS JOIN domain d
             WHERE own.name IN ('example.com', 'studio.example') AND e.mail_type = 'internal'
                 AND NOT e.suspended
                 AND NOT EXISTS (SELECT 1 FROM administrator a
                                 WHERE a.account_id = c.id AND a.domain_id = d.id)",
        )
        .await;
    // The settings of an LDAP import and what came of it, filters, and what a mailbox does with mail.
    place
        .execute(
            "INSERT INTO ldap_import (domain_id, settings, bind_password, every_minutes, version)
             SELECT id, '{}', 'secret \"quoted\"', 60, 3 FROM domain;
             INSERT INTO ldap_origin (entry_id, domain_id, unique_id, given)
             SELECT id, domain_id, 'uuid of ' || login, '{}' FROM entry WHERE kind = 'user';
             INSERT INTO ldap_report (id, domain_id, started_at, actor, scheduled, dry_run, take_all,
                                      outcome)
             SELECT id, id, 1, 'admin0', FALSE, TRUE, FALSE, '{}' FROM domain;
             INSERT INTO domain_filters (domain_id, filters, opening, closing)
             SELECT id, '[]', '', '' FROM domain;
             INSERT INTO entry_handling (entry_id, forward_active, forward_to, keep_copy, reply_active,
                                         reply_subject, reply_message, head, tail)
             SELECT id, FALSE, '', TRUE, FALSE, 'Away', 'Back on Monday', '', '' FROM entry
             WHERE kind = 'user'",
        )
        .await;
    let both = NewKey {
        name: "both".into(),
        domains: vec![GOING.into(), STAYING.into()],
        ..NewKey::default()
    };
    for domain in [GOING, STAYING] {
        let login = place
            .texts(&format!(
                "SELECT e.login || '@' || d.name FROM administrator a JOIN account c ON c.id = a.account_id
                     JOIN entry e ON e.id = c.entry_id JOIN domain d ON d.id = e.domain_id
                 WHERE d.name = '{domain}' LIMIT 1"
            ))
            .await;
        let actor = place.store.actor_of_account(&login[0]).await.unwrap();
        let desk = place.store.as_actor(actor.unwrap(), NOW);
        desk.create_api_key(&both).await.unwrap();
    }
    // Entries that were deleted at once before.
    let external = EntryQuery {
        kinds: vec![Kind::ExternalUser],
        ..EntryQuery::default()
    };
    let external = Selection::Matching(external);
    let desk = place.desk();
    let done = desk
        .change_many(GOING, &external, &ManyChange::Delete, 0)
        .await;
    assert!(done.unwrap().changed > 0);
}

async fn deletion(place: &Place) -> i64 {
    let query = HistoryQuery {
        action: "delete".into(),
        limit: 1,
        ..HistoryQuery::default()
    };
    let rows = place.desk().list_history(&query).await.unwrap();
    rows.items[0].id
}

/// A table that a new migration adds belongs into one of the three lists.
#[tokio::test]
async fn every_table_is_known() {
    on_both(|place| async move {
        let known = KEPT.iter().map(|table| table.name);
        let known = known.chain(NOT_KEPT.iter().map(|(name, _)| *name));
        let known: BTreeSet<_> = known.chain(ELSEWHERE.iter().copied()).collect();
        for table in place.tables().await {
            assert!(
                known.contains(table.as_str()),
                "{table} is in no list of deleted/tables.rs"
            );
        }
        for table in KEPT {
            let unknown = if place.is_postgres() {
                format!(
                    "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
                     WHERE table_name = '{}' AND data_type NOT IN ('text', 'bigint', 'boolean')",
                    table.name
                )
            } else {
                format!(
                    "SELECT name FROM pragma_table_info('{}')
                     WHERE type NOT IN ('TEXT', 'BIGINT', 'BOOLEAN')",
                    table.name
                )
            };
            let unknown = place.texts(&unknown).await;
            assert_eq!(unknown, Vec::<String>::new(), "{}", table.name);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_every_table_comes_back() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        let before = place.every_row(TOLD).await;
        desk.delete_domain(GOING, None, true).await.unwrap();
        place.assert_routes().await;
        let origins: Vec<_> = place
            .texts("SELECT DISTINCT origin FROM deleted_rows")
            .await;
        let kept: BTreeSet<_> = KEPT.iter().map(|table| table.name).collect();
        // What has no row in this test is not tested.
        assert_eq!(
            origins.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            kept
        );

        desk.undo(deletion(&place).await).await.unwrap();
        let after = place.every_row(TOLD).await;
        assert_same(&before, &after, "after its return");
        place.assert_routes().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_came_or_went_meanwhile_do_no_harm() {
    on_both(|place| async move {
        fill(&place).await;
        let desk = place.desk();
        place
            .execute("ALTER TABLE entry ADD COLUMN passing TEXT; UPDATE entry SET passing = 'x'")
            .await;
        desk.delete_domain(GOING, None, true).await.unwrap();
        place
            .execute(
                "ALTER TABLE entry DROP COLUMN passing;
                 ALTER TABLE entry ADD COLUMN rank BIGINT NOT NULL DEFAULT 7",
            )
            .await;
        desk.undo(deletion(&place).await).await.unwrap();
        let other = place.number("SELECT COUNT(*) FROM entry WHERE rank <> 7").await;
        assert_eq!(other, 0);
        let number = place
            .number("SELECT COUNT(*) FROM entry e JOIN domain d ON d.id = e.domain_id WHERE d.name = 'example.com'")
            .await;
        assert!(number > 10, "{number}");
    })
    .await;
}
