//! How long a list is.

use model::Action;

use super::Filter;
use crate::statement::{Statement, fetch_statement};
use crate::users::EntryQuery;
use crate::users::words::beginnings;
use crate::{Desk, StoreError};

/// A list is counted up to here.
const COUNTED: i64 = 10_000;

/// How many entries a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Exactly so many.
    Exactly(i64),
    /// More than so many.
    MoreThan(i64),
}

impl Desk {
    /// How many entries a list has, whatever its page; `None` where only walking the list would tell.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or the actor may not see it.
    pub async fn count_listed(
        &self,
        domain: &str,
        query: &EntryQuery,
    ) -> Result<Option<Counted>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let words = beginnings(&query.text, &domain.names());
        let filter = Filter::new(&mut tx, &self.actor, &domain, query, words).await?;
        if filter.candidates.is_none() && !filter.words.is_empty() {
            return Ok(None);
        }
        let counted = fetch_statement!(&mut tx, (i64,), filter.count())?;
        let number = counted.first().map_or(0, |(number,)| *number);
        Ok(Some(if number > COUNTED {
            Counted::MoreThan(COUNTED)
        } else {
            Counted::Exactly(number)
        }))
    }
}

impl Filter<'_> {
    /// How many there are, counted no further than one more than [`COUNTED`].
    pub(super) fn count(&self) -> Statement {
        let mut query = Statement::default();
        query.push("SELECT COUNT(*) FROM (SELECT 1 FROM entry e");
        self.add_conditions(&mut query);
        query.push(" LIMIT ").bind(COUNTED + 1).push(") listed");
        query
    }
}
