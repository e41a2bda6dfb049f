//! One change of many entries: all of it in one transaction, with one history row.
//!
//! Each kind of change is a file here that implements [`kind::Kind`]; what they have in common (which
//! entries are meant, which rules hold some back, previews, progress, history, undoing) is the frame's.

mod along;
mod chosen;
mod deletion;
mod frame;
mod kind;
mod mail_types;
mod membership;
mod policy;
mod quotas;
mod source;
mod suspension;
mod undo;
mod undo_deletion;
mod units;

pub(crate) use deletion::delete_created;
pub(crate) use frame::refuse_undone;
pub(crate) use undo::is_many;
pub(crate) use undo_deletion::is_deletion;

use model::task::{Counted, Exception, TaskKind, TaskOutcome};
use model::{EntryRef, MailType, Problem};

use crate::users::EntryQuery;
use crate::{Desk, StoreError};
use frame::Many;
use source::Source;

/// A change of this many entries at most is done while one waits; more become a task.
pub const FEW: i64 = 2000;

/// Which entries are meant.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These.
    Entries(Vec<EntryRef>),
    /// All that the Directory Browser lists under these filters; cursor and limit do not count.
    Matching(EntryQuery),
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManyChange {
    /// The mail type of users and shared mailboxes; addresses and their ticks stay.
    MailType(MailType),
    /// Whether they are suspended.
    Suspended(bool),
    /// The size of their mailboxes in KiB; zero for no quota.
    Quota(i64),
    /// Whether they are in a group, by its name.
    Membership {
        /// The group.
        group: String,
        /// Whether they shall be in it.
        is_in: bool,
    },
    /// The organizational unit they are in, by its path; empty for none.
    Unit(String),
    /// That they are there: they are deleted.
    Delete,
}

impl ManyChange {
    /// The kind of its task.
    pub const fn task(&self) -> TaskKind {
        match self {
            Self::MailType(_) => TaskKind::ChangeMailTypes,
            Self::Suspended(true) => TaskKind::SuspendEntries,
            Self::Suspended(false) => TaskKind::ActivateEntries,
            Self::Quota(_) => TaskKind::ChangeQuotas,
            Self::Membership { is_in: true, .. } => TaskKind::AddMembers,
            Self::Membership { is_in: false, .. } => TaskKind::RemoveMembers,
            Self::Unit(_) => TaskKind::MoveEntries,
            Self::Delete => TaskKind::DeleteEntries,
        }
    }
}

/// What a change of many entries does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Entries that change.
    pub changed: i64,
    /// The first of them, where they are few.
    pub first: Vec<EntryRef>,
    /// Entries that are already as wanted.
    pub unchanged: i64,
    /// Entries that stay as they are because a rule forbids the change.
    pub refused: i64,
    /// As many of those as were asked for, and the rules.
    pub exceptions: Vec<(EntryRef, Problem)>,
    /// What goes with the entries that change, where they are deleted.
    pub along: Option<Along>,
}

/// What goes with entries that are deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// Their addresses.
    pub addresses: i64,
    /// Their memberships of groups.
    pub memberships: i64,
}

/// How a change was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// At once.
    Done(Outcome),
    /// It goes on as the task with this number.
    Started(i64),
}

impl Outcome {
    pub(crate) fn into_task(self, changed: Counted) -> TaskOutcome {
        let exceptions = self
            .exceptions
            .into_iter()
            .map(|(entry, problem)| Exception {
                entry: entry.to_string(),
                problem,
            });
        let exceptions: Vec<_> = exceptions.collect();
        let named = i64::try_from(exceptions.len()).unwrap_or(i64::MAX);
        TaskOutcome {
            counts: [
                (changed, self.changed),
                (Counted::Unchanged, self.unchanged),
                (Counted::Refused, self.refused),
            ]
            .into_iter()
            .filter(|(what, number)| *what == changed || *number > 0)
            .collect(),
            unnamed: self.refused - named,
            exceptions,
            problems: Vec::new(),
        }
    }
}

/// Runs a body with the kind of a change.
macro_rules! with_kind {
    ($change:expr, |$kind:ident, $wanted:ident| $body:expr) => {
        match $change {
            ManyChange::MailType(mail_type) => {
                let ($kind, $wanted) = (mail_types::MailTypes, mail_type.as_str().to_owned());
                $body
            }
            ManyChange::Suspended(suspended) => {
                let ($kind, $wanted) = (suspension::Suspension, suspended.to_string());
                $body
            }
            ManyChange::Quota(kib) => {
                let ($kind, $wanted) = (quotas::Quotas, kib.to_string());
                $body
            }
            ManyChange::Membership { group, is_in } => {
                let ($kind, $wanted) = (membership::Membership::named(group), is_in.to_string());
                $body
            }
            ManyChange::Unit(path) => {
                let ($kind, $wanted) = (units::Units::default(), path.clone());
                $body
            }
            ManyChange::Delete => {
                let ($kind, $wanted) = (deletion::Deletion, true.to_string());
                $body
            }
        }
    };
}

impl Desk {
    /// What a change would do, with at most `named` exceptions. It only reads, and waits for nobody.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; [`StoreError::Invalid`] where nothing can be changed
    /// so: [`model::Code::MailTypeNeedsRelay`] at `type`, [`model::Code::QuotaInvalid`] at `quota_kib`,
    /// [`model::Code::MemberUnknown`] or [`model::Code::TooLong`] at `group`, [`model::Code::UnitUnknown`],
    /// [`model::Code::UnitRequired`] or [`model::Code::RightMissing`] at `unit`.
    pub async fn preview_many(
        &self,
        domain: &str,
        selection: &Selection,
        change: &ManyChange,
        named: usize,
    ) -> Result<Outcome, StoreError> {
        with_kind!(change, |kind, wanted| {
            let source = Source::selected(selection, wanted);
            self.preview(&Many::new(domain, source, kind, named)).await
        })
    }

    /// Changes many entries while the caller waits, with at most `named` exceptions.
    ///
    /// # Errors
    /// Those of [`Desk::preview_many`].
    pub async fn change_many(
        &self,
        domain: &str,
        selection: &Selection,
        change: &ManyChange,
        named: usize,
    ) -> Result<Outcome, StoreError> {
        with_kind!(change, |kind, wanted| {
            let source = Source::selected(selection, wanted);
            self.change_now(&Many::new(domain, source, kind, named))
                .await
        })
    }

    /// The same as a task; its number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Denied`]; everything else is told by the task.
    pub async fn start_many(
        &self,
        domain: &str,
        selection: &Selection,
        change: &ManyChange,
    ) -> Result<i64, StoreError> {
        with_kind!(change, |kind, wanted| {
            let source = Source::selected(selection, wanted);
            let many = Many::new(domain, source, kind, TaskOutcome::NAMED);
            self.start_changing(domain, many).await
        })
    }

    /// Changes up to [`FEW`] entries at once, and more as a task.
    ///
    /// # Errors
    /// Those of [`Desk::preview_many`].
    pub async fn change_many_or_start(
        &self,
        domain: &str,
        selection: &Selection,
        change: &ManyChange,
    ) -> Result<Answer, StoreError> {
        let foretold = self.preview_many(domain, selection, change, 0).await?;
        if foretold.changed <= FEW {
            self.change_many(domain, selection, change, TaskOutcome::NAMED)
                .await
                .map(Answer::Done)
        } else {
            self.start_many(domain, selection, change)
                .await
                .map(Answer::Started)
        }
    }
}
