//! The list of domains.

use std::collections::HashMap;

use model::DomainName;
use model::access::Action;

use super::read::{Row, select_rows};
use super::{Domain, DomainOrder, DomainQuery};
use crate::page::{self, Page};
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};
use crate::{Desk, StoreError};

impl Desk {
    /// The domains the actor sees.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `after` when the cursor is none.
    pub async fn list_domains(&self, query: &DomainQuery) -> Result<Page<Domain>, StoreError> {
        self.require(Action::ListDomains)?;
        let after: Option<String> = page::decode(query.after.as_deref())?;
        let limit = page::rows(query.limit);
        let filter = Filter {
            seen: self.actor.domains(),
            pattern: pattern(&query.text),
            descending: query.order == DomainOrder::NameDescending,
        };
        let mut tx = self.store.pool.read().await?;
        let mut rows = filter.rows(&mut tx, after.as_deref(), limit).await?;
        let next = page::cut(&mut rows, limit, |row| row.name.clone())?;
        let previous = match &after {
            Some(key) => Some(filter.previous(&mut tx, key, limit).await?),
            None => None,
        };
        Ok(Page {
            items: with_names(&mut tx, rows).await?,
            next,
            previous,
        })
    }
}

/// The pattern a name must match, if any.
fn pattern(typed: &str) -> Option<String> {
    // PostgreSQL takes no NUL in a text.
    let text = typed.replace('\0', "").trim().to_lowercase();
    if text.is_empty() {
        return None;
    }
    // A whole international name is stored in A-label form.
    let text = match DomainName::parse(&text) {
        Ok(name) if !text.is_ascii() => name.to_string(),
        _ => text,
    };
    Some(format!("%{}%", page::literal(&text)))
}

struct Filter {
    seen: Option<Vec<i64>>,
    pattern: Option<String>,
    descending: bool,
}

impl Filter {
    async fn rows(
        &self,
        tx: &mut Tx,
        after: Option<&str>,
        limit: i64,
    ) -> Result<Vec<Row>, StoreError> {
        let mut query = Statement::default();
        query.push(select_rows!("TRUE"));
        self.add_conditions(&mut query);
        if let Some(after) = after {
            let beyond = [" AND d.name > ", " AND d.name < "];
            query.push(self.directed(beyond)).bind(after);
        }
        let order = [" ORDER BY d.name LIMIT ", " ORDER BY d.name DESC LIMIT "];
        query.push(self.directed(order)).bind(limit + 1);
        Ok(fetch_statement!(tx, Row, query)?)
    }

    /// The cursor of the page that ends at `key`.
    async fn previous(&self, tx: &mut Tx, key: &str, limit: i64) -> Result<String, StoreError> {
        let mut query = Statement::default();
        query.push("SELECT d.name FROM domain d WHERE TRUE");
        self.add_conditions(&mut query);
        let back = [" AND d.name <= ", " AND d.name >= "];
        query.push(self.directed(back)).bind(key);
        let order = [" ORDER BY d.name DESC LIMIT ", " ORDER BY d.name LIMIT "];
        query.push(self.directed(order)).bind(limit + 1);
        let found = fetch_statement!(tx, (String,), query)?;
        let names: Vec<_> = found.into_iter().map(|(name,)| name).collect();
        page::beyond(&names, limit)
    }

    fn directed(&self, [ascending, descending]: [&'static str; 2]) -> &'static str {
        if self.descending {
            descending
        } else {
            ascending
        }
    }

    fn add_conditions(&self, query: &mut Statement) {
        if let Some(seen) = &self.seen {
            query.push(" AND d.id IN ").list(seen);
        }
        if let Some(pattern) = &self.pattern {
            query
                .push(" AND EXISTS (SELECT 1 FROM domain_name n WHERE n.domain_id = d.id AND n.name LIKE ")
                .bind(pattern.as_str())
                .push(" ESCAPE '\\')");
        }
    }
}

/// The domains of a page; the names of all of them are read at once.
async fn with_names(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Domain>, StoreError> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut query = Statement::default();
    query
        .push("SELECT domain_id, name FROM domain_name WHERE domain_id IN ")
        .list(&ids)
        .push(" ORDER BY name");
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, name) in fetch_statement!(tx, (i64, String), query)? {
        names.entry(id).or_default().push(name);
    }
    rows.into_iter()
        .map(|row| {
            let names = names.remove(&row.id).unwrap_or_default();
            row.into_domain(names)
        })
        .collect()
}
