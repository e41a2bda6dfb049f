//! Reports as JSON.

use model::Problem;
use model::task::TaskState;
use serde::Serialize;
use store::history::Value;
use store::ldap::{Fate, LdapField, LdapOutcome, LdapReport, LdapRow};
use utoipa::ToSchema;

/// How an import went, or how far it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LdapReport)]
pub struct ReportBody {
    /// Its number; text, because it is larger than numbers in JavaScript.
    id: String,
    /// The task that does it; null for one at the server's shell.
    task: Option<String>,
    /// `running`, `done`, `failed`, `cancelled` or `interrupted`
    state: &'static str,
    /// When it began, in seconds since 1970.
    started_at: i64,
    /// When it ended, in seconds since 1970.
    finished_at: Option<i64>,
    /// Who began it.
    actor: String,
    /// Whether the schedule began it.
    scheduled: bool,
    /// Whether it only looked.
    dry_run: bool,
    /// Whether the directory's values count also where something was changed by hand.
    take_all: bool,
    /// What stopped it.
    problems: Vec<ProblemOf>,
    /// How many entries of each kind of outcome; null unless it is done.
    counts: Option<CountsBody>,
    /// The entries it is about, refused ones first; in lists none.
    rows: Vec<RowBody>,
    /// How many entries are not among `rows`.
    unnamed: usize,
}

/// How many entries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LdapCounts)]
struct CountsBody {
    new: usize,
    changed: usize,
    unchanged: usize,
    refused: usize,
    /// No longer in the directory.
    missing: usize,
    /// With values that were changed by hand and stay.
    kept: usize,
}

/// What becomes of one entry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LdapRow)]
struct RowBody {
    #[schema(example = "user:jdoe")]
    entry: String,
    /// `new`, `changed`, `refused` or `same`
    outcome: &'static str,
    /// Whether the directory no longer has it.
    missing: bool,
    /// The fields that change.
    changes: Vec<FieldBody>,
    /// The fields that stay as changed by hand: `before` is here, `after` in the directory.
    kept: Vec<FieldBody>,
    problems: Vec<ProblemOf>,
}

/// A field with two values.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LdapField)]
struct FieldBody {
    #[schema(example = "mail.type")]
    field: String,
    #[schema(value_type = Option<serde_json::Value>)]
    before: Value,
    #[schema(value_type = Option<serde_json::Value>)]
    after: Value,
}

/// A broken rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LdapProblem)]
struct ProblemOf {
    field: String,
    #[schema(example = "login.invalid")]
    code: &'static str,
    /// The values its sentence names.
    args: Vec<String>,
}

impl From<LdapReport> for ReportBody {
    fn from(report: LdapReport) -> Self {
        let counts = report.outcome.as_ref().map(CountsBody::from);
        let outcome = report.outcome.unwrap_or_default();
        Self {
            id: report.id.to_string(),
            task: report.task.map(|task| task.to_string()),
            state: TaskState::as_str(report.state),
            started_at: report.started_at,
            finished_at: report.finished_at,
            actor: report.actor,
            scheduled: report.scheduled,
            dry_run: report.dry_run,
            take_all: report.take_all,
            problems: report.problems.into_iter().map(ProblemOf::from).collect(),
            counts,
            rows: outcome.rows.into_iter().map(RowBody::from).collect(),
            unnamed: outcome.unnamed,
        }
    }
}

impl From<&LdapOutcome> for CountsBody {
    fn from(outcome: &LdapOutcome) -> Self {
        Self {
            new: outcome.new,
            changed: outcome.changed,
            unchanged: outcome.unchanged,
            refused: outcome.refused,
            missing: outcome.missing,
            kept: outcome.kept,
        }
    }
}

impl From<LdapRow> for RowBody {
    fn from(row: LdapRow) -> Self {
        let fields = |fields: Vec<LdapField>| fields.into_iter().map(FieldBody::from).collect();
        Self {
            entry: row.entry.to_string(),
            outcome: match row.fate {
                Fate::New => "new",
                Fate::Changed => "changed",
                Fate::Refused => "refused",
                Fate::Same => "same",
            },
            missing: row.is_missing,
            changes: fields(row.changes),
            kept: fields(row.kept),
            problems: row.problems.into_iter().map(ProblemOf::from).collect(),
        }
    }
}

impl From<LdapField> for FieldBody {
    fn from(field: LdapField) -> Self {
        Self {
            field: field.field,
            before: field.before,
            after: field.after,
        }
    }
}

impl From<Problem> for ProblemOf {
    fn from(problem: Problem) -> Self {
        Self {
            field: problem.field,
            code: problem.code.as_str(),
            args: problem.args,
        }
    }
}
