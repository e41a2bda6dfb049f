//! The sections at the left; on a narrow screen behind a button.

use leptos::prelude::*;

use crate::{
    caller::Caller,
    ui::{Glyph, Icon},
    words::FrameWord,
};

use super::sections::{Entry, Section};

const LINK_CLASS: &str = "flex min-h-8 items-center gap-2 rounded px-3 py-1 text-ink hover:bg-hover \
    aria-[current]:font-semibold aria-[current=page]:bg-selected";
const ENTRY_CLASS: &str = "flex min-h-7 items-center rounded py-1 pr-3 pl-9 text-muted \
    hover:bg-hover hover:text-ink aria-[current]:bg-selected aria-[current]:text-ink";

/// The sections, and the entries of the one the page belongs to.
#[component]
pub fn SectionMenu(caller: Caller, current: Option<Section>) -> impl IntoView {
    let lang = caller.lang;
    let sections = Section::ALL
        .into_iter()
        .filter(|section| !section.groups(&caller).is_empty())
        .map(|section| {
            let is_current = current == Some(section);
            let is_here = section.href() == caller.uri.path();
            let entries = is_current.then(|| view! { <Entries caller=caller.clone() section /> });
            let marked = is_here
                .then_some("page")
                .or_else(|| is_current.then_some("true"));
            view! {
                <li>
                    <a href=section.href() class=LINK_CLASS aria-current=marked>
                        <Icon glyph=section.glyph() />
                        {lang.say(section.word())}
                    </a>
                    {entries}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav
            aria-label=lang.say(FrameWord::Sections)
            class="shrink-0 border-line max-md:border-b md:w-72 md:border-r"
        >
            <details data-ui="drawer">
                <summary>
                    <Icon glyph=Glyph::Menu />
                    {lang.say(FrameWord::Menu)}
                </summary>
                <ul class="flex flex-col gap-1 p-2 md:py-4">{sections}</ul>
            </details>
        </nav>
    }
}

#[component]
fn Entries(caller: Caller, section: Section) -> impl IntoView {
    let lang = caller.lang;
    let path = caller.uri.path().to_owned();
    let entries: Vec<Entry> = section
        .groups(&caller)
        .into_iter()
        .flat_map(|group| group.entries)
        .collect();
    let current = current_entry(&entries, &path);
    let links = entries
        .into_iter()
        .enumerate()
        .map(|(at, entry)| {
            let marked = (current == Some(at)).then_some("page");
            view! {
                <li>
                    <a href=entry.href class=ENTRY_CLASS aria-current=marked>
                        {lang.say(entry.word)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="mt-1 flex flex-col gap-1">{links}</ul> }
}

/// The last entry whose address the page's begins with: two entries lead to the list of domains, and
/// the second one is about changing what is there.
fn current_entry(entries: &[Entry], path: &str) -> Option<usize> {
    entries.iter().rposition(|entry| {
        let place = entry.href.split('?').next().unwrap_or_default();
        path == place
            || path
                .strip_prefix(place)
                .is_some_and(|rest| rest.starts_with('/'))
    })
}
