//! One entry put into a group or taken out, whatever else is changed at the same time.

use model::access::Action;
use model::entry::MEMBERS_MAX;
use model::{Code, EntryRef, Kind, Problem};

use super::{members, read};
use crate::domains::Domain;
use crate::pool::{Tx, fetch_optional, in_transaction};
use crate::{Desk, StoreError};

impl Desk {
    /// Puts an entry into a group, named without its kind, or takes it out. No version is asked for:
    /// nobody else's change is lost, and what is so already stays.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `member` with [`Code::MemberUnknown`], [`Code::MemberKind`],
    /// [`Code::MemberCycle`] or [`Code::TooLong`] for a group that is full; [`StoreError::NotFound`]
    /// without such a group.
    pub async fn set_member(
        &self,
        domain: &str,
        group: &str,
        member: &EntryRef,
        is_in: bool,
    ) -> Result<(), StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_member(tx, domain, group, member, is_in).await
        })
    }

    async fn save_member(
        &self,
        tx: &mut Tx,
        typed: &str,
        group: &str,
        member: &EntryRef,
        is_in: bool,
    ) -> Result<(), StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ReadDirectory).await?;
        let group_id = self.seen_entry(tx, domain.id, Kind::Group, group).await?;
        self.require_on(tx, domain.id, group_id, Action::ChangeGroup)
            .await?;
        let member_id = find_member(tx, &domain, member).await?;
        let was_in = fetch_optional!(
            &mut *tx,
            (i64,),
            "SELECT member_id FROM group_member WHERE group_id = $1 AND member_id = $2",
            group_id,
            member_id
        )?
        .is_some();
        // Whom the group has already, he sees in it; whom he puts in must be one of his entries.
        if !was_in
            && self
                .seen_entry(tx, domain.id, member.kind, &member.name)
                .await
                .is_err()
        {
            return Err(problem(Code::MemberUnknown).with(member).into());
        }
        if is_in == was_in {
            return Ok(());
        }
        if is_in {
            refuse(tx, group_id, member, member_id).await?;
        }
        self.toggle(tx, &domain, group_id, member_id, is_in).await
    }
}

async fn find_member(tx: &mut Tx, domain: &Domain, member: &EntryRef) -> Result<i64, StoreError> {
    match read::find(tx, domain.id, member.kind, &member.name).await {
        Err(StoreError::NotFound) => Err(problem(Code::MemberUnknown).with(member).into()),
        found => found,
    }
}

/// Refuses what may not become a member of the group.
async fn refuse(
    tx: &mut Tx,
    group: i64,
    member: &EntryRef,
    member_id: i64,
) -> Result<(), StoreError> {
    if !member.kind.may_be_member() {
        return Err(problem(Code::MemberKind).into());
    }
    if let Some(path) = members::path_back(tx, member_id, group).await? {
        return Err(problem(Code::MemberCycle).with(path).into());
    }
    let count = fetch_optional!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM group_member WHERE group_id = $1",
        group
    )?
    .map_or(0, |(count,)| count);
    if usize::try_from(count).is_ok_and(|count| count >= MEMBERS_MAX) {
        return Err(problem(Code::TooLong).with(MEMBERS_MAX).into());
    }
    Ok(())
}

fn problem(code: Code) -> Problem {
    Problem::new("member", code)
}
