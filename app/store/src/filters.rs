//! Filters of a domain, and the Sieve text Dovecot reads them as.

use model::DomainName;
use model::access::Action;
use model::filter::{self, Filter};
use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_optional, in_transaction};
use crate::{Desk, StoreError};

/// The filters of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainFilters {
    /// Name of the domain.
    pub domain: DomainName,
    /// In the order they run.
    pub filters: Vec<Filter>,
    /// Version of the domain, for optimistic locking.
    pub version: i64,
}

impl Desk {
    /// The filters of a domain, in the order they run.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or the actor may not see it.
    pub async fn list_filters(&self, domain: &str) -> Result<DomainFilters, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDomain)
            .await?;
        Ok(DomainFilters {
            filters: load(&mut tx, domain.id).await?,
            version: domain.version,
            domain: domain.name,
        })
    }

    /// Saves all filters of a domain; they count for the next message.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`filter::check_all`]; [`StoreError::VersionMismatch`] when the
    /// domain was changed.
    pub async fn change_filters(
        &self,
        domain: &str,
        version: Option<i64>,
        filters: &[Filter],
    ) -> Result<DomainFilters, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            match self.lock_domain(tx, domain, Action::ChangeFilters).await {
                Ok(domain) => self.save_filters(tx, &domain, version, filters).await,
                Err(error) => Err(error),
            }
        })
    }

    pub(crate) async fn save_filters(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        version: Option<i64>,
        filters: &[Filter],
    ) -> Result<DomainFilters, StoreError> {
        check_version(version, domain.version)?;
        let wanted = filter::check_all(filters)?;
        let before = load(tx, domain.id).await?;
        let saved = |version| DomainFilters {
            domain: domain.name.clone(),
            filters: wanted.clone(),
            version,
        };
        if wanted == before {
            return Ok(saved(domain.version));
        }
        write(tx, domain.id, &wanted).await?;
        execute!(
            &mut *tx,
            "UPDATE domain SET version = version + 1 WHERE id = $1",
            domain.id
        )?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(domain.id),
            object: domain.object(),
            action: "change_filters",
            before: Some(snapshot(&before)),
            after: Some(snapshot(&wanted)),
        };
        self.record(tx, change).await?;
        Ok(saved(domain.version + 1))
    }
}

/// As the history keeps them.
pub(crate) fn snapshot(filters: &[Filter]) -> Value {
    json!({ "filters": filters })
}

/// What a snapshot holds.
pub(crate) fn of_snapshot(snapshot: &Value) -> Result<Vec<Filter>, StoreError> {
    let filters = snapshot.get("filters").unwrap_or(&Value::Null);
    Vec::deserialize(filters).map_err(StoreError::corrupt)
}

/// The filters of a domain.
pub(crate) async fn load(tx: &mut Tx, domain: i64) -> Result<Vec<Filter>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String,),
        "SELECT filters FROM domain_filters WHERE domain_id = $1",
        domain
    )?;
    row.map_or_else(
        || Ok(Vec::new()),
        |(text,)| serde_json::from_str(&text).map_err(StoreError::corrupt),
    )
}

async fn write(tx: &mut Tx, domain: i64, filters: &[Filter]) -> Result<(), StoreError> {
    let script = filter::script(filters);
    execute!(
        tx,
        "INSERT INTO domain_filters (domain_id, filters, opening, closing) VALUES ($1, $2, $3, $4)
         ON CONFLICT (domain_id) DO UPDATE SET filters = excluded.filters,
             opening = excluded.opening, closing = excluded.closing",
        domain,
        json!(filters).to_string(),
        &script.opening,
        &script.closing
    )?;
    Ok(())
}
