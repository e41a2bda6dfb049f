//! Who is in which group afterwards.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::entry::MEMBERS_MAX;
use model::{Code, EntryRef, Kind, Problem};

use super::Record;
use super::items::Item;
use super::present::{AT_ONCE, Present};
use crate::StoreError;
use crate::domains::Domain;
use crate::pool::{Tx, fetch_all};
use crate::statement::{Statement, fetch_statement};

/// Memberships that change: group and member, by identifier.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Memberships {
    pub(super) added: BTreeSet<(i64, i64)>,
    pub(super) removed: BTreeSet<(i64, i64)>,
}

/// What records say of each other's memberships.
#[derive(Default)]
pub(super) struct Said {
    /// By group: the members that name it.
    pub(super) members: HashMap<String, BTreeSet<EntryRef>>,
    /// By member: the groups that name it.
    pub(super) groups: HashMap<EntryRef, BTreeSet<String>>,
}

pub(super) fn said(records: &[Record]) -> Said {
    let mut said = Said::default();
    for record in records {
        let Ok(name) = record.kind.parse_name(&record.name) else {
            continue;
        };
        let own = EntryRef {
            kind: record.kind,
            name,
        };
        for group in record.groups.iter().flatten() {
            if let Ok(group) = Kind::Group.parse_name(group) {
                said.members.entry(group).or_default().insert(own.clone());
            }
        }
        if record.kind != Kind::Group {
            continue;
        }
        for member in record.members.iter().flatten() {
            if let Ok(member) = EntryRef::parse(member) {
                said.groups
                    .entry(member)
                    .or_default()
                    .insert(own.name.clone());
            }
        }
    }
    said
}

/// The memberships that good items ask for; refuses items that name somebody who is not there. Whether
/// any was refused is told, because then others may have lost what they name.
pub(super) async fn settle(
    tx: &mut Tx,
    domain: &Domain,
    items: &mut [Item<'_>],
    present: &Present,
) -> Result<(Memberships, bool), StoreError> {
    let ids = Ids::of(items, present);
    let mut is_refused = false;
    let mut wanted: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (place, item) in items.iter_mut().enumerate() {
        if !item.is_good() {
            continue;
        }
        for (group, member, field, text) in asked(item) {
            let edge = ids.find(&group).zip(ids.find(&member));
            if let Some(edge) = edge {
                wanted.entry(edge).or_insert(place);
            } else {
                item.refuse(Problem::new(field, Code::MemberUnknown).with(text));
                is_refused = true;
            }
        }
    }
    let now = edges_now(tx, items).await?;
    let mut memberships = Memberships::default();
    for (edge, place) in &wanted {
        if !now.contains(edge) {
            memberships.added.insert(*edge);
            is_refused |= edge.0 == edge.1 && refuse_at(items, *place, Code::MemberCycle, None);
        }
    }
    memberships.removed = now
        .into_iter()
        .filter(|edge| !wanted.contains_key(edge))
        .collect();
    is_refused |= refuse_circles(tx, domain, items, &memberships, &wanted).await?;
    is_refused |= refuse_full(tx, items, &memberships, &wanted).await?;
    Ok((memberships, is_refused))
}

/// Identifiers of entries that are there afterwards.
struct Ids<'a> {
    new: HashMap<EntryRef, i64>,
    present: &'a Present,
}

impl<'a> Ids<'a> {
    fn of(items: &[Item<'_>], present: &'a Present) -> Self {
        let good = items.iter().filter(|item| item.is_good());
        Self {
            new: good.map(|item| (item.name.clone(), item.id)).collect(),
            present,
        }
    }

    fn find(&self, entry: &EntryRef) -> Option<i64> {
        let new = self.new.get(entry).copied();
        new.or_else(|| self.present.find(entry).map(|known| known.id))
    }
}

/// The memberships an item asks for: group, member, the field that says so and the text in it.
fn asked(item: &Item<'_>) -> Vec<(EntryRef, EntryRef, String, String)> {
    let mut asked = Vec::new();
    let own = &item.name;
    for (index, text) in item.record.groups.iter().flatten().enumerate() {
        if let Ok(name) = Kind::Group.parse_name(text) {
            let group = EntryRef {
                kind: Kind::Group,
                name,
            };
            asked.push((group, own.clone(), format!("groups[{index}]"), text.clone()));
        }
    }
    if own.kind == Kind::Group {
        for (index, text) in item.record.members.iter().flatten().enumerate() {
            if let Ok(member) = EntryRef::parse(text) {
                asked.push((
                    own.clone(),
                    member,
                    format!("members[{index}]"),
                    text.clone(),
                ));
            }
        }
    }
    asked
}

/// The present memberships that good items have the last word on.
async fn edges_now(tx: &mut Tx, items: &[Item<'_>]) -> Result<BTreeSet<(i64, i64)>, StoreError> {
    let there = || {
        items
            .iter()
            .filter(|item| item.is_good() && item.before.is_some())
    };
    let members = there().filter(|item| item.record.groups.is_some());
    let groups =
        there().filter(|item| item.record.kind == Kind::Group && item.record.members.is_some());
    let members: Vec<i64> = members.map(|item| item.id).collect();
    let groups: Vec<i64> = groups.map(|item| item.id).collect();
    let mut found = BTreeSet::new();
    for (ids, condition) in [
        (
            members,
            "SELECT group_id, member_id FROM group_member WHERE member_id IN ",
        ),
        (
            groups,
            "SELECT group_id, member_id FROM group_member WHERE group_id IN ",
        ),
    ] {
        for some in ids.chunks(AT_ONCE) {
            let mut query = Statement::default();
            query.push(condition).list(some);
            found.extend(fetch_statement!(&mut *tx, (i64, i64), query)?);
        }
    }
    Ok(found)
}

/// Refuses items by which a group would come to contain itself.
async fn refuse_circles(
    tx: &mut Tx,
    domain: &Domain,
    items: &mut [Item<'_>],
    memberships: &Memberships,
    wanted: &BTreeMap<(i64, i64), usize>,
) -> Result<bool, StoreError> {
    let is_new_group = |items: &[Item<'_>], place: usize| {
        items
            .get(place)
            .is_some_and(|item| item.record.kind == Kind::Group)
    };
    let nested = memberships.added.iter().any(|edge| {
        wanted
            .get(edge)
            .is_some_and(|place| is_new_group(items, *place))
    });
    if !nested {
        return Ok(false);
    }
    let inside = fetch_all!(
        &mut *tx,
        (i64, i64),
        "SELECT m.group_id, m.member_id
         FROM group_member m
             JOIN entry g ON g.id = m.group_id AND g.domain_id = $1
             JOIN entry e ON e.id = m.member_id AND e.kind = 'group'",
        domain.id
    )?;
    let mut graph: HashMap<i64, Vec<i64>> = HashMap::new();
    for edge in inside
        .into_iter()
        .filter(|edge| !memberships.removed.contains(edge))
    {
        graph.entry(edge.0).or_default().push(edge.1);
    }
    let mut is_refused = false;
    for edge in &memberships.added {
        let (group, member) = *edge;
        if reaches(&graph, member, group) {
            let place = wanted.get(edge).copied().unwrap_or_default();
            is_refused |= refuse_at(items, place, Code::MemberCycle, None);
        } else {
            graph.entry(group).or_default().push(member);
        }
    }
    Ok(is_refused)
}

fn reaches(graph: &HashMap<i64, Vec<i64>>, from: i64, to: i64) -> bool {
    let mut ahead = vec![from];
    let mut seen = BTreeSet::from([from]);
    while let Some(group) = ahead.pop() {
        if group == to {
            return true;
        }
        let inside = graph.get(&group).into_iter().flatten();
        ahead.extend(inside.filter(|inner| seen.insert(**inner)));
    }
    false
}

/// Refuses items that put more into a group than it takes.
async fn refuse_full(
    tx: &mut Tx,
    items: &mut [Item<'_>],
    memberships: &Memberships,
    wanted: &BTreeMap<(i64, i64), usize>,
) -> Result<bool, StoreError> {
    let groups: BTreeSet<i64> = memberships.added.iter().map(|edge| edge.0).collect();
    let groups: Vec<i64> = groups.into_iter().collect();
    let mut sizes: HashMap<i64, i64> = HashMap::new();
    for some in groups.chunks(AT_ONCE) {
        let mut query = Statement::default();
        query
            .push("SELECT group_id, COUNT(*) FROM group_member WHERE group_id IN ")
            .list(some)
            .push(" GROUP BY group_id");
        sizes.extend(fetch_statement!(&mut *tx, (i64, i64), query)?);
    }
    for (group, _) in &memberships.removed {
        *sizes.entry(*group).or_default() -= 1;
    }
    let most = i64::try_from(MEMBERS_MAX).unwrap_or(i64::MAX);
    let mut is_refused = false;
    for edge in &memberships.added {
        let size = sizes.entry(edge.0).or_default();
        *size += 1;
        if *size > most {
            let place = wanted.get(edge).copied().unwrap_or_default();
            is_refused |= refuse_at(items, place, Code::TooLong, Some(MEMBERS_MAX.to_string()));
        }
    }
    Ok(is_refused)
}

/// Refuses the item that asks for a membership; whether it was good until now.
fn refuse_at(items: &mut [Item<'_>], place: usize, code: Code, arg: Option<String>) -> bool {
    let Some(item) = items.get_mut(place).filter(|item| item.is_good()) else {
        return false;
    };
    let names_groups = item
        .record
        .groups
        .as_ref()
        .is_some_and(|groups| !groups.is_empty());
    let field = if names_groups { "groups" } else { "members" };
    let mut problem = Problem::new(field, code);
    if code == Code::MemberCycle {
        problem = problem.with(&item.name.name);
    }
    item.refuse(match arg {
        Some(arg) => problem.with(arg),
        None => problem,
    });
    true
}
