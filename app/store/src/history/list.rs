//! Reading the history: newest first, page by page.

use model::access::{Action, UnitId, Verdict, verdict};
use model::{EntryRef, Target};

use super::row::{HistoryRow, ROWS, Row, Undoing};
use crate::page::{self, Page};
use crate::pool::{Tx, fetch_optional};
use crate::statement::{Statement, fetch_statement};
use crate::{Desk, StoreError};

/// Whose history is asked for; domains by any of their names.
#[derive(Clone, Debug, Default)]
pub enum HistoryScope {
    /// Everything, also of what is deleted.
    #[default]
    Installation,
    /// A domain with its entries.
    Domain(String),
    /// A domain itself: its names and settings.
    Settings(String),
    /// One entry of a domain, whatever it was called before.
    Entry(String, EntryRef),
}

/// What a list of the history shows; filters add up.
#[derive(Clone, Debug, Default)]
pub struct HistoryQuery {
    /// Whose.
    pub scope: HistoryScope,
    /// Only this object, such as `user:jdoe@example.com`; empty for all.
    pub object: String,
    /// The beginning of the actor's name, or of the object's with or without its kind; empty for all.
    pub text: String,
    /// Only this action, such as `change_mail`; empty for all.
    pub action: String,
    /// Cursor of the page.
    pub after: Option<String>,
    /// Rows in a page, 1 to [`crate::page::LIMIT_MAX`].
    pub limit: u32,
}

impl Desk {
    /// What was changed, newest first. Whoever reads the entries of a domain reads its history, a user
    /// administrator that of what was in his units; what belongs to no domain, or to one that is gone,
    /// is for superadministrators. The history of a domain that is gone is found by the name it had at
    /// the end.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or entry or the actor may not see it,
    /// [`StoreError::Invalid`] at `after` when the cursor is none.
    pub async fn list_history(&self, query: &HistoryQuery) -> Result<Page<HistoryRow>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let filter = Filter {
            of: self.history_of(&mut tx, &query.scope).await?,
            object: &asked(&query.object),
            text: &asked(&query.text).to_lowercase(),
            action: &asked(&query.action),
            units: self.actor.delegation().map(|own| {
                let units = own.units.keys().copied();
                units.filter(|unit| own.sees(Some(*unit))).collect()
            }),
        };
        let after: Option<i64> = page::decode(query.after.as_deref())?;
        let limit = page::rows(query.limit);
        let mut rows = fetch_statement!(&mut tx, Row, filter.rows(after, limit))?;
        let next = page::cut(&mut rows, limit, |row| row.id)?;
        let previous = match after {
            Some(key) => {
                let found = fetch_statement!(&mut tx, (i64,), filter.previous(key, limit))?;
                let keys: Vec<i64> = found.into_iter().map(|(id,)| id).collect();
                Some(page::beyond(&keys, limit)?)
            }
            None => None,
        };
        let items = rows.into_iter().map(|row| self.shown(row));
        let mut items = items.collect::<Result<Vec<_>, _>>()?;
        if let Of::Entry(id) = filter.of {
            tell_of(&mut tx, id, &mut items).await?;
        }
        Ok(Page {
            items,
            next,
            previous,
        })
    }

    async fn history_of(&self, tx: &mut Tx, scope: &HistoryScope) -> Result<Of, StoreError> {
        match scope {
            HistoryScope::Installation => {
                self.require(Action::ReadHistory)?;
                Ok(Of::Everything)
            }
            HistoryScope::Domain(name) => self
                .domain_or_former(tx, name, Action::ReadDirectory)
                .await
                .map(Of::Domain),
            HistoryScope::Settings(name) => self
                .domain_or_former(tx, name, Action::ReadEntries)
                .await
                .map(Of::Subject),
            HistoryScope::Entry(name, entry) => {
                let domain = self.domain_for(tx, name, Action::ReadDirectory).await?;
                self.seen_entry(tx, domain, entry.kind, &entry.name)
                    .await
                    .map(Of::Entry)
            }
        }
    }

    /// A domain that is there, or else one that had the name as its own when it was deleted.
    async fn domain_or_former(
        &self,
        tx: &mut Tx,
        name: &str,
        action: fn(i64) -> Action,
    ) -> Result<i64, StoreError> {
        match self.domain_for(tx, name, action).await {
            Err(StoreError::NotFound) => self.former_domain(tx, name).await,
            found => found,
        }
    }

    /// One change, if its domain's history is for this actor to read.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn find_history(&self, id: i64) -> Result<HistoryRow, StoreError> {
        let mut tx = self.store.pool.read().await?;
        self.history_row(&mut tx, id).await
    }

    pub(super) async fn history_row(&self, tx: &mut Tx, id: i64) -> Result<HistoryRow, StoreError> {
        let mut query = Statement::default();
        query.push(ROWS).push("h.id = ").bind(id);
        let row = fetch_statement!(tx, Row, query)?
            .into_iter()
            .next()
            .ok_or(StoreError::NotFound)?;
        let action = row.domain_id.map_or(Action::ReadHistory, |domain| {
            Action::ReadEntry(Target::place(domain, row.unit_id))
        });
        match self.require(action) {
            // Nobody learns that there is such a row.
            Err(StoreError::Denied) => Err(StoreError::NotFound),
            refused => refused.and_then(|()| self.shown(row)),
        }
    }

    fn shown(&self, row: Row) -> Result<HistoryRow, StoreError> {
        let mut row = row.into_row()?;
        let allows = |action| verdict(&self.actor, action) == Verdict::Allowed;
        let undoing = row.undoing();
        let is_there = row.is_kept
            || !matches!(
                undoing,
                Some(Undoing::DomainDeletion | Undoing::ManyDeletion)
            );
        row.may_undo = is_there && row.undone_by.is_none() && row.undo_action().is_some_and(allows);
        Ok(row)
    }
}

/// Has the rows of imports tell what became of one entry, instead of what became of how many.
async fn tell_of(tx: &mut Tx, entry: i64, rows: &mut [HistoryRow]) -> Result<(), StoreError> {
    for row in rows.iter_mut().filter(|row| row.action == "import") {
        let told = fetch_optional!(
            &mut *tx,
            (String, String),
            "SELECT before, after FROM history_entry WHERE history_id = $1 AND entry_id = $2",
            row.id,
            entry
        )?;
        if let Some((before, after)) = told {
            let read = |text: &str| serde_json::from_str(text).map_err(StoreError::corrupt);
            row.before = Some(read(&before)?);
            row.after = Some(read(&after)?);
        }
    }
    Ok(())
}

/// What was typed; PostgreSQL takes no NUL, and nothing here has one.
fn asked(typed: &str) -> String {
    typed.trim().replace('\0', "")
}

#[derive(Clone, Copy)]
enum Of {
    Everything,
    Domain(i64),
    Subject(i64),
    /// What was done to an entry, also together with others.
    Entry(i64),
}

struct Filter<'a> {
    of: Of,
    object: &'a str,
    text: &'a str,
    action: &'a str,
    /// The units whose rows the actor sees; `None` for all rows.
    units: Option<Vec<UnitId>>,
}

impl Filter<'_> {
    fn rows(&self, after: Option<i64>, limit: i64) -> Statement {
        let mut query = Statement::default();
        query.push(ROWS).push("h.id < ");
        query.bind(after.unwrap_or(i64::MAX));
        self.add_conditions(&mut query);
        query.push(" ORDER BY h.id DESC LIMIT ").bind(limit + 1);
        query
    }

    /// The keys of the page before, from its end.
    fn previous(&self, key: i64, limit: i64) -> Statement {
        let mut query = Statement::default();
        query.push("SELECT h.id FROM history h WHERE h.id >= ");
        query.bind(key);
        self.add_conditions(&mut query);
        query.push(" ORDER BY h.id LIMIT ").bind(limit + 1);
        query
    }

    fn add_conditions(&self, query: &mut Statement) {
        match self.of {
            Of::Everything => {}
            Of::Domain(id) => {
                query.push(" AND h.domain_id = ").bind(id);
            }
            Of::Subject(id) => {
                query.push(" AND h.subject_id = ").bind(id);
            }
            Of::Entry(id) => {
                query
                    .push(" AND h.id IN (SELECT id FROM history WHERE subject_id = ")
                    .bind(id);
                query
                    .push(" UNION ALL SELECT history_id FROM history_entry WHERE entry_id = ")
                    .bind(id)
                    .push(")");
            }
        }
        if let Some(units) = &self.units {
            query.push(" AND h.unit_id IN ").list(units);
        }
        if !self.object.is_empty() {
            query.push(" AND h.object = ").bind(self.object);
        }
        if !self.action.is_empty() {
            query.push(" AND h.action = ").bind(self.action);
        }
        if !self.text.is_empty() {
            let begins = format!("{}%", page::literal(self.text));
            query.push(" AND (h.actor LIKE ").bind(begins.as_str());
            query.push(" ESCAPE '\\' OR h.object LIKE ");
            query.bind(begins.as_str());
            query.push(" ESCAPE '\\' OR h.object LIKE ");
            query
                .bind(format!("%:{begins}").as_str())
                .push(" ESCAPE '\\')");
        }
    }
}

/// The queries of the lists, for looking at their plans.
#[cfg(test)]
pub(crate) fn examples(domain_id: i64) -> Vec<(&'static str, String)> {
    let of = |of, object, text| Filter {
        of,
        object,
        text,
        action: "",
        units: None,
    };
    let page = |filter: &Filter<'_>| filter.rows(Some(1), 50).inlined();
    vec![
        ("history", page(&of(Of::Everything, "", ""))),
        ("history searched", page(&of(Of::Everything, "", "ann"))),
        (
            "history of a domain",
            page(&of(Of::Domain(domain_id), "", "")),
        ),
        (
            "history of a domain's settings",
            page(&of(Of::Subject(domain_id), "", "")),
        ),
        (
            "history of an entry",
            page(&of(Of::Entry(domain_id), "", "")),
        ),
        (
            "history of an object",
            page(&of(Of::Everything, "user:a@b", "")),
        ),
        (
            "history before",
            of(Of::Domain(domain_id), "", "").previous(1, 50).inlined(),
        ),
    ]
}
