//! What a domain holds, for saying what its deletion takes along.

use model::Kind;
use model::access::Action;

use crate::entries::read::kind;
use crate::pool::{fetch_all, fetch_scalar};
use crate::{Desk, StoreError};

/// How much there is of what, in a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Entries by kind; a kind without entries is left out.
    pub entries: Vec<(Kind, i64)>,
    /// Addresses of theirs.
    pub addresses: i64,
    /// Administrators of the domain, wherever their account is.
    pub administrators: i64,
    /// Keys of programs that act for one of its users.
    pub keys: i64,
}

impl Desk {
    /// What a domain holds.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none or the actor may not see it.
    pub async fn domain_contents(&self, domain: &str) -> Result<Contents, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let id = self
            .domain_for(&mut tx, domain, Action::ReadEntries)
            .await?;
        let counts = fetch_all!(
            &mut tx,
            (String, i64),
            "SELECT kind, COUNT(*) FROM entry WHERE domain_id = $1 GROUP BY kind",
            id
        )?;
        let mut entries = Vec::new();
        for (name, number) in counts {
            entries.push((kind(&name)?, number));
        }
        entries.sort_by_key(|(found, _)| Kind::ALL.iter().position(|known| known == found));
        Ok(Contents {
            entries,
            addresses: fetch_scalar!(
                &mut tx,
                i64,
                "SELECT COUNT(*) FROM address WHERE domain_id = $1",
                id
            )?,
            administrators: fetch_scalar!(
                &mut tx,
                i64,
                "SELECT COUNT(*) FROM administrator WHERE domain_id = $1",
                id
            )?,
            keys: fetch_scalar!(
                &mut tx,
                i64,
                "SELECT COUNT(*) FROM api_key k JOIN account c ON c.id = k.account_id
                     JOIN entry e ON e.id = c.entry_id WHERE e.domain_id = $1",
                id
            )?,
        })
    }
}
