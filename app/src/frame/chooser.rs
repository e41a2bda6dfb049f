//! The domain one works in, kept in the address as `?domain=`.

use leptos::prelude::*;
use store::domains::{Domain, DomainQuery};

use crate::{
    caller::Caller,
    error_page::Failure,
    ui::{Choice, SECONDARY_BUTTON_CLASS},
    words::{FrameWord, Lang},
};

/// More domains than this are searched and not listed.
const LISTED: u32 = 100;

/// The domains there are to choose from.
#[derive(Clone, Debug)]
pub struct Chooser {
    lang: Lang,
    chosen: String,
    domains: Vec<Choice>,
    /// Whether there are more than stand in `domains`.
    has_more: bool,
    action: String,
}

impl Chooser {
    /// The domains `caller` may see; `chosen` is the one he works in now, by any of its names.
    ///
    /// # Errors
    /// [`Failure::Unavailable`], [`Failure::NotSignedIn`].
    pub async fn load(caller: &Caller, chosen: Option<String>) -> Result<Self, Failure> {
        let query = DomainQuery {
            limit: LISTED,
            ..DomainQuery::default()
        };
        let page = caller.desk()?.list_domains(&query).await?;
        let chosen = chosen.unwrap_or_default();
        let is_chosen = |domain: &Domain| {
            domain.name.as_str() == chosen
                || domain.aliases.iter().any(|alias| alias.as_str() == chosen)
        };
        let by_name = page.items.iter().find(|domain| is_chosen(domain));
        Ok(Self {
            lang: caller.lang,
            chosen: by_name.map_or_else(|| chosen.clone(), |domain| domain.name.to_string()),
            domains: page
                .items
                .iter()
                .map(|domain| Choice::new(domain.name.as_str(), domain.name.shown()))
                .collect(),
            has_more: page.next.is_some(),
            action: caller.uri.path().to_owned(),
        })
    }

    /// The domain, when there is exactly one.
    pub fn only(&self) -> Option<&str> {
        match self.domains.as_slice() {
            [only] => Some(&only.value),
            _ => None,
        }
    }

    /// Whether there is no domain at all.
    pub const fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// Whether there is anything to choose.
    pub const fn is_choice(&self) -> bool {
        self.domains.len() > 1
    }
}

/// A form that opens the same page for another domain.
#[component]
pub fn DomainChooser(chooser: Chooser) -> impl IntoView {
    let lang = chooser.lang;
    let action = chooser.action.clone();
    view! {
        <form
            method="get"
            action=action
            aria-label=lang.say(FrameWord::WorkingDomain)
            class="flex min-w-0 flex-wrap items-center gap-2"
            data-auto-submit
        >
            <label for="working-domain" class="text-sm text-muted">
                {lang.say(FrameWord::WorkingDomain)}
            </label>
            <DomainField chooser id="working-domain" />
            <button type="submit" class=SECONDARY_BUTTON_CLASS data-without-script>
                {lang.say(FrameWord::Show)}
            </button>
        </form>
    }
}

/// A list of the domains; where there are very many, a field to type into, with suggestions.
#[component]
pub fn DomainField(
    /// What there is to choose.
    chooser: Chooser,
    /// `id` of the field; its name is `domain`.
    id: &'static str,
) -> impl IntoView {
    let hint = chooser.lang.say(FrameWord::ChooseDomain);
    let chosen = chooser.chosen;
    if chooser.has_more {
        let list = format!("{id}-suggestions");
        let options = chooser
            .domains
            .into_iter()
            .map(|domain| view! { <option value=domain.label></option> })
            .collect_view();
        let chosen = model::name::shown(&chosen);
        return view! {
            <input
                id=id
                name="domain"
                class="w-60"
                list=list.clone()
                value=chosen
                placeholder=hint
                autocomplete="off"
                required
            />
            <datalist id=list>{options}</datalist>
        }
        .into_any();
    }
    let nothing = chosen
        .is_empty()
        .then(|| view! { <option value="">{hint}</option> });
    let options = chooser
        .domains
        .into_iter()
        .map(|domain| {
            let selected = domain.value == chosen;
            view! { <option value=domain.value selected=selected>{domain.label}</option> }
        })
        .collect_view();
    view! {
        <select id=id name="domain" class="max-w-60" required>
            {nothing}
            {options}
        </select>
    }
    .into_any()
}
