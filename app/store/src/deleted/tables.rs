//! Which tables hold rows of a domain, and how they are found.

use sqlx::AssertSqlSafe;

use crate::StoreError;
use crate::pool::{Tx, fetch_all, on};

/// A table whose rows are kept when their domain is deleted.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// Which of its rows.
    rows: Rows,
    /// What must still be there when they come back, of a row `kept`; empty for nothing. A row without
    /// it stays away.
    pub(super) needs: &'static str,
}

/// How the rows of a domain are found: a condition.
enum Rows {
    /// All at once; `{domain}` is the domain's identifier.
    OfDomain(&'static str),
    /// Some entries at a time, because there may be a million; `{entries}` is a query of identifiers.
    OfEntries(&'static str),
}

/// Where the rows of one deletion are kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelf {
    /// The table.
    pub(super) rows: &'static str,
    /// Its column that says of which deletion.
    pub(super) key: &'static str,
    /// Which.
    pub(super) id: i64,
}

impl Shelf {
    pub(super) const fn of_domain(id: i64) -> Self {
        Self {
            rows: "deleted_rows",
            key: "domain_id",
            id,
        }
    }

    pub(super) const fn of_entries(history: i64) -> Self {
        Self {
            rows: "deleted_entry_rows",
            key: "history_id",
            id: history,
        }
    }
}

const fn of_domain(name: &'static str, condition: &'static str) -> Table {
    Table {
        name,
        rows: Rows::OfDomain(condition),
        needs: "",
    }
}

const fn of_entries(name: &'static str, condition: &'static str) -> Table {
    Table {
        name,
        rows: Rows::OfEntries(condition),
        needs: "",
    }
}

impl Table {
    const fn needing(self, needs: &'static str) -> Self {
        Self {
            name: self.name,
            rows: self.rows,
            needs,
        }
    }
}

const BOTH_ENTRIES: &str = "EXISTS (SELECT 1 FROM entry WHERE id = kept.group_id)
     AND EXISTS (SELECT 1 FROM entry WHERE id = kept.member_id)";
const ACCOUNT_AND_DOMAIN: &str = "EXISTS (SELECT 1 FROM account WHERE id = kept.account_id)
     AND EXISTS (SELECT 1 FROM domain WHERE id = kept.domain_id)";
const ACCOUNT_AND_UNIT: &str = "EXISTS (SELECT 1 FROM account WHERE id = kept.account_id)
     AND EXISTS (SELECT 1 FROM unit WHERE id = kept.unit_id)";
const KEY_AND_DOMAIN: &str = "EXISTS (SELECT 1 FROM api_key WHERE id = kept.api_key_id)
     AND EXISTS (SELECT 1 FROM domain WHERE id = kept.domain_id)";

/// The directory's entry may have been imported anew meanwhile.
const IS_FREE_IN_DIRECTORY: &str = "NOT EXISTS (SELECT 1 FROM ldap_origin
     WHERE domain_id = kept.domain_id AND unique_id = kept.unique_id)";

/// Every table whose rows come back: each after those it refers to. A row that belongs to an entry of
/// the domain and, by another column, to the domain is meant by one condition only.
pub(crate) const KEPT: &[Table] = &[
    of_domain("domain", "id = {domain}"),
    of_domain("domain_name", "domain_id = {domain}"),
    of_domain("unit", "domain_id = {domain}"),
    of_domain("ldap_import", "domain_id = {domain}"),
    of_domain("ldap_report", "domain_id = {domain}"),
    of_entries("entry", "id IN ({entries})"),
    of_entries("ldap_origin", "entry_id IN ({entries})").needing(IS_FREE_IN_DIRECTORY),
    of_entries("address", "entry_id IN ({entries})"),
    of_domain("domain_filters", "domain_id = {domain}"),
    of_entries("entry_handling", "entry_id IN ({entries})"),
    of_entries("group_member", "group_id IN ({entries})").needing(BOTH_ENTRIES),
    of_entries("group_reach", "group_id IN ({entries})"),
    of_entries("entry_word", "entry_id IN ({entries})"),
    of_entries("account", "entry_id IN ({entries})"),
    of_entries(
        "unit_right",
        "account_id IN (SELECT id FROM account WHERE entry_id IN ({entries}))",
    )
    .needing(ACCOUNT_AND_UNIT),
    // Of his own domain or of another: the rights of somebody who was deleted with it.
    of_entries(
        "administrator",
        "account_id IN (SELECT id FROM account WHERE entry_id IN ({entries}))",
    )
    .needing(ACCOUNT_AND_DOMAIN),
    // Rights to the domain of somebody outside it.
    of_domain(
        "administrator",
        "domain_id = {domain} AND NOT EXISTS (
             SELECT 1 FROM account c JOIN entry e ON e.id = c.entry_id
             WHERE c.id = administrator.account_id AND e.domain_id = {domain})",
    )
    .needing(ACCOUNT_AND_DOMAIN),
    of_entries(
        "api_key",
        "account_id IN (SELECT id FROM account WHERE entry_id IN ({entries}))",
    ),
    of_entries(
        "api_key_domain",
        "api_key_id IN (SELECT k.id FROM api_key k JOIN account c ON c.id = k.account_id
             WHERE c.entry_id IN ({entries}))",
    )
    .needing(KEY_AND_DOMAIN),
    of_domain(
        "api_key_domain",
        "domain_id = {domain} AND NOT EXISTS (
             SELECT 1 FROM api_key k JOIN account c ON c.id = k.account_id
                 JOIN entry e ON e.id = c.entry_id
             WHERE k.id = api_key_domain.api_key_id AND e.domain_id = {domain})",
    )
    .needing(KEY_AND_DOMAIN),
    of_domain("deleted_entries", "domain_id = {domain}"),
    of_domain(
        "deleted_entry_rows",
        "history_id IN (SELECT history_id FROM deleted_entries WHERE domain_id = {domain})",
    ),
];

#[cfg(test)]
/// Tables with rows of a domain that do not come back, and why.
pub(crate) const NOT_KEPT: &[(&str, &str)] = &[
    ("kept_import", "a file is looked at for a while only"),
    ("kept_import_part", "a file is looked at for a while only"),
    ("log_in_session", "whoever was signed in signs in again"),
    ("postfix_group", "follows from the others"),
    ("postfix_route", "follows from the others"),
];

#[cfg(test)]
/// Tables without rows of a domain, or whose rows outlive it.
pub(crate) const ELSEWHERE: &[&str] = &[
    "_sqlx_migrations",
    "contract_role",
    "deleted_domain",
    "deleted_rows",
    "history",
    "history_entry",
    "mailbox_server",
    "sign_in_failure",
    "task",
];

/// Some entries of a domain: those with identifiers above `above` and up to `to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch {
    pub(super) above: i64,
    pub(super) to: i64,
}

impl Table {
    /// The conditions that together mean all rows of a domain.
    pub(super) fn conditions(&self, domain: i64, batches: &[Batch]) -> Vec<String> {
        match self.rows {
            Rows::OfDomain(condition) => {
                vec![condition.replace("{domain}", &domain.to_string())]
            }
            Rows::OfEntries(condition) => batches
                .iter()
                .map(|batch| condition.replace("{entries}", &entries(domain, *batch)))
                .collect(),
        }
    }
}

impl Table {
    /// The condition that means all its rows of the entries a query gives; `None` when it has none of
    /// their own, or when those follow from others.
    pub(super) fn condition_of(&self, query: &str) -> Option<String> {
        match self.rows {
            Rows::OfDomain(_) => None,
            Rows::OfEntries(_) if self.name == "group_reach" => None,
            // They are members of groups that stay, too.
            Rows::OfEntries(_) if self.name == "group_member" => {
                Some(format!("group_id IN ({query}) OR member_id IN ({query})"))
            }
            Rows::OfEntries(condition) => Some(condition.replace("{entries}", query)),
        }
    }
}

/// The `+` keeps the database from reading all entries of the domain for each batch: the identifiers
/// lie side by side.
fn entries(domain: i64, Batch { above, to }: Batch) -> String {
    format!("SELECT id FROM entry WHERE id > {above} AND id <= {to} AND +domain_id = {domain}")
}

/// A column as the catalogue tells of it.
pub(super) struct Column {
    pub(super) name: String,
    /// `bigint`, `boolean` or `text`; on SQLite as it was written.
    pub(super) kind: String,
}

/// The columns of a table.
pub(super) async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<Column>, StoreError> {
    let rows = match tx {
        Tx::Sqlite(_) => fetch_all!(
            tx,
            (String, String),
            "SELECT name, type FROM pragma_table_info($1) ORDER BY cid",
            table
        )?,
        Tx::Postgres(_) => fetch_all!(
            tx,
            (String, String),
            "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT)
             FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1
             ORDER BY ordinal_position",
            table
        )?,
    };
    let column = |(name, kind)| Column { name, kind };
    Ok(rows.into_iter().map(column).collect())
}

/// Executes a statement made of the names above, of the catalogue's and of numbers.
pub(super) async fn execute(tx: &mut Tx, text: String) -> Result<(), StoreError> {
    let text = AssertSqlSafe(text);
    on!(tx, |connection| sqlx::query(text)
        .persistent(false)
        .execute(connection)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Names as SQL writes them, whatever words they are.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    names.into_iter().map(quote).collect()
}
