//! Opening, migrating, the first account, the example.

use model::relay::OwnHost;
use store::domains::DomainQuery;
use store::users::EntryQuery;
use store::{Settings, Store, StoreError};

use crate::support::{NOW, Place, on_both};

fn settings(url: String) -> Settings {
    Settings {
        database_url: url,
        own: OwnHost::default(),
        keep_deleted_days: 30,
    }
}

#[tokio::test]
async fn a_new_sqlite_file_is_private_and_keeps_its_log() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("data").join("signalbox.db");
    let store = Store::open(settings(file.display().to_string()))
        .await
        .unwrap();
    let unmigrated = store.health().await;
    assert!(matches!(unmigrated, Err(StoreError::Unavailable(_))));
    store.migrate().await.unwrap();
    store.migrate().await.unwrap();
    store.health().await.unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let log = file.with_file_name("signalbox.db-wal");
    assert_eq!(mode(&file), 0o640);
    assert_eq!(mode(&log), 0o640);
    assert_eq!(mode(file.parent().unwrap()), 0o750);
    drop(store);
    // The connections close on their own threads.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert!(
        log.exists(),
        "Postfix opens the file read-only and needs it"
    );
}

#[tokio::test]
async fn the_first_account_is_made_once() {
    on_both(|place: Place| async move {
        let store = &place.store;
        let short = store.ensure_superadministrator(Some("short"), NOW).await;
        assert!(matches!(short, Err(StoreError::Invalid(_))));
        let (one, two) = tokio::join!(
            store.ensure_superadministrator(None, NOW),
            store.ensure_superadministrator(None, NOW)
        );
        let told: Vec<_> = [one.unwrap(), two.unwrap()].into_iter().flatten().collect();
        assert_eq!(told.len(), 1, "only the password that holds is told");
        assert!(told[0].len() >= 20);
        let again = store.ensure_superadministrator(Some("another one"), NOW);
        assert_eq!(again.await.unwrap(), None);
        let accounts = "SELECT COUNT(*) FROM account WHERE login = 'admin0' AND must_change";
        assert_eq!(place.number(accounts).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_given_first_password_need_not_be_changed() {
    on_both(|place: Place| async move {
        place.execute("DELETE FROM mailbox_server").await;
        let store = &place.store;
        let told = store.ensure_superadministrator(Some("long enough"), NOW);
        assert_eq!(told.await.unwrap(), None);
        let accounts = "SELECT COUNT(*) FROM account WHERE login = 'admin0' AND NOT must_change";
        assert_eq!(place.number(accounts).await, 1);
        let servers = place.desk().list_mailbox_servers().await.unwrap();
        assert_eq!(servers[0].endpoint, "inet:127.0.0.1:24");
    })
    .await;
}

#[tokio::test]
async fn the_example_is_complete_and_only_for_an_empty_database() {
    on_both(|place: Place| async move {
        assert!(place.store.fill_with_example(NOW).await.unwrap());
        assert!(!place.store.fill_with_example(NOW).await.unwrap());
        let desk = place.desk();
        let domains = desk.list_domains(&DomainQuery::default()).await.unwrap();
        assert_eq!(domains.items.len(), 3);
        let mut count = 0;
        for domain in &domains.items {
            let query = EntryQuery {
                limit: 500,
                ..EntryQuery::default()
            };
            let page = desk.list_entries(domain.name.as_str(), &query).await;
            count += page.unwrap().items.len();
        }
        assert_eq!(count, 39 + 14);
        for (flag, number) in [("suspended", 1), ("hidden", 4)] {
            let sql = format!("SELECT COUNT(*) FROM entry WHERE {flag}");
            assert_eq!(place.number(&sql).await, number, "{flag}");
        }
        assert_eq!(place.number("SELECT COUNT(*) FROM administrator").await, 2);
        place.assert_routes().await;
    })
    .await;
}
