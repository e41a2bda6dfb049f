//! An entry of the directory as it came.

use std::collections::HashMap;

use ldap3::SearchEntry;

use crate::dn;

/// A name and attributes; names of attributes are compared without regard to case.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) dn: String,
    attributes: HashMap<String, Vec<Vec<u8>>>,
}

impl From<SearchEntry> for Entry {
    fn from(found: SearchEntry) -> Self {
        let texts = found.attrs.into_iter().map(|(name, values)| {
            let values = values.into_iter().map(String::into_bytes).collect();
            (name, values)
        });
        let mut attributes: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
        // An attribute with a value that is no text comes apart from the others.
        for (name, values) in texts.chain(found.bin_attrs) {
            let known: &mut Vec<Vec<u8>> = attributes.entry(name.to_lowercase()).or_default();
            known.extend(values);
        }
        Self {
            dn: found.dn,
            attributes,
        }
    }
}

impl Entry {
    /// The values of an attribute that are text.
    pub(crate) fn all(&self, attribute: &str) -> Vec<String> {
        let values = self.attributes.get(&attribute.to_lowercase());
        let values = values.into_iter().flatten();
        values
            .filter_map(|value| String::from_utf8(value.clone()).ok())
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// The first value of an attribute; empty when there is none.
    pub(crate) fn first(&self, attribute: &str) -> String {
        self.all(attribute).into_iter().next().unwrap_or_default()
    }

    /// An identifier as text; empty when there is none.
    pub(crate) fn identifier(&self, attribute: &str) -> String {
        let name = attribute.to_lowercase();
        let value = self.attributes.get(&name).and_then(|values| values.first());
        let Some(value) = value else {
            return String::new();
        };
        if name == "objectguid"
            && let Some(guid) = dn::guid(value)
        {
            return guid;
        }
        match std::str::from_utf8(value) {
            Ok(text) if !text.chars().any(model::text::is_forbidden) => text.trim().to_owned(),
            _ => dn::hexadecimal(value),
        }
    }

    /// Whether the account is disabled, by the meaning of the attribute; `None` when it says neither, as
    /// where Active Directory does not let it be read.
    pub(crate) fn is_disabled(&self, attribute: &str) -> Option<bool> {
        const ACCOUNT_DISABLED: i64 = 2;
        let value = self.first(attribute);
        if attribute.eq_ignore_ascii_case("userAccountControl") {
            let bits = value.parse::<i64>().ok();
            return bits.map(|bits| bits & ACCOUNT_DISABLED != 0);
        }
        let says_no = matches!(value.to_lowercase().as_str(), "" | "false" | "0" | "no");
        Some(!says_no)
    }

    /// The part of a list that the server did not send along (Active Directory sends 1,500 values at
    /// once): the attribute to ask for next. `None` when the list is whole.
    pub(crate) fn rest_of(&self, attribute: &str) -> Option<String> {
        let beginning = format!("{attribute};range=");
        self.attributes.keys().find_map(|name| {
            let (_, end) = name.strip_prefix(&beginning)?.split_once('-')?;
            let end: u64 = end.parse().ok()?;
            Some(format!("{beginning}{}-*", end + 1))
        })
    }

    /// The values of a list that the server sends in parts: those of this part.
    pub(crate) fn part_of(&self, attribute: &str) -> Vec<String> {
        let beginning = format!("{attribute};range=");
        let names = self.attributes.keys();
        let mut values = self.all(attribute);
        for name in names.filter(|name| name.starts_with(&beginning)) {
            values.extend(self.all(name));
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(attributes: &[(&str, &[&str])]) -> Entry {
        let attrs = attributes.iter().map(|(name, values)| {
            let values = values.iter().map(ToString::to_string).collect();
            ((*name).to_owned(), values)
        });
        Entry::from(SearchEntry {
            dn: "cn=x".into(),
            attrs: attrs.collect(),
            bin_attrs: HashMap::from([("objectGUID".to_owned(), vec![vec![255; 16]])]),
        })
    }

    #[test]
    fn an_account_is_disabled_by_the_meaning_of_the_attribute() {
        let of = |name: &str, value: &str| entry(&[(name, &[value])]).is_disabled(name);
        assert_eq!(of("userAccountControl", "514"), Some(true));
        assert_eq!(of("userAccountControl", "512"), Some(false));
        assert_eq!(of("pwdAccountLockedTime", "000001010000Z"), Some(true));
        assert_eq!(of("nsAccountLock", "TRUE"), Some(true));
        assert_eq!(of("nsAccountLock", "false"), Some(false));
        assert_eq!(entry(&[]).is_disabled("pwdAccountLockedTime"), Some(false));
        // Every account of Active Directory has it: it may not be read.
        assert_eq!(entry(&[]).is_disabled("userAccountControl"), None);
    }

    #[test]
    fn a_list_that_comes_in_parts_is_asked_for_further() {
        let part = entry(&[("member;range=0-1499", &["cn=a"]), ("member", &[])]);
        assert_eq!(
            part.rest_of("member").as_deref(),
            Some("member;range=1500-*")
        );
        assert_eq!(part.part_of("member"), ["cn=a"]);
        let last = entry(&[("member;range=1500-*", &["cn=b"])]);
        assert_eq!(last.rest_of("member"), None);
        assert_eq!(last.part_of("member"), ["cn=b"]);
    }

    #[test]
    fn an_identifier_is_text_whatever_its_bytes() {
        let found = entry(&[("entryUUID", &["7d3c-42"])]);
        assert_eq!(found.identifier("EntryUuid"), "7d3c-42");
        assert_eq!(
            found.identifier("objectGUID"),
            "ffffffff-ffff-ffff-ffff-ffffffffffff"
        );
        assert_eq!(found.identifier("nothing"), "");
    }
}
