//! A PostgreSQL database of one's own.

use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::OnceCell;

use crate::Database;

/// The name of the database that is copied for every test.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A database as `prepare` left it.
pub(crate) async fn copy(server: &str, prepare: &impl AsyncFn(&Database)) -> Database {
    let template = TEMPLATE.get_or_init(|| template(server, prepare)).await;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    create(
        server,
        &format!("test_{}_{number}", process::id()),
        template,
    )
    .await
}

/// Removes a database, whoever is still connected to it.
pub(crate) async fn drop(server: &str, url: &str) {
    let (_, name) = url.rsplit_once('/').unwrap();
    let sql = format!("DROP DATABASE {name} WITH (FORCE)");
    at(server.to_owned()).execute(&sql).await;
}

async fn template(server: &str, prepare: &impl AsyncFn(&Database)) -> String {
    let name = format!("test_{}_template", process::id());
    // Its own order of letters is not that of bytes.
    let order = "template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'";
    prepare(&create(server, &name, order).await).await;
    // PostgreSQL copies only what nobody is connected to.
    let sql = format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS FALSE;
         SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
    );
    at(server.to_owned()).execute(&sql).await;
    name
}

async fn create(server: &str, name: &str, template: &str) -> Database {
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    at(server.to_owned()).execute(&sql).await;
    let (base, _) = server.rsplit_once('/').unwrap();
    at(format!("{base}/{name}"))
}

const fn at(url: String) -> Database {
    Database {
        url,
        _directory: None,
    }
}
