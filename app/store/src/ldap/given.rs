//! What the directory says about an entry, and what of it is to be done.
//!
//! Three sides are compared: what the directory says now, what it said at the last import, and the entry
//! as it is. A field follows the directory when it still is as the directory said last; otherwise somebody
//! changed it by hand, and it stays.

use ::ldap::{Group, Person};
use model::ldap::Mapping;
use model::mail::Address;
use model::{DomainName, MailType};
use serde::{Deserialize, Serialize};

/// What the directory says about an entry. A missing field is one it says nothing about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Given {
    /// Login or name, folded.
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) suspended: Option<bool>,
    /// Whether it is suspended only because the directory no longer had it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_gone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mail_type: Option<MailType>,
    /// The addresses at names of the domain, the main one first.
    pub(crate) addresses: Vec<GivenAddress>,
    /// The identifiers of a group's members, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<String>,
}

/// An address at a name of the domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct GivenAddress {
    /// In lower case.
    pub(crate) local_part: String,
    pub(crate) name: DomainName,
}

impl Given {
    /// What is said about a user.
    pub(super) fn of_person(person: &Person, says: Says, names: &[DomainName]) -> Self {
        let addresses = own(&person.addresses, names);
        let mail_type = match (addresses.is_empty(), person.is_split) {
            (true, _) => MailType::None,
            (false, true) => MailType::External,
            (false, false) => MailType::Internal,
        };
        let said = |is_said: bool, text: &String| is_said.then(|| text.clone());
        Self {
            name: person.login.trim().to_lowercase(),
            first_name: said(says.first_name, &person.first_name),
            last_name: said(says.last_name, &person.last_name),
            // Without one of its own it follows from the names.
            display_name: said(!person.display_name.is_empty(), &person.display_name),
            suspended: person.disabled.filter(|_| says.disabled),
            is_gone: false,
            mail_type: Some(mail_type),
            addresses,
            members: Vec::new(),
        }
    }

    /// What is said about a group.
    pub(super) fn of_group(group: &Group, names: &[DomainName]) -> Self {
        let words: Vec<&str> = group.name.split_whitespace().collect();
        Self {
            name: words.join(" ").to_lowercase(),
            display_name: (!group.display_name.is_empty()).then(|| group.display_name.clone()),
            addresses: own(&group.addresses, names),
            members: group.members.clone(),
            ..Self::default()
        }
    }
}

/// What the mapping reads at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says {
    first_name: bool,
    last_name: bool,
    disabled: bool,
}

impl Says {
    pub(super) fn by(mapping: &Mapping) -> Self {
        Self {
            first_name: !mapping.first_name.is_empty(),
            last_name: !mapping.last_name.is_empty(),
            disabled: !mapping.disabled.is_empty(),
        }
    }
}

/// The addresses that are at a name of the domain; the others are none of its business.
fn own(addresses: &[String], names: &[DomainName]) -> Vec<GivenAddress> {
    let mut found: Vec<GivenAddress> = Vec::new();
    for address in addresses {
        let Some((local_part, name)) = address.rsplit_once('@') else {
            continue;
        };
        let Ok(name) = DomainName::parse(name) else {
            continue;
        };
        let address = GivenAddress {
            local_part: local_part.trim().to_lowercase(),
            name,
        };
        if names.contains(&address.name) && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// Whether an address table is just what was given: each address is there, at its name or at all names,
/// nothing else is, and the first is the default.
pub(super) fn is_as_given(present: &[Address], given: &[GivenAddress]) -> bool {
    let covers = |row: &Address, address: &GivenAddress| {
        row.local_part.as_str() == address.local_part
            && row.name.as_ref().is_none_or(|name| *name == address.name)
    };
    let all_there = given
        .iter()
        .all(|address| present.iter().any(|row| covers(row, address)));
    let none_else = present
        .iter()
        .all(|row| given.iter().any(|address| covers(row, address)));
    let same_default = match (present.iter().find(|row| row.is_default), given.first()) {
        (Some(row), Some(first)) => covers(row, first),
        (None, None) => true,
        _ => false,
    };
    all_there && none_else && same_default
}
