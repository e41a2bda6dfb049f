//! Reading a whole directory, or a first look at it.

use std::collections::HashMap;

use model::{Code, Problem};

use crate::connect::Directory;
use crate::dn;
use crate::entry::Entry;
use crate::people::{self, Group, Person};
use crate::refusal::stopped;
use crate::search::Watch;
use crate::split::{MEMBERS, Named, Split};

/// How many of the users a first look shows.
const SHOWN: usize = 5;

/// Users and groups of a directory.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The users.
    pub people: Vec<Person>,
    /// The groups.
    pub groups: Vec<Group>,
}

/// What a first look at a directory shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many entries are users.
    pub users: usize,
    /// How many are groups; `None` when groups are not read.
    pub groups: Option<usize>,
    /// How many of the users are in the split domain group; `None` when none is set.
    pub split: Option<usize>,
    /// The first few users.
    pub first: Vec<Person>,
}

impl Directory {
    /// Reads everything.
    ///
    /// # Errors
    /// What the server refuses, what `watch` says, and [`Code::LdapNothingFound`] when no entry is a user: an import of
    /// nothing would take everything away.
    pub async fn read(&mut self, watch: Watch<'_>) -> Result<Reading, Problem> {
        let people = self.read_people(watch).await?;
        if self.settings.group_filter.is_empty() {
            return Ok(Reading {
                people,
                groups: Vec::new(),
            });
        }
        let found = self.read_group_entries(watch).await?;
        let mut groups = Vec::with_capacity(found.len());
        let mut named = Vec::with_capacity(found.len());
        for entry in &found {
            groups.push(people::group(entry, &self.settings.mapping));
            named.push(self.named_in(entry).await?);
        }
        let known = Known::new(&people, &groups);
        let members: Vec<_> = named.iter().map(|named| known.members(named)).collect();
        for (group, members) in groups.iter_mut().zip(members) {
            group.members = members;
        }
        Ok(Reading { people, groups })
    }

    /// Counts, and shows the first few users.
    ///
    /// # Errors
    /// Those of [`Self::read`].
    pub async fn look(&mut self) -> Result<Seen, Problem> {
        let go_on = |_| Ok(());
        let people = self.read_people(&go_on).await?;
        let groups = if self.settings.group_filter.is_empty() {
            None
        } else {
            Some(self.read_group_entries(&go_on).await?.len())
        };
        let split = people.iter().filter(|person| person.is_split).count();
        Ok(Seen {
            users: people.len(),
            groups,
            split: (!self.settings.split_group.is_empty()).then_some(split),
            first: people.into_iter().take(SHOWN).collect(),
        })
    }

    async fn read_people(&mut self, watch: Watch<'_>) -> Result<Vec<Person>, Problem> {
        let mapping = self.settings.mapping.clone();
        let mut attributes = mapping.attributes();
        let filter = self.settings.user_filter.clone();
        let has_split = !self.settings.split_group.is_empty();
        if has_split {
            attributes.push("memberOf");
        }
        let entries = self.search(&filter, &attributes, watch).await?;
        if entries.is_empty() {
            return Err(stopped(Code::LdapNothingFound, filter));
        }
        let split: Split = self.read_split(watch).await?;
        let people = entries.iter().map(|entry| {
            let mut person = people::person(entry, &mapping);
            person.is_split = has_split && split.holds(entry, &person.login);
            person
        });
        Ok(people.collect())
    }

    async fn read_group_entries(&mut self, watch: Watch<'_>) -> Result<Vec<Entry>, Problem> {
        let mapping = self.settings.mapping.clone();
        let mut attributes = mapping.attributes();
        attributes.push("cn");
        attributes.extend(MEMBERS);
        let filter = self.settings.group_filter.clone();
        self.search(&filter, &attributes, watch).await
    }
}

/// The identifiers of what is imported, by the ways groups name it.
struct Known<'a> {
    by_dn: HashMap<String, &'a str>,
    by_login: HashMap<String, &'a str>,
}

impl<'a> Known<'a> {
    fn new(people: &'a [Person], groups: &'a [Group]) -> Self {
        let of_people = people.iter().map(|person| (&person.dn, &person.unique_id));
        let of_groups = groups.iter().map(|group| (&group.dn, &group.unique_id));
        let by_dn = of_people.chain(of_groups);
        Self {
            by_dn: by_dn
                .map(|(name, id)| (dn::normal(name), id.as_str()))
                .collect(),
            by_login: people
                .iter()
                .map(|person| (person.login.to_lowercase(), person.unique_id.as_str()))
                .collect(),
        }
    }

    fn members(&self, named: &Named) -> Vec<String> {
        let by_name = named.names.iter().filter_map(|name| self.by_dn.get(name));
        let by_login = named.logins.iter();
        let by_login = by_login.filter_map(|login| self.by_login.get(login));
        let mut members: Vec<String> = by_name
            .chain(by_login)
            .filter(|id| !id.is_empty())
            .map(|id| (*id).to_owned())
            .collect();
        members.sort();
        members.dedup();
        members
    }
}
