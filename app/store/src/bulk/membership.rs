//! Putting entries into a group, and taking them out.

use model::access::Action;
use model::entry::MEMBERS_MAX;
use model::task::TaskKind;
use model::{Code, Kind as EntryKind, Problem, Right};
use serde_json::{Map, Value, json};

use super::chosen::remember;
use super::kind::{Context, Kind, Step};
use super::source::Found;
use crate::pool::{Tx, execute, fetch_all, fetch_optional};
use crate::statement::Statement;
use crate::{StoreError, contract};

/// Whether they are in a group: `true` or `false`.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    /// The group's name, when it was typed.
    name: String,
    group: i64,
    display_name: String,
    /// The group itself, and every group around it.
    around: Vec<i64>,
    members: i64,
}

impl Membership {
    /// Of the group with a name.
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::of(0)
        }
    }

    /// Of the group with an identifier.
    pub(super) const fn of(group: i64) -> Self {
        Self {
            name: String::new(),
            group,
            display_name: String::new(),
            around: Vec::new(),
            members: 0,
        }
    }
}

impl Kind for Membership {
    const ACTION: &'static str = "change_membership";
    const RIGHT: Right = Right::Groups;
    // The group is what changes.
    const OF_ENTRIES: bool = false;
    const FIELD: &'static str = "is_member";

    fn task(&self, wanted: &str) -> TaskKind {
        if wanted == "true" {
            TaskKind::AddMembers
        } else {
            TaskKind::RemoveMembers
        }
    }

    async fn prepare(
        &mut self,
        tx: &mut Tx,
        context: &Context,
        wanted: Option<&str>,
    ) -> Result<(), StoreError> {
        if wanted.is_some() {
            let found = context
                .desk
                .seen_entry(tx, context.domain.id, EntryKind::Group, &self.name)
                .await;
            self.group = match found {
                Err(StoreError::NotFound) if self.name.trim().is_empty() => {
                    return Err(Problem::new("group", Code::Required).into());
                }
                Err(StoreError::NotFound) => {
                    let problem = Problem::new("group", Code::MemberUnknown);
                    return Err(problem.with(&self.name).into());
                }
                found => found?,
            };
            context
                .desk
                .require_on(tx, context.domain.id, self.group, Action::ChangeGroup)
                .await?;
        }
        let (display_name, members) = fetch_optional!(
            &mut *tx,
            (String, i64),
            "SELECT e.display_name, (SELECT COUNT(*) FROM group_member m WHERE m.group_id = e.id)
             FROM entry e WHERE e.id = $1 AND e.domain_id = $2 AND e.kind = 'group'",
            self.group,
            context.domain.id
        )?
        .ok_or_else(|| StoreError::Conflict(Problem::new("id", Code::UndoGone)))?;
        let around = fetch_all!(
            &mut *tx,
            (i64,),
            "WITH RECURSIVE around (id) AS (
                 SELECT group_id FROM group_member WHERE member_id = $1
                 UNION
                 SELECT m.group_id FROM around a JOIN group_member m ON m.member_id = a.id
             )
             SELECT id FROM around",
            self.group
        )?;
        self.around = around.into_iter().map(|(id,)| id).collect();
        self.around.push(self.group);
        self.display_name = display_name;
        self.members = members;
        Ok(())
    }

    fn check_number(&self, wanted: Option<&str>, changed: i64) -> Result<(), Problem> {
        let members = usize::try_from(self.members + changed).unwrap_or(usize::MAX);
        if wanted == Some("true") && changed > 0 && members > MEMBERS_MAX {
            return Err(Problem::new("group", Code::TooLong).with(MEMBERS_MAX));
        }
        Ok(())
    }

    fn add_kinds(&self, statement: &mut Statement) {
        statement.push(" WHEN e.kind = 'resource' THEN 'member.kind'");
    }

    fn add_present(&self, statement: &mut Statement) {
        statement
            .push("CASE WHEN EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = ")
            .bind(self.group)
            .push(" AND m.member_id = e.id) THEN 'true' ELSE 'false' END");
    }

    fn add_rules(&self, statement: &mut Statement, _: &Context, found: &Found<'_>) {
        statement.push(" WHEN ");
        found.add_wanted(statement);
        statement
            .push(" = 'true' AND e.id IN ")
            .list(&self.around)
            .push(" THEN 'member.cycle'");
    }

    fn problem(&self, code: Code, _: EntryKind, _: &Context) -> Problem {
        let problem = Problem::new("", code);
        match code {
            Code::MemberCycle => problem.with(&self.display_name),
            _ => problem,
        }
    }

    fn value(&self, text: &str) -> Value {
        json!(text == "true")
    }

    fn add_facts(&self, facts: &mut Map<String, Value>) {
        facts.insert("group".to_owned(), json!(self.display_name));
        // Text, because it is larger than numbers in JavaScript.
        facts.insert("group_id".to_owned(), json!(self.group.to_string()));
    }

    async fn write(
        &self,
        tx: &mut Tx,
        _: &Context,
        row: i64,
        step: Step,
    ) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "INSERT INTO group_member (group_id, member_id)
             SELECT $1, id FROM chosen WHERE reason IS NULL AND wanted = 'true' AND id > $2 AND id <= $3",
            self.group,
            step.from,
            step.to
        )?;
        execute!(
            &mut *tx,
            "DELETE FROM group_member WHERE group_id = $1 AND member_id IN (
                 SELECT id FROM chosen WHERE reason IS NULL AND wanted = 'false' AND id > $2 AND id <= $3)",
            self.group,
            step.from,
            step.to
        )?;
        remember(tx, row, step).await
    }

    async fn look_around(&self, _: &mut Tx) -> Result<Vec<i64>, StoreError> {
        Ok(vec![self.group])
    }

    /// It is the group that changes.
    async fn write_around(&self, tx: &mut Tx, group: i64) -> Result<(), StoreError> {
        execute!(
            &mut *tx,
            "UPDATE entry SET version = version + 1 WHERE id = $1",
            group
        )?;
        contract::groups::refresh_members(tx, group).await
    }
}
