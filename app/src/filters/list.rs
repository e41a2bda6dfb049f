//! The Filters tab of a domain: all filters in their order.

use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use model::Action;
use model::filter::Filter;
use store::filters::DomainFilters;

use super::summary::{actions, criteria};
use crate::caller::Caller;
use crate::cookies::Flash;
use crate::domains::{DomainTab, DomainTabs, Opened};
use crate::error_page::Failure;
use crate::form::{Posted, Pressed, see_other};
use crate::paths;
use crate::ui::{Glyph, ICON_BUTTON_CLASS, Icon, Notice, PRIMARY_BUTTON_CLASS, Table, Tone};
use crate::words::{FilterWord, FrameWord, Lang};

/// GET: the list.
///
/// # Errors
/// [`Failure::NotFound`], also for a domain of others.
pub async fn show(caller: Caller, Path(name): Path<String>) -> Result<Response, Failure> {
    page(caller, &name, Posted::default()).await
}

/// POST: moves a filter or deletes it, and shows the list again.
///
/// # Errors
/// What the page cannot mend.
pub async fn change(
    caller: Caller,
    Path(name): Path<String>,
    form: Posted,
) -> Result<Response, Failure> {
    let desk = caller.desk()?;
    let found = desk.list_filters(&name).await?;
    let pressed = form.pressed().ok_or(Failure::BadRequest)?;
    let (filters, flash) = press(found.filters, &pressed).ok_or(Failure::NotFound)?;
    // Places are those of the list that was shown.
    match desk.change_filters(&name, form.version(), &filters).await {
        Ok(saved) => Ok(see_other(
            &paths::domain_filters(saved.domain.as_str()),
            Some(&flash),
        )),
        Err(error) => page(caller, &name, form.refused(error)?).await,
    }
}

/// The list after a button was pressed; `None` when there is no such button or row.
fn press(mut filters: Vec<Filter>, pressed: &Pressed) -> Option<(Vec<Filter>, Flash)> {
    let row = pressed.row?;
    match pressed.action.as_str() {
        "up" if row > 0 && row < filters.len() => filters.swap(row - 1, row),
        "down" if row + 1 < filters.len() => filters.swap(row, row + 1),
        "delete" if row < filters.len() => {
            let gone = filters.remove(row);
            return Some((filters, Flash::Deleted(gone.name)));
        }
        _ => return None,
    }
    Some((filters, Flash::Saved))
}

async fn page(caller: Caller, name: &str, form: Posted) -> Result<Response, Failure> {
    let opened = Opened::find(&caller, name).await?;
    let found = caller.desk()?.list_filters(opened.name()).await?;
    let may_change = caller.may(Action::ChangeFilters(opened.domain.id));
    let lang = caller.lang;
    Ok(opened
        .page(caller)
        .posted(&form)
        .show(move || view! { <List lang found may_change form /> })
        .await)
}

#[component]
fn List(lang: Lang, found: DomainFilters, may_change: bool, form: Posted) -> impl IntoView {
    let name = found.domain.to_string();
    let conflict = form.conflict.map(|_| {
        view! { <Notice tone=Tone::Danger>{lang.say(FrameWord::Conflict)}</Notice> }
    });
    let others = form
        .other_errors(lang, &[])
        .into_iter()
        .map(|error| view! { <Notice tone=Tone::Danger>{error}</Notice> })
        .collect_view();
    let new = if may_change {
        view! {
            <div>
                <a href=paths::new_filter(&name) class=PRIMARY_BUTTON_CLASS>
                    <Icon glyph=Glyph::Plus />
                    {lang.say(FilterWord::Add)}
                </a>
            </div>
        }
        .into_any()
    } else {
        view! { <Notice>{lang.say(FilterWord::ReadOnly)}</Notice> }.into_any()
    };
    let table = if found.filters.is_empty() {
        view! { <p class="text-muted">{lang.say(FilterWord::None)}</p> }.into_any()
    } else {
        view! { <Rows lang found may_change /> }.into_any()
    };
    view! {
        <DomainTabs lang name current=DomainTab::Filters />
        {conflict} {others}
        <p class="max-w-3xl text-muted">{lang.say(FilterWord::ListHelp)}</p>
        {new}
        {table}
    }
}

#[component]
fn Rows(lang: Lang, found: DomainFilters, may_change: bool) -> impl IntoView {
    let count = found.filters.len();
    let (domain, version) = (found.domain.to_string(), found.version);
    let rows = found
        .filters
        .into_iter()
        .enumerate()
        .map(|(row, filter)| {
            let domain = domain.clone();
            let place = (row, count);
            view! { <Row lang domain version place filter may_change /> }
        })
        .collect_view();
    view! {
        <Table caption=lang.say(FilterWord::Tab)>
            <thead>
                <tr>
                    <th scope="col">{lang.say(FrameWord::Name)}</th>
                    <th scope="col">{lang.say(FilterWord::Criteria)}</th>
                    <th scope="col">{lang.say(FilterWord::Actions)}</th>
                    <th scope="col">{lang.say(FilterWord::Active)}</th>
                    {may_change
                        .then(|| view! { <th scope="col"><span class="sr-only">{lang.say(FilterWord::RowActions)}</span></th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

#[component]
fn Row(
    lang: Lang,
    domain: String,
    version: i64,
    /// Which row, and of how many.
    place: (usize, usize),
    filter: Filter,
    may_change: bool,
) -> impl IntoView {
    let (row, _) = place;
    let name = if may_change {
        let href = paths::filter(&domain, row + 1);
        view! { <a href=href>{filter.name.clone()}</a> }.into_any()
    } else {
        filter.name.clone().into_any()
    };
    let buttons = may_change.then(|| {
        let name = filter.name.clone();
        view! {
            <td>
                <Buttons lang domain version place name />
            </td>
        }
    });
    let active = lang.say(if filter.active {
        FrameWord::Yes
    } else {
        FrameWord::No
    });
    view! {
        <tr>
            <th scope="row" data-label=lang.say(FrameWord::Name)>{name}</th>
            <td data-label=lang.say(FilterWord::Criteria) class="break-words">{criteria(lang, &filter)}</td>
            <td data-label=lang.say(FilterWord::Actions) class="break-words">{actions(lang, &filter)}</td>
            <td data-label=lang.say(FilterWord::Active)>{active}</td>
            {buttons}
        </tr>
    }
}

#[component]
fn Buttons(
    lang: Lang,
    domain: String,
    version: i64,
    place: (usize, usize),
    name: String,
) -> impl IntoView {
    let (row, count) = place;
    let button = |action: &str, word: FilterWord, is_off: bool, icon: AnyView| {
        let label = lang.fill(word, &[name.as_str()]);
        view! {
            <button
                type="submit"
                name="action"
                value=format!("{action}:{row}")
                class=ICON_BUTTON_CLASS
                disabled=is_off
                title=label.clone()
                aria-label=label
            >
                {icon}
            </button>
        }
    };
    let chevron = || view! { <Icon glyph=Glyph::Chevron /> };
    let up = view! { <span class="inline-flex rotate-180">{chevron()}</span> }.into_any();
    let down = chevron().into_any();
    let bin = view! { <Icon glyph=Glyph::Trash /> }.into_any();
    view! {
        <form
            method="post"
            action=paths::domain_filters(&domain)
            class="flex justify-end"
        >
            <input type="hidden" name="version" value=version />
            {button("up", FilterWord::MoveUp, row == 0, up)}
            {button("down", FilterWord::MoveDown, row + 1 == count, down)}
            {button("delete", FilterWord::Delete, false, bin)}
        </form>
    }
}
