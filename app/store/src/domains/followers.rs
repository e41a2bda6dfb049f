//! How many users read by their domain's settings, and how many by their own.

use model::access::Action;

use super::read::count_users;
use crate::pool::fetch_optional;
use crate::{Desk, StoreError};

/// Users of a domain, and those who chose their own; the others follow the domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followers {
    /// All users.
    pub users: i64,
    /// With a language of their own.
    pub own_language: i64,
    /// With a time zone of their own.
    pub own_time_zone: i64,
    /// With a date format of their own.
    pub own_date_format: i64,
    /// With a time format of their own.
    pub own_time_format: i64,
}

impl Desk {
    /// How many users a change of each setting of a domain changes.
    ///
    /// # Errors
    /// Those of [`Desk::find_domain`].
    pub async fn count_followers(&self, domain: &str) -> Result<Followers, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        let users = count_users(&mut tx, id).await?;
        // In this order: the few who chose something are in an index of their own.
        let own = fetch_optional!(
            &mut tx,
            (i64, i64, i64, i64),
            "SELECT COUNT(c.language), COUNT(c.time_zone), COUNT(c.date_format), COUNT(c.time_format)
             FROM account c CROSS JOIN entry e
             WHERE e.id = c.entry_id AND e.domain_id = $1
                AND (c.language IS NOT NULL OR c.time_zone IS NOT NULL
                     OR c.date_format IS NOT NULL OR c.time_format IS NOT NULL)",
            id
        )?;
        let (own_language, own_time_zone, own_date_format, own_time_format) =
            own.unwrap_or_default();
        Ok(Followers {
            users,
            own_language,
            own_time_zone,
            own_date_format,
            own_time_format,
        })
    }
}
