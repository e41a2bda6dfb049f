//! Undoing a change of many entries, as one change: each entry goes back to the value it had, unless it was
//! changed since or a rule forbids it.

use model::task::TaskOutcome;

use super::frame::Many;
use super::source::Source;
use super::{FEW, Outcome, mail_types, membership, quotas, suspension, units};
use crate::history::HistoryRow;
use crate::{Desk, StoreError, domains};

/// The actions of the history that are undone here.
const ACTIONS: [&str; 5] = [
    "change_mail_types",
    "change_suspended",
    "change_quotas",
    "change_membership",
    "change_units",
];

/// Whether a row tells of many entries, each of which is remembered.
pub(crate) fn is_many(row: &HistoryRow) -> bool {
    let after = row.after.as_ref();
    ACTIONS.contains(&row.action.as_str()) && after.is_some_and(|after| after["entries"].is_array())
}

/// Runs a body with the kind of change a row of the history tells of.
macro_rules! with_kind_of {
    ($row:expr, |$kind:ident| $body:expr) => {
        match $row.action.as_str() {
            "change_mail_types" => {
                let $kind = mail_types::MailTypes;
                $body
            }
            "change_suspended" => {
                let $kind = suspension::Suspension;
                $body
            }
            "change_quotas" => {
                let $kind = quotas::Quotas;
                $body
            }
            "change_units" => {
                let $kind = units::Units::default();
                $body
            }
            _ => {
                let $kind = membership::Membership::of(group($row)?);
                $body
            }
        }
    };
}

fn group(row: &HistoryRow) -> Result<i64, StoreError> {
    let after = row.after.as_ref();
    after
        .and_then(|after| after["group_id"].as_str())
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| StoreError::corrupt(row.id))
}

impl Desk {
    /// What undoing a change of many would do.
    pub(crate) async fn preview_undo_many(&self, row: &HistoryRow) -> Result<Outcome, StoreError> {
        let domain = self.domain_of(row).await?;
        with_kind_of!(row, |kind| {
            let source = Source::History(row.id);
            let many = Many::new(&domain, source, kind, TaskOutcome::NAMED);
            self.preview(&many).await
        })
    }

    /// Undoes a change of many while the caller waits.
    pub(crate) async fn undo_many(&self, row: &HistoryRow) -> Result<Outcome, StoreError> {
        let domain = self.domain_of(row).await?;
        let desk = self.undoing(row.id);
        with_kind_of!(row, |kind| {
            let source = Source::History(row.id);
            let many = Many::new(&domain, source, kind, TaskOutcome::NAMED);
            desk.change_now(&many).await
        })
    }

    /// Undoes a change of many as a task when it is large; the task's number.
    pub(crate) async fn start_undo_many(
        &self,
        row: &HistoryRow,
    ) -> Result<Option<i64>, StoreError> {
        if self.preview_undo_many(row).await?.changed <= FEW {
            return Ok(None);
        }
        let domain = self.domain_of(row).await?;
        let desk = self.undoing(row.id);
        with_kind_of!(row, |kind| {
            let source = Source::History(row.id);
            let many = Many::new(&domain, source, kind, TaskOutcome::NAMED);
            desk.start_changing(&domain, many).await.map(Some)
        })
    }

    fn undoing(&self, row: i64) -> Self {
        Self {
            undoes: Some(row),
            ..self.clone()
        }
    }

    /// The present name of the domain of a row.
    async fn domain_of(&self, row: &HistoryRow) -> Result<String, StoreError> {
        let id = row.domain_id.ok_or(StoreError::NotFound)?;
        let mut tx = self.store.pool.read().await?;
        let domain = domains::read::load(&mut tx, id).await?;
        Ok(domain.name.to_string())
    }
}
