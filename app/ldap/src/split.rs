//! Groups, and who is in them through groups inside them.

use std::collections::{HashMap, HashSet};

use ldap3::ldap_escape;
use model::{Code, Problem};

use crate::connect::Directory;
use crate::dn;
use crate::entry::Entry;
use crate::refusal::stopped;
use crate::search::Watch;

/// Every kind of group there is.
const ANY_GROUP: &str = "(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))";
/// Attributes that name members by their distinguished names.
const BY_NAME: [&str; 2] = ["member", "uniquemember"];
/// The attribute that names them by their logins.
const BY_LOGIN: &str = "memberUid";
/// What is asked for to know the members.
pub(crate) const MEMBERS: [&str; 3] = ["member", "uniqueMember", BY_LOGIN];

/// Who is named in a group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// By distinguished names, normalised.
    pub(crate) names: Vec<String>,
    /// By logins, in lower case.
    pub(crate) logins: Vec<String>,
}

/// Who is in the split domain group.
#[derive(Debug, Default)]
pub(crate) struct Split {
    /// The group and the groups inside it, by normalised names.
    groups: HashSet<String>,
    /// Those named in one of them.
    names: HashSet<String>,
    logins: HashSet<String>,
}

impl Split {
    /// Whether an entry of the directory is in it.
    pub(crate) fn holds(&self, entry: &Entry, login: &str) -> bool {
        self.names.contains(&dn::normal(&entry.dn))
            || self.logins.contains(&login.to_lowercase())
            || entry
                .all("memberOf")
                .iter()
                .any(|group| self.groups.contains(&dn::normal(group)))
    }
}

impl Directory {
    /// Who is named in a group.
    pub(crate) async fn named_in(&mut self, group: &Entry) -> Result<Named, Problem> {
        let mut named = Named::default();
        for attribute in BY_NAME {
            let values = self.whole_list(group, attribute).await?;
            named
                .names
                .extend(values.iter().map(|value| dn::normal(value)));
        }
        let logins = group.all(BY_LOGIN);
        named.logins = logins.iter().map(|login| login.to_lowercase()).collect();
        Ok(named)
    }

    /// Who is in the split domain group; nobody when none is set.
    pub(crate) async fn read_split(&mut self, watch: Watch<'_>) -> Result<Split, Problem> {
        let wanted = self.settings.split_group.clone();
        if wanted.is_empty() {
            return Ok(Split::default());
        }
        let first = self.split_group(&wanted, watch).await?;
        let mut groups: HashMap<String, Entry> = HashMap::new();
        for group in self.search(ANY_GROUP, &MEMBERS, watch).await? {
            groups.insert(dn::normal(&group.dn), group);
        }
        let mut pending = vec![dn::normal(&first.dn)];
        groups.insert(dn::normal(&first.dn), first);
        let mut split = Split::default();
        while let Some(name) = pending.pop() {
            let Some(group) = groups.get(&name) else {
                continue;
            };
            if !split.groups.insert(name) {
                continue;
            }
            let named = self.named_in(group).await?;
            pending.extend(named.names.iter().cloned());
            split.names.extend(named.names);
            split.logins.extend(named.logins);
        }
        Ok(split)
    }

    /// The split domain group itself, by its distinguished name or its name.
    async fn split_group(&mut self, wanted: &str, watch: Watch<'_>) -> Result<Entry, Problem> {
        let missing = || stopped(Code::LdapSplitGroupMissing, wanted);
        if wanted.contains('=') {
            return self.find(wanted, &MEMBERS).await?.ok_or_else(missing);
        }
        let filter = format!("(&{ANY_GROUP}(cn={}))", ldap_escape(wanted));
        let mut found = self.search(&filter, &MEMBERS, watch).await?;
        // Of two groups with one name nobody can say which is meant.
        match (found.pop(), found.is_empty()) {
            (Some(group), true) => Ok(group),
            _ => Err(missing()),
        }
    }
}
