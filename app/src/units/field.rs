//! The field that says which organizational unit an entry is in.

use leptos::prelude::*;
use model::access::Action;
use model::unit::key;
use store::units::Unit;

use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::Posted;
use crate::ui::{Choice, SelectField};
use crate::words::{Lang, UnitWord};

/// The units an entry can be put into.
#[derive(Clone, Debug)]
pub(crate) struct UnitChoices {
    /// Those the caller sees, in the order of the tree.
    pub(crate) units: Vec<Unit>,
    /// Whether it may also be in none.
    pub(crate) has_root: bool,
}

impl UnitChoices {
    /// What a caller can choose in a domain.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn of(caller: &Caller, domain: &str) -> Result<Self, Failure> {
        let desk = caller.desk()?;
        let id = desk.find_domain(domain).await?.id;
        Ok(Self {
            units: desk.list_units(domain).await?,
            has_root: caller.may(Action::ReadEntries(id)),
        })
    }

    /// The path of the unit that is proposed for something new: the one in the query, or the only one
    /// there is.
    pub(crate) fn first(&self, caller: &Caller) -> String {
        caller
            .query("unit")
            .unwrap_or_else(|| match (&*self.units, self.has_root) {
                ([only], false) => only.path.to_string(),
                _ => String::new(),
            })
    }

    /// As choices of a list. `chosen` stays one of them also when there is no such unit, so that a form
    /// that comes back says what was sent.
    pub(crate) fn choices(&self, lang: Lang, chosen: &str) -> Vec<Choice> {
        let root = self
            .has_root
            .then(|| Choice::new("", lang.say(UnitWord::Root)));
        let none = (!self.has_root && self.units.len() > 1)
            .then(|| Choice::new("", lang.say(UnitWord::Choose)));
        let mut choices: Vec<Choice> = root.into_iter().chain(none).collect();
        choices.extend(self.units.iter().map(|unit| {
            let path = unit.path.to_string();
            Choice::new(path.clone(), path)
        }));
        let is_known = choices.iter().any(|choice| choice.value == chosen);
        if !is_known && !chosen.is_empty() {
            choices.push(Choice::new(chosen, chosen));
        }
        choices
    }

    /// A path as one of the choices writes it.
    pub(crate) fn written(&self, path: &str) -> String {
        let mut known = self.units.iter().map(|unit| unit.path.to_string());
        known
            .find(|known| key(known) == key(path))
            .unwrap_or_else(|| path.to_owned())
    }
}

/// The field. Nothing to choose, no field: a domain without units is not bothered with them.
#[component]
pub(crate) fn UnitField(
    /// The language.
    lang: Lang,
    /// What there is to choose.
    choices: UnitChoices,
    /// The path of the unit it is in.
    stored: String,
    /// The form as it was sent.
    form: Posted,
) -> impl IntoView {
    let chosen = choices.written(&form.text_or("unit", stored));
    let is_needed = !choices.units.is_empty() || !chosen.is_empty() || !choices.has_root;
    is_needed.then(|| {
        view! {
            <SelectField
                name="unit"
                label=lang.say(UnitWord::Unit)
                help=lang.say(UnitWord::FieldHelp)
                choices=choices.choices(lang, &chosen)
                value=chosen
                error=form.error(lang, "unit")
            />
        }
    })
}
