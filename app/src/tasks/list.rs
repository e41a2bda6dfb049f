//! The recent tasks of a domain.

use axum::response::Response;
use leptos::prelude::*;
use store::domains::DomainQuery;
use store::tasks::Task;
use store::{Page as Rows, StoreError};

use super::names;
use super::status::StateMark;
use crate::caller::Caller;
use crate::error_page::Failure;
use crate::form::see_other;
use crate::frame::{Page, Section};
use crate::paths;
use crate::ui::{Glyph, Moment, PageLinks, Table};
use crate::words::{FrameWord, Lang, TaskWord};

/// Tasks on a page.
const ROWS: u32 = 25;

/// GET: newest first; without a domain, the question which one.
///
/// # Errors
/// Those of the store.
pub async fn show(caller: Caller) -> Result<Response, Failure> {
    let lang = caller.lang;
    let desk = caller.desk()?;
    let Some(typed) = caller.query("domain") else {
        return choose(caller).await;
    };
    let domain = desk.find_domain(&typed).await?;
    let name = domain.name.to_string();
    let after = caller.query("after");
    let rows = match desk.list_tasks(&name, after.as_deref(), ROWS).await {
        // A cursor that somebody wrote by hand.
        Err(StoreError::Invalid(_)) => return Ok(see_other(&paths::tasks(&name), None)),
        rows => rows?,
    };
    let title = lang.fill(TaskWord::TasksOf, &[domain.name.shown()]);
    Ok(Page::new(caller, title)
        .section(Section::Directories)
        .glyph(Glyph::Clock)
        .domain(Some(name.clone()))
        .show(move || view! { <Tasks lang domain=name rows /> })
        .await)
}

/// A lone domain is chosen at once; else the chooser above asks.
async fn choose(caller: Caller) -> Result<Response, Failure> {
    let query = DomainQuery {
        limit: 2,
        ..DomainQuery::default()
    };
    let domains = caller.desk()?.list_domains(&query).await?;
    if let [only] = domains.items.as_slice() {
        return Ok(see_other(&paths::tasks(only.name.as_str()), None));
    }
    let lang = caller.lang;
    Ok(Page::new(caller, lang.say(TaskWord::Tasks))
        .section(Section::Directories)
        .glyph(Glyph::Clock)
        .domain(Some(String::new()))
        .show(move || view! { <p class="text-muted">{lang.say(TaskWord::ChooseDomain)}</p> })
        .await)
}

#[component]
fn Tasks(lang: Lang, domain: String, rows: Rows<Task>) -> impl IntoView {
    if rows.items.is_empty() {
        return view! { <p class="text-muted">{lang.say(TaskWord::NoneYet)}</p> }.into_any();
    }
    let link = |word, after: &str| {
        let href = paths::with_query(paths::TASKS, &[("domain", &domain), ("after", after)]);
        (lang.say(word).to_owned(), href)
    };
    let previous = rows
        .previous
        .as_deref()
        .map(|after| link(FrameWord::PreviousPage, after));
    let next = rows
        .next
        .as_deref()
        .map(|after| link(FrameWord::NextPage, after));
    let heads = [
        TaskWord::What,
        TaskWord::Status,
        TaskWord::Who,
        TaskWord::When,
    ]
    .map(|word| view! { <th scope="col">{lang.say(word)}</th> })
    .into_iter()
    .collect_view();
    let lines = rows
        .items
        .into_iter()
        .map(|task| view! { <TaskLine lang task /> })
        .collect_view();
    view! {
        <p class="text-muted">{lang.say(TaskWord::TasksHelp)}</p>
        <Table caption=lang.say(TaskWord::Tasks)>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        <PageLinks label=lang.say(FrameWord::Pages) previous next />
    }
    .into_any()
}

#[component]
fn TaskLine(lang: Lang, task: Task) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <a href=paths::task(task.id) class="text-accent hover:underline">
                    {lang.say(names::kind_word(task.kind))}
                </a>
            </th>
            <td data-label=lang.say(TaskWord::Status)>
                <StateMark lang state=task.state is_stopping=task.is_cancel_asked />
            </td>
            <td data-label=lang.say(TaskWord::Who)>{task.actor}</td>
            <td data-label=lang.say(TaskWord::When)>
                <Moment at=task.started_at />
            </td>
        </tr>
    }
}
