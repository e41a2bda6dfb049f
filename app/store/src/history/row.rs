//! One row of the history, and what undoing it would be.

use model::access::Action;
use model::{Kind, Target};
use serde_json::Value;

use super::difference::{Difference, differences};
use crate::{StoreError, bulk, import};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// Its number, by which it is undone.
    pub id: i64,
    /// When (seconds since 1970).
    pub at: i64,
    /// Who, as he was called then.
    pub actor: String,
    /// From where: an address, `cli`, `api key NAME`; empty when unknown.
    pub origin: String,
    /// The domain it belongs to, which may be gone.
    pub domain_id: Option<i64>,
    /// What, as it was called then, such as `user:jdoe@example.com`.
    pub object: String,
    /// What was done, such as `change_mail`.
    pub action: String,
    /// Before; `None` when it was new.
    pub before: Option<Value>,
    /// After; `None` when it is gone.
    pub after: Option<Value>,
    /// The row it undid.
    pub undoes: Option<i64>,
    /// The row that undid it.
    pub undone_by: Option<i64>,
    /// Whether this actor may try to undo it.
    pub may_undo: bool,
    pub(crate) subject_id: Option<i64>,
    /// Whether what it deleted is kept: a domain's entries do not stand in the history.
    pub(super) is_kept: bool,
    pub(super) unit_id: Option<i64>,
}

/// What undoing a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoing {
    /// Changes an entry back.
    EntryChange,
    /// Deletes an entry.
    EntryCreation,
    /// Brings an entry back.
    EntryDeletion,
    /// Changes an entry's forwarding and automatic reply back.
    HandlingChange,
    /// Changes a domain's settings back.
    DomainChange,
    /// Changes a domain's filters back.
    FilterChange,
    /// Deletes an empty domain.
    DomainCreation,
    /// Brings a domain back with everything in it.
    DomainDeletion,
    /// Changes many entries back.
    ManyChange,
    /// Brings entries back that were deleted at once.
    ManyDeletion,
    /// Deletes what an import created, and changes the other entries back.
    Import,
    /// Makes the former people the administrators of a domain.
    AdministratorsChange,
    /// Changes a unit back.
    UnitChange,
    /// Deletes an empty unit.
    UnitCreation,
    /// Brings a unit back.
    UnitDeletion,
}

impl HistoryRow {
    /// The fields it changed.
    pub fn differences(&self) -> Vec<Difference> {
        differences(self.before.as_ref(), self.after.as_ref())
    }

    /// What undoing it would do; `None` for what cannot be undone: passwords, keys, mailbox servers.
    pub fn undoing(&self) -> Option<Undoing> {
        if bulk::is_many(self) {
            return Some(Undoing::ManyChange);
        }
        if bulk::is_deletion(self) {
            return Some(Undoing::ManyDeletion);
        }
        if import::is_import(self) {
            return Some(Undoing::Import);
        }
        let (kind, _) = self.object.split_once(':')?;
        self.subject_id?;
        let is_entry = Kind::ALL.iter().any(|known| known.prefix() == kind);
        let undoing = match (is_entry, kind, self.action.as_str()) {
            (true, _, "change_handling") => Undoing::HandlingChange,
            (
                true,
                _,
                "change"
                | "change_identity"
                | "change_mail"
                | "change_administration"
                | "remove_addresses",
            ) => Undoing::EntryChange,
            (true, _, "create") => Undoing::EntryCreation,
            (true, _, "delete") => Undoing::EntryDeletion,
            (false, "domain", "change_general" | "change_mail_system") => Undoing::DomainChange,
            (false, "domain", "change_filters") => Undoing::FilterChange,
            (false, "domain", "create") => Undoing::DomainCreation,
            (false, "domain", "delete") => Undoing::DomainDeletion,
            (false, "domain", "change_administrators") => Undoing::AdministratorsChange,
            (false, "unit", "change") => Undoing::UnitChange,
            (false, "unit", "create") => Undoing::UnitCreation,
            (false, "unit", "delete") => Undoing::UnitDeletion,
            _ => return None,
        };
        let is_open = self.differences().iter().any(|field| !field.is_secret());
        is_open.then_some(undoing)
    }

    /// What the policy is asked before undoing it; the saves that undoing consists of ask again, of the
    /// entry as it is now.
    pub(super) fn undo_action(&self) -> Option<Action> {
        let domain = self.domain_id?;
        let place = Target::place(domain, self.unit_id);
        Some(match self.undoing()? {
            _ if self.object.starts_with("group:") => Action::ChangeGroup(place),
            Undoing::EntryChange if self.action == "change_mail" => Action::ChangeMail(place),
            Undoing::EntryChange | Undoing::EntryCreation | Undoing::EntryDeletion => {
                Action::ChangeEntry(place)
            }
            Undoing::HandlingChange => Action::ChangeMail(place),
            Undoing::ManyChange | Undoing::ManyDeletion | Undoing::Import => {
                Action::ChangeEntries(domain)
            }
            Undoing::FilterChange => Action::ChangeFilters(domain),
            Undoing::DomainChange => Action::ChangeDomain(domain),
            Undoing::DomainCreation | Undoing::DomainDeletion => Action::DeleteDomain(domain),
            Undoing::AdministratorsChange => Action::GrantDomain(domain),
            Undoing::UnitChange | Undoing::UnitCreation | Undoing::UnitDeletion => {
                Action::ChangeUnits(domain)
            }
        })
    }
}

/// The query of [`Row`]s; a condition follows.
pub(super) const ROWS: &str =
    "SELECT h.id, h.at, h.actor, h.origin, h.domain_id, h.subject_id, h.object, h.action,
            h.before, h.after, h.undoes, h.unit_id,
            (SELECT MIN(u.id) FROM history u WHERE u.undoes = h.id) AS undone_by,
            EXISTS (SELECT 1 FROM deleted_domain k WHERE k.id = h.subject_id)
                OR EXISTS (SELECT 1 FROM deleted_entries k WHERE k.history_id = h.id) AS is_kept
     FROM history h WHERE ";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    at: i64,
    actor: String,
    origin: String,
    pub(super) domain_id: Option<i64>,
    subject_id: Option<i64>,
    object: String,
    action: String,
    before: Option<String>,
    after: Option<String>,
    undoes: Option<i64>,
    pub(super) unit_id: Option<i64>,
    undone_by: Option<i64>,
    is_kept: bool,
}

impl Row {
    /// As the store gives it; whether this actor may undo it is not yet asked.
    pub(super) fn into_row(self) -> Result<HistoryRow, StoreError> {
        let read = |text: Option<String>| {
            let value = text.map(|text| serde_json::from_str(&text));
            value.transpose().map_err(StoreError::corrupt)
        };
        Ok(HistoryRow {
            before: read(self.before)?,
            after: read(self.after)?,
            id: self.id,
            at: self.at,
            actor: self.actor,
            origin: self.origin,
            domain_id: self.domain_id,
            object: self.object,
            action: self.action,
            undoes: self.undoes,
            undone_by: self.undone_by,
            may_undo: false,
            subject_id: self.subject_id,
            is_kept: self.is_kept,
            unit_id: self.unit_id,
        })
    }
}
