//! Who is in the groups afterwards: member by member, as the directory says, but for those who were put
//! in or taken out by hand.

use std::collections::{BTreeSet, HashMap};

use model::entry::Content;
use model::{EntryRef, Kind};
use serde_json::json;

use super::{Compared, Work};
use crate::entries::AnyEntry;
use crate::history::Difference;
use crate::import::Record;

/// The members of a group after the import.
#[derive(Default)]
struct Merged {
    members: BTreeSet<String>,
    changes: bool,
    /// In it by hand.
    kept_in: Vec<String>,
    /// Out of it by hand.
    kept_out: Vec<String>,
}

/// Whom the directory names in a group, by its identifiers: now, and at the last import.
struct Named<'a> {
    given: BTreeSet<&'a str>,
    last: BTreeSet<&'a str>,
}

/// Who is who, now that everything has been found.
struct Found {
    /// How the directory's entries are called here, by its identifiers.
    called: HashMap<String, EntryRef>,
    /// The directory's identifiers, by the entries that are there.
    id_of: HashMap<i64, String>,
}

impl Work<'_> {
    /// The members of the groups, now that it is known how everybody is called.
    pub(super) fn members(&mut self) {
        let found = self.all_found();
        for index in 0..self.compared.len() {
            let Some(compared) = self.compared.get(index) else {
                continue;
            };
            if compared.entry.kind != Kind::Group {
                continue;
            }
            let merged = self.merged(compared, &found);
            if let Some(compared) = self.compared.get_mut(index) {
                merged.put(compared, index);
            }
        }
    }

    fn all_found(&self) -> Found {
        // Whoever is refused for his identifier is not the entry that was found under his name.
        let all = self.compared.iter().filter(|one| !one.is_foreign);
        let called = all.clone();
        let called = called.map(|one| (one.unique_id.clone(), one.entry.clone()));
        let imported = self.id_of.iter();
        let mut id_of: HashMap<i64, String> = imported
            .map(|(entry, id)| (*entry, (*id).to_owned()))
            .collect();
        // Those that were found by their names just now.
        for one in all {
            if let Some(entry) = one.entry_id {
                id_of.entry(entry).or_insert_with(|| one.unique_id.clone());
            }
        }
        Found {
            called: called.collect(),
            id_of,
        }
    }

    fn merged(&self, compared: &Compared, found: &Found) -> Merged {
        let origin = self.sides.origins.get(&compared.unique_id);
        let named = Named {
            given: texts(&compared.given.members),
            last: origin.map_or_else(BTreeSet::new, |origin| texts(&origin.given.members)),
        };
        let mut merged = Merged::default();
        let mut there: BTreeSet<&str> = BTreeSet::new();
        for member in self.present_members(compared) {
            there.extend(self.present_member(member, &named, found, &mut merged));
        }
        for id in named.given.difference(&there) {
            let Some(member) = found.called.get(*id) else {
                continue;
            };
            if named.last.contains(id) && !self.sides.take_all {
                merged.kept_out.push(member.to_string());
            } else {
                merged.changes = true;
                merged.members.insert(member.to_string());
            }
        }
        merged
    }

    /// Who is in a group now.
    fn present_members(&self, compared: &Compared) -> &[EntryRef] {
        let here = compared.entry_id.and_then(|id| self.by_id.get(&id));
        match here.map(|here| &here.entry) {
            Some(AnyEntry::Other(entry)) => match &entry.content {
                Content::Group(_, members) => members,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// What becomes of one who is in it now; gives the directory's identifier.
    fn present_member<'f>(
        &self,
        member: &EntryRef,
        named: &Named<'_>,
        found: &'f Found,
        merged: &mut Merged,
    ) -> Option<&'f str> {
        let here = self.by_name.get(member);
        let id = here.and_then(|here| found.id_of.get(&here.id));
        let id = id.map(String::as_str);
        let is_given = id.is_some_and(|id| named.given.contains(id));
        let was_given = id.is_some_and(|id| named.last.contains(id));
        if !is_given && (was_given || self.sides.take_all) {
            merged.changes = true;
            return id;
        }
        if !is_given {
            merged.kept_in.push(member.to_string());
        }
        let after = id.and_then(|id| found.called.get(id)).unwrap_or(member);
        merged.members.insert(after.to_string());
        id
    }
}

fn texts(ids: &[String]) -> BTreeSet<&str> {
    ids.iter().map(String::as_str).collect()
}

impl Merged {
    fn put(self, compared: &mut Compared, index: usize) {
        if !self.kept_in.is_empty() || !self.kept_out.is_empty() {
            compared.kept.push(Difference {
                field: "members".to_owned(),
                before: json!(self.kept_in),
                after: json!(self.kept_out),
            });
        }
        let is_new = compared.entry_id.is_none();
        if !self.changes && !is_new {
            return;
        }
        let line = u64::try_from(index + 1).unwrap_or(u64::MAX);
        let EntryRef { kind, name } = compared.entry.clone();
        let record = compared
            .record
            .get_or_insert_with(|| Record::new(line, kind, name));
        record.members = Some(self.members.into_iter().collect());
    }
}
