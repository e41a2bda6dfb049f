//! The page: the tree, and beside it the chosen unit.

use axum::response::Response;
use leptos::prelude::*;
use model::access::Action;
use store::administration::UnitAdministrator;
use store::domains::{Domain, DomainQuery};
use store::units::{Unit, UnitContent};

use super::rights::right_word;
use super::tree::Tree;
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::see_other;
use crate::frame::{Page, Section as Place};
use crate::paths;
use crate::ui::{
    Glyph, Icon, PRIMARY_BUTTON_CLASS, QUIET_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Section, Table,
};
use crate::words::{FrameWord, Lang, UnitWord};

/// Domains offered to choose from.
const OFFERED: u32 = 12;

/// A unit with everything its page says of it.
#[derive(Clone, Debug)]
struct Shown {
    unit: Unit,
    content: UnitContent,
    administrators: Vec<UnitAdministrator>,
}

/// GET: the units of a domain; without one in the query, the domains to choose from.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let Some(typed) = caller.query("domain") else {
        return choose(caller).await;
    };
    let desk = caller.desk()?;
    let domain = desk.find_domain(&typed).await?;
    let name = domain.name.as_str();
    let units = desk.list_units(name).await?;
    let shown = match caller.query("unit") {
        Some(path) => {
            let (unit, content) = desk.find_unit(name, &path).await?;
            Some(Shown {
                unit,
                content,
                administrators: desk.list_unit_administrators(name, &path).await?,
            })
        }
        None => None,
    };
    let may_change = caller.may(Action::ChangeUnits(domain.id));
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::OrganizationalUnits))
        .section(Place::Directories)
        .glyph(Glyph::Tree)
        .domain(Some(domain.name.to_string()))
        .show(move || view! { <Units lang domain units shown may_change /> })
        .await)
}

async fn choose(caller: Caller) -> Result<Response, Failure> {
    let query = DomainQuery {
        limit: OFFERED,
        ..DomainQuery::default()
    };
    let domains = caller.desk()?.list_domains(&query).await?;
    if let [only] = domains.items.as_slice() {
        return Ok(see_other(&paths::units(only.name.as_str(), ""), None));
    }
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::OrganizationalUnits))
        .section(Place::Directories)
        .glyph(Glyph::Tree)
        .domain(Some(String::new()))
        .show(move || view! { <Domains lang domains=domains.items /> })
        .await)
}

#[component]
fn Domains(lang: Lang, domains: Vec<Domain>) -> impl IntoView {
    let sentence = if domains.is_empty() {
        lang.say(FrameWord::NoDomainYet)
    } else {
        lang.say(UnitWord::ChooseDomain)
    };
    let links = domains
        .into_iter()
        .map(|domain| {
            let href = paths::units(domain.name.as_str(), "");
            view! { <li><a href=href>{domain.name.shown()}</a></li> }
        })
        .collect_view();
    view! {
        <p class="text-muted">{sentence}</p>
        <ul class="flex flex-col gap-2">{links}</ul>
    }
}

#[component]
fn Units(
    lang: Lang,
    domain: Domain,
    units: Vec<Unit>,
    shown: Option<Shown>,
    may_change: bool,
) -> impl IntoView {
    let name = domain.name.to_string();
    if units.is_empty() {
        return view! { <Nothing lang domain=name may_change /> }.into_any();
    }
    let new = may_change.then(|| {
        view! {
            <div>
                <a href=paths::new_unit(&name, "") class=PRIMARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Plus />
                    {lang.say(UnitWord::Create)}
                </a>
            </div>
        }
    });
    let current = shown
        .as_ref()
        .map(|shown| shown.unit.path.to_string())
        .unwrap_or_default();
    let chosen = match shown {
        Some(shown) => view! { <Chosen lang domain=name.clone() shown may_change /> }.into_any(),
        None => view! { <p class="text-muted">{lang.say(UnitWord::ChooseUnit)}</p> }.into_any(),
    };
    view! {
        {new}
        <div class="grid gap-6 lg:grid-cols-[minmax(14rem,20rem)_minmax(0,1fr)]">
            <Tree lang domain=name units current />
            <div class="flex min-w-0 flex-col gap-6">{chosen}</div>
        </div>
    }
    .into_any()
}

#[component]
fn Nothing(lang: Lang, domain: String, may_change: bool) -> impl IntoView {
    let new = may_change.then(|| {
        view! {
            <a href=paths::new_unit(&domain, "") class=PRIMARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Plus />
                {lang.say(UnitWord::Create)}
            </a>
        }
    });
    view! {
        <div class="flex flex-col items-center gap-3 rounded border border-line bg-panel px-4 py-10 text-center">
            <p class="font-medium">{lang.say(UnitWord::NoUnits)}</p>
            <p class="max-w-md text-muted">{lang.say(UnitWord::NoUnitsHelp)}</p>
            {new}
        </div>
    }
}

/// What is in a unit, and who administers it.
#[component]
fn Chosen(lang: Lang, domain: String, shown: Shown, may_change: bool) -> impl IntoView {
    let path = shown.unit.path.to_string();
    let below = shown.content.entries_below;
    let entries = if below == 0 {
        view! { <p class="text-muted">{lang.say(UnitWord::NoEntries)}</p> }.into_any()
    } else {
        let label = lang.count(UnitWord::EntriesOne, UnitWord::EntriesMany, below);
        let href = paths::directory_of_unit(&domain, &path);
        view! { <p><a href=href>{label}</a></p> }.into_any()
    };
    let buttons = may_change.then(|| {
        view! {
            <div class="flex flex-wrap items-center gap-2">
                <a href=paths::new_unit(&domain, &path) class=SECONDARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Plus />
                    {lang.say(UnitWord::CreateBelow)}
                </a>
                <a href=paths::unit_edit(&domain, &path) class=SECONDARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Edit />
                    {lang.say(UnitWord::Edit)}
                </a>
                <a href=paths::unit_delete(&domain, &path) class=QUIET_BUTTON_CLASS>
                    <Icon glyph=Glyph::Trash />
                    {lang.say(FrameWord::Delete)}
                </a>
            </div>
        }
    });
    view! {
        <h2 class="break-words">{path}</h2>
        {buttons}
        <Section title=lang.say(UnitWord::Entries) id="entries">{entries}</Section>
        <Section title=lang.say(UnitWord::Administrators) id="administrators">
            <Administrators lang domain shown />
        </Section>
    }
}

#[component]
fn Administrators(lang: Lang, domain: String, shown: Shown) -> impl IntoView {
    if shown.administrators.is_empty() {
        return view! { <p class="text-muted">{lang.say(UnitWord::NoAdministrators)}</p> }
            .into_any();
    }
    let own = shown.unit.path.clone();
    let rows = shown
        .administrators
        .into_iter()
        .map(|one| {
            let rights: Vec<_> = one
                .given
                .rights
                .iter()
                .map(|right| lang.say(right_word(*right)))
                .collect();
            let through = (one.given.unit != own).then(|| {
                let above = one.given.unit.to_string();
                let sentence = lang.fill(UnitWord::ThroughAbove, &[above]);
                view! { <span class="text-muted">{sentence}</span> }
            });
            let name = if one.is_seen {
                let href = paths::user_administration(&domain, &one.login);
                view! { <a href=href>{one.display_name}</a> }.into_any()
            } else {
                one.display_name.into_any()
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=lang.say(UnitWord::Rights)>
                        <span class="inline-flex flex-wrap gap-x-2">
                            {rights.join(", ")} {through}
                        </span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(UnitWord::DomainAdministrators)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(FrameWord::Name)}</th>
                    <th scope="col">{lang.say(UnitWord::Rights)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
