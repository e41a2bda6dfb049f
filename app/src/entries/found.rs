//! Looking for entries to add: a search that follows while one types, each result with its button.
//!
//! Where adding acts at once, the search is a form of its own and every button another.

use leptos::prelude::*;
use model::{EntryRef, Kind};
use store::users::{EntryQuery, EntryRow};
use store::{Desk, StoreError};

use crate::directory::{kind_glyph, kind_name};
use crate::ui::{Glyph, Icon, SECONDARY_BUTTON_CLASS, described_by};
use crate::users::shown_address;
use crate::words::{EntryWord, FrameWord, Lang};

/// Results shown at once.
const SHOWN: u32 = 10;
/// The element that says how many there are.
pub const FOUND_COUNT_ID: &str = "found-count";

/// What was looked for and found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What was typed.
    pub typed: String,
    /// The first entries that match, each with the reason why it cannot be added.
    rows: Vec<(EntryRow, Option<EntryWord>)>,
    has_more: bool,
}

impl Found {
    /// Looks for entries of these kinds; `why_not` says why one cannot be added.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn look(
        desk: &Desk,
        domain: &str,
        typed: String,
        kinds: &[Kind],
        why_not: impl Fn(&EntryRef) -> Option<EntryWord>,
    ) -> Result<Self, StoreError> {
        if typed.trim().is_empty() {
            return Ok(Self::default());
        }
        let query = EntryQuery {
            text: typed.clone(),
            kinds: kinds.to_vec(),
            limit: SHOWN,
            ..EntryQuery::default()
        };
        let page = desk.list_entries(domain, &query).await?;
        let rows = page.items.into_iter();
        Ok(Self {
            typed,
            rows: rows
                .map(|row| {
                    let why_not = why_not(&row.entry);
                    (row, why_not)
                })
                .collect(),
            has_more: page.next.is_some(),
        })
    }
}

/// How a result is added.
#[derive(Clone, Debug)]
pub enum Adding {
    /// By a form of its own, sent to the page itself.
    AtOnce {
        /// The page.
        href: String,
    },
    /// As a part of the form around it.
    InForm,
}

/// The field to type into, and what was found.
#[component]
pub fn FindAndAdd(
    lang: Lang,
    /// The page itself: it answers the search and takes what is added.
    href: String,
    /// Label of the field.
    label: EntryWord,
    found: Found,
) -> impl IntoView {
    let help_id = described_by("find", true);
    let typed = found.typed.clone();
    view! {
        <form
            method="get"
            action=href.clone()
            role="search"
            aria-label=lang.say(label)
            data-live="found"
            class="flex max-w-xl flex-col gap-1"
        >
            <label for="find" class="font-medium">{lang.say(label)}</label>
            <div class="flex flex-wrap gap-2">
                <input
                    id="find"
                    type="search"
                    name="find"
                    value=typed.clone()
                    class="min-w-0 flex-1"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="200"
                    autofocus=!typed.is_empty()
                    data-key="filter"
                    aria-describedby=help_id
                />
                <button type="submit" class=SECONDARY_BUTTON_CLASS data-without-script>
                    <Icon glyph=Glyph::Search />
                    {lang.say(FrameWord::Search)}
                </button>
            </div>
            <p id="find-help" class="text-sm text-muted">{lang.say(EntryWord::FindHelp)}</p>
        </form>
        <div id="found" class="flex max-w-xl flex-col gap-2 empty:hidden">
            <Results lang adding=Adding::AtOnce { href } found />
        </div>
    }
}

/// What was found, each result with its button.
#[component]
pub fn Results(lang: Lang, adding: Adding, found: Found) -> impl IntoView {
    if found.typed.is_empty() {
        return ().into_any();
    }
    if found.rows.is_empty() {
        let nothing = lang.say(EntryWord::FoundNothing);
        return view! { <p id=FOUND_COUNT_ID class="text-muted" data-count="">{nothing}</p> }
            .into_any();
    }
    let number = i64::try_from(found.rows.len()).unwrap_or(i64::MAX);
    let count = lang.count(FrameWord::EntryOnPage, FrameWord::EntriesOnPage, number);
    let more = found
        .has_more
        .then(|| view! { <p class="text-sm text-muted">{lang.say(EntryWord::FoundMore)}</p> });
    let typed = found.typed;
    let rows = found
        .rows
        .into_iter()
        .map(|(row, why_not)| {
            let (adding, typed) = (adding.clone(), typed.clone());
            view! { <FoundLine lang adding typed row why_not /> }
        })
        .collect_view();
    view! {
        <p id=FOUND_COUNT_ID class="sr-only" data-count="">{count}</p>
        <ul
            aria-label=lang.say(EntryWord::Found)
            class="rounded border border-line bg-panel"
        >
            {rows}
        </ul>
        {more}
    }
    .into_any()
}

#[component]
fn FoundLine(
    lang: Lang,
    adding: Adding,
    typed: String,
    row: EntryRow,
    why_not: Option<EntryWord>,
) -> impl IntoView {
    let kind = kind_name(lang, row.entry.kind);
    let name = row.display_name;
    let action = if let Some(word) = why_not {
        view! { <span class="text-sm text-muted">{lang.say(word)}</span> }.into_any()
    } else {
        view! { <AddButton lang adding typed entry=row.entry.clone() name=name.clone() /> }
            .into_any()
    };
    view! {
        <li class="flex min-h-10 items-center gap-x-3 border-b border-line px-3 py-1 last:border-b-0">
            <span class="inline-flex text-muted" title=kind>
                <Icon glyph=kind_glyph(row.entry.kind) />
                <span class="sr-only">{kind}</span>
            </span>
            <span class="flex min-w-0 flex-1 flex-wrap gap-x-3">
                <span class="font-medium">{name}</span>
                <span class="min-w-0 break-words text-muted">{shown_address(&row.address)}</span>
            </span>
            {action}
        </li>
    }
}

#[component]
fn AddButton(
    lang: Lang,
    adding: Adding,
    typed: String,
    entry: EntryRef,
    name: String,
) -> impl IntoView {
    let label = lang.fill(EntryWord::Add, &[name.as_str()]);
    let shown = view! {
        <Icon glyph=Glyph::Plus />
        {lang.say(FrameWord::Add)}
    };
    match adding {
        Adding::AtOnce { href } => view! {
            <EntryButton href typed entry action="add" label class=SECONDARY_BUTTON_CLASS>
                {shown}
            </EntryButton>
        }
        .into_any(),
        Adding::InForm => view! {
            <button
                type="submit"
                name="add"
                value=entry.to_string()
                class=SECONDARY_BUTTON_CLASS
                aria-label=label
            >
                {shown}
            </button>
        }
        .into_any(),
    }
}

/// A button that puts an entry in or takes it out, a form by itself.
#[component]
pub fn EntryButton(
    /// Where it is sent.
    href: String,
    /// What stands in the search, to be found there again.
    typed: String,
    /// Which entry.
    entry: EntryRef,
    /// `add` or `remove`.
    action: &'static str,
    /// What it does, in words.
    label: String,
    /// Its look.
    class: &'static str,
    /// What is seen.
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=href>
            <input type="hidden" name="entry" value=entry.to_string() />
            <input type="hidden" name="find" value=typed />
            <button type="submit" name="action" value=action class=class aria-label=label>
                {children()}
            </button>
        </form>
    }
}
