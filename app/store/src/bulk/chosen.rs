//! The entries a change is about, kept for the length of its transaction: the change itself may alter
//! what the filter matches.

use model::access::Action;
use model::{Code, EntryRef};

use super::{Outcome, Selection};
use crate::domains::Domain;
use crate::entries::read::{self, kind};
use crate::pool::{Tx, execute, fetch_all, fetch_optional};
use crate::statement::{Statement, execute_statement};
use crate::users::list::Filter;
use crate::users::words::beginnings;
use crate::{Desk, StoreError};

/// A row of `chosen` whose entry is as wanted already.
pub(super) const UNCHANGED: &str = "unchanged";

/// Makes an empty table `chosen` of identifiers, each with the reason why its entry does not change.
async fn make_table(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE chosen (id BIGINT PRIMARY KEY, reason TEXT) ON COMMIT DROP"
        )?;
    } else {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE IF NOT EXISTS chosen (id BIGINT PRIMARY KEY, reason TEXT)"
        )?;
        execute!(&mut *tx, "DELETE FROM chosen")?;
    }
    Ok(())
}

impl Desk {
    /// Fills `chosen`; `reason` adds the expression that says why an entry `e` does not change. Entries
    /// that are named and not there are returned.
    pub(super) async fn choose(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        selection: &Selection,
        reason: impl Fn(&mut Statement),
    ) -> Result<Vec<EntryRef>, StoreError> {
        self.require(Action::ChangeEntries(domain.id))?;
        make_table(tx).await?;
        let mut unknown = Vec::new();
        match selection {
            Selection::Matching(query) => {
                let words = beginnings(&query.text, &domain.names());
                let filter = Filter::new(tx, domain, query, words).await?;
                let mut insert = inserting(&reason);
                filter.add_conditions(&mut insert);
                execute_statement!(&mut *tx, insert)?;
            }
            Selection::Entries(entries) => {
                let mut ids = Vec::new();
                for entry in entries {
                    match read::find(tx, domain.id, entry.kind, &entry.name).await {
                        Ok(id) => ids.push(id),
                        Err(StoreError::NotFound) => unknown.push(entry.clone()),
                        Err(error) => return Err(error),
                    }
                }
                ids.sort_unstable();
                ids.dedup();
                for some in ids.chunks(1000) {
                    let mut insert = inserting(&reason);
                    insert.push(" WHERE e.id IN ").list(some);
                    execute_statement!(&mut *tx, insert)?;
                }
            }
        }
        if let Tx::Postgres(_) = tx {
            // Without statistics PostgreSQL takes a new table for a small one.
            execute!(&mut *tx, "ANALYZE chosen")?;
        }
        Ok(unknown)
    }
}

fn inserting(reason: &impl Fn(&mut Statement)) -> Statement {
    let mut insert = Statement::default();
    insert.push("INSERT INTO chosen (id, reason) SELECT e.id, ");
    reason(&mut insert);
    insert.push(" FROM entry e");
    insert
}

/// What the table says; `unknown` are entries that are not there.
pub(super) async fn outcome(tx: &mut Tx, unknown: Vec<EntryRef>) -> Result<Outcome, StoreError> {
    let counts = fetch_all!(
        &mut *tx,
        (Option<String>, i64),
        "SELECT reason, COUNT(*) FROM chosen WHERE reason IS NULL OR reason = 'unchanged' GROUP BY reason"
    )?;
    let mut outcome = Outcome {
        refused: unknown
            .into_iter()
            .map(|entry| (entry, Code::EntryUnknown))
            .collect(),
        ..Outcome::default()
    };
    for (reason, count) in counts {
        match reason {
            None => outcome.changed = count,
            Some(_) => outcome.unchanged = count,
        }
    }
    let refused = fetch_all!(
        &mut *tx,
        (String, String, String),
        "SELECT e.kind, e.login, c.reason FROM chosen c JOIN entry e ON e.id = c.id
         WHERE c.reason IS NOT NULL AND c.reason <> 'unchanged' ORDER BY e.sort_key, e.id"
    )?;
    for (kind_name, name, reason) in refused {
        let code = Code::ALL
            .iter()
            .find(|code| code.as_str() == reason)
            .ok_or_else(|| StoreError::corrupt(&reason))?;
        let kind = kind(&kind_name)?;
        outcome.refused.push((EntryRef { kind, name }, *code));
    }
    Ok(outcome)
}

/// The entry an account belongs to.
pub(super) async fn entry_of(tx: &mut Tx, account: i64) -> Result<Option<i64>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Option<i64>,),
        "SELECT entry_id FROM account WHERE id = $1",
        account
    )?;
    Ok(row.and_then(|(entry,)| entry))
}
