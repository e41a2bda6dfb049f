//! A query put together from parts, for lists with filters; values are always bound.

mod rows;

use std::fmt::Write as _;

use crate::pool::Tx;

pub(crate) use rows::{insert_rows, upsert_rows};

/// Text and values under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statement {
    text: String,
    /// The values, and behind which byte of the text each belongs.
    values: Vec<(usize, Value)>,
}

/// How a database calls the values of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholders {
    /// `?`: SQLite looks names up one by one, which takes longer than a statement of thousands of values.
    Unnamed,
    /// `$1`, `$2` …
    Numbered,
}

impl Placeholders {
    /// Those of the database of a transaction.
    pub(crate) const fn of(tx: &Tx) -> Self {
        match tx {
            Tx::Sqlite(_) => Self::Unnamed,
            Tx::Postgres(_) => Self::Numbered,
        }
    }
}

/// A bound value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A number.
    Number(i64),
    /// Text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number or nothing.
    MaybeNumber(Option<i64>),
    /// Text or nothing.
    MaybeText(Option<String>),
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeNumber(number)
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::MaybeText(text.map(str::to_owned))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl Statement {
    /// Adds text of the program's own; the static lifetime keeps everything else out.
    pub(crate) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push((self.text.len(), value.into()));
        self
    }

    /// Adds identifiers as a list in parentheses; as text, because there may be thousands.
    pub(crate) fn list(&mut self, ids: &[i64]) -> &mut Self {
        // An empty list is no SQL; nothing has this identifier.
        self.text.push_str("(-1");
        for id in ids {
            // Writing to a String cannot fail.
            let _ = write!(self.text, ", {id}");
        }
        self.text.push(')');
        self
    }

    /// Begins a row of a list of rows.
    pub(crate) fn row(&mut self, first: bool) -> &mut Self {
        self.push(if first { "(" } else { ", (" })
    }

    /// Adds a value of a row, after a comma unless it is the row's first.
    pub(crate) fn value(&mut self, value: impl Into<Value>) -> &mut Self {
        let begins = self.text.ends_with('(')
            && self
                .values
                .last()
                .is_none_or(|(place, _)| *place < self.text.len());
        if !begins {
            self.push(", ");
        }
        self.bind(value)
    }

    fn text_with(&self, placeholders: Placeholders) -> String {
        let mut text = String::with_capacity(self.text.len() + 6 * self.values.len());
        let mut written = 0;
        for (number, (place, _)) in (1..).zip(&self.values) {
            text.push_str(self.text.get(written..*place).unwrap_or_default());
            match placeholders {
                Placeholders::Unnamed => text.push('?'),
                // Writing to a String cannot fail.
                Placeholders::Numbered => drop(write!(text, "${number}")),
            }
            written = *place;
        }
        text.push_str(self.text.get(written..).unwrap_or_default());
        text
    }

    /// The text, for execution, and the values to bind to it.
    pub(crate) fn into_parts(
        self,
        placeholders: Placeholders,
    ) -> (sqlx::AssertSqlSafe<String>, Vec<Value>) {
        let text = self.text_with(placeholders);
        let values = self.values.into_iter().map(|(_, value)| value);
        (sqlx::AssertSqlSafe(text), values.collect())
    }

    /// The text with its values in it, for `EXPLAIN`.
    #[cfg(test)]
    pub(crate) fn inlined(&self) -> String {
        let values = self.values.iter().map(|(_, value)| match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Flag(flag) => flag.to_string(),
            Value::MaybeNumber(None) | Value::MaybeText(None) => "NULL".to_owned(),
            Value::MaybeNumber(Some(number)) => number.to_string(),
            Value::MaybeText(Some(text)) => format!("'{}'", text.replace('\'', "''")),
        });
        inline(
            &self.text_with(Placeholders::Numbered),
            &values.collect::<Vec<_>>(),
        )
    }
}

/// A query with values in the place of `$1`, `$2` …
#[cfg(test)]
pub(crate) fn inline(sql: &str, values: &[String]) -> String {
    // From the last: `$1` is the beginning of `$10`.
    let numbered = values.iter().enumerate().rev();
    numbered.fold(sql.to_owned(), |sql, (index, value)| {
        sql.replace(&format!("${}", index + 1), value)
    })
}

/// Binds the values of a [`Statement`] to a query.
macro_rules! bind_values {
    ($query:expr, $values:expr) => {{
        // Its text varies with the filter: not worth a place among the prepared ones.
        let mut query = $query.persistent(false);
        for value in $values {
            query = match value {
                $crate::statement::Value::Number(number) => query.bind(number),
                $crate::statement::Value::Text(text) => query.bind(text),
                $crate::statement::Value::Flag(flag) => query.bind(flag),
                $crate::statement::Value::MaybeNumber(number) => query.bind(number),
                $crate::statement::Value::MaybeText(text) => query.bind(text),
            };
        }
        query
    }};
}

/// All rows of a [`Statement`].
macro_rules! fetch_statement {
    ($tx:expr, $row:ty, $statement:expr) => {{
        let placeholders = $crate::statement::Placeholders::of(&*$tx);
        let (text, values) = $crate::statement::Statement::into_parts($statement, placeholders);
        $crate::pool::on!($tx, |connection| $crate::statement::bind_values!(
            sqlx::query_as::<_, $row>(text),
            values
        )
        .fetch_all(connection)
        .await)
    }};
}

/// Executes a [`Statement`] that gives no rows.
macro_rules! execute_statement {
    ($tx:expr, $statement:expr) => {{
        let placeholders = $crate::statement::Placeholders::of(&*$tx);
        let (text, values) = $crate::statement::Statement::into_parts($statement, placeholders);
        $crate::pool::on!($tx, |connection| $crate::statement::bind_values!(
            sqlx::query(text),
            values
        )
        .execute(connection)
        .await
        .map(|_| ()))
    }};
}

pub(crate) use {bind_values, execute_statement, fetch_statement};
