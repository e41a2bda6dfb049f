//! The home page and the start pages of the sections.

mod choose_domain;

use axum::response::Response;
use leptos::prelude::*;

pub use choose_domain::choose_domain;

use crate::{
    caller::Caller,
    frame::{Entry, Group, Page, Section},
    ui::{Glyph, Icon},
    words::{FrameWord, Lang},
};

/// GET: the home page, a card for each section.
pub async fn show(caller: Caller) -> Response {
    let lang = caller.lang;
    let cards: Vec<_> = Section::ALL
        .into_iter()
        .map(|section| (section, section.groups(&caller)))
        .filter(|(_, groups)| !groups.is_empty())
        .collect();
    Page::new(caller, lang.say(FrameWord::CentralAdministration))
        .glyph(Glyph::Home)
        .show(move || {
            let cards = cards
                .into_iter()
                .map(|(section, groups)| view! { <Card lang section groups /> })
                .collect_view();
            view! { <div class="grid items-start gap-4 xl:grid-cols-2">{cards}</div> }
        })
        .await
}

/// GET: the start page of Directories.
pub async fn show_directories(caller: Caller) -> Response {
    show_section(caller, Section::Directories).await
}

/// GET: the start page of System Management.
pub async fn show_system(caller: Caller) -> Response {
    show_section(caller, Section::System).await
}

async fn show_section(caller: Caller, section: Section) -> Response {
    let lang = caller.lang;
    let groups = section.groups(&caller);
    Page::new(caller, lang.say(section.word()))
        .section(section)
        .glyph(section.glyph())
        .show(move || view! { <Groups lang groups /> })
        .await
}

/// A section on the home page: its name and everything it leads to.
#[component]
fn Card(lang: Lang, section: Section, groups: Vec<Group>) -> impl IntoView {
    let entries = groups
        .into_iter()
        .flat_map(|group| group.entries)
        .collect::<Vec<_>>();
    view! {
        <section class="rounded border border-line bg-panel">
            <h2 class="border-b border-line px-4 py-2">
                <a
                    href=section.href()
                    class="flex min-h-8 items-center gap-2 text-ink hover:text-accent"
                >
                    <span class="text-accent">
                        <Icon glyph=section.glyph() />
                    </span>
                    {lang.say(section.word())}
                </a>
            </h2>
            <Entries lang entries />
        </section>
    }
}

/// The groups of a section on its start page.
#[component]
fn Groups(lang: Lang, groups: Vec<Group>) -> impl IntoView {
    let groups = groups
        .into_iter()
        .map(|group| {
            view! {
                <section class="rounded border border-line bg-panel">
                    <h2 class="border-b border-line px-4 py-2 text-sm font-semibold uppercase tracking-wide text-muted">
                        {lang.say(group.title)}
                    </h2>
                    <Entries lang entries=group.entries />
                </section>
            }
        })
        .collect_view();
    view! { <div class="grid items-start gap-4 xl:grid-cols-2">{groups}</div> }
}

#[component]
fn Entries(lang: Lang, entries: Vec<Entry>) -> impl IntoView {
    let entries = entries
        .into_iter()
        .map(|entry| {
            view! {
                <li class="flex gap-3 rounded px-3 py-2 hover:bg-hover">
                    <span class="mt-1 text-muted">
                        <Icon glyph=entry.glyph />
                    </span>
                    <div class="min-w-0">
                        <a href=entry.href class="inline-block min-h-6 font-medium text-accent hover:underline">
                            {lang.say(entry.word)}
                        </a>
                        <p class="text-sm text-muted">{lang.say(entry.help)}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="flex flex-col gap-1 p-2">{entries}</ul> }
}
