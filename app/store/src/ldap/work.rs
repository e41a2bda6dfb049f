//! One import: reading without a transaction, then comparing and writing in one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Instant;

use ::ldap::{Directory, Reading};
use model::access::Action;
use model::ldap::LdapSettings;
use model::task::{Counted, Exception, Phase, TaskKind, TaskOutcome};
use model::{Code, Problem};
use tokio::sync::OnceCell;

use super::compare::{Compared, Origin, Sides};
use super::report::{Fate, LdapOutcome, outcome_of};
use super::{Ask, Asked, present, reports, settings};
use crate::domains::Domain;
use crate::ids::new_id;
use crate::import::{Outcome, Plan, PlannedRow, Record, Refused};
use crate::pool::Tx;
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// An import of a domain's directory.
#[derive(Debug)]
pub(super) struct Import {
    /// The domain, by any of its names.
    pub(super) domain: String,
    /// What was asked for.
    pub(super) ask: Ask,
    /// Who asked.
    pub(super) asked: Asked,
    /// The report it fills.
    pub(super) report: i64,
    begun: Instant,
    read: OnceCell<Read>,
}

/// What was read, and by which settings.
#[derive(Debug)]
struct Read {
    settings: LdapSettings,
    reading: Reading,
}

impl Import {
    pub(super) fn new(domain: &str, ask: Ask, asked: Asked) -> Self {
        Self {
            domain: domain.to_owned(),
            ask,
            asked,
            report: new_id(),
            begun: Instant::now(),
            read: OnceCell::new(),
        }
    }

    /// When it ends, if that is now.
    pub(super) fn ended(&self, desk: &Desk) -> i64 {
        desk.now + i64::try_from(self.begun.elapsed().as_secs()).unwrap_or_default()
    }

    async fn read(&self, desk: &Desk, progress: &Progress) -> Result<Read, StoreError> {
        let mut tx = desk.store.pool.read().await?;
        let domain = desk
            .domain_for(&mut tx, &self.domain, Action::ChangeDomain)
            .await?;
        let kept = settings::load(&mut tx, domain).await?;
        // The directory may be slow.
        drop(tx);
        let kept = kept.ok_or_else(not_set)?;
        let settings = kept.import.settings;
        progress.phase(Phase::Reading, 0)?;
        let opened = Directory::open(&settings, kept.password.as_deref()).await;
        let mut directory = opened.map_err(StoreError::Conflict)?;
        let watch = |read: usize| {
            progress
                .done(i64::try_from(read).unwrap_or(i64::MAX))
                .map_err(|_| Problem::new("id", Code::TaskCancelled))
        };
        let reading = directory.read(&watch).await;
        let reading = reading.map_err(StoreError::Conflict)?;
        Ok(Read { settings, reading })
    }
}

/// The domain has no settings.
pub(super) fn not_set() -> StoreError {
    StoreError::Conflict(Problem::new("directory", Code::LdapNotSet))
}

impl Work for Import {
    fn kind(&self) -> TaskKind {
        TaskKind::ImportDirectory
    }

    async fn prepare(&self, desk: &Desk, progress: &Progress) -> Result<(), StoreError> {
        let read = self.read(desk, progress).await?;
        // It is prepared once only.
        let _ = self.read.set(read);
        Ok(())
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let read = self.read.get().ok_or_else(not_set)?;
        let domain = desk
            .lock_domain(tx, &self.domain, Action::ChangeDomain)
            .await?;
        let now = settings::load(tx, domain.id).await?.ok_or_else(not_set)?;
        if now.import.settings != read.settings {
            // Changed or forgotten while the directory was read.
            return Err(StoreError::Conflict(Problem::new(
                "directory",
                Code::LdapNotAsShown,
            )));
        }
        progress.phase(Phase::Choosing, 0)?;
        let origins = present::origins(tx, domain.id).await?;
        let compared = self.compare(tx, &domain, read, &origins).await?;
        let (records, places, plan) = desk.plan_sides(tx, &domain, &compared).await?;
        let outcome = outcome_of(&compared, &plan, &places);
        self.refuse(&outcome, origins.len(), read.settings.max_share)?;
        let mut history = None;
        if !self.ask.dry_run {
            let name = domain.name.as_str();
            let applied = desk
                .apply_import_in(tx, name, &records, None, Refused::LeaveOut, progress)
                .await?;
            history = applied.history;
            let refused = refused_places(&plan, &places);
            let ids = applied
                .ids
                .into_iter()
                .filter_map(|(at, id)| Some((*places.get(at)?, id)));
            let ids: HashMap<usize, i64> = ids.collect();
            present::remember(tx, domain.id, (&compared, &refused), &ids, &origins).await?;
        }
        reports::finish(tx, self.report, self.ended(desk), &outcome).await?;
        Ok(Done {
            outcome: told(&outcome),
            history,
        })
    }
}

impl Import {
    async fn compare(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        read: &Read,
        origins: &BTreeMap<String, Origin>,
    ) -> Result<Vec<Compared>, StoreError> {
        let here = present::here(tx, domain).await?;
        let sides = Sides {
            reading: &read.reading,
            settings: &read.settings,
            names: &domain.names(),
            here: &here,
            origins,
            take_all: self.ask.take_all,
        };
        Ok(sides.compare())
    }

    /// What may not happen unasked: more than the schedule may do by itself, or something else than was
    /// shown.
    fn refuse(
        &self,
        outcome: &LdapOutcome,
        imported: usize,
        max_share: i64,
    ) -> Result<(), StoreError> {
        let touched = outcome.new + outcome.changed;
        let share = usize::try_from(max_share).unwrap_or_default();
        if self.asked == Asked::BySchedule && touched * 100 > imported * share {
            let problem = Problem::new("directory", Code::LdapTooManyChanges);
            let problem = problem.with(touched).with(imported).with(max_share);
            return Err(StoreError::Conflict(problem));
        }
        match &self.ask.digest {
            Some(shown) if *shown != outcome.digest => {
                let problem = Problem::new("directory", Code::LdapNotAsShown);
                Err(StoreError::Conflict(problem))
            }
            _ => Ok(()),
        }
    }
}

impl Desk {
    /// Plans what a comparison asks for: the records, their places in it, and what becomes of them.
    /// Nobody is put into a group whose own record is refused, or the group would be refused too.
    async fn plan_sides(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        compared: &[Compared],
    ) -> Result<(Vec<Record>, Vec<usize>, Plan), StoreError> {
        let asked = compared.iter().enumerate();
        let asked = asked.filter_map(|(place, one)| Some((place, one.record.clone()?)));
        let (places, mut records): (Vec<usize>, Vec<Record>) = asked.unzip();
        let plan = self.plan_import_in(tx, domain, &records).await?;
        let refused: BTreeSet<String> = plan
            .rows
            .iter()
            .zip(&places)
            .filter(|(row, _)| is_refused_itself(row))
            .filter_map(|(_, place)| compared.get(*place))
            // One that is there already is there under its present name.
            .filter(|one| one.entry_id.is_none())
            .map(|one| one.entry.to_string())
            .collect();
        if refused.is_empty() {
            return Ok((records, places, plan));
        }
        for record in &mut records {
            if let Some(members) = &mut record.members {
                members.retain(|member| !refused.contains(member));
            }
        }
        let plan = self.plan_import_in(tx, domain, &records).await?;
        Ok((records, places, plan))
    }
}

/// Whether a record is refused for itself, not only because it names another that is refused: a group
/// comes without that one.
fn is_refused_itself(row: &PlannedRow) -> bool {
    match &row.outcome {
        Outcome::Refused(problems) => problems
            .iter()
            .any(|problem| problem.code != Code::MemberUnknown),
        _ => false,
    }
}

/// The places in the comparison of what is refused.
fn refused_places(plan: &Plan, places: &[usize]) -> HashSet<usize> {
    let rows = plan.rows.iter().zip(places);
    rows.filter(|(row, _)| matches!(row.outcome, Outcome::Refused(_)))
        .map(|(_, place)| *place)
        .collect()
}

/// What the task says of it.
fn told(outcome: &LdapOutcome) -> TaskOutcome {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let refused = outcome.rows.iter().filter(|row| row.fate == Fate::Refused);
    let exceptions = refused.filter_map(|row| {
        Some(Exception {
            entry: row.entry.to_string(),
            problem: row.problems.first()?.clone(),
        })
    });
    TaskOutcome {
        counts: vec![
            (Counted::Created, number(outcome.new)),
            (Counted::Changed, number(outcome.changed)),
            (Counted::Unchanged, number(outcome.unchanged)),
            (Counted::Refused, number(outcome.refused)),
        ],
        exceptions: exceptions.collect(),
        ..TaskOutcome::default()
    }
}
