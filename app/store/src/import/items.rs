//! Working out what becomes of each record.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::access::Action;
use model::{Code, EntryRef, Kind, MailType, Problem};
use serde_json::{Value, json};

use super::group_rules::{self, Memberships};
use super::present::{self, Known, Present};
use super::{Outcome, Plan, PlannedRow, Record, password, rules, wanted};
use crate::domains::Domain;
use crate::entries::AnyEntry;
use crate::history::{Difference, differences};
use crate::ids::new_id;
use crate::pool::{Tx, fetch_all};
use crate::users::words;
use crate::{Desk, StoreError};

/// Everything an import does.
pub(super) struct Worked<'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) memberships: Memberships,
    /// Identifiers of mailbox servers by name.
    pub(super) servers: BTreeMap<String, i64>,
}

/// A record and what becomes of its entry.
pub(super) struct Item<'a> {
    pub(super) record: &'a Record,
    /// How it is called afterwards; the name as typed where it is none.
    pub(super) name: EntryRef,
    /// Its identifier, new or not.
    pub(super) id: i64,
    pub(super) before: Option<Known>,
    /// `None` when fields break rules.
    pub(super) after: Option<AnyEntry>,
    pub(super) problems: Vec<Problem>,
    /// The groups it is in now, by name; read only where the record names groups.
    pub(super) groups_before: BTreeSet<String>,
    /// The groups it is to be in.
    pub(super) groups: Option<BTreeSet<String>>,
}

impl<'a> Worked<'a> {
    /// Works records out, by what whoever sits at the desk may do.
    pub(super) async fn of(
        desk: &Desk,
        tx: &mut Tx,
        domain: &'a Domain,
        records: &'a [Record],
    ) -> Result<Self, StoreError> {
        let names = records.iter().flat_map(all_names).collect();
        let present = Present::load(tx, domain, &names).await?;
        let servers: BTreeMap<String, i64> = fetch_all!(
            &mut *tx,
            (String, i64),
            "SELECT name, id FROM mailbox_server"
        )?
        .into_iter()
        .collect();
        let said = group_rules::said(records);
        let mut items = make_items(records, domain, &present, &servers, &said);
        let above = desk.refused_holders(tx, domain.id, Action::ChangeEntry);
        let above = above.await?;
        for item in &mut items {
            item.refuse_above(&above);
            item.refuse_own(desk.actor().account);
            item.problems.extend(password::check(item.record, domain));
        }
        add_groups(tx, &mut items, &said).await?;
        rules::refuse_names(&mut items, &present);
        rules::refuse_too_many(tx, domain, &mut items).await?;
        let owners = rules::owners(tx, domain, &items).await?;
        let memberships = rules::settle(tx, domain, &mut items, &present, &owners).await?;
        Ok(Self {
            items,
            memberships,
            servers,
        })
    }

    /// The same, as it is told.
    pub(super) fn plan(&self) -> Plan {
        let rows = self.items.iter().map(|item| PlannedRow {
            line: item.record.line,
            entry: item.name.clone(),
            outcome: item.outcome(),
        });
        Plan::new(rows.collect())
    }

    /// The identifiers of the entries of all records that are not refused, by the records' place.
    pub(super) fn ids(&self) -> BTreeMap<usize, i64> {
        let items = self.items.iter().enumerate();
        items
            .filter(|(_, item)| item.is_good())
            .map(|(place, item)| (place, item.id))
            .collect()
    }
}

/// The names by which a record speaks of entries, folded.
fn all_names(record: &Record) -> Vec<String> {
    let own = [Some(&record.name), record.present_name.as_ref()];
    let own = own.into_iter().flatten();
    let mut names: Vec<String> = own
        .filter_map(|name| record.kind.parse_name(name).ok())
        .collect();
    let groups = record.groups.iter().flatten();
    names.extend(groups.filter_map(|name| Kind::Group.parse_name(name).ok()));
    let members = record.members.iter().flatten();
    names.extend(members.filter_map(|text| EntryRef::parse(text).ok().map(|entry| entry.name)));
    names
}

fn make_items<'a>(
    records: &'a [Record],
    domain: &Domain,
    present: &Present,
    servers: &BTreeMap<String, i64>,
    said: &group_rules::Said,
) -> Vec<Item<'a>> {
    let servers: BTreeSet<String> = servers.keys().cloned().collect();
    let nobody = BTreeSet::new();
    let make = |record: &'a Record| {
        let parsed = record.kind.parse_name(&record.name);
        let name = EntryRef {
            kind: record.kind,
            name: parsed.unwrap_or_else(|_| record.name.trim().to_owned()),
        };
        let mut problems = Vec::new();
        let before = match record.present_name.as_deref() {
            None => present.find(&name).cloned(),
            Some(now) => {
                let now = record.kind.parse_name(now).ok();
                let found = now.and_then(|name| {
                    present.find(&EntryRef {
                        kind: record.kind,
                        name,
                    })
                });
                if found.is_none() {
                    problems.push(Problem::new(record.name_field(), Code::EntryUnknown));
                }
                found.cloned()
            }
        };
        let also = said.members.get(&name.name).unwrap_or(&nobody);
        let present_entry = before.as_ref().map(|known| &known.entry);
        let after = match wanted::wanted(record, present_entry, domain, &servers, also) {
            Ok(after) => Some(after),
            Err(found) => {
                problems.extend(found.0);
                None
            }
        };
        Item {
            record,
            id: before.as_ref().map_or(0, |known| known.id),
            name,
            before,
            after,
            problems,
            groups_before: BTreeSet::new(),
            groups: None,
        }
    };
    let mut items: Vec<Item<'_>> = records.iter().map(make).collect();
    number_new(&mut items);
    items
}

/// Gives new entries their identifiers, in the order in which they will be listed: so the indexes by name
/// and by identifier grow at one end, which takes a third less time than filling them here and there.
fn number_new(items: &mut [Item<'_>]) {
    let mut new: Vec<&mut Item<'_>> = items
        .iter_mut()
        .filter(|item| item.before.is_none())
        .collect();
    new.sort_by_cached_key(|item| {
        let entry = item.after.as_ref();
        words::fold(entry.map_or("", AnyEntry::display_name))
    });
    for item in new {
        item.id = new_id();
    }
}

/// The groups that records name, and those their entries are in now.
async fn add_groups(
    tx: &mut Tx,
    items: &mut [Item<'_>],
    said: &group_rules::Said,
) -> Result<(), StoreError> {
    let naming = items
        .iter()
        .filter(|item| item.before.is_some() && item.record.groups.is_some());
    let ids: Vec<i64> = naming.map(|item| item.id).collect();
    let mut now: HashMap<i64, BTreeSet<String>> = present::groups_of(tx, &ids).await?;
    for item in items {
        let Some(typed) = &item.record.groups else {
            continue;
        };
        item.groups_before = now.remove(&item.id).unwrap_or_default();
        let mut groups = said.groups.get(&item.name).cloned().unwrap_or_default();
        for (index, name) in typed.iter().enumerate() {
            match Kind::Group.parse_name(name) {
                Ok(name) => drop(groups.insert(name)),
                Err(code) => item.refuse(Problem::new(format!("groups[{index}]"), code)),
            }
        }
        if !item.record.kind.may_be_member() && !groups.is_empty() {
            item.refuse(Problem::new("groups", Code::MemberKind));
        }
        item.groups = Some(groups);
    }
    Ok(())
}

impl Item<'_> {
    /// Whether no rule speaks against it.
    pub(super) const fn is_good(&self) -> bool {
        self.problems.is_empty() && self.after.is_some()
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Whether its row in the table of entries, its addresses or its password change.
    pub(super) fn is_changed(&self) -> bool {
        self.before.as_ref().map(|known| &known.entry) != self.after.as_ref()
            || self.record.password.is_some()
    }

    /// The password hash to set.
    pub(super) fn password_hash(&self) -> Option<&str> {
        match &self.record.password {
            Some(super::NewPassword::Hash(hash)) => Some(hash),
            _ => None,
        }
    }

    /// Nobody touches somebody who holds more than he; what leaves him as he is touches nobody.
    fn refuse_above(&mut self, above: &[i64]) {
        if self.before.is_some() && above.contains(&self.id) && self.is_changed() {
            self.refuse(Problem::new(self.record.name_field(), Code::RankAbove));
        }
    }

    /// Nobody takes away his own rights or locks himself out.
    fn refuse_own(&mut self, own_account: i64) {
        let account = self.before.as_ref().and_then(|known| known.account);
        if account != Some(own_account) {
            return;
        }
        let Some(AnyEntry::User(after)) = &self.after else {
            return;
        };
        let (suspended, leaves) = (after.suspended, after.mail_type != MailType::Internal);
        if suspended {
            self.refuse(Problem::new("suspended", Code::OwnAccount));
        }
        if leaves {
            self.refuse(Problem::new("type", Code::OwnAccount));
        }
    }

    fn outcome(&self) -> Outcome {
        let (Some(after), true) = (&self.after, self.problems.is_empty()) else {
            return Outcome::Refused(self.problems.clone());
        };
        let Some(before) = &self.before else {
            return Outcome::New(after.display_name().to_owned());
        };
        let mut changed = if before.entry == *after {
            Vec::new()
        } else {
            differences(Some(&before.entry.snapshot()), Some(&after.snapshot()))
        };
        if let Some(groups) = self
            .groups
            .as_ref()
            .filter(|groups| **groups != self.groups_before)
        {
            changed.push(Difference {
                field: "groups".to_owned(),
                before: json!(self.groups_before),
                after: json!(groups),
            });
        }
        if self.record.password.is_some() {
            changed.push(Difference {
                field: "password".to_owned(),
                before: Value::Null,
                after: json!("changed"),
            });
        }
        if changed.is_empty() {
            Outcome::Unchanged
        } else {
            Outcome::Changed(changed)
        }
    }
}
