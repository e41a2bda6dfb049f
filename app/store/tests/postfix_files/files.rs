//! What is written, and with which rights.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use store::{Settings, Store, StoreError};

use crate::support::{Place, on_both};

const TABLES: [&str; 5] = ["domains", "recipients", "transport", "rewrite", "refusals"];

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_there_and_only_the_tables_are_secret() {
    on_both(|place| async move {
        let place = &place;
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("made/when-missing");
        let text = place.store.write_postfix_files(&dir).await.unwrap();
        place.store.write_dovecot_files(&dir).await.unwrap();
        let secret = TABLES.map(|table| format!("{table}.cf"));
        for name in secret.iter().map(String::as_str).chain([
            "dovecot-sql-signalbox.conf.ext",
            "dovecot-dict-signalbox.conf.ext",
        ]) {
            assert_eq!(mode(&dir.join(name)), 0o640, "{name}");
        }
        for name in [
            "main.cf.signalbox",
            "master.cf.signalbox",
            "relay_status.regexp",
            "signalbox.conf",
        ] {
            assert_eq!(mode(&dir.join(name)), 0o644, "{name}");
        }
        for line in read(&dir, "main.cf.signalbox")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            assert!(text.contains(&format!("postconf -e '{line}'")), "{line}");
        }
        let left = fs::read_dir(&dir).unwrap().filter(|file| {
            file.as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .ends_with(".new")
        });
        assert_eq!(left.count(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn writing_again_changes_nothing() {
    on_both(|place| async move {
        let place = &place;
        let dir = tempfile::tempdir().unwrap();
        let write = async || {
            place.store.write_postfix_files(dir.path()).await.unwrap();
            place.store.write_dovecot_files(dir.path()).await.unwrap();
            let files = TABLES.map(|table| read(dir.path(), &format!("{table}.cf")));
            (files, read(dir.path(), "dovecot-sql-signalbox.conf.ext"))
        };
        assert_eq!(write().await, write().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_main_cf_cannot_hold_is_refused() {
    on_both(|place| async move {
        let place = &place;
        let dir = tempfile::tempdir().unwrap();
        for name in ["with blank", "with,comma", "with$dollar", "with'quote"] {
            let outcome = place
                .store
                .write_postfix_files(&dir.path().join(name))
                .await;
            assert!(matches!(outcome, Err(StoreError::Internal(_))), "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_is_opened_for_reading_whatever_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a b?#%25.db");
    let settings = Settings {
        database_url: file.display().to_string(),
        own: model::relay::OwnHost::default(),
        keep_deleted_days: 30,
    };
    let store = Store::open(settings).await.unwrap();
    store.migrate().await.unwrap();
    store.write_postfix_files(dir.path()).await.unwrap();
    let table = read(dir.path(), "transport.cf");
    let path = format!(
        "dbpath = file:{}/a%20b%3F%23%2525.db?mode=ro\n",
        dir.path().display()
    );
    assert!(table.contains(&path), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_postfix_sees_routes_and_nothing_else() {
    on_both(|place| async move {
        if !place.is_postgres() {
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        place.store.write_postfix_files(dir.path()).await.unwrap();
        let mut postfix = connect(&place, &read(dir.path(), "domains.cf")).await;
        for (sql, allowed) in [
            ("SELECT postfix_domain('a.example')", true),
            ("SELECT postfix_transport('a', 'a.example')", true),
            (
                "SELECT * FROM dovecot_passdb('a', 'a.example', 'imap')",
                false,
            ),
            ("SELECT * FROM dovecot_mailboxes()", false),
            ("SELECT * FROM postfix_route", true),
            ("DELETE FROM postfix_route", false),
            ("SELECT * FROM account", false),
            ("SELECT * FROM dovecot_passdb", false),
            ("SELECT * FROM contract_role", false),
            ("CREATE TABLE mine (id int)", false),
        ] {
            let outcome = sqlx::raw_sql(sql).execute(&mut postfix).await;
            assert_eq!(outcome.is_ok(), allowed, "{sql}: {outcome:?}");
        }
        place.store.write_dovecot_files(dir.path()).await.unwrap();
        let file = read(dir.path(), "dovecot-sql-signalbox.conf.ext");
        let word = |name: &str| {
            let rest = file.split_once(name).unwrap().1;
            rest.split([' ', '\n'])
                .next()
                .unwrap()
                .trim_matches('\'')
                .to_owned()
        };
        let options: PgConnectOptions = place.url.parse().unwrap();
        let options = options
            .username(&word("user="))
            .password(&word("password="));
        let mut dovecot = PgConnection::connect_with(&options).await.unwrap();
        for (sql, allowed) in [
            (
                "SELECT * FROM dovecot_passdb('a', 'a.example', 'imap')",
                true,
            ),
            (
                "SELECT * FROM dovecot_userdb('a', 'a.example', 'lmtp')",
                true,
            ),
            ("SELECT * FROM dovecot_mailboxes()", true),
            ("SELECT name, script FROM dovecot_sieve", true),
            ("SELECT * FROM domain_filters", false),
            ("SELECT * FROM entry_handling", false),
            ("SELECT * FROM dovecot_passdb", false),
            ("SELECT * FROM account", false),
            ("SELECT postfix_domain('a.example')", false),
            // A table of its own stands in for nothing.
            (
                "CREATE TEMP TABLE domain_name (name text, domain_id bigint)",
                true,
            ),
            (
                "SELECT * FROM dovecot_userdb('a', 'a.example', 'lmtp')",
                true,
            ),
        ] {
            let outcome = sqlx::raw_sql(sql).execute(&mut dovecot).await;
            assert_eq!(outcome.is_ok(), allowed, "{sql}: {outcome:?}");
        }
        let timeout: String = sqlx::query_scalar("SHOW statement_timeout")
            .fetch_one(&mut postfix)
            .await
            .unwrap();
        assert_eq!(timeout, "5s");
    })
    .await;
}

async fn connect(place: &Place, table: &str) -> PgConnection {
    let setting = |name: &str| {
        let start = format!("{name} = ");
        let line = table.lines().find_map(|line| line.strip_prefix(&start));
        line.unwrap().to_owned()
    };
    let options: PgConnectOptions = place.url.parse().unwrap();
    let hosts = format!("{0}:{1}", options.get_host(), options.get_port());
    assert_eq!(setting("hosts"), format!("{hosts} {hosts}"));
    let role = setting("user");
    assert!(role.ends_with("_postfix"), "{role}");
    let options = options.username(&role).password(&setting("password"));
    PgConnection::connect_with(&options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_make_accounts_is_told_what_to_ask_for() {
    on_both(|place| async move {
        if !place.is_postgres() {
            return;
        }
        // The same database in the hands of an ordinary account.
        let database = place.url.rsplit('/').next().unwrap();
        let owner = format!("{database}_owner");
        place
            .execute(&format!(
                "CREATE ROLE {owner} LOGIN PASSWORD 'x'; DROP SCHEMA public CASCADE;
                 CREATE SCHEMA public AUTHORIZATION {owner};
                 DROP ROLE {database}_postfix; DROP ROLE {database}_dovecot;"
            ))
            .await;
        let (server, _) = place
            .url
            .split_once("://")
            .unwrap()
            .1
            .split_once('/')
            .unwrap();
        let host = server.rsplit('@').next().unwrap();
        let settings = Settings {
            database_url: format!("postgres://{owner}:x@{host}/{database}"),
            own: model::relay::OwnHost::default(),
            keep_deleted_days: 30,
        };
        let store = Store::open(settings).await.unwrap();
        store.migrate().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let text = store.write_postfix_files(dir.path()).await.unwrap();
        let wanted = text
            .lines()
            .find(|line| line.contains("As its administrator"))
            .unwrap();
        let sql = wanted.split_once("administrator: ").unwrap().1;
        place.execute(sql.split_once("; then run").unwrap().0).await;
        store.migrate().await.unwrap();
        let mut postfix = connect(&place, &read(dir.path(), "domains.cf")).await;
        let outcome = sqlx::raw_sql("SELECT postfix_domain('a.example')")
            .execute(&mut postfix)
            .await;
        assert!(outcome.is_ok(), "{outcome:?}");
        postfix.close().await.unwrap();
    })
    .await;
}
