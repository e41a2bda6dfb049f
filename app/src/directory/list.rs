//! The page: whose entries, filters, and one page of the list.

use axum::response::Response;
use http::StatusCode;
use leptos::prelude::*;
use model::Kind;
use store::domains::{Domain, DomainQuery};
use store::users::{Counted, EntryRow};
use store::{Desk, Page as Rows, StoreError};

use super::create::may_create;
use super::filter::Filter;
use super::filter_form::FilterForm;
use super::rows::{EntryTable, kind_glyph, kind_name};
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::see_other;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Icon, Notice, PRIMARY_BUTTON_CLASS, SECONDARY_BUTTON_CLASS, Tone};
use crate::units::UnitChoices;
use crate::words::{DirectoryWord, FrameWord, ImportWord, Lang};

/// Entries on a page.
const ROWS: u32 = 25;
/// Domains offered to choose from on the page itself; the chooser above finds all.
const OFFERED: u32 = 12;

/// GET: a page of entries; without a domain, the domains to choose from.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let query = caller.uri.query().unwrap_or_default().as_bytes();
    let pairs: Vec<_> = form_urlencoded::parse(query).into_owned().collect();
    let filter = Filter::read(&pairs);
    let desk = caller.desk()?;
    if filter.domain.is_empty() {
        return choose(caller, &desk, None).await;
    }
    let domain = match desk.find_domain(&filter.domain).await {
        Err(StoreError::NotFound) => return choose(caller, &desk, Some(filter.domain)).await,
        found => found?,
    };
    let name = domain.name.as_str();
    let (rows, counted) = match desk.list_and_count(name, &filter.query(ROWS)).await {
        // A cursor that somebody wrote by hand, or an old one: the list from its beginning.
        Err(StoreError::Invalid(_)) => return Ok(see_other(&filter.page(""), None)),
        listed => listed?,
    };
    let servers = crate::users::servers(&desk).await?;
    let units = UnitChoices::of(&caller, name).await?;
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| may_create(&caller, *kind, domain.id))
        .collect();
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::DirectoryBrowser))
        .section(Section::Directories)
        .domain(Some(domain.name.to_string()))
        .show(move || view! { <Browser lang domain filter rows counted servers units kinds /> })
        .await)
}

#[component]
fn Browser(
    lang: Lang,
    domain: Domain,
    filter: Filter,
    rows: Rows<EntryRow>,
    counted: Option<Counted>,
    servers: Vec<String>,
    units: UnitChoices,
    kinds: Vec<Kind>,
) -> impl IntoView {
    let has_units = !units.units.is_empty();
    // Files are about whole domains.
    let files = units
        .has_root
        .then(|| view! { <Files lang domain=domain.name.to_string() /> });
    let new = (!kinds.is_empty()).then(|| {
        let (domain, unit) = (domain.name.to_string(), filter.unit.clone());
        view! { <NewMenu lang domain unit kinds /> }
    });
    view! {
        <div class="flex flex-wrap items-end justify-between gap-3">
            <div class="flex flex-wrap items-center gap-2">
                {new}
                {files}
            </div>
            <FilterForm lang filter=filter.clone() servers units />
        </div>
        <div id="entries" class="flex flex-col gap-3">
            <EntryTable lang domain filter rows counted has_units />
        </div>
    }
}

/// Many entries in and out.
#[component]
fn Files(lang: Lang, domain: String) -> impl IntoView {
    view! {
        <a href=paths::import(&domain) class=SECONDARY_BUTTON_CLASS>
            {lang.say(ImportWord::Import)}
        </a>
        <a
            href=paths::export(&domain)
            class=SECONDARY_BUTTON_CLASS
            title=lang.say(ImportWord::ExportHelp)
            download=""
        >
            {lang.say(ImportWord::Export)}
        </a>
    }
}

/// What can be created.
#[component]
fn NewMenu(lang: Lang, domain: String, unit: String, kinds: Vec<Kind>) -> impl IntoView {
    let items = kinds
        .into_iter()
        .map(|kind| {
            // In the unit that is looked at.
            let href = paths::with_query(&paths::new_entry(&domain, kind), &[("unit", &unit)]);
            view! {
                <li>
                    <a
                        href=href
                        class="flex min-h-8 items-center gap-2 whitespace-nowrap rounded px-3 py-1 text-ink hover:bg-hover"
                    >
                        <Icon glyph=kind_glyph(kind) />
                        {kind_name(lang, kind)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details data-ui="menu" class="relative">
            <summary class=PRIMARY_BUTTON_CLASS>
                <Icon glyph=Glyph::Plus />
                {lang.say(DirectoryWord::NewMenu)}
                <span class="inline-flex rotate-90">
                    <Icon glyph=Glyph::Chevron />
                </span>
            </summary>
            <ul class="absolute top-full left-0 z-10 mt-1 min-w-40 rounded border border-line bg-panel p-1 shadow-lg">
                {items}
            </ul>
        </details>
    }
}

/// The page when no domain is chosen, or one that is not there. A lone domain is chosen at once.
async fn choose(caller: Caller, desk: &Desk, missing: Option<String>) -> Result<Response, Failure> {
    let query = DomainQuery {
        limit: OFFERED,
        ..DomainQuery::default()
    };
    let domains = desk.list_domains(&query).await?;
    if let ([only], None) = (domains.items.as_slice(), &missing) {
        return Ok(see_other(&paths::directory(only.name.as_str()), None));
    }
    let lang = caller.lang;
    let status = if missing.is_some() {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    Ok(Page::new(caller, lang.say(FrameWord::DirectoryBrowser))
        .section(Section::Directories)
        .domain(Some(String::new()))
        .status(status)
        .show(move || view! { <DomainChoice lang domains missing /> })
        .await)
}

#[component]
fn DomainChoice(lang: Lang, domains: Rows<Domain>, missing: Option<String>) -> impl IntoView {
    let missing = missing.map(|name| {
        let sentence = lang.fill(DirectoryWord::DomainNotFound, &[name]);
        view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
    });
    if domains.items.is_empty() {
        return view! {
            {missing}
            <p>{lang.say(FrameWord::NoDomainYet)}</p>
            <p><a href=paths::DOMAINS class=SECONDARY_BUTTON_CLASS>{lang.say(FrameWord::Domains)}</a></p>
        }
        .into_any();
    }
    let links = domains
        .items
        .into_iter()
        .map(|domain| {
            view! {
                <li class="border-b border-line last:border-b-0">
                    <a
                        href=paths::directory(domain.name.as_str())
                        class="flex min-h-10 flex-wrap items-center gap-x-3 px-3 py-2 text-ink hover:bg-hover"
                    >
                        <span class="font-medium text-accent">{domain.name.shown()}</span>
                        <span class="text-muted">{domain.description}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        {missing}
        <h2>{lang.say(DirectoryWord::ChooseDomainTitle)}</h2>
        <p class="text-muted">{lang.say(DirectoryWord::ChooseDomainHelp)}</p>
        <ul class="max-w-2xl rounded border border-line bg-panel">{links}</ul>
    }
    .into_any()
}
