//! Changing and deleting an entry that is no user.

use model::Target;
use model::access::Action;
use model::entry::{CheckedEntry, Content, EntryDraft, Kind};
use model::handling::{Handling, HandlingDraft};

use super::create::{Columns, action_on, refuse_addresses, refuse_name_taken};
use super::{AnyEntry, Entry, members, read};
use crate::desk::check_version;
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::units::place;
use crate::users::{addresses, words};
use crate::{Desk, StoreError, contract, handling};

impl Desk {
    /// Saves an entry that is no user.
    ///
    /// # Errors
    /// Those of [`Desk::create_entry`], [`model::Code::MemberCycle`] at `members[i]`, and
    /// [`StoreError::VersionMismatch`].
    pub async fn change_entry(
        &self,
        domain: &str,
        kind: Kind,
        name: &str,
        version: Option<i64>,
        draft: &EntryDraft,
    ) -> Result<Entry, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_entry_in(tx, domain, (kind, name), version, draft)
                .await
        })
    }

    /// Saves an entry that is no user together with its automatic reply.
    ///
    /// # Errors
    /// Those of [`Desk::change_entry`] and [`Desk::change_handling`].
    pub async fn change_entry_and_handling(
        &self,
        domain: &str,
        (kind, name): (Kind, &str),
        version: Option<i64>,
        draft: &EntryDraft,
        handling: &HandlingDraft,
    ) -> Result<Entry, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_entry_and_handling(tx, domain, (kind, name), version, (draft, handling))
                .await
        })
    }

    async fn save_entry_and_handling(
        &self,
        tx: &mut Tx,
        domain: &str,
        (kind, name): (Kind, &str),
        version: Option<i64>,
        (draft, handling): (&EntryDraft, &HandlingDraft),
    ) -> Result<Entry, StoreError> {
        let saved = self
            .change_entry_in(tx, domain, (kind, name), version, draft)
            .await?;
        let domain = self.lock_domain(tx, domain, Action::ReadDirectory).await?;
        let id = read::find(tx, domain.id, kind, &saved.name).await?;
        let entry = AnyEntry::Other(saved);
        self.save_handling(tx, &domain, (id, &entry), handling)
            .await?;
        read::load(tx, &domain, id).await
    }

    async fn change_entry_in(
        &self,
        tx: &mut Tx,
        typed: &str,
        (kind, name): (Kind, &str),
        version: Option<i64>,
        draft: &EntryDraft,
    ) -> Result<Entry, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ReadDirectory).await?;
        let id = self.seen_entry(tx, domain.id, kind, name).await?;
        let any: &[fn(Target) -> Action] = match kind {
            Kind::Group => &[Action::ChangeGroup],
            Kind::ExternalUser => &[Action::ChangeEntry],
            _ => &[Action::ChangeEntry, Action::ChangeMail],
        };
        self.require_one_on(tx, domain.id, id, any).await?;
        self.save_entry(tx, &domain, (kind, name), version, draft)
            .await
    }

    /// Saves an entry whose domain is locked; asks the policy about what changes.
    pub(crate) async fn save_entry(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        (kind, name): (Kind, &str),
        version: Option<i64>,
        draft: &EntryDraft,
    ) -> Result<Entry, StoreError> {
        let id = self.seen_entry(tx, domain.id, kind, name).await?;
        let before = read::load(tx, domain, id).await?;
        check_version(version, before.version)?;
        let mut wanted = draft.check(kind, &domain.shared_mail_context())?;
        let unit = place::require(tx, domain.id, &wanted.unit, "unit").await?;
        wanted.unit = place::path(tx, unit).await?;
        if wanted == before.checked() {
            return Ok(before);
        }
        self.require_change(tx, (domain.id, id), &before, &wanted)
            .await?;
        if wanted.name != before.name {
            refuse_name_taken(tx, domain.id, kind, &wanted.name)
                .await
                .map_err(|error| self.discreet(error))?;
        }
        refuse_addresses(tx, domain.id, Some(id), wanted.content.addresses())
            .await
            .map_err(|error| self.discreet(error))?;
        update(tx, id, unit, &wanted).await?;
        if wanted.content.addresses() != before.content.addresses() {
            addresses::write(tx, domain.id, id, wanted.content.addresses()).await?;
        }
        if let Content::Group(_, members) = &wanted.content {
            self.write_members(tx, domain, id, members)
                .await
                .map_err(|error| members::as_typed(error, &wanted.content, &draft.members))?;
            contract::groups::refresh_members(tx, id).await?;
        } else {
            contract::refresh_entry(tx, id).await?;
        }
        let after = read::load(tx, domain, id).await?;
        words::rewrite(tx, domain.id, id, &after.findable()).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(id),
            object: before.object(),
            action: "change",
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await?;
        Ok(after)
    }

    /// Asks the policy about what changes; a move needs the right at both ends.
    async fn require_change(
        &self,
        tx: &mut Tx,
        (domain_id, id): (i64, i64),
        before: &Entry,
        wanted: &CheckedEntry,
    ) -> Result<(), StoreError> {
        let action = action_on(before.kind);
        let mail = wanted.content.mail();
        if mail.is_some() && mail != before.content.mail() {
            self.require_on(tx, domain_id, id, Action::ChangeMail)
                .await?;
        }
        let rest = CheckedEntry {
            content: match mail {
                Some(_) => before.content.clone(),
                None => wanted.content.clone(),
            },
            ..wanted.clone()
        };
        if rest != before.checked() {
            self.require_on(tx, domain_id, id, action).await?;
        }
        if wanted.unit != before.unit {
            self.unit_for(tx, domain_id, &wanted.unit, action).await?;
        }
        Ok(())
    }

    /// Deletes an entry that is no user; it leaves the groups it was in.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::VersionMismatch`].
    pub async fn delete_entry(
        &self,
        domain: &str,
        kind: Kind,
        name: &str,
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.remove_entry(tx, domain, (kind, name), version).await
        })
    }

    pub(crate) async fn remove_entry(
        &self,
        tx: &mut Tx,
        typed: &str,
        (kind, name): (Kind, &str),
        version: Option<i64>,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ReadDirectory).await?;
        let id = self.seen_entry(tx, domain.id, kind, name).await?;
        self.require_on(tx, domain.id, id, action_on(kind)).await?;
        let before = read::load(tx, &domain, id).await?;
        check_version(version, before.version)?;
        self.delete_row(tx, &domain, id, &AnyEntry::Other(before))
            .await
    }

    /// Deletes an entry of any kind. Everything that is its own refers to it and goes along, its routes
    /// too; the groups it was in are told.
    pub(crate) async fn delete_row(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        id: i64,
        before: &AnyEntry,
    ) -> Result<(), StoreError> {
        let groups = read::groups_of(tx, id).await?;
        let around = contract::groups::containing(tx, id).await?;
        let handling = handling::read::load(tx, id).await?;
        let mut snapshot = before.snapshot();
        if let Some(fields) = snapshot.as_object_mut() {
            fields.insert("groups".to_owned(), serde_json::json!(groups));
            if handling != Handling::default() {
                let kept = handling::read::snapshot(&handling);
                fields.insert("handling".to_owned(), kept);
            }
        }
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(id),
            object: before.object(),
            action: "delete",
            before: Some(snapshot),
            after: None,
        };
        // While the entry is there: the row belongs to its unit.
        self.record(tx, change).await?;
        execute!(&mut *tx, "DELETE FROM entry WHERE id = $1", id)?;
        contract::groups::refresh_all(tx, &around).await
    }
}

impl Entry {
    fn checked(&self) -> CheckedEntry {
        CheckedEntry {
            name: self.name.clone(),
            display_name: self.display_name.clone(),
            hidden: self.hidden,
            suspended: self.suspended,
            content: self.content.clone(),
            unit: self.unit.clone(),
        }
    }
}

async fn update(
    tx: &mut Tx,
    id: i64,
    unit: Option<i64>,
    wanted: &CheckedEntry,
) -> Result<(), StoreError> {
    let columns = Columns::of(tx, &wanted.content).await?;
    execute!(
        tx,
        "UPDATE entry SET login = $1, display_name = $2, sort_key = $3, hidden = $4, suspended = $5,
                          mail_type = $6, outside_address = $7, mailbox_server_id = $8,
                          quota_kib = $9, unit_id = $10, version = version + 1
         WHERE id = $11",
        &wanted.name,
        &wanted.display_name,
        words::fold(&wanted.display_name),
        wanted.hidden,
        wanted.suspended,
        columns.mail_type,
        columns.outside_address,
        columns.server,
        columns.quota_kib,
        unit,
        id
    )?;
    Ok(())
}
