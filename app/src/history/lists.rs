//! The pages: of the installation, of a domain with its entries, of a domain's settings, of an entry.

use axum::{extract::Path, response::Response};
use http::StatusCode;
use leptos::prelude::*;
use model::{DomainName, EntryRef, Kind};
use store::domains::{Domain, DomainQuery};
use store::history::{HistoryRow, HistoryScope};
use store::{Page as Rows, StoreError};

use super::asked::Asked;
use super::rows::Changes;
use crate::caller::Caller;
use crate::domains::{self, DomainTab, DomainTabs};
use crate::entries::{self, EntryHead, EntryTab};
use crate::error_page::Failure;
use crate::form::{Posted, see_other};
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::Glyph;
use crate::users::{self, UserHead, UserTab};
use crate::words::{FrameWord, HistoryWord, Lang};

/// Domains offered to choose from.
const OFFERED: u32 = 12;

/// One page of a list, or the way to its beginning when the cursor in the address is none.
async fn read(
    caller: &Caller,
    asked: &Asked,
    scope: HistoryScope,
) -> Result<Result<Rows<HistoryRow>, Response>, Failure> {
    match caller.desk()?.list_history(&asked.query(scope)).await {
        Err(StoreError::Invalid(_)) => Ok(Err(see_other(&asked.page(""), None))),
        rows => Ok(Ok(rows?)),
    }
}

/// GET: everything, for superadministrators.
///
/// # Errors
/// [`Failure::Denied`] for everybody else.
pub async fn show_all(caller: Caller) -> Result<Response, Failure> {
    let asked = Asked::of(&caller);
    let rows = match read(&caller, &asked, HistoryScope::Installation).await? {
        Ok(rows) => rows,
        Err(response) => return Ok(response),
    };
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::History))
        .section(Section::System)
        .glyph(Glyph::Clock)
        .show(move || {
            view! {
                <p class="text-muted">
                    {lang.say(HistoryWord::EveryChangeHelp)}
                </p>
                <Changes lang asked rows />
            }
        })
        .await)
}

/// GET: a domain with its entries; without one in the query, the domains to choose from.
///
/// # Errors
/// Those of the store.
pub async fn show_domain(caller: Caller) -> Result<Response, Failure> {
    let mut asked = Asked::of(&caller);
    if asked.domain.is_empty() {
        return choose(caller).await;
    }
    let name = match caller.desk()?.find_domain(&asked.domain).await {
        Ok(domain) => domain.name,
        // It may have been deleted: the store knows whose history is still there, and for whom.
        Err(StoreError::NotFound) => {
            DomainName::parse(&asked.domain).map_err(|_| Failure::NotFound)?
        }
        Err(error) => return Err(error.into()),
    };
    asked.domain = name.to_string();
    let scope = HistoryScope::Domain(asked.domain.clone());
    let rows = match read(&caller, &asked, scope).await? {
        Ok(rows) => rows,
        Err(response) => return Ok(response),
    };
    let lang = caller.lang;
    let title = lang.fill(HistoryWord::HistoryOf, &[name.shown()]);
    Ok(Page::new(caller, title)
        .section(Section::Directories)
        .glyph(Glyph::Clock)
        .domain(Some(name.to_string()))
        .show(move || view! { <Changes lang asked rows /> })
        .await)
}

async fn choose(caller: Caller) -> Result<Response, Failure> {
    let query = DomainQuery {
        limit: OFFERED,
        ..DomainQuery::default()
    };
    let domains = caller.desk()?.list_domains(&query).await?;
    if let [only] = domains.items.as_slice() {
        let address = paths::directory_history(only.name.as_str());
        return Ok(see_other(&address, None));
    }
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(FrameWord::History))
        .section(Section::Directories)
        .glyph(Glyph::Clock)
        .domain(Some(String::new()))
        .status(StatusCode::OK)
        .show(move || view! { <Choice lang domains=domains.items /> })
        .await)
}

#[component]
fn Choice(lang: Lang, domains: Vec<Domain>) -> impl IntoView {
    let word = if domains.is_empty() {
        lang.say(FrameWord::NoDomainYet)
    } else {
        lang.say(HistoryWord::ChooseDomain)
    };
    let links = domains
        .into_iter()
        .map(|domain| {
            let href = paths::directory_history(domain.name.as_str());
            view! { <li><a href=href>{domain.name.shown()}</a></li> }
        })
        .collect_view();
    view! {
        <p class="text-muted">{word}</p>
        <ul class="flex flex-col gap-2">{links}</ul>
    }
}

/// GET: the History tab of a domain: its names and settings.
///
/// # Errors
/// Those of the store.
pub async fn show_settings(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    let opened = domains::Opened::find(&caller, &name).await?;
    let asked = Asked::of(&caller);
    let scope = HistoryScope::Settings(opened.name().to_owned());
    let rows = match read(&caller, &asked, scope).await? {
        Ok(rows) => rows,
        Err(response) => return Ok(response),
    };
    let lang = caller.lang;
    let name = opened.name().to_owned();
    Ok(opened
        .page(caller)
        .show(move || {
            view! {
                <DomainTabs lang name current=DomainTab::History />
                <Changes lang asked rows />
            }
        })
        .await)
}

/// GET: the History tab of an entry of any kind.
///
/// # Errors
/// Those of the store.
pub async fn show_entry(
    caller: Caller,
    Path((domain, folder, name)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let kind = paths::kind_in(&folder).ok_or(Failure::NotFound)?;
    let asked = Asked::of(&caller);
    let entry = EntryRef {
        kind,
        name: name.clone(),
    };
    let scope = HistoryScope::Entry(domain.clone(), entry);
    let rows = match read(&caller, &asked, scope).await? {
        Ok(rows) => rows,
        Err(response) => return Ok(response),
    };
    let lang = caller.lang;
    let desk = caller.desk()?;
    let form = Posted::default();
    if kind == Kind::User {
        let opened = users::Opened::find(&desk, &domain, &name).await?;
        return Ok(users::page(caller, &opened, &form)
            .show(move || {
                view! {
                    <UserHead lang opened current=UserTab::History />
                    <Changes lang asked rows />
                }
            })
            .await);
    }
    let opened = entries::Opened::find(&desk, &domain, &folder, &name).await?;
    Ok(opened
        .page(caller, &form)
        .show(move || {
            view! {
                <EntryHead lang opened current=EntryTab::History />
                <Changes lang asked rows />
            }
        })
        .await)
}
