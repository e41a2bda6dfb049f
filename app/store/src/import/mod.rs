//! Many entries brought in at once, from a file or another directory.
//!
//! A *plan* says what would become of each [`Record`]: new, changed, unchanged or refused, by the rules
//! and problem codes of an ordinary save. To *apply* is to plan again inside the transaction that writes,
//! so what was checked is what is saved: all of it or nothing, with one history row. Entries of the domain
//! that no record speaks of are left alone.

mod export;
mod group_rules;
mod insert;
mod items;
mod kept;
mod kept_work;
mod password;
pub(crate) mod present;
mod record;
mod rules;
mod told;
mod undo;
mod update;
mod wanted;
mod write;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::access::Action;
use model::task::Phase;
use model::{Code, EntryRef, Problem, Problems};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::domains::Domain;
use crate::history::{Change, Difference};
use crate::pool::{Tx, in_transaction};
use crate::tasks::Progress;
use crate::{Desk, StoreError};

pub use export::ExportPage;
pub use kept::Kept;
pub use record::{NewPassword, Record, RecordAddress};
pub(crate) use undo::is_import;

use items::Worked;

/// Refused records whose problems a refusal of the whole names.
const NAMED: usize = 100;

/// Entries that the row of the history names.
const TOLD: usize = 5;

/// What an import would do, or did.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How many of each.
    pub counts: Counts,
    /// What becomes of each record, in their order.
    pub rows: Vec<PlannedRow>,
    /// Two plans with the same text do the same.
    pub digest: String,
}

/// How many records become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries that are created.
    pub new: usize,
    /// Entries that change.
    pub changed: usize,
    /// Entries that are already as wanted.
    pub unchanged: usize,
    /// Records that a rule forbids.
    pub refused: usize,
}

/// What becomes of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRow {
    /// Where the record stands.
    pub line: u64,
    /// The entry, as it is called afterwards; the name as typed where it is none.
    pub entry: EntryRef,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is created, with this display name.
    New(String),
    /// These fields change, called as in the history.
    Changed(Vec<Difference>),
    /// It is as wanted.
    Unchanged,
    /// Rules forbid it.
    Refused(Vec<Problem>),
}

/// What an import did.
pub(crate) struct Applied {
    pub(crate) plan: Plan,
    /// The entries of the records that are not refused, by the records' place in the list.
    pub(crate) ids: BTreeMap<usize, i64>,
    /// The row of the history; `None` when nothing changed.
    pub(crate) history: Option<i64>,
}

/// Whether an import with refused records goes on with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is changed.
    Stop,
    /// The others are applied.
    LeaveOut,
}

impl Plan {
    /// Whether there is anything to apply.
    #[must_use]
    pub const fn changes_anything(&self) -> bool {
        self.counts.new + self.counts.changed > 0
    }
}

impl Desk {
    /// What an import would do; changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such domain or the actor may not see it,
    /// [`StoreError::Denied`].
    pub async fn plan_import(&self, domain: &str, records: &[Record]) -> Result<Plan, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ChangeEntries)
            .await?;
        let worked = self.work_out(&mut tx, &domain, records).await?;
        Ok(worked.plan())
    }

    /// Applies records, all in one transaction; passwords as typed are hashed before. `digest`: that of
    /// the plan that was looked at.
    ///
    /// # Errors
    /// Those of [`Desk::plan_import`]; [`StoreError::Conflict`] at `digest` with
    /// [`Code::ImportChangedSince`] when the plan is no longer the one looked at;
    /// [`StoreError::Invalid`] with the problems of the first refused records, each field behind the
    /// record's line as in `12.login`, when [`Refused::Stop`].
    pub async fn apply_import(
        &self,
        domain: &str,
        records: &[Record],
        digest: Option<&str>,
        refused: Refused,
    ) -> Result<Plan, StoreError> {
        let hashed = self.with_hashes(domain, records).await?;
        let records = hashed.as_deref().unwrap_or(records);
        in_transaction!(self.store.pool.write(), |tx| {
            self.apply_import_in(tx, domain, records, digest, refused, &Progress::new())
                .await
                .map(|applied| applied.plan)
        })
    }

    /// The same inside a transaction, telling how far it is, without hashing passwords: a plain one is
    /// not set.
    pub(crate) async fn apply_import_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        records: &[Record],
        digest: Option<&str>,
        refused: Refused,
        progress: &Progress,
    ) -> Result<Applied, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ChangeEntries).await?;
        progress.phase(Phase::Choosing, 0)?;
        let worked = self.work_out(tx, &domain, records).await?;
        let plan = worked.plan();
        if digest.is_some_and(|digest| digest != plan.digest) {
            let problem = Problem::new("digest", Code::ImportChangedSince);
            return Err(StoreError::Conflict(problem));
        }
        if refused == Refused::Stop && plan.counts.refused > 0 {
            return Err(plan.problems().into());
        }
        let mut history = None;
        if plan.changes_anything() {
            write::write(tx, &domain, &worked, self.now, progress).await?;
            let after = json!({
                "created": plan.counts.new,
                "changed": plan.counts.changed,
                "entries": plan.some_names(),
            });
            let row = self.record_import(tx, &domain, after).await?;
            told::remember(tx, row, &worked, &plan).await?;
            history = Some(row);
        }
        Ok(Applied {
            ids: worked.ids(),
            plan,
            history,
        })
    }

    /// What an import would do, inside a transaction whose domain is locked.
    pub(crate) async fn plan_import_in(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        records: &[Record],
    ) -> Result<Plan, StoreError> {
        Ok(self.work_out(tx, domain, records).await?.plan())
    }

    async fn work_out<'a>(
        &self,
        tx: &mut Tx,
        domain: &'a Domain,
        records: &'a [Record],
    ) -> Result<Worked<'a>, StoreError> {
        Worked::of(self, tx, domain, records).await
    }

    async fn record_import(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        after: Value,
    ) -> Result<i64, StoreError> {
        let change = Change {
            domain_id: Some(domain.id),
            subject: None,
            object: domain.object(),
            action: "import",
            before: None,
            after: Some(after),
        };
        self.record_numbered(tx, change).await
    }
}

impl Plan {
    fn new(rows: Vec<PlannedRow>) -> Self {
        let mut counts = Counts::default();
        let mut digest = Sha256::new();
        for row in &rows {
            *match row.outcome {
                Outcome::New(_) => &mut counts.new,
                Outcome::Changed(_) => &mut counts.changed,
                Outcome::Unchanged => &mut counts.unchanged,
                Outcome::Refused(_) => &mut counts.refused,
            } += 1;
            digest.update(format!("{} {}\n{:?}\n", row.line, row.entry, row.outcome));
        }
        let digest = URL_SAFE_NO_PAD.encode(digest.finalize());
        Self {
            counts,
            rows,
            digest,
        }
    }

    /// A few of the entries that are created or changed.
    fn some_names(&self) -> Vec<String> {
        let rows = self.rows.iter();
        let touched =
            rows.filter(|row| matches!(row.outcome, Outcome::New(_) | Outcome::Changed(_)));
        touched
            .take(TOLD)
            .map(|row| row.entry.to_string())
            .collect()
    }

    /// The problems of the first refused records.
    fn problems(&self) -> Problems {
        let refused = self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Refused(problems) => Some((row.line, problems)),
            _ => None,
        });
        let named = refused.take(NAMED).flat_map(|(line, problems)| {
            problems.iter().cloned().map(move |problem| Problem {
                field: format!("{line}.{}", problem.field),
                ..problem
            })
        });
        Problems(named.collect())
    }
}
