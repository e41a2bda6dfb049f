//! The search as a page, and what the palette shows of it.

use axum::response::Response;
use leptos::prelude::*;

use super::here::Here;
use super::palette::PaletteParts;
use super::results::{Found, Hit, fitting, look};
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::frame::Page;
use crate::paths;
use crate::shell::respond_part;
use crate::ui::{Glyph, Icon, PRIMARY_BUTTON_CLASS};
use crate::words::{FindingWord, FrameWord, Lang};

/// Longest text that is looked for, in characters.
pub const TEXT_MAX: usize = 200;

/// What is searched for, and from where.
async fn asked(caller: &Caller) -> (Here, String) {
    let here = Here::of(&caller.uri).or_only_domain(caller).await;
    let text = caller.query("q").unwrap_or_default();
    (here, text.chars().take(TEXT_MAX).collect())
}

/// GET: the page.
///
/// # Errors
/// [`Failure::Unavailable`].
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let (here, text) = asked(&caller).await;
    let found = look(&caller, &here, &text).await?;
    let screens = fitting(&caller, &here, &text);
    let lang = caller.lang;
    let page = Page::new(caller, lang.say(FindingWord::SearchTitle)).glyph(Glyph::Search);
    Ok(page
        .show(move || {
            view! {
                <SearchForm lang here text=text.clone() />
                <div id="found" class="flex max-w-3xl flex-col gap-4">
                    <Results lang text found screens />
                </div>
            }
        })
        .await)
}

/// GET: what the palette shows for `?q=`; without one, all screens and settings.
///
/// # Errors
/// [`Failure::Unavailable`].
pub async fn show_parts(caller: Caller) -> Result<Response, Failure> {
    let (here, text) = asked(&caller).await;
    let found = look(&caller, &here, &text).await?;
    let places = text
        .trim()
        .is_empty()
        .then(|| super::results::offered(&caller));
    let lang = caller.lang;
    Ok(respond_part(
        caller,
        move || view! { <PaletteParts lang here found places /> },
    )
    .await)
}

#[component]
fn SearchForm(lang: Lang, here: Here, text: String) -> impl IntoView {
    let entry = here.entry_text();
    view! {
        <form
            method="get"
            action=paths::SEARCH
            role="search"
            data-live="found"
            class="flex max-w-3xl flex-col gap-1"
        >
            <input type="hidden" name="domain" value=here.domain />
            <input type="hidden" name="entry" value=entry />
            <label for="search-text" class="font-medium">
                {lang.say(FindingWord::SearchField)}
            </label>
            <div class="flex gap-2">
                <input
                    id="search-text"
                    type="search"
                    name="q"
                    value=text
                    class="min-w-0 flex-1"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=TEXT_MAX.to_string()
                    aria-describedby="search-help"
                    autofocus
                    data-key="filter"
                />
                <button type="submit" class=PRIMARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Search />
                    {lang.say(FindingWord::Search)}
                </button>
            </div>
            <p id="search-help" class="text-sm text-muted">
                {lang.say(FindingWord::SearchHelp)}
            </p>
        </form>
    }
}

#[component]
fn Results(lang: Lang, text: String, found: Found, screens: Vec<Hit>) -> impl IntoView {
    if text.trim().is_empty() {
        return ().into_any();
    }
    let number = found.count() + screens.len();
    if number == 0 {
        return view! {
            <div class="flex flex-col items-center gap-1 rounded border border-line bg-panel px-4 py-8 text-center">
                <p class="font-medium" data-count="">{lang.say(FindingWord::Nothing)}</p>
                <p class="text-muted">{lang.say(FindingWord::NothingHelp)}</p>
            </div>
        }
        .into_any();
    }
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let counted = lang.count(FindingWord::ResultOne, FindingWord::ResultMany, number);
    let way: Vec<_> = found.way.into_iter().collect();
    view! {
        <p class="text-sm text-muted" data-count="">{counted}</p>
        {(!way.is_empty()).then(|| view! { <HitList hits=way /> })}
        <Group title=lang.say(FindingWord::Entries) hits=found.entries />
        <Group title=lang.say(FrameWord::Domains) hits=found.domains />
        <Group title=lang.say(FindingWord::Screens) hits=screens />
    }
    .into_any()
}

#[component]
fn Group(title: &'static str, hits: Vec<Hit>) -> impl IntoView {
    (!hits.is_empty()).then(|| {
        view! {
            <section class="flex flex-col gap-1">
                <h2 class="text-sm font-semibold uppercase tracking-wide text-muted">{title}</h2>
                <HitList hits />
            </section>
        }
    })
}

#[component]
fn HitList(hits: Vec<Hit>) -> impl IntoView {
    let rows = hits
        .into_iter()
        .map(|hit| {
            view! {
                <li class="border-b border-line last:border-b-0">
                    <a href=hit.href class="flex min-h-9 items-center gap-3 px-3 py-1 text-ink hover:bg-hover">
                        <span class="text-muted">
                            <Icon glyph=hit.glyph />
                        </span>
                        <span class="min-w-0 flex-1">
                            <span class="font-medium text-accent">{hit.name}</span>
                            " "
                            <span class="text-sm text-muted">{hit.about}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul data-rows class="rounded border border-line bg-panel">
            {rows}
        </ul>
    }
}
