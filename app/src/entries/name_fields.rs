//! Name, display name and first address: the latter two follow the name while one types.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domains::typed;
use crate::ui::{Choice, SelectField, TextField};
use crate::users::NameChoice;

/// What the fields show at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNames {
    /// Name.
    pub name: String,
    /// Display name; empty for the name.
    pub display_name: String,
    /// The address of a new entry; `None` where addresses have a tab of their own.
    pub address: Option<FirstAddress>,
    /// What the server found wrong: field and sentence.
    pub problems: Vec<(String, String)>,
}

/// The one address that the form of a new entry offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstAddress {
    /// The part before the `@`.
    pub local_part: String,
    /// A name of the domain; empty for all of them.
    pub name: String,
    /// The domain's names.
    pub names: Vec<NameChoice>,
    /// Whether it cannot be left out.
    pub is_required: bool,
}

/// The texts, in the language of the page; each is named like its word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNameWords {
    pub name: String,
    pub name_help: String,
    pub display_name: String,
    pub display_name_help: String,
    pub address: String,
    pub address_help: String,
    pub address_of: String,
    pub all_aliases: String,
    pub required: String,
}

const LOCAL_PART: &str = "addresses[0].local_part";
const ADDRESS_NAME: &str = "addresses[0].domain";

impl EntryNames {
    fn refusal(&self, field: &str) -> Option<String> {
        let found = self.problems.iter().find(|(name, _)| name == field);
        found.map(|(_, sentence)| sentence.clone())
    }
}

/// The fields.
#[island]
pub fn EntryNameFields(
    /// What they show at first.
    names: EntryNames,
    /// Their words.
    words: EntryNameWords,
) -> impl IntoView {
    let name = kept("name", &names.name);
    let display_name = kept("display_name", &names.display_name);
    follow(name, display_name, |name| name.trim().to_owned());
    let refusal = names
        .refusal(LOCAL_PART)
        .or_else(|| names.refusal(ADDRESS_NAME));
    let address = names.address.clone().map(|address| {
        let words = words.clone();
        view! { <AddressFields name address words refusal /> }
    });
    view! {
        <div class="flex flex-col gap-4">
            <TextField
                name="name"
                label=words.name
                mark=words.required
                help=words.name_help
                bind=name
                error=names.refusal("name")
            />
            <TextField
                name="display_name"
                label=words.display_name
                help=words.display_name_help
                bind=display_name
                error=names.refusal("display_name")
            />
            {address}
        </div>
    }
}

/// Local part and name of the first address.
#[component]
fn AddressFields(
    name: RwSignal<String>,
    address: FirstAddress,
    words: EntryNameWords,
    refusal: Option<String>,
) -> impl IntoView {
    let local_part = kept(LOCAL_PART, &address.local_part);
    follow(name, local_part, suggested);
    let chosen = RwSignal::new(address.name);
    typed::keep_choice(ADDRESS_NAME, chosen, Some);
    let mut choices = vec![Choice::new("", words.all_aliases)];
    let of_domain = address.names.into_iter();
    choices.extend(of_domain.map(|name| Choice::new(name.value, name.shown)));
    let (mark, help) = if address.is_required {
        (Some(words.required), None)
    } else {
        (None, Some(words.address_help))
    };
    view! {
        <div class="grid items-start gap-4 sm:grid-cols-2">
            <TextField
                name=LOCAL_PART
                label=words.address
                mark=mark.unwrap_or_default()
                help=help.unwrap_or_default()
                bind=local_part
                error=refusal
            />
            <SelectField name=ADDRESS_NAME label=words.address_of choices bind=chosen />
        </div>
    }
}

/// A signal for the field `id` that takes over what was typed before the island woke up.
fn kept(id: &str, sent: &str) -> RwSignal<String> {
    let signal = RwSignal::new(sent.to_owned());
    typed::keep_text(id, signal);
    signal
}

/// Keeps `to` what `rule` makes of `from`, while it is that: not once somebody typed something else.
fn follow(from: RwSignal<String>, to: RwSignal<String>, rule: fn(&str) -> String) {
    Effect::new(move |before: Option<String>| {
        let made = from.with(|text| rule(text));
        if before.is_some_and(|before| before == to.get_untracked()) {
            to.set(made.clone());
        }
        made
    });
}

/// A local part that a name suggests: `Équipe du Nord` gives `equipe.du.nord`.
fn suggested(name: &str) -> String {
    let mut made = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' | '-' | '_' => made.push(letter),
            'ä' | 'æ' => made.push_str("ae"),
            'ö' | 'œ' => made.push_str("oe"),
            'ü' => made.push_str("ue"),
            'ß' => made.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' => made.push('a'),
            'ç' => made.push('c'),
            'è' | 'é' | 'ê' | 'ë' => made.push('e'),
            'ì' | 'í' | 'î' | 'ï' => made.push('i'),
            'ñ' => made.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' => made.push('o'),
            'ù' | 'ú' | 'û' => made.push('u'),
            'ÿ' | 'ý' => made.push('y'),
            '.' | ' ' => made.push('.'),
            _ => {}
        }
    }
    let parts: Vec<&str> = made.split('.').filter(|part| !part.is_empty()).collect();
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::suggested;

    #[test]
    fn a_name_suggests_a_local_part_that_can_be_saved() {
        for (name, local_part) in [
            ("Staff", "staff"),
            (" Équipe  du Nord. ", "equipe.du.nord"),
            ("Büro & Küche", "buero.kueche"),
            ("日本", ""),
        ] {
            assert_eq!(suggested(name), local_part, "{name}");
        }
    }
}
