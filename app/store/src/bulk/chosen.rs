//! The entries a change is about, kept for the length of its transaction: the change itself may alter
//! what the filter matches.

use model::{Code, EntryRef, Problem};

use super::Outcome;
use super::along::along;
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::StoreError;
use crate::entries::read::reference;
use crate::pool::{Tx, execute, fetch_all, fetch_optional};
use crate::statement::{Statement, execute_statement, fetch_statement};

/// Values and names that a row of the history tells by itself.
const SAMPLED: usize = 5;
/// Entries that change are named where there are so many at most: sorting many takes its time.
const NAMED_OF: i64 = 2000;
/// So many of them.
const FIRST: i64 = 20;
/// The reason of an entry that is as wanted already.
const UNCHANGED: &str = "unchanged";

/// Where the entries and the reasons against changing them stand.
pub(super) enum Rows<'a> {
    /// In the table `chosen`.
    Chosen,
    /// Nowhere yet.
    Asked(&'a Found<'a>),
}

/// A few of the entries that change.
pub(super) struct Chosen {
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) names: Vec<String>,
}

/// Makes an empty table `chosen`.
async fn make_table(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE chosen (id BIGINT PRIMARY KEY, kind TEXT, login TEXT, sort_key TEXT,
                                       before TEXT, wanted TEXT, reason TEXT) ON COMMIT DROP"
        )?;
    } else {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE IF NOT EXISTS chosen (id BIGINT PRIMARY KEY, kind TEXT, login TEXT,
                                                     sort_key TEXT, before TEXT, wanted TEXT, reason TEXT)"
        )?;
        execute!(&mut *tx, "DELETE FROM chosen")?;
    }
    Ok(())
}

/// Fills the table `chosen`.
pub(super) async fn fill<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    found: &Found<'_>,
) -> Result<(), StoreError> {
    make_table(tx).await?;
    let mut insert = Statement::default();
    insert.push("INSERT INTO chosen (id, kind, login, sort_key, before, wanted, reason) ");
    add_rows(&mut insert, kind, context, found);
    execute_statement!(&mut *tx, insert)?;
    if let Tx::Postgres(_) = tx {
        // Without statistics PostgreSQL takes a new table for a small one.
        execute!(&mut *tx, "ANALYZE chosen")?;
    }
    Ok(())
}

/// Fills the table `chosen` with the entries that a row of the history tells of and that are there.
pub(super) async fn fill_deleted(tx: &mut Tx, row: i64) -> Result<(), StoreError> {
    make_table(tx).await?;
    execute!(
        &mut *tx,
        "INSERT INTO chosen (id, kind, login, sort_key, before, wanted)
         SELECT e.id, e.kind, e.login, e.sort_key, h.after, h.before
         FROM history_entry h JOIN entry e ON e.id = h.entry_id WHERE h.history_id = $1",
        row
    )?;
    if let Tx::Postgres(_) = tx {
        execute!(&mut *tx, "ANALYZE chosen")?;
    }
    Ok(())
}

/// Fills the table `chosen` with the entries that were not there before a row of the history and still
/// are, with a reason against those that something else happened to since: an import gives no rights, and
/// whoever is put into a group raises only the group's version.
pub(super) async fn fill_created(
    tx: &mut Tx,
    domain: i64,
    row: i64,
    nothing: &str,
) -> Result<(), StoreError> {
    make_table(tx).await?;
    execute!(
        &mut *tx,
        "INSERT INTO chosen (id, kind, login, sort_key, reason)
         SELECT e.id, e.kind, e.login, e.sort_key, CASE
             WHEN e.version > 1
                 OR EXISTS (SELECT 1 FROM history l WHERE l.subject_id = e.id AND l.id <> $2)
                 OR EXISTS (SELECT 1 FROM history_entry l WHERE l.entry_id = e.id AND l.history_id <> $2)
                 OR EXISTS (SELECT 1 FROM account c JOIN administrator x ON x.account_id = c.id
                            WHERE c.entry_id = e.id)
                 OR EXISTS (SELECT 1 FROM account c JOIN unit_right x ON x.account_id = c.id
                            WHERE c.entry_id = e.id)
             THEN 'changed' END
         FROM history_entry h JOIN entry e ON e.id = h.entry_id
         WHERE e.domain_id = $1 AND h.history_id = $2 AND h.before = $3",
        domain,
        row,
        nothing
    )?;
    if let Tx::Postgres(_) = tx {
        execute!(&mut *tx, "ANALYZE chosen")?;
    }
    Ok(())
}

/// `SELECT` of every entry meant: its names, its value, the value wanted, and why it does not change.
fn add_rows<K: Kind>(statement: &mut Statement, kind: &K, context: &Context, found: &Found<'_>) {
    statement.push("SELECT ");
    found.add_names(statement);
    statement.push(", ");
    kind.add_present(statement);
    statement.push(" AS before, ");
    found.add_wanted(statement);
    statement.push(" AS wanted, CASE");
    if found.is_history() {
        statement.push(" WHEN e.id IS NULL THEN 'undo.gone'");
    }
    context.held_back.add_rules(statement);
    kind.add_kinds(statement);
    statement.push(" WHEN ");
    kind.add_present(statement);
    if found.is_history() {
        statement.push(" <> h.after THEN 'undo.changed_since'");
    } else {
        statement.push(" = ");
        found.add_wanted(statement);
        statement.push(" THEN 'unchanged'");
    }
    kind.add_rules(statement, context, found);
    statement.push(" END AS reason");
    found.add_tables(statement);
}

/// What it comes to; `unknown` are entries that are named and not there.
pub(super) async fn outcome<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    rows: &Rows<'_>,
    unknown: Vec<EntryRef>,
    named: usize,
) -> Result<Outcome, StoreError> {
    let mut counting = Statement::default();
    counting.push("SELECT reason, COUNT(*)");
    add_from(&mut counting, kind, context, rows);
    counting.push(" GROUP BY reason");
    let counts = fetch_statement!(&mut *tx, (Option<String>, i64), counting)?;
    let mut outcome = Outcome {
        refused: i64::try_from(unknown.len()).unwrap_or(i64::MAX),
        ..Outcome::default()
    };
    let mut is_more = false;
    for (reason, number) in counts {
        match reason.as_deref() {
            None => outcome.changed = number,
            Some(UNCHANGED) => outcome.unchanged = number,
            Some(_) => {
                outcome.refused += number;
                is_more = true;
            }
        }
    }
    let unknown = unknown
        .into_iter()
        .map(|entry| (entry, Problem::new("", Code::EntryUnknown)));
    outcome.exceptions.extend(unknown.take(named));
    let left = named - outcome.exceptions.len();
    if is_more && left > 0 {
        let mut naming = Statement::default();
        naming.push("SELECT kind, login, reason");
        add_from(&mut naming, kind, context, rows);
        naming.push(
            " WHERE reason IS NOT NULL AND reason <> 'unchanged' ORDER BY sort_key, id LIMIT ",
        );
        naming.bind(i64::try_from(left).unwrap_or(i64::MAX));
        for row in fetch_statement!(&mut *tx, (String, String, String), naming)? {
            outcome.exceptions.push(exception(kind, context, row)?);
        }
    }
    if named > 0 && outcome.changed <= NAMED_OF {
        outcome.first = first(tx, kind, context, rows).await?;
    }
    if K::TAKES_ALONG {
        outcome.along = Some(along(tx, kind, context, rows).await?);
    }
    Ok(outcome)
}

/// The first entries that change.
async fn first<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    rows: &Rows<'_>,
) -> Result<Vec<EntryRef>, StoreError> {
    let mut naming = Statement::default();
    naming.push("SELECT kind, login");
    add_from(&mut naming, kind, context, rows);
    naming.push(" WHERE reason IS NULL ORDER BY sort_key, id LIMIT ");
    naming.bind(FIRST);
    let named = fetch_statement!(&mut *tx, (String, String), naming)?;
    named.into_iter().map(reference).collect()
}

/// `FROM` the entries meant, under the name `chosen`.
pub(super) fn add_from<K: Kind>(
    statement: &mut Statement,
    kind: &K,
    context: &Context,
    rows: &Rows<'_>,
) {
    match rows {
        Rows::Chosen => {
            statement.push(" FROM chosen");
        }
        Rows::Asked(found) => {
            statement.push(" FROM (");
            add_rows(statement, kind, context, found);
            statement.push(") AS chosen");
        }
    }
}

fn exception<K: Kind>(
    kind: &K,
    context: &Context,
    (kind_name, name, reason): (String, String, String),
) -> Result<(EntryRef, Problem), StoreError> {
    let code = Code::ALL
        .iter()
        .copied()
        .find(|code| code.as_str() == reason)
        .ok_or_else(|| StoreError::corrupt(&reason))?;
    let entry = reference((kind_name, name))?;
    let problem = kind.problem(code, entry.kind, context);
    Ok((entry, problem))
}

/// A few of the entries that change, and their values.
pub(super) async fn sample(tx: &mut Tx) -> Result<Chosen, StoreError> {
    let limit = i64::try_from(SAMPLED).unwrap_or(i64::MAX);
    let before = fetch_all!(
        &mut *tx,
        (String,),
        "SELECT DISTINCT before FROM chosen WHERE reason IS NULL ORDER BY before LIMIT $1",
        limit
    )?;
    let after = fetch_all!(
        &mut *tx,
        (String,),
        "SELECT DISTINCT wanted FROM chosen WHERE reason IS NULL ORDER BY wanted LIMIT $1",
        limit
    )?;
    let names = fetch_all!(
        &mut *tx,
        (String, String),
        "SELECT kind, login FROM chosen WHERE reason IS NULL ORDER BY sort_key, id LIMIT $1",
        limit
    )?;
    let names = names
        .into_iter()
        .map(|row| reference(row).map(|entry| entry.to_string()));
    let texts = |rows: Vec<(String,)>| rows.into_iter().map(|(text,)| text).collect();
    Ok(Chosen {
        before: texts(before),
        after: texts(after),
        names: names.collect::<Result<_, StoreError>>()?,
    })
}

/// Where the step after `from` ends, and how many entries change in it.
pub(super) async fn next_step(
    tx: &mut Tx,
    from: i64,
    size: i64,
) -> Result<Option<(i64, i64)>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Option<i64>, i64),
        "SELECT MAX(id), COUNT(*) FROM (
             SELECT id FROM chosen WHERE reason IS NULL AND id > $1 ORDER BY id LIMIT $2) AS step",
        from,
        size
    )?;
    Ok(row.and_then(|(to, number)| to.map(|to| (to, number))))
}

/// Writes what the history says of each entry of a step.
pub(super) async fn remember(tx: &mut Tx, row: i64, step: Step) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO history_entry (history_id, entry_id, kind, name, before, after)
         SELECT $1, id, kind, login, before, wanted FROM chosen
         WHERE reason IS NULL AND id > $2 AND id <= $3",
        row,
        step.from,
        step.to
    )?;
    Ok(())
}

/// The groups that contain a chosen entry, also through other groups.
pub(super) async fn groups_around(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT DISTINCT r.group_id FROM chosen c JOIN group_reach r ON r.member_id = c.id
         WHERE c.reason IS NULL ORDER BY r.group_id"
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The entry an account belongs to; a number no entry has when it belongs to none.
pub(super) async fn entry_of(tx: &mut Tx, account: i64) -> Result<i64, StoreError> {
    let row = fetch_optional!(
        tx,
        (Option<i64>,),
        "SELECT entry_id FROM account WHERE id = $1",
        account
    )?;
    Ok(row.and_then(|(entry,)| entry).unwrap_or(-1))
}
