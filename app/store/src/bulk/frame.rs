//! What all changes of many entries have in common.

use model::access::Action;
use model::task::{Counted, Phase, TaskKind};
use model::{Code, Kind as EntryKind, Problem, Right};
use serde_json::{Map, Value, json};

use super::Outcome;
use super::chosen::{self, Chosen, Rows};
use super::policy::HeldBack;
use super::source::{Found, Source};
use crate::domains::Domain;
use crate::history::Change;
use crate::ids::new_id;
use crate::pool::{Tx, fetch_optional, in_transaction};
use crate::statement::Statement;
use crate::tasks::{Done, Progress, Work};
use crate::{Desk, StoreError};

/// Entries in one step: between two steps progress is told and cancelling heard.
const STEP: i64 = 4000;

/// Whose change it is, and of what domain.
pub(super) struct Context {
    pub(super) desk: Desk,
    pub(super) domain: Domain,
    /// The entries the actor may not change.
    pub(super) held_back: HeldBack,
    /// The actor's own entry; no entry has the number it is when he has none.
    pub(super) own: i64,
}

impl Context {
    /// Asks the policy whether the actor may make such a change of some entries.
    async fn open<K: Kind>(desk: &Desk, tx: &mut Tx, domain: Domain) -> Result<Self, StoreError> {
        desk.require(Action::ChangeSome(domain.id, K::RIGHT))?;
        let held_back = if K::OF_ENTRIES {
            desk.held_back(tx, domain.id, K::RIGHT).await?
        } else {
            HeldBack::default()
        };
        Ok(Self {
            own: chosen::entry_of(tx, desk.actor().account).await?,
            desk: desk.clone(),
            domain,
            held_back,
        })
    }

    /// The largest mailbox of a kind of entry, in KiB.
    pub(super) fn maximum(&self, entry: EntryKind) -> i64 {
        if entry == EntryKind::User {
            self.domain.quotas.max_user_kib
        } else {
            self.domain.quotas.max_shared_kib
        }
    }
}

/// Chosen entries that change, by their numbers: above `from`, up to `to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) from: i64,
    pub(super) to: i64,
}

/// One kind of change. What it says in SQL is about an entry `e`; the value it wants is compared as text.
pub(super) trait Kind: Clone + Send + Sync + 'static {
    /// What the history calls it.
    const ACTION: &'static str;
    /// The right it needs.
    const RIGHT: Right;
    /// Whether that right is needed on each entry.
    const OF_ENTRIES: bool = true;
    /// The field that changes, as the history calls it.
    const FIELD: &'static str;
    /// What the outcome calls the entries that change.
    const COUNTED: Counted = Counted::Changed;

    /// The kind of its task, when this value is wanted.
    fn task(&self, wanted: &str) -> TaskKind;

    /// Looks up what it names, and refuses what is wrong for every entry; `wanted` is `None` when it is undone.
    fn prepare(
        &mut self,
        tx: &mut Tx,
        context: &Context,
        wanted: Option<&str>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Refuses so many entries.
    fn check_number(&self, _wanted: Option<&str>, _changed: i64) -> Result<(), Problem> {
        Ok(())
    }

    /// The kinds of entries that have no such field: `WHEN … THEN …`.
    fn add_kinds(&self, statement: &mut Statement, found: &Found<'_>);

    /// The present value, as text.
    fn add_present(&self, statement: &mut Statement);

    /// The rules that hold an entry back: `WHEN … THEN …`.
    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>);

    /// A broken rule with its values.
    fn problem(&self, code: Code, _entry: EntryKind, _context: &Context) -> Problem {
        Problem::new("", code)
    }

    /// A value as the history keeps it.
    fn value(text: &str) -> Value {
        json!(text)
    }

    /// What else the history has to know.
    fn add_facts(&self, _facts: &mut Map<String, Value>) {}

    /// Writes one step: the entries, what the history says of each, and their own routes.
    fn write(
        &self,
        tx: &mut Tx,
        context: &Context,
        row: i64,
        step: Step,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// What has to be known before anything is written, for [`Kind::write_around`]: groups.
    fn look_around(&self, tx: &mut Tx)
    -> impl Future<Output = Result<Vec<i64>, StoreError>> + Send;

    /// Renews one of the groups around, when all entries are written.
    fn write_around(
        &self,
        tx: &mut Tx,
        group: i64,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

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
        let (found, unknown) = self.source.find(tx, &context).await?;
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
        let (found, unknown) = many.source.find(&mut tx, &context).await?;
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
        self.require(Action::ChangeSome(domain.id, K::RIGHT))?;
        self.start_task(&domain, many).await
    }
}

/// Refuses to undo a change a second time.
async fn refuse_undone(tx: &mut Tx, row: i64) -> Result<(), StoreError> {
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
        let mut values: Vec<Value> = texts.iter().map(|text| K::value(text)).collect();
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
