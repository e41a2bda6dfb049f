//! The words of the console in its three languages.
//!
//! One file per area, each with one [`words!`] table that holds the languages side by side. The keys
//! are an enum, so a text that is missing in one language does not compile, and a key nobody uses is
//! a warning. Each table brings a test: no text is empty, and placeholders agree between languages.
//!
//! ```text
//! lang.say(FrameWord::Save)                      // "Save"
//! lang.fill(FrameWord::Created, &["jdoe"])       // "jdoe created"
//! lang.count(one, many, 3)                       // "{0}" is the number
//! ```
//!
//! An island gets its texts as properties where it can: a table that is compiled into the browser's
//! module is paid for by every first visit.

pub mod bulk;
pub mod deletion;
pub mod directory;
pub mod entries;
pub mod filters;
pub mod finding;
pub mod frame;
pub mod handling;
pub mod history;
pub mod import;
mod lang;
pub mod ldap;
pub mod moved;
pub mod problem;
pub mod settings;
pub mod system;
pub mod tasks;
pub mod units;

pub use bulk::BulkWord;
pub use deletion::DeletionWord;
pub use directory::DirectoryWord;
pub use entries::EntryWord;
pub use filters::FilterWord;
pub use finding::FindingWord;
pub use frame::FrameWord;
pub use handling::HandlingWord;
pub use history::HistoryWord;
pub use import::ImportWord;
pub use lang::Lang;
pub use ldap::LdapWord;
pub use moved::MovedWord;
pub use problem::{problem, step};
pub use settings::SettingsWord;
pub use system::SystemWord;
pub use tasks::TaskWord;
pub use units::UnitWord;

/// A key of a table of words.
pub trait Word: Copy {
    /// The text as it stands in the table, placeholders `{0}`, `{1}` … included.
    fn text(self, lang: Lang) -> &'static str;
}

impl Lang {
    /// A text without placeholders.
    pub fn say(self, word: impl Word) -> &'static str {
        word.text(self)
    }

    /// A text with its placeholders filled in order.
    pub fn fill<A: AsRef<str>>(self, word: impl Word, args: &[A]) -> String {
        fill(word.text(self), args)
    }

    /// The text for a number: `one` or `many`, whose `{0}` is the number.
    pub fn count(self, one: impl Word, many: impl Word, number: i64) -> String {
        // French counts nothing in the singular too.
        let is_one = number == 1 || (number == 0 && self == Self::Fr);
        let text = if is_one {
            one.text(self)
        } else {
            many.text(self)
        };
        fill(text, &[self.number(number)])
    }

    /// A number with its digits in groups of three.
    pub fn number(self, number: i64) -> String {
        let separator = match self {
            Self::En => ',',
            Self::Fr => '\u{202f}',
            Self::De => '.',
        };
        let digits = number.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + 4);
        if number < 0 {
            grouped.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// Puts `args` into the places `{0}`, `{1}` … of `text`. A value is never read as a place.
pub fn fill<A: AsRef<str>>(text: &str, args: &[A]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, place, after)) = next_place(rest) {
        filled.push_str(before);
        filled.push_str(args.get(place).map_or("", AsRef::as_ref));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Splits a text at its first `{n}`.
fn next_place(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place.parse().ok()?, after))
}

/// Declares the words of one area: an enum of keys and their texts. One per file.
///
/// ```text
/// words! {
///     /// Words of the frame.
///     pub enum FrameWord {
///         Save: "Save" | "Enregistrer" | "Speichern",
///     }
/// }
/// ```
/// The languages stand in the order English, French, German.
macro_rules! words {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($key:ident: $en:literal | $fr:literal | $de:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the English text says it")]
        pub enum $name { $($key,)+ }

        impl $crate::words::Word for $name {
            fn text(self, lang: $crate::words::Lang) -> &'static str {
                let texts: [&'static str; 3] = match self { $(Self::$key => [$en, $fr, $de],)+ };
                let [en, fr, de] = texts;
                match lang {
                    $crate::words::Lang::En => en,
                    $crate::words::Lang::Fr => fr,
                    $crate::words::Lang::De => de,
                }
            }
        }

        #[cfg(test)]
        mod table {
            #[test]
            fn is_complete_in_every_language() {
                $($crate::words::tests::assert_complete(stringify!($key), [$en, $fr, $de]);)+
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use super::{fill, next_place};

    fn places(mut text: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        while let Some((_, place, rest)) = next_place(text) {
            found.insert(place);
            text = rest;
        }
        found
    }

    /// No text is empty or padded, and all have the same placeholders.
    pub(crate) fn assert_complete(key: &str, texts: [&str; 3]) {
        for text in texts {
            assert!(!text.is_empty() && text == text.trim(), "{key}: {text:?}");
            assert_eq!(places(text), places(texts[0]), "{key}: {text:?}");
        }
    }

    #[test]
    fn large_numbers_are_grouped_as_the_language_does() {
        use super::Lang;
        assert_eq!(Lang::En.number(1_234_567), "1,234,567");
        assert_eq!(Lang::De.number(-12_345), "-12.345");
        assert_eq!(Lang::Fr.number(1000), "1\u{202f}000");
        assert_eq!(Lang::En.number(999), "999");
    }

    #[test]
    fn places_are_filled_in_any_order_and_values_are_left_alone() {
        assert_eq!(fill("{1} of {0}", &["{1}", "b"]), "b of {1}");
        assert_eq!(fill("{0}", &[] as &[&str]), "");
        assert_eq!(fill("{x} {", &["a"]), "{x} {");
    }
}
