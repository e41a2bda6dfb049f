//! `signalbox bench-fill`: generated users, for measurements.

use model::domain::NewDomainDraft;
use store::StoreError;

use super::{Failure, Result, actor, now, open, say};
use crate::config::DatabaseSettings;

/// Fills a domain.
///
/// # Errors
/// When the database refuses.
pub async fn run(settings: &DatabaseSettings, domain: &str, users: u32) -> Result<()> {
    let failed = |error| Failure::of("cannot generate users", &error);
    let store = open(settings).await?;
    store.migrate().await.map_err(failed)?;
    store
        .ensure_superadministrator(None, now())
        .await
        .map_err(failed)?;
    let desk = store.as_actor(actor(&store, "admin0").await?, now());
    if matches!(desk.find_domain(domain).await, Err(StoreError::NotFound)) {
        let draft = NewDomainDraft {
            name: domain.to_owned(),
            ..NewDomainDraft::default()
        };
        desk.create_domain(&draft).await.map_err(failed)?;
    }
    store::example::generate(&store, domain, users, now())
        .await
        .map_err(failed)?;
    say(&format!("{domain} has {users} more users."));
    Ok(())
}
