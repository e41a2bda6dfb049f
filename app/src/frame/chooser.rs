//! The domain one works in, kept in the address as `?domain=`.

use leptos::prelude::*;
use store::domains::DomainQuery;

use crate::{
    caller::Caller,
    ui::{Choice, SECONDARY_BUTTON_CLASS},
    words::{FrameWord, Lang},
};

/// More domains than this are searched and not listed.
const LISTED: u32 = 100;

/// What the chooser shows.
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
    /// The domains `caller` may see; `None` when there is nothing to choose, or the database is gone
    /// (the page itself will say so).
    pub async fn load(caller: &Caller, chosen: Option<String>) -> Option<Self> {
        let query = DomainQuery { limit: LISTED, ..DomainQuery::default() };
        let page = caller.desk().ok()?.list_domains(&query).await.ok()?;
        let domains: Vec<Choice> = page
            .items
            .iter()
            .map(|domain| Choice::new(domain.name.as_str(), domain.name.shown()))
            .collect();
        (domains.len() > 1).then(|| Self {
            lang: caller.lang,
            chosen: chosen.unwrap_or_default(),
            domains,
            has_more: page.next.is_some(),
            action: caller.uri.path().to_owned(),
        })
    }
}

/// A form that opens the same page for another domain; with many domains one types the name.
#[component]
pub fn DomainChooser(chooser: Chooser) -> impl IntoView {
    let lang = chooser.lang;
    let field = if chooser.has_more {
        view! { <SearchField chooser=chooser.clone() /> }.into_any()
    } else {
        view! { <ListField chooser=chooser.clone() /> }.into_any()
    };
    view! {
        <form method="get" action=chooser.action class="flex items-center gap-2" data-auto-submit>
            <label for="working-domain" class="text-sm text-muted max-sm:sr-only">
                {lang.say(FrameWord::WorkingDomain)}
            </label>
            {field}
            <button type="submit" class=SECONDARY_BUTTON_CLASS data-without-script>
                {lang.say(FrameWord::Show)}
            </button>
        </form>
    }
}

#[component]
fn ListField(chooser: Chooser) -> impl IntoView {
    let options = chooser
        .domains
        .into_iter()
        .map(|domain| {
            let selected = domain.value == chooser.chosen;
            view! { <option value=domain.value selected=selected>{domain.label}</option> }
        })
        .collect_view();
    let nothing = chooser.chosen.is_empty().then(|| {
        view! { <option value="" selected=true>{chooser.lang.say(FrameWord::ChooseDomain)}</option> }
    });
    view! {
        <select id="working-domain" name="domain" class="max-w-60">
            {nothing}
            {options}
        </select>
    }
}

#[component]
fn SearchField(chooser: Chooser) -> impl IntoView {
    let options = chooser
        .domains
        .into_iter()
        .map(|domain| view! { <option value=domain.label></option> })
        .collect_view();
    view! {
        <input
            id="working-domain"
            name="domain"
            class="w-60"
            list="working-domains"
            value=model::name::shown(&chooser.chosen)
            placeholder=chooser.lang.say(FrameWord::ChooseDomain)
            autocomplete="off"
        />
        <datalist id="working-domains">{options}</datalist>
    }
}
