//! Writing what was worked out: by set, and with everything that follows from it.

use std::collections::BTreeSet;

use super::insert::{insert_again, insert_new};
use super::items::{Item, Worked};
use super::present::AT_ONCE;
use super::update;
use crate::StoreError;
use crate::contract::{self, groups};
use crate::domains::Domain;
use crate::pool::{Tx, execute, fetch_all};
use crate::statement::{Statement, execute_statement, fetch_statement, insert_rows};
use crate::tasks::Progress;
use model::Kind;
use model::task::Phase;

/// Entries written together. Their words and addresses go in sorted, so that neighbours in the index are
/// written together.
const BATCH: usize = 10_000;

/// Writes the good items; routes, words and groups follow.
pub(super) async fn write(
    tx: &mut Tx,
    domain: &Domain,
    worked: &Worked<'_>,
    now: i64,
    progress: &Progress,
) -> Result<(), StoreError> {
    let changing: Vec<&Item<'_>> = worked
        .items
        .iter()
        .filter(|item| item.is_good() && item.is_changed())
        .collect();
    let groups = changed_groups(worked, &changing);
    let mut around = containing(tx, &groups).await?;
    around.extend(&groups);
    let (mut new, present): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        changing.iter().partition(|item| item.before.is_none());
    new.sort_by_key(|item| item.id);
    let mut written = 0;
    progress.phase(Phase::Writing, number(changing.len()))?;
    for some in present.chunks(BATCH) {
        update::update(tx, some, &worked.servers, now).await?;
    }
    for some in new.chunks(BATCH) {
        insert_new(tx, domain.id, some, &worked.servers, now).await?;
        written += number(some.len());
        progress.done(written)?;
    }
    for some in present.chunks(BATCH) {
        insert_again(tx, domain.id, some, now).await?;
        written += number(some.len());
        progress.done(written)?;
    }
    progress.phase(Phase::Routing, 0)?;
    write_memberships(tx, worked, &changing).await?;
    list_imported(tx, &changing).await?;
    // A group may have taken the address of somebody whose routes are renewed after its own.
    contract::remove_imported(tx).await?;
    refresh_groups(tx, &around).await?;
    contract::refresh_imported(tx).await
}

pub(super) fn number(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The groups whose members or suspension change.
fn changed_groups(worked: &Worked<'_>, changing: &[&Item<'_>]) -> BTreeSet<i64> {
    let memberships = worked.memberships.added.iter();
    let edges = memberships.chain(&worked.memberships.removed);
    let mut groups: BTreeSet<i64> = edges.map(|edge| edge.0).collect();
    let own = changing
        .iter()
        .filter(|item| item.record.kind == Kind::Group);
    groups.extend(own.map(|item| item.id));
    groups
}

/// The groups that contain one of these, also through other groups.
async fn containing(tx: &mut Tx, entries: &BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
    let entries: Vec<i64> = entries.iter().copied().collect();
    let mut found = BTreeSet::new();
    for some in entries.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query
            .push("SELECT DISTINCT group_id FROM group_reach WHERE member_id IN ")
            .list(some);
        let rows = fetch_statement!(&mut *tx, (i64,), query)?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}

async fn write_memberships(
    tx: &mut Tx,
    worked: &Worked<'_>,
    changing: &[&Item<'_>],
) -> Result<(), StoreError> {
    let memberships = &worked.memberships;
    for (group, member) in &memberships.removed {
        execute!(
            &mut *tx,
            "DELETE FROM group_member WHERE group_id = $1 AND member_id = $2",
            *group,
            *member
        )?;
    }
    insert_rows(
        tx,
        "INSERT INTO group_member (group_id, member_id) VALUES ",
        &memberships.added,
        |insert, (group, member)| {
            insert.value(*group).value(*member);
        },
    )
    .await?;
    // A group that is written anyway has its new version already.
    let written: BTreeSet<i64> = changing.iter().map(|item| item.id).collect();
    let edges = memberships.added.iter().chain(&memberships.removed);
    let groups: BTreeSet<i64> = edges.map(|edge| edge.0).collect();
    let only_members: Vec<i64> = groups.difference(&written).copied().collect();
    for some in only_members.chunks(AT_ONCE) {
        let mut update = Statement::default();
        update
            .push("UPDATE entry SET version = version + 1 WHERE id IN ")
            .list(some);
        execute_statement!(&mut *tx, update)?;
    }
    Ok(())
}

/// Fills the table `imported` with what is written.
async fn list_imported(tx: &mut Tx, changing: &[&Item<'_>]) -> Result<(), StoreError> {
    if let Tx::Postgres(_) = tx {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE IF NOT EXISTS imported (id BIGINT PRIMARY KEY) ON COMMIT DROP"
        )?;
    } else {
        execute!(
            &mut *tx,
            "CREATE TEMP TABLE IF NOT EXISTS imported (id BIGINT PRIMARY KEY)"
        )?;
    }
    execute!(&mut *tx, "DELETE FROM imported")?;
    insert_rows(
        tx,
        "INSERT INTO imported (id) VALUES ",
        changing,
        |insert, item| {
            insert.value(item.id);
        },
    )
    .await?;
    if let Tx::Postgres(_) = tx {
        // Without statistics PostgreSQL takes a new table for a small one.
        execute!(&mut *tx, "ANALYZE imported")?;
    }
    Ok(())
}

/// Renews who is in the groups `around`, and whom the groups of everybody imported reach.
async fn refresh_groups(tx: &mut Tx, around: &BTreeSet<i64>) -> Result<(), StoreError> {
    let around: Vec<i64> = around.iter().copied().collect();
    groups::refresh_all(tx, &around).await?;
    let others = fetch_all!(
        &mut *tx,
        (i64,),
        "SELECT DISTINCT r.group_id FROM imported i JOIN group_reach r ON r.member_id = i.id
         ORDER BY r.group_id"
    )?;
    for (group,) in others {
        if around.binary_search(&group).is_err() {
            groups::refresh_recipients(tx, group).await?;
        }
    }
    Ok(())
}
