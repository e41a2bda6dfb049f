//! Who is in a group, and whom mail for it reaches: `group_reach` and `postfix_group`.

use super::refresh_rows;
use crate::StoreError;
use crate::pool::{Tx, execute, fetch_all};

/// Everybody in a group, through the groups inside it; a suspended one hands nothing on. `UNION` ends
/// the search where a group would come round again.
const REACH: &str = "INSERT INTO group_reach (group_id, member_id)
     WITH RECURSIVE reach (member_id) AS (
         SELECT member_id FROM group_member WHERE group_id = $1
         UNION
         SELECT m.member_id
         FROM reach r
             JOIN entry e ON e.id = r.member_id AND e.kind = 'group' AND NOT e.suspended
             JOIN group_member m ON m.group_id = r.member_id
     )
     SELECT $1, member_id FROM reach WHERE member_id <> $1";

/// The groups that contain an entry, also through other groups.
pub(crate) async fn containing(tx: &mut Tx, entry: i64) -> Result<Vec<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT group_id FROM group_reach WHERE member_id = $1 ORDER BY group_id",
        entry
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// After a change of who is in a group, or of its suspension: itself and every group around it.
pub(crate) async fn refresh_members(tx: &mut Tx, group: i64) -> Result<(), StoreError> {
    let mut groups = containing(tx, group).await?;
    groups.push(group);
    refresh_all(tx, &groups).await
}

/// Renews who is in these groups, and what follows from it.
pub(crate) async fn refresh_all(tx: &mut Tx, groups: &[i64]) -> Result<(), StoreError> {
    for group in groups {
        execute!(
            &mut *tx,
            "DELETE FROM group_reach WHERE group_id = $1",
            *group
        )?;
        execute!(&mut *tx, REACH, *group)?;
    }
    for group in groups {
        refresh_recipients(tx, *group).await?;
    }
    Ok(())
}

/// After a change of a member: whom the group reaches now.
pub(crate) async fn refresh_recipients(tx: &mut Tx, group: i64) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM postfix_group WHERE group_id = $1",
        group
    )?;
    execute!(
        &mut *tx,
        "INSERT INTO postfix_group (group_id, recipients)
         SELECT group_id, recipients FROM group_definition WHERE group_id = $1",
        group
    )?;
    refresh_rows(tx, group).await
}

/// After a change that any member of the domain may feel.
pub(super) async fn refresh_domain(tx: &mut Tx, domain: i64) -> Result<(), StoreError> {
    let groups = fetch_all!(
        &mut *tx,
        (i64,),
        "SELECT id FROM entry WHERE domain_id = $1 AND kind = 'group' ORDER BY id",
        domain
    )?;
    for (group,) in groups {
        refresh_recipients(tx, group).await?;
    }
    Ok(())
}
