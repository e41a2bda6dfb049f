//! The table of changes with its filters.

use leptos::prelude::*;
use store::Page as Rows;
use store::history::HistoryRow;

use super::asked::Asked;
use super::names;
use super::values::Differences;
use crate::paths;
use crate::ui::{Glyph, Icon, Moment, PageLinks, SECONDARY_BUTTON_CLASS, Table};
use crate::words::{DirectoryWord, FrameWord, HistoryWord, Lang};

/// Filters, one page of changes, and the way to the neighbouring pages.
#[component]
pub(super) fn Changes(lang: Lang, asked: Asked, rows: Rows<HistoryRow>) -> impl IntoView {
    view! {
        <Filters lang asked=asked.clone() />
        <div id="changes" class="flex flex-col gap-3">
            <ChangeTable lang asked rows />
        </div>
    }
}

#[component]
fn Filters(lang: Lang, asked: Asked) -> impl IntoView {
    let actions = names::ACTIONS
        .iter()
        .copied()
        .map(|(code, word)| {
            let selected = asked.action == code;
            view! {
                <option value=code selected=selected>
                    {lang.say(word)}
                </option>
            }
        })
        .collect_view();
    let domain = Some(asked.domain).filter(|domain| !domain.is_empty());
    view! {
        <form
            method="get"
            action=asked.path
            role="search"
            aria-label=lang.say(DirectoryWord::Filters)
            data-live="changes"
            class="flex w-full flex-wrap items-center justify-end gap-2"
        >
            {domain.map(|domain| view! { <input type="hidden" name="domain" value=domain /> })}
            <select
                name="action"
                class="max-sm:flex-1"
                aria-label=lang.say(HistoryWord::Change)
            >
                <option value="">{lang.say(HistoryWord::AllActions)}</option>
                {actions}
            </select>
            <input
                type="search"
                name="q"
                value=asked.text
                class="min-w-0 flex-1 sm:max-w-64"
                aria-label=lang.say(HistoryWord::FilterText)
                placeholder=lang.say(HistoryWord::FilterText)
                autocomplete="off"
                maxlength="200"
                data-key="filter"
            />
            <button type="submit" class=SECONDARY_BUTTON_CLASS data-without-script>
                <Icon glyph=Glyph::Filter />
                {lang.say(DirectoryWord::Apply)}
            </button>
        </form>
    }
}

#[component]
fn ChangeTable(lang: Lang, asked: Asked, rows: Rows<HistoryRow>) -> impl IntoView {
    if rows.items.is_empty() {
        let word = if asked.is_narrowing() {
            HistoryWord::NoMatch
        } else {
            HistoryWord::NoneYet
        };
        return view! { <p class="text-muted">{lang.say(word)}</p> }.into_any();
    }
    let link = |word, after: &str| (lang.say(word).to_owned(), asked.page(after));
    let previous = rows
        .previous
        .as_deref()
        .map(|after| link(FrameWord::PreviousPage, after));
    let next = rows
        .next
        .as_deref()
        .map(|after| link(FrameWord::NextPage, after));
    let number = i64::try_from(rows.items.len()).unwrap_or(i64::MAX);
    let count = lang.count(HistoryWord::RowOne, HistoryWord::RowMany, number);
    let heads = [
        HistoryWord::When,
        HistoryWord::Who,
        HistoryWord::What,
        HistoryWord::Change,
    ]
    .map(|word| view! { <th scope="col">{lang.say(word)}</th> })
    .into_iter()
    .collect_view();
    let back = asked.page(&asked.after);
    let lines = rows
        .items
        .into_iter()
        .map(|row| view! { <ChangeLine lang row back=back.clone() /> })
        .collect_view();
    view! {
        <Table caption=lang.say(FrameWord::History)>
            <thead>
                <tr>
                    {heads}
                    <th scope="col">
                        <span class="sr-only">{lang.say(HistoryWord::Confirm)}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        <div class="flex flex-wrap items-center justify-between gap-2">
            <p class="text-sm text-muted" data-count="">{count}</p>
            <PageLinks label=lang.say(FrameWord::Pages) previous next />
        </div>
    }
    .into_any()
}

#[component]
fn ChangeLine(lang: Lang, row: HistoryRow, back: String) -> impl IntoView {
    let differences = row.differences();
    let (kind, name) = names::object(lang, &row.object);
    let action = names::action(lang, &row.action);
    let undo = if row.undone_by.is_some() {
        view! { <span class="text-muted">{lang.say(HistoryWord::Undone)}</span> }.into_any()
    } else if row.may_undo {
        let what = format!(": {kind} {name}, {action}");
        view! {
            <a href=paths::undo(row.id, &back) class=SECONDARY_BUTTON_CLASS>
                {lang.say(HistoryWord::Undo)}
                <span class="sr-only">{what}</span>
            </a>
        }
        .into_any()
    } else {
        ().into_any()
    };
    let is_undo = row.undoes.map(|_| {
        view! { <p class="text-sm text-muted">{lang.say(HistoryWord::IsUndo)}</p> }
    });
    view! {
        <tr>
            <td data-label=lang.say(HistoryWord::When)><Moment at=row.at /></td>
            <td data-label=lang.say(HistoryWord::Who)>
                <div class="min-w-0 break-words">
                    <Author lang actor=row.actor origin=row.origin />
                </div>
            </td>
            <th scope="row" data-label=lang.say(HistoryWord::What)>
                <div class="min-w-0 break-words">
                    <span class="block text-sm text-muted">{kind}</span>
                    {name}
                </div>
            </th>
            <td data-label=lang.say(HistoryWord::Change)>
                <div class="min-w-0">
                    <p class="font-medium">{action}</p>
                    {is_undo}
                    <Differences lang differences is_open=false />
                </div>
            </td>
            <td data-align="end">{undo}</td>
        </tr>
    }
}

/// Who, and from where.
#[component]
pub(super) fn Author(lang: Lang, actor: String, origin: String) -> impl IntoView {
    let from = match origin.as_str() {
        "" => None,
        store::history::CLI => Some(lang.say(HistoryWord::FromShell).to_owned()),
        origin => Some(match origin.strip_prefix("api key ") {
            Some(key) => lang.fill(HistoryWord::FromKey, &[key]),
            None => lang.fill(HistoryWord::From, &[origin]),
        }),
    };
    view! {
        <span>{actor}</span>
        {from.map(|from| view! { <span class="block text-sm text-muted">{from}</span> })}
    }
}
