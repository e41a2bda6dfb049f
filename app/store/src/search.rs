//! Searching the entries of all domains one sees at once.
//!
//! One query: the longest word typed is looked up in the index of words, domain by domain; the other
//! words are asked of what it finds. It takes a few rows and stops, however many there are.

use model::access::{Action, Verdict, verdict};
use model::{DomainName, EntryRef};

use crate::domains::read::stored_name;
use crate::entries::read::kind;
use crate::pool::Tx;
use crate::statement::{Statement, fetch_statement};
use crate::users::words::{QUERY_WORDS_MAX, fold};
use crate::{Desk, StoreError};

/// The most entries one search gives.
pub const FOUND_MAX: u32 = 50;
/// As many matches of the longest word are asked for the other words, at most.
const WALKED: i64 = 20_000;
/// An entry may match by several of its words.
const WORDS_OF_ENTRY: i64 = 6;

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundEntry {
    /// Name of its domain.
    pub domain: DomainName,
    /// Its kind and its name; for a user the login.
    pub entry: EntryRef,
    /// Display name.
    pub display_name: String,
    /// Default address as text, or its outside address; empty when there is none.
    pub address: String,
    /// Whether suspended.
    pub suspended: bool,
}

/// Text as it is compared in searches: lower case, without accents.
#[must_use]
pub fn folded(text: &str) -> String {
    fold(text)
}

/// One typed word.
struct Typed {
    /// Stored words that begin with it, the end not included.
    range: (String, String),
    /// Of a typed address: what an address at all names is stored as, and the domain names meant.
    at_all_names: Option<[(String, String); 2]>,
}

#[derive(sqlx::FromRow)]
struct Row {
    domain: String,
    kind: String,
    login: String,
    display_name: String,
    local_part: Option<String>,
    name: Option<String>,
    outside_address: Option<String>,
    suspended: bool,
}

impl Desk {
    /// Entries of any kind in every domain the actor may read, by beginnings of words of their names,
    /// login and addresses; all words must match. What matches most closely comes first.
    ///
    /// Nothing is found for a text without a letter or digit. `limit` is 1 to [`FOUND_MAX`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn search_entries(
        &self,
        text: &str,
        limit: u32,
    ) -> Result<Vec<FoundEntry>, StoreError> {
        let words = typed_words(text);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let scope = self.readable();
        let limit = i64::from(limit.clamp(1, FOUND_MAX));
        let mut tx = self.store.pool.read().await?;
        let rows = read(&mut tx, statement(&words, &scope, limit)).await?;
        rows.into_iter().map(Row::into_found).collect()
    }

    /// The entries the actor may read.
    fn readable(&self) -> Scope {
        let may = |id: &i64| verdict(&self.actor, Action::ReadDirectory(*id)) == Verdict::Allowed;
        let domains = self.actor.domains();
        Scope {
            domains: domains.map(|own| own.into_iter().filter(may).collect()),
            units: self.actor.delegation().map(|own| {
                let units = own.units.keys().copied();
                units.filter(|unit| own.sees(Some(*unit))).collect()
            }),
        }
    }
}

/// Where a search looks; `None` for everywhere.
#[derive(Debug, Default)]
struct Scope {
    domains: Option<Vec<i64>>,
    /// The organizational units of a user administrator.
    units: Option<Vec<i64>>,
}

async fn read(tx: &mut Tx, statement: Statement) -> Result<Vec<Row>, StoreError> {
    Ok(fetch_statement!(tx, Row, statement)?)
}

impl Row {
    fn into_found(self) -> Result<FoundEntry, StoreError> {
        let domain = stored_name(self.domain)?;
        let name = self.name.map(stored_name).transpose()?;
        let name = name.as_ref().unwrap_or(&domain);
        let address = self
            .local_part
            .map(|local_part| format!("{local_part}@{name}"));
        Ok(FoundEntry {
            entry: EntryRef {
                kind: kind(&self.kind)?,
                name: self.login,
            },
            display_name: self.display_name,
            address: address.or(self.outside_address).unwrap_or_default(),
            suspended: self.suspended,
            domain,
        })
    }
}

/// The words of a search, the longest first: it probably matches least.
fn typed_words(text: &str) -> Vec<Typed> {
    let mut words: Vec<String> = text
        .split_whitespace()
        .map(|word| with_stored_name(&fold(word), word))
        .map(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_owned()
        })
        .filter(|word| !word.is_empty())
        .take(QUERY_WORDS_MAX)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.into_iter().map(Typed::new).collect()
}

/// An address at a whole international name is stored with the name in A-label form.
fn with_stored_name(folded: &str, word: &str) -> String {
    let name = word.rsplit_once('@').map(|(_, name)| name);
    match (name.map(DomainName::parse), folded.split_once('@')) {
        (Some(Ok(name)), Some((local_part, _))) if !word.is_ascii() => {
            format!("{local_part}@{name}")
        }
        _ => folded.to_owned(),
    }
}

impl Typed {
    fn new(word: String) -> Self {
        let at_all_names = word
            .split_once('@')
            .filter(|(_, name)| !name.is_empty())
            .map(|(local_part, name)| {
                let stored = (format!("{local_part}@"), format!("{local_part}@\u{1}"));
                [stored, beginning(name)]
            });
        Self {
            range: beginning(&word),
            at_all_names,
        }
    }
}

/// From a text to the end of what begins with it.
fn beginning(text: &str) -> (String, String) {
    (text.to_owned(), format!("{text}{}", char::MAX))
}

fn statement(words: &[Typed], scope: &Scope, limit: i64) -> Statement {
    let mut query = Statement::default();
    query.push(
        "SELECT d.name AS domain, e.kind, e.login, e.display_name, a.local_part, a.name,
                e.outside_address, e.suspended
         FROM (SELECT f.entry_id, MIN(f.word) AS word FROM (",
    );
    let others = words.get(1..).unwrap_or_default();
    let matches = limit * WORDS_OF_ENTRY;
    let walked = if others.is_empty() { matches } else { WALKED };
    if let Some(longest) = words.first() {
        add_longest(&mut query, longest, scope, walked);
    }
    query.push(") f WHERE TRUE");
    for other in others {
        add_other(&mut query, other);
    }
    query.push(" GROUP BY f.entry_id ORDER BY 2, 1 LIMIT ");
    query.bind(limit).push(
        ") m JOIN entry e ON e.id = m.entry_id JOIN domain d ON d.id = e.domain_id
         LEFT JOIN address a ON a.entry_id = e.id AND a.is_default
         ORDER BY m.word, e.sort_key, e.id",
    );
    query
}

/// The matches of the longest word. `CROSS JOIN` keeps SQLite to the order of the tables: each domain
/// is one search in the index of words.
fn add_longest(query: &mut Statement, longest: &Typed, scope: &Scope, walked: i64) {
    query.push(
        "SELECT * FROM (SELECT w.entry_id, w.word FROM domain o CROSS JOIN entry_word w
         WHERE w.domain_id = o.id AND ",
    );
    add_range(query, ["w.word >= ", "w.word < "], &longest.range);
    add_scope(query, scope);
    query.push(" LIMIT ").bind(walked).push(") AS beginning");
    if let Some([stored, names]) = &longest.at_all_names {
        query.push(
            " UNION ALL SELECT * FROM (SELECT w.entry_id, w.word
              FROM domain_name n CROSS JOIN domain o CROSS JOIN entry_word w
              WHERE o.id = n.domain_id AND w.domain_id = o.id AND ",
        );
        add_range(query, ["n.name >= ", "n.name < "], names);
        query.push(" AND ");
        add_range(query, ["w.word >= ", "w.word < "], stored);
        add_scope(query, scope);
        query.push(" LIMIT ").bind(walked).push(") AS at_all_names");
    }
}

fn add_scope(query: &mut Statement, scope: &Scope) {
    if let Some(ids) = &scope.domains {
        query.push(" AND o.id IN ").list(ids);
    }
    if let Some(ids) = &scope.units {
        query.push(" AND EXISTS (SELECT 1 FROM entry u WHERE u.id = w.entry_id AND u.unit_id IN ");
        query.list(ids).push(")");
    }
}

fn add_other(query: &mut Statement, other: &Typed) {
    query.push(" AND EXISTS (SELECT 1 FROM entry_word x WHERE x.entry_id = f.entry_id AND (");
    add_range(query, ["x.word >= ", "x.word < "], &other.range);
    if let Some([stored, names]) = &other.at_all_names {
        query.push(" OR ");
        add_range(query, ["x.word >= ", "x.word < "], stored);
        query.push(" AND EXISTS (SELECT 1 FROM domain_name n WHERE n.domain_id = x.domain_id AND ");
        add_range(query, ["n.name >= ", "n.name < "], names);
        query.push(")");
    }
    query.push("))");
}

fn add_range(query: &mut Statement, columns: [&'static str; 2], (from, to): &(String, String)) {
    let [lower, upper] = columns;
    query.push(lower).bind(from.as_str());
    query.push(" AND ").push(upper).bind(to.as_str());
}

/// The query for explaining its plan, with one word, several, and an address.
#[cfg(test)]
pub(crate) fn examples() -> Vec<(&'static str, String)> {
    [
        ("searched word", "jane"),
        ("searched words", "jane doe"),
        ("searched address", "jane@a.example"),
    ]
    .into_iter()
    .map(|(what, text)| {
        (
            what,
            statement(&typed_words(text), &Scope::default(), 8).inlined(),
        )
    })
    .collect()
}
