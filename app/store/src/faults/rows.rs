//! All that stands in a database, for comparing.

use std::collections::BTreeSet;

use crate::support::Place;

impl Place {
    /// The names of all tables.
    pub(crate) async fn tables(&self) -> Vec<String> {
        let names = if self.is_postgres() {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
        } else {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        };
        self.texts(&format!("{names} ORDER BY 1")).await
    }

    /// Every row of every table as text, but for tables that are left out.
    pub(crate) async fn every_row(&self, without: &[&str]) -> BTreeSet<String> {
        let mut rows = BTreeSet::new();
        for table in self.tables().await {
            if table == "_sqlx_migrations" || without.contains(&table.as_str()) {
                continue;
            }
            let row = if self.is_postgres() {
                format!("CAST(to_jsonb({table}) AS TEXT)")
            } else {
                let columns = format!("SELECT name FROM pragma_table_info('{table}')");
                format!("json_array({})", self.texts(&columns).await.join(", "))
            };
            let sql = format!("SELECT '{table} ' || {row} FROM {table}");
            rows.extend(self.texts(&sql).await);
        }
        rows
    }
}

/// Fails when two states differ, and says in which rows.
#[track_caller]
pub(crate) fn assert_same(before: &BTreeSet<String>, after: &BTreeSet<String>, when: &str) {
    let lost: Vec<_> = before.difference(after).collect();
    let new: Vec<_> = after.difference(before).collect();
    assert!(
        lost.is_empty() && new.is_empty(),
        "{when}: lost {lost:#?}\nnew {new:#?}"
    );
}
