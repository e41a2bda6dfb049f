//! What the attributes of an entry say, by the mapping.

use model::ldap::Mapping;

use crate::entry::Entry;

/// A user as the directory has it; nothing is checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Distinguished name.
    pub dn: String,
    /// What stays the same when it is renamed; empty when the directory gives none.
    pub unique_id: String,
    /// Login.
    pub login: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Display name.
    pub display_name: String,
    /// Addresses, the main one first.
    pub addresses: Vec<String>,
    /// Whether the account is disabled; `None` when nothing is said about it.
    pub disabled: Option<bool>,
    /// Whether it is in the split domain group, also through groups inside it.
    pub is_split: bool,
}

/// A group as the directory has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Distinguished name.
    pub dn: String,
    /// What stays the same when it is renamed; empty when the directory gives none.
    pub unique_id: String,
    /// Name.
    pub name: String,
    /// Display name.
    pub display_name: String,
    /// Addresses, the main one first.
    pub addresses: Vec<String>,
    /// The identifiers of the users and groups in it, as far as they are imported themselves.
    pub members: Vec<String>,
}

/// The user an entry is.
pub(crate) fn person(entry: &Entry, mapping: &Mapping) -> Person {
    Person {
        dn: entry.dn.clone(),
        unique_id: entry.identifier(&mapping.unique_id),
        login: entry.first(&mapping.login),
        first_name: entry.first(&mapping.first_name),
        last_name: entry.first(&mapping.last_name),
        display_name: entry.first(&mapping.display_name),
        addresses: addresses(entry, mapping),
        disabled: entry.is_disabled(&mapping.disabled),
        is_split: false,
    }
}

/// The group an entry is, still without members.
pub(crate) fn group(entry: &Entry, mapping: &Mapping) -> Group {
    let name = entry.first("cn");
    let display_name = entry.first(&mapping.display_name);
    Group {
        dn: entry.dn.clone(),
        unique_id: entry.identifier(&mapping.unique_id),
        display_name: if display_name.is_empty() {
            name.clone()
        } else {
            display_name
        },
        name,
        addresses: addresses(entry, mapping),
        members: Vec::new(),
    }
}

/// The addresses, the main one first: the mapped one, else the one written `SMTP:` in capitals.
fn addresses(entry: &Entry, mapping: &Mapping) -> Vec<String> {
    let further = entry.all(&mapping.aliases);
    let mapped = entry.all(&mapping.mail);
    let main = further.iter().filter(|typed| typed.starts_with("SMTP:"));
    let ordered = mapped.iter().chain(main).chain(&further);
    let mut found: Vec<String> = Vec::new();
    for address in ordered.filter_map(|typed| plain(typed)) {
        if !found
            .iter()
            .any(|known| known.eq_ignore_ascii_case(address))
        {
            found.push(address.to_owned());
        }
    }
    found
}

/// An address without `smtp:`; `None` for addresses of other kinds, such as `X500:`.
fn plain(typed: &str) -> Option<&str> {
    let address = match typed.split_once(':') {
        Some((kind, address)) if kind.eq_ignore_ascii_case("smtp") => address,
        Some(_) => return None,
        None => typed,
    };
    let address = address.trim();
    address.contains('@').then_some(address)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use ldap3::SearchEntry;
    use model::ldap::Preset;

    use super::*;

    fn entry(attributes: &[(&str, &[&str])]) -> Entry {
        let attrs = attributes.iter().map(|(name, values)| {
            let values = values.iter().map(ToString::to_string).collect();
            ((*name).to_owned(), values)
        });
        Entry::from(SearchEntry {
            dn: "cn=x".into(),
            attrs: attrs.collect(),
            bin_attrs: HashMap::new(),
        })
    }

    #[test]
    fn the_main_address_is_the_mapped_one_or_the_one_in_capitals() {
        let proxies: &[&str] = &[
            "smtp:b@x.example",
            "X500:/o=x",
            "SMTP:a@x.example",
            "sip:a@x.example",
        ];
        let mapping = Preset::ActiveDirectory.mapping();
        let of = |attributes: &[(&str, &[&str])]| addresses(&entry(attributes), &mapping);
        assert_eq!(
            of(&[("proxyAddresses", proxies)]),
            ["a@x.example", "b@x.example"]
        );
        assert_eq!(
            of(&[("proxyAddresses", proxies), ("mail", &["B@x.example"])]),
            ["B@x.example", "a@x.example"]
        );
        assert_eq!(of(&[("mail", &["nonsense"])]), Vec::<String>::new());
    }
}
