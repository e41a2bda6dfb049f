//! What each kind of change says of itself, and what it is told.

use std::future::ready;

use model::access::Action;
use model::task::{Counted, TaskKind};
use model::{Code, Kind as EntryKind, Problem, Right};
use serde_json::{Map, Value, json};

use super::chosen;
use super::policy::HeldBack;
use super::source::Found;
use crate::domains::Domain;
use crate::pool::Tx;
use crate::statement::Statement;
use crate::{Desk, StoreError};

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
    pub(super) async fn open<K: Kind>(
        desk: &Desk,
        tx: &mut Tx,
        domain: Domain,
    ) -> Result<Self, StoreError> {
        require::<K>(desk, domain.id)?;
        let held_back = if K::OF_ENTRIES {
            desk.held_back(tx, domain.id, K::RIGHT, K::RIGHT_ON_GROUPS)
                .await?
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
    /// The right it needs on a group.
    const RIGHT_ON_GROUPS: Right = Self::RIGHT;
    /// Whether that right is needed on each entry.
    const OF_ENTRIES: bool = true;
    /// The field that changes, as the history calls it.
    const FIELD: &'static str;
    /// What the outcome calls the entries that change.
    const COUNTED: Counted = Counted::Changed;

    /// Whether the outcome says what goes with the entries that change.
    const TAKES_ALONG: bool = false;

    /// The kind of its task, when this value is wanted.
    fn task(&self, wanted: &str) -> TaskKind;

    /// Looks up what it names, and refuses what is wrong for every entry; `wanted` is `None` when it is undone.
    fn prepare(
        &mut self,
        _tx: &mut Tx,
        _context: &Context,
        _wanted: Option<&str>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        ready(Ok(()))
    }

    /// The value wanted, as it is compared, of one as it was asked for.
    fn wanted(&self, asked: &str) -> String {
        asked.to_owned()
    }

    /// Refuses so many entries.
    fn check_number(&self, _wanted: Option<&str>, _changed: i64) -> Result<(), Problem> {
        Ok(())
    }

    /// The kinds of entries that have no such field: `WHEN … THEN …`.
    fn add_kinds(&self, _statement: &mut Statement) {}

    /// The present value, as text.
    fn add_present(&self, statement: &mut Statement);

    /// The rules that hold an entry back: `WHEN … THEN …`.
    fn add_rules(&self, statement: &mut Statement, context: &Context, found: &Found<'_>);

    /// A broken rule with its values.
    fn problem(&self, code: Code, entry: EntryKind, context: &Context) -> Problem {
        let problem = Problem::new("", code);
        match code {
            Code::QuotaOverMaximum => problem.with(context.maximum(entry)),
            _ => problem,
        }
    }

    /// A value as the history keeps it.
    fn value(&self, text: &str) -> Value {
        json!(text)
    }

    /// What else the history has to know.
    fn add_facts(&self, _facts: &mut Map<String, Value>) {}

    /// What is written once, after the row of the history and before the first step.
    fn begin(
        &self,
        _tx: &mut Tx,
        _context: &Context,
        _row: i64,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        ready(Ok(()))
    }

    /// Writes one step: the entries, what the history says of each, and their own routes.
    fn write(
        &self,
        tx: &mut Tx,
        context: &Context,
        row: i64,
        step: Step,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// What has to be known before anything is written, for [`Kind::write_around`]: groups.
    fn look_around(
        &self,
        _tx: &mut Tx,
    ) -> impl Future<Output = Result<Vec<i64>, StoreError>> + Send {
        ready(Ok(Vec::new()))
    }

    /// Renews one of the groups around, when all entries are written.
    fn write_around(
        &self,
        _tx: &mut Tx,
        _group: i64,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        ready(Ok(()))
    }
}

/// Asks the policy whether such a change is the actor's at all, wherever the entries are.
pub(super) fn require<K: Kind>(desk: &Desk, domain: i64) -> Result<(), StoreError> {
    match desk.require(Action::ChangeSome(domain, K::RIGHT)) {
        Err(StoreError::Denied) => desk.require(Action::ChangeSome(domain, K::RIGHT_ON_GROUPS)),
        outcome => outcome,
    }
}
