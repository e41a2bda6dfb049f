//! The words an entry is found by, matched by their beginnings, without regard to case and accents.
//!
//! An entry has each word of its names (and what follows a hyphen or apostrophe in it), its login,
//! and its addresses: `jdoe@` for one at all names, `jdoe@example.org` for one at a single name.

use std::collections::BTreeSet;

use model::DomainName;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use model::mail::Address;

use super::User;
use crate::StoreError;
use crate::pool::{Tx, execute};

/// Most words of a search that are looked at.
pub(crate) const QUERY_WORDS_MAX: usize = 8;
/// Longest stored word, in characters.
const WORD_MAX: usize = 80;

/// Text as it is compared and sorted: lower case, without accents.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace('\0', "");
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    // Lower-casing may decompose again ("İ"); PostgreSQL takes no NUL, which may stand in a search.
    folded.retain(|c| !is_combining_mark(c) && c != '\0');
    folded
}

/// What an entry is found by.
pub(crate) struct Findable<'a> {
    /// Its names as people write them.
    pub(crate) names: [&'a str; 3],
    /// Its login or name.
    pub(crate) login: &'a str,
    /// Its addresses here.
    pub(crate) addresses: &'a [Address],
    /// Its outside address; empty for none.
    pub(crate) outside: &'a str,
}

impl User {
    /// What it is found by.
    pub(crate) fn findable(&self) -> Findable<'_> {
        Findable {
            names: [&self.first_name, &self.last_name, &self.display_name],
            login: self.login.as_str(),
            addresses: &self.addresses,
            outside: "",
        }
    }
}

/// The words of an entry, none of them the beginning of another.
pub(crate) fn words_of(entry: &Findable<'_>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for name in entry.names {
        for word in fold(name).split_whitespace() {
            add_with_parts(&mut words, word);
        }
    }
    for word in fold(entry.login).split_whitespace() {
        add_with_parts(&mut words, word);
    }
    if !entry.outside.is_empty() {
        add_with_parts(&mut words, entry.outside);
    }
    for address in entry.addresses {
        let name = address.name.as_ref().map(DomainName::as_str);
        let word = format!("{}@{}", address.local_part, name.unwrap_or_default());
        add_with_parts(&mut words, &word);
    }
    without_beginnings(&words)
}

/// Adds a word and what follows each punctuation mark before its `@`.
fn add_with_parts(words: &mut BTreeSet<String>, word: &str) {
    let local_end = word.find('@').unwrap_or(word.len());
    let mut after_mark = true;
    for (at, c) in word.char_indices().take_while(|(at, _)| *at < local_end) {
        if c.is_alphanumeric() && after_mark {
            let part = word.get(at..).unwrap_or_default();
            words.insert(part.chars().take(WORD_MAX).collect());
        }
        after_mark = !c.is_alphanumeric();
    }
}

fn without_beginnings(words: &BTreeSet<String>) -> BTreeSet<String> {
    // In order, the longer word follows its beginning at once.
    let longer = words.iter().skip(1).map(Some).chain([None]);
    words
        .iter()
        .zip(longer)
        .filter(|(word, next)| !next.is_some_and(|next| next.starts_with(word.as_str())))
        .map(|(word, _)| word.clone())
        .collect()
}

/// Replaces the stored words of an entry.
pub(crate) async fn rewrite(
    tx: &mut Tx,
    domain_id: i64,
    entry_id: i64,
    entry: &Findable<'_>,
) -> Result<(), StoreError> {
    execute!(
        &mut *tx,
        "DELETE FROM entry_word WHERE entry_id = $1",
        entry_id
    )?;
    for word in words_of(entry) {
        execute!(
            &mut *tx,
            "INSERT INTO entry_word (domain_id, word, entry_id) VALUES ($1, $2, $3)",
            domain_id,
            word,
            entry_id
        )?;
    }
    Ok(())
}

/// What one word of a search matches: any of these ranges of stored words, the end not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beginning(pub(crate) Vec<(String, String)>);

/// The words of a search as typed; `names` are the domain's names.
pub(crate) fn beginnings(typed: &str, names: &[DomainName]) -> Vec<Beginning> {
    fold(typed)
        .split_whitespace()
        .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .take(QUERY_WORDS_MAX)
        .map(|word| beginning(word, names))
        .collect()
}

fn beginning(word: &str, names: &[DomainName]) -> Beginning {
    let word: String = word.chars().take(WORD_MAX).collect();
    let mut ranges = vec![(word.clone(), format!("{word}{}", char::MAX))];
    if let Some((local, name)) = word.split_once('@').filter(|(_, name)| !name.is_empty()) {
        let own = names
            .iter()
            .any(|own| own.as_str().starts_with(name) || fold(&own.shown()).starts_with(name));
        if own {
            // An address at all names is stored without any.
            ranges.push((format!("{local}@"), format!("{local}@\u{1}")));
        }
    }
    Beginning(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(
            fold("Éloïse GROSSMÜLLER-Straße"),
            "eloise grossmuller-strasse"
        );
        assert_eq!(fold("Łukasz Ørsted İnan"), "lukasz orsted inan");
        assert_eq!(fold("O'Neil-SMITH\0 2"), "o'neil-smith 2");
    }

    #[test]
    fn what_follows_a_mark_is_a_word_too() {
        let mut words = BTreeSet::new();
        for word in [
            "o'neil",
            "jean-pierre",
            "john.doe@",
            "(acme)",
            "a.b@c.example",
        ] {
            add_with_parts(&mut words, word);
        }
        let found: Vec<_> = words.iter().map(String::as_str).collect();
        assert_eq!(
            found,
            [
                "a.b@c.example",
                "acme)",
                "b@c.example",
                "doe@",
                "jean-pierre",
                "john.doe@",
                "neil",
                "o'neil",
                "pierre"
            ]
        );
    }

    #[test]
    fn a_word_that_begins_another_is_not_stored() {
        let words = ["jdoe", "jdoe@", "jd", "x"].map(String::from).into();
        assert_eq!(
            without_beginnings(&words),
            ["jdoe@", "x"].map(String::from).into()
        );
    }

    #[test]
    fn a_whole_address_finds_the_one_at_all_names_only_at_own_names() {
        let names = [DomainName::parse("example.org").unwrap()];
        assert_eq!(beginnings("JDoe@example.o", &names)[0].0.len(), 2);
        assert_eq!(beginnings("jdoe@other", &names)[0].0.len(), 1);
        assert!(beginnings(" - ", &names).is_empty());
    }
}
