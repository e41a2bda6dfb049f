//! A whole directory beside a whole domain.

mod members;
mod missing;

use std::collections::{BTreeMap, HashMap, HashSet};

use ::ldap::Reading;
use model::ldap::LdapSettings;
use model::{Code, DomainName, EntryRef, Kind, Problem};

use super::fields::{Fields, new_record};
use super::given::{Given, Says};
use crate::entries::AnyEntry;
use crate::history::Difference;
use crate::import::Record;

/// An entry that is there.
#[derive(Clone, Debug)]
pub(in crate::ldap) struct Here {
    pub(in crate::ldap) id: i64,
    pub(in crate::ldap) entry: AnyEntry,
}

/// Where an entry came from.
#[derive(Clone, Debug)]
pub(in crate::ldap) struct Origin {
    pub(in crate::ldap) entry_id: i64,
    pub(in crate::ldap) given: Given,
}

/// Everything that is compared.
pub(in crate::ldap) struct Sides<'a> {
    pub(in crate::ldap) reading: &'a Reading,
    pub(in crate::ldap) settings: &'a LdapSettings,
    /// The names of the domain.
    pub(in crate::ldap) names: &'a [DomainName],
    /// The users and groups that are there.
    pub(in crate::ldap) here: &'a [Here],
    /// Where those that were imported came from, by the directory's identifiers.
    pub(in crate::ldap) origins: &'a BTreeMap<String, Origin>,
    /// Whether the directory's word counts also where somebody changed something by hand.
    pub(in crate::ldap) take_all: bool,
}

/// One entry of the directory, or one it no longer has.
#[derive(Debug)]
pub(in crate::ldap) struct Compared {
    /// The directory's identifier; empty when it gives none.
    pub(in crate::ldap) unique_id: String,
    /// What it says, to be remembered.
    pub(in crate::ldap) given: Given,
    /// The entry that is there.
    pub(in crate::ldap) entry_id: Option<i64>,
    /// What is to be changed; `None` for nothing.
    pub(in crate::ldap) record: Option<Record>,
    /// What stays as somebody made it by hand.
    pub(in crate::ldap) kept: Vec<Difference>,
    /// Whether the directory no longer has it.
    pub(in crate::ldap) is_missing: bool,
    /// Whether its identifier is refused: the entry that was found is somebody else.
    pub(in crate::ldap) is_foreign: bool,
    /// How it is called afterwards.
    pub(in crate::ldap) entry: EntryRef,
}

impl Sides<'_> {
    /// Compares everything: users first, then groups, then what the directory no longer has.
    pub(in crate::ldap) fn compare(&self) -> Vec<Compared> {
        let says = Says::by(&self.settings.mapping);
        let mut work = Work::new(self);
        for person in &self.reading.people {
            let given = Given::of_person(person, says, self.names);
            work.take(Kind::User, &person.unique_id, given);
        }
        for group in &self.reading.groups {
            let given = Given::of_group(group, self.names);
            work.take(Kind::Group, &group.unique_id, given);
        }
        work.members();
        work.missing();
        work.compared
    }
}

/// A comparison under way.
struct Work<'a> {
    sides: &'a Sides<'a>,
    by_id: HashMap<i64, &'a Here>,
    by_name: HashMap<EntryRef, &'a Here>,
    id_of: HashMap<i64, &'a str>,
    seen: HashSet<String>,
    /// Entries that one of the directory's has been found to be.
    found: HashSet<i64>,
    compared: Vec<Compared>,
}

impl<'a> Work<'a> {
    fn new(sides: &'a Sides<'a>) -> Self {
        let here = sides.here.iter();
        Self {
            by_id: here.clone().map(|here| (here.id, here)).collect(),
            by_name: here.map(|here| (here.entry.reference(), here)).collect(),
            id_of: sides
                .origins
                .iter()
                .map(|(id, origin)| (origin.entry_id, id.as_str()))
                .collect(),
            seen: HashSet::new(),
            found: HashSet::new(),
            compared: Vec::new(),
            sides,
        }
    }

    /// One entry of the directory.
    fn take(&mut self, kind: Kind, unique_id: &str, given: Given) {
        let line = self.line();
        let origin = self.sides.origins.get(unique_id);
        let known = origin.and_then(|origin| self.by_id.get(&origin.entry_id));
        let named = EntryRef {
            kind,
            name: given.name.clone(),
        };
        let found = known.or_else(|| self.by_name.get(&named)).copied();
        let problem = self.identifier_problem(unique_id, kind, found);
        let mut compared = match found.filter(|here| here.entry.reference().kind == kind) {
            Some(here) => self.existing(here, given, origin, line),
            None => Compared {
                unique_id: String::new(),
                record: Some(new_record(line, kind, &given)),
                given,
                entry_id: None,
                kept: Vec::new(),
                is_missing: false,
                is_foreign: false,
                entry: named,
            },
        };
        unique_id.clone_into(&mut compared.unique_id);
        if let Some(problem) = problem {
            compared.is_foreign = true;
            let entry = compared.entry.clone();
            let record = compared
                .record
                .get_or_insert_with(|| Record::new(line, kind, entry.name));
            record.problems.push(problem);
        }
        self.compared.push(compared);
    }

    fn line(&self) -> u64 {
        u64::try_from(self.compared.len() + 1).unwrap_or(u64::MAX)
    }

    fn existing(
        &self,
        here: &Here,
        mut given: Given,
        origin: Option<&Origin>,
        line: u64,
    ) -> Compared {
        let last = origin.map(|origin| &origin.given);
        if last.is_some_and(|last| last.is_gone) && given.suspended.is_none() {
            // It is back, and the directory does not say who is disabled.
            given.suspended = Some(false);
        }
        let take_all = self.sides.take_all;
        let fields = Fields::compare(&here.entry, &given, last, take_all, line);
        let (record, asks, kept) = (fields.record, fields.asks, fields.kept);
        Compared {
            unique_id: String::new(),
            entry_id: Some(here.id),
            entry: EntryRef {
                kind: record.kind,
                name: record.name.clone(),
            },
            record: asks.then_some(record),
            given,
            kept,
            is_missing: false,
            is_foreign: false,
        }
    }

    /// What is wrong with the directory's identifier.
    fn identifier_problem(
        &mut self,
        unique_id: &str,
        kind: Kind,
        found: Option<&Here>,
    ) -> Option<Problem> {
        let problem = |code| Some(Problem::new("unique_id", code));
        if unique_id.is_empty() {
            return problem(Code::LdapNoIdentifier);
        }
        if !self.seen.insert(unique_id.to_owned()) {
            return problem(Code::LdapTwice);
        }
        let here = found?;
        let owner = self.id_of.get(&here.id);
        let is_other_kind = here.entry.reference().kind != kind;
        // A mailbox must not fall to somebody else who was given a login that became free.
        let is_of_another = owner.is_some_and(|owner| *owner != unique_id);
        if is_other_kind || is_of_another || !self.found.insert(here.id) {
            return problem(Code::LdapOtherEntry);
        }
        None
    }
}
