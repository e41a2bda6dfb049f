//! What the actor may do with an entry, so that pages offer it and say why not.

use model::access::{Action, Verdict, verdict};
use model::{EntryRef, Target};

use super::target;
use crate::{Desk, StoreError};

/// What the policy lets an actor do with one entry; each change asks again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an action")]
pub struct Permitted {
    /// Change, move, suspend and delete it.
    pub entry: bool,
    /// Change mail type, addresses and quota.
    pub mail: bool,
    /// Set its password.
    pub password: bool,
    /// Change it as a group, and who is in it.
    pub group: bool,
    /// Say what it administers in units.
    pub administration: bool,
    /// Whether it holds more than the actor, so that nothing is permitted.
    pub is_above: bool,
}

impl Desk {
    /// What the actor may do with an entry that he sees.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none or not for this actor to see.
    pub async fn permitted(&self, domain: &str, of: &EntryRef) -> Result<Permitted, StoreError> {
        let mut tx = self.store.pool.read().await?;
        let domain_id = self
            .domain_for(&mut tx, domain, Action::ReadDirectory)
            .await?;
        let id = self
            .seen_entry(&mut tx, domain_id, of.kind, &of.name)
            .await?;
        let target = target(&mut tx, domain_id, id).await?;
        let is_above = target
            .rank
            .as_ref()
            .is_some_and(|rank| !self.actor.covers(rank));
        let may = |action: fn(Target) -> Action| {
            verdict(&self.actor, action(target.clone())) == Verdict::Allowed
        };
        Ok(Permitted {
            entry: may(Action::ChangeEntry),
            mail: may(Action::ChangeMail),
            password: may(Action::ChangePassword),
            group: may(Action::ChangeGroup),
            administration: may(|target| {
                let domain = target.domain;
                Action::GrantUnits(
                    target,
                    model::Delegation {
                        domain,
                        ..model::Delegation::default()
                    },
                )
            }),
            is_above,
        })
    }
}
