//! What a report says.

use model::task::{HowFar, TaskState};
use model::{EntryRef, Problem};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::compare::Compared;
use crate::history::Difference;
use crate::import::{Outcome, Plan, PlannedRow};

/// Entries a report names; of more it tells only the number.
const NAMED: usize = 500;

/// How an import went, or how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct LdapReport {
    /// Its number.
    pub id: i64,
    /// The task that does it; `None` for one at the server's shell.
    pub task: Option<i64>,
    /// When it began (seconds since 1970).
    pub started_at: i64,
    /// When it ended (seconds since 1970).
    pub finished_at: Option<i64>,
    /// Who began it, as he was called then.
    pub actor: String,
    /// Whether the schedule began it.
    pub scheduled: bool,
    /// Whether it only looked.
    pub dry_run: bool,
    /// Whether the directory's values count also where something was changed by hand.
    pub take_all: bool,
    /// How it stands.
    pub state: TaskState,
    /// How far it is, while it goes on as a task.
    pub how_far: Option<HowFar>,
    /// What stopped it; nothing when the console itself failed.
    pub problems: Vec<Problem>,
    /// What it came to; `None` unless it is done.
    pub outcome: Option<LdapOutcome>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LdapOutcome {
    /// Entries that are created.
    pub new: usize,
    /// Entries that change.
    pub changed: usize,
    /// Entries that are as the directory says.
    pub unchanged: usize,
    /// Entries of the directory that a rule forbids.
    pub refused: usize,
    /// Entries the directory no longer has.
    pub missing: usize,
    /// Entries with values that were changed by hand and stay.
    pub kept: usize,
    /// The entries it is about, refused ones first, as many as are named.
    pub rows: Vec<LdapRow>,
    /// How many more there are.
    pub unnamed: usize,
    /// Two outcomes with the same text would do the same.
    pub digest: String,
}

/// What becomes of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LdapRow {
    /// The entry, as it is called afterwards; a refused one as the directory calls it, by a name that may be none.
    #[serde(with = "as_called")]
    pub entry: EntryRef,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether the directory no longer has it.
    pub is_missing: bool,
    /// The fields that change, called as in the history.
    pub changes: Vec<LdapField>,
    /// The fields that stay as they were made by hand: as they are, and as the directory says.
    pub kept: Vec<LdapField>,
    /// Why it is refused.
    pub problems: Vec<Problem>,
}

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// A rule forbids what the directory says.
    Refused,
    /// It changes.
    Changed,
    /// It is created.
    New,
    /// It stays as it is.
    Same,
}

/// A field with two values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LdapField {
    /// The way to it in the snapshots of the history, such as `mail.type`.
    pub field: String,
    /// Before; or here.
    pub before: Value,
    /// After; or in the directory.
    pub after: Value,
}

impl From<Difference> for LdapField {
    fn from(difference: Difference) -> Self {
        Self {
            field: difference.field,
            before: difference.before,
            after: difference.after,
        }
    }
}

/// What a comparison and the plan made of it come to. `places` are those of the plan's rows in the
/// comparison.
pub(super) fn outcome_of(compared: &[Compared], plan: &Plan, places: &[usize]) -> LdapOutcome {
    let mut outcome = LdapOutcome {
        digest: plan.digest.clone(),
        ..LdapOutcome::default()
    };
    let mut planned = places.iter().copied().zip(&plan.rows).peekable();
    for (place, one) in compared.iter().enumerate() {
        let row = planned
            .next_if(|(of, _)| *of == place)
            .map(|(_, planned)| planned);
        outcome.add(row_of(one, row));
    }
    outcome
        .rows
        .sort_by(|one, other| (one.fate, &one.entry).cmp(&(other.fate, &other.entry)));
    outcome.unnamed = outcome.rows.len().saturating_sub(NAMED);
    outcome.rows.truncate(NAMED);
    outcome
}

fn row_of(one: &Compared, planned: Option<&PlannedRow>) -> LdapRow {
    let (fate, changes, problems) = match planned.map(|row| &row.outcome) {
        Some(Outcome::New(display_name)) => (Fate::New, vec![shown_as(display_name)], Vec::new()),
        Some(Outcome::Changed(changes)) => (Fate::Changed, changes.clone(), Vec::new()),
        Some(Outcome::Refused(problems)) => (Fate::Refused, Vec::new(), problems.clone()),
        Some(Outcome::Unchanged) | None => (Fate::Same, Vec::new(), Vec::new()),
    };
    LdapRow {
        entry: planned.map_or_else(|| one.entry.clone(), |row| row.entry.clone()),
        fate,
        is_missing: one.is_missing,
        changes: changes.into_iter().map(LdapField::from).collect(),
        kept: one.kept.iter().cloned().map(LdapField::from).collect(),
        problems,
    }
}

/// What a new entry is told by.
fn shown_as(display_name: &str) -> Difference {
    Difference {
        field: "display_name".to_owned(),
        before: Value::Null,
        after: json!(display_name),
    }
}

impl LdapOutcome {
    /// Counts what becomes of an entry, and names it when there is something to say.
    fn add(&mut self, row: LdapRow) {
        *match row.fate {
            Fate::New => &mut self.new,
            Fate::Changed => &mut self.changed,
            Fate::Refused => &mut self.refused,
            Fate::Same => &mut self.unchanged,
        } += 1;
        self.missing += usize::from(row.is_missing);
        self.kept += usize::from(!row.kept.is_empty());
        if row.fate != Fate::Same || !row.kept.is_empty() || row.is_missing {
            self.rows.push(row);
        }
    }
}

/// Kind and name side by side: together in one text they would have to be a name that is allowed.
mod as_called {
    use model::{EntryRef, Kind};
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(
        entry: &EntryRef,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        (entry.kind, &entry.name).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<EntryRef, D::Error> {
        let (kind, name) = <(Kind, String)>::deserialize(deserializer)?;
        Ok(EntryRef { kind, name })
    }
}
