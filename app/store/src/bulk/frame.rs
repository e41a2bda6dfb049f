//! What all changes of many entries have in common.

use model::access::Action;
use model::task::{Phase, TaskKind};
use model::{Code, Problem};
use serde_json::{Map, Value, json};

use super::Outcome;
use super::chosen::{self, Chosen, Rows};
use super::kind::{Context, Kind, Step, require};
use super::source::Source;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, fetch_optional, in_transaction};
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// Entries in one step: between two steps progress is told and cancelling heard.
const STEP: i64 = 4000;

/// A change of many entries, to be done.
#[derive(Clone)]
pub(super) struct Many<K> {
    domain: String,
    source: Source,
    kind: K,
    named: usize,
}

impl<K: Kind> Many<K> {
    pub(super) fn new(domain: &str, source: Source, kind: K, named: usize) -> Self {
        Self {
            domain: domain.to_owned(),
            source,
            kind,
            named,
        }
    }

    fn wanted(&self) -> Option<&str> {
        match &self.source {
            Source::Selected(_, wanted) => Some(wanted.as_str()),
            Source::History(_) => None,
        }
    }

    async fn prepared(&self, tx: &mut Tx, context: &Context) -> Result<K, StoreError> {
        let mut kind = self.kind.clone();
        kind.prepare(tx, context, self.wanted()).await?;
        Ok(kind)
    }

    /// Chooses, writes and tells.
    async fn change(
        &self,
        desk: &Desk,
        tx: &mut Tx,
        progress: &Progress,
    ) -> Result<(Outcome, Option<i64>), StoreError> {
        let domain = desk
            .lock_domain(tx, &self.domain, Action::ReadDirectory)
            .await?;
        progress.phase(Phase::Choosing, 0)?;
        let context = Context::open::<K>(desk, tx, domain).await?;
        if let Source::History(row) = self.source {
            refuse_undone(tx, row).await?;
        }
        let kind = self.prepared(tx, &context).await?;
        let wanted = kind.wanted(self.wanted().unwrap_or_default());
        let (found, unknown) = self.source.find(tx, &context, &wanted).await?;
        chosen::fill(tx, &kind, &context, &found).await?;
        let outcome =
            chosen::outcome(tx, &kind, &context, &Rows::Chosen, unknown, self.named).await?;
        kind.check_number(self.wanted(), outcome.changed)?;
        if outcome.changed == 0 {
            return Ok((outcome, None));
        }
        let row = new_id();
        let around = kind.look_around(tx).await?;
        let change = told(tx, &kind, &context, &outcome).await?;
        desk.record_as(tx, row, change).await?;
        kind.begin(tx, &context, row).await?;
        write(tx, &kind, &context, row, outcome.changed, progress).await?;
        progress.phase(Phase::Routing, count(&around))?;
        for (done, group) in around.into_iter().enumerate() {
            kind.write_around(tx, group).await?;
            progress.done(i64::try_from(done).unwrap_or(i64::MAX))?;
        }
        Ok((outcome, Some(row)))
    }
}

impl<K: Kind> Work for Many<K> {
    fn kind(&self) -> TaskKind {
        match self.wanted() {
            Some(wanted) => self.kind.task(wanted),
            None => TaskKind::Undo,
        }
    }

    async fn run(&self, desk: &Desk, tx: &mut Tx, progress: &Progress) -> Result<Done, StoreError> {
        let (outcome, history) = self.change(desk, tx, progress).await?;
        Ok(Done {
            outcome: outcome.into_task(K::COUNTED),
            history,
        })
    }
}

impl Desk {
    pub(super) async fn preview<K: Kind>(&self, many: &Many<K>) -> Result<Outcome, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, &many.domain, Action::ReadDirectory)
            .await?;
        let context = Context::open::<K>(self, &mut tx, domain).await?;
        if let Source::History(row) = many.source {
            refuse_undone(&mut tx, row).await?;
        }
        let kind = many.prepared(&mut tx, &context).await?;
        let wanted = kind.wanted(many.wanted().unwrap_or_default());
        let (found, unknown) = many.source.find(&mut tx, &context, &wanted).await?;
        let rows = Rows::Asked(&found);
        let outcome = chosen::outcome(&mut tx, &kind, &context, &rows, unknown, many.named).await?;
        kind.check_number(many.wanted(), outcome.changed)?;
        Ok(outcome)
    }

    pub(super) async fn change_now<K: Kind>(&self, many: &Many<K>) -> Result<Outcome, StoreError> {
        let progress = Progress::new();
        in_transaction!(self.store.pool.write(), |tx| many
            .change(self, tx, &progress)
            .await
            .map(|(outcome, _)| outcome))
    }

    pub(super) async fn start_changing<K: Kind>(
        &self,
        domain: &str,
        many: Many<K>,
    ) -> Result<i64, StoreError> {
        let domain = {
            let mut tx = self.store.pool.read().await?;
            self.open_domain(&mut tx, domain, Action::ReadDirectory)
                .await?
        };
        require::<K>(self, domain.id)?;
        self.start_task(&domain, many).await
    }
}

/// Refuses to undo a change a second time.
pub(crate) async fn refuse_undone(tx: &mut Tx, row: i64) -> Result<(), StoreError> {
    let undone = fetch_optional!(
        tx,
        (i64,),
        "SELECT id FROM history WHERE undoes = $1 LIMIT 1",
        row
    )?;
    match undone {
        Some(_) => Err(StoreError::Conflict(Problem::new("id", Code::UndoDone))),
        None => Ok(()),
    }
}

/// The row of the history: which values there were and are, and a few of the entries by name.
async fn told<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    outcome: &Outcome,
) -> Result<Change, StoreError> {
    let Chosen {
        before,
        after,
        names,
    } = chosen::sample(tx).await?;
    let values = |texts: Vec<String>| {
        let mut values: Vec<Value> = texts.iter().map(|text| kind.value(text)).collect();
        match values.pop() {
            Some(only) if values.is_empty() => only,
            Some(last) => {
                values.push(last);
                Value::Array(values)
            }
            None => Value::Null,
        }
    };
    let mut was = Map::new();
    let mut is = Map::new();
    is.insert("number".to_owned(), json!(outcome.changed));
    is.insert("entries".to_owned(), json!(names));
    kind.add_facts(&mut is);
    was.insert(K::FIELD.to_owned(), values(before));
    is.insert(K::FIELD.to_owned(), values(after));
    Ok(Change {
        domain_id: Some(context.domain.id),
        subject: None,
        object: context.domain.object(),
        action: K::ACTION,
        before: Some(Value::Object(was)),
        after: Some(Value::Object(is)),
    })
}

async fn write<K: Kind>(
    tx: &mut Tx,
    kind: &K,
    context: &Context,
    row: i64,
    total: i64,
    progress: &Progress,
) -> Result<(), StoreError> {
    progress.phase(Phase::Writing, total)?;
    let (mut from, mut done) = (i64::MIN, 0);
    while let Some((to, number)) = chosen::next_step(tx, from, STEP).await? {
        kind.write(tx, context, row, Step { from, to }).await?;
        from = to;
        done += number;
        progress.done(done)?;
    }
    Ok(())
}

fn count(groups: &[i64]) -> i64 {
    i64::try_from(groups.len()).unwrap_or(i64::MAX)
}
