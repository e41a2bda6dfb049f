//! What Postfix does with the look-up tables, step by step, without Postfix.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use super::support::Place;

pub const TABLES: [&str; 5] = ["domains", "recipients", "transport", "rewrite", "refusals"];

/// What becomes of a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    NotOurs,
    /// The first two words of the reply.
    Refused(String),
    /// For each copy the transport with the next hop, and the recipient in lower case; in no order.
    Sent(BTreeSet<(String, String)>),
}

/// The queries of the generated files, run as they say: on SQLite from the file, on PostgreSQL as
/// the account that Postfix gets.
pub struct Tables {
    queries: HashMap<&'static str, String>,
    database: Database,
}

enum Database {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Tables {
    /// Has the store write its files, and reads them.
    pub async fn open(place: &Place, dir: &Path) -> Self {
        place.store.write_postfix_files(dir).await.unwrap();
        let file = |table: &str| std::fs::read_to_string(dir.join(format!("{table}.cf"))).unwrap();
        let queries = TABLES.map(|table| (table, setting(&file(table), "query")));
        let text = file("domains");
        let database = if place.is_postgres() {
            let options: PgConnectOptions = place.url.parse().unwrap();
            let options = options
                .username(&setting(&text, "user"))
                .password(&setting(&text, "password"))
                .database(&setting(&text, "dbname"));
            Database::Postgres(PgConnection::connect_with(&options).await.unwrap())
        } else {
            let path = setting(&text, "dbpath").replace("file:", "sqlite:");
            Database::Sqlite(SqliteConnection::connect(&path).await.unwrap())
        };
        Self {
            queries: HashMap::from(queries),
            database,
        }
    }

    /// The query of a table for one key, or `None` when Postfix would not ask.
    pub fn query(&self, table: &str, key: &str) -> Option<String> {
        expand(&self.queries[table], &key.to_lowercase())
    }

    /// One look-up.
    pub async fn look_up(&mut self, table: &str, key: &str) -> Option<String> {
        let query = AssertSqlSafe(self.query(table, key)?);
        let answers: Vec<Option<String>> = match &mut self.database {
            Database::Sqlite(connection) => {
                let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
            Database::Postgres(connection) => {
                let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
                let answers: Vec<_> = rows.iter().map(|row| row.get(0)).collect();
                assert!(!answers.contains(&None), "Postfix complains about NULL");
                answers
            }
        };
        assert!(answers.len() < 2, "{table} has several answers to {key}");
        answers.into_iter().next().flatten()
    }

    /// A look-up of an address, then of the address without its extension, as Postfix does.
    async fn look_up_address(&mut self, table: &str, address: &str) -> Option<String> {
        match self.look_up(table, address).await {
            Some(answer) => Some(answer),
            None => self.look_up(table, &without_extension(address)?).await,
        }
    }

    /// smtpd(8), cleanup(8), then qmgr(8) with trivial-rewrite(8).
    pub async fn fate(&mut self, recipient: &str) -> Fate {
        let (_, domain) = recipient.rsplit_once('@').unwrap();
        if self.look_up("domains", domain).await.is_none() {
            return Fate::NotOurs;
        }
        if let Some(reply) = self.look_up_address("refusals", recipient).await
            && reply != "DUNNO"
        {
            return Fate::Refused(reply[..9].to_owned());
        }
        let known = self.look_up_address("recipients", recipient).await;
        assert!(known.is_some(), "{recipient} is accepted and unknown");
        let mut copies = BTreeSet::new();
        for address in self.rewritten(recipient.to_lowercase()).await {
            let (_, domain) = address.rsplit_once('@').unwrap();
            let hop = if self.look_up("domains", domain).await.is_none() {
                "outside".to_owned()
            } else {
                let hop = self.look_up_address("transport", &address).await;
                hop.expect("accepted mail has a way")
            };
            copies.insert((hop, address));
        }
        Fate::Sent(copies)
    }

    /// What cleanup(8) makes of an address: it asks again for each answer, until one stands for itself.
    async fn rewritten(&mut self, address: String) -> Vec<String> {
        let mut waiting = vec![address];
        let mut done = Vec::new();
        while let Some(address) = waiting.pop() {
            match self.look_up_address("rewrite", &address).await {
                Some(answer) if answer != address => {
                    waiting.extend(answer.split(", ").map(ToOwned::to_owned));
                }
                _ => done.push(address),
            }
        }
        done
    }
}

/// A setting of a table's file.
fn setting(file: &str, name: &str) -> String {
    let start = format!("{name} = ");
    let line = file.lines().find(|line| line.starts_with(&start));
    line.expect(name)[start.len()..].to_owned()
}

/// `%s`, `%u` and `%d` as in `sqlite_table(5)`: a query with a part that the key lacks is not run.
fn expand(query: &str, key: &str) -> Option<String> {
    let quoted = |text: &str| text.replace('\'', "''");
    let parts = key
        .rsplit_once('@')
        .filter(|(u, d)| !u.is_empty() && !d.is_empty());
    if parts.is_none() && (query.contains("%u") || query.contains("%d")) {
        return None;
    }
    let (u, d) = parts.unwrap_or_default();
    let mut text = String::new();
    let mut rest = query;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        text.push_str(&match after.chars().next() {
            Some('u') => quoted(u),
            Some('d') => quoted(d),
            Some('s') => quoted(key),
            other => panic!("%{other:?} in {query}"),
        });
        rest = &after[1..];
    }
    text.push_str(rest);
    Some(text)
}

/// Postfix takes what follows the first delimiter for an extension, if both sides have something.
fn without_extension(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let (base, extension) = local.split_once('+')?;
    let both = !base.is_empty() && !extension.is_empty();
    both.then(|| format!("{base}@{domain}"))
}
