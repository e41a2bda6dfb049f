//! Reading the history: newest first, page by page.

use model::access::{Action, Verdict, verdict};
use model::{EntryRef, Kind};
use serde_json::Value;

use super::difference::{Difference, differences};
use crate::entries;
use crate::page::{self, Page};
use crate::pool::Tx;
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

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Its number, by which it is undone.
    pub id: i64,
    /// When (seconds since 1970).
    pub at: i64,
    /// Who, as he was called then.
    pub actor: String,
    /// From where: an address, `cli`, `api key NAME`; empty when unknown.
    pub origin: String,
    /// The domain it belongs to, which may be gone.
    pub domain_id: Option<i64>,
    /// What, as it was called then, such as `user:jdoe@example.com`.
    pub object: String,
    /// What was done, such as `change_mail`.
    pub action: String,
    /// Before; `None` when it was new.
    pub before: Option<Value>,
    /// After; `None` when it is gone.
    pub after: Option<Value>,
    /// The row it undid.
    pub undoes: Option<i64>,
    /// The row that undid it.
    pub undone_by: Option<i64>,
    /// Whether this actor may try to undo it.
    pub may_undo: bool,
    pub(super) subject_id: Option<i64>,
}

/// What undoing a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoing {
    /// Changes an entry back.
    EntryChange,
    /// Deletes an entry.
    EntryCreation,
    /// Brings an entry back.
    EntryDeletion,
    /// Changes a domain's settings back.
    DomainChange,
    /// Deletes an empty domain.
    DomainCreation,
}

impl HistoryRow {
    /// The fields it changed.
    pub fn differences(&self) -> Vec<Difference> {
        differences(self.before.as_ref(), self.after.as_ref())
    }

    /// What undoing it would do; `None` for what cannot be undone: passwords, keys, mailbox servers, the
    /// deletion of a domain.
    pub fn undoing(&self) -> Option<Undoing> {
        let (kind, _) = self.object.split_once(':')?;
        self.subject_id?;
        let is_entry = Kind::ALL.iter().any(|known| known.prefix() == kind);
        let undoing = match (is_entry, kind, self.action.as_str()) {
            (true, _, "change" | "change_identity" | "change_mail" | "remove_addresses") => {
                Undoing::EntryChange
            }
            (true, _, "create") => Undoing::EntryCreation,
            (true, _, "delete") => Undoing::EntryDeletion,
            (false, "domain", "change_general" | "change_mail_system") => Undoing::DomainChange,
            (false, "domain", "create") => Undoing::DomainCreation,
            _ => return None,
        };
        let is_open = self.differences().iter().any(|field| !field.is_secret());
        is_open.then_some(undoing)
    }

    /// What the policy is asked before undoing it.
    pub(super) fn undo_action(&self) -> Option<Action> {
        let domain = self.domain_id?;
        Some(match self.undoing()? {
            Undoing::EntryChange | Undoing::EntryCreation | Undoing::EntryDeletion => {
                Action::ChangeEntries(domain)
            }
            Undoing::DomainChange => Action::ChangeDomain(domain),
            Undoing::DomainCreation => Action::DeleteDomain(domain),
        })
    }
}

impl Desk {
    /// What was changed, newest first. Whoever reads the entries of a domain reads its history; what
    /// belongs to no domain, or to one that is gone, is for superadministrators.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or entry or the actor may not see it,
    /// [`StoreError::Invalid`] at `after` when the cursor is none.
    pub async fn list_history(&self, query: &HistoryQuery) -> Result<Page<HistoryRow>, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let filter = Filter {
            of: self.history_of(&mut tx, &query.scope).await?,
            object: query.object.trim(),
            text: &query.text.trim().to_lowercase(),
            action: query.action.trim(),
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
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
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
                .domain_for(tx, name, Action::ReadEntries)
                .await
                .map(Of::Domain),
            HistoryScope::Settings(name) => self
                .domain_for(tx, name, Action::ReadEntries)
                .await
                .map(Of::Subject),
            HistoryScope::Entry(name, entry) => {
                let domain = self.domain_for(tx, name, Action::ReadEntries).await?;
                entries::read::find(tx, domain, entry.kind, &entry.name)
                    .await
                    .map(Of::Subject)
            }
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
        let action = row
            .domain_id
            .map_or(Action::ReadHistory, Action::ReadEntries);
        match self.require(action) {
            // Nobody learns that there is such a row.
            Err(StoreError::Denied) => Err(StoreError::NotFound),
            refused => refused.and_then(|()| self.shown(row)),
        }
    }

    fn shown(&self, row: Row) -> Result<HistoryRow, StoreError> {
        let mut row = row.into_row()?;
        let allows = |action| verdict(&self.actor, action) == Verdict::Allowed;
        row.may_undo = row.undone_by.is_none() && row.undo_action().is_some_and(allows);
        Ok(row)
    }
}

const ROWS: &str =
    "SELECT h.id, h.at, h.actor, h.origin, h.domain_id, h.subject_id, h.object, h.action,
            h.before, h.after, h.undoes,
            (SELECT MIN(u.id) FROM history u WHERE u.undoes = h.id) AS undone_by
     FROM history h WHERE ";

#[derive(Clone, Copy)]
enum Of {
    Everything,
    Domain(i64),
    Subject(i64),
}

struct Filter<'a> {
    of: Of,
    object: &'a str,
    text: &'a str,
    action: &'a str,
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

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: i64,
    actor: String,
    origin: String,
    domain_id: Option<i64>,
    subject_id: Option<i64>,
    object: String,
    action: String,
    before: Option<String>,
    after: Option<String>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

impl Row {
    fn into_row(self) -> Result<HistoryRow, StoreError> {
        let read = |text: Option<String>| {
            let value = text.map(|text| serde_json::from_str(&text));
            value.transpose().map_err(StoreError::corrupt)
        };
        Ok(HistoryRow {
            before: read(self.before)?,
            after: read(self.after)?,
            id: self.id,
            at: self.at,
            actor: self.actor,
            origin: self.origin,
            domain_id: self.domain_id,
            object: self.object,
            action: self.action,
            undoes: self.undoes,
            undone_by: self.undone_by,
            may_undo: false,
            subject_id: self.subject_id,
        })
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
            "history of an entry",
            page(&of(Of::Subject(domain_id), "", "")),
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
