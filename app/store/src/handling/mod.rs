//! Forwarding and automatic reply of users and shared mailboxes.

pub(crate) mod moment;
pub(crate) mod read;
mod script;

pub use moment::{local, utc};

use model::access::Action;
use model::handling::{Handling, HandlingDraft, Own};
use model::{Code, EntryRef, Kind, Problem, Problems};

use crate::desk::check_version;
use crate::domains::Domain;
use crate::entries::AnyEntry;
use crate::history::Change;
use crate::pool::{Tx, execute, in_transaction};
use crate::{Desk, StoreError};

impl Desk {
    /// What is done with the mail of a user or a shared mailbox besides keeping it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry or the actor may not see its domain.
    pub async fn find_handling(
        &self,
        domain: &str,
        entry: &EntryRef,
    ) -> Result<Handling, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain = self
            .open_domain(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let id = self
            .seen_entry(&mut tx, domain.id, entry.kind, &entry.name)
            .await?;
        read::load(&mut tx, id).await
    }

    /// Saves forwarding, the automatic reply, or both; what a draft leaves out stays. It counts for the
    /// next message.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] as in [`HandlingDraft::check`], with [`Code::EntryKind`] at `forward` for
    /// an entry that has no such setting; [`StoreError::VersionMismatch`].
    pub async fn change_handling(
        &self,
        domain: &str,
        entry: &EntryRef,
        version: Option<i64>,
        draft: &HandlingDraft,
    ) -> Result<Handling, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.change_handling_in(tx, domain, entry, version, draft)
                .await
        })
    }

    async fn change_handling_in(
        &self,
        tx: &mut Tx,
        domain: &str,
        entry: &EntryRef,
        version: Option<i64>,
        draft: &HandlingDraft,
    ) -> Result<Handling, StoreError> {
        let domain = self.lock_domain(tx, domain, Action::ReadDirectory).await?;
        let id = self
            .seen_entry(tx, domain.id, entry.kind, &entry.name)
            .await?;
        self.require_on(tx, domain.id, id, Action::ChangeMail)
            .await?;
        let present = AnyEntry::load(tx, &domain, id).await?;
        check_version(version, present.version())?;
        self.save_handling(tx, &domain, (id, &present), draft).await
    }

    /// Saves it for an entry whose version has been checked; without a right, as long as nothing changes.
    pub(crate) async fn save_handling(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        (id, entry): (i64, &AnyEntry),
        draft: &HandlingDraft,
    ) -> Result<Handling, StoreError> {
        let before = read::load(tx, id).await?;
        let wanted = check(draft, &before, domain, entry)?;
        if wanted == before {
            return Ok(before);
        }
        self.require_on(tx, domain.id, id, Action::ChangeMail)
            .await?;
        refuse_kind(entry.reference().kind, draft)?;
        read::write(tx, id, &wanted).await?;
        execute!(
            &mut *tx,
            "UPDATE entry SET version = version + 1 WHERE id = $1",
            id
        )?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(id),
            object: entry.object(),
            action: "change_handling",
            before: Some(read::snapshot(&before)),
            after: Some(read::snapshot(&wanted)),
        };
        self.record(tx, change).await?;
        Ok(wanted)
    }
}

fn check(
    draft: &HandlingDraft,
    before: &Handling,
    domain: &Domain,
    entry: &AnyEntry,
) -> Result<Handling, Problems> {
    let names = domain.names();
    let own = Own {
        addresses: entry.addresses(),
        names: &names,
        moment: &|text| moment::parse(text, &domain.time_zone),
    };
    draft.check(before, &own)
}

/// A shared mailbox is read by many, so it answers and keeps its mail; the others have no mailbox of
/// somebody's.
fn refuse_kind(kind: Kind, draft: &HandlingDraft) -> Result<(), StoreError> {
    let field = match kind {
        Kind::User => return Ok(()),
        Kind::SharedMailbox if draft.forward.is_none() => return Ok(()),
        Kind::SharedMailbox => "forward",
        _ => "automatic_reply",
    };
    Err(Problem::new(field, Code::EntryKind).into())
}
