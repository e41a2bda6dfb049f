//! Ticks of the list, and the bar that changes what is ticked or everything listed.

use leptos::prelude::*;
use model::Kind;
use store::users::EntryRow;

use super::choice::Choice;
use super::filter::Filter;
use crate::paths;
use crate::ui::SECONDARY_BUTTON_CLASS;
use crate::words::{BulkWord, Lang};

/// The form that every tick belongs to.
pub(super) const FORM: &str = "many";

/// Which, and how. Without a script it sends the ticks of the page.
#[component]
pub(super) fn ChangeBar(
    lang: Lang,
    domain: String,
    filter: Filter,
    /// What may be changed.
    choices: Vec<Choice>,
    /// How many entries there are on all pages, in words, where that is known.
    total: Option<String>,
) -> impl IntoView {
    let everything = total.map_or_else(
        || lang.say(BulkWord::Everything).to_owned(),
        |total| lang.fill(BulkWord::EverythingCounted, &[total]),
    );
    let hidden = filter
        .fields()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let buttons = choices
        .into_iter()
        .map(|choice| {
            view! {
                <button type="submit" name="change" value=choice.name() class=SECONDARY_BUTTON_CLASS>
                    {choice.title(lang)}
                </button>
            }
        })
        .collect_view();
    view! {
        <details class="rounded border border-line bg-panel px-3 py-2">
            <summary data-ui="fold" class="font-medium text-accent">
                {lang.say(BulkWord::ChangeSeveral)}
                <span data-ticked class="ml-2 font-normal text-muted"></span>
            </summary>
            <form
                id=FORM
                method="post"
                action=paths::DIRECTORY_CHANGE
                data-ticks=domain
                data-ticks-words=lang.say(BulkWord::TickedNumber)
                class="mt-2 flex flex-col gap-2"
            >
                {hidden}
                <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
                    <label class="flex min-h-8 items-center gap-2">
                        <input type="radio" name="which" value="ticked" checked />
                        {lang.say(BulkWord::Ticked)}
                    </label>
                    <label class="flex min-h-8 items-center gap-2">
                        <input type="radio" name="which" value="everything" />
                        {everything}
                    </label>
                    <button type="button" data-tick-none hidden class="text-accent underline">
                        {lang.say(BulkWord::TickNone)}
                    </button>
                </div>
                <div class="flex flex-wrap gap-2">{buttons}</div>
            </form>
        </details>
    }
}

/// The head of the column of ticks; with a script it ticks the whole page.
#[component]
pub(super) fn TickHead(lang: Lang) -> impl IntoView {
    view! {
        <th scope="col" class="w-8">
            <span class="sr-only">{lang.say(BulkWord::TickColumn)}</span>
            <input type="checkbox" data-tick-page hidden aria-label=lang.say(BulkWord::TickPage) />
        </th>
    }
}

/// The tick of an entry. One's own account has none: what is done to many is not meant for oneself.
#[component]
pub(super) fn Tick(lang: Lang, row: EntryRow, own: String) -> impl IntoView {
    let is_own = row.entry.kind == Kind::User
        && own
            .split_once('@')
            .is_some_and(|(login, _)| login == row.entry.name);
    let label = lang.fill(BulkWord::Tick, &[row.display_name.as_str()]);
    view! {
        <td class="w-8">
            <input
                type="checkbox"
                form=FORM
                name="entry"
                value=row.entry.to_string()
                disabled=is_own
                aria-label=label
                autocomplete="off"
            />
        </td>
    }
}
