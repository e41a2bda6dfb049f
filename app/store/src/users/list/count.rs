//! How long a list is.

use super::Filter;
use crate::StoreError;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};

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

impl Filter<'_> {
    /// How many entries the list has, whatever its page; `None` where only walking the list would tell.
    pub(super) async fn counted(&self, tx: &mut Tx) -> Result<Option<Counted>, StoreError> {
        if self.candidates.is_none() && !self.words.is_empty() {
            return Ok(None);
        }
        let counted = fetch_statement!(tx, (i64,), self.count())?;
        let number = counted.first().map_or(0, |(number,)| *number);
        Ok(Some(if number > COUNTED {
            Counted::MoreThan(COUNTED)
        } else {
            Counted::Exactly(number)
        }))
    }

    /// How many there are, counted no further than one more than [`COUNTED`].
    pub(super) fn count(&self) -> Statement {
        let mut query = Statement::default();
        query.push("SELECT COUNT(*) FROM (SELECT 1 FROM entry e");
        self.add_conditions(&mut query);
        query.push(" LIMIT ").bind(COUNTED + 1).push(") listed");
        query
    }
}
