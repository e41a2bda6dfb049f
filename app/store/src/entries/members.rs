//! Who is in a group: written from the group's side and from the member's.

use std::collections::BTreeSet;

use model::access::Action;
use model::entry::Content;
use model::{Code, EntryRef, Kind, Problem, Problems, Target};

use super::read;
use crate::desk::{check_version, unit_of};
use crate::domains::Domain;
use crate::history::Change;
use crate::pool::{Tx, execute, fetch_all, fetch_optional, in_transaction};
use crate::users::create::touch;
use crate::{Desk, StoreError, contract};

impl Desk {
    /// Puts an entry into exactly these groups, named without their kind; `version` is the entry's.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] at `groups[i]` with [`Code::MemberUnknown`], [`Code::MemberKind`] or
    /// [`Code::MemberCycle`].
    pub async fn change_groups_of(
        &self,
        domain: &str,
        entry: &EntryRef,
        version: Option<i64>,
        groups: &[String],
    ) -> Result<Vec<EntryRef>, StoreError> {
        in_transaction!(self.store.pool.write(), |tx| {
            self.save_groups_of(tx, domain, entry, version, groups)
                .await
        })
    }

    pub(crate) async fn save_groups_of(
        &self,
        tx: &mut Tx,
        typed: &str,
        entry: &EntryRef,
        version: Option<i64>,
        groups: &[String],
    ) -> Result<Vec<EntryRef>, StoreError> {
        let domain = self.lock_domain(tx, typed, Action::ReadDirectory).await?;
        let id = self
            .seen_entry(tx, domain.id, entry.kind, &entry.name)
            .await?;
        let (current,) = fetch_optional!(
            &mut *tx,
            (i64,),
            "SELECT version FROM entry WHERE id = $1",
            id
        )?
        .ok_or(StoreError::NotFound)?;
        if !entry.kind.may_be_member() && !groups.is_empty() {
            return Err(Problem::new("groups[0]", Code::MemberKind).into());
        }
        let mut wanted = BTreeSet::new();
        for (index, name) in groups.iter().enumerate() {
            let group = self
                .seen_entry(tx, domain.id, Kind::Group, name)
                .await
                .map_err(|error| unknown(error, format!("groups[{index}]"), name))?;
            if let Some(path) = path_back(tx, id, group).await? {
                let problem = Problem::new(format!("groups[{index}]"), Code::MemberCycle);
                return Err(problem.with(path).into());
            }
            wanted.insert(group);
        }
        // Groups he does not see keep the entry.
        let present = self.seen_groups(tx, &domain, id).await?;
        for group in wanted.symmetric_difference(&present) {
            self.require_on(tx, domain.id, *group, Action::ChangeGroup)
                .await?;
        }
        check_version(version, current)?;
        for group in wanted.symmetric_difference(&present) {
            self.toggle(tx, &domain, *group, id, wanted.contains(group))
                .await?;
        }
        self.groups_seen(tx, domain.id, id).await
    }

    /// The groups of an entry that the actor sees.
    async fn seen_groups(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        member: i64,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let mut groups = BTreeSet::new();
        for group in direct(tx, "member_id", member).await? {
            let unit = unit_of(tx, group).await?;
            let place = Target::place(domain.id, unit);
            if self.require(Action::ReadEntry(place)).is_ok() {
                groups.insert(group);
            }
        }
        Ok(groups)
    }

    /// Makes exactly these entries the members of a group: whom it has already may stay, whom it gets
    /// must be one of the actor's entries.
    pub(super) async fn write_members(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        group: i64,
        wanted: &[EntryRef],
    ) -> Result<(), StoreError> {
        let mut problems = Problems::default();
        let mut ids = BTreeSet::new();
        let present: BTreeSet<i64> = direct(tx, "group_id", group).await?.into_iter().collect();
        for (index, member) in wanted.iter().enumerate() {
            let field = format!("members[{index}]");
            let mut found = read::find(tx, domain.id, member.kind, &member.name).await;
            if found.as_ref().is_ok_and(|id| !present.contains(id)) {
                found = self
                    .seen_entry(tx, domain.id, member.kind, &member.name)
                    .await;
            }
            match found {
                Ok(id) => {
                    if member.kind == Kind::Group
                        && let Some(path) = path_back(tx, id, group).await?
                    {
                        problems.add(Problem::new(field, Code::MemberCycle).with(path));
                    }
                    ids.insert(id);
                }
                Err(StoreError::NotFound) => {
                    problems.add(Problem::new(field, Code::MemberUnknown).with(member));
                }
                Err(error) => return Err(error),
            }
        }
        problems.or(Some(()))?;
        for member in ids.symmetric_difference(&present) {
            set(tx, group, *member, ids.contains(member)).await?;
        }
        Ok(())
    }

    /// Puts a member into a group or takes it out, as a change of the group.
    pub(crate) async fn toggle(
        &self,
        tx: &mut Tx,
        domain: &Domain,
        group: i64,
        member: i64,
        is_in: bool,
    ) -> Result<(), StoreError> {
        self.require_on(tx, domain.id, group, Action::ChangeGroup)
            .await?;
        let before = read::load(tx, domain, group).await?;
        set(tx, group, member, is_in).await?;
        touch(tx, group).await?;
        contract::groups::refresh_members(tx, group).await?;
        let after = read::load(tx, domain, group).await?;
        let change = Change {
            domain_id: Some(domain.id),
            subject: Some(group),
            object: before.object(),
            action: "change",
            before: Some(before.snapshot()),
            after: Some(after.snapshot()),
        };
        self.record(tx, change).await
    }
}

/// A refusal of members with each field where the member was typed: they were sorted before they were
/// looked up.
pub(super) fn as_typed(error: StoreError, content: &Content, typed: &[String]) -> StoreError {
    let Content::Group(_, sorted) = content else {
        return error;
    };
    let StoreError::Invalid(mut problems) = error else {
        return error;
    };
    for problem in &mut problems.0 {
        let member = (0..sorted.len()).find(|index| problem.field == format!("members[{index}]"));
        let member = member.and_then(|index| sorted.get(index));
        let place = member.and_then(|member| {
            typed
                .iter()
                .position(|text| EntryRef::parse(text).as_ref() == Ok(member))
        });
        if let Some(place) = place {
            problem.field = format!("members[{place}]");
        }
    }
    StoreError::Invalid(problems)
}

async fn set(tx: &mut Tx, group: i64, member: i64, is_in: bool) -> Result<(), StoreError> {
    if is_in {
        execute!(
            tx,
            "INSERT INTO group_member (group_id, member_id) VALUES ($1, $2)",
            group,
            member
        )?;
    } else {
        execute!(
            tx,
            "DELETE FROM group_member WHERE group_id = $1 AND member_id = $2",
            group,
            member
        )?;
    }
    Ok(())
}

/// The members of a group (`group_id`), or the groups of a member (`member_id`).
async fn direct(tx: &mut Tx, side: &'static str, id: i64) -> Result<Vec<i64>, StoreError> {
    let rows = if side == "group_id" {
        fetch_all!(
            tx,
            (i64,),
            "SELECT member_id FROM group_member WHERE group_id = $1",
            id
        )?
    } else {
        fetch_all!(
            tx,
            (i64,),
            "SELECT group_id FROM group_member WHERE member_id = $1",
            id
        )?
    };
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The way by which group `from` already contains group `to` (or is it), in names, for a refusal.
pub(super) async fn path_back(
    tx: &mut Tx,
    from: i64,
    to: i64,
) -> Result<Option<String>, StoreError> {
    let mut ways: Vec<Vec<i64>> = vec![vec![from]];
    let mut seen = BTreeSet::from([from]);
    while let Some(way) = ways.pop() {
        let end = way.last().copied().unwrap_or(from);
        if end == to {
            return Ok(Some(names(tx, to, &way).await?));
        }
        let inside = fetch_all!(
            &mut *tx,
            (i64,),
            "SELECT m.member_id FROM group_member m JOIN entry e ON e.id = m.member_id AND e.kind = 'group'
             WHERE m.group_id = $1",
            end
        )?;
        for (group,) in inside {
            if seen.insert(group) {
                let mut longer = way.clone();
                longer.push(group);
                ways.push(longer);
            }
        }
    }
    Ok(None)
}

/// `first › … › last`, beginning with the group that would come round again.
async fn names(tx: &mut Tx, first: i64, way: &[i64]) -> Result<String, StoreError> {
    let mut names = Vec::new();
    for id in std::iter::once(&first).chain(way) {
        let row = fetch_optional!(
            &mut *tx,
            (String,),
            "SELECT display_name FROM entry WHERE id = $1",
            *id
        )?;
        names.extend(row.map(|(name,)| name));
    }
    Ok(names.join(" \u{203a} "))
}

fn unknown(error: StoreError, field: String, name: &str) -> StoreError {
    match error {
        StoreError::NotFound => Problem::new(field, Code::MemberUnknown).with(name).into(),
        error => error,
    }
}
