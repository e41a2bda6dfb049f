//! The palette: a dialog on every page that a script opens and fills; and the link that leads to the
//! search page without one.

use leptos::prelude::*;

use super::here::Here;
use super::places::Place;
use super::results::{Found, Hit, hit};
use super::show::TEXT_MAX;
use crate::caller::Caller;
use crate::paths;
use crate::ui::{Glyph, Icon};
use crate::words::{FindingWord, FrameWord, Lang};

/// The search in the top bar: a link, which a script turns into the palette.
#[component]
pub fn SearchLink(
    /// The language.
    lang: Lang,
    /// Where one is.
    here: Here,
) -> impl IntoView {
    view! {
        <a
            href=here.search("")
            data-opens="palette"
            class="inline-flex min-h-8 items-center gap-2 rounded border border-line-strong bg-panel px-2 py-1 text-muted hover:bg-hover hover:text-ink md:w-64"
        >
            <Icon glyph=Glyph::Search />
            <span class="max-md:sr-only">{lang.say(FindingWord::Search)}</span>
            <kbd data-with-script aria-hidden="true" class="ml-auto rounded border border-line px-1 text-sm max-md:hidden">
                <span data-ctrl>{lang.say(FindingWord::Ctrl)}</span>
                " K"
            </kbd>
        </a>
    }
}

/// The dialog, empty until it is opened.
#[component]
pub fn Palette(
    /// Who searches.
    caller: Caller,
    /// Where he is.
    here: Here,
) -> impl IntoView {
    let lang = caller.lang;
    let account = caller.actor().map(|actor| actor.name.clone());
    let entry = here.entry_text();
    view! {
        <dialog
            id="palette"
            aria-label=lang.say(FindingWord::Search)
            data-account=account
            data-one=lang.say(FindingWord::ResultOne)
            data-many=lang.say(FindingWord::ResultMany)
            class="mt-16 w-full max-w-2xl p-0"
        >
            <form method="get" action=paths::SEARCH role="search" class="flex items-center gap-2 border-b border-line px-3 py-2">
                <span class="text-muted">
                    <Icon glyph=Glyph::Search />
                </span>
                <input type="hidden" name="domain" value=here.domain />
                <input type="hidden" name="entry" value=entry />
                <input
                    id="palette-text"
                    name="q"
                    class="min-w-0 flex-1 border-transparent"
                    role="combobox"
                    aria-label=lang.say(FindingWord::SearchField)
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    placeholder=lang.say(FindingWord::SearchHint)
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=TEXT_MAX.to_string()
                />
            </form>
            <div
                id="palette-list"
                role="listbox"
                aria-label=lang.say(FindingWord::Results)
                class="max-h-96 overflow-y-auto p-2"
            ></div>
            <p id="palette-slow" hidden data-ui="late" class="px-4 pb-4 text-muted">
                {lang.say(FrameWord::Slow)}
            </p>
            <p id="palette-none" hidden class="px-4 pb-4 text-muted">
                {lang.say(FindingWord::Nothing)}
            </p>
            <p id="palette-failed" hidden role="alert" class="px-4 pb-4 text-danger">
                {lang.say(FindingWord::Unreachable)}
            </p>
            <p class="border-t border-line px-4 py-2 text-sm text-muted">
                {lang.say(FindingWord::PaletteKeys)}
            </p>
        </dialog>
    }
}

/// What the palette shows: what was found; with `places`, also every screen and setting, for the
/// script to choose from while one types.
#[component]
pub fn PaletteParts(
    lang: Lang,
    here: Here,
    found: Found,
    places: Option<Vec<Place>>,
) -> impl IntoView {
    let screens = places.map(|places| view! { <Screens lang here places /> });
    let way: Vec<_> = found.way.into_iter().collect();
    view! {
        {screens}
        <div id="palette-found" role="presentation">
            <Group title=lang.say(FindingWord::Results) hits=way />
            <Group title=lang.say(FindingWord::Entries) hits=found.entries />
            <Group title=lang.say(FrameWord::Domains) hits=found.domains />
        </div>
    }
}

#[component]
fn Screens(lang: Lang, here: Here, places: Vec<Place>) -> impl IntoView {
    let options = places
        .into_iter()
        .map(|place| {
            let (name, rest) = place.found_by(lang);
            let hit = hit(lang, &here, &place);
            view! { <Choice hit id=format!("place-{}", place.id) find=Some((name, rest)) /> }
        })
        .collect_view();
    let empty = Hit {
        href: String::new(),
        name: String::new(),
        about: String::new(),
        glyph: Glyph::Clock,
    };
    view! {
        <div id="palette-recent" role="group" aria-labelledby="palette-recent-title" hidden>
            <GroupTitle id="palette-recent-title" title=lang.say(FindingWord::Recent) />
            <Choice hit=empty id="recent".to_owned() find=None is_hidden=true />
        </div>
        <div id="palette-places" role="group" aria-labelledby="palette-places-title">
            <GroupTitle id="palette-places-title" title=lang.say(FindingWord::Screens) />
            {options}
        </div>
    }
}

#[component]
fn Group(title: &'static str, hits: Vec<Hit>) -> impl IntoView {
    (!hits.is_empty()).then(|| {
        let options = hits
            .into_iter()
            .map(|hit| {
                let id = format!("found-{}", hit.href);
                view! { <Choice hit id find=None /> }
            })
            .collect_view();
        view! {
            <div role="group" aria-label=title>
                <GroupTitle id="" title />
                {options}
            </div>
        }
    })
}

#[component]
fn GroupTitle(id: &'static str, title: &'static str) -> impl IntoView {
    view! {
        <p
            id=(!id.is_empty()).then_some(id)
            role="presentation"
            class="px-2 pt-2 pb-1 text-sm font-semibold uppercase tracking-wide text-muted"
        >
            {title}
        </p>
    }
}

/// An option, and what a script finds it by.
#[component]
fn Choice(
    hit: Hit,
    id: String,
    find: Option<(String, String)>,
    #[prop(optional)] is_hidden: bool,
) -> impl IntoView {
    let (name, rest) = find.unzip();
    view! {
        <a
            id=id
            href=hit.href
            role="option"
            aria-selected="false"
            tabindex="-1"
            data-name=name
            data-rest=rest
            hidden=is_hidden
            class="flex min-h-9 items-center gap-3 rounded px-2 py-1 text-ink hover:bg-hover aria-selected:bg-selected"
        >
            <span class="text-muted">
                <Icon glyph=hit.glyph />
            </span>
            <span class="min-w-0 flex-1">
                <span class="font-medium">{hit.name}</span>
                " "
                <span class="text-sm text-muted">{hit.about}</span>
            </span>
        </a>
    }
}
